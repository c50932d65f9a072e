//! `/{network}/{practitioner}`: who, where, what, and the free slots of seven days.

use actions::{Offering, Snapshot};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::ids::PractitionerId;
use domain::notice::Notice;
use domain::policy::{Answer, Policy};
use jiff::civil::Date;
use serde::Deserialize;
use texts::{Speech, dates};

use super::home::{found, is_booked_here, search, service_line};
use super::{addresses, ask};
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::{Asked, PageError, PageResult};
use crate::pages::shown::{self, SlotWindow, contact, parsed_date, place_lines};
use crate::view::booking::PractitionerPage;
use crate::view::parts::SlotWeek;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Question {
    service: String,
    place: String,
    from: String,
}

pub(super) async fn show(
    visit: Visit,
    Path((network, practitioner)): Path<(String, String)>,
    Asked(question): Asked<Question>,
) -> PageResult {
    let (snapshot, who) = found(visit.app(), &network, &practitioner).await?;
    let t = visit.speech(snapshot.network());
    let offerings: Vec<Offering<'_>> = snapshot.offerings_of(who.id).collect();
    let chosen = chosen(&snapshot, who.id, &question, &offerings)?;
    if let Some(offering) = chosen.filter(|offering| !is_booked_here(offering.service)) {
        let asked = [("service", offering.service.name.as_str())];
        return Ok(see_other(&ask::href(&snapshot.network().slug, &asked)));
    }
    let from = parsed_date("from", &question.from)?;
    let week = match chosen {
        Some(offering) => Some(week(&visit, t, &snapshot, offering, from).await?),
        None => None,
    };
    let is_chosen =
        |offering: &Offering<'_>| chosen.is_some_and(|c| (c.service.id, c.place.id) == (offering.service.id, offering.place.id));
    let reply_to = chosen.map(|offering| offering.policy.reply_to).unwrap_or_default();
    let template = PractitionerPage {
        t,
        frame: visit.frame(t, snapshot.network(), who.name.clone()),
        name: who.name.clone(),
        trade: who.profession.clone(),
        bio: who
            .about
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        place: chosen.map(|offering| place_lines(offering.place)).unwrap_or_default(),
        map_href: chosen
            .and_then(|offering| shown::map(t, offering.place))
            .map(|link| link.href),
        services: offerings
            .iter()
            .map(|o| service_line(t, &snapshot, *o, is_chosen(o)))
            .collect(),
        week,
        policy: chosen.map(|offering| conditions(t, offering.policy)),
        contact: contact(&snapshot.contact(reply_to, who.id)),
    };
    page(StatusCode::OK, &template)
}

/// The service that the address names, or the first one, so that slots are in sight at once.
///
/// # Errors
/// 404 for an unknown one: a link that worked once deserves a clear word.
fn chosen<'a>(
    snapshot: &'a Snapshot,
    practitioner: PractitionerId,
    question: &Question,
    offerings: &[Offering<'a>],
) -> Result<Option<Offering<'a>>, PageError> {
    if question.service.is_empty() {
        return Ok(offerings.iter().copied().find(|offering| is_booked_here(offering.service)));
    }
    named(snapshot, practitioner, &question.service, &question.place).map(Some)
}

/// The offering that an address or a form names.
///
/// # Errors
/// 404 for what this practitioner does not offer there.
pub(super) fn named<'a>(
    snapshot: &'a Snapshot,
    practitioner: PractitionerId,
    service: &str,
    place: &str,
) -> Result<Offering<'a>, PageError> {
    let service = service.parse().map_err(|_| PageError::NOT_FOUND)?;
    let place = match place {
        "" => None,
        place => Some(place.parse().map_err(|_| PageError::NOT_FOUND)?),
    };
    snapshot.offering(practitioner, service, place).ok_or(PageError::NOT_FOUND)
}

async fn week(
    visit: &Visit,
    t: Speech,
    snapshot: &Snapshot,
    offering: Offering<'_>,
    from: Option<Date>,
) -> Result<SlotWeek, PageError> {
    let network = snapshot.network();
    let (now, zone) = (visit.now(), &offering.place.zone);
    let window = SlotWindow::new(from, now, zone, offering.policy.booking.horizon_days);
    let search = search(snapshot, offering, window.first);
    let free = search.between(visit.app(), window.first, window.last()).await?;
    let next_free = match free.days.is_empty() {
        true => search.next_day(visit.app(), window.after(), window.horizon).await?,
        false => None,
    };
    let on_date = |date| addresses::slots_from(network, offering, date);
    let at = |start| addresses::book(network, offering, start);
    let mut week = shown::slot_week(t, &window, &free, now, next_free, on_date, at);
    // Somebody whose network lives by another clock is told whose hours these are.
    week.zone = (network.zone != *zone).then(|| dates::capital(&dates::zone_name(t, zone, now)));
    Ok(week)
}

/// Until when a client may cancel, before there is a date to count from.
fn conditions(t: Speech, policy: &Policy) -> String {
    let steps = &policy.client_cancel.ladder.steps;
    let limit = steps
        .iter()
        .filter(|step| step.answer == Answer::Allow)
        .map(|step| step.notice)
        .next_back();
    match (limit, steps.first()) {
        (Some(Notice::NONE), _) => t.say("conditions-free"),
        (Some(limit), _) => t.with("conditions-free-until", &[("limit", &dates::notice(t, limit))]),
        (None, Some(step)) if step.answer != Answer::RefuseAndContact => t.say("conditions-late"),
        (None, _) => t.say("conditions-never"),
    }
}
