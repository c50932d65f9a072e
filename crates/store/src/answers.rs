//! Answers remembered by idempotency key: the same request again gets the same answer (R15).

use domain::ids::NetworkId;
use jiff::Timestamp;

use crate::columns::{micros, number};
use crate::engine::{execute, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

statements! {
    ANSWER { "SELECT fingerprint, status, body FROM idempotency WHERE network_id = $1 AND key = $2" }
    REMEMBER_ANSWER {
        "INSERT INTO idempotency (network_id, key, fingerprint, status, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)"
    }
    FORGET_ANSWERS { "DELETE FROM idempotency WHERE created_at < $1" }
}

/// What was answered to a request with an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotentAnswer {
    /// Hash of the request; the same key with another request is an error of the caller.
    pub fingerprint: String,
    /// HTTP status.
    pub status: u16,
    /// Body of the answer.
    pub body: String,
}

impl Store {
    /// Forgets answers given before this instant; says how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget_answers(&self, before: Timestamp) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let gone = execute!(&mut tx.conn(), FORGET_ANSWERS, micros(before))?;
        tx.commit().await?;
        Ok(gone)
    }
}

impl Tx {
    /// The answer given to this key in this network. Ask after locking the practitioner: then a twin that was quicker is seen.
    ///
    /// # Errors
    /// The database failed.
    pub async fn idempotent(&mut self, network: NetworkId, key: &str) -> Result<Option<IdempotentAnswer>, StoreError> {
        let row = fetch_optional!(&mut self.conn(), (String, i64, String), ANSWER, network.0, key)?;
        row.map(|(fingerprint, status, body)| {
            Ok(IdempotentAnswer {
                fingerprint,
                status: number("idempotency.status", status)?,
                body,
            })
        })
        .transpose()
    }

    /// Remembers an answer in the transaction of what it tells about.
    ///
    /// # Errors
    /// The key has an answer already (`idempotency_key`): a twin was quicker; roll back and read its answer. Or the database failed.
    pub async fn remember_answer(
        &mut self,
        network: NetworkId,
        key: &str,
        answer: &IdempotentAnswer,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let status = i64::from(answer.status);
        execute!(
            &mut self.conn(),
            REMEMBER_ANSWER,
            network.0,
            key,
            &answer.fingerprint,
            status,
            &answer.body,
            micros(now)
        )?;
        Ok(())
    }
}
