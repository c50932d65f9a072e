//! Recording what came of an appointment.

use domain::appointment::{Actor, fulfil, mark_no_show};
use domain::ids::{AppointmentId, NetworkId};
use store::Stored;

use crate::change::Wanted;
use crate::{App, Failure, Once, Outcome};

impl App {
    /// Records that the appointment took place.
    ///
    /// # Errors
    /// [`Failure::Refused`] before its start or when it does not stand.
    pub async fn fulfil(
        &self,
        network: NetworkId,
        id: AppointmentId,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        self.change(&Wanted::by_business(network, id, by), once, |facts| {
            fulfil(facts.appointment, facts.act)
        })
        .await
    }

    /// Records that the client did not come. Nobody is told: what a client hears after a missed appointment needs the care of its own feature.
    ///
    /// # Errors
    /// [`Failure::Refused`] before its start or when it does not stand.
    pub async fn mark_no_show(
        &self,
        network: NetworkId,
        id: AppointmentId,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        self.change(&Wanted::by_business(network, id, by), once, |facts| {
            mark_no_show(facts.appointment, facts.act)
        })
        .await
    }
}
