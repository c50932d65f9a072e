//! Signing in with a password, sessions that can be revoked, keys for programs.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use domain::ids::{ApiKeyId, NetworkId, UserId};
use domain::people::User;
use jiff::SignedDuration;
use store::{ApiKeyRow, SessionRow};

use crate::links::{hash, random_token};
use crate::{App, Failure};

/// How long a session lives, however much it is used.
pub(crate) const LIFE: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long it lives without being used.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How often its use is noted at most.
pub(crate) const NOTED_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// Smallest password, in characters (ASVS 5.0, 6.2.1 asks for 8, recommends 15).
const PASSWORD_CHARS: usize = 10;

/// A session that has begun.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// The token for the cookie; only its hash is stored.
    pub token: String,
}

impl App {
    /// Signs in. Unknown address and wrong password read the same and take the same time (S15).
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the address and password do not belong together.
    pub async fn sign_in(&self, email: &str, password: &str, label: &str) -> Result<SignedIn, Failure> {
        let accounts = self.store.account_by_email(&email.trim().to_lowercase()).await?;
        let accounts = accounts.into_iter().map(|account| (account.user, account.password_hash));
        let user = self.proven(accounts.collect(), password).await?;
        self.begin_session(user, label).await
    }

    /// The one of these people whose password this is; each comes with the hash of theirs.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when it is nobody's, after the same time as for somebody's.
    pub(crate) async fn proven<T>(&self, accounts: Vec<(T, String)>, password: &str) -> Result<T, Failure> {
        let mut matching = None;
        if accounts.is_empty() {
            self.verified(DUMMY_HASH, password).await;
        }
        for (person, hashed) in accounts {
            if self.verified(&hashed, password).await {
                matching = Some(person);
            }
        }
        matching.ok_or(Failure::NotFound("account"))
    }

    /// Begins a session for somebody who has proved who they are.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn begin_session(&self, user: User, label: &str) -> Result<SignedIn, Failure> {
        let token = random_token(self.entropy.bytes());
        let now = self.clock.now();
        let session = SessionRow {
            user: user.clone(),
            created_at: now,
            last_seen_at: now,
            expires_at: now + LIFE,
            id_hash: hash(&token),
            label: session_label(label),
        };
        let mut tx = self.store.begin().await?;
        tx.add_session(&session).await?;
        tx.commit().await?;
        Ok(SignedIn { user, token })
    }

    /// The session of a cookie's token, if it still lives. Its use is noted once an hour at most.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn session(&self, token: &str) -> Result<Option<SessionRow>, Failure> {
        let now = self.clock.now();
        let Some(session) = self.store.session(&hash(token), now).await? else {
            return Ok(None);
        };
        if now > session.last_seen_at + IDLE {
            return Ok(None);
        }
        if now > session.last_seen_at + NOTED_EVERY {
            let mut tx = self.store.begin().await?;
            tx.touch_session(&session.id_hash, now).await?;
            tx.commit().await?;
        }
        Ok(Some(session))
    }

    /// Ends one session of a user.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a session of somebody else.
    pub async fn revoke_session(&self, user: UserId, id_hash: &[u8; 32]) -> Result<(), Failure> {
        if !self
            .store
            .sessions_of(user)
            .await?
            .iter()
            .any(|session| session.id_hash == *id_hash)
        {
            return Err(Failure::NotFound("session"));
        }
        let mut tx = self.store.begin().await?;
        tx.revoke_session(id_hash).await?;
        Ok(tx.commit().await?)
    }

    /// Makes or replaces an account.
    ///
    /// # Errors
    /// [`Failure::Invalid`] for a password that is too short.
    pub async fn put_account(&self, user: &User, password: &str) -> Result<(), Failure> {
        let hashed = self.chosen_password(password).await?;
        let mut tx = self.store.begin().await?;
        tx.put_account(user, &hashed).await?;
        // Whoever knew the old password is signed out with it.
        tx.revoke_sessions_of(user.id).await?;
        Ok(tx.commit().await?)
    }

    /// Makes a key for a program. The key is returned once; only its hash is stored.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn new_api_key(&self, network: NetworkId, name: &str, scopes: &[&str]) -> Result<String, Failure> {
        let now = self.clock.now();
        let key = format!("hk_{}", random_token(self.entropy.bytes()));
        let row = ApiKeyRow {
            id: ApiKeyId(self.entropy.id(now)),
            network,
            name: name.to_owned(),
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            hash: hash(&key),
        };
        let mut tx = self.store.begin().await?;
        tx.put_api_key(&row, now).await?;
        tx.commit().await?;
        Ok(key)
    }

    async fn verified(&self, hashed: &str, password: &str) -> bool {
        let (hashed, password) = (hashed.to_owned(), password.to_owned());
        self.on_a_thread(move || {
            PasswordHash::new(&hashed).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await
    }

    /// The hash of a password that somebody chose.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when it is too short.
    pub(crate) async fn chosen_password(&self, password: &str) -> Result<String, Failure> {
        let mut fields = crate::fields::Fields::default();
        if password.chars().count() < PASSWORD_CHARS {
            fields.fault("password", "too-short", Some(PASSWORD_CHARS));
        }
        fields.finish()?;
        Ok(self.hashed(password).await)
    }

    async fn hashed(&self, password: &str) -> String {
        let (salt, password) = (self.entropy.bytes::<16>(), password.to_owned());
        self.on_a_thread(move || {
            let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
            hash.expect("the salt has a valid length").to_string()
        })
        .await
    }

    /// Argon2 is slow on purpose; it runs beside the requests, few at a time.
    async fn on_a_thread<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let _permit = self.passwords.acquire().await;
        tokio::task::spawn_blocking(work).await.expect("hashing does not panic")
    }
}

/// What somebody recognises a browser by, as it can be stored.
pub(crate) fn session_label(label: &str) -> String {
    label.chars().filter(|c| !c.is_control()).take(120).collect()
}

/// An Argon2id hash of nothing in particular, with today's parameters, to spend the same time on an unknown address.
const DUMMY_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Zk5sZ0N5b2dYc2pRb0x4bTBzZ3RrQ3hLb1h3b2FiY2Q";
