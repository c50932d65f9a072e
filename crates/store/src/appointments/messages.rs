//! The messages of a decision, written as one statement of as many rows.

use std::sync::LazyLock;

use domain::appointment::{ChangeKind, Decision};
use domain::ids::MessageId;
use domain::messages::Intent;
use uuid::Uuid;

use crate::columns::{channel_word, micros, recipient_word};
use crate::engine::Conn;
use crate::{Statement, StoreError};

/// Rows per statement; a decision with more is written in parts.
pub(super) const ROWS_AT_ONCE: usize = 8;

/// One statement per number of rows. All rows share the first six values, because they come from one change.
pub(super) static INSERTS: LazyLock<Vec<Statement>> = LazyLock::new(|| {
    let texts: &'static [String] = TEXTS.as_slice();
    texts
        .iter()
        .map(|text| Statement {
            name: "ADD_MESSAGES",
            sqlite: text,
            postgres: text,
        })
        .collect()
});

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| (1..=ROWS_AT_ONCE).map(insert_text).collect());

fn insert_text(rows: usize) -> String {
    let row = |n: usize| {
        let own = 7 + n * 5;
        format!(
            "($1, $2, $3, $4, $5, $6, ${own}, ${}, ${}, ${}, ${}, 'waiting', 0, 0, '')",
            own + 1,
            own + 2,
            own + 3,
            own + 4
        )
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(
        "INSERT INTO message (network_id, appointment_id, version, start_at, old_start_at, created_at, id, kind, recipient, \
         channel, due_at, state, attempts, lease, note) VALUES {}",
        rows.join(", ")
    )
}

/// Writes all messages of a decision; `ids` has one for each.
pub(super) async fn add(conn: &mut Conn<'_>, decision: &Decision, ids: &[MessageId]) -> Result<(), StoreError> {
    let rows: Vec<(&MessageId, &Intent)> = ids.iter().zip(&decision.messages).collect();
    for part in rows.chunks(ROWS_AT_ONCE) {
        let statement = INSERTS[part.len() - 1];
        match conn {
            Conn::Sqlite(c) => bound(sqlx::query(statement.sqlite), decision, part)
                .execute(&mut **c)
                .await
                .map(|_| ()),
            Conn::Postgres(c) => bound(sqlx::query(statement.postgres), decision, part)
                .execute(&mut **c)
                .await
                .map(|_| ()),
        }?;
    }
    Ok(())
}

type Query<'q, DB> = sqlx::query::Query<'q, DB, <DB as sqlx::Database>::Arguments>;

fn bound<'q, DB>(query: Query<'q, DB>, decision: &Decision, rows: &[(&MessageId, &Intent)]) -> Query<'q, DB>
where
    DB: sqlx::Database,
    Uuid: for<'e> sqlx::Encode<'e, DB> + sqlx::Type<DB>,
    i64: for<'e> sqlx::Encode<'e, DB> + sqlx::Type<DB>,
    Option<i64>: for<'e> sqlx::Encode<'e, DB>,
    for<'e> &'e str: sqlx::Encode<'e, DB> + sqlx::Type<DB>,
{
    let (appointment, change) = (&decision.appointment, &decision.change);
    let old_start = change.from.filter(|_| change.kind == ChangeKind::Moved);
    let shared = query
        .bind(appointment.network.0)
        .bind(appointment.id.0)
        .bind(i64::from(appointment.version))
        .bind(micros(appointment.when.start))
        .bind(old_start.map(micros))
        .bind(micros(change.act.now));
    rows.iter().fold(shared, |query, (id, intent)| {
        query
            .bind(id.0)
            .bind(intent.kind.code())
            .bind(recipient_word(intent.to))
            .bind(channel_word(intent.channel))
            .bind(micros(intent.due))
    })
}
