//! Another time that needs the other side: proposed, accepted, declined, lapsed. The old time stands until then (WEC+10, WEC+19).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Side;

/// Other times that one side has proposed for an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveProposal {
    /// Who proposes; the other side answers.
    pub by: Side,
    /// One to three starts, in order. They take no time until one is accepted.
    pub starts: Vec<Timestamp>,
    /// When it was proposed.
    pub proposed_at: Timestamp,
    /// When it lapses unanswered.
    pub lapses_at: Timestamp,
}
