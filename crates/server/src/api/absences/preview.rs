//! What an absence would come to, not entered: what is hit, what can be chosen, what follows.

use actions::{AbsenceHit, AbsenceWish, App};
use axum::Json;
use axum::extract::State;
use domain::ids::{AbsenceId, PractitionerId};
use jiff::tz::TimeZone;
use serde::Serialize;
use texts::Speech;
use utoipa::ToSchema;

use super::{ChoiceWord, NewAbsenceEntered, zone_of};
use crate::api::appointments::AppointmentShown;
use crate::api::appointments::consequences::ConsequencesShown;
use crate::api::appointments::preview::{self, Preview};
use crate::api::caller::{Caller, Managing};
use crate::api::entered::{Address, Asked, Entered};
use crate::api::moment::{written, zone_name};
use crate::api::networks::NoQuery;
use crate::api::problem::Problem;
use crate::reader::Reader;

/// What an absence would come to now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AbsencePreview {
    /// First moment away.
    #[schema(format = DateTime)]
    start: String,
    /// First moment back.
    #[schema(format = DateTime)]
    end: String,
    /// Zone of these moments.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// The appointments that are hit, by start.
    hits: Vec<HitShown>,
    /// What would follow for the business, everything together; late cancellations under one absence count as one.
    consequences: ConsequencesShown,
}

/// One appointment that is hit: what can be chosen for it, and what the choice made would come to.
#[derive(Debug, Serialize, ToSchema)]
struct HitShown {
    /// The appointment as it is now; send its `version` with the choice.
    appointment: AppointmentShown,
    /// Free starts that could be proposed, the nearest.
    starts: Vec<String>,
    /// Colleagues who give the service and are free then.
    #[schema(value_type = Vec<String>)]
    colleagues: Vec<PractitionerId>,
    /// Fewest characters of the message if it is cancelled; 0 for none.
    message_min_chars: u16,
    /// What was chosen; `keep` where nothing was.
    #[schema(value_type = ChoiceWord)]
    choice: &'static str,
    /// What that would come to; null when it stays.
    #[schema(required)]
    decision: Option<Preview>,
}

/// See what an absence would come to.
///
/// Without `choices` every appointment stays; the answer says what could be chosen. Refused like the act itself.
#[utoipa::path(
    post, operation_id = "preview_absence", path = "/practitioners/{id}/absences/preview", tag = "Agenda", security(("key" = ["manage"])),
    params(("id" = String, Path, description = "Id of the practitioner.")),
    request_body = NewAbsenceEntered,
    responses((status = 200, body = AbsencePreview))
)]
pub(in crate::api) async fn of_new(
    State(app): State<App>,
    Managing(caller): Managing,
    Address(practitioner): Address<PractitionerId>,
    reader: Reader,
    Entered { body, .. }: Entered<NewAbsenceEntered>,
) -> Result<Json<AbsencePreview>, Problem> {
    shown(&app, &caller, &body.wish(caller.network, practitioner, None)?, reader).await
}

/// See what other times of an absence would come to.
#[utoipa::path(
    post, operation_id = "preview_changed_absence", path = "/practitioners/{id}/absences/{absence}/preview", tag = "Agenda", security(("key" = ["manage"])),
    params(
        ("id" = String, Path, description = "Id of the practitioner."),
        ("absence" = String, Path, description = "Id of the absence."),
    ),
    request_body = NewAbsenceEntered,
    responses((status = 200, body = AbsencePreview))
)]
pub(in crate::api) async fn of_change(
    State(app): State<App>,
    Managing(caller): Managing,
    Address((practitioner, absence)): Address<(PractitionerId, AbsenceId)>,
    reader: Reader,
    Entered { body, .. }: Entered<NewAbsenceEntered>,
) -> Result<Json<AbsencePreview>, Problem> {
    shown(
        &app,
        &caller,
        &body.wish(caller.network, practitioner, Some(absence))?,
        reader,
    )
    .await
}

/// See what taking an absence back would come to: incidents under it count on their own again.
#[utoipa::path(
    get, operation_id = "preview_removed_absence", path = "/practitioners/{id}/absences/{absence}/removal/preview", tag = "Agenda",
    security(("key" = ["manage"])),
    params(
        ("id" = String, Path, description = "Id of the practitioner."),
        ("absence" = String, Path, description = "Id of the absence."),
    ),
    responses((status = 200, body = ConsequencesShown))
)]
pub(in crate::api) async fn of_removal(
    State(app): State<App>,
    Managing(caller): Managing,
    Address((practitioner, absence)): Address<(PractitionerId, AbsenceId)>,
    _: Asked<NoQuery>,
) -> Result<Json<ConsequencesShown>, Problem> {
    let zone = zone_of(&*app.snapshot(caller.network).await?, practitioner)?;
    let follows = app.preview_removed_absence(caller.network, practitioner, absence).await?;
    Ok(Json(ConsequencesShown::of_all(&follows, &zone, false)))
}

async fn shown(app: &App, caller: &Caller, wish: &AbsenceWish, reader: Reader) -> Result<Json<AbsencePreview>, Problem> {
    let snapshot = app.snapshot(caller.network).await?;
    let (zone, language) = (zone_of(&snapshot, wish.practitioner)?, snapshot.network().language);
    let told = |failure| Problem::of(failure, &zone, language);
    let hits = app.absence_hits(wish, &caller.staff()).await.map_err(&told)?;
    let outcome = app.preview_absence(wish, &caller.staff()).await.map_err(&told)?;
    let speech = reader.speech(language);
    let step = |hit: &AbsenceHit| {
        outcome
            .plan
            .steps
            .iter()
            .find(|step| step.appointment == hit.entry.appointment.id)
    };
    let hits = hits.iter().filter_map(|hit| Some(hit_shown(hit, step(hit)?, &zone, speech)));
    Ok(Json(AbsencePreview {
        start: written(&zone, wish.start),
        end: written(&zone, wish.end),
        time_zone: zone_name(&zone),
        hits: hits.collect(),
        consequences: ConsequencesShown::of_all(&outcome.consequences, &zone, false),
    }))
}

fn hit_shown(hit: &AbsenceHit, step: &domain::absence::Step, zone: &TimeZone, speech: Speech) -> HitShown {
    HitShown {
        appointment: AppointmentShown::from(&hit.entry.appointment),
        starts: hit.starts.iter().map(|start| written(zone, *start)).collect(),
        colleagues: hit.colleagues.iter().map(|colleague| colleague.practitioner).collect(),
        message_min_chars: hit.message_min,
        choice: step.choice,
        decision: step.decision.as_ref().map(|decision| preview::shown(decision, speech)),
    }
}
