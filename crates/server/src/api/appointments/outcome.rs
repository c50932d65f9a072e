//! `/appointments/{id}/fulfilment` and `/no-show`: what came of it.

use actions::App;
use axum::extract::State;
use axum::response::Response;
use domain::ids::AppointmentId;

use super::answering::NothingEntered;
use super::{AppointmentShown, act};
use crate::api::caller::Working;
use crate::api::entered::{Address, Entered};
use crate::api::problem::Problem;

/// Record that an appointment took place.
#[utoipa::path(
    post, operation_id = "record_fulfilment", path = "/appointments/{id}/fulfilment", tag = "Appointments", security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = NothingEntered,
    responses((status = 200, description = "Fulfilled.", body = AppointmentShown))
)]
pub(in crate::api) async fn fulfil(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<AppointmentId>,
    Entered {
        body: NothingEntered {},
        key,
    }: Entered<NothingEntered>,
) -> Result<Response, Problem> {
    act(&app, &caller, id, key, async |once| {
        app.fulfil(caller.network, id, &caller.staff(), once).await
    })
    .await
}

/// Record that the client did not come.
#[utoipa::path(
    post, operation_id = "record_no_show", path = "/appointments/{id}/no-show", tag = "Appointments", security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = NothingEntered,
    responses((status = 200, description = "Recorded as not kept.", body = AppointmentShown))
)]
pub(in crate::api) async fn mark_no_show(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<AppointmentId>,
    Entered {
        body: NothingEntered {},
        key,
    }: Entered<NothingEntered>,
) -> Result<Response, Problem> {
    act(&app, &caller, id, key, async |once| {
        app.mark_no_show(caller.network, id, &caller.staff(), once).await
    })
    .await
}
