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
    /// How long such a hold lasts; it ends by itself. The source says nothing about its length.
    pub hold_for: Notice,
}

impl Default for EnquiryPolicy {
    fn default() -> Self {
        EnquiryPolicy {
            answer_within: Notice::hours(4),
            proposals_at_once: 10,
            by_ranking: true,
            hold_after_unanswered: None,
            hold_after_refusals: None,
            hold_for: Notice::hours(48),
        }
    }
}

impl EnquiryPolicy {
    /// The key that cannot be used, and why.
    pub(super) fn fault(&self) -> Option<(&'static str, &'static str)> {
        if self.answer_within.elapsed_minutes() == 0 {
            return Some(("answer_within", "an enquiry needs some time to be answered"));
        }
        if !(1..=200).contains(&self.proposals_at_once) {
            return Some(("proposals_at_once", "an enquiry goes to 1 to 200 practitioners at once"));
        }
        if self.hold_after_unanswered == Some(0) {
            return Some((
                "hold_after_unanswered",
                "a hold cannot follow from nothing; leave it out for never",
            ));
        }
        if self.hold_after_refusals == Some(0) {
            return Some((
                "hold_after_refusals",
                "a hold cannot follow from nothing; leave it out for never",
            ));
        }
        if !(1..=31 * 24 * 60).contains(&self.hold_for.elapsed_minutes()) {
            return Some(("hold_for", "a hold lasts some time, and at most 31 days"));
        }
        None
    }
}
