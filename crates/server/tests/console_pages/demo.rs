//! The demo: ways in without a password, a clock that goes forward, every message readable. None of it exists elsewhere.

use server::ServerState;
use testkit::world::{BOOKED_AT, Engine, START, World, at};

use crate::browser::Browser;

fn demo(world: &World) -> Browser {
    let state = ServerState {
        app: world.app.clone(),
        demo: true,
        secure_cookies: true,
        metrics: None,
    };
    Browser::new(server::router(state))
}

#[tokio::test]
async fn outside_the_demo_there_is_no_demo() {
    let world = World::new(Engine::Sqlite).await;
    let user = world.account("claire@lilas.example", Some(world.practitioner)).await;
    let mut browser = Browser::new(world.router());
    for path in ["/demo", "/demo/outbox", &format!("/demo/sign-in/{}", user.id)] {
        browser.get(path).await.is(404);
    }
    assert!(
        browser
            .post(&format!("/demo/sign-in/{}", user.id), &[])
            .await
            .status
            .is_client_error()
    );
    assert!(browser.post("/demo/clock", &[("jump", "day")]).await.status.is_client_error());
    assert_eq!(world.app.clock.now(), at(BOOKED_AT));
}

/// I6: the link only opens a page; the button signs in.
#[tokio::test]
async fn i6_signing_in_takes_the_button() {
    let world = World::new(Engine::Sqlite).await;
    let user = world.account("claire@lilas.example", Some(world.practitioner)).await;
    let mut browser = demo(&world);
    let path = format!("/demo/sign-in/{}", user.id);
    let page = browser.get(&path).await;
    page.is(200).says("Claire Lenoir").says("Cabinet des Lilas");
    assert!(page.set_cookies.is_empty());
    browser.get("/console").await.is(303);
    let done = browser.post(&path, &[]).await;
    assert_eq!(done.location, "/console");
    let cookie = &done.set_cookies[0];
    assert!(cookie.starts_with("__Host-session=") && cookie.contains("Secure"), "{cookie}");
    browser.get("/console").await.is(200).says("Temps simulé");
    // A jump of a month keeps the visitor signed in.
    browser
        .post("/demo/clock", &[("jump", "to"), ("to", "2026-05-01T10:00")])
        .await
        .is(303);
    browser.get("/console").await.is(200).says("Vendredi 1er mai");
    browser
        .get("/demo/sign-in/usr_00000000000000000000000000000000")
        .await
        .is(404);
}

#[tokio::test]
async fn the_clock_only_goes_forward() {
    let world = World::new(Engine::Sqlite).await;
    let mut browser = demo(&world);
    for (fields, status, now) in [
        (
            vec![("jump", "hour"), ("return_to", "/lumiere")],
            303,
            "2026-02-20T10:00:00+01:00",
        ),
        (vec![("jump", "day")], 303, "2026-02-21T10:00:00+01:00"),
        (
            vec![("jump", "to"), ("to", "2026-02-20T10:00")],
            303,
            "2026-02-21T10:00:00+01:00",
        ),
        (
            vec![("jump", "to"), ("to", "2199-12-31T10:00")],
            303,
            "2026-02-21T10:00:00+01:00",
        ),
        (
            vec![("jump", "eve"), ("eve_of", "2026-03-02T14:30")],
            303,
            "2026-03-02T14:30:00+01:00",
        ),
        (vec![("jump", "to"), ("to", "soon")], 422, "2026-03-02T14:30:00+01:00"),
    ] {
        let page = browser.post("/demo/clock", &fields).await;
        page.is(status);
        assert_eq!(world.app.clock.now(), at(now), "{fields:?}");
        assert_eq!(
            world.app.store.simulated_now().await.unwrap(),
            Some(at(now)),
            "other processes follow"
        );
        if fields.contains(&("return_to", "/lumiere")) {
            assert_eq!(page.location, "/lumiere");
        }
    }
    browser
        .post_with("/demo/clock", &[("jump", "day")], &[("sec-fetch-site", "cross-site")])
        .await
        .is(403);
    assert_eq!(world.app.clock.now(), at("2026-03-02T14:30:00+01:00"));
}

/// Every message as its reader sees it: the HTML in a frame that runs nothing, the text, the calendar file.
#[tokio::test]
async fn the_outbox_shows_what_was_sent() {
    let world = World::new(Engine::Sqlite).await;
    let booked = world.booked(START).await;
    world.work().await;
    let mut browser = demo(&world);
    browser
        .get("/demo")
        .await
        .is(200)
        .says("Réseau Lumière")
        .says("2 messages")
        .says(&format!("/r/{}", booked.token));
    let outbox = browser.get("/demo/outbox").await;
    outbox
        .says("zoe@example.org")
        .says("claire-lenoir@lilas.example")
        .says("en attente")
        .says("Rappel");
    let mail = world
        .sent()
        .await
        .into_iter()
        .find(|mail| mail.to_address.as_deref() == Some("zoe@example.org"))
        .unwrap();
    let page = browser.get(&format!("/demo/outbox/{}", mail.id)).await;
    page.is(200)
        .says("sandbox=")
        .says("srcdoc=")
        .says("rendez-vous.ics")
        .says("text/calendar; method=REQUEST");
    assert!(!page.text.contains("allow-scripts"));
    let file = browser.get(&format!("/demo/outbox/{}/rendez-vous.ics", mail.id)).await;
    assert!(file.is(200).text.starts_with("BEGIN:VCALENDAR"));
    assert!(
        file.headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
    browser.get(&format!("/demo/outbox/{}/other.ics", mail.id)).await.is(404);
    browser.get("/demo/outbox/msg_00000000000000000000000000000000").await.is(404);
    browser.get("/demo/outbox?before=nonsense").await.is(200);
}
