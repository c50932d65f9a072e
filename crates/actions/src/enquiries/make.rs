//! A client asks.

use domain::appointment::{Actor, Role};
use domain::enquiry::{
    Enquiry, EnquiryRefusal, EnquiryState, Notice, Proposal, ProposalState, Subject, postcode, same_service, waits_until,
};
use domain::ids::{ClientId, EnquiryId, NetworkId, ProposalId};
use domain::messages::{Author, MessageKind};
use domain::people::Client;
use domain::policy::EnquiryPolicy;
use jiff::Timestamp;
use store::{Link, StoredEnquiry, Tx};

use super::{AskedFor, ConsideredOne, asked_services, author, refused};
use crate::catalogue::Snapshot;
use crate::change::{remember, repeated};
use crate::fields::Fields;
use crate::{App, Failure, FieldFault, NewClient, Once, Outcome};

/// What a client asks for, as typed.
#[derive(Debug, Clone)]
pub struct NewEnquiry {
    /// The network.
    pub network: NetworkId,
    /// Name of a service that the network gives by proposal.
    pub service: String,
    /// When it should start.
    pub start: Timestamp,
    /// Postcode of where it should take place; decides who is near enough.
    pub postcode: String,
    /// Street and town of where it should take place.
    pub address: String,
    /// Who asks.
    pub client: NewClient,
    /// A word to whoever comes.
    pub note: String,
}

/// An enquiry that was made.
#[derive(Debug, Clone)]
pub struct MadeEnquiry {
    /// The enquiry as stored.
    pub stored: StoredEnquiry,
    /// What went out.
    pub proposals: Vec<Proposal>,
    /// Token of the client's personal link.
    pub token: String,
}

/// What an enquiry would come to.
#[derive(Debug, Clone)]
pub struct EnquiryPreview {
    /// Until when it would wait.
    pub answer_by: Timestamp,
    /// Everybody who gives the service by proposal: first those it would go to.
    pub considered: Vec<ConsideredOne>,
}

/// Everything that was typed, checked.
struct Checked {
    service: String,
    postcode: String,
    address: String,
    note: String,
    client: Client,
}

/// Longest address on one line, in characters.
const ADDRESS_CHARS: usize = 200;

impl NewEnquiry {
    fn asked_for(&self) -> AskedFor<'_> {
        AskedFor {
            service: &self.service,
            start: self.start,
            postcode: &self.postcode,
        }
    }

    /// Every field that cannot be used, for a page that shows all faults at once.
    pub fn faults(&self, snapshot: &Snapshot, by: &Actor) -> Vec<FieldFault> {
        match checked(self, snapshot, by) {
            Err(Failure::Invalid(faults)) => faults,
            _ => Vec::new(),
        }
    }
}

impl App {
    /// Makes an enquiry: one proposal to each of the first who could come, all told in the same transaction.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every field that cannot be used; [`Failure::Refused`] when nobody could come.
    pub async fn make_enquiry(
        &self,
        wish: &NewEnquiry,
        by: &Actor,
        once: Option<&Once<'_, MadeEnquiry>>,
    ) -> Result<Outcome<MadeEnquiry>, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        let checked = checked(wish, &snapshot, by)?;
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_make(&snapshot, wish, &checked, by, once).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < 5 => {}
                // Its twin came at the same moment and has answered by now, or the key really is another request's.
                Err(Failure::KeyReused) if tries == 1 => {}
                other => return other,
            }
        }
    }

    async fn try_make(
        &self,
        snapshot: &Snapshot,
        wish: &NewEnquiry,
        checked: &Checked,
        by: &Actor,
        once: Option<&Once<'_, MadeEnquiry>>,
    ) -> Result<Outcome<MadeEnquiry>, Failure> {
        let policy = &snapshot.network_policy().enquiries;
        // Agendas are only a forecast here: nothing is taken before somebody accepts, and that looks again under the lock.
        let considered = self.considered(snapshot, wish.asked_for(), policy, &[]).await?;
        let mut tx = self.store.begin().await?;
        if let Some(answer) = repeated(&mut tx, wish.network, once).await? {
            tx.commit().await?;
            return Ok(Outcome::Repeated(answer));
        }
        let now = self.clock.now();
        if considered.iter().all(|one| one.answer.is_err()) {
            return Err(refused(snapshot, EnquiryRefusal::NobodyToAsk));
        }
        let client = Client {
            id: ClientId(self.entropy.id(now)),
            ..checked.client.clone()
        };
        let client = tx.client_for(wish.network, &client, now).await?;
        let enquiry = self.new_enquiry(snapshot, wish, checked, client, policy, now);
        let link = self.links.new_link(self.entropy.bytes());
        let kept = Link {
            nonce: link.nonce,
            hash: link.hash,
        };
        tx.add_enquiry(&enquiry, &kept).await?;
        let received = Notice {
            about: Subject::Enquiry,
            kind: MessageKind::EnquiryReceived,
            by: author(by),
        };
        self.tell(&mut tx, snapshot, &enquiry, &[], &[received], now).await?;
        let proposals = self.propose(&mut tx, snapshot, &enquiry, &considered, author(by), 0).await?;
        let made = MadeEnquiry {
            stored: StoredEnquiry {
                enquiry,
                link_nonce: link.nonce,
            },
            proposals,
            token: self.links.token(&link.nonce),
        };
        remember(&mut tx, wish.network, once, &made, now).await?;
        tx.commit().await?;
        Ok(Outcome::Done(made))
    }

    fn new_enquiry(
        &self,
        snapshot: &Snapshot,
        wish: &NewEnquiry,
        checked: &Checked,
        client: ClientId,
        policy: &EnquiryPolicy,
        now: Timestamp,
    ) -> Enquiry {
        Enquiry {
            id: EnquiryId(self.entropy.id(now)),
            network: wish.network,
            client,
            service: checked.service.clone(),
            start: wish.start,
            zone: snapshot.network().zone.clone(),
            postcode: checked.postcode.clone(),
            address: checked.address.clone(),
            note: checked.note.clone(),
            made_at: now,
            answer_by: waits_until(wish.start, policy, now),
            state: EnquiryState::Open,
            version: 1,
        }
    }

    /// Writes a proposal for everybody it goes to, and tells them. `before` is how many have received it already.
    pub(super) async fn propose(
        &self,
        tx: &mut Tx,
        snapshot: &Snapshot,
        enquiry: &Enquiry,
        considered: &[ConsideredOne],
        by: Author,
        before: usize,
    ) -> Result<Vec<Proposal>, Failure> {
        let now = self.clock.now();
        let mut proposals = Vec::new();
        for one in considered {
            let Ok(proposed) = &one.answer else { continue };
            let proposal = Proposal {
                id: ProposalId(self.entropy.id(now)),
                enquiry: enquiry.id,
                business: one.business,
                practitioner: one.practitioner,
                service: one.service,
                place: one.place,
                nth: proposed.nth.saturating_add(u32::try_from(before).unwrap_or(u32::MAX)),
                because: proposed.why.clone(),
                made_at: now,
                state: ProposalState::Open,
            };
            tx.add_proposal(enquiry.network, &proposal).await?;
            proposals.push(proposal);
        }
        let notice = |proposal: &Proposal| Notice {
            about: Subject::Proposal(proposal.id),
            kind: MessageKind::EnquiryProposed,
            by,
        };
        let notices: Vec<Notice> = proposals.iter().map(notice).collect();
        self.tell(tx, snapshot, enquiry, &proposals, &notices, now).await?;
        Ok(proposals)
    }

    /// To whom an enquiry would go now, and why not to the others. Who asks need not be known yet.
    ///
    /// # Errors
    /// [`Failure::Invalid`] for a service, a time or a place that cannot be used.
    pub async fn preview_enquiry(&self, wish: &NewEnquiry) -> Result<EnquiryPreview, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        let mut fields = Fields::default();
        what_and_where(wish, &snapshot, &mut fields);
        fields.finish()?;
        let policy = &snapshot.network_policy().enquiries;
        let considered = self.considered(&snapshot, wish.asked_for(), policy, &[]).await?;
        Ok(EnquiryPreview {
            answer_by: waits_until(wish.start, policy, self.clock.now()),
            considered,
        })
    }
}

/// The service as the catalogue spells it, and the postcode as it is compared.
fn what_and_where(wish: &NewEnquiry, snapshot: &Snapshot, fields: &mut Fields) -> (String, String) {
    let services = asked_services(snapshot);
    let service = services.iter().find(|service| same_service(&service.name, &wish.service));
    if service.is_none() {
        fields.fault("service", "not-asked-for", None);
    }
    let postcode = postcode(&wish.postcode);
    if !(2..=10).contains(&postcode.chars().count()) {
        fields.fault("postcode", "not-a-postcode", None);
    }
    (service.map(|service| service.name.clone()).unwrap_or_default(), postcode)
}

fn checked(wish: &NewEnquiry, snapshot: &Snapshot, by: &Actor) -> Result<Checked, Failure> {
    let mut fields = Fields::default();
    let (service, postcode) = what_and_where(wish, snapshot, &mut fields);
    let address = fields.name_up_to("address", &wish.address, ADDRESS_CHARS);
    let name = fields.name("name", &wish.client.name);
    let email = fields.email("email", &wish.client.email);
    let phone = fields.phone("phone", &wish.client.phone);
    let note = fields.text("note", &wish.note);
    // The answer comes by e-mail; staff may ask for somebody who has none.
    if email.is_none() && by.role == Role::Client && wish.client.email.trim().is_empty() {
        fields.fault("email", "missing", None);
    }
    fields.finish()?;
    let client = Client {
        id: ClientId(uuid::Uuid::nil()),
        name,
        email,
        phone,
        language: wish.client.language,
    };
    Ok(Checked {
        service,
        postcode,
        address,
        note,
        client,
    })
}
