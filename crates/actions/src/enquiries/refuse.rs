//! A practitioner refuses, which costs nothing. When all have refused, the next ones are asked.

use domain::appointment::Actor;
use domain::enquiry::{Enquiry, Proposal, ProposalState, decline};
use domain::ids::{NetworkId, PractitionerId, ProposalId};

use super::{AskedFor, ConsideredOne, Received, author, refused_to_practitioner};
use crate::catalogue::Snapshot;
use crate::change::{remember, repeated};
use crate::{App, Failure, Once, Outcome};

impl App {
    /// Refuses a proposal. Nothing follows for the practitioner (WEC+18).
    ///
    /// # Errors
    /// [`Failure::Refused`] when it does not wait (any more).
    pub async fn refuse_proposal(
        &self,
        network: NetworkId,
        id: ProposalId,
        by: &Actor,
        once: Option<&Once<'_, Proposal>>,
    ) -> Result<Outcome<Proposal>, Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_refuse(network, id, by, once).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < 5 => {}
                Ok(Some(outcome)) => return Ok(outcome),
                Ok(None) if tries < 5 => {}
                Ok(None) => return Err(Failure::NotFound("proposal")),
                Err(failure) => return Err(failure),
            }
        }
    }

    /// One try; `None` when another refusal came between looking for the next ones and the lock.
    async fn try_refuse(
        &self,
        network: NetworkId,
        id: ProposalId,
        by: &Actor,
        once: Option<&Once<'_, Proposal>>,
    ) -> Result<Option<Outcome<Proposal>>, Failure> {
        let snapshot = self.snapshot(network).await?;
        let Received { proposal, enquiry } = self.proposal(network, id).await?;
        let seen = self.store.proposals_of(network, enquiry.id).await?;
        // The next ones are looked for before the transaction, because reading many agendas takes a while.
        let next = match is_last(&seen, id) {
            true => self.next_ones(&snapshot, &enquiry, &seen).await?,
            false => Vec::new(),
        };
        let mut tx = self.store.begin().await?;
        let stored = tx.lock_enquiry(network, enquiry.id).await?;
        if let Some(answer) = repeated(&mut tx, network, once).await? {
            tx.commit().await?;
            return Ok(Some(Outcome::Repeated(answer)));
        }
        let enquiry = stored.ok_or(Failure::NotFound("enquiry"))?.enquiry;
        let proposals = tx.proposals_of(network, enquiry.id).await?;
        if is_last(&proposals, id) != is_last(&seen, id) {
            return Ok(None);
        }
        let (now, others_next) = (self.clock.now(), next.iter().any(|one| one.answer.is_ok()));
        let change = decline(&enquiry, &proposals, id, others_next, now)
            .map_err(|refusal| refused_to_practitioner(&snapshot, proposal.practitioner, refusal.into()))?;
        self.write_enquiry(&mut tx, &snapshot, &change, now).await?;
        if others_next {
            self.propose(&mut tx, &snapshot, &enquiry, &next, author(by), proposals.len())
                .await?;
        }
        let refused = change.proposals.into_iter().next().unwrap_or(proposal);
        remember(&mut tx, network, once, &refused, now).await?;
        tx.commit().await?;
        self.hold_if_due(network, &[refused.business]).await;
        Ok(Some(Outcome::Done(refused)))
    }

    /// Those who would be asked next, were they not asked before.
    async fn next_ones(&self, snapshot: &Snapshot, enquiry: &Enquiry, seen: &[Proposal]) -> Result<Vec<ConsideredOne>, Failure> {
        if self.clock.now() > enquiry.answer_by {
            return Ok(Vec::new());
        }
        let asked_before: Vec<PractitionerId> = seen.iter().map(|proposal| proposal.practitioner).collect();
        let asked = AskedFor {
            service: &enquiry.service,
            start: enquiry.start,
            postcode: &enquiry.postcode,
        };
        let policy = &snapshot.network_policy().enquiries;
        self.considered(snapshot, asked, policy, &asked_before).await
    }
}

/// Whether nobody else still thinks about it.
fn is_last(proposals: &[Proposal], id: ProposalId) -> bool {
    let mut open = proposals.iter().filter(|proposal| proposal.state == ProposalState::Open);
    open.all(|proposal| proposal.id == id)
}
