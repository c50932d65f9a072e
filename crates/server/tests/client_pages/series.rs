//! What a client sees of a series, and the choice between this appointment and all.

use actions::SeriesWish;
use domain::series::{OnConflict, Recurrence};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use testkit::world::{Plan, at, staff, zoe};

use crate::Visit;

/// Four Mondays at 15:00, with the link of each.
async fn mondays(visit: &Visit) -> Vec<String> {
    let world = &visit.world;
    let first = "2026-03-02T15:00".parse().unwrap();
    let wish = SeriesWish {
        network: world.network,
        practitioner: world.practitioner,
        service: world.service,
        place: None,
        first,
        rule: Recurrence::from_rrule("FREQ=WEEKLY;COUNT=4", first, &TimeZone::get("Europe/Paris").unwrap()).unwrap(),
        choice: OnConflict::RefuseAll,
        seen: None,
        client: zoe(),
        note: String::new(),
    };
    let done = world.app.arrange_series(&wish, &staff(), None).await.unwrap().done();
    let links = &world.app.links;
    done.members
        .iter()
        .map(|member| format!("/r/{}", links.token(&member.link_nonce)))
        .collect()
}

async fn visit(policy: Value) -> Visit {
    Visit::with(Plan {
        policy,
        ..Plan::default()
    })
    .await
}

/// WEC+13: "ce rendez-vous" or "tous mes rendez-vous", each with what follows, and a reason where the policy asks for one.
#[tokio::test]
async fn wec_p13_this_appointment_or_all() {
    let visit = visit(json!({"entry": {"client_reason": true}})).await;
    let links = mondays(&visit).await;
    visit
        .browser
        .get(&links[1])
        .await
        .says("Ce rendez-vous se répète. Tous les lundis à 15 h, 4 fois.");
    let this = visit.browser.get(&format!("{}/cancel", links[1])).await;
    this.says("Que voulez-vous annuler ?").says("Tous mes rendez-vous à venir");
    let typed = [("reason", "hindered")];
    visit
        .browser
        .submit(&this, &format!("{}/cancel", links[1]), &typed)
        .await
        .location();
    visit.browser.get(&links[1]).await.says("Ce rendez-vous est annulé");
    visit.browser.get(&links[2]).await.says("Ce rendez-vous se répète");
    let all = visit.browser.get(&visit.browser.get(&links[2]).await.link("scope=all")).await;
    all.has_status(200)
        .says("Cela annule 3 rendez-vous.")
        .says("Lundi 23 mars à 15 h");
    let action = format!("{}/cancel", links[2]);
    visit
        .browser
        .submit(&all, &action, &[])
        .await
        .has_status(422)
        .says("Choisissez un motif");
    let done = visit.browser.submit(&all, &action, &typed).await.location();
    visit.browser.get(&done).await.says("Vos rendez-vous à venir sont annulés");
    visit.browser.get(&links[3]).await.says("Ce rendez-vous est annulé");
}

/// MED1-05, SBM-13: late for one of them is said before; what the terms hold stands, and is named.
#[tokio::test]
async fn sbm_13_what_the_terms_hold_stands() {
    let visit = visit(json!({"client_cancel": {"ladder": {"steps": [{"notice": "24 h", "answer": "allow"}], "after_start": "refuse_and_contact"}}})).await;
    let links = mondays(&visit).await;
    visit.world.advance_to(at("2026-03-02T09:00:00+01:00"));
    let all = visit.browser.get(&format!("{}/cancel?scope=all", links[2])).await;
    all.says("Cela annule 3 rendez-vous.")
        .says("Un rendez-vous est trop proche pour être annulé en ligne");
    let done = visit
        .browser
        .submit(&all, &format!("{}/cancel", links[2]), &[])
        .await
        .location();
    visit.browser.get(&done).await.says("Ce rendez-vous est annulé");
    visit
        .browser
        .get(&links[0])
        .await
        .is_silent_about("Ce rendez-vous est annulé");
}

/// SBM+01: where the terms say so, one appointment of a series is not moved by the client; the page says why.
#[tokio::test]
async fn sbm_p01_one_of_a_series_is_not_moved() {
    let visit = visit(json!({"client_reschedule": {"when_in_series": false}})).await;
    let links = mondays(&visit).await;
    let page = visit.browser.get(&format!("{}/move", links[0])).await;
    page.says("Ce rendez-vous fait partie d’une récurrence");
}

/// S6: a link that is followed, or a form posted without its proof, cancels nothing.
#[tokio::test]
async fn s6_following_the_link_cancels_nothing() {
    let visit = visit(json!({})).await;
    let links = mondays(&visit).await;
    let address = format!("{}/cancel?scope=all", links[0]);
    visit.browser.get(&address).await.has_status(200);
    visit.browser.head(&address).await.has_status(200);
    visit
        .browser
        .post(&format!("{}/cancel", links[0]), &[("scope", "all")])
        .await
        .has_status(403);
    visit.browser.get(&links[3]).await.is_silent_about("est annulé");
}
