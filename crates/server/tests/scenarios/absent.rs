//! Absences: entered, taken back, and what becomes of the appointments they hit.

use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use serde_json::{Value, json};

use crate::story::{Scene, Story};
use crate::words::{moment, rfc};

impl Scene {
    fn absences(&self) -> String {
        format!("/practitioners/{}/absences", self.world.practitioner)
    }
}

#[given(regex = r"^la professionnelle note une absence du (\S+ \d+ \S+ à \d+ h(?: \d+)?) au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
#[when(regex = r"^la professionnelle note une absence du (\S+ \d+ \S+ à \d+ h(?: \d+)?) au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn away(story: &mut Story, from: String, to: String) {
    let scene = story.scene();
    let body = json!({ "start": rfc(moment(&from)), "end": rfc(moment(&to)) });
    let answer = scene.staff.post(&scene.absences(), body).await;
    assert!(answer.is_granted(), "{answer:?}");
    story.answered = Some(answer);
}

#[when(regex = r"^la professionnelle retire l'absence$")]
async fn back(story: &mut Story) {
    let scene = story.scene();
    let path = known_absence(scene).await;
    let preview = scene.staff.get(&format!("{path}/removal/preview")).await;
    let answer = scene.staff.delete(&path).await;
    assert!(preview.is_granted() && answer.is_granted(), "{preview:?} {answer:?}");
}

#[when(regex = r"^la professionnelle déplace l'absence du (\S+ \d+ \S+ à \d+ h(?: \d+)?) au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn moved(story: &mut Story, from: String, to: String) {
    let scene = story.scene();
    let path = known_absence(scene).await;
    let body = json!({ "start": rfc(moment(&from)), "end": rfc(moment(&to)) });
    let answer = scene.staff.put(&path, body).await;
    assert!(answer.is_granted(), "{answer:?}");
}

/// The address of the only absence.
async fn known_absence(scene: &Scene) -> String {
    let from = rfc(scene.world.app.clock.now());
    let path = format!("{}?from={}", scene.absences(), from.replace('+', "%2B"));
    let absences = scene.staff.get(&path).await.body;
    assert!(absences["items"][1].is_null(), "one absence: {absences}");
    let id = absences["items"][0]["id"].as_str().expect("an absence");
    format!("{}/{id}", scene.absences())
}

#[then(regex = r"^le compte du mois est de (\d) sur (\d)$")]
async fn counts(story: &mut Story, count: u32, threshold: u32) {
    let scene = story.scene();
    let (world, now) = (&scene.world, scene.world.app.clock.now());
    let snapshot = world.app.snapshot(world.network).await.expect("the catalogue");
    let rule = &snapshot.network_policy().reliability.business[0];
    let standing = world
        .app
        .standing(world.network, world.business)
        .await
        .expect("the business is there");
    // All that happened this month, whether or not a pause came of it.
    let rule = domain::policy::MeasureRule {
        counted_again: true,
        ..rule.clone()
    };
    assert_eq!((standing.count(&rule, now).count(), rule.threshold), (count, threshold));
}

#[given(regex = r"^(\p{Lu}\S+ \S+) travaille dans le même cabinet$")]
async fn colleague(story: &mut Story, name: String) {
    let scene = story.scene_or_new().await;
    let slug = crate::acts::email_of(&name).replace("@example.org", "");
    let id = scene.world.another_practitioner(&slug, &name).await;
    scene.people.insert(name, id);
}

/// `garder`, `proposer un autre moment`, `confier à Rose Diaz`, `annuler`.
fn choice(scene: &Scene, start: &str, text: &str) -> Value {
    let (appointment, _) = &scene.diary[&moment(start)];
    match text {
        "garder" => json!({ "appointment": appointment, "choice": "keep" }),
        "proposer un autre moment" => json!({ "appointment": appointment, "choice": "propose" }),
        "annuler" => json!({ "appointment": appointment, "choice": "cancel" }),
        _ => {
            let name = text
                .strip_prefix("confier à ")
                .unwrap_or_else(|| panic!("a choice, not `{text}`"));
            json!({ "appointment": appointment, "choice": "hand_over", "to": scene.people[name] })
        }
    }
}

#[when(
    regex = r"^la professionnelle note une absence du (\S+ \d+ \S+ à \d+ h(?: \d+)?) au (\S+ \d+ \S+ à \d+ h(?: \d+)?) et décide$"
)]
async fn away_deciding(story: &mut Story, from: String, to: String, step: &Step) {
    let scene = story.scene();
    let rows = step.table.as_ref().expect("choices").rows.iter();
    let choices: Vec<Value> = rows.map(|row| choice(scene, &row[0], &row[1])).collect();
    let body = json!({
        "start": rfc(moment(&from)),
        "end": rfc(moment(&to)),
        "reason": "ill",
        "message": "Je suis souffrante, veuillez m'excuser.",
        "choices": choices,
    });
    let preview = scene.staff.post(&format!("{}/preview", scene.absences()), body.clone()).await;
    let answer = scene.staff.post(&scene.absences(), body).await;
    assert_eq!(answer.is_granted(), preview.is_granted(), "{preview:?} {answer:?}");
    story.announced = Some(json!({ "answer": "allow" }));
    story.answered = Some(answer);
}

#[then(regex = r"^le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?) est assuré par (\p{Lu}\S+ \S+)$")]
async fn given_by(story: &mut Story, start: String, name: String) {
    story.scene_mut().turn_to(moment(&start));
    let scene = story.scene();
    let now = scene.appointment().await;
    let known = scene.people.get(&name).copied().unwrap_or(scene.world.practitioner);
    assert_eq!(now["practitioner"], known.to_string());
    assert_eq!(
        (&now["state"], &now["start"]),
        (&json!("booked"), &json!(rfc(moment(&start))))
    );
}

#[then(regex = r"^un autre moment est proposé pour le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn another_time_proposed(story: &mut Story, start: String) {
    story.scene_mut().turn_to(moment(&start));
    let now = story.scene().appointment().await;
    assert_eq!(now["move_proposal"]["by"], "business", "{now}");
    assert_eq!(now["start"], rfc(moment(&start)), "the old time stands");
}
