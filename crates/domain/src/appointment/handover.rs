//! Handing over: the same appointment at the same time, with a colleague of the same business.

use jiff::SignedDuration;
use serde::Serialize;

use super::{Act, Appointment, Because, Change, ChangeKind, Decision, Reason, State};
use crate::agenda::{Agenda, NotOffered, SlotRules, offer};
use crate::ids::{PlaceId, PractitionerId};
use crate::notice::When;
use crate::policy::Answer;

/// Who takes an appointment over, and where.
#[derive(Debug, Clone)]
pub struct HandOverRequest {
    /// The colleague, of the same business and giving the service; who asks makes sure of both.
    pub to: PractitionerId,
    /// Where the colleague gives it.
    pub place: PlaceId,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the client.
    pub message: String,
}

/// Why an appointment is not handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum HandOverRefusal {
    /// Only an appointment that stands is handed over.
    NotBooked {
        /// The state it is in.
        state: &'static str,
    },
    /// The appointment has begun.
    HasBegun,
    /// It is the colleague's already.
    SamePractitioner,
    /// The colleague does not give the service, or is of another business.
    ServiceNotGiven,
    /// The colleague does not work then, or is taken.
    ColleagueNotFree {
        /// Why.
        reason: NotOffered,
    },
}

/// Decides that a colleague takes the appointment over: the time, the price and the terms stay, the client is told who comes. `agenda` is the colleague's
/// at the new place, without this appointment, read under both practitioners' locks. It counts for nothing: nobody is let down.
///
/// # Errors
/// [`HandOverRefusal`].
pub fn hand_over(
    appointment: &Appointment,
    request: &HandOverRequest,
    agenda: &Agenda,
    act: &Act,
) -> Result<Decision, HandOverRefusal> {
    stands(appointment, request, act)?;
    let lane = seat(appointment, agenda, act).map_err(|reason| HandOverRefusal::ColleagueNotFree { reason })?;
    let handed = Appointment {
        practitioner: request.to,
        place: request.place,
        when: When {
            zone: agenda.zone.clone(),
            ..appointment.when.clone()
        },
        lane,
        forced: false,
        ..appointment.changed(appointment.state.clone())
    };
    let change = Change {
        kind: ChangeKind::HandedOver,
        act: act.clone(),
        reason: request.reason,
        message: request.message.trim().to_owned(),
        from: Some(appointment.when.start),
        to: Some(appointment.when.start),
        because: vec![Because::HandedOver {
            from: appointment.practitioner,
            to: request.to,
        }],
    };
    Ok(Decision::new(Answer::Allow, Some(appointment), handed, change))
}

fn stands(appointment: &Appointment, request: &HandOverRequest, act: &Act) -> Result<(), HandOverRefusal> {
    if appointment.state != State::Booked {
        return Err(HandOverRefusal::NotBooked {
            state: appointment.state.code(),
        });
    }
    if act.now >= appointment.when.start {
        return Err(HandOverRefusal::HasBegun);
    }
    if request.to == appointment.practitioner {
        return Err(HandOverRefusal::SamePractitioner);
    }
    Ok(())
}

/// A seat of the colleague's for the present time. The time was agreed before, so that neither the colleague's grid of starts, nor lead time or
/// horizon, nor a pause of new bookings binds; hours, closed days and what is taken do.
fn seat(appointment: &Appointment, agenda: &Agenda, act: &Act) -> Result<u16, NotOffered> {
    let when = &appointment.when;
    let minutes = SignedDuration::as_mins(&when.end.duration_since(when.start));
    let as_agreed = SlotRules {
        duration_minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
        buffer_before_minutes: appointment.buffers.before_minutes,
        buffer_after_minutes: appointment.buffers.after_minutes,
        step_minutes: 1,
        start_after_busy: true,
        min_lead_minutes: 0,
        horizon_days: u16::MAX,
    };
    let going_on = Agenda {
        paused_until: None,
        ..agenda.clone()
    };
    offer(&going_on, &as_agreed, when.start, act.now).map(|slot| slot.lane)
}

#[cfg(test)]
mod tests;
