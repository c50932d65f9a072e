//! `/q/{token}`: one enquiry for its whole life, and taking it back.

use std::sync::Arc;

use actions::{Failure, Snapshot};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::Actor;
use domain::enquiry::{Enquiry, EnquiryState, ProposalState};
use domain::people::Client;
use serde::Deserialize;
use texts::{Speech, dates};

use super::ask;
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::{Asked, Entered, PageError, PageResult};
use crate::pages::shown::contact;
use crate::view::enquiry::{EnquiryPage, Withdraw};
use crate::view::parts::{Banner, Effect, Fact, Hidden, Icon, Link, Meaning};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Question {
    done: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct WithdrawForm {
    proof: String,
}

/// An enquiry as the holder of its link sees it.
struct Opened {
    token: String,
    enquiry: Enquiry,
    snapshot: Arc<Snapshot>,
    client: Option<Client>,
    t: Speech,
}

impl Opened {
    async fn open(visit: &Visit, token: &str) -> Result<Self, PageError> {
        let (stored, snapshot) = visit.app().enquiry_by_link(token).await?;
        let enquiry = stored.enquiry;
        let client = visit.app().store.client(enquiry.network, enquiry.client).await?;
        let spoken = client.as_ref().map_or(snapshot.network().language, |client| client.language);
        Ok(Opened {
            token: token.to_owned(),
            enquiry,
            snapshot,
            client,
            t: Speech::new(visit.reader.chosen().unwrap_or(spoken)),
        })
    }

    fn proof(&self, visit: &Visit) -> String {
        let subject = format!("{}/{}", self.enquiry.id, self.enquiry.version);
        visit.app().links.form_token("withdraw", &subject)
    }

    fn moment(&self, at: jiff::Timestamp) -> String {
        dates::moment(self.t, at, &self.enquiry.zone)
    }
}

/// The page.
pub(super) async fn show(visit: Visit, Path(token): Path<String>, Asked(question): Asked<Question>) -> PageResult {
    let opened = Opened::open(&visit, &token).await?;
    let done = ["asked", "withdrawn"].into_iter().find(|done| *done == question.done);
    let banner = done.map(|done| Banner {
        meaning: Meaning::Fine,
        title: opened.t.say(&format!("enquiry-done-{done}")),
        ..Banner::default()
    });
    told(&visit, &opened, banner, StatusCode::OK).await
}

/// Takes the enquiry back.
pub(super) async fn withdraw(visit: Visit, Path(token): Path<String>, Entered(form): Entered<WithdrawForm>) -> PageResult {
    let opened = Opened::open(&visit, &token).await?;
    if form.proof != opened.proof(&visit) && opened.enquiry.state == EnquiryState::Open {
        return Err(PageError::WITHOUT_PROOF);
    }
    let done = visit
        .app()
        .withdraw_enquiry(opened.enquiry.network, opened.enquiry.id, &Actor::link(), None)
        .await;
    match done {
        Ok(_) => Ok(see_other(&format!("/q/{token}?done=withdrawn"))),
        Err(Failure::Refused(refused)) => {
            let opened = Opened::open(&visit, &token).await?;
            let why = crate::pages::shown::refusal(opened.t, &refused.refusal, &opened.enquiry.zone);
            let banner = Banner {
                meaning: Meaning::Late,
                title: why,
                ..Banner::default()
            };
            told(&visit, &opened, Some(banner), StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn told(visit: &Visit, opened: &Opened, banner: Option<Banner>, status: StatusCode) -> PageResult {
    let (t, enquiry, network) = (opened.t, &opened.enquiry, opened.snapshot.network());
    let proposals = visit.app().store.proposals_of(enquiry.network, enquiry.id).await?;
    let waiting = proposals.iter().filter(|one| one.state == ProposalState::Open).count();
    let (onward, name) = onward(visit, opened).await?;
    let text = match enquiry.state {
        EnquiryState::Open => {
            let count = texts::Value::Number(i64::try_from(proposals.len()).unwrap_or(i64::MAX));
            let at = opened.moment(enquiry.answer_by);
            t.with_values("enquiry-open-text", &[("count", count), ("at", texts::Value::Text(&at))])
        }
        EnquiryState::Taken { .. } => t.with("enquiry-taken-text", &[("name", &name)]),
        EnquiryState::Withdrawn { at } => t.with("enquiry-withdrawn-text", &[("at", &opened.moment(at))]),
        EnquiryState::Unanswered { .. } => t.say("enquiry-unanswered-text"),
    };
    let (meaning, icon) = match enquiry.state {
        EnquiryState::Open => (Meaning::Late, Icon::Question),
        EnquiryState::Taken { .. } => (Meaning::Fine, Icon::Check),
        EnquiryState::Withdrawn { .. } => (Meaning::Plain, Icon::Stop),
        EnquiryState::Unanswered { .. } => (Meaning::Plain, Icon::Clock),
    };
    let mut frame = visit.private_frame(t, network, t.say("enquiry-title"));
    frame.banner = banner;
    let template = EnquiryPage {
        t,
        frame,
        meaning,
        icon,
        state: t.say(&format!("enquiry-state-{}", enquiry.state.code())),
        state_text: text,
        when: dates::capital(&opened.moment(enquiry.start)),
        what: enquiry.service.clone(),
        facts: facts(opened),
        onward,
        withdraw: (enquiry.state == EnquiryState::Open).then(|| withdrawal(visit, opened, waiting)),
        contact: contact(&network.contact),
    };
    page(status, &template)
}

/// The appointment it became, with who accepted; or asking anew.
async fn onward(visit: &Visit, opened: &Opened) -> Result<(Option<Link>, String), PageError> {
    let (app, t, enquiry) = (visit.app(), opened.t, &opened.enquiry);
    match enquiry.state {
        EnquiryState::Open => Ok((None, String::new())),
        EnquiryState::Taken { appointment, .. } => {
            let (stored, snapshot) = app.appointment(enquiry.network, appointment).await?;
            let who = snapshot.practitioner(stored.appointment.practitioner);
            let token = app.links.token(&stored.link_nonce);
            let link = Link::new(format!("/r/{token}"), t.say("enquiry-to-appointment"));
            Ok((Some(link), who.map(|who| who.name.clone()).unwrap_or_default()))
        }
        EnquiryState::Withdrawn { .. } | EnquiryState::Unanswered { .. } => {
            let pairs = [("service", enquiry.service.as_str()), ("postcode", &enquiry.postcode)];
            let href = ask::href(&opened.snapshot.network().slug, &pairs);
            Ok((Some(Link::new(href, t.say("enquiry-ask-again"))), String::new()))
        }
    }
}

fn facts(opened: &Opened) -> Vec<Fact> {
    let (t, enquiry) = (opened.t, &opened.enquiry);
    let place = Fact {
        label: t.say("enquiry-fact-where"),
        lines: vec![enquiry.address.clone(), enquiry.postcode.clone()],
        link: None,
    };
    let note = (!enquiry.note.is_empty()).then(|| Fact {
        label: t.say("enquiry-fact-note"),
        lines: enquiry.note.lines().map(str::to_owned).collect(),
        link: None,
    });
    // Whoever reads a forwarded link learns no more than they must: only the holder's own words are told, never the client's contact.
    let who = opened
        .client
        .as_ref()
        .map(|client| Fact::new(t.say("ask-you"), client.name.clone()));
    [Some(place), note, who].into_iter().flatten().collect()
}

fn withdrawal(visit: &Visit, opened: &Opened, waiting: usize) -> Withdraw {
    let t = opened.t;
    let count = i64::try_from(waiting).unwrap_or(i64::MAX);
    let effect = |icon, text| Effect { icon, text };
    Withdraw {
        action: format!("/q/{}/withdraw", opened.token),
        hidden: vec![Hidden::new("proof", opened.proof(visit))],
        effects: vec![
            effect(Icon::Mail, t.with_number("enquiry-withdraw-effect", "count", count)),
            effect(Icon::Money, t.say("enquiry-withdraw-free")),
        ],
    }
}
