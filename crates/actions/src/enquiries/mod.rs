//! Enquiries: a client asks the network, whoever could come receives a proposal, the first who accepts gets it.
//!
//! Acceptance locks the practitioner first and the enquiry after, like everybody who locks both; refusal, withdrawal and lapse lock the enquiry
//! alone; a hold is looked at afterwards, under the business's lock. So rivals for one enquiry queue on its row, and nobody waits in a circle.

mod accept;
mod asking;
mod end;
mod hold;
mod make;
mod refuse;

use std::sync::Arc;

pub use accept::AcceptancePreview;
pub use asking::{AskedFor, ConsideredOne, asked_services};
pub use make::{EnquiryPreview, MadeEnquiry, NewEnquiry};

use domain::appointment::{Actor, Role};
use domain::enquiry::{Enquiry, EnquiryChange, EnquiryRefusal, Notice, Proposal, Subject};
use domain::ids::{EnquiryId, MessageId, NetworkId, PractitionerId, ProposalId};
use domain::messages::Author;
use domain::people::Contact;
use domain::policy::{Policy, ReplyTo};
use jiff::Timestamp;
use store::{EnquiryMessage, StoredEnquiry, Tx};

use crate::catalogue::Snapshot;
use crate::{App, Failure, Refused};

/// A proposal with the enquiry it came from.
#[derive(Debug, Clone)]
pub struct Received {
    /// What this practitioner received.
    pub proposal: Proposal,
    /// The enquiry as it is now.
    pub enquiry: Enquiry,
}

impl App {
    /// An enquiry with the catalogue of its network.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for ids that are unknown or belong to another network.
    pub async fn enquiry(&self, network: NetworkId, id: EnquiryId) -> Result<(StoredEnquiry, Arc<Snapshot>), Failure> {
        let stored = self.store.enquiry(network, id).await?.ok_or(Failure::NotFound("enquiry"))?;
        Ok((stored, self.snapshot(network).await?))
    }

    /// The enquiry behind a personal link.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for an unknown link.
    pub async fn enquiry_by_link(&self, token: &str) -> Result<(StoredEnquiry, Arc<Snapshot>), Failure> {
        let hash = crate::links::hash(token);
        let stored = self.store.enquiry_by_link(&hash).await?.ok_or(Failure::NotFound("link"))?;
        let snapshot = self.snapshot(stored.enquiry.network).await?;
        Ok((stored, snapshot))
    }

    /// The address of the page behind an enquiry's personal link.
    pub fn enquiry_url(&self, token: &str) -> String {
        format!("{}/q/{token}", self.public_url)
    }

    /// A proposal with its enquiry.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for ids that are unknown or belong to another network.
    pub async fn proposal(&self, network: NetworkId, id: ProposalId) -> Result<Received, Failure> {
        let proposal = self.store.proposal(network, id).await?.ok_or(Failure::NotFound("proposal"))?;
        let stored = self.store.enquiry(network, proposal.enquiry).await?;
        let enquiry = stored.ok_or(Failure::NotFound("enquiry"))?.enquiry;
        Ok(Received { proposal, enquiry })
    }

    /// What a practitioner received lately, newest first, each with its enquiry.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub async fn proposals_to(&self, network: NetworkId, practitioner: PractitionerId) -> Result<Vec<Received>, Failure> {
        let proposals = self.store.proposals_to_practitioner(network, practitioner, LISTED).await?;
        let mut received = Vec::with_capacity(proposals.len());
        for proposal in proposals {
            if let Some(stored) = self.store.enquiry(network, proposal.enquiry).await? {
                received.push(Received {
                    proposal,
                    enquiry: stored.enquiry,
                });
            }
        }
        Ok(received)
    }

    /// Writes what an answer changes, and the messages that the matrix asks for.
    async fn write_enquiry(
        &self,
        tx: &mut Tx,
        snapshot: &Snapshot,
        change: &EnquiryChange,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let network = change.enquiry.network;
        tx.change_enquiry(&change.enquiry).await?;
        for proposal in &change.proposals {
            tx.change_proposal(network, proposal).await?;
        }
        self.tell(tx, snapshot, &change.enquiry, &change.proposals, &change.notices, now)
            .await
    }

    /// One outbox row for each notice, reader and channel. Clients are told by the network's matrix, practitioners by that of their service.
    async fn tell(
        &self,
        tx: &mut Tx,
        snapshot: &Snapshot,
        enquiry: &Enquiry,
        proposals: &[Proposal],
        notices: &[Notice],
        now: Timestamp,
    ) -> Result<(), Failure> {
        // An enquiry is addressed to nobody yet.
        let general = snapshot.network_policy();
        for notice in notices {
            let (about, policy) = match notice.about {
                Subject::Enquiry => (enquiry.id.0, general),
                Subject::Proposal(id) => (id.0, policy_of(snapshot, proposals, id).unwrap_or(general)),
            };
            for (to, channel) in policy.messages.matrix.told(notice.kind, notice.by) {
                let message = EnquiryMessage {
                    id: MessageId(self.entropy.id(now)),
                    about,
                    kind: notice.kind,
                    to,
                    channel,
                };
                tx.add_enquiry_message(enquiry, &message, now).await?;
            }
        }
        Ok(())
    }
}

/// How many proposals a list shows.
const LISTED: u32 = 100;

fn policy_of<'s>(snapshot: &'s Snapshot, proposals: &[Proposal], id: ProposalId) -> Option<&'s Policy> {
    let proposal = proposals.iter().find(|proposal| proposal.id == id)?;
    let offering = snapshot.joined(proposal.practitioner, proposal.service, proposal.place)?;
    Some(offering.policy)
}

/// The columns of the matrix for whoever clicked.
fn author(by: &Actor) -> Author {
    match by.role {
        Role::Client => Author::Client,
        Role::Staff | Role::Network => Author::Business,
        Role::Clock => Author::Clock,
    }
}

/// A refusal about an enquiry, which sends people to the network.
fn refused(snapshot: &Snapshot, refusal: EnquiryRefusal) -> Failure {
    let contact: Contact = snapshot.network().contact.clone();
    Failure::Refused(Box::new(Refused {
        refusal: refusal.into(),
        contact,
        nearest: Vec::new(),
    }))
}

/// Whom a practitioner is sent to whose acceptance is refused.
fn refused_to_practitioner(snapshot: &Snapshot, practitioner: PractitionerId, refusal: crate::Refusal) -> Failure {
    Failure::Refused(Box::new(Refused {
        refusal,
        contact: snapshot.contact(ReplyTo::Network, practitioner),
        nearest: Vec::new(),
    }))
}
