//! Opening hours.

use domain::ids::{NetworkId, PractitionerId};
use store::Hours;

use crate::fields::Fields;
use crate::{App, Failure};

impl App {
    /// Replaces the opening hours of a practitioner. Appointments already there stay.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when an opening ends before it begins.
    pub async fn replace_hours(&self, network: NetworkId, practitioner: PractitionerId, hours: &Hours) -> Result<(), Failure> {
        let mut fields = Fields::default();
        let weekly = hours.weekly.iter().map(|(_, hours)| (hours.from, hours.to));
        let dated = hours.dated.iter().flat_map(|(_, hours)| hours.open.iter().copied());
        if weekly.chain(dated).any(|(from, to)| to <= from) {
            fields.fault("to", "before-start", None);
        }
        fields.finish()?;
        let mut tx = self.store.begin().await?;
        locked(tx.lock_practitioner(network, practitioner).await?)?;
        tx.replace_hours(network, practitioner, hours).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether the practitioner whose row was touched is one of this network's.
pub(crate) fn locked(known: bool) -> Result<(), Failure> {
    known.then_some(()).ok_or(Failure::NotFound("practitioner"))
}
