//! A real SMTP server that is not ours (Python's `aiosmtpd`), one per test, which keeps what it receives and misbehaves on demand.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::python;

/// A running SMTP server on a free loopback port. It ends with this value, or with the test's process.
#[derive(Debug)]
pub struct SmtpSink {
    folder: TempDir,
    server: Option<Child>,
    port: u16,
}

/// One mail as the server received it.
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// The headers in their order, decoded.
    pub headers: Vec<(String, String)>,
    /// The leaves of the mail in their order, decoded: text, HTML, calendar file.
    pub parts: Vec<Part>,
    /// The bytes that came over the wire.
    #[serde(skip)]
    pub raw: Vec<u8>,
}

/// One leaf of a mail.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    /// Without its parameters: `text/calendar`.
    pub content_type: String,
    /// The parameters of the type: `charset`, `method`.
    pub parameters: std::collections::BTreeMap<String, String>,
    /// The name of an attachment.
    pub file_name: Option<String>,
    /// The content as text.
    pub text: String,
}

/// How the server answers from now on. The default is a server that takes everything at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Behaviour {
    /// These recipients are answered with 550, for ever.
    pub refuse: Vec<String>,
    /// So many of the next mails are answered with 451 and not kept.
    pub busy: u32,
    /// So many of the next mails are kept, and then the connection drops without an answer.
    pub vanish: u32,
    /// The answer to each mail waits so many milliseconds.
    pub wait_ms: u64,
}

impl Mail {
    /// The decoded value of the first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(held, _)| held.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The decoded subject, empty when there is none.
    pub fn subject(&self) -> &str {
        self.header("Subject").unwrap_or_default()
    }

    /// The text of the first leaf of this type.
    pub fn part(&self, content_type: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.content_type == content_type)
    }
}

impl SmtpSink {
    /// Starts a well-behaved server on a free port and waits until it listens.
    ///
    /// # Panics
    /// When the Python environment was not prepared, or the server does not start.
    pub async fn start() -> SmtpSink {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (server, port) = serve(folder.path(), 0).await;
        SmtpSink {
            folder,
            server: Some(server),
            port,
        }
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Changes how the next commands are answered.
    pub fn behave(&self, behaviour: &Behaviour) {
        let draft = self.folder.path().join("behaviour.next");
        fs::write(&draft, serde_json::to_vec(behaviour).expect("plain data")).expect("the folder is ours");
        fs::rename(draft, self.folder.path().join("behaviour.json")).expect("the folder is ours");
    }

    /// All mails kept so far, in the order of their arrival.
    pub fn mails(&self) -> Vec<Mail> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder is ours").flatten();
        let mut records: Vec<_> = entries
            .map(|entry| entry.path())
            .filter(|path| path.with_extension("eml").exists())
            .collect();
        records.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
        records.sort();
        records.iter().map(|record| read(record)).collect()
    }

    /// Waits until at least `count` mails are there and gives them all.
    ///
    /// # Panics
    /// When they are not there after 20 seconds of real time.
    pub async fn wait_for(&self, count: usize) -> Vec<Mail> {
        let arrival = async {
            while self.mails().len() < count {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let arrived = tokio::time::timeout(Duration::from_secs(20), arrival).await;
        let mails = self.mails();
        assert!(
            arrived.is_ok(),
            "{count} mails were awaited and {} came: {:?}",
            mails.len(),
            subjects(&mails)
        );
        mails
    }

    /// Takes the server down: connections are refused until [`SmtpSink::resume`]. What it kept stays.
    pub async fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().await.expect("the server is our child");
        }
    }

    /// Brings a stopped server back on the same port.
    ///
    /// # Panics
    /// When somebody else took the port meanwhile.
    pub async fn resume(&mut self) {
        let (server, _) = serve(self.folder.path(), self.port).await;
        self.server = Some(server);
    }
}

fn subjects(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(Mail::subject).collect()
}

fn read(record: &Path) -> Mail {
    let bytes = fs::read(record).expect("the record was just listed");
    let mut mail: Mail = serde_json::from_slice(&bytes).expect("smtp_sink.py writes this shape");
    mail.raw = fs::read(record.with_extension("eml")).expect("the mail is written before its record");
    mail
}

async fn serve(folder: &Path, port: u16) -> (Child, u16) {
    let mut command = Command::new(python::interpreter());
    command.arg(python::program("smtp_sink.py")).arg(folder).arg(port.to_string());
    // The program ends when this pipe closes, also when the test is killed.
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut server = command.spawn().expect("the interpreter was found");
    let mut first_line = String::new();
    let output = server.stdout.take().expect("the output was asked for");
    BufReader::new(output)
        .read_line(&mut first_line)
        .await
        .expect("the output is text");
    let port = first_line
        .trim()
        .parse()
        .expect("the SMTP server starts and prints its port; see its complaint above");
    (server, port)
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpStream;

    use super::*;

    const BODY: &str =
        "Subject: =?utf-8?q?D=C3=A9plac=C3=A9?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nÀ bientôt\r\n..\r\n.\r\n";

    /// Says one mail over a bare connection and gives the last answer, empty when the server went away.
    async fn send(port: u16, to: &str) -> String {
        let connection = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let (reader, mut writer) = connection.into_split();
        let mut answers = BufReader::new(reader).lines();
        let mut last = answers.next_line().await.unwrap().unwrap();
        for line in [
            "HELO here".into(),
            "MAIL FROM:<salon@example.test>".into(),
            format!("RCPT TO:<{to}>"),
            "DATA".into(),
            BODY.to_owned(),
        ] {
            let ending = if line.ends_with("\r\n") { "" } else { "\r\n" };
            writer.write_all(format!("{line}{ending}").as_bytes()).await.unwrap();
            last = answers.next_line().await.unwrap_or_default().unwrap_or_default();
            if !last.starts_with(['2', '3']) {
                break;
            }
        }
        last
    }

    #[tokio::test]
    async fn a_mail_is_kept_as_it_came_and_as_a_reader_sees_it() {
        let sink = SmtpSink::start().await;
        assert_eq!(send(sink.port(), "zoe@example.test").await, "250 2.0.0 Kept");
        let mails = sink.wait_for(1).await;
        assert_eq!(
            (mails[0].from.as_str(), mails[0].to.as_slice()),
            ("salon@example.test", &["zoe@example.test".to_owned()][..])
        );
        assert_eq!(mails[0].subject(), "Déplacé");
        assert_eq!(
            mails[0].part("text/plain").unwrap().text.trim_end().replace("\r\n", "\n"),
            "À bientôt\n."
        );
        assert!(mails[0].raw.starts_with(b"Subject: =?utf-8?q?D=C3=A9plac=C3=A9?="));
    }

    #[tokio::test]
    async fn it_misbehaves_as_it_is_told() {
        let sink = SmtpSink::start().await;
        let calm = Behaviour::default();
        let cases = [
            (
                "refuses one address",
                Behaviour {
                    refuse: vec!["zoe@example.test".into()],
                    ..calm.clone()
                },
                "550",
                0,
            ),
            (
                "takes the others",
                Behaviour {
                    refuse: vec!["max@example.test".into()],
                    ..calm.clone()
                },
                "250",
                1,
            ),
            ("is busy once", Behaviour { busy: 1, ..calm.clone() }, "451", 1),
            (
                "keeps, then vanishes",
                Behaviour {
                    vanish: 1,
                    ..calm.clone()
                },
                "",
                2,
            ),
            (
                "is slow",
                Behaviour {
                    wait_ms: 50,
                    ..calm.clone()
                },
                "250",
                3,
            ),
        ];
        for (case, behaviour, answer, kept) in cases {
            sink.behave(&behaviour);
            let said = send(sink.port(), "zoe@example.test").await;
            assert_eq!(
                (said.get(..3).unwrap_or_default(), sink.mails().len()),
                (answer, kept),
                "{case}"
            );
        }
        sink.behave(&Behaviour { busy: 1, ..calm });
        assert_eq!(
            [
                send(sink.port(), "a@example.test").await,
                send(sink.port(), "a@example.test").await
            ]
            .map(|said| said[..3].to_owned()),
            ["451", "250"]
        );
    }

    #[tokio::test]
    async fn an_outage_ends_on_the_same_port_with_nothing_forgotten() {
        let mut sink = SmtpSink::start().await;
        send(sink.port(), "before@example.test").await;
        sink.stop().await;
        assert!(TcpStream::connect(("127.0.0.1", sink.port())).await.is_err());
        sink.resume().await;
        send(sink.port(), "after@example.test").await;
        assert_eq!(sink.wait_for(2).await[1].to, ["after@example.test"]);
    }
}
