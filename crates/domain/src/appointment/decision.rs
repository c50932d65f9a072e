//! What the domain answers: the appointment as it will be, what is recorded, who is told, and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Appointment, Because};
use crate::messages::{Author, Channel, Intent, MessageKind, Recipient};
use crate::policy::Answer;
use crate::reliability::{Closing, Consequences, Incident};

/// In what capacity somebody clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The client, from a link or through a program that acts for clients.
    Client,
    /// Somebody of the business.
    Staff,
    /// Somebody who runs the network.
    Network,
    /// Nobody: the time came.
    Clock,
}

impl Role {
    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            Role::Client => "client",
            Role::Staff => "staff",
            Role::Network => "network",
            Role::Clock => "clock",
        }
    }

    /// The role with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Role::Client, Role::Staff, Role::Network, Role::Clock]
            .into_iter()
            .find(|role| role.code() == code)
    }
}

/// Who clicked: a role and a printed id such as `usr_…`, `key_…` or `link`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// In what capacity.
    pub role: Role,
    /// Which person, key or link.
    pub id: String,
}

impl Actor {
    /// The holder of a personal link.
    pub fn link() -> Self {
        Actor {
            role: Role::Client,
            id: "link".into(),
        }
    }

    /// The time itself.
    pub fn clock() -> Self {
        Actor {
            role: Role::Clock,
            id: "clock".into(),
        }
    }

    fn author(&self) -> Author {
        match self.role {
            Role::Client => Author::Client,
            Role::Staff | Role::Network => Author::Business,
            Role::Clock => Author::Clock,
        }
    }
}

/// Who wants something, which is not always who clicks (TRW-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The client.
    Client,
    /// The business.
    Business,
}

impl Side {
    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            Side::Client => "client",
            Side::Business => "business",
        }
    }

    /// The side with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Side::Client, Side::Business].into_iter().find(|side| side.code() == code)
    }
}

/// Why somebody cancels or moves. The list asks for nothing about health.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Not well; no detail is asked for.
    Ill,
    /// Something came up.
    Hindered,
    /// Trouble on the way.
    Transport,
    /// Another appointment elsewhere.
    FoundElsewhere,
    /// Booked by mistake.
    Mistake,
    /// An emergency.
    Emergency,
    /// The room or the equipment cannot be used.
    Equipment,
    /// The client did not come.
    DidNotCome,
    /// Anything else.
    Other,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 9] = [
        Reason::Ill,
        Reason::Hindered,
        Reason::Transport,
        Reason::FoundElsewhere,
        Reason::Mistake,
        Reason::Emergency,
        Reason::Equipment,
        Reason::DidNotCome,
        Reason::Other,
    ];

    /// The reasons offered to clients.
    pub const FOR_CLIENTS: [Reason; 6] = [
        Reason::Ill,
        Reason::Hindered,
        Reason::Transport,
        Reason::FoundElsewhere,
        Reason::Mistake,
        Reason::Other,
    ];

    /// The reasons offered to staff.
    pub const FOR_STAFF: [Reason; 7] = [
        Reason::Ill,
        Reason::Emergency,
        Reason::Equipment,
        Reason::Hindered,
        Reason::DidNotCome,
        Reason::Mistake,
        Reason::Other,
    ];

    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            Reason::Ill => "ill",
            Reason::Hindered => "hindered",
            Reason::Transport => "transport",
            Reason::FoundElsewhere => "found_elsewhere",
            Reason::Mistake => "mistake",
            Reason::Emergency => "emergency",
            Reason::Equipment => "equipment",
            Reason::DidNotCome => "did_not_come",
            Reason::Other => "other",
        }
    }

    /// The reason with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// Somebody's click: who, for whom, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Who clicked.
    pub clicked_by: Actor,
    /// Who wants it; three different facts with the reason.
    pub asked_by: Side,
    /// When.
    pub now: Timestamp,
}

impl Act {
    /// Whether limits meant for clients bind this act. Staff are never bound, also when they act at a client's request (SBM-11).
    pub fn is_bound(&self) -> bool {
        self.clicked_by.role == Role::Client
    }
}

/// What happened, for the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Requested, waits for the business.
    Requested,
    /// Booked.
    Booked,
    /// The request was approved.
    Approved,
    /// The request was declined.
    Declined,
    /// Another time.
    Moved,
    /// Cancelled.
    Cancelled,
    /// Took place.
    Fulfilled,
    /// The client did not come.
    NoShow,
    /// Nobody answered the request in time.
    Expired,
    /// Brought in from another system.
    Imported,
    /// One side proposed another time.
    MoveProposed,
    /// The proposed time was declined.
    MoveDeclined,
    /// The side that proposed another time took the proposal back.
    MoveWithdrawn,
    /// Nobody answered the proposed time in its time.
    MoveLapsed,
    /// Another practitioner of the business took it over.
    HandedOver,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [ChangeKind; 15] = [
        ChangeKind::Requested,
        ChangeKind::Booked,
        ChangeKind::Approved,
        ChangeKind::Declined,
        ChangeKind::Moved,
        ChangeKind::Cancelled,
        ChangeKind::Fulfilled,
        ChangeKind::NoShow,
        ChangeKind::Expired,
        ChangeKind::Imported,
        ChangeKind::MoveProposed,
        ChangeKind::MoveDeclined,
        ChangeKind::MoveWithdrawn,
        ChangeKind::MoveLapsed,
        ChangeKind::HandedOver,
    ];

    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            ChangeKind::Requested => "requested",
            ChangeKind::Booked => "booked",
            ChangeKind::Approved => "approved",
            ChangeKind::Declined => "declined",
            ChangeKind::Moved => "moved",
            ChangeKind::Cancelled => "cancelled",
            ChangeKind::Fulfilled => "fulfilled",
            ChangeKind::NoShow => "no_show",
            ChangeKind::Expired => "expired",
            ChangeKind::Imported => "imported",
            ChangeKind::MoveProposed => "move_proposed",
            ChangeKind::MoveDeclined => "move_declined",
            ChangeKind::MoveWithdrawn => "move_withdrawn",
            ChangeKind::MoveLapsed => "move_lapsed",
            ChangeKind::HandedOver => "handed_over",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One row of an appointment's history: who, asked by whom, when, from, to, because.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The click behind it.
    pub act: Act,
    /// The reason given.
    pub reason: Option<Reason>,
    /// What was written to the other side, empty for nothing.
    pub message: String,
    /// The start before the change.
    pub from: Option<Timestamp>,
    /// The start after it, if it still takes place.
    pub to: Option<Timestamp>,
    /// Why it was answered as it was.
    pub because: Vec<Because>,
}

/// The answer of the domain. Not applied, it is the preview; applied in one transaction, it is the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The rung of the ladder that was reached.
    pub answer: Answer,
    /// The version that the decision was taken on; `None` for a new appointment.
    pub on_version: Option<u32>,
    /// The appointment as it will be.
    pub appointment: Appointment,
    /// The row for the history.
    pub change: Change,
    /// Who is told what, when.
    pub messages: Vec<Intent>,
    /// What it says about somebody's reliability.
    pub incident: Option<Incident>,
    /// The day it closes.
    pub closes: Option<Closing>,
    /// Whether support has to hear of it (WEC-09).
    pub opens_case: bool,
    /// What follows for the business, once its standing has been looked up.
    pub consequences: Consequences,
}

impl Decision {
    /// A decision that changes `before` (or makes a new appointment) and tells everybody whom the matrix names.
    pub(super) fn new(answer: Answer, before: Option<&Appointment>, appointment: Appointment, change: Change) -> Self {
        let mut decision = Decision {
            answer,
            on_version: before.map(|a| a.version),
            appointment,
            change,
            messages: Vec::new(),
            incident: None,
            closes: None,
            opens_case: false,
            consequences: Consequences::default(),
        };
        decision.messages = decision.planned_messages();
        decision
    }

    /// Whether anything follows for the business, so that its standing has to be looked up.
    pub fn touches_the_ledger(&self) -> bool {
        self.incident.is_some() || self.closes.is_some()
    }

    /// The recipients who are told at once.
    pub fn told_now(&self) -> impl Iterator<Item = &Intent> {
        self.messages.iter().filter(|intent| intent.kind != MessageKind::Reminder)
    }

    /// Leaves out messages to a recipient, for a change after the fact that nobody should hear of (MED1-10).
    #[must_use]
    pub fn without_telling(mut self, recipient: Recipient) -> Self {
        self.messages.retain(|intent| intent.to != recipient);
        self
    }

    /// Who is told of something that this decision makes happen, by which channels.
    pub(crate) fn told_about(&self, kind: MessageKind) -> Vec<(Recipient, Channel)> {
        let matrix = &self.appointment.terms.policy.messages.matrix;
        matrix.told(kind, self.change.act.clicked_by.author())
    }

    fn planned_messages(&self) -> Vec<Intent> {
        let Some(kind) = message_about(self.change.kind) else {
            return Vec::new();
        };
        let now = self.change.act.now;
        let matrix = &self.appointment.terms.policy.messages.matrix;
        let told = matrix.told(kind, self.change.act.clicked_by.author());
        let mut intents: Vec<Intent> = told
            .into_iter()
            .map(|(to, channel)| Intent {
                kind,
                to,
                channel,
                due: now,
            })
            .collect();
        intents.extend(self.reminders(kind));
        intents
    }

    /// A booked or moved appointment gets its reminder with the change, so that the reminder is as durable as the booking.
    fn reminders(&self, kind: MessageKind) -> Vec<Intent> {
        let stands = self.appointment.state == super::State::Booked && matches!(kind, MessageKind::Booked | MessageKind::Moved);
        let messages = &self.appointment.terms.policy.messages;
        let due = stands
            .then(|| messages.reminder.due(&self.appointment, self.change.act.now))
            .flatten();
        let Some(due) = due else { return Vec::new() };
        let told = messages.matrix.told(MessageKind::Reminder, Author::Clock);
        told.into_iter()
            .map(|(to, channel)| Intent {
                kind: MessageKind::Reminder,
                to,
                channel,
                due,
            })
            .collect()
    }
}

fn message_about(change: ChangeKind) -> Option<MessageKind> {
    match change {
        ChangeKind::Requested => Some(MessageKind::Requested),
        ChangeKind::Booked | ChangeKind::Approved => Some(MessageKind::Booked),
        ChangeKind::Moved => Some(MessageKind::Moved),
        ChangeKind::Cancelled => Some(MessageKind::Cancelled),
        ChangeKind::Declined => Some(MessageKind::Declined),
        ChangeKind::Expired => Some(MessageKind::Expired),
        ChangeKind::MoveProposed => Some(MessageKind::MoveProposed),
        ChangeKind::MoveDeclined => Some(MessageKind::MoveDeclined),
        ChangeKind::MoveLapsed => Some(MessageKind::MoveLapsed),
        ChangeKind::HandedOver => Some(MessageKind::HandedOver),
        ChangeKind::Fulfilled | ChangeKind::NoShow | ChangeKind::Imported | ChangeKind::MoveWithdrawn => None,
    }
}
