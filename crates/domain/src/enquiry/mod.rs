//! An enquiry: a client's wish for a service at a time and place, with no practitioner chosen; and the proposals that go out of it.
//!
//! Everybody who could give it receives it as a proposal; the first who accepts gets it, the others are told. Refusing never lowers a score
//! (WEC+18). A proposal takes no time: accepting it is an ordinary booking, decided on the agenda read under the practitioner's lock, so that
//! a closed day or a pause that came meanwhile refuses it like any other booking (WEC-01, WEC-13).

mod answering;
mod eligible;
mod streak;

pub use answering::{EnquiryChange, EnquiryRefusal, Notice, Subject, accept, close, decline, lapse, still_due, waits_until};
pub use eligible::{Candidate, Considered, Looks, NotProposed, Proposed, WhyProposed, eligible, serves_there};
pub use streak::{Streak, answers, hold_due, streak};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::ids::{AppointmentId, BusinessId, ClientId, EnquiryId, NetworkId, PlaceId, PractitionerId, ProposalId, ServiceId};

/// Where an enquiry is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnquiryState {
    /// It waits for the first who accepts.
    Open,
    /// Somebody accepted: it became an appointment.
    Taken {
        /// When.
        at: Timestamp,
        /// What it became.
        appointment: AppointmentId,
    },
    /// The client took it back.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
    /// Nobody accepted in time, or everybody refused.
    Unanswered {
        /// When.
        at: Timestamp,
    },
}

impl EnquiryState {
    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            EnquiryState::Open => "open",
            EnquiryState::Taken { .. } => "taken",
            EnquiryState::Withdrawn { .. } => "withdrawn",
            EnquiryState::Unanswered { .. } => "unanswered",
        }
    }
}

/// A client's wish for a service at a time and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// Identity.
    pub id: EnquiryId,
    /// The network it is addressed to.
    pub network: NetworkId,
    /// Whose wish it is.
    pub client: ClientId,
    /// Name of the service, as the network's businesses call it.
    pub service: String,
    /// When it should start.
    pub start: Timestamp,
    /// Zone in which that was said: the network's.
    pub zone: TimeZone,
    /// Postcode of where it should take place, as [`postcode`] writes it.
    pub postcode: String,
    /// Street and town of where it should take place.
    pub address: String,
    /// A word to whoever comes; may be empty.
    pub note: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it waits.
    pub answer_by: Timestamp,
    /// Where it is in its life.
    pub state: EnquiryState,
    /// Grows by one with every change of its state.
    pub version: u32,
}

impl Enquiry {
    /// What the practitioner reads with the appointment: where to go, then the client's own words.
    pub fn note_for_practitioner(&self) -> String {
        let place = format!("{}, {}", self.address, self.postcode);
        match self.note.is_empty() {
            true => place,
            false => format!("{place}\n{}", self.note),
        }
    }
}

/// Where a proposal is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// It waits for this practitioner's answer.
    Open,
    /// This practitioner was the first to accept.
    Accepted {
        /// When.
        at: Timestamp,
    },
    /// This practitioner refused, which costs nothing (WEC+18).
    Refused {
        /// When.
        at: Timestamp,
    },
    /// Somebody else was first, or the client took the enquiry back.
    Closed {
        /// When.
        at: Timestamp,
    },
    /// This practitioner did not answer in time.
    Unanswered {
        /// When.
        at: Timestamp,
    },
}

impl ProposalState {
    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            ProposalState::Open => "open",
            ProposalState::Accepted { .. } => "accepted",
            ProposalState::Refused { .. } => "refused",
            ProposalState::Closed { .. } => "closed",
            ProposalState::Unanswered { .. } => "unanswered",
        }
    }

    /// When it got there; nothing while it waits.
    pub fn since(self) -> Option<Timestamp> {
        match self {
            ProposalState::Open => None,
            ProposalState::Accepted { at }
            | ProposalState::Refused { at }
            | ProposalState::Closed { at }
            | ProposalState::Unanswered { at } => Some(at),
        }
    }
}

/// An enquiry as one practitioner received it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Identity.
    pub id: ProposalId,
    /// The enquiry.
    pub enquiry: EnquiryId,
    /// The practitioner's business.
    pub business: BusinessId,
    /// Who received it.
    pub practitioner: PractitionerId,
    /// The practitioner's own service of that name.
    pub service: ServiceId,
    /// Where the practitioner gives it, as the catalogue says.
    pub place: PlaceId,
    /// Position among all who received it, from 1.
    pub nth: u32,
    /// Why this practitioner received it, as data.
    pub because: WhyProposed,
    /// When.
    pub made_at: Timestamp,
    /// Where it is in its life.
    pub state: ProposalState,
}

/// A postcode as it is compared: letters and digits only, in capitals. `" sw1a 1aa"` and `SW1A1AA` are the same.
pub fn postcode(typed: &str) -> String {
    typed
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Whether two services of different businesses are the same thing to a client: the same name, spaces around it and capitals apart.
pub fn same_service(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests;
