//! The catalogue's rows, and the trade's values made from them.

use domain::ids::{BusinessId, NetworkId, PlaceId, PractitionerId, ServiceId};
use domain::people::{Business, Contact, Network, Place, Practitioner};
use domain::service::{BookedBy, Price, Service};
use uuid::Uuid;

use crate::StoreError;
use crate::columns::{from_json, language, number, zone};

#[derive(sqlx::FromRow)]
pub(crate) struct ContactRow {
    contact_name: String,
    contact_email: Option<String>,
    contact_phone: Option<String>,
}

impl ContactRow {
    fn contact(self) -> Contact {
        Contact {
            name: self.contact_name,
            email: self.contact_email,
            phone: self.contact_phone,
        }
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct NetworkRow {
    id: Uuid,
    slug: String,
    name: String,
    tagline: String,
    language: String,
    zone: String,
    #[sqlx(flatten)]
    contact: ContactRow,
    policy: String,
    revision: i64,
}

impl NetworkRow {
    pub(crate) fn network(self) -> Result<Network, StoreError> {
        Ok(Network {
            id: NetworkId(self.id),
            slug: self.slug,
            name: self.name,
            tagline: self.tagline,
            language: language(&self.language)?,
            zone: zone(&self.zone)?,
            contact: self.contact.contact(),
            policy: from_json("network.policy", &self.policy)?,
            revision: self.revision,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct BusinessRow {
    id: Uuid,
    name: String,
    #[sqlx(flatten)]
    contact: ContactRow,
    policy: String,
}

impl BusinessRow {
    pub(crate) fn business(self) -> Result<Business, StoreError> {
        Ok(Business {
            id: BusinessId(self.id),
            name: self.name,
            contact: self.contact.contact(),
            policy: from_json("business.policy", &self.policy)?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct PractitionerRow {
    id: Uuid,
    business_id: Uuid,
    slug: String,
    name: String,
    profession: String,
    about: String,
    #[sqlx(flatten)]
    contact: ContactRow,
    language: String,
    capacity: i64,
    serves: String,
}

impl PractitionerRow {
    pub(crate) fn practitioner(self) -> Result<Practitioner, StoreError> {
        Ok(Practitioner {
            id: PractitionerId(self.id),
            business: BusinessId(self.business_id),
            slug: self.slug,
            name: self.name,
            profession: self.profession,
            about: self.about,
            contact: self.contact.contact(),
            language: language(&self.language)?,
            capacity: number("practitioner.capacity", self.capacity)?,
            serves: self.serves.split_whitespace().map(str::to_owned).collect(),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct PlaceRow {
    id: Uuid,
    business_id: Uuid,
    name: String,
    address: String,
    access_notes: String,
    zone: String,
}

impl PlaceRow {
    pub(crate) fn place(self) -> Result<Place, StoreError> {
        Ok(Place {
            id: PlaceId(self.id),
            business: BusinessId(self.business_id),
            name: self.name,
            address: self.address,
            access_notes: self.access_notes,
            zone: zone(&self.zone)?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct ServiceRow {
    id: Uuid,
    business_id: Uuid,
    name: String,
    about: String,
    duration_minutes: i64,
    buffer_before_minutes: i64,
    buffer_after_minutes: i64,
    step_minutes: i64,
    price_minor: i64,
    currency: String,
    booked_by: String,
    policy: String,
}

impl ServiceRow {
    pub(crate) fn service(self) -> Result<Service, StoreError> {
        Ok(Service {
            id: ServiceId(self.id),
            business: BusinessId(self.business_id),
            name: self.name,
            about: self.about,
            duration_minutes: number("service.duration_minutes", self.duration_minutes)?,
            buffer_before_minutes: number("service.buffer_before_minutes", self.buffer_before_minutes)?,
            buffer_after_minutes: number("service.buffer_after_minutes", self.buffer_after_minutes)?,
            step_minutes: number("service.step_minutes", self.step_minutes)?,
            price: Price {
                minor: self.price_minor,
                currency: self.currency,
            },
            booked_by: booked_by(&self.booked_by)?,
            policy: from_json("service.policy", &self.policy)?,
        })
    }
}

pub(crate) fn booked_by_word(booked_by: BookedBy) -> &'static str {
    match booked_by {
        BookedBy::AtOnce => "at_once",
        BookedBy::Approval => "approval",
        BookedBy::Proposal => "proposal",
    }
}

fn booked_by(word: &str) -> Result<BookedBy, StoreError> {
    match word {
        "at_once" => Ok(BookedBy::AtOnce),
        "approval" => Ok(BookedBy::Approval),
        "proposal" => Ok(BookedBy::Proposal),
        _ => Err(StoreError::unreadable("service.booked_by", word)),
    }
}
