//! The order of businesses and what it is made of; how often each one cancels.

use cucumber::{then, when};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::diary::go_to;
use crate::story::{Scene, Story};
use crate::words::moment;

/// The order of the network, as anybody may read it.
async fn order(scene: &Scene) -> Vec<Value> {
    let ranking = scene.client.get("/networks/lumiere/ranking").await;
    assert!(ranking.is_granted(), "{ranking:?}");
    ranking.body["items"].as_array().expect("places").clone()
}

async fn place(scene: &Scene, name: &str) -> Value {
    let found = order(scene).await.into_iter().find(|place| place["name"] == name);
    found.unwrap_or_else(|| panic!("{name} stands nowhere"))
}

/// As people read it: with one decimal.
#[then(regex = r"^le score de (.+) est de (\d+(?:,\d)?)$")]
async fn score_is(story: &mut Story, name: String, score: String) {
    let place = place(story.scene(), &name).await;
    let tenths = (place["score"].as_u64().expect("a score") + 50) / 100;
    let shown = format!("{},{}", tenths / 10, tenths % 10);
    assert_eq!(shown.trim_end_matches(",0"), score, "{place}");
}

#[then(regex = r"^(.+) est (premier|second) du classement$")]
async fn stands(story: &mut Story, name: String, nth: String) {
    let place = place(story.scene(), &name).await;
    assert_eq!(place["place"], if nth == "premier" { 1 } else { 2 }, "{place}");
}

#[then(regex = r#"^le classement de (.+) dit pourquoi : (\d+) "([^"]+)"$"#)]
async fn says_why(story: &mut Story, name: String, count: u64, parameter: String) {
    let place = place(story.scene(), &name).await;
    let parts = place["why"].as_array().expect("reasons").iter();
    let counts: Vec<&Value> = parts
        .filter(|part| part["parameter"] == parameter)
        .map(|part| &part["count"])
        .collect();
    assert_eq!(counts, [&json!(count)], "{place}");
}

#[when(regex = r"^le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?) a lieu$")]
async fn takes_place(story: &mut Story, start: String) {
    let start = moment(&start);
    story.scene_mut().turn_to(start);
    go_to(story, start + SignedDuration::from_hours(2)).await;
    let scene = story.scene();
    let answer = scene
        .staff
        .post(&format!("/appointments/{}/fulfilment", scene.id), json!({}))
        .await;
    assert!(answer.is_granted(), "{answer:?}");
}

#[then(regex = r"^le réseau lit : (\d+) rendez-vous, (\d+) annulés? par l'établissement, dont (\d+) tardifs?$")]
async fn rates(story: &mut Story, all: u32, cancelled: u32, late: u32) {
    let world = &story.scene().world;
    let rates = world
        .app
        .store
        .rates(world.network, Timestamp::MIN, Timestamp::MAX)
        .await
        .expect("rates");
    let own = &rates[&world.business];
    assert_eq!((own.appointments, own.cancelled, own.late), (all, cancelled, late));
}
