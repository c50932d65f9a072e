//! Enquiries: to whom a client's wish is proposed, and how long it waits.

use serde::{Deserialize, Serialize};

use crate::notice::Notice;

/// To whom an enquiry is proposed, and how long it waits for the first who accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EnquiryPolicy {
    /// How long an enquiry waits; never beyond the start it asks for (WEC+11).
    pub answer_within: Notice,
    /// To how many practitioners it is proposed at once; when all of them refuse, it goes to as many others.
    pub proposals_at_once: u16,
    /// Whether the more reliable are asked first (WEC-17); otherwise by name.
    pub by_ranking: bool,
    /// So many proposals left unanswered in a row put a business on hold (WEC+18); `None` for never.
    pub hold_after_unanswered: Option<u32>,
    /// So many refused in a row do the same (WEC+18); `None` for never. Refusing alone never lowers a score.
    pub hold_after_refusals: Option<u32>,
}

impl Default for EnquiryPolicy {
    fn default() -> Self {
        EnquiryPolicy {
            answer_within: Notice::hours(4),
            proposals_at_once: 10,
            by_ranking: true,
            hold_after_unanswered: None,
            hold_after_refusals: None,
        }
    }
}
