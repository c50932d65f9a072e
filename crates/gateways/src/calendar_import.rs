//! Reading the calendar files of other programs: when their owner is busy, and with whom.
//!
//! What cannot be understood is never left out in silence: it stands in [`Imported::malformed`] with its line, because a busy time that we do
//! not know must not become a free one (I5).

mod chunks;
mod event;
mod repeats;
mod rule;
mod zones;

use std::collections::HashSet;
use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use crate::calendar::Party;
use event::Event;

/// One stretch of time in a calendar. A repeating event gives one entry for each time it takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identity of the event in its own program; made from its times when the file gives none.
    pub uid: String,
    /// Which occurrence of a repeating event this is: the start it was planned for.
    pub recurrence_id: Option<Timestamp>,
    /// Title, possibly empty.
    pub summary: String,
    /// First instant.
    pub start: Timestamp,
    /// First instant after it.
    pub end: Timestamp,
    /// Whether the file names whole days; `start` and `end` are then midnights, so that a day may have 23 or 25 hours (T13).
    pub all_day: bool,
    /// Whether the owner counts as busy (TRANSP).
    pub busy: bool,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// The people invited.
    pub attendees: Vec<Party>,
    /// Line of the file on which the event begins, counted from 1.
    pub line: usize,
}

/// Something in the file that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// What is wrong with it, in English.
    pub why: String,
}

/// What a calendar file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// By start.
    pub entries: Vec<Entry>,
    /// By line.
    pub malformed: Vec<Malformed>,
}

/// Reads a calendar file. Times without a zone, and whole days, are those of `zone`. Repeating events are followed within `window`; events that
/// take place once are all given.
pub fn read(file: &str, zone: &TimeZone, window: &Range<Timestamp>) -> Imported {
    let (chunks, mut malformed) = chunks::of(file);
    let mut events = Vec::with_capacity(chunks.len());
    for chunk in &chunks {
        match Event::read(chunk, zone) {
            Ok(event) => events.push(event),
            Err(fault) => malformed.push(fault),
        }
    }
    let mut entries = Vec::new();
    let moved = moved_occurrences(&events);
    for event in &events {
        match repeats::entries(event, &moved, window) {
            Ok(found) => entries.extend(found),
            Err(fault) => malformed.push(fault),
        }
    }
    entries.sort_by_key(|entry| (entry.start, entry.line));
    malformed.sort_by_key(|fault| fault.line);
    Imported { entries, malformed }
}

/// The occurrences of repeating events that stand in the file as events of their own.
fn moved_occurrences(events: &[Event]) -> HashSet<(&str, Timestamp)> {
    events
        .iter()
        .filter_map(|event| Some((event.uid.as_str(), event.recurrence_id?)))
        .collect()
}
