//! The keys there are, and the flags that set them.

use std::path::PathBuf;

use clap::Args;

/// A key of the configuration.
#[derive(Debug)]
pub(crate) struct Key {
    /// As written in the file; in the environment it is `HONORE_` and the same in capitals.
    pub(crate) name: &'static str,
    /// Whether the value must not be shown, and may stand in a file of its own (`<name>_file`).
    pub(crate) secret: bool,
    /// What holds when nobody says anything.
    pub(crate) default: Option<&'static str>,
    /// What `config check` says of a key that is not set.
    pub(crate) absent: &'static str,
}

/// Every key.
pub(crate) static KEYS: [Key; 8] = [
    Key {
        name: "database",
        secret: true,
        default: Some("sqlite:honore.db"),
        absent: "",
    },
    Key {
        name: "listen",
        secret: false,
        default: Some("127.0.0.1:8080"),
        absent: "",
    },
    Key {
        name: "public_url",
        secret: false,
        default: None,
        absent: "the listen address",
    },
    Key {
        name: "secret",
        secret: true,
        default: None,
        absent: "kept in a file beside the SQLite database",
    },
    Key {
        name: "smtp_url",
        secret: true,
        default: None,
        absent: "needed by `serve`",
    },
    Key {
        name: "mail_from",
        secret: false,
        default: None,
        absent: "needed by `serve`",
    },
    Key {
        name: "log_format",
        secret: false,
        default: Some("text"),
        absent: "",
    },
    Key {
        name: "log",
        secret: false,
        default: Some("info"),
        absent: "",
    },
];

/// What can be said on the command line. Secrets can only be named by a file there, because other users of a machine see command lines.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Flags {
    /// Configuration file (TOML) [default: ./honore.toml if it is there]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,
    /// Database: sqlite:PATH or postgres://USER@HOST/NAME [default: sqlite:honore.db]
    #[arg(long, global = true, value_name = "URL", help_heading = "Configuration")]
    pub(crate) database: Option<String>,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDRESS", help_heading = "Configuration")]
    pub(crate) listen: Option<String>,
    /// Address under which people reach this server, such as https://rdv.example.org
    #[arg(long, global = true, value_name = "URL", help_heading = "Configuration")]
    pub(crate) public_url: Option<String>,
    /// File with the secret that personal links are made with
    #[arg(long, global = true, value_name = "FILE", help_heading = "Configuration")]
    pub(crate) secret_file: Option<String>,
    /// File with the URL of the mail server
    #[arg(long, global = true, value_name = "FILE", help_heading = "Configuration")]
    pub(crate) smtp_url_file: Option<String>,
    /// Sender of all e-mails
    #[arg(long, global = true, value_name = "ADDRESS", help_heading = "Configuration")]
    pub(crate) mail_from: Option<String>,
    /// How the log is written: text or json [default: text]
    #[arg(long, global = true, value_name = "FORMAT", help_heading = "Configuration")]
    pub(crate) log_format: Option<String>,
    /// What is logged, such as info or honore=debug,warn [default: info]
    #[arg(long, global = true, value_name = "FILTER", help_heading = "Configuration")]
    pub(crate) log: Option<String>,
}

impl Flags {
    /// The flags that were given, as key and value.
    pub(super) fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("database", &self.database),
            ("listen", &self.listen),
            ("public_url", &self.public_url),
            ("secret_file", &self.secret_file),
            ("smtp_url_file", &self.smtp_url_file),
            ("mail_from", &self.mail_from),
            ("log_format", &self.log_format),
            ("log", &self.log),
        ];
        all.into_iter()
            .filter_map(|(key, value)| value.as_deref().map(|value| (key, value)))
    }
}

impl Key {
    /// The key with this name, and whether the name is the one of its file.
    pub(super) fn named(name: &str) -> Option<(&'static Key, bool)> {
        let plain = KEYS.iter().find(|key| key.name == name).map(|key| (key, false));
        let in_file = || {
            let stem = name.strip_suffix("_file")?;
            KEYS.iter().find(|key| key.secret && key.name == stem).map(|key| (key, true))
        };
        plain.or_else(in_file)
    }

    /// The key whose name is nearest to a word that is none; `None` when nothing is near.
    pub(super) fn nearest(word: &str) -> Option<&'static str> {
        const FILES: [&str; 3] = ["database_file", "secret_file", "smtp_url_file"];
        let names = KEYS.iter().map(|key| key.name).chain(FILES);
        let near = names.map(|name| (distance(word, name), name)).min()?;
        (near.0 <= 3 && near.0 < near.1.len()).then_some(near.1)
    }
}

/// How many letters have to be added, dropped or changed (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
