//! Local opening hours turned into spans of instants.

use jiff::Timestamp;
use jiff::civil::Date;

use super::wall_clock::{WallClock, dates, days_after};
use super::{Agenda, DatedHours, MinuteOfDay};

/// How many days before a date count for its openings. An opening that has run without a break for this long has no useful start:
/// its grid of slots is counted from each local midnight instead.
pub const DAYS_LOOKED_BACK: u16 = 7;

/// A span of instants in which the practitioner works; half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// First instant open.
    pub start: Timestamp,
    /// First instant closed.
    pub end: Timestamp,
}

/// Openings that touch the local dates `first..=last`, in order, touching ones merged.
///
/// An opening that goes on across midnight is followed outside the asked dates for [`DAYS_LOOKED_BACK`] days, in both directions.
/// A closed day opens none of its own hours; what began the evening before ends at midnight. A zone that is not known opens nothing (I5).
pub fn openings(agenda: &Agenda, first: Date, last: Date) -> Vec<Opening> {
    let days = i64::from(DAYS_LOOKED_BACK);
    let (from, to) = (days_after(first, -days), days_after(last, days));
    let clock = WallClock::new(&agenda.zone, from, to);
    let (start, end) = (clock.start_of(first), clock.instant(last, MinuteOfDay::END_OF_DAY));
    let mut openings = openings_of(agenda, &clock, from, to);
    openings.retain(|opening| opening.start < end && start < opening.end);
    openings
}

/// The hours of the dates `from..=to` and of no other, in order, touching ones merged. `clock` knows these dates.
pub(super) fn openings_of(agenda: &Agenda, clock: &WallClock, from: Date, to: Date) -> Vec<Opening> {
    if agenda.zone.is_unknown() {
        return Vec::new();
    }
    let dated: Vec<&DatedHours> = agenda
        .exceptions
        .iter()
        .filter(|hours| (from..=to).contains(&hours.date))
        .collect();
    let closed: Vec<Date> = agenda
        .closed_days
        .iter()
        .copied()
        .filter(|day| (from..=to).contains(day))
        .collect();
    let mut spans = Vec::new();
    for date in dates(from, to).filter(|date| !closed.contains(date)) {
        add_hours_of(agenda, &dated, clock, date, &mut spans);
    }
    merged(spans)
}

/// Adds the hours of one date: the dated ones where there are any, else the weekly ones.
fn add_hours_of(agenda: &Agenda, dated: &[&DatedHours], clock: &WallClock, date: Date, spans: &mut Vec<Opening>) {
    let mut add = |from, to| {
        spans.push(Opening {
            start: clock.instant(date, from),
            end: clock.instant(date, to),
        })
    };
    let mut replaced = false;
    for hours in dated.iter().filter(|hours| hours.date == date) {
        replaced = true;
        hours.open.iter().for_each(|&(from, to)| add(from, to));
    }
    if !replaced {
        let weekday = date.weekday();
        agenda
            .weekly
            .iter()
            .filter(|hours| hours.weekday == weekday)
            .for_each(|hours| add(hours.from, hours.to));
    }
}

/// In order, without empty spans, touching and overlapping ones made one.
fn merged(mut spans: Vec<Opening>) -> Vec<Opening> {
    // Hours that lie inside a gap are empty, and so are hours written the wrong way round.
    spans.retain(|span| span.start < span.end);
    spans.sort_unstable_by_key(|span| span.start);
    spans.dedup_by(|next, before| {
        let touches = next.start <= before.end;
        if touches {
            before.end = before.end.max(next.end);
        }
        touches
    });
    spans
}
