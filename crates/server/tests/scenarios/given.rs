//! What is given: a network after a preset, a service, an appointment.

use cucumber::given;
use domain::service::BookedBy;
use serde_json::json;
use testkit::world::{START, at};

use crate::acts::{approve, book_for};
use crate::story::{Story, minutes};

fn preset(name: &str) -> serde_json::Value {
    actions::presets::preset(name).unwrap_or_else(|| panic!("there is no preset {name}"))
}

#[given(regex = r#"^un réseau selon le modèle "([^"]+)"$"#)]
async fn a_network(story: &mut Story, name: String) {
    story.plan.policy = preset(&name);
}

#[given(regex = r#"^un réseau selon le modèle "([^"]+)" où les clientes ne peuvent pas déplacer$"#)]
async fn a_network_without_moves(story: &mut Story, name: String) {
    story.plan.policy = preset(&name);
    story.plan.policy["client_reschedule"]["enabled"] = json!(false);
}

#[given(regex = r#"^un réseau selon le modèle "([^"]+)" où la limite de déplacement est "([^"]+)"$"#)]
async fn a_network_with_a_limit(story: &mut Story, name: String, limit: String) {
    story.plan.policy = preset(&name);
    story.plan.policy["client_reschedule"]["ladder"]["steps"] = json!([{ "notice": limit, "answer": "allow" }]);
}

#[given(regex = "^la prestation se réserve sur demande$")]
async fn on_approval(story: &mut Story) {
    story.plan.booked_by = BookedBy::Approval;
    if let Some(scene) = &story.scene {
        let snapshot = scene.world.app.snapshot(scene.world.network).await.expect("the catalogue");
        let mut service = snapshot.service(scene.world.service).expect("the service").clone();
        service.booked_by = BookedBy::Approval;
        let mut tx = scene.world.app.store.begin().await.expect("a transaction");
        tx.put_service(scene.world.network, &service).await.expect("stored");
        tx.commit().await.expect("committed");
    }
}

#[given(regex = "^un rendez-vous réservé en ligne$")]
async fn booked_online(story: &mut Story) {
    book_for(story, START, "client").await;
    assert!(story.answered().is_granted(), "{:?}", story.answered());
}

#[given(regex = "^un rendez-vous réservé en ligne (.+) avant le début$")]
async fn booked_online_before(story: &mut Story, before: String) {
    let now = at(START) - jiff::SignedDuration::from_mins(minutes(&before));
    story.plan.now = now;
    booked_online(story).await;
}

#[given(regex = "^un rendez-vous ajouté par l'établissement$")]
async fn added_by_staff(story: &mut Story) {
    book_for(story, START, "staff").await;
    assert!(story.answered().is_granted(), "{:?}", story.answered());
}

#[given(regex = "^un rendez-vous demandé en ligne puis approuvé$")]
async fn requested_and_approved(story: &mut Story) {
    booked_online(story).await;
    assert_eq!(story.answered().body["state"], "requested");
    approve(story).await;
    assert!(story.answered().is_granted(), "{:?}", story.answered());
}

#[given(regex = "^l'établissement note que la cliente n'est pas venue$")]
async fn did_not_come(story: &mut Story) {
    let scene = story.scene();
    scene.advance_to_before(-20).await;
    let answer = scene
        .staff
        .post(&format!("/appointments/{}/no-show", scene.id), json!({}))
        .await;
    assert!(answer.is_granted(), "{answer:?}");
}

#[given(regex = "^tous les messages en attente sont partis$")]
async fn everything_has_left(story: &mut Story) {
    let scene = story.scene();
    scene.advance_to_before(-1).await;
    scene.world.work().await;
}
