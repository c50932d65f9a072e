//! Calendar files of ours, read by Python's `icalendar`.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use domain::notice::When;
use gateways::calendar::{Invitation, Method, Party};
use gateways::calendar_import::read;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use testkit::calendar::parse_with_icalendar;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn invitation(start: &str, zone: &str) -> Invitation {
    let person = |name: &str, email: &str| Party {
        name: name.into(),
        email: email.into(),
    };
    Invitation {
        method: Method::Request,
        uid: "apt_0198c5a1@rdv.example.test".into(),
        sequence: 3,
        stamp: at("2026-02-20T08:00:00Z"),
        when: When {
            start: at(start),
            end: at(start) + 90.minutes(),
            zone: TimeZone::get(zone).unwrap(),
        },
        summary: "Rendez-vous avec Claire Lenoir".into(),
        description: "Shiatsu, 90 min; à régler sur place.\nDéplacer ou annuler : https://rdv.example.test/r/AbC".into(),
        location: "12 rue des Lilas, 69003 Lyon".into(),
        url: "https://rdv.example.test/r/AbC".into(),
        organizer: Some(person("Réseau des Lilas", "agenda@rdv.example.test")),
        attendee: Some(person("Zoé Martin", "zoe@example.test")),
    }
}

fn parsed(invitation: &Invitation) -> Value {
    let ics = invitation.to_string();
    parse_with_icalendar(ics.as_bytes()).unwrap_or_else(|why| panic!("{why}\n{ics}"))
}

#[test]
fn a_real_library_reads_what_we_wrote() {
    let calendar = parsed(&invitation("2026-03-03T14:30:00+01:00", "Europe/Paris"));
    let event = &calendar["events"][0];
    assert_eq!(
        (&calendar["method"], &calendar["zones"]),
        (&json!("REQUEST"), &json!(["Europe/Paris"]))
    );
    assert_eq!(event["uid"], "apt_0198c5a1@rdv.example.test");
    assert_eq!((&event["sequence"], &event["status"]), (&json!(3), &json!("CONFIRMED")));
    assert_eq!(event["summary"], "Rendez-vous avec Claire Lenoir");
    assert_eq!(
        event["description"],
        "Shiatsu, 90 min; à régler sur place.\nDéplacer ou annuler : https://rdv.example.test/r/AbC"
    );
    assert_eq!(event["location"], "12 rue des Lilas, 69003 Lyon");
    assert_eq!(event["url"], "https://rdv.example.test/r/AbC");
    assert_eq!(
        event["organizer"],
        json!({ "address": "agenda@rdv.example.test", "cn": "Réseau des Lilas" })
    );
    let attendee = &event["attendees"][0];
    assert_eq!(
        (&attendee["address"], &attendee["cn"], &attendee["rsvp"]),
        (&json!("zoe@example.test"), &json!("Zoé Martin"), &json!("FALSE"))
    );
}

/// T7, T21: one instant everywhere, on both sides of both clock changes, inside the hour that comes twice, and in zones with other rules.
#[test]
fn t7_t21_the_library_finds_the_same_instants() {
    for (start, zone, is_named) in [
        ("2026-03-28T15:00:00+01:00", "Europe/Paris", true),
        ("2026-03-29T01:30:00+01:00", "Europe/Paris", true),
        ("2026-03-29T03:00:00+02:00", "Europe/Paris", true),
        ("2026-03-30T15:00:00+02:00", "Europe/Paris", true),
        ("2026-10-24T23:00:00+02:00", "Europe/Paris", true),
        ("2026-10-25T01:45:00+02:00", "Europe/Paris", false),
        ("2026-10-25T02:30:00+02:00", "Europe/Paris", true),
        ("2026-10-25T02:30:00+01:00", "Europe/Paris", false),
        ("2026-10-25T03:00:00+01:00", "Europe/Paris", true),
        ("2027-10-31T09:00:00+01:00", "Europe/Paris", true),
        ("2028-02-29T09:00:00+01:00", "Europe/Paris", true),
        ("2026-03-20T09:00:00-02:00", "America/Miquelon", true),
        ("2026-03-20T09:00:00-04:00", "America/Martinique", true),
        ("2026-07-01T09:00:00+11:00", "Pacific/Noumea", true),
        ("2026-07-01T09:00:00+05:30", "Asia/Kolkata", true),
        ("2026-12-31T23:30:00+00:00", "Europe/Lisbon", true),
        ("2026-07-01T09:00:00Z", "UTC", false),
    ] {
        let invitation = invitation(start, zone);
        let calendar = parsed(&invitation);
        let event = &calendar["events"][0];
        for (name, instant) in [("dtstart", invitation.when.start), ("dtend", invitation.when.end)] {
            assert_eq!(
                event[name]["utc"],
                instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
                "{name} of {start} {zone}"
            );
        }
        let named = if is_named { json!([zone]) } else { json!([]) };
        assert_eq!(calendar["zones"], named, "{start} {zone}");
        let shown = if is_named { json!(zone) } else { json!("UTC") };
        assert_eq!(event["dtstart"]["zone"], shown, "{start} {zone}");
    }
}

/// T21: our VTIMEZONE alone is enough. Under a name that no program knows, the library can only compute with what we wrote.
#[test]
fn t21_the_written_zone_gives_the_same_instants_without_its_name() {
    for (start, zone) in [
        ("2026-03-28T15:00:00+01:00", "Europe/Paris"),
        ("2026-03-29T03:00:00+02:00", "Europe/Paris"),
        ("2026-06-15T09:00:00+02:00", "Europe/Paris"),
        ("2026-10-25T03:00:00+01:00", "Europe/Paris"),
        ("2026-12-31T23:30:00+01:00", "Europe/Paris"),
        ("2026-03-09T09:00:00-02:00", "America/Miquelon"),
        ("2026-03-20T09:00:00-04:00", "America/Martinique"),
        ("2026-07-01T09:00:00+11:00", "Pacific/Noumea"),
    ] {
        let invitation = invitation(start, zone);
        let renamed = invitation.to_string().replace(zone, "X-Place");
        let calendar = parse_with_icalendar(renamed.as_bytes()).unwrap_or_else(|why| panic!("{why}\n{renamed}"));
        let utc = invitation.when.start.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        assert_eq!(calendar["events"][0]["dtstart"]["utc"], utc, "{start} {zone}\n{renamed}");
    }
}

#[test]
fn a_cancellation_takes_out_the_same_entry_and_a_published_one_invites_nobody() {
    let request = invitation("2026-03-03T14:30:00+01:00", "Europe/Paris");
    let cancel = Invitation {
        method: Method::Cancel,
        sequence: 4,
        ..request.clone()
    };
    let calendar = parsed(&cancel);
    let event = &calendar["events"][0];
    assert_eq!(
        (&calendar["method"], &event["status"], &event["sequence"]),
        (&json!("CANCEL"), &json!("CANCELLED"), &json!(4))
    );
    assert_eq!(event["uid"], parsed(&request)["events"][0]["uid"]);

    let calendar = parsed(&Invitation {
        method: Method::Publish,
        ..request
    });
    assert_eq!(
        (&calendar["method"], &calendar["events"][0]["attendees"]),
        (&json!("PUBLISH"), &json!([]))
    );
}

const HOSTILE: [&str; 9] = [
    "x\r\nATTENDEE:mailto:eve@example.test",
    "x\nEND:VEVENT\nBEGIN:VEVENT",
    "x\rSTATUS:CANCELLED",
    "x\u{2028}END:VCALENDAR\u{85}y",
    "a;b,c\\d:e\"f",
    "\\n\\;\\,\\\\",
    "\";CN=\"x",
    "\u{0}\u{7}\u{1b}x",
    "^n^'^^",
];

/// S11: whatever stands in a field, the file has the same components and properties, and the text comes back as it was typed.
#[test]
fn s11_hostile_words_stay_words() {
    let plain = invitation("2026-03-03T14:30:00+01:00", "Europe/Paris");
    let names = |ics: &str| -> Vec<String> {
        let unfolded = ics.replace("\r\n ", "");
        unfolded
            .lines()
            .map(|line| line.split([':', ';']).next().unwrap_or_default().to_owned())
            .collect()
    };
    let expected = names(&plain.to_string());
    for words in HOSTILE {
        let mut hostile = plain.clone();
        for field in [
            &mut hostile.summary,
            &mut hostile.description,
            &mut hostile.location,
            &mut hostile.organizer.as_mut().unwrap().name,
            &mut hostile.attendee.as_mut().unwrap().name,
        ] {
            *field = words.into();
        }
        hostile.url = format!("https://rdv.example.test/{words}");
        hostile.uid = format!("{words}@rdv.example.test");
        hostile.attendee.as_mut().unwrap().email = format!("{words}@example.test");
        let ics = hostile.to_string();
        assert_eq!(names(&ics), expected, "{words:?}\n{ics}");
        assert!(
            !ics.replace("\r\n", "").contains(['\r', '\n', '\u{0}', '\u{1b}']),
            "{words:?}"
        );
        let calendar = parsed(&hostile);
        assert_eq!(calendar["events"].as_array().unwrap().len(), 1, "{words:?}");
        let event = &calendar["events"][0];
        assert_eq!(
            (event["attendees"].as_array().unwrap().len(), &event["status"]),
            (1, &json!("CONFIRMED")),
            "{words:?}"
        );
        let typed: String = words
            .replace("\r\n", "\n")
            .replace(['\r', '\u{85}', '\u{2028}'], "\n")
            .chars()
            .filter(|sign| *sign == '\n' || !sign.is_control())
            .collect();
        assert_eq!(event["summary"], typed.as_str(), "{words:?}");
    }
}

/// RFC 5545, 3.1: no line is longer than 75 octets, and no character is cut in two.
#[test]
fn s11_lines_are_folded_at_75_octets_between_characters() {
    let mut long = invitation("2026-03-03T14:30:00+01:00", "Europe/Paris");
    for (letter, count) in [("a", 400), ("é", 300), ("€", 200), ("🌿", 150), ("aé€🌿", 60)] {
        long.summary = letter.repeat(count);
        let ics = long.to_string();
        assert!(ics.ends_with("END:VCALENDAR\r\n"));
        assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{letter}");
        assert_eq!(parsed(&long)["events"][0]["summary"], long.summary, "{letter}");
    }
}

/// T21: what we write we read back, across a clock change.
#[test]
fn t21_our_own_files_come_back() {
    for start in [
        "2026-03-28T15:00:00+01:00",
        "2026-03-30T15:00:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T02:30:00+02:00",
    ] {
        let party = Party {
            name: "Zoé \"Z\" Martin; x".into(),
            email: "zoe@example.test".into(),
        };
        let invitation = Invitation {
            method: Method::Request,
            uid: "apt_1@example.test".into(),
            sequence: 1,
            stamp: at("2026-02-20T08:00:00Z"),
            when: When {
                start: at(start),
                end: at(start) + jiff::SignedDuration::from_mins(60),
                zone: TimeZone::get("Europe/Paris").unwrap(),
            },
            summary: "Élan; retour, \\ fin".into(),
            description: "a\nb".into(),
            location: String::new(),
            url: String::new(),
            organizer: None,
            attendee: Some(party),
        };
        let imported = read(&invitation.to_string(), &TimeZone::UTC, &(Timestamp::MIN..Timestamp::MAX));
        let [entry] = imported.entries.as_slice() else {
            panic!("{imported:?}")
        };
        assert_eq!(
            (entry.start, entry.end, entry.uid.as_str()),
            (invitation.when.start, invitation.when.end, "apt_1@example.test")
        );
        assert_eq!(
            (entry.summary.as_str(), entry.attendees[0].name.as_str()),
            ("Élan; retour, \\ fin", "Zoé 'Z' Martin; x")
        );
    }
}
