//! The reliability ledger: incidents, measures, and how somebody stands.

mod cases;
mod rows;
mod write;

pub use cases::CaseFilter;
pub use write::Notice;

use domain::ids::{AbsenceId, BusinessId, MeasureId, NetworkId, PractitionerId};
use domain::reliability::{Away, Measure, Standing, Strike, Subject};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::columns::{instant, micros};
use crate::engine::{Conn, execute, fetch_all, fetch_optional, statements};
use crate::{Statement, Store, StoreError, Tx};
use rows::{MeasureRow, StrikeRow, measure_columns, strike_columns};

statements! {
    /// Whoever changes the ledger of a business queues here, before any row of a practitioner.
    LOCK_BUSINESS { "UPDATE business SET name = name WHERE network_id = $1 AND id = $2" }
    STRIKES {
        concat!(
            "SELECT ",
            strike_columns!(),
            " FROM strike s WHERE s.network_id = $1 AND s.subject_kind = $2 AND s.subject_id = $3 AND s.at >= $4 ORDER BY s.at, s.id"
        )
    }
    MEASURES_OF {
        concat!(
            "SELECT ",
            measure_columns!(),
            " FROM measure m WHERE m.network_id = $1 AND m.subject_kind = $2 AND m.subject_id = $3 AND m.end_at >= $4 \
             ORDER BY m.begun_at, m.id"
        )
    }
    MEASURES_IN_FORCE {
        concat!(
            "SELECT ",
            measure_columns!(),
            " FROM measure m WHERE m.network_id = $1 AND m.end_at > $2 AND m.lifted_at IS NULL ORDER BY m.begun_at DESC, m.id"
        )
    }
    MEASURE { concat!("SELECT ", measure_columns!(), " FROM measure m WHERE m.network_id = $1 AND m.id = $2") }
    AWAY {
        "SELECT a.id, a.practitioner_id, a.start_at, a.end_at FROM absence a JOIN practitioner p \
         ON p.network_id = a.network_id AND p.id = a.practitioner_id \
         WHERE a.network_id = $1 AND p.business_id = $2 AND a.end_at > $3"
    }
}

pub(crate) fn statements() -> impl Iterator<Item = Statement> {
    [STATEMENTS, write::STATEMENTS, cases::STATEMENTS].concat().into_iter()
}

impl Tx {
    /// Touches the row of a business: whoever changes its ledger waits here. Call it before any practitioner is locked.
    /// `false` for a business this network does not have.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_business(&mut self, network: NetworkId, business: BusinessId) -> Result<bool, StoreError> {
        Ok(execute!(&mut self.conn(), LOCK_BUSINESS, network.0, business.0)? > 0)
    }

    /// How somebody stands, as far as anything since `since` matters. Lock the business first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn standing(
        &mut self,
        network: NetworkId,
        subject: Subject,
        zone: TimeZone,
        since: Timestamp,
    ) -> Result<Standing, StoreError> {
        standing(&mut self.conn(), network, subject, zone, since).await
    }
}

impl Store {
    /// As [`Tx::standing`], for a preview or a page.
    ///
    /// # Errors
    /// The database failed.
    pub async fn standing(
        &self,
        network: NetworkId,
        subject: Subject,
        zone: TimeZone,
        since: Timestamp,
    ) -> Result<Standing, StoreError> {
        standing(&mut self.reading().await?.conn(), network, subject, zone, since).await
    }

    /// Every measure of the network that restricts at `now`, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn measures_in_force(&self, network: NetworkId, now: Timestamp) -> Result<Vec<Measure>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), MeasureRow, MEASURES_IN_FORCE, network.0, micros(now))?;
        rows.into_iter().map(MeasureRow::measure).collect()
    }

    /// A measure of this network, whether in force or not.
    ///
    /// # Errors
    /// The database failed.
    pub async fn measure(&self, network: NetworkId, id: MeasureId) -> Result<Option<Measure>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), MeasureRow, MEASURE, network.0, id.0)?;
        row.map(MeasureRow::measure).transpose()
    }
}

pub(super) fn subject_id(subject: Subject) -> Uuid {
    match subject {
        Subject::Client(id) => id.0,
        Subject::Business(id) => id.0,
    }
}

async fn standing(
    conn: &mut Conn<'_>,
    network: NetworkId,
    subject: Subject,
    zone: TimeZone,
    since: Timestamp,
) -> Result<Standing, StoreError> {
    let (kind, id) = (subject.code(), subject_id(subject));
    let strikes = fetch_all!(conn, StrikeRow, STRIKES, network.0, kind, id, micros(since))?;
    let measures = fetch_all!(conn, MeasureRow, MEASURES_OF, network.0, kind, id, micros(since))?;
    let away = match subject {
        Subject::Business(business) => absences(conn, network, business, since).await?,
        Subject::Client(_) => Vec::new(),
    };
    Ok(Standing {
        subject,
        zone,
        strikes: strikes
            .into_iter()
            .map(StrikeRow::strike)
            .collect::<Result<Vec<Strike>, _>>()?,
        away,
        measures: measures.into_iter().map(MeasureRow::measure).collect::<Result<_, _>>()?,
    })
}

async fn absences(
    conn: &mut Conn<'_>,
    network: NetworkId,
    business: BusinessId,
    since: Timestamp,
) -> Result<Vec<Away>, StoreError> {
    let rows = fetch_all!(conn, (Uuid, Uuid, i64, i64), AWAY, network.0, business.0, micros(since))?;
    rows.into_iter()
        .map(|(id, practitioner, start, end)| {
            Ok(Away {
                absence: AbsenceId(id),
                practitioner: PractitionerId(practitioner),
                start: instant(start)?,
                end: instant(end)?,
            })
        })
        .collect()
}
