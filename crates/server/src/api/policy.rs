//! `/policy`: the network's policy as a document, and every version of it.

use actions::{App, PolicyDifference, PolicyInForce, PolicyWish};
use axum::Json;
use axum::extract::State;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::PolicyVersion;
use utoipa::ToSchema;

use super::caller::Operating;
use super::entered::{Asked, Entered};
use super::moment::written;
use super::networks::NoQuery;
use super::problem::Problem;

/// The policy document of a network.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyDocument)]
pub(super) struct PolicyShown {
    /// Its number; 0 as long as nobody has changed what the network began with. A change names the number it was made on.
    version: u32,
    /// The document, TOML.
    #[schema(example = "[booking]\nhorizon_days = 30\n")]
    document: String,
    /// Why it was changed, in the words of whoever did.
    note: Option<String>,
    /// Id of the operator or the key that changed it.
    by: Option<String>,
    /// Since when it is in force.
    #[schema(format = DateTime)]
    at: Option<String>,
}

impl PolicyShown {
    fn new(now: PolicyInForce, zone: &TimeZone) -> Self {
        let PolicyInForce { version, document, kept } = now;
        let author = kept.as_ref().filter(|kept| !kept.by.is_empty());
        PolicyShown {
            version,
            document,
            note: author.map(|kept| kept.note.clone()),
            by: author.map(|kept| kept.by.clone()),
            at: kept.as_ref().map(|kept| written(zone, kept.at)),
        }
    }

    fn of_version(version: &PolicyVersion, zone: &TimeZone) -> Self {
        let now = PolicyInForce {
            version: version.version,
            document: version.document.clone(),
            kept: Some(version.clone()),
        };
        Self::new(now, zone)
    }
}

/// Every version of a policy.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PolicyVersionList {
    /// The versions, newest first; none as long as nobody has changed what the network began with.
    items: Vec<PolicyShown>,
}

/// One key of the policy that gets another value.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyDifference)]
struct DifferenceShown {
    /// Path of the key.
    #[schema(example = "booking.horizon_days")]
    key: String,
    /// The value in force; `null` when there is none.
    #[schema(value_type = Object)]
    before: Value,
    /// The value that would be.
    #[schema(value_type = Object)]
    after: Value,
}

impl From<PolicyDifference> for DifferenceShown {
    fn from(difference: PolicyDifference) -> Self {
        let PolicyDifference { key, before, after } = difference;
        DifferenceShown { key, before, after }
    }
}

/// What a document would change.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyPreview)]
pub(super) struct PolicyPreviewShown {
    /// The number that the version would get.
    version: u32,
    /// The keys with another value. Appointments that are booked already keep their terms.
    changes: Vec<DifferenceShown>,
}

/// A document to look at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyLookedAt {
    /// The whole document, TOML.
    document: String,
}

/// A document to put in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyEntered {
    /// The whole document, TOML.
    document: String,
    /// Why it is changed.
    note: String,
    /// The version that was read before; another one in force is `changed_meanwhile`.
    version: u32,
}

async fn zone(app: &App, caller: &super::caller::Caller) -> Result<TimeZone, Problem> {
    Ok(caller.snapshot(app).await?.network().zone.clone())
}

/// Read the network's policy.
#[utoipa::path(
    get, operation_id = "read_policy", path = "/policy", tag = "Network", security(("key" = ["operator"])),
    responses((status = 200, body = PolicyShown))
)]
pub(super) async fn read(
    State(app): State<App>,
    Operating(caller): Operating,
    _: Asked<NoQuery>,
) -> Result<Json<PolicyShown>, Problem> {
    let now = app.policy_in_force(caller.network).await?;
    Ok(Json(PolicyShown::new(now, &zone(&app, &caller).await?)))
}

/// List every version of the network's policy.
#[utoipa::path(
    get, operation_id = "list_policy_versions", path = "/policy/versions", tag = "Network", security(("key" = ["operator"])),
    responses((status = 200, body = PolicyVersionList))
)]
pub(super) async fn versions(
    State(app): State<App>,
    Operating(caller): Operating,
    _: Asked<NoQuery>,
) -> Result<Json<PolicyVersionList>, Problem> {
    let zone = zone(&app, &caller).await?;
    let versions = app.store.policy_versions(caller.network).await?;
    let items = versions
        .iter()
        .map(|version| PolicyShown::of_version(version, &zone))
        .collect();
    Ok(Json(PolicyVersionList { items }))
}

/// See what a policy document would change.
#[utoipa::path(
    post, operation_id = "preview_policy", path = "/policy/preview", tag = "Network", security(("key" = ["operator"])),
    request_body = PolicyLookedAt, responses((status = 200, body = PolicyPreviewShown))
)]
pub(super) async fn preview(
    State(app): State<App>,
    Operating(caller): Operating,
    Entered { body, .. }: Entered<PolicyLookedAt>,
) -> Result<Json<PolicyPreviewShown>, Problem> {
    let preview = app.preview_policy(caller.network, &body.document).await?;
    Ok(Json(PolicyPreviewShown {
        version: preview.version,
        changes: preview.differences.into_iter().map(DifferenceShown::from).collect(),
    }))
}

/// Put a policy document in force.
///
/// It holds for what is booked from now on; appointments that are booked already keep their terms. Every version stays readable.
#[utoipa::path(
    put, operation_id = "replace_policy", path = "/policy", tag = "Network", security(("key" = ["operator"])),
    request_body = PolicyEntered, responses((status = 200, body = PolicyShown))
)]
pub(super) async fn replace(
    State(app): State<App>,
    Operating(caller): Operating,
    Entered { body, .. }: Entered<PolicyEntered>,
) -> Result<Json<PolicyShown>, Problem> {
    let wish = PolicyWish {
        network: caller.network,
        document: body.document,
        note: body.note,
        seen: body.version,
    };
    let version = app.change_policy(&wish, &caller.key).await?;
    Ok(Json(PolicyShown::of_version(&version, &zone(&app, &caller).await?)))
}
