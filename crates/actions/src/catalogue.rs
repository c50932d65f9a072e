//! A network's catalogue and its practitioners' agendas, kept in memory and checked against the store's revision before each use.
//!
//! Only pages that show slots read from here. A booking reads busy time again under the practitioner's lock (R3).

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use domain::agenda::Agenda;
use domain::ids::{BusinessId, NetworkId, PlaceId, PractitionerId, ServiceId};
use domain::people::{Business, Contact, Network, Place, Practitioner};
use domain::policy::{Policy, PolicyFault, ReplyTo, resolve};
use domain::service::Service;
use jiff::Timestamp;
use store::Catalogue;

use crate::{App, Failure};

/// One state of a network's catalogue, with the policy of each service resolved.
#[derive(Debug)]
pub struct Snapshot {
    /// The catalogue as stored.
    pub catalogue: Catalogue,
    policies: HashMap<ServiceId, Policy>,
    business_policies: HashMap<BusinessId, Policy>,
    network_policy: Policy,
}

/// A service as one practitioner gives it at one place.
#[derive(Debug, Clone, Copy)]
pub struct Offering<'a> {
    /// Who.
    pub practitioner: &'a Practitioner,
    /// What.
    pub service: &'a Service,
    /// Where.
    pub place: &'a Place,
    /// Whose account it is.
    pub business: &'a Business,
    /// Under which policy.
    pub policy: &'a Policy,
}

impl Snapshot {
    fn new(catalogue: Catalogue) -> Result<Self, PolicyFault> {
        let mut policies = HashMap::new();
        for service in &catalogue.services {
            let business = catalogue
                .businesses
                .iter()
                .find(|b| b.id == service.business)
                .map(|b| &b.policy);
            let null = serde_json::Value::Null;
            let policy = resolve(&[&catalogue.network.policy, business.unwrap_or(&null), &service.policy])?;
            policies.insert(service.id, policy);
        }
        let mut business_policies = HashMap::new();
        for business in &catalogue.businesses {
            let policy = resolve(&[&catalogue.network.policy, &business.policy])?;
            business_policies.insert(business.id, policy);
        }
        let network_policy = resolve(&[&catalogue.network.policy])?;
        Ok(Snapshot {
            catalogue,
            policies,
            business_policies,
            network_policy,
        })
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.catalogue.network
    }

    /// The policy of the network itself, for what treats all businesses alike.
    pub fn network_policy(&self) -> &Policy {
        &self.network_policy
    }

    /// The policy of a business as a whole, for what is not about one service.
    pub fn policy_of(&self, business: BusinessId) -> Option<&Policy> {
        self.business_policies.get(&business)
    }

    /// The practitioner with this id.
    pub fn practitioner(&self, id: PractitionerId) -> Option<&Practitioner> {
        self.catalogue.practitioners.iter().find(|p| p.id == id)
    }

    /// The practitioner whose page has this address.
    pub fn practitioner_by_slug(&self, slug: &str) -> Option<&Practitioner> {
        self.catalogue.practitioners.iter().find(|p| p.slug == slug)
    }

    /// The business with this id.
    pub fn business(&self, id: BusinessId) -> Option<&Business> {
        self.catalogue.businesses.iter().find(|b| b.id == id)
    }

    /// The place with this id.
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.catalogue.places.iter().find(|p| p.id == id)
    }

    /// The service with this id.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.catalogue.services.iter().find(|s| s.id == id)
    }

    /// Practitioners of a business, in the catalogue's order.
    pub fn practitioners_of(&self, business: BusinessId) -> impl Iterator<Item = &Practitioner> {
        self.catalogue.practitioners.iter().filter(move |p| p.business == business)
    }

    /// What a practitioner offers, in the catalogue's order.
    pub fn offerings_of(&self, practitioner: PractitionerId) -> impl Iterator<Item = Offering<'_>> {
        let offers = self.catalogue.offers.iter().filter(move |o| o.practitioner == practitioner);
        offers.filter_map(|o| self.offering(o.practitioner, o.service, Some(o.place)))
    }

    /// A service of a practitioner; without a place, the first place where it is given.
    pub fn offering(&self, practitioner: PractitionerId, service: ServiceId, place: Option<PlaceId>) -> Option<Offering<'_>> {
        let offer = self
            .catalogue
            .offers
            .iter()
            .find(|o| o.practitioner == practitioner && o.service == service && place.is_none_or(|place| place == o.place))?;
        self.joined(practitioner, service, offer.place)
    }

    /// What an appointment was booked as, whether or not it is still offered.
    pub(crate) fn joined(&self, practitioner: PractitionerId, service: ServiceId, place: PlaceId) -> Option<Offering<'_>> {
        let practitioner = self.practitioner(practitioner)?;
        Some(Offering {
            practitioner,
            service: self.service(service)?,
            place: self.place(place)?,
            business: self.business(practitioner.business)?,
            policy: self.policies.get(&service)?,
        })
    }

    /// Whom a policy sends clients to, with the gaps filled from the next wider circle.
    pub fn contact(&self, reply_to: ReplyTo, practitioner: PractitionerId) -> Contact {
        let person = self.practitioner(practitioner);
        let business = person.and_then(|p| self.business(p.business)).map(|b| &b.contact);
        let network = Some(&self.network().contact);
        let circles = match reply_to {
            ReplyTo::Practitioner => [person.map(|p| &p.contact), business, network],
            ReplyTo::Business => [business, network, None],
            ReplyTo::Network => [network, None, None],
        };
        let mut circles = circles.into_iter().flatten();
        let mut contact = circles.next().cloned().unwrap_or_default();
        for wider in circles {
            if contact.email.is_none() && contact.phone.is_none() {
                contact = wider.clone();
            }
        }
        contact
    }
}

/// Snapshots by network and agendas by practitioner and place.
#[derive(Default)]
pub(crate) struct Cache {
    snapshots: RwLock<HashMap<NetworkId, Arc<Snapshot>>>,
    slugs: RwLock<HashMap<String, NetworkId>>,
    agendas: RwLock<HashMap<(PractitionerId, PlaceId), Arc<KeptAgenda>>>,
}

/// An agenda with the revision and the stretch of time it is true for.
pub(crate) struct KeptAgenda {
    revision: i64,
    from: Timestamp,
    to: Timestamp,
    pub(crate) agenda: Agenda,
}

/// How many agendas stay in memory; a half-full month of one takes about 20 kB.
const AGENDAS_KEPT: usize = 2_000;

impl App {
    /// The network with this address.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for an unknown address.
    pub async fn network_by_slug(&self, slug: &str) -> Result<Arc<Snapshot>, Failure> {
        self.snapshot(self.network_id(slug).await?).await
    }

    /// The id of the network with this address. Asked once, then known.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for an unknown address.
    pub async fn network_id(&self, slug: &str) -> Result<NetworkId, Failure> {
        if let Some(id) = self.cache.slugs.read().ok().and_then(|slugs| slugs.get(slug).copied()) {
            return Ok(id);
        }
        let id = self
            .store
            .network_id_by_slug(slug)
            .await?
            .ok_or(Failure::NotFound("network"))?;
        if let Ok(mut slugs) = self.cache.slugs.write() {
            slugs.insert(slug.to_owned(), id);
        }
        Ok(id)
    }

    /// The catalogue of a network as it is now.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for an unknown network, [`Failure::Policy`] for a policy that cannot be used.
    pub async fn snapshot(&self, network: NetworkId) -> Result<Arc<Snapshot>, Failure> {
        let revision = self
            .store
            .catalogue_revision(network)
            .await?
            .ok_or(Failure::NotFound("network"))?;
        self.snapshot_at(network, revision).await
    }

    /// The catalogue of a network at a revision that was just read.
    ///
    /// # Errors
    /// As [`App::snapshot`].
    pub async fn snapshot_at(&self, network: NetworkId, revision: i64) -> Result<Arc<Snapshot>, Failure> {
        if let Some(kept) = self.kept_snapshot(network).filter(|kept| kept.network().revision == revision) {
            return Ok(kept);
        }
        let catalogue = self.store.catalogue(network).await?.ok_or(Failure::NotFound("network"))?;
        let snapshot = Arc::new(Snapshot::new(catalogue)?);
        if let Ok(mut snapshots) = self.cache.snapshots.write() {
            snapshots.insert(network, snapshot.clone());
        }
        Ok(snapshot)
    }

    fn kept_snapshot(&self, network: NetworkId) -> Option<Arc<Snapshot>> {
        self.cache.snapshots.read().ok()?.get(&network).cloned()
    }

    /// The agenda for `from..to`, from memory when the store's revision says it is still true.
    pub(crate) async fn kept_agenda(
        &self,
        offering: Offering<'_>,
        network: NetworkId,
        revision: i64,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Arc<KeptAgenda>, Failure> {
        let key = (offering.practitioner.id, offering.place.id);
        let kept = self.cache.agendas.read().ok().and_then(|agendas| agendas.get(&key).cloned());
        let holds = |kept: &Arc<KeptAgenda>| kept.revision == revision && kept.from <= from && to <= kept.to;
        if let Some(kept) = kept.filter(holds) {
            return Ok(kept);
        }
        // A whole stretch is read at once, because the next page of slots usually follows.
        let (from, to) = (
            from - jiff::SignedDuration::from_hours(72),
            to + jiff::SignedDuration::from_hours(24 * 35),
        );
        let agenda = self.read_agenda(network, offering, from, to).await?;
        let kept = Arc::new(KeptAgenda {
            revision,
            from,
            to,
            agenda,
        });
        if let Ok(mut agendas) = self.cache.agendas.write() {
            if agendas.len() >= AGENDAS_KEPT {
                agendas.clear();
            }
            agendas.insert(key, kept.clone());
        }
        Ok(kept)
    }

    pub(crate) async fn read_agenda(
        &self,
        network: NetworkId,
        offering: Offering<'_>,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Agenda, Failure> {
        let (zone, capacity) = (offering.place.zone.clone(), offering.practitioner.capacity);
        Ok(self
            .store
            .agenda(network, offering.practitioner.id, offering.place.id, zone, capacity, from, to)
            .await?)
    }
}
