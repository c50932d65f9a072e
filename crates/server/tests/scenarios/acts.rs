//! What somebody does. Each act on an appointment asks for the preview first and sends back what it announced, as a page does.

use cucumber::when;
use serde_json::{Value, json};
use testkit::world::at;

use crate::program::Program;
use crate::story::{Scene, Story, minutes};

/// Books for Zoé Martin in the capacity of a client or of staff, and keeps the new appointment as the one the story is about.
pub(crate) async fn book_for(story: &mut Story, start: &str, capacity: &str) {
    book_as(story, "Zoé Martin", start, capacity).await;
}

/// The same for anybody.
pub(crate) async fn book_as(story: &mut Story, name: &str, start: &str, capacity: &str) {
    let scene = story.scene_or_new().await;
    let body = json!({
        "practitioner": scene.world.practitioner,
        "service": scene.world.service,
        "start": start,
        "client": { "name": name, "email": email_of(name), "phone": "06 12 34 56 78", "language": "fr" },
    });
    let answer = scene.program(capacity).post("/appointments", body).await;
    if answer.is_granted() {
        scene.original = answer.body.clone();
        scene.id = answer.body["id"].as_str().expect("an id").to_owned();
        scene.link = answer.body["manage_url"].as_str().expect("a link").to_owned();
        scene.diary.insert(at(start), (scene.id.clone(), scene.link.clone()));
    }
    story.announced = Some(json!({ "answer": "allow" }));
    story.answered = Some(answer);
}

/// Everybody has an address of their own: the first name, in plain letters.
pub(crate) fn email_of(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let plain = first.replace(['é', 'è', 'ë'], "e").replace('ï', "i");
    format!("{plain}@example.org")
}

impl Scene {
    pub(crate) fn program(&self, capacity: &str) -> &Program {
        if capacity == "staff" { &self.staff } else { &self.client }
    }
}

/// Previews and does one act; a refusal may already come with the preview.
pub(crate) async fn act(story: &mut Story, capacity: &str, noun: &str, query: &str, mut body: Value) {
    let scene = story.scene();
    let path = format!("/appointments/{}/{noun}", scene.id);
    let preview = scene.program(capacity).get(&format!("{path}/preview?{query}")).await;
    if preview.is_granted() {
        body["seen"] = preview.body["answer"].clone();
        body["version"] = preview.body["version"].clone();
        let answer = scene.program(capacity).post(&path, body).await;
        story.announced = Some(preview.body);
        story.answered = Some(answer);
    } else {
        // What the preview refuses, the act refuses in the same words.
        let answer = scene.program(capacity).post(&path, body).await;
        assert_eq!((answer.status, &answer.body["code"]), (preview.status, &preview.body["code"]));
        story.answered = Some(answer);
    }
}

pub(crate) async fn cancel(story: &mut Story, capacity: &str, body: Value) {
    let asked_by = body["asked_by"]
        .as_str()
        .map(|side| format!("asked_by={side}"))
        .unwrap_or_default();
    act(story, capacity, "cancellation", &asked_by, body).await;
}

async fn reschedule(story: &mut Story, capacity: &str, start: &str) {
    let query = format!("start={}", start.replace('+', "%2B"));
    act(story, capacity, "reschedule", &query, json!({ "start": start })).await;
}

#[when(regex = r"^la cliente annule (.+) avant le début$")]
async fn client_cancels(story: &mut Story, before: String) {
    story.scene().advance_to_before(minutes(&before)).await;
    cancel(story, "client", json!({ "reason": "hindered" })).await;
}

#[when(regex = r"^la cliente demande ce qui se passerait en annulant (.+) avant le début$")]
async fn client_asks(story: &mut Story, before: String) {
    let scene = story.scene();
    scene.advance_to_before(minutes(&before)).await;
    let preview = scene
        .client
        .get(&format!("/appointments/{}/cancellation/preview", scene.id))
        .await;
    assert!(preview.is_granted(), "{preview:?}");
    story.announced = Some(preview.body);
}

#[when(regex = r#"^la cliente déplace au "([^"]+)" (.+) avant le début$"#)]
async fn client_moves(story: &mut Story, start: String, before: String) {
    story.scene().advance_to_before(minutes(&before)).await;
    reschedule(story, "client", &start).await;
}

#[when(regex = r#"^l'établissement déplace au "([^"]+)" (.+) avant le début$"#)]
async fn staff_move(story: &mut Story, start: String, before: String) {
    story.scene().advance_to_before(minutes(&before)).await;
    reschedule(story, "staff", &start).await;
}

#[when(regex = r"^l'établissement annule (\d.*) (avant|après) le début$")]
async fn staff_cancels(story: &mut Story, distance: String, side: String) {
    let minutes = if side == "avant" {
        minutes(&distance)
    } else {
        -minutes(&distance)
    };
    story.scene().advance_to_before(minutes).await;
    cancel(story, "staff", json!({ "asked_by": "business", "reason": "ill" })).await;
}

#[when(regex = r"^l'établissement annule discrètement (.+) après le début$")]
async fn staff_cancels_quietly(story: &mut Story, after: String) {
    story.scene().advance_to_before(-minutes(&after)).await;
    cancel(
        story,
        "staff",
        json!({ "asked_by": "business", "reason": "did_not_come", "quietly": true }),
    )
    .await;
}

#[when(regex = r"^l'établissement annule sans motif (.+) avant le début$")]
async fn staff_cancels_without_reason(story: &mut Story, before: String) {
    story.scene().advance_to_before(minutes(&before)).await;
    cancel(
        story,
        "staff",
        json!({ "asked_by": "business", "message": "Je ne pourrai pas vous recevoir ce jour-là." }),
    )
    .await;
}

#[when(regex = r#"^l'établissement annule avec le message "([^"]*)" (.+) avant le début$"#)]
async fn staff_cancels_with_message(story: &mut Story, message: String, before: String) {
    story.scene().advance_to_before(minutes(&before)).await;
    cancel(
        story,
        "staff",
        json!({ "asked_by": "business", "reason": "ill", "message": message }),
    )
    .await;
}

#[when(regex = r#"^l'établissement annule à la demande de "([^"]+)" (.+) avant le début$"#)]
async fn staff_cancels_for(story: &mut Story, side: String, before: String) {
    story.scene().advance_to_before(minutes(&before)).await;
    cancel(story, "staff", json!({ "asked_by": side, "reason": "other" })).await;
}

#[when(regex = r#"^l'établissement annule pour le motif "([^"]+)" (.+) avant le début$"#)]
async fn staff_cancels_because(story: &mut Story, reason: String, before: String) {
    story.scene().advance_to_before(minutes(&before)).await;
    cancel(story, "staff", json!({ "asked_by": "business", "reason": reason })).await;
}

#[when(regex = r#"^la même cliente réserve pour le "([^"]+)"$"#)]
async fn books_again(story: &mut Story, start: String) {
    book_for(story, &start, "client").await;
}

#[when(regex = r#"^l'établissement décline avec le message "([^"]*)"$"#)]
async fn staff_declines(story: &mut Story, message: String) {
    let scene = story.scene();
    story.answered = Some(
        scene
            .staff
            .post(&format!("/appointments/{}/decline", scene.id), json!({ "message": message }))
            .await,
    );
}

/// Approves the request that the story is about.
pub(crate) async fn approve(story: &mut Story) {
    let scene = story.scene();
    story.answered = Some(
        scene
            .staff
            .post(&format!("/appointments/{}/approval", scene.id), json!({}))
            .await,
    );
}

#[when(regex = r"^la cliente déplace en demandant aussi une autre prestation$")]
async fn client_moves_to_another_service(story: &mut Story) {
    let scene = story.scene();
    scene.advance_to_before(minutes("72 h")).await;
    let body = json!({ "start": "2026-03-05T10:00:00+01:00", "service": scene.world.short_service });
    story.answered = Some(
        scene
            .client
            .post(&format!("/appointments/{}/reschedule", scene.id), body)
            .await,
    );
}

#[when(regex = r"^il est (.+) avant le début$")]
async fn it_is(story: &mut Story, before: String) {
    let scene = story.scene();
    scene.advance_to_before(minutes(&before)).await;
    scene.world.work().await;
}

#[when(regex = r"^il est (.+) avant le début d'origine$")]
async fn it_is_before_the_first_start(story: &mut Story, before: String) {
    let scene = story.scene();
    scene.advance_to_before_the_first_start(minutes(&before));
    scene.world.work().await;
}
