//! Dates and times as forms carry them, in the zone of a place.

use domain::agenda::{Busy, MinuteOfDay};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::entered::Entries;
use crate::pages::shown::start_in;
use crate::view::parts::{Field, Hidden};

/// A start that a form asks for.
pub(in crate::pages) struct AskedStart {
    pub(in crate::pages) date: Field,
    pub(in crate::pages) time: Field,
    /// The instant, when both fields can be used.
    pub(in crate::pages) start: Option<Timestamp>,
}

/// What is wrong with a date or a time; each has its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Date,
    Time,
    /// The clock skips this time on that date.
    Skipped,
}

impl Fault {
    fn key(self) -> &'static str {
        match self {
            Fault::Date => "console-fault-date",
            Fault::Time => "console-fault-time",
            Fault::Skipped => "console-fault-skipped",
        }
    }
}

/// An appointment between the years 2000 and 2200: far from where adding its length would leave the calendar.
pub(super) fn plausible(start: &Timestamp) -> bool {
    (946_684_800..7_258_118_400).contains(&start.as_second())
}

impl AskedStart {
    /// Reads `date` and `time`, unless a start was picked or `start` comes alone. A `start` that the two fields still agree with tells
    /// which pass of an hour is meant that the clock shows twice.
    pub(in crate::pages) fn read(entries: &Entries, zone: &TimeZone) -> Self {
        let instant_in = |name: &str| entries.text(name).parse::<Timestamp>().ok().filter(plausible);
        let picked = instant_in("pick");
        let exact = picked.or_else(|| instant_in("start"));
        let local = exact.map(|start| zone.to_datetime(start));
        let typed = (entries.text("date"), entries.text("time"));
        let (date, time) = match local.filter(|_| picked.is_some() || typed == ("", "")) {
            Some(local) => (local.date().to_string(), clock(local.time())),
            None => (typed.0.to_owned(), typed.1.to_owned()),
        };
        let agrees = local.is_some_and(|local| local.date().to_string() == date && clock(local.time()) == time);
        let start = if agrees {
            exact
        } else {
            instant(&date, &time, zone).ok().filter(plausible)
        };
        AskedStart {
            date: required(date),
            time: required(time),
            start,
        }
    }

    /// Says by the field what would be right. Call it for a form that was sent; a page just opened has nothing wrong yet.
    pub(in crate::pages) fn judge(&mut self, t: texts::Speech, zone: &TimeZone) {
        let Err(fault) = instant(&self.date.value, &self.time.value, zone) else {
            return;
        };
        let field = if fault == Fault::Date {
            &mut self.date
        } else {
            &mut self.time
        };
        field.error = Some(t.say(fault.key()));
    }

    /// The instant to travel with the form.
    pub(super) fn hidden(&self, zone: &TimeZone) -> Option<Hidden> {
        self.start.map(|start| Hidden::new("start", start_in(zone, start)))
    }

    /// The date, if it is one.
    pub(super) fn on(&self) -> Option<Date> {
        date(&self.date.value)
    }
}

fn required(value: String) -> Field {
    Field {
        value,
        error: None,
        required: true,
    }
}

/// The instant of a local time. A time that comes twice is the first pass; one that is skipped is none.
fn instant(day: &str, time: &str, zone: &TimeZone) -> Result<Timestamp, Fault> {
    let day = date(day).ok_or(Fault::Date)?;
    let time: Time = time.parse::<MinuteOfDay>().ok().and_then(wall_time).ok_or(Fault::Time)?;
    let ambiguous = zone.to_ambiguous_timestamp(day.to_datetime(time));
    ambiguous
        .earlier()
        .ok()
        .filter(|at| zone.to_datetime(*at).time() == time)
        .ok_or(Fault::Skipped)
}

/// A date of the years that people plan for.
pub(super) fn date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|date: &Date| (2000..=2199).contains(&date.year()))
}

fn wall_time(minute: MinuteOfDay) -> Option<Time> {
    let (hour, minute) = (
        i8::try_from(minute.minutes() / 60).ok()?,
        i8::try_from(minute.minutes() % 60).ok()?,
    );
    Time::new(hour, minute, 0, 0).ok()
}

/// A wall time as fields carry it: `09:30`.
pub(super) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The instants from the beginning of one local date to the end of another.
pub(super) fn days(zone: &TimeZone, first: Date, last: Date) -> (Timestamp, Timestamp) {
    let span = Busy::whole_days(zone, first, last);
    (span.start, span.end)
}

/// The instant of a date and an optional time; without one, the beginning of the day, or of the next day for the `end` of a span.
pub(super) fn edge(day: &str, time: &str, zone: &TimeZone, end: bool) -> Result<Timestamp, &'static str> {
    let date = date(day).ok_or(Fault::Date.key())?;
    match time {
        "" if end => Ok(days(zone, date, date).1),
        "" => Ok(days(zone, date, date).0),
        time => instant(day, time, zone).map_err(Fault::key),
    }
}

/// The Monday of the week that holds a date.
pub(super) fn monday(date: Date) -> Date {
    date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
}

/// Minutes of `date` that a span of instants covers; none when it lies on other dates.
pub(super) fn minutes_on(date: Date, start: Timestamp, end: Timestamp, zone: &TimeZone) -> Option<(u16, u16)> {
    let (first, last) = days(zone, date, date);
    if end <= first || last <= start || end <= start {
        return None;
    }
    let from = if start <= first { 0 } else { minute(start, zone) };
    let to = if end >= last { 24 * 60 } else { minute(end, zone) };
    // When the clock is set back, an end may be shown before its start; it then keeps its length.
    let length = u16::try_from((end.as_second() - start.as_second()) / 60).unwrap_or(24 * 60);
    Some((
        from,
        if to > from {
            to
        } else {
            from.saturating_add(length).min(24 * 60)
        },
    ))
}

/// The minute of the day that the clock on the wall shows.
pub(super) fn minute(at: Timestamp, zone: &TimeZone) -> u16 {
    let time = zone.to_datetime(at).time();
    u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn read(query: &str) -> AskedStart {
        AskedStart::read(&Entries::of_query(Some(query)), &paris())
    }

    #[test]
    fn a_start_is_read_from_its_fields_and_told_apart_where_the_clock_is_set_back() {
        for (query, expected) in [
            ("date=2026-03-03&time=14:30", Some("2026-03-03T13:30:00Z")),
            ("start=2026-03-03T14:30:00%2B01:00", Some("2026-03-03T13:30:00Z")),
            // The fields were changed after the start was chosen.
            (
                "date=2026-03-04&time=14:30&start=2026-03-03T14:30:00%2B01:00",
                Some("2026-03-04T13:30:00Z"),
            ),
            // A start that was picked replaces what stands in the fields.
            (
                "date=2026-03-04&time=14:30&pick=2026-03-05T09:00:00%2B01:00",
                Some("2026-03-05T08:00:00Z"),
            ),
            // 02:30 comes twice; alone it is the first pass, with its start the one that was chosen.
            ("date=2026-10-25&time=02:30", Some("2026-10-25T00:30:00Z")),
            (
                "date=2026-10-25&time=02:30&start=2026-10-25T02:30:00%2B01:00",
                Some("2026-10-25T01:30:00Z"),
            ),
            // 02:30 does not come at all.
            ("date=2026-03-29&time=02:30", None),
            ("date=2026-03-32&time=14:30", None),
            ("date=2026-03-03&time=24:00", None),
            ("date=9999-12-31&time=10:00", None),
            ("", None),
        ] {
            let expected: Option<Timestamp> = expected.map(|text| text.parse().unwrap());
            assert_eq!(read(query).start, expected, "{query}");
        }
    }

    #[test]
    fn a_span_is_cut_to_the_day() {
        let date: Date = "2026-03-03".parse().unwrap();
        for (start, end, expected) in [
            ("2026-03-03T09:00:00+01:00", "2026-03-03T10:30:00+01:00", Some((540, 630))),
            ("2026-03-02T09:00:00+01:00", "2026-03-03T10:30:00+01:00", Some((0, 630))),
            ("2026-03-03T22:00:00+01:00", "2026-03-04T10:30:00+01:00", Some((1320, 1440))),
            ("2026-03-03T22:00:00+01:00", "2026-03-04T00:00:00+01:00", Some((1320, 1440))),
            ("2026-03-04T00:00:00+01:00", "2026-03-04T01:00:00+01:00", None),
            ("2026-03-03T09:00:00+01:00", "2026-03-03T09:00:00+01:00", None),
        ] {
            assert_eq!(
                minutes_on(date, start.parse().unwrap(), end.parse().unwrap(), &paris()),
                expected,
                "{start}"
            );
        }
        // On the night the clock is set back, 02:45 (first pass) to 02:15 (second pass) is half an hour.
        let night: Date = "2026-10-25".parse().unwrap();
        let (start, end) = (
            "2026-10-25T02:45:00+02:00".parse().unwrap(),
            "2026-10-25T02:15:00+01:00".parse().unwrap(),
        );
        assert_eq!(minutes_on(night, start, end, &paris()), Some((165, 195)));
    }

    #[test]
    fn weeks_begin_on_monday() {
        for (date, expected) in [
            ("2026-03-02", "2026-03-02"),
            ("2026-03-08", "2026-03-02"),
            ("2026-03-09", "2026-03-09"),
        ] {
            assert_eq!(monday(date.parse().unwrap()), expected.parse::<Date>().unwrap());
        }
    }
}
