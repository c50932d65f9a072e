//! Applying a decision: the appointment, its history and its messages, in the transaction of the caller.

use domain::appointment::{Appointment, Decision};
use domain::ids::MessageId;

use super::insert::{self, NewAppointment};
use super::rows::StateColumns;
use crate::columns::{micros, to_json, zone_name};
use crate::engine::{execute, statements};
use crate::{StoreError, Tx};

statements! {
    /// What was agreed, who booked it and its link stay as they are (I9).
    CHANGE_APPOINTMENT {
        "UPDATE appointment SET practitioner_id = $4, place_id = $5, start_at = $6, end_at = $7, zone = $8, local_start = $9, \
         busy_start = $10, busy_end = $11, lane = $12, forced = $13, state = $14, state_at = $15, answer_by = $16, asked_by = $17, \
         moves = $18, version = $19, sequence = $20, note = $21, move_proposal = $22, proposal_lapses_at = $23, \
         series_detached = $24 WHERE network_id = $1 AND id = $2 AND version = $3"
    }
    /// A reminder of a version that is no more would be dropped when it is due; dropping it now keeps the queue honest.
    DROP_OLD_REMINDERS {
        "UPDATE message SET state = 'dropped', note = $4 WHERE network_id = $1 AND about_id = $2 AND version < $3 \
         AND kind = 'reminder' AND state = 'waiting'"
    }
}

/// What a personal link of a new appointment is made of and recognised by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Random part, from which the server's key makes the token again.
    pub nonce: [u8; 16],
    /// SHA-256 of the token.
    pub hash: [u8; 32],
}

/// Whether a decision was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a decision on an old version has changed nothing"]
pub enum Applied {
    /// It was.
    Done,
    /// The appointment has changed since the facts were read: nothing was written; decide again.
    VersionMoved,
}

/// Another time that is only proposed, or a colleague at the same time, leaves the time as it is, and with it the reminder.
fn keeps_its_time(decision: &Decision) -> bool {
    let (from, to) = (decision.change.from, decision.change.to);
    from.is_some() && from == to && decision.appointment.state.takes_time()
}

impl Tx {
    /// Writes the appointment, its history row and its messages. `link` is for new appointments, `message_ids` holds one id per message.
    /// Locks the practitioner if this transaction has not done so; a check of free time must lock before it reads.
    ///
    /// # Errors
    /// The time is taken (`appointment_overlap`), the new appointment has no link or ids are missing, or the database failed.
    pub async fn apply(
        &mut self,
        decision: &Decision,
        link: Option<&Link>,
        message_ids: &[MessageId],
    ) -> Result<Applied, StoreError> {
        if message_ids.len() < decision.messages.len() {
            return Err(StoreError::told("each message of a decision needs an id"));
        }
        let appointment = &decision.appointment;
        self.lock_once(appointment.network, appointment.practitioner).await?;
        let applied = match decision.on_version {
            None => self.add(decision, link, message_ids).await?,
            Some(version) => self.change(decision, version, message_ids).await?,
        };
        self.wrote_messages |= applied == Applied::Done && !decision.messages.is_empty();
        Ok(applied)
    }

    async fn add(&mut self, decision: &Decision, link: Option<&Link>, ids: &[MessageId]) -> Result<Applied, StoreError> {
        let link = link.ok_or_else(|| StoreError::told("a new appointment needs a link"))?;
        let appointment = &decision.appointment;
        let terms_id = self.terms_id(appointment.network, &appointment.terms).await?;
        let new = NewAppointment::new(appointment, link, terms_id)?;
        insert::all(&mut self.conn(), &new, decision, ids).await?;
        Ok(Applied::Done)
    }

    async fn change(&mut self, decision: &Decision, version: u32, ids: &[MessageId]) -> Result<Applied, StoreError> {
        if !self.change_appointment(&decision.appointment, version).await? {
            return Ok(Applied::VersionMoved);
        }
        if !keeps_its_time(decision) {
            self.drop_old_reminders(&decision.appointment).await?;
        }
        insert::history(&mut self.conn(), decision).await?;
        insert::messages(&mut self.conn(), decision, ids).await?;
        Ok(Applied::Done)
    }

    /// `false` when the appointment is no longer at `version`.
    async fn change_appointment(&mut self, appointment: &Appointment, version: u32) -> Result<bool, StoreError> {
        let (busy, state) = (appointment.busy(), StateColumns::from(&appointment.state));
        let changed = execute!(
            &mut self.conn(),
            CHANGE_APPOINTMENT,
            appointment.network.0,
            appointment.id.0,
            i64::from(version),
            appointment.practitioner.0,
            appointment.place.0,
            micros(appointment.when.start),
            micros(appointment.when.end),
            zone_name(&appointment.when.zone)?,
            appointment.when.local_start().to_string(),
            micros(busy.start),
            micros(busy.end),
            i64::from(appointment.lane),
            appointment.forced,
            state.state,
            state.state_at,
            state.answer_by,
            state.asked_by,
            i64::from(appointment.moves),
            i64::from(appointment.version),
            i64::from(appointment.sequence),
            &appointment.note,
            appointment.proposal.as_ref().map(to_json).transpose()?,
            appointment.proposal.as_ref().map(|proposal| micros(proposal.lapses_at)),
            appointment.series.is_some_and(|place| place.detached),
        )?;
        Ok(changed > 0)
    }

    async fn drop_old_reminders(&mut self, appointment: &Appointment) -> Result<(), StoreError> {
        // The same words as the worker's, when it finds a message stale.
        let why = if appointment.state.takes_time() { "moved" } else { "ended" };
        let (network, id, version) = (appointment.network.0, appointment.id.0, i64::from(appointment.version));
        execute!(&mut self.conn(), DROP_OLD_REMINDERS, network, id, version, why)?;
        Ok(())
    }
}
