//! Proposals in the console: seen, accepted with what follows, refused without harm.

use actions::{MadeEnquiry, NewEnquiry};
use domain::appointment::Actor;
use domain::service::BookedBy;
use testkit::world::{Engine, Plan, START, World, at, zoe};

use crate::browser::Browser;

async fn world() -> World {
    let plan = Plan {
        booked_by: BookedBy::Proposal,
        ..Plan::default()
    };
    World::with(Engine::Sqlite, plan).await
}

async fn made(world: &World) -> MadeEnquiry {
    let wish = NewEnquiry {
        network: world.network,
        service: "Shiatsu".into(),
        start: at(START),
        postcode: "69003".into(),
        address: "5 rue Moncey, Lyon".into(),
        client: zoe(),
        note: "Deuxième étage".into(),
    };
    world.app.make_enquiry(&wish, &Actor::link(), None).await.unwrap().done()
}

/// WEC+18: who, where, when, until when; then what accepting comes to; then the appointment.
#[tokio::test]
async fn wec_plus_18_a_proposal_is_accepted_from_the_console() {
    let world = world().await;
    let other = world.another_practitioner("anne-petit", "Anne Petit").await;
    let enquiry = made(&world).await;
    let mut claire = Browser::of_claire(&world).await;
    claire.get("/console").await.says("Propositions");
    let list = claire.get("/console/proposals").await;
    list.says("Zoé Martin")
        .says("Mardi 3 mars à 14 h 30")
        .says("Code postal 69003")
        .says("Répondre avant")
        .says("Refuser ne fait jamais baisser votre score")
        .keeps_silent_about("rue Moncey");
    let mine = enquiry
        .proposals
        .iter()
        .find(|one| one.practitioner == world.practitioner)
        .unwrap();
    let page = format!("/console/proposals/{}", mine.id);
    claire
        .get(&page)
        .await
        .says("Ce qui va se passer")
        .says("Le rendez-vous est à vous")
        .says("L’autre praticien qui l’a reçue apprend qu’elle est prise.")
        .says("Vous êtes libre à ce moment-là.")
        .keeps_silent_about("rue Moncey");
    let done = claire.fill(&page, &format!("{page}/accept"), &[]).await;
    claire.get(&done.location).await.says("C’est à vous").says("rue Moncey");
    // The colleague is told, and cannot take it any more.
    let theirs = enquiry.proposals.iter().find(|one| one.practitioner == other).unwrap();
    claire
        .get(&format!("/console/proposals/{}", theirs.id))
        .await
        .says("Cette demande ne peut plus être acceptée");
    claire
        .get("/console/proposals")
        .await
        .says("Acceptée par vous")
        .says("Prise par un autre");
}

#[tokio::test]
async fn wec_plus_18_a_refusal_says_that_it_costs_nothing() {
    let world = world().await;
    let enquiry = made(&world).await;
    let mut claire = Browser::of_claire(&world).await;
    let page = format!("/console/proposals/{}", enquiry.proposals[0].id);
    let done = claire.fill("/console/proposals", &format!("{page}/refuse"), &[]).await;
    assert_eq!(done.location, "/console/proposals?done=proposal-refused");
    claire
        .get(&done.location)
        .await
        .says("Refuser ne fait jamais baisser votre score")
        .says("Aucune proposition en attente")
        .says("Refusée par vous");
}

/// I7: a proposal of another business, a form without its proof, somebody signed out.
#[tokio::test]
async fn i7_proposals_of_others_are_not_there() {
    let world = world().await;
    let enquiry = made(&world).await;
    let id = enquiry.proposals[0].id;
    let mut claire = Browser::of_claire(&world).await;
    claire
        .get("/console/proposals/prp_00000000000000000000000000000001")
        .await
        .is(404);
    claire.post(&format!("/console/proposals/{id}/accept"), &[]).await.is(403);
    let mut nobody = Browser::new(world.router());
    nobody.get(&format!("/console/proposals/{id}")).await.is(303);
    let still = world.app.proposal(world.network, id).await.unwrap();
    assert_eq!(still.proposal.state.code(), "open");
}

/// A business that gives nothing by proposal is spared the place.
#[tokio::test]
async fn a_business_without_such_services_has_no_such_place() {
    let world = World::new(Engine::Sqlite).await;
    let mut claire = Browser::of_claire(&world).await;
    claire.get("/console").await.keeps_silent_about("Propositions");
}
