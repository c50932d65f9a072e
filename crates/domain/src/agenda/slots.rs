//! The slots that openings and busy time leave, and whether one start is among them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Agenda;
use super::judge::{Judge, today};
use super::nanos::nanos;
use super::wall_clock::days_after;

/// What a service asks of a slot. All minutes are elapsed minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotRules {
    /// Length of the appointment; nothing is offered for zero.
    pub duration_minutes: u16,
    /// Kept free before it.
    pub buffer_before_minutes: u16,
    /// Kept free after it.
    pub buffer_after_minutes: u16,
    /// Distance between possible starts, counted from the start of the (merged) opening, or from local midnight in an opening that
    /// has run without a break for [`DAYS_LOOKED_BACK`](super::DAYS_LOOKED_BACK) days before. Zero leaves the grid empty.
    pub step_minutes: u16,
    /// Start right after busy time too: wherever busy time of any lane ends, plus `buffer_before_minutes`.
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
    /// The business takes no new bookings for now (WEC-13).
    Paused,
}

/// Whether a measure stops new bookings at this moment.
fn is_paused(agenda: &Agenda, now: Timestamp) -> bool {
    agenda.paused_until.is_some_and(|until| now < until)
}

/// Slots whose start lies on the local dates `first..=last`, by day; days without a slot are left out.
///
/// The agenda must know the hours, exceptions and closed days from [`DAYS_LOOKED_BACK`](super::DAYS_LOOKED_BACK) days before `first` on,
/// and the busy time from `buffer_before` before `first` on, both until the latest end of a slot plus `buffer_after`.
pub fn free_slots(agenda: &Agenda, rules: &SlotRules, first: Date, last: Date, now: Timestamp) -> Vec<DayOfSlots> {
    let today = today(agenda, now);
    let (first, last) = (first.max(today), last.min(days_after(today, i64::from(rules.horizon_days))));
    let mut days: Vec<DayOfSlots> = Vec::new();
    if last < first || is_paused(agenda, now) {
        return days;
    }
    let mut judge = Judge::new(agenda, rules, first, last, now);
    for start in judge.candidates() {
        let Ok((date, slot)) = judge.slot_at(start) else { continue };
        match days.last_mut() {
            Some(day) if day.date == date => day.slots.push(slot),
            _ => days.push(DayOfSlots { date, slots: vec![slot] }),
        }
    }
    days
}

/// The slot that starts at `start`, or why there is none. Agrees with [`free_slots`] on every start (R22).
///
/// The agenda must know what [`free_slots`] asks for, with `first` the date of `start`.
///
/// # Errors
/// The first reason that applies, in the order of [`NotOffered`].
pub fn offer(agenda: &Agenda, rules: &SlotRules, start: Timestamp, now: Timestamp) -> Result<Slot, NotOffered> {
    let date = agenda.zone.to_datetime(start).date();
    let mut judge = Judge::new(agenda, rules, date, date, now);
    let (_, slot) = judge.slot_at(nanos(start))?;
    if is_paused(agenda, now) {
        Err(NotOffered::Paused)
    } else {
        Ok(slot)
    }
}
