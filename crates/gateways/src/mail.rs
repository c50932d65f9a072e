//! Sending e-mail.

mod compose;
mod smtp;

pub use smtp::{NotAMailServer, Smtp};

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;

/// A person's name and e-mail address, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Shown name; may be empty.
    pub name: String,
    /// `local@domain`.
    pub email: String,
}

/// One e-mail to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Who writes: the network.
    pub from: Address,
    /// Who reads the answers.
    pub reply_to: Option<Address>,
    /// Who reads it.
    pub to: Address,
    /// One line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part: the same words.
    pub html: String,
    /// The same at every attempt, so that a server or a reader can recognise a second copy: `<key of the message>@<our host>`.
    pub message_id: String,
    /// When it leaves, for the `Date` header.
    pub date: Timestamp,
    /// The calendar entry that goes with it.
    pub invitation: Option<AttachedInvitation>,
}

/// A calendar file that goes with an e-mail, once for the reader's program to act on and once to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedInvitation {
    /// The file.
    pub ics: String,
    /// `REQUEST`, `CANCEL` or `PUBLISH`, the same as in the file; readers look for it in the part's type.
    pub method: &'static str,
}

/// Why an e-mail did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// It will never leave like this: the address is wrong or refused. May quote the address: not for logs.
    #[error("refused for good: {0}")]
    Permanent(String),
    /// It may leave later: the server is busy, away, slow, or does not let us in.
    #[error("not now: {0}")]
    Temporary(String),
}

/// What becomes of an e-mail: somebody else is responsible for it now, or why not.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>>;

/// Something that takes e-mails.
pub trait Mailer: Send + Sync {
    /// Hands one e-mail over. An answer of `Ok` means that somebody else is responsible for it now; after any error, also a lost answer, it
    /// may be handed over again with the same `message_id`.
    fn send<'a>(&'a self, mail: &'a Outgoing) -> Sending<'a>;
}

/// The mailer of the demonstration: it accepts everything and nothing leaves the machine. What was sent stands in the store.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outbox;

impl Mailer for Outbox {
    /// Refuses what a real server could not be given, so that the demonstration fails where the real thing would.
    fn send<'a>(&'a self, mail: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move { compose::message(mail).map(|_| ()) })
    }
}
