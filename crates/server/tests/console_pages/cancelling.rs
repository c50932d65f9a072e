//! Cancelling as staff: what must be entered, who asked for it, and after the fact without a word.

use domain::appointment::{Reason, Side, State};
use domain::messages::{MessageKind, Recipient};
use serde_json::json;
use store::MessageState;
use testkit::world::{Engine, Plan, START, World};

use crate::browser::Browser;

const WORD: &str = "Je suis désolée, une urgence familiale m’appelle.";

async fn careful() -> World {
    let entry = json!({ "ask_initiator": true, "staff_reason": true, "staff_message": true, "staff_message_min_chars": 20 });
    World::with(
        Engine::Sqlite,
        Plan {
            policy: json!({ "entry": entry }),
            ..Plan::default()
        },
    )
    .await
}

/// WEC-03, WEC-04, TRW-02, TRW-03: who asks, the reason and a message of twenty characters are needed; what was typed stays.
#[tokio::test]
async fn wec_03_04_reason_and_message_are_needed() {
    let world = careful().await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let path = format!("/console/appointments/{id}/cancel");
    claire
        .get(&path)
        .await
        .says("Qui le souhaite ?")
        .says("Au moins 20 caractères")
        .says("minlength=\"20\"");
    let whole = [("asked_by", "business"), ("reason", "emergency"), ("message", WORD)];
    for (fields, says) in [
        (vec![whole[1], whole[2]], "Dites qui le souhaite"),
        (vec![whole[0], whole[2]], "Choisissez un motif."),
        (vec![whole[0], whole[1]], "il en faut au moins 20"),
        (
            vec![whole[0], whole[1], ("message", "Désolée")],
            "Le message compte 7 caractères",
        ),
        (vec![whole[0], ("reason", "nonsense"), whole[2]], "Choisissez un motif."),
    ] {
        let page = claire.fill(&path, &path, &fields).await;
        page.is(422).says(says);
        if let Some((_, message)) = fields.iter().find(|(name, _)| *name == "message") {
            page.says(message);
        }
    }
    assert_eq!(
        world.app.appointment(world.network, id).await.unwrap().0.appointment.version,
        1
    );
    let done = claire.fill(&path, &path, &whole).await;
    assert_eq!(done.location, format!("/console/appointments/{id}?done=cancelled"));
    let change = world
        .app
        .store
        .history(world.network, id)
        .await
        .unwrap()
        .pop()
        .unwrap()
        .change;
    assert_eq!(
        (change.act.asked_by, change.reason, change.message.as_str()),
        (Side::Business, Some(Reason::Emergency), WORD)
    );
    assert!(change.act.clicked_by.id.starts_with("usr_"));
    claire.get(&path).await.is(409).says("Ce rendez-vous est déjà annulé.");
}

/// TRW-02, WEC-17: a client who asked for it by telephone is recorded as the one who wanted it, and owes no message.
#[tokio::test]
async fn trw_02_the_client_asked_and_staff_clicked() {
    let world = careful().await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let path = format!("/console/appointments/{id}/cancel");
    claire
        .fill(&path, &path, &[("asked_by", "client"), ("reason", "ill")])
        .await
        .is(303);
    let cancelled = world.app.appointment(world.network, id).await.unwrap().0.appointment;
    assert!(
        matches!(
            cancelled.state,
            State::Cancelled {
                asked_by: Side::Client,
                ..
            }
        ),
        "{:?}",
        cancelled.state
    );
}

/// WEC-06, TRW-09: before a cancellation the page proposes other times, each one click from the move.
#[tokio::test]
async fn wec_06_a_move_is_proposed_first() {
    let world = careful().await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let page = claire.get(&format!("/console/appointments/{id}/cancel")).await;
    page.says("D’abord, un autre moment ?").says(&format!(
        "/console/appointments/{id}/move?start=2026-02-20T10%3A00%3A00%2B01%3A00"
    ));
    page.says("Ce qui va se passer").says("Zoé Martin");
}

/// MED1-07, MED1-10: an appointment that is past is cancelled, and the client is told only if staff want it.
#[tokio::test]
async fn med1_07_10_a_past_appointment_is_cancelled_quietly() {
    for (query, told) in [("", false), ("?tell=yes", true)] {
        let world = World::new(Engine::Sqlite).await;
        let id = world.booked(START).await.stored.appointment.id;
        world.advance_to_before_start(-24 * 60);
        let mut claire = Browser::of_claire(&world).await;
        claire
            .get(&format!("/console/appointments/{id}"))
            .await
            .says("à renseigner")
            .says("Annuler après coup");
        let path = format!("/console/appointments/{id}/cancel");
        let page = claire.get(&format!("{path}{query}")).await;
        page.says(if told {
            "le client sera averti"
        } else {
            "le client ne sera pas averti"
        })
        .says("Le client n’est pas venu");
        let done = claire
            .fill(
                &format!("{path}{query}"),
                &path,
                &[("asked_by", "business"), ("reason", "did_not_come")],
            )
            .await;
        done.is(303);
        let messages = world.app.store.messages_of(world.network, id).await.unwrap();
        let about = |to: Recipient| {
            messages
                .iter()
                .filter(|m| m.kind == MessageKind::Cancelled && m.to == to)
                .count()
        };
        assert_eq!(about(Recipient::Client), usize::from(told), "{query}");
        assert_eq!(about(Recipient::Practitioner), 1);
        assert_eq!(
            world
                .app
                .appointment(world.network, id)
                .await
                .unwrap()
                .0
                .appointment
                .state
                .code(),
            "cancelled"
        );
    }
}

/// A reminder that is no longer needed says why it was not sent.
#[tokio::test]
async fn the_timeline_says_what_was_skipped_and_why() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    world.work().await;
    let mut claire = Browser::of_claire(&world).await;
    claire
        .get(&format!("/console/appointments/{id}"))
        .await
        .says("partira dimanche 1er mars à 14 h 30")
        .says("06 12 34 56 78");
    let path = format!("/console/appointments/{id}/cancel");
    claire
        .fill(&path, &path, &[("asked_by", "business"), ("reason", "ill")])
        .await
        .is(303);
    world.advance_to_before_start(60);
    world.work().await;
    let mut claire = Browser::signed_in(world.router(), "claire@lilas.example").await;
    let messages = world.app.store.messages_of(world.network, id).await.unwrap();
    assert!(
        messages.iter().any(|message| message.state == MessageState::Dropped),
        "{messages:?}"
    );
    claire
        .get(&format!("/console/appointments/{id}"))
        .await
        .says("sans objet")
        .says("Pas envoyé");
}

/// MED1-09: an outcome is recorded by one click, once it has begun and only once.
#[tokio::test]
async fn outcomes_are_recorded() {
    for (act, state, says) in [
        ("fulfilled", "fulfilled", "le client est venu"),
        ("no-show", "no_show", "le client n’est pas venu"),
    ] {
        let world = World::new(Engine::Sqlite).await;
        let id = world.booked(START).await.stored.appointment.id;
        world.advance_to_before_start(10);
        let mut claire = Browser::of_claire(&world).await;
        let (page, act) = (
            format!("/console/appointments/{id}"),
            format!("/console/appointments/{id}/{act}"),
        );
        claire.get(&page).await.keeps_silent_about(&act);
        world.advance_to_before_start(-10);
        let hidden = claire.get(&page).await.hidden(&act);
        let fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let done = claire.post(&act, &fields).await;
        claire.get(&done.location).await.says(says);
        assert_eq!(
            world
                .app
                .appointment(world.network, id)
                .await
                .unwrap()
                .0
                .appointment
                .state
                .code(),
            state
        );
        claire.post(&act, &fields).await.is(409);
    }
}
