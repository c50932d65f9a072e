//! RRULE: the part of RFC 5545, 3.3.10 that people's calendars use, in local dates. What is not understood is refused, never guessed.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::event::resolved;

/// Periods looked at before a rule is given up; a daily rule of a hundred years has fewer.
const MOST_PERIODS: u32 = 40_000;

/// A repetition that we can follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    unit: Unit,
    interval: i32,
    count: Option<u32>,
    until: Option<Until>,
    /// Days of the week with their place in the month: 0 for each, 2 for the second, -1 for the last.
    days: Vec<(i8, Weekday)>,
    month_days: Vec<i8>,
    months: Vec<i8>,
    week_start: Weekday,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// The last moment of a rule, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    Date(Date),
    Local(DateTime),
    Instant(Timestamp),
}

impl Rule {
    /// Reads the value of an RRULE.
    ///
    /// # Errors
    /// The part that is not understood.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut rule = Rule {
            unit: Unit::Day,
            interval: 1,
            count: None,
            until: None,
            days: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut has_unit = false;
        for part in text.trim().split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| not_understood(part))?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
            has_unit |= name == "FREQ";
            rule.take(&name, &value).ok_or_else(|| not_understood(part))?;
        }
        if !has_unit || rule.is_too_rich() {
            return Err(not_understood(text));
        }
        Ok(rule)
    }

    fn take(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "FREQ" => self.unit = unit(value)?,
            "INTERVAL" => self.interval = value.parse().ok().filter(|every| (1..=1_000).contains(every))?,
            "COUNT" => self.count = Some(value.parse().ok().filter(|count| *count >= 1)?),
            "UNTIL" => self.until = Some(until(value)?),
            "BYDAY" => self.days = list(value, day)?,
            "BYMONTHDAY" => self.month_days = list(value, |text| number(text, 31).filter(|day| *day != 0))?,
            "BYMONTH" => self.months = list(value, |text| number(text, 12).filter(|month| *month > 0))?,
            "WKST" => self.week_start = weekday(value)?,
            _ => return None,
        }
        Some(())
    }

    /// Combinations that would need more than the dates below give.
    fn is_too_rich(&self) -> bool {
        let has_places = self.days.iter().any(|(place, _)| *place != 0);
        match self.unit {
            Unit::Day => has_places || !self.month_days.is_empty() || !self.months.is_empty(),
            Unit::Week => has_places || !self.month_days.is_empty() || !self.months.is_empty(),
            Unit::Month => !self.months.is_empty() || (!self.days.is_empty() && !self.month_days.is_empty()),
            Unit::Year => {
                !self.month_days.is_empty() && !self.days.is_empty()
                    || (!self.days.is_empty() && self.months.is_empty())
                    || self.months.len() > 1
            }
        }
    }

    /// The local starts from `first` on, `first` included, until the rule ends or a start lies after `last`.
    ///
    /// # Errors
    /// When the rule goes on for longer than we follow it.
    pub(super) fn starts(&self, first: DateTime, last: DateTime, zone: &TimeZone) -> Result<Vec<DateTime>, String> {
        let mut starts = vec![first];
        for period in 0..MOST_PERIODS {
            let Some(dates) = self.dates_of(first.date(), period) else {
                return Ok(starts);
            };
            for date in dates {
                let start = date.to_datetime(first.time());
                let used_up = self.count.is_some_and(|count| starts.len() >= count as usize);
                if start > last || used_up || self.is_over(start, zone) {
                    return Ok(starts);
                }
                if start > first {
                    starts.push(start);
                }
            }
            // A period may hold no date at all; it is over all the same when it lies behind the window.
            if self.period_start(first.date(), period).is_none_or(|date| date > last.date()) {
                return Ok(starts);
            }
        }
        Err("this event repeats for longer than we can follow".into())
    }

    fn is_over(&self, start: DateTime, zone: &TimeZone) -> bool {
        match self.until {
            None => false,
            Some(Until::Date(date)) => start.date() > date,
            Some(Until::Local(local)) => start > local,
            Some(Until::Instant(at)) => resolved(start, zone) > at,
        }
    }

    /// The first day of a period: the day, the week, the month, the year. `None` beyond the calendar.
    fn period_start(&self, first: Date, period: u32) -> Option<Date> {
        let many = i64::from(self.interval).checked_mul(i64::from(period))?;
        match self.unit {
            Unit::Day => first.checked_add(many.days()).ok(),
            Unit::Week => first
                .checked_sub(i64::from(first.weekday().since(self.week_start)).days())
                .ok()?
                .checked_add(many.weeks())
                .ok(),
            Unit::Month => first.first_of_month().checked_add(many.months()).ok(),
            Unit::Year => first.first_of_year().checked_add(many.years()).ok(),
        }
    }

    /// The dates of one period in order. Months without the day are skipped (RFC 5545, 3.3.10).
    fn dates_of(&self, first: Date, period: u32) -> Option<Vec<Date>> {
        let start = self.period_start(first, period)?;
        let mut dates = match self.unit {
            Unit::Day => self.in_day(start),
            Unit::Week => self.in_week(start, first),
            Unit::Month => self.in_month(start, first.day()),
            Unit::Year => {
                let month = self.months.first().copied().unwrap_or(first.month());
                Date::new(start.year(), month, 1)
                    .map(|month| self.in_month(month, first.day()))
                    .unwrap_or_default()
            }
        };
        dates.sort_unstable();
        dates.dedup();
        Some(dates)
    }

    fn in_day(&self, day: Date) -> Vec<Date> {
        let is_asked = self.days.is_empty() || self.days.iter().any(|(_, weekday)| *weekday == day.weekday());
        if is_asked { vec![day] } else { Vec::new() }
    }

    fn in_week(&self, start: Date, first: Date) -> Vec<Date> {
        let asked: Vec<Weekday> = if self.days.is_empty() {
            vec![first.weekday()]
        } else {
            self.days.iter().map(|(_, day)| *day).collect()
        };
        asked
            .iter()
            .filter_map(|day| start.checked_add(i64::from(day.since(self.week_start)).days()).ok())
            .collect()
    }

    fn in_month(&self, month: Date, usual_day: i8) -> Vec<Date> {
        let length = month.days_in_month();
        let days: Vec<i8> = if self.month_days.is_empty() {
            vec![usual_day]
        } else {
            self.month_days.clone()
        };
        if self.days.is_empty() {
            let numbered = days.iter().map(|day| if *day < 0 { length + 1 + day } else { *day });
            return numbered
                .filter_map(|day| Date::new(month.year(), month.month(), day).ok())
                .collect();
        }
        self.days
            .iter()
            .flat_map(|(place, weekday)| in_month_by_weekday(month, *place, *weekday))
            .collect()
    }
}

fn in_month_by_weekday(month: Date, place: i8, weekday: Weekday) -> Vec<Date> {
    match place {
        0 => (1..=5)
            .filter_map(|place| month.nth_weekday_of_month(place, weekday).ok())
            .collect(),
        place => month.nth_weekday_of_month(place, weekday).ok().into_iter().collect(),
    }
}

fn not_understood(part: &str) -> String {
    let shown: String = part.chars().take(80).collect();
    format!("the repetition `{shown}` is not understood: this busy time is unknown to us")
}

fn unit(text: &str) -> Option<Unit> {
    match text {
        "DAILY" => Some(Unit::Day),
        "WEEKLY" => Some(Unit::Week),
        "MONTHLY" => Some(Unit::Month),
        "YEARLY" => Some(Unit::Year),
        _ => None,
    }
}

fn until(text: &str) -> Option<Until> {
    if let Some(utc) = text.strip_suffix('Z') {
        let local = DateTime::strptime("%Y%m%dT%H%M%S", utc).ok()?;
        return Some(Until::Instant(resolved(local, &TimeZone::UTC)));
    }
    match DateTime::strptime("%Y%m%dT%H%M%S", text) {
        Ok(local) => Some(Until::Local(local)),
        Err(_) => Date::strptime("%Y%m%d", text).ok().map(Until::Date),
    }
}

fn list<T>(text: &str, item: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').map(|part| item(part.trim())).collect()
}

fn number(text: &str, most: i8) -> Option<i8> {
    text.parse::<i8>().ok().filter(|number| (-most..=most).contains(number))
}

fn day(text: &str) -> Option<(i8, Weekday)> {
    let split = text.len().checked_sub(2)?;
    let (place, name) = (text.get(..split)?, text.get(split..)?);
    let place = if place.is_empty() {
        0
    } else {
        number(place, 5).filter(|place| *place != 0)?
    };
    Some((place, weekday(name)?))
}

fn weekday(text: &str) -> Option<Weekday> {
    match text {
        "MO" => Some(Weekday::Monday),
        "TU" => Some(Weekday::Tuesday),
        "WE" => Some(Weekday::Wednesday),
        "TH" => Some(Weekday::Thursday),
        "FR" => Some(Weekday::Friday),
        "SA" => Some(Weekday::Saturday),
        "SU" => Some(Weekday::Sunday),
        _ => None,
    }
}
