//! An enquiry ends without an appointment: the client takes it back, or nobody answers in time.

use domain::appointment::Actor;
use domain::enquiry::{EnquiryChange, EnquiryRefusal, Proposal, close, lapse};
use domain::ids::{BusinessId, EnquiryId, NetworkId};
use jiff::Timestamp;
use store::StoredEnquiry;

use super::{author, refused};
use crate::change::{remember, repeated};
use crate::{App, Failure, Once, Outcome};

impl App {
    /// Takes an enquiry back; whoever still thinks about it is told.
    ///
    /// # Errors
    /// [`Failure::Refused`] when it does not wait (any more).
    pub async fn withdraw_enquiry(
        &self,
        network: NetworkId,
        id: EnquiryId,
        by: &Actor,
        once: Option<&Once<'_, StoredEnquiry>>,
    ) -> Result<Outcome<StoredEnquiry>, Failure> {
        let end = |enquiry: &StoredEnquiry, proposals: &[Proposal], now| close(&enquiry.enquiry, proposals, author(by), now);
        Ok(self.end_enquiry(network, id, once, end).await?.0)
    }

    /// Ends every enquiry whose time to be answered has passed. Returns how many ended.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn lapse_enquiries(&self) -> Result<usize, Failure> {
        let mut ended = 0;
        for (network, id) in self.store.lapsed_enquiries(self.clock.now(), 100).await? {
            let end = |stored: &StoredEnquiry, proposals: &[Proposal], now| lapse(&stored.enquiry, proposals, now);
            match self.end_enquiry(network, id, None, end).await {
                Ok((_, silent)) => {
                    ended += 1;
                    self.hold_if_due(network, &silent).await;
                }
                // Somebody answered it in the meantime.
                Err(Failure::Refused(_)) => {}
                // One network's trouble keeps nobody else's enquiries waiting.
                Err(failure) => {
                    tracing::error!(enquiry = %id, error = &failure as &dyn std::error::Error, "an enquiry could not end");
                }
            }
        }
        Ok(ended)
    }

    /// Ends an enquiry under its lock; also gives the businesses whose proposals changed with it.
    async fn end_enquiry(
        &self,
        network: NetworkId,
        id: EnquiryId,
        once: Option<&Once<'_, StoredEnquiry>>,
        end: impl Fn(&StoredEnquiry, &[Proposal], Timestamp) -> Result<EnquiryChange, EnquiryRefusal>,
    ) -> Result<(Outcome<StoredEnquiry>, Vec<BusinessId>), Failure> {
        let snapshot = self.snapshot(network).await?;
        let mut tx = self.store.begin().await?;
        let stored = tx.lock_enquiry(network, id).await?.ok_or(Failure::NotFound("enquiry"))?;
        if let Some(answer) = repeated(&mut tx, network, once).await? {
            tx.commit().await?;
            return Ok((Outcome::Repeated(answer), Vec::new()));
        }
        let proposals = tx.proposals_of(network, id).await?;
        let now = self.clock.now();
        let change = end(&stored, &proposals, now).map_err(|refusal| refused(&snapshot, refusal))?;
        self.write_enquiry(&mut tx, &snapshot, &change, now).await?;
        let ended = StoredEnquiry {
            enquiry: change.enquiry,
            ..stored
        };
        remember(&mut tx, network, once, &ended, now).await?;
        tx.commit().await?;
        let mut businesses: Vec<BusinessId> = change.proposals.iter().map(|proposal| proposal.business).collect();
        businesses.sort_unstable();
        businesses.dedup();
        Ok((Outcome::Done(ended), businesses))
    }
}
