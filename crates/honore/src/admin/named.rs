//! Finding things by the names people give them.

use std::sync::Arc;

use actions::{App, Failure, Snapshot};
use domain::people::{Business, Practitioner};
use store::StoreError;

use crate::fault::Fault;

/// The network with this address.
pub(super) async fn network(app: &App, slug: &str) -> Result<Arc<Snapshot>, Fault> {
    match app.network_by_slug(slug).await {
        Err(Failure::NotFound(_)) => Err(Fault::told(format!(
            "there is no network `{slug}`; `admin list` shows those there are"
        ))),
        found => Ok(found?),
    }
}

/// The practitioner with this address.
pub(super) fn practitioner<'a>(snapshot: &'a Snapshot, slug: &str) -> Result<&'a Practitioner, Fault> {
    let unknown = || {
        Fault::told(format!(
            "there is no practitioner `{slug}` in {}; `admin list` shows those there are",
            snapshot.network().slug
        ))
    };
    snapshot.practitioner_by_slug(slug).ok_or_else(unknown)
}

/// The business with this name; the only one of the network when no name is given.
pub(super) fn business<'a>(snapshot: &'a Snapshot, name: Option<&str>) -> Result<&'a Business, Fault> {
    match (name, snapshot.catalogue.businesses.as_slice()) {
        (None, [only]) => Ok(only),
        (None, []) => Err(Fault::told("the network has no business yet: add a practitioner first")),
        (None, _) => Err(Fault::told("the network has several businesses: say which with --business")),
        (Some(name), all) => {
            let unknown = || Fault::told(format!("there is no business `{name}`; `admin list` shows those there are"));
            all.iter().find(|business| business.name == name).ok_or_else(unknown)
        }
    }
}

/// A name as it stands in an address: `Léa d’Arc` becomes `lea-d-arc`.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars().flat_map(plain) {
        match letter {
            '-' if slug.is_empty() || slug.ends_with('-') => {}
            letter => slug.push(letter),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

fn plain(letter: char) -> Vec<char> {
    match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => vec!['a'],
        'è' | 'é' | 'ê' | 'ë' => vec!['e'],
        'ì' | 'í' | 'î' | 'ï' => vec!['i'],
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => vec!['o'],
        'ù' | 'ú' | 'û' | 'ü' => vec!['u'],
        'ç' => vec!['c'],
        'ñ' => vec!['n'],
        'œ' => vec!['o', 'e'],
        'æ' => vec!['a', 'e'],
        'ß' => vec!['s', 's'],
        letter if letter.is_ascii_alphanumeric() => vec![letter],
        _ => vec!['-'],
    }
}

/// A slug that was given, checked; or one made of the name.
pub(super) fn slug_or(given: Option<&str>, name: &str) -> Result<String, Fault> {
    let slug = given.map_or_else(|| slug(name), str::to_owned);
    let usable = !slug.is_empty()
        && slug
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if usable {
        Ok(slug)
    } else {
        Err(Fault::told(format!(
            "`{slug}` cannot stand in an address: use --slug with a-z, 0-9 and -"
        )))
    }
}

/// A slug that another thing has is told as such.
pub(super) fn taken(error: StoreError, slug: &str) -> Fault {
    match error.constraint() {
        Some("network_slug" | "practitioner_slug") => {
            Fault::told(format!("the address `{slug}` is taken: choose another with --slug"))
        }
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_addresses() {
        for (name, expected) in [
            ("Léa d’Arc", "lea-d-arc"),
            ("  Cœur & Âme ", "coeur-ame"),
            ("Salon n° 3", "salon-n-3"),
            ("東京", ""),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert!(slug_or(None, "東京").is_err());
        assert!(slug_or(Some("Tokyo"), "東京").is_err());
        assert!(slug_or(Some("tokyo"), "東京").is_ok());
    }
}
