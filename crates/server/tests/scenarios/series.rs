//! Series: arranged, moved, stopped; what is seen of them.

use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use serde_json::{Value, json};

use crate::acts::email_of;
use crate::program::Answer;
use crate::story::{Scene, Story};
use crate::words::{local, moment, rfc};

/// `chaque semaine, 10 fois`, `toutes les 2 semaines, sans fin`, `chaque mois à cette date, 5 fois`, `chaque dernier lundi du mois, 3 fois`.
fn rule(text: &str) -> String {
    let (every, end) = text.split_once(", ").unwrap_or_else(|| panic!("a rule, not `{text}`"));
    let every = match every {
        "chaque semaine" => "FREQ=WEEKLY".to_owned(),
        "chaque mois à cette date" => "FREQ=MONTHLY".to_owned(),
        "chaque dernier lundi du mois" => "FREQ=MONTHLY;BYDAY=-1MO".to_owned(),
        weeks => {
            let weeks = weeks
                .strip_prefix("toutes les ")
                .and_then(|rest| rest.strip_suffix(" semaines"));
            format!(
                "FREQ=WEEKLY;INTERVAL={}",
                weeks.unwrap_or_else(|| panic!("a rule, not `{text}`"))
            )
        }
    };
    match end.strip_suffix(" fois") {
        Some(times) => format!("{every};COUNT={times}"),
        None => {
            assert_eq!(end, "sans fin", "a rule, not `{text}`");
            every
        }
    }
}

fn choice(text: &str) -> &'static str {
    match text {
        "" => "refuse_all",
        ", en sautant les dates prises" => "skip",
        ", au prochain moment libre" => "next_free",
        _ => panic!("what to do about dates that are taken, not `{text}`"),
    }
}

#[given(
    regex = r"^la professionnelle convient avec (\p{Lu}\S+ \S+) d'une série dès le (\S+ \d+ \S+ à \d+ h(?: \d+)?) : (.+? (?:fois|fin))(.*)$"
)]
#[when(
    regex = r"^la professionnelle convient avec (\p{Lu}\S+ \S+) d'une série dès le (\S+ \d+ \S+ à \d+ h(?: \d+)?) : (.+? (?:fois|fin))(.*)$"
)]
async fn arranges(story: &mut Story, name: String, first: String, every: String, taken: String) {
    let scene = story.scene_or_new().await;
    let body = json!({
        "practitioner": scene.world.practitioner,
        "service": scene.world.service,
        "first": local(&first).to_string(),
        "rule": rule(&every),
        "on_conflict": choice(&taken),
        "client": { "name": name, "email": email_of(&name), "phone": "06 12 34 56 78", "language": "fr" },
    });
    let preview = scene.staff.post("/series/preview", body.clone()).await;
    assert!(preview.is_granted(), "{preview:?}");
    let answer = scene.staff.post("/series", body).await;
    assert_eq!(
        answer.is_granted(),
        preview.body["refusal"].is_null(),
        "{preview:?} {answer:?}"
    );
    if answer.is_granted() {
        answer.body["id"].as_str().expect("an id").clone_into(&mut scene.series);
        let members = answer.body["appointments"].as_array().expect("appointments");
        assert_eq!(preview.body["bookings"], members.len(), "the preview counted them");
        for member in members {
            let (start, id) = (
                member["start"].as_str().expect("a start"),
                member["id"].as_str().expect("an id"),
            );
            scene
                .diary
                .insert(start.parse().expect("RFC 3339"), (id.to_owned(), String::new()));
        }
        let first = scene.diary.get(&moment(&first)).or_else(|| scene.diary.values().next());
        (scene.id, scene.link) = first.expect("at least one").clone();
    }
    story.announced = Some(preview.body);
    story.answered = Some(answer);
}

impl Scene {
    async fn series(&self) -> Value {
        self.staff.get(&format!("/series/{}", self.series)).await.body
    }

    /// The appointments of the series that stand, by start, with their ids.
    async fn standing_members(&self) -> Vec<(String, String)> {
        let series = self.series().await;
        let members = series["appointments"].as_array().expect("appointments").iter();
        let stands = members.filter(|member| member["state"] == "booked");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let mut all: Vec<_> = stands.map(|member| (text(&member["start"]), text(&member["id"]))).collect();
        all.sort_by_key(|(start, _)| start.parse::<jiff::Timestamp>().expect("RFC 3339"));
        all
    }
}

#[then(regex = r"^les séances sont$")]
async fn sessions_are(story: &mut Story, step: &Step) {
    let rows = &step.table.as_ref().expect("the sessions").rows;
    let expected: Vec<String> = rows.iter().map(|row| rfc(moment(&row[0]))).collect();
    let found: Vec<String> = story
        .scene()
        .standing_members()
        .await
        .into_iter()
        .map(|(start, _)| start)
        .collect();
    assert_eq!(found, expected);
}

#[then(regex = r"^(\d+) séances sont dans l'agenda, la dernière le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn sessions_until(story: &mut Story, count: usize, last: String) {
    let found = story.scene().standing_members().await;
    assert_eq!(
        (found.len(), &found.last().expect("at least one").0),
        (count, &rfc(moment(&last)))
    );
}

#[then(regex = r"^il n'y a plus aucune séance$")]
async fn no_sessions(story: &mut Story) {
    assert_eq!(story.scene().standing_members().await, Vec::<(String, String)>::new());
}

#[then(regex = r"^l'annonce nomme la date prise du (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn names_the_taken_date(story: &mut Story, date: String) {
    let conflicts = &story.announced.as_ref().expect("announced")["conflicts"];
    let expected = json!([{ "date": local(&date).to_string(), "reason": "taken" }]);
    assert_eq!(conflicts, &expected);
}

#[when(
    regex = r"^la (professionnelle|cliente) arrête (la récurrence|cette séance|cette séance et les suivantes)(?:, à partir du (\S+ \d+ \S+ à \d+ h(?: \d+)?))?(, sans motif)?$"
)]
async fn stops(story: &mut Story, who: String, what: String, from: String, unexplained: String) {
    if !from.is_empty() {
        story.scene_mut().turn_to(moment(&from));
    }
    let scope = match what.as_str() {
        "la récurrence" => "all",
        "cette séance" => "this",
        _ => "following",
    };
    let mut body =
        json!({ "scope": scope, "from": story.scene().id, "message": "Je dois malheureusement arrêter, merci pour tout." });
    if unexplained.is_empty() {
        body["reason"] = json!(if who == "cliente" { "hindered" } else { "emergency" });
    }
    if scope == "all" {
        body.as_object_mut().expect("an object").remove("from");
    }
    act(story, if who == "cliente" { "client" } else { "staff" }, "cancellation", body).await;
}

#[when(
    regex = r"^la professionnelle déplace (cette séance|cette séance et les suivantes|toute la série), celle du (\S+ \d+ \S+ à \d+ h(?: \d+)?), au (\S+ \d+ \S+ à \d+ h(?: \d+)?)(, avec l'accord de la cliente)?$"
)]
async fn moves(story: &mut Story, what: String, from: String, to: String, agreed: String) {
    story.scene_mut().turn_to(moment(&from));
    let scope = match what.as_str() {
        "toute la série" => "all",
        "cette séance" => "this",
        _ => "following",
    };
    let body = json!({
        "scope": scope, "from": story.scene().id, "to": local(&to).to_string(), "client_agreed": !agreed.is_empty(),
    });
    act(story, "staff", "reschedule", body).await;
}

/// Previews and does one act on the series; what the preview refuses, the act refuses.
async fn act(story: &mut Story, capacity: &str, noun: &str, mut body: Value) {
    let scene = story.scene();
    let path = format!("/series/{}/{noun}", scene.series);
    let program = scene.program(capacity);
    let preview = program.post(&format!("{path}/preview"), body.clone()).await;
    body["version"] = preview.body["version"].clone();
    let answer: Answer = program.post(&path, body).await;
    // A preview takes what must be entered as entered; whatever else it refuses, the act refuses.
    let refused = !preview.is_granted() || preview.body["refusal"].is_string();
    assert!(!(refused && answer.is_granted()), "{preview:?} {answer:?}");
    story.announced = Some(preview.body);
    story.answered = Some(answer);
}

#[then(regex = r"^la série est arrangée$")]
#[then(regex = r"^la série est changée$")]
async fn granted(story: &mut Story) {
    assert!(story.answered().is_granted(), "{:?}", story.answered());
}

#[then(regex = r#"^"([^"]+)" reçoit (un seul|aucun) e-mail "([^"]+)"$"#)]
async fn one_letter(story: &mut Story, to: String, how_many: String, kind: String) {
    let scene = story.scene();
    scene.world.work().await;
    let sent = scene.world.sent().await;
    let of_kind = sent
        .iter()
        .filter(|mail| mail.kind.code() == kind && serde_json::to_value(mail.to).expect("a word") == to);
    assert_eq!(of_kind.count(), usize::from(how_many == "un seul"), "{kind} to {to}");
}
