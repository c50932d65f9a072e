//! `/practitioners/{id}/absences`: when somebody is away.

use actions::{App, NewAbsence, Outcome, Snapshot};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::ids::{AbsenceId, PractitionerId};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::AbsenceRow;
use utoipa::{IntoParams, ToSchema};

use super::appointments::AppointmentShown;
use super::caller::{Managing, Reading};
use super::entered::{Address, Asked, Entered};
use super::moment::{Moment, written, zone_name};
use super::once::{answer, replayed};
use super::problem::{Problem, Trouble};

/// A span in which a practitioner cannot be booked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Absence)]
struct AbsenceShown {
    /// Identity.
    #[schema(value_type = String, example = "abs_01985f3a7c007000800000000000000a")]
    id: AbsenceId,
    /// Who is away.
    #[schema(value_type = String)]
    practitioner: PractitionerId,
    /// First moment away.
    #[schema(format = DateTime)]
    start: String,
    /// First moment back.
    #[schema(format = DateTime)]
    end: String,
    /// Zone of these moments.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// A word for the colleagues.
    note: String,
}

impl AbsenceShown {
    fn new(absence: &AbsenceRow, zone: &TimeZone) -> Self {
        AbsenceShown {
            id: absence.id,
            practitioner: absence.practitioner,
            start: written(zone, absence.start),
            end: written(zone, absence.end),
            time_zone: zone_name(zone),
            note: absence.note.clone(),
        }
    }
}

/// Absences by start.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AbsenceList {
    /// The absences that have not ended before `from`.
    items: Vec<AbsenceShown>,
}

/// An absence that was entered.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AbsenceEntered {
    /// The absence.
    absence: AbsenceShown,
    /// Appointments that stand within it, as of now, for somebody to settle.
    conflicts: Vec<AppointmentShown>,
}

/// The zone in which an agenda is told: that of the practitioner's first place.
pub(super) fn zone_of(snapshot: &Snapshot, practitioner: PractitionerId) -> Result<TimeZone, Problem> {
    snapshot.practitioner(practitioner).ok_or(Trouble::NotFound("practitioner"))?;
    let place = snapshot
        .offerings_of(practitioner)
        .next()
        .map(|offering| offering.place.zone.clone());
    Ok(place.unwrap_or_else(|| snapshot.network().zone.clone()))
}

/// From when on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AbsencesAsked {
    /// Leave out what has ended by this moment; left out, now.
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-01T00:00:00+01:00")]
    from: Option<Moment>,
}

/// List the absences of a practitioner.
#[utoipa::path(
    get, operation_id = "list_absences", path = "/practitioners/{id}/absences", tag = "Agenda", security(("key" = ["read"])),
    params(("id" = String, Path, description = "Id of the practitioner."), AbsencesAsked),
    responses((status = 200, body = AbsenceList))
)]
pub(super) async fn list(
    State(app): State<App>,
    Reading(caller): Reading,
    Address(practitioner): Address<PractitionerId>,
    Asked(asked): Asked<AbsencesAsked>,
) -> Result<Json<AbsenceList>, Problem> {
    let zone = zone_of(&*app.snapshot(caller.network).await?, practitioner)?;
    let from = asked.from.map_or_else(|| app.clock.now(), |from| from.0);
    let absences = app.store.absences(caller.network, practitioner, from).await?;
    Ok(Json(AbsenceList {
        items: absences.iter().map(|absence| AbsenceShown::new(absence, &zone)).collect(),
    }))
}

/// When somebody is away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAbsenceEntered {
    /// First moment away, with its offset.
    #[schema(value_type = String, format = DateTime, example = "2026-03-03T00:00:00+01:00")]
    start: Moment,
    /// First moment back, with its offset; at most two years later.
    #[schema(value_type = String, format = DateTime, example = "2026-03-05T00:00:00+01:00")]
    end: Moment,
    /// A word for the colleagues, at most 2000 characters.
    note: Option<String>,
}

/// Enter an absence.
///
/// Appointments that stand within it stay; `conflicts` lists them. From now on nothing can be booked there.
#[utoipa::path(
    post, operation_id = "add_absence", path = "/practitioners/{id}/absences", tag = "Agenda", security(("key" = ["manage"])),
    params(("id" = String, Path, description = "Id of the practitioner.")),
    request_body = NewAbsenceEntered,
    responses((status = 201, description = "Entered.", body = AbsenceEntered,
        headers(("Location" = String, description = "Address of the absence."))))
)]
pub(super) async fn add(
    State(app): State<App>,
    Managing(caller): Managing,
    Address(practitioner): Address<PractitionerId>,
    Entered { body, key }: Entered<NewAbsenceEntered>,
) -> Result<Response, Problem> {
    let zone = zone_of(&*app.snapshot(caller.network).await?, practitioner)?;
    let note = body.note.unwrap_or_default();
    let wish = NewAbsence {
        network: caller.network,
        practitioner,
        start: body.start.0,
        end: body.end.0,
        note,
    };
    let kept = key.map(|key| key.kept_as(&caller));
    let shown = |absence: &AbsenceRow| (201, serde_json::to_string(&Kept::from(absence)).unwrap_or_default());
    let once = kept.as_ref().map(|kept| kept.once(&shown));
    match app.add_absence_once(&wish, &caller.staff(), once.as_ref()).await? {
        Outcome::Done(absence) => entered(&app, &caller, &absence, &zone).await,
        Outcome::Repeated(answer) => {
            let kept: Kept = serde_json::from_str(&answer.body).map_err(|_| Problem::from(Trouble::OutOfOrder))?;
            Ok(replayed(entered(&app, &caller, &kept.into(), &zone).await?))
        }
    }
}

/// What is kept for a repeated request: the absence. Its conflicts are looked up again, because they are there to be settled.
#[derive(Serialize, Deserialize)]
struct Kept {
    id: AbsenceId,
    practitioner: PractitionerId,
    start: jiff::Timestamp,
    end: jiff::Timestamp,
    note: String,
}

impl From<&AbsenceRow> for Kept {
    fn from(absence: &AbsenceRow) -> Self {
        let AbsenceRow {
            id,
            practitioner,
            start,
            end,
            note,
        } = absence.clone();
        Kept {
            id,
            practitioner,
            start,
            end,
            note,
        }
    }
}

impl From<Kept> for AbsenceRow {
    fn from(
        Kept {
            id,
            practitioner,
            start,
            end,
            note,
        }: Kept,
    ) -> Self {
        AbsenceRow {
            id,
            practitioner,
            start,
            end,
            note,
        }
    }
}

async fn entered(app: &App, caller: &super::caller::Caller, absence: &AbsenceRow, zone: &TimeZone) -> Result<Response, Problem> {
    let conflicts = app.appointments_within(caller.network, absence).await?;
    let shown = AbsenceEntered {
        absence: AbsenceShown::new(absence, zone),
        conflicts: conflicts
            .iter()
            .map(|entry| AppointmentShown::from(&entry.appointment))
            .collect(),
    };
    let mut response = answer(201, serde_json::to_string(&shown).unwrap_or_default());
    let location = format!("/api/v1/practitioners/{}/absences/{}", absence.practitioner, absence.id);
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// Take an absence back.
#[utoipa::path(
    delete, operation_id = "remove_absence", path = "/practitioners/{id}/absences/{absence}", tag = "Agenda", security(("key" = ["manage"])),
    params(
        ("id" = String, Path, description = "Id of the practitioner."),
        ("absence" = String, Path, description = "Id of the absence."),
    ),
    responses((status = 204, description = "Taken back."))
)]
pub(super) async fn remove(
    State(app): State<App>,
    Managing(caller): Managing,
    Address((practitioner, absence)): Address<(PractitionerId, AbsenceId)>,
) -> Result<StatusCode, Problem> {
    app.remove_absence(caller.network, practitioner, absence).await?;
    Ok(StatusCode::NO_CONTENT)
}
