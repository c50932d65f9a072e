//! The client's pages as a browser without a script meets them, over a SQLite file and a clock that the tests move.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

mod asked;
mod bad_input;
mod browser;
mod enquiries;
mod limits;
mod move_proposals;
mod ranking;
mod rivals;
mod scanner;
mod series;
mod story;

use axum::http::StatusCode;
use browser::{Browser, Page};
use domain::appointment::Appointment;
use store::HistoryRow;
use testkit::world::{Engine, Plan, START, World, at};

/// A world with its browser.
pub(crate) struct Visit {
    pub(crate) world: World,
    pub(crate) browser: Browser,
}

impl Visit {
    pub(crate) async fn new() -> Visit {
        Self::with(Plan::default()).await
    }

    pub(crate) async fn with(plan: Plan) -> Visit {
        Self::on(Engine::Sqlite, plan).await
    }

    pub(crate) async fn on(engine: Engine, plan: Plan) -> Visit {
        let world = World::with(engine, plan).await;
        let browser = Browser::new(world.router());
        Visit { world, browser }
    }

    /// The address of the form for a start.
    pub(crate) fn form(&self, start: &str) -> String {
        format!(
            "/lumiere/claire-lenoir/book?service={}&start={}",
            self.world.service,
            start.replace('+', "%2B")
        )
    }

    /// Zoé Martin books at the usual time and gets her link.
    pub(crate) async fn link(&self) -> String {
        format!("/r/{}", self.world.booked(START).await.token)
    }

    /// The appointment behind a link, and what happened to it.
    pub(crate) async fn stored(&self, link: &str) -> (Appointment, Vec<HistoryRow>) {
        let token = link.trim_start_matches("/r/").split(['/', '?']).next().unwrap();
        let (stored, _) = self.world.app.appointment_by_link(token).await.unwrap();
        let history = self
            .world
            .app
            .store
            .history(self.world.network, stored.appointment.id)
            .await
            .unwrap();
        (stored.appointment, history)
    }
}

/// What Zoé Martin types.
pub(crate) const ZOE: [(&str, &str); 5] = [
    ("name", "Zoé Martin"),
    ("email", "zoe@example.org"),
    ("phone", "06 12 34 56 78"),
    ("note", "Première fois"),
    ("consent", "yes"),
];

pub(crate) const BOOK: &str = "/lumiere/claire-lenoir/book";

/// Every way in which a page of a link must keep to itself.
#[track_caller]
pub(crate) fn is_private(page: &Page) {
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(page.headers["x-robots-tag"].to_str().unwrap().contains("noindex"));
    assert_eq!(page.headers["referrer-policy"], "same-origin");
}

/// X1: a link of nobody, and pages of nobody, are the same 404 in the reader's language.
#[tokio::test]
async fn what_is_not_there_is_404_in_the_readers_language() {
    let mut visit = Visit::new().await;
    let service = visit.world.service.to_string();
    for address in [
        "/r/AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
        "/r/AAAAAAAAAAAAAAAAAAAAAA/cancel".to_owned(),
        "/nulle-part".to_owned(),
        "/lumiere/personne".to_owned(),
        "/lumiere/claire-lenoir?service=srv_00000000000000000000000000000000".to_owned(),
        "/lumiere/claire-lenoir?service=shiatsu".to_owned(),
        format!("/lumiere/claire-lenoir?service={service}&place=plc_00000000000000000000000000000000"),
        "/lumiere/claire-lenoir/loin/dici".to_owned(),
    ] {
        visit.browser.language = "fr";
        visit
            .browser
            .get(&address)
            .await
            .has_status(404)
            .says("Cette page n’existe pas");
        visit.browser.language = "en";
        visit.browser.get(&address).await.has_status(404).says("This page");
    }
    // An id of another network is no id here (I7).
    let other = visit.world.another_network("ombre").await;
    let foreign = format!("/lumiere/claire-lenoir?service={}", other.service);
    visit.browser.get(&foreign).await.has_status(404);
}

/// The language is a preference of the browser: a link chooses it, a cookie keeps it, and no page of ours changes anything else by GET.
#[tokio::test]
async fn a_language_chosen_by_a_link_is_kept() {
    let visit = Visit::new().await;
    let french = visit.browser.get("/lumiere").await;
    french.says("Prochain créneau libre");
    assert!(!french.headers.contains_key("set-cookie"));
    let english = visit.browser.get(&french.link("lang=en")).await;
    english.says("Next free slot").says("Claire Lenoir");
    let cookie = english.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("lang=en;") && cookie.contains("Path=/"), "{cookie}");
}

/// One network: its home is the first page. Several: the reader chooses.
#[tokio::test]
async fn the_first_page_leads_to_a_network() {
    let visit = Visit::new().await;
    assert_eq!(visit.browser.get("/").await.location(), "/lumiere");
    visit.world.another_network("ombre").await;
    let list = visit.browser.get("/").await;
    assert_eq!(list.status, StatusCode::OK);
    assert_eq!(
        (list.link("/lumiere"), list.link("/ombre")),
        ("/lumiere".to_owned(), "/ombre".to_owned())
    );
}

/// Empty days are passed over: the page says when the next free day is, however far away.
#[tokio::test]
async fn the_next_free_day_is_found_up_to_the_horizon() {
    let visit = Visit::new().await;
    let world = &visit.world;
    let away = actions::NewAbsence {
        network: world.network,
        practitioner: world.practitioner,
        start: at("2026-02-20T00:00:00+01:00"),
        end: at("2026-04-06T00:00:00+02:00"),
        note: String::new(),
    };
    world.app.add_absence(&away, &testkit::world::staff()).await.unwrap();
    let address = format!("/lumiere/claire-lenoir?service={}", world.service);
    let page = visit.browser.get(&address).await;
    page.says("Aucun créneau libre ces jours-ci").says("Voir le lundi 6 avril");
    visit.browser.get(&page.link("from=2026-04-06")).await.says("9 h 30");
    visit.browser.get("/lumiere").await.says("Lundi 6 avril à 9 h");
}
