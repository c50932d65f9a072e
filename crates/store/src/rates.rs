//! How often businesses cancel, and how often late, of the appointments whose time came, or that were cancelled, within a window (WEC-19).

use std::collections::HashMap;

use domain::ids::{BusinessId, NetworkId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::columns::{micros, number};
use crate::engine::{fetch_all, statements};
use crate::{Store, StoreError};

statements! {
    /// What a client says the business asked for counts once a person has found it so (WEC-09).
    RATES {
        "SELECT a.business_id, CAST(COUNT(*) AS BIGINT), \
         CAST(SUM(CASE WHEN a.state = 'cancelled' AND a.asked_by = 'business' AND (NOT EXISTS (SELECT 1 FROM history h \
         WHERE h.network_id = a.network_id AND h.appointment_id = a.id AND h.kind = 'cancelled' AND h.by_role = 'client') \
         OR EXISTS (SELECT 1 FROM strike f WHERE f.network_id = a.network_id AND f.appointment_id = a.id \
         AND f.kind = 'asked_client_to_cancel' AND f.struck_out_at IS NULL)) THEN 1 ELSE 0 END) AS BIGINT), \
         CAST(SUM(CASE WHEN s.id IS NULL THEN 0 ELSE 1 END) AS BIGINT) FROM appointment a \
         LEFT JOIN strike s ON s.network_id = a.network_id AND s.appointment_id = a.id AND s.kind = 'late_cancellation' \
         AND s.subject_kind = 'business' AND s.struck_out_at IS NULL \
         WHERE a.network_id = $1 AND a.start_at >= $2 AND (a.start_at < $3 OR (a.state = 'cancelled' AND a.state_at < $3)) \
         AND a.state IN ('booked', 'fulfilled', 'no_show', 'cancelled') GROUP BY a.business_id"
    }
}

/// What became of the appointments of a business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rates {
    /// How many were to take place.
    pub appointments: u32,
    /// How many of them the business cancelled.
    pub cancelled: u32,
    /// How many of those it cancelled late, as the ledger has it; what was struck out is not late.
    pub late: u32,
}

impl Store {
    /// What became of the appointments that were to start within `from..to`, or later and are cancelled already, by business. A business without any is left out.
    ///
    /// # Errors
    /// The database failed.
    pub async fn rates(
        &self,
        network: NetworkId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<HashMap<BusinessId, Rates>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(
            &mut lent.conn(),
            (Uuid, i64, i64, i64),
            RATES,
            network.0,
            micros(from),
            micros(to)
        )?;
        let rates = |(business, all, cancelled, late): (Uuid, i64, i64, i64)| {
            let rates = Rates {
                appointments: number("count", all)?,
                cancelled: number("count", cancelled)?,
                late: number("count", late)?,
            };
            Ok((BusinessId(business), rates))
        };
        rows.into_iter().map(rates).collect()
    }
}
