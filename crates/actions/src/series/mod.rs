//! Series: arranging one, changing and ending it as a whole or in part, and generating more of it as time goes on.

mod arrange;
mod change;
mod generate;
mod stop;
mod told;

pub use arrange::{ArrangedSeries, SeriesPlan, SeriesWish};
pub use change::{ChangedSeries, SeriesChangePlan, SeriesMoveWish};
pub use stop::{SeriesEndPreview, SeriesEndWish, StoppedSeries};
pub(crate) use told::told;

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::appointment::Appointment;
use domain::ids::{AppointmentId, NetworkId, PractitionerId, SeriesId};
use domain::series::{Series, SeriesRefusal};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use store::{Stored, Tx};

use crate::catalogue::Snapshot;
use crate::{App, Failure, Refused};

/// A series with its appointments, by start.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) series: Series,
    pub(crate) members: Vec<Stored>,
}

impl App {
    /// A series with its appointments in every state, by start, and the catalogue it belongs to.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for ids that are unknown or belong to another network.
    pub async fn series(&self, network: NetworkId, id: SeriesId) -> Result<(Series, Vec<Stored>, Arc<Snapshot>), Failure> {
        let series = self.store.series(network, id).await?.ok_or(Failure::NotFound("series"))?;
        let members = self.store.members(network, id).await?;
        Ok((series, members, self.snapshot(network).await?))
    }
}

/// Reads a series with everybody locked whose agenda it stands in; `None` when it changed hands meanwhile.
async fn locked(tx: &mut Tx, network: NetworkId, id: SeriesId) -> Result<Option<Loaded>, Failure> {
    let seen = loaded(tx, network, id).await?;
    tx.lock_business(network, seen.series.business).await?;
    let practitioners = practitioners(&seen);
    for practitioner in &practitioners {
        tx.lock_practitioner(network, *practitioner).await?;
    }
    let current = loaded(tx, network, id).await?;
    Ok((self::practitioners(&current) == practitioners).then_some(current))
}

async fn loaded(tx: &mut Tx, network: NetworkId, id: SeriesId) -> Result<Loaded, Failure> {
    let series = tx.series(network, id).await?.ok_or(Failure::NotFound("series"))?;
    let members = tx.members(network, id).await?;
    Ok(Loaded { series, members })
}

/// In the order of their ids, as everybody locks them.
fn practitioners(loaded: &Loaded) -> BTreeSet<PractitionerId> {
    let of_members = loaded.members.iter().map(|stored| stored.appointment.practitioner);
    of_members.chain([loaded.series.practitioner]).collect()
}

impl Loaded {
    fn appointments(&self) -> Vec<Appointment> {
        self.members.iter().map(|stored| stored.appointment.clone()).collect()
    }

    /// The occurrence that one of its appointments stands for.
    fn occurrence(&self, id: AppointmentId) -> Result<DateTime, Failure> {
        let member = self.members.iter().find(|stored| stored.appointment.id == id);
        let place = member.and_then(|stored| stored.appointment.series);
        place.map(|place| place.occurrence).ok_or(Failure::NotFound("appointment"))
    }

    /// The members as they are after these decisions.
    fn after(&self, decisions: &[domain::appointment::Decision]) -> Vec<Stored> {
        let changed = |stored: &Stored| {
            let decision = decisions
                .iter()
                .find(|decision| decision.appointment.id == stored.appointment.id)?;
            Some(Stored {
                appointment: decision.appointment.clone(),
                link_nonce: stored.link_nonce,
            })
        };
        self.members
            .iter()
            .map(|stored| changed(stored).unwrap_or_else(|| stored.clone()))
            .collect()
    }
}

/// A stretch of busy time that decides about everything between two times, and about the free time within a week after them.
fn stretch(first: Timestamp, last: Timestamp) -> (Timestamp, Timestamp) {
    let day = SignedDuration::from_hours(24);
    (
        first.saturating_sub(3 * day).unwrap_or(Timestamp::MIN),
        last.saturating_add(12 * day).unwrap_or(Timestamp::MAX),
    )
}

/// A refusal with whom to contact.
fn refused(snapshot: &Snapshot, series: &Series, refusal: SeriesRefusal) -> Failure {
    let policy = snapshot.joined(series.practitioner, series.service, series.place);
    let reply_to = policy.map(|offering| offering.policy.reply_to).unwrap_or_default();
    Failure::Refused(Box::new(Refused {
        refusal: refusal.into(),
        contact: snapshot.contact(reply_to, series.practitioner),
        nearest: Vec::new(),
    }))
}
