//! A practitioner accepts: the first one books it, in the same transaction.

use domain::appointment::{Act, Actor, BookRequest, Decision, Side, book_accepted};
use domain::enquiry::{Enquiry, EnquiryChange, Proposal, accept};
use domain::ids::{AppointmentId, NetworkId, ProposalId};
use jiff::Timestamp;
use store::Stored;

use super::{Received, refused_to_practitioner};
use crate::booking::{agenda_in, terms};
use crate::catalogue::{Offering, Snapshot};
use crate::change::{remember, repeated};
use crate::slots::deciding;
use crate::{App, Booked, Failure, Once, Outcome, Refusal};

/// What an acceptance would come to now.
#[derive(Debug, Clone)]
pub struct AcceptancePreview {
    /// The appointment that would be booked, and who is told of it.
    pub decision: Decision,
    /// What becomes of the enquiry and of the other proposals.
    pub change: EnquiryChange,
}

impl App {
    /// Accepts a proposal. Whoever accepts first books the appointment; everybody else is told.
    ///
    /// # Errors
    /// [`Failure::Refused`] when somebody was first, the client took it back, or the time is no longer open or free.
    pub async fn accept_proposal(
        &self,
        network: NetworkId,
        id: ProposalId,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Booked>, Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_accept(network, id, by, once).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < 5 => {}
                other => return other,
            }
        }
    }

    async fn try_accept(
        &self,
        network: NetworkId,
        id: ProposalId,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Booked>, Failure> {
        let snapshot = self.snapshot(network).await?;
        let Received { proposal, .. } = self.proposal(network, id).await?;
        let offering = offering_of(&snapshot, &proposal)?;
        let mut tx = self.store.begin().await?;
        tx.lock_business(network, proposal.business).await?;
        tx.lock_practitioner(network, proposal.practitioner).await?;
        if let Some(answer) = repeated(&mut tx, network, once).await? {
            tx.commit().await?;
            return Ok(Outcome::Repeated(answer));
        }
        let stored = tx.lock_enquiry(network, proposal.enquiry).await?;
        let enquiry = stored.ok_or(Failure::NotFound("enquiry"))?.enquiry;
        let proposals = tx.proposals_of(network, enquiry.id).await?;
        let now = self.clock.now();
        let appointment = AppointmentId(self.entropy.id(now));
        let refused = |refusal: Refusal| refused_to_practitioner(&snapshot, proposal.practitioner, refusal);
        let change = accept(&enquiry, &proposals, id, appointment, now).map_err(|refusal| refused(refusal.into()))?;
        let agenda = agenda_in(&mut tx, network, offering, deciding(enquiry.start, offering.service)).await?;
        let request = request(appointment, &enquiry, &proposal);
        let decision = book_accepted(&request, offering.service, &terms(offering), &agenda, &act(by, now))
            .map_err(|refusal| refused(refusal.into()))?;
        let link = self.links.new_link(self.entropy.bytes());
        self.applied(&mut tx, &decision, Some(link)).await?;
        self.write_enquiry(&mut tx, &snapshot, &change, now).await?;
        let stored = Stored {
            appointment: decision.appointment,
            link_nonce: link.nonce,
        };
        remember(&mut tx, network, once, &stored, now).await?;
        tx.commit().await?;
        Ok(Outcome::Done(Booked {
            token: self.links.token(&link.nonce),
            stored,
        }))
    }

    /// What accepting would come to now, for the page that says it before the click.
    ///
    /// # Errors
    /// As [`App::accept_proposal`].
    pub async fn preview_acceptance(&self, network: NetworkId, id: ProposalId, by: &Actor) -> Result<AcceptancePreview, Failure> {
        let snapshot = self.snapshot(network).await?;
        let Received { proposal, enquiry } = self.proposal(network, id).await?;
        let offering = offering_of(&snapshot, &proposal)?;
        let proposals = self.store.proposals_of(network, enquiry.id).await?;
        let now = self.clock.now();
        let appointment = AppointmentId(self.entropy.id(now));
        let refused = |refusal: Refusal| refused_to_practitioner(&snapshot, proposal.practitioner, refusal);
        let change = accept(&enquiry, &proposals, id, appointment, now).map_err(|refusal| refused(refusal.into()))?;
        let (from, to) = deciding(enquiry.start, offering.service);
        let agenda = self.read_agenda(network, offering, from, to).await?;
        let request = request(appointment, &enquiry, &proposal);
        let decision = book_accepted(&request, offering.service, &terms(offering), &agenda, &act(by, now))
            .map_err(|refusal| refused(refusal.into()))?;
        Ok(AcceptancePreview { decision, change })
    }
}

/// A service that is no longer offered can still be accepted: it was when the client asked.
fn offering_of<'s>(snapshot: &'s Snapshot, proposal: &Proposal) -> Result<Offering<'s>, Failure> {
    snapshot
        .joined(proposal.practitioner, proposal.service, proposal.place)
        .ok_or(Failure::NotFound("service"))
}

/// The practitioner clicks; the wish is the client's.
fn act(by: &Actor, now: Timestamp) -> Act {
    Act {
        clicked_by: by.clone(),
        asked_by: Side::Client,
        now,
    }
}

fn request(id: AppointmentId, enquiry: &Enquiry, proposal: &Proposal) -> BookRequest {
    BookRequest {
        id,
        network: enquiry.network,
        practitioner: proposal.practitioner,
        place: proposal.place,
        client: enquiry.client,
        start: enquiry.start,
        note: enquiry.note_for_practitioner(),
        force: None,
    }
}
