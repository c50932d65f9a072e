//! What can be seen afterwards: the answer, the appointment, its history, its page, the mails that left.

use cucumber::then;
use serde_json::Value;
use store::MessageRow;

use crate::story::{Scene, Story};

#[then(regex = r"^c'est accepté (sans|avec) avertissement$")]
async fn granted(story: &mut Story, with: String) {
    assert!(story.answered().is_granted(), "{:?}", story.answered());
    let expected = if with == "avec" { "allow_with_warning" } else { "allow" };
    assert_eq!(story.announced.as_ref().expect("announced")["answer"], expected);
}

#[then(regex = r#"^c'est refusé avec le code "([^"]+)"$"#)]
async fn refused(story: &mut Story, code: String) {
    let answer = story.answered();
    assert!(
        (400..500).contains(&answer.status) && answer.body["code"] == code,
        "{answer:?}"
    );
}

#[then(regex = r#"^la demande est refusée en nommant le champ "([^"]+)"$"#)]
async fn refused_field(story: &mut Story, field: String) {
    let answer = story.answered();
    assert_eq!(answer.status, 422, "{answer:?}");
    let errors = answer.body["errors"].as_array().expect("the fields at fault");
    assert!(errors.iter().any(|error| error["field"] == field), "{answer:?}");
}

#[then(regex = r#"^le rendez-vous est "([^"]+)"$"#)]
async fn is_in_state(story: &mut Story, state: String) {
    assert_eq!(story.scene().appointment().await["state"], state);
}

#[then(regex = r#"^la réponse annoncée est "([^"]+)"$"#)]
async fn announced(story: &mut Story, answer: String) {
    assert_eq!(story.announced.as_ref().expect("announced")["answer"], answer);
}

#[then(regex = r#"^la raison donnée est "([^"]+)" avec la limite "([^"]+)"$"#)]
async fn announced_because(story: &mut Story, rule: String, limit: String) {
    let because = story.announced.as_ref().expect("announced")["because"]
        .as_array()
        .expect("reasons")
        .clone();
    let found = because
        .iter()
        .any(|why| why["rule"] == rule && why["facts"]["limit"] == limit);
    assert!(found, "{because:?}");
}

#[then(regex = r#"^le refus cite la limite "([^"]+)"$"#)]
async fn refusal_names_the_limit(story: &mut Story, limit: String) {
    let answer = story.answered();
    assert_eq!(answer.body["facts"]["limit"], limit, "{answer:?}");
    assert!(answer.body["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
}

#[then(regex = r"^le refus donne un contact$")]
async fn refusal_names_a_contact(story: &mut Story) {
    let contact = &story.answered().body["contact"];
    assert_eq!(contact["phone"], "04 78 11 11 11", "the studio answers for itself: {contact}");
}

#[then(regex = r#"^"([^"]+)" reçoit l'e-mail "([^"]+)"$"#)]
async fn receives(story: &mut Story, to: String, kind: String) {
    let found = mails(story.scene(), &to, &kind).await;
    assert_eq!(found.len(), 1, "one {kind} to {to}");
}

#[then(regex = r#"^aucun message "([^"]+)" ne part à "([^"]+)"$"#)]
async fn receives_nothing(story: &mut Story, kind: String, to: String) {
    assert!(mails(story.scene(), &to, &kind).await.is_empty(), "no {kind} to {to}");
}

#[then(regex = r"^rien ne part autrement que par e-mail$")]
async fn only_mail(story: &mut Story) {
    let scene = story.scene();
    scene.world.work().await;
    let everything = scene.world.app.store.outbox(1_000, None).await.expect("the outbox");
    assert!(!everything.is_empty());
    assert!(
        everything.iter().all(|row| row.channel == domain::messages::Channel::Email),
        "{everything:?}"
    );
}

#[then(regex = r#"^l'e-mail "([^"]+)" à "([^"]+)" cite "([^"]+)"$"#)]
async fn mail_says(story: &mut Story, kind: String, to: String, words: String) {
    let mail = one(mails(story.scene(), &to, &kind).await);
    for part in [&mail.body_text, &mail.body_html] {
        let part = plain(part.as_deref().unwrap_or_default());
        assert!(part.contains(&words), "`{words}` in {part}");
    }
}

#[then(regex = r#"^l'e-mail "([^"]+)" à "([^"]+)" contient le lien personnel$"#)]
async fn mail_carries_the_link(story: &mut Story, kind: String, to: String) {
    let scene = story.scene();
    let mail = one(mails(scene, &to, &kind).await);
    for part in [&mail.body_text, &mail.body_html] {
        assert!(part.as_deref().is_some_and(|part| plain(part).contains(&scene.link)));
    }
}

#[then(regex = r#"^l'e-mail "([^"]+)" à "([^"]+)" donne l'adresse du réseau$"#)]
async fn mail_names_the_network(story: &mut Story, kind: String, to: String) {
    let mail = one(mails(story.scene(), &to, &kind).await);
    let text = plain(mail.body_text.as_deref().unwrap_or_default());
    assert!(text.contains("04 78 00 00 00") && !text.contains("04 78 22 22 22"), "{text}");
}

#[then(regex = r"^la page du rendez-vous (propose|ne propose pas) de déplacer$")]
async fn page_offers_a_move(story: &mut Story, offers: String) {
    let scene = story.scene();
    let path = scene.link.trim_start_matches("http://127.0.0.1:8080");
    let page = scene.client.page(path).await;
    assert_eq!(page.contains(&format!("{path}/move")), offers == "propose");
}

#[then(regex = r"^c'est toujours le même rendez-vous, avec la même prestation, le même praticien et le même prix$")]
async fn same_appointment(story: &mut Story) {
    let scene = story.scene();
    let now = scene.appointment().await;
    for field in ["id", "service", "practitioner", "place", "price", "client"] {
        assert!(!now[field].is_null(), "{field} is shown");
        assert_eq!(now[field], scene.original[field], "{field}");
    }
    assert_ne!(now["start"], scene.original["start"]);
}

#[then(regex = r"^le créneau d'origine est de nouveau libre$")]
async fn first_slot_is_free(story: &mut Story) {
    assert!(is_offered(story.scene(), testkit::world::START).await);
}

#[then(regex = r#"^le créneau "([^"]+)" est pris$"#)]
async fn slot_is_taken(story: &mut Story, start: String) {
    assert!(!is_offered(story.scene(), &start).await);
}

#[then(regex = r"^l'historique (dit|ne dit pas) que c'est tardif pour l'établissement$")]
async fn history_says_late(story: &mut Story, says: String) {
    let last = last_change(story.scene()).await;
    assert_eq!(last["kind"], "cancelled");
    assert_eq!(
        rules(&last).contains(&"late_for_business".to_owned()),
        says == "dit",
        "{last}"
    );
}

#[then(regex = r#"^l'historique note la règle mise de côté "([^"]+)"$"#)]
async fn history_notes_what_was_set_aside(story: &mut Story, parameter: String) {
    let last = last_change(story.scene()).await;
    let because = last["because"].as_array().expect("reasons");
    let set_aside = |why: &&Value| why["rule"] == "staff_not_bound" && why["facts"]["parameter"] == parameter;
    let found = because.iter().find(set_aside).unwrap_or_else(|| panic!("{last}"));
    assert_eq!(found["facts"]["client_answer"], "refuse_and_contact");
}

#[then(regex = r#"^l'historique dit que "([^"]+)" a cliqué à la demande de "([^"]+)"$"#)]
async fn history_tells_who(story: &mut Story, role: String, side: String) {
    let last = last_change(story.scene()).await;
    assert_eq!(
        (last["by"]["role"].as_str(), last["asked_by"].as_str()),
        (Some(role.as_str()), Some(side.as_str()))
    );
}

#[then(regex = r#"^l'historique garde le motif "([^"]+)"$"#)]
async fn history_keeps_the_reason(story: &mut Story, reason: String) {
    assert_eq!(last_change(story.scene()).await["reason"], reason);
}

async fn mails(scene: &Scene, to: &str, kind: &str) -> Vec<MessageRow> {
    scene.world.work().await;
    let sent = scene.world.sent().await.into_iter();
    let to_whom = |mail: &MessageRow| serde_json::to_value(mail.to).expect("a word") == to;
    let about_it = |mail: &MessageRow| mail.appointment().is_some_and(|id| id.to_string() == scene.id);
    sent.filter(|mail| to_whom(mail) && mail.kind.code() == kind && about_it(mail))
        .collect()
}

fn one(mut mails: Vec<MessageRow>) -> MessageRow {
    assert_eq!(mails.len(), 1, "exactly one mail");
    mails.remove(0)
}

/// French spaces that do not break, as ordinary ones, and words that do not break without what holds them; entities of HTML as what they stand for.
pub(crate) fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
        .replace('\u{2060}', "")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#x2f;", "/")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace('’', "'")
}

async fn is_offered(scene: &Scene, start: &str) -> bool {
    let (world, day) = (&scene.world, &start[..10]);
    let path = format!(
        "/networks/lumiere/practitioners/{}/slots?service={}&from={day}",
        world.practitioner, world.service
    );
    let slots = scene.client.get(&path).await.body;
    let days = slots["days"].as_array().expect("days").iter();
    days.flat_map(|day| day["slots"].as_array().expect("slots"))
        .any(|slot| slot["start"] == start)
}

async fn last_change(scene: &Scene) -> Value {
    scene.history().await.pop().expect("a change")
}

fn rules(change: &Value) -> Vec<String> {
    let because = change["because"].as_array().expect("reasons").iter();
    because
        .filter_map(|why| why["rule"].as_str().map(ToOwned::to_owned))
        .collect()
}
