//! Signing in and out, sessions that can be ended, and forms that only our own pages can send.

use testkit::world::{Engine, PASSWORD, START, World};

use crate::browser::Browser;

/// S15: an unknown address and a wrong password read the same; the cookie stays with this site and out of scripts.
#[tokio::test]
async fn s15_wrong_and_right() {
    let world = World::new(Engine::Sqlite).await;
    world.account("claire@lilas.example", Some(world.practitioner)).await;
    let mut browser = Browser::new(world.router());
    let wrong = browser
        .post(
            "/console/sign-in",
            &[("email", "claire@lilas.example"), ("password", "not this one")],
        )
        .await;
    wrong
        .is(422)
        .says("L’adresse et le mot de passe ne vont pas ensemble")
        .says("value=\"claire@lilas.example\"");
    assert!(wrong.set_cookies.is_empty());
    let unknown = browser
        .post(
            "/console/sign-in",
            &[("email", "nobody@lilas.example"), ("password", "not this one")],
        )
        .await;
    assert_eq!(unknown.text.replace("nobody@", "claire@"), wrong.text);
    let right = browser
        .post(
            "/console/sign-in",
            &[("email", " Claire@lilas.example"), ("password", PASSWORD)],
        )
        .await;
    right.is(303);
    assert_eq!(right.location, "/console");
    let cookie = &right.set_cookies[0];
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    browser
        .get("/console")
        .await
        .is(200)
        .says("Vendredi 20 février")
        .says("Claire Lenoir");
}

/// Who is not signed in signs in first and then comes where they wanted; never to another site.
#[tokio::test]
async fn signing_in_leads_back() {
    let world = World::new(Engine::Sqlite).await;
    world.account("claire@lilas.example", Some(world.practitioner)).await;
    let mut browser = Browser::new(world.router());
    let asked = browser.get("/console/week?from=2026-03-02").await;
    asked.is(303);
    assert_eq!(asked.location, "/console/sign-in?to=%2Fconsole%2Fweek%3Ffrom%3D2026-03-02");
    let fields = [("email", "claire@lilas.example"), ("password", PASSWORD)];
    let done = browser.fill(&asked.location, "/console/sign-in", &fields).await;
    assert_eq!(done.location, "/console/week?from=2026-03-02");
    for to in ["https://evil.example/", "//evil.example", "/lumiere"] {
        let done = browser.post("/console/sign-in", &[fields[0], fields[1], ("to", to)]).await;
        assert_eq!(done.location, "/console", "{to}");
    }
}

/// S15: after ten wrong passwords the address waits, also with the right one.
#[tokio::test]
async fn s15_guessing_is_slowed_down() {
    let world = World::new(Engine::Sqlite).await;
    world.account("claire@lilas.example", Some(world.practitioner)).await;
    let mut browser = Browser::new(world.router());
    for _ in 0..10 {
        browser
            .post(
                "/console/sign-in",
                &[("email", "claire@lilas.example"), ("password", "a guess")],
            )
            .await
            .is(422);
    }
    let fields = [("email", "claire@lilas.example"), ("password", PASSWORD)];
    browser
        .post("/console/sign-in", &fields)
        .await
        .is(429)
        .says("Réessayez dans quelques minutes");
    browser
        .post(
            "/console/sign-in",
            &[("email", "ines@lilas.example"), ("password", "a guess")],
        )
        .await
        .is(422);
}

/// S14: a session that was ended elsewhere is ended at once; so is one that was signed out.
#[tokio::test]
async fn s14_sessions_can_be_ended() {
    let world = World::new(Engine::Sqlite).await;
    let mut here = Browser::of_claire(&world).await;
    let mut there = Browser::signed_in(world.router(), "claire@lilas.example").await;
    let mut third = Browser::signed_in(world.router(), "claire@lilas.example").await;
    let sessions = here.get("/console/sessions").await;
    sessions
        .is(200)
        .says("cet appareil")
        .says("Fermer toutes les autres sessions");
    let ends: Vec<&str> = sessions
        .text
        .split("action=\"")
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let end = ends
        .iter()
        .find(|href| href.ends_with("/end"))
        .expect("a session to end")
        .to_string();
    here.fill("/console/sessions", &end, &[]).await.is(303);
    let open = [
        there.get("/console").await.status.as_u16(),
        third.get("/console").await.status.as_u16(),
    ];
    assert_eq!(
        open.iter().filter(|status| **status == 200).count(),
        1,
        "one of the two is ended: {open:?}"
    );
    here.fill("/console/sessions", "/console/sessions/end-others", &[])
        .await
        .is(303);
    there.get("/console").await.is(303);
    third.get("/console").await.is(303);
    let mut copied = here.clone();
    here.fill("/console", "/console/sign-out", &[]).await.is(303);
    here.get("/console").await.is(303);
    copied.get("/console").await.is(303);
}

/// S5: a form from elsewhere, or without the proof that our pages hand out, changes nothing.
#[tokio::test]
async fn s5_only_our_own_forms() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    world.advance_to_before_start(-60);
    let mut claire = Browser::of_claire(&world).await;
    let act = format!("/console/appointments/{id}/no-show");
    claire.post(&act, &[]).await.is(403);
    claire.post(&act, &[("proof", "guessed")]).await.is(403);
    // The proof of one session is worth nothing in another.
    let mut other = Browser::signed_in(world.router(), "claire@lilas.example").await;
    let proof = other.get(&format!("/console/appointments/{id}")).await.hidden(&act).remove(0);
    claire.post(&act, &[(&proof.0, &proof.1)]).await.is(403);
    other
        .post_with(&act, &[(&proof.0, &proof.1)], &[("sec-fetch-site", "cross-site")])
        .await
        .is(403);
    let stored = world.app.appointment(world.network, id).await.unwrap().0;
    assert_eq!(stored.appointment.version, 1);
    other.post(&act, &[(&proof.0, &proof.1)]).await.is(303);
}

/// Pages behind the sign-in stay out of caches and search engines.
#[tokio::test]
async fn pages_are_private() {
    let world = World::new(Engine::Sqlite).await;
    let mut claire = Browser::of_claire(&world).await;
    let page = claire.get("/console").await;
    assert_eq!(page.headers["cache-control"], "no-store");
    page.says("noindex");
}
