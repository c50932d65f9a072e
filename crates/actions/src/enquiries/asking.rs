//! Whom an enquiry could go to: everybody who gives the service by proposal, with their agenda around the wished time.

use std::collections::HashMap;

use domain::agenda::Agenda;
use domain::enquiry::{Candidate, Looks, NotProposed, Proposed, eligible, same_service, serves_there};
use domain::ids::{BusinessId, PlaceId, PractitionerId, ServiceId};
use domain::policy::EnquiryPolicy;
use domain::service::{BookedBy, Service};
use jiff::Timestamp;

use crate::catalogue::{Offering, Snapshot};
use crate::slots::deciding;
use crate::{App, Failure};

/// What is asked for, when and where.
#[derive(Debug, Clone, Copy)]
pub struct AskedFor<'a> {
    /// Name of the service.
    pub service: &'a str,
    /// When it should start.
    pub start: Timestamp,
    /// Postcode of where it should take place.
    pub postcode: &'a str,
}

/// What was found about one practitioner, with what a proposal is made of.
#[derive(Debug, Clone)]
pub struct ConsideredOne {
    /// Who.
    pub practitioner: PractitionerId,
    /// Whose account it is.
    pub business: BusinessId,
    /// The own service of that name.
    pub service: ServiceId,
    /// Where it is given, as the catalogue says.
    pub place: PlaceId,
    /// The enquiry goes there, or why not.
    pub answer: Result<Proposed, NotProposed>,
}

/// The services that a network gives by proposal: the first of each name, in the catalogue's order.
pub fn asked_services(snapshot: &Snapshot) -> Vec<&Service> {
    let mut services: Vec<&Service> = Vec::new();
    for service in &snapshot.catalogue.services {
        let offered = || snapshot.catalogue.offers.iter().any(|offer| offer.service == service.id);
        let known = services.iter().any(|other| same_service(&other.name, &service.name));
        if service.booked_by == BookedBy::Proposal && !known && offered() {
            services.push(service);
        }
    }
    services
}

impl App {
    /// Everybody who gives the service by proposal: first those the enquiry would go to now, then the others with why not.
    pub(super) async fn considered(
        &self,
        snapshot: &Snapshot,
        asked: AskedFor<'_>,
        policy: &EnquiryPolicy,
        asked_before: &[PractitionerId],
    ) -> Result<Vec<ConsideredOne>, Failure> {
        let network = snapshot.network().id;
        let order = self.order(snapshot).await?.unwrap_or_default();
        let score = |place: crate::Place| (place.business, i64::from(place.ranked.score.thousandths));
        let scores: HashMap<BusinessId, i64> = order.into_iter().map(score).collect();
        let offerings: Vec<Offering<'_>> = by_proposal(snapshot, asked.service).collect();
        let mut agendas: Vec<Option<Agenda>> = Vec::with_capacity(offerings.len());
        for offering in &offerings {
            agendas.push(match serves_there(&offering.practitioner.serves, asked.postcode) {
                Ok(_) => {
                    let (from, to) = deciding(asked.start, offering.service);
                    Some(self.read_agenda(network, *offering, from, to).await?)
                }
                // Whoever is too far need not be asked when they are free.
                Err(_) => None,
            });
        }
        let candidates: Vec<Candidate<'_>> = offerings
            .iter()
            .zip(&agendas)
            .map(|(offering, agenda)| Candidate {
                practitioner: offering.practitioner.id,
                business: offering.business.id,
                name: &offering.practitioner.name,
                service: offering.service,
                policy: offering.policy,
                place: offering.place.id,
                serves: &offering.practitioner.serves,
                agenda: agenda.as_ref(),
                score: scores.get(&offering.business.id).copied(),
                asked_before: asked_before.contains(&offering.practitioner.id),
            })
            .collect();
        let looks = Looks {
            start: asked.start,
            postcode: asked.postcode,
        };
        let answers = eligible(&candidates, looks, policy, self.clock.now());
        Ok(answers
            .into_iter()
            .map(|one| considered_one(offerings[one.candidate], one.answer))
            .collect())
    }
}

fn considered_one(offering: Offering<'_>, answer: Result<Proposed, NotProposed>) -> ConsideredOne {
    ConsideredOne {
        practitioner: offering.practitioner.id,
        business: offering.business.id,
        service: offering.service.id,
        place: offering.place.id,
        answer,
    }
}

/// What is offered by proposal under this name, whoever's it is.
fn by_proposal<'s>(snapshot: &'s Snapshot, name: &str) -> impl Iterator<Item = Offering<'s>> {
    let practitioners = snapshot.catalogue.practitioners.iter();
    practitioners
        .flat_map(|practitioner| snapshot.offerings_of(practitioner.id))
        .filter(move |offering| offering.service.booked_by == BookedBy::Proposal && same_service(&offering.service.name, name))
}
