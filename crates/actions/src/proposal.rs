//! Proposing another time, and answering what was proposed. The present time stands until one is accepted.

use domain::appointment::{
    Actor, Decision, ProposalRefusal, ProposeRequest, Reason, Side, accept_move, decline_move, lapse_move, propose_move,
    withdraw_move,
};
use domain::ids::{AppointmentId, NetworkId};
use domain::policy::Answer;
use jiff::Timestamp;
use store::Stored;

use crate::change::{Facts, Wanted};
use crate::fields::Fields;
use crate::reschedule::own_rules;
use crate::{App, Failure, Once, Outcome};

/// Other times that somebody proposes, as entered.
#[derive(Debug, Clone)]
pub struct ProposeWish {
    /// The network.
    pub network: NetworkId,
    /// Which appointment.
    pub id: AppointmentId,
    /// One to three other starts.
    pub starts: Vec<Timestamp>,
    /// Who wants it.
    pub asked_by: Side,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the other side.
    pub message: String,
    /// The version shown before the click.
    pub seen_version: Option<u32>,
    /// The answer shown before the click.
    pub seen: Option<Answer>,
}

/// An answer to a proposed move, or its author's second thought.
#[derive(Debug, Clone)]
pub struct MoveAnswer {
    /// The network.
    pub network: NetworkId,
    /// Which appointment.
    pub id: AppointmentId,
    /// What is written to the other side when it is declined.
    pub message: String,
    /// The version shown before the click.
    pub seen_version: Option<u32>,
}

impl App {
    /// Proposes other times (WEC+10, WEC+19).
    ///
    /// # Errors
    /// [`Failure::Refused`] with the nearest free slots or whom to contact; [`Failure::Invalid`] for a message that cannot be used.
    pub async fn propose_move(
        &self,
        wish: &ProposeWish,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        let request = request(wish)?;
        self.change(&proposing(wish, by), once, |facts| propose(facts, &request))
            .await
    }

    /// What proposing would come to now: who is told, and until when the other side can answer.
    ///
    /// # Errors
    /// As [`App::propose_move`].
    pub async fn preview_proposed_move(&self, wish: &ProposeWish, by: &Actor) -> Result<Decision, Failure> {
        let request = request(wish)?;
        self.previewed(&proposing(wish, by), |facts| propose(facts, &request)).await
    }

    /// Accepts one of the times that the other side has proposed.
    ///
    /// # Errors
    /// [`Failure::Refused`]; with the nearest free slots when the time was taken meanwhile, and then the proposal stays open.
    pub async fn accept_move(
        &self,
        answer: &MoveAnswer,
        start: Timestamp,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        self.change(&answering(answer, by, Some(start)), once, |facts| accept(facts, start))
            .await
    }

    /// What accepting would come to now.
    ///
    /// # Errors
    /// As [`App::accept_move`].
    pub async fn preview_accepted_move(&self, answer: &MoveAnswer, start: Timestamp, by: &Actor) -> Result<Decision, Failure> {
        self.previewed(&answering(answer, by, Some(start)), |facts| accept(facts, start))
            .await
    }

    /// Ends the open proposal: its author takes it back, the other side declines it. The appointment stays as it is.
    ///
    /// # Errors
    /// [`Failure::Refused`] when nothing is proposed; [`Failure::Invalid`] for a message that cannot be used.
    pub async fn end_proposal(
        &self,
        answer: &MoveAnswer,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        let message = checked(&answer.message)?;
        self.change(&answering(answer, by, None), once, |facts| end(facts, &message))
            .await
    }

    /// What ending the open proposal would come to now.
    ///
    /// # Errors
    /// As [`App::end_proposal`].
    pub async fn preview_ended_proposal(&self, answer: &MoveAnswer, by: &Actor) -> Result<Decision, Failure> {
        let message = checked(&answer.message)?;
        self.previewed(&answering(answer, by, None), |facts| end(facts, &message))
            .await
    }

    /// Declines what the other side has proposed.
    ///
    /// # Errors
    /// [`Failure::Refused`] when there is nothing to decline; [`Failure::Invalid`] for a message that cannot be used.
    pub async fn decline_move(
        &self,
        answer: &MoveAnswer,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        let message = checked(&answer.message)?;
        self.change(&answering(answer, by, None), once, |facts| {
            decline_move(facts.appointment, &message, facts.act)
        })
        .await
    }

    /// Takes back what this side has proposed.
    ///
    /// # Errors
    /// [`Failure::Refused`] when there is nothing to take back.
    pub async fn withdraw_move(
        &self,
        answer: &MoveAnswer,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        self.change(&answering(answer, by, None), once, |facts| {
            withdraw_move(facts.appointment, facts.act)
        })
        .await
    }

    /// Lets every proposal lapse whose time to be answered has passed. Returns how many did.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn lapse_proposals(&self) -> Result<usize, Failure> {
        let mut lapsed = 0;
        for (network, id) in self.store.lapsed_proposals(self.clock.now(), 100).await? {
            let clock = Actor::clock();
            let wanted = Wanted::by_business(network, id, &clock);
            match self
                .change(&wanted, None, |facts| lapse_move(facts.appointment, facts.act))
                .await
            {
                Ok(_) => lapsed += 1,
                // Somebody answered it in the meantime.
                Err(Failure::Refused(_)) => {}
                // One network's trouble keeps nobody else's proposals and messages waiting.
                Err(failure) => {
                    tracing::error!(appointment = %id, error = &failure as &dyn std::error::Error, "a proposed move could not lapse");
                }
            }
        }
        Ok(lapsed)
    }
}

fn propose(facts: &Facts<'_>, request: &ProposeRequest) -> Result<Decision, ProposalRefusal> {
    let rules = own_rules(facts.appointment, facts.offering);
    propose_move(facts.appointment, request, facts.agenda, &rules, facts.act)
}

fn accept(facts: &Facts<'_>, start: Timestamp) -> Result<Decision, ProposalRefusal> {
    let rules = own_rules(facts.appointment, facts.offering);
    accept_move(facts.appointment, start, facts.agenda, &rules, facts.act)
}

fn end(facts: &Facts<'_>, message: &str) -> Result<Decision, ProposalRefusal> {
    let appointment = facts.appointment;
    let own = appointment.proposal.as_ref().map(|proposal| proposal.by) == facts.act.clicked_by.side();
    if own {
        withdraw_move(appointment, facts.act)
    } else {
        decline_move(appointment, message, facts.act)
    }
}

fn request(wish: &ProposeWish) -> Result<ProposeRequest, Failure> {
    Ok(ProposeRequest {
        starts: wish.starts.clone(),
        reason: wish.reason,
        message: checked(&wish.message)?,
        seen: wish.seen,
    })
}

fn checked(message: &str) -> Result<String, Failure> {
    let mut fields = Fields::default();
    let message = fields.text("message", message);
    fields.finish()?;
    Ok(message)
}

fn proposing<'a>(wish: &ProposeWish, by: &'a Actor) -> Wanted<'a> {
    Wanted {
        network: wish.network,
        id: wish.id,
        by,
        asked_by: by.side().unwrap_or(wish.asked_by),
        seen_version: wish.seen_version,
        near: wish.starts.iter().min().copied(),
        until: wish.starts.iter().max().copied(),
    }
}

fn answering<'a>(answer: &MoveAnswer, by: &'a Actor, start: Option<Timestamp>) -> Wanted<'a> {
    Wanted {
        network: answer.network,
        id: answer.id,
        by,
        asked_by: by.side().unwrap_or(Side::Business),
        seen_version: answer.seen_version,
        near: start,
        until: None,
    }
}
