//! Calendar files, read by a library that is not ours.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::python;

/// What Python's `icalendar` understood of a calendar file, or its complaint.
///
/// The answer has `method`, `version`, `prodid`, `zones` (the ids of its VTIMEZONEs) and `events`; an event has `uid`, `sequence`, `status`,
/// `summary`, `location`, `description`, `url`, `organizer` and `attendees` (`address`, `cn`, `partstat`…), `alarms` (how many), and the moments
/// `dtstart`, `dtend`, `dtstamp` as `{ "local": "2026-03-30T15:00:00", "zone": "Europe/Paris", "utc": "2026-03-30T13:00:00Z" }`.
///
/// # Errors
/// The sentence of the library when it refuses the file, one of its properties, or misses a property that RFC 5545 requires.
///
/// # Panics
/// When the Python environment was not prepared.
pub fn parse_with_icalendar(ics: &[u8]) -> Result<Value, String> {
    let mut reader = Command::new(python::interpreter())
        .arg(python::program("read_ics.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|why| why.to_string())?;
    let mut input = reader.stdin.take().expect("the input was asked for");
    input.write_all(ics).map_err(|why| why.to_string())?;
    drop(input);
    let output = reader.wait_with_output().map_err(|why| why.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn file(event_lines: &[&str]) -> Vec<u8> {
        let head = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Test//FR",
            "METHOD:REQUEST",
            "BEGIN:VEVENT",
        ];
        let tail = ["END:VEVENT", "END:VCALENDAR", ""];
        [&head[..], event_lines, &tail[..]].concat().join("\r\n").into_bytes()
    }

    const WHOLE: [&str; 6] = [
        "UID:apt-1@honore.test",
        "SEQUENCE:3",
        "DTSTAMP:20260301T080000Z",
        "DTSTART;TZID=Europe/Paris:20260330T150000",
        "ATTENDEE;CN=Zoé;PARTSTAT=ACCEPTED:mailto:zoe@example.test",
        "SUMMARY:Shiatsu\\, une heure",
    ];

    #[test]
    fn a_valid_file_is_understood() {
        let calendar = parse_with_icalendar(&file(&WHOLE)).unwrap();
        let event = &calendar["events"][0];
        assert_eq!(calendar["method"], "REQUEST");
        assert_eq!((&event["uid"], &event["sequence"]), (&json!("apt-1@honore.test"), &json!(3)));
        assert_eq!(
            event["dtstart"],
            json!({ "local": "2026-03-30T15:00:00", "zone": "Europe/Paris", "utc": "2026-03-30T13:00:00Z" })
        );
        assert_eq!(
            event["attendees"],
            json!([{ "address": "zoe@example.test", "cn": "Zoé", "partstat": "ACCEPTED" }])
        );
        assert_eq!(event["summary"], "Shiatsu, une heure");
    }

    #[test]
    fn a_broken_file_is_refused_with_the_complaint() {
        let cases: [(&str, Vec<u8>, &str); 4] = [
            ("no calendar at all", b"Bonjour".to_vec(), "Content line could not be parsed"),
            ("a file that stops early", file(&WHOLE)[..200].to_vec(), ""),
            (
                "a start that is no date",
                file(&[&WHOLE[..3], &["DTSTART:tomorrow"]].concat()),
                "DTSTART",
            ),
            ("an event without identity", file(&WHOLE[1..]), "VEVENT lacks UID"),
        ];
        for (case, ics, complaint) in cases {
            let why = parse_with_icalendar(&ics).expect_err(case);
            assert!(why.contains(complaint), "{case}: {why}");
        }
    }
}
