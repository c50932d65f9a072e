//! Plays the rule book in `scenarios/` through the HTTP API, on SQLite and then on PostgreSQL.
//!
//! The steps are in three files: what is given (`given.rs`), what somebody does (`acts.rs`), what can be seen afterwards (`seen.rs`).

#[path = "scenarios/acts.rs"]
mod acts;
#[path = "scenarios/given.rs"]
mod given;
#[path = "scenarios/program.rs"]
mod program;
#[path = "scenarios/seen.rs"]
mod seen;
#[path = "scenarios/story.rs"]
mod story;

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
