//! Many at once: the portable rule under rivals, idempotency keys, clients who are found again.

use domain::appointment::Appointment;
use domain::ids::{NetworkId, PractitionerId};
use store::{Applied, IdempotentAnswer, Store, StoreError};
use tokio::task::JoinSet;

use crate::on_both;
use crate::practice::{Practice, apply, at, booked, client, minutes, new_id, now, overlaps, practitioner};

on_both!(
    r1_r6_of_32_rivals_one_gets_the_time,
    rivals_for_different_agendas_do_not_meet,
    r15_a_key_answers_once_per_network,
    r15_twins_write_one_answer,
    s7_nobody_is_overwritten,
);

/// The whole portable rule: touch, look, insert. `false` when the time is taken.
async fn book(store: Store, appointment: Appointment) -> Result<bool, StoreError> {
    let busy = appointment.busy();
    let mut tx = store.begin().await?;
    assert!(tx.lock_practitioner(appointment.network, appointment.practitioner).await?);
    let taken = tx
        .busy(appointment.network, appointment.practitioner, busy.start, busy.end, None)
        .await?;
    if overlaps(&taken, &busy) {
        tx.rollback().await?;
        return Ok(false);
    }
    assert_eq!(apply(&mut tx, &booked(appointment)).await?, Applied::Done);
    tx.commit().await?;
    Ok(true)
}

/// All of them want the minute before ten, none the same span.
async fn r1_r6_of_32_rivals_one_gets_the_time(practice: Practice) {
    for day in 10..20 {
        let mut rivals = JoinSet::new();
        for n in 0..32 {
            let ten = at(&format!("2026-03-{day}T10:00:00Z"));
            let mut appointment = practice.appointment(&format!("2026-03-{day}T09:00:00Z"), 60);
            appointment.when.start = ten - minutes(1 + n % 8 * 15);
            appointment.when.end = ten + minutes(n / 8 * 10);
            rivals.spawn(book(practice.store.clone(), appointment));
        }
        let won: Vec<bool> = rivals
            .join_all()
            .await
            .into_iter()
            .map(|result| result.expect("a rival loses without an error"))
            .collect();
        assert_eq!(won.iter().filter(|won| **won).count(), 1, "on day {day}");
    }
    assert_eq!(practice.store.queue_depth().await.unwrap().waiting, 30);
}

async fn rivals_for_different_agendas_do_not_meet(practice: Practice) {
    let mut tx = practice.store.begin().await.unwrap();
    let others: Vec<_> = (0..4).map(|_| PractitionerId(new_id())).collect();
    for (n, other) in others.iter().enumerate() {
        tx.put_practitioner(
            practice.network,
            &practitioner(*other, practice.business, &format!("other-{n}")),
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    let mut rivals = JoinSet::new();
    for n in 0..32 {
        let mut appointment = practice.appointment("2026-03-10T09:00:00Z", 60);
        appointment.practitioner = others[n % 4];
        rivals.spawn(book(practice.store.clone(), appointment));
    }
    let won = rivals
        .join_all()
        .await
        .into_iter()
        .filter(|result| *result.as_ref().expect("no error"))
        .count();
    assert_eq!(won, 4);
}

fn answer(body: &str) -> IdempotentAnswer {
    IdempotentAnswer {
        fingerprint: "f00d".into(),
        status: 201,
        body: body.into(),
    }
}

async fn r15_a_key_answers_once_per_network(practice: Practice) {
    let (store, elsewhere) = (&practice.store, NetworkId(new_id()));
    for (network, body) in [(practice.network, "here"), (elsewhere, "there")] {
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.idempotent(network, "key").await.unwrap(), None);
        tx.remember_answer(network, "key", &answer(body), now()).await.unwrap();
        assert_eq!(tx.idempotent(network, "key").await.unwrap(), Some(answer(body)));
        tx.commit().await.unwrap();
    }
    let mut tx = store.begin().await.unwrap();
    let refusal = tx
        .remember_answer(practice.network, "key", &answer("again"), now())
        .await
        .unwrap_err();
    assert_eq!(refusal.constraint(), Some("idempotency_key"));
    tx.rollback().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.idempotent(practice.network, "key").await.unwrap(), Some(answer("here")));
    assert_eq!(tx.idempotent(practice.network, "Key").await.unwrap(), None);
    drop(tx);
    assert_eq!(store.forget_answers(now()).await.unwrap(), 0);
    assert_eq!(store.forget_answers(now() + minutes(1)).await.unwrap(), 2);
}

/// 50 requests with one key: one booking, 49 that read the answer, because each asks under the lock.
async fn r15_twins_write_one_answer(practice: Practice) {
    async fn once(store: Store, appointment: Appointment) -> Result<bool, StoreError> {
        let (network, practitioner) = (appointment.network, appointment.practitioner);
        let mut tx = store.begin().await?;
        assert!(tx.lock_practitioner(network, practitioner).await?);
        if tx.idempotent(network, "key").await?.is_some() {
            return Ok(false);
        }
        assert_eq!(apply(&mut tx, &booked(appointment)).await?, Applied::Done);
        tx.remember_answer(network, "key", &answer("booked"), now()).await?;
        tx.commit().await?;
        Ok(true)
    }
    let mut twins = JoinSet::new();
    for _ in 0..50 {
        twins.spawn(once(practice.store.clone(), practice.appointment("2026-03-10T09:00:00Z", 60)));
    }
    let wrote = twins
        .join_all()
        .await
        .into_iter()
        .filter(|result| *result.as_ref().expect("no error"))
        .count();
    assert_eq!(wrote, 1);
}

async fn s7_nobody_is_overwritten(practice: Practice) {
    let same = Some("claire@exemple.fr");
    let phone = Some("06 12 34 56 78");
    for (name, email, phone, found) in [
        ("Claire Dubois", same, phone, true),
        ("Claire Dubois", Some("CLAIRE@Exemple.fr"), phone, true),
        ("Mallory", same, phone, false),
        ("Claire Dubois", same, None, false),
        ("Claire Dubois", None, phone, false),
        ("Claire Dubois", Some("claire@ailleurs.fr"), phone, false),
        ("Claire Dubois", None, None, false),
        ("Claire Dubois", None, None, false),
        ("Claire Dubois", None, phone, false),
    ] {
        let asked = client(name, email, phone);
        let mut tx = practice.store.begin().await.unwrap();
        let id = tx.client_for(practice.network, &asked, now()).await.unwrap();
        let is_same_person = id == practice.client;
        assert_eq!(is_same_person, found, "{name} {email:?} {phone:?}");
        // What is not kept must not make the next case find it.
        tx.rollback().await.unwrap();
    }
    let kept = practice
        .store
        .client(practice.network, practice.client)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (kept.name.as_str(), kept.email.as_deref(), kept.phone.as_deref()),
        ("Claire Dubois", same, phone)
    );
    let mut racing = JoinSet::new();
    for _ in 0..8 {
        let store = practice.store.clone();
        let (network, asked) = (practice.network, client("Zoé", Some("zoe@exemple.fr"), None));
        racing.spawn(async move {
            let mut tx = store.begin().await.unwrap();
            let id = tx.client_for(network, &asked, now()).await.unwrap();
            tx.commit().await.unwrap();
            id
        });
    }
    let ids = racing.join_all().await;
    assert!(ids.iter().all(|id| *id == ids[0]), "eight at once are one client");
}
