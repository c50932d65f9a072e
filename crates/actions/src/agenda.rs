//! Opening hours and absences.

use std::sync::Arc;

use domain::appointment::{Actor, State};
use domain::ids::{AbsenceId, BusinessId, NetworkId, PractitionerId};
use jiff::Timestamp;
use store::{AbsenceRow, DayEntry, Hours};

use crate::catalogue::Snapshot;
use crate::change::{remember, repeated};
use crate::fields::Fields;
use crate::{App, Failure, Once, Outcome};

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
        let absence = self.add_absence_once(wish, by, None).await?.done();
        let hit = self.appointments_within(wish.network, &absence).await?;
        Ok((absence, hit))
    }

    /// As [`App::add_absence`], for a program that may send its request again.
    ///
    /// # Errors
    /// As [`App::add_absence`]; [`Failure::KeyReused`] for a key that came with another request.
    pub async fn add_absence_once(
        &self,
        wish: &NewAbsence,
        by: &Actor,
        once: Option<&Once<'_, AbsenceRow>>,
    ) -> Result<Outcome<AbsenceRow>, Failure> {
        let note = checked(wish)?;
        let now = self.clock.now();
        let id = AbsenceId(self.entropy.id(now));
        let absence = AbsenceRow {
            id,
            practitioner: wish.practitioner,
            start: wish.start,
            end: wish.end,
            note,
        };
        let (snapshot, business) = self.business_of(wish.network, wish.practitioner).await?;
        let mut tx = self.store.begin().await?;
        tx.lock_business(wish.network, business).await?;
        locked(tx.lock_practitioner(wish.network, wish.practitioner).await?)?;
        if let Some(answer) = repeated(&mut tx, wish.network, once).await? {
            // Its twin may not be on the disk yet: the commit waits until it is, so that what is repeated was acknowledged (I2).
            tx.commit().await?;
            return Ok(Outcome::Repeated(answer));
        }
        tx.add_absence(wish.network, &absence, &by.id, now).await?;
        // Whatever was cancelled late under it becomes one incident, whichever was entered first (WEC-15, WEC-16).
        self.recount(&mut tx, &snapshot, business, now).await?;
        remember(&mut tx, wish.network, once, &absence, now).await?;
        tx.commit().await?;
        Ok(Outcome::Done(absence))
    }

    /// The appointments that stand within an absence and wait for somebody to settle them (R16).
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn appointments_within(&self, network: NetworkId, absence: &AbsenceRow) -> Result<Vec<DayEntry>, Failure> {
        let entries = self
            .store
            .day_entries(network, &[absence.practitioner], absence.start, absence.end)
            .await?;
        Ok(entries
            .into_iter()
            .filter(|entry| entry.appointment.state == State::Booked)
            .collect())
    }

    /// Takes an absence back.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when this practitioner has no such absence.
    pub async fn remove_absence(&self, network: NetworkId, practitioner: PractitionerId, id: AbsenceId) -> Result<(), Failure> {
        let (snapshot, business) = self.business_of(network, practitioner).await?;
        let mut tx = self.store.begin().await?;
        tx.lock_business(network, business).await?;
        locked(tx.lock_practitioner(network, practitioner).await?)?;
        if !tx.remove_absence(network, practitioner, id).await? {
            return Err(Failure::NotFound("absence"));
        }
        self.recount(&mut tx, &snapshot, business, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// The business whose ledger an absence of this practitioner groups.
    pub(crate) async fn business_of(
        &self,
        network: NetworkId,
        practitioner: PractitionerId,
    ) -> Result<(Arc<Snapshot>, BusinessId), Failure> {
        let snapshot = self.snapshot(network).await?;
        let business = snapshot.practitioner(practitioner).map(|practitioner| practitioner.business);
        Ok((snapshot, business.ok_or(Failure::NotFound("practitioner"))?))
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

fn checked(wish: &NewAbsence) -> Result<String, Failure> {
    let mut fields = Fields::default();
    let note = fields.text("note", &wish.note);
    if wish.end <= wish.start {
        fields.fault("end", "before-start", None);
    } else if wish.end.as_second() - wish.start.as_second() > 2 * 366 * 86_400 {
        fields.fault("end", "too-far", None);
    }
    fields.finish()?;
    Ok(note)
}

fn locked(known: bool) -> Result<(), Failure> {
    known.then_some(()).ok_or(Failure::NotFound("practitioner"))
}
