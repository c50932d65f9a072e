//! Enquiries that practitioners of the business received: accept, or refuse, which costs nothing.

use actions::{Failure, Received};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::enquiry::{Enquiry, EnquiryState, Proposal, ProposalState};
use domain::ids::ProposalId;
use domain::notice::When;
use domain::service::{BookedBy, Service};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use texts::dates;

use super::desk::{Desk, Posted};
use super::{acts, address};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, Viewer, length, price};
use crate::view::console::ConsolePlace;
use crate::view::enquiry::{ProposalOver, ProposalPage, ProposalRow, ProposalsPage};
use crate::view::parts::{Banner, Effect, Icon, Meaning, Recap};

/// A proposal that ends sooner than this stands out.
const PRESSING: SignedDuration = SignedDuration::from_hours(1);
/// How many are read, and how many of those that are over are shown.
const READ: u32 = 100;
const OVER_SHOWN: usize = 12;

/// The list.
pub(super) async fn show(desk: Desk) -> PageResult {
    let (mut rows, mut over) = (Vec::new(), Vec::new());
    for received in received(&desk).await? {
        if received.proposal.state == ProposalState::Open {
            rows.push(row(&desk, &received).await?);
        } else if over.len() < OVER_SHOWN {
            over.push(ended(&desk, &received));
        }
    }
    let (frame, console) = (
        desk.frame(desk.t.say("proposals-title")),
        desk.console(ConsolePlace::Proposals).await?,
    );
    let t = desk.t;
    page(
        StatusCode::OK,
        &ProposalsPage {
            t,
            frame,
            console,
            rows,
            over,
        },
    )
}

/// What the business received, or what the own agenda did, for somebody who has one; those that wait first by their time to answer.
async fn received(desk: &Desk) -> Result<Vec<Received>, PageError> {
    let store = &desk.app().store;
    let mut received = Vec::new();
    for proposal in store.proposals_to_business(desk.network(), desk.business(), READ).await? {
        if let Some(stored) = store.enquiry(desk.network(), proposal.enquiry).await? {
            received.push(Received {
                proposal,
                enquiry: stored.enquiry,
            });
        }
    }
    received.sort_by_key(|one| match one.proposal.state {
        ProposalState::Open => (0, one.enquiry.answer_by.as_second()),
        state => (1, -state.since().map_or(0, |at| at.as_second())),
    });
    Ok(received)
}

/// How many wait, for the number in the navigation; nothing for a business that gives nothing by proposal.
pub(super) async fn waiting(desk: &Desk) -> Result<Option<usize>, PageError> {
    let services = &desk.snapshot.catalogue.services;
    let gives = |service: &Service| service.business == desk.business() && service.booked_by == BookedBy::Proposal;
    if !services.iter().any(gives) {
        return Ok(None);
    }
    let store = &desk.app().store;
    let proposals = store.proposals_to_business(desk.network(), desk.business(), READ).await?;
    let waiting = proposals.iter().filter(|one| one.state == ProposalState::Open);
    Ok(Some(waiting.count()))
}

/// A proposal of the own business.
///
/// # Errors
/// Not found: unknown ids and those of other businesses read the same (I7).
async fn own(desk: &Desk, id: &str) -> Result<Received, PageError> {
    let id: ProposalId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
    let received = desk.app().proposal(desk.network(), id).await?;
    if received.proposal.business == desk.business() {
        Ok(received)
    } else {
        Err(PageError::NOT_FOUND)
    }
}

fn href(id: ProposalId, rest: &str) -> String {
    match rest {
        "" => format!("/console/proposals/{id}"),
        rest => format!("/console/proposals/{id}/{rest}"),
    }
}

fn zone<'d>(desk: &'d Desk, received: &'d Received) -> &'d TimeZone {
    let place = desk.snapshot.place(received.proposal.place);
    place.map_or(&received.enquiry.zone, |place| &place.zone)
}

fn when(desk: &Desk, received: &Received) -> String {
    dates::capital(&dates::moment(desk.t, received.enquiry.start, zone(desk, received)))
}

/// "Coiffure, 60 min".
fn what(desk: &Desk, proposal: &Proposal, enquiry: &Enquiry) -> String {
    let Some(service) = desk.snapshot.service(proposal.service) else {
        return enquiry.service.clone();
    };
    let minutes = SignedDuration::from_mins(i64::from(service.duration_minutes));
    let when = When {
        start: enquiry.start,
        end: enquiry.start.saturating_add(minutes).unwrap_or(enquiry.start),
        zone: enquiry.zone.clone(),
    };
    format!("{}, {}", service.name, length(desk.t, &when))
}

fn whereabouts(desk: &Desk, enquiry: &Enquiry) -> String {
    desk.t.with("proposals-where", &[("postcode", &enquiry.postcode)])
}

fn answer_before(desk: &Desk, received: &Received) -> String {
    let at = dates::moment(desk.t, received.enquiry.answer_by, zone(desk, received));
    dates::capital(&desk.t.with("console-answer-before", &[("at", &at)]))
}

fn note(enquiry: &Enquiry) -> Option<String> {
    (!enquiry.note.is_empty()).then(|| enquiry.note.clone())
}

async fn client_name(desk: &Desk, enquiry: &Enquiry) -> Result<String, PageError> {
    let client = desk.app().store.client(desk.network(), enquiry.client).await?;
    Ok(client.map(|client| client.name).unwrap_or_default())
}

async fn row(desk: &Desk, received: &Received) -> Result<ProposalRow, PageError> {
    let Received { proposal, enquiry } = received;
    let several = desk.agendas().len() > 1;
    let whom = desk.snapshot.practitioner(proposal.practitioner).filter(|_| several);
    Ok(ProposalRow {
        href: href(proposal.id, ""),
        client: client_name(desk, enquiry).await?,
        when: when(desk, received),
        what: what(desk, proposal, enquiry),
        whereabouts: whereabouts(desk, enquiry),
        for_whom: whom.map(|whom| desk.t.with("proposals-for", &[("name", &whom.name)])),
        note: note(enquiry),
        answer_before: answer_before(desk, received),
        pressing: enquiry.answer_by.duration_since(desk.now) < PRESSING,
        refuse_action: href(proposal.id, "refuse"),
        hidden: desk.hidden(),
    })
}

fn ended(desk: &Desk, received: &Received) -> ProposalOver {
    let Received { proposal, enquiry } = received;
    let accepted = matches!(proposal.state, ProposalState::Accepted { .. });
    ProposalOver {
        when: when(desk, received),
        what: what(desk, proposal, enquiry),
        state: desk.t.say(&format!("proposals-state-{}", proposal.state.code())),
        meaning: if accepted { Meaning::Fine } else { Meaning::Plain },
        href: match enquiry.state {
            EnquiryState::Taken { appointment, .. } if accepted => Some(address::appointment(appointment, "")),
            _ => None,
        },
    }
}

/// One proposal, with what accepting it comes to.
pub(super) async fn ask(Path(id): Path<String>, desk: Desk) -> PageResult {
    let received = own(&desk, &id).await?;
    told(&desk, &received, StatusCode::OK).await
}

async fn told(desk: &Desk, received: &Received, status: StatusCode) -> PageResult {
    let Received { proposal, enquiry } = received;
    let t = desk.t;
    let outlook = desk
        .app()
        .preview_acceptance(desk.network(), proposal.id, &desk.actor())
        .await;
    let (effects, problem) = match outlook {
        Ok(preview) => {
            let client = desk.app().store.client(desk.network(), enquiry.client).await?;
            let people = shown::people_of(&desk.snapshot, &preview.decision.appointment, client.as_ref());
            let others = i64::try_from(preview.change.notices.len()).unwrap_or(i64::MAX);
            let mut effects = vec![Effect {
                icon: Icon::Calendar,
                text: t.say("proposals-effect-booked"),
            }];
            effects.extend(shown::effects(t, Viewer::Staff, &preview.decision, None, &people));
            effects.push(Effect {
                icon: Icon::Person,
                text: t.with_number("proposals-effect-others", "count", others),
            });
            (effects, None)
        }
        Err(Failure::Refused(refused)) => {
            let banner = Banner {
                meaning: Meaning::Late,
                title: t.say("proposals-cannot"),
                text: Some(shown::refusal(t, &refused.refusal, zone(desk, received))),
                links: Vec::new(),
            };
            (Vec::new(), Some(banner))
        }
        Err(failure) => return Err(failure.into()),
    };
    let client = client_name(desk, enquiry).await?;
    let service = desk.snapshot.service(proposal.service);
    let template = ProposalPage {
        t,
        frame: desk.frame(t.with("proposals-one-title", &[("client", &client)])),
        console: desk.console(ConsolePlace::Proposals).await?,
        client,
        recap: Recap {
            when: when(desk, received),
            what: what(desk, proposal, enquiry),
            place: None,
            price: service.and_then(|service| price(t, &service.price)),
        },
        whereabouts: whereabouts(desk, enquiry),
        note: note(enquiry),
        answer_before: answer_before(desk, received),
        why: texts::enquiry::why_proposed(t, &proposal.because),
        effects,
        problem,
        accept_action: href(proposal.id, "accept"),
        refuse_action: (proposal.state == ProposalState::Open).then(|| href(proposal.id, "refuse")),
        hidden: desk.hidden(),
    };
    page(status, &template)
}

/// Accepts.
pub(super) async fn accept(Path(id): Path<String>, Posted { desk, .. }: Posted) -> PageResult {
    let received = own(&desk, &id).await?;
    let done = desk
        .app()
        .accept_proposal(desk.network(), received.proposal.id, &desk.actor(), None)
        .await;
    match done {
        Ok(outcome) => Ok(see_other(&acts::after(
            &outcome.done().stored.appointment,
            "proposal-accepted",
        ))),
        Err(Failure::Refused(_)) => told(&desk, &own(&desk, &id).await?, StatusCode::CONFLICT).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Refuses.
pub(super) async fn refuse(Path(id): Path<String>, Posted { desk, .. }: Posted) -> PageResult {
    let received = own(&desk, &id).await?;
    let done = desk
        .app()
        .refuse_proposal(desk.network(), received.proposal.id, &desk.actor(), None)
        .await;
    match done {
        Ok(_) => Ok(see_other("/console/proposals?done=proposal-refused")),
        Err(Failure::Refused(_)) => told(&desk, &own(&desk, &id).await?, StatusCode::CONFLICT).await,
        Err(failure) => Err(failure.into()),
    }
}
