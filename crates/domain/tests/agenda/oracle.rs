//! The rules once more, minute by minute and as plainly as possible. Shares nothing with the engine but its types.

use std::collections::BTreeMap;

use domain::agenda::{Agenda, NotOffered, SlotRules};
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

/// What is open and what is taken, one byte a minute. Everything but `now` must lie on whole minutes.
pub(crate) struct Oracle<'a> {
    agenda: &'a Agenda,
    rules: &'a SlotRules,
    now: Timestamp,
    earliest: Timestamp,
    last_bookable: Date,
    /// The first minute of each date, and of the date a week before.
    midnights: BTreeMap<Date, (usize, usize)>,
    /// The minute since 1970 that the first byte stands for.
    zero: i64,
    open: Vec<u8>,
    /// For each minute, the first minute of the unbroken open time it belongs to.
    open_since: Vec<usize>,
    taken: Vec<Vec<u8>>,
}

const DAY: i64 = 24 * 60;

impl<'a> Oracle<'a> {
    pub(crate) fn new(agenda: &'a Agenda, rules: &'a SlotRules, first: Date, last: Date, now: Timestamp) -> Self {
        let (from, to) = (first - 9.days(), last + 4.days());
        let zero = minute_of(TimeZone::UTC.to_timestamp(from.at(0, 0, 0, 0)).unwrap()) - DAY;
        let length = (minute_of(TimeZone::UTC.to_timestamp(to.at(0, 0, 0, 0)).unwrap()) + 2 * DAY - zero) as usize;
        let mut open = vec![0; length];
        let mut midnights = BTreeMap::new();
        let mut date = from;
        while date <= to {
            for (start, end) in hours_of(agenda, date) {
                fill(
                    &mut open,
                    edge(&agenda.zone, date, start) - zero,
                    edge(&agenda.zone, date, end) - zero,
                );
            }
            let midnight = |date| (edge(&agenda.zone, date, 0) - zero).max(0) as usize;
            midnights.insert(date, (midnight(date), midnight(date - 7.days())));
            date = date.tomorrow().unwrap();
        }
        let mut open_since = vec![0; length];
        for minute in 1..length {
            open_since[minute] = if open[minute - 1] == 1 {
                open_since[minute - 1]
            } else {
                minute
            };
        }
        let mut taken = vec![vec![0; length]; usize::from(agenda.capacity)];
        for (lane, minutes) in taken.iter_mut().enumerate() {
            for busy in agenda
                .busy
                .iter()
                .filter(|busy| busy.lane.is_none_or(|taken| usize::from(taken) == lane))
            {
                fill(minutes, minute_of(busy.start) - zero, minute_of(busy.end) - zero);
            }
        }
        let today = now.to_zoned(agenda.zone.clone()).date();
        Self {
            agenda,
            rules,
            now,
            earliest: now + SignedDuration::from_mins(rules.min_lead_minutes.into()),
            last_bookable: today + i64::from(rules.horizon_days).days(),
            midnights,
            zero,
            open,
            open_since,
            taken,
        }
    }

    /// The lane that a slot at `start` takes, or the first reason why there is none.
    pub(crate) fn verdict(&self, start: Timestamp, date: Date) -> Result<u16, NotOffered> {
        if start < self.now {
            return Err(NotOffered::Past);
        }
        if start < self.earliest {
            return Err(NotOffered::TooSoon);
        }
        if date > self.last_bookable {
            return Err(NotOffered::TooFar);
        }
        let minute = (minute_of(start) - self.zero) as usize;
        let end = minute + usize::from(self.rules.duration_minutes);
        if self.open[minute..end].contains(&0) {
            return Err(NotOffered::Closed);
        }
        if !self.is_on_grid(minute, date) && !self.is_after_busy(start) {
            return Err(NotOffered::OffGrid);
        }
        let (from, to) = (
            minute - usize::from(self.rules.buffer_before_minutes),
            end + usize::from(self.rules.buffer_after_minutes),
        );
        let lane = self.taken.iter().position(|taken| !taken[from..to].contains(&1));
        lane.map(|lane| lane as u16).ok_or(NotOffered::Taken)
    }

    fn is_on_grid(&self, minute: usize, date: Date) -> bool {
        let since = self.open_since[minute];
        let (midnight, week_before) = self.midnights[&date];
        let counted_from = if since <= week_before { midnight } else { since };
        (minute - counted_from).is_multiple_of(usize::from(self.rules.step_minutes))
    }

    fn is_after_busy(&self, start: Timestamp) -> bool {
        let before = SignedDuration::from_mins(self.rules.buffer_before_minutes.into());
        let counts = |lane: Option<u16>| lane.is_none_or(|lane| lane < self.agenda.capacity);
        let mut busy = self
            .agenda
            .busy
            .iter()
            .filter(|busy| busy.start < busy.end && counts(busy.lane));
        self.rules.start_after_busy && busy.any(|busy| busy.end + before == start)
    }
}

fn hours_of(agenda: &Agenda, date: Date) -> Vec<(u16, u16)> {
    if agenda.closed_days.contains(&date) {
        return Vec::new();
    }
    let mut hours = Vec::new();
    for exception in agenda.exceptions.iter().filter(|exception| exception.date == date) {
        hours.extend(exception.open.iter().map(|(from, to)| (from.minutes(), to.minutes())));
    }
    if !agenda.exceptions.iter().any(|exception| exception.date == date) {
        for weekly in agenda.weekly.iter().filter(|weekly| weekly.weekday == date.weekday()) {
            hours.push((weekly.from.minutes(), weekly.to.minutes()));
        }
    }
    hours
}

/// The minute since 1970 in which the clock of the place first shows this time, or the first valid minute after it.
fn edge(zone: &TimeZone, date: Date, minutes: u16) -> i64 {
    let mut wall: DateTime = date.at(0, 0, 0, 0) + i64::from(minutes).minutes();
    loop {
        match zone.to_ambiguous_timestamp(wall).offset() {
            AmbiguousOffset::Unambiguous { offset } => return minute_of(offset.to_timestamp(wall).unwrap()),
            AmbiguousOffset::Fold { before, .. } => return minute_of(before.to_timestamp(wall).unwrap()),
            AmbiguousOffset::Gap { .. } => wall += 1.minute(),
        }
    }
}

fn minute_of(instant: Timestamp) -> i64 {
    instant.as_second().div_euclid(60)
}

fn fill(minutes: &mut [u8], from: i64, to: i64) {
    let within = |minute: i64| minute.clamp(0, minutes.len() as i64) as usize;
    let (from, to) = (within(from), within(to));
    if from < to {
        minutes[from..to].fill(1);
    }
}
