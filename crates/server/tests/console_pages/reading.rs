//! Reading changes nothing, and the week shows what is there.

use axum::http::StatusCode;
use domain::appointment::Actor;
use testkit::world::{Engine, START, World};

use crate::browser::Browser;

/// The week: the appointment at its place, closed hours, the line of the present, and the way to the other weeks.
#[tokio::test]
async fn the_week_shows_the_agenda() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let week = claire.get("/console/week?from=2026-03-04").await;
    week.is(200)
        .says("Du lundi 2 au dimanche 8 mars")
        .says("Zoé Martin")
        .says("14 h 30")
        .says("Shiatsu");
    // From 8 h to 18 h in steps of five minutes: 14 h 30 is step 78, an hour is 12 steps.
    week.says("event is-booked t78 n12 lane-0-1")
        .says("band outside t0 n12")
        .says(&format!("/console/appointments/{id}"));
    week.says("/console/week?from=2026-02-23")
        .says("/console/week?from=2026-03-09")
        .keeps_silent_about("class=\"now ");
    let this_week = claire.get("/console/week").await;
    this_week
        .says("class=\"now t12\"")
        .says("Du lundi 16 au dimanche 22 février")
        .keeps_silent_about("Zoé Martin");
    claire
        .get("/console/week?lang=en")
        .await
        .says("This week")
        .says("Monday 16 to Sunday 22 February");
    claire.get("/console/week?from=nonsense").await.is(200);
    claire.get("/console/week?from=9999-12-31").await.is(200);
}

/// Two appointments at the same time stand side by side; what was cancelled no longer takes a place.
#[tokio::test]
async fn the_week_arranges_what_overlaps() {
    let world = World::new(Engine::Sqlite).await;
    world.booked(START).await;
    let mut wish = world.wish("2026-03-03T15:00:00+01:00");
    wish.client.name = "Inès Durand".into();
    wish.force = Some("Couple".into());
    let forced = world
        .app
        .book(&wish, &testkit::world::staff(), None)
        .await
        .unwrap()
        .done()
        .stored
        .appointment
        .id;
    let mut claire = Browser::of_claire(&world).await;
    claire
        .get("/console/week?from=2026-03-02")
        .await
        .says("lane-0-2")
        .says("lane-1-2");
    let cancel = format!("/console/appointments/{forced}/cancel");
    let last_step = format!("{cancel}?step=after&asked_by=client&reason=ill");
    claire.fill(&last_step, &cancel, &[]).await.is(303);
    claire
        .get("/console/week?from=2026-03-02")
        .await
        .keeps_silent_about("Inès Durand")
        .says("lane-0-1");
    claire
        .get("/console?date=2026-03-03")
        .await
        .says("Inès Durand")
        .says("annulé")
        .says("Un rendez-vous, de 14 h 30 à 15 h 30");
}

/// I6, S6: whoever follows every link by GET and HEAD, as scanners do, changes nothing.
#[tokio::test]
async fn i6_reading_changes_nothing() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    world.advance_to_before_start(-30);
    let mut claire = Browser::of_claire(&world).await;
    let before = everything(&world, id).await;
    let mut asked = 0;
    let mut found: Vec<String> = vec!["/console".into(), format!("/console/appointments/{id}")];
    for act in [
        "approve",
        "decline",
        "cancel",
        "cancel?tell=yes",
        "move",
        "fulfilled",
        "no-show",
    ] {
        found.push(format!("/console/appointments/{id}/{act}"));
    }
    while asked < found.len() && asked < 80 {
        let path = found[asked].clone();
        asked += 1;
        let head = claire.head(&path).await;
        let page = claire.get(&path).await;
        assert_eq!(head.status, page.status, "{path}");
        let mark = if path.contains('?') { '&' } else { '?' };
        let english = claire.get(&format!("{path}{mark}lang=en")).await;
        assert_eq!(english.status, page.status, "{path}");
        assert!(page.status != StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        for word in ["href=\"", "action=\""] {
            let links = page.text.split(word).skip(1).filter_map(|rest| rest.split('"').next());
            let links = links
                .map(|href| href.replace("&#38;", "&").replace("&amp;", "&"))
                .filter(|href| href.starts_with("/console"));
            links.for_each(|href| {
                if !found.contains(&href) {
                    found.push(href)
                }
            });
        }
    }
    assert!(asked > 30, "the walk went somewhere: {asked}");
    assert_eq!(everything(&world, id).await, before);
    claire.get("/console").await.is(200);
}

/// What could have changed: the appointment with its history and messages, hours, absences, sessions.
async fn everything(world: &World, id: domain::ids::AppointmentId) -> String {
    let store = &world.app.store;
    let user = store
        .account_by_email("claire@lilas.example")
        .await
        .unwrap()
        .remove(0)
        .user
        .id;
    format!(
        "{:?} {:?} {:?} {:?} {:?} {}",
        store.appointment(world.network, id).await.unwrap(),
        store.history(world.network, id).await.unwrap(),
        store.messages_of(world.network, id).await.unwrap(),
        store.hours(world.network, world.practitioner).await.unwrap(),
        store
            .absences(world.network, world.practitioner, jiff::Timestamp::UNIX_EPOCH)
            .await
            .unwrap(),
        store.sessions_of(user).await.unwrap().len(),
    )
}

/// S9: names and notes are text, wherever they are shown.
#[tokio::test]
async fn s9_what_clients_type_is_text() {
    let world = World::new(Engine::Sqlite).await;
    let mut wish = world.wish(START);
    wish.client.name = "<script>alert(1)</script>".into();
    wish.note = "\"><img src=x onerror=alert(1)>".into();
    let id = world
        .app
        .book(&wish, &Actor::link(), None)
        .await
        .unwrap()
        .done()
        .stored
        .appointment
        .id;
    let mut claire = Browser::of_claire(&world).await;
    for path in [
        "/console?date=2026-03-03",
        "/console/week?from=2026-03-02",
        &format!("/console/appointments/{id}"),
        &format!("/console/add?like={id}"),
    ] {
        let page = claire.get(path).await;
        page.is(200)
            .keeps_silent_about("<script>alert")
            .keeps_silent_about("<img src=x")
            .says("alert(1)");
    }
}
