//! Who calls: a program with a key, and what its key may do.
//!
//! The extractor in a handler's signature is the rule of its route; the OpenAPI document says the same, and a test compares both (S1).

use std::sync::Arc;

use actions::{App, Snapshot};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::appointment::{Actor, Role};
use domain::ids::NetworkId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::problem::{Problem, Trouble};

/// A program that showed a key.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    /// The network that the key belongs to; everything the caller names is looked for there and nowhere else (I7).
    pub(super) network: NetworkId,
    /// The revision of the network's catalogue when the key was looked up.
    catalogue: i64,
    /// The key's printed id, which the history records.
    pub(super) key: String,
    scopes: Vec<String>,
}

/// In what capacity a program acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Capacity {
    /// For the client: bound by the limits meant for clients.
    Client,
    /// As staff of the business: not bound, and what is set aside is recorded.
    Staff,
}

impl Caller {
    async fn of(headers: &HeaderMap, app: &App) -> Result<Self, Problem> {
        let key = bearer(headers).ok_or(Trouble::KeyMissing)?;
        let (row, catalogue) = app
            .store
            .api_key(&actions::links::hash(key))
            .await?
            .ok_or(Trouble::KeyUnknown)?;
        Ok(Caller {
            network: row.network,
            catalogue,
            key: row.id.to_string(),
            scopes: row.scopes,
        })
    }

    fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|held| held == scope)
    }

    fn with_one_of(self, scopes: &'static [&'static str]) -> Result<Self, Problem> {
        if scopes.iter().any(|scope| self.has(scope)) {
            Ok(self)
        } else {
            Err(Trouble::ScopeMissing(scopes).into())
        }
    }

    /// The catalogue of the caller's network as it was when the key was looked up.
    pub(super) async fn snapshot(&self, app: &App) -> Result<Arc<Snapshot>, Problem> {
        Ok(app.snapshot_at(self.network, self.catalogue).await?)
    }

    /// Whoever acts, in the wished capacity; left out, in the weakest one that the key has.
    pub(super) fn acting(&self, wished: Option<Capacity>) -> Result<Actor, Problem> {
        let capacity = wished.unwrap_or(if self.has("client") {
            Capacity::Client
        } else {
            Capacity::Staff
        });
        let (role, scope): (Role, &'static [&'static str]) = match capacity {
            Capacity::Client => (Role::Client, &["client"]),
            Capacity::Staff => (Role::Staff, &["staff"]),
        };
        if !scope.iter().any(|scope| self.has(scope)) {
            return Err(Trouble::ScopeMissing(scope).into());
        }
        Ok(Actor {
            role,
            id: self.key.clone(),
        })
    }

    /// The caller as staff, for routes that only staff reach.
    pub(super) fn staff(&self) -> Actor {
        Actor {
            role: Role::Staff,
            id: self.key.clone(),
        }
    }
}

/// `Authorization: Bearer hk_…`; the name of the scheme is read in any case (RFC 9110, 11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(key.trim())
        .filter(|key| key.starts_with("hk_"))
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $scopes:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub(super) struct $name(pub(super) Caller);

        impl<S: Send + Sync> FromRequestParts<S> for $name
        where
            App: FromRef<S>,
        {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
                let caller = Caller::of(&parts.headers, &App::from_ref(state)).await?;
                caller.with_one_of(&$scopes).map($name)
            }
        }
    )*};
}

rules! {
    /// Reads what the network remembers.
    Reading = ["read"];
    /// Acts for a client or as staff.
    Acting = ["client", "staff"];
    /// Acts as staff.
    Working = ["staff"];
    /// Changes hours and absences.
    Managing = ["manage"];
    /// Acts for those who run the network.
    Operating = ["operator"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn what_counts_as_a_key() {
        for (header, key) in [
            ("Bearer hk_abc", Some("hk_abc")),
            ("bearer hk_abc", Some("hk_abc")),
            ("Bearer abc", None),
            ("Basic hk_abc", None),
            ("hk_abc", None),
            ("Bearer ", None),
        ] {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(header))]);
            assert_eq!(bearer(&headers), key, "{header}");
        }
    }

    fn caller(scopes: &[&str]) -> Caller {
        Caller {
            network: NetworkId(Default::default()),
            catalogue: 1,
            key: "key_1".into(),
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        }
    }

    /// A key with both scopes acts for the client unless it says otherwise, so that limits are never set aside by oversight.
    #[test]
    fn the_weakest_capacity_is_the_default() {
        for (scopes, wished, expected) in [
            (&["client", "staff"][..], None, Some(Role::Client)),
            (&["client", "staff"], Some(Capacity::Staff), Some(Role::Staff)),
            (&["staff"], None, Some(Role::Staff)),
            (&["staff"], Some(Capacity::Client), None),
            (&["client"], Some(Capacity::Staff), None),
        ] {
            let actor = caller(scopes).acting(wished);
            assert_eq!(actor.ok().map(|actor| actor.role), expected, "{scopes:?} {wished:?}");
        }
    }
}
