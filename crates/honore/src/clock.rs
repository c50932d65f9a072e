//! The simulated clock of a demo, seen and moved from outside.

use clap::Subcommand;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use store::Store;

use crate::config::Config;
use crate::fault::Fault;
use crate::open::connect_migrated;
use crate::said;

#[derive(Subcommand)]
pub(crate) enum ClockCommand {
    /// Print where the simulated clock stands
    Show,
    /// Move the simulated clock forward: by a length (`2h`, `3 days`, `1d 6h`) or to a time (`2027-03-04T18:00`, in the network's zone)
    Advance {
        /// A length or a time
        #[arg(value_name = "LENGTH|TIME", required = true, num_args = 1..)]
        to: Vec<String>,
    },
}

/// Shows or moves the clock. A running demo follows within a second.
pub(crate) async fn clock(command: &ClockCommand, config: &Config) -> Result<(), Fault> {
    let store = connect_migrated(config).await?;
    let Some(now) = store.simulated_now().await? else {
        return Err(Fault::told(
            "this database has no simulated clock, so its time cannot be moved: only a demo has one",
        ));
    };
    let zone = store
        .networks()
        .await?
        .into_iter()
        .next()
        .map_or(TimeZone::UTC, |network| network.zone);
    let stands = match command {
        ClockCommand::Show => now,
        ClockCommand::Advance { to } => advanced(&store, now, &to.join(" "), &zone).await?,
    };
    said::line(&stands.to_zoned(zone).to_string());
    store.close().await;
    Ok(())
}

async fn advanced(store: &Store, now: Timestamp, to: &str, zone: &TimeZone) -> Result<Timestamp, Fault> {
    let to = target(now, to, zone).map_err(Fault::told)?;
    let mut tx = store.begin().await?;
    tx.set_simulated_now(to).await?;
    tx.commit().await?;
    Ok(to)
}

/// The instant that a length or a time means; it must lie ahead. Days are days of the wall clock, hours are elapsed.
fn target(now: Timestamp, text: &str, zone: &TimeZone) -> Result<Timestamp, String> {
    let there = now.to_zoned(zone.clone());
    let local = |at: DateTime| at.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp());
    let to = if let Ok(to) = text.parse::<Timestamp>() {
        Some(to)
    } else if let Ok(at) = text.parse::<DateTime>() {
        local(at)
    } else {
        let span: Span = text
            .parse()
            .map_err(|_| format!("`{text}` is neither a length such as `2h` nor a time such as `2027-03-04T18:00`"))?;
        there.checked_add(span).ok().map(|zoned| zoned.timestamp())
    };
    let to = to.ok_or_else(|| format!("`{text}` is too far away"))?;
    if to > now {
        Ok(to)
    } else {
        Err(format!("the clock stands at {there} and only moves forward"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_times() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let now: Timestamp = "2027-03-27T10:00:00+01:00".parse().unwrap();
        for (text, expected) in [
            ("2h", Some("2027-03-27T12:00:00+01:00")),
            ("90 minutes", Some("2027-03-27T11:30:00+01:00")),
            // The night of the clock change has 23 hours: a day keeps the wall time, 24 hours do not.
            ("1d", Some("2027-03-28T10:00:00+02:00")),
            ("24h", Some("2027-03-28T11:00:00+02:00")),
            ("1d 6h", Some("2027-03-28T16:00:00+02:00")),
            ("2027-03-29T18:00", Some("2027-03-29T18:00:00+02:00")),
            ("2027-03-29T18:00:00Z", Some("2027-03-29T20:00:00+02:00")),
            ("2027-03-26T18:00", None),
            ("-2h", None),
            ("soon", None),
        ] {
            let expected: Option<Timestamp> = expected.map(|text| text.parse().unwrap());
            assert_eq!(target(now, text, &zone).ok(), expected, "{text}");
        }
    }
}
