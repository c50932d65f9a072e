//! Demo mode: the hub, and the outbox in which every message can be read.

use crate::view::parts::{Frame, Link, Meaning};
use askama::Template;
use texts::Speech;

/// The four networks of the demo, the ways in, and what to try. The clock's bar comes with `frame.clock`.
#[derive(Template)]
#[template(path = "demo/hub.html")]
pub struct DemoHub {
    pub t: Speech,
    pub frame: Frame,
    pub networks: Vec<DemoNetwork>,
    pub outbox_href: String,
    /// "12 messages partis" or nothing.
    pub outbox_count: Option<String>,
    /// Things worth trying, in order.
    pub steps: Vec<Link>,
}

/// One network of the demo.
#[derive(Debug, Clone, Default)]
pub struct DemoNetwork {
    pub name: String,
    /// "Thérapeutes", "Salons".
    pub kind: String,
    /// What its policy does, in a sentence.
    pub intro: String,
    /// The client's way in.
    pub home_href: String,
    /// Sign-in links by role: "Claire Lenoir, praticienne".
    pub roles: Vec<Link>,
    /// An appointment's personal link to look at.
    pub example: Option<Link>,
}

/// All messages, newest first.
#[derive(Template)]
#[template(path = "demo/outbox.html")]
pub struct Outbox {
    pub t: Speech,
    pub frame: Frame,
    pub rows: Vec<MailRow>,
    pub newer: Option<String>,
    pub older: Option<String>,
}

/// One message of the outbox.
#[derive(Debug, Clone, Default)]
pub struct MailRow {
    pub href: String,
    /// "lundi 2 mars à 9 h 12".
    pub when: String,
    pub to: String,
    pub subject: String,
    pub network: String,
    /// "parti", "part à 9 h 22", "sans objet".
    pub state: String,
    pub meaning: Meaning,
}

/// One message as its reader sees it.
///
/// The HTML part stands in a sandboxed frame that inherits the page's content security policy, and mails carry inline
/// styles: this one page needs `style-src 'self' 'unsafe-inline'`.
#[derive(Template)]
#[template(path = "demo/mail.html")]
pub struct MailView {
    pub t: Speech,
    pub frame: Frame,
    pub from: String,
    pub to: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub when: String,
    pub state: String,
    pub meaning: Meaning,
    /// The HTML part, whole document.
    pub html: Option<String>,
    /// The text part.
    pub text: String,
    pub attachments: Vec<Attachment>,
    pub back_href: String,
}

/// A file that travels with a message.
#[derive(Debug, Clone, Default)]
pub struct Attachment {
    /// "rendez-vous.ics".
    pub name: String,
    /// "text/calendar; method=REQUEST".
    pub kind: String,
    pub href: String,
}
