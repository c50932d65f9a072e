//! The one place that says which start is a slot; what is listed and what is accepted both come from here (R22).

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;

use super::busy_lanes::BusyLanes;
use super::nanos::{MINUTE, Nanos, Span, nanos, timestamp};
use super::openings::{DAYS_LOOKED_BACK, Opening, openings_of};
use super::wall_clock::{WallClock, dates, days_after};
use super::{Agenda, NotOffered, Slot, SlotRules};

/// Judges starts on some dates of one agenda, for one service, at one moment. Starts are handed in from early to late.
pub(super) struct Judge {
    now: Nanos,
    /// The first start that keeps the lead time.
    earliest: Nanos,
    last_bookable: Date,
    duration: Nanos,
    buffer_before: Nanos,
    buffer_after: Nanos,
    step: Nanos,
    start_after_busy: bool,
    /// The judged dates and, before them, the ones looked back to.
    days: Vec<Day>,
    /// Which of `days` are judged.
    judged: Range<usize>,
    /// First instant after the judged dates.
    until: Nanos,
    openings: Vec<Span>,
    lanes: BusyLanes,
    day_now: usize,
    opening_now: usize,
}

struct Day {
    date: Date,
    start: Nanos,
}

impl Judge {
    /// Judges the dates `first..=last`. The zone, the hours and the busy time are read here, once.
    pub(super) fn new(agenda: &Agenda, rules: &SlotRules, first: Date, last: Date, now: Timestamp) -> Self {
        let from = days_after(first, -i64::from(DAYS_LOOKED_BACK));
        // A slot that starts in the last minute of the last date can run past a whole date of 23 hours, hence two days more.
        let to = days_after(last, 2 + i64::from(rules.duration_minutes / (24 * 60)));
        let clock = WallClock::new(&agenda.zone, from, to);
        let until = nanos(clock.start_of(days_after(last, 1)));
        let day = |date| Day {
            date,
            start: nanos(clock.start_of(date)),
        };
        let days: Vec<Day> = dates(from, last).map(day).collect();
        let judged = days.iter().take_while(|day| day.date < first).count()..days.len();
        let opening = |opening: &Opening| Span {
            start: nanos(opening.start),
            end: nanos(opening.end),
        };
        let (duration, buffer_before) = (minutes(rules.duration_minutes), minutes(rules.buffer_before_minutes));
        let buffer_after = minutes(rules.buffer_after_minutes);
        let busy_from = nanos(clock.start_of(first)).saturating_sub(buffer_before);
        let busy_until = until.saturating_add(duration + buffer_after);
        Self {
            now: nanos(now),
            earliest: nanos(now).saturating_add(minutes(rules.min_lead_minutes)),
            last_bookable: days_after(today(agenda, now), i64::from(rules.horizon_days)),
            duration,
            buffer_before,
            buffer_after,
            step: minutes(rules.step_minutes),
            start_after_busy: rules.start_after_busy,
            openings: openings_of(agenda, &clock, from, to).iter().map(opening).collect(),
            lanes: BusyLanes::new(agenda, busy_from, busy_until),
            days,
            judged,
            until,
            day_now: 0,
            opening_now: 0,
        }
    }

    /// The slot at `start` with its local date, or the first reason against it in the order of [`NotOffered`].
    pub(super) fn slot_at(&mut self, start: Nanos) -> Result<(Date, Slot), NotOffered> {
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
        let end = start.checked_add(self.duration).ok_or(NotOffered::Closed)?;
        let opening = self.opening_around(start, end).ok_or(NotOffered::Closed)?;
        if !self.is_on_grid(start, opening, day) && !self.follows_busy(start) {
            return Err(NotOffered::OffGrid);
        }
        let (from, to) = (
            start.saturating_sub(self.buffer_before),
            end.saturating_add(self.buffer_after),
        );
        let lane = self.lanes.lowest_free(from, to).ok_or(NotOffered::Taken)?;
        Ok((
            date,
            Slot {
                start: timestamp(start),
                end: timestamp(end),
                lane,
            },
        ))
    }

    /// Every start on the judged dates that has a chance, in order. It may name too many, never too few.
    pub(super) fn candidates(&self) -> Vec<Nanos> {
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
            let after_busy = self.lanes.ends().iter().map(|end| end.saturating_add(self.buffer_before));
            starts.extend(after_busy.filter(|&start| self.earliest <= start && start < self.until));
            starts.sort();
            starts.dedup();
        }
        starts
    }

    /// Adds the starts that the grid of `opening` has on one day.
    fn add_grid(&self, opening: Span, day: usize, starts: &mut Vec<Nanos>) {
        let from = self.days[day].start.max(opening.start).max(self.earliest);
        let until = self
            .end_of(day)
            .min(opening.end.saturating_sub(self.duration).saturating_add(1));
        if self.step == 0 || until <= from {
            return;
        }
        let grid_start = self.grid_start(opening, day);
        let into_step = (from - grid_start) % self.step;
        let mut start = if into_step == 0 {
            from
        } else {
            from.saturating_add(self.step - into_step)
        };
        while start < until {
            starts.push(start);
            start = start.saturating_add(self.step);
        }
    }

    /// Where the grid of `opening` is counted from on one day: its start, or that midnight if it has been open for too long.
    fn grid_start(&self, opening: Span, day: usize) -> Nanos {
        let looked_back_to = &self.days[day.saturating_sub(usize::from(DAYS_LOOKED_BACK))];
        if opening.start <= looked_back_to.start {
            self.days[day].start
        } else {
            opening.start
        }
    }

    fn is_on_grid(&self, start: Nanos, opening: Span, day: usize) -> bool {
        (start - self.grid_start(opening, day)).checked_rem(self.step) == Some(0)
    }

    fn follows_busy(&self, start: Nanos) -> bool {
        self.start_after_busy
            && self
                .lanes
                .ends()
                .binary_search(&start.saturating_sub(self.buffer_before))
                .is_ok()
    }

    /// The judged day that `start` lies on.
    fn day_around(&mut self, start: Nanos) -> Option<usize> {
        let next = &self.days[self.day_now + 1..];
        self.day_now += next.iter().take_while(|day| day.start <= start).count();
        let inside = self.days[self.day_now].start <= start && start < self.until;
        (inside && self.judged.contains(&self.day_now)).then_some(self.day_now)
    }

    /// The opening that holds all of `start..end`.
    fn opening_around(&mut self, start: Nanos, end: Nanos) -> Option<Span> {
        let rest = &self.openings[self.opening_now..];
        self.opening_now += rest.iter().take_while(|opening| opening.end <= start).count();
        let opening = *self.openings.get(self.opening_now)?;
        (opening.start <= start && start < end && end <= opening.end).then_some(opening)
    }

    fn end_of(&self, day: usize) -> Nanos {
        self.days.get(day + 1).map_or(self.until, |next| next.start)
    }
}

/// The local date of the place at `now`.
pub(super) fn today(agenda: &Agenda, now: Timestamp) -> Date {
    agenda.zone.to_datetime(now).date()
}

fn minutes(minutes: impl Into<i64>) -> Nanos {
    // u32::MAX minutes are 8 000 years.
    minutes.into().saturating_mul(MINUTE)
}
