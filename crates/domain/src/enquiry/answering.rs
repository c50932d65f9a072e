//! What becomes of an enquiry: accepted, refused, taken back, left unanswered. Each answer says who is told.

use jiff::Timestamp;
use serde::Serialize;

use super::{Enquiry, EnquiryState, Proposal, ProposalState};
use crate::ids::{AppointmentId, ProposalId};
use crate::messages::{Author, MessageKind, Stale};
use crate::policy::EnquiryPolicy;

/// What a message of an enquiry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The enquiry, for the client who made it.
    Enquiry,
    /// One proposal, for the practitioner who received it.
    Proposal(ProposalId),
}

/// Somebody is to be told; the matrix of the policy says by which channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub about: Subject,
    /// What is told.
    pub kind: MessageKind,
    /// Who made it happen.
    pub by: Author,
}

/// What an answer changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryChange {
    /// The enquiry as it will be.
    pub enquiry: Enquiry,
    /// Every proposal that changes, as it will be.
    pub proposals: Vec<Proposal>,
    /// Who is told.
    pub notices: Vec<Notice>,
}

/// Why a proposal or an enquiry cannot be answered so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum EnquiryRefusal {
    /// The proposal does not wait (any more): somebody else was first, the client took it back, it was answered.
    ProposalNotOpen {
        /// The state it is in.
        state: &'static str,
    },
    /// The enquiry does not wait (any more).
    EnquiryNotOpen {
        /// The state it is in.
        state: &'static str,
    },
    /// The time to answer has passed.
    TooLate,
    /// It still waits; it ends later.
    NotYet,
    /// Nobody in the network could come at that time and place.
    NobodyToAsk,
}

/// Until when an enquiry that is made now waits: never beyond the start it asks for.
pub fn waits_until(start: Timestamp, policy: &EnquiryPolicy, now: Timestamp) -> Timestamp {
    policy.answer_within.after(now).min(start)
}

/// The first who accepts gets it: the enquiry is taken, and everybody who still waits is told. Whether the time is free is decided by the
/// booking that goes with this, in the same transaction.
///
/// # Errors
/// [`EnquiryRefusal`] when somebody was first, the client took it back, or the time to answer has passed.
pub fn accept(
    enquiry: &Enquiry,
    proposals: &[Proposal],
    accepted: ProposalId,
    appointment: AppointmentId,
    now: Timestamp,
) -> Result<EnquiryChange, EnquiryRefusal> {
    let proposal = waiting(enquiry, proposals, accepted)?;
    if now > enquiry.answer_by {
        return Err(EnquiryRefusal::TooLate);
    }
    let mut changed = vec![proposal.turned(ProposalState::Accepted { at: now })];
    changed.extend(closed(proposals, accepted, ProposalState::Closed { at: now }));
    let notices = told(&changed[1..], Author::Business);
    Ok(EnquiryChange {
        enquiry: enquiry.turned(EnquiryState::Taken { at: now, appointment }),
        proposals: changed,
        notices,
    })
}

/// A practitioner refuses. Nothing follows for anybody's score (WEC+18); when nobody is left and nobody else can be asked, the client is
/// told. `others_next` says whether others will be asked.
///
/// # Errors
/// [`EnquiryRefusal`] when the proposal does not wait.
pub fn decline(
    enquiry: &Enquiry,
    proposals: &[Proposal],
    refused: ProposalId,
    others_next: bool,
    now: Timestamp,
) -> Result<EnquiryChange, EnquiryRefusal> {
    let proposal = waiting(enquiry, proposals, refused)?;
    let left = proposals
        .iter()
        .any(|other| other.id != refused && other.state == ProposalState::Open);
    let over = !left && !others_next;
    Ok(EnquiryChange {
        enquiry: match over {
            true => enquiry.turned(EnquiryState::Unanswered { at: now }),
            false => enquiry.clone(),
        },
        proposals: vec![proposal.turned(ProposalState::Refused { at: now })],
        notices: over.then_some(unanswered(Author::Business)).into_iter().collect(),
    })
}

/// The client takes the enquiry back; whoever still thinks about it is told.
///
/// # Errors
/// [`EnquiryRefusal::EnquiryNotOpen`].
pub fn close(enquiry: &Enquiry, proposals: &[Proposal], by: Author, now: Timestamp) -> Result<EnquiryChange, EnquiryRefusal> {
    is_open(enquiry)?;
    let proposals = closed_all(proposals, ProposalState::Closed { at: now });
    let notices = told(&proposals, by);
    Ok(EnquiryChange {
        enquiry: enquiry.turned(EnquiryState::Withdrawn { at: now }),
        proposals,
        notices,
    })
}

/// Nobody accepted in time: the client is told, and those who left it unanswered too.
///
/// # Errors
/// [`EnquiryRefusal`] when it does not wait, or waits longer.
pub fn lapse(enquiry: &Enquiry, proposals: &[Proposal], now: Timestamp) -> Result<EnquiryChange, EnquiryRefusal> {
    is_open(enquiry)?;
    if now <= enquiry.answer_by {
        return Err(EnquiryRefusal::NotYet);
    }
    let proposals = closed_all(proposals, ProposalState::Unanswered { at: now });
    let mut notices = vec![unanswered(Author::Clock)];
    notices.extend(told(&proposals, Author::Clock));
    Ok(EnquiryChange {
        enquiry: enquiry.turned(EnquiryState::Unanswered { at: now }),
        proposals,
        notices,
    })
}

/// Whether a message should still leave, given the enquiry and, for a practitioner's message, the proposal as they are now (I3).
///
/// # Errors
/// The reason it is stale.
pub fn still_due(kind: MessageKind, enquiry: &Enquiry, proposal: Option<&Proposal>, now: Timestamp) -> Result<(), Stale> {
    let waits = proposal.is_none_or(|proposal| proposal.state == ProposalState::Open);
    match (kind, enquiry.state) {
        (MessageKind::EnquiryProposed, EnquiryState::Open) if !waits => Err(Stale::Answered),
        (MessageKind::EnquiryProposed, EnquiryState::Open) if now > enquiry.answer_by => Err(Stale::TooLate),
        (MessageKind::EnquiryProposed, EnquiryState::Open) => Ok(()),
        (MessageKind::EnquiryProposed, _) => Err(Stale::Ended),
        // The confirmation of the appointment, or the word that nobody could come, says more.
        (MessageKind::EnquiryReceived, EnquiryState::Taken { .. } | EnquiryState::Unanswered { .. }) => Err(Stale::Answered),
        _ => Ok(()),
    }
}

fn is_open(enquiry: &Enquiry) -> Result<(), EnquiryRefusal> {
    match enquiry.state {
        EnquiryState::Open => Ok(()),
        state => Err(EnquiryRefusal::EnquiryNotOpen { state: state.code() }),
    }
}

fn waiting<'p>(enquiry: &Enquiry, proposals: &'p [Proposal], id: ProposalId) -> Result<&'p Proposal, EnquiryRefusal> {
    let proposal = proposals.iter().find(|proposal| proposal.id == id);
    match proposal {
        Some(proposal) if proposal.state == ProposalState::Open => is_open(enquiry).map(|()| proposal),
        Some(proposal) => Err(EnquiryRefusal::ProposalNotOpen {
            state: proposal.state.code(),
        }),
        None => Err(EnquiryRefusal::ProposalNotOpen { state: "closed" }),
    }
}

fn closed(proposals: &[Proposal], but: ProposalId, state: ProposalState) -> Vec<Proposal> {
    let mut changed = closed_all(proposals, state);
    changed.retain(|proposal| proposal.id != but);
    changed
}

fn closed_all(proposals: &[Proposal], state: ProposalState) -> Vec<Proposal> {
    let open = proposals.iter().filter(|proposal| proposal.state == ProposalState::Open);
    open.map(|proposal| proposal.turned(state)).collect()
}

fn told(proposals: &[Proposal], by: Author) -> Vec<Notice> {
    let notice = |proposal: &Proposal| Notice {
        about: Subject::Proposal(proposal.id),
        kind: MessageKind::EnquiryClosed,
        by,
    };
    proposals.iter().map(notice).collect()
}

fn unanswered(by: Author) -> Notice {
    Notice {
        about: Subject::Enquiry,
        kind: MessageKind::EnquiryUnanswered,
        by,
    }
}

impl Enquiry {
    fn turned(&self, state: EnquiryState) -> Enquiry {
        Enquiry {
            state,
            version: self.version + 1,
            ..self.clone()
        }
    }
}

impl Proposal {
    fn turned(&self, state: ProposalState) -> Proposal {
        Proposal { state, ..self.clone() }
    }
}
