//! Lending due messages to workers: each to one at a time, for a while, with a token that goes stale when the lease ran out.

use domain::ids::MessageId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::columns::micros;
use crate::engine::{execute, fetch_all, fetch_optional, statements};
use crate::outbox::{MessageRow, OutboxRow, message_columns};
use crate::{Store, StoreError, Tx};

macro_rules! due_text {
    ($columns:literal, $lock:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM message WHERE state IN ('waiting', 'sending') AND due_at <= $1 AND (state = 'waiting' OR leased_until <= $1) \
             ORDER BY due_at LIMIT $3",
            $lock
        )
    };
}

statements! {
    /// SQLite has one writer, so nothing can be claimed twice. On PostgreSQL the rows are chosen once, before the update, and rows that
    /// another worker has just locked are passed over instead of waited for.
    CLAIM {
        sqlite: concat!(
            "UPDATE message AS m SET state = 'sending', attempts = attempts + 1, lease = lease + 1, leased_until = $2 WHERE m.id IN (",
            due_text!("id", ""),
            ") RETURNING network_id, id, about_id, kind, recipient, channel, due_at, version, start_at, old_start_at, state, \
             attempts, lease, note, sent_at, to_address, subject, body_text, body_html, attachment"
        ),
        postgres: concat!(
            "WITH due AS MATERIALIZED (",
            due_text!("network_id, id", " FOR UPDATE SKIP LOCKED"),
            ") UPDATE message AS m SET state = 'sending', attempts = attempts + 1, lease = lease + 1, leased_until = $2 FROM due \
             WHERE m.id = due.id AND m.network_id = due.network_id RETURNING ",
            message_columns!()
        ),
    }
    /// Written when a worker takes the message, so that an attempt cut short leaves a trace too.
    BEGIN_ATTEMPTS {
        "INSERT INTO message_attempt (network_id, message_id, attempt, at, outcome, error) \
         SELECT network_id, id, attempts, $1, 'begun', '' FROM message WHERE state IN ('waiting', 'sending') AND due_at <= $1 \
         AND state = 'sending' AND leased_until = $2 ON CONFLICT DO NOTHING"
    }
    END_ATTEMPT {
        "UPDATE message_attempt SET outcome = $4, error = $5 WHERE network_id = $1 AND message_id = $2 AND attempt = $3"
    }
    SENT {
        "UPDATE message SET state = 'sent', leased_until = NULL, sent_at = $3, to_address = $4, subject = $5, body_text = $6, \
         body_html = $7, attachment = $8, note = '' WHERE id = $1 AND lease = $2 AND state = 'sending' RETURNING network_id, attempts"
    }
    END {
        "UPDATE message SET state = $3, leased_until = NULL, note = $4 WHERE id = $1 AND lease = $2 AND state = 'sending' \
         RETURNING network_id, attempts"
    }
    RELEASE {
        "UPDATE message SET state = 'waiting', leased_until = NULL WHERE state = 'sending'"
    }
    RETRY_LATER {
        "UPDATE message SET state = 'waiting', leased_until = NULL, due_at = $3, note = $4 \
         WHERE id = $1 AND lease = $2 AND state = 'sending' RETURNING network_id, attempts"
    }
}

/// A message lent to this worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The message.
    pub message: MessageRow,
    /// Proof of the lease; it is worthless once another worker has the message.
    pub lease: i64,
}

/// What left, kept so that it can be shown as its reader sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentText {
    /// Where it went.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body_text: String,
    /// The same as HTML.
    pub body_html: String,
    /// The calendar file that went with it.
    pub attachment: Option<String>,
}

/// The four ends of an attempt answer `false` when the lease ran out and somebody else has the message: then nothing is changed (N8).
impl Store {
    /// Takes at most `limit` messages that are due at `now`, the longest due first, until `lease_until`; also those whose lease ran out.
    ///
    /// # Errors
    /// The database failed.
    pub async fn claim(&self, now: Timestamp, lease_until: Timestamp, limit: u32) -> Result<Vec<Claimed>, StoreError> {
        let (now, until) = (micros(now), micros(lease_until));
        let mut tx = self.begin().await?;
        let rows = fetch_all!(&mut tx.conn(), OutboxRow, CLAIM, now, until, i64::from(limit))?;
        if rows.is_empty() {
            tx.rollback().await?;
            return Ok(Vec::new());
        }
        execute!(&mut tx.conn(), BEGIN_ATTEMPTS, now, until)?;
        tx.commit().await?;
        let mut claimed = rows.into_iter().map(claimed).collect::<Result<Vec<_>, _>>()?;
        claimed.sort_by_key(|claimed| (claimed.message.due, claimed.message.id));
        Ok(claimed)
    }

    /// Takes back every lease, for a worker that knows it is the only one and has just started: what is lent was lent to a dead one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn release_leases(&self) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let released = execute!(&mut tx.conn(), RELEASE)?;
        tx.commit().await?;
        Ok(released)
    }

    /// The gateway took the message.
    ///
    /// # Errors
    /// The database failed: the message will be handed over once more when the lease has run out.
    pub async fn sent(&self, id: MessageId, lease: i64, now: Timestamp, text: &SentText) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let attempt = fetch_optional!(
            &mut tx.conn(),
            (Uuid, i64),
            SENT,
            id.0,
            lease,
            micros(now),
            &text.to_address,
            &text.subject,
            &text.body_text,
            &text.body_html,
            text.attachment.as_deref(),
        )?;
        end_attempt(tx, id, attempt, "sent", "").await
    }

    /// The message is no longer right; `note` says why.
    ///
    /// # Errors
    /// The database failed.
    pub async fn drop_message(&self, id: MessageId, lease: i64, note: &str) -> Result<bool, StoreError> {
        self.end(id, lease, "dropped", note).await
    }

    /// The message failed for good.
    ///
    /// # Errors
    /// The database failed.
    pub async fn dead(&self, id: MessageId, lease: i64, error: &str) -> Result<bool, StoreError> {
        self.end(id, lease, "dead", error).await
    }

    async fn end(&self, id: MessageId, lease: i64, state: &str, note: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let attempt = fetch_optional!(&mut tx.conn(), (Uuid, i64), END, id.0, lease, state, note)?;
        end_attempt(tx, id, attempt, state, note).await
    }

    /// The attempt failed; the next one is made at `due`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn retry_later(&self, id: MessageId, lease: i64, due: Timestamp, error: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let attempt = fetch_optional!(&mut tx.conn(), (Uuid, i64), RETRY_LATER, id.0, lease, micros(due), error)?;
        end_attempt(tx, id, attempt, "retry", error).await
    }
}

fn claimed(row: OutboxRow) -> Result<Claimed, StoreError> {
    let lease = row.lease;
    Ok(Claimed {
        message: row.message()?,
        lease,
    })
}

async fn end_attempt(
    mut tx: Tx,
    id: MessageId,
    attempt: Option<(Uuid, i64)>,
    outcome: &str,
    error: &str,
) -> Result<bool, StoreError> {
    let Some((network, number)) = attempt else {
        tx.rollback().await?;
        return Ok(false);
    };
    execute!(&mut tx.conn(), END_ATTEMPT, network, id.0, number, outcome, error)?;
    tx.commit().await?;
    Ok(true)
}
