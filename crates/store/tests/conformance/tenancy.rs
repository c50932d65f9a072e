//! X1, X2: a network sees nothing of another one, and foreign ids are answered as unknown ones are.

use domain::appointment::Appointment;
use domain::ids::{AbsenceId, NetworkId};
use domain::notice::When;
use store::{AbsenceRow, Applied, AppointmentFilter, Hours, Imported, Offer};

use crate::on_both;
use crate::practice::{Practice, at, cancelled, client, minutes, moved, new_id, now, paris, practitioner};

on_both!(
    x2_foreign_ids_are_unknown,
    x2_foreign_ids_change_nothing,
    x1_the_same_ids_live_in_two_networks,
    imports_are_known_by_source_and_kind,
);

/// The practice again under another network, with the ids of the first one.
async fn neighbour(practice: &mut Practice) -> NetworkId {
    let first = std::mem::replace(&mut practice.network, NetworkId(new_id()));
    practice.open("wecasa").await;
    std::mem::replace(&mut practice.network, first)
}

async fn x2_foreign_ids_are_unknown(practice: Practice) {
    let appointment = practice.book("2026-03-10T09:00:00Z", 60).await;
    let (store, foreign) = (&practice.store, NetworkId(new_id()));
    let (from, to) = (at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z"));
    assert!(store.appointment(foreign, appointment.id).await.unwrap().is_none());
    assert!(store.client(foreign, practice.client).await.unwrap().is_none());
    assert!(store.client(practice.network, practice.client).await.unwrap().is_some());
    assert!(store.revisions(foreign, practice.practitioner).await.unwrap().is_none());
    assert!(store.history(foreign, appointment.id).await.unwrap().is_empty());
    assert!(store.messages_of(foreign, appointment.id).await.unwrap().is_empty());
    assert!(
        store
            .day_entries(foreign, &[practice.practitioner], from, to)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(store.requests(foreign, practice.business).await.unwrap().is_empty());
    assert!(
        store
            .appointments_page(foreign, None, 10, &AppointmentFilter::default())
            .await
            .unwrap()
            .is_empty()
    );
    assert!(store.busy(foreign, practice.practitioner, from, to).await.unwrap().is_empty());
    assert_eq!(store.hours(foreign, practice.practitioner).await.unwrap(), Hours::default());
    assert!(store.absences(foreign, practice.practitioner, from).await.unwrap().is_empty());
    let agenda = store
        .agenda(foreign, practice.practitioner, practice.place, paris(), 1, from, to)
        .await
        .unwrap();
    assert!(agenda.busy.is_empty() && agenda.weekly.is_empty());
    let mut tx = store.begin().await.unwrap();
    assert!(!tx.lock_practitioner(foreign, practice.practitioner).await.unwrap());
    assert!(tx.appointment(foreign, appointment.id).await.unwrap().is_none());
}

async fn x2_foreign_ids_change_nothing(mut practice: Practice) {
    let neighbour = neighbour(&mut practice).await;
    let appointment = practice.book("2026-03-10T09:00:00Z", 60).await;
    let stolen = Appointment {
        network: neighbour,
        ..appointment.clone()
    };
    assert_eq!(practice.try_change(&cancelled(&stolen)).await.unwrap(), Applied::VersionMoved);
    assert_eq!(
        practice.try_change(&moved(&stolen, "2026-03-10T11:00:00Z")).await.unwrap(),
        Applied::VersionMoved
    );
    let absence = AbsenceRow {
        id: AbsenceId(new_id()),
        practitioner: practice.practitioner,
        start: now(),
        end: now() + minutes(60),
        note: String::new(),
    };
    let mut tx = practice.store.begin().await.unwrap();
    tx.add_absence(practice.network, &absence, "usr_1", now()).await.unwrap();
    assert!(!tx.remove_absence(neighbour, practice.practitioner, absence.id).await.unwrap());
    let foreign = practitioner(practice.practitioner, practice.business, "someone-else");
    tx.put_practitioner(neighbour, &foreign).await.unwrap();
    tx.commit().await.unwrap();
    let catalogue = practice.store.catalogue(practice.network).await.unwrap().unwrap();
    assert_eq!(catalogue.practitioners[0].slug, "anne-lefevre");
    assert_eq!(
        practice
            .store
            .appointment(practice.network, appointment.id)
            .await
            .unwrap()
            .unwrap()
            .appointment,
        appointment
    );
    let nowhere = Offer {
        practitioner: practice.practitioner,
        service: practice.service,
        place: domain::ids::PlaceId(new_id()),
    };
    let mut tx = practice.store.begin().await.unwrap();
    assert_eq!(
        tx.put_offer(neighbour, &nowhere).await.unwrap_err().constraint(),
        Some("foreign_key")
    );
}

async fn x1_the_same_ids_live_in_two_networks(mut practice: Practice) {
    let neighbour = neighbour(&mut practice).await;
    let here = practice.book("2026-03-10T09:00:00Z", 60).await;
    let mut there = Appointment {
        network: neighbour,
        ..here.clone()
    };
    practice.try_book(there.clone()).await.unwrap();
    let day = (at("2026-03-10T00:00:00Z"), at("2026-03-11T00:00:00Z"));
    assert_eq!(
        practice
            .store
            .busy(neighbour, practice.practitioner, day.0, day.1)
            .await
            .unwrap()
            .len(),
        1
    );
    there.when = When {
        start: here.when.start + minutes(90),
        end: here.when.end + minutes(90),
        zone: paris(),
    };
    there.version = 2;
    let change = crate::practice::changed(
        Some(&Appointment {
            version: 1,
            ..there.clone()
        }),
        there,
        domain::appointment::ChangeKind::Moved,
    );
    practice.change(&change).await;
    let read = |network| practice.store.appointment(network, here.id);
    assert_eq!(read(practice.network).await.unwrap().unwrap().appointment.version, 1);
    assert_eq!(read(neighbour).await.unwrap().unwrap().appointment.version, 2);
    assert_eq!(practice.store.messages_of(practice.network, here.id).await.unwrap().len(), 3);
    let claire = client("Claire Dubois", Some("claire@exemple.fr"), Some("06 12 34 56 78"));
    let mut tx = practice.store.begin().await.unwrap();
    assert_eq!(tx.client_for(neighbour, &claire, now()).await.unwrap(), practice.client);
}

async fn imports_are_known_by_source_and_kind(practice: Practice) {
    let (network, foreign) = (practice.network, NetworkId(new_id()));
    let appointment = practice.book("2026-03-10T09:00:00Z", 60).await.id;
    let mut tx = practice.store.begin().await.unwrap();
    assert_eq!(tx.imported_client(network, "old", "12").await.unwrap(), None);
    assert!(
        tx.remember_import(network, "old", "12", Imported::Client(practice.client))
            .await
            .unwrap()
    );
    assert!(
        tx.remember_import(network, "old", "12", Imported::Appointment(appointment))
            .await
            .unwrap()
    );
    assert!(
        !tx.remember_import(network, "old", "12", Imported::Client(domain::ids::ClientId(new_id())))
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    let mut tx = practice.store.begin().await.unwrap();
    assert_eq!(tx.imported_client(network, "old", "12").await.unwrap(), Some(practice.client));
    assert_eq!(
        tx.imported_appointment(network, "old", "12").await.unwrap(),
        Some(appointment)
    );
    assert_eq!(tx.imported_appointment(network, "other", "12").await.unwrap(), None);
    assert_eq!(tx.imported_appointment(foreign, "old", "12").await.unwrap(), None);
}
