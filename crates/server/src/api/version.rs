//! Which server this is. It reads nothing and computes nothing, so it is also what the speed of the others is compared with.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::entered::Asked;
use super::networks::NoQuery;
use super::problem::Problem;

/// Name and version of the program that answers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Version)]
pub(super) struct VersionShown {
    /// Always `honore`.
    #[schema(example = "honore")]
    name: &'static str,
    /// Version of the program; the API's own version stands in the address.
    #[schema(example = "0.1.0")]
    version: &'static str,
}

/// Read name and version of this server.
#[utoipa::path(get, operation_id = "read_version", path = "/version", tag = "Catalogue", security(()), responses((status = 200, body = VersionShown)))]
pub(super) async fn version(_: Asked<NoQuery>) -> Result<Json<VersionShown>, Problem> {
    Ok(Json(VersionShown {
        name: "honore",
        version: env!("CARGO_PKG_VERSION"),
    }))
}
