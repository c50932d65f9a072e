//! Enquiries: a client asks the network; whoever could come receives a proposal; the first who accepts gets it.

pub(super) mod answer;
pub(super) mod make;
pub(super) mod read;

use actions::{Received, Snapshot};
use domain::enquiry::{Enquiry, EnquiryState, Proposal, ProposalState, WhyProposed};
use domain::ids::{AppointmentId, BusinessId, ClientId, EnquiryId, PlaceId, PractitionerId, ProposalId, ServiceId};
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

use super::moment::{written, zone_name};

/// Where an enquiry is in its life.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "the document lists the words; they are written from the domain's own")]
enum EnquiryStateWord {
    /// It waits for the first who accepts.
    Open,
    /// It became an appointment.
    Taken,
    /// The client took it back.
    Withdrawn,
    /// Nobody accepted in time.
    Unanswered,
}

/// Where a proposal is in its life.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "the document lists the words; they are written from the domain's own")]
enum ProposalStateWord {
    /// It waits for this practitioner's answer.
    Open,
    /// This practitioner was the first to accept.
    Accepted,
    /// This practitioner refused, which costs nothing.
    Refused,
    /// Somebody else was first, or the client took the enquiry back.
    Closed,
    /// This practitioner did not answer in time.
    Unanswered,
}

/// A client's wish for a service at a time and place, with no practitioner chosen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Enquiry)]
pub(super) struct EnquiryShown {
    /// Identity.
    #[schema(value_type = String, example = "enq_01985f3a7c007000800000000000000a")]
    id: EnquiryId,
    /// Where it is in its life.
    #[schema(value_type = EnquiryStateWord)]
    state: &'static str,
    /// What it became.
    #[schema(value_type = Option<String>, required)]
    appointment: Option<AppointmentId>,
    /// Name of the service.
    #[schema(example = "Coiffure à domicile")]
    service: String,
    /// When it should start.
    #[schema(format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    start: String,
    /// Zone of the network, in which the moments here are told.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// Postcode of where it should take place, in capitals and without spaces.
    #[schema(example = "75018")]
    postcode: String,
    /// Street and town.
    address: String,
    /// A word to whoever comes.
    note: String,
    /// The client.
    #[schema(value_type = String)]
    client: ClientId,
    /// When it was made.
    #[schema(format = DateTime)]
    made_at: String,
    /// Until when it waits.
    #[schema(format = DateTime)]
    answer_by: String,
}

impl From<&Enquiry> for EnquiryShown {
    fn from(enquiry: &Enquiry) -> Self {
        let zone = &enquiry.zone;
        EnquiryShown {
            id: enquiry.id,
            state: enquiry.state.code(),
            appointment: match enquiry.state {
                EnquiryState::Taken { appointment, .. } => Some(appointment),
                _ => None,
            },
            service: enquiry.service.clone(),
            start: written(zone, enquiry.start),
            time_zone: zone_name(zone),
            postcode: enquiry.postcode.clone(),
            address: enquiry.address.clone(),
            note: enquiry.note.clone(),
            client: enquiry.client,
            made_at: written(zone, enquiry.made_at),
            answer_by: written(zone, enquiry.answer_by),
        }
    }
}

/// Why an enquiry goes to somebody.
#[derive(Debug, Serialize, ToSchema)]
struct WhyShown {
    /// The beginning of the postcode that is served; null where everywhere is.
    #[schema(required)]
    serves: Option<String>,
    /// The reliability score it was ordered by, in thousandths of a point of 100; null when the order is by name.
    #[schema(required)]
    score: Option<i64>,
}

impl From<&WhyProposed> for WhyShown {
    fn from(why: &WhyProposed) -> Self {
        WhyShown {
            serves: why.serves.clone(),
            score: why.score,
        }
    }
}

/// An enquiry as one practitioner received it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Proposal)]
pub(super) struct ProposalShown {
    /// Identity.
    #[schema(value_type = String, example = "prp_01985f3a7c007000800000000000000a")]
    id: ProposalId,
    /// Where it is in its life.
    #[schema(value_type = ProposalStateWord)]
    state: &'static str,
    /// The enquiry.
    #[schema(value_type = String)]
    enquiry: EnquiryId,
    /// The practitioner's business.
    #[schema(value_type = String)]
    business: BusinessId,
    /// Who received it.
    #[schema(value_type = String)]
    practitioner: PractitionerId,
    /// The practitioner's own service of that name.
    #[schema(value_type = String)]
    service: ServiceId,
    /// Where the practitioner gives it.
    #[schema(value_type = String)]
    place: PlaceId,
    /// Position among all who received it, from 1.
    nth: u32,
    /// Why this practitioner received it.
    because: WhyShown,
    /// When.
    #[schema(format = DateTime)]
    made_at: String,
}

impl ProposalShown {
    fn new(proposal: &Proposal, zone: &TimeZone) -> Self {
        ProposalShown {
            id: proposal.id,
            state: proposal.state.code(),
            enquiry: proposal.enquiry,
            business: proposal.business,
            practitioner: proposal.practitioner,
            service: proposal.service,
            place: proposal.place,
            nth: proposal.nth,
            because: (&proposal.because).into(),
            made_at: written(zone, proposal.made_at),
        }
    }
}

/// A proposal with what its reader decides on. Until it is accepted, the street is left out.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProposalReceived {
    #[serde(flatten)]
    proposal: ProposalShown,
    /// When it should start.
    #[schema(format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    start: String,
    /// Zone of the practitioner's place.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// Postcode of where it should take place.
    #[schema(example = "75018")]
    postcode: String,
    /// Street and town; null until this practitioner has accepted.
    #[schema(required)]
    address: Option<String>,
    /// What the client wrote.
    note: String,
    /// Until when it waits.
    #[schema(format = DateTime)]
    answer_by: String,
    /// What it became, for the one who accepted it.
    #[schema(value_type = Option<String>, required)]
    appointment: Option<AppointmentId>,
}

impl ProposalReceived {
    fn new(received: &Received, snapshot: &Snapshot) -> Self {
        let Received { proposal, enquiry } = received;
        let zone = snapshot.place(proposal.place).map_or(&enquiry.zone, |place| &place.zone);
        let accepted = matches!(proposal.state, ProposalState::Accepted { .. });
        ProposalReceived {
            proposal: ProposalShown::new(proposal, zone),
            start: written(zone, enquiry.start),
            time_zone: zone_name(zone),
            postcode: enquiry.postcode.clone(),
            address: accepted.then(|| enquiry.address.clone()),
            note: enquiry.note.clone(),
            answer_by: written(zone, enquiry.answer_by),
            appointment: match enquiry.state {
                EnquiryState::Taken { appointment, .. } if accepted => Some(appointment),
                _ => None,
            },
        }
    }
}
