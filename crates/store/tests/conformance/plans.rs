//! How the engines answer the questions that are asked most: by an index that bounds both sides, however long the past is.

use sqlx::{Connection, Row};
use store::{Engine, Store};

use crate::on_both;
use crate::practice::Practice;

on_both!(questions_walk_an_index_and_not_the_past);

/// A past of 20,000 cancelled appointments and their messages, copied from one appointment by the database itself.
const PAST: [(&str, &str); 2] = [
    (
        "INSERT INTO appointment SELECT network_id, NEW_ID, business_id, practitioner_id, place_id, service_id, client_id, \
         start_at - n * 3600000000, end_at - n * 3600000000, zone, local_start, busy_start - n * 3600000000, \
         busy_end - n * 3600000000, lane, forced, 'cancelled', 0, NULL, 'client', terms_id, moves, version, sequence, note, \
         booked_at, link_nonce, NEW_HASH, move_proposal, proposal_lapses_at, series_id, series_date, series_detached FROM appointment, SERIES",
        "appointment",
    ),
    (
        "INSERT INTO message SELECT NEW_ID, m.network_id, a.id, 1, m.kind, m.recipient, m.channel, m.due_at, m.start_at, NULL, \
         m.created_at, 'sent', 1, 1, NULL, '', 0, '', '', '', '', NULL FROM message m, appointment a \
         WHERE m.kind = 'reminder' AND a.state = 'cancelled'",
        "message",
    ),
];

async fn questions_walk_an_index_and_not_the_past(practice: Practice) {
    practice.book("2026-03-10T09:00:00Z", 60).await;
    for (sql, table) in PAST {
        let (id, hash, series) = match practice.engine() {
            Engine::Sqlite => (
                "randomblob(16)",
                "randomblob(32)",
                "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 20000) SELECT n FROM s)",
            ),
            Engine::Postgres => (
                "gen_random_uuid()",
                "decode(md5(n::text) || md5((-n)::text), 'hex')",
                "generate_series(1, 20000) n",
            ),
        };
        let sql = sql.replace("NEW_ID", id).replace("NEW_HASH", hash).replace("SERIES", series);
        assert_eq!(practice.past_the_store(&sql).await.unwrap(), 20_000, "{table}");
    }
    // A few still wait for an answer: statistics of an index without any row say nothing to a planner.
    let some_wait = "UPDATE appointment SET state = 'requested', answer_by = 0 \
                     WHERE start_at IN (SELECT start_at FROM appointment ORDER BY start_at LIMIT 3)";
    practice.past_the_store(some_wait).await.unwrap();
    practice.past_the_store("ANALYZE").await.unwrap();
    for (name, table, index) in [
        ("BUSY", "appointment", "appointment_agenda"),
        ("AGENDA", "appointment", "appointment_agenda"),
        ("DAY_ENTRIES", "appointment", "appointment_agenda"),
        ("PAGE", "appointment", "appointment_by_start"),
        ("BY_LINK", "appointment", "appointment_link_hash"),
        // Both hold waiting requests alone; which is cheaper depends on how many wait.
        ("REQUESTS", "appointment", "appointment_requests|appointment_answer_by"),
        ("EXPIRED_REQUESTS", "appointment", "appointment_answer_by"),
        ("MESSAGES_OF", "message", "message_stable_key"),
        ("DROP_OLD_REMINDERS", "message", "message_stable_key"),
        ("CLAIM", "message", "message_due"),
        ("BEGIN_ATTEMPTS", "message", "message_due"),
        ("NEXT_DUE", "message", "message_due"),
        ("SENT", "message", "message_pkey"),
    ] {
        let plan = plan(&practice, name).await;
        let is_used = |index: &str| index.split('|').any(|index| plan.contains(index));
        match practice.engine() {
            Engine::Postgres => assert!(is_used(index), "{name}:\n{plan}"),
            // SQLite names the index of a key after its table.
            Engine::Sqlite => assert!(
                is_used(index) || plan.contains(&format!("sqlite_autoindex_{table}")),
                "{name}:\n{plan}"
            ),
        }
        let alias = &table[..1];
        let walks_all = [
            format!("Seq Scan on {table}"),
            format!("SCAN {table}"),
            format!("SCAN {alias} "),
            format!(
                "SCAN {alias}
"
            ),
        ];
        assert!(
            !walks_all.iter().any(|walk| plan.contains(walk)),
            "{name}:
{plan}"
        );
        if index == "appointment_agenda" {
            bounded_on_both_sides(name, &plan, practice.engine());
        }
    }
}

fn bounded_on_both_sides(name: &str, plan: &str, engine: Engine) {
    let bounds = match engine {
        Engine::Sqlite => ["busy_start>?", "busy_start<?"],
        Engine::Postgres => ["busy_start > ", "busy_start < "],
    };
    let condition = plan
        .lines()
        .find(|line| line.contains(bounds[0]) && line.contains(bounds[1]) && !line.contains("Filter"));
    assert!(condition.is_some(), "{name} is not bounded:\n{plan}");
}

async fn plan(practice: &Practice, name: &str) -> String {
    let statement = Store::statements()
        .into_iter()
        .find(|statement| statement.name == name)
        .expect("a statement of this name");
    match practice.engine() {
        Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(&practice.url).await.unwrap();
            let sql = format!("EXPLAIN QUERY PLAN {}", statement.sqlite);
            let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
                .fetch_all(&mut connection)
                .await
                .unwrap();
            rows.iter().map(|row| row.get::<String, _>("detail") + "\n").collect()
        }
        Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(&practice.url).await.unwrap();
            // A generic plan, as a prepared statement gets it after some runs.
            generic_plan(&mut connection, statement.postgres)
                .await
                .unwrap_or_else(|why| panic!("{name}: {why}"))
        }
    }
}

/// PostgreSQL 15 has no `EXPLAIN (GENERIC_PLAN)`: prepare by hand, without values, and force the plan that fits all of them.
async fn generic_plan(connection: &mut sqlx::PgConnection, text: &'static str) -> Result<String, sqlx::Error> {
    use sqlx::Executor;
    let highest = (1..40).rev().find(|n| text.contains(&format!("${n}"))).unwrap_or(0);
    connection.execute("SET plan_cache_mode = force_generic_plan").await?;
    connection
        .execute(sqlx::AssertSqlSafe(format!("PREPARE asked AS {text}")))
        .await?;
    let nulls = vec!["NULL"; highest].join(", ");
    let explain = format!(
        "EXPLAIN EXECUTE asked{}",
        if highest > 0 { format!("({nulls})") } else { String::new() }
    );
    let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(explain)).fetch_all(connection).await?;
    Ok(rows.iter().map(|row| row.get::<String, _>(0) + "\n").collect())
}
