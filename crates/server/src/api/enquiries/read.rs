//! `GET /enquiries/{id}` and what a practitioner received.

use actions::App;
use axum::Json;
use axum::extract::State;
use domain::ids::{EnquiryId, PractitionerId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{EnquiryShown, ProposalReceived, ProposalShown};
use crate::api::caller::Reading;
use crate::api::entered::{Address, Asked};
use crate::api::networks::NoQuery;
use crate::api::problem::{Problem, Trouble};

/// An enquiry with everybody who received it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EnquiryDetail {
    #[serde(flatten)]
    enquiry: EnquiryShown,
    /// What went out of it, in order.
    proposals: Vec<ProposalShown>,
}

/// Read an enquiry.
#[utoipa::path(
    get, operation_id = "read_enquiry", path = "/enquiries/{id}", tag = "Enquiries", security(("key" = ["read"])),
    params(("id" = String, Path, description = "Id of the enquiry.")),
    responses((status = 200, body = EnquiryDetail))
)]
pub(in crate::api) async fn one(
    State(app): State<App>,
    Reading(caller): Reading,
    Address(id): Address<EnquiryId>,
    _: Asked<NoQuery>,
) -> Result<Json<EnquiryDetail>, Problem> {
    let (stored, _) = app.enquiry(caller.network, id).await?;
    let proposals = app.store.proposals_of(caller.network, id).await?;
    let zone = &stored.enquiry.zone;
    Ok(Json(EnquiryDetail {
        enquiry: (&stored.enquiry).into(),
        proposals: proposals.iter().map(|one| ProposalShown::new(one, zone)).collect(),
    }))
}

/// What a practitioner received lately.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ProposalList {
    /// The newest hundred, newest first.
    items: Vec<ProposalReceived>,
}

/// List what a practitioner received.
#[utoipa::path(
    get, operation_id = "list_proposals", path = "/practitioners/{id}/proposals", tag = "Enquiries", security(("key" = ["read"])),
    params(("id" = String, Path, description = "Id of the practitioner.")),
    responses((status = 200, body = ProposalList))
)]
pub(in crate::api) async fn received(
    State(app): State<App>,
    Reading(caller): Reading,
    Address(id): Address<PractitionerId>,
    _: Asked<NoQuery>,
) -> Result<Json<ProposalList>, Problem> {
    let snapshot = caller.snapshot(&app).await?;
    snapshot.practitioner(id).ok_or(Trouble::NotFound("practitioner"))?;
    let received = app.proposals_to(caller.network, id).await?;
    Ok(Json(ProposalList {
        items: received.iter().map(|one| ProposalReceived::new(one, &snapshot)).collect(),
    }))
}
