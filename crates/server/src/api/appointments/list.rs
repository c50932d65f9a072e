//! `GET /appointments`: the network's appointments by start, page by page.

use actions::App;
use axum::Json;
use axum::extract::State;
use domain::ids::{AppointmentId, PractitionerId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::AppointmentFilter;
use utoipa::{IntoParams, ToSchema};

use super::AppointmentShown;
use crate::api::caller::Reading;
use crate::api::entered::Asked;
use crate::api::moment::Moment;
use crate::api::problem::{Fault, Problem, Trouble};
use crate::api::words::StateWord;

/// How many appointments a page has when nobody says.
const PAGE: u32 = 50;
/// How many a page can have.
const LARGEST_PAGE: u32 = 200;

/// Which appointments are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::api) struct AppointmentsAsked {
    /// Of this practitioner only.
    #[param(value_type = Option<String>)]
    practitioner: Option<PractitionerId>,
    /// In this state only.
    #[param(inline)]
    state: Option<StateWord>,
    /// Starting at this moment or later.
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-01T00:00:00+01:00")]
    from: Option<Moment>,
    /// Starting before this moment.
    #[param(value_type = Option<String>, format = DateTime)]
    to: Option<Moment>,
    /// How many at most, 1 to 200; left out, 50.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

impl AppointmentsAsked {
    fn limit(&self) -> Result<u32, Problem> {
        let Some(text) = &self.limit else { return Ok(PAGE) };
        let limit = text.parse().ok().filter(|limit| (1..=LARGEST_PAGE).contains(limit));
        limit.ok_or_else(|| {
            let fault = Fault {
                limit: usize::try_from(LARGEST_PAGE).ok(),
                ..Fault::new("limit", "out_of_range")
            };
            Trouble::Invalid(vec![fault]).into()
        })
    }

    fn filter(&self) -> AppointmentFilter {
        AppointmentFilter {
            practitioner: self.practitioner,
            state: self.state.map(|state| state.code().to_owned()),
            from: self.from.map(|from| from.0),
            to: self.to.map(|to| to.0),
            ..AppointmentFilter::default()
        }
    }
}

/// Start and id of the last appointment of a page. Programs send it back as they got it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cursor(Timestamp, AppointmentId);

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0.as_microsecond(), self.1)
    }
}

impl std::str::FromStr for Cursor {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let parts = text
            .split_once('.')
            .and_then(|(start, id)| Some((start.parse().ok()?, id.parse().ok()?)));
        let moment = parts.and_then(|(start, id)| Some(Cursor(Timestamp::from_microsecond(start).ok()?, id)));
        moment.ok_or("expected a `next_cursor` of a page before")
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A page of appointments, by start.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AppointmentPage {
    /// The appointments.
    items: Vec<AppointmentShown>,
    /// Ask for the next page with it; null on the last page.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// List appointments.
#[utoipa::path(
    get, operation_id = "list_appointments", path = "/appointments", tag = "Appointments", security(("key" = ["read"])), params(AppointmentsAsked),
    responses((status = 200, body = AppointmentPage))
)]
pub(in crate::api) async fn list(
    State(app): State<App>,
    Reading(caller): Reading,
    Asked(asked): Asked<AppointmentsAsked>,
) -> Result<Json<AppointmentPage>, Problem> {
    let limit = asked.limit()?;
    let after = asked.cursor.map(|cursor| (cursor.0, cursor.1));
    // One more than asked for says whether there is a next page.
    let mut page = app
        .store
        .appointments_page(caller.network, after, limit + 1, &asked.filter())
        .await?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = page.len() > wanted;
    page.truncate(wanted);
    let last = page.last().filter(|_| more).map(|stored| &stored.appointment);
    let next_cursor = last.map(|last| Cursor(last.when.start, last.id).to_string());
    let items = page
        .iter()
        .map(|stored| AppointmentShown::from(&stored.appointment))
        .collect();
    Ok(Json(AppointmentPage { items, next_cursor }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_wrote_and_nothing_else() {
        let at = "2026-03-03T14:30:00Z".parse().unwrap();
        let cursor = Cursor(at, "apt_00000000000000000000000000000001".parse().unwrap());
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in [
            "",
            ".",
            "1.prc_00000000000000000000000000000001",
            "x.apt_00000000000000000000000000000001",
            "99999999999999999999.apt_1",
        ] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }
}
