//! The catalogue and its revisions.

use domain::ids::{NetworkId, PractitionerId};
use store::{Catalogue, Offer};

use crate::on_both;
use crate::practice::{Practice, business, network, new_id, place, practitioner, service};

on_both!(
    the_catalogue_comes_back_as_it_was_put,
    putting_again_replaces_and_makes_the_revision_grow,
    a_slug_belongs_to_one,
    too_long_a_service_is_refused,
);

/// Domain types of the catalogue do not compare; what they print does.
fn shown<T: std::fmt::Debug>(value: &T) -> String {
    format!("{value:?}")
}

async fn catalogue(practice: &Practice) -> Catalogue {
    practice.store.catalogue(practice.network).await.unwrap().unwrap()
}

async fn the_catalogue_comes_back_as_it_was_put(practice: Practice) {
    let (store, id) = (&practice.store, practice.network);
    let found = catalogue(&practice).await;
    let network = domain::people::Network {
        revision: found.network.revision,
        ..network(id, "medoucine")
    };
    assert_eq!(shown(&found.network), shown(&network));
    assert_eq!(shown(&found.businesses), shown(&[business(practice.business)]));
    assert_eq!(
        shown(&found.practitioners),
        shown(&[practitioner(practice.practitioner, practice.business, "anne-lefevre")])
    );
    assert_eq!(shown(&found.places), shown(&[place(practice.place, practice.business)]));
    assert_eq!(shown(&found.services), shown(&[service(practice.service, practice.business)]));
    let offer = Offer {
        practitioner: practice.practitioner,
        service: practice.service,
        place: practice.place,
    };
    assert_eq!(found.offers, [offer]);
    assert_eq!(
        shown(&store.networks().await.unwrap()),
        shown(&std::slice::from_ref(&found.network))
    );
    assert_eq!(store.network_id_by_slug("medoucine").await.unwrap(), Some(id));
    assert_eq!(store.network_id_by_slug("Medoucine").await.unwrap(), None);
    assert!(store.catalogue(NetworkId(new_id())).await.unwrap().is_none());
}

async fn putting_again_replaces_and_makes_the_revision_grow(practice: Practice) {
    let store = &practice.store;
    let before = store
        .revisions(practice.network, practice.practitioner)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(before.catalogue, catalogue(&practice).await.network.revision);
    let mut tx = store.begin().await.unwrap();
    let mut changed = service(practice.service, practice.business);
    changed.duration_minutes = 45;
    tx.put_service(practice.network, &changed).await.unwrap();
    let offer = Offer {
        practitioner: practice.practitioner,
        service: practice.service,
        place: practice.place,
    };
    assert!(tx.remove_offer(practice.network, &offer).await.unwrap());
    assert!(!tx.remove_offer(practice.network, &offer).await.unwrap());
    tx.commit().await.unwrap();
    let found = catalogue(&practice).await;
    assert_eq!(shown(&found.services), shown(&[changed]));
    assert!(found.offers.is_empty());
    let after = store
        .revisions(practice.network, practice.practitioner)
        .await
        .unwrap()
        .unwrap();
    assert!(after.catalogue > before.catalogue);
    assert_eq!(after.agenda, before.agenda);
    assert_eq!(
        store.revisions(practice.network, PractitionerId(new_id())).await.unwrap(),
        None
    );
}

async fn a_slug_belongs_to_one(practice: Practice) {
    let store = &practice.store;
    let mut tx = store.begin().await.unwrap();
    let refusal = tx.put_network(&network(NetworkId(new_id()), "medoucine")).await.unwrap_err();
    assert_eq!(refusal.constraint(), Some("network_slug"));
    drop(tx);
    let mut tx = store.begin().await.unwrap();
    let twin = practitioner(PractitionerId(new_id()), practice.business, "anne-lefevre");
    let refusal = tx.put_practitioner(practice.network, &twin).await.unwrap_err();
    assert_eq!(refusal.constraint(), Some("practitioner_slug"));
}

async fn too_long_a_service_is_refused(practice: Practice) {
    let mut tx = practice.store.begin().await.unwrap();
    let mut long = service(practice.service, practice.business);
    long.duration_minutes = 24 * 60 + 1;
    let refusal = tx.put_service(practice.network, &long).await.unwrap_err();
    assert_eq!(refusal.constraint(), Some("service_length"));
}
