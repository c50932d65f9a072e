//! Practitioners, with what they give and where.

use actions::{App, Snapshot};
use axum::Json;
use axum::extract::State;
use domain::ids::{BusinessId, PlaceId, PractitionerId, ServiceId};
use domain::people::{Place, Practitioner};
use serde::Serialize;
use utoipa::ToSchema;

use super::entered::{Address, Asked};
use super::moment::zone_name;
use super::networks::{NetworkKey, NoQuery};
use super::problem::{Problem, Trouble};

/// A list that is always whole.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PractitionerList {
    /// The practitioners of the network.
    items: Vec<PractitionerShown>,
}

/// The person or room that is booked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Practitioner)]
pub(super) struct PractitionerShown {
    /// Identity.
    #[schema(value_type = String, example = "prc_01985f3a7c007000800000000000000a")]
    id: PractitionerId,
    /// The name in addresses.
    slug: String,
    /// Name as shown.
    name: String,
    /// Profession.
    profession: String,
    /// A few sentences about the practice.
    about: String,
    /// The business the agenda belongs to.
    #[schema(value_type = String, example = "biz_01985f3a7c007000800000000000000a")]
    business: BusinessId,
    /// Which service is given at which place.
    offers: Vec<OfferShown>,
    /// The places named in `offers`.
    places: Vec<PlaceShown>,
}

/// A service given at a place.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Offer)]
struct OfferShown {
    /// The service.
    #[schema(value_type = String, example = "srv_01985f3a7c007000800000000000000a")]
    service: ServiceId,
    /// The place.
    #[schema(value_type = String, example = "plc_01985f3a7c007000800000000000000a")]
    place: PlaceId,
}

/// Where services are given. How to get in is told after booking only.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Place)]
struct PlaceShown {
    /// Identity.
    #[schema(value_type = String, example = "plc_01985f3a7c007000800000000000000a")]
    id: PlaceId,
    /// Name as shown.
    name: String,
    /// Street, postcode and town.
    address: String,
    /// The zone of everything that happens there.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
}

impl From<&Place> for PlaceShown {
    fn from(place: &Place) -> Self {
        let (name, address) = (place.name.clone(), place.address.clone());
        PlaceShown {
            id: place.id,
            name,
            address,
            time_zone: zone_name(&place.zone),
        }
    }
}

fn shown(snapshot: &Snapshot, practitioner: &Practitioner) -> PractitionerShown {
    let offers: Vec<OfferShown> = snapshot
        .offerings_of(practitioner.id)
        .map(|offering| OfferShown {
            service: offering.service.id,
            place: offering.place.id,
        })
        .collect();
    let given_at = |place: &&Place| offers.iter().any(|offer| offer.place == place.id);
    PractitionerShown {
        id: practitioner.id,
        slug: practitioner.slug.clone(),
        name: practitioner.name.clone(),
        profession: practitioner.profession.clone(),
        about: practitioner.about.clone(),
        business: practitioner.business,
        places: snapshot
            .catalogue
            .places
            .iter()
            .filter(given_at)
            .map(PlaceShown::from)
            .collect(),
        offers,
    }
}

/// List the practitioners of a network.
#[utoipa::path(
    get, operation_id = "list_practitioners", path = "/networks/{network}/practitioners", tag = "Catalogue", security(()),
    params(("network" = String, Path, description = "Id or slug of the network.")),
    responses((status = 200, body = PractitionerList))
)]
pub(super) async fn list(
    State(app): State<App>,
    Address(network): Address<NetworkKey>,
    _: Asked<NoQuery>,
) -> Result<Json<PractitionerList>, Problem> {
    let snapshot = network.snapshot(&app).await?;
    let items = snapshot
        .catalogue
        .practitioners
        .iter()
        .map(|practitioner| shown(&snapshot, practitioner))
        .collect();
    Ok(Json(PractitionerList { items }))
}

/// Read a practitioner.
#[utoipa::path(
    get, operation_id = "read_practitioner", path = "/networks/{network}/practitioners/{practitioner}", tag = "Catalogue", security(()),
    params(
        ("network" = String, Path, description = "Id or slug of the network."),
        ("practitioner" = String, Path, description = "Id or slug of the practitioner."),
    ),
    responses((status = 200, body = PractitionerShown))
)]
pub(super) async fn one(
    State(app): State<App>,
    Address((network, practitioner)): Address<(NetworkKey, String)>,
    _: Asked<NoQuery>,
) -> Result<Json<PractitionerShown>, Problem> {
    let snapshot = network.snapshot(&app).await?;
    let found = match practitioner.parse() {
        Ok(id) => snapshot.practitioner(id),
        Err(_) => snapshot.practitioner_by_slug(&practitioner),
    };
    let found = found.ok_or(Trouble::NotFound("practitioner"))?;
    Ok(Json(shown(&snapshot, found)))
}
