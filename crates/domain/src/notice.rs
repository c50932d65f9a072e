//! Notice: the time between an act and the start of an appointment, and the deadlines that policies derive from it.

use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// A length of notice. "24 h" is elapsed time, "1 d" is a calendar day in the place's zone (I5): on the day a clock changes they differ by an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Notice {
    /// Elapsed minutes.
    Minutes(u32),
    /// Calendar days.
    Days(u32),
}

/// The text is not a length of notice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a length such as \"30 min\", \"24 h\" or \"2 d\", got \"{0}\"")]
pub struct NotANotice(pub String);

impl Notice {
    /// No notice at all: the start itself.
    pub const NONE: Notice = Notice::Minutes(0);

    /// Hours as elapsed time.
    pub const fn hours(hours: u32) -> Self {
        Notice::Minutes(hours * 60)
    }

    /// The elapsed minutes, a day counted as 24 hours.
    pub fn elapsed_minutes(self) -> u32 {
        match self {
            Notice::Minutes(minutes) => minutes,
            Notice::Days(days) => days.saturating_mul(24 * 60),
        }
    }

    /// The last instant at which this much notice is still given before `start`; inclusive.
    pub fn before(self, start: Timestamp, zone: &TimeZone) -> Timestamp {
        let earlier = match self {
            Notice::Minutes(minutes) => start.checked_sub(i64::from(minutes).minutes()),
            Notice::Days(days) => start
                .to_zoned(zone.clone())
                .checked_sub(i64::from(days).days())
                .map(|zoned| zoned.timestamp()),
        };
        earlier.unwrap_or(Timestamp::MIN)
    }

    /// This much elapsed time after `at`, a day counted as 24 hours: the end of a wait or of a measure.
    pub fn after(self, at: Timestamp) -> Timestamp {
        at.checked_add(i64::from(self.elapsed_minutes()).minutes())
            .unwrap_or(Timestamp::MAX)
    }
}

impl FromStr for Notice {
    type Err = NotANotice;
    fn from_str(text: &str) -> Result<Self, NotANotice> {
        let wrong = || NotANotice(text.to_owned());
        let trimmed = text.trim();
        let split = trimmed.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
        let (number, unit) = trimmed.split_at(split);
        let number: u32 = number.parse().map_err(|_| wrong())?;
        // Ten years is far beyond any policy and keeps the arithmetic away from its limits.
        if number > 5_256_000 {
            return Err(wrong());
        }
        match unit.trim() {
            "min" => Ok(Notice::Minutes(number)),
            "h" if number <= 87_600 => Ok(Notice::hours(number)),
            "d" if number <= 3_650 => Ok(Notice::Days(number)),
            _ => Err(wrong()),
        }
    }
}

impl TryFrom<String> for Notice {
    type Error = NotANotice;
    fn try_from(text: String) -> Result<Self, NotANotice> {
        text.parse()
    }
}

impl From<Notice> for String {
    fn from(notice: Notice) -> String {
        notice.to_string()
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Notice::Minutes(minutes) if *minutes > 0 && minutes % 60 == 0 => write!(f, "{} h", minutes / 60),
            Notice::Minutes(minutes) => write!(f, "{minutes} min"),
            Notice::Days(days) => write!(f, "{days} d"),
        }
    }
}

/// When an appointment takes place. The local time in its zone is the truth, the instants are derived from it (I5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// First instant.
    pub start: Timestamp,
    /// First instant after it.
    pub end: Timestamp,
    /// Zone of the place.
    pub zone: TimeZone,
}

impl When {
    /// The start as the clock on the wall of the place shows it.
    pub fn local_start(&self) -> DateTime {
        self.zone.to_datetime(self.start)
    }

    /// Minutes of notice an act at `now` gives; negative once it has begun. Rounded down, so that 23 h 59 min 59 s is not 24 h.
    pub fn notice_minutes(&self, now: Timestamp) -> i64 {
        (self.start.as_second() - now.as_second() - i64::from(now.subsec_nanosecond() > self.start.subsec_nanosecond()))
            .div_euclid(60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn texts_and_lengths() {
        for (text, expected) in [
            ("30 min", Some(Notice::Minutes(30))),
            ("24 h", Some(Notice::Minutes(1440))),
            ("24h", Some(Notice::Minutes(1440))),
            ("7 d", Some(Notice::Days(7))),
            ("0 min", Some(Notice::NONE)),
            ("h", None),
            ("24", None),
            ("-1 h", None),
            ("3 weeks", None),
            ("99999999999 h", None),
        ] {
            assert_eq!(text.parse::<Notice>().ok(), expected, "{text}");
        }
    }

    /// T5: the evening before a clock change, a day and 24 hours differ by one hour.
    #[test]
    fn t5_a_day_is_a_calendar_day_and_24_hours_are_elapsed() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let start = at("2026-03-29T10:00:00+02:00");
        assert_eq!(Notice::Days(1).before(start, &paris), at("2026-03-28T10:00:00+01:00"));
        assert_eq!(Notice::hours(24).before(start, &paris), at("2026-03-28T09:00:00+01:00"));
    }

    #[test]
    fn notice_is_rounded_down() {
        let start = at("2026-03-03T14:30:00Z");
        let when = When {
            start,
            end: start,
            zone: TimeZone::UTC,
        };
        for (now, minutes) in [
            ("2026-03-02T14:30:00Z", 1440),
            ("2026-03-02T14:30:01Z", 1439),
            ("2026-03-02T14:30:00.000001Z", 1439),
            ("2026-03-03T14:30:00Z", 0),
            ("2026-03-03T14:30:01Z", -1),
        ] {
            assert_eq!(when.notice_minutes(at(now)), minutes, "{now}");
        }
    }
}
