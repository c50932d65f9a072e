//! Writing calendar files (iCalendar, RFC 5545 and 5546).
//!
//! An appointment has one UID for life and a stored SEQUENCE that grows with every change its readers are told, so that their programs
//! update one entry instead of collecting several.

mod lines;
mod zones;

use std::fmt;

use domain::notice::When;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use lines::Lines;
pub use lines::{folded, unfolded};

/// What a calendar file asks of the reader's program (RFC 5546, 1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Add the entry, or update the one with the same UID.
    Request,
    /// Take it out.
    Cancel,
    /// Offer it for saving; nobody is invited.
    Publish,
}

impl Method {
    /// The word in the file and in the type of the mail's part.
    pub fn code(self) -> &'static str {
        match self {
            Method::Request => "REQUEST",
            Method::Cancel => "CANCEL",
            Method::Publish => "PUBLISH",
        }
    }
}

/// Somebody named in a calendar entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Shown name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// One appointment as a calendar entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What the reader's program should do.
    pub method: Method,
    /// `<appointment id>@<our host>`, the same for life.
    pub uid: String,
    /// Grows with every change; see [`domain::appointment::Appointment::sequence`].
    pub sequence: u32,
    /// When this file was written.
    pub stamp: Timestamp,
    /// When it takes place, in the zone of the place.
    pub when: When,
    /// Title, as others who see the calendar may read it.
    pub summary: String,
    /// A few lines, possibly empty.
    pub description: String,
    /// Address, possibly empty.
    pub location: String,
    /// Page of the appointment, possibly empty.
    pub url: String,
    /// Who invites: an address of ours that takes no replies. RFC 5546 wants one for `REQUEST` and `CANCEL`.
    pub organizer: Option<Party>,
    /// Who is invited; left out of a file that is only published.
    pub attendee: Option<Party>,
}

impl fmt::Display for Invitation {
    /// The file: lines end with CRLF and are folded at 75 octets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.write())
    }
}

impl Invitation {
    fn write(&self) -> String {
        let mut lines = Lines::new();
        lines.raw("BEGIN", "VCALENDAR");
        lines.raw("VERSION", "2.0");
        lines.raw("PRODID", "-//Honore//Honore//FR");
        lines.raw("CALSCALE", "GREGORIAN");
        lines.raw("METHOD", self.method.code());
        if let Some(zone) = self.named_zone() {
            zones::write(&mut lines, zone, &self.when);
        }
        self.write_event(&mut lines);
        lines.raw("END", "VCALENDAR");
        lines.finish()
    }

    fn write_event(&self, lines: &mut Lines) {
        lines.raw("BEGIN", "VEVENT");
        lines.text("UID", &self.uid.split_whitespace().collect::<String>());
        lines.raw("SEQUENCE", &self.sequence.to_string());
        lines.raw("DTSTAMP", &utc(self.stamp));
        self.write_moment(lines, "DTSTART", self.when.start);
        self.write_moment(lines, "DTEND", self.when.end);
        lines.text("SUMMARY", &self.summary);
        lines.text_if_any("DESCRIPTION", &self.description);
        lines.text_if_any("LOCATION", &self.location);
        lines.address_if_any("URL", &self.url);
        lines.raw(
            "STATUS",
            if self.method == Method::Cancel {
                "CANCELLED"
            } else {
                "CONFIRMED"
            },
        );
        lines.raw("CLASS", "PRIVATE");
        lines.raw("TRANSP", "OPAQUE");
        if let Some(organizer) = &self.organizer {
            lines.person("ORGANIZER", &[], organizer);
        }
        if let Some(attendee) = self.attendee.as_ref().filter(|_| self.method != Method::Publish) {
            let role = ["ROLE=REQ-PARTICIPANT", "PARTSTAT=ACCEPTED", "RSVP=FALSE"];
            lines.person("ATTENDEE", &role, attendee);
        }
        lines.raw("END", "VEVENT");
    }

    /// A future appointment is a local time in a zone (I5), so that a change of the zone's rules reaches the reader's calendar too.
    fn write_moment(&self, lines: &mut Lines, name: &str, at: Timestamp) {
        match self.named_zone() {
            Some(zone) => {
                let local = self.when.zone.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string();
                lines.raw(&format!("{name};TZID={zone}"), &local);
            }
            None => lines.raw(name, &utc(at)),
        }
    }

    /// The name of the zone, if both ends can be written as local times of it. A local time that the clock shows twice means the first
    /// pass (RFC 5545, 3.3.5), so the second pass is written in UTC.
    fn named_zone(&self) -> Option<&str> {
        let zone = &self.when.zone;
        let name = zone.iana_name().filter(|name| name.contains('/') && *name != "Etc/UTC")?;
        let is_plain = |at: Timestamp| {
            zone.to_ambiguous_zoned(zone.to_datetime(at))
                .compatible()
                .is_ok_and(|read| read.timestamp() == at)
        };
        (is_plain(self.when.start) && is_plain(self.when.end)).then_some(name)
    }
}

/// `20260303T133000Z`.
fn utc(at: Timestamp) -> String {
    TimeZone::UTC.to_datetime(at).strftime("%Y%m%dT%H%M%SZ").to_string()
}
