//! `GET /series/{id}`.

use actions::App;
use axum::Json;
use axum::extract::State;
use domain::ids::SeriesId;

use super::SeriesShown;
use crate::api::caller::Reading;
use crate::api::entered::{Address, Asked};
use crate::api::networks::NoQuery;
use crate::api::problem::Problem;

/// Read a series with its appointments.
#[utoipa::path(
    get, operation_id = "read_series", path = "/series/{id}", tag = "Series", security(("key" = ["read"])),
    params(("id" = String, Path, description = "Id of the series.")),
    responses((status = 200, body = SeriesShown))
)]
pub(in crate::api) async fn one(
    State(app): State<App>,
    Reading(caller): Reading,
    Address(id): Address<SeriesId>,
    _: Asked<NoQuery>,
) -> Result<Json<SeriesShown>, Problem> {
    let (series, members, _) = app.series(caller.network, id).await?;
    Ok(Json(SeriesShown::new(&series, &members)))
}
