//! Series on both databases: all or nothing, one message, goes on as time does, and nobody's agenda holds two at once.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use actions::{ArrangedSeries, Failure, MoveWish, NewClient, Once, Outcome, Refusal, SeriesEndWish, SeriesMoveWish, SeriesWish};
use domain::appointment::{Actor, Reason, Side, State};
use domain::ids::AppointmentId;
use domain::messages::{MessageKind, Recipient};
use domain::series::{OnConflict, Recurrence, Scope, SeriesRefusal};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use store::{MessageRow, Stored};
use testkit::world::{Engine, Plan, World, at, staff, zoe};

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
    r10_two_series_that_meet_at_their_fourth_date => rival_series;
    r10_skip_names_the_dates_it_leaves_out => skipping_rivals;
    r15_the_same_request_twice_in_parallel_is_one_series => same_key;
    wec_05_the_end_of_a_series_is_one_act_and_one_message => stopped_at_once;
    wec_10_every_late_one_of_a_stopped_series_counts => late_ones_count;
    wec_p11_a_change_needs_the_clients_agreement_where_the_terms_say_so => agreement;
    wec_p13_a_client_ends_all_or_one => client_ends;
    wec_p14_a_rolling_series_goes_on_once_under_two_workers => rolling;
    c08_a_change_of_the_whole_keeps_single_edits_and_identities => changed_whole;
    c08_a_series_moves_into_its_own_times => into_its_own_times;
    sbm_p01_a_client_moves_none_of_a_series_where_the_policy_says_so => not_in_series;
    t2_a_monday_stays_at_its_hour => monday_stays;
}

fn local(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn wish(world: &World, first: &str, rule: &str) -> SeriesWish {
    let first = local(first);
    SeriesWish {
        network: world.network,
        practitioner: world.practitioner,
        service: world.service,
        place: None,
        first,
        rule: Recurrence::from_rrule(rule, first, &TimeZone::get("Europe/Paris").unwrap()).unwrap(),
        choice: OnConflict::RefuseAll,
        seen: None,
        client: zoe(),
        note: String::new(),
    }
}

async fn arranged(world: &World, first: &str, rule: &str) -> ArrangedSeries {
    world
        .app
        .arrange_series(&wish(world, first, rule), &staff(), None)
        .await
        .unwrap()
        .done()
}

async fn members(world: &World, series: &ArrangedSeries) -> Vec<Stored> {
    world.app.series(world.network, series.series.id).await.unwrap().1
}

fn starts(members: &[Stored]) -> Vec<String> {
    let standing = members.iter().filter(|stored| stored.appointment.state == State::Booked);
    standing
        .map(|stored| stored.appointment.when.local_start().strftime("%m-%d %H:%M").to_string())
        .collect()
}

fn refusal(failure: Failure) -> Refusal {
    match failure {
        Failure::Refused(refused) => refused.refusal,
        other => panic!("{other:?}"),
    }
}

async fn told_client(world: &World, kinds: &[MessageKind]) -> Vec<MessageRow> {
    world.work().await;
    let sent = world.sent().await;
    sent.into_iter()
        .filter(|m| m.to == Recipient::Client && kinds.contains(&m.kind))
        .collect()
}

fn ending(world: &World, series: &ArrangedSeries, scope: Scope, from: Option<AppointmentId>) -> SeriesEndWish {
    SeriesEndWish {
        network: world.network,
        id: series.series.id,
        scope,
        from,
        asked_by: Side::Business,
        reason: Some(Reason::Ill),
        message: "Je pars en congé, avec mes excuses.".into(),
        seen_version: None,
        seen: None,
    }
}

fn moving(world: &World, series: &ArrangedSeries, scope: Scope, from: usize, to: &str) -> SeriesMoveWish {
    SeriesMoveWish {
        network: world.network,
        id: series.series.id,
        scope,
        from: series.members[from].appointment.id,
        to: local(to),
        choice: OnConflict::RefuseAll,
        seen: None,
        agreed: true,
        asked_by: Side::Client,
        reason: None,
        message: String::new(),
        seen_version: None,
    }
}

/// R10: Mondays at 15:00 every week, and every third Monday at 15:00 from later on: they meet once. One of both is there as a whole, the other not at all.
async fn rival_series(engine: Engine) {
    let world = World::new(engine).await;
    let wishes = [
        wish(&world, "2026-03-02T15:00", "FREQ=WEEKLY;COUNT=4"),
        wish(&world, "2026-03-23T15:00", "FREQ=WEEKLY;COUNT=4"),
    ];
    let tasks = wishes.map(|wish| {
        let app = world.app.clone();
        tokio::spawn(async move { app.arrange_series(&wish, &staff(), None).await })
    });
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    let (done, failed): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), failed.len()), (1, 1));
    let Refusal::Series(SeriesRefusal::DatesNotFree { dates, .. }) = refusal(failed.into_iter().next().unwrap().unwrap_err())
    else {
        panic!("another refusal")
    };
    assert_eq!(
        dates.iter().map(|one| one.date).collect::<Vec<_>>(),
        [local("2026-03-23T15:00")]
    );
    assert_eq!(all_standing(&world).await, 4);
}

async fn all_standing(world: &World) -> usize {
    let (from, to) = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    let entries = world
        .app
        .store
        .day_entries(world.network, &[world.practitioner], from, to)
        .await
        .unwrap();
    entries
        .iter()
        .filter(|entry| entry.appointment.state == State::Booked)
        .count()
}

/// R10: the same with "leave out": both are there, and one of them says which date it has not.
async fn skipping_rivals(engine: Engine) {
    let world = World::new(engine).await;
    let tasks = ["2026-03-02T15:00", "2026-03-23T15:00"].map(|first| {
        let wish = SeriesWish {
            choice: OnConflict::Skip,
            ..wish(&world, first, "FREQ=WEEKLY;COUNT=4")
        };
        let app = world.app.clone();
        tokio::spawn(async move { app.arrange_series(&wish, &staff(), None).await.unwrap().done() })
    });
    let mut skipped = Vec::new();
    for task in tasks {
        skipped.extend(task.await.unwrap().skipped);
    }
    assert_eq!(
        skipped.iter().map(|one| one.date).collect::<Vec<_>>(),
        [local("2026-03-23T15:00")]
    );
    assert_eq!(all_standing(&world).await, 7);
}

async fn same_key(engine: Engine) {
    let world = World::new(engine).await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (app, wish) = (world.app.clone(), wish(&world, "2026-03-02T15:00", "FREQ=WEEKLY;COUNT=4"));
            tokio::spawn(async move {
                let answer = |done: &ArrangedSeries| (201, done.series.id.to_string());
                let once = Once {
                    key: "k",
                    fingerprint: "f".into(),
                    answer: &answer,
                };
                match app.arrange_series(&wish, &staff(), Some(&once)).await.unwrap() {
                    Outcome::Done(done) => done.series.id.to_string(),
                    Outcome::Repeated(kept) => kept.body,
                }
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    assert_eq!(all_standing(&world).await, 4);
}

/// WEC-05: "Je souhaite arrêter la récurrence" ends all that is to come in one act, with one message; what has begun stays.
async fn stopped_at_once(engine: Engine) {
    let world = World::new(engine).await;
    let series = arranged(&world, "2026-03-02T15:00", "FREQ=WEEKLY;COUNT=6").await;
    assert_eq!(
        told_client(&world, &[MessageKind::Booked, MessageKind::SeriesBooked])
            .await
            .len(),
        1
    );
    world.advance_to(at("2026-03-10T09:00:00+01:00"));
    let wish = ending(&world, &series, Scope::All, None);
    let preview = world.app.preview_series_end(&wish, &staff()).await.unwrap();
    let done = world.app.end_series(&wish, &staff(), None).await.unwrap().done();
    assert_eq!((preview.decisions.len(), done.cancelled.len(), done.kept.len()), (4, 4, 0));
    let told = told_client(&world, &[MessageKind::Cancelled, MessageKind::SeriesStopped]).await;
    assert_eq!(told.iter().map(|m| m.kind).collect::<Vec<_>>(), [MessageKind::SeriesStopped]);
    let text = told[0].body_text.clone().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    for date in ["16 mars", "23 mars", "30 mars", "6 avril"] {
        assert!(text.contains(date), "{date} in {text}");
    }
    assert_eq!(starts(&members(&world, &series).await), ["03-02 15:00", "03-09 15:00"]);
    let again = world.app.end_series(&wish, &staff(), None).await.unwrap_err();
    assert_eq!(refusal(again).code(), "nothing_to_come");
}

/// WEC-10, WEC-11: the appointments that are ended too late count for the business, one by one.
async fn late_ones_count(engine: Engine) {
    let policy = serde_json::json!({"business": {"late_below": "200 h"}});
    let world = World::with(
        engine,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await;
    let series = arranged(&world, "2026-03-02T15:00", "FREQ=WEEKLY;COUNT=4").await;
    world.advance_to(at("2026-03-02T09:00:00+01:00"));
    world
        .app
        .end_series(&ending(&world, &series, Scope::All, None), &staff(), None)
        .await
        .unwrap();
    let subject = domain::reliability::Subject::Business(world.business);
    let paris = TimeZone::get("Europe/Paris").unwrap();
    let standing = world
        .app
        .store
        .standing(world.network, subject, paris, at("2026-01-01T00:00:00Z"))
        .await
        .unwrap();
    assert_eq!(standing.strikes.len(), 2);
}

async fn agreement(engine: Engine) {
    let policy = serde_json::json!({"series": {"change_needs_agreement": true}});
    let world = World::with(
        engine,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await;
    let series = arranged(&world, "2026-03-02T15:00", "FREQ=WEEKLY;COUNT=3").await;
    let wish = moving(&world, &series, Scope::All, 0, "2026-03-03T15:00");
    let without = SeriesMoveWish {
        agreed: false,
        ..wish.clone()
    };
    assert_eq!(
        refusal(world.app.move_series(&without, &staff(), None).await.unwrap_err()).code(),
        "agreement_missing"
    );
    assert_eq!(
        world.app.move_series(&wish, &staff(), None).await.unwrap().done().moved.len(),
        3
    );
    let told = told_client(&world, &[MessageKind::Moved, MessageKind::SeriesMoved]).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].body_text.as_ref().unwrap().contains("Tous les mardis"), "{told:?}");
}

/// WEC+13: the client chooses this appointment or all, with a reason where the policy asks for one.
async fn client_ends(engine: Engine) {
    let policy = serde_json::json!({"entry": {"client_reason": true}});
    let world = World::with(
        engine,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await;
    let series = arranged(&world, "2026-03-02T15:00", "FREQ=WEEKLY;COUNT=4").await;
    let one = series.members[1].appointment.id;
    let by_client = |scope, from, reason| SeriesEndWish {
        asked_by: Side::Client,
        reason,
        ..ending(&world, &series, scope, from)
    };
    let without = by_client(Scope::All, None, None);
    assert_eq!(
        refusal(world.app.end_series(&without, &Actor::link(), None).await.unwrap_err()).code(),
        "reason_missing"
    );
    let this = by_client(Scope::This, Some(one), Some(Reason::Hindered));
    assert_eq!(
        world
            .app
            .end_series(&this, &Actor::link(), None)
            .await
            .unwrap()
            .done()
            .cancelled
            .len(),
        1
    );
    let all = by_client(Scope::All, Some(one), Some(Reason::Hindered));
    assert_eq!(
        world
            .app
            .end_series(&all, &Actor::link(), None)
            .await
            .unwrap()
            .done()
            .cancelled
            .len(),
        3
    );
    let told = told_client(&world, &[MessageKind::Cancelled, MessageKind::SeriesStopped]).await;
    let mut kinds: Vec<_> = told.iter().map(|m| m.kind.code()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["cancelled", "series_stopped"]);
}

/// WEC+14: four weeks ahead, then more as time goes on; a date that is taken is left out, recorded and told once; two workers do it once.
async fn rolling(engine: Engine) {
    let policy = serde_json::json!({"series": {"horizon_weeks": 4}});
    let world = World::with(
        engine,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await;
    let series = arranged(&world, "2026-03-02T15:00", "FREQ=WEEKLY").await;
    assert_eq!(starts(&series.members), ["03-02 15:00", "03-09 15:00", "03-16 15:00"]);
    let rival = actions::NewBooking {
        client: NewClient {
            name: "Rivale".into(),
            ..zoe()
        },
        ..world.wish("2026-03-30T15:00:00+02:00")
    };
    world.app.book(&rival, &staff(), None).await.unwrap();
    world.advance_to(at("2026-03-10T09:00:00+01:00"));
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let app = world.app.clone();
            tokio::spawn(async move { app.generate_series().await.unwrap() })
        })
        .collect();
    let mut generated = 0;
    for task in tasks {
        generated += task.await.unwrap();
    }
    assert_eq!(generated, 2);
    let now = world.app.series(world.network, series.series.id).await.unwrap();
    assert_eq!(
        starts(&now.1),
        ["03-02 15:00", "03-09 15:00", "03-16 15:00", "03-23 15:00", "04-06 15:00"]
    );
    assert_eq!(
        now.0.skipped.iter().map(|one| one.date).collect::<Vec<_>>(),
        [local("2026-03-30T15:00")]
    );
    let told = told_client(&world, &[MessageKind::SeriesSkipped]).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].body_text.as_ref().unwrap().contains("30 mars"), "{told:?}");
    assert_eq!(world.app.generate_series().await.unwrap(), 0);
    // A stopped series generates no more.
    world
        .app
        .end_series(&ending(&world, &series, Scope::All, None), &staff(), None)
        .await
        .unwrap();
    world.advance_to(at("2026-06-10T09:00:00+02:00"));
    assert_eq!(world.app.generate_series().await.unwrap(), 0);
}

/// C08: moving one adds none; a change of the whole leaves it alone; a change from there on leaves what lies before.
async fn changed_whole(engine: Engine) {
    let world = World::new(engine).await;
    let series = arranged(&world, "2026-03-02T15:00", "FREQ=WEEKLY;COUNT=4").await;
    let alone = MoveWish {
        network: world.network,
        id: series.members[1].appointment.id,
        start: at("2026-03-12T10:00:00+01:00"),
        asked_by: Side::Client,
        reason: None,
        message: String::new(),
        force: None,
        seen_version: None,
        seen: None,
    };
    world.app.reschedule(&alone, &Actor::link(), None).await.unwrap();
    let all = moving(&world, &series, Scope::All, 0, "2026-03-03T16:00");
    let plan = world.app.preview_series_move(&all, &staff()).await.unwrap();
    assert_eq!((plan.moves.len(), plan.detached.len(), plan.refusal), (3, 1, None));
    world.app.move_series(&all, &staff(), None).await.unwrap();
    assert_eq!(
        starts(&members(&world, &series).await),
        ["03-03 16:00", "03-12 10:00", "03-17 16:00", "03-24 16:00"]
    );
    let following = moving(&world, &series, Scope::Following, 2, "2026-03-17T09:00");
    world.app.move_series(&following, &staff(), None).await.unwrap();
    assert_eq!(
        starts(&members(&world, &series).await),
        ["03-03 16:00", "03-12 10:00", "03-17 09:00", "03-24 09:00"]
    );
    let this = moving(&world, &series, Scope::This, 3, "2026-03-25T09:00");
    world.app.move_series(&this, &staff(), None).await.unwrap();
    let now = members(&world, &series).await;
    assert_eq!(starts(&now), ["03-03 16:00", "03-12 10:00", "03-17 09:00", "03-25 09:00"]);
    let ids = |members: &[Stored]| members.iter().map(|stored| stored.appointment.id).collect::<Vec<_>>();
    assert_eq!(ids(&now), ids(&series.members));
}

/// C08: every appointment moves by a week, into the time of the next one; the database holds no two at once at any moment.
async fn into_its_own_times(engine: Engine) {
    let world = World::new(engine).await;
    let series = arranged(&world, "2026-03-09T15:00", "FREQ=WEEKLY;COUNT=4").await;
    for (to, expected) in [
        (
            "2026-03-16T15:00",
            ["03-16 15:00", "03-23 15:00", "03-30 15:00", "04-06 15:00"],
        ),
        (
            "2026-03-09T15:30",
            ["03-09 15:30", "03-16 15:30", "03-23 15:30", "03-30 15:30"],
        ),
    ] {
        world
            .app
            .move_series(&moving(&world, &series, Scope::All, 0, to), &staff(), None)
            .await
            .unwrap();
        assert_eq!(starts(&members(&world, &series).await), expected);
    }
}

async fn not_in_series(engine: Engine) {
    for (allowed, code) in [(true, None), (false, Some("in_series"))] {
        let policy = serde_json::json!({"client_reschedule": {"when_in_series": allowed}});
        let world = World::with(
            engine,
            Plan {
                policy,
                ..Plan::default()
            },
        )
        .await;
        let series = arranged(&world, "2026-03-02T15:00", "FREQ=WEEKLY;COUNT=2").await;
        let wish = MoveWish {
            network: world.network,
            id: series.members[0].appointment.id,
            start: at("2026-03-03T10:00:00+01:00"),
            asked_by: Side::Client,
            reason: None,
            message: String::new(),
            force: None,
            seen_version: None,
            seen: None,
        };
        let moved = world.app.reschedule(&wish, &Actor::link(), None).await;
        assert_eq!(moved.err().map(|failure| refusal(failure).code()).as_deref(), code);
    }
}

/// T2: Monday 15:00 is 15:00 after the clock change, in the agenda and in the letter.
async fn monday_stays(engine: Engine) {
    let world = World::new(engine).await;
    let series = arranged(&world, "2026-03-23T15:00", "FREQ=WEEKLY;COUNT=2").await;
    assert_eq!(starts(&series.members), ["03-23 15:00", "03-30 15:00"]);
    assert_eq!(series.members[1].appointment.when.start, at("2026-03-30T13:00:00Z"));
    let told = told_client(&world, &[MessageKind::SeriesBooked]).await;
    let text = told[0].body_text.clone().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    assert!(text.contains("Tous les lundis à 15 h, 2 fois"), "{text}");
    assert!(text.contains("lundi 30 mars 2026 à 15 h"), "{text}");
}
