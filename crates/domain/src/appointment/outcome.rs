//! What came of an appointment: it took place, or the client did not come.

use serde::Serialize;

use super::{Act, Appointment, Change, ChangeKind, Decision, State};
use crate::policy::Answer;

/// Why an outcome cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum OutcomeRefusal {
    /// Only an appointment that stands can have an outcome.
    NotBooked {
        /// The state it is in.
        state: &'static str,
    },
    /// It has not begun.
    NotBegun,
}

/// Records that the appointment took place.
///
/// # Errors
/// [`OutcomeRefusal`].
pub fn fulfil(appointment: &Appointment, act: &Act) -> Result<Decision, OutcomeRefusal> {
    outcome(appointment, State::Fulfilled { at: act.now }, ChangeKind::Fulfilled, act)
}

/// Records that the client did not come.
///
/// # Errors
/// [`OutcomeRefusal`].
pub fn mark_no_show(appointment: &Appointment, act: &Act) -> Result<Decision, OutcomeRefusal> {
    outcome(appointment, State::NoShow { at: act.now }, ChangeKind::NoShow, act)
}

fn outcome(appointment: &Appointment, state: State, kind: ChangeKind, act: &Act) -> Result<Decision, OutcomeRefusal> {
    if appointment.state != State::Booked {
        return Err(OutcomeRefusal::NotBooked {
            state: appointment.state.code(),
        });
    }
    if act.now < appointment.when.start {
        return Err(OutcomeRefusal::NotBegun);
    }
    let start = Some(appointment.when.start);
    let change = Change {
        kind,
        act: act.clone(),
        reason: None,
        message: String::new(),
        from: start,
        to: start,
        because: Vec::new(),
    };
    let mut after = appointment.changed(state);
    after.sequence = appointment.sequence; // Nobody is sent a new calendar entry.
    Ok(Decision::new(Answer::Allow, Some(appointment), after, change))
}
