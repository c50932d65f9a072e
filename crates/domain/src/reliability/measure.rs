//! A measure: a restriction in force on somebody. Never without reason, author, start, end and a way to appeal (I8).

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Group, NO_LONGER_COUNTED, Period, ScorePart, StruckOut, Subject};
use crate::appointment::Reason;
use crate::ids::{AppointmentId, MeasureId, PractitionerId, StrikeId};
use crate::notice::Notice;

/// What is restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MeasureKind {
    /// A local day of one practitioner takes no new bookings and proposals; what is there stays (WEC-01, WEC-02).
    ClosedDay {
        /// The date, in the zone of the place.
        date: Date,
    },
    /// The business gets no new bookings and proposals; what is there stays (WEC-12, WEC-13).
    Pause,
    /// As a pause, decided by a person of the network (WEC-09).
    Limitation,
    /// The business stands lower in the order of the network's pages and proposals (TRW-08).
    LoweredRank {
        /// Score before, in thousandths.
        from: u32,
        /// Score now, in thousandths.
        to: u32,
    },
}

impl MeasureKind {
    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            MeasureKind::ClosedDay { .. } => "closed_day",
            MeasureKind::Pause => "pause",
            MeasureKind::Limitation => "limitation",
            MeasureKind::LoweredRank { .. } => "lowered_rank",
        }
    }

    /// Whether it stops new bookings of the whole business while it lasts.
    pub fn stops_bookings(self) -> bool {
        matches!(self, MeasureKind::Pause | MeasureKind::Limitation)
    }
}

/// Who decided it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// A rule of the policy, without a person.
    Automatic,
    /// A person, by printed id.
    Person(String),
}

/// Why a measure began: the facts, and the rule with the values it had then. Frozen, so that the statement of reasons reads the same later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Ground {
    /// The business cancelled with so little notice that the day closes.
    CancelledNear {
        /// The appointment.
        appointment: AppointmentId,
        /// When it was to start.
        start: Timestamp,
        /// When it was cancelled.
        cancelled_at: Timestamp,
        /// More notice than this would have left the day open.
        limit: Notice,
        /// The reason given.
        reason: Option<Reason>,
    },
    /// So many incidents in so much time.
    Incidents {
        /// Name of the rule.
        rule: String,
        /// From how many on.
        threshold: u32,
        /// Within which time.
        within: Period,
        /// How long the measure lasts.
        lasts: Notice,
        /// What counted.
        counted: Vec<Group>,
    },
    /// So many proposals in a row were left unanswered, or refused, where the policy says so (WEC+18). No incident is recorded and no score
    /// moves: it only spares clients who wait for somebody who does not look.
    ProposalsLeft {
        /// Whether they were refused; otherwise they were left unanswered.
        refused: bool,
        /// How many in a row.
        count: u32,
        /// From how many on.
        limit: u32,
        /// How long the measure lasts.
        lasts: Notice,
    },
    /// A person of the network found it so.
    Found {
        /// The incident that was recorded with it.
        strike: Option<StrikeId>,
        /// The reasons, as written by that person.
        reasons: String,
    },
    /// The score was computed anew from the ledger.
    Score {
        /// The declared parameters and what they came to, as shown under "why here".
        parts: Vec<ScorePart>,
        /// How far back it looked.
        over: Notice,
        /// The appointments that count since the score that was told before; none when kept ones grew old.
        counted: Vec<AppointmentId>,
    },
}

/// A restriction with everything that a statement of reasons must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Identity.
    pub id: MeasureId,
    /// On whom.
    pub subject: Subject,
    /// The practitioner whose day is closed, or with whom it came about.
    pub practitioner: Option<PractitionerId>,
    /// What is restricted.
    pub kind: MeasureKind,
    /// Why.
    pub ground: Ground,
    /// Who decided it.
    pub author: Author,
    /// Since when.
    pub begun_at: Timestamp,
    /// Until when, exclusive. It ends by itself.
    pub end_at: Timestamp,
    /// Whether it was lifted before its end, by whom and why.
    pub lifted: Option<StruckOut>,
}

impl Measure {
    /// Whether it restricts at this moment.
    pub fn in_force_at(&self, now: Timestamp) -> bool {
        self.lifted.is_none() && self.begun_at <= now && now < self.end_at
    }

    /// Whether what it was founded on has had its effect: also when a person lifted it early, but not when its ground was counted away.
    pub fn is_spent(&self) -> bool {
        self.lifted.as_ref().is_none_or(|lifted| lifted.why != NO_LONGER_COUNTED)
    }

    /// The incidents it was founded on.
    pub fn cited(&self) -> impl Iterator<Item = StrikeId> {
        let counted = match &self.ground {
            Ground::Incidents { counted, .. } => counted.as_slice(),
            _ => &[],
        };
        let found = match &self.ground {
            Ground::Found { strike, .. } => *strike,
            _ => None,
        };
        counted.iter().flat_map(|group| group.strikes.iter().copied()).chain(found)
    }
}
