//! Series: rules that generate repeating appointments, and what happens to one, the following or all of them.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::ids::SeriesId;

/// Which occurrence of a series an appointment stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesPlace {
    /// The series.
    pub series: SeriesId,
    /// The local date-time that its rule gives this occurrence, whatever became of it since (RFC 5545, RECURRENCE-ID).
    pub occurrence: DateTime,
    /// Whether it was changed by itself: a change of the whole series leaves it alone.
    pub detached: bool,
}
