//! The one error of the store: opaque, with its source and the name of the constraint that was hit.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// Something went wrong in the store, or a constraint refused a change. Absence is never an error: questions answer `None`.
pub struct StoreError(Box<Failure>);

struct Failure {
    what: Cow<'static, str>,
    constraint: Option<Cow<'static, str>>,
    retryable: bool,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl StoreError {
    /// The name of the constraint that refused the change, the same on both engines: `appointment_overlap`, `idempotency_key`,
    /// `foreign_key`, `appointment_link_hash`, `message_stable_key`, `practitioner_slug`, …
    pub fn constraint(&self) -> Option<&str> {
        self.0.constraint.as_deref()
    }

    /// Whether the same transaction, begun anew, can succeed: a deadlock (40P01), a serialization failure (40001) or a busy database.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// A commit that several waited for has failed; each is told the same.
    pub(crate) fn shared(why: std::sync::Arc<sqlx::Error>) -> Self {
        let retryable = why
            .as_database_error()
            .is_some_and(|refusal| is_passing(refusal.code().as_deref()));
        StoreError(Box::new(Failure {
            what: "the commit failed".into(),
            constraint: None,
            retryable,
            source: Some(Box::new(why)),
        }))
    }

    /// A stored value that this version cannot read, such as a zone that no longer exists.
    pub(crate) fn unreadable(column: &'static str, value: impl fmt::Display) -> Self {
        Self::told(format!("`{column}` holds `{value}`, which cannot be read"))
    }

    /// A use of the store that its contract excludes.
    pub(crate) fn told(what: impl Into<Cow<'static, str>>) -> Self {
        StoreError(Box::new(Failure {
            what: what.into(),
            constraint: None,
            retryable: false,
            source: None,
        }))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.constraint {
            Some(name) => write!(f, "{} ({name})", self.0.what),
            None => f.write_str(&self.0.what),
        }
    }
}

impl fmt::Debug for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreError")
            .field("what", &self.0.what)
            .field("constraint", &self.0.constraint)
            .field("source", &self.0.source)
            .finish()
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let (constraint, retryable) = match &error {
            sqlx::Error::Database(refusal) => (constraint_of(refusal.as_ref()), is_passing(refusal.code().as_deref())),
            _ => (None, false),
        };
        let what = if constraint.is_some() {
            "a constraint of the database refused the change"
        } else {
            "the database failed"
        };
        StoreError(Box::new(Failure {
            what: what.into(),
            constraint,
            retryable,
            source: Some(Box::new(error)),
        }))
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        StoreError(Box::new(Failure {
            what: "the migrations failed".into(),
            constraint: None,
            retryable: false,
            source: Some(Box::new(error)),
        }))
    }
}

/// PostgreSQL says five letters, SQLite a number: 5 is BUSY, 6 LOCKED, 261 and 517 their longer forms.
fn is_passing(code: Option<&str>) -> bool {
    matches!(code, Some("40001" | "40P01" | "55P03" | "5" | "6" | "261" | "517"))
}

/// SQLite names the columns of a unique key, PostgreSQL names the key. These are the keys that somebody asks about.
const UNIQUE_KEYS: &[(&str, &str)] = &[
    ("appointment.link_hash", "appointment_link_hash"),
    ("client.network_id, client.identity", "client_identity"),
    (
        "enquiry_proposal.network_id, enquiry_proposal.enquiry_id",
        "enquiry_proposal_accepted",
    ),
    (
        "enquiry_proposal.network_id, enquiry_proposal.enquiry_id, enquiry_proposal.practitioner_id",
        "enquiry_proposal_once",
    ),
    ("idempotency.network_id, idempotency.key", "idempotency_key"),
    (
        "message.network_id, message.about_id, message.version, message.kind, message.recipient, message.channel",
        "message_stable_key",
    ),
    ("network.slug", "network_slug"),
    (
        "operator_account.network_id, operator_account.email",
        "operator_account_email",
    ),
    ("practitioner.network_id, practitioner.slug", "practitioner_slug"),
    ("user_account.network_id, user_account.email", "user_account_email"),
];

fn constraint_of(refusal: &dyn sqlx::error::DatabaseError) -> Option<Cow<'static, str>> {
    if refusal.is_foreign_key_violation() {
        return Some("foreign_key".into());
    }
    if let Some(name) = refusal.constraint() {
        return Some(name.to_owned().into());
    }
    let message = refusal.message();
    if let Some(columns) = message.strip_prefix("UNIQUE constraint failed: ") {
        return Some(unique_key(columns));
    }
    if let Some(name) = message.strip_prefix("CHECK constraint failed: ") {
        return Some(name.to_owned().into());
    }
    // 1811 is RAISE(ABORT, …) of one of our triggers, whose whole text is the name.
    (refusal.code().as_deref() == Some("1811")).then(|| message.to_owned().into())
}

fn unique_key(columns: &str) -> Cow<'static, str> {
    let known = UNIQUE_KEYS
        .iter()
        .find(|(listed, _)| *listed == columns)
        .map(|(_, name)| *name);
    let table = columns.split('.').next().unwrap_or(columns);
    known.map_or_else(|| format!("{table}_pkey").into(), Cow::Borrowed)
}
