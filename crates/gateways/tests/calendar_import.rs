//! Calendar files of other programs, as they really look.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::ops::Range;

use gateways::calendar::Party;
use gateways::calendar_import::{Imported, read};
use jiff::Timestamp;
use jiff::tz::TimeZone;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn window() -> Range<Timestamp> {
    at("2026-01-01T00:00:00Z")..at("2027-01-01T00:00:00Z")
}

fn import(lines: &[&str]) -> Imported {
    read(&file(lines), &paris(), &window())
}

fn file(lines: &[&str]) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n{}\r\nEND:VCALENDAR\r\n",
        lines.join("\r\n")
    )
}

/// The starts of an event with these lines, as UTC.
fn starts(lines: &[&str]) -> Vec<String> {
    let event = [&["BEGIN:VEVENT", "UID:a"], lines, &["END:VEVENT"]].concat();
    let imported = import(&event);
    assert!(imported.malformed.is_empty(), "{:?}", imported.malformed);
    imported.entries.iter().map(|entry| entry.start.to_string()).collect()
}

fn faults(lines: &[&str]) -> Vec<(usize, String)> {
    let event = [&["BEGIN:VEVENT", "UID:a"], lines, &["END:VEVENT"]].concat();
    let imported = import(&event);
    assert!(imported.entries.is_empty(), "{:?}", imported.entries);
    imported.malformed.into_iter().map(|fault| (fault.line, fault.why)).collect()
}

const GOOGLE: &str = include_str!("files/google.ics");
const OUTLOOK: &str = include_str!("files/outlook.ics");

#[test]
fn a_file_as_google_writes_it() {
    let imported = read(GOOGLE, &paris(), &window());
    assert_eq!(imported.malformed, []);
    let told: Vec<_> = imported
        .entries
        .iter()
        .map(|entry| {
            (
                entry.summary.as_str(),
                entry.start.to_string(),
                entry.end.to_string(),
                entry.all_day,
                entry.busy,
                entry.cancelled,
            )
        })
        .collect();
    let expected = |summary, start: &str, end: &str, all_day, busy, cancelled| {
        (summary, start.to_owned(), end.to_owned(), all_day, busy, cancelled)
    };
    assert_eq!(
        told,
        [
            expected(
                "Shiatsu, Zoé Martin; première visite",
                "2026-03-03T13:30:00Z",
                "2026-03-03T15:00:00Z",
                false,
                true,
                false
            ),
            expected(
                "Supervision",
                "2026-03-23T14:00:00Z",
                "2026-03-23T15:00:00Z",
                false,
                true,
                false
            ),
            expected("Congés", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", true, true, false),
            expected(
                "Supervision",
                "2026-03-30T13:00:00Z",
                "2026-03-30T14:00:00Z",
                false,
                true,
                false
            ),
            expected(
                "Supervision (déplacée)",
                "2026-04-07T08:00:00Z",
                "2026-04-07T09:00:00Z",
                false,
                true,
                false
            ),
            expected(
                "Anniversaire",
                "2026-05-04T22:00:00Z",
                "2026-05-05T22:00:00Z",
                true,
                false,
                false
            ),
            expected("Annulé", "2026-06-01T09:00:00Z", "2026-06-01T10:00:00Z", false, true, true),
        ]
    );
    let first = &imported.entries[0];
    assert_eq!(
        first.attendees,
        [Party {
            name: "Zoé Martin".into(),
            email: "zoe@example.test".into()
        }]
    );
    assert_eq!((first.uid.as_str(), first.line), ("4k2m@google.com", 7));
}

#[test]
fn a_file_as_outlook_writes_it() {
    let imported = read(OUTLOOK, &TimeZone::UTC, &window());
    let told: Vec<_> = imported
        .entries
        .iter()
        .map(|entry| (entry.summary.as_str(), entry.start.to_string(), entry.busy))
        .collect();
    assert_eq!(
        told,
        [
            ("Réunion d'équipe", "2026-03-27T08:00:00Z".to_owned(), true),
            ("Disponible", "2026-07-01T07:00:00Z".to_owned(), false)
        ]
    );
    let why: Vec<_> = imported.malformed.iter().map(|fault| fault.why.as_str()).collect();
    assert_eq!(why, ["the zone `Customized Time Zone 1` is unknown"]);
    assert!(
        OUTLOOK
            .lines()
            .nth(imported.malformed[0].line - 1)
            .unwrap()
            .starts_with("DTSTART;TZID=\"Customized")
    );
}

/// T2, T15, T21: repeats follow the wall clock, skip months without the day, and stop where the rule says.
#[test]
fn t2_t15_repeats_follow_the_clock_on_the_wall() {
    for (lines, expected) in [
        (
            &["DTSTART;TZID=Europe/Paris:20260323T150000", "RRULE:FREQ=WEEKLY;COUNT=3"][..],
            &["2026-03-23T14:00:00Z", "2026-03-30T13:00:00Z", "2026-04-06T13:00:00Z"][..],
        ),
        (
            &["DTSTART:20260323T140000Z", "RRULE:FREQ=WEEKLY;COUNT=2"],
            &["2026-03-23T14:00:00Z", "2026-03-30T14:00:00Z"],
        ),
        (
            &["DTSTART;TZID=Europe/Paris:20260328T023000", "RRULE:FREQ=DAILY;COUNT=3"],
            &["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"],
        ),
        (
            &[
                "DTSTART;TZID=Europe/Paris:20261024T023000",
                "RRULE:FREQ=DAILY;UNTIL=20261025T003000Z",
            ],
            &["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z"],
        ),
        (
            &["DTSTART;TZID=Europe/Paris:20260131T100000", "RRULE:FREQ=MONTHLY;COUNT=3"],
            &["2026-01-31T09:00:00Z", "2026-03-31T08:00:00Z", "2026-05-31T08:00:00Z"],
        ),
        (
            &[
                "DTSTART;TZID=Europe/Paris:20260113T100000",
                "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
            ],
            &["2026-01-13T09:00:00Z", "2026-02-10T09:00:00Z", "2026-03-10T09:00:00Z"],
        ),
        (
            &[
                "DTSTART;TZID=Europe/Paris:20260130T100000",
                "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3",
            ],
            &["2026-01-30T09:00:00Z", "2026-02-27T09:00:00Z", "2026-03-27T09:00:00Z"],
        ),
        (
            &[
                "DTSTART;TZID=Europe/Paris:20260131T100000",
                "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
            ],
            &["2026-01-31T09:00:00Z", "2026-02-28T09:00:00Z", "2026-03-31T08:00:00Z"],
        ),
        (
            &["DTSTART:20260105T080000Z", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4"],
            &[
                "2026-01-05T08:00:00Z",
                "2026-01-07T08:00:00Z",
                "2026-01-19T08:00:00Z",
                "2026-01-21T08:00:00Z",
            ],
        ),
        // The week begins on Sunday here, so Sunday and the Monday after it are in one week (RFC 5545, 3.3.10).
        (
            &[
                "DTSTART:20260106T080000Z",
                "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            ],
            &[
                "2026-01-06T08:00:00Z",
                "2026-01-18T08:00:00Z",
                "2026-01-20T08:00:00Z",
                "2026-02-01T08:00:00Z",
            ],
        ),
        (
            &[
                "DTSTART:20260106T080000Z",
                "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            ],
            &[
                "2026-01-06T08:00:00Z",
                "2026-01-11T08:00:00Z",
                "2026-01-20T08:00:00Z",
                "2026-01-25T08:00:00Z",
            ],
        ),
        (
            &["DTSTART:20260102T080000Z", "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3"],
            &["2026-01-02T08:00:00Z", "2026-01-05T08:00:00Z", "2026-01-06T08:00:00Z"],
        ),
        (&["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"], &[]),
        (
            &["DTSTART;VALUE=DATE:20200505", "RRULE:FREQ=YEARLY"],
            &["2026-05-04T22:00:00Z"],
        ),
        (
            &["DTSTART:20200101T080000Z", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"],
            &["2026-10-25T08:00:00Z"],
        ),
        // Excluded dates count (design: what a series is); a date alone excludes the occurrence of that day.
        (
            &[
                "DTSTART:20260105T080000Z",
                "RRULE:FREQ=DAILY;COUNT=4",
                "EXDATE:20260106T080000Z",
                "EXDATE;VALUE=DATE:20260107",
            ],
            &["2026-01-05T08:00:00Z", "2026-01-08T08:00:00Z"],
        ),
        (
            &["DTSTART:20260105T080000Z", "RDATE:20260109T080000Z,20260111T080000Z"],
            &["2026-01-05T08:00:00Z", "2026-01-09T08:00:00Z", "2026-01-11T08:00:00Z"],
        ),
        (
            &["DTSTART;TZID=Europe/Paris:20260105T080000", "RRULE:FREQ=DAILY;UNTIL=20260106"],
            &["2026-01-05T07:00:00Z", "2026-01-06T07:00:00Z"],
        ),
        // Begun long before the window and without end: only what the window shows.
        (
            &["DTSTART:19991231T230000Z", "DURATION:PT2H", "RRULE:FREQ=YEARLY"],
            &["2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z"],
        ),
    ] {
        assert_eq!(starts(lines), expected, "{lines:?}");
    }
}

/// T13: whole days are whole local days, 23 or 25 hours long when the clock changes; dates end with the day before DTEND.
#[test]
fn t13_whole_days_are_local_days() {
    for (lines, start, end) in [
        (
            &["DTSTART;VALUE=DATE:20260329", "DTEND;VALUE=DATE:20260330"][..],
            "2026-03-28T23:00:00Z",
            "2026-03-29T22:00:00Z",
        ),
        (
            &["DTSTART;VALUE=DATE:20261025"],
            "2026-10-24T22:00:00Z",
            "2026-10-25T23:00:00Z",
        ),
        (
            &["DTSTART;VALUE=DATE:20260801", "DURATION:P2W"],
            "2026-07-31T22:00:00Z",
            "2026-08-14T22:00:00Z",
        ),
        (
            &["DTSTART;VALUE=DATE:20260801", "DTEND;VALUE=DATE:20260801"],
            "2026-07-31T22:00:00Z",
            "2026-08-01T22:00:00Z",
        ),
    ] {
        let event = [&["BEGIN:VEVENT"], lines, &["END:VEVENT"]].concat();
        let imported = import(&event);
        let [entry] = imported.entries.as_slice() else {
            panic!("{imported:?}")
        };
        assert!(entry.all_day && entry.uid.starts_with("no-uid-"));
        assert_eq!((entry.start, entry.end), (at(start), at(end)), "{lines:?}");
    }
}

#[test]
fn times_are_resolved_in_their_own_zone() {
    for (lines, expected) in [
        (&["DTSTART:20260303T143000"][..], "2026-03-03T13:30:00Z"),
        (&["DTSTART:20260303T143000Z"], "2026-03-03T14:30:00Z"),
        (&["DTSTART;TZID=America/Martinique:20260303T143000"], "2026-03-03T18:30:00Z"),
        (
            &["DTSTART;TZID=\"Romance Standard Time\":20260303T143000"],
            "2026-03-03T13:30:00Z",
        ),
        (
            &["DTSTART;TZID=W. Europe Standard Time:20260703T143000"],
            "2026-07-03T12:30:00Z",
        ),
        (
            &["DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20260303T143000"],
            "2026-03-03T13:30:00Z",
        ),
        (&["DTSTART;TZID=UTC:20260303T143000"], "2026-03-03T14:30:00Z"),
    ] {
        assert_eq!(starts(lines), [expected], "{lines:?}");
    }
}

/// I5: what is not understood is named with its line, and never becomes free time in silence.
#[test]
fn i5_what_is_not_understood_is_named_with_its_line() {
    let start = "DTSTART:20260105T080000Z";
    for (lines, line, why) in [
        (&["SUMMARY:x"][..], 4, "no DTSTART"),
        (&["SUMMARY:x", "DTSTART:tomorrow"], 7, "DTSTART is not a date"),
        (&["DTSTART:20260231T080000Z"], 6, "not a date of the calendar"),
        (&["DTSTART:20260105T250000Z"], 6, ""),
        (
            &["DTSTART;TZID=Mars/Olympus:20260105T080000"],
            6,
            "the zone `Mars/Olympus` is unknown",
        ),
        (&[start, "DTEND:20260105T070000Z"], 7, "ends before it starts"),
        (&[start, "DTEND;VALUE=DATE:20260106"], 7, "the other way round"),
        (&[start, "DURATION:-PT1H"], 7, "ends before it starts"),
        (&[start, "DURATION:soon"], 7, ""),
        (
            &[start, "RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU"],
            7,
            "busy time is unknown",
        ),
        (&[start, "RRULE:FREQ=HOURLY"], 7, "busy time is unknown"),
        (&[start, "RRULE:FREQ=WEEKLY;BYDAY=2MO"], 7, "busy time is unknown"),
        (&[start, "RRULE:FREQ=WEEKLY;COUNT=x"], 7, "busy time is unknown"),
        (&[start, "RRULE:COUNT=3"], 7, "busy time is unknown"),
        (&[start, "RRULE:FREQ=WEEKLY;RSCALE=HEBREW"], 7, "busy time is unknown"),
        (&[start, "EXRULE:FREQ=WEEKLY"], 7, "busy time is unknown"),
        (&[start, "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY"], 7, "busy time is unknown"),
        (&[start, "EXDATE:whenever"], 7, "not a list of dates"),
        (
            &[start, "RECURRENCE-ID;RANGE=THISANDFUTURE:20260105T080000Z"],
            7,
            "busy time is unknown",
        ),
    ] {
        let found = faults(lines);
        assert_eq!(found.len(), 1, "{lines:?}: {found:?}");
        assert!(found[0].0 == line && found[0].1.contains(why), "{lines:?}: {found:?}");
    }
    for (file, why) in [
        ("Bonjour", "no BEGIN:VCALENDAR"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105T080000Z\n", "no END:VEVENT"),
        ("", "no BEGIN:VCALENDAR"),
    ] {
        let imported = read(file, &paris(), &window());
        assert!(
            imported.entries.is_empty() && imported.malformed.iter().any(|fault| fault.why.contains(why)),
            "{imported:?}"
        );
    }
}

/// One bad event does not take the good ones with it, and an alarm inside an event is not the event.
#[test]
fn good_events_stand_beside_bad_ones() {
    let imported = import(&[
        "BEGIN:VEVENT",
        "UID:bad",
        "DTSTART:never",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:good",
        "DTSTART:20260105T080000Z",
        "DURATION:PT1H",
        "SUMMARY:Une très longue",
        "  histoire\\, pliée",
        "BEGIN:VALARM",
        "TRIGGER:-PT15M",
        "DURATION:PT5M",
        "SUMMARY:alarm",
        "END:VALARM",
        "END:VEVENT",
        "BEGIN:VTODO",
        "UID:todo",
        "DTSTART:20260105T080000Z",
        "END:VTODO",
    ]);
    assert_eq!(imported.malformed.iter().map(|fault| fault.line).collect::<Vec<_>>(), [6]);
    let [entry] = imported.entries.as_slice() else {
        panic!("{imported:?}")
    };
    assert_eq!(
        (entry.summary.as_str(), entry.end),
        ("Une très longue histoire, pliée", at("2026-01-05T09:00:00Z"))
    );
}

/// S17: no damage to a file makes the reader stop or run away.
#[test]
fn s17_damaged_files_are_survived() {
    let mut seed = 42_u64;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let pieces = [
        "\r\n",
        ";",
        ":",
        "\"",
        ",",
        "=",
        "99999999999",
        "-",
        "RRULE:FREQ=DAILY;INTERVAL=1000",
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "é",
        "\\",
        "00000000",
        "Z",
    ];
    for original in [GOOGLE, OUTLOOK] {
        for _ in 0..400 {
            let mut signs: Vec<char> = original.chars().collect();
            for _ in 0..=next(6) {
                let (from, count) = (next(signs.len()), next(12));
                let to = (from + count).min(signs.len());
                signs.splice(from..to, pieces[next(pieces.len())].chars());
            }
            let damaged: String = signs.into_iter().collect();
            let imported = read(&damaged, &paris(), &window());
            assert!(imported.entries.iter().all(|entry| entry.start <= entry.end), "{damaged}");
        }
    }
}
