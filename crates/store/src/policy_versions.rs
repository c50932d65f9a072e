//! Every policy document that was ever in force, as it was typed.

use domain::ids::NetworkId;
use jiff::Timestamp;
use serde_json::Value;

use crate::columns::{from_json, instant, micros, number, to_json};
use crate::engine::{execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

statements! {
    POLICY_VERSIONS {
        "SELECT version, document, note, by_id, at FROM policy_version \
         WHERE network_id = $1 AND level = 'network' AND owner_id = $1 ORDER BY version DESC"
    }
    LAST_POLICY_VERSION {
        "SELECT version, document, note, by_id, at FROM policy_version \
         WHERE network_id = $1 AND level = 'network' AND owner_id = $1 ORDER BY version DESC LIMIT 1"
    }
    ADD_POLICY_VERSION {
        "INSERT INTO policy_version (network_id, level, owner_id, version, document, note, by_id, at) \
         VALUES ($1, 'network', $1, $2, $3, $4, $5, $6)"
    }
    /// The row of the network is what rivals for its policy queue on; caches of the catalogue compare the revision.
    TOUCH_NETWORK { "UPDATE network SET revision = revision + 1 WHERE id = $1" }
    NETWORK_POLICY { "SELECT policy FROM network WHERE id = $1" }
    SET_NETWORK_POLICY { "UPDATE network SET policy = $2 WHERE id = $1" }
}

/// A document that was in force from `at` until the next version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    /// Counts from 1.
    pub version: u32,
    /// The text as typed: TOML, comments included.
    pub document: String,
    /// Why it was changed, in the words of whoever did.
    pub note: String,
    /// The printed id of an operator or of a program's key; empty for what was there before anybody changed it.
    pub by: String,
    /// Since when.
    pub at: Timestamp,
}

type Row = (i64, String, String, String, i64);

fn version((version, document, note, by, at): Row) -> Result<PolicyVersion, StoreError> {
    Ok(PolicyVersion {
        version: number("policy_version.version", version)?,
        document,
        note,
        by,
        at: instant(at)?,
    })
}

impl Store {
    /// The versions of a network's policy, newest first. None as long as nobody has changed what the network began with.
    ///
    /// # Errors
    /// The database failed.
    pub async fn policy_versions(&self, network: NetworkId) -> Result<Vec<PolicyVersion>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), Row, POLICY_VERSIONS, network.0)?;
        rows.into_iter().map(version).collect()
    }

    /// The newest version of a network's policy.
    ///
    /// # Errors
    /// The database failed.
    pub async fn last_policy_version(&self, network: NetworkId) -> Result<Option<PolicyVersion>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), Row, LAST_POLICY_VERSION, network.0)?
            .map(version)
            .transpose()
    }
}

impl Tx {
    /// Touches the network's row, so that changes of its policy queue here, and gives the document that is in force with its newest
    /// version. `None` for an unknown network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_policy(&mut self, network: NetworkId) -> Result<Option<(Value, Option<PolicyVersion>)>, StoreError> {
        execute!(&mut self.conn(), TOUCH_NETWORK, network.0)?;
        let Some((policy,)) = fetch_optional!(&mut self.conn(), (String,), NETWORK_POLICY, network.0)? else {
            return Ok(None);
        };
        let last = fetch_optional!(&mut self.conn(), Row, LAST_POLICY_VERSION, network.0)?;
        Ok(Some((from_json("network.policy", &policy)?, last.map(version).transpose()?)))
    }

    /// Puts a document in force.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_network_policy(&mut self, network: NetworkId, policy: &Value) -> Result<(), StoreError> {
        execute!(&mut self.conn(), SET_NETWORK_POLICY, network.0, to_json(policy)?)?;
        Ok(())
    }

    /// Adds a version to the history.
    ///
    /// # Errors
    /// There is one with this number (`policy_version_pkey`), or the database failed.
    pub async fn add_policy_version(&mut self, network: NetworkId, version: &PolicyVersion) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_POLICY_VERSION,
            network.0,
            i64::from(version.version),
            &version.document,
            &version.note,
            &version.by,
            micros(version.at)
        )?;
        Ok(())
    }
}
