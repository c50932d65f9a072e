//! `POST /appointments`: booking, or requesting when the service is booked on approval.

use actions::{App, Booked, Failure, NewBooking, NewClient, Outcome};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::ids::{AppointmentId, NetworkId, PlaceId, PractitionerId, ServiceId};
use jiff::tz::TimeZone;
use serde::Deserialize;
use store::{IdempotentAnswer, Stored};
use utoipa::ToSchema;

use super::AppointmentShown;
use crate::api::caller::{Acting, Caller, Capacity};
use crate::api::entered::Entered;
use crate::api::moment::Moment;
use crate::api::once::{answer, replayed};
use crate::api::problem::{Fault, Problem, Trouble};
use crate::api::words::LanguageWord;

/// What is to be booked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct BookingEntered {
    /// With whom.
    #[schema(value_type = String, example = "prc_01985f3a7c007000800000000000000a")]
    practitioner: PractitionerId,
    /// What.
    #[schema(value_type = String, example = "srv_01985f3a7c007000800000000000000a")]
    service: ServiceId,
    /// Where; left out, the first place where the service is given.
    #[schema(value_type = Option<String>)]
    place: Option<PlaceId>,
    /// When: a start from the list of slots, with its offset.
    #[schema(value_type = String, format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    start: Moment,
    /// For whom.
    client: ClientEntered,
    /// A word to the practitioner, at most 2000 characters.
    note: Option<String>,
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    capacity: Option<Capacity>,
    /// Staff only: why it is placed where no slot is offered.
    force: Option<String>,
}

/// Who comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ClientEntered {
    /// First and last name, at most 120 characters.
    #[schema(example = "Zoé Martin")]
    name: String,
    /// E-mail address; staff may leave it out.
    #[schema(example = "zoe@example.org")]
    email: Option<String>,
    /// Telephone number.
    #[schema(example = "06 12 34 56 78")]
    phone: Option<String>,
    /// Language of messages; left out, the network's.
    language: Option<LanguageWord>,
}

impl ClientEntered {
    /// The client as the actions read them.
    pub(in crate::api) fn client(self, language: LanguageWord) -> NewClient {
        NewClient {
            name: self.name,
            email: self.email.unwrap_or_default(),
            phone: self.phone.unwrap_or_default(),
            language: self.language.unwrap_or(language).into(),
        }
    }
}

/// Book an appointment.
///
/// The answer carries the client's personal link in `manage_url`; no other answer does. A service that is booked on approval answers with the
/// state `requested`.
#[utoipa::path(
    post, operation_id = "book_appointment", path = "/appointments", tag = "Appointments", security(("key" = ["client"]), ("key" = ["staff"])),
    request_body = BookingEntered,
    responses((status = 201, description = "Booked or requested.", body = AppointmentShown,
        headers(("Location" = String, description = "Address of the appointment."))))
)]
pub(in crate::api) async fn book(
    State(app): State<App>,
    Acting(caller): Acting,
    Entered { body, key }: Entered<BookingEntered>,
) -> Result<Response, Problem> {
    let actor = caller.acting(body.capacity)?;
    let snapshot = caller.snapshot(&app).await?;
    let wish = wish(caller.network, body, snapshot.network().language.into());
    if snapshot.practitioner(wish.practitioner).is_none() {
        return Err(Trouble::NotFound("practitioner").into());
    }
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&without_link));
    let outcome = app
        .book_from(&snapshot, &wish, &actor, once.as_ref())
        .await
        .map_err(|failure| {
            let place = snapshot
                .offering(wish.practitioner, wish.service, wish.place)
                .map(|offering| offering.place.zone.clone());
            told(failure, &place.unwrap_or(TimeZone::UTC), snapshot.network().language)
        })?;
    match outcome {
        Outcome::Done(Booked { stored, token }) => {
            let (status, body) = without_link(&stored);
            Ok(created(stored.appointment.id, status, &body, &app.link_url(&token)))
        }
        Outcome::Repeated(kept) => again(&app, &caller, &kept).await,
    }
}

fn wish(network: NetworkId, body: BookingEntered, language: LanguageWord) -> NewBooking {
    NewBooking {
        network,
        practitioner: body.practitioner,
        service: body.service,
        place: body.place,
        start: body.start.0,
        client: body.client.client(language),
        note: body.note.unwrap_or_default(),
        force: body.force,
    }
}

/// The form of the pages has one level, the body has two.
pub(in crate::api) fn told(failure: Failure, zone: &TimeZone, language: domain::people::Language) -> Problem {
    let Failure::Invalid(faults) = failure else {
        return Problem::of(failure, zone, language);
    };
    let placed = |fault: Fault| match fault.field.as_str() {
        "name" | "email" | "phone" => Fault {
            field: format!("client.{}", fault.field),
            ..fault
        },
        _ => fault,
    };
    Trouble::Invalid(faults.into_iter().map(|fault| placed(fault.into())).collect()).into()
}

/// What is kept for a repeated request: a stolen database must not open appointments, so the link is left out and derived again.
fn without_link(stored: &Stored) -> (u16, String) {
    (
        201,
        serde_json::to_string(&AppointmentShown::from(&stored.appointment)).unwrap_or_default(),
    )
}

/// `manage_url` is the last field, so the answer to a repeated request is the first one to the byte.
fn created(id: AppointmentId, status: u16, body: &str, link: &str) -> Response {
    let link = serde_json::Value::from(link);
    let mut response = answer(
        status,
        format!("{},\"manage_url\":{link}}}", body.strip_suffix('}').unwrap_or(body)),
    );
    if let Ok(location) = HeaderValue::from_str(&format!("/api/v1/appointments/{id}")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

async fn again(app: &App, caller: &Caller, kept: &IdempotentAnswer) -> Result<Response, Problem> {
    let body: serde_json::Value = serde_json::from_str(&kept.body).unwrap_or_default();
    let id: Option<AppointmentId> = body["id"].as_str().and_then(|id| id.parse().ok());
    let id = id.ok_or(Trouble::OutOfOrder)?;
    let (stored, _) = app.appointment(caller.network, id).await?;
    let link = app.link_url(&app.links.token(&stored.link_nonce));
    Ok(replayed(created(id, kept.status, &kept.body, &link)))
}
