//! The times an event takes place.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::event::{Event, Length, Point, resolved};
use super::rule::Rule;
use super::{Entry, Malformed};

/// The entries of one event: itself, or its occurrences within `window`. Occurrences that stand in the file as events of their own (`moved`)
/// are left to those.
///
/// # Errors
/// A repetition that we cannot follow.
pub(super) fn entries(
    event: &Event,
    moved: &HashSet<(&str, Timestamp)>,
    window: &Range<Timestamp>,
) -> Result<Vec<Entry>, Malformed> {
    if event.recurrence_id.is_some() || (event.rule.is_none() && event.extra.is_empty()) {
        return Ok(vec![entry(event, &event.start, event.recurrence_id)]);
    }
    let mut starts = ruled(event, window)?;
    starts.extend(event.extra.iter().cloned());
    let mut seen = HashSet::new();
    let mut entries = Vec::new();
    for start in starts {
        let at = start.instant(&event.day_zone);
        if !seen.insert(at) || is_excepted(event, &start, at) || moved.contains(&(event.uid.as_str(), at)) {
            continue;
        }
        let found = entry(event, &start, Some(at));
        if found.end > window.start && found.start < window.end {
            entries.push(found);
        }
    }
    Ok(entries)
}

/// The starts that the rule gives, the first one included.
fn ruled(event: &Event, window: &Range<Timestamp>) -> Result<Vec<Point>, Malformed> {
    let Some((line, text)) = &event.rule else {
        return Ok(vec![event.start.clone()]);
    };
    let fault = |why: String| Malformed { line: *line, why };
    let rule = Rule::read(text).map_err(fault)?;
    let (first, zone) = local(&event.start, &event.day_zone);
    // A day more than the window, so that no zone can hide its last hours.
    let last = zone.to_datetime(window.end).checked_add(1.day()).unwrap_or(DateTime::MAX);
    let starts = rule.starts(first, last.max(first), &zone).map_err(fault)?;
    Ok(starts
        .into_iter()
        .map(|start| same_kind(&event.start, start, &zone))
        .collect())
}

/// The wall time that is repeated, and the zone it is told in.
fn local(start: &Point, day_zone: &TimeZone) -> (DateTime, TimeZone) {
    match start {
        Point::Day(date) => (date.at(0, 0, 0, 0), day_zone.clone()),
        Point::Local(local, zone) => (*local, zone.clone()),
        Point::Instant(at) => (TimeZone::UTC.to_datetime(*at), TimeZone::UTC),
    }
}

fn same_kind(like: &Point, start: DateTime, zone: &TimeZone) -> Point {
    match like {
        Point::Day(_) => Point::Day(start.date()),
        Point::Local(..) => Point::Local(start, zone.clone()),
        Point::Instant(_) => Point::Instant(resolved(start, &TimeZone::UTC)),
    }
}

/// Some programs except a timed occurrence by its date alone.
fn is_excepted(event: &Event, start: &Point, at: Timestamp) -> bool {
    let (local, _) = local(start, &event.day_zone);
    event.except.iter().any(|except| match except {
        Point::Day(date) => *date == local.date(),
        other => other.instant(&event.day_zone) == at,
    })
}

fn entry(event: &Event, start: &Point, recurrence_id: Option<Timestamp>) -> Entry {
    let from = start.instant(&event.day_zone);
    Entry {
        uid: event.uid.clone(),
        recurrence_id,
        summary: event.summary.clone(),
        start: from,
        end: end(event, start, from),
        all_day: matches!(start, Point::Day(_)),
        busy: event.busy,
        cancelled: event.cancelled,
        attendees: event.attendees.clone(),
        line: event.line,
    }
}

/// Whole days end with the first instant of the day after; elapsed time is elapsed time, also over a clock change.
fn end(event: &Event, start: &Point, from: Timestamp) -> Timestamp {
    match (event.length, start) {
        (Length::Days(days), Point::Day(date)) => resolved(day_after(*date, days).at(0, 0, 0, 0), &event.day_zone),
        (Length::Days(days), _) => from.checked_add((i64::from(days) * 24).hours()).unwrap_or(Timestamp::MAX),
        (Length::Elapsed(elapsed), _) => from.checked_add(elapsed).unwrap_or(Timestamp::MAX),
    }
}

fn day_after(date: Date, days: i32) -> Date {
    date.checked_add(i64::from(days).days()).unwrap_or(Date::MAX)
}
