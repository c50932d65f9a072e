//! Cancelling, and seeing beforehand what would follow.

use domain::appointment::{Actor, CancelRequest, Decision, Reason, Side, cancel};
use domain::ids::{AppointmentId, NetworkId};
use domain::policy::Answer;
use store::Stored;

use crate::change::Wanted;
use crate::fields::Fields;
use crate::{App, Failure, Once, Outcome};

/// A wish to cancel, as entered.
#[derive(Debug, Clone)]
pub struct CancelWish {
    /// The network.
    pub network: NetworkId,
    /// Which appointment.
    pub id: AppointmentId,
    /// Who wants it, apart from who clicks (TRW-02). A client always speaks for the client.
    pub asked_by: Side,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the other side.
    pub message: String,
    /// Tell the client nothing, for an appointment that is past (MED1-10).
    pub quietly: bool,
    /// The version shown before the click.
    pub seen_version: Option<u32>,
    /// The answer shown before the click.
    pub seen: Option<Answer>,
}

impl App {
    /// Cancels.
    ///
    /// # Errors
    /// [`Failure::Refused`] with whom to contact; [`Failure::Invalid`] for a message that cannot be used.
    pub async fn cancel(&self, wish: &CancelWish, by: &Actor, once: Option<&Once<'_>>) -> Result<Outcome<Stored>, Failure> {
        let request = request(wish)?;
        self.change(&wanted(wish, by), once, |facts| {
            cancel(facts.appointment, &request, facts.act)
        })
        .await
    }

    /// What a cancellation would come to now, with everything that follows from it. What must be entered may still be missing.
    ///
    /// # Errors
    /// [`Failure::Refused`] when it would be refused whatever is entered.
    pub async fn preview_cancellation(&self, wish: &CancelWish, by: &Actor) -> Result<Decision, Failure> {
        let request = request(wish)?;
        self.previewed(&wanted(wish, by), |facts| {
            // The preview stands beside the form, so what the form asks for is taken as entered.
            let entered = CancelRequest {
                reason: request.reason.or(Some(Reason::Other)),
                message: padded(&request.message, facts.appointment.terms.policy.entry.staff_message_min_chars),
                ..request.clone()
            };
            cancel(facts.appointment, &entered, facts.act)
        })
        .await
    }
}

pub(crate) fn padded(message: &str, min_chars: u16) -> String {
    let missing = usize::from(min_chars.max(1)).saturating_sub(message.trim().chars().count());
    format!("{}{}", message.trim(), "…".repeat(missing))
}

fn request(wish: &CancelWish) -> Result<CancelRequest, Failure> {
    let mut fields = Fields::default();
    let message = fields.text("message", &wish.message);
    fields.finish()?;
    Ok(CancelRequest {
        reason: wish.reason,
        message,
        seen: wish.seen,
        quietly: wish.quietly,
    })
}

fn wanted<'a>(wish: &CancelWish, by: &'a Actor) -> Wanted<'a> {
    Wanted {
        network: wish.network,
        id: wish.id,
        by,
        asked_by: wish.asked_by,
        seen_version: wish.seen_version,
        near: None,
        until: None,
    }
}
