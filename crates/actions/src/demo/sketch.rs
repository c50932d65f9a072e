//! How the demo's networks are written down: plain data, in the words a network would use about itself.

use domain::agenda::MinuteOfDay;
use domain::service::BookedBy;
use jiff::civil::Weekday;

/// Who answers: name, e-mail address, telephone number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reached {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) phone: &'static str,
}

/// A network.
#[derive(Debug, Clone, Copy)]
pub(super) struct NetworkSketch {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) tagline: &'static str,
    /// Name of the policy document it begins with.
    pub(super) preset: &'static str,
    pub(super) contact: Reached,
    pub(super) businesses: &'static [BusinessSketch],
    /// The secretary: position of the business, name, address.
    pub(super) secretary: (usize, &'static str, &'static str),
    /// Who runs the network: name and address of its operator, then of support.
    pub(super) operators: [(&'static str, &'static str); 2],
    pub(super) requests: &'static [RequestSketch],
    pub(super) enquiries: &'static [EnquirySketch],
}

/// A business with one place.
#[derive(Debug, Clone, Copy)]
pub(super) struct BusinessSketch {
    pub(super) name: &'static str,
    pub(super) contact: Reached,
    pub(super) place: PlaceSketch,
    pub(super) services: &'static [ServiceSketch],
    pub(super) practitioners: &'static [PractitionerSketch],
}

/// A place.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceSketch {
    pub(super) name: &'static str,
    pub(super) address: &'static str,
    pub(super) access: &'static str,
}

/// A service. Minutes are elapsed minutes, the price is in cents.
#[derive(Debug, Clone, Copy)]
pub(super) struct ServiceSketch {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) minutes: u16,
    /// Minutes kept free before and after it.
    pub(super) buffers: (u16, u16),
    pub(super) step: u16,
    pub(super) cents: i64,
    pub(super) by: BookedBy,
}

/// A practitioner.
#[derive(Debug, Clone, Copy)]
pub(super) struct PractitionerSketch {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) profession: &'static str,
    pub(super) about: &'static str,
    pub(super) email: &'static str,
    pub(super) phone: &'static str,
    pub(super) capacity: u16,
    /// Beginnings of the postcodes that enquiries may come from, separated by spaces; empty for everywhere.
    pub(super) serves: &'static str,
    /// Positions in the services of the business.
    pub(super) gives: &'static [usize],
    /// Days of the week by ISO 8601 (`"1-5"`, `"6"`) and hours (`"09:00-12:30 14:00-18:30"`).
    pub(super) weekly: &'static [(&'static str, &'static str)],
    /// Dates with hours of their own; none for a closed date.
    pub(super) dated: &'static [(&'static str, &'static str)],
    /// Dates closed to new bookings.
    pub(super) closed: &'static [&'static str],
    /// Absence: first and last local date, and a word for the colleagues.
    pub(super) away: Option<(&'static str, &'static str, &'static str)>,
    /// Appointments of a usual day.
    pub(super) usual: u64,
}

/// A request for a service that is booked on approval.
#[derive(Debug, Clone, Copy)]
pub(super) struct RequestSketch {
    pub(super) practitioner: &'static str,
    /// Position in the services of the business.
    pub(super) service: usize,
    /// Local time at which it is asked for.
    pub(super) asked: &'static str,
    /// The wished local time; the nearest slot is taken.
    pub(super) wished: &'static str,
    pub(super) note: &'static str,
    pub(super) answer: Answer,
}

/// Somebody who asks the network without choosing anybody.
#[derive(Debug, Clone, Copy)]
pub(super) struct EnquirySketch {
    /// Local time at which it is asked.
    pub(super) asked: &'static str,
    /// Name of the service.
    pub(super) service: &'static str,
    /// Local times that would do; the first at which somebody can come is asked for.
    pub(super) starts: &'static [&'static str],
    pub(super) postcode: &'static str,
    pub(super) address: &'static str,
    pub(super) note: &'static str,
    pub(super) client: Reached,
    /// Who answers at which local time: accepts, or refuses.
    pub(super) answers: &'static [(&'static str, &'static str, bool)],
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// At this local time.
    Approved(&'static str),
    /// At this local time, with these words.
    Declined(&'static str, &'static str),
    /// It waits, or expires when its time has passed.
    None,
}

/// Weekdays of `"1-5"` or `"6"`.
pub(super) fn weekdays(text: &str) -> Vec<Weekday> {
    let mut ends = text
        .split('-')
        .map(|day| day.parse::<i8>().expect("a test reads every sketch"));
    let first = ends.next().expect("splitting gives one part at least");
    let last = ends.next().unwrap_or(first);
    (first..=last)
        .map(|day| Weekday::from_monday_one_offset(day).expect("a test reads every sketch"))
        .collect()
}

/// Hours of `"09:00-12:30 14:00-18:30"`.
pub(super) fn hours(text: &str) -> Vec<(MinuteOfDay, MinuteOfDay)> {
    let minute = |part: &str| part.parse::<MinuteOfDay>().expect("a test reads every sketch");
    let spans = text
        .split_whitespace()
        .map(|span| span.split_once('-').expect("a test reads every sketch"));
    spans.map(|(from, to)| (minute(from), minute(to))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours_read_as_written() {
        assert_eq!(weekdays("1-3"), [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday]);
        assert_eq!(weekdays("6"), [Weekday::Saturday]);
        let read: Vec<String> = hours("09:00-12:30 14:00-18:30")
            .iter()
            .map(|(from, to)| format!("{from}/{to}"))
            .collect();
        assert_eq!(read, ["09:00/12:30", "14:00/18:30"]);
        assert!(hours("").is_empty());
    }
}
