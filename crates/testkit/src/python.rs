//! The Python programs of this crate, and the environment that `make setup` prepares for them.

use std::path::{Path, PathBuf};

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("the crate lies in crates/testkit")
}

/// The interpreter with the pinned libraries of `scripts/python-requirements.txt`.
///
/// # Panics
/// When the environment was not prepared; the message says how to prepare it.
pub(crate) fn interpreter() -> PathBuf {
    let python = workspace().join(".venv/bin/python");
    assert!(python.exists(), "{} is missing: run `make setup` first", python.display());
    python
}

/// A Python program that lies beside this crate's manifest.
pub(crate) fn program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
