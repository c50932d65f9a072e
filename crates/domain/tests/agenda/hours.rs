//! Opening hours: weekly, dated, closed, across midnight, without end.

use domain::agenda::{MinuteOfDay, NotOffered, Opening, SlotRules, free_slots, offer, openings};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use crate::build::*;

#[test]
fn a_time_of_day_is_written_with_four_digits() {
    let right = [("00:00", 0), ("09:30", 570), ("23:59", 1439), ("24:00", 1440)];
    for (text, minutes) in right {
        let time: MinuteOfDay = text.parse().unwrap();
        assert_eq!((time.minutes(), time.to_string()), (minutes, text.to_owned()));
    }
    for text in [
        "", "9:30", "24:01", "12:60", "12", "12:0", "-1:00", "+1:00", "12:00:00", " 12:00",
    ] {
        assert!(text.parse::<MinuteOfDay>().is_err(), "{text:?}");
    }
    assert_eq!(
        (MinuteOfDay::new(1440), MinuteOfDay::new(1441)),
        (Some(MinuteOfDay::END_OF_DAY), None)
    );
}

#[test]
fn the_whole_duration_lies_inside_one_opening() {
    // 2026-06-01 is a Monday.
    let cases: [(&[&str], u16, u16, &[&str]); 10] = [
        (&["09:00-11:00"], 60, 60, &["09:00", "10:00"]),
        (&["09:00-10:59"], 60, 60, &["09:00"]),
        (&["09:00-09:59"], 60, 60, &[]),
        (&["09:00-11:00"], 30, 60, &["09:00", "09:30", "10:00"]),
        (&["09:10-10:30"], 30, 30, &["09:10", "09:40"]),
        (&["09:00-10:00", "14:00-15:00"], 30, 60, &["09:00", "14:00"]),
        // Touching and overlapping hours are one opening with one grid.
        (&["09:00-09:50", "09:50-11:00"], 60, 60, &["09:00", "10:00"]),
        (&["09:20-11:00", "09:00-10:00"], 60, 60, &["09:00", "10:00"]),
        (&["09:00-11:00", "09:30-10:00"], 60, 60, &["09:00", "10:00"]),
        // Hours the wrong way round open nothing.
        (&["11:00-09:00"], 60, 60, &[]),
    ];
    for (hours, step, duration, expected) in cases {
        assert_eq!(
            times(&open("Europe/Paris", hours), &every(step, duration), "2026-06-01"),
            expected,
            "{hours:?}"
        );
    }
}

#[test]
fn hours_across_midnight_are_one_opening() {
    let mut agenda = open_on("Europe/Paris", &[Weekday::Monday], &["22:00-24:00"]);
    agenda
        .weekly
        .extend(open_on("Europe/Paris", &[Weekday::Tuesday], &["00:00-02:00"]).weekly);
    let found = starts(&agenda, &every(50, 60), "2026-06-01", "2026-06-02");
    assert_eq!(found, ["01 22:00+02", "01 22:50+02", "01 23:40+02", "02 00:30+02"]);
    // Each is listed under the date it starts on, and asking for one date only shows the same grid.
    assert_eq!(starts(&agenda, &every(50, 60), "2026-06-02", "2026-06-02"), ["02 00:30+02"]);
    let whole = Opening {
        start: instant("2026-06-01T22:00+02:00"),
        end: instant("2026-06-02T02:00+02:00"),
    };
    assert_eq!(openings(&agenda, date("2026-06-01"), date("2026-06-01")), [whole]);
    assert_eq!(openings(&agenda, date("2026-06-02"), date("2026-06-02")), [whole]);
    assert_eq!(openings(&agenda, date("2026-06-03"), date("2026-06-03")), []);
}

#[test]
fn dated_hours_replace_the_weekly_ones() {
    let cases: [(&[&str], &[&str]); 3] = [
        (&["14:00-15:00"], &["14:00"]),
        (&[], &[]),
        (&["08:00-09:00", "10:00-11:00"], &["08:00", "10:00"]),
    ];
    for (hours, expected) in cases {
        let mut agenda = open("Europe/Paris", &["09:00-11:00"]);
        agenda.exceptions = vec![dated("2026-06-01", hours)];
        assert_eq!(times(&agenda, &every(60, 60), "2026-06-01"), expected, "{hours:?}");
        assert_eq!(
            times(&agenda, &every(60, 60), "2026-06-02"),
            ["09:00", "10:00"],
            "the day after keeps its hours"
        );
    }
}

#[test]
fn two_dated_entries_for_one_date_both_count() {
    let mut agenda = open("Europe/Paris", &["09:00-11:00"]);
    agenda.exceptions = vec![dated("2026-06-01", &["14:00-15:00"]), dated("2026-06-01", &["16:00-17:00"])];
    assert_eq!(times(&agenda, &every(60, 60), "2026-06-01"), ["14:00", "16:00"]);
}

#[test]
fn wec_01_nothing_starts_on_a_closed_day() {
    let mut agenda = open("Europe/Paris", &["00:00-24:00"]);
    agenda.closed_days = vec![date("2026-06-02")];
    assert!(starts(&agenda, &every(60, 60), "2026-06-02", "2026-06-02").is_empty());
    // What begins the evening before must be over at midnight, and the day after has a grid of its own.
    assert_eq!(times(&agenda, &every(60, 120), "2026-06-01").last().unwrap(), "22:00");
    assert_eq!(times(&agenda, &every(50, 60), "2026-06-03")[..3], ["00:00", "00:50", "01:40"]);
    // A closed day wins over hours of its own.
    agenda.exceptions = vec![dated("2026-06-02", &["10:00-12:00"])];
    assert!(starts(&agenda, &every(60, 60), "2026-06-02", "2026-06-02").is_empty());
}

#[test]
fn an_opening_without_end_counts_from_midnight_after_a_week() {
    let mut agenda = open("Europe/Paris", &["00:00-24:00"]);
    assert_eq!(times(&agenda, &every(50, 60), "2026-06-01")[..2], ["00:00", "00:50"]);
    assert_eq!(
        times(&agenda, &every(50, 60), "2026-06-01").last().unwrap(),
        "23:20",
        "it may run into the next day"
    );
    agenda.closed_days = vec![date("2026-06-01")];
    // Day k after the closed one: 1440 k mod 50 minutes are missing to the next step, until a whole week has passed.
    let first = |day| times(&agenda, &every(50, 60), day)[0].clone();
    let found = [
        "2026-06-02",
        "2026-06-03",
        "2026-06-04",
        "2026-06-08",
        "2026-06-09",
        "2026-06-10",
    ]
    .map(first);
    assert_eq!(found, ["00:00", "00:10", "00:20", "00:10", "00:00", "00:00"]);
}

#[test]
fn i5_an_unknown_zone_is_never_free() {
    let mut agenda = open("Europe/Paris", &["00:00-24:00"]);
    agenda.zone = TimeZone::unknown();
    assert!(starts(&agenda, &every(60, 60), "2026-06-01", "2026-06-07").is_empty());
    assert_eq!(
        offer(&agenda, &every(60, 60), instant("2026-06-01T10:00Z"), long_ago()),
        Err(NotOffered::Closed)
    );
}

#[test]
fn the_ends_of_the_calendar_do_not_panic() {
    let year = |year| date(&format!("{year}-06-01")).to_zoned(TimeZone::UTC).unwrap().timestamp();
    for zone in ["Europe/Paris", "Pacific/Noumea", "America/Miquelon"] {
        let agenda = open(zone, &["00:00-24:00"]);
        for now in [
            Timestamp::MIN,
            year(1600),
            year(1960),
            year(2200),
            year(2262),
            year(2300),
            Timestamp::MAX,
        ] {
            let later = SlotRules {
                min_lead_minutes: u32::MAX,
                horizon_days: u16::MAX,
                ..every(60, u16::MAX)
            };
            assert!(offer(&agenda, &later, now, now).is_err());
            assert!(free_slots(&agenda, &later, Date::MIN, Date::MAX, now).is_empty());
            let _ = offer(&agenda, &every(60, u16::MAX), now, now);
            let _ = free_slots(
                &agenda,
                &SlotRules {
                    horizon_days: 9,
                    ..every(60, 60)
                },
                Date::MIN,
                Date::MAX,
                now,
            );
        }
    }
}
