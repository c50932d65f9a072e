//! Commands that only show something.

use clap::Subcommand;

use crate::config::{Config, Found};
use crate::fault::Fault;
use crate::said;

#[derive(Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print every value with its origin; secrets are masked
    Check,
}

/// Prints the values in force.
pub(crate) fn check(config: &Config) -> Result<(), Fault> {
    for found in &config.found {
        said::line(&format!("{:<12} {:<40} {}", found.key.name, shown(found), origin(found)));
    }
    Ok(())
}

/// Prints the API's description.
pub(crate) fn openapi() -> Result<(), Fault> {
    let json = serde_json::to_string_pretty(&server::api::openapi());
    said::line(&json.map_err(|error| Fault::told(error.to_string()))?);
    Ok(())
}

fn shown(found: &Found) -> String {
    match &found.value {
        None => format!("({})", found.key.absent),
        Some(value) if !found.key.secret => value.clone(),
        Some(value) if value.contains("://") || value.starts_with("sqlite:") || value == "none" => without_password(value),
        Some(_) => "********".to_owned(),
    }
}

fn origin(found: &Found) -> String {
    match &found.secret_file {
        Some(path) => format!("{} -> {}", found.origin, path.display()),
        None => found.origin.to_string(),
    }
}

/// A URL in which everything that may be a password is hidden: between the first `:` after the scheme and the last `@`, and in the query.
pub(crate) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (rest, query) = rest.split_once('?').map_or((rest, ""), |(rest, _)| (rest, "?********"));
    let hidden = match rest.rsplit_once('@') {
        Some((user, host)) => match user.split_once(':') {
            Some((user, _)) => format!("{user}:********@{host}"),
            None => format!("{user}@{host}"),
        },
        None => rest.to_owned(),
    };
    format!("{scheme}://{hidden}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_hidden() {
        for (url, expected) in [
            ("postgres://honore:s3cret@db/honore", "postgres://honore:********@db/honore"),
            (
                "smtps://a%40b:p@ss:word@mail.example.org",
                "smtps://a%40b:********@mail.example.org",
            ),
            ("postgres://honore@db/honore", "postgres://honore@db/honore"),
            ("postgres://db/honore?password=s3cret", "postgres://db/honore?********"),
            ("sqlite:honore.db", "sqlite:honore.db"),
        ] {
            assert_eq!(without_password(url), expected);
        }
    }
}
