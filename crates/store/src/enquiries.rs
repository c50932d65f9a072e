//! Enquiries and the proposals that went out of them.

use domain::enquiry::{Enquiry, EnquiryState, Proposal, ProposalState};
use domain::ids::{
    AppointmentId, BusinessId, ClientId, EnquiryId, MessageId, NetworkId, PlaceId, PractitionerId, ProposalId, ServiceId,
};
use domain::messages::{Channel, MessageKind, Recipient};
use jiff::Timestamp;
use uuid::Uuid;

use crate::appointments::Link;
use crate::columns::{bytes, channel_word, from_json, instant, micros, number, recipient_word, to_json, zone, zone_name};
use crate::engine::{Conn, execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

macro_rules! enquiry_columns {
    () => {
        "e.network_id, e.id, e.client_id, e.service, e.start_at, e.zone, e.postcode, e.address, e.note, e.made_at, e.answer_by, e.state, \
         e.state_at, e.appointment_id, e.version, e.link_nonce"
    };
}

macro_rules! proposal_columns {
    () => {
        "p.id, p.enquiry_id, p.business_id, p.practitioner_id, p.service_id, p.place_id, p.nth, p.because, p.made_at, p.state, p.state_at"
    };
}

statements! {
    ENQUIRY { concat!("SELECT ", enquiry_columns!(), " FROM enquiry e WHERE e.network_id = $1 AND e.id = $2") }
    /// Rivals for an enquiry wait on its row; SQLite has one writer anyhow.
    LOCK_ENQUIRY {
        sqlite: concat!("SELECT ", enquiry_columns!(), " FROM enquiry e WHERE e.network_id = $1 AND e.id = $2"),
        postgres: concat!("SELECT ", enquiry_columns!(), " FROM enquiry e WHERE e.network_id = $1 AND e.id = $2 FOR UPDATE")
    }
    ENQUIRY_BY_LINK { concat!("SELECT ", enquiry_columns!(), " FROM enquiry e WHERE e.link_hash = $1") }
    LAPSED_ENQUIRIES {
        "SELECT network_id, id FROM enquiry WHERE state = 'open' AND answer_by < $1 ORDER BY answer_by LIMIT $2"
    }
    ADD_ENQUIRY {
        "INSERT INTO enquiry (network_id, id, client_id, service, start_at, zone, postcode, address, note, made_at, answer_by, state, \
         version, link_nonce, link_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12, $13, $14)"
    }
    CHANGE_ENQUIRY {
        "UPDATE enquiry SET state = $3, state_at = $4, appointment_id = $5, version = $6 WHERE network_id = $1 AND id = $2"
    }
    PROPOSAL { concat!("SELECT ", proposal_columns!(), " FROM enquiry_proposal p WHERE p.network_id = $1 AND p.id = $2") }
    PROPOSALS_OF_ENQUIRY {
        concat!(
            "SELECT ",
            proposal_columns!(),
            " FROM enquiry_proposal p WHERE p.network_id = $1 AND p.enquiry_id = $2 ORDER BY p.nth, p.id"
        )
    }
    PROPOSALS_TO_BUSINESS {
        concat!(
            "SELECT ",
            proposal_columns!(),
            " FROM enquiry_proposal p WHERE p.network_id = $1 AND p.business_id = $2 ORDER BY p.made_at DESC, p.id LIMIT $3"
        )
    }
    PROPOSALS_TO_PRACTITIONER {
        concat!(
            "SELECT ",
            proposal_columns!(),
            " FROM enquiry_proposal p WHERE p.network_id = $1 AND p.practitioner_id = $2 ORDER BY p.made_at DESC, p.id LIMIT $3"
        )
    }
    ADD_PROPOSAL {
        "INSERT INTO enquiry_proposal (network_id, id, enquiry_id, business_id, practitioner_id, service_id, place_id, nth, because, \
         made_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open')"
    }
    CHANGE_PROPOSAL { "UPDATE enquiry_proposal SET state = $3, state_at = $4 WHERE network_id = $1 AND id = $2" }
    ADD_NOTICE {
        "INSERT INTO message (network_id, about_id, version, start_at, created_at, id, kind, recipient, channel, due_at, state, attempts, \
         lease, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5, 'waiting', 0, 0, '')"
    }
}

/// An enquiry with what its personal link is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEnquiry {
    /// The enquiry.
    pub enquiry: Enquiry,
    /// Random part of its personal link.
    pub link_nonce: [u8; 16],
}

/// A message about an enquiry or a proposal, due at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnquiryMessage {
    /// Identity.
    pub id: MessageId,
    /// Id of the enquiry, or of the proposal, by the topic of the kind.
    pub about: Uuid,
    /// What is told.
    pub kind: MessageKind,
    /// Who reads it.
    pub to: Recipient,
    /// How it travels.
    pub channel: Channel,
}

#[derive(sqlx::FromRow)]
struct EnquiryRow {
    network_id: Uuid,
    id: Uuid,
    client_id: Uuid,
    service: String,
    start_at: i64,
    zone: String,
    postcode: String,
    address: String,
    note: String,
    made_at: i64,
    answer_by: i64,
    state: String,
    state_at: Option<i64>,
    appointment_id: Option<Uuid>,
    version: i64,
    link_nonce: Vec<u8>,
}

impl EnquiryRow {
    fn stored(self) -> Result<StoredEnquiry, StoreError> {
        let link_nonce = bytes("enquiry.link_nonce", &self.link_nonce)?;
        let state = self.state()?;
        let enquiry = Enquiry {
            id: EnquiryId(self.id),
            network: NetworkId(self.network_id),
            client: ClientId(self.client_id),
            service: self.service,
            start: instant(self.start_at)?,
            zone: zone(&self.zone)?,
            postcode: self.postcode,
            address: self.address,
            note: self.note,
            made_at: instant(self.made_at)?,
            answer_by: instant(self.answer_by)?,
            state,
            version: number("enquiry.version", self.version)?,
        };
        Ok(StoredEnquiry { enquiry, link_nonce })
    }

    fn state(&self) -> Result<EnquiryState, StoreError> {
        let unreadable = || StoreError::unreadable("enquiry.state", &self.state);
        if self.state == "open" {
            return Ok(EnquiryState::Open);
        }
        let at = instant(self.state_at.ok_or_else(unreadable)?)?;
        match (self.state.as_str(), self.appointment_id) {
            ("taken", Some(id)) => Ok(EnquiryState::Taken {
                at,
                appointment: AppointmentId(id),
            }),
            ("withdrawn", _) => Ok(EnquiryState::Withdrawn { at }),
            ("unanswered", _) => Ok(EnquiryState::Unanswered { at }),
            _ => Err(unreadable()),
        }
    }
}

#[derive(sqlx::FromRow)]
struct ProposalRow {
    id: Uuid,
    enquiry_id: Uuid,
    business_id: Uuid,
    practitioner_id: Uuid,
    service_id: Uuid,
    place_id: Uuid,
    nth: i64,
    because: String,
    made_at: i64,
    state: String,
    state_at: Option<i64>,
}

impl ProposalRow {
    fn proposal(self) -> Result<Proposal, StoreError> {
        Ok(Proposal {
            id: ProposalId(self.id),
            enquiry: EnquiryId(self.enquiry_id),
            business: BusinessId(self.business_id),
            practitioner: PractitionerId(self.practitioner_id),
            service: ServiceId(self.service_id),
            place: PlaceId(self.place_id),
            nth: number("enquiry_proposal.nth", self.nth)?,
            because: from_json("enquiry_proposal.because", &self.because)?,
            made_at: instant(self.made_at)?,
            state: self.state()?,
        })
    }

    fn state(&self) -> Result<ProposalState, StoreError> {
        let unreadable = || StoreError::unreadable("enquiry_proposal.state", &self.state);
        if self.state == "open" {
            return Ok(ProposalState::Open);
        }
        let at = instant(self.state_at.ok_or_else(unreadable)?)?;
        match self.state.as_str() {
            "accepted" => Ok(ProposalState::Accepted { at }),
            "refused" => Ok(ProposalState::Refused { at }),
            "closed" => Ok(ProposalState::Closed { at }),
            "unanswered" => Ok(ProposalState::Unanswered { at }),
            _ => Err(unreadable()),
        }
    }
}

impl Store {
    /// An enquiry of this network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn enquiry(&self, network: NetworkId, id: EnquiryId) -> Result<Option<StoredEnquiry>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), EnquiryRow, ENQUIRY, network.0, id.0)?;
        row.map(EnquiryRow::stored).transpose()
    }

    /// The enquiry that a personal link opens; the hash says everything, so no network is asked for.
    ///
    /// # Errors
    /// The database failed.
    pub async fn enquiry_by_link(&self, link_hash: &[u8; 32]) -> Result<Option<StoredEnquiry>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), EnquiryRow, ENQUIRY_BY_LINK, &link_hash[..])?;
        row.map(EnquiryRow::stored).transpose()
    }

    /// Enquiries of all networks whose time to be answered has passed, the longest waiting first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lapsed_enquiries(&self, now: Timestamp, limit: u32) -> Result<Vec<(NetworkId, EnquiryId)>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(
            &mut lent.conn(),
            (Uuid, Uuid),
            LAPSED_ENQUIRIES,
            micros(now),
            i64::from(limit)
        )?;
        Ok(rows
            .into_iter()
            .map(|(network, id)| (NetworkId(network), EnquiryId(id)))
            .collect())
    }

    /// A proposal of this network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn proposal(&self, network: NetworkId, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), ProposalRow, PROPOSAL, network.0, id.0)?;
        row.map(ProposalRow::proposal).transpose()
    }

    /// Every proposal of an enquiry, in the order in which they were made.
    ///
    /// # Errors
    /// The database failed.
    pub async fn proposals_of(&self, network: NetworkId, enquiry: EnquiryId) -> Result<Vec<Proposal>, StoreError> {
        of_enquiry(&mut self.reading().await?.conn(), network, enquiry).await
    }

    /// What a business received, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn proposals_to_business(
        &self,
        network: NetworkId,
        business: BusinessId,
        limit: u32,
    ) -> Result<Vec<Proposal>, StoreError> {
        let mut lent = self.reading().await?;
        let limit = i64::from(limit);
        let rows = fetch_all!(
            &mut lent.conn(),
            ProposalRow,
            PROPOSALS_TO_BUSINESS,
            network.0,
            business.0,
            limit
        )?;
        rows.into_iter().map(ProposalRow::proposal).collect()
    }

    /// What a practitioner received, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn proposals_to_practitioner(
        &self,
        network: NetworkId,
        practitioner: PractitionerId,
        limit: u32,
    ) -> Result<Vec<Proposal>, StoreError> {
        let mut lent = self.reading().await?;
        let limit = i64::from(limit);
        let rows = fetch_all!(
            &mut lent.conn(),
            ProposalRow,
            PROPOSALS_TO_PRACTITIONER,
            network.0,
            practitioner.0,
            limit
        )?;
        rows.into_iter().map(ProposalRow::proposal).collect()
    }
}

impl Tx {
    /// An enquiry, locked until the end of the change: rivals for it wait here, and the next one sees what the winner wrote. Practitioners
    /// are locked before it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_enquiry(&mut self, network: NetworkId, id: EnquiryId) -> Result<Option<StoredEnquiry>, StoreError> {
        let row = fetch_optional!(&mut self.conn(), EnquiryRow, LOCK_ENQUIRY, network.0, id.0)?;
        row.map(EnquiryRow::stored).transpose()
    }

    /// As [`Store::proposals_of`], inside the change.
    ///
    /// # Errors
    /// The database failed.
    pub async fn proposals_of(&mut self, network: NetworkId, enquiry: EnquiryId) -> Result<Vec<Proposal>, StoreError> {
        of_enquiry(&mut self.conn(), network, enquiry).await
    }

    /// As [`Store::proposals_to_business`], inside the change.
    ///
    /// # Errors
    /// The database failed.
    pub async fn proposals_to_business(
        &mut self,
        network: NetworkId,
        business: BusinessId,
        limit: u32,
    ) -> Result<Vec<Proposal>, StoreError> {
        let limit = i64::from(limit);
        let rows = fetch_all!(
            &mut self.conn(),
            ProposalRow,
            PROPOSALS_TO_BUSINESS,
            network.0,
            business.0,
            limit
        )?;
        rows.into_iter().map(ProposalRow::proposal).collect()
    }

    /// Writes a new enquiry, which waits.
    ///
    /// # Errors
    /// The link is another's (`enquiry_link_hash`), or the database failed.
    pub async fn add_enquiry(&mut self, enquiry: &Enquiry, link: &Link) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_ENQUIRY,
            enquiry.network.0,
            enquiry.id.0,
            enquiry.client.0,
            &enquiry.service,
            micros(enquiry.start),
            zone_name(&enquiry.zone)?,
            &enquiry.postcode,
            &enquiry.address,
            &enquiry.note,
            micros(enquiry.made_at),
            micros(enquiry.answer_by),
            i64::from(enquiry.version),
            &link.nonce[..],
            &link.hash[..],
        )?;
        Ok(())
    }

    /// Writes the state of an enquiry, which the caller has locked.
    ///
    /// # Errors
    /// The database failed.
    pub async fn change_enquiry(&mut self, enquiry: &Enquiry) -> Result<(), StoreError> {
        let (at, appointment) = match enquiry.state {
            EnquiryState::Open => (None, None),
            EnquiryState::Taken { at, appointment } => (Some(at), Some(appointment.0)),
            EnquiryState::Withdrawn { at } | EnquiryState::Unanswered { at } => (Some(at), None),
        };
        execute!(
            &mut self.conn(),
            CHANGE_ENQUIRY,
            enquiry.network.0,
            enquiry.id.0,
            enquiry.state.code(),
            at.map(micros),
            appointment,
            i64::from(enquiry.version),
        )?;
        Ok(())
    }

    /// Writes a new proposal, which waits.
    ///
    /// # Errors
    /// This practitioner has received the enquiry before (`enquiry_proposal_once`), or the database failed.
    pub async fn add_proposal(&mut self, network: NetworkId, proposal: &Proposal) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_PROPOSAL,
            network.0,
            proposal.id.0,
            proposal.enquiry.0,
            proposal.business.0,
            proposal.practitioner.0,
            proposal.service.0,
            proposal.place.0,
            i64::from(proposal.nth),
            to_json(&proposal.because)?,
            micros(proposal.made_at),
        )?;
        Ok(())
    }

    /// Writes the state of a proposal, whose enquiry the caller has locked.
    ///
    /// # Errors
    /// Somebody else has accepted the enquiry (`enquiry_proposal_accepted`), or the database failed.
    pub async fn change_proposal(&mut self, network: NetworkId, proposal: &Proposal) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            CHANGE_PROPOSAL,
            network.0,
            proposal.id.0,
            proposal.state.code(),
            proposal.state.since().map(micros),
        )?;
        Ok(())
    }

    /// Writes a message about an enquiry or one of its proposals, due now.
    ///
    /// # Errors
    /// The same was written before (`message_stable_key`), or the database failed.
    pub async fn add_enquiry_message(
        &mut self,
        enquiry: &Enquiry,
        message: &EnquiryMessage,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_NOTICE,
            enquiry.network.0,
            message.about,
            i64::from(enquiry.version),
            micros(enquiry.start),
            micros(now),
            message.id.0,
            message.kind.code(),
            recipient_word(message.to),
            channel_word(message.channel),
        )?;
        self.wrote_messages = true;
        Ok(())
    }
}

async fn of_enquiry(conn: &mut Conn<'_>, network: NetworkId, enquiry: EnquiryId) -> Result<Vec<Proposal>, StoreError> {
    let rows = fetch_all!(conn, ProposalRow, PROPOSALS_OF_ENQUIRY, network.0, enquiry.0)?;
    rows.into_iter().map(ProposalRow::proposal).collect()
}
