//! Clients: found again when everything they typed is the same, never overwritten by somebody who typed half of it.

use domain::ids::{ClientId, NetworkId};
use domain::people::Client;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::columns::{language, micros};
use crate::engine::{execute, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

statements! {
    CLIENT { "SELECT id, name, email, phone, language FROM client WHERE network_id = $1 AND id = $2" }
    ADD_CLIENT {
        "INSERT INTO client (network_id, id, name, email, phone, language, identity, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (network_id, identity) DO NOTHING"
    }
    SAME_CLIENT { "SELECT id FROM client WHERE network_id = $1 AND identity = $2" }
}

#[derive(sqlx::FromRow)]
struct ClientRow {
    id: Uuid,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    language: String,
}

impl ClientRow {
    fn client(self) -> Result<Client, StoreError> {
        let language = language(&self.language)?;
        Ok(Client {
            id: ClientId(self.id),
            name: self.name,
            email: self.email,
            phone: self.phone,
            language,
        })
    }
}

impl Store {
    /// A client of this network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn client(&self, network: NetworkId, client: ClientId) -> Result<Option<Client>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), ClientRow, CLIENT, network.0, client.0)?
            .map(ClientRow::client)
            .transpose()
    }
}

impl Tx {
    /// The client with the same e-mail (capitals apart), the same name and the same telephone, or a new one with `client.id`.
    /// Nobody's record is changed (S7). Somebody without e-mail and telephone is always new: a name alone is shared by many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn client_for(&mut self, network: NetworkId, client: &Client, now: Timestamp) -> Result<ClientId, StoreError> {
        let identity = identity(client);
        let added = execute!(
            &mut self.conn(),
            ADD_CLIENT,
            network.0,
            client.id.0,
            &client.name,
            client.email.as_deref(),
            client.phone.as_deref(),
            client.language.tag(),
            identity.as_deref(),
            micros(now),
        )?;
        if added > 0 {
            return Ok(client.id);
        }
        let same = fetch_optional!(&mut self.conn(), (Uuid,), SAME_CLIENT, network.0, identity.as_deref())?;
        same.map(|row| ClientId(row.0))
            .ok_or_else(|| StoreError::told("a client was there and is gone within one transaction"))
    }
}

/// A hash of everything that makes two entries one person; each part carries its length, so that parts cannot run into each other.
fn identity(client: &Client) -> Option<Vec<u8>> {
    let email = client.email.as_deref().unwrap_or_default().to_lowercase();
    let phone = client.phone.as_deref().unwrap_or_default();
    if email.is_empty() && phone.is_empty() {
        return None;
    }
    let mut hash = Sha256::new();
    for part in [email.as_str(), phone, &client.name] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    Some(hash.finalize().to_vec())
}
