//! Where the client's pages are.

use actions::Offering;
use domain::ids::{PlaceId, ServiceId};
use domain::people::{Network, Practitioner};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::pages::shown::{in_address, start_in};

/// The page of a practitioner.
pub(super) fn practitioner(network: &Network, practitioner: &Practitioner) -> String {
    format!("/{}/{}", network.slug, practitioner.slug)
}

/// The slots of one service on that page.
pub(super) fn slots(network: &Network, offering: Offering<'_>) -> String {
    format!(
        "{}?{}",
        practitioner(network, offering.practitioner),
        what(offering.service.id, offering.place.id)
    )
}

/// The slots from a date on.
pub(super) fn slots_from(network: &Network, offering: Offering<'_>, from: Date) -> String {
    format!("{}&from={from}#slots", slots(network, offering))
}

/// The form for one start.
pub(super) fn book(network: &Network, offering: Offering<'_>, start: Timestamp) -> String {
    let start = in_address(&start_in(&offering.place.zone, start));
    let (page, what) = (
        practitioner(network, offering.practitioner),
        what(offering.service.id, offering.place.id),
    );
    format!("{page}/book?{what}&start={start}")
}

fn what(service: ServiceId, place: PlaceId) -> String {
    format!("service={service}&place={place}")
}
