//! Proposed moves on both databases: the present time stands until one side says yes, and of rivals exactly one wins.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use actions::{App, Failure, MoveAnswer, MoveWish, NewBooking, NewClient, ProposeWish, Refusal};
use domain::appointment::{Actor, ProposalRefusal, Side};
use domain::ids::AppointmentId;
use domain::messages::{MessageKind, Recipient};
use jiff::{SignedDuration, Timestamp};
use testkit::world::{Engine, Plan, START, World, at, staff, zoe};

const WEDNESDAY: &str = "2026-03-04T10:00:00+01:00";
const THURSDAY: &str = "2026-03-05T10:00:00+01:00";

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
    wec_plus_10_a_clients_move_is_a_request => clients_move;
    wec_06_the_business_proposes_and_the_client_accepts => business_proposes;
    wec_plus_10_two_requests_for_one_slot => two_requests;
    acceptance_races_withdrawal => accept_against_withdrawal;
    acceptance_races_lapsing => accept_against_lapsing;
    acceptance_races_a_booking => accept_against_booking;
    r15_accepting_twice_with_one_key => once_only;
    wec_plus_19_nobody_answers => lapses;
}

/// A network where a client's move waits for the business.
async fn must_agree(engine: Engine) -> World {
    let ladder = serde_json::json!({
        "after_start": "refuse_and_contact",
        "steps": [{ "notice": "0 min", "answer": "other_party_must_agree" }],
    });
    let policy = serde_json::json!({ "client_reschedule": { "ladder": ladder } });
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

/// The client asks for another time; the appointment as it is then.
async fn asked(world: &World, id: AppointmentId, start: &str) {
    let wish = MoveWish {
        network: world.network,
        id,
        start: at(start),
        asked_by: Side::Client,
        reason: None,
        message: String::new(),
        force: None,
        seen_version: None,
        seen: None,
    };
    world.app.reschedule(&wish, &Actor::link(), None).await.unwrap();
}

fn propose(world: &World, id: AppointmentId, starts: &[&str]) -> ProposeWish {
    ProposeWish {
        network: world.network,
        id,
        starts: starts.iter().map(|start| at(start)).collect(),
        asked_by: Side::Business,
        reason: None,
        message: "Je dois libérer mardi, pardon !".into(),
        seen_version: None,
        seen: None,
    }
}

fn answer(world: &World, id: AppointmentId) -> MoveAnswer {
    MoveAnswer {
        network: world.network,
        id,
        message: String::new(),
        seen_version: None,
    }
}

async fn start_of(world: &World, id: AppointmentId) -> Timestamp {
    let (stored, _) = world.app.appointment(world.network, id).await.unwrap();
    stored.appointment.when.start
}

async fn is_open(world: &World, id: AppointmentId) -> bool {
    let (stored, _) = world.app.appointment(world.network, id).await.unwrap();
    stored.appointment.proposal.is_some()
}

async fn told(world: &World) -> Vec<(MessageKind, Recipient)> {
    world.work().await;
    world.sent().await.into_iter().map(|row| (row.kind, row.to)).collect()
}

/// Who the future says won, and the refusal of who lost.
fn refused<T>(outcome: Result<T, Failure>) -> Option<Refusal> {
    match outcome {
        Ok(_) => None,
        Err(Failure::Refused(refused)) => Some(refused.refusal),
        Err(other) => panic!("{other:?}"),
    }
}

async fn clients_move(engine: Engine) {
    let world = must_agree(engine).await;
    let id = booked(&world, 1, START).await;
    asked(&world, id, WEDNESDAY).await;
    assert_eq!(start_of(&world, id).await, at(START), "the old time stands");
    let taken = world.app.book(&world.wish(START), &Actor::link(), None).await;
    assert!(refused(taken).is_some(), "for others too");
    let waiting = world
        .app
        .store
        .move_proposals(world.network, world.business, world.app.clock.now())
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1, "the business finds it among what waits");
    let preview = world
        .app
        .preview_accepted_move(&answer(&world, id), at(WEDNESDAY), &staff())
        .await
        .unwrap();
    world
        .app
        .accept_move(&answer(&world, id), at(WEDNESDAY), &staff(), None)
        .await
        .unwrap();
    let (stored, _) = world.app.appointment(world.network, id).await.unwrap();
    assert_eq!(stored.appointment, preview.appointment, "the preview is the act");
    assert_eq!((stored.appointment.when.start, stored.appointment.moves), (at(WEDNESDAY), 1));
}

async fn business_proposes(engine: Engine) {
    let world = World::new(engine).await;
    let id = booked(&world, 1, START).await;
    told(&world).await;
    let wish = propose(&world, id, &[WEDNESDAY, THURSDAY]);
    let preview = world.app.preview_proposed_move(&wish, &staff()).await.unwrap();
    assert_eq!(preview.messages.len(), 1, "the client is told");
    world.app.propose_move(&wish, &staff(), None).await.unwrap();
    let letters = told(&world).await;
    assert!(
        letters.contains(&(MessageKind::MoveProposed, Recipient::Client)),
        "{letters:?}"
    );
    world
        .app
        .accept_move(&answer(&world, id), at(THURSDAY), &Actor::link(), None)
        .await
        .unwrap();
    assert_eq!(start_of(&world, id).await, at(THURSDAY));
    let letters = told(&world).await;
    for to in [Recipient::Client, Recipient::Practitioner] {
        assert!(letters.contains(&(MessageKind::Moved, to)), "{letters:?}");
    }
}

async fn two_requests(engine: Engine) {
    let world = must_agree(engine).await;
    let ids = [
        booked(&world, 1, "2026-03-03T09:00:00+01:00").await,
        booked(&world, 2, "2026-03-03T10:00:00+01:00").await,
    ];
    for id in ids {
        asked(&world, id, WEDNESDAY).await;
    }
    let tasks = ids.map(|id| {
        let (app, answer) = (world.app.clone(), answer(&world, id));
        tokio::spawn(async move { app.accept_move(&answer, at(WEDNESDAY), &staff(), None).await })
    });
    let mut lost = Vec::new();
    for (task, id) in tasks.into_iter().zip(ids) {
        match task.await.unwrap() {
            Ok(_) => assert_eq!(start_of(&world, id).await, at(WEDNESDAY)),
            Err(Failure::Refused(refused)) => {
                assert!(!refused.nearest.is_empty(), "other times are shown");
                lost.push((id, refused.refusal.code()));
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    let [(loser, code)] = lost.as_slice() else {
        panic!("one of two wins: {lost:?}");
    };
    assert_eq!(code, "slot_not_offered");
    assert!(is_open(&world, *loser).await, "what could not be accepted still waits");
    assert!(start_of(&world, *loser).await < at(START), "and keeps its old time");
}

async fn accept_against_withdrawal(engine: Engine) {
    let world = must_agree(engine).await;
    let id = booked(&world, 1, START).await;
    asked(&world, id, WEDNESDAY).await;
    let (accepting, withdrawing) = both(&world, id, |app, answer| async move {
        app.withdraw_move(&answer, &Actor::link(), None).await.map(|_| ())
    })
    .await;
    let nothing = Some(Refusal::Proposal(ProposalRefusal::NothingProposed));
    assert!(
        matches!((&accepting, &withdrawing), (None, lost) | (lost, None) if *lost == nothing),
        "exactly one: {accepting:?} {withdrawing:?}"
    );
    let expected = if accepting.is_none() { WEDNESDAY } else { START };
    assert_eq!(start_of(&world, id).await, at(expected));
    assert!(!is_open(&world, id).await);
}

async fn accept_against_lapsing(engine: Engine) {
    let world = must_agree(engine).await;
    let id = booked(&world, 1, START).await;
    asked(&world, id, WEDNESDAY).await;
    world.advance_to(world.app.clock.now() + SignedDuration::from_hours(4));
    let (accepting, lapsing) = both(&world, id, |app, _| async move { app.lapse_proposals().await.map(|_| ()) }).await;
    assert_eq!(lapsing, None);
    let code = accepting.map(|refusal| refusal.code()).unwrap_or_default();
    assert!(
        ["lapsed", "nothing_proposed"].contains(&code.as_str()),
        "too late either way: {code}"
    );
    assert_eq!(start_of(&world, id).await, at(START));
    assert!(!is_open(&world, id).await);
}

async fn accept_against_booking(engine: Engine) {
    let world = must_agree(engine).await;
    let id = booked(&world, 1, START).await;
    asked(&world, id, WEDNESDAY).await;
    let wish = world.wish(WEDNESDAY);
    let (accepting, booking) = both(&world, id, |app, _| async move {
        app.book(&wish, &Actor::link(), None).await.map(|_| ())
    })
    .await;
    let codes: Vec<_> = [&accepting, &booking].into_iter().flatten().map(Refusal::code).collect();
    assert_eq!(codes, ["slot_not_offered"], "one of them has the time");
    assert_eq!(is_open(&world, id).await, accepting.is_some());
}

/// The business accepts Wednesday while something else happens.
async fn both<F>(world: &World, id: AppointmentId, rival: impl FnOnce(App, MoveAnswer) -> F) -> (Option<Refusal>, Option<Refusal>)
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let rival = tokio::spawn(rival(world.app.clone(), answer(world, id)));
    let (app, accepted) = (world.app.clone(), answer(world, id));
    let accepting = tokio::spawn(async move { app.accept_move(&accepted, at(WEDNESDAY), &staff(), None).await });
    (refused(accepting.await.unwrap()), refused(rival.await.unwrap()))
}

async fn once_only(engine: Engine) {
    let world = must_agree(engine).await;
    let id = booked(&world, 1, START).await;
    asked(&world, id, WEDNESDAY).await;
    let written = |_: &store::Stored| (200, "accepted".to_owned());
    for n in 0..2 {
        let once = actions::Once {
            key: "k1",
            fingerprint: "accept wednesday".into(),
            answer: &written,
        };
        let outcome = world
            .app
            .accept_move(&answer(&world, id), at(WEDNESDAY), &staff(), Some(&once))
            .await
            .unwrap();
        assert_eq!(matches!(outcome, actions::Outcome::Repeated(_)), n == 1);
    }
}

async fn lapses(engine: Engine) {
    let world = World::new(engine).await;
    let id = booked(&world, 1, START).await;
    world
        .app
        .propose_move(&propose(&world, id, &[WEDNESDAY]), &staff(), None)
        .await
        .unwrap();
    let day = SignedDuration::from_hours(24);
    world.advance_to(world.app.clock.now() + day - SignedDuration::from_mins(1));
    told(&world).await;
    assert!(is_open(&world, id).await);
    world.advance_to(world.app.clock.now() + SignedDuration::from_mins(1));
    let letters = told(&world).await;
    assert!(!is_open(&world, id).await);
    let last: Vec<_> = letters.iter().filter(|(kind, _)| *kind == MessageKind::MoveLapsed).collect();
    assert_eq!(last.len(), 2, "both sides hear that everything stays");
    assert_eq!(start_of(&world, id).await, at(START));
}
