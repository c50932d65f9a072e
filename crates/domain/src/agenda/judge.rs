//! The one place that says which start is a slot; what is listed and what is accepted both come from here (R22).

use std::ops::Range;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::busy_lanes::BusyLanes;
use super::openings::{DAYS_LOOKED_BACK, Opening, openings_of};
use super::wall_clock::{WallClock, dates, days_after};
use super::{Agenda, NotOffered, Slot, SlotRules};

/// Judges starts on some dates of one agenda, for one service, at one moment. Starts are handed in from early to late.
pub(super) struct Judge {
    now: Timestamp,
    /// The first start that keeps the lead time.
    earliest: Timestamp,
    last_bookable: Date,
    duration: SignedDuration,
    buffer_before: SignedDuration,
    buffer_after: SignedDuration,
    step_seconds: i64,
    start_after_busy: bool,
    /// The judged dates and, before them, the ones looked back to.
    days: Vec<Day>,
    /// Which of `days` are judged.
    judged: Range<usize>,
    /// First instant after the judged dates.
    until: Timestamp,
    openings: Vec<Opening>,
    lanes: BusyLanes,
    day_now: usize,
    opening_now: usize,
}

struct Day {
    date: Date,
    start: Timestamp,
}

impl Judge {
    /// Judges the dates `first..=last`. The zone, the hours and the busy time are read here, once.
    pub(super) fn new(agenda: &Agenda, rules: &SlotRules, first: Date, last: Date, now: Timestamp) -> Self {
        let from = days_after(first, -i64::from(DAYS_LOOKED_BACK));
        // A slot that starts in the last minute of the last date can run past a whole date of 23 hours, hence two days more.
        let to = days_after(last, 2 + i64::from(rules.duration_minutes / (24 * 60)));
        let clock = WallClock::new(&agenda.zone, from, to);
        let until = clock.start_of(days_after(last, 1));
        let duration = minutes(rules.duration_minutes);
        let (buffer_before, buffer_after) = (minutes(rules.buffer_before_minutes), minutes(rules.buffer_after_minutes));
        let days: Vec<Day> = dates(from, last)
            .map(|date| Day {
                date,
                start: clock.start_of(date),
            })
            .collect();
        let judged = days.iter().take_while(|day| day.date < first).count()..days.len();
        Self {
            now,
            earliest: moved(now, SignedDuration::from_mins(i64::from(rules.min_lead_minutes))),
            last_bookable: days_after(today(agenda, now), i64::from(rules.horizon_days)),
            duration,
            buffer_before,
            buffer_after,
            step_seconds: i64::from(rules.step_minutes) * 60,
            start_after_busy: rules.start_after_busy,
            openings: openings_of(agenda, &clock, from, to),
            lanes: BusyLanes::new(
                agenda,
                moved(clock.start_of(first), -buffer_before),
                moved(until, duration + buffer_after),
            ),
            days,
            judged,
            until,
            day_now: 0,
            opening_now: 0,
        }
    }

    /// The slot at `start` with its local date, or the first reason against it in the order of [`NotOffered`].
    pub(super) fn slot_at(&mut self, start: Timestamp) -> Result<(Date, Slot), NotOffered> {
        if start < self.now {
            return Err(NotOffered::Past);
        }
        if start < self.earliest {
            return Err(NotOffered::TooSoon);
        }
        let day = self.day_around(start).ok_or(NotOffered::Closed)?;
        let date = self.days[day].date;
        if date > self.last_bookable {
            return Err(NotOffered::TooFar);
        }
        let end = moved(start, self.duration);
        let opening = self.opening_around(start, end).ok_or(NotOffered::Closed)?;
        if !self.is_on_grid(start, opening, day) && !self.follows_busy(start) {
            return Err(NotOffered::OffGrid);
        }
        let (taken_from, taken_to) = (moved(start, -self.buffer_before), moved(end, self.buffer_after));
        let lane = self.lanes.lowest_free(taken_from, taken_to).ok_or(NotOffered::Taken)?;
        Ok((date, Slot { start, end, lane }))
    }

    /// Every start on the judged dates that has a chance, in order. It may name too many, never too few.
    pub(super) fn candidates(&self) -> Vec<Timestamp> {
        let mut starts = Vec::new();
        let mut openings = self.openings.as_slice();
        for day in self.judged.clone() {
            let (start, end) = (self.days[day].start, self.end_of(day));
            let over = openings.iter().take_while(|opening| opening.end <= start).count();
            openings = &openings[over..];
            let of_day = openings.iter().take_while(|opening| opening.start < end);
            of_day.for_each(|&opening| self.add_grid(opening, day, &mut starts));
        }
        if self.start_after_busy {
            starts.extend(
                self.lanes
                    .ends()
                    .iter()
                    .map(|&end| moved(end, self.buffer_before))
                    .filter(|&start| start < self.until),
            );
            starts.sort();
            starts.dedup();
        }
        starts
    }

    /// Adds the starts that the grid of `opening` has on one day.
    fn add_grid(&self, opening: Opening, day: usize, starts: &mut Vec<Timestamp>) {
        if self.step_seconds == 0 {
            return;
        }
        let from = self.days[day].start.max(opening.start).max(self.earliest);
        let last = moved(self.end_of(day).min(opening.end), SignedDuration::from_secs(-1));
        let anchor = self.grid_start(opening, day).as_second();
        let steps_before = (from.as_second() - anchor) / self.step_seconds;
        let mut second = anchor + steps_before * self.step_seconds;
        while second <= last.as_second() {
            starts.extend(Timestamp::from_second(second).ok().filter(|&start| from <= start));
            second += self.step_seconds;
        }
    }

    /// Where the grid of `opening` is counted from on one day: its start, or that midnight if it has been open for too long.
    fn grid_start(&self, opening: Opening, day: usize) -> Timestamp {
        let looked_back_to = &self.days[day.saturating_sub(usize::from(DAYS_LOOKED_BACK))];
        if opening.start <= looked_back_to.start {
            self.days[day].start
        } else {
            opening.start
        }
    }

    fn is_on_grid(&self, start: Timestamp, opening: Opening, day: usize) -> bool {
        let elapsed = start.duration_since(self.grid_start(opening, day));
        elapsed.subsec_nanos() == 0 && elapsed.as_secs().checked_rem(self.step_seconds) == Some(0)
    }

    fn follows_busy(&self, start: Timestamp) -> bool {
        self.start_after_busy && self.lanes.ends().binary_search(&moved(start, -self.buffer_before)).is_ok()
    }

    /// The judged day that `start` lies on.
    fn day_around(&mut self, start: Timestamp) -> Option<usize> {
        let next = &self.days[self.day_now + 1..];
        self.day_now += next.iter().take_while(|day| day.start <= start).count();
        let inside = self.days[self.day_now].start <= start && start < self.until;
        (inside && self.judged.contains(&self.day_now)).then_some(self.day_now)
    }

    /// The opening that holds all of `start..end`.
    fn opening_around(&mut self, start: Timestamp, end: Timestamp) -> Option<Opening> {
        let rest = &self.openings[self.opening_now..];
        self.opening_now += rest.iter().take_while(|opening| opening.end <= start).count();
        let opening = *self.openings.get(self.opening_now)?;
        (opening.start <= start && start < end && end <= opening.end).then_some(opening)
    }

    fn end_of(&self, day: usize) -> Timestamp {
        self.days.get(day + 1).map_or(self.until, |next| next.start)
    }
}

/// The local date of the place at `now`.
pub(super) fn today(agenda: &Agenda, now: Timestamp) -> Date {
    agenda.zone.to_datetime(now).date()
}

fn minutes(minutes: u16) -> SignedDuration {
    SignedDuration::from_mins(i64::from(minutes))
}

/// `instant` moved by `by`, stopping at the ends of what a timestamp can say.
fn moved(instant: Timestamp, by: SignedDuration) -> Timestamp {
    let end = if by.is_negative() { Timestamp::MIN } else { Timestamp::MAX };
    instant.checked_add(by).unwrap_or(end)
}
