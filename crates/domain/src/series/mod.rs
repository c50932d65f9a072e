//! Series: rules that generate repeating appointments, and what happens to one, the following or all of them.
//!
//! A series is one arrangement for its whole life. Its rule is told in local time; each appointment knows which occurrence it stands for, whatever became of
//! it since. A change "from here on" gives the series another rule from there on and moves its appointments, which keep their identity (C08).

mod arrange;
mod change;
mod occurrences;
mod plan;
mod rule;
mod stop;

pub use arrange::{Arranged, NewSeries, arrange, generate, planned};
pub use change::{ChangeRequest, Changed, PlannedMove, change, planned_change};
pub use occurrences::instant;
pub use plan::{Occurrence, OnConflict, Outcome, Skipped, conflicts, plan};
pub use rule::{End, Every, LONGEST_INTERVAL, Nth, Recurrence, RuleFault};
pub use stop::{Kept, Stopped, stop};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::agenda::SlotRules;
use crate::appointment::{Appointment, CancelRefusal, Decision, RescheduleRefusal, State};
use crate::ids::{BusinessId, ClientId, NetworkId, PlaceId, PractitionerId, SeriesId, ServiceId};
use crate::messages::{Intent, MessageKind};
use crate::policy::SeriesPolicy;

/// Which occurrence of a series an appointment stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesPlace {
    /// The series.
    pub series: SeriesId,
    /// The local date-time that its rule gives this occurrence, whatever became of it since (RFC 5545, RECURRENCE-ID).
    pub occurrence: DateTime,
    /// Whether it was changed by itself: a change of the whole series leaves it alone.
    pub detached: bool,
}

/// An arrangement that repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Identity.
    pub id: SeriesId,
    /// The network it belongs to.
    pub network: NetworkId,
    /// The business.
    pub business: BusinessId,
    /// With whom.
    pub practitioner: PractitionerId,
    /// Where.
    pub place: PlaceId,
    /// What.
    pub service: ServiceId,
    /// For whom.
    pub client: ClientId,
    /// Zone of the place, in which the rule is told.
    pub zone: TimeZone,
    /// The first occurrence of the rule as it is now (DTSTART).
    pub first: DateTime,
    /// The rule as it is now.
    pub rule: Recurrence,
    /// The last occurrence for which an appointment was generated or left out.
    pub generated_to: Option<DateTime>,
    /// Occurrences that were left out, the latest last.
    pub skipped: Vec<Skipped>,
    /// A word for every appointment of it.
    pub note: String,
    /// Grows by one with every change of this row.
    pub version: u32,
    /// When it was arranged.
    pub arranged_at: Timestamp,
    /// When it was stopped.
    pub stopped_at: Option<Timestamp>,
}

/// How much of a series an act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One appointment.
    This,
    /// It and all that follow.
    Following,
    /// All that are still to come.
    All,
}

impl Scope {
    /// Every scope, from the least to the most.
    pub const ALL: [Scope; 3] = [Scope::This, Scope::Following, Scope::All];

    /// The word in the API and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Scope::This => "this",
            Scope::Following => "following",
            Scope::All => "all",
        }
    }

    /// The scope with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

/// Why nothing is done with a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum SeriesRefusal {
    /// Some dates cannot be had, and nobody has said what to do about them (SBM+05: all or nothing).
    DatesNotFree {
        /// How many.
        count: usize,
        /// Which ones.
        dates: Vec<Skipped>,
    },
    /// More dates cannot be had than were shown before the click.
    MoreDatesNotFree {
        /// How many now.
        count: usize,
        /// Which ones now.
        dates: Vec<Skipped>,
    },
    /// None of the dates can be had.
    NoDateFree,
    /// More appointments than the policy lets one series have.
    TooManyDates {
        /// The most.
        max: u16,
    },
    /// The series has been stopped.
    SeriesStopped,
    /// No appointment of it is still to come, as far as this act reaches.
    NothingToCome,
    /// The client must have agreed to a change of the series, and nobody said so (WEC+11).
    AgreementMissing,
    /// An appointment of it cannot be cancelled so.
    #[serde(untagged)]
    Cancel(CancelRefusal),
    /// An appointment of it cannot be moved so.
    #[serde(untagged)]
    Reschedule(RescheduleRefusal),
}

impl Series {
    /// The occurrences that an appointment is to be generated for, seen from `now`: all of a rule that ends, those within the horizon of a rolling one.
    pub fn ahead(&self, policy: &SeriesPolicy, now: Timestamp) -> Vec<DateTime> {
        if self.stopped_at.is_some() {
            return Vec::new();
        }
        let last = match self.rule.end {
            End::Rolling => horizon(self.zone.to_datetime(now).date(), policy),
            _ => Date::MAX,
        };
        self.to_generate().take_while(|local| local.date() <= last).collect()
    }

    /// When there is something to generate next; never for a rule that ends, whose appointments are all there from the beginning.
    pub fn due(&self, policy: &SeriesPolicy) -> Option<Timestamp> {
        if self.stopped_at.is_some() || self.rule.end != End::Rolling {
            return None;
        }
        let next = self.to_generate().next()?;
        let day = next.date().saturating_sub(ahead(policy));
        day.to_zoned(self.zone.clone()).ok().map(|zoned| zoned.timestamp())
    }

    fn to_generate(&self) -> impl Iterator<Item = DateTime> + use<> {
        let done = self.generated_to;
        let all = self.rule.occurrences(self.first);
        all.skip_while(move |local| done.is_some_and(|done| *local <= done))
    }

    /// The series without what begins at `from` and later; stopped when that is all of it.
    #[must_use]
    pub fn ended_before(&self, from: DateTime, now: Timestamp) -> Self {
        if from <= self.first {
            return self.stopped(now);
        }
        let last = from.date().yesterday().unwrap_or(Date::MIN);
        let end = match self.rule.end {
            End::Until(earlier) => End::Until(earlier.min(last)),
            _ => End::Until(last),
        };
        Series {
            rule: Recurrence { end, ..self.rule },
            version: self.version + 1,
            ..self.clone()
        }
    }

    /// The series when nothing more is to come of it.
    #[must_use]
    pub fn stopped(&self, now: Timestamp) -> Self {
        Series {
            stopped_at: self.stopped_at.or(Some(now)),
            version: self.version + 1,
            ..self.clone()
        }
    }
}

fn ahead(policy: &SeriesPolicy) -> jiff::Span {
    i64::from(policy.horizon_weeks).weeks()
}

fn horizon(today: Date, policy: &SeriesPolicy) -> Date {
    today.saturating_add(ahead(policy))
}

/// Appointments of a series are placed beyond the horizon meant for clients: who arranges a series plans further.
pub(crate) fn far(rules: SlotRules) -> SlotRules {
    SlotRules {
        horizon_days: u16::MAX,
        ..rules
    }
}

/// The appointments that an act of this scope reaches: those that stand and have not begun.
fn reached(members: &[Appointment], scope: Scope, from: DateTime, now: Timestamp) -> Vec<&Appointment> {
    let stands =
        |member: &&Appointment| matches!(member.state, State::Requested { .. } | State::Booked) && member.when.start > now;
    let inside = |member: &&Appointment| {
        member.series.is_some_and(|place| match scope {
            Scope::This => place.occurrence == from,
            Scope::Following => place.occurrence >= from,
            Scope::All => true,
        })
    };
    members.iter().filter(stands).filter(inside).collect()
}

/// One message for the whole act in place of one per appointment; reminders stay with their appointments.
fn told_once(decisions: &mut [Decision], kind: MessageKind) {
    for decision in &mut *decisions {
        decision.messages.retain(|intent| intent.kind == MessageKind::Reminder);
    }
    let Some(first) = decisions.first_mut() else { return };
    let told = first.told_about(kind);
    let due = first.change.act.now;
    let intents = told.into_iter().map(|(to, channel)| Intent { kind, to, channel, due });
    first.messages.splice(0..0, intents);
}
