//! `/appointments/{id}/reschedule` and its preview: the same appointment, another time.

use actions::{App, MoveWish};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::appointment::Actor;
use domain::ids::{AppointmentId, NetworkId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::preview::{self, Preview};
use super::{AppointmentShown, act, asked_by, told};
use crate::api::caller::{Acting, Capacity};
use crate::api::entered::{Address, Asked, Entered};
use crate::api::moment::Moment;
use crate::api::problem::Problem;
use crate::api::words::{AnswerWord, AskedBy, ReasonWord};
use crate::reader::Reader;

/// Where to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RescheduleEntered {
    /// The new start, with its offset.
    #[schema(value_type = String, format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    start: Moment,
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    capacity: Option<Capacity>,
    /// Who wants it: staff may move at the client's request. Left out, whoever acts.
    asked_by: Option<AskedBy>,
    /// Why.
    reason: Option<ReasonWord>,
    /// What is written to the other side, at most 2000 characters.
    message: Option<String>,
    /// Staff only: why it is placed where no slot is offered.
    force: Option<String>,
    /// The version that was seen; 409 `changed_meanwhile` when it is another one now.
    version: Option<u32>,
    /// The answer that was seen; 409 `became_stricter` when it is a stricter one now.
    seen: Option<AnswerWord>,
}

impl RescheduleEntered {
    fn wish(self, network: NetworkId, id: AppointmentId, actor: &Actor) -> Result<MoveWish, Problem> {
        Ok(MoveWish {
            network,
            id,
            start: self.start.0,
            asked_by: asked_by(actor, self.asked_by)?,
            reason: self.reason.map(Into::into),
            message: self.message.unwrap_or_default(),
            force: self.force,
            seen_version: self.version,
            seen: self.seen.map(Into::into),
        })
    }
}

/// Move an appointment to another time.
///
/// It keeps its identity, its link and its price. The old time is kept until the new one is taken, in one transaction.
#[utoipa::path(
    post, operation_id = "reschedule_appointment", path = "/appointments/{id}/reschedule", tag = "Appointments", security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = RescheduleEntered,
    responses((status = 200, description = "Moved.", body = AppointmentShown))
)]
pub(in crate::api) async fn reschedule(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Entered { body, key }: Entered<RescheduleEntered>,
) -> Result<Response, Problem> {
    let actor = caller.acting(body.capacity)?;
    let wish = body.wish(caller.network, id, &actor)?;
    act(&app, &caller, id, key, async |once| app.reschedule(&wish, &actor, once).await).await
}

/// Where to, and in what capacity.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::api) struct RescheduleAsked {
    /// The new start, with its offset; `+` is written `%2B` in an address.
    #[param(value_type = String, format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    start: Moment,
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    #[param(inline)]
    capacity: Option<Capacity>,
    /// Who wants it; left out, whoever acts.
    #[param(inline)]
    asked_by: Option<AskedBy>,
}

/// See what a move would come to now.
#[utoipa::path(
    get, operation_id = "preview_reschedule", path = "/appointments/{id}/reschedule/preview", tag = "Appointments",
    security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment."), RescheduleAsked),
    responses((status = 200, body = Preview))
)]
pub(in crate::api) async fn preview(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Asked(asked): Asked<RescheduleAsked>,
    reader: Reader,
) -> Result<Json<Preview>, Problem> {
    let actor = caller.acting(asked.capacity)?;
    let wish = MoveWish {
        network: caller.network,
        id,
        start: asked.start.0,
        asked_by: asked_by(&actor, asked.asked_by)?,
        reason: None,
        message: String::new(),
        force: None,
        seen_version: None,
        seen: None,
    };
    let snapshot = app.snapshot(caller.network).await?;
    match app.preview_reschedule(&wish, &actor).await {
        Ok(decision) => Ok(Json(preview::shown(&decision, reader.speech(snapshot.network().language)))),
        Err(failure) => Err(told(&app, caller.network, id, failure).await),
    }
}
