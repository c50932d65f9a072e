//! From an [`Outgoing`] to the bytes of a mail (RFC 5322, MIME).

use std::time::SystemTime;

use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address as Checked, Message};

use super::{Address, AttachedInvitation, Outgoing, Undelivered};

/// A subject that is longer is cut; no list of mails shows as much.
const LONGEST_HEADER: usize = 200;

/// Marks the mail as written by a program, so that absence notices stay away (RFC 3834).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The mail, ready for the wire.
///
/// # Errors
/// [`Undelivered::Permanent`] when an address cannot be one.
pub(super) fn message(mail: &Outgoing) -> Result<Message, Undelivered> {
    let mut builder = Message::builder()
        .from(mailbox(&mail.from)?)
        .to(mailbox(&mail.to)?)
        .subject(one_line(&mail.subject))
        .message_id(Some(format!("<{}>", identifier(&mail.message_id))))
        .date(SystemTime::from(mail.date))
        .header(AutoSubmitted);
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    builder
        .multipart(parts(mail)?)
        .map_err(|why| Undelivered::Permanent(why.to_string()))
}

fn parts(mail: &Outgoing) -> Result<MultiPart, Undelivered> {
    let words = MultiPart::alternative()
        .singlepart(SinglePart::plain(mail.text.clone()))
        .singlepart(SinglePart::html(mail.html.clone()));
    let Some(invitation) = &mail.invitation else {
        return Ok(words);
    };
    let acted_on = words.singlepart(calendar_part(invitation)?);
    Ok(MultiPart::mixed().multipart(acted_on).singlepart(calendar_file(invitation)?))
}

/// The part that mail programs act on; they look for the method in its type (RFC 6047, 2.4).
fn calendar_part(invitation: &AttachedInvitation) -> Result<SinglePart, Undelivered> {
    let kind = content_type(&format!("text/calendar; charset=utf-8; method={}", invitation.method))?;
    Ok(SinglePart::builder().header(kind).body(encoded(&invitation.ics)?))
}

/// The copy that people save.
fn calendar_file(invitation: &AttachedInvitation) -> Result<SinglePart, Undelivered> {
    let kind = content_type("application/ics; name=\"invite.ics\"")?;
    Ok(Attachment::new("invite.ics".to_owned()).body(encoded(&invitation.ics)?, kind))
}

/// Base64 keeps the line ends of the file as they are.
fn encoded(ics: &str) -> Result<Body, Undelivered> {
    let body = Body::new_with_encoding(ics.to_owned(), ContentTransferEncoding::Base64);
    body.map_err(|_| Undelivered::Permanent("the calendar file cannot be encoded".into()))
}

fn content_type(text: &str) -> Result<ContentType, Undelivered> {
    ContentType::parse(text).map_err(|why| Undelivered::Permanent(why.to_string()))
}

fn mailbox(address: &Address) -> Result<Mailbox, Undelivered> {
    let email = address.email.trim();
    let checked: Checked = email
        .parse()
        .map_err(|_| Undelivered::Permanent(format!("`{}` is not an e-mail address", one_line(email))))?;
    let name = one_line(&address.name);
    Ok(Mailbox::new(Some(name).filter(|name| !name.is_empty()), checked))
}

/// What may stand in a header: no line ends of any alphabet, no control characters (S10).
fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|sign| if breaks_a_header(sign) { ' ' } else { sign })
        .take(LONGEST_HEADER)
        .collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn breaks_a_header(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}')
}

/// What may stand between the angle brackets of a message id.
fn identifier(text: &str) -> String {
    text.chars()
        .filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-' | '@'))
        .collect()
}
