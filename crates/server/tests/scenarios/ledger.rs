//! What counts against a business, which measures follow, and who decides about them.

use cucumber::{then, when};
use serde_json::{Value, json};
use store::MessageRow;

use crate::acts::book_as;
use crate::seen::plain;
use crate::story::{Scene, Story};
use crate::words::{day, moment, rfc};

/// The ledger of the business, as the network's own people read it.
pub(crate) async fn ledger(scene: &Scene) -> Value {
    let answer = scene
        .support
        .get(&format!("/businesses/{}/ledger", scene.world.business))
        .await;
    assert!(answer.is_granted(), "{answer:?}");
    answer.body
}

/// Measures in force of this kind.
pub(crate) async fn in_force(scene: &Scene, kind: &str) -> Vec<Value> {
    let ledger = ledger(scene).await;
    let measures = ledger["measures"].as_array().expect("measures").iter();
    let of_kind = |measure: &&Value| measure["kind"] == kind && measure["in_force"] == true;
    measures.filter(of_kind).cloned().collect()
}

/// Letters of this kind to the business, as they left.
async fn letters(scene: &Scene, kind: &str) -> Vec<MessageRow> {
    scene.world.work().await;
    let mut sent = scene.world.sent().await;
    sent.retain(|mail| mail.kind.code() == kind);
    sent
}

#[then(regex = r"^la journée du (\S+ \S+ \S+) est fermée aux nouvelles réservations$")]
async fn day_is_closed(story: &mut Story, date: String) {
    assert!(
        crate::diary::offered(story, &date).await.is_empty(),
        "slots are offered on {date}"
    );
    assert!(closed_days(story.scene()).await.contains(&day(&date).to_string()));
    // At five nothing has been booked in any story, so it is the day that is closed.
    book_as(story, "Nina Faure", &rfc(moment(&format!("{date} à 17 h"))), "client").await;
    let answer = story.answered();
    assert_eq!(answer.body["facts"]["reason"], "closed", "{answer:?}");
}

#[then(regex = r"^la journée du (\S+ \S+ \S+) reste ouverte$")]
async fn day_stays_open(story: &mut Story, date: String) {
    assert!(
        !crate::diary::offered(story, &date).await.is_empty(),
        "nothing is offered on {date}"
    );
    assert_eq!(closed_days(story.scene()).await, Vec::<String>::new());
}

async fn closed_days(scene: &Scene) -> Vec<String> {
    let closed = in_force(scene, "closed_day").await;
    closed
        .iter()
        .map(|measure| measure["date"].as_str().expect("a date").to_owned())
        .collect()
}

#[then(regex = r"^l'annonce dit que la journée du (\S+ \S+ \S+) se fermera$")]
async fn foretells_the_closed_day(story: &mut Story, date: String) {
    assert_eq!(consequences(story)["closes"], day(&date).to_string());
}

#[then(regex = r"^l'annonce dit qu'aucune journée ne se fermera$")]
async fn foretells_no_closed_day(story: &mut Story) {
    assert!(consequences(story)["closes"].is_null(), "{}", consequences(story));
}

#[then(regex = r"^l'annonce dit : annulation tardive (\d) sur (\d)$")]
async fn foretells_the_count(story: &mut Story, count: u32, threshold: u32) {
    let counts = &consequences(story)["counts"];
    assert_eq!(
        (&counts[0]["count"], &counts[0]["threshold"]),
        (&json!(count), &json!(threshold)),
        "{counts}"
    );
}

#[then(regex = r"^l'annonce dit que rien ne comptera$")]
async fn foretells_nothing(story: &mut Story) {
    let consequences = consequences(story);
    assert_eq!(
        (&consequences["counts"], &consequences["closes"], &consequences["measures"]),
        (&json!([]), &Value::Null, &json!([])),
    );
}

#[then(regex = r"^l'annonce dit qu'une pause commencera, jusqu'au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn foretells_the_pause(story: &mut Story, until: String) {
    let measures = consequences(story)["measures"].as_array().expect("measures").clone();
    let pause = measures.iter().find(|measure| measure["kind"] == "pause");
    assert_eq!(pause.expect("a pause")["until"], rfc(moment(&until)));
}

#[then(regex = r"^l'annonce ne parle d'aucune pause$")]
async fn foretells_no_pause(story: &mut Story) {
    let measures = consequences(story)["measures"].as_array().expect("measures").clone();
    assert!(!measures.iter().any(|measure| measure["kind"] == "pause"), "{measures:?}");
}

fn consequences(story: &Story) -> &Value {
    let announced = &story.announced.as_ref().expect("announced")["consequences"];
    assert!(announced.is_object(), "the preview says what follows");
    announced
}

#[then(regex = r"^le registre compte (\d+) annulations? tardives?$")]
async fn ledger_counts(story: &mut Story, count: usize) {
    let ledger = ledger(story.scene()).await;
    let strikes = ledger["strikes"].as_array().expect("incidents").iter();
    let late = strikes.filter(|strike| strike["kind"] == "late_cancellation");
    assert_eq!(late.count(), count, "{ledger}");
}

#[then(regex = r"^l'établissement est en pause jusqu'au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn paused_until(story: &mut Story, until: String) {
    let pauses = in_force(story.scene(), "pause").await;
    let [pause] = pauses.as_slice() else {
        panic!("one pause, not {pauses:?}")
    };
    assert_eq!(pause["ends"], rfc(moment(&until)));
}

#[then(regex = r"^l'établissement est en pause$")]
async fn paused(story: &mut Story) {
    assert_eq!(in_force(story.scene(), "pause").await.len(), 1);
}

#[then(regex = r"^l'établissement n'est pas en pause$")]
async fn not_paused(story: &mut Story) {
    assert_eq!(in_force(story.scene(), "pause").await, Vec::<Value>::new());
}

#[then(regex = r"^(\p{Lu}\S+ \S+) ne peut pas réserver pour le (\S+ \d+ \S+ à \d+ h(?: \d+)?) : l'établissement est en pause$")]
async fn cannot_book(story: &mut Story, name: String, start: String) {
    book_as(story, &name, &rfc(moment(&start)), "client").await;
    let answer = story.answered();
    assert_eq!(answer.body["facts"]["reason"], "paused", "{answer:?}");
}

#[then(regex = r"^(\p{Lu}\S+ \S+) peut réserver pour le (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn can_book(story: &mut Story, name: String, start: String) {
    book_as(story, &name, &rfc(moment(&start)), "client").await;
    assert!(story.answered().is_granted(), "{:?}", story.answered());
}

#[then(regex = r#"^l'établissement reçoit (\d+) exposés? des motifs "([^"]+)"$"#)]
async fn statements(story: &mut Story, count: usize, kind: String) {
    let scene = story.scene();
    let ledger = ledger(scene).await;
    let measures = ledger["measures"].as_array().expect("measures");
    let is_of_kind = |mail: &&MessageRow| measures.iter().any(|one| one["id"] == mail.about_id() && one["kind"] == kind);
    assert_eq!(letters(scene, "measure_begun").await.iter().filter(is_of_kind).count(), count);
}

#[when(regex = r"^la cliente du (\S+ \d+ \S+ à \d+ h(?: \d+)?) ouvre la page d'annulation$")]
async fn opens_the_page(story: &mut Story, start: String) {
    story.scene_mut().turn_to(moment(&start));
    story.page = story.scene().client.page(&format!("{}/cancel", path(story.scene()))).await;
}

/// The personal link without the address of the server.
fn path(scene: &Scene) -> &str {
    scene.link.trim_start_matches("http://127.0.0.1:8080")
}

#[when(regex = r#"^elle choisit "([^"]+)"$"#)]
async fn chooses(story: &mut Story, words: String) {
    let link = link_called(&story.page, &words);
    story.page = story.scene().client.page(&link).await;
}

#[when(regex = r"^elle confirme l'annulation$")]
async fn confirms(story: &mut Story) {
    let scene = story.scene();
    let typed = [
        ("reason", "other"),
        ("message", "Il m'a téléphoné ce matin pour que j'annule."),
    ];
    let status = scene
        .client
        .submit(&format!("{}/cancel", path(scene)), &story.page, &typed)
        .await;
    assert_eq!(status, 303, "the page leads on");
}

/// The address of the link that carries these words.
fn link_called(page: &str, words: &str) -> String {
    let links = page.split("<a ").skip(1).filter_map(|rest| rest.split_once("</a>"));
    let found = links.map(|(link, _)| link).find(|link| plain(link).contains(words));
    let link = found.unwrap_or_else(|| panic!("no link `{words}` in {page}"));
    let href = link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
    plain(href.expect("a link leads somewhere"))
}

#[then(regex = r#"^la page dit "([^"]+)"$"#)]
async fn page_says(story: &mut Story, words: String) {
    assert!(plain(&story.page).contains(&words), "`{words}` in {}", story.page);
}

#[then(regex = r#"^l'assistance reçoit un dossier "([^"]+)"$"#)]
async fn support_is_told(story: &mut Story, kind: String) {
    let scene = story.scene();
    assert_eq!(letters(scene, "case_opened").await.len(), 1);
    let cases = open_cases(scene).await;
    assert_eq!(
        cases.iter().map(|case| case["kind"].clone()).collect::<Vec<_>>(),
        [json!(kind)]
    );
}

#[then(regex = r"^l'assistance ne reçoit aucun dossier$")]
async fn support_is_not_told(story: &mut Story) {
    assert_eq!(open_cases(story.scene()).await, Vec::<Value>::new());
}

async fn open_cases(scene: &Scene) -> Vec<Value> {
    let cases = scene.support.get("/cases?state=open").await.body;
    cases["items"].as_array().expect("cases").clone()
}

#[when(regex = r#"^l'assistance (donne raison|donne tort) à qui a ouvert le dossier(?:, et limite le compte pour "([^"]+)")?$"#)]
async fn decides(story: &mut Story, how: String, limit: String) {
    let scene = story.scene();
    let [case] = open_cases(scene).await.try_into().expect("one case");
    let path = format!("/cases/{}/decision", case["id"].as_str().expect("an id"));
    let mut body = json!({
        "decision": if how == "donne raison" { "uphold" } else { "reject" },
        "reasons": "Le relevé des appels le montre clairement.",
    });
    if !limit.is_empty() {
        body["limit_for"] = json!(limit);
    }
    let preview = scene.support.post(&format!("{path}/preview"), body.clone()).await;
    let answer = scene.support.post(&path, body).await;
    assert!(preview.is_granted() && answer.is_granted(), "{preview:?} {answer:?}");
    assert_eq!(
        changes(&preview.body),
        changes(&answer.body),
        "the act does what the preview showed"
    );
    story.answered = Some(answer);
}

fn changes(decided: &Value) -> Vec<Value> {
    let changes = decided["changes"].as_array().expect("changes").iter();
    changes.map(|change| change["change"].clone()).collect()
}

#[then(regex = r"^le compte de l'établissement est limité jusqu'au (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn limited_until(story: &mut Story, until: String) {
    let [limitation] = in_force(story.scene(), "limitation")
        .await
        .try_into()
        .expect("one limitation");
    assert_eq!(limitation["ends"], rfc(moment(&until)));
    assert_ne!(limitation["author"], "automatic", "a person has decided it");
}

#[then(regex = r"^le compte de l'établissement n'est pas limité$")]
async fn not_limited(story: &mut Story) {
    assert_eq!(in_force(story.scene(), "limitation").await, Vec::<Value>::new());
}

#[then(regex = r"^le registre est vide$")]
async fn ledger_is_empty(story: &mut Story) {
    let ledger = ledger(story.scene()).await;
    assert_eq!((&ledger["strikes"], &ledger["measures"]), (&json!([]), &json!([])));
}

#[when(regex = r"^l'établissement conteste la pause$")]
async fn contests(story: &mut Story) {
    let scene = story.scene();
    let [pause] = in_force(scene, "pause").await.try_into().expect("one pause");
    let contest = actions::Contest {
        network: scene.world.network,
        business: scene.world.business,
        measure: pause["id"].as_str().and_then(|id| id.parse().ok()),
        strike: None,
        text: "Le métro était fermé ce jour-là, voici la preuve.".into(),
    };
    scene
        .world
        .app
        .contest(&contest, &testkit::world::staff())
        .await
        .expect("contested");
}
