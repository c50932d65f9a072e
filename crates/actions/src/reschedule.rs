//! Moving an appointment, and seeing beforehand what would follow.

use domain::agenda::SlotRules;
use domain::appointment::{
    Act, Actor, Appointment, Because, Decision, Reason, RescheduleRequest, Side, may_reschedule, reschedule,
};
use domain::ids::{AppointmentId, NetworkId};
use domain::policy::Answer;
use jiff::Timestamp;
use store::Stored;

use crate::catalogue::{Offering, Snapshot};
use crate::change::{Facts, Wanted};
use crate::failure::Refused;
use crate::fields::Fields;
use crate::slots::FreeSlots;
use crate::{App, Failure, Once, Outcome, SlotQuery};

/// A wish to move an appointment, as entered.
#[derive(Debug, Clone)]
pub struct MoveWish {
    /// The network.
    pub network: NetworkId,
    /// Which appointment.
    pub id: AppointmentId,
    /// The new start.
    pub start: Timestamp,
    /// Who wants it.
    pub asked_by: Side,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the other side.
    pub message: String,
    /// Staff only: why it is placed where no slot is offered.
    pub force: Option<String>,
    /// The version shown before the click.
    pub seen_version: Option<u32>,
    /// The answer shown before the click.
    pub seen: Option<Answer>,
}

impl App {
    /// Moves. The old time is kept until the new one is taken, in one transaction.
    ///
    /// # Errors
    /// [`Failure::Refused`] with the nearest free slots or whom to contact.
    pub async fn reschedule(&self, wish: &MoveWish, by: &Actor, once: Option<&Once<'_>>) -> Result<Outcome<Stored>, Failure> {
        let request = request(wish)?;
        self.change(&wanted(wish, by), once, |facts| decide(facts, &request)).await
    }

    /// What the move would come to now.
    ///
    /// # Errors
    /// [`Failure::Refused`].
    pub async fn preview_reschedule(&self, wish: &MoveWish, by: &Actor) -> Result<Decision, Failure> {
        let request = request(wish)?;
        self.previewed(&wanted(wish, by), |facts| decide(facts, &request)).await
    }

    /// Whether an appointment may be moved now, wherever to.
    ///
    /// # Errors
    /// [`Failure::Refused`] with whom to contact.
    pub fn may_reschedule(
        &self,
        appointment: &Appointment,
        snapshot: &Snapshot,
        by: &Actor,
    ) -> Result<(Answer, Vec<Because>), Failure> {
        let act = Act {
            clicked_by: by.clone(),
            asked_by: Side::Client,
            now: self.clock.now(),
        };
        may_reschedule(appointment, &act).map_err(|refusal| {
            let contact = snapshot.contact(appointment.terms.policy.reply_to, appointment.practitioner);
            Failure::Refused(Box::new(Refused {
                refusal: refusal.into(),
                contact,
                nearest: Vec::new(),
            }))
        })
    }

    /// The slots an appointment can move to: those of its service, its own time counted as free.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when its practitioner is gone.
    pub async fn slots_to_move_to(
        &self,
        appointment: &Appointment,
        first: jiff::civil::Date,
        last: jiff::civil::Date,
    ) -> Result<FreeSlots, Failure> {
        let snapshot = self.snapshot(appointment.network).await?;
        let offering = crate::change::offering_of(&snapshot, appointment)?;
        let query = SlotQuery {
            network: appointment.network,
            practitioner: appointment.practitioner,
            service: offering.service.id,
            place: Some(offering.place.id),
            first,
            last,
        };
        self.slots_without(query, appointment).await
    }
}

fn decide(facts: &Facts<'_>, request: &RescheduleRequest) -> Result<Decision, domain::appointment::RescheduleRefusal> {
    let rules = own_rules(facts.appointment, facts.offering);
    reschedule(facts.appointment, request, facts.agenda, &rules, facts.act)
}

/// The appointment keeps its own length and buffers, whatever the service has become since (I9).
pub(crate) fn own_rules(appointment: &Appointment, offering: Offering<'_>) -> SlotRules {
    let minutes = (appointment.when.end.as_second() - appointment.when.start.as_second()) / 60;
    SlotRules {
        duration_minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
        buffer_before_minutes: appointment.buffers.before_minutes,
        buffer_after_minutes: appointment.buffers.after_minutes,
        ..offering.service.slot_rules(&appointment.terms.policy)
    }
}

fn request(wish: &MoveWish) -> Result<RescheduleRequest, Failure> {
    let mut fields = Fields::default();
    let message = fields.text("message", &wish.message);
    if let Some(reason) = &wish.force {
        fields.text("force", reason);
    }
    fields.finish()?;
    Ok(RescheduleRequest {
        start: wish.start,
        reason: wish.reason,
        message,
        seen: wish.seen,
        force: wish.force.clone(),
    })
}

fn wanted<'a>(wish: &MoveWish, by: &'a Actor) -> Wanted<'a> {
    Wanted {
        network: wish.network,
        id: wish.id,
        by,
        asked_by: wish.asked_by,
        seen_version: wish.seen_version,
        near: Some(wish.start),
        until: None,
    }
}
