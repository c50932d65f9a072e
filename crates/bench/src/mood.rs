//! How the machine feels: figures mean little without knowing what else ran beside them.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use crate::drive::now;

const SPIN: Duration = Duration::from_millis(500);
const FLUSHES: usize = 100;

/// One line: how much of two cores two busy threads get, and how long a flush of 4 KiB takes.
pub(crate) fn told(folder: &Path) -> String {
    let cores: f64 = std::thread::scope(|scope| {
        let threads = [(); 2].map(|()| scope.spawn(spin));
        threads.into_iter().map(|thread| thread.join().unwrap_or(f64::NAN)).sum()
    });
    let flush = flush(folder).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3);
    format!("two busy threads get {cores:.2} of 2 cores, a flush of 4 KiB takes {flush:.2} ms (median)")
}

/// The share of one core that a busy thread gets.
fn spin() -> f64 {
    let begin = now();
    let before = on_core();
    while begin.elapsed() < SPIN {
        std::hint::spin_loop();
    }
    (on_core() - before) / begin.elapsed().as_nanos() as f64
}

/// Nanoseconds that this thread has run.
fn on_core() -> f64 {
    let schedule = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    schedule
        .split_whitespace()
        .next()
        .and_then(|nanos| nanos.parse().ok())
        .unwrap_or(f64::NAN)
}

fn flush(folder: &Path) -> std::io::Result<Duration> {
    let mut file = File::create(folder.join("flush"))?;
    let mut took = Vec::with_capacity(FLUSHES);
    for _ in 0..FLUSHES {
        file.write_all(&[7; 4096])?;
        let begin = now();
        file.sync_data()?;
        took.push(begin.elapsed());
    }
    took.sort_unstable();
    Ok(took[FLUSHES / 2])
}
