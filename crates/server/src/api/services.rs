//! Services: what can be booked in a network.

use actions::App;
use axum::Json;
use axum::extract::State;
use domain::ids::{BusinessId, ServiceId};
use domain::service::{BookedBy, Price, Service};
use serde::Serialize;
use utoipa::ToSchema;

use super::entered::{Address, Asked};
use super::networks::{NetworkKey, NoQuery};
use super::problem::Problem;

/// A list that is always whole.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ServiceList {
    /// The services of the network.
    items: Vec<ServiceShown>,
}

/// Something a practitioner does for a client.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Service)]
struct ServiceShown {
    /// Identity.
    #[schema(value_type = String, example = "srv_01985f3a7c007000800000000000000a")]
    id: ServiceId,
    /// The business that offers it.
    #[schema(value_type = String, example = "biz_01985f3a7c007000800000000000000a")]
    business: BusinessId,
    /// Name as shown.
    name: String,
    /// One or two sentences.
    about: String,
    /// Length, in elapsed minutes.
    #[schema(example = 60)]
    duration_minutes: u16,
    /// Price, paid at the venue.
    price: PriceShown,
    /// How an appointment comes about.
    booked_by: BookedByWord,
}

/// An amount.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Price)]
pub(super) struct PriceShown {
    /// Minor units: cents for EUR.
    #[schema(example = 6500)]
    minor: i64,
    /// ISO 4217 code.
    #[schema(example = "EUR")]
    currency: String,
}

impl From<&Price> for PriceShown {
    fn from(price: &Price) -> Self {
        PriceShown {
            minor: price.minor,
            currency: price.currency.clone(),
        }
    }
}

/// How an appointment for a service comes about.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum BookedByWord {
    /// The client's choice of a slot is enough.
    AtOnce,
    /// The business approves each request.
    Approval,
    /// The client asks the network, and the first practitioner who accepts gets it: `POST /enquiries`.
    Proposal,
}

impl From<BookedBy> for BookedByWord {
    fn from(booked_by: BookedBy) -> Self {
        match booked_by {
            BookedBy::AtOnce => BookedByWord::AtOnce,
            BookedBy::Approval => BookedByWord::Approval,
            BookedBy::Proposal => BookedByWord::Proposal,
        }
    }
}

impl From<&Service> for ServiceShown {
    fn from(service: &Service) -> Self {
        ServiceShown {
            id: service.id,
            business: service.business,
            name: service.name.clone(),
            about: service.about.clone(),
            duration_minutes: service.duration_minutes,
            price: (&service.price).into(),
            booked_by: service.booked_by.into(),
        }
    }
}

/// List the services of a network.
#[utoipa::path(
    get, operation_id = "list_services", path = "/networks/{network}/services", tag = "Catalogue", security(()),
    params(("network" = String, Path, description = "Id or slug of the network.")),
    responses((status = 200, body = ServiceList))
)]
pub(super) async fn list(
    State(app): State<App>,
    Address(network): Address<NetworkKey>,
    _: Asked<NoQuery>,
) -> Result<Json<ServiceList>, Problem> {
    let snapshot = network.snapshot(&app).await?;
    Ok(Json(ServiceList {
        items: snapshot.catalogue.services.iter().map(ServiceShown::from).collect(),
    }))
}
