//! Dates, hours, lengths and amounts as people read them, always in a zone that is handed in (I5).

mod amounts;
mod lengths;
mod words;

pub use amounts::{amount, money};
pub use lengths::{elapsed, left, minutes, notice};

use domain::people::Language;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::speech::Speech;
use crate::typography::FIRM;

/// "mardi 3 mars 2026", "Tuesday 3 March 2026".
pub fn date_long(speech: Speech, date: Date) -> String {
    format!("{} {}", date_plain(speech, date), date.year())
}

/// "mardi", "Tuesday".
pub fn weekday(speech: Speech, day: Weekday) -> &'static str {
    words::weekday(speech.language(), day)
}

/// "1er", "15"; "1", "15": the number of a day within its month.
pub fn day_number(speech: Speech, date: Date) -> String {
    words::day_number(speech.language(), date)
}

/// "mardi 3 mars", "Tuesday 3 March".
pub fn date_plain(speech: Speech, date: Date) -> String {
    let language = speech.language();
    let number = words::day_number(language, date);
    format!(
        "{} {number} {}",
        words::weekday(language, date.weekday()),
        words::month(language, date)
    )
}

/// "mar. 3 mars", "Tue 3 Mar".
pub fn date_short(speech: Speech, date: Date) -> String {
    let language = speech.language();
    let number = words::day_number(language, date);
    format!(
        "{} {number} {}",
        words::short_weekday(language, date.weekday()),
        words::short_month(language, date)
    )
}

/// "du lundi 2 au dimanche 8 mars", "Monday 2 to Sunday 8 March": the month stands once when it is the same.
pub fn days_span(speech: Speech, first: Date, last: Date) -> String {
    let language = speech.language();
    let same_month = (first.year(), first.month()) == (last.year(), last.month());
    let start = match same_month {
        true => format!(
            "{} {}",
            words::weekday(language, first.weekday()),
            words::day_number(language, first)
        ),
        false => date_plain(speech, first),
    };
    speech.with("date-days-span", &[("first", &start), ("last", &date_plain(speech, last))])
}

/// The local day of an instant with its year: "mardi 3 mars 2026".
pub fn day_long(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    date_long(speech, zone.to_datetime(at).date())
}

/// The local day of an instant without its year: "mardi 3 mars".
pub fn day(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    date_plain(speech, zone.to_datetime(at).date())
}

/// The local day of an instant, short: "mar. 3 mars".
pub fn day_short(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    date_short(speech, zone.to_datetime(at).date())
}

/// The local hour of an instant: "14 h 30", "9 h"; "14:30". In French the spaces do not break.
pub fn time(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    clock_time(speech, zone.to_datetime(at).time())
}

/// A wall time: "14 h 30", "9 h"; "14:30".
pub fn clock_time(speech: Speech, time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (speech.language(), minute) {
        (Language::En, _) => format!("{hour:02}:{minute:02}"),
        (Language::Fr, 0) => format!("{hour}{FIRM}h"),
        (Language::Fr, _) => format!("{hour}{FIRM}h{FIRM}{minute:02}"),
    }
}

/// "mardi 3 mars à 14 h 30". An hour that the clock shows twice, because it is set back, carries its offset: "(UTC+2)".
pub fn moment(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    with_offset_in_a_fold(speech, plain_moment(speech, at, zone), at, zone)
}

/// The same with the year: "mardi 3 mars 2026 à 14 h 30".
pub fn moment_long(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    let text = speech.with(
        "date-moment",
        &[("day", &day_long(speech, at, zone)), ("time", &time(speech, at, zone))],
    );
    with_offset_in_a_fold(speech, text, at, zone)
}

/// "mar. 3 mars, 14 h 30", for narrow places.
pub fn moment_short(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    format!("{}, {}", day_short(speech, at, zone), time(speech, at, zone))
}

/// The moment with the zone named: "mardi 3 mars à 14 h 30 (heure de Paris)". For readers who may live elsewhere, as in messages (T8).
pub fn moment_named(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    named(speech, plain_moment(speech, at, zone), at, zone)
}

/// The same with the year: "mardi 3 mars 2026 à 14 h 30 (heure de Paris)".
pub fn moment_long_named(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    named(speech, long_moment(speech, at, zone), at, zone)
}

/// The moment in the place's zone, named only when the reader's clock may show another hour.
pub fn moment_for(speech: Speech, at: Timestamp, zone: &TimeZone, reader: &TimeZone) -> String {
    match reader.to_offset(at) == zone.to_offset(at) {
        true => moment(speech, at, zone),
        false => moment_named(speech, at, zone),
    }
}

/// "heure de Paris", "Paris time"; "UTC+2" for a zone without a name.
pub fn zone_name(speech: Speech, zone: &TimeZone, at: Timestamp) -> String {
    let Some(name) = zone.iana_name().filter(|name| name.contains('/')) else {
        return offset(at, zone);
    };
    let city = words::town(speech.language(), name);
    let key = if city.starts_with(['A', 'E', 'I', 'O', 'U', 'É']) {
        "date-zone-vowel"
    } else {
        "date-zone"
    };
    speech.with(key, &[("city", &city)])
}

/// "aujourd'hui", "demain" or "hier", seen from `now` in the zone of the place.
pub fn relation(speech: Speech, date: Date, now: Timestamp, zone: &TimeZone) -> Option<String> {
    let today = zone.to_datetime(now).date();
    let away = |days: i64| today.checked_add(days.days()).ok() == Some(date);
    let keys = [(0, "date-today"), (1, "date-tomorrow"), (-1, "date-yesterday")];
    keys.into_iter().find(|(days, _)| away(*days)).map(|(_, key)| speech.say(key))
}

/// The text with a capital letter in front, for titles and beginnings of sentences.
pub fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs
        .next()
        .map(|first| first.to_uppercase().chain(signs).collect())
        .unwrap_or_default()
}

fn plain_moment(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    speech.with(
        "date-moment",
        &[("day", &day(speech, at, zone)), ("time", &time(speech, at, zone))],
    )
}

fn long_moment(speech: Speech, at: Timestamp, zone: &TimeZone) -> String {
    speech.with(
        "date-moment",
        &[("day", &day_long(speech, at, zone)), ("time", &time(speech, at, zone))],
    )
}

fn named(speech: Speech, moment: String, at: Timestamp, zone: &TimeZone) -> String {
    let mut name = zone_name(speech, zone, at);
    if is_in_a_fold(at, zone) {
        name = format!("{name}, {}", offset(at, zone));
    }
    speech.with("date-moment-zone", &[("moment", &moment), ("zone", &name)])
}

fn with_offset_in_a_fold(speech: Speech, moment: String, at: Timestamp, zone: &TimeZone) -> String {
    match is_in_a_fold(at, zone) {
        true => speech.with("date-moment-zone", &[("moment", &moment), ("zone", &offset(at, zone))]),
        false => moment,
    }
}

fn is_in_a_fold(at: Timestamp, zone: &TimeZone) -> bool {
    zone.to_ambiguous_timestamp(zone.to_datetime(at)).is_ambiguous()
}

/// "UTC+2", "UTC+5:30", "UTC".
fn offset(at: Timestamp, zone: &TimeZone) -> String {
    let minutes = zone.to_offset(at).seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests;
