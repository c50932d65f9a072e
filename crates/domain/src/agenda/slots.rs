//! The slots that openings and busy time leave, and whether one start is among them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Agenda;

/// What a service asks of a slot. All minutes are elapsed minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotRules {
    /// Length of the appointment.
    pub duration_minutes: u16,
    /// Kept free before it.
    pub buffer_before_minutes: u16,
    /// Kept free after it.
    pub buffer_after_minutes: u16,
    /// Distance between possible starts, counted from the opening's start.
    pub step_minutes: u16,
    /// Offer starts right after busy time too.
    pub start_after_busy: bool,
    /// Smallest elapsed time between now and the start; inclusive.
    pub min_lead_minutes: u32,
    /// How many calendar days ahead of today, in the place's zone, can be booked; 0 is today only.
    pub horizon_days: u16,
}

/// A start that can be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// When the appointment starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// The lowest seat that is free for the whole time, buffers included.
    pub lane: u16,
}

/// The slots of one local day of the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOfSlots {
    /// Local date of the place.
    pub date: Date,
    /// Slots whose start lies on that date, in order.
    pub slots: Vec<Slot>,
}

/// Why a start cannot be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotOffered {
    /// It lies in the past.
    Past,
    /// It is nearer than the minimum lead time.
    TooSoon,
    /// It lies beyond the horizon.
    TooFar,
    /// The whole duration does not lie inside one opening.
    Closed,
    /// It is not on the grid of starts.
    OffGrid,
    /// Every seat is taken for some of the time.
    Taken,
}

/// Slots whose start lies on the local dates `first..=last`, by day; days without a slot are left out.
pub fn free_slots(_agenda: &Agenda, _rules: &SlotRules, _first: Date, _last: Date, _now: Timestamp) -> Vec<DayOfSlots> {
    Vec::new()
}

/// The slot that starts at `start`, or why there is none. Agrees with [`free_slots`] on every start (R22).
///
/// # Errors
/// The first reason that applies, in the order of [`NotOffered`].
pub fn offer(_agenda: &Agenda, _rules: &SlotRules, _start: Timestamp, _now: Timestamp) -> Result<Slot, NotOffered> {
    Err(NotOffered::Closed)
}
