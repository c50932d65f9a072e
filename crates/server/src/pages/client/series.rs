//! What a client sees of a series, and the end of all that is to come: "ce rendez-vous" or "tous mes rendez-vous" (WEC+13).

use actions::{Failure, Refusal, SeriesEndPreview, SeriesEndWish};
use axum::http::StatusCode;
use domain::appointment::{Actor, Appointment, CancelRefusal, Reason, Side, State};
use domain::policy::Answer;
use domain::series::{Scope, Series};
use texts::dates;
use texts::terms::{LateAct, late_warning};

use super::cancel::Typed;
use super::personal::Personal;
use super::refused::{Wanted, tell};
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, Viewer, effects, fault_of, recap};
use crate::view::manage::{CancelPage, Repeats, Who};
use crate::view::parts::{Banner, Effect, Field, Hidden, Icon, Link, Meaning};

/// The series of an appointment, while it has others to come.
async fn series_of(visit: &Visit, personal: &Personal) -> Result<Option<(Series, usize)>, PageError> {
    let appointment = personal.appointment();
    let Some(place) = appointment.series else { return Ok(None) };
    let (series, members, _) = visit.app().series(appointment.network, place.series).await?;
    let to_come = |member: &Appointment| {
        matches!(member.state, State::Requested { .. } | State::Booked) && member.when.start > personal.now
    };
    let count = members.iter().filter(|stored| to_come(&stored.appointment)).count();
    Ok(Some((series, count)))
}

/// That the appointment repeats, and the way to end all that is to come.
pub(super) async fn repeats(visit: &Visit, personal: &Personal) -> Result<Option<Repeats>, PageError> {
    let Some((series, to_come)) = series_of(visit, personal).await? else {
        return Ok(None);
    };
    if series.stopped_at.is_some() && to_come == 0 {
        return Ok(None);
    }
    let t = personal.t;
    let all = Link::new(all_href(personal), t.say("series-client-all-link"));
    Ok(Some(Repeats {
        text: t.with("series-repeats", &[("rule", &texts::series::rule(t, &series))]),
        cancel_all: (to_come > 1).then_some(all),
    }))
}

fn all_href(personal: &Personal) -> String {
    format!("{}?scope=all", personal.cancel_href())
}

/// The choice between this appointment and all; none for one that stands alone.
pub(super) async fn scopes(visit: &Visit, personal: &Personal, all: bool) -> Result<Vec<Who>, PageError> {
    let several = series_of(visit, personal).await?.is_some_and(|(_, to_come)| to_come > 1);
    if !several {
        return Ok(Vec::new());
    }
    let choice = |href: String, key: &str, chosen: bool| Who {
        link: Link::new(href, personal.t.say(key)),
        chosen,
    };
    Ok(vec![
        choice(personal.cancel_href(), "series-client-this", !all),
        choice(all_href(personal), "series-client-all", all),
    ])
}

fn wish(personal: &Personal) -> Option<SeriesEndWish> {
    let appointment = personal.appointment();
    Some(SeriesEndWish {
        network: appointment.network,
        id: appointment.series?.series,
        scope: Scope::All,
        from: Some(appointment.id),
        asked_by: Side::Client,
        reason: None,
        message: String::new(),
        seen_version: None,
        seen: None,
    })
}

/// Ends all that is to come, as far as the terms let the client.
pub(super) async fn cancel_all(
    visit: &Visit,
    personal: &Personal,
    typed: Typed,
    seen: Answer,
    series_version: &str,
) -> PageResult {
    let Some(mut wish) = wish(personal) else {
        return Err(PageError::NOT_FOUND);
    };
    wish.reason = typed.reason;
    wish.message.clone_from(&typed.message);
    (wish.seen, wish.seen_version) = (Some(seen), series_version.parse().ok());
    match visit.app().end_series(&wish, &Actor::link(), None).await {
        Ok(_) => Ok(see_other(&personal.href_done("all-cancelled"))),
        Err(Failure::Invalid(faults)) => {
            preview(visit, personal, Typed { faults, ..typed }, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(refused)) => match refused.refusal {
            Refusal::ChangedMeanwhile(_) | Refusal::Cancel(CancelRefusal::BecameStricter { .. }) => {
                preview(visit, personal, Typed { changed: true, ..typed }, StatusCode::CONFLICT).await
            }
            Refusal::Cancel(CancelRefusal::ReasonMissing | CancelRefusal::MessageTooShort { .. }) => {
                let reason_error = Some(shown::refusal(
                    personal.t,
                    &refused.refusal,
                    &personal.appointment().when.zone,
                ));
                preview(
                    visit,
                    personal,
                    Typed { reason_error, ..typed },
                    StatusCode::UNPROCESSABLE_ENTITY,
                )
                .await
            }
            _ => tell(visit, personal, Wanted::Cancel, &refused, StatusCode::CONFLICT).await,
        },
        Err(failure) => Err(failure.into()),
    }
}

/// The cancel page for all that is to come.
pub(super) async fn preview(visit: &Visit, personal: &Personal, typed: Typed, status: StatusCode) -> PageResult {
    let Some(wish) = wish(personal) else {
        return Err(PageError::NOT_FOUND);
    };
    let shown = match visit.app().preview_series_end(&wish, &Actor::link()).await {
        Ok(shown) => shown,
        Err(Failure::Refused(refused)) => return tell(visit, personal, Wanted::Cancel, &refused, status).await,
        Err(failure) => return Err(failure.into()),
    };
    let (t, before) = (personal.t, personal.appointment());
    let mut hidden = personal.hidden(visit, "cancel", shown.answer);
    hidden.push(Hidden::new("scope", "all"));
    hidden.push(Hidden::new("series_version", shown.version.to_string()));
    let template = CancelPage {
        t,
        frame: visit.private_frame(t, personal.network(), t.say("cancel-title")),
        recap: recap(t, &personal.snapshot, before),
        scopes: scopes(visit, personal, true).await?,
        who: Vec::new(),
        reported: false,
        notice: notice(personal, &shown, typed.changed),
        line: None,
        effects: what_follows(personal, &shown),
        because: Vec::new(),
        reasons: shown::reasons(t, &Reason::FOR_CLIENTS, typed.reason),
        reason_required: before.terms.policy.entry.client_reason,
        reason_error: typed.reason_error,
        message: Field {
            error: fault_of(t, "message", &typed.faults),
            ..Field::with(typed.message)
        },
        instead: Vec::new(),
        move_href: None,
        action: personal.cancel_href(),
        hidden,
        keep_href: personal.href(),
    };
    page(status, &template)
}

/// The word before a late cancellation of one of them (MED1-05), or that the page was out of date.
fn notice(personal: &Personal, shown: &SeriesEndPreview, changed: bool) -> Option<Banner> {
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
    shown.decisions.iter().find_map(|decision| {
        let text = late_warning(t, LateAct::Cancel, &decision.change.because)?;
        let start = decision.change.from.unwrap_or(personal.now);
        Some(banner(dates::left(t, personal.now, start), text))
    })
}

/// Every date that is given up, every one that stands, and the one message about all.
fn what_follows(personal: &Personal, shown: &SeriesEndPreview) -> Vec<Effect> {
    let (t, zone) = (personal.t, &personal.appointment().when.zone);
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut all = vec![Effect {
        icon: Icon::Calendar,
        text: t.with_number("series-client-all-count", "count", number(shown.decisions.len())),
    }];
    let date = |decision: &domain::appointment::Decision| Effect {
        icon: Icon::Stop,
        text: dates::capital(&dates::moment(t, decision.appointment.when.start, zone)),
    };
    all.extend(shown.decisions.iter().map(date));
    if !shown.kept.is_empty() {
        all.push(Effect {
            icon: Icon::Warning,
            text: t.with_number("series-client-kept", "count", number(shown.kept.len())),
        });
    }
    if let Some(first) = shown.decisions.first() {
        all.extend(effects(t, Viewer::Client, first, None, &personal.people()));
    }
    all
}
