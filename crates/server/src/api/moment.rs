//! Moments on the wire: RFC 3339 with an offset, read strictly and written with the offset of the place.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The years a request may name: far beyond any agenda, and far from the ends of what the arithmetic can say.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// A moment that a program sent: RFC 3339 with an offset, so that an hour which the clock shows twice is still one moment (T3, T12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment(pub(super) Timestamp);

impl std::str::FromStr for Moment {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let wrong = "expected a moment with its offset, such as `2026-03-03T14:30:00+01:00`";
        // The parser knows more notations than RFC 3339, among them names of zones in brackets.
        let plain = text.is_ascii() && text.len() <= 40 && text.as_bytes().get(10).is_some_and(|b| *b == b'T' || *b == b't');
        if !plain || text.contains('[') {
            return Err(wrong);
        }
        let at: Timestamp = text.parse().map_err(|_| wrong)?;
        let year = TimeZone::UTC.to_datetime(at).year();
        if !YEARS.contains(&year) {
            return Err("expected a moment between the years 1970 and 2199");
        }
        // The store keeps microseconds; a finer moment could not be found again.
        Timestamp::from_microsecond(at.as_microsecond())
            .map(Moment)
            .map_err(|_| wrong)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A local date that a program sent: `2026-03-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) Date);

impl std::str::FromStr for Day {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let wrong = "expected a date such as `2026-03-03`";
        let date: Date = (text.len() == 10).then_some(text).ok_or(wrong)?.parse().map_err(|_| wrong)?;
        if YEARS.contains(&date.year()) {
            Ok(Day(date))
        } else {
            Err("expected a date between the years 1970 and 2199")
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Writes many moments of one zone, in rising order at best: the zone is asked once per change of its offset, the calendar once per day.
pub(super) struct WallWriter<'a> {
    zone: &'a TimeZone,
    /// Seconds east of Greenwich from `since` to `until`.
    offset: i64,
    since: i64,
    until: i64,
    /// The local day that `text` carries, counted from 1970-01-01.
    day: i64,
    /// `2026-03-03T14:30:00+01:00`
    text: [u8; 25],
}

const SECONDS_OF_DAY: i64 = 86_400;

impl<'a> WallWriter<'a> {
    pub(super) fn new(zone: &'a TimeZone) -> Self {
        WallWriter {
            zone,
            offset: 0,
            since: 0,
            until: 0,
            day: i64::MIN,
            text: *b"0000-00-00T00:00:00+00:00",
        }
    }

    /// Appends the moment, without quotes.
    pub(super) fn push(&mut self, out: &mut Vec<u8>, at: Timestamp) {
        let second = at.as_second();
        if second < self.since || second >= self.until {
            self.ask_the_zone(at);
        }
        if second < 0 || at.subsec_nanosecond() != 0 || self.offset % 60 != 0 {
            return self.push_rare(out, at);
        }
        let local = second + self.offset;
        let day = local.div_euclid(SECONDS_OF_DAY);
        if day != self.day {
            self.turn_to(day);
        }
        let time = local.rem_euclid(SECONDS_OF_DAY);
        self.two_digits(11, time / 3600);
        self.two_digits(14, time / 60 % 60);
        self.two_digits(17, time % 60);
        out.extend_from_slice(&self.text);
    }

    /// Fractions of seconds, moments before 1970 and offsets with seconds are written by the library.
    fn push_rare(&self, out: &mut Vec<u8>, at: Timestamp) {
        let shown = at.display_with_offset(self.zone.to_offset(at));
        out.extend_from_slice(shown.to_string().as_bytes());
    }

    fn ask_the_zone(&mut self, at: Timestamp) {
        self.offset = i64::from(self.zone.to_offset(at).seconds());
        self.since = at.as_second();
        self.until = self
            .zone
            .following(at)
            .next()
            .map_or(i64::MAX, |change| change.timestamp().as_second());
        let minutes = self.offset.abs() / 60;
        self.text[19] = if self.offset < 0 { b'-' } else { b'+' };
        self.two_digits(20, minutes / 60);
        self.two_digits(23, minutes % 60);
    }

    fn turn_to(&mut self, day: i64) {
        self.day = day;
        let (year, month, date) = civil(day);
        self.two_digits(0, year / 100);
        self.two_digits(2, year % 100);
        self.two_digits(5, month);
        self.two_digits(8, date);
    }

    fn two_digits(&mut self, place: usize, number: i64) {
        let digit = |number: i64| b'0' + u8::try_from(number % 10).unwrap_or(0);
        self.text[place] = digit(number / 10);
        self.text[place + 1] = digit(number);
    }
}

/// Year, month and day of a day counted from 1970-01-01, by counting in 400-year cycles of years that begin in March.
fn civil(day: i64) -> (i64, i64, i64) {
    let from_march_0000 = day + 719_468;
    let cycle = from_march_0000.div_euclid(146_097);
    let of_cycle = from_march_0000.rem_euclid(146_097);
    let year_of_cycle = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (cycle * 400 + year_of_cycle + i64::from(month <= 2), month, date)
}

/// One moment with the offset that the zone has then.
pub(super) fn written(zone: &TimeZone, at: Timestamp) -> String {
    at.display_with_offset(zone.to_offset(at)).to_string()
}

/// The IANA name of a zone, as it stands beside every moment.
pub(super) fn zone_name(zone: &TimeZone) -> String {
    zone.iana_name().unwrap_or("UTC").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    /// Every 17 minutes over three years, in zones with changes, without, with half hours, and south of the equator.
    #[test]
    fn the_fast_writer_and_the_library_write_the_same() {
        for name in [
            "Europe/Paris",
            "America/St_Johns",
            "Asia/Kolkata",
            "UTC",
            "Australia/Lord_Howe",
            "America/Martinique",
        ] {
            let zone = TimeZone::get(name).unwrap();
            let mut writer = WallWriter::new(&zone);
            let mut at: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
            for _ in 0..90_000 {
                let mut out = Vec::new();
                writer.push(&mut out, at);
                assert_eq!(String::from_utf8(out).unwrap(), written(&zone, at), "{name}");
                at += SignedDuration::from_mins(17);
            }
        }
    }

    #[test]
    fn moments_out_of_order_before_1970_and_with_fractions() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let mut writer = WallWriter::new(&zone);
        for text in [
            "2026-07-01T10:00:00Z",
            "2026-01-01T10:00:00Z",
            "1969-12-31T23:00:00Z",
            "2026-07-01T10:00:00.250Z",
            "2000-02-29T00:00:00Z",
        ] {
            let at: Timestamp = text.parse().unwrap();
            let mut out = Vec::new();
            writer.push(&mut out, at);
            assert_eq!(String::from_utf8(out).unwrap(), written(&zone, at), "{text}");
        }
    }

    /// T3: a local time without an offset is no moment; an unknown zone is not asked.
    #[test]
    fn t3_what_is_a_moment() {
        for (text, good) in [
            ("2026-03-03T14:30:00+01:00", true),
            ("2026-03-03T13:30:00Z", true),
            ("2026-10-25T02:30:00+02:00", true),
            ("2026-03-03T14:30:00", false),
            ("2026-03-03T14:30:00+01:00[Europe/Paris]", false),
            ("2026-03-03T14:30:00+01:00[Mars/Olympus]", false),
            ("2026-03-03 14:30:00+01:00", false),
            ("2026-02-30T14:30:00+01:00", false),
            ("9999-12-31T23:59:59Z", false),
            ("-000001-12-31T23:59:59Z", false),
            ("tomorrow", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<Moment>().is_ok(), good, "{text}");
        }
    }

    #[test]
    fn what_is_a_day() {
        for (text, good) in [
            ("2028-02-29", true),
            ("2027-02-29", false),
            ("20260303", false),
            ("2026-3-3", false),
            ("9999-01-01", false),
        ] {
            assert_eq!(text.parse::<Day>().is_ok(), good, "{text}");
        }
    }
}
