//! What follows for a business, on both databases: one pause whoever comes first, a day that closes under the lock, groups that follow the absences, contests.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use actions::{Booked, CancelWish, CaseWish, Contest, Failure, NewAbsence, NewBooking, NewClient};
use domain::appointment::{Actor, Reason, Role, Side};
use domain::notice::Notice;
use domain::reliability::{Measure, MeasureKind, StrikeKind};
use store::CaseFilter;
use testkit::world::{Engine, Plan, World, at, staff, zoe};

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
    wec_12_the_third_late_cancellation_entered_twice_in_parallel => third_twice;
    wec_01_a_cancellation_races_with_bookings_on_its_day => closing_while_booking;
    wec_15_16_an_absence_entered_afterwards_or_deleted => absence_afterwards;
    wec_13_a_pause_stops_bookings_and_ends_by_itself => pause_and_after;
    wec_09_the_client_says_the_professional_asked => asked_to_cancel;
    l12_a_contest_restores_everything_in_one_act => contested;
    i9_frozen_terms_hold_when_the_policy_changes => frozen;
}

/// World's clock: Monday 2 March 2026, 13:30 in Paris.
async fn strict(engine: Engine) -> World {
    let policy = serde_json::json!({
        "business": {"late_below": "24 h", "closes_day_within": "7 d"},
        "reliability": {"business": [
            {"name": "late", "counts": ["late_cancellation"], "threshold": 3, "within": "calendar_month", "pause": "48 h"}
        ]},
    });
    World::with(
        engine,
        Plan {
            policy,
            now: at("2026-03-02T13:30:00+01:00"),
            ..Plan::default()
        },
    )
    .await
}

async fn booked(world: &World, start: &str) -> Booked {
    let client = NewClient {
        email: format!("{}@example.org", start.replace([':', '+'], "-")),
        ..zoe()
    };
    let wish = NewBooking {
        client,
        ..world.wish(start)
    };
    world.app.book(&wish, &staff(), None).await.unwrap().done()
}

fn wish(world: &World, booked: &Booked, asked_by: Side) -> CancelWish {
    CancelWish {
        network: world.network,
        id: booked.stored.appointment.id,
        asked_by,
        reason: Some(Reason::Emergency),
        message: "Je suis désolée, une urgence.".into(),
        quietly: false,
        seen_version: None,
        seen: None,
    }
}

async fn cancel(world: &World, booked: &Booked) {
    world
        .app
        .cancel(&wish(world, booked, Side::Business), &staff(), None)
        .await
        .unwrap();
}

/// Three appointments of one day, all booked before the first of them closes it.
async fn three_late(world: &World) {
    let mut day = Vec::new();
    for hour in ["09", "10", "11"] {
        day.push(booked(world, &format!("2026-03-03T{hour}:00:00+01:00")).await);
    }
    for booked in &day {
        cancel(world, booked).await;
    }
}

async fn measures(world: &World) -> Vec<Measure> {
    let now = world.app.clock.now();
    world.app.store.measures_in_force(world.network, now).await.unwrap()
}

async fn pauses(world: &World) -> usize {
    measures(world)
        .await
        .iter()
        .filter(|measure| measure.kind == MeasureKind::Pause)
        .count()
}

async fn letters(world: &World, kind: &str) -> usize {
    let outbox = world.app.store.outbox(500, None).await.unwrap();
    outbox.iter().filter(|message| message.kind.code() == kind).count()
}

async fn third_twice(engine: Engine) {
    let world = strict(engine).await;
    let hours = ["09", "10", "11", "13"];
    let mut day = Vec::new();
    for hour in hours {
        day.push(booked(&world, &format!("2026-03-03T{hour}:00:00+01:00")).await);
    }
    cancel(&world, &day[0]).await;
    cancel(&world, &day[1]).await;
    assert_eq!(pauses(&world).await, 0);
    let both = [day[2].clone(), day[2].clone(), day[3].clone()].map(|booked| {
        let (app, wish) = (world.app.clone(), wish(&world, &booked, Side::Business));
        tokio::spawn(async move { app.cancel(&wish, &staff(), None).await.is_ok() })
    });
    let mut done = 0;
    for task in both {
        done += usize::from(task.await.unwrap());
    }
    assert_eq!(done, 2, "the same appointment is cancelled once");
    assert_eq!(pauses(&world).await, 1, "one pause");
    let standing = world.app.standing(world.network, world.business).await.unwrap();
    assert_eq!(standing.strikes.len(), 4);
    let statements = measures(&world).await.len();
    assert_eq!(
        (statements, letters(&world, "measure_begun").await),
        (2, 2),
        "the closed day and the pause, one statement each"
    );
}

async fn closing_while_booking(engine: Engine) {
    let world = strict(engine).await;
    let kept = booked(&world, "2026-03-06T09:00:00+01:00").await;
    let first = booked(&world, "2026-03-06T10:00:00+01:00").await;
    let rivals: Vec<_> = (11..18)
        .map(|hour| {
            let (app, wish) = (world.app.clone(), world.wish(&format!("2026-03-06T{hour}:00:00+01:00")));
            tokio::spawn(async move { app.book(&wish, &Actor::link(), None).await })
        })
        .collect();
    cancel(&world, &first).await;
    let mut granted = 0;
    for rival in rivals {
        match rival.await.unwrap() {
            Ok(_) => granted += 1,
            Err(Failure::Refused(refused)) => assert_eq!(refused.refusal.facts()["reason"], "closed"),
            Err(other) => panic!("{other:?}"),
        }
    }
    // Whoever asks from now on is refused on that day, served on the next, and what was there stays (WEC-02).
    let late = world
        .app
        .book(&world.wish("2026-03-06T15:30:00+01:00"), &Actor::link(), None)
        .await;
    let Err(Failure::Refused(late)) = late else {
        panic!("{late:?}")
    };
    assert_eq!(late.refusal.facts()["reason"], "closed");
    assert!(
        world
            .app
            .book(&world.wish("2026-03-07T15:00:00+01:00"), &Actor::link(), None)
            .await
            .is_ok()
    );
    let (stays, _) = world
        .app
        .appointment(world.network, kept.stored.appointment.id)
        .await
        .unwrap();
    assert_eq!(stays.appointment.state.code(), "booked");
    let day = (at("2026-03-06T00:00:00+01:00"), at("2026-03-07T00:00:00+01:00"));
    let there = world
        .app
        .store
        .day_entries(world.network, &[world.practitioner], day.0, day.1)
        .await
        .unwrap();
    let standing = there.iter().filter(|entry| entry.appointment.state.takes_time()).count();
    assert_eq!(
        standing,
        granted + 1,
        "whoever was told yes has an appointment, beside the one that was there"
    );
}

async fn absence_afterwards(engine: Engine) {
    let world = strict(engine).await;
    three_late(&world).await;
    assert_eq!(pauses(&world).await, 1);
    let away = NewAbsence {
        network: world.network,
        practitioner: world.practitioner,
        start: at("2026-03-03T00:00:00+01:00"),
        end: at("2026-03-05T00:00:00+01:00"),
        note: String::new(),
    };
    let (absence, _) = world.app.add_absence(&away, &staff()).await.unwrap();
    assert_eq!(
        pauses(&world).await,
        0,
        "one illness is one incident: the pause loses its ground"
    );
    assert_eq!(letters(&world, "measure_lifted").await, 1);
    world
        .app
        .remove_absence(world.network, world.practitioner, absence.id)
        .await
        .unwrap();
    assert_eq!(pauses(&world).await, 1, "without the absence they are three again");
}

async fn pause_and_after(engine: Engine) {
    let world = strict(engine).await;
    let existing = booked(&world, "2026-03-05T09:00:00+01:00").await;
    three_late(&world).await;
    let refused = world
        .app
        .book(&world.wish("2026-03-11T09:00:00+01:00"), &Actor::link(), None)
        .await
        .unwrap_err();
    let Failure::Refused(refused) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(refused.refusal.facts()["reason"], "paused");
    let (stays, _) = world
        .app
        .appointment(world.network, existing.stored.appointment.id)
        .await
        .unwrap();
    assert_eq!(stays.appointment.state.code(), "booked");
    world.advance_to(at("2026-03-04T13:29:59+01:00"));
    assert!(
        world
            .app
            .book(&world.wish("2026-03-11T09:00:00+01:00"), &Actor::link(), None)
            .await
            .is_err()
    );
    world.advance_to(at("2026-03-04T13:30:00+01:00"));
    assert!(
        world
            .app
            .book(&world.wish("2026-03-11T09:00:00+01:00"), &Actor::link(), None)
            .await
            .is_ok()
    );
}

async fn asked_to_cancel(engine: Engine) {
    let world = strict(engine).await;
    let booked = booked(&world, "2026-03-03T09:00:00+01:00").await;
    let cancelled = world
        .app
        .cancel(&wish(&world, &booked, Side::Business), &Actor::link(), None)
        .await;
    cancelled.unwrap();
    let standing = world.app.standing(world.network, world.business).await.unwrap();
    assert!(standing.strikes.is_empty(), "a client's word alone counts for nobody");
    let [case] = world
        .app
        .store
        .cases(
            world.network,
            CaseFilter {
                open: true,
                ..CaseFilter::default()
            },
        )
        .await
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(
        (case.kind.code(), letters(&world, "case_opened").await),
        ("asked_to_cancel", 1)
    );
    let support = Actor {
        role: Role::Network,
        id: "opr_1".into(),
    };
    let wish = CaseWish {
        network: world.network,
        case: case.id,
        uphold: true,
        reasons: "Le message au client le montre clairement.".into(),
        limit_for: Some(Notice::Days(3)),
    };
    let (_, foreseen) = world.app.preview_case(&wish, &support).await.unwrap();
    assert_eq!(foreseen.len(), 2);
    world.app.decide_case(&wish, &support).await.unwrap();
    let standing = world.app.standing(world.network, world.business).await.unwrap();
    assert_eq!(standing.strikes[0].kind, StrikeKind::AskedClientToCancel);
    assert_eq!(measures(&world).await[0].kind, MeasureKind::Limitation);
    let refused = world
        .app
        .book(&world.wish("2026-03-11T09:00:00+01:00"), &Actor::link(), None)
        .await;
    assert!(matches!(refused, Err(Failure::Refused(_))));
    assert!(
        matches!(world.app.decide_case(&wish, &support).await, Err(Failure::Refused(_))),
        "decided once"
    );
}

async fn contested(engine: Engine) {
    let world = strict(engine).await;
    three_late(&world).await;
    let pause = measures(&world)
        .await
        .into_iter()
        .find(|measure| measure.kind == MeasureKind::Pause)
        .unwrap();
    let contest = Contest {
        network: world.network,
        business: world.business,
        measure: Some(pause.id),
        strike: None,
        text: "Le métro était fermé, voici la preuve.".into(),
    };
    let twice = [contest.clone(), contest].map(|contest| {
        let app = world.app.clone();
        tokio::spawn(async move { app.contest(&contest, &staff()).await.ok() })
    });
    let mut opened = Vec::new();
    for task in twice {
        opened.extend(task.await.unwrap());
    }
    let [case] = opened.as_slice() else {
        panic!("one contest is enough")
    };
    assert_eq!(pauses(&world).await, 1, "the pause goes on meanwhile");
    let wish = CaseWish {
        network: world.network,
        case: case.id,
        uphold: true,
        reasons: "La ligne était interrompue ce matin-là.".into(),
        limit_for: None,
    };
    let support = Actor {
        role: Role::Network,
        id: "opr_1".into(),
    };
    world.app.decide_case(&wish, &support).await.unwrap();
    assert_eq!(pauses(&world).await, 0);
    let standing = world.app.standing(world.network, world.business).await.unwrap();
    assert!(standing.strikes.iter().all(|strike| strike.struck_out.is_some()));
    assert!(
        world
            .app
            .book(&world.wish("2026-03-11T09:00:00+01:00"), &Actor::link(), None)
            .await
            .is_ok()
    );
}

async fn frozen(engine: Engine) {
    let world = strict(engine).await;
    let mut day = Vec::new();
    for hour in ["09", "10", "11"] {
        day.push(booked(&world, &format!("2026-03-03T{hour}:00:00+01:00")).await);
    }
    let mut tx = world.app.store.begin().await.unwrap();
    let mut network = world.app.snapshot(world.network).await.unwrap().network().clone();
    network.policy = serde_json::json!({});
    tx.put_network(&network).await.unwrap();
    tx.commit().await.unwrap();
    for booked in &day {
        cancel(&world, booked).await;
    }
    assert_eq!(pauses(&world).await, 1, "what was agreed at booking holds");
}
