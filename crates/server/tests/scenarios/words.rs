//! Days and moments as the stories write them: `mardi 3 mars`, `mardi 3 mars à 14 h 30`. They are of 2026 and on the clock of Paris.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("lundi", Weekday::Monday),
    ("mardi", Weekday::Tuesday),
    ("mercredi", Weekday::Wednesday),
    ("jeudi", Weekday::Thursday),
    ("vendredi", Weekday::Friday),
    ("samedi", Weekday::Saturday),
    ("dimanche", Weekday::Sunday),
];

/// The zone of the stories.
pub(crate) fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("the bundled zones have Paris")
}

/// A day; a story that gives it a weekday it does not have is written wrongly.
pub(crate) fn day(text: &str) -> Date {
    let (date, weekday) = read_day(text).unwrap_or_else(|| panic!("a day such as `mardi 3 mars`, not `{text}`"));
    assert_eq!(date.weekday(), weekday, "{text}");
    date
}

fn read_day(text: &str) -> Option<(Date, Weekday)> {
    let mut words = text.split_whitespace();
    let (weekday, number, month) = (words.next()?, words.next()?, words.next()?);
    let (_, weekday) = WEEKDAYS.into_iter().find(|(name, _)| *name == weekday)?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let date = Date::new(2026, i8::try_from(month).ok()?, number.trim_end_matches("er").parse().ok()?).ok()?;
    words.next().is_none().then_some((date, weekday))
}

/// A day and an hour on the clock.
pub(crate) fn local(text: &str) -> DateTime {
    let (date, time) = text
        .split_once(" à ")
        .unwrap_or_else(|| panic!("a moment such as `mardi 3 mars à 14 h 30`, not `{text}`"));
    let (hour, minute) = read_time(time).unwrap_or_else(|| panic!("an hour such as `14 h 30`, not `{time}`"));
    day(date).at(hour, minute, 0, 0)
}

fn read_time(text: &str) -> Option<(i8, i8)> {
    let (hour, minute) = text.split_once(" h")?;
    let minute = match minute.trim() {
        "" => 0,
        minute => minute.parse().ok()?,
    };
    Some((hour.parse().ok()?, minute))
}

/// The instant of a moment.
pub(crate) fn moment(text: &str) -> Timestamp {
    local(text)
        .to_zoned(paris())
        .expect("no story plays in a skipped hour")
        .timestamp()
}

/// The instant as the API is told it: RFC 3339 with the offset of Paris.
pub(crate) fn rfc(instant: Timestamp) -> String {
    let zoned = instant.to_zoned(paris());
    format!("{}{}", zoned.strftime("%Y-%m-%dT%H:%M:%S"), zoned.strftime("%:z"))
}

/// The names of a list such as `Claire Lenoir, Paul Roux et Inès Blanc`.
pub(crate) fn names(text: &str) -> Vec<String> {
    text.replace(" et ", ", ").split(", ").map(ToOwned::to_owned).collect()
}
