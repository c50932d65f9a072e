//! When a practitioner works and what time is taken, read in one statement.

use domain::agenda::{Agenda, Busy, DAYS_LOOKED_BACK, DatedHours, MinuteOfDay, WeeklyHours};
use domain::ids::{AppointmentId, NetworkId, PlaceId, PractitionerId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::columns::{date, instant, instant_if, micros, number, weekday};
use crate::engine::{Conn, fetch_all, statements};
use crate::{Store, StoreError, Tx};

/// Busy time of appointments is bounded on both sides, so that neither the past nor the far future is walked: nothing that takes time
/// is longer than two days, which the schema enforces. Absences and outside blocks may be longer; of these the index leaves out the past.
macro_rules! busy_text {
    ($columns:literal, $columns_of_blocks:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM appointment WHERE network_id = $1 AND practitioner_id = $2 AND busy_start < $4 \
             AND busy_start > $3 - 172800000000 AND busy_end > $3 AND id <> $5 AND state IN ('booked', 'fulfilled', 'no_show') \
             UNION ALL SELECT ",
            $columns_of_blocks,
            " FROM absence WHERE network_id = $1 AND practitioner_id = $2 AND end_at > $3 AND start_at < $4 \
             UNION ALL SELECT ",
            $columns_of_blocks,
            " FROM busy_block WHERE network_id = $1 AND practitioner_id = $2 AND end_at > $3 AND start_at < $4"
        )
    };
}

statements! {
    BUSY { busy_text!("busy_start, busy_end, lane", "start_at, end_at, CAST(NULL AS BIGINT)") }
    AGENDA {
        concat!(
            busy_text!(
                "'busy' AS what, CAST('' AS TEXT) AS day, busy_start AS a, busy_end AS b, lane",
                "'busy', '', start_at, end_at, CAST(NULL AS BIGINT)"
            ),
            " UNION ALL SELECT 'weekly', '', from_minute, to_minute, weekday FROM opening \
             WHERE network_id = $1 AND practitioner_id = $2 AND place_id = $6 \
             UNION ALL SELECT 'dated', date, from_minute, to_minute, CAST(NULL AS BIGINT) FROM dated_opening \
             WHERE network_id = $1 AND practitioner_id = $2 AND place_id = $6 AND date BETWEEN $7 AND $8 \
             UNION ALL SELECT 'closed', date, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT) FROM closed_day \
             WHERE network_id = $1 AND practitioner_id = $2 AND date BETWEEN $7 AND $8 \
             UNION ALL SELECT 'closed', date, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT) FROM measure \
             WHERE network_id = $1 AND practitioner_id = $2 AND kind = 'closed_day' AND date BETWEEN $7 AND $8 AND lifted_at IS NULL \
             UNION ALL SELECT 'paused', '', MAX(m.end_at), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT) FROM practitioner p \
             JOIN measure m ON m.network_id = p.network_id AND m.subject_kind = 'business' AND m.subject_id = p.business_id \
             WHERE p.network_id = $1 AND p.id = $2 AND m.kind IN ('pause', 'limitation') AND m.lifted_at IS NULL"
        )
    }
}

/// Whose agenda, where, and how places and seats are counted there.
#[derive(Clone)]
struct Asked {
    network: NetworkId,
    practitioner: PractitionerId,
    place: PlaceId,
    zone: TimeZone,
    capacity: u16,
    from: Timestamp,
    to: Timestamp,
}

impl Store {
    /// Opening hours of one practitioner at one place and the time taken between two instants, whatever the place of what takes it.
    /// Dated hours and closed days are there for the local dates of the span and for as many days around it as openings look back.
    ///
    /// # Errors
    /// The database failed.
    #[expect(
        clippy::too_many_arguments,
        reason = "the contract names each of them, and all are of different types"
    )]
    pub async fn agenda(
        &self,
        network: NetworkId,
        practitioner: PractitionerId,
        place: PlaceId,
        zone: TimeZone,
        capacity: u16,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Agenda, StoreError> {
        let asked = Asked {
            network,
            practitioner,
            place,
            zone,
            capacity,
            from,
            to,
        };
        read_agenda(&mut self.reading().await?.conn(), asked, None).await
    }

    /// The time taken between two instants, sorted by start.
    ///
    /// # Errors
    /// The database failed.
    pub async fn busy(
        &self,
        network: NetworkId,
        practitioner: PractitionerId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Busy>, StoreError> {
        read_busy(&mut self.reading().await?.conn(), network, practitioner, from, to, None).await
    }
}

impl Tx {
    /// As [`Store::agenda`], inside the change. `without` leaves one appointment out: the one that moves.
    ///
    /// # Errors
    /// The database failed.
    #[expect(
        clippy::too_many_arguments,
        reason = "the contract names each of them, and all are of different types"
    )]
    pub async fn agenda(
        &mut self,
        network: NetworkId,
        practitioner: PractitionerId,
        place: PlaceId,
        zone: TimeZone,
        capacity: u16,
        from: Timestamp,
        to: Timestamp,
        without: Option<AppointmentId>,
    ) -> Result<Agenda, StoreError> {
        let asked = Asked {
            network,
            practitioner,
            place,
            zone,
            capacity,
            from,
            to,
        };
        read_agenda(&mut self.conn(), asked, without).await
    }

    /// Only the time taken, for callers who know the opening hours already. Lock the practitioner first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn busy(
        &mut self,
        network: NetworkId,
        practitioner: PractitionerId,
        from: Timestamp,
        to: Timestamp,
        without: Option<AppointmentId>,
    ) -> Result<Vec<Busy>, StoreError> {
        read_busy(&mut self.conn(), network, practitioner, from, to, without).await
    }
}

async fn read_busy(
    conn: &mut Conn<'_>,
    network: NetworkId,
    practitioner: PractitionerId,
    from: Timestamp,
    to: Timestamp,
    without: Option<AppointmentId>,
) -> Result<Vec<Busy>, StoreError> {
    let without = without.map_or(Uuid::nil(), |id| id.0);
    let rows = fetch_all!(
        conn,
        (i64, i64, Option<i64>),
        BUSY,
        network.0,
        practitioner.0,
        micros(from),
        micros(to),
        without
    )?;
    let mut busy = rows
        .into_iter()
        .map(|(start, end, lane)| taken(start, end, lane))
        .collect::<Result<Vec<_>, _>>()?;
    busy.sort_by_key(|busy| busy.start);
    Ok(busy)
}

type AgendaRow = (String, String, Option<i64>, Option<i64>, Option<i64>);

async fn read_agenda(conn: &mut Conn<'_>, asked: Asked, without: Option<AppointmentId>) -> Result<Agenda, StoreError> {
    let (first, last) = dates_around(&asked);
    let rows = fetch_all!(
        conn,
        AgendaRow,
        AGENDA,
        asked.network.0,
        asked.practitioner.0,
        micros(asked.from),
        micros(asked.to),
        without.map_or(Uuid::nil(), |id| id.0),
        asked.place.0,
        first.to_string(),
        last.to_string(),
    )?;
    let mut agenda = Agenda {
        zone: asked.zone,
        capacity: asked.capacity,
        weekly: Vec::new(),
        exceptions: Vec::new(),
        closed_days: Vec::new(),
        paused_until: None,
        busy: Vec::with_capacity(rows.len()),
    };
    for row in rows {
        put_into(&mut agenda, row)?;
    }
    agenda.busy.sort_by_key(|busy| busy.start);
    agenda
        .weekly
        .sort_by_key(|hours| (hours.weekday.to_monday_one_offset(), hours.from));
    Ok(agenda)
}

fn put_into(agenda: &mut Agenda, (what, day, a, b, c): AgendaRow) -> Result<(), StoreError> {
    let missing = || StoreError::unreadable("agenda", &what);
    match what.as_str() {
        "busy" => agenda.busy.push(taken(a.ok_or_else(missing)?, b.ok_or_else(missing)?, c)?),
        "weekly" => agenda.weekly.push(weekly(
            c.ok_or_else(missing)?,
            a.ok_or_else(missing)?,
            b.ok_or_else(missing)?,
        )?),
        "paused" => agenda.paused_until = instant_if(a)?,
        "dated" => add_dated(&mut agenda.exceptions, date(&day)?, span(a, b)?),
        _ => agenda.closed_days.push(date(&day)?),
    }
    Ok(())
}

fn taken(start: i64, end: i64, lane: Option<i64>) -> Result<Busy, StoreError> {
    let lane = lane.map(|lane| number("appointment.lane", lane)).transpose()?;
    Ok(Busy {
        start: instant(start)?,
        end: instant(end)?,
        lane,
    })
}

pub(crate) fn weekly(day: i64, from: i64, to: i64) -> Result<WeeklyHours, StoreError> {
    Ok(WeeklyHours {
        weekday: weekday(day)?,
        from: minute(from)?,
        to: minute(to)?,
    })
}

/// Both minutes, or neither for a closed date.
pub(crate) fn span(from: Option<i64>, to: Option<i64>) -> Result<Option<(MinuteOfDay, MinuteOfDay)>, StoreError> {
    from.zip(to).map(|(from, to)| Ok((minute(from)?, minute(to)?))).transpose()
}

/// Rows of the same date become one entry; a row without hours only says that the date has hours of its own.
pub(crate) fn add_dated(dated: &mut Vec<DatedHours>, date: Date, open: Option<(MinuteOfDay, MinuteOfDay)>) {
    match dated.iter_mut().find(|hours| hours.date == date) {
        Some(hours) => hours.open.extend(open),
        None => dated.push(DatedHours {
            date,
            open: open.into_iter().collect(),
        }),
    }
}

fn minute(minutes: i64) -> Result<MinuteOfDay, StoreError> {
    let minute = u16::try_from(minutes).ok().and_then(MinuteOfDay::new);
    minute.ok_or_else(|| StoreError::unreadable("minute", minutes))
}

/// The local dates of the span, widened by what openings look back and by one day for ends that fall on midnight.
fn dates_around(asked: &Asked) -> (Date, Date) {
    let days = (i64::from(DAYS_LOOKED_BACK) + 1).days();
    let local = |at: Timestamp| asked.zone.to_datetime(at).date();
    (local(asked.from).saturating_sub(days), local(asked.to).saturating_add(days))
}
