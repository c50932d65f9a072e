//! An incident: one entry of the ledger.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AbsenceId, AppointmentId, BusinessId, ClientId, PractitionerId, StrikeId};

/// Whose reliability it is about. Clients and businesses stand in one ledger, under the same rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// A client.
    Client(ClientId),
    /// A business.
    Business(BusinessId),
}

impl Subject {
    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            Subject::Client(_) => "client",
            Subject::Business(_) => "business",
        }
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StrikeKind {
    /// Cancelled with less notice than the terms ask for (WEC-10, WEC-11).
    LateCancellation,
    /// Did not come.
    Missed,
    /// Asked the client to cancel in its place, as support has found (WEC-09).
    AskedClientToCancel,
}

impl StrikeKind {
    /// Every kind.
    pub const ALL: [StrikeKind; 3] = [
        StrikeKind::LateCancellation,
        StrikeKind::Missed,
        StrikeKind::AskedClientToCancel,
    ];

    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            StrikeKind::LateCancellation => "late_cancellation",
            StrikeKind::Missed => "missed",
            StrikeKind::AskedClientToCancel => "asked_client_to_cancel",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Why and by whom an incident no longer counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StruckOut {
    /// Since when.
    pub at: Timestamp,
    /// Printed id of who decided it.
    pub by: String,
    /// The reasons given.
    pub why: String,
}

/// One entry of the reliability ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strike {
    /// Identity.
    pub id: StrikeId,
    /// Whose it is.
    pub subject: Subject,
    /// The practitioner it happened with; absences group incidents of one practitioner.
    pub practitioner: PractitionerId,
    /// The appointment; of one kind there is one incident for an appointment.
    pub appointment: AppointmentId,
    /// What happened.
    pub kind: StrikeKind,
    /// How much it weighs, in hundredths of a plain incident; from the terms of the appointment.
    pub weight: u32,
    /// When it happened: the moment of the act, not the start of the appointment.
    pub at: Timestamp,
    /// When the appointment was to start: an absence that covers it makes it part of that absence.
    pub start: Timestamp,
    /// From when on it no longer counts (L8).
    pub expires_at: Timestamp,
    /// Since when it is contested; it does not count until that is settled (L3).
    pub contested_at: Option<Timestamp>,
    /// Whether it was struck out.
    pub struck_out: Option<StruckOut>,
}

impl Strike {
    /// Whether it counts at this moment.
    pub fn counts_at(&self, now: Timestamp) -> bool {
        self.at <= now && now < self.expires_at && self.contested_at.is_none() && self.struck_out.is_none()
    }
}

/// A stretch in which a practitioner was away, as far as it groups incidents (WEC-16).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// The absence.
    pub absence: AbsenceId,
    /// Whose.
    pub practitioner: PractitionerId,
    /// First instant away.
    pub start: Timestamp,
    /// First instant back.
    pub end: Timestamp,
}

impl Away {
    /// Whether an incident belongs to this absence: its appointment was to start while the practitioner was away. It does not matter which was entered first.
    pub fn covers(&self, strike: &Strike) -> bool {
        self.practitioner == strike.practitioner && self.start <= strike.start && strike.start < self.end
    }
}
