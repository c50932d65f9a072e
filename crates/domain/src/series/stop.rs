//! Ending a series, or a part of it: every appointment is decided like one that is cancelled by itself, and one message tells of all (WEC-05, WEC+13).

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::{Scope, SeriesRefusal, reached, told_once};
use crate::appointment::{Act, Appointment, Because, CancelRefusal, CancelRequest, Decision, cancel};
use crate::ids::AppointmentId;
use crate::messages::MessageKind;
use crate::policy::Answer;

/// What becomes of the appointments.
#[derive(Debug, Clone)]
pub struct Stopped {
    /// The strictest answer that one of them gets.
    pub answer: Answer,
    /// Those that are cancelled. The first one carries the message about all.
    pub decisions: Vec<Decision>,
    /// Those that the terms no longer let the client cancel; they stand.
    pub kept: Vec<Kept>,
}

/// An appointment that stands although the series ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which one.
    pub id: AppointmentId,
    /// When it takes place.
    pub start: Timestamp,
    /// Why it stands.
    pub refusal: CancelRefusal,
}

/// Decides the end of a series, from an occurrence on or altogether. Appointments that somebody has moved by themselves end with it.
///
/// # Errors
/// [`SeriesRefusal`] when nothing is to come, something must still be entered, or the terms let none of them be cancelled.
pub fn stop(
    members: &[Appointment],
    scope: Scope,
    from: DateTime,
    request: &CancelRequest,
    act: &Act,
) -> Result<Stopped, SeriesRefusal> {
    let one_by_one = CancelRequest {
        seen: None,
        quietly: false,
        ..request.clone()
    };
    let (mut decisions, mut kept) = (Vec::new(), Vec::new());
    for member in reached(members, scope, from, act.now) {
        match cancel(member, &one_by_one, act) {
            Ok(decision) if scope == Scope::This => decisions.push(decision),
            Ok(decision) => decisions.push(with_its_series(decision)),
            Err(refusal @ (CancelRefusal::ReasonMissing | CancelRefusal::MessageTooShort { .. })) => {
                return Err(SeriesRefusal::Cancel(refusal));
            }
            Err(refusal) => kept.push(Kept {
                id: member.id,
                start: member.when.start,
                refusal,
            }),
        }
    }
    let Some(answer) = decisions.iter().map(|decision| decision.answer).max() else {
        let first = kept.into_iter().next();
        return Err(first.map_or(SeriesRefusal::NothingToCome, |kept| SeriesRefusal::Cancel(kept.refusal)));
    };
    if request.seen.is_some_and(|seen| answer > seen) {
        return Err(SeriesRefusal::Cancel(CancelRefusal::BecameStricter { answer }));
    }
    // One appointment that goes alone is told of like any other.
    if scope != Scope::This {
        told_once(&mut decisions, MessageKind::SeriesStopped);
    }
    Ok(Stopped { answer, decisions, kept })
}

fn with_its_series(mut decision: Decision) -> Decision {
    decision.change.because.push(Because::WithItsSeries);
    decision
}
