//! The messages of an appointment: which, to whom, and in a plain sentence what became of each.

use domain::appointment::Appointment;
use domain::messages::Recipient;
use domain::people::Client;
use jiff::tz::TimeZone;
use store::{MessageRow as Stored, MessageState};
use texts::{Speech, dates};

use super::desk::Desk;
use crate::view::console::MessageRow;
use crate::view::parts::Meaning;

/// A row for each message, in the order in which they came about.
pub(super) fn rows(desk: &Desk, appointment: &Appointment, client: &Client, messages: &[Stored]) -> Vec<MessageRow> {
    messages
        .iter()
        .map(|message| row(desk, appointment, client, message))
        .collect()
}

fn row(desk: &Desk, appointment: &Appointment, client: &Client, message: &Stored) -> MessageRow {
    let zone = &appointment.when.zone;
    let name = match message.to {
        Recipient::Client => client.name.as_str(),
        Recipient::Practitioner => desk
            .snapshot
            .practitioner(appointment.practitioner)
            .map(|p| p.name.as_str())
            .unwrap_or_default(),
        Recipient::Business | Recipient::Network => desk.snapshot.network().name.as_str(),
    };
    let can_be_read = desk.visit.state.demo && message.state == MessageState::Sent;
    MessageRow {
        when: when(desk.t, message, zone),
        to: desk.t.with("console-message-to", &[("name", name)]),
        subject: subject(desk.t, message),
        state: state(desk.t, message.state),
        meaning: meaning(message.state),
        detail: detail(desk.t, message),
        href: can_be_read.then(|| format!("/demo/outbox/{}", message.id)),
    }
}

/// What was sent, or before that what it will be about.
pub(in crate::pages) fn subject(t: Speech, message: &Stored) -> String {
    let kind = || t.say(&format!("console-message-{}", message.kind.code().replace('_', "-")));
    message.subject.clone().unwrap_or_else(kind)
}

/// When it left, or when it may leave.
pub(in crate::pages) fn when(t: Speech, message: &Stored, zone: &TimeZone) -> String {
    let moment = |at| dates::moment(t, at, zone);
    match (message.state, message.sent_at) {
        (MessageState::Sent, Some(at)) => moment(at),
        (MessageState::Waiting | MessageState::Sending, _) => t.with("console-message-due", &[("at", &moment(message.due))]),
        _ => t.with("console-message-was-due", &[("at", &moment(message.due))]),
    }
}

/// The state in one or two words.
pub(in crate::pages) fn state(t: Speech, state: MessageState) -> String {
    t.say(&format!("console-message-state-{}", state.code()))
}

/// The colour of the state.
pub(in crate::pages) fn meaning(state: MessageState) -> Meaning {
    match state {
        MessageState::Sent => Meaning::Fine,
        MessageState::Waiting | MessageState::Sending | MessageState::Dropped => Meaning::Plain,
        MessageState::Dead => Meaning::Stopped,
    }
}

/// Why it did not leave, in a sentence.
pub(in crate::pages) fn detail(t: Speech, message: &Stored) -> Option<String> {
    const SKIPPED: [&str; 5] = ["moved", "ended", "answered", "too_late", "no_address"];
    let note = message.note.as_str();
    match message.state {
        MessageState::Sent | MessageState::Sending => None,
        _ if note.is_empty() => None,
        MessageState::Dropped => Some(match SKIPPED.into_iter().find(|known| *known == note) {
            Some(known) => t.say(&format!("console-skipped-{}", known.replace('_', "-"))),
            None => t.with("console-skipped", &[("why", note)]),
        }),
        MessageState::Waiting => Some(t.with("console-message-again", &[("why", note)])),
        MessageState::Dead => Some(t.with("console-message-dead", &[("why", note)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{AppointmentId, MessageId, NetworkId};
    use domain::messages::{Channel, MessageKind, WrittenFor};
    use jiff::Timestamp;

    fn message(state: MessageState, note: &str) -> Stored {
        let text = "00000000000000000000000000000001";
        let written = WrittenFor {
            kind: MessageKind::Reminder,
            version: 1,
            start: Timestamp::UNIX_EPOCH,
        };
        Stored {
            id: format!("msg_{text}").parse::<MessageId>().unwrap(),
            network: format!("net_{text}").parse::<NetworkId>().unwrap(),
            about: format!("apt_{text}").parse::<AppointmentId>().unwrap().0,
            kind: MessageKind::Reminder,
            to: Recipient::Client,
            channel: Channel::Email,
            due: Timestamp::UNIX_EPOCH,
            written,
            old_start: None,
            state,
            attempts: 1,
            note: note.into(),
            sent_at: None,
            to_address: None,
            subject: None,
            body_text: None,
            body_html: None,
            attachment: None,
        }
    }

    #[test]
    fn each_state_has_its_words_and_what_was_skipped_says_why() {
        for t in [Speech::FRENCH, Speech::ENGLISH] {
            for state_of in MessageState::ALL {
                assert!(!state(t, state_of).contains('⟦'));
                for note in ["", "moved", "ended", "answered", "too_late", "no_address", "550 no such user"] {
                    let told = detail(t, &message(state_of, note)).unwrap_or_default();
                    assert!(!told.contains('⟦'), "{told}");
                    let silent = matches!(state_of, MessageState::Sent | MessageState::Sending) || note.is_empty();
                    assert_eq!(told.is_empty(), silent, "{state_of:?} {note}");
                }
            }
            for kind in MessageKind::ALL {
                let message = Stored {
                    kind,
                    ..message(MessageState::Waiting, "")
                };
                assert!(!subject(t, &message).contains('⟦'));
            }
        }
    }
}
