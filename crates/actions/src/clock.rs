//! The one place that asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Where `now` comes from: the system, or a simulated clock that only moves forward (demo and tests).
#[derive(Debug, Clone)]
pub enum Clock {
    /// The system's clock.
    System,
    /// A clock that stands still until somebody moves it; microseconds since the epoch.
    Simulated(Arc<AtomicI64>),
}

impl Clock {
    /// A simulated clock that shows `now`.
    pub fn simulated(now: Timestamp) -> Self {
        Clock::Simulated(Arc::new(AtomicI64::new(now.as_microsecond())))
    }

    /// The time, in whole microseconds, which is what the store keeps.
    #[expect(clippy::disallowed_methods, reason = "this is the place the others are sent to")]
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Clock::System => Timestamp::now().as_microsecond(),
            Clock::Simulated(micros) => micros.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX)
    }

    /// Moves a simulated clock forward to `to`; an earlier time and the system's clock are left alone.
    pub fn advance_to(&self, to: Timestamp) {
        if let Clock::Simulated(micros) = self {
            micros.fetch_max(to.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// Whether this is a simulated clock.
    pub fn is_simulated(&self) -> bool {
        matches!(self, Clock::Simulated(_))
    }
}
