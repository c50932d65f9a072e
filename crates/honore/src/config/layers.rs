//! Who said what: the file, the environment, the flags, one above the other.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use super::ConfigFault;
use super::keys::{Flags, KEYS, Key};

/// What every variable of ours begins with.
const PREFIX: &str = "HONORE_";

/// Where a value was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Nowhere.
    Default,
    /// In the configuration file.
    File(PathBuf),
    /// In a variable of the environment.
    Environment(String),
    /// On the command line.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(path) => write!(f, "{}", path.display()),
            Origin::Environment(name) => f.write_str(name),
            Origin::Flag(name) => f.write_str(name),
        }
    }
}

/// A key with the value in force.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Which.
    pub(crate) key: &'static Key,
    /// What, if anything.
    pub(crate) value: Option<String>,
    /// Who said so.
    pub(crate) origin: Origin,
    /// The file that held the secret.
    pub(crate) secret_file: Option<PathBuf>,
}

/// Collects what was said; who speaks later wins.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    said: HashMap<&'static str, Found>,
}

impl Layers {
    /// Adds what a file says. Paths in it are seen from the file.
    pub(crate) fn file(&mut self, path: &Path) -> Result<(), ConfigFault> {
        let text = read(path)?;
        let not_toml = |why: String| ConfigFault::NotToml {
            path: path.to_owned(),
            why,
        };
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| not_toml(error.to_string()))?;
        let origin = Origin::File(path.to_owned());
        let said = table.into_iter().map(|(key, value)| match value {
            toml::Value::String(value) => Ok((key, value)),
            other => Err(not_toml(format!(
                "`{key}` must be a text in quotes, not {}",
                other.type_str()
            ))),
        });
        let said = said.collect::<Result<Vec<_>, _>>()?;
        let folder = path.parent().unwrap_or(Path::new(""));
        self.layer(said.into_iter().map(|(key, value)| (key, value, origin.clone())), folder)
    }

    /// Adds what the environment says; other people's variables are left alone, and so are `HONORE_TEST_…`.
    pub(crate) fn environment(&mut self, variables: impl Iterator<Item = (OsString, OsString)>) -> Result<(), ConfigFault> {
        let mut said = Vec::new();
        for (name, value) in variables {
            let Some(name) = name
                .to_str()
                .filter(|name| name.starts_with(PREFIX) && !name.starts_with("HONORE_TEST_"))
            else {
                continue;
            };
            let key = name[PREFIX.len()..].to_lowercase();
            let origin = Origin::Environment(name.to_owned());
            let value = value.into_string().map_err(|_| unreadable_value(&key, &origin))?;
            said.push((key, value, origin));
        }
        self.layer(said.into_iter(), Path::new(""))
    }

    /// Adds what the command line says.
    pub(crate) fn flags(&mut self, flags: &Flags) -> Result<(), ConfigFault> {
        let flag = |key: &str| Origin::Flag(format!("--{}", key.replace('_', "-")));
        let said: Vec<_> = flags
            .given()
            .map(|(key, value)| (key.to_owned(), value.to_owned(), flag(key)))
            .collect();
        self.layer(said.into_iter(), Path::new(""))
    }

    fn layer(&mut self, said: impl Iterator<Item = (String, String, Origin)>, folder: &Path) -> Result<(), ConfigFault> {
        let mut of_this_layer: HashMap<&str, Found> = HashMap::new();
        for (name, value, origin) in said {
            let found = found(name, value, origin, folder)?;
            if let Some(other) = of_this_layer.insert(found.key.name, found) {
                let why = format!("it is given twice, as `{0}` and as `{0}_file`", other.key.name);
                return Err(ConfigFault::Unusable {
                    key: other.key.name,
                    origin: other.origin.to_string(),
                    why,
                });
            }
        }
        self.said
            .extend(of_this_layer.into_values().map(|found| (found.key.name, found)));
        Ok(())
    }

    /// Every key with its value, in the order of the table.
    pub(crate) fn found(mut self) -> Vec<Found> {
        let default = |key: &'static Key| Found {
            key,
            value: key.default.map(str::to_owned),
            origin: Origin::Default,
            secret_file: None,
        };
        KEYS.iter()
            .map(|key| self.said.remove(key.name).unwrap_or_else(|| default(key)))
            .collect()
    }
}

fn found(name: String, value: String, origin: Origin, folder: &Path) -> Result<Found, ConfigFault> {
    let Some((key, in_file)) = Key::named(&name) else {
        let hint = Key::nearest(&name);
        return Err(ConfigFault::UnknownKey {
            origin: origin.to_string(),
            key: name,
            hint,
        });
    };
    if !in_file {
        return Ok(Found {
            key,
            value: Some(value),
            origin,
            secret_file: None,
        });
    }
    let path = folder.join(value);
    let value = read(&path)?.trim_end_matches(['\r', '\n']).to_owned();
    Ok(Found {
        key,
        value: Some(value),
        origin,
        secret_file: Some(path),
    })
}

fn read(path: &Path) -> Result<String, ConfigFault> {
    std::fs::read_to_string(path).map_err(|source| ConfigFault::Unreadable {
        path: path.to_owned(),
        source,
    })
}

fn unreadable_value(key: &str, origin: &Origin) -> ConfigFault {
    let key = Key::named(key).map_or("environment", |(key, _)| key.name);
    ConfigFault::Unusable {
        key,
        origin: origin.to_string(),
        why: "the value is not UTF-8".into(),
    }
}
