//! Absences as one act on both databases: everything that was chosen happens together or not at all, and counts as one.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use actions::{
    AbsenceOutcome, AbsenceWish, CancelWish, Chosen, Failure, NewAbsence, NewBooking, NewClient, Once, Outcome, Refusal,
    WishedChoice,
};
use domain::absence::AbsenceRefusal;
use domain::appointment::{Actor, Appointment, ChangeKind, Reason, Side};
use domain::ids::{AbsenceId, AppointmentId, PractitionerId};
use domain::messages::{MessageKind, Recipient};
use domain::reliability::{LedgerChange, MeasureKind};
use jiff::Timestamp;
use testkit::world::{Engine, START, World, at, staff, zoe};

const MORNING: &str = "2026-03-03T00:00:00+01:00";
const EVENING: &str = "2026-03-04T00:00:00+01:00";
const WORD: &str = "Je suis absente ce jour-là, veuillez m’excuser.";

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
    wec_16_each_appointment_its_own_way_in_one_act => own_way;
    all_or_nothing => all_or_nothing;
    r15_entered_twice_with_one_key => once_only;
    wec_15_the_preview_and_the_act_count_one => one_incident;
    wec_16_the_grouping_follows_an_absence_that_is_changed_or_removed => grouping_follows;
    r16_clients_book_while_the_absence_is_entered => clients_book_meanwhile;
    r16_handing_over_races_a_booking_with_the_colleague => hand_over_against_booking;
}

fn hour(hour: i8) -> String {
    format!("2026-03-03T{hour:02}:00:00+01:00")
}

fn wish(world: &World, choices: Option<Vec<Chosen>>) -> AbsenceWish {
    AbsenceWish {
        network: world.network,
        practitioner: world.practitioner,
        replaces: None,
        start: at(MORNING),
        end: at(EVENING),
        note: "other".into(),
        reason: Some(Reason::Ill),
        message: WORD.into(),
        choices,
    }
}

fn chosen(appointment: AppointmentId, choice: WishedChoice) -> Chosen {
    Chosen {
        appointment,
        seen_version: Some(1),
        choice,
    }
}

async fn booked(world: &World, start: &str) -> AppointmentId {
    world.booked(start).await.stored.appointment.id
}

async fn appointment(world: &World, id: AppointmentId) -> Appointment {
    world.app.appointment(world.network, id).await.unwrap().0.appointment
}

async fn absences(world: &World) -> usize {
    let all = world
        .app
        .store
        .absences(world.network, world.practitioner, Timestamp::MIN)
        .await;
    all.unwrap().len()
}

async fn enter(world: &World, wish: &AbsenceWish) -> Result<AbsenceOutcome, Failure> {
    world.app.enter_absence(wish, &staff(), None).await.map(Outcome::done)
}

fn refusal(failure: Failure) -> Refusal {
    match failure {
        Failure::Refused(refused) => refused.refusal,
        other => panic!("{other}"),
    }
}

async fn own_way(engine: Engine) {
    let world = World::new(engine).await;
    let anna = world.another_practitioner("anna", "Anna Faure").await;
    let (keeps, proposes, hands, cancels) = (
        booked(&world, &hour(9)).await,
        booked(&world, &hour(11)).await,
        booked(&world, &hour(13)).await,
        booked(&world, &hour(15)).await,
    );
    let hits = world.app.absence_hits(&wish(&world, None), &staff()).await.unwrap();
    assert_eq!(hits.len(), 4);
    for hit in &hits {
        assert_eq!(hit.starts.len(), 3);
        assert!(
            hit.starts.iter().all(|start| *start < at(MORNING) || at(EVENING) <= *start),
            "outside the absence"
        );
        assert_eq!(hit.colleagues.iter().map(|c| c.practitioner).collect::<Vec<_>>(), [anna]);
    }
    let wish = wish(
        &world,
        Some(vec![
            chosen(keeps, WishedChoice::Keep),
            chosen(proposes, WishedChoice::Propose { starts: Vec::new() }),
            chosen(hands, WishedChoice::HandOver { to: anna }),
            chosen(cancels, WishedChoice::Cancel),
        ]),
    );
    let preview = world.app.preview_absence(&wish, &staff()).await.unwrap();
    assert_eq!(absences(&world).await, 0, "a preview writes nothing");
    let done = enter(&world, &wish).await.unwrap();
    let kinds = |outcome: &AbsenceOutcome| -> Vec<_> { outcome.plan.decisions().map(|decision| decision.change.kind).collect() };
    assert_eq!(
        kinds(&preview),
        [ChangeKind::MoveProposed, ChangeKind::HandedOver, ChangeKind::Cancelled]
    );
    assert_eq!(kinds(&preview), kinds(&done), "the act does what the preview showed");

    assert_eq!(appointment(&world, keeps).await.version, 1);
    let waits = appointment(&world, proposes).await;
    assert_eq!(
        (waits.when.start, waits.proposal.unwrap().by),
        (at(&hour(11)), Side::Business)
    );
    let handed = appointment(&world, hands).await;
    assert_eq!((handed.practitioner, handed.when.start), (anna, at(&hour(13))));
    assert_eq!(appointment(&world, cancels).await.state.code(), "cancelled");

    for (id, kept) in [(keeps, true), (proposes, true), (hands, true), (cancels, false)] {
        let messages = world.app.store.messages_of(world.network, id).await.unwrap();
        let waits = |m: &store::MessageRow| m.kind == MessageKind::Reminder && m.state == store::MessageState::Waiting;
        assert_eq!(messages.iter().any(waits), kept, "who still comes is reminded");
    }
    world.work().await;
    let sent = world.sent().await;
    let to_clients: Vec<_> = sent
        .iter()
        .filter(|m| m.to == Recipient::Client && m.kind != MessageKind::Booked)
        .collect();
    let told: Vec<_> = to_clients.iter().map(|message| message.kind).collect();
    for kind in [MessageKind::MoveProposed, MessageKind::HandedOver, MessageKind::Cancelled] {
        assert_eq!(told.iter().filter(|told| **told == kind).count(), 1, "{told:?}");
    }
    assert!(
        to_clients
            .iter()
            .all(|message| message.body_text.as_ref().unwrap().contains("veuillez m’excuser"))
    );
    let handed_over = sent
        .iter()
        .find(|m| m.kind == MessageKind::HandedOver && m.to == Recipient::Client)
        .unwrap();
    assert!(
        handed_over.body_text.as_ref().unwrap().contains("Anna Faure"),
        "the client reads who comes"
    );
    assert!(handed_over.attachment.as_ref().unwrap().contains("METHOD:REQUEST"));
    let at_13 = NewBooking {
        client: rival(1),
        ..world.wish(&hour(13))
    };
    let over = world.app.book(&at_13, &Actor::link(), None).await;
    assert!(
        matches!(over, Err(Failure::Refused(_))),
        "nothing is booked within the absence"
    );
}

async fn all_or_nothing(engine: Engine) {
    let world = World::new(engine).await;
    let anna = world.another_practitioner("anna", "Anna Faure").await;
    let (first, second) = (booked(&world, &hour(9)).await, booked(&world, &hour(11)).await);
    let taken = NewBooking {
        practitioner: anna,
        client: rival(1),
        ..world.wish(&hour(11))
    };
    world.app.book(&taken, &Actor::link(), None).await.unwrap();
    let elsewhere = world.another_network("ailleurs").await;
    let cancel = || chosen(first, WishedChoice::Cancel);
    let cases = [
        (
            vec![cancel(), chosen(second, WishedChoice::HandOver { to: anna })],
            "absence_not_possible",
        ),
        (
            vec![
                cancel(),
                chosen(
                    second,
                    WishedChoice::Propose {
                        starts: vec![at("2026-03-03T16:00:00+01:00")],
                    },
                ),
            ],
            "absence_not_possible",
        ),
        (vec![cancel()], "absence_hits_more"),
        (
            vec![
                cancel(),
                chosen(second, WishedChoice::Keep),
                chosen(AppointmentId(world.id()), WishedChoice::Keep),
            ],
            "absence_hits_not",
        ),
        (
            vec![
                cancel(),
                Chosen {
                    seen_version: Some(7),
                    ..chosen(second, WishedChoice::Keep)
                },
            ],
            "changed_meanwhile",
        ),
    ];
    for (choices, code) in cases {
        let wish = wish(&world, Some(choices));
        let preview = world.app.preview_absence(&wish, &staff()).await.map(|_| ());
        assert_eq!(refusal(preview.unwrap_err()).code(), code);
        assert_eq!(refusal(enter(&world, &wish).await.unwrap_err()).code(), code);
    }
    // A practitioner of another network is nobody here, and a choice may be made once only.
    let foreign = vec![
        cancel(),
        chosen(
            second,
            WishedChoice::HandOver {
                to: elsewhere.practitioner,
            },
        ),
    ];
    assert!(matches!(
        enter(&world, &wish(&world, Some(foreign))).await,
        Err(Failure::NotFound(_))
    ));
    assert!(matches!(
        enter(&world, &wish(&world, Some(vec![cancel(), cancel()]))).await,
        Err(Failure::Invalid(_))
    ));
    assert_eq!(absences(&world).await, 0);
    for id in [first, second] {
        assert_eq!(appointment(&world, id).await.version, 1, "nothing of it has happened");
    }
}

async fn once_only(engine: Engine) {
    let world = World::new(engine).await;
    let id = booked(&world, START).await;
    let wish = wish(&world, Some(vec![chosen(id, WishedChoice::Cancel)]));
    let answer = |outcome: &AbsenceOutcome| (201, outcome.absence.id.to_string());
    let once = Once {
        key: "away",
        fingerprint: "the same".into(),
        answer: &answer,
    };
    let first = world.app.enter_absence(&wish, &staff(), Some(&once)).await.unwrap().done();
    match world.app.enter_absence(&wish, &staff(), Some(&once)).await.unwrap() {
        Outcome::Repeated(kept) => assert_eq!(kept.body, first.absence.id.to_string()),
        Outcome::Done(again) => panic!("entered again: {again:?}"),
    }
    assert_eq!((absences(&world).await, appointment(&world, id).await.version), (1, 2));
}

/// A network where three late cancellations in a month pause the business, and a day with three appointments, the evening before.
async fn late(engine: Engine) -> (World, Vec<AppointmentId>) {
    let world = World::preset(engine, "home-services").await;
    let mut ids = Vec::new();
    for start in [9, 11, 13] {
        ids.push(booked(&world, &hour(start)).await);
    }
    world.advance_to(at("2026-03-02T20:00:00+01:00"));
    (world, ids)
}

fn pauses(changes: &[LedgerChange]) -> usize {
    let begins = |change: &&LedgerChange| matches!(change, LedgerChange::Begin(measure) if measure.kind == MeasureKind::Pause);
    changes.iter().filter(begins).count()
}

async fn paused(world: &World) -> bool {
    let standing = world.app.standing(world.network, world.business).await.unwrap();
    let now = world.app.clock.now();
    standing
        .measures
        .iter()
        .any(|measure| measure.kind == MeasureKind::Pause && measure.in_force_at(now))
}

async fn one_incident(engine: Engine) {
    let (world, ids) = late(engine).await;
    let choices = ids.iter().map(|id| chosen(*id, WishedChoice::Cancel)).collect();
    let wish = wish(&world, Some(choices));
    let preview = world.app.preview_absence(&wish, &staff()).await.unwrap();
    let done = enter(&world, &wish).await.unwrap();
    for outcome in [&preview, &done] {
        let counted = &outcome.consequences.counts[0];
        assert_eq!(
            (counted.tally.count(), counted.rule.threshold),
            (1, 3),
            "three cancellations, one absence, one incident"
        );
        assert_eq!(pauses(&outcome.consequences.changes), 0);
    }
    assert!(!paused(&world).await);
}

async fn grouping_follows(engine: Engine) {
    let (world, ids) = late(engine).await;
    let choices = ids.iter().map(|id| chosen(*id, WishedChoice::Cancel)).collect();
    let entered = enter(&world, &wish(&world, Some(choices))).await.unwrap().absence;

    // Shortened, it covers two of the three: two incidents. Nothing pauses yet.
    let shorter = AbsenceWish {
        replaces: Some(entered.id),
        start: at(&hour(11)),
        ..wish(&world, Some(Vec::new()))
    };
    let seen = world.app.preview_absence(&shorter, &staff()).await.unwrap();
    assert_eq!((pauses(&seen.consequences.changes), absences(&world).await), (0, 1));
    enter(&world, &shorter).await.unwrap();
    let kept = world
        .app
        .store
        .absence(world.network, world.practitioner, entered.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.start, at(&hour(11)));
    assert!(!paused(&world).await);

    // Taken back, there are three, and the preview says what that leads to.
    let seen = world
        .app
        .preview_removed_absence(world.network, world.practitioner, entered.id)
        .await
        .unwrap();
    assert_eq!(pauses(&seen.changes), 1);
    world
        .app
        .remove_absence(world.network, world.practitioner, entered.id)
        .await
        .unwrap();
    assert!(paused(&world).await);

    // Entered again afterwards, they are one once more, and the pause has lost its ground.
    let again = wish(&world, None);
    let seen = world.app.preview_absence(&again, &staff()).await.unwrap();
    assert!(
        seen.consequences
            .changes
            .iter()
            .any(|change| matches!(change, LedgerChange::Lift { .. }))
    );
    enter(&world, &again).await.unwrap();
    assert!(!paused(&world).await);
    let unknown = AbsenceWish {
        replaces: Some(AbsenceId(world.id())),
        ..again
    };
    assert!(matches!(enter(&world, &unknown).await, Err(Failure::NotFound("absence"))));
}

fn rival(n: usize) -> NewClient {
    NewClient {
        name: format!("Rivale {n}"),
        email: format!("rivale{n}@example.org"),
        ..zoe()
    }
}

async fn clients_book_meanwhile(engine: Engine) {
    let world = World::new(engine).await;
    booked(&world, START).await;
    let mut clients = Vec::new();
    for (n, start) in [9, 10, 11, 12, 13, 16, 17].into_iter().enumerate() {
        let (app, wish) = (
            world.app.clone(),
            NewBooking {
                client: rival(n),
                ..world.wish(&hour(start))
            },
        );
        clients.push(tokio::spawn(
            async move { app.book(&wish, &Actor::link(), None).await.is_ok() },
        ));
    }
    // The practitioner looks, chooses, sends; whoever booked in between makes the act refuse, and the practitioner looks again.
    let mut refused = 0;
    let done = loop {
        let hits = world.app.absence_hits(&wish(&world, None), &staff()).await.unwrap();
        let choices = hits
            .iter()
            .map(|hit| chosen(hit.entry.appointment.id, WishedChoice::Cancel))
            .collect();
        match enter(&world, &wish(&world, Some(choices))).await {
            Ok(done) => break done,
            Err(failure) => assert!(
                matches!(refusal(failure), Refusal::Absence(AbsenceRefusal::AbsenceHitsMore { .. })),
                "nothing else stands in the way"
            ),
        }
        refused += 1;
        assert!(refused < 20);
    };
    let mut granted = 1;
    for client in clients {
        granted += usize::from(client.await.unwrap());
    }
    let day = world
        .app
        .store
        .day_entries(world.network, &[world.practitioner], at(MORNING), at(EVENING))
        .await
        .unwrap();
    assert_eq!(
        (day.len(), done.entries.len()),
        (granted, granted),
        "everybody who got a place was decided on"
    );
    assert!(
        day.iter().all(|entry| entry.appointment.state.code() == "cancelled"),
        "nobody is silently inside the absence"
    );
}

async fn hand_over_against_booking(engine: Engine) {
    let world = World::new(engine).await;
    let anna: PractitionerId = world.another_practitioner("anna", "Anna Faure").await;
    let id = booked(&world, START).await;
    let booking = NewBooking {
        practitioner: anna,
        client: rival(1),
        ..world.wish(START)
    };
    let wish = wish(&world, Some(vec![chosen(id, WishedChoice::HandOver { to: anna })]));
    let app = world.app.clone();
    let books = tokio::spawn(async move { app.book(&booking, &Actor::link(), None).await.is_ok() });
    let handed = enter(&world, &wish).await.is_ok();
    assert!(handed != books.await.unwrap(), "exactly one of them has the colleague's time");
    let owner = appointment(&world, id).await.practitioner;
    assert_eq!((owner == anna, absences(&world).await), (handed, usize::from(handed)));
}

/// What was cancelled before the absence was entered is grouped by it too, also by the shorter way that decides on nothing (WEC-15).
#[tokio::test]
async fn wec_15_in_whatever_order() {
    let (world, ids) = late(Engine::Sqlite).await;
    for id in ids {
        let wish = CancelWish {
            network: world.network,
            id,
            asked_by: Side::Business,
            reason: Some(Reason::Ill),
            message: WORD.into(),
            quietly: false,
            seen_version: None,
            seen: None,
        };
        world.app.cancel(&wish, &staff(), None).await.unwrap();
    }
    assert!(paused(&world).await);
    let absence = NewAbsence {
        network: world.network,
        practitioner: world.practitioner,
        start: at(MORNING),
        end: at(EVENING),
        note: String::new(),
    };
    world.app.add_absence(&absence, &staff()).await.unwrap();
    assert!(!paused(&world).await);
}
