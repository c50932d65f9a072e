//! A hold: somebody who leaves proposals unanswered, or refuses very many, is paused for a while where the policy says so (WEC+18).

use domain::enquiry::{answers, hold_due};
use domain::ids::{BusinessId, MeasureId, NetworkId};
use domain::reliability::LedgerChange;

use crate::reliability::standing_in;
use crate::{App, Failure};

/// More proposals than any streak that a policy could ask about for a while.
const LOOKED_AT: u32 = 250;

impl App {
    /// Looks whether somebody is to be put on hold, after their proposals ended. What could not be looked at now is looked at when the next
    /// one ends, so a failure is told and keeps nobody waiting.
    pub(super) async fn hold_if_due(&self, network: NetworkId, businesses: &[BusinessId]) {
        for business in businesses {
            if let Err(failure) = self.try_hold(network, *business).await {
                tracing::error!(business = %business, error = &failure as &dyn std::error::Error, "a hold could not be looked at");
            }
        }
    }

    async fn try_hold(&self, network: NetworkId, business: BusinessId) -> Result<(), Failure> {
        let snapshot = self.snapshot(network).await?;
        let policy = &snapshot.network_policy().enquiries;
        if policy.hold_after_unanswered.is_none() && policy.hold_after_refusals.is_none() {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        tx.lock_business(network, business).await?;
        let now = self.clock.now();
        let standing = standing_in(&mut tx, &snapshot, business, now).await?;
        let proposals = tx.proposals_to_business(network, business, LOOKED_AT).await?;
        let id = MeasureId(self.entropy.id(now));
        if let Some(measure) = hold_due(&standing, answers(&proposals), policy, now, id) {
            let changes = [LedgerChange::Begin(measure)];
            self.write_changes(&mut tx, network, business, &changes, now).await?;
        }
        Ok(tx.commit().await?)
    }
}
