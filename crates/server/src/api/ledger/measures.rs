//! `/measures`: what is in force, limiting a business, lifting a measure.

use actions::App;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{BusinessId, MeasureId};
use domain::reliability::{Measure, SHORTEST_REASONS};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cases::{by, zone};
use super::{ChangeShown, MeasureShown, business_of, length, missing};
use crate::api::caller::Operating;
use crate::api::entered::{Address, Asked, Entered};
use crate::api::moment::written;
use crate::api::networks::NoQuery;
use crate::api::once::{answer, replayed};
use crate::api::problem::{Fault, Problem, Trouble};

/// Measures in force, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MeasureList {
    /// The measures.
    items: Vec<MeasureShown>,
}

/// Which measures.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MeasuresAsked {
    /// Only those on this business.
    #[param(value_type = Option<String>)]
    business: Option<BusinessId>,
}

/// List the measures in force.
///
/// Those that are over stand in the ledger of their business.
#[utoipa::path(
    get, operation_id = "list_measures", path = "/measures", tag = "Network", security(("key" = ["operator"])),
    params(MeasuresAsked), responses((status = 200, body = MeasureList))
)]
pub(crate) async fn list(
    State(app): State<App>,
    Operating(caller): Operating,
    Asked(asked): Asked<MeasuresAsked>,
) -> Result<Json<MeasureList>, Problem> {
    let (zone, now) = (zone(&app, &caller).await?, app.clock.now());
    let measures = app.store.measures_in_force(caller.network, now).await?;
    let meant = |measure: &&Measure| asked.business.is_none() || business_of(measure) == asked.business;
    let items = measures
        .iter()
        .filter(meant)
        .map(|measure| MeasureShown::new(measure, &zone, now));
    Ok(Json(MeasureList { items: items.collect() }))
}

/// A limitation of a business.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitationEntered {
    /// How long it lasts, such as `48 h` or `7 d`, at most a year.
    #[schema(example = "7 d")]
    lasts: String,
    /// Why, at least 20 characters; the business reads it in the statement of reasons.
    reasons: String,
}

/// What a limitation would be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LimitationPreview {
    /// The first moment.
    #[schema(format = DateTime)]
    begins: String,
    /// The moment at which it ends by itself.
    #[schema(format = DateTime)]
    ends: String,
    /// Whether the business receives the statement of reasons at once; always true.
    tells_business: bool,
}

/// See what a limitation of a business would be.
#[utoipa::path(
    post, operation_id = "preview_limitation", path = "/businesses/{id}/measures/preview", tag = "Network", security(("key" = ["operator"])),
    params(("id" = String, Path, description = "Id of the business.")),
    request_body = LimitationEntered, responses((status = 200, body = LimitationPreview))
)]
pub(crate) async fn preview(
    State(app): State<App>,
    Operating(caller): Operating,
    Address(business): Address<BusinessId>,
    Entered { body, .. }: Entered<LimitationEntered>,
) -> Result<Json<LimitationPreview>, Problem> {
    let (zone, now) = (zone(&app, &caller).await?, app.clock.now());
    caller
        .snapshot(&app)
        .await?
        .business(business)
        .ok_or_else(|| missing("business"))?;
    let lasts = length(&body.lasts, "lasts")?;
    long_enough(&body.reasons)?;
    Ok(Json(LimitationPreview {
        begins: written(&zone, now),
        ends: written(&zone, lasts.after(now)),
        tells_business: true,
    }))
}

/// Limit a business.
///
/// It gets no new bookings and proposals while this lasts; what is there stays. The business receives the statement of reasons in the same act.
#[utoipa::path(
    post, operation_id = "limit_business", path = "/businesses/{id}/measures", tag = "Network", security(("key" = ["operator"])),
    params(("id" = String, Path, description = "Id of the business.")),
    request_body = LimitationEntered, responses((status = 201, description = "In force.", body = MeasureShown))
)]
pub(crate) async fn limit(
    State(app): State<App>,
    Operating(caller): Operating,
    Address(business): Address<BusinessId>,
    Entered { body, key }: Entered<LimitationEntered>,
) -> Result<Response, Problem> {
    let (zone, now) = (zone(&app, &caller).await?, app.clock.now());
    let lasts = length(&body.lasts, "lasts")?;
    long_enough(&body.reasons)?;
    let shown = |measure: &Measure| {
        let shown = MeasureShown::new(measure, &zone, now);
        (201, serde_json::to_string(&shown).unwrap_or_default())
    };
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&shown));
    let by = by(&caller);
    let done = app
        .impose_once(caller.network, business, lasts, &body.reasons, &by, once.as_ref())
        .await?;
    match done {
        actions::Outcome::Done(measure) => {
            let (status, body) = shown(&measure);
            Ok(answer(status, body))
        }
        actions::Outcome::Repeated(kept) => Ok(replayed(answer(kept.status, kept.body))),
    }
}

/// What lifting would change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LiftPreview {
    /// The measure.
    measure: MeasureShown,
    /// The changes of the ledger: the measure is lifted, what it was founded on stays counted.
    changes: Vec<ChangeShown>,
}

/// See what lifting a measure would change.
#[utoipa::path(
    get, operation_id = "preview_lift", path = "/measures/{id}/preview", tag = "Network", security(("key" = ["operator"])),
    params(("id" = String, Path, description = "Id of the measure.")),
    responses((status = 200, body = LiftPreview))
)]
pub(crate) async fn preview_lift(
    State(app): State<App>,
    Operating(caller): Operating,
    Address(id): Address<MeasureId>,
    _: Asked<NoQuery>,
) -> Result<Json<LiftPreview>, Problem> {
    let (zone, now) = (zone(&app, &caller).await?, app.clock.now());
    let measure = app.store.measure(caller.network, id).await?;
    let measure = measure
        .filter(|measure| measure.in_force_at(now))
        .ok_or_else(|| missing("measure"))?;
    let lift = domain::reliability::LedgerChange::Lift {
        measure: id,
        lifted: domain::reliability::StruckOut {
            at: now,
            by: caller.key.clone(),
            why: String::new(),
        },
    };
    Ok(Json(LiftPreview {
        measure: MeasureShown::new(&measure, &zone, now),
        changes: vec![ChangeShown::new(&lift, &zone, now)],
    }))
}

/// Why a measure is lifted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LiftEntered {
    /// Why, at least 20 characters; the business reads it.
    reasons: String,
}

/// Lift a measure before its end.
///
/// What it was founded on stays counted; a contest that is upheld strikes that out.
#[utoipa::path(
    delete, operation_id = "lift_measure", path = "/measures/{id}", tag = "Network", security(("key" = ["operator"])),
    params(("id" = String, Path, description = "Id of the measure.")),
    request_body = LiftEntered, responses((status = 204, description = "Lifted."))
)]
pub(crate) async fn lift(
    State(app): State<App>,
    Operating(caller): Operating,
    Address(id): Address<MeasureId>,
    Entered { body, .. }: Entered<LiftEntered>,
) -> Result<StatusCode, Problem> {
    long_enough(&body.reasons)?;
    app.lift(caller.network, id, &body.reasons, &by(&caller)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A restriction without reasons is none (I8).
fn long_enough(reasons: &str) -> Result<(), Problem> {
    if reasons.trim().chars().count() >= SHORTEST_REASONS {
        return Ok(());
    }
    let fault = Fault {
        limit: Some(SHORTEST_REASONS),
        ..Fault::new("reasons", "too_short")
    };
    Err(Trouble::Invalid(vec![fault]).into())
}
