//! `/`: the networks of this server, or the only one.

use axum::http::StatusCode;
use domain::people::Language;
use jiff::tz::TimeZone;

use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::PageResult;
use crate::view::networks::{NetworkCard, NetworkList};

pub(super) async fn show(visit: Visit) -> PageResult {
    let networks = visit.app().store.networks().await?;
    if let [only] = networks.as_slice() {
        return Ok(see_other(&format!("/{}", only.slug)));
    }
    let t = visit.reader.speech(Language::default());
    let card = |network: domain::people::Network| NetworkCard {
        href: format!("/{}", network.slug),
        name: network.name,
        tagline: network.tagline,
    };
    let zone = networks.first().map_or(TimeZone::UTC, |network| network.zone.clone());
    let networks = networks.into_iter().map(card).collect();
    page(
        StatusCode::OK,
        &NetworkList {
            t,
            frame: visit.house_frame(t, t.say("networks-title"), &zone),
            networks,
        },
    )
}
