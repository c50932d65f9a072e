//! Cancelling: by the client within the ladder, by staff with what the policy asks them to enter.

use serde::Serialize;

use super::{Act, Appointment, Because, Change, ChangeKind, Decision, Reason, Side, State};
use crate::messages::Recipient;
use crate::notice::Notice;
use crate::policy::{Answer, Ladder};
use crate::reliability::{Closing, Incident, StrikeKind, Subject};

/// What somebody enters to cancel.
#[derive(Debug, Clone, Default)]
pub struct CancelRequest {
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the other side.
    pub message: String,
    /// The answer shown before the click; if it has become stricter since, the act refuses and the new preview is shown.
    pub seen: Option<Answer>,
    /// Tell nobody on the client's side: for an appointment that is already past (MED1-10).
    pub quietly: bool,
}

/// Why a cancellation is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CancelRefusal {
    /// The appointment has already ended in one way or another.
    AlreadyEnded {
        /// The state it is in.
        state: &'static str,
    },
    /// The terms do not let clients cancel (any more); somebody can be contacted (SBM-13).
    OutsideTerms {
        /// The limit that was missed, if there is one.
        limit: Option<Notice>,
        /// When it was missed.
        deadline_at: Option<jiff::Timestamp>,
    },
    /// The business may not cancel an appointment that has begun.
    HasBegun,
    /// A reason is needed (WEC-03).
    ReasonMissing,
    /// A message to the client of some length is needed (WEC-04).
    MessageTooShort {
        /// Smallest number of characters.
        min_chars: u16,
        /// Characters given.
        chars: usize,
    },
    /// The answer is stricter than the one that was shown before the click.
    BecameStricter {
        /// The answer now.
        answer: Answer,
    },
}

/// Decides a cancellation. Without `request.seen` it serves as the preview.
///
/// # Errors
/// [`CancelRefusal`].
pub fn cancel(appointment: &Appointment, request: &CancelRequest, act: &Act) -> Result<Decision, CancelRefusal> {
    if !matches!(
        appointment.state,
        State::Requested { .. } | State::Booked | State::NoShow { .. } | State::Fulfilled { .. }
    ) {
        return Err(CancelRefusal::AlreadyEnded {
            state: appointment.state.code(),
        });
    }
    let (answer, because) = if act.is_bound() {
        for_client(appointment, act)?
    } else {
        for_staff(appointment, act)?
    };
    if request.seen.is_some_and(|seen| answer > seen) {
        return Err(CancelRefusal::BecameStricter { answer });
    }
    entered(appointment, request, act)?;
    let cancelled = appointment.changed(State::Cancelled {
        at: act.now,
        asked_by: act.asked_by,
    });
    let change = Change {
        kind: ChangeKind::Cancelled,
        act: act.clone(),
        reason: request.reason,
        message: request.message.trim().to_owned(),
        from: Some(appointment.when.start),
        to: None,
        because,
    };
    let mut decision = Decision::new(answer, Some(appointment), cancelled, change);
    decision.incident = incident(appointment, answer, act);
    decision.closes = closed_day(appointment, act);
    decision.opens_case = says_business_asked(act);
    let quietly = request.quietly && act.now >= appointment.when.start;
    Ok(if quietly {
        decision.without_telling(Recipient::Client)
    } else {
        decision
    })
}

type Answered = (Answer, Vec<Because>);

/// A client who clicks and says that the professional asked for it (WEC-09).
fn says_business_asked(act: &Act) -> bool {
    act.is_bound() && act.asked_by == Side::Business
}

/// Whether it counts for somebody: late, before the start, for the side that wanted it. What the client wanted never counts for the business, whoever clicked (WEC-17).
fn incident(appointment: &Appointment, answer: Answer, act: &Act) -> Option<Incident> {
    let stands = appointment.state == State::Booked && act.now < appointment.when.start;
    let subject = match (act.asked_by, act.is_bound()) {
        (Side::Business, false) => is_late(appointment, act).then_some(Subject::Business(appointment.business)),
        (Side::Client, true) => (answer > Answer::Allow).then_some(Subject::Client(appointment.client)),
        // Support judges what a client says of the professional, and the professional's word about the client is not enough.
        _ => None,
    };
    let kind = StrikeKind::LateCancellation;
    subject.filter(|_| stands).map(|subject| Incident { subject, kind })
}

fn is_late(appointment: &Appointment, act: &Act) -> bool {
    let limit = appointment.terms.policy.business.late_below;
    act.now > limit.before(appointment.when.start, &appointment.when.zone)
}

/// The local day that a cancellation by the business closes: always, or unless it was made early enough; exactly the limit still closes it (WEC-01, WEC-08).
fn closed_day(appointment: &Appointment, act: &Act) -> Option<Closing> {
    let limit = appointment.terms.policy.business.closes_day_within?;
    let when = &appointment.when;
    let by_business = act.asked_by == Side::Business && !act.is_bound();
    let near = limit.before(when.start, &when.zone) <= act.now && act.now < when.start;
    (by_business && near && appointment.state == State::Booked).then(|| Closing {
        date: when.local_start().date(),
        limit,
    })
}

fn for_client(appointment: &Appointment, act: &Act) -> Result<Answered, CancelRefusal> {
    // A request that nobody has accepted yet can always be taken back.
    if matches!(appointment.state, State::Requested { .. }) {
        return Ok((Answer::Allow, Vec::new()));
    }
    if appointment.state != State::Booked {
        return Err(CancelRefusal::AlreadyEnded {
            state: appointment.state.code(),
        });
    }
    if says_business_asked(act) && act.now < appointment.when.start {
        return Ok((Answer::Allow, vec![Because::SaidToBeAskedByBusiness]));
    }
    let ladder = &appointment.terms.policy.client_cancel.ladder;
    let (answer, because) = explained(ladder, "client_cancel.ladder", appointment, act);
    if answer == Answer::RefuseAndContact {
        let (limit, deadline_at) = missed_limit(&because);
        return Err(CancelRefusal::OutsideTerms { limit, deadline_at });
    }
    Ok((answer, vec![because]))
}

fn for_staff(appointment: &Appointment, act: &Act) -> Result<Answered, CancelRefusal> {
    let policy = &appointment.terms.policy;
    let has_begun = act.now >= appointment.when.start;
    if has_begun && !policy.business.cancel_after_start {
        return Err(CancelRefusal::HasBegun);
    }
    let (client_answer, _) = explained(&policy.client_cancel.ladder, "client_cancel.ladder", appointment, act);
    let mut because = vec![Because::StaffNotBound {
        parameter: "client_cancel.ladder".into(),
        client_answer,
    }];
    let late = policy.business.late_below;
    if act.asked_by == Side::Business && is_late(appointment, act) && !has_begun {
        let notice_minutes = appointment.when.notice_minutes(act.now);
        because.push(Because::LateForBusiness {
            parameter: "business.late_below".into(),
            notice_minutes,
            limit: late,
        });
    }
    Ok((Answer::Allow, because))
}

/// What the ladder answers now, and the fact behind it.
pub(super) fn explained(ladder: &Ladder, parameter: &str, appointment: &Appointment, act: &Act) -> (Answer, Because) {
    let when = &appointment.when;
    let reached = ladder.at(when, act.now);
    let parameter = parameter.to_owned();
    let notice_minutes = when.notice_minutes(act.now);
    let deadline = |limit: Notice| limit.before(when.start, &when.zone);
    let because = match (reached.missed, reached.notice) {
        _ if act.now >= when.start => Because::HasBegun {
            parameter,
            started_at: when.start,
        },
        (Some(limit), _) => Because::ShortNotice {
            parameter,
            notice_minutes,
            limit,
            deadline_at: deadline(limit),
        },
        (None, limit) => {
            let limit = limit.unwrap_or(Notice::NONE);
            Because::EnoughNotice {
                parameter,
                notice_minutes,
                limit,
                deadline_at: deadline(limit),
            }
        }
    };
    (reached.answer, because)
}

/// The limit that a refused client missed, to be named with its date.
pub(super) fn missed_limit(because: &Because) -> (Option<Notice>, Option<jiff::Timestamp>) {
    match because {
        Because::ShortNotice { limit, deadline_at, .. } => (Some(*limit), Some(*deadline_at)),
        Because::HasBegun { started_at, .. } => (None, Some(*started_at)),
        _ => (None, None),
    }
}

fn entered(appointment: &Appointment, request: &CancelRequest, act: &Act) -> Result<(), CancelRefusal> {
    let entry = &appointment.terms.policy.entry;
    let reason_needed = if act.is_bound() {
        entry.client_reason
    } else {
        entry.staff_reason
    };
    if reason_needed && request.reason.is_none() {
        return Err(CancelRefusal::ReasonMissing);
    }
    // Nobody reads a message that is not sent, which only an appointment that is past allows (MED1-10).
    let told_nothing = request.quietly && act.now >= appointment.when.start;
    // The explanation is owed by the side that breaks the appointment: a client who asked for it needs none.
    let message_needed = !act.is_bound() && act.asked_by == Side::Business && entry.staff_message && !told_nothing;
    let chars = request.message.trim().chars().count();
    let min_chars = entry.staff_message_min_chars.max(1);
    if message_needed && chars < usize::from(min_chars) {
        return Err(CancelRefusal::MessageTooShort { min_chars, chars });
    }
    Ok(())
}
