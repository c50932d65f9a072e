//! `/series/{id}/reschedule` and its preview.

use actions::{App, ChangedSeries, Failure, SeriesMoveWish};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::appointment::Actor;
use domain::ids::{AppointmentId, NetworkId, SeriesId};
use domain::people::Language;
use domain::series::{Outcome as Found, PlannedMove};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ConflictWord, Local, ScopeWord, SeriesShown, StaysShown};
use crate::api::appointments::asked_by;
use crate::api::appointments::preview::{PlannedMessage, planned};
use crate::api::caller::Working;
use crate::api::entered::{Address, Entered};
use crate::api::moment::written;
use crate::api::once::{answer, replayed};
use crate::api::problem::{Problem, SlotShown};
use crate::api::words::{AskedBy, ReasonWord};

/// Where a series or a part of it goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SeriesMoveEntered {
    /// How much of it.
    scope: ScopeWord,
    /// The appointment that it is seen from.
    #[schema(value_type = String, example = "apt_01985f3a7c007000800000000000000a")]
    from: AppointmentId,
    /// The local date and hour that this one should have; the others follow in the same way.
    #[schema(value_type = String, example = "2026-03-03T16:00")]
    to: Local,
    /// What is done about dates that cannot be had; left out, nothing is done when there is one.
    on_conflict: Option<ConflictWord>,
    /// The dates that the preview named as not to be had.
    #[schema(value_type = Option<Vec<String>>)]
    seen_conflicts: Option<Vec<Local>>,
    /// Whether the client has agreed to the change; some terms ask for it.
    client_agreed: Option<bool>,
    /// Who wants it; left out, the business.
    asked_by: Option<AskedBy>,
    /// Why.
    reason: Option<ReasonWord>,
    /// What is written to the client, at most 2000 characters.
    message: Option<String>,
    /// The version of the series that was seen; 409 `changed_meanwhile` when it is another one now.
    version: Option<u32>,
}

impl SeriesMoveEntered {
    fn wish(self, network: NetworkId, id: SeriesId, actor: &Actor) -> Result<SeriesMoveWish, Problem> {
        Ok(SeriesMoveWish {
            network,
            id,
            scope: self.scope.into(),
            from: self.from,
            to: self.to.0,
            choice: self.on_conflict.unwrap_or_default().into(),
            seen: self
                .seen_conflicts
                .map(|seen| seen.into_iter().map(|local| local.0).collect()),
            agreed: self.client_agreed.unwrap_or_default(),
            asked_by: asked_by(actor, self.asked_by)?,
            reason: self.reason.map(Into::into),
            message: self.message.unwrap_or_default(),
            seen_version: self.version,
        })
    }
}

/// A series that was moved.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SeriesMoved {
    /// The series with all its appointments.
    series: SeriesShown,
    /// The appointments that moved.
    #[schema(value_type = Vec<String>)]
    moved: Vec<AppointmentId>,
    /// Appointments that stay where they are.
    stays: Vec<StaysShown>,
}

/// Move a series, or this appointment and the following.
///
/// Every appointment keeps its identity. One act and one message; what was moved by itself before stays where it is.
#[utoipa::path(
    post, operation_id = "reschedule_series", path = "/series/{id}/reschedule", tag = "Series", security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the series.")),
    request_body = SeriesMoveEntered,
    responses((status = 200, description = "Moved.", body = SeriesMoved))
)]
pub(in crate::api) async fn reschedule(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<SeriesId>,
    Entered { body, key }: Entered<SeriesMoveEntered>,
) -> Result<Response, Problem> {
    let wish = body.wish(caller.network, id, &caller.staff())?;
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&moved));
    match app.move_series(&wish, &caller.staff(), once.as_ref()).await {
        Ok(actions::Outcome::Done(done)) => {
            let (status, body) = moved(&done);
            Ok(answer(status, body))
        }
        Ok(actions::Outcome::Repeated(kept)) => Ok(replayed(answer(kept.status, kept.body))),
        Err(failure) => Err(told(&app, caller.network, id, failure).await),
    }
}

/// A failure about a series, with its moments in the zone of the place.
pub(super) async fn told(app: &App, network: NetworkId, id: SeriesId, failure: Failure) -> Problem {
    if !matches!(failure, Failure::Refused(_)) {
        return failure.into();
    }
    let (zone, language) = match app.series(network, id).await {
        Ok((series, _, snapshot)) => (series.zone, snapshot.network().language),
        Err(_) => (TimeZone::UTC, Language::default()),
    };
    Problem::of(failure, &zone, language)
}

fn moved(done: &ChangedSeries) -> (u16, String) {
    let zone = &done.series.zone;
    let stays = |why: &'static str| {
        move |id: &AppointmentId| {
            let member = done.members.iter().find(|stored| stored.appointment.id == *id)?;
            Some(StaysShown {
                appointment: *id,
                start: written(zone, member.appointment.when.start),
                why: why.to_owned(),
            })
        }
    };
    let conflicts = done.stayed.iter().filter_map(stays("date_not_free"));
    let shown = SeriesMoved {
        series: SeriesShown::new(&done.series, &done.members),
        moved: done.moved.clone(),
        stays: conflicts
            .chain(done.detached.iter().filter_map(stays("moved_by_itself")))
            .collect(),
    };
    (200, serde_json::to_string(&shown).unwrap_or_default())
}

/// What a move of a series would come to now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SeriesMovePreview {
    /// The version of the series; send it as `version`.
    version: u32,
    /// The rule as it would be.
    #[schema(example = "FREQ=WEEKLY;BYDAY=TU")]
    rule: String,
    /// The first occurrence as it would be.
    first: String,
    /// Every appointment that would move.
    appointments: Vec<MoveShown>,
    /// Appointments that were moved by themselves before and would stay.
    #[schema(value_type = Vec<String>)]
    moved_by_themselves: Vec<AppointmentId>,
    /// The code of the refusal that the act would answer with.
    #[schema(example = "dates_not_free", required)]
    refusal: Option<String>,
    /// The messages that would be written, reminders included.
    messages: Vec<PlannedMessage>,
}

/// One appointment of a series, before it moves.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct MoveShown {
    /// Which appointment.
    #[schema(value_type = String)]
    appointment: AppointmentId,
    /// When it takes place now.
    #[schema(format = DateTime)]
    start: String,
    /// The local date and hour that it would have; null when its month has no such day.
    #[schema(example = "2026-03-03T16:00:00", required)]
    date: Option<String>,
    /// Why that cannot be had.
    #[schema(value_type = Option<String>, example = "taken", required)]
    conflict: Option<domain::agenda::NotOffered>,
    /// For one that cannot: the next free time within a week.
    #[schema(required)]
    next_free: Option<SlotShown>,
}

fn move_shown(planned: &PlannedMove, zone: &TimeZone) -> MoveShown {
    MoveShown {
        appointment: planned.id,
        start: written(zone, planned.from),
        date: planned.date.map(|date| date.to_string()),
        conflict: match planned.outcome {
            Found::Free(_) => None,
            Found::Conflict(reason) => Some(reason),
        },
        next_free: planned.next_free.as_ref().map(|slot| SlotShown::new(slot, zone)),
    }
}

/// See what a move of a series would come to now.
///
/// The same body as the act itself; nothing moves.
#[utoipa::path(
    post, operation_id = "preview_series_reschedule", path = "/series/{id}/reschedule/preview", tag = "Series", security(("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the series.")),
    request_body = SeriesMoveEntered,
    responses((status = 200, body = SeriesMovePreview))
)]
pub(in crate::api) async fn preview(
    State(app): State<App>,
    Working(caller): Working,
    Address(id): Address<SeriesId>,
    Entered { body, .. }: Entered<SeriesMoveEntered>,
) -> Result<Json<SeriesMovePreview>, Problem> {
    let wish = body.wish(caller.network, id, &caller.staff())?;
    let plan = match app.preview_series_move(&wish, &caller.staff()).await {
        Ok(plan) => plan,
        Err(failure) => return Err(told(&app, caller.network, id, failure).await),
    };
    let (series, zone) = (&plan.series, &plan.series.zone);
    Ok(Json(SeriesMovePreview {
        version: plan.version,
        rule: series.rule.to_rrule(series.first, zone),
        first: series.first.to_string(),
        appointments: plan.moves.iter().map(|planned| move_shown(planned, zone)).collect(),
        moved_by_themselves: plan.detached,
        refusal: plan.refusal.map(|refusal| actions::Refusal::from(refusal).code()),
        messages: plan.decisions.iter().flat_map(planned).collect(),
    }))
}
