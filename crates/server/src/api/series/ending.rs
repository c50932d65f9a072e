//! `/series/{id}/cancellation` and its preview.

use actions::{App, SeriesEndWish, StoppedSeries};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::appointment::Actor;
use domain::ids::{AppointmentId, NetworkId, SeriesId};
use domain::series::Kept;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ScopeWord, SeriesShown, StaysShown};
use crate::api::appointments::asked_by;
use crate::api::appointments::preview::{self, Preview};
use crate::api::caller::{Acting, Capacity};
use crate::api::entered::{Address, Entered};
use crate::api::moment::written;
use crate::api::once::{answer, replayed};
use crate::api::problem::Problem;
use crate::api::words::{AnswerWord, AskedBy, ReasonWord};
use crate::reader::Reader;

/// How to end a series or a part of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SeriesEndEntered {
    /// How much of it.
    scope: ScopeWord,
    /// The appointment that it is seen from; needed unless `scope` is `all`.
    #[schema(value_type = Option<String>, example = "apt_01985f3a7c007000800000000000000a")]
    from: Option<AppointmentId>,
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    capacity: Option<Capacity>,
    /// Who wants it: staff may act at the client's request. Left out, whoever acts.
    asked_by: Option<AskedBy>,
    /// Why.
    reason: Option<ReasonWord>,
    /// What is written to the other side, at most 2000 characters.
    message: Option<String>,
    /// The version of the series that was seen; 409 `changed_meanwhile` when it is another one now.
    version: Option<u32>,
    /// The answer that was seen; 409 `became_stricter` when it is a stricter one now.
    seen: Option<AnswerWord>,
}

impl SeriesEndEntered {
    fn wish(self, network: NetworkId, id: SeriesId, actor: &Actor) -> Result<SeriesEndWish, Problem> {
        Ok(SeriesEndWish {
            network,
            id,
            scope: self.scope.into(),
            from: self.from,
            asked_by: asked_by(actor, self.asked_by)?,
            reason: self.reason.map(Into::into),
            message: self.message.unwrap_or_default(),
            seen_version: self.version,
            seen: self.seen.map(Into::into),
        })
    }
}

/// A series that has ended, or a part of it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SeriesEnded {
    /// The series, with the appointments that were cancelled.
    series: SeriesShown,
    /// Appointments that the terms no longer let the client cancel; they stand.
    kept: Vec<StaysShown>,
}

/// End a series, or this appointment and the following.
///
/// One act and one message; each appointment is decided and counted like one that is cancelled by itself.
#[utoipa::path(
    post, operation_id = "cancel_series", path = "/series/{id}/cancellation", tag = "Series", security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the series.")),
    request_body = SeriesEndEntered,
    responses((status = 200, description = "Ended.", body = SeriesEnded))
)]
pub(in crate::api) async fn end(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<SeriesId>,
    Entered { body, key }: Entered<SeriesEndEntered>,
) -> Result<Response, Problem> {
    let actor = caller.acting(body.capacity)?;
    let wish = body.wish(caller.network, id, &actor)?;
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&ended));
    match app.end_series(&wish, &actor, once.as_ref()).await {
        Ok(actions::Outcome::Done(done)) => {
            let (status, body) = ended(&done);
            Ok(answer(status, body))
        }
        Ok(actions::Outcome::Repeated(kept)) => Ok(replayed(answer(kept.status, kept.body))),
        Err(failure) => Err(super::moving::told(&app, caller.network, id, failure).await),
    }
}

fn ended(done: &StoppedSeries) -> (u16, String) {
    let shown = SeriesEnded {
        series: SeriesShown::new(&done.series, &done.cancelled),
        kept: stays(&done.kept, &done.series.zone),
    };
    (200, serde_json::to_string(&shown).unwrap_or_default())
}

fn stays(kept: &[Kept], zone: &TimeZone) -> Vec<StaysShown> {
    let shown = |kept: &Kept| StaysShown {
        appointment: kept.id,
        start: written(zone, kept.start),
        why: actions::Refusal::from(kept.refusal.clone()).code(),
    };
    kept.iter().map(shown).collect()
}

/// What the end of a series would come to now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SeriesEndShown {
    /// The strictest answer that one of its appointments gets; send it as `seen`.
    answer: AnswerWord,
    /// The version of the series; send it as `version`.
    version: u32,
    /// One preview for each appointment that would be cancelled; the first one has the message about all.
    appointments: Vec<Preview>,
    /// Appointments that the terms no longer let the client cancel; they would stand.
    kept: Vec<StaysShown>,
}

/// See what the end of a series would come to now.
///
/// What must be entered (reason, message) is taken as entered. Refused like the act itself when the terms say no.
#[utoipa::path(
    post, operation_id = "preview_series_cancellation", path = "/series/{id}/cancellation/preview", tag = "Series",
    security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the series.")),
    request_body = SeriesEndEntered,
    responses((status = 200, body = SeriesEndShown))
)]
pub(in crate::api) async fn preview(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<SeriesId>,
    reader: Reader,
    Entered { body, .. }: Entered<SeriesEndEntered>,
) -> Result<Json<SeriesEndShown>, Problem> {
    let actor = caller.acting(body.capacity)?;
    let wish = body.wish(caller.network, id, &actor)?;
    let snapshot = app.snapshot(caller.network).await?;
    let speech = reader.speech(snapshot.network().language);
    match app.preview_series_end(&wish, &actor).await {
        Ok(shown) => {
            let zone = shown.decisions.first().map(|decision| decision.appointment.when.zone.clone());
            Ok(Json(SeriesEndShown {
                answer: shown.answer.into(),
                version: shown.version,
                appointments: shown
                    .decisions
                    .iter()
                    .map(|decision| preview::shown(decision, speech))
                    .collect(),
                kept: stays(&shown.kept, &zone.unwrap_or(TimeZone::UTC)),
            }))
        }
        Err(failure) => Err(super::moving::told(&app, caller.network, id, failure).await),
    }
}
