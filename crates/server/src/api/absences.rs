//! `/practitioners/{id}/absences`: when somebody is away, and what becomes of the appointments in that time.

pub(super) mod preview;

use actions::{AbsenceOutcome, AbsenceWish, App, Chosen, Outcome, Snapshot, WishedChoice};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::ids::{AbsenceId, AppointmentId, NetworkId, PractitionerId};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::AbsenceRow;
use utoipa::{IntoParams, ToSchema};

use super::appointments::AppointmentShown;
use super::caller::{Caller, Managing, Reading};
use super::entered::{Address, Asked, Entered};
use super::moment::{Moment, written, zone_name};
use super::once::{RequestKey, answer, replayed};
use super::problem::{Problem, Trouble};
use super::words::ReasonWord;

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

/// An absence that was entered or changed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AbsenceEntered {
    /// The absence.
    absence: AbsenceShown,
    /// What was done with the appointments it hits.
    steps: Vec<StepShown>,
    /// Appointments that stand within it, as of now, for somebody to settle.
    conflicts: Vec<AppointmentShown>,
}

/// What became of one appointment.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct StepShown {
    /// Which.
    #[schema(value_type = String)]
    appointment: AppointmentId,
    /// What was chosen for it.
    #[schema(value_type = ChoiceWord)]
    choice: String,
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

/// What can become of an appointment that an absence hits.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChoiceWord {
    /// It stays.
    Keep,
    /// Other times are proposed to the client; the present one stands until one is accepted.
    Propose,
    /// A colleague of the same business takes it over at the same time.
    HandOver,
    /// It is cancelled; a request that waits is declined.
    Cancel,
}

/// What becomes of one appointment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceEntered {
    /// Which.
    #[schema(value_type = String)]
    appointment: AppointmentId,
    /// What.
    choice: ChoiceWord,
    /// With `propose`: one to three starts; left out, the free ones that are nearest.
    #[schema(value_type = Option<Vec<String>>)]
    starts: Option<Vec<Moment>>,
    /// With `hand_over`: the colleague.
    #[schema(value_type = Option<String>)]
    to: Option<PractitionerId>,
    /// The version that was seen; 409 `changed_meanwhile` when it is another one now.
    version: Option<u32>,
}

/// When somebody is away, and what becomes of the appointments in that time.
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
    /// What becomes of each appointment that is hit. Left out, all of them stay; given, it must name every one (409 `absence_hits_more`).
    choices: Option<Vec<ChoiceEntered>>,
    /// Why, for everything that is cancelled, proposed or handed over.
    reason: Option<ReasonWord>,
    /// The one message to all clients who are told something, at most 2000 characters.
    message: Option<String>,
}

impl NewAbsenceEntered {
    fn wish(self, network: NetworkId, practitioner: PractitionerId, replaces: Option<AbsenceId>) -> Result<AbsenceWish, Problem> {
        let choices = self
            .choices
            .map(|choices| choices.into_iter().enumerate().map(chosen).collect());
        Ok(AbsenceWish {
            network,
            practitioner,
            replaces,
            start: self.start.0,
            end: self.end.0,
            note: self.note.unwrap_or_default(),
            reason: self.reason.map(Into::into),
            message: self.message.unwrap_or_default(),
            choices: choices.transpose()?,
        })
    }
}

fn chosen((n, entered): (usize, ChoiceEntered)) -> Result<Chosen, Problem> {
    let only_with = |field: &str| Err(Problem::field(&format!("choices[{n}].{field}"), "wrong_value"));
    let choice = match (entered.choice, entered.to, entered.starts) {
        (ChoiceWord::HandOver, Some(to), None) => WishedChoice::HandOver { to },
        (ChoiceWord::HandOver, None, _) => return Err(Problem::field(&format!("choices[{n}].to"), "missing")),
        (_, Some(_), _) => return only_with("to"),
        (ChoiceWord::Propose, None, starts) => WishedChoice::Propose {
            starts: starts.into_iter().flatten().map(|start| start.0).collect(),
        },
        (_, _, Some(_)) => return only_with("starts"),
        (ChoiceWord::Keep, None, None) => WishedChoice::Keep,
        (ChoiceWord::Cancel, None, None) => WishedChoice::Cancel,
    };
    Ok(Chosen {
        appointment: entered.appointment,
        seen_version: entered.version,
        choice,
    })
}

/// Enter an absence.
///
/// One act: what is chosen for the appointments within it happens with it, all or nothing, and late cancellations among them count as one. Without `choices`
/// they stay, and `conflicts` lists them. From now on nothing can be booked there.
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
    let wish = body.wish(caller.network, practitioner, None)?;
    act(&app, &caller, &wish, key, 201).await
}

/// Change the times of an absence.
///
/// What counts follows: incidents under the absence are grouped by its new times. `choices` as for entering one.
#[utoipa::path(
    put, operation_id = "change_absence", path = "/practitioners/{id}/absences/{absence}", tag = "Agenda", security(("key" = ["manage"])),
    params(
        ("id" = String, Path, description = "Id of the practitioner."),
        ("absence" = String, Path, description = "Id of the absence."),
    ),
    request_body = NewAbsenceEntered,
    responses((status = 200, description = "Changed.", body = AbsenceEntered))
)]
pub(super) async fn change(
    State(app): State<App>,
    Managing(caller): Managing,
    Address((practitioner, absence)): Address<(PractitionerId, AbsenceId)>,
    Entered { body, key }: Entered<NewAbsenceEntered>,
) -> Result<Response, Problem> {
    let wish = body.wish(caller.network, practitioner, Some(absence))?;
    act(&app, &caller, &wish, key, 200).await
}

async fn act(app: &App, caller: &Caller, wish: &AbsenceWish, key: Option<RequestKey>, status: u16) -> Result<Response, Problem> {
    let snapshot = app.snapshot(caller.network).await?;
    let zone = zone_of(&snapshot, wish.practitioner)?;
    let kept = key.map(|key| key.kept_as(caller));
    let shown = |outcome: &AbsenceOutcome| (status, serde_json::to_string(&Kept::from(outcome)).unwrap_or_default());
    let once = kept.as_ref().map(|kept| kept.once(&shown));
    let told = |failure| Problem::of(failure, &zone, snapshot.network().language);
    match app.enter_absence(wish, &caller.staff(), once.as_ref()).await.map_err(told)? {
        Outcome::Done(outcome) => entered(app, caller, Kept::from(&outcome), &zone, status).await,
        Outcome::Repeated(answer) => {
            let kept: Kept = serde_json::from_str(&answer.body).map_err(|_| Problem::from(Trouble::OutOfOrder))?;
            Ok(replayed(entered(app, caller, kept, &zone, status).await?))
        }
    }
}

/// What is kept for a repeated request: the absence and what was done. Its conflicts are looked up again, because they are there to be settled.
#[derive(Serialize, Deserialize)]
struct Kept {
    id: AbsenceId,
    practitioner: PractitionerId,
    start: jiff::Timestamp,
    end: jiff::Timestamp,
    note: String,
    steps: Vec<StepShown>,
}

impl From<&AbsenceOutcome> for Kept {
    fn from(outcome: &AbsenceOutcome) -> Self {
        let absence = &outcome.absence;
        let step = |step: &domain::absence::Step| StepShown {
            appointment: step.appointment,
            choice: step.choice.to_owned(),
        };
        Kept {
            id: absence.id,
            practitioner: absence.practitioner,
            start: absence.start,
            end: absence.end,
            note: absence.note.clone(),
            steps: outcome.plan.steps.iter().map(step).collect(),
        }
    }
}

async fn entered(app: &App, caller: &Caller, kept: Kept, zone: &TimeZone, status: u16) -> Result<Response, Problem> {
    let absence = AbsenceRow {
        id: kept.id,
        practitioner: kept.practitioner,
        start: kept.start,
        end: kept.end,
        note: kept.note,
    };
    let conflicts = app.appointments_within(caller.network, &absence).await?;
    let shown = AbsenceEntered {
        absence: AbsenceShown::new(&absence, zone),
        steps: kept.steps,
        conflicts: conflicts
            .iter()
            .map(|entry| AppointmentShown::from(&entry.appointment))
            .collect(),
    };
    let mut response = answer(status, serde_json::to_string(&shown).unwrap_or_default());
    let location = format!("/api/v1/practitioners/{}/absences/{}", absence.practitioner, absence.id);
    if let (201, Ok(location)) = (status, HeaderValue::from_str(&location)) {
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
