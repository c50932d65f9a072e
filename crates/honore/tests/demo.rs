//! The demo's seed: what must be there for the first five minutes of a visitor.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::App;
use actions::clock::Clock;
use actions::demo::{PASSWORD, Role, seed, seeded_from, starts_at, ways_in};
use actions::worker::Worker;
use gateways::mail::Outbox;
use store::{AppointmentFilter, MessageState, Store, Stored};

async fn demo(folder: &std::path::Path) -> App {
    let store = Store::connect(&format!("sqlite:{}", folder.join("demo.db").display()))
        .await
        .unwrap();
    store.migrate().await.unwrap();
    let app = App::new(store, Clock::simulated(seeded_from()), &[7; 32], "http://127.0.0.1:8080");
    let worker = Worker::new(app.clone(), Arc::new(Outbox), "rendez-vous@honore.example");
    seed(&app, &worker).await.unwrap();
    app
}

async fn appointments(app: &App, slug: &str) -> Vec<Stored> {
    let network = app.network_by_slug(slug).await.unwrap().network().id;
    app.store
        .appointments_page(network, None, 1_000, &AppointmentFilter::default())
        .await
        .unwrap()
}

/// What somebody sees of an appointment, without the ids that differ from one demo to the next.
fn told(stored: &Stored) -> (String, String, &'static str, u32) {
    let appointment = &stored.appointment;
    (
        appointment.when.start.to_string(),
        appointment.practitioner.to_string(),
        appointment.state.code(),
        appointment.version,
    )
}

const NETWORKS: [&str; 4] = ["la-traboule", "belle-heure", "studio-canopee", "maison-ondine"];

#[tokio::test]
async fn two_demos_are_alike_and_full_of_life() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (one, other) = tokio::join!(demo(one.path()), demo(other.path()));
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for slug in NETWORKS {
        let (mine, theirs) = (appointments(&one, slug).await, appointments(&other, slug).await);
        let all = |stored: &[Stored]| {
            let mut all: Vec<_> = stored.iter().map(told).collect();
            all.sort();
            all
        };
        assert_eq!(all(&mine), all(&theirs), "{slug}");
        for stored in &mine {
            *states.entry(stored.appointment.state.code()).or_default() += 1;
        }
        alive(&one, slug, &mine).await;
    }
    assert_eq!(states.len(), 7, "every state of an appointment's life is there: {states:?}");
    messages(&one).await;
    accounts(&one).await;
    assert_eq!(one.store.simulated_now().await.unwrap(), Some(starts_at()));
    assert_eq!(one.clock.now(), starts_at());
    assert_eq!(one.store.expired_requests(starts_at(), 1).await.unwrap(), []);
}

/// Each network has people, things to come, things to do now, and a past.
async fn alive(app: &App, slug: &str, appointments: &[Stored]) {
    let snapshot = app.network_by_slug(slug).await.unwrap();
    assert!((3..=6).contains(&snapshot.catalogue.practitioners.len()), "{slug}");
    let now = starts_at();
    let count = |wanted: &str, ahead: bool| {
        let fits = |stored: &&Stored| stored.appointment.state.code() == wanted && (stored.appointment.when.start > now) == ahead;
        appointments.iter().filter(fits).count()
    };
    assert!(count("booked", true) >= 10, "{slug}: {} ahead", count("booked", true));
    assert!(count("requested", true) >= 1, "{slug}");
    assert!(count("fulfilled", false) >= 8, "{slug}: {} past", count("fulfilled", false));
    assert!(
        appointments
            .iter()
            .any(|stored| stored.appointment.state.code() == "cancelled"),
        "{slug}"
    );
    assert!(
        appointments.iter().any(|stored| stored.appointment.moves > 0),
        "{slug}: a client moved one"
    );
    let last = appointments.iter().map(|stored| stored.appointment.booked_at).max().unwrap();
    assert!(last < now, "{slug}: {last}");
}

async fn messages(app: &App) {
    let messages = app.store.outbox(2_000, None).await.unwrap();
    let count = |state: MessageState| messages.iter().filter(|message| message.state == state).count();
    assert!(count(MessageState::Sent) > 300, "{}", count(MessageState::Sent));
    assert_eq!(count(MessageState::Dead), 0);
    assert!(
        messages
            .iter()
            .all(|message| message.state != MessageState::Waiting || message.due > starts_at())
    );
    let kinds: std::collections::BTreeSet<_> = messages
        .iter()
        .filter(|message| message.state == MessageState::Sent)
        .map(|message| message.kind.code())
        .collect();
    let told = [
        "booked",
        "cancelled",
        "case_opened",
        "declined",
        "enquiry_proposed",
        "expired",
        "measure_begun",
        "move_proposed",
        "moved",
        "reminder",
        "requested",
        "series_booked",
    ];
    assert!(
        told.iter().all(|kind| kinds.contains(kind)),
        "every kind of message was sent: {kinds:?}"
    );
    for message in messages.iter().filter(|message| message.state == MessageState::Sent) {
        assert_eq!(message.sent_at.map(|at| at >= message.due), Some(true));
        assert!(message.subject.as_ref().is_some_and(|subject| !subject.is_empty()));
    }
}

async fn accounts(app: &App) {
    let ways = ways_in();
    assert_eq!(ways.len(), 20);
    for way in ways {
        let of_a_business = !app.store.account_by_email(way.email).await.unwrap().is_empty();
        let of_the_network = !app.store.operators_by_email(way.email).await.unwrap().is_empty();
        let runs_it = matches!(way.role, Role::Operator | Role::Support);
        assert_eq!((of_a_business, of_the_network), (!runs_it, runs_it), "{}", way.email);
    }
    let signed_in = app
        .sign_in("claire.lenoir@la-traboule.example", PASSWORD, "test")
        .await
        .unwrap();
    assert_eq!(signed_in.user.name, "Claire Lenoir");
}
