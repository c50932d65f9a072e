//! The next free starts, however far ahead they lie.

use actions::{App, Failure, FreeSlots, SlotQuery};
use domain::appointment::Appointment;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// How many days are looked through at once.
const DAYS_AT_ONCE: i64 = 28;

/// Where to look for free starts.
#[derive(Clone, Copy)]
pub(super) enum Search<'a> {
    /// Slots for somebody new; the dates of the query are replaced.
    Book(SlotQuery),
    /// Slots that an appointment could move to.
    Move(&'a Appointment),
}

impl Search<'_> {
    /// The free slots on these dates.
    pub(super) async fn between(self, app: &App, first: Date, last: Date) -> Result<FreeSlots, Failure> {
        match self {
            Search::Book(query) => app.free_slots(SlotQuery { first, last, ..query }).await,
            Search::Move(appointment) => app.slots_to_move_to(appointment, first, last).await,
        }
    }

    /// The first free starts from a date on, at most `count`, none behind the horizon.
    pub(super) async fn next(self, app: &App, from: Date, horizon: Date, count: usize) -> Result<Vec<Timestamp>, Failure> {
        let mut found = Vec::new();
        let mut first = from;
        while first <= horizon && found.len() < count {
            let last = first.saturating_add((DAYS_AT_ONCE - 1).days()).min(horizon);
            let free = self.between(app, first, last).await?;
            found.extend(free.days.into_iter().flat_map(|day| day.slots).map(|slot| slot.start));
            first = last.saturating_add(1.day());
        }
        found.truncate(count);
        Ok(found)
    }

    /// The first date with a free start, if there is one up to the horizon.
    pub(super) async fn next_day(self, app: &App, from: Date, horizon: Date) -> Result<Option<Date>, Failure> {
        let mut first = from;
        while first <= horizon {
            let last = first.saturating_add((DAYS_AT_ONCE - 1).days()).min(horizon);
            if let Some(day) = self.between(app, first, last).await?.days.first() {
                return Ok(Some(day.date));
            }
            first = last.saturating_add(1.day());
        }
        Ok(None)
    }
}
