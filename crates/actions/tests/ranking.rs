//! Rank and statements of reasons on both databases: a fall is told in the transaction that causes it, a contest restores it, rivals lose no count.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use actions::{CancelWish, CaseWish, Contest, NewBooking, NewClient};
use domain::appointment::{Actor, Reason, Role, Side};
use domain::ids::AppointmentId;
use domain::messages::{MessageKind, Recipient};
use domain::reliability::{Measure, MeasureKind, Parameter};
use jiff::SignedDuration;
use serde_json::json;
use store::{CaseFilter, MessageState, RankingRow};
use testkit::world::{Engine, Plan, World, staff, zoe};

/// Runs the same test on both databases.
macro_rules! on_both {
    ($($(#[$doc:meta])* $name:ident => $test:ident;)*) => {
        mod sqlite {
            $( $(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $name() { super::$test(testkit::world::Engine::Sqlite).await; } )*
        }
        mod postgres {
            $( $(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $name() { super::$test(testkit::world::Engine::Postgres).await; } )*
        }
    };
}

on_both! {
    trw_08_l11_a_cancellation_lowers_the_rank_with_its_reasons => lowered_with_reasons;
    l12_an_upheld_contest_restores_the_rank_in_one_act => restored_in_one_act;
    trw_08_what_is_kept_raises_the_rank => kept_raises;
    l13_parallel_cancellations_all_count => parallel_ones_all_count;
    l11_a_statement_of_a_measure_that_was_lifted_meanwhile_stays_home => lifted_meanwhile;
    l13_a_network_that_does_not_rank_keeps_no_rank => not_ranked;
    wec_19_rates_are_counted_also_without_a_ranking => own_rates;
}

async fn ranked(engine: Engine) -> World {
    let policy = json!({
        "ranking": { "enabled": true },
        "reliability": { "expires_after": "180 d" },
    });
    World::with(
        engine,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await
}

async fn booked(world: &World, n: usize, start: &str) -> AppointmentId {
    let client = NewClient {
        name: format!("Cliente {n}"),
        email: format!("cliente{n}@example.org"),
        ..zoe()
    };
    let wish = NewBooking {
        client,
        ..world.wish(start)
    };
    let booked = world.app.book(&wish, &Actor::link(), None).await.unwrap().done();
    booked.stored.appointment.id
}

fn wish(world: &World, id: AppointmentId) -> CancelWish {
    CancelWish {
        network: world.network,
        id,
        asked_by: Side::Business,
        reason: Some(Reason::Ill),
        message: "Je suis navrée, je ne peux pas venir ce jour-là.".into(),
        quietly: false,
        seen_version: None,
        seen: None,
    }
}

async fn cancelled(world: &World, id: AppointmentId) {
    world.app.cancel(&wish(world, id), &staff(), None).await.unwrap().done();
}

async fn rank(world: &World) -> RankingRow {
    let row = world.app.store.ranking(world.network, world.business).await.unwrap();
    row.expect("a rank")
}

async fn measures(world: &World) -> Vec<Measure> {
    world.app.standing(world.network, world.business).await.unwrap().measures
}

/// The letters about measures and cases, oldest first: kind, reader, state, subject and text.
async fn letters(world: &World) -> Vec<(MessageKind, Recipient, MessageState, String)> {
    let all = world.app.store.outbox(200, None).await.unwrap();
    let mut of_ledger: Vec<_> = all.into_iter().filter(|message| message.appointment().is_none()).collect();
    of_ledger.reverse();
    of_ledger
        .into_iter()
        .map(|message| (message.kind, message.to, message.state, message.body_text.unwrap_or_default()))
        .collect()
}

fn later(world: &World, by: SignedDuration) {
    world.app.clock.advance_to(world.app.clock.now() + by);
}

fn operator() -> Actor {
    Actor {
        role: Role::Staff,
        id: "opr_00000000000000000000000000000009".into(),
    }
}

async fn lowered_with_reasons(engine: Engine) {
    let world = ranked(engine).await;
    let id = booked(&world, 1, "2026-03-10T10:00:00+01:00").await;
    assert!(
        world
            .app
            .store
            .ranking(world.network, world.business)
            .await
            .unwrap()
            .is_none()
    );
    cancelled(&world, id).await;
    let row = rank(&world).await;
    let taken = |parameter| {
        let part = row.ranked.score.parts.iter().find(|part| part.parameter == parameter);
        part.map_or(0, |part| part.takes)
    };
    assert!(row.ranked.score.thousandths < 80_000, "{row:?}");
    assert!(taken(Parameter::Cancelled) > 0 && taken(Parameter::LateCancelled) == 0);
    let found = measures(&world).await;
    let [measure] = found.as_slice() else { panic!("{found:?}") };
    let to = row.ranked.score.thousandths;
    assert_eq!(measure.kind, MeasureKind::LoweredRank { from: 80_000, to });
    // L11: the letter leaves with the facts, the rule's values and the way to contest.
    world.work().await;
    let told = letters(&world).await;
    let [(MessageKind::MeasureBegun, Recipient::Business, MessageState::Sent, text)] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert!(text.contains("contest") && text.contains("180"), "{text}");
    // A client's own cancellation changes nothing (WEC-17).
    let other = booked(&world, 2, "2026-03-11T10:00:00+01:00").await;
    let by_client = CancelWish {
        asked_by: Side::Client,
        reason: None,
        message: String::new(),
        ..wish(&world, other)
    };
    world.app.cancel(&by_client, &Actor::link(), None).await.unwrap().done();
    assert_eq!(rank(&world).await.ranked, row.ranked);
}

async fn restored_in_one_act(engine: Engine) {
    let world = ranked(engine).await;
    let id = booked(&world, 1, "2026-03-10T10:00:00+01:00").await;
    cancelled(&world, id).await;
    let measure = measures(&world).await.remove(0);
    let contest = Contest {
        network: world.network,
        business: world.business,
        measure: Some(measure.id),
        strike: None,
        text: "Le réseau avait demandé lui-même cette annulation.".into(),
    };
    let case = world.app.contest(&contest, &staff()).await.unwrap();
    assert!(
        world.app.contest(&contest, &staff()).await.is_err(),
        "one open contest is enough"
    );
    let decision = CaseWish {
        network: world.network,
        case: case.id,
        uphold: true,
        reasons: "C’était bien notre demande, elle ne compte pas.".into(),
        limit_for: None,
    };
    world.app.decide_case(&decision, &operator()).await.unwrap();
    assert_eq!(rank(&world).await.ranked.score.thousandths, 80_000, "the former rank");
    assert!(measures(&world).await.iter().all(|measure| measure.lifted.is_some()));
    // It stays so when the rank is computed again.
    later(&world, SignedDuration::from_hours(30));
    assert_eq!(world.app.rank_anew().await.unwrap(), 1);
    assert_eq!(rank(&world).await.ranked.score.thousandths, 80_000);
    world.work().await;
    let kinds: Vec<_> = letters(&world)
        .await
        .into_iter()
        .map(|(kind, to, state, _)| (kind, to, state))
        .collect();
    let sent = |kind, to| kinds.contains(&(kind, to, MessageState::Sent));
    assert!(sent(MessageKind::CaseDecided, Recipient::Business), "{kinds:?}");
    assert!(sent(MessageKind::MeasureLifted, Recipient::Business), "{kinds:?}");
    assert!(
        kinds.contains(&(MessageKind::CaseOpened, Recipient::Network, MessageState::Dropped)),
        "{kinds:?}"
    );
    let open = CaseFilter {
        open: true,
        ..CaseFilter::default()
    };
    assert!(world.app.store.cases(world.network, open).await.unwrap().is_empty());
}

async fn kept_raises(engine: Engine) {
    let world = ranked(engine).await;
    let ids = [
        booked(&world, 1, "2026-03-03T10:00:00+01:00").await,
        booked(&world, 2, "2026-03-03T12:00:00+01:00").await,
    ];
    let last = booked(&world, 3, "2026-03-10T10:00:00+01:00").await;
    cancelled(&world, last).await;
    let lowered = rank(&world).await.ranked.score.thousandths;
    later(&world, SignedDuration::from_hours(24 * 12));
    for id in ids {
        world.app.fulfil(world.network, id, &staff(), None).await.unwrap().done();
    }
    let raised = rank(&world).await.ranked;
    assert!(raised.score.thousandths > lowered, "{raised:?}");
    let kept = raised.score.parts.iter().find(|part| part.parameter == Parameter::Honoured);
    assert_eq!(kept.map(|part| part.count), Some(2));
    // Half a year later nothing of it counts, and the measure has ended: with the window, or with the score.
    later(&world, SignedDuration::from_hours(24 * 190));
    world.app.rank_anew().await.unwrap();
    let long_after = rank(&world).await;
    assert_eq!(long_after.ranked.score.thousandths, 80_000);
    let now = world.app.clock.now();
    assert!(
        !measures(&world)
            .await
            .iter()
            .any(|measure| { matches!(measure.kind, MeasureKind::LoweredRank { from: 80_000, .. }) && measure.in_force_at(now) })
    );
}

async fn parallel_ones_all_count(engine: Engine) {
    let world = ranked(engine).await;
    let colleague = world.another_practitioner("anne-roy", "Anne Roy").await;
    let mut ids = Vec::new();
    for n in 0..8_usize {
        let day = 9 + n / 2;
        let practitioner = if n % 2 == 0 { world.practitioner } else { colleague };
        let wish = NewBooking {
            practitioner,
            client: NewClient {
                email: format!("cliente{n}@example.org"),
                ..zoe()
            },
            ..world.wish(&format!("2026-03-{day:02}T10:00:00+01:00"))
        };
        let booked = world.app.book(&wish, &Actor::link(), None).await.unwrap().done();
        ids.push(booked.stored.appointment.id);
    }
    let cancelling = ids.into_iter().map(|id| {
        let (app, wish) = (world.app.clone(), wish(&world, id));
        tokio::spawn(async move { app.cancel(&wish, &staff(), None).await.unwrap().done() })
    });
    for task in cancelling.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    let row = rank(&world).await;
    let part = row
        .ranked
        .score
        .parts
        .iter()
        .find(|part| part.parameter == Parameter::Cancelled);
    assert_eq!(part.map(|part| part.count), Some(8), "{row:?}");
    // Each statement goes on where the one before ended.
    let mut steps: Vec<(u32, u32)> = measures(&world)
        .await
        .iter()
        .filter_map(|measure| match measure.kind {
            MeasureKind::LoweredRank { from, to } => Some((from, to)),
            _ => None,
        })
        .collect();
    steps.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
    assert_eq!(steps.first().map(|(from, _)| *from), Some(80_000));
    assert!(steps.windows(2).all(|pair| pair[0].1 == pair[1].0), "{steps:?}");
}

async fn lifted_meanwhile(engine: Engine) {
    let world = ranked(engine).await;
    let id = booked(&world, 1, "2026-03-10T10:00:00+01:00").await;
    cancelled(&world, id).await;
    let measure = measures(&world).await.remove(0);
    world
        .app
        .lift(
            world.network,
            measure.id,
            "Une erreur de notre côté, toutes nos excuses.",
            &operator(),
        )
        .await
        .unwrap();
    world.work().await;
    let states: Vec<_> = letters(&world)
        .await
        .into_iter()
        .map(|(kind, _, state, _)| (kind, state))
        .collect();
    // Written at one moment of the simulated clock, so their order says nothing.
    assert_eq!(states.len(), 2, "{states:?}");
    assert!(
        states.contains(&(MessageKind::MeasureBegun, MessageState::Dropped)),
        "{states:?}"
    );
    assert!(
        states.contains(&(MessageKind::MeasureLifted, MessageState::Sent)),
        "{states:?}"
    );
    assert_eq!(rank(&world).await.ranked.score.thousandths, 80_000);
}

async fn not_ranked(engine: Engine) {
    let world = World::new(engine).await;
    let id = booked(&world, 1, "2026-03-10T10:00:00+01:00").await;
    cancelled(&world, id).await;
    assert_eq!(world.app.rank_anew().await.unwrap(), 0);
    assert!(world.app.store.rankings(world.network).await.unwrap().is_empty());
    let snapshot = world.app.snapshot(world.network).await.unwrap();
    assert!(world.app.order(&snapshot).await.unwrap().is_none());
}

async fn own_rates(engine: Engine) {
    let world = World::new(engine).await;
    let (timely, late) = (
        booked(&world, 1, "2026-03-10T10:00:00+01:00").await,
        booked(&world, 2, "2026-02-20T16:00:00+01:00").await,
    );
    cancelled(&world, timely).await;
    cancelled(&world, late).await;
    let counts = world.app.own_counts(world.network, world.business).await.unwrap();
    assert_eq!((counts.cancelled, counts.late_cancelled, counts.honoured), (1, 1, 0));
}
