//! Proposing other times in the console, and answering a client who asks for one.

use actions::MoveWish;
use domain::appointment::{Actor, Side};
use domain::ids::AppointmentId;
use store::Stored;
use testkit::world::{Engine, Plan, START, World, at};

use crate::browser::Browser;

const WEDNESDAY: &str = "2026-03-04T10:00:00+01:00";
const THURSDAY: &str = "2026-03-05T10:00:00+01:00";

async fn must_agree() -> World {
    let ladder = serde_json::json!({
        "after_start": "refuse_and_contact",
        "steps": [{ "notice": "0 min", "answer": "other_party_must_agree" }],
    });
    let policy = serde_json::json!({ "client_reschedule": { "ladder": ladder } });
    World::with(
        Engine::Sqlite,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await
}

/// Zoé asks for Wednesday.
async fn asked(world: &World) -> AppointmentId {
    let id = world.booked(START).await.stored.appointment.id;
    let wish = MoveWish {
        network: world.network,
        id,
        start: at(WEDNESDAY),
        asked_by: Side::Client,
        reason: None,
        message: "Mon train est annulé.".into(),
        force: None,
        seen_version: None,
        seen: None,
    };
    world.app.reschedule(&wish, &Actor::link(), None).await.unwrap();
    id
}

async fn stored(world: &World, id: AppointmentId) -> Stored {
    world.app.appointment(world.network, id).await.unwrap().0
}

/// WEC-06, TRW-09: times are picked one by one, seen with who is told, and sent; nothing changes before.
#[tokio::test]
async fn wec_06_up_to_three_times_are_proposed() {
    let world = World::new(Engine::Sqlite).await;
    let mut claire = Browser::of_claire(&world).await;
    let id = world.booked(START).await.stored.appointment.id;
    claire
        .get(&format!("/console/appointments/{id}"))
        .await
        .says("Proposer un autre moment");
    let page = format!("/console/appointments/{id}/propose");
    claire.get(&page).await.is(200).says("Choisissez au moins un moment");
    claire
        .fill(&page, &page, &[])
        .await
        .is(422)
        .says("Choisissez au moins un moment");
    let picked = claire.fill(&page, &page, &[("pick", WEDNESDAY)]).await;
    picked
        .is(200)
        .says("mercredi 4 mars à 10 h")
        .says("Un e-mail part tout de suite à Zoé Martin")
        .says("Le rendez-vous reste le mardi 3 mars à 14 h 30")
        .says("Le client peut répondre jusqu’au");
    let chosen = [
        ("chosen", WEDNESDAY),
        ("date", "2026-03-05"),
        ("time", "10:00"),
        ("look", "yes"),
    ];
    claire.fill(&page, &page, &chosen).await.is(200).says("jeudi 5 mars à 10 h");
    let closed = [("chosen", WEDNESDAY), ("chosen", "2026-03-05T22:00:00+01:00")];
    claire
        .fill(&page, &page, &closed)
        .await
        .is(422)
        .says("Jeudi 5 mars à 22 h : Le praticien ne reçoit pas à ce moment-là");
    assert_eq!(stored(&world, id).await.appointment.proposal, None, "nothing was sent yet");
    let all = [("chosen", WEDNESDAY), ("chosen", THURSDAY), ("message", "Est-ce possible ?")];
    let sent = claire.fill(&page, &page, &all).await;
    sent.is(303);
    claire
        .get(&sent.location)
        .await
        .says("C’est proposé")
        .says("Voir la proposition en attente");
    let proposal = stored(&world, id).await.appointment.proposal.unwrap();
    assert_eq!(
        (proposal.by, proposal.starts),
        (Side::Business, vec![at(WEDNESDAY), at(THURSDAY)])
    );

    let waiting = format!("/console/appointments/{id}/proposal");
    let end = format!("{waiting}/end");
    claire
        .get(&waiting)
        .await
        .says("Vous avez proposé un autre moment à Zoé Martin");
    let taken_back = claire.fill(&waiting, &end, &[]).await;
    claire.get(&taken_back.location).await.says("La proposition est retirée");
    assert_eq!(stored(&world, id).await.appointment.proposal, None);
}

/// The link of another page may carry times that are chosen already.
#[tokio::test]
async fn times_may_come_with_the_address() {
    let world = World::new(Engine::Sqlite).await;
    let mut claire = Browser::of_claire(&world).await;
    let id = world.booked(START).await.stored.appointment.id;
    let page = format!("/console/appointments/{id}/propose?start=2026-03-04T10:00:00%2B01:00");
    claire.get(&page).await.says("mercredi 4 mars à 10 h").says("Enlever");
}

/// WEC+10: a client's request stands among the requests, and is accepted with what follows before the eyes.
#[tokio::test]
async fn wec_plus_10_a_request_is_accepted() {
    let world = must_agree().await;
    let mut claire = Browser::of_claire(&world).await;
    let id = asked(&world).await;
    claire
        .get("/console/requests")
        .await
        .says("Déplacements demandés")
        .says("Demandé : mercredi 4 mars à 10 h")
        .says("Mon train est annulé.");
    claire
        .get(&format!("/console/appointments/{id}"))
        .await
        .says("Répondre à la demande");
    let page = format!("/console/appointments/{id}/proposal");
    claire
        .get(&page)
        .await
        .says("Zoé Martin demande un autre moment")
        .says("Répondre avant vendredi 20 février à 13 h")
        .says("L’ancien créneau (mardi 3 mars à 14 h 30) redevient libre");
    let done = claire.fill(&page, &format!("{page}/accept"), &[]).await;
    done.is(303);
    claire
        .get(&done.location)
        .await
        .says("C’est accepté, le rendez-vous est déplacé");
    assert_eq!(stored(&world, id).await.appointment.when.start, at(WEDNESDAY));
    claire.get(&page).await.is(303);
    claire.get("/console/requests").await.says("Aucune demande en attente");
}

/// WEC+10, WEC+19: refused with a word it stays as it was; or other times are proposed in return.
#[tokio::test]
async fn wec_plus_19_a_request_is_refused_or_answered_with_other_times() {
    let world = must_agree().await;
    let mut claire = Browser::of_claire(&world).await;
    let id = asked(&world).await;
    let page = format!("/console/appointments/{id}/proposal");
    let propose = format!("/console/appointments/{id}/propose");
    let countered = claire.fill(&propose, &propose, &[("chosen", THURSDAY)]).await;
    countered.is(303);
    let proposal = stored(&world, id).await.appointment.proposal.unwrap();
    assert_eq!((proposal.by, proposal.starts), (Side::Business, vec![at(THURSDAY)]));
    claire.fill(&page, &format!("{page}/end"), &[]).await.is(303);

    let other = world.id();
    claire
        .get(&format!("/console/appointments/apt_{}/proposal", other.simple()))
        .await
        .is(404);
    let id = {
        let wish = MoveWish {
            network: world.network,
            id,
            start: at(WEDNESDAY),
            asked_by: Side::Client,
            reason: None,
            message: String::new(),
            force: None,
            seen_version: None,
            seen: None,
        };
        world.app.reschedule(&wish, &Actor::link(), None).await.unwrap();
        id
    };
    let refused = claire
        .fill(&page, &format!("{page}/end"), &[("message", "Je ne travaille pas mercredi.")])
        .await;
    claire.get(&refused.location).await.says("C’est refusé");
    assert_eq!(stored(&world, id).await.appointment.when.start, at(START));
}

/// A time that was taken meanwhile says so before anybody accepts it, and accepting it is refused.
#[tokio::test]
async fn r4_a_requested_time_that_was_taken_meanwhile() {
    let world = must_agree().await;
    let mut claire = Browser::of_claire(&world).await;
    let id = asked(&world).await;
    let page = format!("/console/appointments/{id}/proposal");
    let opened = claire.get(&page).await;
    let hidden = opened.hidden(&format!("{page}/accept"));
    world.booked(WEDNESDAY).await;
    let fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    claire
        .post(&format!("{page}/accept"), &fields)
        .await
        .is(409)
        .says("Ce créneau vient d’être pris");
    claire
        .get(&page)
        .await
        .says("Ce créneau vient d’être pris")
        .keeps_silent_about("Accepter ce moment");
    assert!(stored(&world, id).await.appointment.proposal.is_some());
}
