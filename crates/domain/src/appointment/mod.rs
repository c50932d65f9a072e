//! An appointment and its life: requested, booked, fulfilled, missed, cancelled, declined, expired.
//!
//! Each transition is a function that takes the appointment, what is wanted and `now`, and returns a [`Decision`] or a refusal.

mod answering;
mod because;
mod booking;
mod cancellation;
mod decision;
mod handover;
mod import;
mod outcome;
mod proposal;
mod reschedule;

pub use answering::{AnswerRefusal, approve, decline, expire};
pub use because::Because;
pub(crate) use booking::book_in_series;
pub use booking::{BookRefusal, BookRequest, book, book_accepted};
pub use cancellation::{CancelRefusal, CancelRequest, cancel};
pub use decision::{Act, Actor, Change, ChangeKind, Decision, Reason, Role, Side};
pub use handover::{HandOverRefusal, HandOverRequest, hand_over};
pub use import::{ImportRefusal, ImportRequest, Recorded, import};
pub use outcome::{OutcomeRefusal, fulfil, mark_no_show};
pub use proposal::{
    MOST_STARTS, MoveProposal, ProposalRefusal, ProposeRequest, accept_move, decline_move, lapse_move, propose_move,
    withdraw_move,
};
pub use reschedule::{RescheduleRefusal, RescheduleRequest, may_reschedule, reschedule};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::agenda::Busy;
use crate::ids::{AppointmentId, BusinessId, ClientId, NetworkId, PlaceId, PractitionerId, ServiceId};
use crate::notice::When;
use crate::policy::Policy;
use crate::series::SeriesPlace;
use crate::service::{BookedBy, Price};

/// Where an appointment is in its life. Each state carries what is known only there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It waits for the business, at most until `answer_by`.
    Requested {
        /// When the request expires.
        answer_by: Timestamp,
    },
    /// It stands.
    Booked,
    /// It took place.
    Fulfilled {
        /// When that was recorded.
        at: Timestamp,
    },
    /// The client did not come.
    NoShow {
        /// When that was recorded.
        at: Timestamp,
    },
    /// It was cancelled.
    Cancelled {
        /// When.
        at: Timestamp,
        /// Who wanted it, which is not always who clicked (TRW-02).
        asked_by: Side,
    },
    /// The business declined the request.
    Declined {
        /// When.
        at: Timestamp,
    },
    /// Nobody answered the request in time.
    Expired {
        /// When.
        at: Timestamp,
    },
}

impl State {
    /// The word used in the API, the store and the glossary.
    pub fn code(&self) -> &'static str {
        match self {
            State::Requested { .. } => "requested",
            State::Booked => "booked",
            State::Fulfilled { .. } => "fulfilled",
            State::NoShow { .. } => "no_show",
            State::Cancelled { .. } => "cancelled",
            State::Declined { .. } => "declined",
            State::Expired { .. } => "expired",
        }
    }

    /// Whether an appointment in this state keeps its time from others. A request does not: the business chooses among several (R4).
    pub fn takes_time(&self) -> bool {
        matches!(self, State::Booked | State::Fulfilled { .. } | State::NoShow { .. })
    }
}

/// What was agreed when the appointment was booked; later changes of the policy do not reach it (I9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The policy in force at that moment.
    pub policy: Policy,
    /// The price in force at that moment.
    pub price: Price,
    /// Whether the service was booked at once or on approval.
    pub booked_by: BookedBy,
}

/// Minutes kept free around an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Buffers {
    /// Before the start.
    pub before_minutes: u16,
    /// After the end.
    pub after_minutes: u16,
}

/// One service with one practitioner at one time, for one client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Identity, the same through every move (SBM-12).
    pub id: AppointmentId,
    /// The network it belongs to.
    pub network: NetworkId,
    /// The business.
    pub business: BusinessId,
    /// The practitioner.
    pub practitioner: PractitionerId,
    /// The place.
    pub place: PlaceId,
    /// The service.
    pub service: ServiceId,
    /// The client.
    pub client: ClientId,
    /// When it takes place.
    pub when: When,
    /// Time kept free around it.
    pub buffers: Buffers,
    /// The numbered seat it takes.
    pub lane: u16,
    /// Whether staff placed it over other appointments, with a recorded reason (I1).
    pub forced: bool,
    /// Where it is in its life.
    pub state: State,
    /// What was agreed.
    pub terms: Terms,
    /// How often the client has moved it.
    pub moves: u32,
    /// Grows by one with every change.
    pub version: u32,
    /// SEQUENCE of the calendar entry, grows with every change that recipients are told (RFC 5545, 3.8.7.4).
    pub sequence: u32,
    /// What the client wrote to the practitioner.
    pub note: String,
    /// When it was booked or requested.
    pub booked_at: Timestamp,
    /// Another time that one side has proposed and the other has not answered yet; this one stands meanwhile.
    pub proposal: Option<MoveProposal>,
    /// The series it belongs to.
    pub series: Option<SeriesPlace>,
}

impl Appointment {
    /// The time it takes from others, buffers included.
    pub fn busy(&self) -> Busy {
        let minutes = |count: u16| SignedDuration::from_mins(i64::from(count));
        Busy {
            start: self.when.start - minutes(self.buffers.before_minutes),
            end: self.when.end + minutes(self.buffers.after_minutes),
            lane: Some(self.lane),
        }
    }

    fn changed(&self, state: State) -> Appointment {
        Appointment {
            state,
            version: self.version + 1,
            sequence: self.sequence + 1,
            // Whatever changes an appointment answers what was proposed about it.
            proposal: None,
            ..self.clone()
        }
    }
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
