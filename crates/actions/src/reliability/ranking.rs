//! The rank of a business, computed anew in the transaction of whatever it follows from (TRW-08, L13).

use domain::appointment::{Decision, Side, State};
use domain::ids::{BusinessId, NetworkId};
use domain::policy::resolve;
use domain::reliability::{Ranked, RankingCounts, Record, Standing, Subject, counted, oldest_that_counts, ranked};
use jiff::{SignedDuration, Timestamp};
use store::{Outcomes, RankingRow, Tx};

use crate::catalogue::Snapshot;
use crate::{App, Failure};

/// How long a rank is true when nothing happens: what it is counted from grows old.
const STALE_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// How many stale ranks are asked for at once.
const AT_ONCE: u32 = 50;

/// The place of a business in the order of its network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The business.
    pub business: BusinessId,
    /// Its score with everything it was made of.
    pub ranked: Ranked,
}

impl App {
    /// The businesses of a network in their order, the most reliable first; somebody of whom nothing is known stands where everybody begins.
    /// `None` when the network orders by something else.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn order(&self, snapshot: &Snapshot) -> Result<Option<Vec<Place>>, Failure> {
        let policy = &snapshot.network_policy().ranking;
        if !policy.enabled {
            return Ok(None);
        }
        let mut known = self.store.rankings(snapshot.network().id).await?;
        let place = |business: BusinessId| Place {
            business,
            ranked: known
                .remove(&business)
                .map_or_else(|| Ranked::beginner(policy), |row| row.ranked),
        };
        let mut places: Vec<Place> = snapshot.catalogue.businesses.iter().map(|b| b.id).map(place).collect();
        // Equals keep the order of the catalogue.
        places.sort_by_key(|place| std::cmp::Reverse(place.ranked.score.thousandths));
        Ok(Some(places))
    }

    /// How the appointments of a business ended within the window of the ranking, counted as the ranking counts; also where nothing is ranked (WEC-19).
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a business this network does not have.
    pub async fn own_counts(&self, network: NetworkId, business: BusinessId) -> Result<RankingCounts, Failure> {
        let (snapshot, standing) = (self.snapshot(network).await?, self.standing(network, business).await?);
        let (policy, now) = (&snapshot.network_policy().ranking, self.clock.now());
        let since = policy.over.before(now, &snapshot.network().zone);
        let outcomes = self.store.outcomes(network, business, since, now).await?;
        Ok(counted(record(&standing, &outcomes), policy, now).0)
    }

    /// Computes the rank anew after a decision that the score looks at, when it has written nothing else into the ledger.
    pub(super) async fn rank_after(&self, tx: &mut Tx, decision: &Decision) -> Result<(), Failure> {
        let appointment = &decision.appointment;
        let looked_at = match appointment.state {
            State::Fulfilled { .. } => true,
            State::Cancelled { asked_by, .. } => asked_by == Side::Business,
            _ => false,
        };
        if !looked_at {
            return Ok(());
        }
        self.rank(tx, appointment.network, appointment.business, decision.change.act.now)
            .await
    }

    /// Computes the rank of a business anew, and begins or ends the measures that say so (L11). Lock nothing afterwards.
    pub(crate) async fn rank(
        &self,
        tx: &mut Tx,
        network: NetworkId,
        business: BusinessId,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let (document, zone) = tx.network_rules(network).await?;
        let policy = &resolve(&[&document])?.ranking;
        if !policy.enabled {
            return Ok(());
        }
        let known = tx.lock_ranking(network, business).await?;
        let before = known.map_or_else(|| Ranked::beginner(policy), |row| row.ranked);
        let outcomes = tx.outcomes(network, business, policy.over.before(now, &zone), now).await?;
        let standing = tx
            .standing(network, Subject::Business(business), zone, oldest_that_counts(now))
            .await?;
        let (ranked, changes) = ranked(&before, record(&standing, &outcomes), policy, now, &mut self.fresh_ids(now));
        tx.write_ledger(network, &changes).await?;
        let told: Vec<_> = changes.iter().filter_map(|change| self.notice(change, now)).collect();
        tx.add_notices(network, &told, now).await?;
        let row = RankingRow {
            ranked,
            computed_at: now,
        };
        Ok(tx.put_ranking(network, business, &row).await?)
    }

    /// Computes the ranks that are a day old, because what they were counted from may have left the window. Each is a change of its own.
    ///
    /// # Errors
    /// [`Failure::Store`]. A network whose policy cannot be used keeps no other waiting.
    pub async fn rank_anew(&self) -> Result<usize, Failure> {
        let now = self.clock.now();
        let mut computed = 0;
        for network in self.store.networks().await? {
            let snapshot = match self.snapshot(network.id).await {
                Ok(snapshot) => snapshot,
                Err(Failure::Store(error)) => return Err(error.into()),
                Err(_) => continue,
            };
            if !snapshot.network_policy().ranking.enabled {
                continue;
            }
            loop {
                let stale = self.store.unranked(network.id, now - STALE_AFTER, AT_ONCE).await?;
                computed += stale.len();
                for business in &stale {
                    self.rank_one(network.id, *business, now).await?;
                }
                if stale.is_empty() {
                    break;
                }
            }
        }
        Ok(computed)
    }

    async fn rank_one(&self, network: NetworkId, business: BusinessId, now: Timestamp) -> Result<(), Failure> {
        let mut tx = self.store.begin().await?;
        tx.lock_business(network, business).await?;
        self.rank(&mut tx, network, business, now).await?;
        Ok(tx.commit().await?)
    }
}

fn record<'a>(standing: &'a Standing, outcomes: &'a Outcomes) -> Record<'a> {
    Record {
        standing,
        honoured: outcomes.honoured,
        cancelled_by_client: outcomes.cancelled_by_client,
        cancelled: &outcomes.cancelled,
    }
}
