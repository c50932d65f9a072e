//! How fast Honoré is, as shares of references measured beside it in the same run: `make bench`, or `bench --quick` to try.
//!
//! Every round measures the references and ours one after the other, so that both meet the machine in the same mood; a share is the median
//! of the rounds. A wrong answer ends the run: it must not count as a quick one.

#![allow(clippy::print_stdout, reason = "a measurement tells what it measured")]

mod ask;
mod bare;
mod databases;
mod drive;
mod fill;
mod http;
mod mail_sink;
mod mood;
mod phases;
mod races;
mod serving;
mod table;
mod town;

use std::time::Duration;

use mail_sink::MailSink;
use phases::Bench;
use table::Table;
use testkit::postgres::{Cluster, Durability};
use town::Month;

/// How much is measured.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Rounds of which the median is taken.
    pub(crate) rounds: usize,
    /// How long each reading run takes.
    pub(crate) time: Duration,
    /// Days of the past in the large database, of 500 appointments each.
    pub(crate) past_days: i64,
    /// Bookings over one connection, and over sixteen.
    pub(crate) bookings: [u64; 2],
}

const WHOLE: Effort = Effort {
    rounds: 3,
    time: Duration::from_secs(3),
    past_days: 1_969,
    bookings: [1_500, 8_000],
};
const QUICK: Effort = Effort {
    rounds: 1,
    time: Duration::from_secs(1),
    past_days: 169,
    bookings: [500, 3_200],
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sqlx::Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let effort = if arguments.iter().any(|word| word == "--quick") {
        QUICK
    } else {
        WHOLE
    };
    let chosen = |phase: &str| {
        let named = arguments.iter().filter(|word| !word.starts_with("--")).collect::<Vec<_>>();
        named.is_empty() || named.iter().any(|word| *word == phase)
    };
    let begin = drive::now();
    let cluster = Cluster::shared(Durability::Full);
    let folder = tempfile::Builder::new()
        .prefix("honore-bench-")
        .tempdir()
        .map_err(sqlx::Error::Io)?;
    let mail = MailSink::start().map_err(sqlx::Error::Io)?;
    let mut bench = Bench {
        effort,
        month: Month::after(today()),
        cluster: &cluster,
        folder: folder.path(),
        mail: &mail,
        table: Table::default(),
        details: String::new(),
    };
    println!("[bench] before: {}", mood::told(folder.path()));
    bench.fill("town", 0).await?;
    if chosen("start") {
        bench.starts();
    }
    if chosen("slots") {
        bench.slots();
    }
    if chosen("bookings") {
        bench.bookings().await?;
    }
    if chosen("mail") {
        bench.mail().await?;
    }
    if chosen("races") {
        bench.races().await?;
    }
    if chosen("growth") {
        bench.fill("city", effort.past_days).await?;
        bench.growth();
        bench.late_bookings().await?;
    }
    bench.clear().await?;
    println!("[bench] after: {}", mood::told(folder.path()));
    let (table, all_reached) = bench.table.written();
    println!("\n{}\n{}{table}", phases::DETAILS_HEAD.trim_end(), bench.details + "\n");
    println!(
        "{}",
        if all_reached {
            "every goal is reached"
        } else {
            "some goals are not reached"
        }
    );
    println!(
        "it took {} s; {} mails were handed over meanwhile",
        begin.elapsed().as_secs(),
        mail.taken()
    );
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs the real clock")]
fn today() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
