//! Appointments: book, read, cancel, move, answer, record what came of them.

pub(super) mod answering;
pub(super) mod booking;
pub(super) mod cancellation;
pub(in crate::api) mod consequences;
pub(super) mod list;
pub(super) mod move_proposal;
pub(super) mod one;
pub(super) mod outcome;
pub(super) mod preview;
pub(super) mod reschedule;

use actions::{App, Failure};
use axum::response::Response;
use domain::appointment::{Appointment, State};
use domain::ids::{AppointmentId, BusinessId, ClientId, NetworkId, PlaceId, PractitionerId, SeriesId, ServiceId};
use domain::people::Language;
use domain::series::SeriesPlace;
use jiff::tz::TimeZone;
use serde::Serialize;
use store::Stored;
use utoipa::ToSchema;

use self::move_proposal::MoveProposalShown;
use super::caller::Caller;
use super::moment::{written, zone_name};
use super::once::{self, KeptKey, RequestKey};
use super::problem::Problem;
use super::services::{BookedByWord, PriceShown};
use super::words::StateWord;

/// One service with one practitioner at one time, for one client.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Appointment)]
pub(super) struct AppointmentShown {
    /// Identity, the same through every move.
    #[schema(value_type = String, example = "apt_01985f3a7c007000800000000000000a")]
    id: AppointmentId,
    /// Grows by one with every change; send it back to act on what you saw.
    #[schema(example = 1)]
    version: u32,
    /// Where it is in its life.
    #[schema(value_type = StateWord)]
    state: &'static str,
    /// When a request expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    answer_by: Option<String>,
    /// Who wanted the cancellation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<super::words::AskedBy>)]
    cancelled_by: Option<&'static str>,
    /// When it starts.
    #[schema(format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    start: String,
    /// When it ends.
    #[schema(format = DateTime, example = "2026-03-03T15:30:00+01:00")]
    end: String,
    /// Zone of the place; every moment here has its offset.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// The business.
    #[schema(value_type = String)]
    business: BusinessId,
    /// The practitioner.
    #[schema(value_type = String)]
    practitioner: PractitionerId,
    /// The place.
    #[schema(value_type = String)]
    place: PlaceId,
    /// The service.
    #[schema(value_type = String)]
    service: ServiceId,
    /// The client.
    #[schema(value_type = String)]
    client: ClientId,
    /// The price that was agreed.
    price: PriceShown,
    /// Whether it was booked at once or on approval.
    booked_by: BookedByWord,
    /// How often the client has moved it.
    moves: u32,
    /// The series it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<SeriesPlaceShown>,
    /// Whether staff placed it where no slot was offered.
    forced: bool,
    /// What the client wrote to the practitioner.
    note: String,
    /// When it was booked or requested.
    #[schema(format = DateTime)]
    booked_at: String,
    /// Another time that waits for the other side's answer; this one stands meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    move_proposal: Option<MoveProposalShown>,
    /// The client's personal link. Only the answer to the booking has it: keep it, or let the messages carry it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://example.org/r/3q2-7wAAAAAAAAAAAAAAAA")]
    manage_url: Option<String>,
}

/// Which occurrence of a series an appointment stands for.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SeriesPlaceShown {
    /// The series.
    #[schema(value_type = String, example = "ser_01985f3a7c007000800000000000000a")]
    id: SeriesId,
    /// The local date and hour that its rule gives this appointment, whatever became of it since.
    #[schema(example = "2026-03-02T15:00:00")]
    occurrence: String,
    /// Whether it was moved by itself: a change of the whole leaves it alone.
    detached: bool,
}

impl From<SeriesPlace> for SeriesPlaceShown {
    fn from(place: SeriesPlace) -> Self {
        SeriesPlaceShown {
            id: place.series,
            occurrence: place.occurrence.to_string(),
            detached: place.detached,
        }
    }
}

impl From<&Appointment> for AppointmentShown {
    fn from(appointment: &Appointment) -> Self {
        let zone = &appointment.when.zone;
        let answer_by = match appointment.state {
            State::Requested { answer_by } => Some(written(zone, answer_by)),
            _ => None,
        };
        let cancelled_by = match appointment.state {
            State::Cancelled { asked_by, .. } => Some(asked_by.code()),
            _ => None,
        };
        AppointmentShown {
            id: appointment.id,
            version: appointment.version,
            state: appointment.state.code(),
            answer_by,
            cancelled_by,
            start: written(zone, appointment.when.start),
            end: written(zone, appointment.when.end),
            time_zone: zone_name(zone),
            business: appointment.business,
            practitioner: appointment.practitioner,
            place: appointment.place,
            service: appointment.service,
            client: appointment.client,
            price: (&appointment.terms.price).into(),
            booked_by: appointment.terms.booked_by.into(),
            moves: appointment.moves,
            series: appointment.series.map(SeriesPlaceShown::from),
            forced: appointment.forced,
            note: appointment.note.clone(),
            booked_at: written(zone, appointment.booked_at),
            move_proposal: appointment
                .proposal
                .as_ref()
                .map(|proposal| MoveProposalShown::new(proposal, zone)),
            manage_url: None,
        }
    }
}

/// The answer to an act: the appointment as it is now.
pub(super) fn changed(stored: &Stored) -> (u16, String) {
    (
        200,
        serde_json::to_string(&AppointmentShown::from(&stored.appointment)).unwrap_or_default(),
    )
}

/// Runs an act that may be sent again, and answers with the appointment as it is then.
async fn act<F>(app: &App, caller: &Caller, id: AppointmentId, key: Option<RequestKey>, run: F) -> Result<Response, Problem>
where
    F: AsyncFnOnce(Option<&actions::Once<'_>>) -> Result<actions::Outcome<Stored>, Failure>,
{
    let kept: Option<KeptKey> = key.map(|key| key.kept_as(caller));
    let once = kept.as_ref().map(|kept| kept.once(&changed));
    match run(once.as_ref()).await {
        Ok(outcome) => Ok(once::outcome(outcome, &changed)),
        Err(failure) => Err(told(app, caller.network, id, failure).await),
    }
}

/// A failure about an appointment, with its moments in the zone of the place.
async fn told(app: &App, network: NetworkId, id: AppointmentId, failure: Failure) -> Problem {
    if !matches!(failure, Failure::Refused(_)) {
        return failure.into();
    }
    let (zone, language) = match app.appointment(network, id).await {
        Ok((stored, snapshot)) => (stored.appointment.when.zone, snapshot.network().language),
        Err(_) => (TimeZone::UTC, Language::default()),
    };
    Problem::of(failure, &zone, language)
}

/// Client and staff wish for themselves; only staff can speak for the other side (TRW-02).
pub(super) fn asked_by(
    actor: &domain::appointment::Actor,
    wished: Option<super::words::AskedBy>,
) -> Result<domain::appointment::Side, Problem> {
    use domain::appointment::{Role, Side};
    match (actor.role, wished.map(Side::from)) {
        (Role::Client, Some(Side::Business)) => Err(Problem::field("asked_by", "only_staff")),
        (Role::Client, _) => Ok(Side::Client),
        (_, wished) => Ok(wished.unwrap_or(Side::Business)),
    }
}
