//! Adding a network.

use std::path::PathBuf;

use actions::App;
use actions::fields::Fields;
use actions::presets::{PRESETS, document, preset};
use clap::Args;
use domain::ids::NetworkId;
use domain::people::{Contact, Language, Network};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::named::{slug_or, taken};
use crate::fault::Fault;
use crate::said;

#[derive(Args)]
pub(crate) struct NetworkCommand {
    /// Name as shown
    #[arg(long)]
    pub(super) name: String,
    /// First part of the address of its pages [default: made of the name]
    #[arg(long)]
    pub(super) slug: Option<String>,
    /// One sentence that says what the network is
    #[arg(long, default_value = "")]
    pub(super) tagline: String,
    /// Policy to begin with: default, therapists, home-services, studio or salons
    #[arg(long, default_value = "default", conflicts_with = "policy")]
    pub(super) preset: String,
    /// File with a policy of your own (TOML)
    #[arg(long, value_name = "FILE")]
    pub(super) policy: Option<PathBuf>,
    /// Language of people of whom nothing better is known: fr or en
    #[arg(long, default_value = "fr")]
    pub(super) language: String,
    /// Time zone
    #[arg(long, default_value = "Europe/Paris")]
    pub(super) zone: String,
    /// E-mail address that answers for the network
    #[arg(long)]
    pub(super) email: Option<String>,
    /// Telephone number that answers for the network
    #[arg(long)]
    pub(super) phone: Option<String>,
}

/// Adds a network and says under which address it stands.
pub(super) async fn add(app: &App, command: &NetworkCommand) -> Result<String, Fault> {
    let network = network(app, command)?;
    let mut tx = app.store.begin().await?;
    tx.put_network(&network).await.map_err(|error| taken(error, &network.slug))?;
    tx.commit().await?;
    said::line(&format!("network {} ({})", network.slug, network.id));
    Ok(network.slug)
}

fn network(app: &App, command: &NetworkCommand) -> Result<Network, Fault> {
    let slug = slug_or(command.slug.as_deref(), &command.name)?;
    let mut fields = Fields::default();
    let name = fields.name("name", &command.name);
    let email = fields.email("email", command.email.as_deref().unwrap_or_default());
    let phone = fields.phone("phone", command.phone.as_deref().unwrap_or_default());
    let tagline = fields.text("tagline", &command.tagline);
    fields.finish()?;
    Ok(Network {
        id: NetworkId(app.entropy.id(app.clock.now())),
        slug,
        contact: Contact {
            name: name.clone(),
            email,
            phone,
        },
        name,
        tagline,
        language: language(&command.language)?,
        zone: zone(&command.zone)?,
        policy: policy(command)?,
        revision: 1,
    })
}

pub(super) fn language(tag: &str) -> Result<Language, Fault> {
    Language::from_tag(tag).ok_or_else(|| Fault::told(format!("language: expected fr or en, not `{tag}`")))
}

pub(super) fn zone(name: &str) -> Result<TimeZone, Fault> {
    TimeZone::get(name).map_err(|_| Fault::told(format!("zone: there is no time zone `{name}`; one is called Europe/Paris")))
}

fn policy(command: &NetworkCommand) -> Result<Value, Fault> {
    let Some(path) = &command.policy else {
        let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
        let unknown = || {
            Fault::told(format!(
                "there is no preset `{}`; there are {}",
                command.preset,
                names.join(", ")
            ))
        };
        return preset(&command.preset).ok_or_else(unknown);
    };
    let text = std::fs::read_to_string(path).map_err(|error| Fault::told(format!("cannot read {}: {error}", path.display())))?;
    document(&text).map_err(|fault| Fault::told(format!("{}: {fault}", path.display())))
}
