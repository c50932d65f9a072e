//! Another time that needs the other side: proposed, accepted, refused, left unanswered.

use cucumber::{given, then, when};
use serde_json::{Value, json};

use crate::acts::act;
use crate::diary::go_to;
use crate::program::Answer;
use crate::story::Story;
use crate::words::{moment, rfc};

/// The moments of `le mardi 3 mars à 9 h ou le jeudi 5 mars à 10 h`.
fn moments(text: &str) -> Vec<String> {
    let each = text.split(" ou ").map(|one| one.trim_start_matches("le "));
    each.map(|one| rfc(moment(one))).collect()
}

#[when(regex = r"^la professionnelle propose, pour le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?), le (.+)$")]
async fn staff_propose(story: &mut Story, start: String, to: String) {
    story.scene_mut().turn_to(moment(&start));
    propose(story, "staff", &to).await;
}

#[when(regex = r"^la cliente du (\S+ \d+ \S+ à \d+ h(?: \d+)?) propose à son tour le (.+)$")]
async fn client_proposes(story: &mut Story, start: String, to: String) {
    story.scene_mut().turn_to(moment(&start));
    propose(story, "client", &to).await;
}

/// Previews a proposal, then makes it.
async fn propose(story: &mut Story, capacity: &str, to: &str) {
    let scene = story.scene();
    let path = format!("/appointments/{}/move-proposal", scene.id);
    let mut body = json!({ "starts": moments(to), "message": "Un autre moment vous irait-il ?" });
    let program = scene.program(capacity);
    let preview = program.post(&format!("{path}/preview"), body.clone()).await;
    if preview.is_granted() {
        body["version"] = preview.body["version"].clone();
        body["seen"] = preview.body["answer"].clone();
    }
    let answer = program.post(&path, body).await;
    assert_eq!(answer.is_granted(), preview.is_granted(), "{preview:?} {answer:?}");
    story.announced = Some(preview.body);
    story.answered = Some(answer);
}

#[when(regex = r"^la cliente du (\S+ \d+ \S+ à \d+ h(?: \d+)?) demande le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn client_asks(story: &mut Story, start: String, to: String) {
    story.scene_mut().turn_to(moment(&start));
    let to = rfc(moment(&to));
    act(
        story,
        "client",
        "reschedule",
        &format!("start={}", to.replace('+', "%2B")),
        json!({ "start": to }),
    )
    .await;
}

#[when(regex = r"^la (professionnelle|cliente du \S+ \d+ \S+ à \d+ h(?: \d+)?) accepte le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn accepts(story: &mut Story, who: String, to: String) {
    let capacity = side(story, &who);
    let (scene, start) = (story.scene(), rfc(moment(&to)));
    let path = format!("/appointments/{}/move-proposal/acceptance", scene.id);
    let program = scene.program(capacity);
    let preview = program
        .get(&format!("{path}/preview?start={}", start.replace('+', "%2B")))
        .await;
    let answer = program.post(&path, json!({ "start": start })).await;
    assert_eq!(answer.is_granted(), preview.is_granted(), "{preview:?} {answer:?}");
    story.announced = Some(preview.body);
    story.answered = Some(answer);
}

#[when(
    regex = r"^la professionnelle accepte, pour le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?), le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$"
)]
async fn staff_accept_for(story: &mut Story, start: String, to: String) {
    story.scene_mut().turn_to(moment(&start));
    accepts(story, "professionnelle".to_owned(), to).await;
}

#[when(regex = r"^la (professionnelle|cliente du \S+ \d+ \S+ à \d+ h(?: \d+)?) refuse le changement$")]
async fn refuses(story: &mut Story, who: String) {
    let capacity = side(story, &who);
    let scene = story.scene();
    let path = format!("/appointments/{}/move-proposal", scene.id);
    let answer: Answer = scene.program(capacity).delete(&path).await;
    assert!(answer.is_granted(), "{answer:?}");
    story.answered = Some(answer);
}

/// Who acts; a client is named by the start of her appointment, and the story turns to it.
fn side(story: &mut Story, who: &str) -> &'static str {
    let Some(start) = who.strip_prefix("cliente du ") else {
        return "staff";
    };
    story.scene_mut().turn_to(moment(start));
    "client"
}

#[when(regex = r"^personne ne répond jusqu'au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn nobody_answers(story: &mut Story, until: String) {
    go_to(story, moment(&until)).await;
}

#[then(regex = r"^la proposition attend une réponse jusqu'au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn waits_until(story: &mut Story, until: String) {
    let open = open_proposal(story).await;
    assert_eq!(open["lapses_at"], rfc(moment(&until)), "{open}");
}

#[then(regex = r"^aucune proposition n'attend plus$")]
async fn nothing_waits(story: &mut Story) {
    assert!(open_proposal(story).await.is_null());
}

async fn open_proposal(story: &Story) -> Value {
    story.scene().appointment().await["move_proposal"].clone()
}

#[then(regex = r"^le rendez-vous (?:est maintenant|reste) le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn is_at(story: &mut Story, start: String) {
    let now = story.scene().appointment().await;
    assert_eq!(
        (&now["start"], &now["state"]),
        (&json!(rfc(moment(&start))), &json!("booked")),
        "{now}"
    );
}

#[then(regex = r"^l'heure du rendez-vous est le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn starts_at(story: &mut Story, start: String) {
    assert_eq!(story.scene().appointment().await["start"], rfc(moment(&start)));
}

#[given(
    regex = r"^la professionnelle déplace le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?) au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$"
)]
#[when(
    regex = r"^la professionnelle déplace le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?) au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$"
)]
async fn staff_move(story: &mut Story, start: String, to: String) {
    story.scene_mut().turn_to(moment(&start));
    let to = rfc(moment(&to));
    act(
        story,
        "staff",
        "reschedule",
        &format!("start={}", to.replace('+', "%2B")),
        json!({ "start": to }),
    )
    .await;
    assert!(story.answered().is_granted(), "{:?}", story.answered());
}

#[then(regex = r"^c'est accepté, et l'autre partie doit répondre$")]
async fn other_side_must_answer(story: &mut Story) {
    assert!(story.answered().is_granted(), "{:?}", story.answered());
    let announced = story.announced.as_ref().expect("announced");
    assert_eq!(announced["answer"], "other_party_must_agree", "{announced}");
}
