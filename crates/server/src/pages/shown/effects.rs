//! "Ce qui va se passer": what follows from a decision, said before somebody clicks. It is told from the decision itself, so that the
//! page and the act cannot disagree.

use actions::Snapshot;
use domain::appointment::{Appointment, ChangeKind, Decision, State};
use domain::messages::{Channel, Intent, MessageKind, Recipient};
use domain::people::Client;
use texts::{Speech, dates, following};

use super::Viewer;
use crate::view::parts::{Effect, Icon};

/// Whom a decision concerns, and whether messages can reach them.
#[derive(Debug, Clone)]
pub(crate) struct People {
    /// Name of the client.
    pub(crate) client: String,
    /// Whether the client has an e-mail address.
    pub(crate) client_has_email: bool,
    /// Name of the practitioner.
    pub(crate) practitioner: String,
    /// Whether messages to the practitioner have an address.
    pub(crate) practitioner_has_email: bool,
}

/// The people of an appointment.
pub(crate) fn people_of(snapshot: &Snapshot, appointment: &Appointment, client: Option<&Client>) -> People {
    let practitioner = snapshot.practitioner(appointment.practitioner);
    People {
        client: client.map(|client| client.name.clone()).unwrap_or_default(),
        client_has_email: client.is_some_and(|client| client.email.is_some()),
        practitioner: practitioner.map(|practitioner| practitioner.name.clone()).unwrap_or_default(),
        practitioner_has_email: practitioner.is_some_and(|practitioner| practitioner.contact.email.is_some()),
    }
}

/// Everything that follows from a decision: the time, who is told by which channel and when, what is paid, and the way back.
/// `before` is the appointment that the decision changes.
pub(crate) fn effects(
    t: Speech,
    viewer: Viewer,
    decision: &Decision,
    before: Option<&Appointment>,
    people: &People,
) -> Vec<Effect> {
    let told: Vec<Effect> = decision
        .messages
        .iter()
        .filter_map(|intent| message(t, viewer, decision, intent, people))
        .collect();
    let nobody = told.is_empty().then(|| Effect {
        icon: Icon::Mail,
        text: t.say("effect-nobody-told"),
    });
    let mut effects: Vec<Effect> = about_the_time(t, viewer, decision, before).into_iter().collect();
    effects.extend(told);
    effects.extend(nobody);
    effects.extend(answer_due(t, viewer, decision));
    effects.extend(money(t, viewer, decision));
    effects.extend(for_the_business(t, viewer, decision));
    effects.extend(way_back(t, viewer, decision));
    effects
}

/// What counts for the business and what is restricted: its own people read it, and a client reads only what is done with the own word.
fn for_the_business(t: Speech, viewer: Viewer, decision: &Decision) -> Vec<Effect> {
    let zone = &decision.appointment.when.zone;
    let told = following::case(t, decision).map(|text| Effect { icon: Icon::Mail, text });
    let sentences = match viewer {
        Viewer::Staff => following::sentences(t, &decision.consequences, zone),
        Viewer::Client => Vec::new(),
    };
    let effect = |following: following::Following| Effect {
        icon: if following.restricts { Icon::Stop } else { Icon::Info },
        text: following.text,
    };
    sentences.into_iter().map(effect).chain(told).collect()
}

fn about_the_time(t: Speech, viewer: Viewer, decision: &Decision, before: Option<&Appointment>) -> Option<Effect> {
    let before = before?;
    let was_request = matches!(before.state, State::Requested { .. });
    let is_ahead = before.when.start > decision.change.act.now;
    let stands = decision.appointment.state == State::Booked;
    let key = match (decision.change.kind, was_request) {
        (ChangeKind::MoveProposed | ChangeKind::MoveDeclined | ChangeKind::MoveWithdrawn, _) => "effect-stays",
        (ChangeKind::Moved, true) if stands => "effect-agreed",
        (ChangeKind::Cancelled, true) => "effect-request-withdrawn",
        (ChangeKind::Cancelled, false) if is_ahead => "effect-freed",
        (ChangeKind::Moved, true) => "effect-request-moved",
        (ChangeKind::Moved, false) => "effect-moved",
        _ => return None,
    };
    let when = dates::moment(t, before.when.start, &before.when.zone);
    let icon = match decision.change.kind {
        ChangeKind::Moved => Icon::Move,
        _ => Icon::Calendar,
    };
    Some(Effect {
        icon,
        text: t.with(key, &[("when", &when), ("viewer", viewer.word())]),
    })
}

fn message(t: Speech, viewer: Viewer, decision: &Decision, intent: &Intent, people: &People) -> Option<Effect> {
    let (name, has_email) = match intent.to {
        Recipient::Client => (&people.client, people.client_has_email),
        Recipient::Practitioner => (&people.practitioner, people.practitioner_has_email),
        // A decision about an appointment tells only these two; what follows for a business is said by its own sentence.
        Recipient::Business | Recipient::Network => return None,
    };
    if intent.channel == Channel::Email && !has_email {
        return None;
    }
    let is_reminder = intent.kind == MessageKind::Reminder;
    let to_you = viewer == Viewer::Client && intent.to == Recipient::Client;
    let key = match (is_reminder, to_you) {
        (true, true) => "effect-reminder-you",
        (true, false) => "effect-reminder",
        (false, true) => "effect-told-you",
        (false, false) => "effect-told",
    };
    let channel = intent.channel.code();
    let when = dates::moment(t, intent.due, &decision.appointment.when.zone);
    let text = t.with(key, &[("name", name), ("channel", channel), ("when", &when)]);
    Some(Effect {
        icon: if is_reminder { Icon::Bell } else { Icon::Mail },
        text,
    })
}

/// Until when the other side can answer what is proposed.
fn answer_due(t: Speech, viewer: Viewer, decision: &Decision) -> Option<Effect> {
    let proposal = decision.appointment.proposal.as_ref()?;
    let until = dates::moment(t, proposal.lapses_at, &decision.appointment.when.zone);
    Some(Effect {
        icon: Icon::Clock,
        text: t.with("effect-answer-due", &[("until", &until), ("viewer", viewer.word())]),
    })
}

/// Everything is paid at the venue, so a cancellation costs nothing and a move changes nothing; nothing is said where nothing changes.
fn money(t: Speech, viewer: Viewer, decision: &Decision) -> Option<Effect> {
    let price = &decision.appointment.terms.price;
    let ends = matches!(decision.appointment.state, State::Cancelled { .. } | State::Declined { .. });
    let key = match decision.change.kind {
        ChangeKind::MoveProposed | ChangeKind::MoveDeclined | ChangeKind::MoveWithdrawn => return None,
        _ if ends || price.minor == 0 => "effect-nothing-to-pay",
        ChangeKind::Moved => "effect-same-price",
        _ => "effect-pay-on-the-spot",
    };
    let text = t.with(key, &[("price", &dates::money(t, price)), ("viewer", viewer.word())]);
    Some(Effect { icon: Icon::Money, text })
}

fn way_back(t: Speech, viewer: Viewer, decision: &Decision) -> Option<Effect> {
    let key = match (viewer, decision.change.kind) {
        (Viewer::Client, ChangeKind::MoveProposed) => "effect-way-back-asked",
        (Viewer::Client, ChangeKind::Cancelled) => "effect-way-back-cancelled",
        (Viewer::Client, ChangeKind::Booked | ChangeKind::Requested) => "effect-way-back-booked",
        _ => return None,
    };
    Some(Effect {
        icon: Icon::Undo,
        text: t.say(key),
    })
}
