//! How an absence is told.
//!
//! The store keeps one note per absence. A note that begins with the word of a known reason tells that reason in the reader's language;
//! any other note, such as one that was imported, is told as it is.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::AbsenceRow;
use texts::{Speech, dates};

use super::moments;

/// The reasons to choose from. None asks about health.
pub(super) const REASONS: [&str; 4] = ["holiday", "training", "closed", "other"];

/// The note to store for a reason and a word.
pub(super) fn note(reason: &str, word: &str) -> String {
    let reason = REASONS.into_iter().find(|known| *known == reason);
    match (reason, word.trim()) {
        (None, word) => word.to_owned(),
        (Some(reason), "") => reason.to_owned(),
        (Some(reason), word) => format!("{reason}: {word}"),
    }
}

/// The reason and the word that a note was made of; a note of another origin is all word.
pub(super) fn parts(note: &str) -> (&str, &str) {
    let (first, rest) = note.split_once(": ").unwrap_or((note, ""));
    match REASONS.into_iter().find(|known| *known == first.trim()) {
        Some(_) => (first.trim(), rest),
        None => ("", note),
    }
}

/// "Formation, Lyon".
pub(super) fn reason(t: Speech, note: &str) -> String {
    let (first, rest) = note.split_once(": ").unwrap_or((note, ""));
    let Some(known) = REASONS.into_iter().find(|known| *known == first.trim()) else {
        return if note.trim().is_empty() {
            t.say("console-absence-plain")
        } else {
            note.to_owned()
        };
    };
    let told = t.say(&format!("console-absence-{known}"));
    if rest.is_empty() { told } else { format!("{told}, {rest}") }
}

/// "Du jeudi 5 mars à 9 h au vendredi 6 mars à 18 h", or the days alone when they are whole.
pub(super) fn span(t: Speech, absence: &AbsenceRow, zone: &TimeZone) -> String {
    between(t, absence.start, absence.end, zone)
}

/// The same for an absence that is not entered yet.
pub(super) fn between(t: Speech, start: Timestamp, end: Timestamp, zone: &TimeZone) -> String {
    let first = zone.to_datetime(start).date();
    // The end is the first instant back, which for whole days is the midnight after the last one.
    let last = zone.to_datetime(end - jiff::SignedDuration::from_nanos(1)).date();
    let text = match moments::days(zone, first, last) == (start, end) {
        true if first == last => t.with("console-absence-day", &[("day", &dates::date_plain(t, first))]),
        true => dates::days_span(t, first, last),
        false => {
            let moment = |at| dates::moment(t, at, zone);
            t.with("console-absence-span", &[("from", &moment(start)), ("to", &moment(end))])
        }
    };
    dates::capital(&text)
}

/// One sentence about an absence.
pub(super) fn sentence(t: Speech, absence: &AbsenceRow, zone: &TimeZone) -> String {
    t.with(
        "console-absence-sentence",
        &[("reason", &reason(t, &absence.note)), ("when", &span(t, absence, zone))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{AbsenceId, PractitionerId};

    fn absence(start: &str, end: &str) -> AbsenceRow {
        let id = "abs_00000000000000000000000000000001".parse::<AbsenceId>().unwrap();
        let practitioner = "prc_00000000000000000000000000000001".parse::<PractitionerId>().unwrap();
        AbsenceRow {
            id,
            practitioner,
            start: start.parse().unwrap(),
            end: end.parse().unwrap(),
            note: String::new(),
        }
    }

    #[test]
    fn reasons_are_told_in_the_readers_language_and_other_notes_as_they_are() {
        for (reason_typed, word, stored, told) in [
            ("training", "Lyon", "training: Lyon", "Formation, Lyon"),
            ("training", "", "training", "Formation"),
            ("nonsense", "Lyon", "Lyon", "Lyon"),
            ("", "Cours : yoga", "Cours : yoga", "Cours : yoga"),
        ] {
            assert_eq!(note(reason_typed, word), stored);
            assert_eq!(reason(Speech::FRENCH, stored), told);
        }
    }

    #[test]
    fn whole_days_are_told_without_hours() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        for (start, end, told) in [
            ("2026-03-05T00:00:00+01:00", "2026-03-06T00:00:00+01:00", "Le jeudi 5 mars"),
            (
                "2026-03-05T00:00:00+01:00",
                "2026-03-07T00:00:00+01:00",
                "Du jeudi 5 au vendredi 6 mars",
            ),
            (
                "2026-03-05T09:00:00+01:00",
                "2026-03-06T18:00:00+01:00",
                "Du jeudi 5 mars à 9\u{a0}h au vendredi 6 mars à 18\u{a0}h",
            ),
            // The day the clock is set forward has 23 hours and is whole all the same.
            (
                "2026-03-29T00:00:00+01:00",
                "2026-03-30T00:00:00+02:00",
                "Le dimanche 29 mars",
            ),
        ] {
            assert_eq!(span(Speech::FRENCH, &absence(start, end), &paris), told);
        }
    }
}
