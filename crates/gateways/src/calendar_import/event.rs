//! One event of a file, as facts.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarDuration, ICalendarEntry, ICalendarParameterName, ICalendarProperty, ICalendarStatus,
    ICalendarTransparency, ICalendarValue,
};
use calcard::{Entry as Parsed, Parser};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::chunks::Chunk;
use super::{Malformed, Party, zones};

/// A point of a calendar: a whole day, a local time in a zone, or an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Point {
    Day(Date),
    Local(DateTime, TimeZone),
    Instant(Timestamp),
}

/// How long an event lasts: whole days, or elapsed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Days(i32),
    Elapsed(SignedDuration),
}

/// One event, before it is repeated.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) uid: String,
    pub(super) line: usize,
    pub(super) summary: String,
    pub(super) start: Point,
    pub(super) length: Length,
    pub(super) recurrence_id: Option<Timestamp>,
    /// The text of its RRULE and the line it stands on.
    pub(super) rule: Option<(usize, String)>,
    pub(super) extra: Vec<Point>,
    pub(super) except: Vec<Point>,
    pub(super) busy: bool,
    pub(super) cancelled: bool,
    pub(super) attendees: Vec<Party>,
    /// Zone of whole days.
    pub(super) day_zone: TimeZone,
}

/// What a property of an event cannot be.
type Fault = (&'static str, String);

impl Event {
    /// Reads an event. `zone` is that of times without one.
    ///
    /// # Errors
    /// The first thing that makes its time uncertain.
    pub(super) fn read(chunk: &Chunk, zone: &TimeZone) -> Result<Self, Malformed> {
        let component = component(chunk)?;
        Self::from(&component, chunk, zone).map_err(|(property, why)| Malformed {
            line: chunk.line_of(property),
            why,
        })
    }

    fn from(component: &ICalendarComponent, chunk: &Chunk, zone: &TimeZone) -> Result<Self, Fault> {
        refuse_what_is_not_followed(chunk)?;
        let start = component
            .property(&ICalendarProperty::Dtstart)
            .ok_or(("BEGIN", "this event has no DTSTART".to_owned()))?;
        let start = single(start, "DTSTART", zone)?;
        let length = length(component, &start, zone)?;
        let text = |property| {
            component
                .property(&property)
                .and_then(|entry| entry.values.first())
                .and_then(ICalendarValue::as_text)
                .unwrap_or_default()
        };
        let recurrence_id = component
            .property(&ICalendarProperty::RecurrenceId)
            .map(|entry| single(entry, "RECURRENCE-ID", zone))
            .transpose()?;
        Ok(Event {
            uid: identity(text(ICalendarProperty::Uid), &start, zone),
            line: chunk.line,
            summary: text(ICalendarProperty::Summary).trim().to_owned(),
            recurrence_id: recurrence_id.map(|point| point.instant(zone)),
            rule: chunk
                .values("RRULE")
                .next()
                .map(|(line, text)| (line, value_of(text).to_owned())),
            extra: several(component, &ICalendarProperty::Rdate, "RDATE", zone)?,
            except: several(component, &ICalendarProperty::Exdate, "EXDATE", zone)?,
            busy: component.transparency() != Some(&ICalendarTransparency::Transparent),
            cancelled: component.status() == Some(&ICalendarStatus::Cancelled),
            attendees: component.properties(&ICalendarProperty::Attendee).filter_map(party).collect(),
            day_zone: zone.clone(),
            start,
            length,
        })
    }
}

/// Parts of the standard that change when an event takes place, and that we do not follow.
fn refuse_what_is_not_followed(chunk: &Chunk) -> Result<(), Fault> {
    let parameters = |text: &str| text.split(':').next().unwrap_or_default().to_ascii_uppercase();
    let unknown = |property: &'static str, what: &str| {
        Err((property, format!("{what} is not understood: this busy time is unknown to us")))
    };
    if chunk.values("EXRULE").next().is_some() {
        return unknown("EXRULE", "a rule of exceptions");
    }
    if chunk.values("RRULE").count() > 1 {
        return unknown("RRULE", "more than one RRULE");
    }
    if chunk
        .values("RECURRENCE-ID")
        .any(|(_, text)| parameters(text).contains("RANGE="))
    {
        return unknown("RECURRENCE-ID", "a change from one occurrence on");
    }
    Ok(())
}

/// What stands behind the parameters of a property that has no quoted ones.
fn value_of(text: &str) -> &str {
    text.split_once(':').map_or("", |(_, value)| value)
}

impl Point {
    /// The instant: a day begins with its first instant, a local time inside a gap moves forward by the gap, and one that comes twice is the
    /// first (RFC 5545, 3.3.5).
    pub(super) fn instant(&self, day_zone: &TimeZone) -> Timestamp {
        match self {
            Point::Day(date) => resolved(date.at(0, 0, 0, 0), day_zone),
            Point::Local(local, zone) => resolved(*local, zone),
            Point::Instant(at) => *at,
        }
    }
}

pub(super) fn resolved(local: DateTime, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_zoned(local)
        .compatible()
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// The event as the parser understands it.
fn component(chunk: &Chunk) -> Result<ICalendarComponent, Malformed> {
    let file = chunk.as_file();
    let unreadable = || Malformed {
        line: chunk.line,
        why: "this event cannot be read".into(),
    };
    match Parser::new(&file).entry() {
        Parsed::ICalendar(calendar) => {
            let is_event =
                |component: &ICalendarComponent| component.component_type == calcard::icalendar::ICalendarComponentType::VEvent;
            calendar.components.into_iter().find(is_event).ok_or_else(unreadable)
        }
        _ => Err(unreadable()),
    }
}

fn single(entry: &ICalendarEntry, property: &'static str, zone: &TimeZone) -> Result<Point, Fault> {
    match entry.values.as_slice() {
        [ICalendarValue::PartialDateTime(moment)] => point(moment, entry, zone).map_err(|why| (property, why)),
        _ => Err((property, format!("{property} is not a date or a time"))),
    }
}

fn several(
    component: &ICalendarComponent,
    property: &ICalendarProperty,
    name: &'static str,
    zone: &TimeZone,
) -> Result<Vec<Point>, Fault> {
    let mut points = Vec::new();
    for entry in component.properties(property) {
        for value in &entry.values {
            let ICalendarValue::PartialDateTime(moment) = value else {
                return Err((name, format!("{name} is not a list of dates or times")));
            };
            points.push(point(moment, entry, zone).map_err(|why| (name, why))?);
        }
    }
    Ok(points)
}

fn point(moment: &PartialDateTime, entry: &ICalendarEntry, zone: &TimeZone) -> Result<Point, String> {
    let no_date = || "this is not a date of the calendar".to_owned();
    let small = |part: Option<u8>| part.and_then(|part| i8::try_from(part).ok());
    let (Some(year), Some(month), Some(day)) = (moment.year, small(moment.month), small(moment.day)) else {
        return Err(no_date());
    };
    let date = i16::try_from(year)
        .ok()
        .and_then(|year| Date::new(year, month, day).ok())
        .ok_or_else(no_date)?;
    let (Some(hour), Some(minute)) = (small(moment.hour), small(moment.minute)) else {
        return Ok(Point::Day(date));
    };
    // A leap second ends with the second before it.
    let second = small(moment.second).unwrap_or_default().min(59);
    let time = jiff::civil::Time::new(hour, minute, second, 0).map_err(|_| "this is not a time of the day".to_owned())?;
    let local = date.to_datetime(time);
    match (
        moment.tz_hour,
        entry.parameter(&ICalendarParameterName::Tzid).and_then(|tzid| tzid.as_text()),
    ) {
        (Some(hours), _) => shifted(local, hours, moment).map(Point::Instant).ok_or_else(no_date),
        (None, Some(tzid)) => zones::named(tzid)
            .map(|zone| Point::Local(local, zone))
            .ok_or_else(|| format!("the zone `{tzid}` is unknown")),
        (None, None) => Ok(Point::Local(local, zone.clone())),
    }
}

fn shifted(local: DateTime, hours: u8, moment: &PartialDateTime) -> Option<Timestamp> {
    let minutes = i64::from(hours) * 60 + i64::from(moment.tz_minute.unwrap_or_default());
    let east = if moment.tz_minus { -minutes } else { minutes };
    let utc = resolved(local, &TimeZone::UTC);
    utc.checked_sub(east.minutes()).ok()
}

/// The length from DTEND or DURATION; without both, a day or nothing (RFC 5545, 3.6.1).
fn length(component: &ICalendarComponent, start: &Point, zone: &TimeZone) -> Result<Length, Fault> {
    if let Some(end) = component.property(&ICalendarProperty::Dtend) {
        let length = between(start, &single(end, "DTEND", zone)?, zone).ok_or((
            "DTEND",
            "DTEND is a day where DTSTART is a time, or the other way round".to_owned(),
        ))?;
        return if length.is_negative() {
            Err(("DTEND", "this event ends before it starts".to_owned()))
        } else {
            Ok(length)
        };
    }
    match component
        .property(&ICalendarProperty::Duration)
        .map(|entry| entry.values.as_slice())
    {
        Some([ICalendarValue::Duration(duration)]) => from_duration(duration, start),
        Some(_) => Err(("DURATION", "DURATION is not a length of time".to_owned())),
        None if matches!(start, Point::Day(_)) => Ok(Length::Days(1)),
        None => Ok(Length::Elapsed(SignedDuration::ZERO)),
    }
}

fn between(start: &Point, end: &Point, zone: &TimeZone) -> Option<Length> {
    match (start, end) {
        (Point::Day(first), Point::Day(after)) => first
            .until(*after)
            .ok()
            .map(|span| Length::Days(span.get_days().max(i32::from(first == after)))),
        (Point::Day(_), _) | (_, Point::Day(_)) => None,
        (start, end) => Some(Length::Elapsed(end.instant(zone).duration_since(start.instant(zone)))),
    }
}

fn from_duration(duration: &ICalendarDuration, start: &Point) -> Result<Length, Fault> {
    let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
    let seconds = i64::from(duration.hours) * 3600 + i64::from(duration.minutes) * 60 + i64::from(duration.seconds);
    let too_much = || ("DURATION", "this event is longer than anything".to_owned());
    match start {
        _ if duration.neg => Err(("DURATION", "this event ends before it starts".to_owned())),
        Point::Day(_) if seconds == 0 => i32::try_from(days)
            .ok()
            .filter(|days| *days < 40_000)
            .map(Length::Days)
            .ok_or_else(too_much),
        Point::Day(_) => Err(("DURATION", "a whole day cannot last hours".to_owned())),
        _ => Some(days * 86_400 + seconds)
            .filter(|all| *all < 40_000 * 86_400)
            .map(|all| Length::Elapsed(SignedDuration::from_secs(all)))
            .ok_or_else(too_much),
    }
}

impl Length {
    fn is_negative(self) -> bool {
        match self {
            Length::Days(days) => days < 0,
            Length::Elapsed(elapsed) => elapsed.is_negative(),
        }
    }
}

/// Files without a UID exist; their events are recognised by when they take place.
fn identity(uid: &str, start: &Point, zone: &TimeZone) -> String {
    match uid.trim() {
        "" => format!("no-uid-{}", start.instant(zone)),
        uid => uid.to_owned(),
    }
}

fn party(entry: &ICalendarEntry) -> Option<Party> {
    let email = entry.calendar_address()?.trim().to_owned();
    let name = entry
        .parameter(&ICalendarParameterName::Cn)
        .and_then(|name| name.as_text())
        .unwrap_or_default();
    email.contains('@').then(|| Party {
        name: name.trim().to_owned(),
        email,
    })
}
