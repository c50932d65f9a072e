//! Plays the rule book in `scenarios/` through the HTTP API, on SQLite and then on PostgreSQL.
//!
//! The steps of one appointment are in three files: what is given (`given.rs`), what somebody does (`acts.rs`), what can be seen afterwards (`seen.rs`).
//! Those of many appointments are by subject: a full diary (`diary.rs`), what counts against a business (`ledger.rs`), another time that needs the other
//! side (`agreeing.rs`), absences (`absent.rs`), series (`series.rs`), enquiries (`enquiries.rs`).

#[path = "scenarios/absent.rs"]
mod absent;
#[path = "scenarios/acts.rs"]
mod acts;
#[path = "scenarios/agreeing.rs"]
mod agreeing;
#[expect(
    dead_code,
    reason = "it belongs to the tests of the console, of which the stories need a part"
)]
#[path = "console_pages/browser.rs"]
mod browser;
#[path = "scenarios/desk.rs"]
mod desk;
#[path = "scenarios/diary.rs"]
mod diary;
#[path = "scenarios/enquiries.rs"]
mod enquiries;
#[path = "scenarios/given.rs"]
mod given;
#[path = "scenarios/ledger.rs"]
mod ledger;
#[path = "scenarios/program.rs"]
mod program;
#[path = "scenarios/ranking.rs"]
mod ranking;
#[path = "scenarios/seen.rs"]
mod seen;
#[path = "scenarios/series.rs"]
mod series;
#[path = "scenarios/story.rs"]
mod story;
#[path = "scenarios/words.rs"]
mod words;

use cucumber::World as _;
use cucumber::writer::Stats as _;
use story::Story;
use testkit::world::Engine;

#[tokio::main]
async fn main() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios");
    let mut failed = false;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        println!("\nOn {engine:?}:");
        let writer = Story::cucumber()
            .before(move |_, _, _, story| {
                story.engine = engine;
                Box::pin(async {})
            })
            .max_concurrent_scenarios(4)
            .fail_on_skipped()
            .run(folder)
            .await;
        failed |= writer.execution_has_failed();
    }
    std::process::exit(i32::from(failed));
}
