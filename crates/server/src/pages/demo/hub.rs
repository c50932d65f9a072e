//! The hub: four networks, the ways in, the clock.

use actions::Snapshot;
use axum::http::StatusCode;
use domain::people::{Language, Network};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use store::AppointmentFilter;
use texts::{Speech, dates};

use super::ways_in::ways_in;
use crate::pages::frame::{Visit, page};
use crate::pages::problem::{PageError, PageResult};
use crate::view::demo::{DemoHub, DemoNetwork};
use crate::view::parts::{Frame, Link};

/// How far ahead an appointment to try lies at least.
const AHEAD: SignedDuration = SignedDuration::from_hours(3 * 24);
/// More messages than this are not counted, so that the hub stays quick.
const COUNTED: u32 = 200;

pub(super) async fn show(visit: Visit) -> PageResult {
    let t = visit.reader.speech(Language::default());
    let ways = ways_in(&visit, t).await?;
    let networks = visit.app().store.networks().await?;
    let mut cards = Vec::new();
    for network in &networks {
        let own = ways.iter().filter(|(way, _)| way.network == network.slug);
        let roles: Vec<Link> = own.clone().map(|(_, link)| link.clone()).collect();
        let preset = own.map(|(way, _)| way.preset).next();
        cards.push(card(&visit, t, network, preset, roles).await?);
    }
    let hub = DemoHub {
        t,
        frame: frame(&visit, t, t.say("demo-title"), &networks),
        steps: steps(t, &cards),
        networks: cards,
        outbox_href: "/demo/outbox".to_owned(),
        outbox_count: outbox_count(&visit, t).await?,
    };
    page(StatusCode::OK, &hub)
}

/// The frame of the demo's pages; its clock tells the time of the networks.
pub(super) fn frame(visit: &Visit, t: Speech, title: String, networks: &[Network]) -> Frame {
    let zone = networks.first().map_or(TimeZone::UTC, |network| network.zone.clone());
    Frame {
        brand_href: "/demo".to_owned(),
        private: true,
        ..visit.house_frame(t, title, &zone)
    }
}

async fn card(
    visit: &Visit,
    t: Speech,
    network: &Network,
    preset: Option<&str>,
    roles: Vec<Link>,
) -> Result<DemoNetwork, PageError> {
    let snapshot = visit.app().snapshot(network.id).await?;
    let told = |part: &str| preset.map(|preset| t.say(&format!("hub-{part}-{preset}")));
    Ok(DemoNetwork {
        name: network.name.clone(),
        kind: told("kind").unwrap_or_default(),
        intro: told("intro").unwrap_or_else(|| network.tagline.clone()),
        home_href: format!("/{}", network.slug),
        roles,
        example: example(visit, t, &snapshot).await?,
    })
}

/// A booked appointment of a network that lies some days ahead, as its client sees it: there is still an eve to jump to.
async fn example(visit: &Visit, t: Speech, snapshot: &Snapshot) -> Result<Option<Link>, PageError> {
    let (app, now) = (visit.app(), visit.now());
    let filter = AppointmentFilter {
        state: Some("booked".into()),
        from: Some(now + AHEAD),
        ..AppointmentFilter::default()
    };
    let next = app.store.appointments_page(snapshot.network().id, None, 1, &filter).await?;
    let Some(stored) = next.first() else { return Ok(None) };
    let when = &stored.appointment.when;
    let label = t.with("hub-example", &[("when", &dates::moment(t, when.start, &when.zone))]);
    Ok(Some(Link::new(format!("/r/{}", app.links.token(&stored.link_nonce)), label)))
}

/// What is worth trying, in order, with the first network that has it.
fn steps(t: Speech, cards: &[DemoNetwork]) -> Vec<Link> {
    let Some(first) = cards.first() else { return Vec::new() };
    let example = cards.iter().find_map(|card| card.example.as_ref());
    let role = cards.iter().find_map(|card| card.roles.first());
    let steps = [
        Some((first.home_href.as_str(), "hub-step-book")),
        Some(("/demo/outbox", "hub-step-outbox")),
        example.map(|link| (link.href.as_str(), "hub-step-manage")),
        role.map(|link| (link.href.as_str(), "hub-step-console")),
    ];
    steps
        .into_iter()
        .flatten()
        .map(|(href, key)| Link::new(href, t.say(key)))
        .collect()
}

/// How many messages left, while they are few enough to be counted.
async fn outbox_count(visit: &Visit, t: Speech) -> Result<Option<String>, PageError> {
    let messages = visit.app().store.outbox(COUNTED, None).await?;
    let all = messages.len() < COUNTED as usize;
    let sent = messages
        .iter()
        .filter(|message| message.state == store::MessageState::Sent)
        .count();
    let count = i64::try_from(sent).unwrap_or(i64::MAX);
    Ok((all && sent > 0).then(|| t.with_number("hub-outbox-count", "count", count)))
}
