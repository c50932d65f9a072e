//! Who looked at what about whom, and who acted. Rows are only ever added.

use domain::ids::{AuditId, NetworkId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::columns::{instant, micros};
use crate::engine::{execute, fetch_all, statements};
use crate::{Store, StoreError, Tx};

statements! {
    ADD_AUDIT { "INSERT INTO audit (network_id, id, at, by_id, what, about) VALUES ($1, $2, $3, $4, $5, $6)" }
    AUDIT {
        "SELECT id, at, by_id, what, about FROM audit WHERE network_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
    }
}

/// One line of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Identity; grows with time.
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// Who: the printed id of an operator or of a program's key.
    pub by: String,
    /// What was done, as a word such as `ledger_read`; the text is `audit-…` in the locales.
    pub what: String,
    /// About what: a printed id, or a version.
    pub about: String,
}

type Row = (Uuid, i64, String, String, String);

fn audit_row((id, at, by, what, about): Row) -> Result<AuditRow, StoreError> {
    Ok(AuditRow {
        id: AuditId(id),
        at: instant(at)?,
        by,
        what,
        about,
    })
}

impl Store {
    /// The newest lines of a network's audit before one of them, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn audit(&self, network: NetworkId, before: Option<AuditId>, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        let mut lent = self.reading().await?;
        let before = before.map_or(Uuid::max(), |before| before.0);
        fetch_all!(&mut lent.conn(), Row, AUDIT, network.0, before, i64::from(limit))?
            .into_iter()
            .map(audit_row)
            .collect()
    }
}

impl Tx {
    /// Adds a line to the audit.
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_audit(&mut self, network: NetworkId, row: &AuditRow) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_AUDIT,
            network.0,
            row.id.0,
            micros(row.at),
            &row.by,
            &row.what,
            &row.about
        )?;
        Ok(())
    }
}
