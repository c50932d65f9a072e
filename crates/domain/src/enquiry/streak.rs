//! How somebody has answered lately: what a hold is counted from (WEC+18).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Proposal, ProposalState};
use crate::ids::{EnquiryId, MeasureId};
use crate::policy::EnquiryPolicy;
use crate::reliability::{Author, Ground, Measure, MeasureKind, Standing};

/// Proposals in a row, up to the newest one that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Streak {
    /// Left unanswered in a row.
    pub unanswered: u32,
    /// Refused in a row.
    pub refused: u32,
}

impl Streak {
    /// Why the policy puts a business on hold for this, if it does.
    pub fn asks_for_a_hold(self, policy: &EnquiryPolicy) -> Option<Ground> {
        let ground = |refused, count, limit: Option<u32>| {
            let limit = limit.filter(|limit| *limit > 0 && count >= *limit)?;
            Some(Ground::ProposalsLeft {
                refused,
                count,
                limit,
                lasts: policy.hold_for,
            })
        };
        let unanswered = ground(false, self.unanswered, policy.hold_after_unanswered);
        unanswered.or_else(|| ground(true, self.refused, policy.hold_after_refusals))
    }
}

/// The hold that is due now, if one is. What led to an earlier hold does not count towards the next, and nobody is put on hold twice at once.
/// `newest_first` are the proposals of the whole business with the moment each ended.
pub fn hold_due(
    standing: &Standing,
    newest_first: impl IntoIterator<Item = ProposalState>,
    policy: &EnquiryPolicy,
    now: Timestamp,
    id: MeasureId,
) -> Option<Measure> {
    let holds = |measure: &&Measure| matches!(measure.ground, Ground::ProposalsLeft { .. });
    let earlier = standing.measures.iter().filter(holds);
    let since = earlier.clone().map(|measure| measure.begun_at).max();
    if earlier.clone().any(|measure| measure.in_force_at(now)) {
        return None;
    }
    let counted = |state: &ProposalState| state.since().is_none_or(|at| since.is_none_or(|since| at > since));
    let ground = streak(newest_first.into_iter().filter(counted)).asks_for_a_hold(policy)?;
    Some(Measure {
        id,
        subject: standing.subject,
        practitioner: None,
        kind: MeasureKind::Pause,
        ground,
        author: Author::Automatic,
        begun_at: now,
        end_at: policy.hold_for.after(now),
        lifted: None,
    })
}

/// How a business answered each enquiry, the one that ended last first. One enquiry counts once, however many of its practitioners received
/// it: accepted by one is accepted, and where anybody refused, somebody looked.
pub fn answers(received: &[Proposal]) -> Vec<ProposalState> {
    let weight = |state: ProposalState| match state {
        ProposalState::Open => 0,
        ProposalState::Closed { .. } => 1,
        ProposalState::Unanswered { .. } => 2,
        ProposalState::Refused { .. } => 3,
        ProposalState::Accepted { .. } => 4,
    };
    let mut by_enquiry: BTreeMap<EnquiryId, ProposalState> = BTreeMap::new();
    for proposal in received {
        let known = by_enquiry.entry(proposal.enquiry).or_insert(proposal.state);
        if weight(proposal.state) > weight(*known) {
            *known = proposal.state;
        }
    }
    let mut answers: Vec<ProposalState> = by_enquiry.into_values().collect();
    // By when they ended, not by when they came: that is the order in which somebody answered or did not.
    answers.sort_by_key(|state| Reverse(state.since()));
    answers
}

/// Counts from the newest proposal back. One that still waits, or that somebody else was first to take, says nothing about this reader and
/// is passed over; an acceptance ends every count, and refusals and silences end each other's.
pub fn streak(newest_first: impl IntoIterator<Item = ProposalState>) -> Streak {
    let mut counted = Streak::default();
    for state in newest_first {
        match state {
            ProposalState::Open | ProposalState::Closed { .. } => {}
            ProposalState::Unanswered { .. } if counted.refused == 0 => counted.unanswered += 1,
            ProposalState::Refused { .. } if counted.unanswered == 0 => counted.refused += 1,
            ProposalState::Accepted { .. } | ProposalState::Unanswered { .. } | ProposalState::Refused { .. } => break,
        }
    }
    counted
}
