//! Addresses of the console's pages.

use domain::ids::{AppointmentId, PractitionerId};
use jiff::civil::Date;

use crate::pages::shown::in_address;

/// An address with a query of those pairs that have a value.
pub(in crate::pages) fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", in_address(value))).collect();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

/// A page about one appointment: its own page for an empty `rest`, otherwise `cancel`, `move` and so on.
pub(super) fn appointment(id: AppointmentId, rest: &str) -> String {
    match rest {
        "" => format!("/console/appointments/{id}"),
        rest => format!("/console/appointments/{id}/{rest}"),
    }
}

/// The list of a day.
pub(super) fn day(date: Date, agenda: Option<PractitionerId>) -> String {
    with_query(
        "/console",
        &[("date", &date.to_string()), ("practitioner", &agenda_text(agenda))],
    )
}

/// The week that holds a date.
pub(super) fn week(date: Option<Date>, agenda: Option<PractitionerId>) -> String {
    let from = date.map(|date| date.to_string()).unwrap_or_default();
    with_query("/console/week", &[("from", &from), ("practitioner", &agenda_text(agenda))])
}

/// The id, or nothing.
pub(super) fn agenda_text(agenda: Option<PractitionerId>) -> String {
    agenda.map(|id| id.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_holds_only_what_has_a_value() {
        assert_eq!(with_query("/console", &[("a", ""), ("b", "")]), "/console");
        assert_eq!(
            with_query("/console", &[("a", "1+1 & é"), ("b", "")]),
            "/console?a=1%2B1%20%26%20%C3%A9"
        );
    }
}
