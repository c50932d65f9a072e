//! Answering a request: approve, decline, or let it expire.

use domain::appointment::{Actor, approve, decline, expire};
use domain::ids::{AppointmentId, NetworkId};
use store::Stored;

use crate::change::Wanted;
use crate::fields::Fields;
use crate::{App, Failure, Once, Outcome};

impl App {
    /// Approves a request.
    ///
    /// # Errors
    /// [`Failure::Refused`] when it no longer waits or its time was taken (R4, R5).
    pub async fn approve(
        &self,
        network: NetworkId,
        id: AppointmentId,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        let wanted = Wanted::by_business(network, id, by);
        self.change(&wanted, once, |facts| approve(facts.appointment, facts.agenda, facts.act))
            .await
    }

    /// Declines a request, with a word to the client if there is one.
    ///
    /// # Errors
    /// [`Failure::Refused`] when it no longer waits; [`Failure::Invalid`] for a message that cannot be used.
    pub async fn decline(
        &self,
        network: NetworkId,
        id: AppointmentId,
        message: &str,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Stored>, Failure> {
        let mut fields = Fields::default();
        let message = fields.text("message", message);
        fields.finish()?;
        let wanted = Wanted::by_business(network, id, by);
        self.change(&wanted, once, |facts| decline(facts.appointment, &message, facts.act))
            .await
    }

    /// Lets every request expire whose time to be answered has passed. Returns how many did.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn expire_requests(&self) -> Result<usize, Failure> {
        let mut expired = 0;
        for (network, id) in self.store.expired_requests(self.clock.now(), 100).await? {
            let clock = Actor::clock();
            let wanted = Wanted::by_business(network, id, &clock);
            match self.change(&wanted, None, |facts| expire(facts.appointment, facts.act)).await {
                Ok(_) => expired += 1,
                // Somebody answered it in the meantime.
                Err(Failure::Refused(_)) => {}
                // One network's trouble keeps nobody else's requests and messages waiting.
                Err(failure) => {
                    tracing::error!(appointment = %id, error = &failure as &dyn std::error::Error, "a request could not expire");
                }
            }
        }
        Ok(expired)
    }
}
