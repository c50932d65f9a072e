//! The rule of a series in words.

use domain::series::{End, Every, Nth, Recurrence, Series};
use jiff::civil::DateTime;

use crate::dates;
use crate::speech::{Speech, Value};

/// "Tous les lundis à 15 h, jusqu’au lundi 29 juin 2026".
pub fn rule(speech: Speech, series: &Series) -> String {
    rule_of(speech, &series.rule, series.first)
}

/// The same for a rule that begins at `first`.
pub fn rule_of(speech: Speech, rule: &Recurrence, first: DateTime) -> String {
    let rhythm = rhythm(speech, rule.every, first);
    match rule.end {
        End::Rolling => rhythm,
        End::Count(count) => speech.with_values(
            "series-rule-count",
            &[("rule", Value::Text(&rhythm)), ("count", Value::Number(i64::from(count)))],
        ),
        End::Until(last) => speech.with(
            "series-rule-until",
            &[("rule", &rhythm), ("date", &dates::date_long(speech, last))],
        ),
    }
}

/// "Tous les lundis à 15 h", "Toutes les 2 semaines, le lundi à 15 h", "Chaque mois, le 2e mardi à 10 h".
pub fn rhythm(speech: Speech, every: Every, first: DateTime) -> String {
    let (time, day) = (
        dates::clock_time(speech, first.time()),
        dates::weekday(speech, first.weekday()),
    );
    let interval = ("interval", Value::Number(i64::from(every.interval())));
    let (time, day) = (("time", Value::Text(&time)), ("day", Value::Text(day)));
    match every {
        Every::Weeks(_) => {
            let places = [interval, day, time];
            speech.with_values("series-rule-weeks", &places)
        }
        Every::MonthsOnDate(_) => {
            let date = dates::day_number(speech, first.date());
            let places = [interval, ("date", Value::Text(&date)), time];
            speech.with_values("series-rule-date", &places)
        }
        Every::MonthsOnWeekday { nth, .. } => {
            let nth = self::nth(speech, nth);
            let places = [interval, ("nth", Value::Text(&nth)), day, time];
            speech.with_values("series-rule-weekday", &places)
        }
    }
}

fn nth(speech: Speech, nth: Nth) -> String {
    speech.say(match nth {
        Nth::First => "series-nth-first",
        Nth::Second => "series-nth-second",
        Nth::Third => "series-nth-third",
        Nth::Fourth => "series-nth-fourth",
        Nth::Fifth => "series-nth-fifth",
        Nth::Last => "series-nth-last",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn rules_in_both_languages() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        for (first, rrule, french, english) in [
            (
                "2026-03-02T15:00",
                "FREQ=WEEKLY",
                "Tous les lundis à 15 h",
                "Every Monday at 15:00",
            ),
            (
                "2026-03-01T09:30",
                "FREQ=WEEKLY;INTERVAL=2;COUNT=5",
                "Toutes les 2 semaines, le dimanche à 9 h 30, 5 fois",
                "Every 2 weeks on Sunday at 09:30, 5 times",
            ),
            (
                "2026-03-01T10:00",
                "FREQ=MONTHLY",
                "Chaque mois, le 1er à 10 h",
                "Every month on day 1 at 10:00",
            ),
            (
                "2026-03-31T10:00",
                "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TU;UNTIL=20261231",
                "Tous les 3 mois, le dernier mardi à 10 h, jusqu’au jeudi 31 décembre 2026",
                "Every 3 months on the last Tuesday at 10:00, until Thursday 31 December 2026",
            ),
        ] {
            let first: DateTime = first.parse().unwrap();
            let rule = Recurrence::from_rrule(rrule, first, &zone).unwrap();
            let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
            assert_eq!(plain(rule_of(Speech::FRENCH, &rule, first)), french);
            assert_eq!(plain(rule_of(Speech::ENGLISH, &rule, first)), english);
        }
    }
}
