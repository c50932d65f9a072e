//! When a rule takes place: tables for the cases that go wrong elsewhere, and another implementation of RFC 5545 for all the others.

use domain::series::{Recurrence, RuleFault, instant};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::build::{local, paris};

fn dates(first: &str, rule: &str, count: usize) -> Vec<String> {
    let first = local(first);
    let rule = Recurrence::from_rrule(rule, first, &paris()).unwrap();
    let found = rule.occurrences(first).take(count);
    found.map(|at| at.strftime("%Y-%m-%d").to_string()).collect()
}

/// T2: Monday 15:00 stays 15:00 when the clock changes, in spring and in autumn, in Paris and elsewhere.
#[test]
fn t2_a_weekly_hour_stays_through_clock_changes() {
    for (zone, first, weeks, expected) in [
        ("Europe/Paris", "2026-03-23T15:00", 2, "2026-03-30T13:00:00Z"),
        ("Europe/Paris", "2026-10-19T15:00", 2, "2026-10-26T14:00:00Z"),
        ("America/New_York", "2026-03-02T15:00", 2, "2026-03-09T19:00:00Z"),
        ("Australia/Sydney", "2026-03-30T15:00", 2, "2026-04-06T05:00:00Z"),
    ] {
        let zone = TimeZone::get(zone).unwrap();
        let first = local(first);
        let rule = Recurrence::from_rrule("FREQ=WEEKLY", first, &zone).unwrap();
        let last = rule.occurrences(first).nth(weeks - 1).unwrap();
        assert_eq!(last.time(), first.time());
        assert_eq!(instant(last, &zone).to_string(), expected, "{zone:?}");
    }
}

/// RFC 5545, 3.3.5: in a gap an occurrence moves forward by the gap, in a fold it is the first pass; the ones after it are not touched.
#[test]
fn t2_an_occurrence_in_a_gap_and_in_a_fold() {
    for (first, turn, expected) in [
        ("2026-03-22T02:30", 1, "2026-03-29T01:30:00Z"),
        ("2026-03-22T02:30", 2, "2026-04-05T00:30:00Z"),
        ("2026-10-18T02:30", 1, "2026-10-25T00:30:00Z"),
        ("2026-10-18T02:30", 2, "2026-11-01T01:30:00Z"),
    ] {
        let first = local(first);
        let rule = Recurrence::from_rrule("FREQ=WEEKLY", first, &paris()).unwrap();
        let at = rule.occurrences(first).nth(turn).unwrap();
        assert_eq!(instant(at, &paris()).to_string(), expected, "{first} + {turn}");
    }
}

/// T15: months without the day are left out, and nothing drifts after a short month.
#[test]
fn t15_month_ends() {
    for (first, rule, expected) in [
        (
            "2026-01-31T10:00",
            "FREQ=MONTHLY",
            ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"],
        ),
        (
            "2026-01-30T10:00",
            "FREQ=MONTHLY",
            ["2026-01-30", "2026-03-30", "2026-04-30", "2026-05-30"],
        ),
        (
            "2027-12-29T10:00",
            "FREQ=MONTHLY",
            ["2027-12-29", "2028-01-29", "2028-02-29", "2028-03-29"],
        ),
        (
            "2028-02-29T10:00",
            "FREQ=MONTHLY;INTERVAL=12",
            ["2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29"],
        ),
        (
            "2026-01-30T10:00",
            "FREQ=MONTHLY;BYDAY=5FR",
            ["2026-01-30", "2026-05-29", "2026-07-31", "2026-10-30"],
        ),
        (
            "2026-01-30T10:00",
            "FREQ=MONTHLY;BYDAY=-1FR",
            ["2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24"],
        ),
        (
            "2026-03-10T10:00",
            "FREQ=MONTHLY;BYDAY=2TU",
            ["2026-03-10", "2026-04-14", "2026-05-12", "2026-06-09"],
        ),
        (
            "2026-03-10T10:00",
            "FREQ=WEEKLY;INTERVAL=3",
            ["2026-03-10", "2026-03-31", "2026-04-21", "2026-05-12"],
        ),
    ] {
        assert_eq!(dates(first, rule, 4), expected, "{rule}");
    }
}

/// UNTIL is inclusive, to the second; COUNT counts what takes place by the rule.
#[test]
fn ends() {
    for (first, rule, count) in [
        ("2026-03-02T15:00", "FREQ=WEEKLY;UNTIL=20260316", 3),
        ("2026-03-02T15:00", "FREQ=WEEKLY;UNTIL=20260316T140000Z", 3),
        ("2026-03-02T15:00", "FREQ=WEEKLY;UNTIL=20260316T135959Z", 2),
        ("2026-03-02T15:00", "FREQ=WEEKLY;UNTIL=20260316T150000", 3),
        ("2026-03-02T15:00", "FREQ=WEEKLY;COUNT=5", 5),
        ("2026-01-31T15:00", "FREQ=MONTHLY;COUNT=3", 3),
        ("2026-03-02T15:00", "FREQ=WEEKLY", 100),
    ] {
        assert_eq!(dates(first, rule, 100).len(), count, "{rule}");
    }
}

#[test]
fn what_is_no_rule() {
    let first = local("2026-03-10T15:00");
    for (rule, fault) in [
        ("", RuleFault::Part("FREQ")),
        ("FREQ=DAILY", RuleFault::Part("FREQ")),
        ("FREQ=WEEKLY;FREQ=WEEKLY", RuleFault::Part("FREQ")),
        ("FREQ=WEEKLY;BYDAY=TU,TH", RuleFault::Part("BYDAY")),
        ("FREQ=WEEKLY;BYDAY=MO", RuleFault::FirstElsewhere),
        ("FREQ=WEEKLY;BYMONTHDAY=10", RuleFault::Part("BYMONTHDAY")),
        ("FREQ=MONTHLY;BYMONTHDAY=11", RuleFault::FirstElsewhere),
        ("FREQ=MONTHLY;BYDAY=3TU", RuleFault::FirstElsewhere),
        ("FREQ=MONTHLY;BYDAY=-1TU", RuleFault::FirstElsewhere),
        ("FREQ=MONTHLY;BYDAY=TU", RuleFault::Part("BYDAY")),
        ("FREQ=MONTHLY;BYDAY=6TU", RuleFault::Part("BYDAY")),
        ("FREQ=MONTHLY;BYDAY=é", RuleFault::Part("BYDAY")),
        ("FREQ=WEEKLY;INTERVAL=0", RuleFault::Interval { most: 52 }),
        ("FREQ=WEEKLY;INTERVAL=53", RuleFault::Interval { most: 52 }),
        ("FREQ=WEEKLY;INTERVAL=-1", RuleFault::Part("INTERVAL")),
        ("FREQ=WEEKLY;COUNT=0", RuleFault::Empty),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20260401", RuleFault::Part("UNTIL")),
        ("FREQ=WEEKLY;UNTIL=20260309", RuleFault::EndsBeforeItBegins),
        ("FREQ=WEEKLY;UNTIL=soon", RuleFault::Part("UNTIL")),
        ("FREQ=WEEKLY;BYSETPOS=1", RuleFault::Part("RRULE")),
    ] {
        assert_eq!(Recurrence::from_rrule(rule, first, &paris()), Err(fault), "{rule}");
    }
}

/// A rule, with the first occurrence it can begin with.
fn any_rule() -> impl Strategy<Value = (DateTime, String)> {
    let first = (2020_i16..2035, 1_i8..=12, 1_i8..=31, 0_i8..24, 0_i8..4);
    let first = first.prop_filter_map("a date", |(year, month, day, hour, quarter)| {
        DateTime::new(year, month, day, hour, quarter * 15, 0, 0).ok()
    });
    let ends = prop_oneof![
        Just(String::new()),
        (1_u16..40).prop_map(|n| format!(";COUNT={n}")),
        (0_i64..900).prop_map(|n| format!("+{n}"))
    ];
    (first, 0_u8..4, 1_u16..6, ends).prop_map(|(first, kind, interval, end)| {
        let day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::from(first.weekday().to_monday_zero_offset().unsigned_abs())];
        let nth = (first.day() - 1) / 7 + 1;
        let rule = match kind {
            0 => format!("FREQ=WEEKLY;INTERVAL={interval};BYDAY={day}"),
            1 => format!("FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY={}", first.day()),
            2 if first.day() + 7 > first.date().days_in_month() => format!("FREQ=MONTHLY;INTERVAL={interval};BYDAY=-1{day}"),
            _ => format!("FREQ=MONTHLY;INTERVAL={interval};BYDAY={nth}{day}"),
        };
        let end = match end.strip_prefix('+') {
            Some(days) => {
                let last = first
                    .date()
                    .saturating_add(jiff::Span::new().days(days.parse::<i64>().unwrap()));
                format!(
                    ";UNTIL={}",
                    last.to_datetime(first.time())
                        .to_zoned(paris())
                        .unwrap()
                        .timestamp()
                        .strftime("%Y%m%dT%H%M%SZ")
                )
            }
            None => end,
        };
        (first, rule + &end)
    })
}

/// The instants that the `rrule` crate finds, in Paris. It leaves out what lies in a gap, so that the days of changes are not compared.
fn by_the_other(first: DateTime, rule: &str) -> Vec<String> {
    let text = format!("DTSTART;TZID=Europe/Paris:{}\nRRULE:{rule}", first.strftime("%Y%m%dT%H%M%S"));
    let set: rrule::RRuleSet = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    let found = set.all(30).dates;
    found
        .iter()
        .map(|at| at.naive_local().format("%Y-%m-%dT%H:%M:%S").to_string())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// T2, T15: the same occurrences as another implementation finds, for rules of every kind.
    #[test]
    fn t15_another_implementation_agrees((first, rule) in any_rule()) {
        // Hours that no change of Paris touches.
        prop_assume!(first.hour() > 3);
        let ours = Recurrence::from_rrule(&rule, first, &paris()).unwrap();
        let found: Vec<String> = ours.occurrences(first).take(30).map(|at| at.to_string()).collect();
        prop_assert_eq!(found, by_the_other(first, &rule), "{} {}", first, rule);
    }

    /// What is written is read as the same rule.
    #[test]
    fn a_rule_survives_its_text((first, rule) in any_rule()) {
        let rule = Recurrence::from_rrule(&rule, first, &paris()).unwrap();
        let text = rule.to_rrule(first, &paris());
        prop_assert_eq!(Recurrence::from_rrule(&text, first, &paris()), Ok(rule), "{}", text);
    }
}
