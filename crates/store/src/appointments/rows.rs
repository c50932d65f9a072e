//! An appointment as a row, and the appointment made from it.

use domain::appointment::{Appointment, Buffers, MoveProposal, Side, State, Terms};
use domain::ids::{AppointmentId, BusinessId, ClientId, NetworkId, PlaceId, PractitionerId, SeriesId, ServiceId};
use domain::notice::When;
use domain::series::SeriesPlace;
use uuid::Uuid;

use crate::StoreError;
use crate::columns::{bytes, from_json, instant, micros, number, zone};

/// The columns of [`AppointmentRow`], of a table called `a`.
macro_rules! appointment_columns {
    () => {
        "a.network_id, a.id, a.business_id, a.practitioner_id, a.place_id, a.service_id, a.client_id, a.start_at, a.end_at, a.zone, \
         a.busy_start, a.busy_end, a.lane, a.forced, a.state, a.state_at, a.answer_by, a.asked_by, a.terms_id, a.moves, a.version, \
         a.sequence, a.note, a.booked_at, a.link_nonce, a.move_proposal, a.series_id, a.series_date, a.series_detached"
    };
}
pub(super) use appointment_columns;

#[derive(sqlx::FromRow)]
pub(super) struct AppointmentRow {
    pub(super) network_id: Uuid,
    id: Uuid,
    business_id: Uuid,
    practitioner_id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    client_id: Uuid,
    start_at: i64,
    end_at: i64,
    zone: String,
    busy_start: i64,
    busy_end: i64,
    lane: i64,
    forced: bool,
    state: String,
    state_at: Option<i64>,
    answer_by: Option<i64>,
    asked_by: Option<String>,
    pub(super) terms_id: String,
    moves: i64,
    version: i64,
    sequence: i64,
    note: String,
    booked_at: i64,
    link_nonce: Vec<u8>,
    move_proposal: Option<String>,
    series_id: Option<Uuid>,
    series_date: Option<String>,
    series_detached: bool,
}

impl AppointmentRow {
    pub(super) fn link_nonce(&self) -> Result<[u8; 16], StoreError> {
        bytes("appointment.link_nonce", &self.link_nonce)
    }

    pub(super) fn appointment(self, terms: Terms) -> Result<Appointment, StoreError> {
        Ok(Appointment {
            id: AppointmentId(self.id),
            network: NetworkId(self.network_id),
            business: BusinessId(self.business_id),
            practitioner: PractitionerId(self.practitioner_id),
            place: PlaceId(self.place_id),
            service: ServiceId(self.service_id),
            client: ClientId(self.client_id),
            when: When {
                start: instant(self.start_at)?,
                end: instant(self.end_at)?,
                zone: zone(&self.zone)?,
            },
            buffers: self.buffers()?,
            lane: number("appointment.lane", self.lane)?,
            forced: self.forced,
            state: self.state()?,
            proposal: self.proposal()?,
            series: self.series()?,
            terms,
            moves: number("appointment.moves", self.moves)?,
            version: number("appointment.version", self.version)?,
            sequence: number("appointment.sequence", self.sequence)?,
            note: self.note,
            booked_at: instant(self.booked_at)?,
        })
    }

    fn buffers(&self) -> Result<Buffers, StoreError> {
        let minutes = |micros: i64| number("appointment.busy_start", micros / 60_000_000);
        Ok(Buffers {
            before_minutes: minutes(self.start_at - self.busy_start)?,
            after_minutes: minutes(self.busy_end - self.end_at)?,
        })
    }

    fn proposal(&self) -> Result<Option<MoveProposal>, StoreError> {
        let text = self.move_proposal.as_deref();
        text.map(|text| from_json("appointment.move_proposal", text)).transpose()
    }

    fn series(&self) -> Result<Option<SeriesPlace>, StoreError> {
        let Some((series, date)) = self.series_id.zip(self.series_date.as_deref()) else {
            return Ok(None);
        };
        let occurrence = date
            .parse()
            .map_err(|_| StoreError::unreadable("appointment.series_date", date))?;
        Ok(Some(SeriesPlace {
            series: SeriesId(series),
            occurrence,
            detached: self.series_detached,
        }))
    }

    fn state(&self) -> Result<State, StoreError> {
        let unreadable = || StoreError::unreadable("appointment.state", &self.state);
        let at = || self.state_at.ok_or_else(unreadable).and_then(instant);
        Ok(match self.state.as_str() {
            "requested" => State::Requested {
                answer_by: self.answer_by.ok_or_else(unreadable).and_then(instant)?,
            },
            "booked" => State::Booked,
            "fulfilled" => State::Fulfilled { at: at()? },
            "no_show" => State::NoShow { at: at()? },
            "cancelled" => {
                let side = self.asked_by.as_deref().and_then(Side::from_code);
                State::Cancelled {
                    at: at()?,
                    asked_by: side.ok_or_else(unreadable)?,
                }
            }
            "declined" => State::Declined { at: at()? },
            "expired" => State::Expired { at: at()? },
            _ => return Err(unreadable()),
        })
    }
}

/// What a state knows, spread over columns.
pub(super) struct StateColumns {
    pub(super) state: &'static str,
    pub(super) state_at: Option<i64>,
    pub(super) answer_by: Option<i64>,
    pub(super) asked_by: Option<&'static str>,
}

impl From<&State> for StateColumns {
    fn from(state: &State) -> Self {
        let (state_at, answer_by, asked_by) = match state {
            State::Requested { answer_by } => (None, Some(*answer_by), None),
            State::Booked => (None, None, None),
            State::Cancelled { at, asked_by } => (Some(*at), None, Some(asked_by.code())),
            State::Fulfilled { at } | State::NoShow { at } | State::Declined { at } | State::Expired { at } => {
                (Some(*at), None, None)
            }
        };
        StateColumns {
            state: state.code(),
            state_at: state_at.map(micros),
            answer_by: answer_by.map(micros),
            asked_by,
        }
    }
}
