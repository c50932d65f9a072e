//! Questions about appointments.

use domain::appointment::Appointment;
use domain::ids::{AppointmentId, BusinessId, ClientId, NetworkId, PractitionerId, SeriesId};
use jiff::Timestamp;
use uuid::Uuid;

use super::rows::{AppointmentRow, appointment_columns};
use crate::columns::micros;
use crate::engine::{Conn, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx, terms};

/// How many practitioners one statement asks about; a larger question is put in parts, a smaller one repeats its last id.
const AGENDAS_AT_ONCE: usize = 8;

macro_rules! entry_text {
    ($where:literal) => {
        concat!(
            "SELECT ",
            appointment_columns!(),
            ", c.name AS client_name, c.phone AS client_phone, c.email AS client_email FROM appointment a \
             JOIN client c ON c.network_id = a.network_id AND c.id = a.client_id WHERE ",
            $where
        )
    };
}

statements! {
    APPOINTMENT { concat!("SELECT ", appointment_columns!(), " FROM appointment a WHERE a.network_id = $1 AND a.id = $2") }
    BY_LINK { concat!("SELECT ", appointment_columns!(), " FROM appointment a WHERE a.link_hash = $1") }
    /// Bounded on both sides as busy time is; buffers only widen what is read, the visible times decide.
    DAY_ENTRIES {
        entry_text!(
            "a.network_id = $1 AND a.practitioner_id IN ($4, $5, $6, $7, $8, $9, $10, $11) AND a.busy_start < $3 \
             AND a.busy_start > $2 - 172800000000 AND a.end_at > $2 AND a.start_at < $3 ORDER BY a.start_at, a.id"
        )
    }
    REQUESTS {
        entry_text!("a.network_id = $1 AND a.business_id = $2 AND a.state = 'requested' ORDER BY a.start_at, a.id")
    }
    /// By start, with the occurrences that have ended.
    MEMBERS {
        concat!(
            "SELECT ",
            appointment_columns!(),
            " FROM appointment a WHERE a.network_id = $1 AND a.series_id = $2 ORDER BY a.start_at, a.id"
        )
    }
    PAGE {
        concat!(
            "SELECT ",
            appointment_columns!(),
            " FROM appointment a WHERE a.network_id = $1 AND a.start_at >= $2 AND (a.start_at > $2 OR a.id > $3) \
             AND a.start_at < $4 AND a.business_id = COALESCE($5, a.business_id) \
             AND a.practitioner_id = COALESCE($6, a.practitioner_id) AND a.client_id = COALESCE($7, a.client_id) \
             AND a.state = COALESCE($8, a.state) ORDER BY a.start_at, a.id LIMIT $9"
        )
    }
    MOVE_PROPOSALS {
        entry_text!("a.network_id = $1 AND a.business_id = $2 AND a.proposal_lapses_at > $3 ORDER BY a.proposal_lapses_at, a.id")
    }
    LAPSED_PROPOSALS {
        "SELECT network_id, id FROM appointment WHERE proposal_lapses_at <= $1 ORDER BY proposal_lapses_at LIMIT $2"
    }
    EXPIRED_REQUESTS {
        "SELECT network_id, id FROM appointment WHERE state = 'requested' AND answer_by <= $1 ORDER BY answer_by LIMIT $2"
    }
}

/// An appointment with what its personal link is made of.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The appointment.
    pub appointment: Appointment,
    /// Random part of its link; worthless without the server's key.
    pub link_nonce: [u8; 16],
}

/// An appointment as an agenda shows it.
#[derive(Debug, Clone)]
pub struct DayEntry {
    /// The appointment.
    pub appointment: Appointment,
    /// Who comes.
    pub client_name: String,
    /// The telephone, as typed.
    pub client_phone: Option<String>,
    /// The e-mail address, as typed.
    pub client_email: Option<String>,
}

/// Which appointments a page of the list holds. The default is all of the network.
#[derive(Debug, Clone, Default)]
pub struct AppointmentFilter {
    /// Of this business only.
    pub business: Option<BusinessId>,
    /// Of this practitioner only.
    pub practitioner: Option<PractitionerId>,
    /// Of this client only.
    pub client: Option<ClientId>,
    /// In the state with this word only, see [`domain::appointment::State::code`].
    pub state: Option<String>,
    /// Starting at this instant or later.
    pub from: Option<Timestamp>,
    /// Starting before this instant.
    pub to: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    #[sqlx(flatten)]
    appointment: AppointmentRow,
    client_name: String,
    client_phone: Option<String>,
    client_email: Option<String>,
}

impl Store {
    /// An appointment of this network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn appointment(&self, network: NetworkId, id: AppointmentId) -> Result<Option<Stored>, StoreError> {
        find(self, &mut self.reading().await?.conn(), network, id).await
    }

    /// The appointment that a personal link opens; the hash says everything, so no network is asked for.
    ///
    /// # Errors
    /// The database failed.
    pub async fn appointment_by_link(&self, link_hash: &[u8; 32]) -> Result<Option<Stored>, StoreError> {
        let mut lent = self.reading().await?;
        let conn = &mut lent.conn();
        match fetch_optional!(conn, AppointmentRow, BY_LINK, &link_hash[..])? {
            Some(row) => Ok(Some(stored(self, conn, row).await?)),
            None => Ok(None),
        }
    }

    /// Everything in these agendas between two instants, in every state, by start.
    ///
    /// # Errors
    /// The database failed.
    pub async fn day_entries(
        &self,
        network: NetworkId,
        practitioners: &[PractitionerId],
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<DayEntry>, StoreError> {
        let mut lent = self.reading().await?;
        let conn = &mut lent.conn();
        let mut rows = Vec::new();
        for some in practitioners.chunks(AGENDAS_AT_ONCE) {
            let id = |n: usize| some[n.min(some.len() - 1)].0;
            let (n, from, to) = (network.0, micros(from), micros(to));
            let found = fetch_all!(
                conn,
                EntryRow,
                DAY_ENTRIES,
                n,
                from,
                to,
                id(0),
                id(1),
                id(2),
                id(3),
                id(4),
                id(5),
                id(6),
                id(7)
            )?;
            rows.extend(found);
        }
        let mut entries = entries(self, conn, rows).await?;
        entries.sort_by_key(|entry| (entry.appointment.when.start, entry.appointment.id));
        Ok(entries)
    }

    /// Requests that wait for an answer of this business, by start.
    ///
    /// # Errors
    /// The database failed.
    pub async fn requests(&self, network: NetworkId, business: BusinessId) -> Result<Vec<DayEntry>, StoreError> {
        let mut lent = self.reading().await?;
        let conn = &mut lent.conn();
        let rows = fetch_all!(conn, EntryRow, REQUESTS, network.0, business.0)?;
        entries(self, conn, rows).await
    }

    /// Appointments of this business for which another time waits for an answer at `now`, whichever side proposed it; the most urgent first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn move_proposals(
        &self,
        network: NetworkId,
        business: BusinessId,
        now: Timestamp,
    ) -> Result<Vec<DayEntry>, StoreError> {
        let mut lent = self.reading().await?;
        let conn = &mut lent.conn();
        let rows = fetch_all!(conn, EntryRow, MOVE_PROPOSALS, network.0, business.0, micros(now))?;
        entries(self, conn, rows).await
    }

    /// The appointments of a series, in every state, by start.
    ///
    /// # Errors
    /// The database failed.
    pub async fn members(&self, network: NetworkId, series: SeriesId) -> Result<Vec<Stored>, StoreError> {
        members(self, &mut self.reading().await?.conn(), network, series).await
    }

    /// At most `limit` appointments by start and id, those after the cursor: start and id of the last one of the page before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn appointments_page(
        &self,
        network: NetworkId,
        after: Option<(Timestamp, AppointmentId)>,
        limit: u32,
        filter: &AppointmentFilter,
    ) -> Result<Vec<Stored>, StoreError> {
        let mut lent = self.reading().await?;
        let conn = &mut lent.conn();
        let (after_start, after_id) = page_begin(after, filter.from);
        let rows = fetch_all!(
            conn,
            AppointmentRow,
            PAGE,
            network.0,
            after_start,
            after_id,
            filter.to.map_or(i64::MAX, micros),
            filter.business.map(|id| id.0),
            filter.practitioner.map(|id| id.0),
            filter.client.map(|id| id.0),
            filter.state.as_deref(),
            i64::from(limit),
        )?;
        let mut page = Vec::with_capacity(rows.len());
        for row in rows {
            page.push(stored(self, conn, row).await?);
        }
        Ok(page)
    }

    /// Requests that nobody answered in time, the oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn expired_requests(&self, now: Timestamp, limit: u32) -> Result<Vec<(NetworkId, AppointmentId)>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(
            &mut lent.conn(),
            (Uuid, Uuid),
            EXPIRED_REQUESTS,
            micros(now),
            i64::from(limit)
        )?;
        Ok(named(rows))
    }

    /// Appointments whose proposed move nobody answered in time, the oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lapsed_proposals(&self, now: Timestamp, limit: u32) -> Result<Vec<(NetworkId, AppointmentId)>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(
            &mut lent.conn(),
            (Uuid, Uuid),
            LAPSED_PROPOSALS,
            micros(now),
            i64::from(limit)
        )?;
        Ok(named(rows))
    }
}

impl Tx {
    /// As [`Store::appointment`], inside the change.
    ///
    /// # Errors
    /// The database failed.
    pub async fn appointment(&mut self, network: NetworkId, id: AppointmentId) -> Result<Option<Stored>, StoreError> {
        let store = self.store.clone();
        find(&store, &mut self.conn(), network, id).await
    }

    /// As [`Store::members`], inside the change.
    ///
    /// # Errors
    /// The database failed.
    pub async fn members(&mut self, network: NetworkId, series: SeriesId) -> Result<Vec<Stored>, StoreError> {
        let store = self.store.clone();
        members(&store, &mut self.conn(), network, series).await
    }

    /// As [`Store::day_entries`] for one agenda, inside the change: what an absence hits is read under the practitioner's lock (R16).
    ///
    /// # Errors
    /// The database failed.
    pub async fn day_entries(
        &mut self,
        network: NetworkId,
        practitioner: PractitionerId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<DayEntry>, StoreError> {
        let store = self.store.clone();
        let (n, p, from, to) = (network.0, practitioner.0, micros(from), micros(to));
        let conn = &mut self.conn();
        let rows = fetch_all!(conn, EntryRow, DAY_ENTRIES, n, from, to, p, p, p, p, p, p, p, p)?;
        entries(&store, conn, rows).await
    }
}

fn named(rows: Vec<(Uuid, Uuid)>) -> Vec<(NetworkId, AppointmentId)> {
    rows.into_iter()
        .map(|(network, id)| (NetworkId(network), AppointmentId(id)))
        .collect()
}

/// The later of cursor and filter; below the smallest id when only the filter speaks, so that its own instant is included.
fn page_begin(after: Option<(Timestamp, AppointmentId)>, from: Option<Timestamp>) -> (i64, Uuid) {
    let from = (from.map_or(i64::MIN, micros), None);
    let after = after.map_or((i64::MIN, None), |(start, id)| (micros(start), Some(id.0)));
    let (start, id) = from.max(after);
    // The nil id is never given, so everything at that instant is after it.
    (start, id.unwrap_or(Uuid::nil()))
}

async fn find(store: &Store, conn: &mut Conn<'_>, network: NetworkId, id: AppointmentId) -> Result<Option<Stored>, StoreError> {
    match fetch_optional!(conn, AppointmentRow, APPOINTMENT, network.0, id.0)? {
        Some(row) => Ok(Some(stored(store, conn, row).await?)),
        None => Ok(None),
    }
}

async fn members(store: &Store, conn: &mut Conn<'_>, network: NetworkId, series: SeriesId) -> Result<Vec<Stored>, StoreError> {
    let rows = fetch_all!(conn, AppointmentRow, MEMBERS, network.0, series.0)?;
    let mut members = Vec::with_capacity(rows.len());
    for row in rows {
        members.push(stored(store, conn, row).await?);
    }
    Ok(members)
}

async fn stored(store: &Store, conn: &mut Conn<'_>, row: AppointmentRow) -> Result<Stored, StoreError> {
    let link_nonce = row.link_nonce()?;
    Ok(Stored {
        appointment: with_terms(store, conn, row).await?,
        link_nonce,
    })
}

async fn entries(store: &Store, conn: &mut Conn<'_>, rows: Vec<EntryRow>) -> Result<Vec<DayEntry>, StoreError> {
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        entries.push(DayEntry {
            appointment: with_terms(store, conn, row.appointment).await?,
            client_name: row.client_name,
            client_phone: row.client_phone,
            client_email: row.client_email,
        });
    }
    Ok(entries)
}

async fn with_terms(store: &Store, conn: &mut Conn<'_>, mut row: AppointmentRow) -> Result<Appointment, StoreError> {
    let id = std::mem::take(&mut row.terms_id);
    let terms = terms::terms(store, conn, NetworkId(row.network_id), id).await?;
    row.appointment(terms)
}
