//! Who runs a network: their accounts and sessions, apart from those of practitioners.

use domain::ids::{NetworkId, OperatorId};
use domain::people::{Operator, OperatorRole};
use jiff::Timestamp;
use uuid::Uuid;

use crate::columns::{bytes, instant, language, micros};
use crate::engine::{execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

macro_rules! operator_columns {
    () => {
        "o.network_id, o.id AS operator_id, o.role, o.name, o.email, o.language"
    };
}

macro_rules! session_text {
    ($where:literal) => {
        concat!(
            "SELECT ",
            operator_columns!(),
            ", s.id_hash, s.created_at, s.last_seen_at, s.expires_at, s.label FROM operator_session s \
             JOIN operator_account o ON o.network_id = s.network_id AND o.id = s.operator_id WHERE ",
            $where
        )
    };
}

statements! {
    OPERATORS_BY_EMAIL {
        concat!("SELECT ", operator_columns!(), ", o.password_hash FROM operator_account o WHERE o.email = $1 ORDER BY o.network_id")
    }
    OPERATORS {
        concat!("SELECT ", operator_columns!(), ", o.password_hash FROM operator_account o WHERE o.network_id = $1 ORDER BY o.id")
    }
    OPERATOR { concat!("SELECT ", operator_columns!(), ", o.password_hash FROM operator_account o WHERE o.id = $1") }
    OPERATOR_SESSION { session_text!("s.id_hash = $1 AND s.expires_at > $2") }
    OPERATOR_SESSIONS_OF { session_text!("s.operator_id = $1 ORDER BY s.last_seen_at DESC, s.created_at DESC") }
    PUT_OPERATOR {
        "INSERT INTO operator_account (network_id, id, role, name, email, language, password_hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (network_id, id) DO UPDATE SET role = excluded.role, \
         name = excluded.name, email = excluded.email, language = excluded.language, password_hash = excluded.password_hash"
    }
    ADD_OPERATOR_SESSION {
        "INSERT INTO operator_session (id_hash, network_id, operator_id, created_at, last_seen_at, expires_at, label) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)"
    }
    TOUCH_OPERATOR_SESSION { "UPDATE operator_session SET last_seen_at = $2 WHERE id_hash = $1 AND last_seen_at < $2" }
    REVOKE_OPERATOR_SESSION { "DELETE FROM operator_session WHERE id_hash = $1" }
    REVOKE_OPERATOR_SESSIONS_OF { "DELETE FROM operator_session WHERE operator_id = $1" }
    FORGET_OPERATOR_SESSIONS { "DELETE FROM operator_session WHERE expires_at <= $1" }
}

/// Somebody who can sign in at the network's own door.
#[derive(Debug, Clone)]
pub struct OperatorAccount {
    /// The person.
    pub operator: Operator,
    /// What the password is checked against, in PHC form.
    pub password_hash: String,
}

/// A browser in which one of them is signed in.
#[derive(Debug, Clone)]
pub struct OperatorSession {
    /// Who.
    pub operator: Operator,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, to within what the caller touches.
    pub last_seen_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// SHA-256 of the cookie.
    pub id_hash: [u8; 32],
    /// What the person recognises the browser by.
    pub label: String,
}

#[derive(sqlx::FromRow)]
struct OperatorRow {
    network_id: Uuid,
    operator_id: Uuid,
    role: String,
    name: String,
    email: String,
    language: String,
}

impl OperatorRow {
    fn operator(self) -> Result<Operator, StoreError> {
        let role =
            OperatorRole::from_code(&self.role).ok_or_else(|| StoreError::unreadable("operator_account.role", &self.role))?;
        Ok(Operator {
            id: OperatorId(self.operator_id),
            network: NetworkId(self.network_id),
            role,
            name: self.name,
            email: self.email,
            language: language(&self.language)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    #[sqlx(flatten)]
    operator: OperatorRow,
    password_hash: String,
}

impl AccountRow {
    fn account(self) -> Result<OperatorAccount, StoreError> {
        Ok(OperatorAccount {
            operator: self.operator.operator()?,
            password_hash: self.password_hash,
        })
    }
}

#[derive(sqlx::FromRow)]
struct BrowserRow {
    #[sqlx(flatten)]
    operator: OperatorRow,
    id_hash: Vec<u8>,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
    label: String,
}

impl BrowserRow {
    fn session(self) -> Result<OperatorSession, StoreError> {
        Ok(OperatorSession {
            operator: self.operator.operator()?,
            created_at: instant(self.created_at)?,
            last_seen_at: instant(self.last_seen_at)?,
            expires_at: instant(self.expires_at)?,
            id_hash: bytes("operator_session.id_hash", &self.id_hash)?,
            label: self.label,
        })
    }
}

impl Store {
    /// Every operator's account with this e-mail address, in any capitals: one per network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn operators_by_email(&self, email: &str) -> Result<Vec<OperatorAccount>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), AccountRow, OPERATORS_BY_EMAIL, email.to_lowercase())?;
        rows.into_iter().map(AccountRow::account).collect()
    }

    /// Everybody who runs a network, in the order in which they came.
    ///
    /// # Errors
    /// The database failed.
    pub async fn operators(&self, network: NetworkId) -> Result<Vec<Operator>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), AccountRow, OPERATORS, network.0)?;
        rows.into_iter().map(|row| row.operator.operator()).collect()
    }

    /// An operator's account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn operator(&self, id: OperatorId) -> Result<Option<OperatorAccount>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), AccountRow, OPERATOR, id.0)?
            .map(AccountRow::account)
            .transpose()
    }

    /// The session whose cookie has this hash, if it has not ended at `now`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn operator_session(&self, id_hash: &[u8; 32], now: Timestamp) -> Result<Option<OperatorSession>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), BrowserRow, OPERATOR_SESSION, &id_hash[..], micros(now))?;
        row.map(BrowserRow::session).transpose()
    }

    /// The sessions of somebody, ended ones included, the last used first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn operator_sessions_of(&self, id: OperatorId) -> Result<Vec<OperatorSession>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_all!(&mut lent.conn(), BrowserRow, OPERATOR_SESSIONS_OF, id.0)?
            .into_iter()
            .map(BrowserRow::session)
            .collect()
    }
}

impl Tx {
    /// Adds or replaces an operator's account.
    ///
    /// # Errors
    /// Another account of the network has the address (`operator_account_email`), or the database failed.
    pub async fn put_operator(&mut self, operator: &Operator, password_hash: &str) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_OPERATOR,
            operator.network.0,
            operator.id.0,
            operator.role.code(),
            &operator.name,
            operator.email.to_lowercase(),
            operator.language.tag(),
            password_hash,
        )?;
        Ok(())
    }

    /// Signs an operator's browser in.
    ///
    /// # Errors
    /// The account is unknown (`foreign_key`), or the database failed.
    pub async fn add_operator_session(&mut self, session: &OperatorSession) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_OPERATOR_SESSION,
            &session.id_hash[..],
            session.operator.network.0,
            session.operator.id.0,
            micros(session.created_at),
            micros(session.last_seen_at),
            micros(session.expires_at),
            &session.label,
        )?;
        Ok(())
    }

    /// Notes that an operator's session was used.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touch_operator_session(&mut self, id_hash: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
        execute!(&mut self.conn(), TOUCH_OPERATOR_SESSION, &id_hash[..], micros(now))?;
        Ok(())
    }

    /// Signs an operator's browser out; `false` when it was not signed in.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revoke_operator_session(&mut self, id_hash: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(execute!(&mut self.conn(), REVOKE_OPERATOR_SESSION, &id_hash[..])? > 0)
    }

    /// Signs an operator out everywhere; says from how many browsers.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revoke_operator_sessions_of(&mut self, id: OperatorId) -> Result<u64, StoreError> {
        execute!(&mut self.conn(), REVOKE_OPERATOR_SESSIONS_OF, id.0)
    }

    /// Forgets operators' sessions that have ended; says how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget_ended_operator_sessions(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        execute!(&mut self.conn(), FORGET_OPERATOR_SESSIONS, micros(now))
    }
}
