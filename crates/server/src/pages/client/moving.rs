//! `/r/{token}/move`: choose another time, see before and now side by side, then move. The old time stays until the new one is taken.

use actions::{Refusal, Refused};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Actor, Appointment, Because, ChangeKind, RescheduleRefusal};
use domain::policy::Answer;
use jiff::Timestamp;
use serde::Deserialize;
use texts::dates;
use texts::terms::{LateAct, late_warning};

use super::nearby::Search;
use super::personal::{Given, Personal, refused_or};
use super::refused::{Wanted, tell};
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::{Asked, Entered, PageError, PageResult};
use crate::pages::shown::{self, Viewer, contact, parsed_date, parsed_start, recap};
use crate::view::manage::{MoveConfirm, MovePicker};
use crate::view::parts::{Banner, Hidden, Link, Meaning};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct From {
    from: String,
}

/// The list of slots.
pub(super) async fn choose(visit: Visit, Path(token): Path<String>, Asked(question): Asked<From>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let from = parsed_date("from", &question.from)?;
    match personal.may_move(&visit)? {
        Ok((answer, because)) => {
            let late = || late(&personal, &because).or_else(|| counted(&personal, &because));
            let notice = asking(&personal, answer).or_else(late);
            picker(&visit, &personal, from, notice, StatusCode::OK).await
        }
        Err(refused) => tell(&visit, &personal, Wanted::Move, &refused, StatusCode::OK).await,
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Start {
    start: String,
}

/// Before and now, side by side.
pub(super) async fn confirm(visit: Visit, Path(token): Path<String>, Asked(question): Asked<Start>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let start = parsed_start(&question.start)?;
    comparison(&visit, &personal, start, None, StatusCode::OK).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct MoveForm {
    start: String,
    version: String,
    seen: String,
    proof: String,
}

/// Moves.
pub(super) async fn act(visit: Visit, Path(token): Path<String>, Entered(form): Entered<MoveForm>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let given = Given {
        version: form.version,
        seen: form.seen,
        proof: form.proof,
    };
    let (version, seen) = personal.seen(&visit, "move", &given)?;
    let start = parsed_start(&form.start)?;
    let mut wish = personal.move_wish(start);
    (wish.seen_version, wish.seen) = (Some(version), Some(seen));
    match refused_or(visit.app().reschedule(&wish, &Actor::link(), None).await)? {
        // Where the other side must agree, the appointment has not moved yet.
        Ok(outcome) => {
            let asks = outcome.done().appointment.proposal.is_some();
            Ok(see_other(&personal.href_done(if asks { "asked" } else { "moved" })))
        }
        Err(refused) => not_moved(&visit, &personal, start, &refused).await,
    }
}

/// A move that became impossible or means something else now is shown as it is now, before somebody decides again.
async fn not_moved(visit: &Visit, personal: &Personal, start: Timestamp, refused: &Refused) -> PageResult {
    match refused.refusal {
        Refusal::ChangedMeanwhile(_) | Refusal::Reschedule(RescheduleRefusal::BecameStricter { .. }) => {
            let changed = Banner {
                meaning: Meaning::Late,
                title: personal.t.say("problem-changed-title"),
                text: Some(personal.t.say("problem-changed-text")),
                links: Vec::new(),
            };
            comparison(visit, personal, start, Some(changed), StatusCode::CONFLICT).await
        }
        _ => refused_start(visit, personal, start, refused, StatusCode::CONFLICT).await,
    }
}

async fn comparison(
    visit: &Visit,
    personal: &Personal,
    start: Timestamp,
    changed: Option<Banner>,
    status: StatusCode,
) -> PageResult {
    let wish = personal.move_wish(start);
    let decision = match refused_or(visit.app().preview_reschedule(&wish, &Actor::link()).await)? {
        Ok(decision) => decision,
        Err(refused) => return refused_start(visit, personal, start, &refused, status_of(&refused, status)).await,
    };
    let (t, before) = (personal.t, personal.appointment());
    let template = MoveConfirm {
        t,
        frame: visit.private_frame(t, personal.network(), t.say("move-confirm-title")),
        before: recap(t, &personal.snapshot, before),
        after: recap(t, &personal.snapshot, &at(&decision.appointment, start)),
        asks: decision.change.kind == ChangeKind::MoveProposed,
        notice: changed.or_else(|| late(personal, &decision.change.because)),
        effects: shown::effects(t, Viewer::Client, &decision, Some(before), &personal.people()),
        because: shown::because(t, Viewer::Client, &decision.change.because, &before.when.zone),
        action: personal.move_href(),
        hidden: hidden(visit, personal, start, decision.answer),
        back_href: personal.move_href(),
        keep_href: personal.href(),
    };
    page(status, &template)
}

/// The appointment as it would stand at another start. One that is only asked for has not moved in the decision itself.
fn at(appointment: &Appointment, start: Timestamp) -> Appointment {
    let mut there = appointment.clone();
    there.when.end = start + appointment.when.end.duration_since(appointment.when.start);
    there.when.start = start;
    there
}

fn hidden(visit: &Visit, personal: &Personal, start: Timestamp, answer: Answer) -> Vec<Hidden> {
    let start = Hidden::new("start", shown::start_in(&personal.appointment().when.zone, start));
    personal.hidden(visit, "move", answer).into_iter().chain([start]).collect()
}

/// A start that cannot be had: the picker again, with the nearest free ones first. Any other refusal has its own page.
pub(super) async fn refused_start(
    visit: &Visit,
    personal: &Personal,
    start: Timestamp,
    refused: &Refused,
    status: StatusCode,
) -> PageResult {
    if let Refusal::Reschedule(RescheduleRefusal::SameTime) = refused.refusal {
        return Ok(see_other(&personal.href()));
    }
    if !refused.refusal.is_about_the_slot() {
        return tell(visit, personal, Wanted::Move, refused, status).await;
    }
    let (t, zone) = (personal.t, &personal.appointment().when.zone);
    let near =
        |slot: &domain::agenda::Slot| Link::new(personal.confirm_href(slot.start), dates::moment_short(t, slot.start, zone));
    let notice = Banner {
        meaning: Meaning::Late,
        title: shown::refusal(t, &refused.refusal, zone),
        text: (!refused.nearest.is_empty()).then(|| t.say("move-nearest")),
        links: refused.nearest.iter().map(near).collect(),
    };
    picker(visit, personal, Some(zone.to_datetime(start).date()), Some(notice), status).await
}

/// Somebody else was faster: 409. A start that could never be had: 422.
fn status_of(refused: &Refused, shown: StatusCode) -> StatusCode {
    match (refused.refusal.is_about_the_slot(), refused.refusal.is_conflict()) {
        (true, true) => StatusCode::CONFLICT,
        (true, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, _) => shown,
    }
}

async fn picker(
    visit: &Visit,
    personal: &Personal,
    from: Option<jiff::civil::Date>,
    notice: Option<Banner>,
    status: StatusCode,
) -> PageResult {
    let (t, appointment) = (personal.t, personal.appointment());
    let reply_to = personal
        .snapshot
        .contact(appointment.terms.policy.reply_to, appointment.practitioner);
    let template = MovePicker {
        t,
        frame: visit.private_frame(t, personal.network(), t.say("move-title")),
        old: recap(t, &personal.snapshot, appointment),
        week: week(visit, personal, from).await?,
        notice,
        back_href: personal.href(),
        contact: contact(&reply_to),
    };
    page(status, &template)
}

async fn week(
    visit: &Visit,
    personal: &Personal,
    from: Option<jiff::civil::Date>,
) -> Result<crate::view::parts::SlotWeek, PageError> {
    let window = personal.window(from);
    let search = Search::Move(personal.appointment());
    let free = search.between(visit.app(), window.first, window.last()).await?;
    let next_free = match free.days.is_empty() {
        true => search.next_day(visit.app(), window.after(), window.horizon).await?,
        false => None,
    };
    let on_date = |date| format!("{}?from={date}#slots", personal.move_href());
    let at = |start| personal.confirm_href(start);
    Ok(shown::slot_week(
        personal.t,
        &window,
        &free,
        personal.now,
        next_free,
        on_date,
        at,
    ))
}

/// That the other side must agree, and the present time stays until then (WEC+10).
fn asking(personal: &Personal, answer: Answer) -> Option<Banner> {
    let text = |practitioner: &str| personal.t.with("move-asks-text", &[("practitioner", practitioner)]);
    (answer == Answer::OtherPartyMustAgree).then(|| Banner {
        meaning: Meaning::Plain,
        title: personal.t.say("move-asks-title"),
        text: Some(text(&personal.people().practitioner)),
        links: Vec::new(),
    })
}

/// The word before a late move (MED1-05), with how much time is left.
fn late(personal: &Personal, because: &[Because]) -> Option<Banner> {
    let t = personal.t;
    let text = late_warning(t, LateAct::Move, because)?;
    let title = dates::left(t, personal.now, personal.appointment().when.start);
    Some(Banner {
        meaning: Meaning::Late,
        title,
        text: Some(text),
        links: Vec::new(),
    })
}

/// How many moves the terms allow, when they count them.
fn counted(personal: &Personal, because: &[Because]) -> Option<Banner> {
    let counts = because.iter().find(|reason| matches!(reason, Because::MovesUsed { .. }))?;
    let title = texts::because::sentence(personal.t, counts, &personal.appointment().when.zone);
    Some(Banner {
        meaning: Meaning::Plain,
        title,
        text: None,
        links: Vec::new(),
    })
}
