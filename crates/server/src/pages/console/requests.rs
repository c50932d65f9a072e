//! Requests that wait for an answer.

use axum::http::StatusCode;
use domain::appointment::{Appointment, State};
use jiff::SignedDuration;
use store::DayEntry;
use texts::dates;

use super::address;
use super::desk::Desk;
use super::move_answer;
use super::overlaps::overlapping;
use crate::pages::frame::page;
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{what, when};
use crate::view::console::{ConsolePlace, RequestRow, RequestsPage};
use crate::view::parts::Hidden;

/// A request that expires sooner than this stands out.
pub(super) const PRESSING: SignedDuration = SignedDuration::from_hours(4);

pub(super) async fn show(desk: Desk) -> PageResult {
    let mut rows = Vec::new();
    for entry in &desk.app().store.requests(desk.network(), desk.business()).await? {
        rows.extend(row(&desk, entry).await?);
    }
    let moves = move_answer::asked(&desk).await?;
    let moves = moves.iter().filter_map(|entry| move_answer::row(&desk, entry)).collect();
    let (frame, console) = (
        desk.frame(desk.t.say("requests-title")),
        desk.console(ConsolePlace::Requests).await?,
    );
    page(
        StatusCode::OK,
        &RequestsPage {
            t: desk.t,
            frame,
            console,
            rows,
            moves,
        },
    )
}

async fn row(desk: &Desk, entry: &DayEntry) -> Result<Option<RequestRow>, PageError> {
    let appointment = &entry.appointment;
    let State::Requested { answer_by } = appointment.state else {
        return Ok(None);
    };
    let moment = |at| dates::moment(desk.t, at, &appointment.when.zone);
    let answer_before = desk.t.with("console-answer-before", &[("at", &moment(answer_by))]);
    Ok(Some(RequestRow {
        href: address::appointment(appointment.id, ""),
        client: entry.client_name.clone(),
        when: when(desk.t, &appointment.when),
        what: what(desk.t, &desk.snapshot, appointment),
        note: Some(appointment.note.clone()).filter(|note| !note.is_empty()),
        asked: desk.t.with("console-asked-at", &[("at", &moment(appointment.booked_at))]),
        answer_before: dates::capital(&answer_before),
        pressing: answer_by.duration_since(desk.now) < PRESSING,
        conflict: conflict(desk, appointment).await?,
        approve_action: address::appointment(appointment.id, "approve"),
        decline_href: address::appointment(appointment.id, "decline"),
        hidden: [desk.hidden(), vec![Hidden::new("back", "requests")]].concat(),
    }))
}

/// What stands there now, if the request can no longer be approved. The seats are counted as the approval itself counts them.
async fn conflict(desk: &Desk, appointment: &Appointment) -> Result<Option<String>, PageError> {
    let (Some(practitioner), busy) = (desk.snapshot.practitioner(appointment.practitioner), appointment.busy()) else {
        return Ok(None);
    };
    let (zone, capacity) = (appointment.when.zone.clone(), practitioner.capacity);
    let store = &desk.app().store;
    let agenda = store
        .agenda(
            desk.network(),
            practitioner.id,
            appointment.place,
            zone,
            capacity,
            busy.start,
            busy.end,
        )
        .await?;
    if agenda.free_lane(&busy).is_some() {
        return Ok(None);
    }
    let there = overlapping(desk, practitioner.id, busy.start, busy.end, Some(appointment.id)).await?;
    Ok(Some(
        there
            .into_iter()
            .next()
            .unwrap_or_else(|| desk.t.say("console-taken-by-absence")),
    ))
}
