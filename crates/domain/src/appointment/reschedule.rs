//! Moving: the same appointment, the same identity, another time (SBM-12).

use jiff::Timestamp;
use serde::Serialize;

use super::booking::placed;
use super::cancellation::{explained, missed_limit};
use super::proposal::{Asked, ProposalRefusal, accept_move, meets_the_other_side, proposed};
use super::{Act, Appointment, Because, BookRefusal, Change, ChangeKind, Decision, Reason, Side, State};
use crate::agenda::{Agenda, NotOffered, Slot, SlotRules};
use crate::notice::{Notice, When};
use crate::policy::Answer;
use crate::series::SeriesPlace;
use crate::service::BookedBy;

/// What somebody wants to move to. Only the time can change (SBM-06).
#[derive(Debug, Clone, Default)]
pub struct RescheduleRequest {
    /// The new start.
    pub start: Timestamp,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the other side.
    pub message: String,
    /// The answer shown before the click.
    pub seen: Option<Answer>,
    /// Why staff place it where no slot is offered.
    pub force: Option<String>,
}

/// Why a move is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum RescheduleRefusal {
    /// The appointment has ended in one way or another.
    AlreadyEnded {
        /// The state it is in.
        state: &'static str,
    },
    /// The terms do not let clients move appointments themselves (SBM-01).
    NotForClients,
    /// Appointments that are approved by hand cannot be moved by the client (SBM-08).
    ApprovedByHand,
    /// Less notice than the terms ask for (SBM-04, SBM-13).
    OutsideTerms {
        /// The limit that was missed, if there is one.
        limit: Option<Notice>,
        /// When it was missed.
        deadline_at: Option<Timestamp>,
    },
    /// Appointments of a series cannot be moved one by one by the client (SBM+01).
    InSeries,
    /// All moves that the terms allow are used.
    NoMovesLeft {
        /// Moves allowed.
        max: u32,
    },
    /// The new start is the present one.
    SameTime,
    /// The new start is not among the offered slots.
    SlotNotOffered {
        /// Why.
        reason: NotOffered,
    },
    /// Only staff may place an appointment where no slot is offered, and they must say why.
    ForceNotAllowed,
    /// The answer is stricter than the one that was shown before the click.
    BecameStricter {
        /// The answer now.
        answer: Answer,
    },
}

/// Whether the appointment may be moved now, wherever to: what the manage page needs before a new time is chosen.
///
/// # Errors
/// [`RescheduleRefusal`].
pub fn may_reschedule(appointment: &Appointment, act: &Act) -> Result<(Answer, Vec<Because>), RescheduleRefusal> {
    if !matches!(appointment.state, State::Requested { .. } | State::Booked) {
        return Err(RescheduleRefusal::AlreadyEnded {
            state: appointment.state.code(),
        });
    }
    let ladder = &appointment.terms.policy.client_reschedule.ladder;
    let (answer, because) = explained(ladder, "client_reschedule.ladder", appointment, act);
    if !act.is_bound() {
        let set_aside = Because::StaffNotBound {
            parameter: "client_reschedule.ladder".into(),
            client_answer: answer,
        };
        return Ok((Answer::Allow, vec![set_aside]));
    }
    if answer == Answer::RefuseAndContact {
        let (limit, deadline_at) = missed_limit(&because);
        return Err(RescheduleRefusal::OutsideTerms { limit, deadline_at });
    }
    let moves = allowed_moves(appointment)?;
    let (answer, because) = match answer {
        // Nothing was agreed yet, so there is nobody to agree again (WEC+10).
        Answer::OtherPartyMustAgree if appointment.state != State::Booked => (Answer::Allow, Because::NotAcceptedYet),
        answer => (answer, because),
    };
    Ok((answer, [Some(because), moves].into_iter().flatten().collect()))
}

/// The limits that do not depend on the time.
fn allowed_moves(appointment: &Appointment) -> Result<Option<Because>, RescheduleRefusal> {
    let policy = &appointment.terms.policy.client_reschedule;
    if !policy.enabled {
        return Err(RescheduleRefusal::NotForClients);
    }
    if appointment.terms.booked_by == BookedBy::Approval && !policy.when_approved_by_hand {
        return Err(RescheduleRefusal::ApprovedByHand);
    }
    if appointment.series.is_some() && !policy.when_in_series {
        return Err(RescheduleRefusal::InSeries);
    }
    match policy.max_moves {
        Some(max) if appointment.moves >= max => Err(RescheduleRefusal::NoMovesLeft { max }),
        max => Ok(max.map(|max| Because::MovesUsed {
            count: appointment.moves + 1,
            max,
        })),
    }
}

/// Decides a move. Where the terms say that the other side must agree, a client's move is decided as a proposal of one start: the old time stands until
/// the business accepts (WEC+10). A move to a start that the other side has proposed accepts it. `agenda` must hold the busy time without this appointment, read under the practitioner's lock.
///
/// # Errors
/// [`RescheduleRefusal`].
pub fn reschedule(
    appointment: &Appointment,
    request: &RescheduleRequest,
    agenda: &Agenda,
    rules: &SlotRules,
    act: &Act,
) -> Result<Decision, RescheduleRefusal> {
    if request.force.is_none() && meets_the_other_side(appointment, request.start, act).is_some() {
        return accept_move(appointment, request.start, agenda, rules, act).map_err(as_move);
    }
    let (answer, mut because) = may_reschedule(appointment, act)?;
    if request.seen.is_some_and(|seen| answer > seen) {
        return Err(RescheduleRefusal::BecameStricter { answer });
    }
    if request.start == appointment.when.start {
        return Err(RescheduleRefusal::SameTime);
    }
    let (slot, forced) =
        placed(request.force.as_deref(), agenda, rules, request.start, act).map_err(|refusal| match refusal {
            BookRefusal::SlotNotOffered { reason } => RescheduleRefusal::SlotNotOffered { reason },
            BookRefusal::ForceNotAllowed | BookRefusal::OnlyByProposal => RescheduleRefusal::ForceNotAllowed,
        })?;
    if let (true, Some(reason)) = (forced, &request.force) {
        because.push(Because::Forced { reason: reason.clone() });
    }
    if act.is_bound() && answer == Answer::OtherPartyMustAgree {
        let asked = Asked {
            by: Side::Client,
            starts: vec![slot.start],
            reason: request.reason,
            message: &request.message,
        };
        return Ok(proposed(appointment, asked, &mut because, act));
    }
    let moved = moved_to(appointment, slot, forced, act);
    let change = Change {
        kind: ChangeKind::Moved,
        act: act.clone(),
        reason: request.reason,
        message: request.message.trim().to_owned(),
        from: Some(appointment.when.start),
        to: Some(moved.when.start),
        because,
    };
    Ok(Decision::new(answer, Some(appointment), moved, change))
}

/// An accepted start that cannot be had, in the words of a move.
fn as_move(refusal: ProposalRefusal) -> RescheduleRefusal {
    match refusal {
        ProposalRefusal::Limits(refusal) => refusal,
        ProposalRefusal::SlotNotOffered { reason, .. } => RescheduleRefusal::SlotNotOffered { reason },
        ProposalRefusal::AlreadyEnded { state } => RescheduleRefusal::AlreadyEnded { state },
        _ => RescheduleRefusal::SlotNotOffered {
            reason: NotOffered::Past,
        },
    }
}

pub(super) fn moved_to(appointment: &Appointment, slot: Slot, forced: bool, act: &Act) -> Appointment {
    let state = match appointment.state {
        // A request can wait no longer than until its new start.
        State::Requested { answer_by } => State::Requested {
            answer_by: answer_by.min(slot.start),
        },
        ref state => state.clone(),
    };
    Appointment {
        when: When {
            start: slot.start,
            end: slot.end,
            zone: appointment.when.zone.clone(),
        },
        lane: slot.lane,
        forced,
        moves: appointment.moves + u32::from(act.is_bound()),
        // A change of the whole series leaves alone what was moved by itself.
        series: appointment.series.map(|place| SeriesPlace { detached: true, ..place }),
        ..appointment.changed(state)
    }
}
