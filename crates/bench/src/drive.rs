//! Sending requests over many connections, each the next one when the last answer has arrived, and counting what came of it.

use std::net::SocketAddr;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::http::{Answer, Connection};

/// What a run measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    /// Requests, bookings or transactions a second.
    pub(crate) rate: f64,
    /// Half of them took no longer, in milliseconds.
    pub(crate) p50: f64,
    /// All but one in a hundred took no longer, in milliseconds.
    pub(crate) p99: f64,
}

impl Figure {
    /// From how long each took, and how long all of them took together.
    pub(crate) fn of(mut took: Vec<Duration>, elapsed: Duration) -> Figure {
        took.sort_unstable();
        let at = |share: f64| {
            took.get(((took.len().max(1) - 1) as f64 * share) as usize)
                .map_or(0.0, |t| t.as_secs_f64() * 1e3)
        };
        Figure {
            rate: took.len() as f64 / elapsed.as_secs_f64(),
            p50: at(0.5),
            p99: at(0.99),
        }
    }
}

/// When a run is over.
#[derive(Clone, Copy)]
pub(crate) enum Until {
    Passed(Duration),
    Count(u64),
}

/// What is asked, and what counts as the right answer.
pub(crate) struct Work<'a> {
    /// Writes the `n`th request.
    pub(crate) request: &'a (dyn Fn(u64, &mut Vec<u8>) + Sync),
    /// Whether the answer is one that may be counted; anything else ends the run with a panic.
    pub(crate) right: &'a (dyn Fn(&Answer<'_>) -> bool + Sync),
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs the real clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Runs the work over `connections` and measures it.
///
/// # Panics
/// When an answer is not the right one: a wrong answer must not count as a quick one.
pub(crate) fn drive(to: SocketAddr, connections: usize, until: Until, work: &Work<'_>) -> Figure {
    let (next, start) = (AtomicU64::new(0), Barrier::new(connections + 1));
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections)
            .map(|_| scope.spawn(|| keep_asking(to, until, work, &next, &start)))
            .collect();
        start.wait();
        let begin = now();
        let took: Vec<Duration> = threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("every answer was right"))
            .collect();
        Figure::of(took, begin.elapsed())
    })
}

fn keep_asking(to: SocketAddr, until: Until, work: &Work<'_>, next: &AtomicU64, start: &Barrier) -> Vec<Duration> {
    let mut connection = Connection::open(to).expect("the server takes connections");
    let (mut request, mut took) = (Vec::new(), Vec::new());
    start.wait();
    let begin = now();
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let over = match until {
            Until::Passed(time) => begin.elapsed() >= time,
            Until::Count(count) => n >= count,
        };
        if over {
            return took;
        }
        (work.request)(n, &mut request);
        let sent = now();
        let answer = connection.send(&request).expect("the server answers");
        took.push(sent.elapsed());
        if !(work.right)(&answer) {
            panic!(
                "{} {} to {}",
                answer.status,
                String::from_utf8_lossy(answer.body),
                String::from_utf8_lossy(&request)
            );
        }
    }
}
