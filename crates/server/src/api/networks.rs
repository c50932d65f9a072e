//! Networks: the public way in.

use std::sync::Arc;

use actions::{App, Snapshot};
use axum::Json;
use axum::extract::State;
use domain::ids::NetworkId;
use domain::people::Network;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::entered::{Address, Asked};
use super::moment::zone_name;
use super::problem::{ContactShown, Problem, Trouble};
use super::words::LanguageWord;

/// A network in an address: its id or its slug.
#[derive(Debug, Clone)]
pub(super) enum NetworkKey {
    Id(NetworkId),
    Slug(String),
}

impl<'de> Deserialize<'de> for NetworkKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(text.parse().map_or(NetworkKey::Slug(text), NetworkKey::Id))
    }
}

impl NetworkKey {
    /// The id; a slug is asked for once and then known. An id is taken as it stands.
    pub(super) async fn id(&self, app: &App) -> Result<NetworkId, Problem> {
        match self {
            NetworkKey::Id(id) => Ok(*id),
            // What cannot be a slug is not asked for: a database may refuse the text itself, such as one with a NUL.
            NetworkKey::Slug(slug) if is_slug(slug) => Ok(app.network_id(slug).await?),
            NetworkKey::Slug(_) => Err(Trouble::NotFound("network").into()),
        }
    }

    pub(super) async fn snapshot(&self, app: &App) -> Result<Arc<Snapshot>, Problem> {
        Ok(app.snapshot(self.id(app).await?).await?)
    }
}

/// The letters a slug is made of.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.len() <= 100 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A list that is always whole.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NetworkList {
    /// The networks of this server, by slug.
    items: Vec<NetworkShown>,
}

/// A network of practitioners.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Network)]
pub(super) struct NetworkShown {
    /// Identity.
    #[schema(value_type = String, example = "net_01985f3a7c007000800000000000000a")]
    id: NetworkId,
    /// The name in addresses.
    #[schema(example = "therapeutes")]
    slug: String,
    /// Name as shown.
    name: String,
    /// One sentence that says what the network is.
    tagline: String,
    /// Language of people of whom nothing better is known.
    language: LanguageWord,
    /// Zone of things of which nothing better is known.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// Who answers for the network.
    contact: ContactShown,
}

impl From<&Network> for NetworkShown {
    fn from(network: &Network) -> Self {
        NetworkShown {
            id: network.id,
            slug: network.slug.clone(),
            name: network.name.clone(),
            tagline: network.tagline.clone(),
            language: network.language.into(),
            time_zone: zone_name(&network.zone),
            contact: (&network.contact).into(),
        }
    }
}

/// Nothing can be asked with these addresses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoQuery {}

/// List the networks of this server.
#[utoipa::path(get, operation_id = "list_networks", path = "/networks", tag = "Catalogue", security(()), responses((status = 200, body = NetworkList)))]
pub(super) async fn list(State(app): State<App>, _: Asked<NoQuery>) -> Result<Json<NetworkList>, Problem> {
    let networks = app.store.networks().await?;
    Ok(Json(NetworkList {
        items: networks.iter().map(NetworkShown::from).collect(),
    }))
}

/// Read a network.
#[utoipa::path(
    get, operation_id = "read_network", path = "/networks/{network}", tag = "Catalogue", security(()),
    params(("network" = String, Path, description = "Id or slug of the network.", example = "therapeutes")),
    responses((status = 200, body = NetworkShown))
)]
pub(super) async fn one(
    State(app): State<App>,
    Address(network): Address<NetworkKey>,
    _: Asked<NoQuery>,
) -> Result<Json<NetworkShown>, Problem> {
    let snapshot = network.snapshot(&app).await?;
    Ok(Json(snapshot.network().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_a_slug() {
        for (text, good) in [
            ("therapeutes", true),
            ("le-club_2", true),
            ("", false),
            ("a\0b", false),
            ("é", false),
            ("a/b", false),
        ] {
            assert_eq!(is_slug(text), good, "{text:?}");
        }
    }
}
