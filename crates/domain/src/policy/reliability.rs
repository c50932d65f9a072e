//! What counts against whom, for how long, and which measure follows.

use serde::{Deserialize, Serialize};

use super::PolicyFault;
use crate::notice::Notice;
use crate::reliability::{Period, StrikeKind};

/// The rules of the reliability ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReliabilityPolicy {
    /// What a late cancellation weighs, in hundredths of a plain incident.
    pub late_cancellation_weight: u32,
    /// What a missed appointment weighs, in hundredths of a plain incident.
    pub missed_weight: u32,
    /// How long an incident can count at all (L8: six months, never more than a year).
    pub expires_after: Notice,
    /// How long somebody has to decide a case (L12).
    pub decide_within: Notice,
    /// Measures against businesses, looked at one after the other.
    pub business: Vec<MeasureRule>,
}

impl Default for ReliabilityPolicy {
    fn default() -> Self {
        ReliabilityPolicy {
            late_cancellation_weight: 100,
            missed_weight: 300,
            expires_after: Notice::Days(180),
            decide_within: Notice::Days(7),
            business: Vec::new(),
        }
    }
}

/// So many incidents within so much time are followed by a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureRule {
    /// A word for the rule, kept in the statement of reasons.
    pub name: String,
    /// The kinds of incidents that count.
    pub counts: Vec<StrikeKind>,
    /// From how many on (WEC-12: three).
    pub threshold: u32,
    /// Within which time (WEC-12 the calendar month, WEC+02 a rolling one).
    pub within: Period,
    /// How long new bookings and proposals pause (WEC-12: 48 h). The pause ends by itself (WEC-13).
    pub pause: Notice,
    /// Whether incidents that already led to a measure count again towards the next one. The source is silent (WEC-18); they do not unless asked for.
    #[serde(default)]
    pub counted_again: bool,
}

impl ReliabilityPolicy {
    pub(super) fn fault(&self) -> Option<PolicyFault> {
        let year = 366 * 24 * 60;
        let fault = |key: String, why: &str| Some(PolicyFault { key, why: why.into() });
        if self.expires_after.elapsed_minutes() > year || self.expires_after == Notice::NONE {
            return fault(
                "reliability.expires_after".into(),
                "an incident counts for at most a year, and for some time",
            );
        }
        for (index, rule) in self.business.iter().enumerate() {
            let key = |part: &str| format!("reliability.business[{index}].{part}");
            let repeated = self.business[..index].iter().any(|other| other.name == rule.name);
            if rule.name.trim().is_empty() || repeated {
                return fault(key("name"), "every rule needs a name of its own");
            }
            if rule.counts.is_empty() {
                return fault(key("counts"), "at least one kind of incident must count");
            }
            if rule.threshold == 0 {
                return fault(key("threshold"), "a measure cannot follow from nothing");
            }
            if rule.pause.elapsed_minutes() == 0 || rule.pause.elapsed_minutes() > 31 * 24 * 60 {
                return fault(key("pause"), "a pause lasts some time, and at most 31 days");
            }
        }
        None
    }
}
