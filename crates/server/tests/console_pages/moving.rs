//! Moving as staff, where clients no longer may and where no slot is offered.

use actions::{Failure, MoveWish};
use domain::appointment::{Actor, Because, Side};
use serde_json::json;
use testkit::world::{Engine, Plan, START, World, at};

use crate::browser::Browser;

/// A world in which clients may move until a day before.
async fn strict() -> World {
    let ladder = json!({ "steps": [{ "notice": "24 h", "answer": "allow" }], "after_start": "refuse_and_contact" });
    let policy = json!({ "client_reschedule": { "ladder": ladder } });
    World::with(
        Engine::Sqlite,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await
}

/// SBM-11, SBM-12: inside the limit the client is refused, staff move, and the history says that the limit was set aside.
#[tokio::test]
async fn sbm_11_staff_move_inside_the_clients_limit() {
    let world = strict().await;
    let id = world.booked(START).await.stored.appointment.id;
    world.advance_to_before_start(180);
    let mut claire = Browser::of_claire(&world).await;
    let wish = MoveWish {
        network: world.network,
        id,
        start: at("2026-03-04T09:00:00+01:00"),
        asked_by: Side::Client,
        reason: None,
        message: String::new(),
        force: None,
        seen_version: None,
        seen: None,
    };
    assert!(matches!(
        world.app.reschedule(&wish, &Actor::link(), None).await,
        Err(Failure::Refused(_))
    ));
    let path = format!("/console/appointments/{id}/move");
    let asked = claire.get(&format!("{path}?start=2026-03-04T09:00:00%2B01:00")).await;
    asked
        .is(200)
        .says("Mercredi 4 mars à 9 h")
        .says("value=\"2026-03-04\"")
        .says("Un client n’aurait pas pu le faire en ligne");
    let fields = [
        ("date", "2026-03-04"),
        ("time", "09:00"),
        ("message", "Comme convenu au téléphone."),
    ];
    let done = claire.fill(&path, &path, &fields).await;
    assert_eq!(done.location, format!("/console/appointments/{id}?done=moved"));
    claire
        .get(&done.location)
        .await
        .says("Le rendez-vous est déplacé")
        .says("Mercredi 4 mars à 9 h")
        .says("Comme convenu au téléphone.");
    let history = world.app.store.history(world.network, id).await.unwrap();
    let because = &history.last().unwrap().change.because;
    assert!(
        because.iter().any(|reason| matches!(reason, Because::StaffNotBound { .. })),
        "{because:?}"
    );
    let moved = world.app.appointment(world.network, id).await.unwrap().0.appointment;
    assert_eq!((moved.when.start, moved.moves, moved.id), (wish.start, 0, id));
}

/// I1: over another appointment only with a reason, which the history keeps; what was typed stays.
#[tokio::test]
async fn i1_moving_over_another_appointment_needs_a_reason() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut wish = world.wish("2026-03-03T10:00:00+01:00");
    wish.client.name = "Inès Durand".into();
    world.app.book(&wish, &Actor::link(), None).await.unwrap();
    let mut claire = Browser::of_claire(&world).await;
    let path = format!("/console/appointments/{id}/move");
    let taken = [("date", "2026-03-03"), ("time", "10:30"), ("message", "À tout à l’heure")];
    let refused = claire.fill(&path, &path, &taken).await;
    refused
        .is(409)
        .says("Chevauche Inès Durand, de 10 h à 11 h.")
        .says("À tout à l’heure")
        .says("value=\"10:30\"");
    let without = [&taken[..], &[("force", "yes"), ("force_reason", " ")]].concat();
    claire
        .fill(&path, &path, &without)
        .await
        .is(409)
        .says("Dites pourquoi, en quelques mots.");
    let forced = [&taken[..], &[("force", "yes"), ("force_reason", "Deux sœurs ensemble")]].concat();
    claire.fill(&path, &path, &forced).await.is(303);
    let moved = world.app.appointment(world.network, id).await.unwrap().0.appointment;
    assert_eq!((moved.when.start, moved.forced), (at("2026-03-03T10:30:00+01:00"), true));
    claire
        .get(&format!("/console/appointments/{id}"))
        .await
        .says("« Deux sœurs ensemble »");
}

/// What cannot be read is said by its field; the past is never offered; a page that is out of date shows what is true now.
#[tokio::test]
async fn moves_that_cannot_be() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let path = format!("/console/appointments/{id}/move");
    for (date, time, status, says) in [
        ("", "", 422, "Indiquez une date"),
        ("2026-03-04", "", 422, "Indiquez une heure"),
        ("2026-03-29", "02:30", 422, "Cette heure n’existe pas ce jour-là"),
        ("2026-02-10", "10:00", 422, "Ce créneau est déjà passé."),
        ("2026-03-03", "14:30", 422, "Le rendez-vous est déjà à cette heure-là."),
        ("2026-03-04", "08:00", 422, "Enregistrer quand même"),
    ] {
        claire
            .fill(&path, &path, &[("date", date), ("time", time)])
            .await
            .is(status)
            .says(says);
    }
    let hidden = claire.get(&path).await.hidden(&path);
    claire
        .fill(&path, &path, &[("date", "2026-03-04"), ("time", "10:00")])
        .await
        .is(303);
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("date", "2026-03-05"), ("time", "10:00")]);
    claire
        .post(&path, &fields)
        .await
        .is(409)
        .says("a changé entre-temps")
        .says("Mercredi 4 mars à 10 h");
    claire
        .get(&format!(
            "/console/appointments/{id}/move?date=99999-99-99&time=x&start=nonsense"
        ))
        .await
        .is(200);
}
