//! What can be booked.

use serde::{Deserialize, Serialize};

use crate::agenda::SlotRules;
use crate::ids::{BusinessId, ServiceId};
use crate::policy::Policy;

/// How an appointment for a service comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookedBy {
    /// The client's choice of a slot is enough.
    AtOnce,
    /// The business approves each request.
    Approval,
    /// The client asks the network and the first practitioner who accepts gets it; nobody is chosen from a page (see [`crate::enquiry`]).
    Proposal,
}

/// An amount in minor units (cents for EUR) with its ISO 4217 currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Minor units, never negative.
    pub minor: i64,
    /// ISO 4217 code, such as `EUR`.
    pub currency: String,
}

/// Something a practitioner does for a client, with its length and price.
#[derive(Debug, Clone)]
pub struct Service {
    /// Identity.
    pub id: ServiceId,
    /// The business that offers it.
    pub business: BusinessId,
    /// Name as shown.
    pub name: String,
    /// One or two sentences, possibly empty.
    pub about: String,
    /// Elapsed minutes of the appointment.
    pub duration_minutes: u16,
    /// Minutes kept free before it.
    pub buffer_before_minutes: u16,
    /// Minutes kept free after it.
    pub buffer_after_minutes: u16,
    /// Distance between possible starts, in minutes.
    pub step_minutes: u16,
    /// Price, paid at the venue.
    pub price: Price,
    /// At once, on approval or by proposal.
    pub booked_by: BookedBy,
    /// What the service changes in the policy, as JSON; `null` for nothing.
    pub policy: serde_json::Value,
}

impl Service {
    /// What this service asks of a slot under a policy.
    pub fn slot_rules(&self, policy: &Policy) -> SlotRules {
        SlotRules {
            duration_minutes: self.duration_minutes,
            buffer_before_minutes: self.buffer_before_minutes,
            buffer_after_minutes: self.buffer_after_minutes,
            step_minutes: self.step_minutes,
            start_after_busy: policy.booking.start_after_busy,
            min_lead_minutes: policy.booking.min_lead.elapsed_minutes(),
            horizon_days: policy.booking.horizon_days,
        }
    }
}
