//! Enquiries on both databases: who receives them, who is first, who is told, what silence leads to.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use actions::{Failure, MadeEnquiry, NewEnquiry, Once, Outcome};
use domain::appointment::Actor;
use domain::enquiry::{NotProposed, Proposal};
use domain::ids::{BusinessId, PractitionerId, ProposalId};
use domain::messages::{MessageKind, Recipient};
use domain::people::{Business, Contact};
use domain::service::BookedBy;
use jiff::SignedDuration;
use serde_json::json;
use store::Offer;
use testkit::world::{Engine, Plan, START, World, at, every_day, staff, zoe};

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
    wec_plus_18_eight_rivals_accept_one_enquiry => rivals;
    wec_plus_18_an_enquiry_from_the_form_to_the_appointment => whole_way;
    wec_plus_18_refusals_lead_to_the_next_ones_and_then_to_a_word => refusals;
    wec_01_a_day_closed_meanwhile_refuses_the_acceptance => closed_meanwhile;
    wec_plus_11_silence_ends_the_enquiry_and_tells_everybody => silence;
    a_client_takes_it_back => taken_back;
    the_same_request_twice_makes_one_enquiry => twice;
    an_acceptance_races_with_a_withdrawal => withdrawn_meanwhile;
    wec_plus_18_four_unanswered_in_a_row_put_on_hold => held;
    wec_17_scores_order_the_proposals => ordered;
}

async fn world(engine: Engine, policy: serde_json::Value) -> World {
    let plan = Plan {
        policy,
        booked_by: BookedBy::Proposal,
        ..Plan::default()
    };
    World::with(engine, plan).await
}

/// Another business, with a practitioner who gives the same service under another spelling.
async fn rival(world: &World, number: usize, serves: &[&str]) -> PractitionerId {
    let snapshot = world.app.snapshot(world.network).await.unwrap();
    let business = Business {
        id: BusinessId(world.id()),
        name: format!("Cabinet {number}"),
        contact: Contact::default(),
        policy: serde_json::Value::Null,
    };
    let practitioner = domain::people::Practitioner {
        id: PractitionerId(world.id()),
        business: business.id,
        slug: format!("rivale-{number}"),
        name: format!("Rivale {number}"),
        serves: serves.iter().map(|&start| start.to_owned()).collect(),
        ..snapshot.practitioner(world.practitioner).unwrap().clone()
    };
    let service = domain::service::Service {
        id: domain::ids::ServiceId(world.id()),
        business: business.id,
        name: "  shiatsu ".into(),
        ..snapshot.service(world.service).unwrap().clone()
    };
    let mut tx = world.app.store.begin().await.unwrap();
    tx.put_business(world.network, &business).await.unwrap();
    tx.put_practitioner(world.network, &practitioner).await.unwrap();
    tx.put_service(world.network, &service).await.unwrap();
    let offer = Offer {
        practitioner: practitioner.id,
        service: service.id,
        place: world.place,
    };
    tx.put_offer(world.network, &offer).await.unwrap();
    tx.lock_practitioner(world.network, practitioner.id).await.unwrap();
    tx.replace_hours(world.network, practitioner.id, &every_day(world.place))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    practitioner.id
}

fn wish(world: &World) -> NewEnquiry {
    NewEnquiry {
        network: world.network,
        service: "Shiatsu".into(),
        start: at(START),
        postcode: "69 003".into(),
        address: "5 rue Moncey, Lyon".into(),
        client: zoe(),
        note: "Deuxième étage".into(),
    }
}

async fn made(world: &World) -> MadeEnquiry {
    world
        .app
        .make_enquiry(&wish(world), &Actor::link(), None)
        .await
        .unwrap()
        .done()
}

fn refusal(failure: Failure) -> String {
    match failure {
        Failure::Refused(refused) => refused.refusal.code(),
        other => panic!("not a refusal: {other:?}"),
    }
}

async fn told(world: &World) -> Vec<(MessageKind, Recipient)> {
    world.sent().await.iter().map(|row| (row.kind, row.to)).collect()
}

async fn states(world: &World, made: &MadeEnquiry) -> Vec<&'static str> {
    let proposals = world
        .app
        .store
        .proposals_of(world.network, made.stored.enquiry.id)
        .await
        .unwrap();
    proposals.iter().map(|proposal| proposal.state.code()).collect()
}

async fn rivals(engine: Engine) {
    let world = world(engine, json!({})).await;
    for number in 1..8 {
        rival(&world, number, &[]).await;
    }
    let enquiry = made(&world).await;
    assert_eq!(enquiry.proposals.len(), 8);
    let tasks: Vec<_> = enquiry
        .proposals
        .iter()
        .map(|proposal| {
            let (app, network, id) = (world.app.clone(), world.network, proposal.id);
            tokio::spawn(async move { app.accept_proposal(network, id, &staff(), None).await })
        })
        .collect();
    let (mut won, mut lost) = (0, Vec::new());
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(failure) => lost.push(refusal(failure)),
        }
    }
    assert_eq!((won, lost), (1, vec!["proposal_not_open".to_owned(); 7]));
    let mut states = states(&world, &enquiry).await;
    states.sort_unstable();
    assert_eq!(states, [vec!["accepted"], vec!["closed"; 7]].concat());
    world.work().await;
    let told = told(&world).await;
    let count = |kind, to| told.iter().filter(|told| **told == (kind, to)).count();
    assert_eq!(count(MessageKind::Booked, Recipient::Client), 1, "one confirmation");
    assert_eq!(
        count(MessageKind::EnquiryClosed, Recipient::Practitioner),
        7,
        "everybody else is told"
    );
}

async fn whole_way(engine: Engine) {
    let world = world(engine, json!({})).await;
    let near = rival(&world, 1, &["69", "01"]).await;
    let far = rival(&world, 2, &["75"]).await;
    let preview = world.app.preview_enquiry(&wish(&world)).await.unwrap();
    let answers: Vec<_> = preview
        .considered
        .iter()
        .map(|one| (one.practitioner, one.answer.as_ref().map(|to| to.nth)))
        .collect();
    let too_far = NotProposed::TooFar {
        serves: vec!["75".into()],
    };
    assert_eq!(answers, [(world.practitioner, Ok(1)), (near, Ok(2)), (far, Err(&too_far))]);
    let enquiry = made(&world).await;
    world.work().await;
    let received = [
        MessageKind::EnquiryReceived,
        MessageKind::EnquiryProposed,
        MessageKind::EnquiryProposed,
    ];
    let mut kinds: Vec<MessageKind> = told(&world).await.into_iter().map(|(kind, _)| kind).collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.code()));
    assert_eq!(kinds, received);
    let letter = world
        .sent()
        .await
        .into_iter()
        .find(|row| row.kind == MessageKind::EnquiryReceived);
    let link = world.app.enquiry_url(&enquiry.token);
    assert!(
        letter.unwrap().body_text.unwrap().contains(&link),
        "the letter carries the personal link"
    );

    let accepted = &enquiry.proposals[1];
    let preview = world
        .app
        .preview_acceptance(world.network, accepted.id, &staff())
        .await
        .unwrap();
    assert_eq!(preview.change.notices.len(), 1, "the other one will be told");
    let booked = world
        .app
        .accept_proposal(world.network, accepted.id, &staff(), None)
        .await
        .unwrap()
        .done();
    let appointment = &booked.stored.appointment;
    assert_eq!((appointment.practitioner, appointment.when.start), (near, at(START)));
    assert_eq!(appointment.note, "5 rue Moncey, Lyon, 69003\nDeuxième étage");
    let (stored, _) = world.app.enquiry_by_link(&enquiry.token).await.unwrap();
    assert_eq!(stored.enquiry.state.code(), "taken");
    world.work().await;
    let told = told(&world).await;
    assert!(told.contains(&(MessageKind::Booked, Recipient::Client)));
    assert!(told.contains(&(MessageKind::EnquiryClosed, Recipient::Practitioner)));
    // Nobody books it from the page of a practitioner.
    let direct = world
        .app
        .book(&world.wish("2026-03-04T10:00:00+01:00"), &Actor::link(), None)
        .await;
    assert_eq!(refusal(direct.unwrap_err()), "only_by_proposal");
}

async fn refuse(world: &World, proposal: &Proposal) -> Result<Outcome<Proposal>, Failure> {
    world.app.refuse_proposal(world.network, proposal.id, &staff(), None).await
}

async fn refusals(engine: Engine) {
    let policy = json!({ "enquiries": { "proposals_at_once": 1 } });
    let world = world(engine, policy).await;
    rival(&world, 1, &[]).await;
    let enquiry = made(&world).await;
    assert_eq!(enquiry.proposals.len(), 1);
    refuse(&world, &enquiry.proposals[0]).await.unwrap();
    assert_eq!(states(&world, &enquiry).await, ["refused", "open"], "the next one is asked");
    let next = world
        .app
        .store
        .proposals_of(world.network, enquiry.stored.enquiry.id)
        .await
        .unwrap()
        .remove(1);
    assert_eq!(next.nth, 2);
    refuse(&world, &next).await.unwrap();
    let (stored, _) = world.app.enquiry_by_link(&enquiry.token).await.unwrap();
    assert_eq!(stored.enquiry.state.code(), "unanswered");
    let again = refuse(&world, &next).await.unwrap_err();
    assert_eq!(refusal(again), "proposal_not_open");
    world.work().await;
    let told = told(&world).await;
    assert!(told.contains(&(MessageKind::EnquiryUnanswered, Recipient::Client)));
    // What was overtaken before it left does not leave (I3).
    assert!(!told.contains(&(MessageKind::EnquiryReceived, Recipient::Client)));
    assert!(!told.contains(&(MessageKind::EnquiryProposed, Recipient::Practitioner)));
}

async fn closed_meanwhile(engine: Engine) {
    let world = world(engine, json!({})).await;
    let enquiry = made(&world).await;
    let mut hours = every_day(world.place);
    hours.closed_days = vec!["2026-03-03".parse().unwrap()];
    let mut tx = world.app.store.begin().await.unwrap();
    tx.lock_practitioner(world.network, world.practitioner).await.unwrap();
    tx.replace_hours(world.network, world.practitioner, &hours).await.unwrap();
    tx.commit().await.unwrap();
    let refused = world
        .app
        .accept_proposal(world.network, enquiry.proposals[0].id, &staff(), None)
        .await;
    assert_eq!(refusal(refused.unwrap_err()), "slot_not_offered");
    assert_eq!(states(&world, &enquiry).await, ["open"], "nothing has changed");
    // And nobody new is asked for that day.
    let nobody = world.app.make_enquiry(&wish(&world), &Actor::link(), None).await;
    assert_eq!(refusal(nobody.unwrap_err()), "nobody_to_ask");
}

async fn silence(engine: Engine) {
    let world = world(engine, json!({})).await;
    rival(&world, 1, &[]).await;
    let enquiry = made(&world).await;
    refuse(&world, &enquiry.proposals[0]).await.unwrap();
    world.work().await;
    world.advance_to(enquiry.stored.enquiry.answer_by);
    world.work().await;
    assert_eq!(
        states(&world, &enquiry).await,
        ["refused", "open"],
        "the last moment still counts"
    );
    world.advance_to(enquiry.stored.enquiry.answer_by + SignedDuration::from_secs(1));
    let late = world
        .app
        .accept_proposal(world.network, enquiry.proposals[1].id, &staff(), None)
        .await;
    assert_eq!(refusal(late.unwrap_err()), "too_late");
    world.work().await;
    assert_eq!(states(&world, &enquiry).await, ["refused", "unanswered"]);
    let told = told(&world).await;
    assert!(told.contains(&(MessageKind::EnquiryUnanswered, Recipient::Client)));
    assert_eq!(told.iter().filter(|told| told.0 == MessageKind::EnquiryClosed).count(), 1);
}

async fn taken_back(engine: Engine) {
    let world = world(engine, json!({})).await;
    let enquiry = made(&world).await;
    let id = enquiry.stored.enquiry.id;
    let done = world
        .app
        .withdraw_enquiry(world.network, id, &Actor::link(), None)
        .await
        .unwrap()
        .done();
    assert_eq!(done.enquiry.state.code(), "withdrawn");
    let again = world.app.withdraw_enquiry(world.network, id, &Actor::link(), None).await;
    assert_eq!(refusal(again.unwrap_err()), "enquiry_not_open");
    let foreign = world.another_network("ailleurs").await;
    let there = world.app.withdraw_enquiry(foreign.network, id, &Actor::link(), None).await;
    assert!(matches!(there, Err(Failure::NotFound(_))), "I7");
    let there = world.app.proposal(foreign.network, enquiry.proposals[0].id).await;
    assert!(matches!(there, Err(Failure::NotFound(_))), "I7");
}

async fn twice(engine: Engine) {
    let world = world(engine, json!({})).await;
    let answer = |made: &MadeEnquiry| (201, made.stored.enquiry.id.to_string());
    let once = || Once {
        key: "one-key",
        fingerprint: "the same".into(),
        answer: &answer,
    };
    let (wish, by, first, second) = (wish(&world), Actor::link(), once(), once());
    let (one, other) = tokio::join!(
        world.app.make_enquiry(&wish, &by, Some(&first)),
        world.app.make_enquiry(&wish, &by, Some(&second))
    );
    let body = |outcome: Outcome<MadeEnquiry>| match outcome {
        Outcome::Done(made) => made.stored.enquiry.id.to_string(),
        Outcome::Repeated(answer) => answer.body,
    };
    assert_eq!(body(one.unwrap()), body(other.unwrap()));
    let received = world.app.proposals_to(world.network, world.practitioner).await.unwrap();
    assert_eq!(received.len(), 1);
}

async fn withdrawn_meanwhile(engine: Engine) {
    for _ in 0..4 {
        let world = world(engine, json!({})).await;
        let enquiry = made(&world).await;
        let (id, proposal): (_, ProposalId) = (enquiry.stored.enquiry.id, enquiry.proposals[0].id);
        let (link, practitioner) = (Actor::link(), staff());
        let (withdrawn, accepted) = tokio::join!(
            world.app.withdraw_enquiry(world.network, id, &link, None),
            world.app.accept_proposal(world.network, proposal, &practitioner, None)
        );
        assert!(withdrawn.is_ok() != accepted.is_ok(), "exactly one of the two happens");
    }
}

/// WEC+18, WEC-13: the fourth silence in a row pauses the business, once; the pause takes it out of the next enquiry and ends by itself.
async fn held(engine: Engine) {
    let world = world(engine, json!({ "enquiries": { "hold_after_unanswered": 4 } })).await;
    for silent in 0..4 {
        assert_eq!(pauses(&world).await, 0, "{silent} left unanswered");
        let enquiry = made(&world).await;
        world.advance_to(enquiry.stored.enquiry.answer_by + SignedDuration::from_secs(1));
        world.work().await;
    }
    assert_eq!(pauses(&world).await, 1);
    world.work().await;
    assert_eq!(pauses(&world).await, 1, "asked again, nothing begins again");
    let paused = world.app.make_enquiry(&wish(&world), &Actor::link(), None).await;
    assert_eq!(
        refusal(paused.unwrap_err()),
        "nobody_to_ask",
        "WEC-13: no proposals during the pause"
    );
    world.advance_to(world.app.clock.now() + SignedDuration::from_hours(49));
    made(&world).await;
}

async fn pauses(world: &World) -> usize {
    let standing = world.app.standing(world.network, world.business).await.unwrap();
    standing
        .measures
        .iter()
        .filter(|measure| measure.kind.code() == "pause")
        .count()
}

/// WEC-17: whoever is more reliable is asked first, and the proposal keeps the score it was ordered by.
async fn ordered(engine: Engine) {
    let world = world(engine, json!({ "ranking": { "enabled": true } })).await;
    let better = rival(&world, 1, &[]).await;
    let rated = world
        .app
        .snapshot(world.network)
        .await
        .unwrap()
        .practitioner(better)
        .unwrap()
        .business;
    let policy = world
        .app
        .snapshot(world.network)
        .await
        .unwrap()
        .network_policy()
        .ranking
        .clone();
    let mut ranked = domain::reliability::Ranked::beginner(&policy);
    let usual = i64::from(ranked.score.thousandths);
    ranked.score.thousandths = 91_000;
    let row = store::RankingRow {
        ranked,
        computed_at: world.app.clock.now(),
    };
    let mut tx = world.app.store.begin().await.unwrap();
    tx.lock_ranking(world.network, rated).await.unwrap();
    tx.put_ranking(world.network, rated, &row).await.unwrap();
    tx.commit().await.unwrap();
    let enquiry = made(&world).await;
    let order: Vec<_> = enquiry
        .proposals
        .iter()
        .map(|one| (one.practitioner, one.because.score))
        .collect();
    assert_eq!(order, [(better, Some(91_000)), (world.practitioner, Some(usual))]);
}
