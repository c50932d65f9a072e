//! When a practitioner can be booked: opening hours, exceptions, closed days, busy time, and the slots they leave.

mod busy_lanes;
mod judge;
mod lanes;
mod minute_of_day;
mod nanos;
mod openings;
mod slots;
mod wall_clock;

pub use minute_of_day::{MinuteOfDay, NotATimeOfDay};
pub use openings::{DAYS_LOOKED_BACK, Opening, openings};
pub use slots::{DayOfSlots, NotOffered, Slot, SlotRules, free_slots, offer};

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// Opening hours of one weekday, as wall times of the place. `to` is after `from`, otherwise nothing is opened; hours that go on after
/// midnight are two entries, one to `24:00` and one from `00:00` of the next weekday, and count as one opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyHours {
    /// Day of the week these hours repeat on.
    pub weekday: Weekday,
    /// First minute open.
    pub from: MinuteOfDay,
    /// First minute closed again.
    pub to: MinuteOfDay,
}

/// Hours of one date, in place of the weekly ones; no hours at all means closed. Of several entries for a date all hours count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedHours {
    /// Local date of the place.
    pub date: Date,
    /// Openings of that date as wall times, possibly none.
    pub open: Vec<(MinuteOfDay, MinuteOfDay)>,
}

/// Time that is taken: half-open, `start` inclusive, `end` exclusive, buffers of the appointment included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy {
    /// First instant taken.
    pub start: Timestamp,
    /// First instant free again.
    pub end: Timestamp,
    /// The numbered seat that is taken, from 0; `None` takes every seat (an absence, an outside calendar).
    pub lane: Option<u16>,
}

/// Everything that decides when one practitioner can be booked at one place.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// Zone of the place: opening hours, days and the horizon are counted in it (I5).
    pub zone: TimeZone,
    /// How many appointments may run at the same time; seats are numbered lanes `0..capacity`.
    pub capacity: u16,
    /// Hours that repeat every week.
    pub weekly: Vec<WeeklyHours>,
    /// Dates with hours of their own.
    pub exceptions: Vec<DatedHours>,
    /// Local dates closed to new bookings; appointments already there stay (WEC-01, 02). None of the date's own hours are opened, so an
    /// appointment that began the evening before cannot run into it either.
    pub closed_days: Vec<Date>,
    /// Until then nothing new is booked at all, whatever the date: a measure pauses the business (WEC-12, WEC-13).
    pub paused_until: Option<Timestamp>,
    /// Busy time, sorted by start.
    pub busy: Vec<Busy>,
}

impl Agenda {
    /// The agenda for an appointment that is there already: a pause stops new bookings only (WEC-13).
    #[must_use]
    pub fn for_what_is_booked(self) -> Self {
        Agenda {
            paused_until: None,
            ..self
        }
    }
}

impl Busy {
    /// The local days `first..=last` as busy time of every lane: from the first instant of `first` to the first instant after `last`,
    /// whether those days have 23, 24 or 25 hours. `zone` is the zone of the calendar the days come from, which need not be the zone of
    /// the place. Never ends before it starts: a `last` before `first` counts as `first`.
    pub fn whole_days(zone: &TimeZone, first: Date, last: Date) -> Self {
        let last = last.max(first);
        let clock = wall_clock::WallClock::new(zone, first, last);
        Self {
            start: clock.start_of(first),
            end: clock.instant(last, MinuteOfDay::END_OF_DAY),
            lane: None,
        }
    }
}
