//! Writing one message: the facts as they are now, in the reader's language, with the calendar entry that belongs to it.

mod foreseen;

pub use foreseen::ForeseenLetter;

use domain::appointment::{Appointment, Because, Change, ChangeKind, State};
use domain::ids::EnquiryId;
use domain::messages::{MessageKind, Recipient, Stale, Topic};
use domain::people::{Client, Contact, Language};
use gateways::calendar::{Invitation, Method, Party, folded, unfolded};
use gateways::mail::{Address, AttachedInvitation, Outgoing};
use jiff::Timestamp;
use store::{HistoryRow, MessageRow, SentText, Stored};
use texts::Speech;
use texts::mail::{Acted, MessageFacts, PlaceFacts, SeriesFacts, Written};

use crate::catalogue::{Offering, Snapshot};
use crate::change::offering_of;
use crate::{App, Failure};

/// A message as it leaves, and as it is kept.
pub(super) struct Letter {
    pub(super) outgoing: Outgoing,
    pub(super) text: SentText,
}

/// Everything a letter is written from.
struct About<'a> {
    message: &'a MessageRow,
    appointment: &'a Appointment,
    snapshot: &'a Snapshot,
    offering: Offering<'a>,
    client: Client,
    change: Change,
    /// What is told of its series.
    series: Option<SeriesFacts>,
    /// Whether the appointment ever stood, so that calendars have it.
    stood: bool,
    link: String,
    token: String,
}

/// Writes a message; nothing when its reader has no address.
pub(super) async fn write(
    app: &App,
    message: &MessageRow,
    stored: &Stored,
    snapshot: &Snapshot,
    from: &str,
) -> Result<Option<Letter>, Failure> {
    let appointment = &stored.appointment;
    let client = app
        .store
        .client(message.network, appointment.client)
        .await?
        .ok_or(Failure::NotFound("client"))?;
    let history = app.store.history(message.network, appointment.id).await?;
    let stood = history.iter().any(|row| made_it_stand(&row.change));
    let change = change_behind(message, history)?;
    let token = app.links.token(&stored.link_nonce);
    let link = match message.to {
        Recipient::Client => app.link_url(&token),
        _ if message.kind == MessageKind::MoveProposed => {
            format!("{}/console/appointments/{}/proposal", app.public_url, appointment.id)
        }
        _ => format!("{}/console/appointments/{}", app.public_url, appointment.id),
    };
    let offering = offering_of(snapshot, appointment)?;
    let language = match message.to {
        Recipient::Client => client.language,
        _ => offering.practitioner.language,
    };
    let series = crate::series::told(app, message, appointment, language).await?;
    let about = About {
        message,
        appointment,
        snapshot,
        offering,
        client,
        change,
        series,
        stood,
        link,
        token,
    };
    let Some(to) = about.reader() else { return Ok(None) };
    let written = texts::mail::write(&about.facts(app)).map_err(|fault| Failure::Letter(fault.to_string()))?;
    Ok(Some(about.letter(app, to, written, from)))
}

/// Whether the appointment stood with this change: also when both sides agreed on another time for a request.
fn made_it_stand(change: &Change) -> bool {
    let agreed = || {
        change
            .because
            .iter()
            .any(|reason| matches!(reason, Because::BothAgreed { .. }))
    };
    match change.kind {
        ChangeKind::Booked | ChangeKind::Approved | ChangeKind::Imported => true,
        ChangeKind::Moved => agreed(),
        _ => false,
    }
}

/// The other starts that the change is about.
fn proposed(change: &Change) -> Vec<Timestamp> {
    let starts = |reason: &Because| match reason {
        Because::MoveProposed { starts, .. } => Some(starts.clone()),
        _ => None,
    };
    change.because.iter().find_map(starts).unwrap_or_default()
}

/// The history row of the version that the message was written for.
fn change_behind(message: &MessageRow, mut history: Vec<HistoryRow>) -> Result<Change, Failure> {
    // Dates that were left out change no appointment; the message is only sent through one.
    let row = match message.kind {
        MessageKind::SeriesSkipped => history.pop(),
        _ => history.into_iter().find(|row| row.version == message.written.version),
    };
    row.map(|row| row.change).ok_or(Failure::NotFound("change"))
}

/// The word stored with a message that no longer left.
pub(super) fn stale_code(stale: Stale) -> &'static str {
    match stale {
        Stale::Moved => "moved",
        Stale::Ended => "ended",
        Stale::Answered => "answered",
        Stale::TooLate => "too_late",
    }
}

impl About<'_> {
    fn language(&self) -> Language {
        match self.message.to {
            Recipient::Client => self.client.language,
            _ => self.offering.practitioner.language,
        }
    }

    fn reader(&self) -> Option<Address> {
        let (name, email) = match self.message.to {
            Recipient::Client => (&self.client.name, &self.client.email),
            Recipient::Practitioner => (&self.offering.practitioner.name, &self.offering.practitioner.contact.email),
            Recipient::Business => (&self.offering.business.name, &self.offering.business.contact.email),
            Recipient::Network => (&self.snapshot.network().name, &self.snapshot.network().contact.email),
        };
        email.clone().map(|email| Address {
            name: name.clone(),
            email,
        })
    }

    /// Whom the policy sends clients to with questions; practitioners write to the client.
    fn contact(&self) -> Contact {
        self.snapshot
            .contact(self.appointment.terms.policy.reply_to, self.appointment.practitioner)
    }

    fn facts(&self, app: &App) -> MessageFacts {
        let (appointment, place) = (self.appointment, self.offering.place);
        let now = app.clock.now();
        let speech = Speech::new(self.language());
        let minutes = (appointment.when.end.as_second() - appointment.when.start.as_second()) / 60;
        let (terms, when) = (&appointment.terms, &appointment.when);
        MessageFacts {
            kind: self.message.kind,
            to: self.message.to,
            language: self.language(),
            network: self.snapshot.network().name.clone(),
            practitioner: self.offering.practitioner.name.clone(),
            business: self.offering.business.name.clone(),
            contact: self.contact(),
            place: PlaceFacts {
                name: place.name.clone(),
                address: place.address.clone(),
                access_notes: place.access_notes.clone(),
            },
            service: self.offering.service.name.clone(),
            duration_minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
            price: terms.price.clone(),
            when: when.clone(),
            old_start: self.message.old_start,
            answer_by: match (&appointment.state, &appointment.proposal) {
                (_, Some(proposal)) if self.message.kind == MessageKind::MoveProposed => Some(proposal.lapses_at),
                (State::Requested { answer_by }, _) => Some(*answer_by),
                _ => None,
            },
            proposed: proposed(&self.change),
            client: Contact {
                name: self.client.name.clone(),
                email: self.client.email.clone(),
                phone: self.client.phone.clone(),
            },
            acted: Acted {
                clicked_by: self.change.act.clicked_by.role,
                asked_by: self.change.act.asked_by,
            },
            reason: self.change.reason,
            message: self.change.message.clone(),
            note: appointment.note.clone(),
            series: self.series.clone(),
            policy: texts::terms::policy_sentence_in(speech, &appointment.state, terms, when, appointment.moves, now),
            link: self.link.clone(),
        }
    }

    fn letter(&self, app: &App, to: Address, written: Written, from: &str) -> Letter {
        let invitation = self.invitation(app, &written, &to, from);
        let reply_to = match self.message.to {
            Recipient::Client => self.contact().email.map(|email| Address {
                name: self.contact().name,
                email,
            }),
            _ => self.client.email.clone().map(|email| Address {
                name: self.client.name.clone(),
                email,
            }),
        };
        // What is kept must not open appointments, so the token is taken out; `App::as_read` puts it back.
        let kept = |text: &str| match self.message.to {
            Recipient::Client => text.replace(&self.token, TOKEN_TAKEN_OUT),
            _ => text.to_owned(),
        };
        let text = SentText {
            to_address: to.email.clone(),
            subject: written.subject.clone(),
            body_text: kept(&written.text),
            body_html: kept(&written.html),
            attachment: invitation.as_ref().map(|invitation| kept(&unfolded(&invitation.ics))),
        };
        let outgoing = Outgoing {
            from: Address {
                name: self.snapshot.network().name.clone(),
                email: from.to_owned(),
            },
            reply_to,
            to,
            subject: written.subject,
            text: written.text,
            html: written.html,
            message_id: format!("{}@{}", self.message.stable_key().replace(':', "."), host(&app.public_url)),
            date: app.clock.now(),
            invitation,
        };
        Letter { outgoing, text }
    }

    /// A calendar entry goes with what changes the calendar: the appointment stands, stands elsewhere, or no longer stands.
    fn invitation(&self, app: &App, written: &Written, to: &Address, from: &str) -> Option<AttachedInvitation> {
        let method = match self.message.kind {
            MessageKind::Booked => Method::Request,
            MessageKind::Moved | MessageKind::HandedOver if self.appointment.state == State::Booked => Method::Request,
            MessageKind::Cancelled if self.stood => Method::Cancel,
            _ => return None,
        };
        let organizer = Party {
            name: self.snapshot.network().name.clone(),
            email: from.to_owned(),
        };
        let attendee = Some(Party {
            name: to.name.clone(),
            email: to.email.clone(),
        });
        let (description, url) = (written.text.clone(), self.link.clone());
        let invitation = Invitation {
            description,
            url,
            ..calendar_entry(app, self.appointment, self.offering, method, organizer, attendee)
        };
        Some(AttachedInvitation {
            ics: invitation.to_string(),
            method: method.code(),
        })
    }
}

/// Stands for the token of a personal link in what is kept of a message.
pub(super) const TOKEN_TAKEN_OUT: &str = "{token}";

/// The calendar entry of an appointment: the UID is its identity for life, the sequence is the stored one (RFC 5545, 3.8.4.7 and 3.8.7.4).
pub(crate) fn calendar_entry(
    app: &App,
    appointment: &Appointment,
    offering: Offering<'_>,
    method: Method,
    organizer: Party,
    attendee: Option<Party>,
) -> Invitation {
    Invitation {
        method,
        uid: format!("{}@{}", appointment.id, host(&app.public_url)),
        sequence: appointment.sequence,
        stamp: app.clock.now(),
        when: appointment.when.clone(),
        summary: format!("{} · {}", offering.service.name, offering.practitioner.name),
        description: String::new(),
        location: offering.place.address.clone(),
        url: String::new(),
        organizer: Some(organizer),
        attendee,
    }
}

pub(super) fn host(public_url: &str) -> &str {
    let rest = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or(rest)
}

impl App {
    /// A kept message as its reader sees it, the personal link included.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when its appointment is gone.
    pub async fn as_read(&self, mut message: MessageRow) -> Result<MessageRow, Failure> {
        let Some(token) = self.token_in(&message).await? else {
            return Ok(message);
        };
        let read = |part: Option<String>| part.map(|text| text.replace(TOKEN_TAKEN_OUT, &token));
        message.body_text = read(message.body_text);
        message.body_html = read(message.body_html);
        message.attachment = read(message.attachment).map(|file| folded(&file));
        Ok(message)
    }

    /// The token of the personal link that a message carried, if it carried one.
    async fn token_in(&self, message: &MessageRow) -> Result<Option<String>, Failure> {
        if let Some(appointment) = message.appointment() {
            let stored = self.store.appointment(message.network, appointment).await?;
            let nonce = stored.ok_or(Failure::NotFound("appointment"))?.link_nonce;
            return Ok(Some(self.links.token(&nonce)));
        }
        if message.kind.topic() != Topic::Enquiry {
            return Ok(None);
        }
        let stored = self.store.enquiry(message.network, EnquiryId(message.about)).await?;
        let nonce = stored.ok_or(Failure::NotFound("enquiry"))?.link_nonce;
        Ok(Some(self.links.token(&nonce)))
    }

    /// The calendar file of an appointment as it is now, for a client who saves it by hand: published, not an invitation to answer.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when its practitioner is gone.
    pub fn calendar_file(&self, stored: &Stored, snapshot: &Snapshot) -> Result<String, Failure> {
        let appointment = &stored.appointment;
        let contact = &snapshot.network().contact;
        let organizer = Party {
            name: snapshot.network().name.clone(),
            email: contact.email.clone().unwrap_or_default(),
        };
        let offering = offering_of(snapshot, appointment)?;
        let entry = calendar_entry(self, appointment, offering, Method::Publish, organizer, None);
        let url = self.link_url(&self.links.token(&stored.link_nonce));
        Ok(Invitation { url, ..entry }.to_string())
    }
}
