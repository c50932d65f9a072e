//! The network's own people: signing in at their own door, and the audit of what they look at and do.

use domain::ids::{AuditId, BusinessId, CaseId, MeasureId, NetworkId, OperatorId};
use domain::people::Operator;
use store::{AuditRow, OperatorSession, Tx};

use crate::clock::Clock;
use crate::links::{hash, random_token};
use crate::sign_in::{IDLE, LIFE, NOTED_EVERY, session_label};
use crate::{App, Failure};

/// An operator's session that has begun.
#[derive(Debug, Clone)]
pub struct OperatorSignedIn {
    /// Who.
    pub operator: Operator,
    /// The token for the cookie; only its hash is stored.
    pub token: String,
}

/// What the audit keeps: reading about somebody, and every act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audited {
    /// Somebody signed in.
    SignedIn(OperatorId),
    /// Somebody read what a business's record holds.
    LedgerRead(BusinessId),
    /// Somebody read a case.
    CaseRead(CaseId),
    /// Somebody decided a case.
    CaseDecided(CaseId),
    /// Somebody began a measure.
    MeasureBegun(MeasureId),
    /// Somebody lifted a measure.
    MeasureLifted(MeasureId),
    /// Somebody put a version of the network's policy in force.
    PolicyChanged(u32),
}

impl Audited {
    /// The word in the store; the text is `audit-…` in the locales.
    pub fn what(&self) -> &'static str {
        match self {
            Audited::SignedIn(_) => "signed_in",
            Audited::LedgerRead(_) => "ledger_read",
            Audited::CaseRead(_) => "case_read",
            Audited::CaseDecided(_) => "case_decided",
            Audited::MeasureBegun(_) => "measure_begun",
            Audited::MeasureLifted(_) => "measure_lifted",
            Audited::PolicyChanged(_) => "policy_changed",
        }
    }

    fn about(&self) -> String {
        match self {
            Audited::SignedIn(id) => id.to_string(),
            Audited::LedgerRead(id) => id.to_string(),
            Audited::CaseRead(id) | Audited::CaseDecided(id) => id.to_string(),
            Audited::MeasureBegun(id) | Audited::MeasureLifted(id) => id.to_string(),
            Audited::PolicyChanged(version) => version.to_string(),
        }
    }
}

impl App {
    /// Signs an operator in, as [`App::sign_in`] does for the console.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the address and password do not belong together.
    pub async fn sign_in_operator(&self, email: &str, password: &str, label: &str) -> Result<OperatorSignedIn, Failure> {
        let accounts = self.store.operators_by_email(&email.trim().to_lowercase()).await?;
        let accounts = accounts.into_iter().map(|account| (account.operator, account.password_hash));
        let operator = self.proven(accounts.collect(), password).await?;
        self.begin_operator_session(operator, label).await
    }

    /// Begins a session for an operator who has proved who they are.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn begin_operator_session(&self, operator: Operator, label: &str) -> Result<OperatorSignedIn, Failure> {
        let token = random_token(self.entropy.bytes());
        let now = self.clock.now();
        let session = OperatorSession {
            operator: operator.clone(),
            created_at: now,
            last_seen_at: now,
            expires_at: now + LIFE,
            id_hash: hash(&token),
            label: session_label(label),
        };
        let mut tx = self.store.begin().await?;
        tx.add_operator_session(&session).await?;
        self.audit_in(
            &mut tx,
            operator.network,
            &operator.id.to_string(),
            Audited::SignedIn(operator.id),
        )
        .await?;
        tx.commit().await?;
        Ok(OperatorSignedIn { operator, token })
    }

    /// The session of an operator's cookie, if it still lives. Its use is noted once an hour at most.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn operator_session(&self, token: &str) -> Result<Option<OperatorSession>, Failure> {
        let now = self.clock.now();
        let Some(session) = self.store.operator_session(&hash(token), now).await? else {
            return Ok(None);
        };
        if now > session.last_seen_at + IDLE {
            return Ok(None);
        }
        if now > session.last_seen_at + NOTED_EVERY {
            let mut tx = self.store.begin().await?;
            tx.touch_operator_session(&session.id_hash, now).await?;
            tx.commit().await?;
        }
        Ok(Some(session))
    }

    /// Ends one session of an operator.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a session of somebody else.
    pub async fn revoke_operator_session(&self, id: OperatorId, id_hash: &[u8; 32]) -> Result<(), Failure> {
        let own = self.store.operator_sessions_of(id).await?;
        if !own.iter().any(|session| session.id_hash == *id_hash) {
            return Err(Failure::NotFound("session"));
        }
        let mut tx = self.store.begin().await?;
        tx.revoke_operator_session(id_hash).await?;
        Ok(tx.commit().await?)
    }

    /// Makes or replaces an operator's account. Whoever knew the old password is signed out with it.
    ///
    /// # Errors
    /// [`Failure::Invalid`] for a password that is too short.
    pub async fn put_operator(&self, operator: &Operator, password: &str) -> Result<(), Failure> {
        let hashed = self.chosen_password(password).await?;
        let mut tx = self.store.begin().await?;
        tx.put_operator(operator, &hashed).await?;
        tx.revoke_operator_sessions_of(operator.id).await?;
        Ok(tx.commit().await?)
    }

    /// Writes to the audit that somebody read something. Reading changes nothing of the trade; that it was read is kept all the same.
    ///
    /// # Errors
    /// [`Failure::Store`]: what cannot be written down is not shown.
    pub async fn audit(&self, network: NetworkId, by: &str, what: Audited) -> Result<(), Failure> {
        let mut tx = self.store.begin().await?;
        self.audit_in(&mut tx, network, by, what).await?;
        Ok(tx.commit().await?)
    }

    /// Writes to the audit within the act that it tells of.
    pub(crate) async fn audit_in(&self, tx: &mut Tx, network: NetworkId, by: &str, what: Audited) -> Result<(), Failure> {
        let row = AuditRow {
            // Of the real time also where the clock is simulated and stands: the lines keep the order in which they were written.
            id: AuditId(self.entropy.id(Clock::System.now())),
            at: self.clock.now(),
            by: by.to_owned(),
            what: what.what().to_owned(),
            about: what.about(),
        };
        Ok(tx.add_audit(network, &row).await?)
    }
}
