//! `/proposals/{id}/acceptance` and `/refusal`: a practitioner answers.

use actions::{App, Outcome};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::enquiry::Proposal;
use domain::ids::ProposalId;
use serde::Serialize;
use utoipa::ToSchema;

use super::ProposalShown;
use super::make::in_network;
use crate::api::appointments::answering::NothingEntered;
use crate::api::appointments::preview::{Preview, shown};
use crate::api::appointments::{AppointmentShown, changed};
use crate::api::caller::Working;
use crate::api::entered::{Address, Asked, Entered};
use crate::api::networks::NoQuery;
use crate::api::once::{self, answer, replayed};
use crate::api::problem::Problem;
use crate::reader::Reader;

/// What an acceptance would come to now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AcceptancePreviewShown {
    /// The appointment that would be booked.
    appointment: Preview,
    /// How many others would be told that it is taken.
    others_told: usize,
}

/// Accept a proposal: the first who does books the appointment.
#[utoipa::path(
    post, operation_id = "accept_proposal", path = "/proposals/{id}/acceptance", tag = "Enquiries", security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the proposal.")),
    request_body = NothingEntered,
    responses((status = 200, description = "Booked.", body = AppointmentShown))
)]
pub(in crate::api) async fn accept(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<ProposalId>,
    Entered {
        body: NothingEntered {},
        key,
    }: Entered<NothingEntered>,
) -> Result<Response, Problem> {
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&changed));
    match app.accept_proposal(caller.network, id, &caller.staff(), once.as_ref()).await {
        Ok(Outcome::Done(booked)) => Ok(once::outcome(Outcome::Done(booked.stored), &changed)),
        Ok(Outcome::Repeated(kept)) => Ok(replayed(answer(kept.status, kept.body))),
        Err(failure) => Err(in_network(&app, &caller, failure).await),
    }
}

/// Preview an acceptance.
#[utoipa::path(
    get, operation_id = "preview_acceptance", path = "/proposals/{id}/acceptance/preview", tag = "Enquiries",
    security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the proposal.")),
    responses((status = 200, body = AcceptancePreviewShown))
)]
pub(in crate::api) async fn preview(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<ProposalId>,
    reader: Reader,
    _: Asked<NoQuery>,
) -> Result<Json<AcceptancePreviewShown>, Problem> {
    let snapshot = caller.snapshot(&app).await?;
    let preview = match app.preview_acceptance(caller.network, id, &caller.staff()).await {
        Ok(preview) => preview,
        Err(failure) => return Err(in_network(&app, &caller, failure).await),
    };
    Ok(Json(AcceptancePreviewShown {
        appointment: shown(&preview.decision, reader.speech(snapshot.network().language)),
        others_told: preview.change.notices.len(),
    }))
}

/// Refuse a proposal, which costs nothing. When everybody has refused, the next ones are asked.
#[utoipa::path(
    post, operation_id = "refuse_proposal", path = "/proposals/{id}/refusal", tag = "Enquiries", security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the proposal.")),
    request_body = NothingEntered,
    responses((status = 200, description = "Refused.", body = ProposalShown))
)]
pub(in crate::api) async fn refuse(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<ProposalId>,
    Entered {
        body: NothingEntered {},
        key,
    }: Entered<NothingEntered>,
) -> Result<Response, Problem> {
    let zone = caller.snapshot(&app).await?.network().zone.clone();
    let refused = |proposal: &Proposal| {
        let shown = ProposalShown::new(proposal, &zone);
        (200, serde_json::to_string(&shown).unwrap_or_default())
    };
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&refused));
    match app.refuse_proposal(caller.network, id, &caller.staff(), once.as_ref()).await {
        Ok(Outcome::Done(proposal)) => Ok(answer(200, refused(&proposal).1)),
        Ok(Outcome::Repeated(kept)) => Ok(replayed(answer(kept.status, kept.body))),
        Err(failure) => Err(in_network(&app, &caller, failure).await),
    }
}
