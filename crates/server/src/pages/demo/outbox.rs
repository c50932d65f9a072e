//! The outbox: every message as its reader sees it.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::{StatusCode, Uri, header};
use axum::response::IntoResponse;
use domain::ids::{MessageId, NetworkId};
use domain::messages::Recipient;
use domain::people::{Language, Network};
use store::MessageRow;
use texts::Speech;

use super::hub::frame;
use crate::pages::console::{Entries, message, with_query};
use crate::pages::frame::{Visit, page};
use crate::pages::problem::{PageError, PageResult};
use crate::view::demo::{Attachment, MailRow, MailView, Outbox};

/// Messages on one page.
const PER_PAGE: u32 = 40;
/// Name of the calendar file that travels with a message.
const CALENDAR_FILE: &str = "rendez-vous.ics";

pub(super) async fn list(visit: Visit, uri: Uri) -> PageResult {
    let t = visit.reader.speech(Language::default());
    let before: Option<MessageId> = Entries::of_query(uri.query()).text("before").parse().ok();
    // One more than is shown tells whether there are older ones.
    let mut messages = visit.app().store.outbox(PER_PAGE + 1, before).await?;
    let more = messages.len() > PER_PAGE as usize;
    messages.truncate(PER_PAGE as usize);
    let last = messages.last().map(|message| message.id.to_string()).unwrap_or_default();
    let networks = visit.app().store.networks().await?;
    let by_id: HashMap<NetworkId, &Network> = networks.iter().map(|network| (network.id, network)).collect();
    let mut rows = Vec::new();
    for message in &messages {
        rows.push(row(&visit, t, message, by_id.get(&message.network).copied()).await?);
    }
    let outbox = Outbox {
        t,
        frame: frame(&visit, t, t.say("outbox-title"), &networks),
        rows,
        newer: before.map(|_| "/demo/outbox".to_owned()),
        older: more.then(|| with_query("/demo/outbox", &[("before", &last)])),
    };
    page(StatusCode::OK, &outbox)
}

async fn row(visit: &Visit, t: Speech, mail: &MessageRow, network: Option<&Network>) -> Result<MailRow, PageError> {
    let zone = network.map_or(jiff::tz::TimeZone::UTC, |network| network.zone.clone());
    Ok(MailRow {
        href: format!("/demo/outbox/{}", mail.id),
        when: message::when(t, mail, &zone),
        to: recipient(visit, mail).await?,
        subject: message::subject(t, mail),
        network: network.map(|network| network.name.clone()).unwrap_or_default(),
        state: message::state(t, mail.state),
        meaning: message::meaning(mail.state),
    })
}

/// The address it went to, or before that the name of who will read it.
async fn recipient(visit: &Visit, mail: &MessageRow) -> Result<String, PageError> {
    if let Some(address) = &mail.to_address {
        return Ok(address.clone());
    }
    let Some(appointment) = mail.appointment() else {
        return Ok(String::new());
    };
    let (stored, snapshot) = visit.app().appointment(mail.network, appointment).await?;
    let name = match mail.to {
        Recipient::Client => visit
            .app()
            .store
            .client(mail.network, stored.appointment.client)
            .await?
            .map(|client| client.name),
        Recipient::Practitioner => snapshot
            .practitioner(stored.appointment.practitioner)
            .map(|person| person.name.clone()),
        Recipient::Business => snapshot
            .business(stored.appointment.business)
            .map(|business| business.name.clone()),
        Recipient::Network => Some(snapshot.network().name.clone()),
    };
    Ok(name.unwrap_or_default())
}

pub(super) async fn mail(visit: Visit, Path(id): Path<String>) -> PageResult {
    let t = visit.reader.speech(Language::default());
    let mail = found(&visit, &id).await?;
    let snapshot = visit.app().snapshot(mail.network).await?;
    let network = snapshot.network();
    let subject = message::subject(t, &mail);
    let told = message::detail(t, &mail);
    let view = MailView {
        t,
        frame: frame(&visit, t, subject.clone(), std::slice::from_ref(network)),
        from: network.name.clone(),
        to: recipient(&visit, &mail).await?,
        reply_to: None,
        subject,
        when: message::when(t, &mail, &network.zone),
        state: message::state(t, mail.state),
        meaning: message::meaning(mail.state),
        html: mail.body_html.clone(),
        text: mail
            .body_text
            .clone()
            .or(told)
            .unwrap_or_else(|| t.say("hub-mail-not-written")),
        attachments: mail.attachment.iter().map(|text| calendar(&mail, text)).collect(),
        back_href: "/demo/outbox".to_owned(),
    };
    page(StatusCode::OK, &view)
}

fn calendar(mail: &MessageRow, text: &str) -> Attachment {
    Attachment {
        name: CALENDAR_FILE.to_owned(),
        kind: calendar_type(text),
        href: format!("/demo/outbox/{}/{CALENDAR_FILE}", mail.id),
    }
}

/// `text/calendar` with the method that the file itself names (RFC 5545, 8.1: both must agree).
fn calendar_type(text: &str) -> String {
    let method = text.lines().find_map(|line| line.strip_prefix("METHOD:")).map(str::trim);
    match method.filter(|method| method.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        Some(method) => format!("text/calendar; method={method}"),
        None => "text/calendar".to_owned(),
    }
}

pub(super) async fn attachment(visit: Visit, Path((id, file)): Path<(String, String)>) -> PageResult {
    let mail = found(&visit, &id).await?;
    let text = mail
        .attachment
        .filter(|_| file == CALENDAR_FILE)
        .ok_or(PageError::NOT_FOUND)?;
    let headers = [
        (header::CONTENT_TYPE, format!("{}; charset=utf-8", calendar_type(&text))),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{CALENDAR_FILE}\""),
        ),
    ];
    Ok((headers, text).into_response())
}

async fn found(visit: &Visit, id: &str) -> Result<MessageRow, PageError> {
    let id: MessageId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
    let kept = visit.app().store.message(id).await?.ok_or(PageError::NOT_FOUND)?;
    Ok(visit.app().as_read(kept).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_names_the_method_of_the_file() {
        for (file, expected) in [
            ("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n", "text/calendar; method=REQUEST"),
            ("BEGIN:VCALENDAR\r\nMETHOD:A; x=y\r\n", "text/calendar"),
            ("BEGIN:VCALENDAR\r\n", "text/calendar"),
        ] {
            assert_eq!(calendar_type(file), expected);
        }
    }
}
