//! Requests: approve, decline, and what is no longer free.

use domain::service::BookedBy;
use testkit::world::{Engine, Plan, START, World, staff};

use crate::browser::Browser;

async fn world() -> World {
    World::with(
        Engine::Sqlite,
        Plan {
            booked_by: BookedBy::Approval,
            ..Plan::default()
        },
    )
    .await
}

async fn state(world: &World, id: domain::ids::AppointmentId) -> &'static str {
    world
        .app
        .appointment(world.network, id)
        .await
        .unwrap()
        .0
        .appointment
        .state
        .code()
}

#[tokio::test]
async fn a_request_is_approved_from_the_list() {
    let world = world().await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let requests = claire.get("/console/requests").await;
    requests
        .says("Zoé Martin")
        .says("Mardi 3 mars à 14 h 30")
        .says("Répondre avant");
    let done = claire
        .fill("/console/requests", &format!("/console/appointments/{id}/approve"), &[])
        .await;
    assert_eq!(done.location, "/console/requests?done=approved");
    claire
        .get(&done.location)
        .await
        .says("La demande est acceptée")
        .says("Aucune demande en attente");
    assert_eq!(state(&world, id).await, "booked");
    world.work().await;
    claire
        .get(&format!("/console/appointments/{id}"))
        .await
        .says("E-mail à Zoé Martin")
        .says("parti");
}

/// MED1-15: declined with a word to the client, which the message carries.
#[tokio::test]
async fn med1_15_a_request_is_declined_with_a_word() {
    let world = world().await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let decline = format!("/console/appointments/{id}/decline");
    claire
        .get(&decline)
        .await
        .is(200)
        .says("Décliner la demande de Zoé Martin ?")
        .says("Un e-mail part tout de suite à Zoé Martin");
    let long = "x".repeat(3_000);
    claire
        .fill(&decline, &decline, &[("message", &long)])
        .await
        .is(422)
        .says(&long);
    claire
        .fill(&decline, &decline, &[("message", "Je suis en formation ce jour-là.")])
        .await
        .is(303);
    assert_eq!(state(&world, id).await, "declined");
    world.work().await;
    let told = world
        .sent()
        .await
        .into_iter()
        .find(|mail| mail.kind.code() == "declined")
        .expect("a message");
    assert!(told.body_text.unwrap().contains("Je suis en formation ce jour-là."));
    claire.get(&decline).await.is(409).says("Cette demande a déjà été déclinée");
}

/// R4, R5: of two requests for one time the second cannot be approved, and the page says what stands there.
#[tokio::test]
async fn r4_the_second_request_finds_its_time_taken() {
    let world = world().await;
    let first = world.booked(START).await.stored.appointment.id;
    let mut wish = world.wish(START);
    wish.client.name = "Inès Durand".into();
    let second = world
        .app
        .book(&wish, &domain::appointment::Actor::link(), None)
        .await
        .unwrap()
        .done()
        .stored
        .appointment
        .id;
    let mut claire = Browser::of_claire(&world).await;
    let stale = claire.get("/console/requests").await;
    let act = format!("/console/appointments/{second}/approve");
    let hidden = stale.hidden(&act);
    world.app.approve(world.network, first, &staff(), None).await.unwrap();
    claire
        .get("/console/requests")
        .await
        .says("Chevauche Zoé Martin, de 14 h 30 à 15 h 30.");
    let fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    claire
        .post(&act, &fields)
        .await
        .is(409)
        .says("Ce créneau a été pris entre-temps");
    assert_eq!(state(&world, second).await, "requested");
}
