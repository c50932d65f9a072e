//! Twenty clients book one slot at the same moment, again and again.

use std::net::SocketAddr;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::ask::booking;
use crate::bare::FREE_SLOTS;
use crate::http::{Connection, post};
use crate::town::{API_KEY, Month};

const CLIENTS: u64 = 20;

/// What came of all rounds.
#[derive(Default, Debug)]
pub(crate) struct Races {
    pub(crate) rounds: u64,
    /// Successes beyond the first of a round.
    pub(crate) double_bookings: u64,
    /// Rounds in which nobody got the slot.
    pub(crate) without_winner: u64,
    /// Answers that are neither 201 nor 409.
    pub(crate) other_answers: u64,
}

/// Races for the last free slots of the month.
pub(crate) fn race(to: SocketAddr, month: &Month, rounds: u64) -> Races {
    let mut races = Races {
        rounds,
        ..Races::default()
    };
    let (booked, other) = (AtomicU64::new(0), AtomicU64::new(0));
    let mut connections: Vec<_> = (0..CLIENTS)
        .map(|_| Connection::open(to).expect("the server takes connections"))
        .collect();
    for round in 0..rounds {
        let slot = FREE_SLOTS - 1 - round;
        let start = Barrier::new(connections.len());
        std::thread::scope(|scope| {
            for (n, connection) in (0..).zip(&mut connections) {
                let (start, booked, other) = (&start, &booked, &other);
                let mut request = Vec::new();
                post(
                    &mut request,
                    "/api/v1/appointments",
                    API_KEY,
                    &booking(month, slot, 1_000_000 + slot * CLIENTS + n),
                );
                scope.spawn(move || {
                    start.wait();
                    match connection.send(&request).map_or(0, |answer| answer.status) {
                        201 => booked.fetch_add(1, Ordering::Relaxed),
                        409 => 0,
                        _ => other.fetch_add(1, Ordering::Relaxed),
                    }
                });
            }
        });
        match booked.swap(0, Ordering::Relaxed) {
            0 => races.without_winner += 1,
            winners => races.double_bookings += winners - 1,
        }
    }
    races.other_answers = other.into_inner();
    races
}
