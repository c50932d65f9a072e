//! The outbox: lent once, lent again when a worker died, never ended by a stale worker.

use std::collections::HashSet;

use domain::ids::MessageId;
use jiff::Timestamp;
use store::{Claimed, MessageState, QueueDepth, SentText, Store};
use tokio::task::JoinSet;

use crate::on_both;
use crate::practice::{Practice, apply, booked, minutes, new_id, now};

on_both!(
    n6_eight_workers_send_two_hundred_once,
    n8_a_lease_that_ran_out_is_lent_again_and_fences_the_first,
    what_was_sent_is_kept,
    a_retry_waits_for_its_time,
    dropped_and_dead_are_not_lent_again,
    the_longest_due_leave_first,
);

/// Appointments with three messages each; two of the three are due at once.
async fn fill(practice: &Practice, appointments: i64) {
    let mut tx = practice.store.begin().await.unwrap();
    let first = practice.appointment("2026-05-01T00:00:00Z", 10);
    for n in 0..appointments {
        let mut appointment = domain::appointment::Appointment {
            id: domain::ids::AppointmentId(new_id()),
            ..first.clone()
        };
        appointment.when.start = first.when.start + minutes(10 * n);
        appointment.when.end = first.when.end + minutes(10 * n);
        assert_eq!(apply(&mut tx, &booked(appointment)).await.unwrap(), store::Applied::Done);
    }
    tx.commit().await.unwrap();
}

async fn one(store: &Store, now: Timestamp) -> Claimed {
    store
        .claim(now, now + minutes(5), 1)
        .await
        .unwrap()
        .pop()
        .expect("something is due")
}

async fn n6_eight_workers_send_two_hundred_once(practice: Practice) {
    fill(&practice, 100).await;
    let mut workers = JoinSet::new();
    for _ in 0..8 {
        let store = practice.store.clone();
        workers.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let claimed = store
                    .claim(now(), now() + minutes(5), 7)
                    .await
                    .expect("workers do not disturb each other");
                if claimed.is_empty() {
                    return mine;
                }
                for Claimed { message, lease } in claimed {
                    assert!(store.sent(message.id, lease, now(), &SentText::default()).await.unwrap());
                    mine.push(message.id);
                }
            }
        });
    }
    let sent: Vec<MessageId> = workers.join_all().await.concat();
    assert_eq!(sent.len(), 200);
    assert_eq!(sent.iter().collect::<HashSet<_>>().len(), 200);
    let depth = practice.store.queue_depth().await.unwrap();
    let oldest_due = practice.store.next_due().await.unwrap();
    assert_eq!(
        depth,
        QueueDepth {
            waiting: 100,
            dead: 0,
            oldest_due
        }
    );
}

async fn n8_a_lease_that_ran_out_is_lent_again_and_fences_the_first(practice: Practice) {
    fill(&practice, 1).await;
    let store = &practice.store;
    let first = store.claim(now(), now() + minutes(5), 1).await.unwrap().remove(0);
    assert_eq!((first.message.state, first.message.attempts), (MessageState::Sending, 1));
    let others: Vec<_> = store.claim(now() + minutes(4), now() + minutes(9), 10).await.unwrap();
    assert!(
        others.iter().all(|claimed| claimed.message.id != first.message.id),
        "the lease still runs"
    );
    let again = store.claim(now() + minutes(5), now() + minutes(10), 10).await.unwrap();
    let second = again
        .iter()
        .find(|claimed| claimed.message.id == first.message.id)
        .expect("the lease ran out");
    assert_eq!(second.message.attempts, 2);
    let (id, late) = (first.message.id, now() + minutes(6));
    assert!(!store.sent(id, first.lease, late, &SentText::default()).await.unwrap());
    assert!(!store.drop_message(id, first.lease, "moved").await.unwrap());
    assert!(!store.retry_later(id, first.lease, late, "busy").await.unwrap());
    assert!(!store.dead(id, first.lease, "no such address").await.unwrap());
    assert_eq!(store.message(id).await.unwrap().unwrap().state, MessageState::Sending);
    assert!(store.sent(id, second.lease, late, &SentText::default()).await.unwrap());
    assert!(
        !store.sent(id, second.lease, late, &SentText::default()).await.unwrap(),
        "only once"
    );
    let attempts = store.attempts(id).await.unwrap();
    let told: Vec<_> = attempts
        .iter()
        .map(|attempt| (attempt.number, attempt.at, attempt.outcome.as_str()))
        .collect();
    assert_eq!(told, [(1, now(), "begun"), (2, now() + minutes(5), "sent")]);
}

async fn what_was_sent_is_kept(practice: Practice) {
    fill(&practice, 1).await;
    let claimed = one(&practice.store, now()).await;
    let text = SentText {
        to_address: "claire@exemple.fr".into(),
        subject: "Votre rendez-vous".into(),
        body_text: "À bientôt".into(),
        body_html: "<p>À bientôt</p>".into(),
        attachment: Some("BEGIN:VCALENDAR".into()),
    };
    assert!(
        practice
            .store
            .sent(claimed.message.id, claimed.lease, now() + minutes(1), &text)
            .await
            .unwrap()
    );
    let kept = practice.store.message(claimed.message.id).await.unwrap().unwrap();
    assert_eq!((kept.state, kept.sent_at), (MessageState::Sent, Some(now() + minutes(1))));
    let shown = SentText {
        to_address: kept.to_address.unwrap(),
        subject: kept.subject.unwrap(),
        body_text: kept.body_text.unwrap(),
        body_html: kept.body_html.unwrap(),
        attachment: kept.attachment,
    };
    assert_eq!(shown, text);
    assert_eq!(practice.store.message(MessageId(new_id())).await.unwrap(), None);
}

async fn a_retry_waits_for_its_time(practice: Practice) {
    fill(&practice, 1).await;
    let store = &practice.store;
    let first = one(store, now()).await;
    let second = one(store, now()).await;
    assert!(
        store
            .sent(second.message.id, second.lease, now(), &SentText::default())
            .await
            .unwrap()
    );
    let later = now() + minutes(2);
    assert!(
        store
            .retry_later(first.message.id, first.lease, later, "451 try again")
            .await
            .unwrap()
    );
    assert_eq!(store.next_due().await.unwrap(), Some(later));
    assert!(store.claim(later - minutes(1), later, 10).await.unwrap().is_empty());
    let again = one(store, later).await;
    assert_eq!(
        (again.message.id, again.message.attempts, again.message.note.as_str()),
        (first.message.id, 2, "451 try again")
    );
    assert!(again.lease > first.lease);
}

async fn dropped_and_dead_are_not_lent_again(practice: Practice) {
    fill(&practice, 1).await;
    let store = &practice.store;
    let (first, second) = (one(store, now()).await, one(store, now()).await);
    assert!(store.drop_message(first.message.id, first.lease, "ended").await.unwrap());
    assert!(store.dead(second.message.id, second.lease, "550 no such user").await.unwrap());
    let state = |row: Option<store::MessageRow>| row.map(|row| (row.state, row.note));
    assert_eq!(
        state(store.message(first.message.id).await.unwrap()),
        Some((MessageState::Dropped, "ended".into()))
    );
    assert_eq!(
        state(store.message(second.message.id).await.unwrap()),
        Some((MessageState::Dead, "550 no such user".into()))
    );
    assert!(
        store
            .claim(now() + minutes(60), now() + minutes(65), 10)
            .await
            .unwrap()
            .is_empty()
    );
    let depth = store.queue_depth().await.unwrap();
    assert_eq!((depth.waiting, depth.dead), (1, 1));
    assert_eq!(store.attempts(second.message.id).await.unwrap()[0].error, "550 no such user");
}

async fn the_longest_due_leave_first(practice: Practice) {
    fill(&practice, 3).await;
    let long_after = now() + minutes(200 * 24 * 60);
    let claimed = practice.store.claim(long_after, long_after + minutes(5), 8).await.unwrap();
    let due: Vec<_> = claimed.iter().map(|claimed| claimed.message.due).collect();
    assert!(due.is_sorted(), "{due:?}");
    assert_eq!(due.iter().filter(|due| **due == now()).count(), 6);
}
