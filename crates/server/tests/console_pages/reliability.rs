//! The business's own page: counts, incidents, measures with their reasons, and contests.

use domain::appointment::{Actor, Reason, Role, Side};
use domain::ids::AppointmentId;
use serde_json::json;
use testkit::world::{Engine, Plan, World};

use crate::browser::Browser;

const WORD: &str = "Je suis désolée, une urgence familiale m’appelle.";

/// Three late cancellations of a month pause for 48 hours, and the network ranks.
async fn counted() -> World {
    let policy = json!({
        "ranking": { "enabled": true },
        "reliability": { "business": [
            { "name": "late", "counts": ["late_cancellation"], "threshold": 3, "within": "calendar_month", "pause": "48 h" },
        ]},
    });
    World::with(
        Engine::Sqlite,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await
}

/// Cancelled by the business on the day itself, so late.
async fn cancelled_late(world: &World, start: &str) -> AppointmentId {
    let id = world.booked(start).await.stored.appointment.id;
    let wish = actions::CancelWish {
        network: world.network,
        id,
        asked_by: Side::Business,
        reason: Some(Reason::Ill),
        message: WORD.into(),
        quietly: false,
        seen_version: None,
        seen: None,
    };
    let staff = Actor {
        role: Role::Staff,
        id: "usr_1".into(),
    };
    world.app.cancel(&wish, &staff, None).await.unwrap().done();
    id
}

/// WEC-12, WEC-19, L11: the page counts towards the pause, shows incidents and rates, and a pause with its reasons.
#[tokio::test]
async fn wec_12_wec_19_l11_the_business_sees_where_it_stands() {
    let world = counted().await;
    let mut claire = Browser::of_claire(&world).await;
    claire
        .get("/console/reliability")
        .await
        .is(200)
        .says("Aucune mesure en cours")
        .says("Annulations tardives : 0 sur 3 ce mois-ci")
        .says("Aucun incident");
    let first = cancelled_late(&world, "2026-02-20T14:00:00+01:00").await;
    let page = claire.get("/console/reliability").await;
    page.says("Annulations tardives : 1 sur 3 ce mois-ci")
        .says("À partir de 3, les nouvelles réservations font une pause de 48 h")
        .says("Compte jusqu’au")
        .says("dont annulés tard")
        .says("Classement abaissé")
        .says(&format!("/console/appointments/{first}"));
    cancelled_late(&world, "2026-02-20T15:30:00+01:00").await;
    cancelled_late(&world, "2026-02-20T17:00:00+01:00").await;
    let page = claire.get("/console/reliability").await;
    page.says("Pause des nouvelles réservations")
        .says("3 incidents au cours du mois.")
        .says("Exposé des motifs")
        .says("Contester")
        .says("Décidée automatiquement");
    for word in ["faute", "sanction", "pénalité", "coupable", "mauvais"] {
        page.keeps_silent_about(word);
    }
    claire.get("/console/reliability?lang=en").await.says("3 incidents");
}

/// L12, L3: an incident is contested in writing, counts no more until it is decided, and once is enough.
#[tokio::test]
async fn l12_l3_an_incident_is_contested_from_the_page() {
    let world = counted().await;
    cancelled_late(&world, "2026-02-20T14:00:00+01:00").await;
    let mut claire = Browser::of_claire(&world).await;
    let page = claire.get("/console/reliability").await;
    let form = page
        .text
        .split("href=\"")
        .find(|rest| rest.starts_with("/console/reliability/contest?strike="))
        .expect("a way to contest");
    let form = form.split('"').next().unwrap().to_owned();
    claire.get(&form).await.is(200).says("Annulation tardive").says("7 jours");
    let short = claire.fill(&form, &form, &[("text", "C’était elle")]).await;
    short.is(422).says("C’était elle").says("20");
    let text = "La cliente avait demandé un autre jour, je l’ai eue au téléphone.";
    let done = claire.fill(&form, &form, &[("text", text)]).await;
    assert_eq!(done.is(303).location, "/console/reliability?done=contested");
    let page = claire.get(&done.location).await;
    page.says("Votre contestation est envoyée")
        .says("Annulations tardives : 0 sur 3")
        .says("Contesté : ne compte pas")
        .says("Réponse attendue au plus tard")
        .says(text);
    claire
        .fill(&form, &form, &[("text", text)])
        .await
        .is(409)
        .says("C’est déjà contesté");
}

/// I7: what belongs to another business, or to nobody, is not there.
#[tokio::test]
async fn i7_only_what_concerns_the_own_business_can_be_contested() {
    let world = counted().await;
    let mut claire = Browser::of_claire(&world).await;
    for question in [
        "",
        "?measure=mea_00000000000000000000000000000001",
        "?strike=str_00000000000000000000000000000001",
        "?strike=rubbish",
    ] {
        claire.get(&format!("/console/reliability/contest{question}")).await.is(404);
    }
}
