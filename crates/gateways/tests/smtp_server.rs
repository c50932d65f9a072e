//! Mails handed to a real SMTP server that is not ours.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use gateways::mail::{Address, AttachedInvitation, Mailer, Outbox, Outgoing, Smtp, Undelivered};
use testkit::smtp::{Behaviour, Mail, SmtpSink};

fn address(name: &str, email: &str) -> Address {
    Address {
        name: name.into(),
        email: email.into(),
    }
}

fn mail() -> Outgoing {
    Outgoing {
        from: address("Réseau des Lilas", "rdv@lilas.example.test"),
        reply_to: Some(address("Claire Lenoir", "claire@example.test")),
        to: address("Zoé Martin", "zoe@example.test"),
        subject: "Rendez-vous confirmé : mardi 3 mars à 14\u{a0}h\u{a0}30".into(),
        text: "Bonjour Zoé,\n\nÀ mardi.\n.\nFin.\n".into(),
        html: "<!doctype html><html lang=\"fr\"><body><p>Bonjour Zoé,</p></body></html>".into(),
        message_id: "msg_0198c5a1@lilas.example.test".into(),
        date: "2026-02-20T08:00:00Z".parse().unwrap(),
        invitation: Some(AttachedInvitation {
            ics: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-NAME:Zoé\r\nEND:VCALENDAR\r\n".into(),
            method: "REQUEST",
        }),
    }
}

fn to(sink: &SmtpSink, patience: Duration) -> Smtp {
    Smtp::from_url(&format!("smtp://127.0.0.1:{}", sink.port()), patience).unwrap()
}

/// Longer than any busy machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

async fn received(mail: &Outgoing) -> Mail {
    let sink = SmtpSink::start().await;
    to(&sink, PATIENCE).send(mail).await.unwrap();
    sink.wait_for(1).await.remove(0)
}

#[tokio::test]
async fn a_mail_arrives_with_all_its_parts() {
    let sent = mail();
    let got = received(&sent).await;
    assert_eq!(
        (got.from.as_str(), got.to.as_slice()),
        ("rdv@lilas.example.test", &["zoe@example.test".to_owned()][..])
    );
    assert_eq!(got.subject(), sent.subject);
    for (name, value) in [
        ("Message-ID", "<msg_0198c5a1@lilas.example.test>"),
        ("Date", "Fri, 20 Feb 2026 08:00:00 +0000"),
        ("Auto-Submitted", "auto-generated"),
        ("Reply-To", "Claire Lenoir <claire@example.test>"),
    ] {
        assert!(
            got.header(name).unwrap_or_default().replace('"', "").contains(value),
            "{name}: {:?}",
            got.header(name)
        );
    }
    let kinds: Vec<&str> = got.parts.iter().map(|part| part.content_type.as_str()).collect();
    assert_eq!(kinds, ["text/plain", "text/html", "text/calendar", "application/ics"]);
    let unix = |part: &str| got.part(part).unwrap().text.replace("\r\n", "\n");
    assert_eq!(
        (unix("text/plain").trim_end(), unix("text/html").trim_end()),
        (sent.text.trim_end(), sent.html.as_str())
    );
    let ics = sent.invitation.unwrap().ics;
    let calendar = got.part("text/calendar").unwrap();
    assert_eq!(
        (calendar.parameters["method"].as_str(), calendar.text.replace("\r\n", "\n")),
        ("REQUEST", ics.replace("\r\n", "\n"))
    );
    let file = got.part("application/ics").unwrap();
    assert_eq!(
        (file.file_name.as_deref(), file.text.replace("\r\n", "\n")),
        (Some("invite.ics"), ics.replace("\r\n", "\n"))
    );
}

#[tokio::test]
async fn a_mail_without_a_calendar_entry_has_two_forms() {
    let got = received(&Outgoing {
        invitation: None,
        reply_to: None,
        ..mail()
    })
    .await;
    let kinds: Vec<&str> = got.parts.iter().map(|part| part.content_type.as_str()).collect();
    assert_eq!(kinds, ["text/plain", "text/html"]);
    assert!(String::from_utf8_lossy(&got.raw).contains("multipart/alternative"));
}

/// S10: what people typed cannot add a header, a recipient or an end of the mail.
#[tokio::test]
async fn s10_hostile_words_add_no_header_and_no_recipient() {
    let plain = received(&mail()).await;
    let names = |mail: &Mail| {
        mail.headers
            .iter()
            .map(|(name, _)| name.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    for words in [
        "Zoé\r\nBcc: eve@example.test",
        "Zoé\nBcc: eve@example.test",
        "Zoé\rBcc: eve@example.test",
        "Zoé\u{2028}Bcc: eve@example.test\u{85}X: y",
        "Zoé\" <eve@example.test>, \"",
        "=?utf-8?q?=0D=0ABcc:_eve=40example.test?=",
        "\r\n.\r\nMAIL FROM:<eve@example.test>\r\n",
    ] {
        let mut hostile = mail();
        for field in [
            &mut hostile.from.name,
            &mut hostile.to.name,
            &mut hostile.subject,
            &mut hostile.text,
            &mut hostile.html,
            &mut hostile.message_id,
        ] {
            *field = words.into();
        }
        hostile.reply_to = Some(address(words, "claire@example.test"));
        let got = received(&hostile).await;
        assert_eq!(names(&got), names(&plain), "{words:?}");
        assert_eq!(
            (got.from.as_str(), got.to.as_slice()),
            ("rdv@lilas.example.test", &["zoe@example.test".to_owned()][..]),
            "{words:?}"
        );
        assert_eq!(got.parts.len(), plain.parts.len(), "{words:?}");
        assert_eq!(
            got.part("text/plain").unwrap().text.replace("\r\n", "\n").trim(),
            words.replace("\r\n", "\n").trim(),
            "{words:?}"
        );
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_one_is_refused_before_anything_leaves() {
    let sink = SmtpSink::start().await;
    let smtp = to(&sink, PATIENCE);
    for email in [
        "",
        "zoe",
        "zoe@",
        "zoe@example.test\r\nBcc: eve@example.test",
        "zoe@example.test, eve@example.test",
        "<zoe@example.test>",
    ] {
        let mail = Outgoing {
            to: address("Zoé", email),
            ..mail()
        };
        for answer in [smtp.send(&mail).await, Outbox.send(&mail).await] {
            assert!(matches!(answer, Err(Undelivered::Permanent(_))), "{email:?}: {answer:?}");
        }
    }
    assert!(sink.mails().is_empty());
    assert!(Outbox.send(&mail()).await.is_ok());
}

/// N8, N22: what is worth another try is told apart from what is not.
#[tokio::test]
async fn n22_refusals_are_told_apart_from_troubles_that_pass() {
    let mut sink = SmtpSink::start().await;
    let smtp = to(&sink, PATIENCE);
    let impatient = to(&sink, Duration::from_secs(1));
    let calm = Behaviour::default();
    for (case, behaviour, is_permanent) in [
        (
            "no such reader",
            Behaviour {
                refuse: vec!["zoe@example.test".into()],
                ..calm.clone()
            },
            true,
        ),
        ("busy", Behaviour { busy: 1, ..calm.clone() }, false),
        (
            "gone without an answer",
            Behaviour {
                vanish: 1,
                ..calm.clone()
            },
            false,
        ),
        (
            "too slow",
            Behaviour {
                wait_ms: 5_000,
                ..calm.clone()
            },
            false,
        ),
    ] {
        sink.behave(&behaviour);
        let sender = if case == "too slow" { &impatient } else { &smtp };
        match sender.send(&mail()).await {
            Err(Undelivered::Permanent(why)) => assert!(is_permanent, "{case}: {why}"),
            Err(Undelivered::Temporary(why)) => assert!(!is_permanent, "{case}: {why}"),
            Ok(()) => panic!("{case}"),
        }
    }
    sink.stop().await;
    assert!(
        matches!(smtp.send(&mail()).await, Err(Undelivered::Temporary(_))),
        "a server that is away"
    );
    sink.behave(&calm);
    sink.resume().await;
    smtp.send(&mail()).await.expect("the server is back, and so are we");
}

/// A server that wants a secret connection but has none must not get the mail in the clear.
#[tokio::test]
async fn encryption_that_is_required_is_never_given_up() {
    let sink = SmtpSink::start().await;
    let smtp = Smtp::from_url(&format!("smtp://127.0.0.1:{}?tls=required", sink.port()), PATIENCE).unwrap();
    assert!(matches!(smtp.send(&mail()).await, Err(Undelivered::Temporary(_))));
    assert!(sink.mails().is_empty());
}
