//! The order of a network's businesses as last computed, and what it is counted from.

use std::collections::HashMap;

use domain::ids::{AppointmentId, BusinessId, NetworkId, PractitionerId};
use domain::reliability::{CancelledOne, Ranked};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::columns::{from_json, instant, micros, number, to_json, zone};
use crate::engine::{Conn, execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

statements! {
    NETWORK_RULES { "SELECT policy, zone FROM network WHERE id = $1" }
    RANKINGS { "SELECT business_id, counts, computed_at FROM ranking WHERE network_id = $1" }
    RANKING { "SELECT business_id, counts, computed_at FROM ranking WHERE network_id = $1 AND business_id = $2" }
    /// Whoever computes a rank queues on its row, the last one that a change locks, so that no count misses what a rival has just written.
    LOCK_RANKING {
        "INSERT INTO ranking (network_id, business_id, score, counts, computed_at) VALUES ($1, $2, 0, '', 0) \
         ON CONFLICT (network_id, business_id) DO UPDATE SET computed_at = ranking.computed_at RETURNING business_id, counts, computed_at"
    }
    PUT_RANKING {
        "UPDATE ranking SET score = $3, counts = $4, computed_at = $5 WHERE network_id = $1 AND business_id = $2"
    }
    /// Businesses whose rank was last computed at this moment or before, or never.
    UNRANKED {
        "SELECT b.id FROM business b LEFT JOIN ranking r ON r.network_id = b.network_id AND r.business_id = b.id \
         WHERE b.network_id = $1 AND COALESCE(r.computed_at, 0) <= $2 ORDER BY b.id LIMIT $3"
    }
    OUTCOMES {
        "SELECT state, asked_by, CAST(COUNT(*) AS BIGINT) FROM appointment WHERE network_id = $1 AND business_id = $2 \
         AND state IN ('fulfilled', 'cancelled') AND state_at > $3 AND state_at <= $4 GROUP BY state, asked_by"
    }
    /// The client's word alone, that the business asked for it, counts for nobody until a person has found it so (WEC-09).
    CANCELLED_BY_BUSINESS {
        "SELECT a.id, a.practitioner_id, a.start_at FROM appointment a WHERE a.network_id = $1 AND a.business_id = $2 \
         AND a.state IN ('fulfilled', 'cancelled') AND a.state_at > $3 AND a.state_at <= $4 AND a.state = 'cancelled' AND a.asked_by = 'business' \
         AND (NOT EXISTS (SELECT 1 FROM history h WHERE h.network_id = a.network_id AND h.appointment_id = a.id AND h.kind = 'cancelled' \
         AND h.by_role = 'client') OR EXISTS (SELECT 1 FROM strike s WHERE s.network_id = a.network_id AND s.appointment_id = a.id \
         AND s.kind = 'asked_client_to_cancel' AND s.struck_out_at IS NULL)) ORDER BY a.start_at, a.id"
    }
}

/// A business's place as last computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingRow {
    /// The score with everything it was made of.
    pub ranked: Ranked,
    /// When.
    pub computed_at: Timestamp,
}

/// How the appointments of a business ended within a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcomes {
    /// How many took place.
    pub honoured: u32,
    /// How many the clients cancelled.
    pub cancelled_by_client: u32,
    /// Those that the business cancelled, by start.
    pub cancelled: Vec<CancelledOne>,
}

type Row = (Uuid, String, i64);

/// Nothing for a row that was only locked so far.
fn ranking_row((id, counts, computed_at): Row) -> Result<Option<(BusinessId, RankingRow)>, StoreError> {
    if counts.is_empty() {
        return Ok(None);
    }
    let row = RankingRow {
        ranked: from_json("ranking.counts", &counts)?,
        computed_at: instant(computed_at)?,
    };
    Ok(Some((BusinessId(id), row)))
}

async fn outcomes(
    conn: &mut Conn<'_>,
    network: NetworkId,
    business: BusinessId,
    since: Timestamp,
    now: Timestamp,
) -> Result<Outcomes, StoreError> {
    let (n, b, since, now) = (network.0, business.0, micros(since), micros(now));
    let mut found = Outcomes::default();
    for (state, asked_by, count) in fetch_all!(conn, (String, Option<String>, i64), OUTCOMES, n, b, since, now)? {
        match (state.as_str(), asked_by.as_deref()) {
            ("fulfilled", _) => found.honoured += number::<u32>("count", count)?,
            (_, Some("client")) => found.cancelled_by_client += number::<u32>("count", count)?,
            _ => {}
        }
    }
    let rows = fetch_all!(conn, (Uuid, Uuid, i64), CANCELLED_BY_BUSINESS, n, b, since, now)?;
    found.cancelled = rows
        .into_iter()
        .map(|(id, practitioner, start)| {
            Ok(CancelledOne {
                appointment: AppointmentId(id),
                practitioner: PractitionerId(practitioner),
                start: instant(start)?,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok(found)
}

impl Store {
    /// The place of every business of a network that has one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn rankings(&self, network: NetworkId) -> Result<HashMap<BusinessId, RankingRow>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), Row, RANKINGS, network.0)?;
        rows.into_iter().filter_map(|row| ranking_row(row).transpose()).collect()
    }

    /// The place of one business.
    ///
    /// # Errors
    /// The database failed.
    pub async fn ranking(&self, network: NetworkId, business: BusinessId) -> Result<Option<RankingRow>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), Row, RANKING, network.0, business.0)?;
        Ok(row.map(ranking_row).transpose()?.flatten().map(|(_, row)| row))
    }

    /// At most `limit` businesses whose place was last computed at `before` or earlier, or never.
    ///
    /// # Errors
    /// The database failed.
    pub async fn unranked(&self, network: NetworkId, before: Timestamp, limit: u32) -> Result<Vec<BusinessId>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(
            &mut lent.conn(),
            (Uuid,),
            UNRANKED,
            network.0,
            micros(before),
            i64::from(limit)
        )?;
        Ok(rows.into_iter().map(|(id,)| BusinessId(id)).collect())
    }

    /// How the appointments of a business ended after `since`, up to `now`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn outcomes(
        &self,
        network: NetworkId,
        business: BusinessId,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Outcomes, StoreError> {
        outcomes(&mut self.reading().await?.conn(), network, business, since, now).await
    }
}

impl Tx {
    /// The policy document of a network and its zone, read within the change so that it waits for no second connection.
    ///
    /// # Errors
    /// The database failed, or there is no such network.
    pub async fn network_rules(&mut self, network: NetworkId) -> Result<(serde_json::Value, TimeZone), StoreError> {
        let row = fetch_optional!(&mut self.conn(), (String, String), NETWORK_RULES, network.0)?;
        let (policy, name) = row.ok_or_else(|| StoreError::told("a change of a network that is not there"))?;
        Ok((from_json("network.policy", &policy)?, zone(&name)?))
    }

    /// Locks the place of a business and gives it as it was last computed. Lock nothing else afterwards.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_ranking(&mut self, network: NetworkId, business: BusinessId) -> Result<Option<RankingRow>, StoreError> {
        let row = fetch_optional!(&mut self.conn(), Row, LOCK_RANKING, network.0, business.0)?;
        Ok(row.map(ranking_row).transpose()?.flatten().map(|(_, row)| row))
    }

    /// As [`Store::outcomes`], inside the change. Lock the place first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn outcomes(
        &mut self,
        network: NetworkId,
        business: BusinessId,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Outcomes, StoreError> {
        outcomes(&mut self.conn(), network, business, since, now).await
    }

    /// Writes the place of a business that was locked before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_ranking(&mut self, network: NetworkId, business: BusinessId, row: &RankingRow) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_RANKING,
            network.0,
            business.0,
            i64::from(row.ranked.score.thousandths),
            to_json(&row.ranked)?,
            micros(row.computed_at),
        )?;
        Ok(())
    }
}
