//! The log: to standard error, for people or as JSON. Nothing in it is about a person.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};
use crate::fault::Fault;

/// Begins to log as configured.
///
/// # Errors
/// The filter cannot be read.
pub(crate) fn begin(config: &Config) -> Result<(), Fault> {
    let filter = EnvFilter::try_new(&config.log).map_err(|why| Fault::told(format!("log: {why}")))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match config.log_format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
    Ok(())
}
