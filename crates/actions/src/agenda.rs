//! Opening hours and absences.

use domain::appointment::Actor;
use domain::ids::{AbsenceId, NetworkId, PractitionerId};
use jiff::Timestamp;
use store::{AbsenceRow, DayEntry, Hours};

use crate::fields::Fields;
use crate::{App, Failure};

/// An absence, as entered.
#[derive(Debug, Clone)]
pub struct NewAbsence {
    /// The network.
    pub network: NetworkId,
    /// Who is away.
    pub practitioner: PractitionerId,
    /// First instant away.
    pub start: Timestamp,
    /// First instant back.
    pub end: Timestamp,
    /// A word for the colleagues.
    pub note: String,
}

impl App {
    /// Enters an absence. Appointments already there stay; they are returned, for somebody to settle (R16).
    ///
    /// # Errors
    /// [`Failure::Invalid`] when it ends before it begins or lasts more than two years.
    pub async fn add_absence(&self, wish: &NewAbsence, by: &Actor) -> Result<(AbsenceRow, Vec<DayEntry>), Failure> {
        let mut fields = Fields::default();
        let note = fields.text("note", &wish.note);
        if wish.end <= wish.start {
            fields.fault("end", "before-start", None);
        } else if wish.end.as_second() - wish.start.as_second() > 2 * 366 * 86_400 {
            fields.fault("end", "too-far", None);
        }
        fields.finish()?;
        let now = self.clock.now();
        let id = AbsenceId(self.entropy.id(now));
        let absence = AbsenceRow { id, practitioner: wish.practitioner, start: wish.start, end: wish.end, note };
        let mut tx = self.store.begin().await?;
        locked(tx.lock_practitioner(wish.network, wish.practitioner).await?)?;
        tx.add_absence(wish.network, &absence, &by.id, now).await?;
        tx.commit().await?;
        let entries = self.store.day_entries(wish.network, &[wish.practitioner], wish.start, wish.end).await?;
        let hit = entries.into_iter().filter(|entry| entry.appointment.state.takes_time()).collect();
        Ok((absence, hit))
    }

    /// Takes an absence back.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when this practitioner has no such absence.
    pub async fn remove_absence(&self, network: NetworkId, practitioner: PractitionerId, id: AbsenceId) -> Result<(), Failure> {
        let mut tx = self.store.begin().await?;
        locked(tx.lock_practitioner(network, practitioner).await?)?;
        if !tx.remove_absence(network, practitioner, id).await? {
            return Err(Failure::NotFound("absence"));
        }
        Ok(tx.commit().await?)
    }

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

fn locked(known: bool) -> Result<(), Failure> {
    known.then_some(()).ok_or(Failure::NotFound("practitioner"))
}
