//! What came from elsewhere: which of our rows stands for which of theirs, and busy time of outside calendars.

use std::collections::HashSet;

use domain::ids::{AppointmentId, ClientId, NetworkId, PractitionerId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::columns::{instant, micros};
use crate::engine::{execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

statements! {
    IMPORTED {
        "SELECT target_id FROM import_source WHERE network_id = $1 AND source = $2 AND kind = $3 AND source_id = $4"
    }
    IMPORTED_IDS { "SELECT source_id FROM import_source WHERE network_id = $1 AND source = $2 AND kind = $3" }
    BUSY_BLOCKS { "SELECT uid, start_at, end_at FROM busy_block WHERE network_id = $1 AND practitioner_id = $2 AND source = $3" }
    REMEMBER_IMPORT {
        "INSERT INTO import_source (network_id, source, kind, source_id, target_id) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING"
    }
    ADD_BUSY_BLOCK {
        "INSERT INTO busy_block (network_id, practitioner_id, source, uid, start_at, end_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT DO NOTHING"
    }
    MOVE_END_OF_BUSY_BLOCK {
        "UPDATE busy_block SET end_at = $6 \
         WHERE network_id = $1 AND practitioner_id = $2 AND source = $3 AND uid = $4 AND start_at = $5 AND end_at <> $6"
    }
}

/// Our row that stands for one of another system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Imported {
    /// A client.
    Client(ClientId),
    /// An appointment.
    Appointment(AppointmentId),
}

/// Busy time of an outside calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusyBlock {
    /// Whose time it takes.
    pub practitioner: PractitionerId,
    /// Which calendar it comes from.
    pub source: String,
    /// Its UID there.
    pub uid: String,
    /// First instant taken.
    pub start: Timestamp,
    /// First instant free again.
    pub end: Timestamp,
}

impl Store {
    /// The records of this source that have become an appointment.
    ///
    /// # Errors
    /// The database failed.
    pub async fn imported_appointments(&self, network: NetworkId, source: &str) -> Result<HashSet<String>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), (String,), IMPORTED_IDS, network.0, source, "appointment")?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// The busy time that came from one outside calendar.
    ///
    /// # Errors
    /// The database failed.
    pub async fn busy_blocks(
        &self,
        network: NetworkId,
        practitioner: PractitionerId,
        source: &str,
    ) -> Result<Vec<BusyBlock>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(
            &mut lent.conn(),
            (String, i64, i64),
            BUSY_BLOCKS,
            network.0,
            practitioner.0,
            source
        )?;
        let block = |(uid, start, end): (String, i64, i64)| {
            let (source, start, end) = (source.to_owned(), instant(start)?, instant(end)?);
            Ok(BusyBlock {
                practitioner,
                source,
                uid,
                start,
                end,
            })
        };
        rows.into_iter().map(block).collect()
    }
}

impl Tx {
    /// The client that was made from this record of this source.
    ///
    /// # Errors
    /// The database failed.
    pub async fn imported_client(&mut self, network: NetworkId, source: &str, id: &str) -> Result<Option<ClientId>, StoreError> {
        Ok(self.imported(network, source, "client", id).await?.map(ClientId))
    }

    /// The appointment that was made from this record of this source.
    ///
    /// # Errors
    /// The database failed.
    pub async fn imported_appointment(
        &mut self,
        network: NetworkId,
        source: &str,
        id: &str,
    ) -> Result<Option<AppointmentId>, StoreError> {
        Ok(self.imported(network, source, "appointment", id).await?.map(AppointmentId))
    }

    async fn imported(&mut self, network: NetworkId, source: &str, kind: &str, id: &str) -> Result<Option<Uuid>, StoreError> {
        Ok(fetch_optional!(&mut self.conn(), (Uuid,), IMPORTED, network.0, source, kind, id)?.map(|row| row.0))
    }

    /// Remembers which of our rows stands for which of theirs; `false` when that record is known already, and nothing changes.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remember_import(
        &mut self,
        network: NetworkId,
        source: &str,
        id: &str,
        ours: Imported,
    ) -> Result<bool, StoreError> {
        let (kind, target) = match ours {
            Imported::Client(client) => ("client", client.0),
            Imported::Appointment(appointment) => ("appointment", appointment.0),
        };
        Ok(execute!(&mut self.conn(), REMEMBER_IMPORT, network.0, source, kind, id, target)? > 0)
    }

    /// Adds busy time; a block with the same start that is there already gets the new end. `true` when it is new.
    ///
    /// # Errors
    /// It ends before it starts (`busy_block_length`), the practitioner is unknown (`foreign_key`), or the database failed.
    pub async fn put_busy_block(&mut self, network: NetworkId, block: &BusyBlock) -> Result<bool, StoreError> {
        self.lock_once(network, block.practitioner).await?;
        let (start, end) = (micros(block.start), micros(block.end));
        let practitioner = block.practitioner.0;
        let conn = &mut self.conn();
        let added = execute!(
            conn,
            ADD_BUSY_BLOCK,
            network.0,
            practitioner,
            &block.source,
            &block.uid,
            start,
            end
        )?;
        if added == 0 {
            execute!(
                conn,
                MOVE_END_OF_BUSY_BLOCK,
                network.0,
                practitioner,
                &block.source,
                &block.uid,
                start,
                end
            )?;
        }
        Ok(added > 0)
    }
}
