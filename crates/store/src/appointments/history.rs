//! What happened to an appointment; rows are only ever added.

use domain::appointment::{Act, Actor, Change, ChangeKind, Reason, Role, Side};
use domain::ids::{AppointmentId, NetworkId};

use crate::columns::{from_json, instant, instant_if, number};
use crate::engine::{fetch_all, statements};
use crate::{Store, StoreError};

statements! {
    HISTORY {
        "SELECT version, kind, at, by_role, by_id, asked_by, reason, message, from_at, to_at, because FROM history \
         WHERE network_id = $1 AND appointment_id = $2 ORDER BY version"
    }
}

/// One change, with the version of the appointment that it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// The version after the change.
    pub version: u32,
    /// What happened.
    pub change: Change,
}

#[derive(sqlx::FromRow)]
struct Row {
    version: i64,
    kind: String,
    at: i64,
    by_role: String,
    by_id: String,
    asked_by: String,
    reason: Option<String>,
    message: String,
    from_at: Option<i64>,
    to_at: Option<i64>,
    because: String,
}

impl Row {
    fn history(self) -> Result<HistoryRow, StoreError> {
        let reason = self
            .reason
            .as_deref()
            .map(|word| known("history.reason", word, Reason::from_code))
            .transpose()?;
        let change = Change {
            kind: known("history.kind", &self.kind, ChangeKind::from_code)?,
            act: Act {
                clicked_by: Actor {
                    role: known("history.by_role", &self.by_role, Role::from_code)?,
                    id: self.by_id,
                },
                asked_by: known("history.asked_by", &self.asked_by, Side::from_code)?,
                now: instant(self.at)?,
            },
            reason,
            message: self.message,
            from: instant_if(self.from_at)?,
            to: instant_if(self.to_at)?,
            because: from_json("history.because", &self.because)?,
        };
        Ok(HistoryRow {
            version: number("history.version", self.version)?,
            change,
        })
    }
}

fn known<T>(column: &'static str, word: &str, from_code: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    from_code(word).ok_or_else(|| StoreError::unreadable(column, word))
}

impl Store {
    /// The history of an appointment, in order; empty for one this network does not have.
    ///
    /// # Errors
    /// The database failed.
    pub async fn history(&self, network: NetworkId, appointment: AppointmentId) -> Result<Vec<HistoryRow>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_all!(&mut lent.conn(), Row, HISTORY, network.0, appointment.0)?
            .into_iter()
            .map(Row::history)
            .collect()
    }
}
