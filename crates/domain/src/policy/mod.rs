//! Policies as data: one document that says what is allowed until when, what must be entered, and who is told.
//!
//! A network has a policy; a business and a service may change parts of it. What applies to one appointment is frozen when it is booked (I9).

mod enquiries;
mod ladder;
mod layers;
mod proposals;
mod ranking;
mod reliability;
mod series;

pub use enquiries::EnquiryPolicy;
pub use ladder::{Answer, Ladder, LadderAnswer, Rung, Stretch};
pub use layers::{PolicyFault, resolve};
pub use proposals::ProposalPolicy;
pub use ranking::{RankingPolicy, RankingWeights};
pub use reliability::{MeasureRule, ReliabilityPolicy};
pub use series::SeriesPolicy;

use serde::{Deserialize, Serialize};

use crate::messages::{Matrix, ReminderRules};
use crate::notice::Notice;

/// The whole policy. Every part has a default, so a document says only what differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Which parts a business or a service may not change.
    pub locked: Vec<String>,
    /// What can be booked.
    pub booking: BookingPolicy,
    /// Until when a client may cancel.
    pub client_cancel: CancelPolicy,
    /// Until when and how often a client may move an appointment.
    pub client_reschedule: ReschedulePolicy,
    /// What the business may do with an appointment.
    pub business: BusinessPolicy,
    /// What must be entered.
    pub entry: EntryPolicy,
    /// To whom a client's wish is proposed, and how long it waits.
    pub enquiries: EnquiryPolicy,
    /// Who is told what by which channel.
    pub messages: MessagePolicy,
    /// How long a proposed move waits for the other side.
    pub proposals: ProposalPolicy,
    /// By what businesses are ordered.
    pub ranking: RankingPolicy,
    /// Whom a refused or wondering client is sent to.
    pub reply_to: ReplyTo,
    /// How series are generated and changed.
    pub series: SeriesPolicy,
    /// What counts against whom, and which measure follows.
    pub reliability: ReliabilityPolicy,
}

/// What can be booked, and how requests wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BookingPolicy {
    /// Smallest time between the booking and the start; elapsed, inclusive.
    pub min_lead: Notice,
    /// Calendar days ahead that can be booked, in the place's zone.
    pub horizon_days: u16,
    /// Offer starts right after busy time as well as on the grid.
    pub start_after_busy: bool,
    /// How long a request waits for an answer before it expires; never beyond the start.
    pub answer_within: Notice,
}

impl Default for BookingPolicy {
    fn default() -> Self {
        BookingPolicy {
            min_lead: Notice::hours(1),
            horizon_days: 60,
            start_after_busy: false,
            answer_within: Notice::hours(48),
        }
    }
}

/// Until when a client may cancel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CancelPolicy {
    /// What is answered with how much notice.
    pub ladder: Ladder,
}

impl Default for CancelPolicy {
    fn default() -> Self {
        CancelPolicy {
            ladder: free_then_warning(),
        }
    }
}

/// Until when and how often a client may move an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReschedulePolicy {
    /// Whether clients may move appointments at all (SBM-01).
    pub enabled: bool,
    /// What is answered with how much notice (SBM-04).
    pub ladder: Ladder,
    /// How many moves a client has; `None` is without limit.
    pub max_moves: Option<u32>,
    /// Whether an appointment for a service booked on approval can be moved by the client (SBM-08).
    pub when_approved_by_hand: bool,
    /// Whether one appointment of a series can be moved by the client (SBM+01).
    pub when_in_series: bool,
}

impl Default for ReschedulePolicy {
    fn default() -> Self {
        ReschedulePolicy {
            enabled: true,
            ladder: free_then_warning(),
            max_moves: None,
            when_approved_by_hand: true,
            when_in_series: true,
        }
    }
}

/// MED1-04 and MED1-05, our default too: an easy late cancellation is better than a silent absence (MED1-06).
fn free_then_warning() -> Ladder {
    Ladder {
        steps: vec![
            Rung {
                notice: Notice::hours(24),
                answer: Answer::Allow,
            },
            Rung {
                notice: Notice::NONE,
                answer: Answer::AllowWithWarning,
            },
        ],
        after_start: Answer::RefuseAndContact,
    }
}

/// What the business may do with an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BusinessPolicy {
    /// Whether an appointment whose start has passed can still be cancelled (MED1-07).
    pub cancel_after_start: bool,
    /// A cancellation by the business with less notice than this is late; strictly less (WEC-10, WEC-11).
    pub late_below: Notice,
    /// A cancellation by the business closes that local day of the practitioner, unless it was made with more notice than this (WEC-01, WEC-08);
    /// `None` never closes a day.
    pub closes_day_within: Option<Notice>,
}

impl Default for BusinessPolicy {
    fn default() -> Self {
        BusinessPolicy {
            cancel_after_start: true,
            late_below: Notice::hours(24),
            closes_day_within: None,
        }
    }
}

/// What must be entered when somebody cancels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EntryPolicy {
    /// Staff must say who wants the cancellation (TRW-02).
    pub ask_initiator: bool,
    /// Staff must give a reason (WEC-03).
    pub staff_reason: bool,
    /// A client must give a reason.
    pub client_reason: bool,
    /// Staff must write to the client when the business cancels (WEC-04).
    pub staff_message: bool,
    /// Smallest number of characters of that message (WEC+03).
    pub staff_message_min_chars: u16,
    /// The screen asks staff to try another time before cancelling (WEC-06, TRW-09).
    pub suggest_reschedule_first: bool,
}

impl Default for EntryPolicy {
    fn default() -> Self {
        EntryPolicy {
            ask_initiator: true,
            staff_reason: true,
            client_reason: false,
            staff_message: false,
            staff_message_min_chars: 0,
            suggest_reschedule_first: true,
        }
    }
}

/// Who is told what by which channel, and when reminders leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct MessagePolicy {
    /// Event and author to recipients and channels.
    pub matrix: Matrix,
    /// When clients are reminded.
    pub reminder: ReminderRules,
    /// A sentence about the custom of the profession, shown to clients as it is (MED1-13); empty for none.
    pub custom: String,
}

/// Whom a refused or wondering client is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum ReplyTo {
    /// The practitioner (Medoucine, Wecasa).
    #[default]
    Practitioner,
    /// The business.
    Business,
    /// The network (TRW-11).
    Network,
}

impl Policy {
    /// What makes the policy unusable, with the key it stands under.
    pub fn fault(&self) -> Option<PolicyFault> {
        if let Some(cell) = self.messages.matrix.repeated_channel() {
            let why = format!("`{}` names a channel twice for one reader", cell.event.code());
            return Some(PolicyFault {
                key: "messages.matrix".into(),
                why,
            });
        }
        if let Some(fault) = self.ranking.fault() {
            return Some(fault);
        }
        if let Some(fault) = self.reliability.fault() {
            return Some(fault);
        }
        if let Some(key) = self.proposals.fault() {
            return Some(PolicyFault {
                key: format!("proposals.{key}"),
                why: "a proposal needs some time to be answered".into(),
            });
        }
        if let Some((key, why)) = self.series.fault() {
            return Some(PolicyFault {
                key: format!("series.{key}"),
                why: why.into(),
            });
        }
        if let Some((key, why)) = self.enquiries.fault() {
            return Some(PolicyFault {
                key: format!("enquiries.{key}"),
                why: why.into(),
            });
        }
        let at = |key: &str, (part, why): (&str, String)| PolicyFault {
            key: format!("{key}.ladder.{part}"),
            why,
        };
        let cancel = self.client_cancel.ladder.fault(Answer::is_served);
        let moves = self.client_reschedule.ladder.fault(Answer::is_served_for_moves);
        let cancel = cancel.map(|fault| at("client_cancel", fault));
        cancel.or(moves.map(|fault| at("client_reschedule", fault)))
    }
}
