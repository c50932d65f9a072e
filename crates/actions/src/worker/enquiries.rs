//! Letters about enquiries: to the client who made one, to the practitioners who received it.

use domain::enquiry::{Enquiry, Proposal, still_due};
use domain::ids::{EnquiryId, ProposalId};
use domain::messages::{Recipient, Topic};
use domain::people::{Client, Language};
use domain::service::Price;
use gateways::mail::{Address, Outgoing};
use store::{MessageRow, SentText, StoredEnquiry};
use texts::mail::{EnquiryFacts, Written, write_enquiry};

use super::letters::{Letter, TOKEN_TAKEN_OUT, host, stale_code};
use crate::catalogue::{Offering, Snapshot};
use crate::{App, Failure};

/// Everything such a letter is written from.
struct About<'a> {
    message: &'a MessageRow,
    enquiry: &'a Enquiry,
    snapshot: &'a Snapshot,
    client: &'a Client,
    /// What its reader gives, for a practitioner's letter.
    offering: Option<Offering<'a>>,
    asked: usize,
    token: String,
}

/// Writes such a letter, or says why it no longer leaves.
pub(super) async fn write(app: &App, message: &MessageRow, from: &str) -> Result<Result<Letter, &'static str>, Failure> {
    let network = message.network;
    let proposal = match message.kind.topic() {
        Topic::Proposal => app.store.proposal(network, ProposalId(message.about)).await?,
        _ => None,
    };
    let id = proposal
        .as_ref()
        .map_or(EnquiryId(message.about), |proposal| proposal.enquiry);
    let (StoredEnquiry { enquiry, link_nonce }, snapshot) = app.enquiry(network, id).await?;
    if let Err(stale) = still_due(message.kind, &enquiry, proposal.as_ref(), app.clock.now()) {
        return Ok(Err(stale_code(stale)));
    }
    let client = app.store.client(network, enquiry.client).await?;
    let about = About {
        message,
        enquiry: &enquiry,
        snapshot: &snapshot,
        client: &client.ok_or(Failure::NotFound("client"))?,
        offering: proposal.as_ref().and_then(|proposal| offering_of(&snapshot, proposal)),
        asked: app.store.proposals_of(network, enquiry.id).await?.len(),
        token: app.links.token(&link_nonce),
    };
    let Some(to) = about.reader() else {
        return Ok(Err("no_address"));
    };
    let facts = about.facts(app, proposal.as_ref());
    let written = write_enquiry(&facts).map_err(|fault| Failure::Letter(fault.to_string()))?;
    Ok(Ok(about.letter(app, to, written, from)))
}

fn offering_of<'s>(snapshot: &'s Snapshot, proposal: &Proposal) -> Option<Offering<'s>> {
    snapshot.joined(proposal.practitioner, proposal.service, proposal.place)
}

impl About<'_> {
    fn language(&self) -> Language {
        match (self.message.to, self.offering) {
            (Recipient::Client, _) | (_, None) => self.client.language,
            (_, Some(offering)) => offering.practitioner.language,
        }
    }

    fn reader(&self) -> Option<Address> {
        let (name, email) = match self.message.to {
            Recipient::Client => (&self.client.name, &self.client.email),
            _ => {
                let practitioner = self.offering?.practitioner;
                (&practitioner.name, &practitioner.contact.email)
            }
        };
        email.clone().map(|email| Address {
            name: name.clone(),
            email,
        })
    }

    fn facts(&self, app: &App, proposal: Option<&Proposal>) -> EnquiryFacts {
        let enquiry = self.enquiry;
        let nothing = Price {
            minor: 0,
            currency: String::new(),
        };
        let service = self.offering.map(|offering| offering.service);
        EnquiryFacts {
            kind: self.message.kind,
            to: self.message.to,
            language: self.language(),
            network: self.snapshot.network().name.clone(),
            contact: self.snapshot.network().contact.clone(),
            service: enquiry.service.clone(),
            duration_minutes: service.map_or(0, |service| service.duration_minutes),
            price: service.map_or(nothing, |service| service.price.clone()),
            start: enquiry.start,
            zone: self.offering.map_or(&enquiry.zone, |offering| &offering.place.zone).clone(),
            // Whoever has not accepted yet needs to know how far it is, not at whose door.
            place: match self.message.to {
                Recipient::Client => format!("{}, {}", enquiry.address, enquiry.postcode),
                _ => enquiry.postcode.clone(),
            },
            client: self.client.name.clone(),
            note: enquiry.note.clone(),
            answer_by: enquiry.answer_by,
            asked: self.asked,
            state: enquiry.state.code(),
            link: match proposal.filter(|_| self.message.to != Recipient::Client) {
                Some(proposal) if self.message.kind == domain::messages::MessageKind::EnquiryProposed => {
                    format!("{}/console/proposals/{}", app.public_url, proposal.id)
                }
                Some(_) => format!("{}/console/proposals", app.public_url),
                None => app.enquiry_url(&self.token),
            },
        }
    }

    fn letter(&self, app: &App, to: Address, written: Written, from: &str) -> Letter {
        let network = self.snapshot.network();
        // What is kept must not open the enquiry, so the token is taken out; `App::as_read` puts it back.
        let kept = |text: &str| match self.message.to {
            Recipient::Client => text.replace(&self.token, TOKEN_TAKEN_OUT),
            _ => text.to_owned(),
        };
        let text = SentText {
            to_address: to.email.clone(),
            subject: written.subject.clone(),
            body_text: kept(&written.text),
            body_html: kept(&written.html),
            attachment: None,
        };
        let reply_to = network.contact.email.clone().map(|email| Address {
            name: network.contact.name.clone(),
            email,
        });
        let outgoing = Outgoing {
            from: Address {
                name: network.name.clone(),
                email: from.to_owned(),
            },
            reply_to,
            to,
            subject: written.subject,
            text: written.text,
            html: written.html,
            message_id: format!("{}@{}", self.message.stable_key().replace(':', "."), host(&app.public_url)),
            date: app.clock.now(),
            invitation: None,
        };
        Letter { outgoing, text }
    }
}
