//! Configuration: a file, then the environment, then flags; each value knows where it came from.

mod keys;
mod layers;
mod secret;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub(crate) use keys::Flags;
pub(crate) use layers::{Found, Layers};
pub(crate) use secret::link_secret;

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigFault {
    /// A file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{}: {why}", path.display())]
    NotToml {
        /// Which.
        path: PathBuf,
        /// What the parser says, with line and column.
        why: String,
    },
    /// There is no such key.
    #[error("{origin}: there is no key `{key}`{}", hint.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    UnknownKey {
        /// Where it was written.
        origin: String,
        /// As written.
        key: String,
        /// The nearest key, when one is near.
        hint: Option<&'static str>,
    },
    /// A value cannot be used.
    #[error("{key} (from {origin}): {why}")]
    Unusable {
        /// Which.
        key: &'static str,
        /// Where it was written.
        origin: String,
        /// What would be right.
        why: String,
    },
    /// A value is needed and nobody gave it.
    #[error("{key} is not set: {why}")]
    Missing {
        /// Which.
        key: &'static str,
        /// What it is for and how to give it.
        why: String,
    },
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MailWay {
    /// Through this server.
    Smtp(String),
    /// Nowhere: every message ends as a dead letter that says so.
    SwitchedOff,
}

/// The values in force, each checked.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    /// All values with their origin, for `config check`.
    pub(crate) found: Vec<Found>,
    /// Database URL.
    pub(crate) database: String,
    /// Address to listen on.
    pub(crate) listen: SocketAddr,
    /// Address of the first page, without a slash at the end; the listen address when left out.
    pub(crate) public_url: Option<String>,
    /// Where mail goes, if that was said.
    pub(crate) smtp: Option<MailWay>,
    /// The sender's address.
    pub(crate) mail_from: Option<String>,
    /// How the log is written.
    pub(crate) log_format: LogFormat,
    /// Which events are logged.
    pub(crate) log: String,
}

impl Config {
    /// Reads everything: the file at `--config` (or `honore.toml` when there is one), the environment, the flags.
    ///
    /// # Errors
    /// [`ConfigFault`] with the key and where it stands.
    pub(crate) fn load(flags: &Flags) -> Result<Self, ConfigFault> {
        let mut layers = Layers::default();
        let default = Path::new("honore.toml");
        match &flags.config {
            Some(path) => layers.file(path)?,
            None if default.exists() => layers.file(default)?,
            None => {}
        }
        layers.environment(std::env::vars_os())?;
        layers.flags(flags)?;
        Self::from_layers(layers)
    }

    fn from_layers(layers: Layers) -> Result<Self, ConfigFault> {
        let found = layers.found();
        let value = |key: &str| {
            found
                .iter()
                .find(|found| found.key.name == key)
                .and_then(|found| found.value.clone())
        };
        let checked = Config {
            database: parsed(&found, "database", database)?.unwrap_or_default(),
            listen: parsed(&found, "listen", listen)?.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            public_url: parsed(&found, "public_url", public_url)?,
            smtp: parsed(&found, "smtp_url", smtp)?,
            mail_from: value("mail_from"),
            log_format: parsed(&found, "log_format", log_format)?.unwrap_or(LogFormat::Text),
            log: value("log").unwrap_or_default(),
            found,
        };
        if checked.public_url.is_none() && checked.listen.ip().is_unspecified() {
            let why = "the server listens on every address, so it must be told under which one people reach it: set `public_url`, \
                       such as https://rdv.example.org";
            return Err(ConfigFault::Missing {
                key: "public_url",
                why: why.into(),
            });
        }
        Ok(checked)
    }

    /// The value of a key with its origin.
    pub(crate) fn found(&self, key: &str) -> Option<&Found> {
        self.found.iter().find(|found| found.key.name == key && found.value.is_some())
    }
}

fn parsed<T>(found: &[Found], key: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, ConfigFault> {
    let Some(found) = found.iter().find(|found| found.key.name == key) else {
        return Ok(None);
    };
    let Some(value) = &found.value else { return Ok(None) };
    let unusable = |why| ConfigFault::Unusable {
        key: found.key.name,
        origin: found.origin.to_string(),
        why,
    };
    parse(value).map(Some).map_err(unusable)
}

fn database(text: &str) -> Result<String, String> {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        Some("sqlite") if text.contains(":memory:") => Err("an SQLite database lives in a file, such as sqlite:honore.db".into()),
        Some("sqlite" | "postgres" | "postgresql") => Ok(text.to_owned()),
        _ => Err("expected sqlite:PATH or postgres://USER@HOST/NAME".into()),
    }
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| format!("expected an address and a port such as 127.0.0.1:8080 or [::]:8080, not `{text}`"))
}

fn public_url(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .unwrap_or_default();
    let host_only = rest.trim_end_matches('/');
    if host_only.is_empty() || host_only.contains(['/', '?', '#', ' ', '@']) {
        return Err("expected http:// or https:// and a host, without a path, such as https://rdv.example.org".into());
    }
    Ok(text.trim_end_matches('/').to_owned())
}

fn smtp(text: &str) -> Result<MailWay, String> {
    match text {
        "none" => Ok(MailWay::SwitchedOff),
        url if url.starts_with("smtp://") || url.starts_with("smtps://") => Ok(MailWay::Smtp(url.to_owned())),
        _ => Err("expected smtps://USER:PASSWORD@HOST, smtp://HOST:PORT, or `none` to send nothing".into()),
    }
}

fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(format!("expected `text` or `json`, not `{text}`")),
    }
}

/// The file of an SQLite database; `None` for another database.
pub(crate) fn sqlite_path(database: &str) -> Option<PathBuf> {
    let rest = database.strip_prefix("sqlite:")?;
    let path = rest.strip_prefix("//").unwrap_or(rest);
    Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
}

#[cfg(test)]
mod tests;
