//! Another time that needs the other side: proposed, accepted, declined, taken back, lapsed. The old time stands until one is accepted (WEC+10, WEC+19).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::booking::placed;
use super::reschedule::{RescheduleRefusal, may_reschedule, moved_to};
use super::{Act, Actor, Appointment, Because, BookRefusal, Change, ChangeKind, Decision, Reason, Role, Side, State};
use crate::agenda::{Agenda, NotOffered, Slot, SlotRules, offer};
use crate::policy::Answer;

/// A proposal names at most so many starts: enough to choose from, few enough to answer at a glance.
pub const MOST_STARTS: usize = 3;

/// Other times that one side has proposed for an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveProposal {
    /// Who proposes; the other side answers.
    pub by: Side,
    /// One to three starts, in order. They take no time until one is accepted.
    pub starts: Vec<Timestamp>,
    /// What was written with it, empty for nothing.
    #[serde(default)]
    pub message: String,
    /// When it was proposed.
    pub proposed_at: Timestamp,
    /// When it lapses unanswered.
    pub lapses_at: Timestamp,
}

/// What somebody proposes.
#[derive(Debug, Clone, Default)]
pub struct ProposeRequest {
    /// One to three other starts, in any order.
    pub starts: Vec<Timestamp>,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the other side.
    pub message: String,
    /// The answer shown before the click.
    pub seen: Option<Answer>,
}

/// Why a move is not proposed, or a proposal not answered so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ProposalRefusal {
    /// The appointment has ended in one way or another.
    AlreadyEnded {
        /// The state it is in.
        state: &'static str,
    },
    /// The appointment has begun; its time can no longer be proposed away.
    HasBegun,
    /// No start, or more than three, or one twice.
    HowManyStarts {
        /// Different starts given.
        count: usize,
        /// Starts allowed.
        max: usize,
    },
    /// A proposed start is the present one.
    SameTime,
    /// A start is not among the offered slots, or no longer.
    SlotNotOffered {
        /// Why.
        reason: NotOffered,
        /// Which start.
        start_at: Timestamp,
    },
    /// The client may move this appointment at once; nobody needs to be asked (WEC+10, before acceptance).
    MovesAtOnce,
    /// Nothing is proposed (any more).
    NothingProposed,
    /// The proposal is this side's own; the other side answers it.
    OwnProposal,
    /// The proposal is the other side's; it is declined, not taken back.
    OthersProposal,
    /// The start is none of those proposed.
    NotProposed {
        /// Which start.
        start_at: Timestamp,
    },
    /// The proposal has lapsed.
    Lapsed {
        /// When.
        lapsed_at: Timestamp,
    },
    /// The proposal still waits; it lapses later.
    NotYet,
    /// The client's own limits for moves refuse.
    #[serde(untagged)]
    Limits(RescheduleRefusal),
}

impl Actor {
    /// The side that this person speaks for; time itself speaks for none.
    pub fn side(&self) -> Option<Side> {
        match self.role {
            Role::Client => Some(Side::Client),
            Role::Staff | Role::Network => Some(Side::Business),
            Role::Clock => None,
        }
    }
}

impl MoveProposal {
    /// Whether it can still be answered.
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.lapses_at
    }

    fn told(&self) -> Because {
        Because::MoveProposed {
            by: self.by,
            starts: self.starts.clone(),
            lapses_at: self.lapses_at,
        }
    }
}

/// Proposes other times; the appointment stays as it is until the other side takes one. A proposal replaces the open one: of the same side it is another
/// idea, of the other side a counter-proposal (WEC+19). `agenda` holds the busy time without this appointment.
///
/// # Errors
/// [`ProposalRefusal`].
pub fn propose_move(
    appointment: &Appointment,
    request: &ProposeRequest,
    agenda: &Agenda,
    rules: &SlotRules,
    act: &Act,
) -> Result<Decision, ProposalRefusal> {
    stands(appointment, act)?;
    let by = act.clicked_by.side().unwrap_or(act.asked_by);
    let starts = distinct(&request.starts)?;
    let mut because = within_limits(appointment, request, by, act)?;
    for &start in &starts {
        if start == appointment.when.start {
            return Err(ProposalRefusal::SameTime);
        }
        let refused = |reason| ProposalRefusal::SlotNotOffered { reason, start_at: start };
        offer(agenda, rules, start, act.now).map_err(refused)?;
    }
    let asked = Asked {
        by,
        starts,
        reason: request.reason,
        message: &request.message,
    };
    Ok(proposed(appointment, asked, &mut because, act))
}

/// What is proposed, once nothing speaks against it.
pub(super) struct Asked<'a> {
    pub(super) by: Side,
    pub(super) starts: Vec<Timestamp>,
    pub(super) reason: Option<Reason>,
    pub(super) message: &'a str,
}

/// The decision that asks the other side.
pub(super) fn proposed(appointment: &Appointment, asked: Asked<'_>, because: &mut Vec<Because>, act: &Act) -> Decision {
    let proposal = MoveProposal {
        by: asked.by,
        lapses_at: lapses_at(appointment, asked.by, &asked.starts, act.now),
        starts: asked.starts,
        message: asked.message.trim().to_owned(),
        proposed_at: act.now,
    };
    because.push(proposal.told());
    let change = Change {
        kind: ChangeKind::MoveProposed,
        act: act.clone(),
        reason: asked.reason,
        message: proposal.message.clone(),
        from: Some(appointment.when.start),
        to: Some(appointment.when.start),
        because: std::mem::take(because),
    };
    let state = match appointment.state {
        // A request waits at least as long as the other time that was proposed for it.
        State::Requested { answer_by } => State::Requested {
            answer_by: answer_by.max(proposal.lapses_at),
        },
        ref state => state.clone(),
    };
    let after = Appointment {
        state,
        ..with(appointment, Some(proposal))
    };
    Decision::new(Answer::OtherPartyMustAgree, Some(appointment), after, change)
}

/// Takes one of the proposed starts: both sides agree, so that no limit binds and nothing counts as late (WEC-07). The time must still be free; lead time
/// and horizon were checked when it was proposed.
///
/// # Errors
/// [`ProposalRefusal`]; the proposal stays open when the time was taken meanwhile.
pub fn accept_move(
    appointment: &Appointment,
    start: Timestamp,
    agenda: &Agenda,
    rules: &SlotRules,
    act: &Act,
) -> Result<Decision, ProposalRefusal> {
    let proposal = to_answer(appointment, act)?;
    if !proposal.starts.contains(&start) {
        return Err(ProposalRefusal::NotProposed { start_at: start });
    }
    let as_proposed = SlotRules {
        min_lead_minutes: 0,
        horizon_days: u16::MAX,
        ..*rules
    };
    let (slot, _) = placed(None, agenda, &as_proposed, start, act).map_err(|refusal| gone(refusal, start))?;
    Ok(agreed(appointment, proposal, slot, act))
}

fn gone(refusal: BookRefusal, start: Timestamp) -> ProposalRefusal {
    let reason = match refusal {
        BookRefusal::SlotNotOffered { reason } => reason,
        BookRefusal::ForceNotAllowed | BookRefusal::OnlyByProposal => NotOffered::Taken,
    };
    ProposalRefusal::SlotNotOffered { reason, start_at: start }
}

fn agreed(appointment: &Appointment, proposal: &MoveProposal, slot: Slot, act: &Act) -> Decision {
    let state = match appointment.state {
        // Both sides have said yes to this time: nothing is left to approve.
        State::Requested { .. } => State::Booked,
        ref state => state.clone(),
    };
    let moved = Appointment {
        state,
        moves: appointment.moves + u32::from(proposal.by == Side::Client),
        ..moved_to(appointment, slot, false, act)
    };
    let change = Change {
        kind: ChangeKind::Moved,
        // Whoever clicks, the side that proposed wanted it.
        act: Act {
            asked_by: proposal.by,
            ..act.clone()
        },
        reason: None,
        message: String::new(),
        from: Some(appointment.when.start),
        to: Some(moved.when.start),
        because: vec![Because::BothAgreed {
            by: proposal.by,
            proposed_at: proposal.proposed_at,
        }],
    };
    Decision::new(Answer::Allow, Some(appointment), moved, change)
}

/// Declines the other side's proposal: everything stays as it was, and both may still cancel as before (WEC+10).
///
/// # Errors
/// [`ProposalRefusal`].
pub fn decline_move(appointment: &Appointment, message: &str, act: &Act) -> Result<Decision, ProposalRefusal> {
    let proposal = to_answer(appointment, act)?;
    Ok(ended(appointment, proposal, ChangeKind::MoveDeclined, message, act))
}

/// Takes this side's own proposal back.
///
/// # Errors
/// [`ProposalRefusal`].
pub fn withdraw_move(appointment: &Appointment, act: &Act) -> Result<Decision, ProposalRefusal> {
    let proposal = standing(appointment)?;
    if act.clicked_by.side() != Some(proposal.by) {
        return Err(ProposalRefusal::OthersProposal);
    }
    Ok(ended(appointment, proposal, ChangeKind::MoveWithdrawn, "", act))
}

/// Lets a proposal lapse that nobody answered in time.
///
/// # Errors
/// [`ProposalRefusal::NothingProposed`], or [`ProposalRefusal::NotYet`] while it still waits.
pub fn lapse_move(appointment: &Appointment, act: &Act) -> Result<Decision, ProposalRefusal> {
    let proposal = standing(appointment)?;
    if proposal.is_open(act.now) {
        return Err(ProposalRefusal::NotYet);
    }
    // Whose wish it was stays known: letters say whose proposal came to nothing.
    let act = Act {
        asked_by: proposal.by,
        ..act.clone()
    };
    Ok(ended(appointment, proposal, ChangeKind::MoveLapsed, "", &act))
}

/// The open proposal of the other side, if this start is one of its starts: whoever moves there agrees.
pub(super) fn meets_the_other_side<'a>(appointment: &'a Appointment, start: Timestamp, act: &Act) -> Option<&'a MoveProposal> {
    let proposal = appointment.proposal.as_ref()?;
    let other = act.clicked_by.side().is_some_and(|side| side != proposal.by);
    (other && proposal.is_open(act.now) && proposal.starts.contains(&start)).then_some(proposal)
}

fn stands(appointment: &Appointment, act: &Act) -> Result<(), ProposalRefusal> {
    if !matches!(appointment.state, State::Requested { .. } | State::Booked) {
        return Err(ProposalRefusal::AlreadyEnded {
            state: appointment.state.code(),
        });
    }
    if act.now >= appointment.when.start {
        return Err(ProposalRefusal::HasBegun);
    }
    Ok(())
}

fn distinct(starts: &[Timestamp]) -> Result<Vec<Timestamp>, ProposalRefusal> {
    let mut sorted = starts.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.is_empty() || sorted.len() != starts.len() || sorted.len() > MOST_STARTS {
        return Err(ProposalRefusal::HowManyStarts {
            count: sorted.len(),
            max: MOST_STARTS,
        });
    }
    Ok(sorted)
}

/// A client is bound by the limits of an ordinary move, except when answering what the business proposed first.
fn within_limits(
    appointment: &Appointment,
    request: &ProposeRequest,
    by: Side,
    act: &Act,
) -> Result<Vec<Because>, ProposalRefusal> {
    if by == Side::Business || is_counter(appointment, by, act.now) {
        return Ok(Vec::new());
    }
    if matches!(appointment.state, State::Requested { .. }) {
        return Err(ProposalRefusal::MovesAtOnce);
    }
    let (answer, because) = may_reschedule(appointment, act).map_err(ProposalRefusal::Limits)?;
    let answer = answer.max(Answer::OtherPartyMustAgree);
    if request.seen.is_some_and(|seen| answer > seen) {
        return Err(ProposalRefusal::Limits(RescheduleRefusal::BecameStricter { answer }));
    }
    Ok(because)
}

fn is_counter(appointment: &Appointment, by: Side, now: Timestamp) -> bool {
    appointment
        .proposal
        .as_ref()
        .is_some_and(|open| open.by != by && open.is_open(now))
}

/// The policy's time for an answer, but never beyond the present start or the last start proposed.
fn lapses_at(appointment: &Appointment, by: Side, starts: &[Timestamp], now: Timestamp) -> Timestamp {
    let policy = &appointment.terms.policy.proposals;
    let within = match by {
        _ if is_counter(appointment, by, now) => policy.counter_within,
        Side::Business => policy.client_answers_within,
        Side::Client => policy.business_answers_within,
    };
    let last = starts.last().copied().unwrap_or(Timestamp::MAX);
    within.after(now).min(appointment.when.start).min(last)
}

fn standing(appointment: &Appointment) -> Result<&MoveProposal, ProposalRefusal> {
    appointment.proposal.as_ref().ok_or(ProposalRefusal::NothingProposed)
}

/// The open proposal that this side may answer.
fn to_answer<'a>(appointment: &'a Appointment, act: &Act) -> Result<&'a MoveProposal, ProposalRefusal> {
    let proposal = standing(appointment)?;
    if act.clicked_by.side() == Some(proposal.by) {
        return Err(ProposalRefusal::OwnProposal);
    }
    if !proposal.is_open(act.now) {
        return Err(ProposalRefusal::Lapsed {
            lapsed_at: proposal.lapses_at,
        });
    }
    stands(appointment, act)?;
    Ok(proposal)
}

fn ended(appointment: &Appointment, proposal: &MoveProposal, kind: ChangeKind, message: &str, act: &Act) -> Decision {
    let change = Change {
        kind,
        act: act.clone(),
        reason: None,
        message: message.trim().to_owned(),
        from: Some(appointment.when.start),
        to: Some(appointment.when.start),
        because: vec![proposal.told()],
    };
    Decision::new(Answer::Allow, Some(appointment), with(appointment, None), change)
}

/// The appointment with another proposal. Calendars hear of a time only when it changes, so their sequence stays.
fn with(appointment: &Appointment, proposal: Option<MoveProposal>) -> Appointment {
    Appointment {
        version: appointment.version + 1,
        proposal,
        ..appointment.clone()
    }
}

#[cfg(test)]
mod tests;
