//! `/appointments/{id}/move-proposal`: other times that one side proposes and the other accepts or declines. The present time stands until then.

use actions::{App, MoveAnswer, ProposeWish};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::appointment::{Actor, Decision, MoveProposal};
use domain::ids::{AppointmentId, NetworkId};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::preview::{self, Preview};
use super::{AppointmentShown, act, asked_by, told};
use crate::api::caller::{Acting, Caller, Capacity};
use crate::api::entered::{Address, Asked, Entered};
use crate::api::moment::{Moment, written};
use crate::api::problem::Problem;
use crate::api::words::{AnswerWord, AskedBy, ReasonWord};
use crate::reader::Reader;

/// Other times that one side has proposed; the present one stands until the other side accepts one of them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MoveProposal)]
pub(super) struct MoveProposalShown {
    /// Who proposes; the other side answers.
    #[schema(value_type = AskedBy)]
    by: &'static str,
    /// One to three starts, in order. They take no time until one is accepted.
    #[schema(value_type = Vec<String>, example = json!(["2026-03-04T10:00:00+01:00"]))]
    starts: Vec<String>,
    /// What was written with it.
    message: String,
    /// When it was proposed.
    #[schema(format = DateTime)]
    proposed_at: String,
    /// When it lapses unanswered.
    #[schema(format = DateTime)]
    lapses_at: String,
}

impl MoveProposalShown {
    pub(super) fn new(proposal: &MoveProposal, zone: &TimeZone) -> Self {
        MoveProposalShown {
            by: proposal.by.code(),
            starts: proposal.starts.iter().map(|start| written(zone, *start)).collect(),
            message: proposal.message.clone(),
            proposed_at: written(zone, proposal.proposed_at),
            lapses_at: written(zone, proposal.lapses_at),
        }
    }
}

/// Which other times.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct MoveProposalEntered {
    /// One to three different starts, each with its offset and each a free slot.
    #[schema(value_type = Vec<String>, example = json!(["2026-03-04T10:00:00+01:00"]))]
    starts: Vec<Moment>,
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    capacity: Option<Capacity>,
    /// Why.
    reason: Option<ReasonWord>,
    /// What is written to the other side, at most 2000 characters.
    message: Option<String>,
    /// The version that was seen; 409 `changed_meanwhile` when it is another one now.
    version: Option<u32>,
    /// The answer that was seen; 409 `became_stricter` when it is a stricter one now.
    seen: Option<AnswerWord>,
}

impl MoveProposalEntered {
    fn wish(self, network: NetworkId, id: AppointmentId, actor: &Actor) -> Result<ProposeWish, Problem> {
        Ok(ProposeWish {
            network,
            id,
            starts: self.starts.into_iter().map(|start| start.0).collect(),
            asked_by: asked_by(actor, None)?,
            reason: self.reason.map(Into::into),
            message: self.message.unwrap_or_default(),
            seen_version: self.version,
            seen: self.seen.map(Into::into),
        })
    }
}

/// Propose other times to the other side.
///
/// The appointment stays as it is until the other side accepts one of them, and when nobody answers in time. A proposal replaces the one that is
/// open: the other side's is answered by a counter-proposal.
#[utoipa::path(
    post, operation_id = "propose_move", path = "/appointments/{id}/move-proposal", tag = "Appointments", security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = MoveProposalEntered,
    responses((status = 200, description = "Proposed.", body = AppointmentShown))
)]
pub(in crate::api) async fn propose(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Entered { body, key }: Entered<MoveProposalEntered>,
) -> Result<Response, Problem> {
    let actor = caller.acting(body.capacity)?;
    let wish = body.wish(caller.network, id, &actor)?;
    act(&app, &caller, id, key, async |once| {
        app.propose_move(&wish, &actor, once).await
    })
    .await
}

/// See what proposing would come to now.
#[utoipa::path(
    post, operation_id = "preview_move_proposal", path = "/appointments/{id}/move-proposal/preview", tag = "Appointments",
    security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = MoveProposalEntered,
    responses((status = 200, body = Preview))
)]
pub(in crate::api) async fn preview_proposal(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    reader: Reader,
    Entered { body, .. }: Entered<MoveProposalEntered>,
) -> Result<Json<Preview>, Problem> {
    let actor = caller.acting(body.capacity)?;
    let wish = body.wish(caller.network, id, &actor)?;
    let decision = app.preview_proposed_move(&wish, &actor).await;
    previewed(&app, &caller, id, reader, decision).await
}

async fn previewed(
    app: &App,
    caller: &Caller,
    id: AppointmentId,
    reader: Reader,
    decision: Result<Decision, actions::Failure>,
) -> Result<Json<Preview>, Problem> {
    let snapshot = app.snapshot(caller.network).await?;
    match decision {
        Ok(decision) => Ok(Json(preview::shown(&decision, reader.speech(snapshot.network().language)))),
        Err(failure) => Err(told(app, caller.network, id, failure).await),
    }
}

/// Which of the proposed times.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct MoveAcceptanceEntered {
    /// One of the proposed starts, with its offset.
    #[schema(value_type = String, format = DateTime, example = "2026-03-04T10:00:00+01:00")]
    start: Moment,
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    capacity: Option<Capacity>,
    /// The version that was seen; 409 `changed_meanwhile` when it is another one now.
    version: Option<u32>,
}

/// Accept one of the times that the other side has proposed.
///
/// It is then an ordinary move that both sides agreed on: no limit binds and nothing counts as late. When the time was taken meanwhile, the proposal
/// stays open.
#[utoipa::path(
    post, operation_id = "accept_move_proposal", path = "/appointments/{id}/move-proposal/acceptance", tag = "Appointments",
    security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    request_body = MoveAcceptanceEntered,
    responses((status = 200, description = "Moved.", body = AppointmentShown))
)]
pub(in crate::api) async fn accept(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Entered { body, key }: Entered<MoveAcceptanceEntered>,
) -> Result<Response, Problem> {
    let actor = caller.acting(body.capacity)?;
    let answer = answer(caller.network, id, body.version);
    act(&app, &caller, id, key, async |once| {
        app.accept_move(&answer, body.start.0, &actor, once).await
    })
    .await
}

fn answer(network: NetworkId, id: AppointmentId, seen_version: Option<u32>) -> MoveAnswer {
    MoveAnswer {
        network,
        id,
        message: String::new(),
        seen_version,
    }
}

/// Which of the proposed times, and in what capacity.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::api) struct MoveAcceptanceAsked {
    /// One of the proposed starts, with its offset; `+` is written `%2B` in an address.
    #[param(value_type = String, format = DateTime, example = "2026-03-04T10:00:00+01:00")]
    start: Moment,
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    #[param(inline)]
    capacity: Option<Capacity>,
}

/// See what accepting would come to now.
#[utoipa::path(
    get, operation_id = "preview_move_acceptance", path = "/appointments/{id}/move-proposal/acceptance/preview", tag = "Appointments",
    security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment."), MoveAcceptanceAsked),
    responses((status = 200, body = Preview))
)]
pub(in crate::api) async fn preview_acceptance(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Asked(asked): Asked<MoveAcceptanceAsked>,
    reader: Reader,
) -> Result<Json<Preview>, Problem> {
    let actor = caller.acting(asked.capacity)?;
    let answer = answer(caller.network, id, None);
    let decision = app.preview_accepted_move(&answer, asked.start.0, &actor).await;
    previewed(&app, &caller, id, reader, decision).await
}

/// In what capacity, and a word to the other side.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::api) struct ProposalEndAsked {
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    #[param(inline)]
    capacity: Option<Capacity>,
    /// What is written to the other side when its proposal is declined, at most 2000 characters.
    message: Option<String>,
    /// The version that was seen; 409 `changed_meanwhile` when it is another one now.
    version: Option<String>,
}

impl ProposalEndAsked {
    fn answer(self, network: NetworkId, id: AppointmentId) -> Result<MoveAnswer, Problem> {
        let version = self.version.map(|version| version.parse::<u32>()).transpose();
        let seen_version = version.map_err(|_| Problem::field("version", "wrong_value"))?;
        Ok(MoveAnswer {
            message: self.message.unwrap_or_default(),
            ..answer(network, id, seen_version)
        })
    }
}

/// End the open proposal: whoever made it takes it back, the other side declines it.
///
/// The appointment stays as it is, and both sides may cancel it as before.
#[utoipa::path(
    delete, operation_id = "end_move_proposal", path = "/appointments/{id}/move-proposal", tag = "Appointments", security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment."), ProposalEndAsked),
    responses((status = 200, description = "The appointment as it was and is.", body = AppointmentShown))
)]
pub(in crate::api) async fn end(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Asked(asked): Asked<ProposalEndAsked>,
) -> Result<Response, Problem> {
    let actor = caller.acting(asked.capacity)?;
    let answer = asked.answer(caller.network, id)?;
    act(&app, &caller, id, None, async |once| {
        app.end_proposal(&answer, &actor, once).await
    })
    .await
}

/// See what ending the open proposal would come to now.
#[utoipa::path(
    get, operation_id = "preview_move_proposal_end", path = "/appointments/{id}/move-proposal/end/preview", tag = "Appointments",
    security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the appointment."), ProposalEndAsked),
    responses((status = 200, body = Preview))
)]
pub(in crate::api) async fn preview_end(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<AppointmentId>,
    Asked(asked): Asked<ProposalEndAsked>,
    reader: Reader,
) -> Result<Json<Preview>, Problem> {
    let actor = caller.acting(asked.capacity)?;
    let answer = asked.answer(caller.network, id)?;
    let decision = app.preview_ended_proposal(&answer, &actor).await;
    previewed(&app, &caller, id, reader, decision).await
}
