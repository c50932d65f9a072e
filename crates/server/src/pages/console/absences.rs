//! Absences: what is planned, one more or other times for one, and what becomes of the appointments that stand in the way.

mod choosing;
pub(super) mod one;
mod planned;
mod wish;

use actions::{AbsenceWish, Failure};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::State;
use domain::ids::{AbsenceId, PractitionerId};
use domain::people::Practitioner;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::{AbsenceRow as Stored, DayEntry};
use texts::dates;

use super::desk::{Desk, Posted};
use super::entered::Entries;
use super::moments::edge;
use super::{absent, address};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::fault_of;
use crate::view::console::ConsolePlace;
use crate::view::parts::{Choice, Field, Hidden};
use crate::view::settings::{AbsenceRow, AbsencesPage, AffectedRow};

/// How long an absence that is over stays in the list.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

pub(super) async fn show(desk: Desk) -> PageResult {
    let practitioner = desk.agenda()?;
    let form = Form::new(&Entries::default());
    shown(&desk, practitioner, form, StatusCode::OK).await
}

/// What becomes of the appointments that an absence hits; then, with everything chosen, one preview of it all.
pub(super) async fn plan(desk: Desk) -> PageResult {
    let entries = desk.query.clone();
    let practitioner = desk.agenda()?;
    let mut wish = match wish::wish(&desk, &entries, practitioner.id)? {
        Ok(wish) => wish,
        Err(form) => return shown(&desk, practitioner, form, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let made = choosing::made(&entries);
    let hits = match desk.app().absence_hits(&wish, &desk.actor()).await {
        Ok(hits) => hits,
        Err(failure) => return faulty(&desk, practitioner, &entries, &wish, failure).await,
    };
    if entries.text("step") != "preview" && !hits.is_empty() {
        return choosing::shown_for(&desk, &entries, &wish, None, None).await;
    }
    wish.choices = Some(made.clone());
    match desk.app().preview_absence(&wish, &desk.actor()).await {
        Ok(outcome) => planned::shown_for(&desk, &entries, &wish, &made, &outcome).await,
        Err(failure) => faulty(&desk, practitioner, &entries, &wish, failure).await,
    }
}

/// Enters or changes the absence and does everything that was chosen.
pub(super) async fn enter(Posted { desk, form: entries }: Posted) -> PageResult {
    let practitioner = desk.agenda()?;
    let mut wish = match wish::wish(&desk, &entries, practitioner.id)? {
        Ok(wish) => wish,
        Err(form) => return shown(&desk, practitioner, form, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    wish.choices = Some(choosing::made(&entries));
    match desk.app().enter_absence(&wish, &desk.actor(), None).await {
        Ok(outcome) => Ok(see_other(&listed(&desk, "absence", &outcome.done().absence.id.to_string()))),
        Err(failure) => faulty(&desk, practitioner, &entries, &wish, failure).await,
    }
}

/// Shows again where something has to be changed first: the times, or the choices.
async fn faulty(desk: &Desk, practitioner: &Practitioner, entries: &Entries, wish: &AbsenceWish, failure: Failure) -> PageResult {
    match failure {
        Failure::Invalid(faults) => {
            let mut form = Form::new(entries);
            form.note.error = fault_of(desk.t, "note", &faults);
            form.to_date.error = fault_of(desk.t, "end", &faults);
            let message =
                fault_of(desk.t, "message", &faults).filter(|_| form.note.error.is_none() && form.to_date.error.is_none());
            if message.is_some() {
                let usable = AbsenceWish {
                    message: String::new(),
                    ..wish.clone()
                };
                return choosing::shown_for(desk, entries, &usable, None, message).await;
            }
            shown(desk, practitioner, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Failure::Refused(why) => choosing::shown_for(desk, entries, wish, Some(&why.refusal), None).await,
        failure => Err(failure.into()),
    }
}

pub(super) async fn remove(Path(id): Path<String>, Posted { desk, .. }: Posted) -> PageResult {
    let id: AbsenceId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
    let practitioner = desk.agenda()?;
    desk.app().remove_absence(desk.network(), practitioner.id, id).await?;
    Ok(see_other(&listed(&desk, "absence-removed", "")))
}

/// The list after an act. `added` names the absence whose appointments are shown.
fn listed(desk: &Desk, done: &str, added: &str) -> String {
    let pairs = [
        ("practitioner", desk.query.text("practitioner")),
        ("done", done),
        ("added", added),
    ];
    address::with_query("/console/absences", &pairs)
}

/// The list, of the agenda that is looked at.
fn listed_of(desk: &Desk) -> String {
    address::with_query("/console/absences", &[("practitioner", desk.query.text("practitioner"))])
}

/// Back from a page about an absence: to it, or to the list for a new one.
fn back(desk: &Desk, replaces: Option<AbsenceId>) -> String {
    let pairs = [("practitioner", desk.query.text("practitioner"))];
    match replaces {
        Some(id) => address::with_query(&format!("/console/absences/{id}"), &pairs),
        None => listed_of(desk),
    }
}

fn when(desk: &Desk, wish: &AbsenceWish) -> String {
    absent::between(desk.t, wish.start, wish.end, &desk.zone_of(wish.practitioner))
}

fn reason_told(desk: &Desk, wish: &AbsenceWish) -> String {
    absent::reason(desk.t, &wish.note)
}

/// The form for one more absence, as typed.
struct Form {
    from_date: Field,
    from_time: Field,
    to_date: Field,
    to_time: Field,
    reason: String,
    note: Field,
}

impl Form {
    fn new(entries: &Entries) -> Self {
        Form {
            from_date: Field {
                required: true,
                ..entries.field("from_date")
            },
            from_time: entries.field("from_time"),
            to_date: Field {
                required: true,
                ..entries.field("to_date")
            },
            to_time: entries.field("to_time"),
            reason: entries.text("reason").to_owned(),
            note: entries.field("note"),
        }
    }

    /// The instants of the absence; none when a field cannot be used, which then says so.
    fn span(&mut self, desk: &Desk, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        let start = edge(&self.from_date.value, &self.from_time.value, zone, false);
        let end = edge(&self.to_date.value, &self.to_time.value, zone, true);
        let told = |fault: &&'static str| desk.t.say(fault);
        self.from_date.error = start.as_ref().err().map(told);
        self.to_date.error = end.as_ref().err().map(told);
        match (start, end) {
            (Ok(start), Ok(end)) if end <= start => {
                self.to_date.error = Some(desk.t.say("console-fault-order"));
                None
            }
            (Ok(start), Ok(end)) => Some((start, end)),
            _ => None,
        }
    }
}

async fn shown(desk: &Desk, practitioner: &Practitioner, form: Form, status: StatusCode) -> PageResult {
    let zone = desk.zone_of(practitioner.id);
    let absences = desk
        .app()
        .store
        .absences(desk.network(), practitioner.id, desk.now - KEPT)
        .await?;
    let entries = entries_in(desk, practitioner, &absences).await?;
    let added = absences
        .iter()
        .find(|absence| absence.id.to_string() == desk.query.text("added"));
    let frame = desk.frame(desk.t.say("absences-title"));
    let page_of = |id: PractitionerId| address::with_query("/console/absences", &[("practitioner", &id.to_string())]);
    let template = AbsencesPage {
        t: desk.t,
        frame,
        console: desk.console(ConsolePlace::Absences).await?,
        agendas: desk.agenda_links(practitioner.id, page_of),
        rows: absences.iter().map(|absence| row(desk, absence, &entries, &zone)).collect(),
        action: "/console/absences/plan".to_owned(),
        hidden: carried(desk),
        reasons: reasons(desk, &form.reason),
        from_date: form.from_date,
        from_time: form.from_time,
        to_date: form.to_date,
        to_time: form.to_time,
        note: form.note,
        affected: added.map(|absence| affected(desk, absence, &entries)).unwrap_or_default(),
    };
    page(status, &template)
}

/// What stands in the agenda from the first absence to the last one that is still to come.
async fn entries_in(desk: &Desk, practitioner: &Practitioner, absences: &[Stored]) -> Result<Vec<DayEntry>, PageError> {
    let coming = || absences.iter().filter(|absence| absence.end > desk.now);
    let (Some(from), Some(to)) = (
        coming().map(|absence| absence.start).min(),
        coming().map(|absence| absence.end).max(),
    ) else {
        return Ok(Vec::new());
    };
    let mut entries = desk
        .app()
        .store
        .day_entries(desk.network(), &[practitioner.id], from.max(desk.now), to)
        .await?;
    entries.retain(|entry| matches!(entry.appointment.state, State::Booked | State::Requested { .. }));
    Ok(entries)
}

fn inside<'a>(absence: &Stored, entries: &'a [DayEntry]) -> Vec<&'a DayEntry> {
    let meets = |entry: &&DayEntry| entry.appointment.when.start < absence.end && absence.start < entry.appointment.when.end;
    entries.iter().filter(meets).collect()
}

fn row(desk: &Desk, absence: &Stored, entries: &[DayEntry], zone: &TimeZone) -> AbsenceRow {
    let count = inside(absence, entries).len();
    let count_told = || {
        desk.t
            .with_number("console-absence-affected", "count", i64::try_from(count).unwrap_or(i64::MAX))
    };
    let open = format!("/console/absences/{}", absence.id);
    AbsenceRow {
        when: absent::span(desk.t, absence, zone),
        reason: absent::reason(desk.t, &absence.note),
        affected: (count > 0).then(count_told),
        past: absence.end <= desk.now,
        href: address::with_query(&open, &[("practitioner", desk.query.text("practitioner"))]),
    }
}

/// What the form for one more carries: whose agenda it is, and after a fault which absence it changes.
fn carried(desk: &Desk) -> Vec<Hidden> {
    ["practitioner", "replaces"]
        .into_iter()
        .filter_map(|name| desk.query.hidden(name))
        .collect()
}

fn affected(desk: &Desk, absence: &Stored, entries: &[DayEntry]) -> Vec<AffectedRow> {
    let row = |entry: &DayEntry| AffectedRow {
        href: address::appointment(entry.appointment.id, ""),
        when: dates::capital(&dates::moment(
            desk.t,
            entry.appointment.when.start,
            &entry.appointment.when.zone,
        )),
        client: entry.client_name.clone(),
    };
    inside(absence, entries).into_iter().map(row).collect()
}

fn reasons(desk: &Desk, chosen: &str) -> Vec<Choice> {
    let choice = |reason: &str| Choice {
        chosen: reason == chosen,
        ..Choice::new(reason, desk.t.say(&format!("console-absence-{reason}")))
    };
    absent::REASONS.into_iter().map(choice).collect()
}
