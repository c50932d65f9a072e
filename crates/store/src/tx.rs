//! A change: everything in it happens, or nothing.

use sqlx::{Postgres, Transaction};

use domain::ids::{NetworkId, PractitionerId};

use crate::engine::{Conn, execute, statements};
use crate::terms::NewTerms;
use crate::writer::Turn;
use crate::{Store, StoreError};

statements! {
    /// The row of the practitioner is what rivals queue on; the number also tells caches of free time that they are stale.
    TOUCH_PRACTITIONER { "UPDATE practitioner SET agenda_rev = agenda_rev + 1 WHERE network_id = $1 AND id = $2" }
}

/// An open transaction. Dropping it undoes everything.
pub struct Tx {
    pub(crate) open: Open,
    pub(crate) store: Store,
    /// Terms written here, to be remembered as known once this is committed.
    pub(crate) new_terms: Vec<NewTerms>,
    pub(crate) wrote_messages: bool,
    locked: Vec<(NetworkId, PractitionerId)>,
}

pub(crate) enum Open {
    Sqlite(Turn),
    Postgres(Transaction<'static, Postgres>),
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx")
            .field("engine", &self.store.engine())
            .finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(open: Open, store: Store) -> Self {
        Tx {
            open,
            store,
            new_terms: Vec::new(),
            wrote_messages: false,
            locked: Vec::new(),
        }
    }

    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match &mut self.open {
            Open::Sqlite(turn) => Conn::Sqlite(turn.connection()),
            Open::Postgres(tx) => Conn::Postgres(tx),
        }
    }

    /// Makes the change lasting, then wakes whoever waits for messages.
    ///
    /// # Errors
    /// The database refused; nothing of the change has happened, or, when the connection broke just then, it is unknown.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.open {
            Open::Sqlite(turn) => turn.commit().await?,
            Open::Postgres(tx) => tx.commit().await?,
        }
        self.store.inner.terms.learn(self.new_terms);
        if self.wrote_messages {
            self.store.tell_of_messages();
        }
        Ok(())
    }

    /// Undoes the change now, instead of when the connection is next used.
    ///
    /// # Errors
    /// The connection broke; the change is undone all the same.
    pub async fn rollback(self) -> Result<(), StoreError> {
        match self.open {
            Open::Sqlite(turn) => turn.rollback().await,
            Open::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }

    /// Touches the practitioner's row: rivals for the same agenda wait here, and the next read sees what the winner wrote. Call it before
    /// reading busy time; with several practitioners, in the order of their ids. `false` for a practitioner this network does not have.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_practitioner(&mut self, network: NetworkId, practitioner: PractitionerId) -> Result<bool, StoreError> {
        let touched = execute!(&mut self.conn(), TOUCH_PRACTITIONER, network.0, practitioner.0)?;
        if touched > 0 {
            self.locked.push((network, practitioner));
        }
        Ok(touched > 0)
    }

    /// Locks unless this transaction has done so: whoever changes busy time must also tell the caches.
    pub(crate) async fn lock_once(&mut self, network: NetworkId, practitioner: PractitionerId) -> Result<(), StoreError> {
        if !self.locked.contains(&(network, practitioner)) {
            self.lock_practitioner(network, practitioner).await?;
        }
        Ok(())
    }
}
