//! Writing many appointments at once, past the actions: the database makes the rows itself, every index and guard is in force.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::town::{self, A_DAY, CLIENTS, Kind, Month, PRACTITIONERS, id_text};

/// How one engine says what both need.
struct Dialect {
    /// An id made of a prefix and a number.
    id: fn(Kind, &str) -> String,
    /// 32 bytes that look like a hash, from a number.
    hash: fn(&str) -> String,
    /// 16 bytes, from a number.
    nonce: fn(&str) -> String,
    /// Rows `n` from 0 to below a number, as a table called `name`.
    series: fn(u64, &str) -> String,
    /// A hour of the day after eight as `HH`.
    hour: fn(&str) -> String,
    yes_no: &'static str,
}

const SQLITE: Dialect = Dialect {
    id: |kind, n| format!("unhex('{}' || printf('%012x', {n}))", id_text(kind).replace('-', "")),
    hash: |_| "randomblob(32)".into(),
    nonce: |_| "randomblob(16)".into(),
    series: |count, name| {
        format!("(WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM r WHERE n + 1 < {count}) SELECT n FROM r) {name}")
    },
    hour: |h| format!("printf('%02d', 8 + {h})"),
    yes_no: "0",
};

const POSTGRES: Dialect = Dialect {
    id: |kind, n| format!("('{}' || lpad(to_hex({n}), 12, '0'))::uuid", id_text(kind)),
    hash: |n| format!("sha256(int8send(({n})::bigint))"),
    nonce: |n| format!("substr(sha256(int8send(-({n})::bigint)), 1, 16)"),
    series: |count, name| format!("(SELECT generate_series(0, {} - 1) AS n) {name}", count),
    hour: |h| format!("lpad((8 + {h})::text, 2, '0')"),
    yes_no: "false",
};

/// The day table, the clients and the terms first, then appointments and their history, oldest first as they would have come about.
fn statements(dialect: &Dialect, month: &Month, past_days: i64) -> Vec<String> {
    let network = (dialect.id)(Kind::Network, "1");
    let (terms, document) = town::terms();
    let days = -past_days..Month::DAYS as i64;
    let day = |n: i64| {
        format!(
            "({}, '{}', {}, {})",
            n + past_days,
            month.day(n),
            month.opens(n),
            i64::from(n >= 0)
        )
    };
    let days: Vec<String> = days.map(day).collect();
    vec![
        "CREATE TEMPORARY TABLE bench_day (n BIGINT PRIMARY KEY, day TEXT NOT NULL, opens BIGINT NOT NULL, ahead BIGINT NOT NULL)"
            .into(),
        format!("INSERT INTO bench_day VALUES {}", days.join(", ")),
        format!("INSERT INTO terms (network_id, id, document) VALUES ({network}, '{terms}', '{}')", document.replace('\'', "''")),
        clients(dialect, &network),
        appointments(dialect, month, &network, &terms),
        history(&network),
        "DROP TABLE bench_day".into(),
    ]
}

fn clients(dialect: &Dialect, network: &str) -> String {
    let (id, series) = ((dialect.id)(Kind::Client, "s.n"), (dialect.series)(CLIENTS, "s"));
    let identity = (dialect.hash)("s.n");
    format!(
        "INSERT INTO client (network_id, id, name, email, phone, language, identity, created_at) \
         SELECT {network}, {id}, 'Client ' || s.n, 'client' || s.n || '@example.org', NULL, 'fr', {identity}, 0 FROM {series}"
    )
}

fn appointments(dialect: &Dialect, month: &Month, network: &str, terms: &str) -> String {
    let number = format!("(d.n * {} + p.n * {A_DAY} + h.n)", PRACTITIONERS * A_DAY);
    let one = |kind| (dialect.id)(kind, "1");
    let (business, place, service) = (one(Kind::Business), one(Kind::Place), one(Kind::Service));
    let (id, practitioner) = (
        (dialect.id)(Kind::Appointment, &number),
        (dialect.id)(Kind::Practitioner, "p.n"),
    );
    let client = (dialect.id)(Kind::Client, &format!("({number} % {CLIENTS})"));
    let (start, end) = ("d.opens + h.n * 3600000000", "d.opens + h.n * 3600000000 + 1800000000");
    let (hour, hash, nonce) = ((dialect.hour)("h.n"), (dialect.hash)(&number), (dialect.nonce)(&number));
    let (practitioners, hours) = ((dialect.series)(PRACTITIONERS, "p"), (dialect.series)(A_DAY, "h"));
    let (now, no) = (month.today.as_microsecond(), dialect.yes_no);
    format!(
        "INSERT INTO appointment (network_id, id, business_id, practitioner_id, place_id, service_id, client_id, start_at, end_at, zone, \
         local_start, busy_start, busy_end, lane, forced, state, state_at, answer_by, asked_by, terms_id, moves, version, sequence, note, \
         booked_at, link_nonce, link_hash) SELECT {network}, {id}, {business}, {practitioner}, {place}, {service}, {client}, {start}, {end}, \
         'Europe/Paris', d.day || 'T' || {hour} || ':00:00', {start}, {end}, 0, {no}, \
         CASE WHEN d.ahead = 1 THEN 'booked' ELSE 'fulfilled' END, CASE WHEN d.ahead = 1 THEN NULL ELSE {end} END, NULL, NULL, '{terms}', \
         0, 1, 0, '', CASE WHEN d.ahead = 1 THEN {now} - 86400000000 ELSE d.opens - 864000000000 END, {nonce}, {hash} \
         FROM bench_day d, {practitioners}, {hours} ORDER BY d.n, p.n, h.n"
    )
}

fn history(network: &str) -> String {
    format!(
        "INSERT INTO history (network_id, appointment_id, version, kind, at, by_role, by_id, asked_by, reason, message, from_at, to_at, \
         because) SELECT network_id, id, 1, 'booked', booked_at, 'client', 'link', 'client', NULL, '', NULL, start_at, '{}' \
         FROM appointment WHERE network_id = {network}",
        town::because()
    )
}

/// Fills an SQLite database, in one transaction.
pub(crate) async fn sqlite(connection: &mut SqliteConnection, month: &Month, past_days: i64) -> Result<(), sqlx::Error> {
    let mut tx = connection.begin().await?;
    for statement in statements(&SQLITE, month, past_days) {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *tx).await?;
    }
    tx.commit().await
}

/// Fills a PostgreSQL database. The exclusion constraint is made after the rows, which is several times quicker and leaves the same index.
pub(crate) async fn postgres(connection: &mut PgConnection, month: &Month, past_days: i64) -> Result<(), sqlx::Error> {
    let guard = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'appointment_overlap'";
    let guard: String = sqlx::query_scalar(guard).fetch_one(&mut *connection).await?;
    let mut tx = connection.begin().await?;
    sqlx::raw_sql("SET LOCAL maintenance_work_mem = '512MB'; ALTER TABLE appointment DROP CONSTRAINT appointment_overlap")
        .execute(&mut *tx)
        .await?;
    for statement in statements(&POSTGRES, month, past_days) {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *tx).await?;
    }
    let guard = format!("ALTER TABLE appointment ADD CONSTRAINT appointment_overlap {guard}");
    sqlx::raw_sql(AssertSqlSafe(guard)).execute(&mut *tx).await?;
    tx.commit().await?;
    // What autovacuum does some minutes after such a load.
    sqlx::raw_sql("VACUUM ANALYZE").execute(&mut *connection).await?;
    sqlx::raw_sql("CHECKPOINT").execute(&mut *connection).await?;
    Ok(())
}
