//! Handing mails to an SMTP server.

use std::time::Duration;

use lettre::transport::smtp::{self, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{Mailer, Outgoing, Sending, Undelivered, compose};

/// Connections kept to the server; more only help when thousands of mails leave at once.
const CONNECTIONS: u32 = 8;

/// An SMTP server that we hand mails to.
#[derive(Debug, Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    patience: Duration,
}

/// The text does not name a mail server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected smtp://user:password@host:port?tls=required (or tls=opportunistic, tls=none) or smtps://…: {0}")]
pub struct NotAMailServer(String);

impl Smtp {
    /// The server of an address such as `smtp://user:password@mail.example.org:587?tls=required`.
    ///
    /// `smtps://` encrypts from the first byte. With `smtp://`, `tls` is `required`, `opportunistic` (encrypted if the server offers it) or
    /// `none`; left out, it is required, and none on this very machine. `patience` is how long one mail may take in all.
    ///
    /// # Errors
    /// [`NotAMailServer`]; it never quotes the password.
    pub fn from_url(url: &str, patience: Duration) -> Result<Self, NotAMailServer> {
        let url = with_encryption_said(url)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map_err(|why| NotAMailServer(why.to_string()))?;
        let pool = PoolConfig::new().max_size(CONNECTIONS);
        Ok(Self {
            transport: builder.timeout(Some(patience)).pool_config(pool).build(),
            patience,
        })
    }

    async fn hand_over(&self, mail: &Outgoing) -> Result<(), Undelivered> {
        let message = compose::message(mail)?;
        // The library's own limit covers single steps; a server that sends a byte now and then could hold us for ever.
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(undelivered(&error)),
            Err(_) => Err(Undelivered::Temporary(format!(
                "no answer within {} s",
                self.patience.as_secs()
            ))),
        }
    }
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, mail: &'a Outgoing) -> Sending<'a> {
        Box::pin(self.hand_over(mail))
    }
}

/// The library leaves `smtp://` without more in the clear; we want that to be said.
fn with_encryption_said(url: &str) -> Result<String, NotAMailServer> {
    let (scheme, rest) = url
        .split_once("://")
        .ok_or_else(|| NotAMailServer("there is no scheme".into()))?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let host = place.rsplit('@').next().unwrap_or(place);
    let is_here = ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        host.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    });
    match (scheme, query) {
        ("smtps", "" | "tls=required") => Ok(format!("smtps://{place}")),
        ("smtp", "tls=none") => Ok(format!("smtp://{place}")),
        ("smtp", "") if is_here => Ok(format!("smtp://{place}")),
        ("smtp", "" | "tls=required") => Ok(format!("smtp://{place}?tls=required")),
        ("smtp", "tls=opportunistic") => Ok(format!("smtp://{place}?tls=opportunistic")),
        ("smtp" | "smtps", query) => Err(NotAMailServer(format!("`{query}` is not understood"))),
        (scheme, _) => Err(NotAMailServer(format!("`{scheme}` is not a way to send mail"))),
    }
}

/// A refusal of the mail is for good; a refusal of us is not, because somebody can mend it.
fn undelivered(error: &smtp::Error) -> Undelivered {
    let said = with_causes(error);
    let refuses_us = error
        .status()
        .is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538));
    if error.is_permanent() && !refuses_us {
        Undelivered::Permanent(said)
    } else {
        Undelivered::Temporary(said)
    }
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !said.contains(&more) {
            said = format!("{said}: {more}");
        }
        cause = inner.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encryption_is_asked_for_unless_somebody_says_otherwise() {
        for (url, understood) in [
            ("smtp://mail.example.org", Some("smtp://mail.example.org?tls=required")),
            (
                "smtp://u:p%40@mail.example.org:587",
                Some("smtp://u:p%40@mail.example.org:587?tls=required"),
            ),
            ("smtp://mail.example.org?tls=none", Some("smtp://mail.example.org")),
            (
                "smtp://mail.example.org?tls=opportunistic",
                Some("smtp://mail.example.org?tls=opportunistic"),
            ),
            ("smtps://mail.example.org", Some("smtps://mail.example.org")),
            ("smtp://127.0.0.1:2525", Some("smtp://127.0.0.1:2525")),
            (
                "smtp://localhost:2525?tls=required",
                Some("smtp://localhost:2525?tls=required"),
            ),
            (
                "smtp://localhost.example.org",
                Some("smtp://localhost.example.org?tls=required"),
            ),
            ("smtp://mail.example.org?tls=maybe", None),
            ("http://mail.example.org", None),
            ("mail.example.org", None),
        ] {
            assert_eq!(with_encryption_said(url).ok().as_deref(), understood, "{url}");
        }
    }

    #[test]
    fn a_fault_in_the_address_never_tells_the_password() {
        for url in [
            "smtp://u:secret@mail.example.org?tls=maybe",
            "smtp://u:secret@",
            "ftp://u:secret@mail.example.org",
        ] {
            let said = Smtp::from_url(url, Duration::from_secs(1))
                .map(|_| ())
                .expect_err(url)
                .to_string();
            assert!(!said.contains("secret"), "{said}");
        }
    }
}
