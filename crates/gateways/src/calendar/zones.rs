//! VTIMEZONE: the clock changes around an appointment (RFC 5545, 3.6.5).

use domain::notice::When;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::lines::Lines;

/// Writes the observances in force from the year before `when` to the year after it. The readers' programs mostly know the zone by its name;
/// this is for those that do not.
pub(super) fn write(lines: &mut Lines, name: &str, when: &When) {
    let zone = &when.zone;
    let (from, until) = (a_year_from(when.start, -1), a_year_from(when.end, 1));
    lines.raw("BEGIN", "VTIMEZONE");
    lines.raw("TZID", name);
    write_first(lines, zone, from);
    let changes = zone.following(from).take_while(|change| change.timestamp() <= until);
    for change in changes {
        let before = zone.to_offset(change.timestamp() - 1.second());
        write_observance(
            lines,
            change.timestamp(),
            before,
            change.offset(),
            change.dst().is_dst(),
            change.abbreviation(),
        );
    }
    lines.raw("END", "VTIMEZONE");
}

/// What holds before the first change, so that no instant of the entry lies outside.
fn write_first(lines: &mut Lines, zone: &TimeZone, from: Timestamp) {
    let info = zone.to_offset_info(from);
    write_observance(
        lines,
        from,
        info.offset(),
        info.offset(),
        info.dst().is_dst(),
        info.abbreviation(),
    );
}

fn write_observance(lines: &mut Lines, at: Timestamp, before: Offset, after: Offset, is_summer: bool, name: &str) {
    let kind = if is_summer { "DAYLIGHT" } else { "STANDARD" };
    lines.raw("BEGIN", kind);
    lines.raw("DTSTART", &before.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string());
    lines.raw("TZOFFSETFROM", &offset(before));
    lines.raw("TZOFFSETTO", &offset(after));
    lines.text("TZNAME", name);
    lines.raw("END", kind);
}

/// `+0100`; seconds only where there are some, as before 1911 in Paris.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, rest) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, seconds) = (rest / 3600, rest / 60 % 60, rest % 60);
    match seconds {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        _ => format!("{sign}{hours:02}{minutes:02}{seconds:02}"),
    }
}

fn a_year_from(at: Timestamp, years: i64) -> Timestamp {
    let moved = at.checked_add((years * 366 * 24).hours()).unwrap_or(at);
    // Whole seconds: the file knows nothing finer.
    Timestamp::from_second(moved.as_second()).unwrap_or(moved)
}
