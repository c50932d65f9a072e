//! What a run measures, phase by phase.

use std::path::Path;

use crate::Effort;
use crate::ask::{self, Question};
use crate::bare::{self, PgBench};
use crate::databases::Databases;
use crate::drive::now;
use crate::mail_sink::MailSink;
use crate::races::race;
use crate::serving::Serving;
use crate::table::{Line, Series, Table, detail, median};
use crate::town::{self, Month};
use testkit::postgres::Cluster;

/// Connections of the two loads.
const LOADS: [usize; 2] = [1, 16];
/// Head of the table of details.
pub(crate) const DETAILS_HEAD: &str = "| measured | per second | p50 ms | p99 ms |\n|---|---|---|---|\n";

/// A run.
pub(crate) struct Bench<'a> {
    pub(crate) effort: Effort,
    pub(crate) month: Month,
    pub(crate) cluster: &'a Cluster,
    pub(crate) folder: &'a Path,
    pub(crate) mail: &'a MailSink,
    pub(crate) table: Table,
    pub(crate) details: String,
}

/// The two engines, as tables name them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum On {
    Sqlite,
    Postgres,
}

impl On {
    const BOTH: [On; 2] = [On::Sqlite, On::Postgres];

    fn name(self) -> &'static str {
        match self {
            On::Sqlite => "SQLite",
            On::Postgres => "PostgreSQL",
        }
    }
}

impl Bench<'_> {
    fn databases(&self) -> Databases<'_> {
        Databases {
            cluster: self.cluster,
            folder: self.folder,
        }
    }

    fn pgbench(&self) -> PgBench<'_> {
        PgBench {
            cluster: self.cluster,
            folder: self.folder,
        }
    }

    fn serve(&self, on: On, name: &str) -> Serving {
        let url = match on {
            On::Sqlite => self.databases().sqlite_url(name),
            On::Postgres => self.cluster.url(name),
        };
        Serving::start(&url, self.mail.address, self.folder)
    }

    fn tell(&self, what: &str) {
        println!("[bench] {what}");
    }

    fn note(&mut self, what: &str, series: &Series) {
        let line = detail(what, series);
        print!("{line}");
        self.details += &line;
    }

    /// Makes a database of this name in both engines.
    pub(crate) async fn fill(&self, name: &str, past_days: i64) -> Result<(), sqlx::Error> {
        let count = Month::appointments() as i64 + past_days * 500;
        let begin = now();
        self.databases().fill_sqlite(name, &self.month, past_days).await?;
        let sqlite = begin.elapsed();
        self.databases().fill_postgres(name, &self.month, past_days).await?;
        let both = begin.elapsed();
        self.tell(&format!(
            "{count} appointments: SQLite {} s, PostgreSQL {} s",
            sqlite.as_secs(),
            (both - sqlite).as_secs()
        ));
        Ok(())
    }

    /// Start to first correct answer, and memory after it.
    pub(crate) fn starts(&mut self) {
        let mut took = Vec::new();
        let mut memory = Vec::new();
        for _ in 0..5 {
            let begin = now();
            let server = self.serve(On::Sqlite, "town");
            ask::check(server.address, &self.month, Question::Day);
            took.push(begin.elapsed().as_secs_f64() * 1e3);
            std::thread::sleep(std::time::Duration::from_millis(500));
            memory.push(server.memory());
        }
        self.table.limit(
            "start to first correct answer, SQLite",
            200.0,
            median(took.into_iter()),
            " ms",
        );
        let resident = median(memory.iter().map(|memory| memory.resident));
        self.table.limit("idle memory, SQLite (resident)", 40.0, resident, " MiB");
        let proportional = median(memory.iter().map(|memory| memory.proportional));
        self.tell(&format!(
            "idle memory: resident {resident:.1} MiB, proportional {proportional:.1} MiB"
        ));
    }

    /// Free slots over HTTP against the bare range read and the trivial endpoint.
    pub(crate) fn slots(&mut self) {
        let servers = On::BOTH.map(|on| self.serve(on, "town"));
        let mut range: [Series; 2] = Default::default();
        let mut trivial: [Series; 2] = Default::default();
        let mut ours: [[[Series; 2]; 2]; 2] = Default::default();
        let (time, month) = (self.effort.time, &self.month);
        for round in 0..self.effort.rounds {
            self.tell(&format!("slots, round {} of {}", round + 1, self.effort.rounds));
            for (load, connections) in LOADS.into_iter().enumerate() {
                range[load].push(self.pgbench().range_read("town", month, connections, time));
                trivial[load].push(ask::measure(servers[0].address, month, Question::Trivial, connections, time));
                for (on, server) in servers.iter().enumerate() {
                    for (nth, question) in [Question::Day, Question::Month].into_iter().enumerate() {
                        ours[on][nth][load].push(ask::measure(server.address, month, question, connections, time));
                    }
                }
            }
        }
        for (load, c) in LOADS.into_iter().enumerate() {
            self.note(
                &format!("PostgreSQL range read of 300 rows, c={c} (mean in place of p50)"),
                &range[load],
            );
            self.note(&format!("{}, c={c}", Question::Trivial.name()), &trivial[load]);
            for (on, of_engine) in On::BOTH.into_iter().zip(&ours) {
                for (question, series) in [Question::Day, Question::Month].into_iter().zip(of_engine) {
                    self.note(&format!("{}, {}, c={c}", question.name(), on.name()), &series[load]);
                }
            }
        }
        for (on, [day, thirty]) in On::BOTH.into_iter().zip(&ours) {
            for (load, c) in LOADS.into_iter().enumerate() {
                let goal = |goal| (c == 16).then_some(goal);
                let (name, of_range, of_trivial) = (on.name(), &range[load], &trivial[load]);
                self.table.share(
                    format!("30 days, {name}, c={c}, of the range read"),
                    goal(0.30),
                    &thirty[load],
                    of_range,
                );
                self.table.share(
                    format!("30 days, {name}, c={c}, of the trivial endpoint"),
                    None,
                    &thirty[load],
                    of_trivial,
                );
                self.table.share(
                    format!("one day, {name}, c={c}, of the trivial endpoint"),
                    goal(0.10),
                    &day[load],
                    of_trivial,
                );
                self.table.share(
                    format!("one day, {name}, c={c}, of the range read"),
                    None,
                    &day[load],
                    of_range,
                );
            }
        }
        for (on, server) in On::BOTH.into_iter().zip(&servers) {
            let memory = server.memory();
            self.tell(&format!(
                "{} after load: resident {:.1} MiB, proportional {:.1} MiB",
                on.name(),
                memory.resident,
                memory.proportional
            ));
        }
    }

    /// Bookings over HTTP against the same statements sent bare; each run has a fresh copy of the database.
    pub(crate) async fn bookings(&mut self) -> Result<(), sqlx::Error> {
        let mut references: [[Series; 2]; 2] = Default::default();
        let mut ours: [[Series; 2]; 2] = Default::default();
        let [few, many] = self.effort.bookings;
        for round in 0..self.effort.rounds {
            self.tell(&format!("bookings, round {} of {}", round + 1, self.effort.rounds));
            self.databases().make_postgres("copy", "town").await?;
            references[1][0].push(self.pgbench().bookings("copy", &self.month, 1, 0, few));
            references[1][1].push(self.pgbench().bookings("copy", &self.month, 16, few, many));
            self.databases().make_postgres("copy", "town").await?;
            self.measure_bookings(On::Postgres, &mut ours[1]);
            self.databases().copy_sqlite("town", "copy");
            let loop_on = self.databases().sqlite_path("copy");
            // One writer is all there is: the same loop is the reference of both loads.
            for (load, count) in [few, many].into_iter().enumerate() {
                let first = if load == 0 { 0 } else { few };
                references[0][load].push(bare::sqlite_bookings(&loop_on, &self.month, first, count).await?);
            }
            self.databases().copy_sqlite("town", "copy");
            self.measure_bookings(On::Sqlite, &mut ours[0]);
        }
        self.tell_of_bookings("", &ours, &references);
        Ok(())
    }

    fn measure_bookings(&self, on: On, series: &mut [Series; 2]) {
        let [few, many] = self.effort.bookings;
        let server = self.serve(on, "copy");
        ask::check(server.address, &self.month, Question::Day);
        series[0].push(ask::measure_bookings(server.address, &self.month, 1, 0, few));
        series[1].push(ask::measure_bookings(server.address, &self.month, 16, few, many));
    }

    fn tell_of_bookings(&mut self, when: &str, ours: &[[Series; 2]; 2], references: &[[Series; 2]; 2]) {
        let goal = |c| (c == 16).then_some(0.40);
        for ((on, ours), references) in On::BOTH.into_iter().zip(ours).zip(references) {
            let reference = if on == On::Sqlite {
                "the plain loop"
            } else {
                "pgbench's 8 statements"
            };
            for (load, c) in LOADS.into_iter().enumerate() {
                self.note(&format!("booking{when}: {reference}, c={c}"), &references[load]);
                self.note(&format!("booking{when}, {}, c={c}", on.name()), &ours[load]);
                let what = format!("booking{when}, {}, c={c}, of {reference}", on.name());
                self.table.share(what, goal(c), &ours[load], &references[load]);
            }
        }
    }

    /// How fast the worker hands over what is due, with nothing else to do.
    pub(crate) async fn mail(&mut self) -> Result<(), sqlx::Error> {
        self.databases().make_postgres("copy", "town").await?;
        self.databases().copy_sqlite("town", "copy");
        for on in On::BOTH {
            let server = self.serve(on, "copy");
            ask::measure_bookings(server.address, &self.month, 16, 0, 200);
            let (begin, before) = (now(), self.mail.taken());
            std::thread::sleep(self.effort.time);
            let rate = (self.mail.taken() - before) as f64 / begin.elapsed().as_secs_f64();
            self.tell(&format!("{}: {rate:.0} mails a second leave when many are due", on.name()));
        }
        Ok(())
    }

    /// Twenty clients, one slot, a hundred times.
    pub(crate) async fn races(&mut self) -> Result<(), sqlx::Error> {
        self.databases().make_postgres("copy", "town").await?;
        self.databases().copy_sqlite("town", "copy");
        for on in On::BOTH {
            let server = self.serve(on, "copy");
            let races = race(server.address, &self.month, 100);
            drop(server);
            let overlaps = match on {
                On::Sqlite => self.databases().overlaps_in_sqlite("copy").await?,
                On::Postgres => self.databases().overlaps_in_postgres("copy").await?,
            };
            self.tell(&format!("{}: {races:?}, {overlaps} overlaps stored", on.name()));
            let good = races.double_bookings == 0 && overlaps == 0 && races.without_winner == 0 && races.other_answers == 0;
            self.table.add(Line {
                what: format!("double bookings in {} races of 20, {}", races.rounds, on.name()),
                goal: "0".into(),
                reference: String::new(),
                ours: format!("{} ({overlaps} stored)", races.double_bookings),
                share: String::new(),
                reached: Some(good),
            });
        }
        Ok(())
    }

    /// One day and thirty days, in the small and in the large database by turns.
    pub(crate) fn growth(&mut self) {
        for on in On::BOTH {
            self.first_answers(on);
            let servers = ["town", "city"].map(|name| self.serve(on, name));
            for (question, connections) in [(Question::Day, 1), (Question::Day, 16), (Question::Month, 16)] {
                let mut series: [Series; 2] = Default::default();
                for _ in 0..self.effort.rounds {
                    for (size, server) in servers.iter().enumerate() {
                        series[size].push(ask::measure(
                            server.address,
                            &self.month,
                            question,
                            connections,
                            self.effort.time * 2 / 3,
                        ));
                    }
                }
                self.tell_of_growth(on, question, connections, &series);
            }
        }
    }

    fn tell_of_growth(&mut self, on: On, question: Question, c: usize, [small, large]: &[Series; 2]) {
        let what = format!("{}, {}, c={c}", question.name(), on.name());
        let count = self.large();
        self.note(&format!("{what}, {count} stored"), large);
        let what = format!("growth 15,500 to {count}: {what}");
        let goal = (question == Question::Day).then_some(1.3);
        if c == 1 {
            let ms = |series: &Series| format!("{:.3} ms", series.p50());
            self.table
                .growth(what, goal, &ms(small), &ms(large), large.times_as_long_as(small));
        } else {
            let per_second = |series: &Series| format!("{:.0}/s", series.rate());
            self.table.growth(
                what,
                goal,
                &per_second(small),
                &per_second(large),
                1.0 / large.share_of(small),
            );
        }
    }

    /// The first question about each practitioner, which the server cannot answer from memory.
    fn first_answers(&mut self, on: On) {
        let mut series: [Series; 2] = Default::default();
        for _ in 0..self.effort.rounds {
            for (size, name) in ["town", "city"].into_iter().enumerate() {
                series[size].push(ask::measure_first_answers(self.serve(on, name).address, &self.month));
            }
        }
        let [small, large] = &series;
        let ms = |series: &Series| format!("{:.3} ms", series.p50());
        let what = format!("growth 15,500 to {}: one day not in memory, {}", self.large(), on.name());
        let goal = Some(1.3);
        self.table
            .growth(what, goal, &ms(small), &ms(large), large.times_as_long_as(small));
    }

    /// Bookings in the large database, which is too large for a copy each: ours and the reference take slots by turns.
    pub(crate) async fn late_bookings(&mut self) -> Result<(), sqlx::Error> {
        let mut references: [[Series; 2]; 2] = Default::default();
        let mut ours: [[Series; 2]; 2] = Default::default();
        let [few, many] = self.effort.bookings.map(|count| count * 3 / 4);
        let half = few + many;
        references[1][0].push(self.pgbench().bookings("city", &self.month, 1, 0, few));
        references[1][1].push(self.pgbench().bookings("city", &self.month, 16, few, many));
        let path = self.databases().sqlite_path("city");
        references[0][0].push(bare::sqlite_bookings(&path, &self.month, 0, few).await?);
        references[0][1].push(bare::sqlite_bookings(&path, &self.month, few, many).await?);
        for (on, series) in On::BOTH.into_iter().zip(&mut ours) {
            let server = self.serve(on, "city");
            series[0].push(ask::measure_bookings(server.address, &self.month, 1, half, few));
            series[1].push(ask::measure_bookings(server.address, &self.month, 16, half + few, many));
        }
        self.tell_of_bookings(&format!(" with {} stored", self.large()), &ours, &references);
        Ok(())
    }

    fn large(&self) -> String {
        let count = Month::appointments() as i64 + self.effort.past_days * town::PRACTITIONERS as i64 * town::A_DAY as i64;
        grouped(count)
    }

    /// Drops what was made in PostgreSQL; the folder goes away by itself.
    pub(crate) async fn clear(&self) -> Result<(), sqlx::Error> {
        for name in ["town", "city", "copy"] {
            self.databases().drop_postgres(name).await?;
        }
        Ok(())
    }
}

/// A whole number of thousands with commas: `1,000,000`.
fn grouped(count: i64) -> String {
    let thousands = count / 1_000;
    match (thousands / 1_000, thousands % 1_000) {
        (0, rest) => format!("{rest},000"),
        (millions, rest) => format!("{millions},{rest:03},000"),
    }
}
