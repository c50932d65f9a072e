//! `/appointments/{id}/cancellation` and its preview.

use actions::{App, CancelWish};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::appointment::{Actor, Role, Side};
use domain::ids::{AppointmentId, NetworkId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::preview::{self, Preview};
use super::{AppointmentShown, act, asked_by, told};
use crate::api::caller::{Acting, Capacity};
use crate::api::entered::{Address, Asked, Entered};
use crate::api::problem::Problem;
use crate::api::words::{AnswerWord, AskedBy, ReasonWord};
use crate::reader::Reader;

/// How to cancel. Every field may be left out unless the terms ask for it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct CancellationEntered {
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    capacity: Option<Capacity>,
    /// Who wants it: staff may cancel at the client's request, and a client may say that the professional asked for it, which does not count against
    /// the client and tells support. Left out, whoever acts.
    asked_by: Option<AskedBy>,
    /// Why.
    reason: Option<ReasonWord>,
    /// What is written to the other side, at most 2000 characters.
    message: Option<String>,
    /// Staff only: tell the client nothing, for an appointment that is past.
    quietly: Option<bool>,
    /// The version that was seen; 409 `changed_meanwhile` when it is another one now.
    version: Option<u32>,
    /// The answer that was seen; 409 `became_stricter` when it is a stricter one now.
    seen: Option<AnswerWord>,
}

impl CancellationEntered {
    fn wish(self, network: NetworkId, id: AppointmentId, actor: &Actor) -> Result<CancelWish, Problem> {
        if actor.role == Role::Client && self.quietly == Some(true) {
            return Err(Problem::field("quietly", "only_staff"));
        }
        Ok(CancelWish {
            network,
            id,
            asked_by: wanted_by(actor, self.asked_by)?,
            reason: self.reason.map(Into::into),
            message: self.message.unwrap_or_default(),
            quietly: self.quietly.unwrap_or_default(),
            seen_version: self.version,
            seen: self.seen.map(Into::into),
        })
    }
}

/// For a cancellation a client may name the business too: it is what the client says, and support judges it (WEC-09).
fn wanted_by(actor: &Actor, wished: Option<AskedBy>) -> Result<Side, Problem> {
    match (actor.role, wished) {
        (Role::Client, Some(AskedBy::Business)) => Ok(Side::Business),
        (_, wished) => asked_by(actor, wished),
    }
}

/// Cancel an appointment.
#[utoipa::path(
    post, operation_id = "cancel_appointment", path = "/appointments/{id}/cancellation", tag = "Appointments", security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = CancellationEntered,
    responses((status = 200, description = "Cancelled.", body = AppointmentShown))
)]
pub(in crate::api) async fn cancel(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Entered { body, key }: Entered<CancellationEntered>,
) -> Result<Response, Problem> {
    let actor = caller.acting(body.capacity)?;
    let wish = body.wish(caller.network, id, &actor)?;
    act(&app, &caller, id, key, async |once| app.cancel(&wish, &actor, once).await).await
}

/// In what capacity somebody asks.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::api) struct CancellationAsked {
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    #[param(inline)]
    capacity: Option<Capacity>,
    /// Who wants it; left out, whoever acts.
    #[param(inline)]
    asked_by: Option<AskedBy>,
}

/// See what a cancellation would come to now.
///
/// What must be entered (reason, message) is taken as entered. Refused like the act itself when the terms say no.
#[utoipa::path(
    get, operation_id = "preview_cancellation", path = "/appointments/{id}/cancellation/preview", tag = "Appointments",
    security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment."), CancellationAsked),
    responses((status = 200, body = Preview))
)]
pub(in crate::api) async fn preview(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Asked(asked): Asked<CancellationAsked>,
    reader: Reader,
) -> Result<Json<Preview>, Problem> {
    let actor = caller.acting(asked.capacity)?;
    let entered = CancellationEntered {
        asked_by: asked.asked_by,
        ..CancellationEntered::default()
    };
    let wish = entered.wish(caller.network, id, &actor)?;
    let snapshot = app.snapshot(caller.network).await?;
    match app.preview_cancellation(&wish, &actor).await {
        Ok(decision) => Ok(Json(preview::shown(&decision, reader.speech(snapshot.network().language)))),
        Err(failure) => Err(told(&app, caller.network, id, failure).await),
    }
}
