//! `POST /cases`: a business contests a measure or an incident.

use actions::{App, Contest};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::ids::{BusinessId, MeasureId, StrikeId};
use domain::reliability::Case;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cases::{CaseShown, zone};
use crate::api::caller::{Caller, Managing};
use crate::api::entered::Entered;
use crate::api::once::{answer, replayed};
use crate::api::problem::Problem;

/// What is contested, and why: a measure or a single incident.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContestEntered {
    /// The business that contests.
    #[schema(value_type = String)]
    business: BusinessId,
    /// The measure; with one, `strike` is left out.
    #[schema(value_type = Option<String>)]
    measure: Option<MeasureId>,
    /// The incident.
    #[schema(value_type = Option<String>)]
    strike: Option<StrikeId>,
    /// Why, at least 20 characters.
    text: String,
}

impl ContestEntered {
    fn wish(self, caller: &Caller) -> Contest {
        Contest {
            network: caller.network,
            business: self.business,
            measure: self.measure,
            strike: self.strike,
            text: self.text,
        }
    }
}

/// What a contest would come to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContestPreview {
    /// The case as it would be opened. Its identity is given when it is.
    case: CaseShown,
    /// How many incidents would not count until it is settled. A measure in force goes on meanwhile.
    suspended: usize,
}

/// See what a contest would come to.
#[utoipa::path(
    post, operation_id = "preview_contest", path = "/cases/preview", tag = "Network", security(("key" = ["manage"])),
    request_body = ContestEntered, responses((status = 200, body = ContestPreview))
)]
pub(crate) async fn preview(
    State(app): State<App>,
    Managing(caller): Managing,
    Entered { body, .. }: Entered<ContestEntered>,
) -> Result<Json<ContestPreview>, Problem> {
    let zone = zone(&app, &caller).await?;
    let (case, suspended) = app.preview_contest(&body.wish(&caller), &caller.staff()).await?;
    Ok(Json(ContestPreview {
        case: CaseShown::new(&case, &zone),
        suspended,
    }))
}

/// Contest a measure or an incident.
///
/// A person of the network decides, and never the one who decided what is contested.
#[utoipa::path(
    post, operation_id = "contest", path = "/cases", tag = "Network", security(("key" = ["manage"])),
    request_body = ContestEntered, responses((status = 201, body = CaseShown))
)]
pub(crate) async fn open(
    State(app): State<App>,
    Managing(caller): Managing,
    Entered { body, key }: Entered<ContestEntered>,
) -> Result<Response, Problem> {
    let zone = zone(&app, &caller).await?;
    let shown = |case: &Case| (201, serde_json::to_string(&CaseShown::new(case, &zone)).unwrap_or_default());
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&shown));
    let by = caller.staff();
    match app.contest_once(&body.wish(&caller), &by, once.as_ref()).await? {
        actions::Outcome::Done(case) => {
            let (status, body) = shown(&case);
            Ok(answer(status, body))
        }
        actions::Outcome::Repeated(kept) => Ok(replayed(answer(kept.status, kept.body))),
    }
}
