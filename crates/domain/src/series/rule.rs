//! The rule of a series in local time, and its text (RFC 5545, 3.3.10, the part of it that this trade needs).

use std::fmt;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// How often, and until when. The weekday, the date and the hour are those of the first occurrence (DTSTART).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recurrence {
    /// How often.
    pub every: Every,
    /// Until when.
    pub end: End,
}

/// How often a series repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Every {
    /// Every so many weeks, on the weekday of the first occurrence.
    Weeks(u16),
    /// Every so many months, on the date of the first occurrence; months without that date are left out.
    MonthsOnDate(u16),
    /// Every so many months, on the first, second, … or last such weekday of the month, whichever the first occurrence is.
    MonthsOnWeekday {
        /// Distance in months.
        months: u16,
        /// Which one.
        nth: Nth,
    },
}

/// Which of the month's Mondays, Tuesdays and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nth {
    /// The first one.
    First,
    /// The second one.
    Second,
    /// The third one.
    Third,
    /// The fourth one.
    Fourth,
    /// The fifth one; months without it are left out.
    Fifth,
    /// The last one, be it the fourth or the fifth.
    Last,
}

/// Until when a series repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum End {
    /// So many occurrences, those included that were left out because of a conflict.
    Count(u16),
    /// Until this local date, inclusive.
    Until(Date),
    /// Without an end: appointments are generated for some weeks ahead, and more as time goes on.
    Rolling,
}

/// A rule that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// It repeats every zero weeks or months, or so rarely that nobody means it.
    #[error("it must repeat every 1 to {most} weeks or months")]
    Interval {
        /// The largest distance.
        most: u16,
    },
    /// It has no occurrence.
    #[error("it must have at least one occurrence")]
    Empty,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    EndsBeforeItBegins,
    /// The first occurrence is not on the day that the rule names.
    #[error("the first occurrence is not on the day that the rule names")]
    FirstElsewhere,
    /// The text says something that this version does not know.
    #[error("`{0}` is missing, unknown or said twice")]
    Part(&'static str),
}

/// The largest distance between two occurrences, in weeks or months.
pub const LONGEST_INTERVAL: u16 = 52;

impl Nth {
    /// Every one, in order.
    pub const ALL: [Nth; 6] = [Nth::First, Nth::Second, Nth::Third, Nth::Fourth, Nth::Fifth, Nth::Last];

    /// The number of the RRULE: 1 to 5, or -1.
    pub fn number(self) -> i8 {
        match self {
            Nth::First => 1,
            Nth::Second => 2,
            Nth::Third => 3,
            Nth::Fourth => 4,
            Nth::Fifth => 5,
            Nth::Last => -1,
        }
    }

    /// Which of its weekday this date is, counted from the beginning of the month.
    pub fn of(date: Date) -> Self {
        Self::ALL[usize::from(date.day().unsigned_abs() - 1) / 7]
    }

    /// Whether this date is the last of its weekday in the month.
    pub fn is_last(date: Date) -> bool {
        date.day() + 7 > date.days_in_month()
    }

    fn fits(self, date: Date) -> bool {
        match self {
            Nth::Last => Self::is_last(date),
            nth => Self::of(date) == nth,
        }
    }
}

impl Every {
    /// The distance, in weeks or in months.
    pub fn interval(self) -> u16 {
        match self {
            Every::Weeks(interval) | Every::MonthsOnDate(interval) => interval,
            Every::MonthsOnWeekday { months, .. } => months,
        }
    }

    /// The same rhythm for a series whose first occurrence is on `date`: the second Tuesday becomes the third Thursday if that is where it moves.
    #[must_use]
    pub fn beginning(self, date: Date) -> Self {
        match self {
            Every::MonthsOnWeekday { months, nth } => {
                let nth = if nth == Nth::Last && Nth::is_last(date) {
                    Nth::Last
                } else {
                    Nth::of(date)
                };
                Every::MonthsOnWeekday { months, nth }
            }
            other => other,
        }
    }
}

impl Recurrence {
    /// What makes the rule unusable for a series that begins at `first`.
    pub fn fault(&self, first: DateTime) -> Option<RuleFault> {
        if !(1..=LONGEST_INTERVAL).contains(&self.every.interval()) {
            return Some(RuleFault::Interval { most: LONGEST_INTERVAL });
        }
        match (self.every, self.end) {
            (Every::MonthsOnWeekday { nth, .. }, _) if !nth.fits(first.date()) => Some(RuleFault::FirstElsewhere),
            (_, End::Count(0)) => Some(RuleFault::Empty),
            (_, End::Until(last)) if last < first.date() => Some(RuleFault::EndsBeforeItBegins),
            _ => None,
        }
    }

    /// The rule as the value of an RRULE. `first` gives the weekday or the date, `zone` the last instant of the last day, which RFC 5545 wants in UTC.
    pub fn to_rrule(&self, first: DateTime, zone: &TimeZone) -> String {
        let mut text = match self.every {
            Every::Weeks(weeks) => format!("FREQ=WEEKLY{};BYDAY={}", interval(weeks), Day(first.weekday())),
            Every::MonthsOnDate(months) => format!("FREQ=MONTHLY{};BYMONTHDAY={}", interval(months), first.day()),
            Every::MonthsOnWeekday { months, nth } => {
                let day = Day(first.weekday());
                format!("FREQ=MONTHLY{};BYDAY={}{day}", interval(months), nth.number())
            }
        };
        match self.end {
            End::Count(count) => text += &format!(";COUNT={count}"),
            End::Until(last) => text += &format!(";UNTIL={}", last_second(last, zone).strftime("%Y%m%dT%H%M%SZ")),
            End::Rolling => {}
        }
        text
    }

    /// Reads the value of an RRULE for a series that begins at `first`. A rule without COUNT and UNTIL is a rolling one.
    ///
    /// # Errors
    /// [`RuleFault`], also for parts of RFC 5545 that this trade does not need.
    pub fn from_rrule(text: &str, first: DateTime, zone: &TimeZone) -> Result<Self, RuleFault> {
        let parts = Parts::read(text)?;
        let every = parts.every(first)?;
        let end = parts.end(first, zone)?;
        let rule = Recurrence { every, end };
        rule.fault(first).map_or(Ok(rule), Err)
    }
}

fn interval(count: u16) -> String {
    if count == 1 {
        String::new()
    } else {
        format!(";INTERVAL={count}")
    }
}

/// The last whole second of a local day, in UTC.
fn last_second(date: Date, zone: &TimeZone) -> Timestamp {
    let next = date.saturating_add(1.day()).to_zoned(zone.clone());
    next.map_or(Timestamp::MAX, |next| next.timestamp() - 1.second())
}

/// A weekday in the two letters of RFC 5545.
struct Day(Weekday);

const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, _) = DAYS[usize::from(self.0.to_monday_zero_offset().unsigned_abs())];
        f.write_str(word)
    }
}

/// The parts of an RRULE that are understood, each at most once.
#[derive(Default)]
struct Parts<'a> {
    freq: Option<&'a str>,
    interval: Option<&'a str>,
    day: Option<&'a str>,
    month_day: Option<&'a str>,
    count: Option<&'a str>,
    until: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn read(text: &'a str) -> Result<Self, RuleFault> {
        let mut parts = Parts::default();
        for part in text.trim().split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or(RuleFault::Part("RRULE"))?;
            let (place, name) = match name {
                "FREQ" => (&mut parts.freq, "FREQ"),
                "INTERVAL" => (&mut parts.interval, "INTERVAL"),
                "BYDAY" => (&mut parts.day, "BYDAY"),
                "BYMONTHDAY" => (&mut parts.month_day, "BYMONTHDAY"),
                "COUNT" => (&mut parts.count, "COUNT"),
                "UNTIL" => (&mut parts.until, "UNTIL"),
                // The first day of the week matters only for several weekdays at once.
                "WKST" => continue,
                _ => return Err(RuleFault::Part("RRULE")),
            };
            if place.replace(value).is_some() {
                return Err(RuleFault::Part(name));
            }
        }
        Ok(parts)
    }

    fn every(&self, first: DateTime) -> Result<Every, RuleFault> {
        let distance = self
            .interval
            .unwrap_or("1")
            .parse()
            .map_err(|_| RuleFault::Part("INTERVAL"))?;
        match (self.freq, self.day, self.month_day) {
            (Some("WEEKLY"), None, None) => Ok(Every::Weeks(distance)),
            (Some("WEEKLY"), Some(day), None) => match weekday(day) {
                Some(weekday) if weekday == first.weekday() => Ok(Every::Weeks(distance)),
                Some(_) => Err(RuleFault::FirstElsewhere),
                None => Err(RuleFault::Part("BYDAY")),
            },
            (Some("MONTHLY"), None, None) => Ok(Every::MonthsOnDate(distance)),
            (Some("MONTHLY"), None, Some(date)) => match date.parse::<i8>() {
                Ok(date) if date == first.day() => Ok(Every::MonthsOnDate(distance)),
                Ok(1..=31) => Err(RuleFault::FirstElsewhere),
                _ => Err(RuleFault::Part("BYMONTHDAY")),
            },
            (Some("MONTHLY"), Some(day), None) => {
                let (nth, weekday) = nth_weekday(day).ok_or(RuleFault::Part("BYDAY"))?;
                if weekday != first.weekday() {
                    return Err(RuleFault::FirstElsewhere);
                }
                Ok(Every::MonthsOnWeekday { months: distance, nth })
            }
            (Some("WEEKLY" | "MONTHLY"), ..) => Err(RuleFault::Part("BYMONTHDAY")),
            _ => Err(RuleFault::Part("FREQ")),
        }
    }

    fn end(&self, first: DateTime, zone: &TimeZone) -> Result<End, RuleFault> {
        match (self.count, self.until) {
            (None, None) => Ok(End::Rolling),
            (Some(count), None) => count.parse().map(End::Count).map_err(|_| RuleFault::Part("COUNT")),
            (None, Some(until)) => last_date(until, first, zone).map(End::Until).ok_or(RuleFault::Part("UNTIL")),
            (Some(_), Some(_)) => Err(RuleFault::Part("UNTIL")),
        }
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    DAYS.iter().find(|(known, _)| *known == word).map(|(_, weekday)| *weekday)
}

fn nth_weekday(text: &str) -> Option<(Nth, Weekday)> {
    let (number, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let number: i8 = number.parse().ok()?;
    let nth = Nth::ALL.into_iter().find(|nth| nth.number() == number)?;
    Some((nth, weekday(day)?))
}

/// UNTIL as the last local date that still has an occurrence: a date, a local moment, or a moment in UTC.
fn last_date(text: &str, first: DateTime, zone: &TimeZone) -> Option<Date> {
    if text.len() == 8 {
        return Date::strptime("%Y%m%d", text).ok();
    }
    let last = match text.strip_suffix('Z') {
        Some(utc) => {
            let at = DateTime::strptime("%Y%m%dT%H%M%S", utc).ok()?;
            zone.to_datetime(at.to_zoned(TimeZone::UTC).ok()?.timestamp())
        }
        None => DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?,
    };
    if first.time() <= last.time() {
        Some(last.date())
    } else {
        last.date().yesterday().ok()
    }
}
