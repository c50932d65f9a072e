//! Free slots as links: by day for seven days, or a few alone.

use std::fmt::Write as _;

use actions::FreeSlots;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use texts::{Speech, dates};

use crate::pages::problem::PageError;
use crate::view::parts::{Link, Slot, SlotDay, SlotWeek};

/// How many days one page of slots shows.
const DAYS_SHOWN: i64 = 7;

/// The seven days that a page shows, inside what can be booked at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SlotWindow {
    /// First date shown.
    pub(crate) first: Date,
    /// Today at the place; nothing earlier is shown.
    pub(crate) today: Date,
    /// Last date that can be booked.
    pub(crate) horizon: Date,
}

impl SlotWindow {
    /// The window that begins on the wanted date, or today; a date outside what can be booked is brought inside.
    pub(crate) fn new(wanted: Option<Date>, now: Timestamp, zone: &TimeZone, horizon_days: u16) -> Self {
        let today = zone.to_datetime(now).date();
        let horizon = today.saturating_add(i64::from(horizon_days).days());
        let first = wanted.unwrap_or(today).clamp(today, horizon);
        SlotWindow { first, today, horizon }
    }

    /// Last date shown.
    pub(crate) fn last(&self) -> Date {
        self.first.saturating_add((DAYS_SHOWN - 1).days())
    }

    /// First date after those shown.
    pub(crate) fn after(&self) -> Date {
        self.first.saturating_add(DAYS_SHOWN.days())
    }

    fn previous(&self) -> Option<Date> {
        (self.first > self.today).then(|| self.first.saturating_sub(DAYS_SHOWN.days()).max(self.today))
    }

    fn next(&self) -> Option<Date> {
        (self.after() <= self.horizon).then(|| self.after())
    }
}

/// The slots of a window by day. `on_date` is the address of the window that begins on a date, `at` the address of one start;
/// `next_free` is the first free day behind the window, which is asked for only when the window is empty.
pub(crate) fn slot_week(
    t: Speech,
    window: &SlotWindow,
    free: &FreeSlots,
    now: Timestamp,
    next_free: Option<Date>,
    on_date: impl Fn(Date) -> String,
    at: impl Fn(Timestamp) -> String,
) -> SlotWeek {
    let day = |day: &domain::agenda::DayOfSlots| SlotDay {
        heading: dates::date_plain(t, day.date),
        relation: dates::relation(t, day.date, now, &free.zone),
        slots: day
            .slots
            .iter()
            .map(|slot| slot_of_day(t, slot.start, &free.zone, at(slot.start)))
            .collect(),
    };
    let to_next = |date: Date| {
        let label = t.with("slots-see-day", &[("day", &dates::date_plain(t, date))]);
        Link::new(on_date(date), label)
    };
    SlotWeek {
        label: dates::days_span(t, window.first, window.last()),
        previous: window.previous().map(&on_date),
        next: window.next().map(&on_date),
        days: free.days.iter().map(day).collect(),
        next_free: next_free.map(to_next),
        zone: None,
    }
}

/// One start under the heading of its day: "14 h 30". An hour that the clock shows twice is told whole, with its offset.
pub(crate) fn slot_of_day(t: Speech, start: Timestamp, zone: &TimeZone, href: String) -> Slot {
    let spoken = dates::moment(t, start, zone);
    let twice = zone.to_ambiguous_timestamp(zone.to_datetime(start)).is_ambiguous();
    let label = if twice { spoken.clone() } else { dates::time(t, start, zone) };
    Slot { href, label, spoken }
}

/// One start that stands alone: "mer. 4 mars, 9 h".
pub(crate) fn slot(t: Speech, start: Timestamp, zone: &TimeZone, href: String) -> Slot {
    Slot {
        href,
        label: dates::moment_short(t, start, zone),
        spoken: dates::moment(t, start, zone),
    }
}

/// A start as addresses and forms carry it: RFC 3339 with the offset of the place, so that an hour that comes twice is unambiguous.
pub(crate) fn start_in(zone: &TimeZone, start: Timestamp) -> String {
    start.display_with_offset(zone.to_offset(start)).to_string()
}

/// A text as one value in the question part of an address (RFC 3986, 2.3: all but the unreserved signs are encoded).
pub(crate) fn in_address(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// A start that an address or a form carries.
///
/// # Errors
/// 422 naming the field, for anything but RFC 3339 with an offset.
pub(crate) fn parsed_start(text: &str) -> Result<Timestamp, PageError> {
    text.trim().parse().map_err(|_| PageError::unreadable("start"))
}

/// A date that an address carries; nothing for none.
///
/// # Errors
/// 422 naming the field, for anything but `YYYY-MM-DD`.
pub(crate) fn parsed_date(field: &'static str, text: &str) -> Result<Option<Date>, PageError> {
    match text.trim() {
        "" => Ok(None),
        date => date.parse().map(Some).map_err(|_| PageError::unreadable(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_stay_between_today_and_the_horizon() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let now: Timestamp = "2026-03-03T09:00:00+01:00".parse().unwrap();
        let date = |text: &str| text.parse::<Date>().unwrap();
        for (wanted, first, previous, next) in [
            (None, "2026-03-03", None, Some("2026-03-10")),
            (Some("2026-03-05"), "2026-03-05", Some("2026-03-03"), Some("2026-03-12")),
            (Some("2026-03-14"), "2026-03-14", Some("2026-03-07"), None),
            (Some("2020-01-01"), "2026-03-03", None, Some("2026-03-10")),
            (Some("2999-01-01"), "2026-03-17", Some("2026-03-10"), None),
        ] {
            let window = SlotWindow::new(wanted.map(date), now, &zone, 14);
            assert_eq!(window.first, date(first), "{wanted:?}");
            assert_eq!(window.previous(), previous.map(date), "{wanted:?}");
            assert_eq!(window.next(), next.map(date), "{wanted:?}");
        }
    }

    #[test]
    fn a_start_keeps_its_offset_on_the_way() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        for instant in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-07-01T10:00:00Z"] {
            let start: Timestamp = instant.parse().unwrap();
            let text = start_in(&zone, start);
            assert!(!text.ends_with('Z'), "{text}");
            assert_eq!(parsed_start(&text).unwrap(), start);
        }
        assert_eq!(in_address("2026-10-25T02:30:00+02:00"), "2026-10-25T02%3A30%3A00%2B02%3A00");
        for wrong in ["", "demain", "2026-10-25T02:30:00", "2026-10-25"] {
            assert!(parsed_start(wrong).is_err(), "{wrong}");
        }
    }
}
