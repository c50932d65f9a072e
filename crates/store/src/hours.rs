//! Opening hours, closed days and absences: what a practitioner says about the own time.

use domain::agenda::{DatedHours, WeeklyHours};
use domain::ids::{AbsenceId, NetworkId, PlaceId, PractitionerId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::agenda::{add_dated, span, weekly};
use crate::columns::{date, instant, micros};
use crate::engine::{execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

statements! {
    WEEKLY_HOURS {
        "SELECT place_id, weekday, from_minute, to_minute FROM opening WHERE network_id = $1 AND practitioner_id = $2 \
         ORDER BY place_id, weekday, from_minute"
    }
    DATED_HOURS {
        "SELECT place_id, date, from_minute, to_minute FROM dated_opening WHERE network_id = $1 AND practitioner_id = $2 \
         ORDER BY place_id, date, nth"
    }
    CLOSED_DAYS { "SELECT date FROM closed_day WHERE network_id = $1 AND practitioner_id = $2 ORDER BY date" }
    ABSENCES {
        "SELECT id, practitioner_id, start_at, end_at, note FROM absence \
         WHERE network_id = $1 AND practitioner_id = $2 AND end_at > $3 ORDER BY start_at, id"
    }
    ABSENCE {
        "SELECT id, practitioner_id, start_at, end_at, note FROM absence \
         WHERE network_id = $1 AND practitioner_id = $2 AND id = $3"
    }
    CHANGE_ABSENCE {
        "UPDATE absence SET start_at = $4, end_at = $5, note = $6 WHERE network_id = $1 AND practitioner_id = $2 AND id = $3"
    }
    FORGET_WEEKLY { "DELETE FROM opening WHERE network_id = $1 AND practitioner_id = $2" }
    FORGET_DATED { "DELETE FROM dated_opening WHERE network_id = $1 AND practitioner_id = $2" }
    OPEN_DAY { "DELETE FROM closed_day WHERE network_id = $1 AND practitioner_id = $2 AND date = $3" }
    ADD_WEEKLY {
        "INSERT INTO opening (network_id, practitioner_id, place_id, weekday, from_minute, to_minute) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
    }
    ADD_DATED {
        "INSERT INTO dated_opening (network_id, practitioner_id, place_id, date, nth, from_minute, to_minute) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)"
    }
    CLOSE_DAY {
        "INSERT INTO closed_day (network_id, practitioner_id, date, reason) VALUES ($1, $2, $3, '') ON CONFLICT DO NOTHING"
    }
    ADD_ABSENCE {
        "INSERT INTO absence (network_id, id, practitioner_id, start_at, end_at, note, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    }
    REMOVE_ABSENCE { "DELETE FROM absence WHERE network_id = $1 AND practitioner_id = $2 AND id = $3" }
}

/// The opening hours of one practitioner at every place, and the days closed at all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hours {
    /// Hours that repeat every week.
    pub weekly: Vec<(PlaceId, WeeklyHours)>,
    /// Dates with hours of their own; at most one entry per place and date.
    pub dated: Vec<(PlaceId, DatedHours)>,
    /// Dates closed to new bookings.
    pub closed_days: Vec<Date>,
}

/// A span in which a practitioner cannot be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceRow {
    /// Identity.
    pub id: AbsenceId,
    /// Who is away.
    pub practitioner: PractitionerId,
    /// First instant away.
    pub start: Timestamp,
    /// First instant back.
    pub end: Timestamp,
    /// What was noted, for the business only.
    pub note: String,
}

impl Store {
    /// The opening hours of a practitioner; empty ones for somebody this network does not have.
    ///
    /// # Errors
    /// The database failed.
    pub async fn hours(&self, network: NetworkId, practitioner: PractitionerId) -> Result<Hours, StoreError> {
        let mut lent = self.reading().await?;
        let conn = &mut lent.conn();
        let weekly_rows = fetch_all!(conn, (Uuid, i64, i64, i64), WEEKLY_HOURS, network.0, practitioner.0)?;
        let dated_rows = fetch_all!(conn, DatedRow, DATED_HOURS, network.0, practitioner.0)?;
        let closed = fetch_all!(conn, (String,), CLOSED_DAYS, network.0, practitioner.0)?;
        Ok(Hours {
            weekly: weekly_rows
                .into_iter()
                .map(|(place, day, from, to)| Ok((PlaceId(place), weekly(day, from, to)?)))
                .collect::<Result<_, StoreError>>()?,
            dated: dated(dated_rows)?,
            closed_days: closed.iter().map(|row| date(&row.0)).collect::<Result<_, _>>()?,
        })
    }

    /// Absences of a practitioner that end after `from`, by start.
    ///
    /// # Errors
    /// The database failed.
    pub async fn absences(
        &self,
        network: NetworkId,
        practitioner: PractitionerId,
        from: Timestamp,
    ) -> Result<Vec<AbsenceRow>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(
            &mut lent.conn(),
            (Uuid, Uuid, i64, i64, String),
            ABSENCES,
            network.0,
            practitioner.0,
            micros(from)
        )?;
        rows.into_iter().map(absence).collect()
    }

    /// One absence of a practitioner.
    ///
    /// # Errors
    /// The database failed.
    pub async fn absence(
        &self,
        network: NetworkId,
        practitioner: PractitionerId,
        id: AbsenceId,
    ) -> Result<Option<AbsenceRow>, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(
            &mut lent.conn(),
            (Uuid, Uuid, i64, i64, String),
            ABSENCE,
            network.0,
            practitioner.0,
            id.0
        )?;
        row.map(absence).transpose()
    }
}

type DatedRow = (Uuid, String, Option<i64>, Option<i64>);

/// The rows come by place, so that all rows of one date and place stand together.
fn dated(rows: Vec<DatedRow>) -> Result<Vec<(PlaceId, DatedHours)>, StoreError> {
    let mut places: Vec<(PlaceId, Vec<DatedHours>)> = Vec::new();
    for (place, day, from, to) in rows {
        if places.last().is_none_or(|(last, _)| last.0 != place) {
            places.push((PlaceId(place), Vec::new()));
        }
        if let Some((_, dates)) = places.last_mut() {
            add_dated(dates, date(&day)?, span(from, to)?);
        }
    }
    Ok(places
        .into_iter()
        .flat_map(|(place, dates)| dates.into_iter().map(move |hours| (place, hours)))
        .collect())
}

fn absence((id, practitioner, start, end, note): (Uuid, Uuid, i64, i64, String)) -> Result<AbsenceRow, StoreError> {
    Ok(AbsenceRow {
        id: AbsenceId(id),
        practitioner: PractitionerId(practitioner),
        start: instant(start)?,
        end: instant(end)?,
        note,
    })
}

/// Changes of the own time. They lock the practitioner if the transaction has not done so, because caches of free time depend on it.
impl Tx {
    /// Adds an absence. `by` is the printed id of who entered it.
    ///
    /// # Errors
    /// It ends before it starts (`absence_length`), the practitioner is unknown (`foreign_key`), or the database failed.
    pub async fn add_absence(
        &mut self,
        network: NetworkId,
        absence: &AbsenceRow,
        by: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.lock_once(network, absence.practitioner).await?;
        execute!(
            &mut self.conn(),
            ADD_ABSENCE,
            network.0,
            absence.id.0,
            absence.practitioner.0,
            micros(absence.start),
            micros(absence.end),
            &absence.note,
            by,
            micros(now),
        )?;
        Ok(())
    }

    /// Gives an absence other times and another note; `false` when this practitioner has none with its id.
    ///
    /// # Errors
    /// It ends before it starts (`absence_length`), or the database failed.
    pub async fn change_absence(&mut self, network: NetworkId, absence: &AbsenceRow) -> Result<bool, StoreError> {
        self.lock_once(network, absence.practitioner).await?;
        let (start, end) = (micros(absence.start), micros(absence.end));
        let changed = execute!(
            &mut self.conn(),
            CHANGE_ABSENCE,
            network.0,
            absence.practitioner.0,
            absence.id.0,
            start,
            end,
            &absence.note
        )?;
        Ok(changed > 0)
    }

    /// Removes an absence; `false` when this practitioner has none with this id.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remove_absence(
        &mut self,
        network: NetworkId,
        practitioner: PractitionerId,
        id: AbsenceId,
    ) -> Result<bool, StoreError> {
        self.lock_once(network, practitioner).await?;
        Ok(execute!(&mut self.conn(), REMOVE_ABSENCE, network.0, practitioner.0, id.0)? > 0)
    }

    /// Puts these hours in the place of the ones there are. Days that stay closed keep what was noted with them.
    ///
    /// # Errors
    /// The practitioner or a place is unknown (`foreign_key`), or the database failed.
    pub async fn replace_hours(
        &mut self,
        network: NetworkId,
        practitioner: PractitionerId,
        hours: &Hours,
    ) -> Result<(), StoreError> {
        self.lock_once(network, practitioner).await?;
        self.replace_weekly(network, practitioner, hours).await?;
        self.replace_dated(network, practitioner, hours).await?;
        self.replace_closed_days(network, practitioner, hours).await
    }

    async fn replace_weekly(
        &mut self,
        network: NetworkId,
        practitioner: PractitionerId,
        hours: &Hours,
    ) -> Result<(), StoreError> {
        let conn = &mut self.conn();
        execute!(conn, FORGET_WEEKLY, network.0, practitioner.0)?;
        for (place, weekly) in &hours.weekly {
            let day = i64::from(weekly.weekday.to_monday_one_offset());
            let (from, to) = (i64::from(weekly.from.minutes()), i64::from(weekly.to.minutes()));
            execute!(conn, ADD_WEEKLY, network.0, practitioner.0, place.0, day, from, to)?;
        }
        Ok(())
    }

    async fn replace_dated(&mut self, network: NetworkId, practitioner: PractitionerId, hours: &Hours) -> Result<(), StoreError> {
        let conn = &mut self.conn();
        execute!(conn, FORGET_DATED, network.0, practitioner.0)?;
        for (place, dated) in &hours.dated {
            let closed = dated.open.is_empty().then_some((None, None));
            let open = dated
                .open
                .iter()
                .map(|(from, to)| (Some(i64::from(from.minutes())), Some(i64::from(to.minutes()))));
            for (nth, (from, to)) in (0_i64..).zip(open.chain(closed)) {
                execute!(
                    conn,
                    ADD_DATED,
                    network.0,
                    practitioner.0,
                    place.0,
                    dated.date.to_string(),
                    nth,
                    from,
                    to
                )?;
            }
        }
        Ok(())
    }

    async fn replace_closed_days(
        &mut self,
        network: NetworkId,
        practitioner: PractitionerId,
        hours: &Hours,
    ) -> Result<(), StoreError> {
        let conn = &mut self.conn();
        let wanted: Vec<String> = hours.closed_days.iter().map(Date::to_string).collect();
        for (day,) in fetch_all!(conn, (String,), CLOSED_DAYS, network.0, practitioner.0)? {
            if !wanted.contains(&day) {
                execute!(conn, OPEN_DAY, network.0, practitioner.0, &day)?;
            }
        }
        for day in &wanted {
            execute!(conn, CLOSE_DAY, network.0, practitioner.0, day)?;
        }
        Ok(())
    }
}
