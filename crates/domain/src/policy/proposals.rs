//! How long a proposed move waits for the other side.

use serde::{Deserialize, Serialize};

use crate::notice::Notice;

/// How long each side has to answer a proposed move. No proposal outlives the start of the appointment or its own last start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProposalPolicy {
    /// How long a client has to answer a move that the business proposes.
    pub client_answers_within: Notice,
    /// How long the business has to answer a move that a client asks for (WEC+10).
    pub business_answers_within: Notice,
    /// How long a counter-proposal stays valid, whoever makes it (WEC+19).
    pub counter_within: Notice,
}

impl Default for ProposalPolicy {
    fn default() -> Self {
        ProposalPolicy {
            client_answers_within: Notice::hours(24),
            business_answers_within: Notice::hours(4),
            counter_within: Notice::hours(3),
        }
    }
}

impl ProposalPolicy {
    /// The key of a length that is nothing: a proposal that nobody can answer.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        [
            ("client_answers_within", self.client_answers_within),
            ("business_answers_within", self.business_answers_within),
            ("counter_within", self.counter_within),
        ]
        .into_iter()
        .find_map(|(key, within)| (within.elapsed_minutes() == 0).then_some(key))
    }
}
