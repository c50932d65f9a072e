//! `POST /series` and its preview.

use actions::{App, ArrangedSeries, Outcome, SeriesWish, Snapshot};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::ids::{NetworkId, PlaceId, PractitionerId, SeriesId, ServiceId};
use domain::series::{Occurrence, Recurrence};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ConflictWord, Local, NotFreeShown, SeriesShown};
use crate::api::appointments::booking::{ClientEntered, told};
use crate::api::appointments::preview::{PlannedMessage, planned};
use crate::api::caller::Working;
use crate::api::entered::Entered;
use crate::api::moment::{written, zone_name};
use crate::api::once::{answer, replayed};
use crate::api::problem::{Fault, Problem, SlotShown, Trouble};

/// What is to be arranged.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SeriesEntered {
    /// With whom.
    #[schema(value_type = String, example = "prc_01985f3a7c007000800000000000000a")]
    practitioner: PractitionerId,
    /// What.
    #[schema(value_type = String, example = "srv_01985f3a7c007000800000000000000a")]
    service: ServiceId,
    /// Where; left out, the first place where the service is given.
    #[schema(value_type = Option<String>)]
    place: Option<PlaceId>,
    /// The first occurrence, on the clock of the place; every other one has the same hour, whatever the offset then is.
    #[schema(value_type = String, example = "2026-03-02T15:00")]
    first: Local,
    /// How it goes on, as an RRULE (RFC 5545): FREQ=WEEKLY or MONTHLY with INTERVAL, BYDAY or BYMONTHDAY as the first occurrence has them, and COUNT,
    /// UNTIL or neither.
    #[schema(example = "FREQ=WEEKLY;COUNT=10")]
    rule: String,
    /// What is done about dates that cannot be had; left out, nothing is done when there is one.
    on_conflict: Option<ConflictWord>,
    /// The dates that the preview named as not to be had; 409 `more_dates_not_free` when there are others now.
    #[schema(value_type = Option<Vec<String>>)]
    seen_conflicts: Option<Vec<Local>>,
    /// For whom.
    client: ClientEntered,
    /// A word for every appointment, at most 2000 characters.
    note: Option<String>,
}

impl SeriesEntered {
    fn wish(self, network: NetworkId, snapshot: &Snapshot) -> Result<SeriesWish, Problem> {
        let zone = snapshot
            .offering(self.practitioner, self.service, self.place)
            .map(|offering| offering.place.zone.clone())
            .ok_or(Trouble::NotFound("service"))?;
        let first = self.first.0;
        let rule = Recurrence::from_rrule(&self.rule, first, &zone).map_err(|fault| {
            let fault = Fault {
                why: Some(fault.to_string()),
                ..Fault::new("rule", "wrong_value")
            };
            Problem::from(Trouble::Invalid(vec![fault]))
        })?;
        Ok(SeriesWish {
            network,
            practitioner: self.practitioner,
            service: self.service,
            place: self.place,
            first,
            rule,
            choice: self.on_conflict.unwrap_or_default().into(),
            seen: self
                .seen_conflicts
                .map(|seen| seen.into_iter().map(|local| local.0).collect()),
            client: self.client.client(snapshot.network().language.into()),
            note: self.note.unwrap_or_default(),
        })
    }
}

/// Arrange a series.
///
/// Every date that can be had is booked, all in one transaction, and one message tells of all. Dates that cannot be had are named in `skipped`, or refuse
/// the whole with `dates_not_free`.
#[utoipa::path(
    post, operation_id = "arrange_series", path = "/series", tag = "Series", security(("key" = ["staff"])),
    request_body = SeriesEntered,
    responses((status = 201, description = "Arranged.", body = SeriesShown,
        headers(("Location" = String, description = "Address of the series."))))
)]
pub(in crate::api) async fn arrange(
    State(app): State<App>,
    Working(caller): Working,
    Entered { body, key }: Entered<SeriesEntered>,
) -> Result<Response, Problem> {
    let snapshot = caller.snapshot(&app).await?;
    let wish = body.wish(caller.network, &snapshot)?;
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&arranged));
    let outcome = app.arrange_series(&wish, &caller.staff(), once.as_ref()).await;
    match outcome.map_err(|failure| told(failure, &zone_of(&wish, &snapshot), snapshot.network().language))? {
        Outcome::Done(done) => {
            let (status, body) = arranged(&done);
            Ok(located(done.series.id, answer(status, body)))
        }
        Outcome::Repeated(kept) => {
            let body: serde_json::Value = serde_json::from_str(&kept.body).unwrap_or_default();
            let id = body["id"]
                .as_str()
                .and_then(|id| id.parse().ok())
                .ok_or(Trouble::OutOfOrder)?;
            Ok(replayed(located(id, answer(kept.status, kept.body))))
        }
    }
}

fn zone_of(wish: &SeriesWish, snapshot: &Snapshot) -> TimeZone {
    let offering = snapshot.offering(wish.practitioner, wish.service, wish.place);
    offering.map_or(TimeZone::UTC, |offering| offering.place.zone.clone())
}

fn arranged(done: &ArrangedSeries) -> (u16, String) {
    let shown = SeriesShown::new(&done.series, &done.members);
    (201, serde_json::to_string(&shown).unwrap_or_default())
}

fn located(id: SeriesId, mut response: Response) -> Response {
    if let Ok(location) = HeaderValue::from_str(&format!("/api/v1/series/{id}")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// What a series would come to now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SeriesPreview {
    /// Zone of the place.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// Every date that would be looked at.
    dates: Vec<DateShown>,
    /// The dates that cannot be had; send their `date` as `seen_conflicts`.
    conflicts: Vec<NotFreeShown>,
    /// How many appointments would be booked under the choice; 0 when the act would refuse.
    bookings: usize,
    /// The code of the refusal that the act would answer with.
    #[schema(example = "dates_not_free", required)]
    refusal: Option<String>,
    /// The messages that would be written, reminders included.
    messages: Vec<PlannedMessage>,
}

/// One date of a series, before it is booked.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct DateShown {
    /// The local date and hour of the rule.
    #[schema(example = "2026-03-30T15:00:00")]
    date: String,
    /// The moment that it is.
    #[schema(format = DateTime)]
    start: String,
    /// Whether it can be had.
    free: bool,
    /// For one that cannot: the next free time within a week.
    #[schema(required)]
    next_free: Option<SlotShown>,
}

fn date(occurrence: &Occurrence, zone: &TimeZone) -> DateShown {
    DateShown {
        date: occurrence.date.to_string(),
        start: written(zone, occurrence.start),
        free: occurrence.conflict().is_none(),
        next_free: occurrence.next_free.as_ref().map(|slot| SlotShown::new(slot, zone)),
    }
}

/// See what a series would come to now.
///
/// The same body as the act itself; nothing is booked.
#[utoipa::path(
    post, operation_id = "preview_series", path = "/series/preview", tag = "Series", security(("key" = ["staff"])),
    request_body = SeriesEntered,
    responses((status = 200, body = SeriesPreview))
)]
pub(in crate::api) async fn preview(
    State(app): State<App>,
    Working(caller): Working,
    Entered { body, .. }: Entered<SeriesEntered>,
) -> Result<Json<SeriesPreview>, Problem> {
    let snapshot = caller.snapshot(&app).await?;
    let wish = body.wish(caller.network, &snapshot)?;
    let plan = app.preview_series(&wish, &caller.staff()).await;
    let plan = plan.map_err(|failure| told(failure, &zone_of(&wish, &snapshot), snapshot.network().language))?;
    let zone = &plan.zone;
    Ok(Json(SeriesPreview {
        time_zone: zone_name(zone),
        dates: plan.dates.iter().map(|occurrence| date(occurrence, zone)).collect(),
        conflicts: plan
            .dates
            .iter()
            .filter_map(Occurrence::conflict)
            .map(|one| (&one).into())
            .collect(),
        bookings: plan.decisions.len(),
        refusal: plan.refusal.map(|refusal| actions::Refusal::from(refusal).code()),
        messages: plan.decisions.iter().flat_map(planned).collect(),
    }))
}
