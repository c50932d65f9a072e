//! Series in the console: arrange one, and move or end what is still to come.

mod card;
mod ending;
mod moving;
mod new;

use actions::Snapshot;
use axum::Router;
use axum::routing::get;
use domain::agenda::{NotOffered, Slot};
use domain::appointment::{Appointment, State};
use domain::ids::AppointmentId;
use domain::people::Client;
use domain::series::{OnConflict, Scope, Series};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use store::Stored;
use texts::{Speech, dates};

use super::address;
use super::desk::Desk;
use super::entered::Entries;
use crate::pages::problem::PageError;
use crate::state::ServerState;
use crate::view::parts::{Choice, Hidden, Meaning};
use crate::view::series::SeriesDate;

pub(super) use card::card;

pub(super) fn router() -> Router<ServerState> {
    Router::new()
        .route("/console/series/new", get(new::ask).post(new::act))
        .route("/console/series/{id}/move", get(moving::ask).post(moving::act))
        .route("/console/series/{id}/end", get(ending::ask).post(ending::act))
}

/// A series of the own business, seen from one of its appointments.
struct Opened {
    series: Series,
    members: Vec<Stored>,
    from: Appointment,
    client: Client,
}

impl Opened {
    /// Not found: unknown ids and those of other businesses read the same (I7).
    async fn new(desk: &Desk, id: &str) -> Result<Self, PageError> {
        let id = id.parse().map_err(|_| PageError::NOT_FOUND)?;
        let (series, members, _) = desk.app().series(desk.network(), id).await?;
        if series.business != desk.business() {
            return Err(PageError::NOT_FOUND);
        }
        let wanted: Option<AppointmentId> = desk.query.text("from").parse().ok();
        let named = members.iter().find(|stored| Some(stored.appointment.id) == wanted);
        let next = members.iter().find(|stored| stands(&stored.appointment, desk.now));
        let from = named
            .or(next)
            .or(members.last())
            .ok_or(PageError::NOT_FOUND)?
            .appointment
            .clone();
        let client = desk.app().store.client(desk.network(), series.client).await?;
        let client = client.ok_or(PageError::NOT_FOUND)?;
        Ok(Opened {
            series,
            members,
            from,
            client,
        })
    }

    fn address(&self, act: &str) -> String {
        let path = format!("/console/series/{}/{act}", self.series.id);
        address::with_query(&path, &[("from", &self.from.id.to_string())])
    }

    fn keep_href(&self) -> String {
        address::appointment(self.from.id, "")
    }

    fn rule(&self, t: Speech) -> String {
        texts::series::rule(t, &self.series)
    }
}

/// Whether it is still to come.
fn stands(appointment: &Appointment, now: Timestamp) -> bool {
    matches!(appointment.state, State::Requested { .. } | State::Booked) && appointment.when.start > now
}

/// How far an act reaches; `This` is on the page of the appointment itself.
fn scope(form: &Entries) -> Scope {
    Scope::from_code(form.text("scope"))
        .filter(|scope| *scope != Scope::This)
        .unwrap_or(Scope::Following)
}

fn scopes(t: Speech, chosen: Scope) -> Vec<Choice> {
    [(Scope::Following, "series-scope-following"), (Scope::All, "series-scope-all")]
        .into_iter()
        .map(|(scope, key)| Choice {
            chosen: scope == chosen,
            ..Choice::new(scope.code(), t.say(key))
        })
        .collect()
}

fn choice(form: &Entries) -> OnConflict {
    OnConflict::from_code(form.text("choice")).unwrap_or_default()
}

fn choices(t: Speech, chosen: OnConflict, moving: bool) -> Vec<Choice> {
    let skip = if moving {
        "series-conflict-stay"
    } else {
        "series-conflict-skip"
    };
    [
        (OnConflict::Skip, skip),
        (OnConflict::NextFree, "series-conflict-next-free"),
        (OnConflict::RefuseAll, "series-conflict-refuse-all"),
    ]
    .into_iter()
    .map(|(choice, key)| Choice {
        chosen: choice == chosen,
        ..Choice::new(choice.code(), t.say(key))
    })
    .collect()
}

/// The conflicts that the page before showed; nothing when it showed no dates at all.
fn seen(form: &Entries) -> Option<Vec<DateTime>> {
    form.is_set("looked")
        .then(|| form.all("conflict").filter_map(|text| text.parse().ok()).collect())
}

/// The conflicts that this page shows, to travel with its form.
fn shown_conflicts(conflicts: impl Iterator<Item = DateTime>) -> Vec<Hidden> {
    let shown = conflicts.map(|date| Hidden::new("conflict", date.to_string()));
    [Hidden::new("looked", "yes")].into_iter().chain(shown).collect()
}

/// A date that can be had, or why not and what is free next.
fn date_line(t: Speech, zone: &TimeZone, at: Timestamp, conflict: Option<NotOffered>, next_free: Option<&Slot>) -> SeriesDate {
    let why = conflict.map(|reason| {
        let facts = serde_json::json!({ "code": "slot_not_offered", "reason": reason });
        let why = match reason {
            // Nobody was quicker: the agenda has something there.
            NotOffered::Taken => t.say("series-taken"),
            _ => texts::because::refusal(t, &facts, zone),
        };
        let next = match next_free {
            Some(slot) => t.with("series-next-free", &[("when", &dates::moment(t, slot.start, zone))]),
            None => t.say("series-next-free-none"),
        };
        format!("{why} {next}")
    });
    SeriesDate {
        when: dates::capital(&dates::moment(t, at, zone)),
        meaning: if why.is_some() { Meaning::Late } else { Meaning::Fine },
        text: why,
        href: None,
    }
}

/// The practitioner of a series, as messages name them.
fn people(snapshot: &Snapshot, opened: &Opened) -> crate::pages::shown::People {
    crate::pages::shown::people_of(snapshot, &opened.from, Some(&opened.client))
}
