//! Applying a decision: the appointment, its history and its messages, in the transaction of the caller.

use domain::appointment::{Appointment, Decision};
use domain::ids::MessageId;

use super::messages;
use super::rows::StateColumns;
use crate::columns::{micros, to_json, zone_name};
use crate::engine::{execute, statements};
use crate::{StoreError, Tx};

statements! {
    ADD_APPOINTMENT {
        "INSERT INTO appointment (network_id, id, business_id, practitioner_id, place_id, service_id, client_id, start_at, end_at, \
         zone, local_start, busy_start, busy_end, lane, forced, state, state_at, answer_by, asked_by, terms_id, moves, version, \
         sequence, note, booked_at, link_nonce, link_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
         $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)"
    }
    /// What was agreed, who booked it and its link stay as they are (I9).
    CHANGE_APPOINTMENT {
        "UPDATE appointment SET practitioner_id = $4, place_id = $5, start_at = $6, end_at = $7, zone = $8, local_start = $9, \
         busy_start = $10, busy_end = $11, lane = $12, forced = $13, state = $14, state_at = $15, answer_by = $16, asked_by = $17, \
         moves = $18, version = $19, sequence = $20, note = $21 WHERE network_id = $1 AND id = $2 AND version = $3"
    }
    ADD_HISTORY {
        "INSERT INTO history (network_id, appointment_id, version, kind, at, by_role, by_id, asked_by, reason, message, from_at, \
         to_at, because) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    }
    /// A reminder of a version that is no more would be dropped when it is due; dropping it now keeps the queue honest.
    DROP_OLD_REMINDERS {
        "UPDATE message SET state = 'dropped', note = $4 WHERE network_id = $1 AND appointment_id = $2 AND version < $3 \
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
        match decision.on_version {
            None => self.add_appointment(appointment, link).await?,
            Some(version) if !self.change_appointment(appointment, version).await? => return Ok(Applied::VersionMoved),
            Some(_) => self.drop_old_reminders(appointment).await?,
        }
        self.add_history(decision).await?;
        messages::add(&mut self.conn(), decision, message_ids).await?;
        self.wrote_messages |= !decision.messages.is_empty();
        Ok(Applied::Done)
    }

    async fn add_appointment(&mut self, appointment: &Appointment, link: Option<&Link>) -> Result<(), StoreError> {
        let link = link.ok_or_else(|| StoreError::told("a new appointment needs a link"))?;
        let terms_id = self.terms_id(appointment.network, &appointment.terms).await?;
        let (busy, state) = (appointment.busy(), StateColumns::from(&appointment.state));
        execute!(
            &mut self.conn(),
            ADD_APPOINTMENT,
            appointment.network.0,
            appointment.id.0,
            appointment.business.0,
            appointment.practitioner.0,
            appointment.place.0,
            appointment.service.0,
            appointment.client.0,
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
            &terms_id,
            i64::from(appointment.moves),
            i64::from(appointment.version),
            i64::from(appointment.sequence),
            &appointment.note,
            micros(appointment.booked_at),
            &link.nonce[..],
            &link.hash[..],
        )?;
        Ok(())
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

    async fn add_history(&mut self, decision: &Decision) -> Result<(), StoreError> {
        let (appointment, change) = (&decision.appointment, &decision.change);
        execute!(
            &mut self.conn(),
            ADD_HISTORY,
            appointment.network.0,
            appointment.id.0,
            i64::from(appointment.version),
            change.kind.code(),
            micros(change.act.now),
            change.act.clicked_by.role.code(),
            &change.act.clicked_by.id,
            change.act.asked_by.code(),
            change.reason.map(|reason| reason.code()),
            &change.message,
            change.from.map(micros),
            change.to.map(micros),
            to_json(&change.because)?,
        )?;
        Ok(())
    }
}
