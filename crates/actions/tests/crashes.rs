//! The process dies between any two steps: what was acknowledged is there, what was not is whole or absent, and every message leaves (N8).
//!
//! A step is a point at which the work waits. The work is polled a number of times and then dropped, as a killed process drops it, with one step more each time.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use actions::worker::Worker;
use domain::appointment::Actor;
use gateways::mail::{Mailer, Outgoing, Sending};
use jiff::SignedDuration;
use testkit::world::{Engine, World, at};

/// Polls at most `steps` times; `None` when the work was dropped before its end.
async fn dies_after<T>(steps: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = Box::pin(work);
    let mut left = steps;
    std::future::poll_fn(move |context: &mut Context<'_>| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match work.as_mut().poll(context) {
            Poll::Ready(result) => Poll::Ready(Some(result)),
            // The last allowed step has been taken: die now rather than when it is answered.
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Counts how often each message was handed over.
#[derive(Default)]
struct Counting {
    handed_over: Mutex<HashMap<String, usize>>,
}

impl Mailer for Counting {
    fn send<'a>(&'a self, mail: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move {
            *self.handed_over.lock().unwrap().entry(mail.message_id.clone()).or_default() += 1;
            // Somewhere between the server's acceptance and our record of it.
            tokio::task::yield_now().await;
            Ok(())
        })
    }
}

async fn a_booking_is_whole_or_absent(engine: Engine) {
    let world = World::new(engine).await;
    let mut deaths = 0;
    for steps in 1.. {
        // Another day for each life, so that what a dead one left is not in the way.
        let start = at("2026-02-22T09:00:00+01:00") + SignedDuration::from_hours(24 * (steps % 50));
        let wish = actions::NewBooking {
            start,
            ..world.wish("2026-02-22T09:00:00+01:00")
        };
        let acknowledged = dies_after(usize::try_from(steps).unwrap(), world.app.book(&wish, &Actor::link(), None)).await;
        let there = appointments_at(&world, start).await;
        for id in &there {
            assert_eq!(
                world.app.store.history(world.network, *id).await.unwrap().len(),
                1,
                "after {steps} steps"
            );
            let messages = world.app.store.messages_of(world.network, *id).await.unwrap();
            assert!(messages.len() >= 2, "the client and the practitioner will be told");
        }
        match acknowledged {
            Some(booked) => {
                assert_eq!(there, [booked.unwrap().done().stored.appointment.id]);
                break;
            }
            None => deaths += 1,
        }
        assert!(there.len() <= 1);
    }
    assert!(deaths > 3, "a booking waits more than {deaths} times");
}

async fn appointments_at(world: &World, start: jiff::Timestamp) -> Vec<domain::ids::AppointmentId> {
    let until = start + SignedDuration::from_hours(1);
    let entries = world
        .app
        .store
        .day_entries(world.network, &[world.practitioner], start, until)
        .await
        .unwrap();
    entries.iter().map(|entry| entry.appointment.id).collect()
}

async fn every_message_leaves(engine: Engine) {
    let world = World::new(engine).await;
    for hour in ["09", "10", "11", "12"] {
        world.booked(&format!("2026-03-03T{hour}:00:00+01:00")).await;
    }
    let mailer = Arc::new(Counting::default());
    let worker = || Worker::new(world.app.clone(), mailer.clone(), "rdv@lumiere.example");
    let mut deaths = 0;
    for steps in 1..2_000 {
        // The claims of the dead run out before the next worker starts.
        world.advance_to(world.app.clock.now() + SignedDuration::from_mins(3));
        match dies_after(steps, worker().work()).await {
            // A worker may finish while rows are still locked by a dead one whose connection was not closed yet.
            Some(sent) => {
                sent.unwrap();
                if mailer.handed_over.lock().unwrap().len() == 8 && worker().work().await.unwrap() == 0 {
                    break;
                }
            }
            None => deaths += 1,
        }
    }
    let handed_over = mailer.handed_over.lock().unwrap().clone();
    assert_eq!(
        handed_over.len(),
        8,
        "four confirmations to clients, four to the practitioner"
    );
    let copies: usize = handed_over.values().map(|count| count - 1).sum();
    assert!(
        copies <= deaths,
        "a second copy only where a worker died between acceptance and record: {copies} in {deaths}"
    );
    let again = worker().work().await.unwrap();
    assert_eq!(again, 0, "nothing is left to send");
}

macro_rules! on_both {
    ($($name:ident => $test:ident;)*) => {
        mod sqlite { $( #[tokio::test(flavor = "multi_thread")] async fn $name() { super::$test(testkit::world::Engine::Sqlite).await; } )* }
        mod postgres { $( #[tokio::test(flavor = "multi_thread")] async fn $name() { super::$test(testkit::world::Engine::Postgres).await; } )* }
    };
}

on_both! {
    a_booking_survives_or_never_was => a_booking_is_whole_or_absent;
    n8_every_message_leaves_whatever_dies => every_message_leaves;
}
