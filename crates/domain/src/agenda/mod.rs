//! When a practitioner can be booked: opening hours, exceptions, closed days, busy time, and the slots they leave.

mod openings;
mod slots;

pub use openings::{Opening, openings};
pub use slots::{DayOfSlots, NotOffered, Slot, SlotRules, free_slots, offer};

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// A wall-clock time as whole minutes after midnight, 0 to 1440; 1440 is the end of the day, which `civil::Time` cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MinuteOfDay(u16);

/// The text is not a time of day between `00:00` and `24:00`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a time of day such as `09:30`, at most `24:00`, got `{0}`")]
pub struct NotATimeOfDay(pub String);

impl MinuteOfDay {
    /// Minutes after midnight; `None` above 1440.
    pub fn new(minutes: u16) -> Option<Self> {
        (minutes <= 1440).then_some(Self(minutes))
    }

    /// Minutes after midnight, 0 to 1440.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl TryFrom<String> for MinuteOfDay {
    type Error = NotATimeOfDay;
    fn try_from(text: String) -> Result<Self, NotATimeOfDay> {
        text.parse()
    }
}

impl std::str::FromStr for MinuteOfDay {
    type Err = NotATimeOfDay;
    fn from_str(text: &str) -> Result<Self, NotATimeOfDay> {
        let wrong = || NotATimeOfDay(text.to_owned());
        let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
        let number = |part: &str| {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u16>().ok()).flatten()
        };
        let (hours, minutes) = number(hours).zip(number(minutes)).ok_or_else(wrong)?;
        (minutes < 60).then(|| hours * 60 + minutes).and_then(Self::new).ok_or_else(wrong)
    }
}

impl std::fmt::Display for MinuteOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl From<MinuteOfDay> for String {
    fn from(time: MinuteOfDay) -> String {
        time.to_string()
    }
}

/// Opening hours of one weekday, as wall times of the place. `to` is after `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyHours {
    /// Day of the week these hours repeat on.
    pub weekday: Weekday,
    /// First minute open.
    pub from: MinuteOfDay,
    /// First minute closed again.
    pub to: MinuteOfDay,
}

/// Hours of one date, in place of the weekly ones; no hours at all means closed.
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
    /// Local dates closed to new bookings; appointments already there stay (WEC-01, 02).
    pub closed_days: Vec<Date>,
    /// Busy time, sorted by start.
    pub busy: Vec<Busy>,
}
