//! How an appointment is told, the same on the client's pages and in the console: every word in the reader's language, every moment in
//! the zone of the place.

mod effects;
mod following;
mod history;
mod notice;
mod slots;

pub(crate) use effects::{People, effects, people_of};
pub(crate) use following::{following, following_all};
pub(crate) use history::history;
pub(crate) use notice::notice_line;
pub(crate) use slots::{SlotWindow, in_address, parsed_date, parsed_start, slot, slot_week, start_in};

use actions::{FieldFault, Refusal, Snapshot};
use domain::appointment::{Appointment, Because, Reason, State};
use domain::notice::When;
use domain::people::Place;
use domain::service::Price;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use texts::{Speech, dates};

use crate::view::parts::{Choice, Contact, Fact, Field, Link, Recap, Standing};

/// Who reads: the client is "you" on the client's pages, and is named in the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Viewer {
    /// The client of the appointment.
    Client,
    /// Somebody of the business.
    Staff,
}

impl Viewer {
    fn word(self) -> &'static str {
        match self {
            Viewer::Client => "client",
            Viewer::Staff => "staff",
        }
    }
}

/// The state as readers see it: what is booked and over is past, until somebody says what happened.
pub(crate) fn standing(appointment: &Appointment, now: Timestamp) -> Standing {
    match appointment.state {
        State::Requested { .. } => Standing::Requested,
        State::Booked if appointment.when.end <= now => Standing::Past,
        State::Booked => Standing::Booked,
        State::Fulfilled { .. } => Standing::Fulfilled,
        State::NoShow { .. } => Standing::NoShow,
        State::Cancelled { .. } => Standing::Cancelled,
        State::Declined { .. } => Standing::Declined,
        State::Expired { .. } => Standing::Expired,
    }
}

/// "Mardi 3 mars à 14 h 30", for the head of a page.
pub(crate) fn when(t: Speech, when: &When) -> String {
    dates::capital(&dates::moment(t, when.start, &when.zone))
}

/// "Shiatsu, 1 h, avec Claire Lenoir".
pub(crate) fn what(t: Speech, snapshot: &Snapshot, appointment: &Appointment) -> String {
    let service = snapshot.service(appointment.service).map(|service| service.name.clone());
    let practitioner = snapshot
        .practitioner(appointment.practitioner)
        .map(|p| p.name.as_str())
        .unwrap_or_default();
    let service = service.unwrap_or_else(|| t.say("appointment-unnamed"));
    t.with(
        "appointment-what",
        &[
            ("service", &service),
            ("length", &length(t, &appointment.when)),
            ("practitioner", practitioner),
        ],
    )
}

/// "1 h 30".
pub(crate) fn length(t: Speech, when: &When) -> String {
    dates::minutes(t, (when.end.as_second() - when.start.as_second()) / 60)
}

/// "60 €, à régler sur place"; nothing when it is free of charge.
pub(crate) fn price(t: Speech, price: &Price) -> Option<String> {
    (price.minor > 0).then(|| t.with("appointment-price", &[("price", &dates::money(t, price))]))
}

/// The appointment in few lines.
pub(crate) fn recap(t: Speech, snapshot: &Snapshot, appointment: &Appointment) -> Recap {
    Recap {
        when: when(t, &appointment.when),
        what: what(t, snapshot, appointment),
        place: snapshot.place(appointment.place).map(|place| place.address.clone()),
        price: price(t, &appointment.terms.price),
    }
}

/// Where, how much, and what the client wrote. Door code and floor are told only for an appointment that stands, a price only where there
/// is something to pay.
pub(crate) fn facts(t: Speech, viewer: Viewer, snapshot: &Snapshot, appointment: &Appointment) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(place) = snapshot.place(appointment.place) {
        let stands = appointment.state == State::Booked;
        let inside = stands
            .then(|| place.access_notes.clone())
            .filter(|notes| !notes.trim().is_empty());
        let lines = place_lines(place).into_iter().chain(inside).collect();
        facts.push(Fact {
            label: t.say("fact-where"),
            lines,
            link: map(t, place),
        });
    }
    let is_owed = matches!(
        appointment.state,
        State::Requested { .. } | State::Booked | State::Fulfilled { .. }
    );
    if let Some(price) = price(t, &appointment.terms.price).filter(|_| is_owed) {
        facts.push(Fact::new(t.say("fact-price"), price));
    }
    if viewer == Viewer::Client && !appointment.note.is_empty() {
        facts.push(Fact {
            label: t.say("fact-note"),
            lines: appointment.note.lines().map(str::to_owned).collect(),
            link: None,
        });
    }
    facts
}

/// The address in lines, as on an envelope, below the name of the place.
pub(crate) fn place_lines(place: &Place) -> Vec<String> {
    let address = place.address.split(',').map(|line| line.trim().to_owned());
    let mut lines: Vec<String> = address.filter(|line| !line.is_empty()).collect();
    if !place.name.is_empty() && !lines.contains(&place.name) {
        lines.insert(0, place.name.clone());
    }
    lines
}

/// A map of the address, on a site that asks for no account.
pub(crate) fn map(t: Speech, place: &Place) -> Option<Link> {
    let href = format!("https://www.openstreetmap.org/search?query={}", in_address(&place.address));
    (!place.address.trim().is_empty()).then(|| Link::new(href, t.say("map")))
}

/// Somebody to turn to, if there is a way to.
pub(crate) fn contact(contact: &domain::people::Contact) -> Option<Contact> {
    let shown = Contact {
        name: contact.name.clone(),
        phone: contact.phone.clone(),
        email: contact.email.clone(),
    };
    (shown.phone.is_some() || shown.email.is_some()).then_some(shown)
}

/// The reasons of a decision, one sentence each. What concerns the team alone is not told to clients.
pub(crate) fn because(t: Speech, viewer: Viewer, because: &[Because], zone: &TimeZone) -> Vec<String> {
    let for_team = |reason: &Because| {
        matches!(
            reason,
            Because::StaffNotBound { .. } | Because::LateForBusiness { .. } | Because::Forced { .. }
        )
    };
    let told = because.iter().filter(|reason| viewer == Viewer::Staff || !for_team(reason));
    told.map(|reason| texts::because::sentence(t, reason, zone)).collect()
}

/// A refusal in one or two sentences.
pub(crate) fn refusal(t: Speech, refusal: &Refusal, zone: &TimeZone) -> String {
    texts::because::refusal(t, &refusal.facts(), zone)
}

/// The reasons to choose from.
pub(crate) fn reasons(t: Speech, offered: &[Reason], chosen: Option<Reason>) -> Vec<Choice> {
    let choice = |reason: &Reason| Choice {
        chosen: chosen == Some(*reason),
        ..Choice::new(reason.code(), texts::because::reason(t, *reason))
    };
    offered.iter().map(choice).collect()
}

/// A field as it was typed, with what would be right if it is at fault.
pub(crate) fn field(t: Speech, name: &str, typed: &str, faults: &[FieldFault]) -> Field {
    Field {
        error: fault_of(t, name, faults),
        ..Field::with(typed)
    }
}

/// What would be right in a field, if it is at fault.
pub(crate) fn fault_of(t: Speech, name: &str, faults: &[FieldFault]) -> Option<String> {
    let fault = faults.iter().find(|fault| fault.field == name)?;
    let limit = i64::try_from(fault.limit.unwrap_or_default()).unwrap_or(i64::MAX);
    let key = match (fault.code, name) {
        ("missing", "name" | "email") => format!("field-missing-{name}"),
        (code, _) => format!("field-{code}"),
    };
    Some(t.with_number(&key, "limit", limit))
}
