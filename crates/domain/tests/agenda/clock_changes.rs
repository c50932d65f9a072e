//! The days on which clocks change, and the zones in which they never do.

use domain::agenda::{Busy, NotOffered, free_slots, offer};
use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::build::*;

#[test]
fn t3_slots_of_the_gap_night() {
    let night = open("Europe/Paris", &["00:00-06:00"]);
    let expected = [
        "29 00:00+01",
        "29 00:30+01",
        "29 01:00+01",
        "29 01:30+01",
        "29 03:00+02",
        "29 03:30+02",
        "29 04:00+02",
        "29 04:30+02",
        "29 05:00+02",
        "29 05:30+02",
    ];
    assert_eq!(starts(&night, &every(30, 30), "2026-03-29", "2026-03-29"), expected);
}

#[test]
fn t3_slots_of_the_fold_night() {
    let night = open("Europe/Paris", &["00:00-06:00"]);
    let expected = [
        "25 00:00+02",
        "25 00:30+02",
        "25 01:00+02",
        "25 01:30+02",
        "25 02:00+02",
        "25 02:30+02",
        "25 02:00+01",
        "25 02:30+01",
        "25 03:00+01",
        "25 03:30+01",
        "25 04:00+01",
        "25 04:30+01",
        "25 05:00+01",
        "25 05:30+01",
    ];
    assert_eq!(starts(&night, &every(30, 30), "2026-10-25", "2026-10-25"), expected);
}

#[test]
fn t1_opening_hours_stay_put_around_every_change() {
    let cases: [(&str, &[&str]); 9] = [
        (
            "Europe/Paris",
            &[
                "2026-03-29",
                "2026-10-25",
                "2027-03-28",
                "2027-10-31",
                "2028-03-26",
                "2028-10-29",
            ],
        ),
        ("America/Miquelon", &["2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"]),
        (
            "America/Martinique",
            &["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01"],
        ),
        ("Indian/Reunion", &["2026-03-29", "2026-10-25"]),
        ("Pacific/Noumea", &["2026-03-29", "2026-10-25"]),
        ("America/Cayenne", &["2026-03-29", "2026-10-25"]),
        ("Africa/Cairo", &["2026-04-24", "2026-10-30"]),
        ("America/Havana", &["2026-03-08", "2026-11-01"]),
        ("Australia/Lord_Howe", &["2026-04-05", "2026-10-04"]),
    ];
    for (zone, changes) in cases {
        let agenda = open_on(zone, &WEEK[..5], &["09:00-18:00"]);
        for change in changes {
            let around = (-7..=7).map(|days: i64| date(change) + days.days());
            for day in around.filter(|day| WEEK[..5].contains(&day.weekday())) {
                let found = times(&agenda, &every(60, 60), &day.to_string());
                assert_eq!(
                    (found.len(), found[0].as_str(), found[8].as_str()),
                    (9, "09:00", "17:00"),
                    "{zone} {day}"
                );
            }
        }
    }
}

#[test]
fn t4_duration_is_elapsed() {
    let night = open("Europe/Paris", &["00:00-06:00"]);
    let cases = [
        ("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"),
        ("2026-10-25T01:30+02:00", "2026-10-25T02:30+02:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T03:30+01:00"),
    ];
    for (start, end) in cases {
        assert_eq!(
            offer(&night, &every(30, 60), instant(start), long_ago()).unwrap().end,
            instant(end),
            "{start}"
        );
    }
}

#[test]
fn a_slot_may_run_past_a_whole_short_day() {
    let agenda = open("Europe/Paris", &["00:00-24:00"]);
    let slot = offer(&agenda, &every(5, 1430), instant("2026-03-28T23:55+01:00"), long_ago()).unwrap();
    assert_eq!(slot.end, instant("2026-03-30T00:45+02:00"));
    assert_eq!(times(&agenda, &every(5, 1430), "2026-03-28").last().unwrap(), "23:55");
}

#[test]
fn edges_inside_a_gap_move_forward_and_inside_a_fold_are_the_first_pass() {
    let cases: [(&str, &[&str], &str, &[&str]); 10] = [
        ("Europe/Paris", &["02:00-02:45"], "2026-03-29", &[]),
        (
            "Europe/Paris",
            &["02:15-04:00"],
            "2026-03-29",
            &["29 03:00+02", "29 03:30+02"],
        ),
        (
            "Europe/Paris",
            &["01:00-02:30"],
            "2026-03-29",
            &["29 01:00+01", "29 01:30+01"],
        ),
        (
            "Europe/Paris",
            &["01:45-04:00"],
            "2026-03-29",
            &["29 01:45+01", "29 03:15+02"],
        ),
        // Closed from 02:00 to 03:00: on this night the two openings touch and are one, with one grid.
        (
            "Europe/Paris",
            &["01:10-02:00", "03:00-04:00"],
            "2026-03-29",
            &["29 01:10+01", "29 01:40+01", "29 03:10+02"],
        ),
        ("Europe/Paris", &["02:00-02:30"], "2026-10-25", &["25 02:00+02"]),
        (
            "Europe/Paris",
            &["02:30-03:00"],
            "2026-10-25",
            &["25 02:30+02", "25 02:00+01", "25 02:30+01"],
        ),
        // The gap and the fold of these zones touch midnight.
        (
            "America/Havana",
            &["00:00-02:00"],
            "2026-03-08",
            &["08 01:00-04", "08 01:30-04"],
        ),
        (
            "Africa/Cairo",
            &["23:00-24:00"],
            "2026-10-29",
            &["29 23:00+03", "29 23:30+03", "29 23:00+02", "29 23:30+02"],
        ),
        // Half an hour is repeated.
        (
            "Australia/Lord_Howe",
            &["01:00-02:00"],
            "2026-04-05",
            &["05 01:00+11", "05 01:30+11", "05 01:30+10:30"],
        ),
    ];
    for (zone, hours, day, expected) in cases {
        assert_eq!(
            starts(&open(zone, hours), &every(30, 30), day, day),
            expected,
            "{zone} {hours:?} on {day}"
        );
    }
}

#[test]
fn t6_lead_time_is_elapsed_on_days_of_change() {
    let agenda = open("Europe/Paris", &["09:00-12:00"]);
    let day_ahead = domain::agenda::SlotRules {
        min_lead_minutes: 24 * 60,
        ..every(60, 60)
    };
    let cases = [
        // The night in between has 23 hours: a day ahead is an hour later on the clock; in autumn it is an hour earlier.
        ("2026-03-28T09:00+01:00", "2026-03-29T09:00+02:00", Err(NotOffered::TooSoon)),
        ("2026-03-28T09:00+01:00", "2026-03-29T10:00+02:00", Ok(())),
        ("2026-03-28T08:00+01:00", "2026-03-29T09:00+02:00", Ok(())),
        (
            "2026-03-28T08:00:01+01:00",
            "2026-03-29T09:00+02:00",
            Err(NotOffered::TooSoon),
        ),
        ("2026-10-24T10:00+02:00", "2026-10-25T09:00+01:00", Ok(())),
        (
            "2026-10-24T10:00:01+02:00",
            "2026-10-25T09:00+01:00",
            Err(NotOffered::TooSoon),
        ),
    ];
    for (now, start, expected) in cases {
        assert_eq!(
            offer(&agenda, &day_ahead, instant(start), instant(now)).map(|_| ()),
            expected,
            "{now} {start}"
        );
        let listed = starts_at(&agenda, &day_ahead, &start[..10], &start[..10], instant(now));
        assert_eq!(
            listed.iter().any(|found| found[3..8] == start[11..16]),
            expected.is_ok(),
            "{now} {start}"
        );
    }
}

#[test]
fn t10_the_visitors_zone_changes_nothing() {
    let agenda = open("Europe/Paris", &["00:00-06:00", "09:00-18:00"]);
    for day in ["2026-03-29", "2026-10-25", "2026-07-01"] {
        let days = free_slots(&agenda, &every(30, 30), date(day), date(day), long_ago());
        for slot in days.iter().flat_map(|day| &day.slots) {
            for visitor in ["Europe/Sarajevo", "Europe/Athens", "America/Miquelon", "Pacific/Noumea"] {
                let clicked = slot.start.to_zoned(TimeZone::get(visitor).unwrap()).timestamp();
                assert_eq!(offer(&agenda, &every(30, 30), clicked, long_ago()), Ok(*slot), "{visitor}");
            }
        }
    }
}

#[test]
fn t13_a_whole_day_of_the_calendars_zone_is_busy() {
    let cases = [
        ("Europe/Paris", "2026-03-29", 23, "2026-03-28T23:00Z"),
        ("Europe/Paris", "2026-10-25", 25, "2026-10-24T22:00Z"),
        ("Europe/Paris", "2026-06-01", 24, "2026-05-31T22:00Z"),
        ("America/Havana", "2026-03-08", 23, "2026-03-08T05:00Z"),
        ("Africa/Cairo", "2026-10-29", 25, "2026-10-28T21:00Z"),
    ];
    for (zone, day, hours, start) in cases {
        let mut agenda = open(zone, &["00:00-24:00"]);
        let all_day = Busy::whole_days(&agenda.zone, date(day), date(day));
        assert_eq!(
            (all_day.start, all_day.end.duration_since(all_day.start).as_hours()),
            (instant(start), hours),
            "{zone} {day}"
        );
        agenda.busy = vec![all_day];
        assert!(starts(&agenda, &every(30, 30), day, day).is_empty(), "{zone} {day}");
        let day_before = date(day).yesterday().unwrap().to_string();
        assert_eq!(times(&agenda, &every(30, 30), &day_before).len(), 48, "{zone} {day_before}");
    }
}

#[test]
fn t14_an_absence_covers_the_practitioners_own_day() {
    let mut agenda = open("Europe/Paris", &["00:00-24:00"]);
    let away = Busy::whole_days(&agenda.zone, date("2026-06-02"), date("2026-06-01"));
    assert!(away.start < away.end, "an absence never ends before it starts");
    agenda.busy = vec![away];
    assert!(times(&agenda, &every(60, 60), "2026-06-02").is_empty());
    assert_eq!(
        (
            times(&agenda, &every(60, 60), "2026-06-01").len(),
            times(&agenda, &every(60, 60), "2026-06-03").len()
        ),
        (24, 24)
    );
}

#[test]
fn the_horizon_counts_calendar_days_of_the_place() {
    let agenda = open("Pacific/Noumea", &["00:00-24:00"]);
    let near = |days| domain::agenda::SlotRules {
        horizon_days: days,
        ..every(60, 60)
    };
    // At 14:30 UTC it is already half past one on the second in Noumea.
    let now = instant("2026-06-01T14:30Z");
    let cases = [
        (0, "2026-06-02T23:00+11:00", Ok(())),
        (0, "2026-06-03T00:00+11:00", Err(NotOffered::TooFar)),
        (1, "2026-06-03T00:00+11:00", Ok(())),
        (1, "2026-06-03T23:00+11:00", Ok(())),
        (1, "2026-06-04T00:00+11:00", Err(NotOffered::TooFar)),
    ];
    for (days, start, expected) in cases {
        assert_eq!(
            offer(&agenda, &near(days), instant(start), now).map(|_| ()),
            expected,
            "{days} {start}"
        );
    }
    let listed = starts_at(&agenda, &near(1), "2026-05-01", "2026-07-01", now);
    assert_eq!(
        (listed.len(), listed[0].as_str(), listed[45].as_str()),
        (46, "02 02:00+11", "03 23:00+11")
    );
}
