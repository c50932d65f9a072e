//! Lengths of time as people read them.

use domain::notice::Notice;
use domain::people::Language;
use jiff::Timestamp;

use crate::speech::Speech;
use crate::typography::FIRM;

/// "45 min", "1 h", "1 h 30"; English says "1 h 30 min". Negative lengths count as none.
pub fn minutes(speech: Speech, minutes: i64) -> String {
    let (hours, rest) = (minutes.max(0) / 60, minutes.max(0) % 60);
    match (hours, rest, speech.language()) {
        (0, rest, _) => format!("{rest}{FIRM}min"),
        (hours, 0, _) => format!("{hours}{FIRM}h"),
        (hours, rest, Language::Fr) => format!("{hours}{FIRM}h{FIRM}{rest:02}"),
        (hours, rest, Language::En) => format!("{hours}{FIRM}h{FIRM}{rest}{FIRM}min"),
    }
}

/// A length of notice as its policy says it: "30 min", "24 h" for elapsed time, "2 jours" for calendar days (T5).
pub fn notice(speech: Speech, notice: Notice) -> String {
    match notice {
        Notice::Minutes(count) => minutes(speech, i64::from(count)),
        Notice::Days(count) => speech.with_number("date-days", "count", i64::from(count)),
    }
}

/// An amount of elapsed time, rounded down to what matters: minutes below an hour, "19 h 30" below two days, days from there.
pub fn elapsed(speech: Speech, count: i64) -> String {
    const TWO_DAYS: i64 = 2 * 24 * 60;
    match count {
        ..TWO_DAYS => minutes(speech, count),
        _ => speech.with_number("date-days", "count", count / (24 * 60)),
    }
}

/// "Il reste 19 h", "Il reste 3 jours", rounded down: whole hours from an hour on, days from two days on.
pub fn left(speech: Speech, now: Timestamp, until: Timestamp) -> String {
    let count = until.duration_since(now).as_secs().div_euclid(60);
    let rounded = if count >= 60 { count - count % 60 } else { count };
    match rounded {
        ..1 => speech.say("date-left-nothing"),
        _ => speech.with("date-left", &[("length", &elapsed(speech, rounded))]),
    }
}
