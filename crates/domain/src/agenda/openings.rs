//! Local opening hours turned into spans of instants.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Agenda;

/// A span of instants in which the practitioner works; half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// First instant open.
    pub start: Timestamp,
    /// First instant closed.
    pub end: Timestamp,
}

/// Openings that touch the local dates `first..=last`, in order, touching ones merged.
pub fn openings(_agenda: &Agenda, _first: Date, _last: Date) -> Vec<Opening> {
    Vec::new()
}
