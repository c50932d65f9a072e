//! What an action answers when it does not do what was asked.

use domain::absence::{AbsenceRefusal, NotPossible};
use domain::agenda::Slot;
use domain::appointment::{AnswerRefusal, BookRefusal, CancelRefusal, OutcomeRefusal, ProposalRefusal, RescheduleRefusal};
use domain::enquiry::EnquiryRefusal;
use domain::people::Contact;
use domain::reliability::CaseRefusal;
use domain::series::SeriesRefusal;
use jiff::Timestamp;
use serde::Serialize;
use store::StoreError;

/// Why an action did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no such thing here. Unknown and foreign ids read the same (I7).
    #[error("no such {0}")]
    NotFound(&'static str),
    /// What was entered cannot be used; every field at fault is named.
    #[error("{} field(s) cannot be used", .0.len())]
    Invalid(Vec<FieldFault>),
    /// The trade says no.
    #[error("refused: {}", .0.refusal.code())]
    Refused(Box<Refused>),
    /// The same idempotency key came with another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The policy documents of the network cannot be used.
    #[error(transparent)]
    Policy(#[from] domain::policy::PolicyFault),
    /// A policy document that somebody entered cannot be used; nothing was changed.
    #[error("the policy document cannot be used: {0}")]
    Document(domain::policy::PolicyFault),
    /// A message could not be written.
    #[error("a letter cannot be written: {0}")]
    Letter(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A field that cannot be used, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldFault {
    /// Name of the field as the form and the API spell it.
    pub field: &'static str,
    /// What is wrong: the text is `field-<code>` in the locales.
    pub code: &'static str,
    /// The bound that was broken, if there is one.
    pub limit: Option<usize>,
}

/// A refusal with what helps a person further.
#[derive(Debug)]
pub struct Refused {
    /// What the domain answered.
    pub refusal: Refusal,
    /// Whom to contact.
    pub contact: Contact,
    /// Free slots near the one that was wanted.
    pub nearest: Vec<Slot>,
}

/// A refusal of any action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Refusal {
    /// Of an absence with what becomes of the appointments it hits.
    Absence(AbsenceRefusal),
    /// Of a booking.
    Book(BookRefusal),
    /// Of an answer to a request.
    Answer(AnswerRefusal),
    /// Of a cancellation.
    Cancel(CancelRefusal),
    /// Of a move.
    Reschedule(RescheduleRefusal),
    /// Of an outcome.
    Outcome(OutcomeRefusal),
    /// Of a proposed move, or of an answer to one.
    Proposal(ProposalRefusal),
    /// Of a decision about a case.
    Case(CaseRefusal),
    /// Of an enquiry, or of an answer to one.
    Enquiry(EnquiryRefusal),
    /// Of an act on a series.
    Series(SeriesRefusal),
    /// Somebody changed the appointment between the page and the click.
    ChangedMeanwhile(ChangedMeanwhile),
}

/// The appointment has another version than the one the page showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename = "changed_meanwhile")]
pub struct ChangedMeanwhile {
    /// The version now.
    pub version: u32,
}

impl Refusal {
    /// The refusal as data: `code` and the facts beside it.
    pub fn facts(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The stable code.
    pub fn code(&self) -> String {
        self.facts()["code"].as_str().unwrap_or("refused").to_owned()
    }

    /// Whether the wanted time is what is in the way, so that other times help.
    pub fn is_about_the_slot(&self) -> bool {
        matches!(
            self,
            Refusal::Book(BookRefusal::SlotNotOffered { .. })
                | Refusal::Reschedule(RescheduleRefusal::SlotNotOffered { .. })
                | Refusal::Answer(AnswerRefusal::SlotTaken)
                | Refusal::Proposal(ProposalRefusal::SlotNotOffered { .. })
        )
    }

    /// The start that is in the way, where several were wanted.
    pub fn start(&self) -> Option<Timestamp> {
        match self {
            Refusal::Proposal(ProposalRefusal::SlotNotOffered { start_at, .. }) => Some(*start_at),
            _ => None,
        }
    }

    /// Whether somebody else was there first, as opposed to a wish that could never be granted.
    pub fn is_conflict(&self) -> bool {
        use domain::agenda::NotOffered::Taken;
        match self {
            Refusal::Book(BookRefusal::SlotNotOffered { reason }) => *reason == Taken,
            Refusal::Reschedule(RescheduleRefusal::SlotNotOffered { reason }) => *reason == Taken,
            Refusal::Proposal(ProposalRefusal::SlotNotOffered { reason, .. }) => *reason == Taken,
            Refusal::Proposal(
                ProposalRefusal::HowManyStarts { .. } | ProposalRefusal::SameTime | ProposalRefusal::MovesAtOnce,
            ) => false,
            Refusal::Cancel(CancelRefusal::ReasonMissing | CancelRefusal::MessageTooShort { .. }) => false,
            Refusal::Absence(AbsenceRefusal::AbsenceNotPossible { items }) => !items.iter().all(NotPossible::lacks_words),
            Refusal::Case(CaseRefusal::ReasonsTooShort { .. }) => false,
            Refusal::Book(BookRefusal::ForceNotAllowed | BookRefusal::OnlyByProposal)
            | Refusal::Reschedule(RescheduleRefusal::ForceNotAllowed) => false,
            Refusal::Reschedule(RescheduleRefusal::SameTime) => false,
            Refusal::Series(SeriesRefusal::TooManyDates { .. } | SeriesRefusal::AgreementMissing) => false,
            _ => true,
        }
    }
}

impl From<SeriesRefusal> for Refusal {
    fn from(refusal: SeriesRefusal) -> Self {
        match refusal {
            // An appointment of a series is refused in the words of any other.
            SeriesRefusal::Cancel(refusal) => Refusal::Cancel(refusal),
            SeriesRefusal::Reschedule(refusal) => Refusal::Reschedule(refusal),
            refusal => Refusal::Series(refusal),
        }
    }
}

impl From<ProposalRefusal> for Refusal {
    fn from(refusal: ProposalRefusal) -> Self {
        match refusal {
            // A client who asks for a move meets the limits of a move, in its words.
            ProposalRefusal::Limits(refusal) => Refusal::Reschedule(refusal),
            refusal => Refusal::Proposal(refusal),
        }
    }
}

macro_rules! refusals {
    ($($from:ty => $variant:ident),*) => {$(
        impl From<$from> for Refusal {
            fn from(refusal: $from) -> Self {
                Refusal::$variant(refusal)
            }
        }
    )*};
}
refusals!(AbsenceRefusal => Absence, EnquiryRefusal => Enquiry, ChangedMeanwhile => ChangedMeanwhile, BookRefusal => Book, AnswerRefusal => Answer, CancelRefusal => Cancel, RescheduleRefusal => Reschedule, OutcomeRefusal => Outcome, CaseRefusal => Case);
