//! `/appointments/{id}/approval` and `/decline`: a request gets its answer.

use actions::App;
use axum::extract::State;
use axum::response::Response;
use domain::ids::AppointmentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{AppointmentShown, act};
use crate::api::caller::Working;
use crate::api::entered::{Address, Entered};
use crate::api::problem::Problem;

/// Nothing needs to be said; the body is `{}` or missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct NothingEntered {}

/// A word to the client.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DeclineEntered {
    /// What is written to the client, at most 2000 characters.
    message: Option<String>,
}

/// Approve a request.
#[utoipa::path(
    post, operation_id = "approve_request", path = "/appointments/{id}/approval", tag = "Appointments", security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = NothingEntered,
    responses((status = 200, description = "Booked.", body = AppointmentShown))
)]
pub(in crate::api) async fn approve(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<AppointmentId>,
    Entered {
        body: NothingEntered {},
        key,
    }: Entered<NothingEntered>,
) -> Result<Response, Problem> {
    act(&app, &caller, id, key, async |once| {
        app.approve(caller.network, id, &caller.staff(), once).await
    })
    .await
}

/// Decline a request.
#[utoipa::path(
    post, operation_id = "decline_request", path = "/appointments/{id}/decline", tag = "Appointments", security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = DeclineEntered,
    responses((status = 200, description = "Declined.", body = AppointmentShown))
)]
pub(in crate::api) async fn decline(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<AppointmentId>,
    Entered { body, key }: Entered<DeclineEntered>,
) -> Result<Response, Problem> {
    let message = body.message.unwrap_or_default();
    act(&app, &caller, id, key, async |once| {
        app.decline(caller.network, id, &message, &caller.staff(), once).await
    })
    .await
}
