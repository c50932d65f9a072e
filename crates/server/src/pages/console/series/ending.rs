//! "Arrêter la récurrence": one act for all that is to come, with what follows said before (WEC-05).

use actions::{Failure, FieldFault, Refusal, SeriesEndPreview, SeriesEndWish};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{CancelRefusal, Reason, Side};
use domain::policy::Answer;
use texts::dates;

use super::{Opened, people, scope, scopes};
use crate::pages::console::acts::after;
use crate::pages::console::desk::{Desk, Posted};
use crate::pages::console::entered::Entries;
use crate::pages::frame::{page, see_other};
use crate::pages::problem::PageResult;
use crate::pages::shown::{self, Viewer, effects, following};
use crate::view::console::ConsolePlace;
use crate::view::parts::{Banner, Choice, Effect, Field, Hidden, Icon, Meaning};
use crate::view::series::{SeriesDate, SeriesEnd};

pub(super) async fn ask(Path(id): Path<String>, desk: Desk) -> PageResult {
    let opened = Opened::new(&desk, &id).await?;
    shown_page(&desk, &opened, &desk.query, StatusCode::OK, None, &[]).await
}

pub(super) async fn act(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let opened = Opened::new(&desk, &id).await?;
    if form.asks_only() {
        return shown_page(&desk, &opened, &form, StatusCode::OK, None, &[]).await;
    }
    match desk.app().end_series(&wish(&desk, &opened, &form), &desk.actor(), None).await {
        Ok(_) => Ok(see_other(&after(&opened.from, "series-ended"))),
        Err(Failure::Invalid(faults)) => shown_page(&desk, &opened, &form, StatusCode::UNPROCESSABLE_ENTITY, None, &faults).await,
        Err(Failure::Refused(why)) => {
            let status = if why.refusal.is_conflict() {
                StatusCode::CONFLICT
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            shown_page(&desk, &opened, &form, status, Some(&why.refusal), &[]).await
        }
        Err(failure) => Err(failure.into()),
    }
}

fn wish(desk: &Desk, opened: &Opened, form: &Entries) -> SeriesEndWish {
    SeriesEndWish {
        network: desk.network(),
        id: opened.series.id,
        scope: scope(form),
        from: Some(opened.from.id),
        asked_by: asked_by(form),
        reason: Reason::from_code(form.text("reason")),
        message: form.text("message").to_owned(),
        seen_version: form.text("version").parse().ok(),
        seen: Answer::from_code(form.text("seen")),
    }
}

fn asked_by(form: &Entries) -> Side {
    Side::from_code(form.text("asked_by")).unwrap_or(Side::Business)
}

async fn shown_page(
    desk: &Desk,
    opened: &Opened,
    form: &Entries,
    status: StatusCode,
    refusal: Option<&Refusal>,
    faults: &[FieldFault],
) -> PageResult {
    let t = desk.t;
    let asked = SeriesEndWish {
        seen: None,
        seen_version: None,
        ..wish(desk, opened, form)
    };
    let (preview, refused) = match desk.app().preview_series_end(&asked, &desk.actor()).await {
        Ok(preview) => (Some(preview), None),
        Err(Failure::Refused(why)) => (None, Some(why.refusal)),
        Err(Failure::Invalid(_)) => (None, None),
        Err(failure) => return Err(failure.into()),
    };
    let entry = &opened.from.terms.policy.entry;
    let by_field = refusal.filter(|refusal| is_by_a_field(refusal));
    let told = |refusal: &Refusal| shown::refusal(t, refusal, &opened.series.zone);
    let problem = refusal.filter(|refusal| !is_by_a_field(refusal)).or(refused.as_ref());
    let too_short = by_field.filter(|refusal| matches!(refusal, Refusal::Cancel(CancelRefusal::MessageTooShort { .. })));
    let template = SeriesEnd {
        t,
        frame: desk.frame(t.say("series-end-title")),
        console: desk.console(ConsolePlace::Elsewhere).await?,
        action: opened.address("end"),
        hidden: hidden(desk, preview.as_ref()),
        client: opened.client.name.clone(),
        rule: opened.rule(t),
        scopes: scopes(t, scope(form)),
        asked_by: if entry.ask_initiator {
            sides(desk, asked_by(form))
        } else {
            Vec::new()
        },
        reasons: shown::reasons(t, &Reason::FOR_STAFF, asked.reason),
        reason_required: entry.staff_reason,
        reason_error: by_field.filter(|_| too_short.is_none()).map(told),
        message: Field {
            error: too_short.map(told).or(shown::fault_of(t, "message", faults)),
            required: entry.staff_message && asked.asked_by == Side::Business,
            ..form.field("message")
        },
        message_min: usize::from(entry.staff_message_min_chars),
        dates: preview.as_ref().map(|preview| cancelled(desk, preview)).unwrap_or_default(),
        effects: preview
            .as_ref()
            .map(|preview| what_follows(desk, opened, preview))
            .unwrap_or_default(),
        problem: problem.map(|refusal| Banner {
            meaning: Meaning::Late,
            title: told(refusal),
            ..Banner::default()
        }),
        keep_href: opened.keep_href(),
    };
    page(status, &template)
}

fn is_by_a_field(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Cancel(CancelRefusal::ReasonMissing | CancelRefusal::MessageTooShort { .. })
    )
}

fn hidden(desk: &Desk, preview: Option<&SeriesEndPreview>) -> Vec<Hidden> {
    let mut hidden = desk.hidden();
    if let Some(preview) = preview {
        hidden.push(Hidden::new("version", preview.version.to_string()));
        hidden.push(Hidden::new("seen", preview.answer.code()));
    }
    hidden
}

fn sides(desk: &Desk, chosen: Side) -> Vec<Choice> {
    [
        (Side::Business, "series-asked-business"),
        (Side::Client, "series-asked-client"),
    ]
    .into_iter()
    .map(|(side, key)| Choice {
        chosen: side == chosen,
        ..Choice::new(side.code(), desk.t.say(key))
    })
    .collect()
}

fn cancelled(desk: &Desk, preview: &SeriesEndPreview) -> Vec<SeriesDate> {
    let t = desk.t;
    let date = |decision: &domain::appointment::Decision| {
        let when = &decision.appointment.when;
        let late = decision.incident.is_some();
        SeriesDate {
            when: dates::capital(&dates::moment(t, when.start, &when.zone)),
            meaning: if late { Meaning::Late } else { Meaning::Stopped },
            text: late.then(|| t.say("series-end-late")),
            href: None,
        }
    };
    preview.decisions.iter().map(date).collect()
}

/// One message tells of all; what counts for the business is said for each that counts.
fn what_follows(desk: &Desk, opened: &Opened, preview: &SeriesEndPreview) -> Vec<Effect> {
    let (t, people) = (desk.t, people(&desk.snapshot, opened));
    let count = i64::try_from(preview.decisions.len()).unwrap_or(i64::MAX);
    let mut all = vec![Effect {
        icon: Icon::Calendar,
        text: t.with_number("series-effect-cancelled", "count", count),
    }];
    if let Some(first) = preview.decisions.first() {
        all.extend(effects(t, Viewer::Staff, first, None, &people));
    }
    // What follows is said for the ones that count, or once that nothing does.
    let counting = preview
        .decisions
        .iter()
        .skip(1)
        .filter(|decision| decision.incident.is_some());
    let told = preview.decisions.iter().take(1).chain(counting);
    for decision in told {
        for effect in following(t, &desk.snapshot, decision) {
            if all.iter().all(|other| other.text != effect.text) {
                all.push(effect);
            }
        }
    }
    all
}
