//! Where the simulated clock of demo mode stands, so that all nodes and the next start agree.

use jiff::Timestamp;

use crate::columns::{instant, micros};
use crate::engine::{execute, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

statements! {
    SIMULATED_NOW { "SELECT now_at FROM simulated_clock WHERE id = 1" }
    SET_SIMULATED_NOW {
        "INSERT INTO simulated_clock (id, now_at) VALUES (1, $1) \
         ON CONFLICT (id) DO UPDATE SET now_at = excluded.now_at WHERE excluded.now_at > simulated_clock.now_at"
    }
}

impl Store {
    /// Where the simulated clock stands; `None` when it was never set.
    ///
    /// # Errors
    /// The database failed.
    pub async fn simulated_now(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), (i64,), SIMULATED_NOW)?
            .map(|row| instant(row.0))
            .transpose()
    }
}

impl Tx {
    /// Moves the simulated clock. It only moves forward: an earlier instant changes nothing.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_simulated_now(&mut self, now: Timestamp) -> Result<(), StoreError> {
        execute!(&mut self.conn(), SET_SIMULATED_NOW, micros(now))?;
        Ok(())
    }
}
