//! Who signs in, from which browser, and which programs may call.

use domain::ids::{ApiKeyId, BusinessId, NetworkId, PractitionerId, UserId};
use domain::people::User;
use jiff::Timestamp;
use uuid::Uuid;

use crate::columns::{bytes, from_json, instant, language, micros, to_json};
use crate::engine::{execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

macro_rules! user_columns {
    () => {
        "u.network_id, u.id AS user_id, u.business_id, u.practitioner_id, u.name, u.email, u.language"
    };
}

macro_rules! session_text {
    ($where:literal) => {
        concat!(
            "SELECT ",
            user_columns!(),
            ", s.id_hash, s.created_at, s.last_seen_at, s.expires_at, s.label FROM session s \
             JOIN user_account u ON u.network_id = s.network_id AND u.id = s.user_id WHERE ",
            $where
        )
    };
}

statements! {
    ACCOUNTS_BY_EMAIL {
        concat!("SELECT ", user_columns!(), ", u.password_hash FROM user_account u WHERE u.email = $1 ORDER BY u.network_id")
    }
    ACCOUNT { concat!("SELECT ", user_columns!(), ", u.password_hash FROM user_account u WHERE u.id = $1") }
    SESSION { session_text!("s.id_hash = $1 AND s.expires_at > $2") }
    SESSIONS_OF { session_text!("s.user_id = $1 ORDER BY s.last_seen_at DESC, s.created_at DESC") }
    API_KEY {
        "SELECT k.network_id, k.id, k.name, k.scopes, k.hash, n.revision FROM api_key k JOIN network n ON n.id = k.network_id \
         WHERE k.hash = $1"
    }
    PUT_ACCOUNT {
        "INSERT INTO user_account (network_id, id, business_id, practitioner_id, name, email, language, password_hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (network_id, id) DO UPDATE SET business_id = excluded.business_id, \
         practitioner_id = excluded.practitioner_id, name = excluded.name, email = excluded.email, language = excluded.language, \
         password_hash = excluded.password_hash"
    }
    ADD_SESSION {
        "INSERT INTO session (id_hash, network_id, user_id, created_at, last_seen_at, expires_at, label) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)"
    }
    TOUCH_SESSION { "UPDATE session SET last_seen_at = $2 WHERE id_hash = $1 AND last_seen_at < $2" }
    REVOKE_SESSION { "DELETE FROM session WHERE id_hash = $1" }
    REVOKE_SESSIONS_OF { "DELETE FROM session WHERE user_id = $1" }
    FORGET_SESSIONS { "DELETE FROM session WHERE expires_at <= $1" }
    PUT_API_KEY {
        "INSERT INTO api_key (network_id, id, name, scopes, hash, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (network_id, id) DO UPDATE SET name = excluded.name, scopes = excluded.scopes, hash = excluded.hash"
    }
}

/// Somebody who can sign in.
#[derive(Debug, Clone)]
pub struct Account {
    /// The person.
    pub user: User,
    /// What the password is checked against, in PHC form.
    pub password_hash: String,
}

/// A browser that is signed in.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Who.
    pub user: User,
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

/// A program that may call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKeyRow {
    /// Identity.
    pub id: ApiKeyId,
    /// The network it may touch.
    pub network: NetworkId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// SHA-256 of the key.
    pub hash: [u8; 32],
}

#[derive(sqlx::FromRow)]
struct UserRow {
    network_id: Uuid,
    user_id: Uuid,
    business_id: Uuid,
    practitioner_id: Option<Uuid>,
    name: String,
    email: String,
    language: String,
}

impl UserRow {
    fn user(self) -> Result<User, StoreError> {
        Ok(User {
            id: UserId(self.user_id),
            network: NetworkId(self.network_id),
            business: BusinessId(self.business_id),
            practitioner: self.practitioner_id.map(PractitionerId),
            name: self.name,
            email: self.email,
            language: language(&self.language)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    #[sqlx(flatten)]
    user: UserRow,
    password_hash: String,
}

impl AccountRow {
    fn account(self) -> Result<Account, StoreError> {
        Ok(Account {
            user: self.user.user()?,
            password_hash: self.password_hash,
        })
    }
}

#[derive(sqlx::FromRow)]
struct BrowserRow {
    #[sqlx(flatten)]
    user: UserRow,
    id_hash: Vec<u8>,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
    label: String,
}

impl BrowserRow {
    fn session(self) -> Result<SessionRow, StoreError> {
        Ok(SessionRow {
            user: self.user.user()?,
            created_at: instant(self.created_at)?,
            last_seen_at: instant(self.last_seen_at)?,
            expires_at: instant(self.expires_at)?,
            id_hash: bytes("session.id_hash", &self.id_hash)?,
            label: self.label,
        })
    }
}

impl Store {
    /// Every account with this e-mail address, in any capitals: one per network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn account_by_email(&self, email: &str) -> Result<Vec<Account>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), AccountRow, ACCOUNTS_BY_EMAIL, email.to_lowercase())?;
        rows.into_iter().map(AccountRow::account).collect()
    }

    /// An account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn account(&self, user: UserId) -> Result<Option<Account>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), AccountRow, ACCOUNT, user.0)?
            .map(AccountRow::account)
            .transpose()
    }

    /// The session whose cookie has this hash, if it has not ended at `now`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session(&self, id_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), BrowserRow, SESSION, &id_hash[..], micros(now))?;
        row.map(BrowserRow::session).transpose()
    }

    /// The sessions of somebody, ended ones included, the last used first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sessions_of(&self, user: UserId) -> Result<Vec<SessionRow>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_all!(&mut lent.conn(), BrowserRow, SESSIONS_OF, user.0)?
            .into_iter()
            .map(BrowserRow::session)
            .collect()
    }

    /// The program whose key has this hash, with the revision of its network's catalogue: whoever calls asks for that next.
    ///
    /// # Errors
    /// The database failed.
    pub async fn api_key(&self, hash: &[u8; 32]) -> Result<Option<(ApiKeyRow, i64)>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), KeyRow, API_KEY, &hash[..])?
            .map(api_key)
            .transpose()
    }
}

type KeyRow = (Uuid, Uuid, String, String, Vec<u8>, i64);

fn api_key((network, id, name, scopes, hash, revision): KeyRow) -> Result<(ApiKeyRow, i64), StoreError> {
    let (scopes, hash) = (from_json("api_key.scopes", &scopes)?, bytes("api_key.hash", &hash)?);
    let key = ApiKeyRow {
        id: ApiKeyId(id),
        network: NetworkId(network),
        name,
        scopes,
        hash,
    };
    Ok((key, revision))
}

impl Tx {
    /// Adds or replaces an account.
    ///
    /// # Errors
    /// Another account of the network has the address (`user_account_email`), or the database failed.
    pub async fn put_account(&mut self, user: &User, password_hash: &str) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_ACCOUNT,
            user.network.0,
            user.id.0,
            user.business.0,
            user.practitioner.map(|id| id.0),
            &user.name,
            user.email.to_lowercase(),
            user.language.tag(),
            password_hash,
        )?;
        Ok(())
    }

    /// Signs a browser in.
    ///
    /// # Errors
    /// The account is unknown (`foreign_key`), or the database failed.
    pub async fn add_session(&mut self, session: &SessionRow) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_SESSION,
            &session.id_hash[..],
            session.user.network.0,
            session.user.id.0,
            micros(session.created_at),
            micros(session.last_seen_at),
            micros(session.expires_at),
            &session.label,
        )?;
        Ok(())
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touch_session(&mut self, id_hash: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
        execute!(&mut self.conn(), TOUCH_SESSION, &id_hash[..], micros(now))?;
        Ok(())
    }

    /// Signs a browser out; `false` when it was not signed in.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revoke_session(&mut self, id_hash: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(execute!(&mut self.conn(), REVOKE_SESSION, &id_hash[..])? > 0)
    }

    /// Signs somebody out everywhere; says from how many browsers.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revoke_sessions_of(&mut self, user: UserId) -> Result<u64, StoreError> {
        execute!(&mut self.conn(), REVOKE_SESSIONS_OF, user.0)
    }

    /// Forgets sessions that have ended; says how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget_ended_sessions(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        execute!(&mut self.conn(), FORGET_SESSIONS, micros(now))
    }

    /// Adds or replaces the key of a program.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_api_key(&mut self, key: &ApiKeyRow, now: Timestamp) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_API_KEY,
            key.network.0,
            key.id.0,
            &key.name,
            to_json(&key.scopes)?,
            &key.hash[..],
            micros(now)
        )?;
        Ok(())
    }
}
