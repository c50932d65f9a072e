//! What waits for an answer: a client's request for another time, which staff accept, decline or answer with other times; or the own proposal.

use actions::{Failure, FieldFault, MoveAnswer};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Appointment, Decision, MoveProposal, Side};
use domain::people::Client;
use jiff::Timestamp;
use store::DayEntry;
use texts::dates;

use super::acts::{after, settled};
use super::address;
use super::appointment::refused;
use super::desk::{Desk, Posted};
use super::entered::Entries;
use super::requests::PRESSING;
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, Viewer, effects, people_of, recap, start_in, what, when};
use crate::view::console::{ConsolePlace, MoveRow};
use crate::view::move_proposal::{ProposedTime, StaffMoveAnswer};
use crate::view::parts::{Effect, Hidden};

pub(super) async fn show(Path(id): Path<String>, desk: Desk) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let form = Entries::default();
    shown_with(&desk, &stored.appointment, &client, &form, &[], StatusCode::OK).await
}

/// The proposal of an appointment that can still be answered.
pub(super) fn open(appointment: &Appointment, now: Timestamp) -> Option<&MoveProposal> {
    appointment.proposal.as_ref().filter(|proposal| proposal.is_open(now))
}

pub(super) async fn accept(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, _) = desk.appointment(&id).await?;
    let start: Timestamp = form.text("start").parse().map_err(|_| PageError::unreadable("start"))?;
    let answer = answer(&stored.appointment, &form);
    let done = desk.app().accept_move(&answer, start, &desk.actor(), None).await;
    let onward = after(&stored.appointment, "move-accepted");
    settled(&desk, &stored.appointment, done.map(|_| ()), &onward).await
}

/// Declines a request, or takes the own proposal back.
pub(super) async fn end(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let appointment = &stored.appointment;
    let own = open(appointment, desk.now).is_some_and(|proposal| proposal.by == Side::Business);
    let done = if own { "move-withdrawn" } else { "move-declined" };
    match desk
        .app()
        .end_proposal(&answer(appointment, &form), &desk.actor(), None)
        .await
    {
        Err(Failure::Invalid(faults)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown_with(&desk, appointment, &client, &form, &faults, status).await
        }
        outcome => settled(&desk, appointment, outcome.map(|_| ()), &after(appointment, done)).await,
    }
}

fn answer(appointment: &Appointment, form: &Entries) -> MoveAnswer {
    MoveAnswer {
        network: appointment.network,
        id: appointment.id,
        message: form.text("message").to_owned(),
        seen_version: form.text("version").parse().ok(),
    }
}

async fn shown_with(
    desk: &Desk,
    appointment: &Appointment,
    client: &Client,
    form: &Entries,
    faults: &[FieldFault],
    status: StatusCode,
) -> PageResult {
    let Some(proposal) = open(appointment, desk.now) else {
        return Ok(see_other(&address::appointment(appointment.id, "")));
    };
    let (t, zone) = (desk.t, &appointment.when.zone);
    let asked_by_client = proposal.by == Side::Client;
    let until = dates::moment(t, proposal.lapses_at, zone);
    let answer_before = if asked_by_client {
        dates::capital(&t.with("console-answer-before", &[("at", &until)]))
    } else {
        t.with("console-hint-waits-for-client", &[("at", &until)])
    };
    let nothing = Entries::default();
    let ended = desk
        .app()
        .preview_ended_proposal(&answer(appointment, &nothing), &desk.actor())
        .await;
    let ended = match ended {
        Ok(decision) => decision,
        Err(Failure::Refused(why)) => {
            let why = shown::refusal(t, &why.refusal, zone);
            return refused(desk, &appointment.id.to_string(), why).await;
        }
        Err(failure) => return Err(failure.into()),
    };
    let mut times = Vec::with_capacity(proposal.starts.len());
    for start in &proposal.starts {
        times.push(time(desk, appointment, client, *start).await?);
    }
    let template = StaffMoveAnswer {
        t,
        frame: desk.frame_about(t.say("console-act-answer-move"), appointment),
        console: desk.console(ConsolePlace::Requests).await?,
        asked_by_client,
        client: client.name.clone(),
        recap: recap(t, &desk.snapshot, appointment),
        answer_before,
        words: Some(proposal.message.clone()).filter(|words| !words.is_empty()),
        times,
        accept_action: address::appointment(appointment.id, "proposal/accept"),
        end_action: address::appointment(appointment.id, "proposal/end"),
        message: shown::field(t, "message", form.text("message"), faults),
        end_effects: follows(desk, appointment, client, &ended),
        hidden: hidden(desk, appointment),
        propose_href: address::appointment(appointment.id, "propose"),
        notice: None,
        back_href: address::appointment(appointment.id, ""),
    };
    page(status, &template)
}

fn hidden(desk: &Desk, appointment: &Appointment) -> Vec<Hidden> {
    let version = Hidden::new("version", appointment.version.to_string());
    desk.hidden().into_iter().chain([version]).collect()
}

fn follows(desk: &Desk, appointment: &Appointment, client: &Client, decision: &Decision) -> Vec<Effect> {
    let people = people_of(&desk.snapshot, appointment, Some(client));
    effects(desk.t, Viewer::Staff, decision, Some(appointment), &people)
}

/// One proposed time with what accepting it would come to, or why it can no longer be had. Only a client's request is for staff to accept.
async fn time(desk: &Desk, appointment: &Appointment, client: &Client, start: Timestamp) -> Result<ProposedTime, PageError> {
    let (t, zone) = (desk.t, &appointment.when.zone);
    let shown = ProposedTime {
        label: dates::moment(t, start, zone),
        start: start_in(zone, start),
        ..ProposedTime::default()
    };
    let asked = open(appointment, desk.now).is_some_and(|proposal| proposal.by == Side::Client);
    if !asked {
        return Ok(shown);
    }
    let nothing = answer(appointment, &Entries::default());
    match desk.app().preview_accepted_move(&nothing, start, &desk.actor()).await {
        Ok(decision) => Ok(ProposedTime {
            effects: follows(desk, appointment, client, &decision),
            ..shown
        }),
        Err(Failure::Refused(why)) => Ok(ProposedTime {
            conflict: Some(shown::refusal(t, &why.refusal, zone)),
            ..shown
        }),
        Err(failure) => Err(failure.into()),
    }
}

/// The requests for another time that wait for the business, the most urgent first.
pub(super) async fn asked(desk: &Desk) -> Result<Vec<DayEntry>, PageError> {
    let store = &desk.app().store;
    let mut waiting = store.move_proposals(desk.network(), desk.business(), desk.now).await?;
    let by_client = |entry: &DayEntry| {
        let proposal = entry.appointment.proposal.as_ref();
        proposal.is_some_and(|proposal| proposal.by == Side::Client)
    };
    waiting.retain(by_client);
    Ok(waiting)
}

/// A request for another time in the list of what waits.
pub(super) fn row(desk: &Desk, entry: &DayEntry) -> Option<MoveRow> {
    let (t, appointment) = (desk.t, &entry.appointment);
    let proposal = appointment.proposal.as_ref()?;
    let moment = |at: Timestamp| dates::moment(t, at, &appointment.when.zone);
    let times: Vec<String> = proposal.starts.iter().map(|at| moment(*at)).collect();
    let answer_before = t.with("console-answer-before", &[("at", &moment(proposal.lapses_at))]);
    Some(MoveRow {
        href: address::appointment(appointment.id, "proposal"),
        client: entry.client_name.clone(),
        now: t.with("requests-move-now", &[("when", &moment(appointment.when.start))]),
        wanted: t.with("requests-move-wanted", &[("times", &times.join(" · "))]),
        when: when(t, &appointment.when),
        what: what(t, &desk.snapshot, appointment),
        words: Some(proposal.message.clone()).filter(|words| !words.is_empty()),
        answer_before: dates::capital(&answer_before),
        pressing: proposal.lapses_at.duration_since(desk.now) < PRESSING,
    })
}
