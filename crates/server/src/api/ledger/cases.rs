//! `/cases`: what businesses contest and clients report, and the decision of a person.

use actions::{App, Audited, CaseWish};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::appointment::Actor;
use domain::ids::{AppointmentId, BusinessId, CaseId, MeasureId, PractitionerId, StrikeId};
use domain::reliability::{Case, CaseState};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::CaseFilter;
use utoipa::{IntoParams, ToSchema};

use super::{ChangeShown, SaidShown, author, length, missing};
use crate::api::caller::{Caller, Operating};
use crate::api::entered::{Address, Asked, Entered};
use crate::api::moment::written;
use crate::api::networks::NoQuery;
use crate::api::once::{answer, replayed};
use crate::api::problem::Problem;

/// Something that a person of the network decides.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Case)]
pub(crate) struct CaseShown {
    /// Identity.
    #[schema(value_type = String)]
    id: CaseId,
    /// `asked_to_cancel`, `contested_measure` or `contested_strike`.
    #[schema(example = "contested_measure")]
    kind: &'static str,
    /// `open`, `upheld` or `rejected`.
    #[schema(example = "open")]
    state: &'static str,
    /// The business it concerns.
    #[schema(value_type = String)]
    business: BusinessId,
    /// The practitioner it concerns.
    #[schema(value_type = Option<String>)]
    practitioner: Option<PractitionerId>,
    /// The appointment it came from.
    #[schema(value_type = Option<String>)]
    appointment: Option<AppointmentId>,
    /// The measure that is contested.
    #[schema(value_type = Option<String>)]
    measure: Option<MeasureId>,
    /// The incident that is contested.
    #[schema(value_type = Option<String>)]
    strike: Option<StrikeId>,
    /// In what capacity it was opened: `client` or `staff`.
    #[schema(example = "staff")]
    opened_by: &'static str,
    /// When it was opened.
    #[schema(format = DateTime)]
    opened_at: String,
    /// What whoever opened it wrote.
    text: String,
    /// Until when it should be decided.
    #[schema(format = DateTime)]
    answer_by: String,
    /// Who decided what is contested, `automatic` or an id: that person may not decide the case.
    author: String,
    /// How and why it was decided.
    decision: Option<SaidShown>,
}

impl CaseShown {
    pub(super) fn new(case: &Case, zone: &TimeZone) -> Self {
        CaseShown {
            id: case.id,
            kind: case.kind.code(),
            state: case.state.code(),
            business: case.business,
            practitioner: case.practitioner,
            appointment: case.appointment,
            measure: case.measure,
            strike: case.strike,
            opened_by: case.opened_by.role.code(),
            opened_at: written(zone, case.opened_at),
            text: case.text.clone(),
            answer_by: written(zone, case.answer_by),
            author: author(&case.author),
            decision: match &case.state {
                CaseState::Open => None,
                CaseState::Upheld(said) | CaseState::Rejected(said) => Some(SaidShown::new(said, zone)),
            },
        }
    }
}

/// Cases, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseList {
    /// The newest 200.
    items: Vec<CaseShown>,
}

/// Which cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CasesAsked {
    /// `open`: only those that wait for a decision.
    #[param(inline)]
    state: Option<StateAsked>,
    /// Only those about this business.
    #[param(value_type = Option<String>)]
    business: Option<BusinessId>,
}

/// The states that a list can be narrowed to.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StateAsked {
    /// Those that wait for a decision.
    Open,
}

/// List cases.
#[utoipa::path(
    get, operation_id = "list_cases", path = "/cases", tag = "Network", security(("key" = ["operator"])),
    params(CasesAsked), responses((status = 200, body = CaseList))
)]
pub(crate) async fn list(
    State(app): State<App>,
    Operating(caller): Operating,
    Asked(asked): Asked<CasesAsked>,
) -> Result<Json<CaseList>, Problem> {
    let zone = zone(&app, &caller).await?;
    let filter = CaseFilter {
        open: asked.state.is_some(),
        business: asked.business,
        ..CaseFilter::default()
    };
    let cases = app.store.cases(caller.network, filter).await?;
    let items = cases.iter().map(|case| CaseShown::new(case, &zone)).collect();
    Ok(Json(CaseList { items }))
}

/// Read a case.
///
/// That it was read is written to the audit.
#[utoipa::path(
    get, operation_id = "read_case", path = "/cases/{id}", tag = "Network", security(("key" = ["operator"])),
    params(("id" = String, Path, description = "Id of the case.")),
    responses((status = 200, body = CaseShown))
)]
pub(crate) async fn one(
    State(app): State<App>,
    Operating(caller): Operating,
    Address(id): Address<CaseId>,
    _: Asked<NoQuery>,
) -> Result<Json<CaseShown>, Problem> {
    let case = app.store.case(caller.network, id).await?.ok_or_else(|| missing("case"))?;
    app.audit(caller.network, &caller.key, Audited::CaseRead(id)).await?;
    Ok(Json(CaseShown::new(&case, &zone(&app, &caller).await?)))
}

/// What a person decides.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// Whoever opened the case was right: what is contested is restored in one act, what was reported is recorded.
    Uphold,
    /// They were not.
    Reject,
}

/// A decision with written reasons.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionEntered {
    /// What is decided.
    #[schema(inline)]
    decision: Verdict,
    /// Why, at least 20 characters; the business reads it.
    reasons: String,
    /// For an upheld report of a client: how long the account is limited, such as `48 h` or `7 d`, at most a year. Left out, it is not limited.
    #[schema(example = "7 d")]
    limit_for: Option<String>,
}

impl DecisionEntered {
    fn wish(&self, caller: &Caller, case: CaseId) -> Result<CaseWish, Problem> {
        let limit_for = self.limit_for.as_deref().map(|text| length(text, "limit_for"));
        Ok(CaseWish {
            network: caller.network,
            case,
            uphold: matches!(self.decision, Verdict::Uphold),
            reasons: self.reasons.clone(),
            limit_for: limit_for.transpose()?,
        })
    }
}

/// A case as decided, and what that changes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseDecided)]
pub(crate) struct DecidedShown {
    /// The case.
    case: CaseShown,
    /// Every change of the ledger, in order.
    changes: Vec<ChangeShown>,
}

impl DecidedShown {
    fn new((case, changes): &actions::DecidedCase, zone: &TimeZone, now: Timestamp) -> Self {
        DecidedShown {
            case: CaseShown::new(case, zone),
            changes: changes.iter().map(|change| ChangeShown::new(change, zone, now)).collect(),
        }
    }
}

/// See what a decision would change.
#[utoipa::path(
    post, operation_id = "preview_case_decision", path = "/cases/{id}/decision/preview", tag = "Network", security(("key" = ["operator"])),
    params(("id" = String, Path, description = "Id of the case.")),
    request_body = DecisionEntered, responses((status = 200, body = DecidedShown))
)]
pub(crate) async fn preview(
    State(app): State<App>,
    Operating(caller): Operating,
    Address(id): Address<CaseId>,
    Entered { body, .. }: Entered<DecisionEntered>,
) -> Result<Json<DecidedShown>, Problem> {
    let zone = zone(&app, &caller).await?;
    let wish = body.wish(&caller, id)?;
    let foreseen = app.preview_case(&wish, &by(&caller)).await?;
    Ok(Json(DecidedShown::new(&foreseen, &zone, app.clock.now())))
}

/// Decide a case.
///
/// The decision, the ledger and the letter to the business are one act. Whoever decided what is contested does not decide the contest.
#[utoipa::path(
    post, operation_id = "decide_case", path = "/cases/{id}/decision", tag = "Network", security(("key" = ["operator"])),
    params(("id" = String, Path, description = "Id of the case.")),
    request_body = DecisionEntered, responses((status = 200, body = DecidedShown))
)]
pub(crate) async fn decide(
    State(app): State<App>,
    Operating(caller): Operating,
    Address(id): Address<CaseId>,
    Entered { body, key }: Entered<DecisionEntered>,
) -> Result<Response, Problem> {
    let zone = zone(&app, &caller).await?;
    let wish = body.wish(&caller, id)?;
    let now = app.clock.now();
    let shown = |done: &actions::DecidedCase| {
        let shown = DecidedShown::new(done, &zone, now);
        (200, serde_json::to_string(&shown).unwrap_or_default())
    };
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&shown));
    match app.decide_case_once(&wish, &by(&caller), once.as_ref()).await? {
        actions::Outcome::Done(done) => {
            let (status, body) = shown(&done);
            Ok(answer(status, body))
        }
        actions::Outcome::Repeated(kept) => Ok(replayed(answer(kept.status, kept.body))),
    }
}

/// The program as whoever acts.
pub(super) fn by(caller: &Caller) -> Actor {
    caller.staff()
}

pub(super) async fn zone(app: &App, caller: &Caller) -> Result<TimeZone, Problem> {
    Ok(caller.snapshot(app).await?.network().zone.clone())
}
