//! Terms: documents that never change, known by the hash of their text, and therefore kept in memory once read or written.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use domain::appointment::Terms;
use domain::ids::NetworkId;
use sha2::{Digest, Sha256};

use crate::columns::{from_json, to_json};
use crate::engine::{Conn, execute, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

statements! {
    TERMS { "SELECT document FROM terms WHERE network_id = $1 AND id = $2" }
    ADD_TERMS { "INSERT INTO terms (network_id, id, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING" }
}

/// Beyond this many the memory is emptied and fills again; a network has a handful of documents in force.
const MOST_REMEMBERED: usize = 4096;

type Key = (NetworkId, String);

/// Terms that are certainly in the database.
#[derive(Default)]
pub(crate) struct TermsCache(RwLock<HashMap<Key, Arc<Terms>>>);

/// Terms that will be in the database once their transaction is committed.
pub(crate) struct NewTerms {
    key: Key,
    terms: Arc<Terms>,
}

impl TermsCache {
    fn find(&self, key: &Key) -> Option<Arc<Terms>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    pub(crate) fn learn(&self, new: Vec<NewTerms>) {
        if new.is_empty() {
            return;
        }
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() + new.len() > MOST_REMEMBERED {
            known.clear();
        }
        known.extend(new.into_iter().map(|new| (new.key, new.terms)));
    }
}

/// The SHA-256 of something, in hexadecimal.
pub(crate) fn fingerprint(what: impl AsRef<[u8]>) -> String {
    Sha256::digest(what.as_ref())
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Reads terms, from memory if it can.
pub(crate) async fn terms(store: &Store, conn: &mut Conn<'_>, network: NetworkId, id: String) -> Result<Terms, StoreError> {
    let key = (network, id);
    if let Some(known) = store.inner.terms.find(&key) {
        return Ok((*known).clone());
    }
    let found = fetch_optional!(conn, (String,), TERMS, network.0, &key.1)?;
    let (document,) = found.ok_or_else(|| StoreError::unreadable("appointment.terms_id", &key.1))?;
    let terms: Terms = from_json("terms.document", &document)?;
    store.inner.terms.learn(vec![NewTerms {
        key,
        terms: Arc::new(terms.clone()),
    }]);
    Ok(terms)
}

impl Tx {
    /// Writes terms unless they are there already, and gives their id.
    pub(crate) async fn terms_id(&mut self, network: NetworkId, terms: &Terms) -> Result<String, StoreError> {
        let document = to_json(terms)?;
        let key = (network, fingerprint(&document));
        let is_new_here = !self.new_terms.iter().any(|new| new.key == key);
        if is_new_here && self.store.inner.terms.find(&key).is_none() {
            execute!(&mut self.conn(), ADD_TERMS, network.0, &key.1, &document)?;
            self.new_terms.push(NewTerms {
                key: key.clone(),
                terms: Arc::new(terms.clone()),
            });
        }
        Ok(key.1)
    }
}
