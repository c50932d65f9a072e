//! An absence as one act: what becomes of each appointment it hits, decided together, so that one preview shows everything and everything is done or nothing.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use crate::agenda::{Agenda, SlotRules};
use crate::appointment::{
    Act, AnswerRefusal, Appointment, CancelRefusal, CancelRequest, Decision, HandOverRefusal, HandOverRequest, ProposalRefusal,
    ProposeRequest, Reason, State, cancel, decline, hand_over, propose_move,
};
use crate::ids::{AppointmentId, PlaceId, PractitionerId};
use crate::reliability::{Consequences, Standing, follow_each};

/// What becomes of one appointment that an absence hits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// It stays; somebody settles it later, or it takes place all the same.
    Keep,
    /// Other times are proposed to the client; the present one stands until one is accepted (WEC-06).
    Propose {
        /// One to three starts.
        starts: Vec<Timestamp>,
    },
    /// A colleague of the same business takes it over at the same time.
    HandOver {
        /// The colleague.
        to: PractitionerId,
        /// Where the colleague gives the service.
        place: PlaceId,
    },
    /// It is cancelled; a request that still waits is declined.
    Cancel,
}

impl Choice {
    /// The word of the API and of forms.
    pub fn code(&self) -> &'static str {
        match self {
            Choice::Keep => "keep",
            Choice::Propose { .. } => "propose",
            Choice::HandOver { .. } => "hand_over",
            Choice::Cancel => "cancel",
        }
    }
}

/// One appointment with what was chosen for it and what that is decided on.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The appointment.
    pub appointment: Appointment,
    /// What was chosen.
    pub choice: Choice,
    /// The agenda of whoever would have it: the absent practitioner's with the absence in it and without this appointment, or the colleague's.
    pub agenda: Agenda,
    /// What a start of this appointment must be like.
    pub rules: SlotRules,
}

/// What is given and written once for all.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// Why.
    pub reason: Option<Reason>,
    /// The one message to every client who is told something (WEC-04).
    pub message: String,
}

/// Why one choice cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum StepRefusal {
    /// It cannot be cancelled so.
    Cancel(CancelRefusal),
    /// The request cannot be declined.
    Decline(AnswerRefusal),
    /// Those times cannot be proposed.
    Propose(ProposalRefusal),
    /// The colleague cannot take it.
    HandOver(HandOverRefusal),
}

/// Why an absence is not entered as chosen. Nothing of it has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum AbsenceRefusal {
    /// Appointments stand in it that nobody has decided on, such as one that was booked meanwhile (R16).
    AbsenceHitsMore {
        /// Which.
        appointments: Vec<AppointmentId>,
    },
    /// A choice was made for an appointment that the absence does not hit (any more).
    AbsenceHitsNot {
        /// Which.
        appointment: AppointmentId,
    },
    /// Choices that cannot be carried out.
    AbsenceNotPossible {
        /// Each with its reason.
        items: Vec<NotPossible>,
    },
}

/// One choice that cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotPossible {
    /// For which appointment.
    pub appointment: AppointmentId,
    /// Why.
    pub why: StepRefusal,
}

impl NotPossible {
    /// Whether only a reason or a longer message is missing, so that the same choice can be made again.
    pub fn lacks_words(&self) -> bool {
        matches!(
            self.why,
            StepRefusal::Cancel(CancelRefusal::ReasonMissing | CancelRefusal::MessageTooShort { .. })
        )
    }
}

/// What becomes of one appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub appointment: AppointmentId,
    /// The word of the choice.
    pub choice: &'static str,
    /// What is decided; `None` keeps it as it is.
    pub decision: Option<Decision>,
}

/// Everything that an absence does to the appointments it hits. Not applied, it is the preview.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AbsencePlan {
    /// One step for each appointment, in the order given.
    pub steps: Vec<Step>,
}

/// Whether an absence from `start` to `end` is in the way of an appointment: it still stands or waits, has not begun, and they share some time.
pub fn hits(appointment: &Appointment, start: Timestamp, end: Timestamp, now: Timestamp) -> bool {
    let ahead = matches!(appointment.state, State::Requested { .. } | State::Booked) && now < appointment.when.start;
    ahead && appointment.when.start < end && start < appointment.when.end
}

/// Decides all choices together. Cancellations come first: a day that one of them closes is proposed to nobody (WEC-01). What one colleague takes over
/// is busy for the next appointment.
///
/// # Errors
/// [`AbsenceRefusal::AbsenceNotPossible`] with every choice that cannot be carried out.
pub fn plan(mut hits: Vec<Hit>, word: &Word, act: &Act) -> Result<AbsencePlan, AbsenceRefusal> {
    let mut decided: Vec<Option<Result<Option<Decision>, StepRefusal>>> = vec![None; hits.len()];
    let (mut order, later): (Vec<usize>, Vec<usize>) = (0..hits.len()).partition(|&n| hits[n].choice == Choice::Cancel);
    order.extend(later);
    let mut closed: Vec<Date> = Vec::new();
    for n in order {
        if hits[n].proposes() {
            hits[n].agenda.closed_days.extend(&closed);
        }
        let step = hits[n].decide(word, act);
        if let Ok(Some(decision)) = &step {
            closed.extend(decision.closes.map(|closing| closing.date));
            taken(&mut hits, decision);
        }
        decided[n] = Some(step);
    }
    collected(&hits, decided)
}

fn collected(hits: &[Hit], decided: Vec<Option<Result<Option<Decision>, StepRefusal>>>) -> Result<AbsencePlan, AbsenceRefusal> {
    let (mut plan, mut items) = (AbsencePlan::default(), Vec::new());
    for (hit, step) in hits.iter().zip(decided.into_iter().flatten()) {
        let appointment = hit.appointment.id;
        match step {
            Ok(decision) => plan.steps.push(Step {
                appointment,
                choice: hit.choice.code(),
                decision,
            }),
            Err(why) => items.push(NotPossible { appointment, why }),
        }
    }
    if items.is_empty() {
        Ok(plan)
    } else {
        Err(AbsenceRefusal::AbsenceNotPossible { items })
    }
}

/// A colleague who takes one appointment over has that time no more for the others.
fn taken(hits: &mut [Hit], decision: &Decision) {
    let (owner, busy) = (decision.appointment.practitioner, decision.appointment.busy());
    let same = |hit: &&mut Hit| matches!(hit.choice, Choice::HandOver { to, .. } if to == owner);
    for hit in hits.iter_mut().filter(same) {
        hit.agenda.busy.push(busy);
        hit.agenda.busy.sort_by_key(|busy| busy.start);
    }
}

impl Hit {
    fn proposes(&self) -> bool {
        matches!(self.choice, Choice::Propose { .. })
    }

    fn decide(&self, word: &Word, act: &Act) -> Result<Option<Decision>, StepRefusal> {
        let appointment = &self.appointment;
        let decision = match &self.choice {
            Choice::Keep => return Ok(None),
            Choice::Propose { starts } => {
                let request = ProposeRequest {
                    starts: starts.clone(),
                    reason: word.reason,
                    message: word.message.clone(),
                    seen: None,
                };
                propose_move(appointment, &request, &self.agenda, &self.rules, act).map_err(StepRefusal::Propose)
            }
            Choice::HandOver { to, place } => {
                let request = HandOverRequest {
                    to: *to,
                    place: *place,
                    reason: word.reason,
                    message: word.message.clone(),
                };
                hand_over(appointment, &request, &self.agenda, act).map_err(StepRefusal::HandOver)
            }
            Choice::Cancel if matches!(appointment.state, State::Requested { .. }) => {
                decline(appointment, &word.message, act).map_err(StepRefusal::Decline)
            }
            Choice::Cancel => {
                let request = CancelRequest {
                    reason: word.reason,
                    message: word.message.clone(),
                    seen: None,
                    quietly: false,
                };
                cancel(appointment, &request, act).map_err(StepRefusal::Cancel)
            }
        };
        decision.map(Some)
    }
}

impl AbsencePlan {
    /// The decisions, in the order of the steps.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.steps.iter().filter_map(|step| step.decision.as_ref())
    }

    /// What follows for a business that stands so, the absence being in its standing: all late cancellations under it are one incident (WEC-15, WEC-16).
    pub fn follows(&self, standing: &Standing, ids: &mut dyn Iterator<Item = Uuid>) -> Consequences {
        let mut decisions: Vec<Decision> = self.decisions().cloned().collect();
        follow_each(&mut decisions, standing, ids);
        let mut all = Consequences::default();
        decisions.iter().for_each(|decision| all.absorb(&decision.consequences));
        all
    }
}

#[cfg(test)]
mod tests;
