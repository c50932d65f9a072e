//! The worker: sends what is due, lets requests expire, and never trusts what it wrote earlier.
//!
//! A message is claimed for a while, compared with the appointment as it is now, written in the reader's language, handed over, and recorded. A worker that dies in
//! between leaves a claim that runs out; the next one takes the message again under the same stable key (N8).

use std::sync::Arc;
use std::time::Duration;

use domain::messages::still_due;
use gateways::mail::{Mailer, Undelivered};
use jiff::{SignedDuration, Timestamp};
use store::{Claimed, Engine, MessageRow, SentText};
use tokio::sync::watch;

use crate::{App, Failure};

mod enquiries;
mod letters;
mod notices;
mod statements;

pub use letters::ForeseenLetter;

/// How long a claim holds.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// A message is handed over within this time of its claim, so that the longest send ends before the claim does.
const HAND_OVER_WITHIN: SignedDuration = SignedDuration::from_secs(45);
/// After so many attempts, which take more than a day, a message is dead and waits for a person.
const ATTEMPTS: u32 = 32;
/// How often old sessions and answers are forgotten.
const TIDY_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// How long the answer to a request is kept to be repeated.
const ANSWERS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How many messages are claimed at once.
const BATCH: u32 = 16;

/// Sends mail for an app.
#[derive(Clone)]
pub struct Worker {
    app: App,
    mailer: Arc<dyn Mailer>,
    from: Arc<str>,
}

/// What became of one message.
enum Fate {
    Sent(Box<SentText>),
    Dropped(&'static str),
    Later(String),
    Dead(String),
}

impl Worker {
    /// A worker that sends through `mailer` with this sender address.
    pub fn new(app: App, mailer: Arc<dyn Mailer>, from: &str) -> Self {
        Worker {
            app,
            mailer,
            from: from.into(),
        }
    }

    /// Works until `stop` turns true, and finishes the message in hand.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut changes = self.app.store.subscribe_changes();
        self.take_over_from_the_dead().await;
        let mut tidied = self.tidy().await;
        while !*stop.borrow() {
            if self.app.clock.now() > tidied + TIDY_EVERY {
                tidied = self.tidy().await;
            }
            if let Err(failure) = self.work_until(&|| *stop.borrow()).await {
                tracing::error!(
                    error = &failure as &dyn std::error::Error,
                    "the worker could not work; it tries again"
                );
            }
            tokio::select! {
                _ = stop.changed() => {}
                _ = changes.changed() => {}
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        }
    }

    /// An SQLite database is served by one process, so a lease that is found at the start belongs to nobody. On PostgreSQL it may belong to another node and runs out.
    async fn take_over_from_the_dead(&self) {
        if self.app.store.engine() == Engine::Sqlite
            && let Err(error) = self.app.store.release_leases().await
        {
            tracing::warn!(%error, "leases were not released; they run out by themselves");
        }
    }

    /// Forgets what nobody will ask for again: sessions that ended, answers to requests that were repeated days ago.
    async fn tidy(&self) -> Timestamp {
        let now = self.app.clock.now();
        let tidied = async {
            self.app.store.forget_answers(now - ANSWERS_KEPT).await?;
            let mut tx = self.app.store.begin().await?;
            tx.forget_ended_sessions(now).await?;
            tx.forget_ended_operator_sessions(now).await?;
            tx.commit().await
        };
        if let Err(error) = tidied.await {
            tracing::warn!(%error, "old sessions and answers were not forgotten; it is tried again");
        }
        if let Err(failure) = self.app.rank_anew().await {
            tracing::warn!(
                error = &failure as &dyn std::error::Error,
                "ranks were not computed anew; it is tried again"
            );
        }
        now
    }

    /// Does everything that is due now. Returns how many messages left.
    ///
    /// # Errors
    /// [`Failure::Store`]; what is wrong with one message is recorded with that message and keeps no other waiting.
    pub async fn work(&self) -> Result<usize, Failure> {
        self.work_until(&|| false).await
    }

    async fn work_until(&self, stopped: &(dyn Fn() -> bool + Sync)) -> Result<usize, Failure> {
        self.follow_the_simulated_clock().await?;
        self.app.expire_requests().await?;
        self.app.lapse_enquiries().await?;
        self.app.lapse_proposals().await?;
        self.app.generate_series().await?;
        let mut sent = 0;
        loop {
            let now = self.app.clock.now();
            let claimed = self.app.store.claim(now, now + LEASE, BATCH).await?;
            if claimed.is_empty() {
                return Ok(sent);
            }
            for message in &claimed {
                if stopped() {
                    return Ok(sent);
                }
                // Slow mails before this one may have used up the time; whoever claims it next sends it.
                if self.app.clock.now() < now + HAND_OVER_WITHIN {
                    sent += usize::from(self.settle(message).await?);
                }
            }
        }
    }

    /// Another process may have moved the simulated clock forward.
    async fn follow_the_simulated_clock(&self) -> Result<(), Failure> {
        if self.app.clock.is_simulated()
            && let Some(now) = self.app.store.simulated_now().await?
        {
            self.app.clock.advance_to(now);
        }
        Ok(())
    }

    async fn settle(&self, claimed: &Claimed) -> Result<bool, Failure> {
        let (id, lease) = (claimed.message.id, claimed.lease);
        let fate = self
            .fate(claimed)
            .await
            .unwrap_or_else(|failure| unwritten(claimed, &failure));
        let (store, now) = (&self.app.store, self.app.clock.now());
        let (kind, outcome) = (claimed.message.kind.code(), fate.word());
        metrics::counter!("honore_messages_total", "kind" => kind, "outcome" => outcome).increment(1);
        match fate {
            Fate::Sent(text) => return Ok(store.sent(id, lease, now, &text).await?),
            Fate::Dropped(why) => store.drop_message(id, lease, why).await?,
            Fate::Later(why) => {
                store
                    .retry_later(id, lease, now + self.pause(claimed.message.attempts), &why)
                    .await?
            }
            Fate::Dead(why) => {
                // The server's words may quote an address; they stand with the message, not in the log.
                tracing::warn!(message = %id, "a message is dead");
                store.dead(id, lease, &why).await?
            }
        };
        Ok(false)
    }

    async fn fate(&self, claimed: &Claimed) -> Result<Fate, Failure> {
        let message = &claimed.message;
        let Some(appointment) = message.appointment() else {
            return self.notice_fate(message).await;
        };
        let (stored, snapshot) = self.app.appointment(message.network, appointment).await?;
        if let Err(stale) = still_due(message.written, &stored.appointment, self.app.clock.now()) {
            return Ok(Fate::Dropped(letters::stale_code(stale)));
        }
        match letters::write(&self.app, message, &stored, &snapshot, &self.from).await? {
            Some(letter) => Ok(self.hand_over(message, letter).await),
            None => Ok(Fate::Dropped("no_address")),
        }
    }

    /// What becomes of a message that is about a measure, a case or an enquiry.
    async fn notice_fate(&self, message: &MessageRow) -> Result<Fate, Failure> {
        match notices::write(&self.app, message, &self.from).await? {
            Ok(letter) => Ok(self.hand_over(message, letter).await),
            Err(why) => Ok(Fate::Dropped(why)),
        }
    }

    async fn hand_over(&self, message: &MessageRow, letter: letters::Letter) -> Fate {
        match self.mailer.send(&letter.outgoing).await {
            Ok(_accepted) => Fate::Sent(Box::new(letter.text)),
            Err(Undelivered::Permanent(why)) => Fate::Dead(why),
            Err(Undelivered::Temporary(why)) if message.attempts >= ATTEMPTS => Fate::Dead(why),
            Err(Undelivered::Temporary(why)) => Fate::Later(why),
        }
    }

    /// 1, 2, 4, … 64 minutes, with up to a quarter more, so that a mail server that comes back is not met by everybody at once.
    fn pause(&self, attempts: u32) -> SignedDuration {
        let minutes = 1_i64 << attempts.saturating_sub(1).min(6);
        let [chance] = self.app.entropy.bytes::<1>();
        SignedDuration::from_secs(minutes * 60 + minutes * 15 * i64::from(chance) / 255)
    }
}

/// A message that could not even be written, because of its own network's policy or a row it needs: tried again later like a mail that did not leave.
fn unwritten(claimed: &Claimed, failure: &Failure) -> Fate {
    let message = &claimed.message;
    tracing::error!(message = %message.id, error = failure as &dyn std::error::Error, "a message could not be written");
    if message.attempts >= ATTEMPTS {
        Fate::Dead(failure.to_string())
    } else {
        Fate::Later(failure.to_string())
    }
}

impl Fate {
    fn word(&self) -> &'static str {
        match self {
            Fate::Sent(_) => "sent",
            Fate::Dropped(_) => "dropped",
            Fate::Later(_) => "later",
            Fate::Dead(_) => "dead",
        }
    }
}
