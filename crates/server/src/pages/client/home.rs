//! `/{network}`: who practises here, what they offer, and when they are free next.

use actions::{App, Offering, Place, SlotQuery, Snapshot, asked_services};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::people::Practitioner;
use domain::service::{BookedBy, Service};
use jiff::civil::Date;
use texts::{Speech, dates};

use super::nearby::Search;
use super::{addresses, ask};
use crate::pages::frame::{Visit, page};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::rank;
use crate::pages::shown::{SlotWindow, contact};
use crate::view::booking::{NetworkHome, PractitionerCard, ServiceLine};
use crate::view::parts::Link;

pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> PageResult {
    let snapshot = visit.app().network_by_slug(&slug).await?;
    let network = snapshot.network();
    let t = visit.speech(network);
    let order = visit.app().order(&snapshot).await?.unwrap_or_default();
    let mut practitioners = Vec::new();
    for practitioner in in_order(&snapshot, &order) {
        let mut card = card(&visit, t, &snapshot, practitioner).await?;
        let place = order.iter().find(|place| place.business == practitioner.business);
        if let (Some(card), Some(place)) = (&mut card, place) {
            card.why = Some(rank::why(t, network, &place.ranked.score));
        }
        practitioners.extend(card);
    }
    let home = NetworkHome {
        t,
        frame: visit.frame(t, network, t.say("home-title")),
        intro: network.tagline.clone(),
        ask: ask_links(t, &snapshot),
        practitioners,
        contact: contact(&network.contact),
    };
    page(StatusCode::OK, &home)
}

/// Everybody, those of the most reliable business first; in the order of the catalogue where the network orders by nothing (TRW-08).
fn in_order<'s>(snapshot: &'s Snapshot, order: &[Place]) -> Vec<&'s Practitioner> {
    let mut everybody: Vec<&Practitioner> = snapshot.catalogue.practitioners.iter().collect();
    let score = |who: &Practitioner| {
        let place = order.iter().find(|place| place.business == who.business)?;
        Some(place.ranked.score.thousandths)
    };
    // Equals keep the order of the catalogue.
    everybody.sort_by_key(|who| std::cmp::Reverse(score(who)));
    everybody
}

/// The services that one asks the network for.
fn ask_links(t: Speech, snapshot: &Snapshot) -> Vec<Link> {
    let link = |service: &&Service| {
        let href = ask::href(&snapshot.network().slug, &[("service", &service.name)]);
        Link::new(href, t.with("home-ask-link", &[("service", &service.name)]))
    };
    asked_services(snapshot).iter().map(link).collect()
}

/// Somebody who offers nothing is not shown.
async fn card(visit: &Visit, t: Speech, snapshot: &Snapshot, who: &Practitioner) -> Result<Option<PractitionerCard>, PageError> {
    let network = snapshot.network();
    let offerings: Vec<Offering<'_>> = snapshot.offerings_of(who.id).collect();
    let Some(shown) = offerings.first().copied() else {
        return Ok(None);
    };
    // Free times are told of what one books from a page; the rest is asked of the network.
    let first = offerings
        .iter()
        .copied()
        .find(|one| is_booked_here(one.service))
        .unwrap_or(shown);
    let window = SlotWindow::new(None, visit.now(), &first.place.zone, first.policy.booking.horizon_days);
    let next = search(snapshot, first, window.today)
        .next(visit.app(), window.today, window.horizon, 1)
        .await?;
    let bookable = is_booked_here(first.service);
    let next_free = next.first().filter(|_| bookable).map(|start| {
        let label = dates::capital(&dates::moment(t, *start, &first.place.zone));
        let date = first.place.zone.to_datetime(*start).date();
        Link::new(addresses::slots_from(network, first, date), label)
    });
    Ok(Some(PractitionerCard {
        href: addresses::practitioner(network, who),
        name: who.name.clone(),
        trade: who.profession.clone(),
        place: town(&first.place.address),
        services: offerings
            .iter()
            .map(|offering| service_line(t, snapshot, *offering, false))
            .collect(),
        next_free,
        why: None,
    }))
}

/// Whether a slot of the service can be chosen on a page; what goes by proposal is asked of the network.
pub(super) fn is_booked_here(service: &Service) -> bool {
    service.booked_by != BookedBy::Proposal
}

/// Where slots of an offering are looked for.
pub(super) fn search(snapshot: &Snapshot, offering: Offering<'_>, day: Date) -> Search<'static> {
    Search::Book(SlotQuery {
        network: snapshot.network().id,
        practitioner: offering.practitioner.id,
        service: offering.service.id,
        place: Some(offering.place.id),
        first: day,
        last: day,
    })
}

/// One service in a list, with the place when there are several.
pub(super) fn service_line(t: Speech, snapshot: &Snapshot, offering: Offering<'_>, chosen: bool) -> ServiceLine {
    let same = |other: &Offering<'_>| other.service.id == offering.service.id;
    let elsewhere = snapshot.offerings_of(offering.practitioner.id).filter(same).count() > 1;
    let place = elsewhere.then(|| offering.place.name.clone());
    ServiceLine {
        href: match is_booked_here(offering.service) {
            true => addresses::slots(snapshot.network(), offering),
            false => ask::href(&snapshot.network().slug, &[("service", &offering.service.name)]),
        },
        name: offering.service.name.clone(),
        detail: [
            Some(detail(t, offering.service)),
            (!is_booked_here(offering.service)).then(|| t.say("service-by-proposal")),
            place,
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · "),
        chosen,
        on_approval: offering.service.booked_by == BookedBy::Approval,
    }
}

/// "1 h · 60 €".
fn detail(t: Speech, service: &Service) -> String {
    let length = dates::minutes(t, i64::from(service.duration_minutes));
    match service.price.minor {
        0 => length,
        _ => format!("{length} · {}", dates::money(t, &service.price)),
    }
}

/// The last part of an address on one line: "69003 Lyon".
fn town(address: &str) -> String {
    address.rsplit(',').next().unwrap_or_default().trim().to_owned()
}

/// The network's snapshot with the practitioner that an address names.
///
/// # Errors
/// 404 when either is unknown.
pub(super) async fn found(
    app: &App,
    network: &str,
    practitioner: &str,
) -> Result<(std::sync::Arc<Snapshot>, Practitioner), PageError> {
    let snapshot = app.network_by_slug(network).await?;
    let practitioner = snapshot
        .practitioner_by_slug(practitioner)
        .ok_or(PageError::NOT_FOUND)?
        .clone();
    Ok((snapshot, practitioner))
}
