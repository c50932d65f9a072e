//! Absences that decide about nothing else: entered as they are, looked at, taken back.

use std::sync::Arc;

use domain::appointment::{Actor, State};
use domain::ids::{AbsenceId, BusinessId, NetworkId, PractitionerId};
use jiff::Timestamp;
use store::{AbsenceRow, DayEntry};

use super::AbsenceWish;
use crate::agenda::locked;
use crate::catalogue::Snapshot;
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
    pub async fn add_absence(&self, absence: &NewAbsence, by: &Actor) -> Result<(AbsenceRow, Vec<DayEntry>), Failure> {
        let wish = AbsenceWish {
            network: absence.network,
            practitioner: absence.practitioner,
            replaces: None,
            start: absence.start,
            end: absence.end,
            note: absence.note.clone(),
            reason: None,
            message: String::new(),
            choices: None,
        };
        let entered = self.enter_absence(&wish, by, None).await?.done().absence;
        let hit = self.appointments_within(wish.network, &entered).await?;
        Ok((entered, hit))
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
}
