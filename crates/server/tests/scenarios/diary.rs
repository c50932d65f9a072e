//! A full diary: several clients, several days, and a clock that goes from one act to the next.

use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::acts::{book_as, cancel};
use crate::story::{Story, minutes};
use crate::words::{day, moment, rfc};

/// What the professional writes to a client when the story does not say.
const WORD: &str = "Je suis vraiment désolée, une urgence m'appelle.";

#[given(regex = r#"^un réseau selon le modèle "([^"]+)", avec ces réglages$"#)]
async fn a_network_with(story: &mut Story, name: String, step: &Step) {
    story.plan.policy = actions::presets::preset(&name).unwrap_or_else(|| panic!("there is no preset {name}"));
    for row in &step.table.as_ref().expect("the settings").rows {
        let [key, value] = row.as_slice() else {
            panic!("a key and a value")
        };
        set(&mut story.plan.policy, key, value);
    }
    // A setting that no version knows would leave the story without its point.
    domain::policy::resolve(&[&story.plan.policy]).unwrap_or_else(|fault| panic!("{fault:?}"));
}

/// Sets `reliability.business.0.within` and the like; what is not JSON is a string.
fn set(policy: &mut Value, key: &str, value: &str) {
    let value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
    let place = key.split('.').fold(policy, |place, part| match part.parse::<usize>() {
        Ok(index) => &mut place[index],
        Err(_) => &mut place[part],
    });
    *place = value;
}

#[given(regex = r"^ces rendez-vous, réservés en ligne$")]
async fn these_appointments(story: &mut Story, step: &Step) {
    book_these(story, "client", step).await;
}

#[given(regex = r"^l'établissement a ajouté ces rendez-vous$")]
async fn added_appointments(story: &mut Story, step: &Step) {
    book_these(story, "staff", step).await;
}

async fn book_these(story: &mut Story, capacity: &str, step: &Step) {
    for row in &step.table.as_ref().expect("the appointments").rows {
        let [client, start] = row.as_slice() else {
            panic!("a client and a moment")
        };
        book_as(story, client, &rfc(moment(start)), capacity).await;
        assert!(story.answered().is_granted(), "{start}: {:?}", story.answered());
    }
}

#[given(regex = r"^nous sommes le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
#[when(regex = r"^nous sommes le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn it_is(story: &mut Story, now: String) {
    go_to(story, moment(&now)).await;
}

/// A clock that has not begun to tick is set; one that ticks goes forward, and what is due by then leaves.
pub(crate) async fn go_to(story: &mut Story, now: Timestamp) {
    match &story.scene {
        None => story.plan.now = now,
        Some(scene) => {
            assert!(scene.world.app.clock.now() <= now, "no story goes back in time");
            scene.world.advance_to(now);
            scene.world.work().await;
        }
    }
}

pub(crate) async fn staff_cancel(story: &mut Story, start: Timestamp) {
    story.scene_mut().turn_to(start);
    cancel(
        story,
        "staff",
        json!({ "asked_by": "business", "reason": "emergency", "message": WORD }),
    )
    .await;
}

#[when(regex = r"^la professionnelle annule le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn staff_cancel_one(story: &mut Story, start: String) {
    staff_cancel(story, moment(&start)).await;
}

#[when(regex = r"^la professionnelle annule (\d.*) avant le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn staff_cancel_before(story: &mut Story, before: String, start: String) {
    let start = moment(&start);
    go_to(story, start - SignedDuration::from_mins(minutes(&before))).await;
    staff_cancel(story, start).await;
}

#[given(regex = r"^la professionnelle a annulé, le (\S+ \d+ \S+ à \d+ h(?: \d+)?), ces rendez-vous$")]
#[when(regex = r"^la professionnelle annule, le (\S+ \d+ \S+ à \d+ h(?: \d+)?), ces rendez-vous$")]
async fn staff_cancel_these(story: &mut Story, now: String, step: &Step) {
    go_to(story, moment(&now)).await;
    for row in &step.table.as_ref().expect("the appointments").rows {
        staff_cancel(story, moment(&row[0])).await;
        assert!(story.answered().is_granted(), "{row:?}: {:?}", story.answered());
    }
}

#[when(regex = r"^la professionnelle prévoit d'annuler le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn staff_look_ahead(story: &mut Story, start: String) {
    let scene = story.scene_mut();
    scene.turn_to(moment(&start));
    let path = format!("/appointments/{}/cancellation/preview?asked_by=business", scene.id);
    let preview = scene.staff.get(&path).await;
    assert!(preview.is_granted(), "{preview:?}");
    story.announced = Some(preview.body);
}

#[when(regex = r"^la cliente du (\S+ \d+ \S+ à \d+ h(?: \d+)?) annule (\d.*) avant, de son propre chef$")]
async fn client_cancels(story: &mut Story, start: String, before: String) {
    let start = moment(&start);
    go_to(story, start - SignedDuration::from_mins(minutes(&before))).await;
    story.scene_mut().turn_to(start);
    cancel(story, "client", json!({ "reason": "hindered" })).await;
}

#[when(regex = r"^(\p{Lu}\S+ \S+) réserve pour le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn somebody_books(story: &mut Story, name: String, start: String) {
    book_as(story, &name, &rfc(moment(&start)), "client").await;
}

#[then(regex = r"^le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?) est (toujours prévu|annulé)$")]
async fn stands(story: &mut Story, start: String, how: String) {
    let scene = story.scene_mut();
    scene.turn_to(moment(&start));
    let now = scene.appointment().await;
    let expected = if how == "annulé" { "cancelled" } else { "booked" };
    assert_eq!(now["state"], expected, "{now}");
    assert_eq!(now["start"], rfc(moment(&start)), "it has not moved");
}

#[then(regex = r"^(\d+) créneaux? (?:est|sont) proposés? le (.+)$")]
async fn offered_on(story: &mut Story, count: usize, date: String) {
    assert_eq!(offered(story, &date).await.len(), count);
}

#[then(regex = r"^aucun créneau n'est proposé le (\S+ \S+ \S+)$")]
async fn nothing_offered_on(story: &mut Story, date: String) {
    assert_eq!(offered(story, &date).await, Vec::<String>::new());
}

#[then(regex = r"^des créneaux sont proposés le (\S+ \S+ \S+)$")]
async fn something_offered_on(story: &mut Story, date: String) {
    assert!(!offered(story, &date).await.is_empty(), "nothing is offered on {date}");
}

/// The free starts of a day, as the public list of slots has them.
pub(crate) async fn offered(story: &Story, date: &str) -> Vec<String> {
    let (scene, date) = (story.scene(), day(date));
    let world = &scene.world;
    let path = format!(
        "/networks/lumiere/practitioners/{}/slots?service={}&from={date}",
        world.practitioner, world.service
    );
    let slots = scene.client.get(&path).await.body;
    let days = slots["days"].as_array().expect("days").iter();
    days.flat_map(|day| day["slots"].as_array().expect("slots"))
        .filter_map(|slot| slot["start"].as_str().map(ToOwned::to_owned))
        .collect()
}
