//! Rivals at the same moment, on both databases: exactly one wins, and nobody is told twice.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use actions::{CancelWish, Failure, MoveWish, NewBooking, NewClient, Refusal};
use domain::appointment::{Actor, AnswerRefusal, Side};
use domain::service::BookedBy;
use jiff::Timestamp;
use testkit::world::{Engine, Plan, START, World, at, staff, zoe};

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
    r1_thirty_two_clients_want_one_slot => one_slot;
    r6_overlapping_services_of_different_length => overlapping_lengths;
    r7_touching_slots_and_buffers => touching;
    r5_two_approvals_of_one_request => double_approval;
    r4_two_approvals_of_two_requests_on_one_slot => rival_requests;
    r11_a_move_used_twice_in_parallel => double_move;
    r12_a_swap_loses_nobody => swap;
    r14_book_again_after_a_cancellation => again_after_cancel;
    r16_an_absence_while_clients_book => closing_while_booking;
    r17_staff_need_a_reason_to_overlap => forced_overlap;
}

/// The `n`th rival.
fn rival(n: usize) -> NewClient {
    NewClient {
        name: format!("Rivale {n}"),
        email: format!("rivale{n}@example.org"),
        ..zoe()
    }
}

/// Books all wishes at the same moment; the starts of those that were granted, and the codes of the refusals.
async fn all_at_once(world: &World, wishes: Vec<NewBooking>) -> (Vec<Timestamp>, Vec<String>) {
    let tasks: Vec<_> = wishes
        .into_iter()
        .map(|wish| {
            let app = world.app.clone();
            tokio::spawn(async move { (wish.start, app.book(&wish, &Actor::link(), None).await) })
        })
        .collect();
    let (mut granted, mut refused) = (Vec::new(), Vec::new());
    for task in tasks {
        match task.await.unwrap() {
            (start, Ok(_)) => granted.push(start),
            (_, Err(Failure::Refused(refused_with))) => refused.push(refused_with.refusal.code()),
            (_, Err(other)) => panic!("a rival met {other:?}"),
        }
    }
    (granted, refused)
}

async fn standing(world: &World) -> Vec<store::DayEntry> {
    let day = (at("2026-03-03T00:00:00+01:00"), at("2026-03-04T00:00:00+01:00"));
    let entries = world
        .app
        .store
        .day_entries(world.network, &[world.practitioner], day.0, day.1)
        .await
        .unwrap();
    entries
        .into_iter()
        .filter(|entry| entry.appointment.state.takes_time())
        .collect()
}

async fn one_slot(engine: Engine) {
    let world = World::new(engine).await;
    let wishes = (0..32)
        .map(|n| NewBooking {
            client: rival(n),
            ..world.wish(START)
        })
        .collect();
    let (granted, refused) = all_at_once(&world, wishes).await;
    assert_eq!((granted.len(), refused.len()), (1, 31));
    assert!(refused.iter().all(|code| code == "slot_not_offered"));
    assert_eq!(standing(&world).await.len(), 1);
    world.work().await;
    let confirmations = world
        .sent()
        .await
        .iter()
        .filter(|m| m.to == domain::messages::Recipient::Client)
        .count();
    assert_eq!(confirmations, 1, "one confirmation to the one client");
}

async fn overlapping_lengths(engine: Engine) {
    let world = World::new(engine).await;
    let wish = |n: usize| match n % 2 {
        0 => NewBooking {
            client: rival(n),
            ..world.wish("2026-03-03T09:00:00+01:00")
        },
        _ => NewBooking {
            client: rival(n),
            service: world.short_service,
            ..world.wish("2026-03-03T09:30:00+01:00")
        },
    };
    let (granted, _) = all_at_once(&world, (0..16).map(wish).collect()).await;
    assert_eq!(granted.len(), 1);
}

async fn touching(engine: Engine) {
    for (buffer_after_minutes, expected) in [(0, 2), (10, 1)] {
        let world = World::with(
            engine,
            Plan {
                buffer_after_minutes,
                ..Plan::default()
            },
        )
        .await;
        let wishes = vec![
            world.wish("2026-03-03T09:00:00+01:00"),
            world.wish("2026-03-03T10:00:00+01:00"),
        ];
        let (granted, _) = all_at_once(&world, wishes).await;
        assert_eq!(granted.len(), expected, "with {buffer_after_minutes} minutes after");
    }
}

fn on_approval() -> Plan {
    Plan {
        booked_by: BookedBy::Approval,
        ..Plan::default()
    }
}

async fn double_approval(engine: Engine) {
    let world = World::with(engine, on_approval()).await;
    let id = world.booked(START).await.stored.appointment.id;
    let approve = || {
        let app = world.app.clone();
        let network = world.network;
        tokio::spawn(async move { app.approve(network, id, &staff(), None).await })
    };
    let outcomes = [approve(), approve()];
    let mut approved = 0;
    for outcome in outcomes {
        match outcome.await.unwrap() {
            Ok(_) => approved += 1,
            Err(Failure::Refused(refused)) => {
                assert_eq!(
                    refused.refusal,
                    Refusal::Answer(AnswerRefusal::NotWaiting { state: "booked" })
                );
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(approved, 1);
    world.work().await;
    let told = world
        .sent()
        .await
        .into_iter()
        .filter(|m| m.kind == domain::messages::MessageKind::Booked)
        .count();
    assert_eq!(told, 2, "the client and the practitioner, once each");
}

async fn rival_requests(engine: Engine) {
    let world = World::with(engine, on_approval()).await;
    let wishes = (0..2)
        .map(|n| NewBooking {
            client: rival(n),
            ..world.wish(START)
        })
        .collect();
    let (requested, _) = all_at_once(&world, wishes).await;
    assert_eq!(requested.len(), 2, "a request takes no time");
    let requests = world.app.store.requests(world.network, world.business).await.unwrap();
    let tasks: Vec<_> = requests
        .iter()
        .map(|entry| {
            let (app, network, id) = (world.app.clone(), world.network, entry.appointment.id);
            tokio::spawn(async move { app.approve(network, id, &staff(), None).await })
        })
        .collect();
    let mut taken = Vec::new();
    for task in tasks {
        if let Err(Failure::Refused(refused)) = task.await.unwrap() {
            assert!(!refused.nearest.is_empty(), "other times are offered");
            taken.push(refused.refusal);
        }
    }
    assert_eq!(taken, [Refusal::Answer(AnswerRefusal::SlotTaken)]);
    assert_eq!(standing(&world).await.len(), 1);
}

fn move_wish(world: &World, id: domain::ids::AppointmentId, start: &str, seen_version: Option<u32>) -> MoveWish {
    MoveWish {
        network: world.network,
        id,
        start: at(start),
        asked_by: Side::Client,
        reason: None,
        message: String::new(),
        force: None,
        seen_version,
        seen: None,
    }
}

async fn double_move(engine: Engine) {
    let world = World::new(engine).await;
    let booked = world.booked(START).await.stored.appointment;
    let wishes = ["2026-03-03T09:00:00+01:00", "2026-03-03T11:00:00+01:00"];
    let wishes = wishes.map(|start| move_wish(&world, booked.id, start, Some(booked.version)));
    let tasks = wishes.map(|wish| {
        let app = world.app.clone();
        tokio::spawn(async move { app.reschedule(&wish, &Actor::link(), None).await })
    });
    let mut codes = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => {}
            Err(Failure::Refused(refused)) => codes.push(refused.refusal.code()),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(codes, ["changed_meanwhile"]);
    let live = standing(&world).await;
    assert_eq!(live.iter().map(|entry| entry.appointment.id).collect::<Vec<_>>(), [booked.id]);
    assert_eq!(live[0].appointment.moves, 1);
    let old = world
        .app
        .book(
            &NewBooking {
                client: rival(1),
                ..world.wish(START)
            },
            &Actor::link(),
            None,
        )
        .await;
    assert!(old.is_ok(), "the old slot is free again");
}

async fn swap(engine: Engine) {
    let world = World::new(engine).await;
    let a = world.booked("2026-03-03T09:00:00+01:00").await.stored.appointment.id;
    let b = world.booked("2026-03-03T10:00:00+01:00").await.stored.appointment.id;
    let moves = [
        move_wish(&world, a, "2026-03-03T10:00:00+01:00", None),
        move_wish(&world, b, "2026-03-03T09:00:00+01:00", None),
    ];
    let tasks = moves.map(|wish| {
        let app = world.app.clone();
        tokio::spawn(async move { app.reschedule(&wish, &Actor::link(), None).await })
    });
    for task in tasks {
        let outcome = tokio::time::timeout(std::time::Duration::from_secs(20), task)
            .await
            .expect("no deadlock")
            .unwrap();
        assert!(
            matches!(outcome, Err(Failure::Refused(_))),
            "each keeps its place, which is in the other's way"
        );
    }
    assert_eq!(standing(&world).await.len(), 2);
}

async fn again_after_cancel(engine: Engine) {
    let world = World::new(engine).await;
    let id = world.booked(START).await.stored.appointment.id;
    let wish = CancelWish {
        network: world.network,
        id,
        asked_by: Side::Client,
        reason: None,
        message: String::new(),
        quietly: false,
        seen_version: None,
        seen: None,
    };
    world.app.cancel(&wish, &Actor::link(), None).await.unwrap();
    world.booked(START).await;
    assert_eq!(standing(&world).await.len(), 1);
}

async fn closing_while_booking(engine: Engine) {
    let world = World::new(engine).await;
    let absence = actions::NewAbsence {
        network: world.network,
        practitioner: world.practitioner,
        start: at("2026-03-03T08:00:00+01:00"),
        end: at("2026-03-03T20:00:00+01:00"),
        note: String::new(),
    };
    let app = world.app.clone();
    let closing = tokio::spawn(async move { app.add_absence(&absence, &staff()).await.unwrap().1 });
    let starts = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"];
    let wish = |(n, time): (usize, &&str)| NewBooking {
        client: rival(n),
        ..world.wish(&format!("2026-03-03T{time}:00+01:00"))
    };
    all_at_once(&world, starts.iter().enumerate().map(wish).collect()).await;
    let listed = closing.await.unwrap();
    let listed: Vec<_> = listed.iter().map(|entry| entry.appointment.id).collect();
    for entry in standing(&world).await {
        assert!(
            listed.contains(&entry.appointment.id),
            "whoever is inside the absence is listed to the practitioner"
        );
    }
    let late = world
        .app
        .book(&world.wish("2026-03-03T17:00:00+01:00"), &Actor::link(), None)
        .await;
    assert!(matches!(late, Err(Failure::Refused(_))));
}

async fn forced_overlap(engine: Engine) {
    let world = World::new(engine).await;
    world.booked(START).await;
    let over = |force: Option<&str>| NewBooking {
        client: rival(1),
        force: force.map(Into::into),
        ..world.wish(START)
    };
    for (wish, by, granted) in [
        (over(None), staff(), false),
        (over(Some("")), staff(), false),
        (over(Some("urgence, accepté par Claire")), Actor::link(), false),
        (over(Some("urgence, accepté par Claire")), staff(), true),
    ] {
        assert_eq!(
            world.app.book(&wish, &by, None).await.is_ok(),
            granted,
            "{:?} by {:?}",
            wish.force,
            by.role
        );
    }
    let forced: Vec<_> = standing(&world)
        .await
        .into_iter()
        .filter(|entry| entry.appointment.forced)
        .collect();
    assert_eq!(forced.len(), 1);
    let history = world
        .app
        .store
        .history(world.network, forced[0].appointment.id)
        .await
        .unwrap();
    assert_eq!(
        history[0].change.because,
        [domain::appointment::Because::Forced {
            reason: "urgence, accepté par Claire".into()
        }]
    );
}
