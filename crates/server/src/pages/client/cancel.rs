//! `/r/{token}/cancel`: what follows, what could be done instead, then the choice.

use actions::{Failure, FieldFault, Refusal, Refused};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use domain::appointment::{Actor, CancelRefusal, Decision, Reason, Side, State};
use serde::Deserialize;
use texts::dates;
use texts::terms::{LateAct, late_warning};

use super::personal::{Given, Personal};
use super::refused::{Wanted, tell};
use super::series;
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::{Entered, PageError, PageResult};
use crate::pages::shown::{self, Viewer, fault_of, recap};
use crate::view::manage::{CancelPage, Who};
use crate::view::parts::{Banner, Field, Hidden, Link, Meaning, Slot};

/// Who wants it, as the address says; anything but the professional is the client.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    asked_by: String,
    scope: String,
}

/// The page.
pub(super) async fn show(visit: Visit, Path(token): Path<String>, Query(asked): Query<Asked>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let typed = Typed {
        asked_by: side(&asked.asked_by),
        ..Typed::default()
    };
    if asked.scope == "all" && personal.appointment().series.is_some() {
        return series::preview(&visit, &personal, typed, StatusCode::OK).await;
    }
    preview(&visit, &personal, typed, StatusCode::OK).await
}

/// A client who says that the professional asked for it speaks for the business, and nothing of it counts against the client (WEC-09).
fn side(code: &str) -> Side {
    Side::from_code(code).unwrap_or(Side::Client)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct CancelForm {
    asked_by: String,
    scope: String,
    series_version: String,
    reason: String,
    message: String,
    version: String,
    seen: String,
    proof: String,
}

/// What was typed before, and what is wrong with it.
pub(super) struct Typed {
    pub(super) asked_by: Side,
    pub(super) reason: Option<Reason>,
    pub(super) reason_error: Option<String>,
    pub(super) message: String,
    pub(super) faults: Vec<FieldFault>,
    pub(super) changed: bool,
}

impl Default for Typed {
    fn default() -> Self {
        Typed {
            asked_by: Side::Client,
            reason: None,
            reason_error: None,
            message: String::new(),
            faults: Vec::new(),
            changed: false,
        }
    }
}

/// Cancels.
pub(super) async fn act(visit: Visit, Path(token): Path<String>, Entered(form): Entered<CancelForm>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let given = Given {
        version: form.version,
        seen: form.seen,
        proof: form.proof,
    };
    let (version, seen) = personal.seen(&visit, "cancel", &given)?;
    let mut wish = personal.cancel_wish(side(&form.asked_by));
    (wish.seen_version, wish.seen) = (Some(version), Some(seen));
    wish.reason = reason(&form.reason)?;
    wish.message.clone_from(&form.message);
    let typed = Typed {
        asked_by: wish.asked_by,
        reason: wish.reason,
        message: form.message,
        ..Typed::default()
    };
    if form.scope == "all" {
        return series::cancel_all(&visit, &personal, typed, seen, &form.series_version).await;
    }
    match visit.app().cancel(&wish, &Actor::link(), None).await {
        Ok(_) => Ok(see_other(&personal.href_done("cancelled"))),
        Err(Failure::Invalid(faults)) => {
            preview(&visit, &personal, Typed { faults, ..typed }, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(refused)) => not_cancelled(&visit, &personal, typed, &refused).await,
        Err(failure) => Err(failure.into()),
    }
}

fn reason(code: &str) -> Result<Option<Reason>, PageError> {
    match code {
        "" => Ok(None),
        code => Reason::from_code(code).map(Some).ok_or(PageError::unreadable("reason")),
    }
}

async fn not_cancelled(visit: &Visit, personal: &Personal, typed: Typed, refused: &Refused) -> PageResult {
    match refused.refusal {
        Refusal::ChangedMeanwhile(_) | Refusal::Cancel(CancelRefusal::BecameStricter { .. }) => {
            preview(visit, personal, Typed { changed: true, ..typed }, StatusCode::CONFLICT).await
        }
        Refusal::Cancel(CancelRefusal::ReasonMissing | CancelRefusal::MessageTooShort { .. }) => {
            let error = shown::refusal(personal.t, &refused.refusal, &personal.appointment().when.zone);
            preview(
                visit,
                personal,
                Typed {
                    reason_error: Some(error),
                    ..typed
                },
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        _ => tell(visit, personal, Wanted::Cancel, refused, StatusCode::CONFLICT).await,
    }
}

async fn preview(visit: &Visit, personal: &Personal, typed: Typed, status: StatusCode) -> PageResult {
    let decision = match personal.may_cancel(visit, typed.asked_by).await? {
        Ok(decision) => decision,
        Err(refused) => return tell(visit, personal, Wanted::Cancel, &refused, status).await,
    };
    let (t, before) = (personal.t, personal.appointment());
    let instead = instead(visit, personal).await?;
    let ladder = &before.terms.policy.client_cancel.ladder;
    let line = shown::notice_line(t, ladder, &before.when, before.booked_at, personal.now);
    let template = CancelPage {
        t,
        frame: visit.private_frame(t, personal.network(), t.say("cancel-title")),
        recap: recap(t, &personal.snapshot, before),
        scopes: series::scopes(visit, personal, false).await?,
        who: who(personal, typed.asked_by),
        reported: typed.asked_by == Side::Business,
        notice: notice(personal, &decision, typed.changed),
        line: line.filter(|_| !decision.change.because.is_empty()),
        effects: shown::effects(t, Viewer::Client, &decision, Some(before), &personal.people()),
        because: shown::because(t, Viewer::Client, &decision.change.because, &before.when.zone),
        reasons: shown::reasons(t, &Reason::FOR_CLIENTS, typed.reason),
        reason_required: before.terms.policy.entry.client_reason,
        reason_error: typed.reason_error,
        message: Field {
            error: fault_of(t, "message", &typed.faults),
            ..Field::with(typed.message)
        },
        move_href: (!instead.is_empty()).then(|| personal.move_href()),
        instead,
        action: personal.cancel_href(),
        hidden: hidden(visit, personal, typed.asked_by, &decision),
        keep_href: personal.href(),
    };
    page(status, &template)
}

fn hidden(visit: &Visit, personal: &Personal, asked_by: Side, decision: &Decision) -> Vec<Hidden> {
    let mut hidden = personal.hidden(visit, "cancel", decision.answer);
    hidden.push(Hidden::new("asked_by", asked_by.code()));
    hidden
}

/// The choice of who wants it, for an appointment that the professional could still keep; each leads to what would follow then.
fn who(personal: &Personal, chosen: Side) -> Vec<Who> {
    let appointment = personal.appointment();
    if appointment.state != State::Booked || personal.now >= appointment.when.start {
        return Vec::new();
    }
    let choice = |side: Side, href: String, key: &str| Who {
        link: Link::new(href, personal.t.say(key)),
        chosen: side == chosen,
    };
    vec![
        choice(Side::Client, personal.cancel_href(), "cancel-who-me"),
        choice(Side::Business, personal.report_href(), "cancel-who-professional"),
    ]
}

/// The word before a late cancellation (MED1-05), or that the page was out of date.
fn notice(personal: &Personal, decision: &Decision, changed: bool) -> Option<Banner> {
    let t = personal.t;
    let banner = |title, text| Banner {
        meaning: Meaning::Late,
        title,
        text: Some(text),
        links: Vec::new(),
    };
    if changed {
        return Some(banner(t.say("problem-changed-title"), t.say("problem-changed-text")));
    }
    let text = late_warning(t, LateAct::Cancel, &decision.change.because)?;
    Some(banner(dates::left(t, personal.now, personal.appointment().when.start), text))
}

/// A few starts to move to instead, while moving is open.
async fn instead(visit: &Visit, personal: &Personal) -> Result<Vec<Slot>, PageError> {
    if personal.may_move(visit)?.is_err() {
        return Ok(Vec::new());
    }
    let zone = &personal.appointment().when.zone;
    let slot = |start| shown::slot(personal.t, start, zone, personal.confirm_href(start));
    Ok(personal.starts_to_move_to(visit).await?.into_iter().map(slot).collect())
}
