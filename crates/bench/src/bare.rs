//! What our requests are compared with: the same reads and writes sent bare, by `pgbench` to PostgreSQL and by a plain loop to SQLite.
//!
//! The texts of a booking are the store's own; they are asked of it by name, so that the reference cannot fall behind.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use domain::ids::PractitionerId;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Arguments, ConnectOptions, Connection, SqliteConnection};
use store::{Engine, Store};
use testkit::postgres::Cluster;

use crate::drive::{Figure, now};
use crate::town::{self, FREE_A_DAY, HALF_HOUR, Kind, MESSAGES, Month, PRACTITIONERS, id, id_text, practitioner};

/// A text of the store by its name; of several with one name, the one with this many values.
fn text(name: &str, values: usize, engine: Engine) -> String {
    let mut texts = Store::statements()
        .into_iter()
        .filter(|statement| statement.name == name)
        .map(|statement| statement.text(engine));
    let whole = |text: &&str| text.contains(&format!("${values}")) && !text.contains(&format!("${}", values + 1));
    texts
        .find(whole)
        .unwrap_or_else(|| panic!("the store has no {name} with {values} values any more"))
        .to_owned()
}

/// Values of the messages statement: six shared ones, then five for each.
const MESSAGE_VALUES: usize = 6 + 5 * MESSAGES;

/// Kind, recipient and when it is due, in hours before the start; `None` is at once.
const MESSAGES_OF_A_BOOKING: [(&str, &str, Option<i64>); MESSAGES] = [
    ("booked", "client", None),
    ("booked", "practitioner", None),
    ("reminder", "client", Some(48)),
];

/// PostgreSQL's own measuring program.
pub(crate) struct PgBench<'a> {
    pub(crate) cluster: &'a Cluster,
    pub(crate) folder: &'a Path,
}

impl PgBench<'_> {
    /// The range read of 300 rows: thirty half-full days of a random practitioner.
    pub(crate) fn range_read(&self, database: &str, month: &Month, connections: usize, time: Duration) -> Figure {
        let script = format!(
            "\\set p random(0, {})\nSELECT busy_start, busy_end FROM appointment WHERE network_id = '{}' AND practitioner_id = \
             ('{}' || lpad(to_hex(:p::int), 12, '0'))::uuid AND busy_start >= {} AND busy_start < {};\n",
            PRACTITIONERS - 1,
            town::network().0,
            id_text(Kind::Practitioner),
            month.opens(0),
            month.opens(30)
        );
        self.run(database, &script, connections, &["-T", &time.as_secs().max(1).to_string()])
    }

    /// A booking in eight statements of a client, each on the next free slot from `first` on.
    pub(crate) fn bookings(&self, database: &str, month: &Month, connections: usize, first: u64, count: u64) -> Figure {
        let each = (count / connections as u64).to_string();
        let set = format!(
            "\\set n {first} + :k * {connections} + :client_id\n\\set k :k + 1\n{}",
            slot_in_pgbench(month)
        );
        self.run(
            database,
            &format!("{set}{}", booking_in_pgbench(month)),
            connections,
            &["-t", &each, "-D", "k=0"],
        )
    }

    fn run(&self, database: &str, script: &str, connections: usize, more: &[&str]) -> Figure {
        let path = self.folder.join("pgbench.sql");
        std::fs::write(&path, script).expect("the folder can be written");
        let connections = connections.to_string();
        let mut command = Command::new(self.cluster.programs().join("pgbench"));
        command
            .args(["-n", "-M", "prepared", "-j", "2", "-c", &connections, "-f"])
            .arg(&path)
            .args(more)
            .arg(self.cluster.url(database));
        let output = command.stdin(Stdio::null()).output().expect("pgbench lies beside the server");
        let said = String::from_utf8_lossy(&output.stdout);
        let failed = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && !failed.contains("ERROR"),
            "pgbench: {said}{failed}\n{script}"
        );
        let number = |name: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.split_whitespace()
                .next()
                .and_then(|number| number.parse::<f64>().ok())
                .unwrap_or(f64::NAN)
        };
        // It tells the mean, not the median.
        Figure {
            rate: number("tps = "),
            p50: number("latency average = "),
            p99: f64::NAN,
        }
    }
}

/// Practitioner, day and half hour of slot `n`, in the order of [`Month::free`].
fn slot_in_pgbench(month: &Month) -> String {
    format!(
        "\\set p :n % {PRACTITIONERS}\n\\set d (:n / {PRACTITIONERS}) % {days}\n\\set h :n / {PRACTITIONERS} / {days}\n\
         \\set s {} + :d * 86400000000 + (2 * :h + 1) * {HALF_HOUR}\n\\set e :s + {HALF_HOUR}\n",
        month.opens(0),
        days = Month::DAYS
    )
}

/// The texts of the store with an expression in the place of each value.
fn booking_in_pgbench(month: &Month) -> String {
    let id_of = |kind, n: &str| format!("('{}' || lpad(to_hex({n}::bigint), 12, '0'))::uuid", id_text(kind));
    let one = |kind| format!("'{}'::uuid", id(kind, 1));
    let (network, practitioner) = (one(Kind::Network), id_of(Kind::Practitioner, ":p"));
    let (client, appointment) = (id_of(Kind::NewClient, ":n"), id_of(Kind::NewAppointment, ":n"));
    let (now, terms) = (month.today.as_microsecond().to_string(), format!("'{}'", town::terms().0));
    let (start, end) = (":s::bigint", ":e::bigint");
    let quoted = |text: &str| format!("'{text}'");
    let filled = |name: &str, values: &[&str]| {
        let mut text = text(name, values.len(), Engine::Postgres);
        for (n, value) in values.iter().enumerate().rev() {
            text = text.replace(&format!("${}", n + 1), value);
        }
        text + ";\n"
    };
    // Apart from the hashes of the rows that were there before.
    let hash = "sha256(int8send(:n::bigint + 1000000000000))";
    let (business, place, service) = (one(Kind::Business), one(Kind::Place), one(Kind::Service));
    let because = quoted(&town::because());
    let mut script = String::from("BEGIN;\n");
    script += &filled("TOUCH_PRACTITIONER", &[&network, &practitioner]);
    script += &filled(
        "BUSY",
        &[
            &network,
            &practitioner,
            start,
            end,
            "'00000000-0000-0000-0000-000000000000'::uuid",
        ],
    );
    let email = "'new' || :n::bigint || '@example.org'";
    let client_values = [
        network.as_str(),
        &client,
        "'Claire Dubois'",
        email,
        "'06 12 34 56 78'",
        "'fr'",
        hash,
        &now,
    ];
    script += &filled("ADD_CLIENT", &client_values);
    let appointment_values = [
        network.as_str(),
        &appointment,
        &business,
        &practitioner,
        &place,
        &service,
        &client,
        start,
        end,
        "'Europe/Paris'",
        "'2026-12-01T08.30.00'",
        start,
        end,
        "0",
        "false",
        "'booked'",
        "NULL",
        "NULL",
        "NULL",
        &terms,
        "0",
        "1",
        "0",
        "''",
        &now,
        "substr(sha256(int8send(:n::bigint)), 1, 16)",
        hash,
    ];
    script += &filled("ADD_APPOINTMENT", &appointment_values);
    let by = quoted(&format!("key_{}", id(Kind::Key, 1).simple()));
    let history_values = [
        network.as_str(),
        &appointment,
        "1",
        "'booked'",
        &now,
        "'client'",
        &by,
        "'client'",
        "NULL",
        "''",
        "NULL",
        start,
        &because,
    ];
    script += &filled("ADD_HISTORY", &history_values);
    let mut message_values: Vec<String> = [network.as_str(), &appointment, "1", start, "NULL", &now]
        .iter()
        .map(|value| (*value).to_owned())
        .collect();
    for (nth, (kind, to, before)) in MESSAGES_OF_A_BOOKING.into_iter().enumerate() {
        let id = id_of(Kind::NewMessage, &format!("(:n::bigint * {MESSAGES} + {nth})"));
        let due = before.map_or(now.clone(), |hours| format!("{start} - {}", hours * 3_600_000_000));
        message_values.extend([id, quoted(kind), quoted(to), quoted("email"), due]);
    }
    script += &filled("ADD_MESSAGES", &message_values.iter().map(String::as_str).collect::<Vec<_>>());
    let _ = writeln!(script, "COMMIT;");
    script
}

/// The plain loop on SQLite: one connection, write-ahead log, a flush at every commit.
pub(crate) async fn sqlite_bookings(path: &Path, month: &Month, first: u64, count: u64) -> Result<Figure, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(true);
    let options = options
        .synchronous(SqliteSynchronous::Full)
        .statement_cache_capacity(64)
        .pragma("cache_size", "-16000");
    let mut connection = options.connect().await?;
    let statements = SqliteTexts::of_the_store();
    let (mut took, begin) = (Vec::new(), now());
    for n in first..first + count {
        let sent = now();
        book_in_sqlite(&mut connection, &statements, month, n).await?;
        took.push(sent.elapsed());
    }
    let elapsed = begin.elapsed();
    connection.close().await?;
    Ok(Figure::of(took, elapsed))
}

struct SqliteTexts {
    touch: &'static str,
    busy: &'static str,
    client: &'static str,
    appointment: &'static str,
    history: &'static str,
    messages: &'static str,
    terms: String,
    because: String,
}

impl SqliteTexts {
    fn of_the_store() -> Self {
        // The texts live as long as the process, as those of the store do.
        let text = |name, values| &*text(name, values, Engine::Sqlite).leak();
        SqliteTexts {
            touch: text("TOUCH_PRACTITIONER", 2),
            busy: text("BUSY", 5),
            client: text("ADD_CLIENT", 8),
            appointment: text("ADD_APPOINTMENT", 27),
            history: text("ADD_HISTORY", 13),
            messages: text("ADD_MESSAGES", MESSAGE_VALUES),
            terms: town::terms().0,
            because: town::because(),
        }
    }
}

/// Values in their order.
macro_rules! values {
    ($($value:expr),* $(,)?) => {{
        let mut arguments = SqliteArguments::default();
        $(arguments.add($value).map_err(sqlx::Error::Encode)?;)*
        arguments
    }};
}

async fn book_in_sqlite(c: &mut SqliteConnection, texts: &SqliteTexts, month: &Month, n: u64) -> Result<(), sqlx::Error> {
    let (p, start) = month.free(n);
    let (end, now) = (start + HALF_HOUR, month.today.as_microsecond());
    let (network, PractitionerId(with)) = (town::network().0, practitioner(p));
    let one = |kind| id(kind, 1);
    let (client, appointment) = (id(Kind::NewClient, n), id(Kind::NewAppointment, n));
    let mut hash = [7_u8; 32];
    hash[..8].copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    let mut tx = c.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query_with(texts.touch, values![network, with])
        .execute(&mut *tx)
        .await?;
    let busy = values![network, with, start, end, uuid::Uuid::nil()];
    assert!(
        sqlx::query_with(texts.busy, busy).fetch_all(&mut *tx).await?.is_empty(),
        "the slot is free"
    );
    let (email, none) = (format!("new{n}@example.org"), None::<i64>);
    let values = values![
        network,
        client,
        "Claire Dubois",
        email,
        "06 12 34 56 78",
        "fr",
        &hash[..],
        now
    ];
    sqlx::query_with(texts.client, values).execute(&mut *tx).await?;
    let values = values![
        network,
        appointment,
        one(Kind::Business),
        with,
        one(Kind::Place),
        one(Kind::Service),
        client,
        start,
        end,
        "Europe/Paris",
        "2026-12-01T08:30:00",
        start,
        end,
        0_i64,
        false,
        "booked",
        none,
        none,
        None::<&str>,
        texts.terms.as_str(),
        0_i64,
        1_i64,
        0_i64,
        "",
        now,
        &hash[..16],
        &hash[..],
    ];
    sqlx::query_with(texts.appointment, values).execute(&mut *tx).await?;
    let by = "key_01930000000070088000000000000001";
    let values = values![
        network,
        appointment,
        1_i64,
        "booked",
        now,
        "client",
        by,
        "client",
        None::<&str>,
        "",
        none,
        start,
        texts.because.as_str(),
    ];
    sqlx::query_with(texts.history, values).execute(&mut *tx).await?;
    let mut values = values![network, appointment, 1_i64, start, none, now];
    for (nth, (kind, to, before)) in MESSAGES_OF_A_BOOKING.into_iter().enumerate() {
        let due = before.map_or(now, |hours| start - hours * 3_600_000_000);
        let own = (id(Kind::NewMessage, n * MESSAGES as u64 + nth as u64), kind, to, due);
        values.add(own.0).map_err(sqlx::Error::Encode)?;
        values.add(own.1).map_err(sqlx::Error::Encode)?;
        values.add(own.2).map_err(sqlx::Error::Encode)?;
        values.add("email").map_err(sqlx::Error::Encode)?;
        values.add(own.3).map_err(sqlx::Error::Encode)?;
    }
    sqlx::query_with(texts.messages, values).execute(&mut *tx).await?;
    tx.commit().await
}

/// How many free slots a month has for all references and bookings of one database.
pub(crate) const FREE_SLOTS: u64 = PRACTITIONERS * FREE_A_DAY * Month::DAYS;
