//! Busy time, buffers, lanes, lead time, the grid, and the reasons for a refusal.

use domain::agenda::{Agenda, NotOffered, SlotRules, offer};

use crate::build::*;

/// Start and end of busy time, and its lane.
type Entry = (&'static str, &'static str, Option<u16>);

/// A Monday in Paris, open from nine to noon.
fn morning() -> Agenda {
    open("Europe/Paris", &["09:00-12:00"])
}

fn at(time: &str) -> String {
    format!("2026-06-01T{time}+02:00")
}

fn taken(from: &str, to: &str, lane: Option<u16>) -> domain::agenda::Busy {
    busy(&at(from), &at(to), lane)
}

#[test]
fn r7_touching_slots_do_not_overlap() {
    let cases: [(u16, u16, &[&str]); 4] = [
        (0, 0, &["09:00", "11:00"]),
        (10, 0, &["09:00"]),
        (0, 10, &["11:00"]),
        (10, 10, &[]),
    ];
    for (before, after, expected) in cases {
        let mut agenda = morning();
        agenda.busy = vec![taken("10:00", "11:00", Some(0))];
        let rules = SlotRules {
            buffer_before_minutes: before,
            buffer_after_minutes: after,
            ..every(60, 60)
        };
        assert_eq!(times(&agenda, &rules, "2026-06-01"), expected, "buffers {before} and {after}");
    }
}

#[test]
fn buffers_may_reach_outside_the_opening() {
    let rules = SlotRules {
        buffer_before_minutes: 90,
        buffer_after_minutes: 90,
        ..every(60, 180)
    };
    assert_eq!(times(&morning(), &rules, "2026-06-01"), ["09:00"]);
    let mut agenda = morning();
    agenda.busy = vec![taken("07:00", "07:31", None)];
    assert!(
        times(&agenda, &rules, "2026-06-01").is_empty(),
        "but what is busy there still counts"
    );
    agenda.busy = vec![taken("13:29", "14:00", None)];
    assert!(times(&agenda, &rules, "2026-06-01").is_empty());
    agenda.busy = vec![taken("07:00", "07:30", None), taken("13:30", "14:00", None)];
    assert_eq!(times(&agenda, &rules, "2026-06-01"), ["09:00"]);
}

#[test]
fn a_slot_takes_the_lowest_free_lane() {
    let whole = |lane| taken("08:00", "13:00", lane);
    let cases = [
        (1, vec![], Ok(0)),
        (0, vec![], Err(NotOffered::Taken)),
        (1, vec![whole(Some(0))], Err(NotOffered::Taken)),
        (2, vec![whole(Some(0))], Ok(1)),
        (2, vec![whole(Some(1))], Ok(0)),
        (2, vec![whole(None)], Err(NotOffered::Taken)),
        (2, vec![whole(Some(0)), whole(Some(1))], Err(NotOffered::Taken)),
        (3, vec![whole(Some(0)), whole(Some(1))], Ok(2)),
        (3, vec![whole(Some(0)), whole(Some(2))], Ok(1)),
        // A seat that no longer exists takes nothing, and two entries on one seat take one.
        (2, vec![whole(Some(2)), whole(Some(7))], Ok(0)),
        (2, vec![whole(Some(0)), whole(Some(0))], Ok(1)),
        // No seat is free all the time: one is taken at first, the other later.
        (
            2,
            vec![taken("09:00", "10:15", Some(0)), taken("10:45", "12:00", Some(1))],
            Err(NotOffered::Taken),
        ),
        (
            2,
            vec![taken("09:00", "10:00", Some(0)), taken("10:45", "12:00", Some(1))],
            Ok(0),
        ),
        // A long entry still counts after a short one that began later is over.
        (
            1,
            vec![taken("08:00", "12:00", Some(0)), taken("08:30", "09:00", Some(0))],
            Err(NotOffered::Taken),
        ),
        // Nothing is taken by an entry without length.
        (1, vec![taken("10:30", "10:30", Some(0))], Ok(0)),
    ];
    for (number, (capacity, busy, expected)) in cases.into_iter().enumerate() {
        let agenda = Agenda {
            capacity,
            busy: busy.clone(),
            ..morning()
        };
        let found = offer(&agenda, &every(60, 60), instant(&at("10:00")), long_ago()).map(|slot| slot.lane);
        assert_eq!(found, expected, "case {number}");
        let wanted = taken("10:00", "11:00", None);
        assert_eq!(
            agenda.free_lane(&wanted),
            expected.ok(),
            "case {number}, without opening hours"
        );
    }
}

#[test]
fn busy_time_out_of_order_is_still_taken() {
    let mut agenda = morning();
    agenda.busy = vec![taken("11:00", "12:00", Some(0)), taken("09:00", "10:00", Some(0))];
    assert_eq!(times(&agenda, &every(60, 60), "2026-06-01"), ["10:00"]);
}

#[test]
fn starts_right_after_busy_time() {
    // Seats, the rule under test, the buffer before, busy time, and the starts.
    type Case<'a> = (u16, bool, u16, &'a [Entry], &'a [&'a str]);
    let cases: [Case; 9] = [
        (1, false, 0, &[("09:00", "09:40", Some(0))], &["10:00", "11:00"]),
        (1, true, 0, &[("09:00", "09:40", Some(0))], &["09:40", "10:00", "11:00"]),
        (1, true, 15, &[("09:00", "09:40", Some(0))], &["09:55", "10:00", "11:00"]),
        (1, true, 20, &[("09:00", "09:40", Some(0))], &["10:00", "11:00"]),
        (1, true, 0, &[("09:00", "09:40", None)], &["09:40", "10:00", "11:00"]),
        // The end inside other busy time is no start, and neither is one from which the slot would not fit.
        (
            1,
            true,
            0,
            &[("09:00", "10:40", None), ("09:10", "09:40", Some(0))],
            &["10:40", "11:00"],
        ),
        (1, true, 0, &[("09:00", "09:40", Some(0)), ("10:30", "11:10", Some(0))], &[]),
        // Busy time before the opening cannot start one earlier than the opening.
        (1, true, 0, &[("08:00", "08:50", Some(0))], &["09:00", "10:00", "11:00"]),
        // A seat that does not exist makes no starts; one that does makes them for whichever seat is free.
        (
            2,
            true,
            0,
            &[("09:00", "09:40", Some(1)), ("09:00", "09:50", Some(2))],
            &["09:00", "09:40", "10:00", "11:00"],
        ),
    ];
    for (number, (capacity, start_after_busy, buffer, entries, expected)) in cases.into_iter().enumerate() {
        let busy = entries.iter().map(|&(from, to, lane)| taken(from, to, lane)).collect();
        let agenda = Agenda {
            capacity,
            busy,
            ..morning()
        };
        let rules = SlotRules {
            start_after_busy,
            buffer_before_minutes: buffer,
            ..every(60, 60)
        };
        assert_eq!(times(&agenda, &rules, "2026-06-01"), expected, "case {number}");
    }
}

#[test]
fn busy_time_before_midnight_starts_a_slot_after_it() {
    let mut agenda = open("Europe/Paris", &["00:00-24:00"]);
    agenda.busy = vec![busy("2026-05-31T22:00+02:00", "2026-05-31T23:55+02:00", Some(0))];
    let rules = SlotRules {
        start_after_busy: true,
        buffer_before_minutes: 10,
        ..every(60, 60)
    };
    assert_eq!(times(&agenda, &rules, "2026-06-01")[..2], ["00:05", "01:00"]);
}

#[test]
fn busy_time_that_ends_at_midnight_starts_a_slot_there() {
    let mut agenda = open("Europe/Paris", &[]);
    agenda.exceptions = vec![dated("2026-05-31", &["23:10-24:00"]), dated("2026-06-01", &["00:00-03:00"])];
    agenda.busy = vec![busy("2026-05-31T22:00+02:00", "2026-06-01T00:00+02:00", Some(0))];
    let rules = SlotRules {
        start_after_busy: true,
        ..every(60, 60)
    };
    assert_eq!(times(&agenda, &rules, "2026-06-01"), ["00:00", "00:10", "01:10"]);
}

#[test]
fn busy_time_of_the_next_day_counts_for_the_last_slot_of_this_one() {
    let cases = [
        ("2026-06-02T00:54+02:00", 0, Err(NotOffered::Taken)),
        ("2026-06-02T00:55+02:00", 0, Ok(0)),
        ("2026-06-02T01:24+02:00", 30, Err(NotOffered::Taken)),
        ("2026-06-02T01:25+02:00", 30, Ok(0)),
    ];
    for (start_of_busy, buffer_after_minutes, expected) in cases {
        let mut agenda = open("Europe/Paris", &["00:00-24:00"]);
        agenda.busy = vec![busy(start_of_busy, "2026-06-02T03:00+02:00", Some(0))];
        let rules = SlotRules {
            buffer_after_minutes,
            ..every(5, 60)
        };
        let found = offer(&agenda, &rules, instant(&at("23:55")), long_ago()).map(|slot| slot.lane);
        assert_eq!(found, expected, "{start_of_busy}");
        assert_eq!(
            times(&agenda, &rules, "2026-06-01").contains(&"23:55".to_owned()),
            expected.is_ok(),
            "{start_of_busy}"
        );
    }
}

#[test]
fn lead_time_is_inclusive_and_now_can_be_booked() {
    let cases = [
        ("10:00", 0, "10:00", Ok(())),
        ("10:00:00.000000001", 0, "10:00", Err(NotOffered::Past)),
        ("10:01", 0, "10:00", Err(NotOffered::Past)),
        ("09:00", 60, "10:00", Ok(())),
        ("09:00:00.000000001", 60, "10:00", Err(NotOffered::TooSoon)),
        ("09:00", 61, "10:00", Err(NotOffered::TooSoon)),
        ("09:00", u32::MAX, "10:00", Err(NotOffered::TooSoon)),
    ];
    for (now, lead, start, expected) in cases {
        let rules = SlotRules {
            min_lead_minutes: lead,
            ..every(60, 60)
        };
        let now = instant(&at(now));
        assert_eq!(
            offer(&morning(), &rules, instant(&at(start)), now).map(|_| ()),
            expected,
            "{now} {lead}"
        );
        let listed = starts_at(&morning(), &rules, "2026-06-01", "2026-06-01", now);
        assert_eq!(listed.contains(&format!("01 {start}+02")), expected.is_ok(), "{now} {lead}");
    }
}

#[test]
fn r18_the_server_derives_the_slot_itself() {
    let mut agenda = morning();
    agenda.closed_days = vec![date("2026-06-02")];
    agenda.busy = vec![taken("11:00", "11:20", Some(0))];
    let now = instant("2026-06-01T08:30+02:00");
    let service = |duration| SlotRules {
        min_lead_minutes: 30,
        horizon_days: 30,
        ..every(15, duration)
    };
    let cases = [
        (
            "at three on a closed day",
            "2026-06-02T03:00+02:00",
            60,
            Err(NotOffered::Closed),
        ),
        (
            "at ten on a closed day",
            "2026-06-02T10:00+02:00",
            60,
            Err(NotOffered::Closed),
        ),
        ("eight hours long", "2026-06-01T09:00+02:00", 480, Err(NotOffered::Closed)),
        ("in one second", "2026-06-01T08:30:01+02:00", 60, Err(NotOffered::TooSoon)),
        ("a second ago", "2026-06-01T08:29:59+02:00", 60, Err(NotOffered::Past)),
        ("beyond the horizon", "2026-07-02T09:00+02:00", 60, Err(NotOffered::TooFar)),
        ("off the grid", "2026-06-01T09:10+02:00", 60, Err(NotOffered::OffGrid)),
        (
            "off the grid by a nanosecond",
            "2026-06-01T09:15:00.000000001+02:00",
            60,
            Err(NotOffered::OffGrid),
        ),
        (
            "a longer service than was shown",
            "2026-06-01T10:00+02:00",
            75,
            Err(NotOffered::Taken),
        ),
        ("as shown", "2026-06-01T10:00+02:00", 60, Ok(())),
        ("without length", "2026-06-01T10:00+02:00", 0, Err(NotOffered::Closed)),
    ];
    for (what, start, duration, expected) in cases {
        assert_eq!(
            offer(&agenda, &service(duration), instant(start), now).map(|_| ()),
            expected,
            "{what}"
        );
    }
}

#[test]
fn a_step_of_zero_leaves_only_starts_after_busy_time() {
    let mut agenda = morning();
    agenda.busy = vec![taken("09:00", "09:40", Some(0))];
    assert!(times(&agenda, &every(0, 60), "2026-06-01").is_empty());
    assert_eq!(
        offer(&agenda, &every(0, 60), instant(&at("10:00")), long_ago()),
        Err(NotOffered::OffGrid)
    );
    let rules = SlotRules {
        start_after_busy: true,
        ..every(0, 60)
    };
    assert_eq!(times(&agenda, &rules, "2026-06-01"), ["09:40"]);
}
