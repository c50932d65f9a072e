//! A request gets its answer: approved, declined, or expired when nobody answered.

use serde::Serialize;

use super::{Act, Appointment, Change, ChangeKind, Decision, State};
use crate::agenda::Agenda;
use crate::policy::Answer;

/// Why a request cannot be answered so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum AnswerRefusal {
    /// The appointment does not wait for an answer (any more) (R5).
    NotWaiting {
        /// The state it is in.
        state: &'static str,
    },
    /// Its time was taken meanwhile; decline it or propose another time (R4).
    SlotTaken,
    /// The request waits no longer, or its time has come.
    TooLate,
    /// It still waits; it expires later.
    NotYet,
}

/// Approves a request. Its time must still be free; opening hours and lead time were checked when it was made and bind the business no more.
///
/// # Errors
/// [`AnswerRefusal`].
pub fn approve(appointment: &Appointment, agenda: &Agenda, act: &Act) -> Result<Decision, AnswerRefusal> {
    waiting(appointment, act)?;
    let lane = agenda.free_lane(&appointment.busy()).ok_or(AnswerRefusal::SlotTaken)?;
    let approved = Appointment {
        lane,
        ..appointment.changed(State::Booked)
    };
    Ok(answered(appointment, approved, ChangeKind::Approved, String::new(), act))
}

/// Declines a request, with or without a word to the client (MED1-15).
///
/// # Errors
/// [`AnswerRefusal::NotWaiting`].
pub fn decline(appointment: &Appointment, message: &str, act: &Act) -> Result<Decision, AnswerRefusal> {
    if !matches!(appointment.state, State::Requested { .. }) {
        return Err(AnswerRefusal::NotWaiting {
            state: appointment.state.code(),
        });
    }
    let declined = appointment.changed(State::Declined { at: act.now });
    Ok(answered(
        appointment,
        declined,
        ChangeKind::Declined,
        message.trim().to_owned(),
        act,
    ))
}

/// Lets a request expire that nobody answered in time.
///
/// # Errors
/// [`AnswerRefusal::NotWaiting`], or [`AnswerRefusal::NotYet`] while it still waits.
pub fn expire(appointment: &Appointment, act: &Act) -> Result<Decision, AnswerRefusal> {
    match appointment.state {
        State::Requested { answer_by } if act.now < answer_by => Err(AnswerRefusal::NotYet),
        State::Requested { .. } => {
            let expired = appointment.changed(State::Expired { at: act.now });
            Ok(answered(appointment, expired, ChangeKind::Expired, String::new(), act))
        }
        _ => Err(AnswerRefusal::NotWaiting {
            state: appointment.state.code(),
        }),
    }
}

fn waiting(appointment: &Appointment, act: &Act) -> Result<(), AnswerRefusal> {
    match appointment.state {
        State::Requested { answer_by } if act.now >= answer_by || act.now >= appointment.when.start => {
            Err(AnswerRefusal::TooLate)
        }
        State::Requested { .. } => Ok(()),
        _ => Err(AnswerRefusal::NotWaiting {
            state: appointment.state.code(),
        }),
    }
}

fn answered(before: &Appointment, after: Appointment, kind: ChangeKind, message: String, act: &Act) -> Decision {
    let change = Change {
        kind,
        act: act.clone(),
        reason: None,
        message,
        from: Some(before.when.start),
        to: after.state.takes_time().then_some(after.when.start),
        because: Vec::new(),
    };
    Decision::new(Answer::Allow, Some(before), after, change)
}
