//! One appointment, all about it, and what can be done.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::appointment::{Appointment, MoveProposal, Side, State};
use domain::messages::{Author, MessageKind, Recipient};
use domain::people::Client;
use texts::dates;

use super::desk::Desk;
use super::{address, move_answer, timeline};
use crate::pages::frame::page;
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{Viewer, facts, history, length, standing, when};
use crate::view::console::{Act, AppointmentPage, ConsolePlace, Way, Weight};
use crate::view::parts::{Banner, Contact, Fact, Icon, Link, Meaning};

pub(super) async fn show(Path(id): Path<String>, desk: Desk) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    shown(&desk, &stored.appointment, &client, StatusCode::OK, None).await
}

/// The page as an answer to an act that was refused: it says why above what is now true.
pub(super) async fn refused(desk: &Desk, id: &str, why: String) -> PageResult {
    let (stored, client) = desk.appointment(id).await?;
    let banner = Banner {
        meaning: Meaning::Stopped,
        title: why,
        ..Banner::default()
    };
    shown(desk, &stored.appointment, &client, StatusCode::CONFLICT, Some(banner)).await
}

async fn shown(
    desk: &Desk,
    appointment: &Appointment,
    client: &Client,
    status: StatusCode,
    banner: Option<Banner>,
) -> Result<Response, PageError> {
    let (t, store) = (desk.t, &desk.app().store);
    let changes = store.history(desk.network(), appointment.id).await?;
    let messages = store.messages_of(desk.network(), appointment.id).await?;
    let mut frame = desk.frame_about(client.name.clone(), appointment);
    frame.banner = banner.or(frame.banner);
    let template = AppointmentPage {
        t,
        frame,
        console: desk.console(ConsolePlace::Elsewhere).await?,
        standing: standing(appointment, desk.now),
        standing_text: standing_text(desk, appointment),
        client: client.name.clone(),
        when: when(t, &appointment.when),
        what: what(desk, appointment),
        facts: all_facts(desk, appointment),
        contact: Contact {
            name: client.name.clone(),
            phone: client.phone.clone(),
            email: client.email.clone(),
        },
        note: Some(appointment.note.clone()).filter(|note| !note.is_empty()),
        acts: acts(desk, appointment, client),
        series: super::series::card(desk, appointment).await?,
        history: history(
            t,
            Viewer::Staff,
            &desk.snapshot,
            appointment,
            changes.iter().map(|row| &row.change),
        ),
        messages: timeline::rows(desk, appointment, client, &messages),
        back: back(desk, appointment),
    };
    page(status, &template)
}

/// "Shiatsu, 1 h", with the practitioner where there are several.
fn what(desk: &Desk, appointment: &Appointment) -> String {
    if desk.agendas().len() > 1 {
        return crate::pages::shown::what(desk.t, &desk.snapshot, appointment);
    }
    let service = desk
        .snapshot
        .service(appointment.service)
        .map(|service| service.name.clone())
        .unwrap_or_default();
    format!("{service}, {}", length(desk.t, &appointment.when))
}

fn standing_text(desk: &Desk, appointment: &Appointment) -> Option<String> {
    let State::Requested { answer_by } = appointment.state else {
        return None;
    };
    let at = dates::moment(desk.t, answer_by, &appointment.when.zone);
    Some(dates::capital(&desk.t.with("console-answer-before", &[("at", &at)])))
}

fn all_facts(desk: &Desk, appointment: &Appointment) -> Vec<Fact> {
    let mut facts = facts(desk.t, Viewer::Staff, &desk.snapshot, appointment);
    let booked = dates::moment(desk.t, appointment.booked_at, &appointment.when.zone);
    facts.push(Fact::new(desk.t.say("console-fact-booked"), booked));
    if appointment.moves > 0 {
        let moves = desk
            .t
            .with_number("console-fact-moves-count", "count", i64::from(appointment.moves));
        facts.push(Fact::new(desk.t.say("console-fact-moves"), moves));
    }
    facts
}

/// Back to the day's list, or for a request to the requests.
fn back(desk: &Desk, appointment: &Appointment) -> Link {
    if matches!(appointment.state, State::Requested { .. }) {
        return Link::new("/console/requests", desk.t.say("nav-requests"));
    }
    let date = appointment.when.local_start().date();
    let agenda = Some(appointment.practitioner).filter(|agenda| Some(*agenda) != desk.user().practitioner);
    Link::new(address::day(date, agenda), dates::capital(&dates::date_plain(desk.t, date)))
}

/// What the domain would let staff do now. It decides again when it is done; this only spares a click that leads nowhere.
fn acts(desk: &Desk, appointment: &Appointment, client: &Client) -> Vec<Act> {
    let offered = Offered {
        desk,
        appointment,
        client,
    };
    let begun = desk.now >= appointment.when.start;
    let may_undo = appointment.terms.policy.business.cancel_after_start;
    let mut acts = match appointment.state {
        State::Requested { .. } => {
            vec![
                offered.post("approve", Icon::Check, Weight::Primary, Some(MessageKind::Booked)),
                offered.decline(),
                offered.moving(),
            ]
        }
        State::Booked if begun => {
            vec![
                offered.post("fulfilled", Icon::Check, Weight::Primary, None),
                offered.post("no-show", Icon::Absent, Weight::Quiet, None),
                offered.moving(),
            ]
        }
        State::Booked => vec![offered.moving(), offered.cancel()],
        State::Fulfilled { .. }
        | State::NoShow { .. }
        | State::Cancelled { .. }
        | State::Declined { .. }
        | State::Expired { .. } => {
            vec![offered.again()]
        }
    };
    let stands = matches!(appointment.state, State::Requested { .. } | State::Booked);
    if stands && !begun {
        acts.insert(acts.len().min(1), offered.propose());
    }
    if let Some(waiting) = move_answer::open(appointment, desk.now) {
        acts.insert(0, offered.proposal(waiting));
    }
    let is_past = begun
        && matches!(
            appointment.state,
            State::Booked | State::Fulfilled { .. } | State::NoShow { .. }
        );
    if is_past && may_undo {
        acts.push(offered.cancel_past());
    }
    acts
}

struct Offered<'a> {
    desk: &'a Desk,
    appointment: &'a Appointment,
    client: &'a Client,
}

impl Offered<'_> {
    fn post(&self, act: &str, icon: Icon, weight: Weight, tells: Option<MessageKind>) -> Act {
        Act {
            label: self.desk.t.say(&format!("console-act-{act}")),
            hint: Some(self.hint(tells)),
            icon,
            weight,
            way: Way::Post {
                action: address::appointment(self.appointment.id, act),
                hidden: self.desk.hidden(),
            },
        }
    }

    fn page(&self, label: &str, act: &str, icon: Icon, weight: Weight, hint: Option<String>) -> Act {
        let way = Way::Page(address::appointment(self.appointment.id, act));
        Act {
            label: self.desk.t.say(label),
            hint,
            icon,
            weight,
            way,
        }
    }

    fn moving(&self) -> Act {
        self.page(
            "act-move",
            "move",
            Icon::Move,
            Weight::Quiet,
            Some(self.hint(Some(MessageKind::Moved))),
        )
    }

    fn propose(&self) -> Act {
        self.page(
            "console-act-propose",
            "propose",
            Icon::Question,
            Weight::Quiet,
            Some(self.hint(Some(MessageKind::MoveProposed))),
        )
    }

    /// What waits: a client's request to answer, or the own proposal.
    fn proposal(&self, waiting: &MoveProposal) -> Act {
        let until = dates::moment(self.desk.t, waiting.lapses_at, &self.appointment.when.zone);
        let (label, weight, hint) = match waiting.by {
            Side::Client => ("console-act-answer-move", Weight::Primary, "console-answer-before"),
            Side::Business => ("console-act-see-proposal", Weight::Quiet, "console-hint-waits-for-client"),
        };
        let hint = dates::capital(&self.desk.t.with(hint, &[("at", &until)]));
        self.page(label, "proposal", Icon::Question, weight, Some(hint))
    }

    fn cancel(&self) -> Act {
        self.page(
            "act-cancel",
            "cancel",
            Icon::Stop,
            Weight::Stop,
            Some(self.hint(Some(MessageKind::Cancelled))),
        )
    }

    fn cancel_past(&self) -> Act {
        let hint = self.desk.t.say("console-hint-quietly");
        self.page("console-act-cancel-past", "cancel", Icon::Stop, Weight::Quiet, Some(hint))
    }

    fn decline(&self) -> Act {
        self.page(
            "requests-decline",
            "decline",
            Icon::Stop,
            Weight::Quiet,
            Some(self.hint(Some(MessageKind::Declined))),
        )
    }

    /// Another appointment for the same client.
    fn again(&self) -> Act {
        let way = Way::Page(address::with_query(
            "/console/add",
            &[("like", &self.appointment.id.to_string())],
        ));
        Act {
            label: self.desk.t.say("console-act-again"),
            hint: None,
            icon: Icon::Plus,
            weight: Weight::Quiet,
            way,
        }
    }

    /// Whether a mail will leave to the client.
    fn hint(&self, tells: Option<MessageKind>) -> String {
        let matrix = &self.appointment.terms.policy.messages.matrix;
        let told = tells.is_some_and(|kind| {
            matrix
                .told(kind, Author::Business)
                .iter()
                .any(|(to, _)| *to == Recipient::Client)
        });
        let key = match (told, self.client.email.is_some()) {
            (true, true) => "console-hint-told",
            (true, false) => "console-hint-no-address",
            (false, _) => "console-hint-not-told",
        };
        self.desk.t.say(key)
    }
}
