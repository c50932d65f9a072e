//! Absences: entered, taken back, and what becomes of the appointments they hit.

use actions::{AbsenceWish, Chosen, Failure, WishedChoice};
use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use domain::appointment::Reason;
use serde_json::json;
use testkit::world::staff;

use crate::program::Answer;
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
    let from = rfc(scene.world.app.clock.now());
    let path = format!("{}?from={}", scene.absences(), from.replace('+', "%2B"));
    let absences = scene.staff.get(&path).await.body;
    let id = absences["items"][0]["id"].as_str().expect("an absence");
    let answer = scene.staff.delete(&format!("{}/{id}", scene.absences())).await;
    assert!(answer.is_granted(), "{answer:?}");
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
fn choice(scene: &Scene, text: &str) -> WishedChoice {
    match text {
        "garder" => WishedChoice::Keep,
        "proposer un autre moment" => WishedChoice::Propose { starts: Vec::new() },
        "annuler" => WishedChoice::Cancel,
        _ => {
            let name = text
                .strip_prefix("confier à ")
                .unwrap_or_else(|| panic!("a choice, not `{text}`"));
            WishedChoice::HandOver { to: scene.people[name] }
        }
    }
}

#[when(
    regex = r"^la professionnelle note une absence du (\S+ \d+ \S+ à \d+ h(?: \d+)?) au (\S+ \d+ \S+ à \d+ h(?: \d+)?) et décide$"
)]
async fn away_deciding(story: &mut Story, from: String, to: String, step: &Step) {
    let scene = story.scene();
    let chosen = |row: &Vec<String>| Chosen {
        appointment: scene.diary[&moment(&row[0])].0.parse().expect("an id"),
        seen_version: None,
        choice: choice(scene, &row[1]),
    };
    let wish = AbsenceWish {
        network: scene.world.network,
        practitioner: scene.world.practitioner,
        replaces: None,
        start: moment(&from),
        end: moment(&to),
        note: String::new(),
        reason: Some(Reason::Ill),
        message: "Je suis souffrante, veuillez m'excuser.".into(),
        choices: Some(step.table.as_ref().expect("choices").rows.iter().map(chosen).collect()),
    };
    let preview = scene.world.app.preview_absence(&wish, &staff()).await;
    let done = scene.world.app.enter_absence(&wish, &staff(), None).await;
    assert_eq!(preview.is_ok(), done.is_ok(), "the act does what the preview showed");
    let (status, body) = match done {
        Ok(_) => (201, json!({})),
        Err(Failure::Refused(refused)) => (409, json!({ "code": refused.refusal.code() })),
        Err(failure) => panic!("{failure:?}"),
    };
    story.announced = Some(json!({ "answer": "allow" }));
    story.answered = Some(Answer { status, body });
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
