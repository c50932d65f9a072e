//! What holds for series.

use serde::{Deserialize, Serialize};

/// What holds for series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SeriesPolicy {
    /// How many weeks ahead the appointments of a series without an end are generated (WEC+14).
    pub horizon_weeks: u16,
    /// The most appointments that one series with an end may have.
    pub max_appointments: u16,
    /// Whoever changes a series for the client must say that the client has agreed (WEC+11).
    pub change_needs_agreement: bool,
}

impl Default for SeriesPolicy {
    fn default() -> Self {
        SeriesPolicy {
            horizon_weeks: 12,
            max_appointments: 60,
            change_needs_agreement: false,
        }
    }
}

impl SeriesPolicy {
    /// The key that makes the policy unusable, and why.
    pub(super) fn fault(&self) -> Option<(&'static str, &'static str)> {
        if !(1..=104).contains(&self.horizon_weeks) {
            return Some(("horizon_weeks", "a series without an end is generated 1 to 104 weeks ahead"));
        }
        (!(1..=120).contains(&self.max_appointments)).then_some(("max_appointments", "a series has 1 to 120 appointments"))
    }
}
