//! How somebody has answered lately: what a hold is counted from (WEC+18).

use serde::{Deserialize, Serialize};

use super::ProposalState;
use crate::policy::EnquiryPolicy;

/// Proposals in a row, up to the newest one that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Streak {
    /// Left unanswered in a row.
    pub unanswered: u32,
    /// Refused in a row.
    pub refused: u32,
}

impl Streak {
    /// Whether the policy puts a business on hold for this.
    pub fn asks_for_a_hold(self, policy: &EnquiryPolicy) -> bool {
        let reached = |limit: Option<u32>, count: u32| limit.is_some_and(|limit| limit > 0 && count >= limit);
        reached(policy.hold_after_unanswered, self.unanswered) || reached(policy.hold_after_refusals, self.refused)
    }
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
