//! Changes of the catalogue. Each one makes the network's revision grow, so that caches notice.

use domain::ids::NetworkId;
use domain::people::{Business, Network, Place, Practitioner};
use domain::service::Service;

use crate::catalogue::Offer;
use crate::catalogue_rows::booked_by_word;
use crate::columns::{to_json, zone_name};
use crate::engine::{execute, statements};
use crate::{StoreError, Tx};

statements! {
    PUT_NETWORK {
        "INSERT INTO network (id, slug, name, tagline, language, zone, contact_name, contact_email, contact_phone, policy, revision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, \
         name = excluded.name, tagline = excluded.tagline, language = excluded.language, zone = excluded.zone, \
         contact_name = excluded.contact_name, contact_email = excluded.contact_email, contact_phone = excluded.contact_phone, \
         policy = excluded.policy, revision = network.revision + 1"
    }
    PUT_BUSINESS {
        "INSERT INTO business (network_id, id, name, contact_name, contact_email, contact_phone, policy) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (network_id, id) DO UPDATE SET name = excluded.name, \
         contact_name = excluded.contact_name, contact_email = excluded.contact_email, contact_phone = excluded.contact_phone, \
         policy = excluded.policy"
    }
    PUT_PRACTITIONER {
        "INSERT INTO practitioner (network_id, id, business_id, slug, name, profession, about, contact_name, contact_email, \
         contact_phone, language, capacity, agenda_rev, serves) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13) \
         ON CONFLICT (network_id, id) DO UPDATE SET business_id = excluded.business_id, slug = excluded.slug, name = excluded.name, \
         profession = excluded.profession, about = excluded.about, contact_name = excluded.contact_name, \
         contact_email = excluded.contact_email, contact_phone = excluded.contact_phone, language = excluded.language, \
         capacity = excluded.capacity, serves = excluded.serves, agenda_rev = practitioner.agenda_rev + 1"
    }
    PUT_PLACE {
        "INSERT INTO place (network_id, id, business_id, name, address, access_notes, zone) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (network_id, id) DO UPDATE SET business_id = excluded.business_id, name = excluded.name, \
         address = excluded.address, access_notes = excluded.access_notes, zone = excluded.zone"
    }
    PUT_SERVICE {
        "INSERT INTO service (network_id, id, business_id, name, about, duration_minutes, buffer_before_minutes, \
         buffer_after_minutes, step_minutes, price_minor, currency, booked_by, policy) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (network_id, id) DO UPDATE SET \
         business_id = excluded.business_id, name = excluded.name, about = excluded.about, \
         duration_minutes = excluded.duration_minutes, buffer_before_minutes = excluded.buffer_before_minutes, \
         buffer_after_minutes = excluded.buffer_after_minutes, step_minutes = excluded.step_minutes, \
         price_minor = excluded.price_minor, currency = excluded.currency, booked_by = excluded.booked_by, policy = excluded.policy"
    }
    PUT_OFFER {
        "INSERT INTO practitioner_service (network_id, practitioner_id, service_id, place_id) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING"
    }
    REMOVE_OFFER {
        "DELETE FROM practitioner_service WHERE network_id = $1 AND practitioner_id = $2 AND service_id = $3 AND place_id = $4"
    }
    NEXT_REVISION { "UPDATE network SET revision = revision + 1 WHERE id = $1" }
}

/// Each of these adds the thing, or replaces the one with the same id in the same network.
impl Tx {
    /// # Errors
    /// The slug belongs to another network (`network_slug`), or the database failed.
    pub async fn put_network(&mut self, network: &Network) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_NETWORK,
            network.id.0,
            &network.slug,
            &network.name,
            &network.tagline,
            network.language.tag(),
            zone_name(&network.zone)?,
            &network.contact.name,
            network.contact.email.as_deref(),
            network.contact.phone.as_deref(),
            to_json(&network.policy)?,
            network.revision,
        )?;
        Ok(())
    }

    /// # Errors
    /// The database failed.
    pub async fn put_business(&mut self, network: NetworkId, business: &Business) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_BUSINESS,
            network.0,
            business.id.0,
            &business.name,
            &business.contact.name,
            business.contact.email.as_deref(),
            business.contact.phone.as_deref(),
            to_json(&business.policy)?,
        )?;
        self.next_revision(network).await
    }

    /// # Errors
    /// The slug belongs to another practitioner of the network (`practitioner_slug`), or the database failed.
    pub async fn put_practitioner(&mut self, network: NetworkId, practitioner: &Practitioner) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_PRACTITIONER,
            network.0,
            practitioner.id.0,
            practitioner.business.0,
            &practitioner.slug,
            &practitioner.name,
            &practitioner.profession,
            &practitioner.about,
            &practitioner.contact.name,
            practitioner.contact.email.as_deref(),
            practitioner.contact.phone.as_deref(),
            practitioner.language.tag(),
            i64::from(practitioner.capacity),
            practitioner.serves.join(" "),
        )?;
        self.next_revision(network).await
    }

    /// # Errors
    /// The database failed.
    pub async fn put_place(&mut self, network: NetworkId, place: &Place) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_PLACE,
            network.0,
            place.id.0,
            place.business.0,
            &place.name,
            &place.address,
            &place.access_notes,
            zone_name(&place.zone)?,
        )?;
        self.next_revision(network).await
    }

    /// # Errors
    /// It lasts less than a minute or more than a day, or a buffer is longer than half a day (`service_length`), or the database failed.
    pub async fn put_service(&mut self, network: NetworkId, service: &Service) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_SERVICE,
            network.0,
            service.id.0,
            service.business.0,
            &service.name,
            &service.about,
            i64::from(service.duration_minutes),
            i64::from(service.buffer_before_minutes),
            i64::from(service.buffer_after_minutes),
            i64::from(service.step_minutes),
            service.price.minor,
            &service.price.currency,
            booked_by_word(service.booked_by),
            to_json(&service.policy)?,
        )?;
        self.next_revision(network).await
    }

    /// # Errors
    /// One of the three is unknown in this network (`foreign_key`), or the database failed.
    pub async fn put_offer(&mut self, network: NetworkId, offer: &Offer) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_OFFER,
            network.0,
            offer.practitioner.0,
            offer.service.0,
            offer.place.0
        )?;
        self.next_revision(network).await
    }

    /// Takes an offer back; appointments that were booked from it stay. `false` when there was none.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remove_offer(&mut self, network: NetworkId, offer: &Offer) -> Result<bool, StoreError> {
        let removed = execute!(
            &mut self.conn(),
            REMOVE_OFFER,
            network.0,
            offer.practitioner.0,
            offer.service.0,
            offer.place.0
        )?;
        self.next_revision(network).await?;
        Ok(removed > 0)
    }

    async fn next_revision(&mut self, network: NetworkId) -> Result<(), StoreError> {
        execute!(&mut self.conn(), NEXT_REVISION, network.0)?;
        Ok(())
    }
}
