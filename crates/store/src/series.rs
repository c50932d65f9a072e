//! Series, and the appointments that stand for their occurrences.

use domain::ids::{AppointmentId, BusinessId, ClientId, NetworkId, PlaceId, PractitionerId, SeriesId, ServiceId};
use domain::series::{Recurrence, Series, SeriesPlace};
use jiff::Timestamp;
use jiff::civil::DateTime;
use uuid::Uuid;

use crate::columns::{from_json, instant, instant_if, micros, number, to_json, zone, zone_name};
use crate::engine::{Conn, execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

macro_rules! series_columns {
    () => {
        "network_id, id, business_id, practitioner_id, place_id, service_id, client_id, zone, first_at, rule, generated_to, skipped, \
         note, version, arranged_at, stopped_at"
    };
}

statements! {
    SERIES { concat!("SELECT ", series_columns!(), " FROM series WHERE network_id = $1 AND id = $2") }
    SERIES_OF_CLIENT {
        concat!(
            "SELECT ",
            series_columns!(),
            " FROM series WHERE network_id = $1 AND client_id = $2 ORDER BY arranged_at, id"
        )
    }
    SERIES_DUE { "SELECT network_id, id FROM series WHERE next_at IS NOT NULL AND next_at <= $1 ORDER BY next_at LIMIT $2" }
    ADD_SERIES {
        "INSERT INTO series (network_id, id, business_id, practitioner_id, place_id, service_id, client_id, zone, first_at, rule, \
         generated_to, skipped, note, version, arranged_at, stopped_at, arranged_by, next_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
    }
    CHANGE_SERIES {
        "UPDATE series SET first_at = $4, rule = $5, generated_to = $6, skipped = $7, version = $8, stopped_at = $9, next_at = $10 \
         WHERE network_id = $1 AND id = $2 AND version = $3"
    }
    POSTPONE_SERIES { "UPDATE series SET next_at = $3 WHERE network_id = $1 AND id = $2 AND next_at IS NOT NULL" }
    PUT_INTO_SERIES {
        "UPDATE appointment SET series_id = $3, series_date = $4, series_detached = $5 WHERE network_id = $1 AND id = $2"
    }
    /// Several occurrences may change places at once, and no two may stand for the same one meanwhile.
    TAKE_FROM_SERIES { "UPDATE appointment SET series_date = NULL WHERE network_id = $1 AND series_id = $2 AND series_date >= $3" }
}

#[derive(sqlx::FromRow)]
struct SeriesRow {
    network_id: Uuid,
    id: Uuid,
    business_id: Uuid,
    practitioner_id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    client_id: Uuid,
    zone: String,
    first_at: String,
    rule: String,
    generated_to: Option<String>,
    skipped: String,
    note: String,
    version: i64,
    arranged_at: i64,
    stopped_at: Option<i64>,
}

impl SeriesRow {
    fn series(self) -> Result<Series, StoreError> {
        let (zone, first) = (zone(&self.zone)?, local("series.first_at", &self.first_at)?);
        let rule =
            Recurrence::from_rrule(&self.rule, first, &zone).map_err(|_| StoreError::unreadable("series.rule", &self.rule))?;
        let generated_to = self.generated_to.as_deref();
        Ok(Series {
            id: SeriesId(self.id),
            network: NetworkId(self.network_id),
            business: BusinessId(self.business_id),
            practitioner: PractitionerId(self.practitioner_id),
            place: PlaceId(self.place_id),
            service: ServiceId(self.service_id),
            client: ClientId(self.client_id),
            zone,
            first,
            rule,
            generated_to: generated_to.map(|text| local("series.generated_to", text)).transpose()?,
            skipped: from_json("series.skipped", &self.skipped)?,
            note: self.note,
            version: number("series.version", self.version)?,
            arranged_at: instant(self.arranged_at)?,
            stopped_at: instant_if(self.stopped_at)?,
        })
    }
}

fn local(column: &'static str, text: &str) -> Result<DateTime, StoreError> {
    text.parse().map_err(|_| StoreError::unreadable(column, text))
}

async fn find(conn: &mut Conn<'_>, network: NetworkId, id: SeriesId) -> Result<Option<Series>, StoreError> {
    let row = fetch_optional!(conn, SeriesRow, SERIES, network.0, id.0)?;
    row.map(SeriesRow::series).transpose()
}

impl Store {
    /// A series of this network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn series(&self, network: NetworkId, id: SeriesId) -> Result<Option<Series>, StoreError> {
        find(&mut self.reading().await?.conn(), network, id).await
    }

    /// The series of a client, the oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn series_of_client(&self, network: NetworkId, client: ClientId) -> Result<Vec<Series>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), SeriesRow, SERIES_OF_CLIENT, network.0, client.0)?;
        rows.into_iter().map(SeriesRow::series).collect()
    }

    /// Series of all networks that have more to generate, the longest due first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn series_due(&self, now: Timestamp, limit: u32) -> Result<Vec<(NetworkId, SeriesId)>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), (Uuid, Uuid), SERIES_DUE, micros(now), i64::from(limit))?;
        Ok(rows
            .into_iter()
            .map(|(network, id)| (NetworkId(network), SeriesId(id)))
            .collect())
    }
}

impl Tx {
    /// As [`Store::series`], inside the change. Lock the practitioner first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn series(&mut self, network: NetworkId, id: SeriesId) -> Result<Option<Series>, StoreError> {
        find(&mut self.conn(), network, id).await
    }

    /// Writes a new series; `next` says when there is more to generate, `by` who arranged it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_series(&mut self, series: &Series, next: Option<Timestamp>, by: &str) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_SERIES,
            series.network.0,
            series.id.0,
            series.business.0,
            series.practitioner.0,
            series.place.0,
            series.service.0,
            series.client.0,
            zone_name(&series.zone)?,
            series.first.to_string(),
            series.rule.to_rrule(series.first, &series.zone),
            series.generated_to.map(|at| at.to_string()),
            to_json(&series.skipped)?,
            &series.note,
            i64::from(series.version),
            micros(series.arranged_at),
            series.stopped_at.map(micros),
            by,
            next.map(micros),
        )?;
        Ok(())
    }

    /// Writes a series that was at the version before; `false` when it no longer is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn change_series(&mut self, series: &Series, next: Option<Timestamp>) -> Result<bool, StoreError> {
        let changed = execute!(
            &mut self.conn(),
            CHANGE_SERIES,
            series.network.0,
            series.id.0,
            i64::from(series.version) - 1,
            series.first.to_string(),
            series.rule.to_rrule(series.first, &series.zone),
            series.generated_to.map(|at| at.to_string()),
            to_json(&series.skipped)?,
            i64::from(series.version),
            series.stopped_at.map(micros),
            next.map(micros),
        )?;
        Ok(changed > 0)
    }

    /// Looks at a series again at `next`, because nothing could be generated now.
    ///
    /// # Errors
    /// The database failed.
    pub async fn postpone_series(&mut self, network: NetworkId, id: SeriesId, next: Timestamp) -> Result<(), StoreError> {
        execute!(&mut self.conn(), POSTPONE_SERIES, network.0, id.0, micros(next))?;
        Ok(())
    }

    /// Says which occurrences appointments of a series stand for from now on. From `from` on, the ones not named stand for none.
    ///
    /// # Errors
    /// Two stand for the same one (`appointment_series`), or the database failed.
    pub async fn put_into_series(
        &mut self,
        network: NetworkId,
        series: SeriesId,
        from: DateTime,
        places: &[(AppointmentId, SeriesPlace)],
    ) -> Result<(), StoreError> {
        execute!(&mut self.conn(), TAKE_FROM_SERIES, network.0, series.0, from.to_string())?;
        for (appointment, place) in places {
            self.set_series_place(network, *appointment, *place).await?;
        }
        Ok(())
    }

    /// Says which occurrence one appointment stands for.
    ///
    /// # Errors
    /// Another one stands for it (`appointment_series`), or the database failed.
    pub async fn set_series_place(
        &mut self,
        network: NetworkId,
        appointment: AppointmentId,
        place: SeriesPlace,
    ) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            PUT_INTO_SERIES,
            network.0,
            appointment.0,
            place.series.0,
            place.occurrence.to_string(),
            place.detached
        )?;
        Ok(())
    }
}
