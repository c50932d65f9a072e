//! `/r/{token}/proposal`: another time that waits for an answer. The client accepts a proposed one, keeps the appointment, or takes an own request back.

use actions::{Failure, FieldFault, MoveAnswer, Refused};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Actor, ChangeKind, Decision, MoveProposal, Side};
use jiff::Timestamp;
use serde::Deserialize;
use texts::dates;

use super::moving::refused_start;
use super::personal::{Given, Personal, refused_or};
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::{Asked, Entered, PageResult};
use crate::pages::shown::{self, Viewer, in_address, parsed_start, recap, start_in};
use crate::view::move_proposal::{MoveAnswerPage, ProposalCard};
use crate::view::parts::{Hidden, Slot};

/// What form proofs are made for.
const PURPOSE: &str = "proposal";

/// The card on the manage page, while something waits.
pub(super) fn card(personal: &Personal) -> Option<ProposalCard> {
    let proposal = waiting(personal)?;
    let (t, when) = (personal.t, &personal.appointment().when);
    let moment = |at: Timestamp| dates::moment(t, at, &when.zone);
    let practitioner = personal.people().practitioner;
    let (until, now) = (moment(proposal.lapses_at), moment(when.start));
    let own = proposal.by == Side::Client;
    let (title, text) = match own {
        true => (t.say("proposal-own-title"), "proposal-own-text"),
        false => (
            t.with("proposal-theirs-title", &[("practitioner", &practitioner)]),
            "proposal-theirs-text",
        ),
    };
    let text = t.with(text, &[("practitioner", &practitioner), ("until", &until), ("when", &now)]);
    let words = Some(proposal.message.clone()).filter(|words| !own && !words.is_empty());
    let slots = proposal.starts.iter().map(|start| choice(personal, *start));
    Some(ProposalCard {
        title,
        text,
        message: words,
        slots: if own { Vec::new() } else { slots.collect() },
        asked: if own {
            proposal.starts.iter().map(|at| moment(*at)).collect()
        } else {
            Vec::new()
        },
        end_href: href(personal),
        end_label: t.say(if own { "proposal-withdraw" } else { "act-keep" }),
    })
}

fn waiting(personal: &Personal) -> Option<&MoveProposal> {
    let proposal = personal.appointment().proposal.as_ref()?;
    (personal.is_open() && proposal.is_open(personal.now)).then_some(proposal)
}

fn choice(personal: &Personal, start: Timestamp) -> Slot {
    let zone = &personal.appointment().when.zone;
    let href = format!("{}?start={}", href(personal), in_address(&start_in(zone, start)));
    shown::slot(personal.t, start, zone, href)
}

fn href(personal: &Personal) -> String {
    format!("{}/proposal", personal.href())
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Question {
    start: String,
}

/// What accepting, keeping or taking back would come to.
pub(super) async fn show(visit: Visit, Path(token): Path<String>, Asked(question): Asked<Question>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let chosen = Chosen::read(&question.start)?;
    looked_at(&visit, &personal, chosen, &Typed::default(), StatusCode::OK).await
}

/// The time that is accepted, or none: the proposal ends.
#[derive(Debug, Clone, Copy)]
struct Chosen(Option<Timestamp>);

impl Chosen {
    fn read(start: &str) -> Result<Self, crate::pages::problem::PageError> {
        match start {
            "" => Ok(Chosen(None)),
            start => parsed_start(start).map(|start| Chosen(Some(start))),
        }
    }
}

#[derive(Default)]
struct Typed {
    message: String,
    faults: Vec<FieldFault>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct AnswerForm {
    start: String,
    message: String,
    version: String,
    seen: String,
    proof: String,
}

/// Accepts, keeps or takes back.
pub(super) async fn act(visit: Visit, Path(token): Path<String>, Entered(form): Entered<AnswerForm>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let given = Given {
        version: form.version,
        seen: form.seen,
        proof: form.proof,
    };
    let (version, _) = personal.seen(&visit, PURPOSE, &given)?;
    let chosen = Chosen::read(&form.start)?;
    let mut typed = Typed {
        message: form.message,
        ..Typed::default()
    };
    let answer = answer(&personal, &typed, Some(version));
    let own = waiting(&personal).is_some_and(|proposal| proposal.by == Side::Client);
    let (app, link) = (visit.app(), Actor::link());
    let done = match chosen.0 {
        Some(start) => app.accept_move(&answer, start, &link, None).await,
        None => app.end_proposal(&answer, &link, None).await,
    };
    match done {
        Ok(_) => Ok(see_other(&personal.href_done(match (chosen.0, own) {
            (Some(_), _) => "moved",
            (None, true) => "withdrawn",
            (None, false) => "kept",
        }))),
        Err(Failure::Invalid(faults)) => {
            typed.faults = faults;
            looked_at(&visit, &personal, chosen, &typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(refused)) => gone(&visit, &personal, chosen, &refused).await,
        Err(failure) => Err(failure.into()),
    }
}

fn answer(personal: &Personal, typed: &Typed, seen_version: Option<u32>) -> MoveAnswer {
    MoveAnswer {
        network: personal.appointment().network,
        id: personal.appointment().id,
        message: typed.message.clone(),
        seen_version,
    }
}

/// A time that was taken meanwhile: others instead. Anything else that changed: the appointment as it is now, which says it.
async fn gone(visit: &Visit, personal: &Personal, chosen: Chosen, refused: &Refused) -> PageResult {
    match chosen.0 {
        Some(start) if refused.refusal.is_about_the_slot() => {
            refused_start(visit, personal, start, refused, StatusCode::CONFLICT).await
        }
        _ => Ok(see_other(&personal.href_done("answered"))),
    }
}

async fn looked_at(visit: &Visit, personal: &Personal, chosen: Chosen, typed: &Typed, status: StatusCode) -> PageResult {
    let empty = Typed::default();
    let (app, link, answer) = (visit.app(), Actor::link(), answer(personal, &empty, None));
    let decision = match chosen.0 {
        Some(start) => app.preview_accepted_move(&answer, start, &link).await,
        None => app.preview_ended_proposal(&answer, &link).await,
    };
    match refused_or(decision)? {
        Ok(decision) => page(status, &template(visit, personal, chosen, typed, &decision)),
        Err(refused) => gone(visit, personal, chosen, &refused).await,
    }
}

fn template(visit: &Visit, personal: &Personal, chosen: Chosen, typed: &Typed, decision: &Decision) -> MoveAnswerPage {
    let (t, before) = (personal.t, personal.appointment());
    let (heading, send) = match decision.change.kind {
        ChangeKind::Moved => ("proposal-accept-title", "proposal-accept-send"),
        ChangeKind::MoveWithdrawn => ("proposal-withdraw-title", "proposal-withdraw"),
        _ => ("proposal-keep-title", "act-keep"),
    };
    let declines = decision.change.kind == ChangeKind::MoveDeclined;
    MoveAnswerPage {
        t,
        frame: visit.private_frame(t, personal.network(), t.say(heading)),
        heading: t.say(heading),
        before: recap(t, &personal.snapshot, before),
        after: chosen.0.map(|_| recap(t, &personal.snapshot, &decision.appointment)),
        message: declines.then(|| shown::field(t, "message", &typed.message, &typed.faults)),
        notice: None,
        effects: shown::effects(t, Viewer::Client, decision, Some(before), &personal.people()),
        because: shown::because(t, Viewer::Client, &decision.change.because, &before.when.zone),
        action: href(personal),
        hidden: hidden(visit, personal, chosen, decision),
        send: t.say(send),
        back_href: personal.href(),
    }
}

fn hidden(visit: &Visit, personal: &Personal, chosen: Chosen, decision: &Decision) -> Vec<Hidden> {
    let zone = &personal.appointment().when.zone;
    let start = chosen.0.map(|start| Hidden::new("start", start_in(zone, start)));
    let seen = personal.hidden(visit, PURPOSE, decision.answer);
    seen.into_iter().chain(start).collect()
}
