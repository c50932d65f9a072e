//! Many changes at the same time: what was acknowledged is there, what was not leaves nothing, and nobody harms a neighbour.

use std::time::Duration;

use domain::appointment::Appointment;
use domain::ids::AppointmentId;
use store::{Applied, Store};
use tokio::task::JoinSet;

use crate::on_both;
use crate::practice::{Practice, apply, booked, minutes};

on_both!(
    i2_what_is_acknowledged_is_seen_by_others,
    a_turn_that_fails_or_is_dropped_harms_no_neighbour,
    after_a_dropped_turn_the_database_is_free,
    callers_who_go_away_leave_all_or_nothing,
);

/// As many appointments, one after the other.
fn appointments(practice: &Practice, count: i64) -> Vec<Appointment> {
    let first = practice.appointment("2026-03-10T09:00:00Z", 10);
    let nth = |n: i64| {
        let mut appointment = Appointment {
            id: practice.appointment("2026-03-10T09:00:00Z", 10).id,
            ..first.clone()
        };
        appointment.when.start = first.when.start + minutes(10 * n);
        appointment.when.end = first.when.end + minutes(10 * n);
        appointment
    };
    (0..count).map(nth).collect()
}

async fn book(store: &Store, appointment: Appointment) -> Result<(), store::StoreError> {
    let mut tx = store.begin().await?;
    assert_eq!(apply(&mut tx, &booked(appointment)).await?, Applied::Done);
    tx.commit().await
}

async fn exists(practice: &Practice, id: AppointmentId) -> bool {
    practice.store.appointment(practice.network, id).await.unwrap().is_some()
}

async fn i2_what_is_acknowledged_is_seen_by_others(practice: Practice) {
    let other = Store::connect(&practice.url).await.unwrap();
    let mut tasks = JoinSet::new();
    for appointment in appointments(&practice, 48) {
        let (store, other) = (practice.store.clone(), other.clone());
        tasks.spawn(async move {
            let (network, id) = (appointment.network, appointment.id);
            book(&store, appointment).await.unwrap();
            other.appointment(network, id).await.unwrap().is_some()
        });
    }
    assert!(tasks.join_all().await.into_iter().all(|seen| seen));
    other.close().await;
}

async fn a_turn_that_fails_or_is_dropped_harms_no_neighbour(practice: Practice) {
    let all = appointments(&practice, 60);
    let mut tasks = JoinSet::new();
    for (n, appointment) in all.iter().cloned().enumerate() {
        let store = practice.store.clone();
        tasks.spawn(async move {
            if n % 3 == 0 {
                return book(&store, appointment).await.unwrap();
            }
            let mut tx = store.begin().await.unwrap();
            assert_eq!(apply(&mut tx, &booked(appointment.clone())).await.unwrap(), Applied::Done);
            if n % 3 == 1 {
                return drop(tx);
            }
            // The same time once more: refused by the guard, and the transaction goes with it.
            let id = AppointmentId(crate::practice::new_id());
            let refusal = apply(&mut tx, &booked(Appointment { id, ..appointment })).await.unwrap_err();
            assert_eq!(refusal.constraint(), Some("appointment_overlap"));
            tx.rollback().await.unwrap();
        });
    }
    tasks.join_all().await;
    for (n, appointment) in all.iter().enumerate() {
        assert_eq!(exists(&practice, appointment.id).await, n % 3 == 0, "number {n}");
    }
}

async fn after_a_dropped_turn_the_database_is_free(practice: Practice) {
    for appointment in appointments(&practice, 3) {
        let mut tx = practice.store.begin().await.unwrap();
        assert_eq!(apply(&mut tx, &booked(appointment)).await.unwrap(), Applied::Done);
        drop(tx);
        let freed = practice.past_the_store("UPDATE network SET name = 'Autre'");
        let freed = tokio::time::timeout(Duration::from_secs(3), freed)
            .await
            .expect("nobody holds the database");
        assert_eq!(freed.unwrap(), 1);
    }
}

/// Each caller is stopped after another few microseconds, at whatever it was waiting for.
async fn callers_who_go_away_leave_all_or_nothing(practice: Practice) {
    let all = appointments(&practice, 150);
    let mut tasks = Vec::new();
    for (n, appointment) in (0_u64..).zip(all.clone()) {
        let store = practice.store.clone();
        tasks.push(tokio::spawn(async move {
            let patience = Duration::from_micros(n * 7_919 % 40_000);
            tokio::time::timeout(patience, book(&store, appointment))
                .await
                .is_ok_and(|booked| booked.is_ok())
        }));
        if n % 10 == 9 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    let mut acknowledged = Vec::new();
    for task in tasks {
        acknowledged.push(task.await.unwrap());
    }
    assert!(acknowledged.contains(&false), "some were stopped");
    practice.book("2027-03-10T09:00:00Z", 60).await;
    for (appointment, acknowledged) in all.iter().zip(acknowledged) {
        let is_there = exists(&practice, appointment.id).await;
        assert!(is_there || !acknowledged);
        let history = practice.store.history(practice.network, appointment.id).await.unwrap();
        let messages = practice.store.messages_of(practice.network, appointment.id).await.unwrap();
        assert_eq!((history.len(), messages.len()), if is_there { (1, 3) } else { (0, 0) });
    }
}
