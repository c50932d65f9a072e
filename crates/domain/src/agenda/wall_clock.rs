//! Wall times of one zone turned into instants, without asking the zone again for every one of them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::MinuteOfDay;

const EPOCH: Date = Date::constant(1970, 1, 1);
const DAY_SECONDS: i64 = 86_400;

/// The offsets a zone has over some dates; asked of the zone once, then answered by arithmetic.
pub(super) struct WallClock {
    stretches: Vec<Stretch>,
}

/// Instants, as seconds since 1970, that share one offset; half-open.
struct Stretch {
    start: i64,
    end: i64,
    offset: i64,
}

impl WallClock {
    /// The clock of `zone` for all wall times of the dates `first..=last`.
    pub(super) fn new(zone: &TimeZone, first: Date, last: Date) -> Self {
        // No offset is as large as two days, so every wall time of these dates lies inside.
        let from = instant_at(day_number(first).saturating_sub(2) * DAY_SECONDS);
        let until = instant_at((day_number(last) + 3) * DAY_SECONDS);
        let offset = i64::from(zone.to_offset(from).seconds());
        let mut stretches = vec![Stretch {
            start: i64::MIN,
            end: i64::MAX,
            offset,
        }];
        for change in zone.following(from).take_while(|change| change.timestamp() <= until) {
            let start = change.timestamp().as_second();
            if let Some(before) = stretches.last_mut() {
                before.end = start;
            }
            stretches.push(Stretch {
                start,
                end: i64::MAX,
                offset: i64::from(change.offset().seconds()),
            });
        }
        Self { stretches }
    }

    /// When the clock of the place shows `time` on `date`: in a fold the first pass, in a gap the first valid instant after it.
    /// `24:00` is the first instant of the next date.
    pub(super) fn instant(&self, date: Date, time: MinuteOfDay) -> Timestamp {
        let wall = day_number(date) * DAY_SECONDS + i64::from(time.minutes()) * 60;
        let pass = self.stretches.iter().find(|stretch| wall - stretch.offset < stretch.end);
        // A wall time that falls before its stretch lies in the gap that the stretch begins with.
        instant_at(pass.map_or(i64::MAX, |stretch| (wall - stretch.offset).max(stretch.start)))
    }

    /// The first instant of `date`; of a date that the zone skipped, the first instant of the next one.
    pub(super) fn start_of(&self, date: Date) -> Timestamp {
        self.instant(date, MinuteOfDay::MIDNIGHT)
    }
}

/// `date` moved by whole days, stopping at the ends of the calendar.
pub(super) fn days_after(date: Date, days: i64) -> Date {
    date.saturating_add(SignedDuration::from_hours(days * 24))
}

/// The dates `first..=last`.
pub(super) fn dates(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |date| date.tomorrow().ok()).take_while(move |date| *date <= last)
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i64 {
    date.duration_since(EPOCH).as_hours() / 24
}

/// The instant `seconds` after 1970, stopping at the ends of what a timestamp can say.
fn instant_at(seconds: i64) -> Timestamp {
    let within = seconds.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(within).unwrap_or(Timestamp::MAX)
}
