//! `/r/{token}`: one address for the whole life of an appointment. It shows the state, whatever that is, and what can be done next.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Change, Side, State};
use domain::messages::{Author, Channel, MessageKind, Recipient};
use domain::policy::Answer;
use serde::Deserialize;
use texts::dates;

use super::addresses;
use super::move_answer;
use super::personal::Personal;
use crate::pages::frame::{Visit, page};
use crate::pages::problem::{Asked, PageError, PageResult};
use crate::pages::shown::{self, Viewer, contact, in_address};
use crate::view::manage::{CalendarLinks, ManagePage, NoticeCard, Offers};
use crate::view::parts::{Banner, Link, Meaning};

/// How many other practitioners are named after an appointment has ended.
const OTHERS: usize = 4;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Question {
    done: String,
}

pub(super) async fn show(visit: Visit, Path(token): Path<String>, Asked(question): Asked<Question>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let (t, appointment, snapshot) = (personal.t, personal.appointment(), &personal.snapshot);
    let standing = shown::standing(appointment, personal.now);
    let when = shown::when(t, &appointment.when);
    let mut frame = visit.private_frame(t, personal.network(), when.clone());
    frame.banner = banner(&personal, &question.done);
    visit.offer_eve(&mut frame, appointment.when.start, &appointment.when.zone);
    let rows = visit.app().store.history(appointment.network, appointment.id).await?;
    let changes: Vec<Change> = rows.into_iter().map(|row| row.change).collect();
    let is_open = personal.is_open();
    let reply_to = snapshot.contact(appointment.terms.policy.reply_to, appointment.practitioner);
    let notice = if is_open {
        Some(notice(&visit, &personal).await?)
    } else {
        None
    };
    let told_already = notice.as_ref().is_some_and(|notice| !notice.contacts.is_empty());
    let template = ManagePage {
        t,
        frame,
        standing,
        standing_text: standing_text(&personal),
        when,
        what: shown::what(t, snapshot, appointment),
        facts: shown::facts(t, Viewer::Client, snapshot, appointment),
        repeats: super::series::repeats(&visit, &personal).await?,
        proposal: move_answer::card(&personal),
        notice,
        calendar: (is_open && appointment.state == State::Booked).then(|| calendar(&visit, &personal)),
        contact: contact(&reply_to).filter(|_| !told_already),
        history: shown::history(t, Viewer::Client, snapshot, appointment, &changes),
        terms: is_open.then(|| {
            t.with(
                "manage-terms",
                &[("day", &dates::day_long(t, appointment.booked_at, &appointment.when.zone))],
            )
        }),
        offers: if is_open {
            None
        } else {
            Some(offers(&visit, &personal).await?)
        },
    };
    page(StatusCode::OK, &template)
}

/// The result of what was just done. It is told only while it is still true, because links are kept and opened again.
fn banner(personal: &Personal, done: &str) -> Option<Banner> {
    let (key, about) = match (done, &personal.appointment().state) {
        ("booked", State::Booked) => ("done-booked", MessageKind::Booked),
        ("booked", State::Requested { .. }) => ("done-requested", MessageKind::Requested),
        ("asked", State::Booked) if asks(personal) => ("done-asked", MessageKind::MoveProposed),
        ("moved", State::Booked | State::Requested { .. }) if !asks(personal) => ("done-moved", MessageKind::Moved),
        ("kept", State::Booked | State::Requested { .. }) => ("done-kept", MessageKind::MoveDeclined),
        ("withdrawn", State::Booked) => ("done-withdrawn", MessageKind::MoveDeclined),
        ("answered", State::Booked | State::Requested { .. }) => ("done-answered", MessageKind::MoveDeclined),
        ("cancelled", State::Cancelled { .. }) => ("done-cancelled", MessageKind::Cancelled),
        ("all-cancelled", _) if personal.appointment().series.is_some() => ("done-series-cancelled", MessageKind::SeriesStopped),
        _ => return None,
    };
    let t = personal.t;
    let told = personal
        .appointment()
        .terms
        .policy
        .messages
        .matrix
        .told(about, Author::Client);
    let by_mail = told.contains(&(Recipient::Client, Channel::Email));
    let email = personal
        .client
        .as_ref()
        .and_then(|client| client.email.as_deref())
        .filter(|_| by_mail);
    let text = email.map(|email| t.with("done-told", &[("email", email)]));
    Some(Banner {
        meaning: Meaning::Fine,
        title: t.say(key),
        text,
        links: Vec::new(),
    })
}

fn asks(personal: &Personal) -> bool {
    let proposal = personal.appointment().proposal.as_ref();
    proposal.is_some_and(|proposal| proposal.by == Side::Client)
}

/// The sentence under the state.
fn standing_text(personal: &Personal) -> Option<String> {
    let (t, appointment) = (personal.t, personal.appointment());
    let moment = |at| dates::moment(t, at, &appointment.when.zone);
    let practice = personal
        .snapshot
        .business(appointment.business)
        .map(|business| business.name.as_str())
        .unwrap_or_default();
    match &appointment.state {
        State::Requested { answer_by } => Some(t.with("manage-answer-by", &[("when", &moment(*answer_by))])),
        State::Cancelled {
            at,
            asked_by: Side::Client,
        } => Some(t.with("manage-cancelled-client", &[("when", &moment(*at))])),
        State::Cancelled {
            at,
            asked_by: Side::Business,
        } => Some(t.with("manage-cancelled-business", &[("when", &moment(*at)), ("practice", practice)])),
        State::Declined { .. } | State::Expired { .. } => Some(t.say("manage-nothing-booked")),
        State::Booked | State::Fulfilled { .. } | State::NoShow { .. } => None,
    }
}

/// "Si vous avez un empêchement": until when what is possible, from the same decisions that the buttons lead to.
async fn notice(visit: &Visit, personal: &Personal) -> Result<NoticeCard, PageError> {
    let (t, appointment) = (personal.t, personal.appointment());
    let (terms, when) = (&appointment.terms, &appointment.when);
    let may_cancel = personal.may_cancel(visit, domain::appointment::Side::Client).await?;
    let may_move = personal.may_move(visit)?;
    let refused = [may_cancel.as_ref().err(), may_move.as_ref().err()];
    let contacts = refused
        .into_iter()
        .flatten()
        .next()
        .and_then(|refused| contact(&refused.contact));
    let ladder = &terms.policy.client_cancel.ladder;
    let line = shown::notice_line(t, ladder, when, appointment.booked_at, personal.now);
    Ok(NoticeCard {
        line: line.filter(|_| appointment.state == State::Booked),
        sentence: texts::terms::policy_sentence_in(t, &appointment.state, terms, when, appointment.moves, personal.now),
        move_asks: matches!(may_move, Ok((Answer::OtherPartyMustAgree, _))),
        move_href: may_move.is_ok().then(|| personal.move_href()),
        cancel_href: may_cancel.is_ok().then(|| personal.cancel_href()),
        contacts: contacts.into_iter().collect(),
    })
}

/// What is offered when the appointment does not take place, or did.
async fn offers(visit: &Visit, personal: &Personal) -> Result<Offers, PageError> {
    let t = personal.t;
    let zone = &personal.appointment().when.zone;
    let starts = personal.starts_to_book(visit).await?;
    let slots = starts
        .into_iter()
        .map(|(start, href)| shown::slot(t, start, zone, href))
        .collect();
    let more = personal.offering().map(|offering| {
        let label = t.with("offers-more", &[("practitioner", &offering.practitioner.name)]);
        Link::new(addresses::slots(personal.network(), offering), label)
    });
    Ok(Offers {
        slots,
        more,
        others: others(personal),
    })
}

/// Other practitioners of the network who offer something, those of the same profession first.
fn others(personal: &Personal) -> Vec<Link> {
    let snapshot = &personal.snapshot;
    let own = snapshot.practitioner(personal.appointment().practitioner);
    let profession = own.map(|practitioner| practitioner.profession.as_str()).unwrap_or_default();
    let offers_something = |id| snapshot.offerings_of(id).next().is_some();
    let all = &snapshot.catalogue.practitioners;
    let mut others: Vec<_> = all
        .iter()
        .filter(|p| Some(p.id) != own.map(|own| own.id) && offers_something(p.id))
        .collect();
    others.sort_by_key(|practitioner| practitioner.profession != profession);
    let link = |practitioner: &domain::people::Practitioner| {
        let label = personal.t.with(
            "offers-other",
            &[("practitioner", &practitioner.name), ("profession", &practitioner.profession)],
        );
        Link::new(addresses::practitioner(personal.network(), practitioner), label)
    };
    others.into_iter().take(OTHERS).map(link).collect()
}

/// The ways into a calendar. What Google and Microsoft get, they get from the reader's own click.
fn calendar(visit: &Visit, personal: &Personal) -> CalendarLinks {
    let appointment = personal.appointment();
    let what = in_address(&shown::what(personal.t, &personal.snapshot, appointment));
    let place = personal
        .snapshot
        .place(appointment.place)
        .map(|place| in_address(&place.address))
        .unwrap_or_default();
    let about = in_address(&format!("{}{}", visit.app().public_url, personal.href()));
    let (start, end) = (appointment.when.start, appointment.when.end);
    let compact = |at: jiff::Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let plain = |at: jiff::Timestamp| in_address(&at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let google = "https://calendar.google.com/calendar/render?action=TEMPLATE";
    let outlook = "https://outlook.live.com/calendar/0/action/compose?rru=addevent";
    CalendarLinks {
        ics_href: format!("{}/calendar.ics", personal.href()),
        google_href: format!(
            "{google}&text={what}&dates={}/{}&location={place}&details={about}",
            compact(start),
            compact(end)
        ),
        outlook_href: format!(
            "{outlook}&subject={what}&startdt={}&enddt={}&location={place}&body={about}",
            plain(start),
            plain(end)
        ),
    }
}
