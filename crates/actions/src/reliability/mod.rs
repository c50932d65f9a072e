//! The ledger of a business: what a change of an appointment, of an absence or of a case writes into it, all in the caller's transaction.

mod cases;
mod contest;
mod ranking;

pub use cases::{CaseWish, DecidedCase};
pub use contest::Contest;
pub use ranking::Place;

use domain::appointment::Decision;
use domain::ids::{BusinessId, MessageId, NetworkId};
use domain::messages::{Channel, MessageKind, Recipient};
use domain::reliability::{LedgerChange, Standing, Subject, follow, oldest_that_counts};
use jiff::Timestamp;
use store::{Notice, Tx};
use uuid::Uuid;

use crate::catalogue::Snapshot;
use crate::{App, Failure};

impl App {
    /// How a business stands now: its incidents, absences and measures.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a business this network does not have.
    pub async fn standing(&self, network: NetworkId, business: BusinessId) -> Result<Standing, Failure> {
        let snapshot = self.snapshot(network).await?;
        snapshot.business(business).ok_or(Failure::NotFound("business"))?;
        let (zone, since) = (snapshot.network().zone.clone(), oldest_that_counts(self.clock.now()));
        Ok(self.store.standing(network, Subject::Business(business), zone, since).await?)
    }

    /// Adds what follows for the business to a decision that is only looked at.
    pub(crate) async fn foresee(&self, snapshot: &Snapshot, decision: &mut Decision) -> Result<(), Failure> {
        if decision.touches_the_ledger() {
            let standing = self.standing(snapshot.network().id, decision.appointment.business).await?;
            decision.consequences = follow(decision, &standing, &mut self.fresh_ids(decision.change.act.now));
        }
        Ok(())
    }

    /// Adds what follows for the business to a decision that is about to be applied. The business must be locked.
    pub(crate) async fn follow(&self, tx: &mut Tx, snapshot: &Snapshot, decision: &mut Decision) -> Result<(), Failure> {
        if decision.touches_the_ledger() {
            let now = decision.change.act.now;
            let standing = standing_in(tx, snapshot, decision.appointment.business, now).await?;
            decision.consequences = follow(decision, &standing, &mut self.fresh_ids(now));
        }
        Ok(())
    }

    /// Writes what a decision changes in the ledger, and opens the case it asks for.
    pub(crate) async fn write_consequences(&self, tx: &mut Tx, decision: &Decision) -> Result<(), Failure> {
        let (network, business) = (decision.appointment.network, decision.appointment.business);
        let now = decision.change.act.now;
        let changes = &decision.consequences.changes;
        self.write_changes(tx, network, business, changes, now).await?;
        if changes.is_empty() {
            self.rank_after(tx, decision).await?;
        }
        if decision.opens_case {
            self.open_reported(tx, decision).await?;
        }
        Ok(())
    }

    /// Begins and ends what is due after something that incidents are counted by has changed, such as an absence. The business must be locked.
    pub(crate) async fn recount(
        &self,
        tx: &mut Tx,
        snapshot: &Snapshot,
        business: BusinessId,
        now: Timestamp,
    ) -> Result<Vec<LedgerChange>, Failure> {
        let standing = standing_in(tx, snapshot, business, now).await?;
        let policy = snapshot.policy_of(business).ok_or(Failure::NotFound("business"))?;
        let due = standing.due(&policy.reliability.business, now, &mut self.fresh_ids(now));
        self.write_changes(tx, snapshot.network().id, business, &due, now).await?;
        if due.is_empty() {
            // Which cancellations are one may have changed all the same.
            self.rank(tx, snapshot.network().id, business, now).await?;
        }
        Ok(due)
    }

    /// Writes changes of the ledger, tells the business of every measure in the same transaction (L11), and computes its rank anew.
    pub(crate) async fn write_changes(
        &self,
        tx: &mut Tx,
        network: NetworkId,
        business: BusinessId,
        changes: &[LedgerChange],
        now: Timestamp,
    ) -> Result<(), Failure> {
        if changes.is_empty() {
            return Ok(());
        }
        tx.write_ledger(network, changes).await?;
        let told: Vec<Notice> = changes.iter().filter_map(|change| self.notice(change, now)).collect();
        if !told.is_empty() {
            tx.touch_practitioners(network, business).await?;
        }
        tx.add_notices(network, &told, now).await?;
        self.rank(tx, network, business, now).await
    }

    fn notice(&self, change: &LedgerChange, now: Timestamp) -> Option<Notice> {
        let (kind, about) = match change {
            LedgerChange::Begin(measure) => (MessageKind::MeasureBegun, measure.id.0),
            LedgerChange::Lift { measure, .. } => (MessageKind::MeasureLifted, measure.0),
            _ => return None,
        };
        Some(self.letter(kind, about, Recipient::Business, now))
    }

    pub(crate) fn letter(&self, kind: MessageKind, about: Uuid, to: Recipient, now: Timestamp) -> Notice {
        Notice {
            id: MessageId(self.entropy.id(now)),
            kind,
            about,
            version: 1,
            to,
            channel: Channel::Email,
        }
    }

    pub(crate) fn fresh_ids(&self, now: Timestamp) -> impl Iterator<Item = Uuid> {
        std::iter::repeat_with(move || self.entropy.id(now))
    }
}

/// How a business stands, read under its lock.
pub(crate) async fn standing_in(
    tx: &mut Tx,
    snapshot: &Snapshot,
    business: BusinessId,
    now: Timestamp,
) -> Result<Standing, Failure> {
    let (network, zone) = (snapshot.network().id, snapshot.network().zone.clone());
    Ok(tx
        .standing(network, Subject::Business(business), zone, oldest_that_counts(now))
        .await?)
}
