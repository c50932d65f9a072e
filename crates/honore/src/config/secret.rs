//! The secret that personal links are made with.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use actions::entropy::Entropy;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Config, ConfigFault, sqlite_path};

/// Fewer characters than this can be guessed.
const SHORTEST: usize = 32;

/// The secret as configured; beside an SQLite database it is made on the first start and kept in a file that only its owner reads.
///
/// # Errors
/// It is too short, its file cannot be read or made, or there is none and the database is not a file.
pub(crate) fn link_secret(config: &Config) -> Result<String, ConfigFault> {
    if let Some(found) = config.found("secret") {
        let secret = found.value.clone().unwrap_or_default();
        return long_enough(secret, &found.origin.to_string());
    }
    let Some(database) = sqlite_path(&config.database) else {
        let why = "every node of a network needs the same one: set HONORE_SECRET or HONORE_SECRET_FILE; `openssl rand -base64 32` makes one";
        return Err(ConfigFault::Missing {
            key: "secret",
            why: why.into(),
        });
    };
    let path = beside(&database);
    let kept = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => made(&path),
        read => read,
    };
    let kept = kept.map_err(|source| ConfigFault::Unreadable {
        path: path.clone(),
        source,
    })?;
    long_enough(kept.trim().to_owned(), &path.display().to_string())
}

fn long_enough(secret: String, origin: &str) -> Result<String, ConfigFault> {
    if secret.chars().count() >= SHORTEST {
        return Ok(secret);
    }
    let why = format!("it needs {SHORTEST} characters or more; `openssl rand -base64 32` makes one");
    Err(ConfigFault::Unusable {
        key: "secret",
        origin: origin.to_owned(),
        why,
    })
}

/// `honore.db` has its secret in `honore.secret`.
fn beside(database: &Path) -> PathBuf {
    database.with_extension("secret")
}

fn made(path: &Path) -> std::io::Result<String> {
    let secret = URL_SAFE_NO_PAD.encode(Entropy.bytes::<32>());
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{secret}")?;
    file.sync_all()?;
    Ok(secret)
}
