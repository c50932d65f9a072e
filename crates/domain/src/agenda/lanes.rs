//! Numbered seats: which one a stretch of time can take.

use super::{Agenda, Busy};

impl Agenda {
    /// The lowest seat that is free for the whole of `wanted`, whatever the opening hours say.
    pub fn free_lane(&self, wanted: &Busy) -> Option<u16> {
        // Busy time without length takes nothing, here as for the slots.
        let taking = self.busy.iter().filter(|busy| busy.start < busy.end);
        let overlapping = || {
            taking
                .clone()
                .filter(|busy| busy.start < wanted.end && wanted.start < busy.end)
        };
        (0..self.capacity).find(|lane| overlapping().all(|busy| busy.lane.is_some_and(|taken| taken != *lane)))
    }
}
