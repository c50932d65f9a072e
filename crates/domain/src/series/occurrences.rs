//! When a rule takes place: local date-times one after the other, and the instants they fall on.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{End, Every, Recurrence};

/// The instant of an occurrence: in a gap it moves forward by the gap, in a fold it is the first pass (RFC 5545, 3.3.5).
pub fn instant(local: DateTime, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_zoned(local)
        .compatible()
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

impl Recurrence {
    /// Every occurrence as a local date-time, the first one included. A rolling rule goes on to the end of the calendar.
    pub fn occurrences(&self, first: DateTime) -> impl Iterator<Item = DateTime> + use<> {
        let (count, last) = match self.end {
            End::Count(count) => (usize::from(count), Date::MAX),
            End::Until(last) => (usize::MAX, last),
            End::Rolling => (usize::MAX, Date::MAX),
        };
        let dates = dates(self.every, first.date());
        dates
            .take_while(move |date| *date <= last)
            .take(count)
            .map(move |date| date.to_datetime(first.time()))
    }

    /// The rule for what begins with the occurrence at `from`: what was counted before it counts no more.
    #[must_use]
    pub fn rest_from(&self, first: DateTime, from: DateTime) -> Self {
        let End::Count(count) = self.end else { return *self };
        let before = self.occurrences(first).take_while(|local| *local < from).count();
        let left = count.saturating_sub(u16::try_from(before).unwrap_or(u16::MAX));
        Recurrence {
            end: End::Count(left),
            ..*self
        }
    }
}

/// Dates in order. Each is counted from the first, never from the one before, so that the 31st does not drift to the 28th (T15).
fn dates(every: Every, first: Date) -> Box<dyn Iterator<Item = Date> + Send> {
    match every {
        Every::Weeks(weeks) => Box::new((0_i64..).map_while(move |n| first.checked_add((n * i64::from(weeks)).weeks()).ok())),
        Every::MonthsOnDate(months) => {
            Box::new(months_from(first, months).filter_map(move |month| Date::new(month.year(), month.month(), first.day()).ok()))
        }
        Every::MonthsOnWeekday { months, nth } => Box::new(
            months_from(first, months)
                .filter_map(move |month| month.nth_weekday_of_month(nth.number(), first.weekday()).ok())
                .filter(move |date| *date >= first),
        ),
    }
}

/// The first days of every so many months, from the month of `first` on.
fn months_from(first: Date, months: u16) -> impl Iterator<Item = Date> + Send {
    let month = first.first_of_month();
    (0_i64..).map_while(move |n| month.checked_add((n * i64::from(months)).months()).ok())
}
