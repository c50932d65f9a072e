//! Cancelling as staff: what must be entered, who asked for it, and after the fact without a word.

use actions::{NewBooking, NewClient};
use domain::appointment::{Actor, Reason, Side, State};
use domain::ids::AppointmentId;
use domain::messages::{MessageKind, Recipient};
use domain::people::Language;
use serde_json::json;
use store::MessageState;
use testkit::world::{Engine, Plan, START, World, zoe};

use crate::browser::{Browser, encoded};

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

/// The page of a step with everything that was entered.
fn step(id: AppointmentId, step: &str, entered: &[(&str, &str)]) -> String {
    let mut query = vec![format!("step={step}")];
    query.extend(entered.iter().map(|(name, value)| format!("{name}={}", encoded(value))));
    format!("/console/appointments/{id}/cancel?{}", query.join("&"))
}

/// WEC-03, WEC-04, WEC+03, TRW-02, TRW-03: who asks, the reason and a message of twenty characters are needed; the step that lacks something is shown again
/// with what was typed, and nothing is cancelled before the last button (TRW-04).
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
        .says("Étape 1 sur 4")
        .keeps_silent_about("method=\"post\" action=\"/console/appointments");
    let whole = [("asked_by", "business"), ("reason", "emergency"), ("message", WORD)];
    for (wanted, fields, says) in [
        ("other", vec![whole[1], whole[2]], "Dites qui le souhaite"),
        ("message", vec![whole[0], whole[2]], "Choisissez un motif."),
        ("after", vec![whole[0], whole[1]], "il en faut au moins 20"),
        (
            "after",
            vec![whole[0], whole[1], ("message", "Désolée")],
            "Le message compte 7 caractères",
        ),
        (
            "message",
            vec![whole[0], ("reason", "nonsense"), whole[2]],
            "Choisissez un motif.",
        ),
    ] {
        let page = claire.get(&step(id, wanted, &fields)).await;
        page.is(422).says(says);
        if let Some((_, message)) = fields.iter().find(|(name, _)| *name == "message") {
            page.says(message);
        }
        // A program that posts at once meets the same questions.
        let proof = claire.get(&step(id, "after", &whole)).await.hidden(&path);
        let mut posted: Vec<(&str, &str)> = proof.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        posted.retain(|(name, _)| !["asked_by", "reason", "message"].contains(name));
        posted.extend(&fields);
        claire.post(&path, &posted).await.is(422).says(says);
    }
    assert_eq!(
        world.app.appointment(world.network, id).await.unwrap().0.appointment.version,
        1
    );
    let last = claire.get(&step(id, "after", &whole)).await;
    last.is(200).says("Rien n’est encore annulé").says(WORD);
    let done = claire.fill(&step(id, "after", &whole), &path, &[]).await;
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

/// TRW-02 to 04: four pages, forwards and back, and nothing that was entered is lost; only the last one posts.
#[tokio::test]
async fn trw_02_03_04_four_steps_keep_what_was_entered() {
    let world = careful().await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let path = format!("/console/appointments/{id}/cancel");
    let entered = [("asked_by", "business"), ("reason", "ill"), ("message", WORD)];
    for (n, name) in ["who", "other", "message", "after"].into_iter().enumerate() {
        let page = claire.get(&step(id, name, &entered)).await;
        page.is(200)
            .says(&format!("Étape {} sur 4", n + 1))
            .says("Ce qui va se passer");
        let carried = page.hidden(&path);
        for (field, value) in entered {
            let unseen = carried.iter().any(|(known, kept)| known == field && kept == value);
            let shown =
                page.text.contains(&format!("value=\"{value}\" checked")) || page.text.contains(&format!(">{value}</textarea>"));
            assert!(unseen || shown, "{name} keeps {field}: {}", page.text);
        }
        let has_proof = carried.iter().any(|(name, _)| name == "proof");
        assert_eq!(has_proof, name == "after", "an address never carries a proof");
    }
    let template = claire.get(&format!("{}&template=yes", step(id, "who", &entered[..2]))).await;
    template.is(200).says("Étape 3 sur 4").says("je suis souffrant");
}

/// WEC-04: the mail is shown in the client's language before it leaves, with the words that were typed and without the personal link.
#[tokio::test]
async fn wec_04_the_mail_is_read_before_it_leaves() {
    let world = careful().await;
    let booking = NewBooking {
        client: NewClient {
            language: Language::En,
            ..zoe()
        },
        ..world.wish(START)
    };
    let booked = world.app.book(&booking, &Actor::link(), None).await.unwrap().done();
    let id = booked.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let page = claire
        .get(&step(
            id,
            "message",
            &[("asked_by", "business"), ("reason", "ill"), ("message", WORD)],
        ))
        .await;
    page.says("Zoé Martin lira, en anglais")
        .says("<div class=\"letter\" lang=\"en\">")
        .says("Appointment cancelled")
        .says(WORD);
    page.says("I am unwell");
    page.keeps_silent_about(&world.app.links.token(&booked.stored.link_nonce));
}

/// WEC-12, WEC-01: "late cancellation 1 of 3 this month", the day that closes, and that a client's own wish counts for nothing (WEC-17).
#[tokio::test]
async fn wec_12_the_wizard_says_what_follows() {
    let world = World::preset(Engine::Sqlite, "home-services").await;
    let id = world.booked(START).await.stored.appointment.id;
    world.advance_to_before_start(23 * 60);
    let mut claire = Browser::of_claire(&world).await;
    let page = claire.get(&step(id, "who", &[("reason", "ill")])).await;
    page.says("annulation tardive 1 sur 3")
        .says("mardi 3 mars")
        .says("classement du réseau peut baisser");
    let asked = claire
        .get(&step(id, "who", &[("reason", "ill"), ("asked_by", "client")]))
        .await;
    asked.says("le client l’a demandée").keeps_silent_about("1 sur 3");
}

/// TRW-02, WEC-17: a client who asked for it by telephone is recorded as the one who wanted it, and owes no message.
#[tokio::test]
async fn trw_02_the_client_asked_and_staff_clicked() {
    let world = careful().await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let path = format!("/console/appointments/{id}/cancel");
    let last = step(id, "after", &[("asked_by", "client"), ("reason", "ill")]);
    claire.fill(&last, &path, &[]).await.is(303);
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

/// WEC-06, TRW-09: before a cancellation the page offers to propose other times, all or one of them, or to move to one that was agreed (WEC-07).
#[tokio::test]
async fn wec_06_another_time_is_offered_first() {
    let world = careful().await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let page = claire
        .get(&step(id, "other", &[("asked_by", "business"), ("reason", "ill")]))
        .await;
    let first = "start=2026-02-20T10%3A00%3A00%2B01%3A00";
    page.says("D’abord, proposer un autre moment ?")
        .says(&format!("/console/appointments/{id}/propose?{first}&#38;reason=ill"))
        .says(&format!("/console/appointments/{id}/propose?{first}&#38;start="))
        .says(&format!("href=\"/console/appointments/{id}/move\""))
        .says("Ne demandez jamais au client d’annuler à votre place");
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
        let mut entered = vec![("asked_by", "business"), ("reason", "did_not_come")];
        entered.extend(told.then_some(("tell", "yes")));
        let steps = if told { "Étape 3 sur 3" } else { "Étape 2 sur 2" };
        claire.get(&step(id, "after", &entered)).await.says(steps);
        claire.fill(&step(id, "after", &entered), &path, &[]).await.is(303);
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
    let last = step(id, "after", &[("asked_by", "business"), ("reason", "ill")]);
    claire.fill(&last, &path, &[]).await.is(303);
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
