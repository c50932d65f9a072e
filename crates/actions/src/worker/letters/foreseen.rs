//! A letter as its reader would get it, written from a decision that is only looked at.

use domain::appointment::Decision;
use domain::ids::MessageId;
use domain::messages::{Channel, MessageKind, Recipient, WrittenFor};
use domain::people::{Client, Language};
use store::{MessageRow, MessageState};
use uuid::Uuid;

use super::About;
use crate::catalogue::Snapshot;
use crate::change::offering_of;
use crate::{App, Failure};

/// A letter that would leave.
#[derive(Debug, Clone)]
pub struct ForeseenLetter {
    /// Who would read it.
    pub to: String,
    /// In which language.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Stands where the letter will carry the personal link, which nobody but its reader sees.
const LINK_TO_COME: &str = "…";

impl App {
    /// The e-mail that one reader would get at once from a decision with these words in it; nothing when the decision sends none or there is no address.
    ///
    /// # Errors
    /// [`Failure::Letter`] when the text cannot be written, [`Failure::NotFound`] when the practitioner is gone.
    pub fn foreseen_letter(
        &self,
        snapshot: &Snapshot,
        decision: &Decision,
        client: &Client,
        to: Recipient,
        message: &str,
    ) -> Result<Option<ForeseenLetter>, Failure> {
        let Some(row) = row(decision, to) else { return Ok(None) };
        let mut change = decision.change.clone();
        message.trim().clone_into(&mut change.message);
        let about = About {
            message: &row,
            appointment: &decision.appointment,
            snapshot,
            offering: offering_of(snapshot, &decision.appointment)?,
            client: client.clone(),
            change,
            series: None,
            stood: true,
            link: self.link_url(LINK_TO_COME),
            token: LINK_TO_COME.into(),
        };
        let Some(reader) = about.reader() else { return Ok(None) };
        let written = texts::mail::write(&about.facts(self)).map_err(|fault| Failure::Letter(fault.to_string()))?;
        Ok(Some(ForeseenLetter {
            to: reader.name,
            language: about.language(),
            subject: written.subject,
            text: written.text,
        }))
    }
}

/// The row of the outbox that the decision would write for this reader.
fn row(decision: &Decision, to: Recipient) -> Option<MessageRow> {
    let mut at_once = decision.messages.iter().filter(|intent| intent.kind != MessageKind::Reminder);
    let intent = at_once.find(|intent| intent.to == to && intent.channel == Channel::Email)?;
    let appointment = &decision.appointment;
    Some(MessageRow {
        id: MessageId(Uuid::nil()),
        network: appointment.network,
        about: appointment.id.0,
        kind: intent.kind,
        to,
        channel: intent.channel,
        due: intent.due,
        written: WrittenFor {
            kind: intent.kind,
            version: appointment.version,
            start: appointment.when.start,
        },
        old_start: decision.change.from.filter(|from| *from != appointment.when.start),
        state: MessageState::Waiting,
        attempts: 0,
        note: String::new(),
        sent_at: None,
        to_address: None,
        subject: None,
        body_text: None,
        body_html: None,
        attachment: None,
    })
}
