//! Which dates of a series can be had, and what is done about the others.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{SeriesRefusal, instant};
use crate::agenda::{Agenda, Busy, NotOffered, Slot, SlotRules, free_slots, offer};

/// What is done about a date that cannot be had (SBM+05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnConflict {
    /// It is left out.
    Skip,
    /// The next free time within the following week takes its place, if there is one.
    NextFree,
    /// Nothing at all is done.
    #[default]
    RefuseAll,
}

impl OnConflict {
    /// Every choice.
    pub const ALL: [OnConflict; 3] = [OnConflict::Skip, OnConflict::NextFree, OnConflict::RefuseAll];

    /// The word in the API and in forms.
    pub fn code(self) -> &'static str {
        match self {
            OnConflict::Skip => "skip",
            OnConflict::NextFree => "next_free",
            OnConflict::RefuseAll => "refuse_all",
        }
    }

    /// The choice with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// Whether a date can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// At its own time.
    Free(Slot),
    /// Not, and why.
    Conflict(NotOffered),
}

/// One date of a series, before it is booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The local date-time of the rule.
    pub date: DateTime,
    /// Its instant.
    pub start: Timestamp,
    /// Whether it can be had.
    pub outcome: Outcome,
    /// For one that cannot: the next free slot within a week.
    pub next_free: Option<Slot>,
}

/// A date that was left out, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skipped {
    /// The local date-time of the rule.
    pub date: DateTime,
    /// Why.
    pub reason: NotOffered,
}

impl Occurrence {
    /// The slot it gets under this choice; `None` leaves it out.
    pub fn slot(&self, choice: OnConflict) -> Option<Slot> {
        match (self.outcome, choice) {
            (Outcome::Free(slot), _) => Some(slot),
            (Outcome::Conflict(_), OnConflict::NextFree) => self.next_free,
            (Outcome::Conflict(_), _) => None,
        }
    }

    /// The date with the reason against it.
    pub fn conflict(&self) -> Option<Skipped> {
        match self.outcome {
            Outcome::Free(_) => None,
            Outcome::Conflict(reason) => Some(Skipped { date: self.date, reason }),
        }
    }
}

/// Which of these dates can be had, and what is free next for those that cannot. Each takes its time from the ones after it.
pub fn plan(dates: impl IntoIterator<Item = DateTime>, agenda: &Agenda, rules: &SlotRules, now: Timestamp) -> Vec<Occurrence> {
    let mut agenda = agenda.clone();
    let mut occurrences = Vec::new();
    for date in dates {
        let start = instant(date, &agenda.zone);
        let outcome = match offer(&agenda, rules, start, now) {
            Ok(slot) => {
                take(&mut agenda, &slot, rules);
                Outcome::Free(slot)
            }
            Err(reason) => Outcome::Conflict(reason),
        };
        occurrences.push(Occurrence {
            date,
            start,
            outcome,
            next_free: None,
        });
    }
    // Only now is known what the dates that can be had leave free.
    for occurrence in &mut occurrences {
        if occurrence.conflict().is_some() {
            occurrence.next_free = next_free(&agenda, rules, occurrence.start, now);
            occurrence.next_free.iter().for_each(|slot| take(&mut agenda, slot, rules));
        }
    }
    occurrences
}

/// Takes a slot's time from what is decided after it.
pub(super) fn take(agenda: &mut Agenda, slot: &Slot, rules: &SlotRules) {
    let minutes = |minutes: u16| SignedDuration::from_mins(i64::from(minutes));
    let busy = Busy {
        start: slot.start - minutes(rules.buffer_before_minutes),
        end: slot.end + minutes(rules.buffer_after_minutes),
        lane: Some(slot.lane),
    };
    take_busy(agenda, busy);
}

/// Puts busy time where it belongs in the order.
pub(super) fn take_busy(agenda: &mut Agenda, busy: Busy) {
    let place = agenda.busy.partition_point(|other| other.start <= busy.start);
    agenda.busy.insert(place, busy);
}

/// The first free slot after a time, within the next seven days.
pub(super) fn next_free(agenda: &Agenda, rules: &SlotRules, wanted: Timestamp, now: Timestamp) -> Option<Slot> {
    let first = agenda.zone.to_datetime(wanted).date();
    let days = free_slots(agenda, rules, first, first.saturating_add(6.days()), now);
    days.into_iter().flat_map(|day| day.slots).find(|slot| slot.start > wanted)
}

/// The dates that cannot be had, checked against the choice and against what was shown before the click.
///
/// # Errors
/// [`SeriesRefusal`] when all or nothing was asked for, when there is more against it than was shown, or when nothing is left.
pub fn conflicts(
    occurrences: &[Occurrence],
    choice: OnConflict,
    seen: Option<&[DateTime]>,
) -> Result<Vec<Skipped>, SeriesRefusal> {
    let dates: Vec<Skipped> = occurrences.iter().filter_map(Occurrence::conflict).collect();
    let count = dates.len();
    if choice == OnConflict::RefuseAll && count > 0 {
        return Err(SeriesRefusal::DatesNotFree { count, dates });
    }
    let was_shown = |skipped: &Skipped| seen.is_none_or(|seen| seen.contains(&skipped.date));
    if !dates.iter().all(was_shown) {
        return Err(SeriesRefusal::MoreDatesNotFree { count, dates });
    }
    if occurrences.iter().all(|occurrence| occurrence.slot(choice).is_none()) {
        return Err(SeriesRefusal::NoDateFree);
    }
    Ok(dates)
}
