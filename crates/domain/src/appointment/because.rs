//! The reasons of a decision, as data.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Side;
use crate::ids::PractitionerId;
use crate::notice::Notice;
use crate::policy::Answer;

/// A reason of a decision, as data: the parameter, its value, the computed facts. Rendered in the reader's language elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Because {
    /// Enough notice is given.
    EnoughNotice {
        /// The policy key.
        parameter: String,
        /// Notice given, in minutes.
        notice_minutes: i64,
        /// Notice that the step asks for.
        limit: Notice,
        /// Last instant at which the same answer holds.
        deadline_at: Timestamp,
    },
    /// Less notice is given than a step asks for.
    ShortNotice {
        /// The policy key.
        parameter: String,
        /// Notice given, in minutes.
        notice_minutes: i64,
        /// The notice that was missed.
        limit: Notice,
        /// When it was missed.
        deadline_at: Timestamp,
    },
    /// The appointment has begun.
    HasBegun {
        /// The policy key.
        parameter: String,
        /// The start.
        started_at: Timestamp,
    },
    /// Staff are not bound by the limits meant for clients; this is what a client would have been answered (SBM-11).
    StaffNotBound {
        /// The policy key that was set aside.
        parameter: String,
        /// What a client would have been answered.
        client_answer: Answer,
    },
    /// The business itself cancels with less notice than it should (WEC-10).
    LateForBusiness {
        /// The policy key.
        parameter: String,
        /// Notice given, in minutes.
        notice_minutes: i64,
        /// Below this it is late.
        limit: Notice,
    },
    /// The client says that the professional asked for it; nothing of it counts against the client (WEC-09, WEC-17).
    SaidToBeAskedByBusiness,
    /// The service is booked at once.
    BookedAtOnce,
    /// The practitioner accepted the client's enquiry before anybody else.
    ProposalAccepted,
    /// It was decided together with the other appointments of its series (WEC-05, WEC+11).
    WithItsSeries,
    /// The service is booked on approval.
    NeedsApproval {
        /// When the request expires.
        answer_by_at: Timestamp,
    },
    /// How many of the client's moves are used with this one.
    MovesUsed {
        /// Moves made, this one included.
        count: u32,
        /// Moves allowed.
        max: u32,
    },
    /// Other times wait for the other side's answer, or waited for it; the present one stands meanwhile (WEC+10, WEC+19).
    MoveProposed {
        /// Who proposed them.
        by: Side,
        /// The starts proposed.
        starts: Vec<Timestamp>,
        /// When the proposal lapses, or would have.
        lapses_at: Timestamp,
    },
    /// One side proposed this time and the other accepted: no limit binds and nothing counts as late (WEC-07).
    BothAgreed {
        /// Who proposed it.
        by: Side,
        /// When.
        proposed_at: Timestamp,
    },
    /// The business has not accepted the request yet, so that the client changes it at once (WEC+10).
    NotAcceptedYet,
    /// A colleague of the same business takes it over at the same time; it counts for nothing.
    HandedOver {
        /// Whose it was.
        from: PractitionerId,
        /// Who comes now.
        to: PractitionerId,
    },
    /// Staff placed it over other appointments or outside the offered slots.
    Forced {
        /// What they gave as a reason.
        reason: String,
    },
}
