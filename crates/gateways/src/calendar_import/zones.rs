//! Zones by the names that other programs give them.

use std::str::FromStr;

use calcard::common::timezone::Tz;
use jiff::tz::TimeZone;

/// The zone of a TZID: a name of the zone database, one of the names that Windows and older programs use, or the last part of a longer name
/// such as `/freeassociation.sourceforge.net/Europe/Paris`. `None` when nobody knows it.
pub(super) fn named(tzid: &str) -> Option<TimeZone> {
    let name = tzid.trim().trim_matches('"');
    let known = |name: &str| {
        TimeZone::get(name)
            .ok()
            .filter(|zone| zone.iana_name().is_some() || name.eq_ignore_ascii_case("utc"))
    };
    known(name)
        .or_else(|| known(&foreign(name)?))
        .or_else(|| known(&last_two_parts(name)?))
}

fn foreign(name: &str) -> Option<String> {
    match Tz::from_str(name).ok()? {
        zone @ Tz::Tz(_) => zone.name().map(|name| name.into_owned()),
        // An offset alone does not say when its clock changes.
        Tz::Floating | Tz::Fixed(_) => None,
    }
}

fn last_two_parts(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.rsplitn(3, '/').collect();
    (parts.len() == 3).then(|| format!("{}/{}", parts[1], parts[0]))
}
