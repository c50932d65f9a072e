//! Writing a new appointment with its history and its messages: three statements on SQLite, one on PostgreSQL, where each would be a
//! journey of its own to the server. The texts are the same; the one statement numbers their values on.

use std::sync::LazyLock;

use domain::agenda::Busy;
use domain::appointment::{Appointment, ChangeKind, Decision};
use domain::ids::MessageId;

use super::apply::Link;
use super::rows::StateColumns;
use crate::columns::{channel_word, micros, recipient_word, to_json, zone_name};
use crate::engine::{Conn, statements};
use crate::{Statement, StoreError};

statements! {
    ADD_APPOINTMENT {
        "INSERT INTO appointment (network_id, id, business_id, practitioner_id, place_id, service_id, client_id, start_at, end_at, \
         zone, local_start, busy_start, busy_end, lane, forced, state, state_at, answer_by, asked_by, terms_id, moves, version, \
         sequence, note, booked_at, link_nonce, link_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
         $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)"
    }
    ADD_HISTORY {
        "INSERT INTO history (network_id, appointment_id, version, kind, at, by_role, by_id, asked_by, reason, message, from_at, \
         to_at, because) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    }
}

const VALUES_OF_APPOINTMENT: usize = 27;
const VALUES_OF_HISTORY: usize = 13;
/// Messages per statement; a decision with more is written in parts.
const MESSAGES_AT_ONCE: usize = 8;

/// By number of messages, from one.
static ADD_MESSAGES: LazyLock<Vec<String>> = LazyLock::new(|| (1..=MESSAGES_AT_ONCE).map(messages_text).collect());
/// By number of messages, from none; PostgreSQL only.
static ADD_ALL: LazyLock<Vec<String>> = LazyLock::new(|| (0..=MESSAGES_AT_ONCE).map(all_text).collect());

/// The statements whose texts are made when the program starts.
pub(super) fn made_statements() -> impl Iterator<Item = Statement> {
    let messages = ADD_MESSAGES.iter().map(|text| Statement {
        name: "ADD_MESSAGES",
        sqlite: text,
        postgres: text,
    });
    // SQLite does not write in a WITH, and never runs this.
    let all = ADD_ALL.iter().map(|text| Statement {
        name: "ADD_ALL",
        sqlite: "SELECT 1",
        postgres: text,
    });
    messages.chain(all)
}

/// All messages of a decision come from one change and share the first six values.
fn messages_text(rows: usize) -> String {
    let row = |n: usize| {
        let own: Vec<String> = (7 + n * 5..12 + n * 5).map(|value| format!("${value}")).collect();
        format!("($1, $2, $3, $4, $5, $6, {}, 'waiting', 0, 0, '')", own.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(
        "INSERT INTO message (network_id, about_id, version, start_at, old_start_at, created_at, id, kind, recipient, \
         channel, due_at, state, attempts, lease, note) VALUES {}",
        rows.join(", ")
    )
}

fn all_text(messages: usize) -> String {
    let history = counted_on(ADD_HISTORY.postgres, VALUES_OF_APPOINTMENT);
    let appointment = ADD_APPOINTMENT.postgres;
    if messages == 0 {
        return format!("WITH a AS ({appointment}) {history}");
    }
    let messages = counted_on(&messages_text(messages), VALUES_OF_APPOINTMENT + VALUES_OF_HISTORY);
    format!("WITH a AS ({appointment}), h AS ({history}) {messages}")
}

/// The same text with every `$n` counted on by as many.
fn counted_on(text: &str, by: usize) -> String {
    let mut parts = text.split('$');
    let mut counted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let number = part[..digits].parse::<usize>().map_or(0, |number| number + by);
        counted += &format!("${number}{}", &part[digits..]);
    }
    counted
}

/// What is written of a new appointment beside its own values.
pub(super) struct NewAppointment<'d> {
    appointment: &'d Appointment,
    link: &'d Link,
    terms_id: String,
    busy: Busy,
    state: StateColumns,
    zone: &'d str,
    local_start: String,
}

impl<'d> NewAppointment<'d> {
    pub(super) fn new(appointment: &'d Appointment, link: &'d Link, terms_id: String) -> Result<Self, StoreError> {
        Ok(NewAppointment {
            appointment,
            link,
            terms_id,
            busy: appointment.busy(),
            state: StateColumns::from(&appointment.state),
            zone: zone_name(&appointment.when.zone)?,
            local_start: appointment.when.local_start().to_string(),
        })
    }
}

macro_rules! with_appointment {
    ($query:expr, $new:expr) => {
        $query
            .bind($new.appointment.network.0)
            .bind($new.appointment.id.0)
            .bind($new.appointment.business.0)
            .bind($new.appointment.practitioner.0)
            .bind($new.appointment.place.0)
            .bind($new.appointment.service.0)
            .bind($new.appointment.client.0)
            .bind(micros($new.appointment.when.start))
            .bind(micros($new.appointment.when.end))
            .bind($new.zone)
            .bind(&$new.local_start)
            .bind(micros($new.busy.start))
            .bind(micros($new.busy.end))
            .bind(i64::from($new.appointment.lane))
            .bind($new.appointment.forced)
            .bind($new.state.state)
            .bind($new.state.state_at)
            .bind($new.state.answer_by)
            .bind($new.state.asked_by)
            .bind(&$new.terms_id)
            .bind(i64::from($new.appointment.moves))
            .bind(i64::from($new.appointment.version))
            .bind(i64::from($new.appointment.sequence))
            .bind(&$new.appointment.note)
            .bind(micros($new.appointment.booked_at))
            .bind(&$new.link.nonce[..])
            .bind(&$new.link.hash[..])
    };
}

macro_rules! with_history {
    ($query:expr, $decision:expr, $because:expr) => {
        $query
            .bind($decision.appointment.network.0)
            .bind($decision.appointment.id.0)
            .bind(i64::from($decision.appointment.version))
            .bind($decision.change.kind.code())
            .bind(micros($decision.change.act.now))
            .bind($decision.change.act.clicked_by.role.code())
            .bind(&$decision.change.act.clicked_by.id)
            .bind($decision.change.act.asked_by.code())
            .bind($decision.change.reason.map(|reason| reason.code()))
            .bind(&$decision.change.message)
            .bind($decision.change.from.map(micros))
            .bind($decision.change.to.map(micros))
            .bind($because)
    };
}

macro_rules! with_messages {
    ($query:expr, $decision:expr, $rows:expr) => {
        $rows.fold(
            $query
                .bind($decision.appointment.network.0)
                .bind($decision.appointment.id.0)
                .bind(i64::from($decision.appointment.version))
                .bind(micros($decision.appointment.when.start))
                .bind(old_start($decision))
                .bind(micros($decision.change.act.now)),
            |query, (intent, id)| {
                query
                    .bind(id.0)
                    .bind(intent.kind.code())
                    .bind(recipient_word(intent.to))
                    .bind(channel_word(intent.channel))
                    .bind(micros(intent.due))
            },
        )
    };
}

/// Only a message about a move tells what was before.
fn old_start(decision: &Decision) -> Option<i64> {
    decision
        .change
        .from
        .filter(|_| decision.change.kind == ChangeKind::Moved)
        .map(micros)
}

/// Writes everything of a decision about a new appointment.
pub(super) async fn all(
    conn: &mut Conn<'_>,
    new: &NewAppointment<'_>,
    decision: &Decision,
    ids: &[MessageId],
) -> Result<(), StoreError> {
    let count = decision.messages.len();
    match conn {
        Conn::Postgres(c) if count <= MESSAGES_AT_ONCE => {
            let query = with_appointment!(sqlx::query(ADD_ALL[count].as_str()), new);
            let query = with_history!(query, decision, to_json(&decision.change.because)?);
            if count == 0 {
                query.execute(&mut **c).await?;
            } else {
                with_messages!(query, decision, decision.messages.iter().zip(ids))
                    .execute(&mut **c)
                    .await?;
            }
            return Ok(());
        }
        Conn::Postgres(c) => {
            with_appointment!(sqlx::query(ADD_APPOINTMENT.postgres), new)
                .execute(&mut **c)
                .await?;
        }
        Conn::Sqlite(c) => {
            with_appointment!(sqlx::query(ADD_APPOINTMENT.sqlite), new)
                .execute(&mut **c)
                .await?;
        }
    }
    history(conn, decision).await?;
    messages(conn, decision, ids).await
}

/// Writes the history row of a decision.
pub(super) async fn history(conn: &mut Conn<'_>, decision: &Decision) -> Result<(), StoreError> {
    let because = to_json(&decision.change.because)?;
    match conn {
        Conn::Sqlite(c) => {
            with_history!(sqlx::query(ADD_HISTORY.sqlite), decision, &because)
                .execute(&mut **c)
                .await?;
        }
        Conn::Postgres(c) => {
            with_history!(sqlx::query(ADD_HISTORY.postgres), decision, &because)
                .execute(&mut **c)
                .await?;
        }
    }
    Ok(())
}

/// Writes the messages of a decision; `ids` has one for each.
pub(super) async fn messages(conn: &mut Conn<'_>, decision: &Decision, ids: &[MessageId]) -> Result<(), StoreError> {
    let intents = decision.messages.chunks(MESSAGES_AT_ONCE);
    for (intents, ids) in intents.zip(ids.chunks(MESSAGES_AT_ONCE)) {
        let text = ADD_MESSAGES[intents.len() - 1].as_str();
        match conn {
            Conn::Sqlite(c) => {
                with_messages!(sqlx::query(text), decision, intents.iter().zip(ids))
                    .execute(&mut **c)
                    .await?;
            }
            Conn::Postgres(c) => {
                with_messages!(sqlx::query(text), decision, intents.iter().zip(ids))
                    .execute(&mut **c)
                    .await?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_on() {
        for (text, counted) in [("a = $1", "a = $28"), ("($1, $12) x", "($28, $39) x"), ("nothing", "nothing")] {
            assert_eq!(counted_on(text, 27), counted);
        }
    }

    #[test]
    fn each_statement_has_the_values_that_are_bound() {
        let highest = |text: &str| {
            (1..200)
                .rev()
                .find(|n| text.contains(&format!("${n},")) || text.contains(&format!("${n})")))
        };
        assert_eq!(highest(ADD_APPOINTMENT.sqlite), Some(VALUES_OF_APPOINTMENT));
        assert_eq!(highest(ADD_HISTORY.sqlite), Some(VALUES_OF_HISTORY));
        for (messages, text) in ADD_ALL.iter().enumerate() {
            let shared = if messages == 0 { 0 } else { 6 };
            let all = VALUES_OF_APPOINTMENT + VALUES_OF_HISTORY + shared + 5 * messages;
            assert_eq!(highest(text), Some(all), "{text}");
        }
    }
}
