//! The catalogue of a network: who offers what where.

use domain::ids::{BusinessId, NetworkId, PlaceId, PractitionerId, ServiceId};
use domain::people::{Business, Network, Place, Practitioner};
use domain::service::Service;
use uuid::Uuid;

use crate::catalogue_rows::{BusinessRow, NetworkRow, PlaceRow, PractitionerRow, ServiceRow};
use crate::engine::{Conn, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError};

statements! {
    NETWORKS {
        "SELECT id, slug, name, tagline, language, zone, contact_name, contact_email, contact_phone, policy, revision \
         FROM network ORDER BY slug"
    }
    NETWORK {
        "SELECT id, slug, name, tagline, language, zone, contact_name, contact_email, contact_phone, policy, revision \
         FROM network WHERE id = $1"
    }
    NETWORK_BY_SLUG { "SELECT id FROM network WHERE slug = $1" }
    BUSINESSES {
        "SELECT id, name, contact_name, contact_email, contact_phone, policy FROM business WHERE network_id = $1 ORDER BY id"
    }
    PRACTITIONERS {
        "SELECT id, business_id, slug, name, profession, about, contact_name, contact_email, contact_phone, language, capacity, \
         serves \
         FROM practitioner WHERE network_id = $1 ORDER BY id"
    }
    PLACES { "SELECT id, business_id, name, address, access_notes, zone FROM place WHERE network_id = $1 ORDER BY id" }
    SERVICES {
        "SELECT id, business_id, name, about, duration_minutes, buffer_before_minutes, buffer_after_minutes, step_minutes, \
         price_minor, currency, booked_by, policy FROM service WHERE network_id = $1 ORDER BY id"
    }
    OFFERS {
        "SELECT practitioner_id, service_id, place_id FROM practitioner_service WHERE network_id = $1 \
         ORDER BY practitioner_id, service_id, place_id"
    }
    CATALOGUE_REVISION {
        "SELECT revision FROM network WHERE id = $1"
    }
    REVISIONS {
        "SELECT n.revision, p.agenda_rev FROM practitioner p JOIN network n ON n.id = p.network_id \
         WHERE p.network_id = $1 AND p.id = $2"
    }
}

/// Everything of a network that changes rarely.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The network; its `revision` is the one that the rest was read at, or an older one.
    pub network: Network,
    /// Its businesses.
    pub businesses: Vec<Business>,
    /// Its practitioners.
    pub practitioners: Vec<Practitioner>,
    /// Its places.
    pub places: Vec<Place>,
    /// Its services.
    pub services: Vec<Service>,
    /// Which practitioner gives which service at which place.
    pub offers: Vec<Offer>,
}

/// A practitioner gives a service at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Offer {
    /// The practitioner.
    pub practitioner: PractitionerId,
    /// The service.
    pub service: ServiceId,
    /// The place.
    pub place: PlaceId,
}

/// Two numbers that grow with every change; while both stand still, what was read stays true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Revisions {
    /// Of the network's catalogue.
    pub catalogue: i64,
    /// Of the practitioner's agenda.
    pub agenda: i64,
}

impl Store {
    /// Every network, by slug.
    ///
    /// # Errors
    /// The database failed.
    pub async fn networks(&self) -> Result<Vec<Network>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_all!(&mut lent.conn(), NetworkRow, NETWORKS)?
            .into_iter()
            .map(NetworkRow::network)
            .collect()
    }

    /// The network whose pages begin with this slug.
    ///
    /// # Errors
    /// The database failed.
    pub async fn network_id_by_slug(&self, slug: &str) -> Result<Option<NetworkId>, StoreError> {
        let mut lent = self.reading().await?;
        Ok(fetch_optional!(&mut lent.conn(), (Uuid,), NETWORK_BY_SLUG, slug)?.map(|row| NetworkId(row.0)))
    }

    /// The catalogue of a network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn catalogue(&self, network: NetworkId) -> Result<Option<Catalogue>, StoreError> {
        let mut lent = self.reading().await?;
        let conn = &mut lent.conn();
        // The network with its revision comes first: a change in between leaves an old revision on new rows, which is read again, and
        // never a new revision on old rows, which would be kept.
        match fetch_optional!(conn, NetworkRow, NETWORK, network.0)? {
            Some(row) => Ok(Some(rest_of_catalogue(conn, row.network()?).await?)),
            None => Ok(None),
        }
    }

    /// What a cache of the catalogue was valid for. Ask before reading what is to be cached, never after.
    ///
    /// # Errors
    /// The database failed.
    pub async fn catalogue_revision(&self, network: NetworkId) -> Result<Option<i64>, StoreError> {
        let mut lent = self.reading().await?;
        Ok(fetch_optional!(&mut lent.conn(), (i64,), CATALOGUE_REVISION, network.0)?.map(|row| row.0))
    }

    /// What a cache of the catalogue and of one agenda was valid for. `None` for a practitioner this network does not have.
    /// Ask before reading what is to be cached, never after.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revisions(&self, network: NetworkId, practitioner: PractitionerId) -> Result<Option<Revisions>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), (i64, i64), REVISIONS, network.0, practitioner.0)?;
        Ok(row.map(|(catalogue, agenda)| Revisions { catalogue, agenda }))
    }
}

async fn rest_of_catalogue(conn: &mut Conn<'_>, network: Network) -> Result<Catalogue, StoreError> {
    let id = network.id.0;
    let businesses = fetch_all!(conn, BusinessRow, BUSINESSES, id)?;
    let practitioners = fetch_all!(conn, PractitionerRow, PRACTITIONERS, id)?;
    let places = fetch_all!(conn, PlaceRow, PLACES, id)?;
    let services = fetch_all!(conn, ServiceRow, SERVICES, id)?;
    let offers = fetch_all!(conn, (Uuid, Uuid, Uuid), OFFERS, id)?;
    Ok(Catalogue {
        network,
        businesses: businesses.into_iter().map(BusinessRow::business).collect::<Result<_, _>>()?,
        practitioners: practitioners
            .into_iter()
            .map(PractitionerRow::practitioner)
            .collect::<Result<_, _>>()?,
        places: places.into_iter().map(PlaceRow::place).collect::<Result<_, _>>()?,
        services: services.into_iter().map(ServiceRow::service).collect::<Result<_, _>>()?,
        offers: offers.into_iter().map(offer).collect(),
    })
}

fn offer((practitioner, service, place): (Uuid, Uuid, Uuid)) -> Offer {
    Offer {
        practitioner: PractitionerId(practitioner),
        service: ServiceId(service),
        place: PlaceId(place),
    }
}

/// Businesses are looked up by id in several places; kept here beside the catalogue they belong to.
impl Catalogue {
    /// The business with this id.
    pub fn business(&self, id: BusinessId) -> Option<&Business> {
        self.businesses.iter().find(|business| business.id == id)
    }

    /// The practitioner with this id.
    pub fn practitioner(&self, id: PractitionerId) -> Option<&Practitioner> {
        self.practitioners.iter().find(|practitioner| practitioner.id == id)
    }

    /// The place with this id.
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// The service with this id.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }
}
