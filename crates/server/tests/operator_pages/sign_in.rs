//! The wall between the two doors.

use domain::people::OperatorRole;
use testkit::world::{Engine, PASSWORD, World};

use crate::browser::Browser;
use crate::{operator, signed_in, support};

const PAGES: [&str; 3] = ["/operator", "/operator/policy", "/operator/audit"];

/// S1: whoever signed in at one door stands before the other as anybody else.
#[tokio::test]
async fn s1_neither_door_opens_the_other() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, _) = operator(&world).await;
    let mut claire = Browser::of_claire(&world).await;
    for page in PAGES {
        helene.get(page).await.is(200);
        let turned_away = claire.get(page).await;
        turned_away.is(303);
        assert!(
            turned_away.location.starts_with("/operator/sign-in"),
            "{}",
            turned_away.location
        );
    }
    for page in ["/console", "/console/week", "/console/sessions"] {
        claire.get(page).await.is(200);
        let turned_away = helene.get(page).await;
        turned_away.is(303);
        assert!(
            turned_away.location.starts_with("/console/sign-in"),
            "{}",
            turned_away.location
        );
    }
    // The same password at the wrong door is a wrong password.
    let mut browser = Browser::new(world.router());
    let wrong = browser
        .post(
            "/operator/sign-in",
            &[("email", "claire@lilas.example"), ("password", PASSWORD)],
        )
        .await;
    wrong.is(422).says("L’adresse et le mot de passe ne vont pas ensemble");
    browser
        .post(
            "/console/sign-in",
            &[("email", "helene@lumiere.example"), ("password", PASSWORD)],
        )
        .await
        .is(422);
}

/// S15, S14: a wrong password opens nothing and is slowed down; signing out ends the session for every copy of its cookie.
#[tokio::test]
async fn s14_signing_out_ends_the_session() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, _) = operator(&world).await;
    let mut copied = helene.clone();
    helene.fill("/operator", "/operator/sign-out", &[]).await.is(303);
    helene.get("/operator").await.is(303);
    copied.get("/operator").await.is(303);
    for _ in 0..10 {
        let guess = [("email", "helene@lumiere.example"), ("password", "a guess")];
        helene.post("/operator/sign-in", &guess).await.is(422);
    }
    let right = [("email", "helene@lumiere.example"), ("password", PASSWORD)];
    helene.post("/operator/sign-in", &right).await.is(429);
}

/// After signing in one is where one wanted to be, never on another site or in the console.
#[tokio::test]
async fn signing_in_leads_back() {
    let world = World::new(Engine::Sqlite).await;
    world.operator("helene@lumiere.example", OperatorRole::Operator).await;
    let mut browser = Browser::new(world.router());
    let asked = browser.get("/operator/policy?restore=1").await;
    asked.is(303);
    let fields = [("email", "helene@lumiere.example"), ("password", PASSWORD)];
    let done = browser.fill(&asked.location, "/operator/sign-in", &fields).await;
    assert_eq!(done.location, "/operator/policy?restore=1");
    for to in [
        "https://evil.example",
        "//evil.example",
        "/console",
        "/operator/sign-out",
        "/operatorx",
    ] {
        let done = browser.post("/operator/sign-in", &[fields[0], fields[1], ("to", to)]).await;
        assert_eq!(done.location, "/operator", "{to}");
    }
}

/// S5: a form from elsewhere, or with the proof of another session, changes nothing.
#[tokio::test]
async fn s5_only_our_own_forms() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, _) = operator(&world).await;
    let wish = [
        ("document", "[booking]\nhorizon_days = 30\n"),
        ("note", "Moins loin"),
        ("save", "yes"),
    ];
    helene.post("/operator/policy", &wish).await.is(403);
    let mut other = signed_in(&world, "helene@lumiere.example").await;
    let proof = other.get("/operator/policy").await.hidden("/operator/policy").remove(0);
    helene
        .post("/operator/policy", &[wish[0], wish[1], wish[2], (&proof.0, &proof.1)])
        .await
        .is(403);
    assert!(world.app.store.policy_versions(world.network).await.unwrap().is_empty());
}

/// Support reads the policy and cannot change it; the audit is for operators.
#[tokio::test]
async fn support_reads_and_decides_and_sets_no_policy() {
    let world = World::new(Engine::Sqlite).await;
    let (mut basile, _) = support(&world).await;
    let policy = basile.get("/operator/policy").await;
    policy
        .is(200)
        .says("readonly")
        .keeps_silent_about("Enregistrer cette version");
    let hidden = policy.hidden("/operator/policy");
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("document", ""), ("note", "Tout par défaut"), ("save", "yes")]);
    basile.post("/operator/policy", &fields).await.is(404);
    basile.get("/operator/audit").await.is(404);
    basile.get("/operator").await.is(200).keeps_silent_about("Journal");
    assert!(world.app.store.policy_versions(world.network).await.unwrap().is_empty());
}

/// Pages behind the sign-in stay out of caches and search engines, and every one is in both languages.
#[tokio::test]
async fn pages_are_private_and_speak_both_languages() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, _) = operator(&world).await;
    for page in PAGES {
        let shown = helene.get(page).await;
        assert_eq!(shown.headers["cache-control"], "no-store", "{page}");
        shown.says("noindex").says("lang=\"fr\"");
    }
    for page in PAGES {
        helene.get(&format!("{page}?lang=en")).await.is(200).says("lang=\"en\"");
    }
}
