//! What an act would come to now, not done: the decision itself, shown.

use domain::appointment::{Because, Decision};
use jiff::Timestamp;
use serde::Serialize;
use texts::Speech;
use utoipa::ToSchema;

use super::consequences::ConsequencesShown;
use super::move_proposal::MoveProposalShown;
use super::one::Why;
use crate::api::moment::{written, zone_name};
use crate::api::words::{AnswerWord, StateWord};

/// What an act would come to now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Preview {
    /// The rung of the ladder; send it as `seen`, and the act refuses if it has become stricter.
    answer: AnswerWord,
    /// The version the preview speaks of; send it as `version`, and the act refuses if something else came first.
    #[schema(required)]
    version: Option<u32>,
    /// Why.
    because: Vec<Why>,
    /// Last moment at which this answer holds; null when it does not depend on the time, or when the time it asks for has passed.
    #[schema(format = DateTime, required)]
    deadline: Option<String>,
    /// The state the appointment would be in.
    #[schema(value_type = StateWord)]
    state: &'static str,
    /// When it would start.
    #[schema(format = DateTime)]
    start: String,
    /// When it would end.
    #[schema(format = DateTime)]
    end: String,
    /// Zone of the place.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// Another time that would wait for the other side's answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    move_proposal: Option<MoveProposalShown>,
    /// The messages that would be written.
    messages: Vec<PlannedMessage>,
    /// What would follow for the business.
    consequences: ConsequencesShown,
}

/// A message that would be written.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PlannedMessage {
    /// What about.
    #[schema(example = "cancelled")]
    kind: &'static str,
    /// To whom: `client` or `practitioner`.
    #[schema(example = "client")]
    to: &'static str,
    /// How.
    #[schema(example = "email")]
    channel: &'static str,
    /// When it would leave.
    #[schema(format = DateTime)]
    due: String,
}

pub(in crate::api) fn shown(decision: &Decision, speech: Speech) -> Preview {
    let when = &decision.appointment.when;
    let zone = &when.zone;
    Preview {
        answer: decision.answer.into(),
        version: decision.on_version,
        because: decision
            .change
            .because
            .iter()
            .map(|because| Why::new(because, zone, speech))
            .collect(),
        deadline: deadline(&decision.change.because).map(|at| written(zone, at)),
        state: decision.appointment.state.code(),
        start: written(zone, when.start),
        end: written(zone, when.end),
        time_zone: zone_name(zone),
        move_proposal: decision
            .appointment
            .proposal
            .as_ref()
            .map(|proposal| MoveProposalShown::new(proposal, zone)),
        messages: planned(decision).collect(),
        consequences: ConsequencesShown::of(decision),
    }
}

/// The messages that a decision asks for.
pub(in crate::api) fn planned(decision: &Decision) -> impl Iterator<Item = PlannedMessage> + use<'_> {
    let zone = &decision.appointment.when.zone;
    decision.messages.iter().map(|intent| PlannedMessage {
        kind: intent.kind.code(),
        to: intent.to.code(),
        channel: intent.channel.code(),
        due: written(zone, intent.due),
    })
}

fn deadline(because: &[Because]) -> Option<Timestamp> {
    because.iter().find_map(|because| match because {
        Because::EnoughNotice { deadline_at, .. } => Some(*deadline_at),
        _ => None,
    })
}
