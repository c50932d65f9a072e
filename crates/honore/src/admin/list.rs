//! Showing what has been set up.

use actions::{App, Snapshot};
use domain::people::Business;

use crate::fault::Fault;
use crate::said;

/// Prints every network with what it holds.
pub(super) async fn list(app: &App) -> Result<(), Fault> {
    for network in app.store.networks().await? {
        let snapshot = app.snapshot(network.id).await?;
        said::line(&format!("network {}: {} ({})", network.slug, network.name, network.id));
        for business in &snapshot.catalogue.businesses {
            show(&snapshot, business);
        }
    }
    Ok(())
}

fn show(snapshot: &Snapshot, business: &Business) {
    said::line(&format!("  business {} ({})", business.name, business.id));
    for place in snapshot.catalogue.places.iter().filter(|place| place.business == business.id) {
        said::line(&format!("    place {}, {}", place.name, place.address));
    }
    for service in snapshot
        .catalogue
        .services
        .iter()
        .filter(|service| service.business == business.id)
    {
        said::line(&format!(
            "    service {}, {} min ({})",
            service.name, service.duration_minutes, service.id
        ));
    }
    for practitioner in snapshot.practitioners_of(business.id) {
        let gives = snapshot
            .offerings_of(practitioner.id)
            .map(|offering| offering.service.name.clone());
        let gives = gives.collect::<Vec<_>>().join(", ");
        said::line(&format!(
            "    practitioner {}: {} ({gives})",
            practitioner.slug, practitioner.name
        ));
    }
}
