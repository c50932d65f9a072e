//! Short ways to write an agenda, a service and a moment.

use domain::agenda::{Agenda, Busy, DatedHours, MinuteOfDay, SlotRules, WeeklyHours, free_slots};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

pub(crate) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// One seat, open at `hours` (`09:00-12:00`) on each of `days`.
pub(crate) fn open_on(zone: &str, days: &[Weekday], hours: &[&str]) -> Agenda {
    let weekly = days.iter().flat_map(|&weekday| {
        spans(hours)
            .into_iter()
            .map(move |(from, to)| WeeklyHours { weekday, from, to })
    });
    Agenda {
        zone: TimeZone::get(zone).unwrap(),
        capacity: 1,
        weekly: weekly.collect(),
        exceptions: Vec::new(),
        closed_days: Vec::new(),
        paused_until: None,
        busy: Vec::new(),
    }
}

/// One seat, open at `hours` every day.
pub(crate) fn open(zone: &str, hours: &[&str]) -> Agenda {
    open_on(zone, &WEEK, hours)
}

pub(crate) fn dated(day: &str, hours: &[&str]) -> DatedHours {
    DatedHours {
        date: date(day),
        open: spans(hours),
    }
}

fn spans(hours: &[&str]) -> Vec<(MinuteOfDay, MinuteOfDay)> {
    let span = |text: &&str| {
        let (from, to) = text.split_once('-').unwrap();
        (from.parse().unwrap(), to.parse().unwrap())
    };
    hours.iter().map(span).collect()
}

/// Slots of `duration` minutes every `step` minutes, without buffers, lead time or a near horizon.
pub(crate) fn every(step: u16, duration: u16) -> SlotRules {
    SlotRules {
        duration_minutes: duration,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        step_minutes: step,
        start_after_busy: false,
        min_lead_minutes: 0,
        horizon_days: 4000,
    }
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A moment before all dates of these tests.
pub(crate) fn long_ago() -> Timestamp {
    instant("2026-01-01T00:00Z")
}

pub(crate) fn busy(start: &str, end: &str, lane: Option<u16>) -> Busy {
    Busy {
        start: instant(start),
        end: instant(end),
        lane,
    }
}

/// The starts on the local dates `first..=last` as `dd HH:MM+OO`, seen from long ago.
pub(crate) fn starts(agenda: &Agenda, rules: &SlotRules, first: &str, last: &str) -> Vec<String> {
    starts_at(agenda, rules, first, last, long_ago())
}

pub(crate) fn starts_at(agenda: &Agenda, rules: &SlotRules, first: &str, last: &str, now: Timestamp) -> Vec<String> {
    let days = free_slots(agenda, rules, date(first), date(last), now);
    let slots = days.iter().flat_map(|day| &day.slots);
    slots
        .map(|slot| slot.start.to_zoned(agenda.zone.clone()).strftime("%d %H:%M%:::z").to_string())
        .collect()
}

/// The starts on one local date as `HH:MM`.
pub(crate) fn times(agenda: &Agenda, rules: &SlotRules, day: &str) -> Vec<String> {
    starts(agenda, rules, day, day)
        .iter()
        .map(|start| start[3..8].to_owned())
        .collect()
}
