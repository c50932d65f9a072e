//! The reliability ledger: what a business's record holds, cases, measures.

pub(super) mod cases;
pub(super) mod contest;
pub(super) mod measures;

use actions::{App, Audited};
use axum::Json;
use axum::extract::State;
use domain::ids::{AbsenceId, AppointmentId, BusinessId, MeasureId, PractitionerId, StrikeId};
use domain::reliability::{Author, LedgerChange, Measure, MeasureKind, Standing, Strike, StruckOut, Subject, absence_of};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::caller::Operating;
use super::entered::{Address, Asked};
use super::moment::{written, zone_name};
use super::networks::NoQuery;
use super::problem::{Problem, Trouble};

/// Who took something back or decided it, when and why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Said)]
pub(super) struct SaidShown {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Id of the operator or key; `clock` when a rule did it.
    by: String,
    /// The written reasons.
    reasons: String,
}

impl SaidShown {
    fn new(said: &StruckOut, zone: &TimeZone) -> Self {
        SaidShown {
            at: written(zone, said.at),
            by: said.by.clone(),
            reasons: said.why.clone(),
        }
    }
}

/// One incident.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Strike)]
pub(super) struct StrikeShown {
    /// Identity.
    #[schema(value_type = String)]
    id: StrikeId,
    /// `late_cancellation`, `missed` or `asked_client_to_cancel`.
    #[schema(example = "late_cancellation")]
    kind: &'static str,
    /// When it happened.
    #[schema(format = DateTime)]
    at: String,
    /// When the appointment was to start.
    #[schema(format = DateTime)]
    start: String,
    /// The appointment.
    #[schema(value_type = String)]
    appointment: AppointmentId,
    /// With whom.
    #[schema(value_type = String)]
    practitioner: PractitionerId,
    /// Hundredths of a plain incident.
    weight: u32,
    /// The absence that makes it one with others.
    #[schema(value_type = Option<String>)]
    absence: Option<AbsenceId>,
    /// From when on it counts no more.
    #[schema(format = DateTime)]
    expires: String,
    /// Whether it counts now.
    counts: bool,
    /// Since when it is contested; it does not count until that is settled.
    #[schema(format = DateTime)]
    contested_at: Option<String>,
    /// Set when it was struck out.
    struck_out: Option<SaidShown>,
}

impl StrikeShown {
    fn new(strike: &Strike, standing: &Standing, zone: &TimeZone, now: Timestamp) -> Self {
        StrikeShown {
            id: strike.id,
            kind: strike.kind.code(),
            at: written(zone, strike.at),
            start: written(zone, strike.start),
            appointment: strike.appointment,
            practitioner: strike.practitioner,
            weight: strike.weight,
            absence: absence_of(strike, &standing.away),
            expires: written(zone, strike.expires_at),
            counts: strike.counts_at(now),
            contested_at: strike.contested_at.map(|at| written(zone, at)),
            struck_out: strike.struck_out.as_ref().map(|said| SaidShown::new(said, zone)),
        }
    }
}

/// A measure with its statement of reasons.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Measure)]
pub(super) struct MeasureShown {
    /// Identity.
    #[schema(value_type = String)]
    id: MeasureId,
    /// The business it concerns.
    #[schema(value_type = Option<String>)]
    business: Option<BusinessId>,
    /// The practitioner whose day is closed.
    #[schema(value_type = Option<String>)]
    practitioner: Option<PractitionerId>,
    /// `closed_day`, `pause`, `limitation` or `lowered_rank`.
    #[schema(example = "pause")]
    kind: &'static str,
    /// The date of a closed day.
    #[schema(format = Date)]
    date: Option<String>,
    /// Since when.
    #[schema(format = DateTime)]
    begins: String,
    /// Until when. It ends by itself.
    #[schema(format = DateTime)]
    ends: String,
    /// Whether it restricts now.
    in_force: bool,
    /// `automatic`, or the id of the person who decided it.
    author: String,
    /// The facts and the rule with the values it had then, as `ground` says.
    #[schema(value_type = Object)]
    statement: Value,
    /// Set when it was lifted before its end.
    lifted: Option<SaidShown>,
}

impl MeasureShown {
    fn new(measure: &Measure, zone: &TimeZone, now: Timestamp) -> Self {
        MeasureShown {
            id: measure.id,
            business: business_of(measure),
            practitioner: measure.practitioner,
            kind: measure.kind.code(),
            date: match measure.kind {
                MeasureKind::ClosedDay { date } => Some(date.to_string()),
                _ => None,
            },
            begins: written(zone, measure.begun_at),
            ends: written(zone, measure.end_at),
            in_force: measure.in_force_at(now),
            author: author(&measure.author),
            statement: serde_json::to_value(&measure.ground).unwrap_or_default(),
            lifted: measure.lifted.as_ref().map(|said| SaidShown::new(said, zone)),
        }
    }
}

fn business_of(measure: &Measure) -> Option<BusinessId> {
    match measure.subject {
        Subject::Business(id) => Some(id),
        Subject::Client(_) => None,
    }
}

fn author(author: &Author) -> String {
    match author {
        Author::Automatic => "automatic".to_owned(),
        Author::Person(id) => id.clone(),
    }
}

/// One change of the ledger that a decision makes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LedgerChange)]
pub(super) struct ChangeShown {
    /// `record`, `begin`, `strike_out`, `contest`, `settle` (a contest is over and the incident counts again) or `lift`.
    #[schema(example = "lift")]
    change: &'static str,
    /// The incident.
    #[schema(value_type = Option<String>)]
    strike: Option<StrikeId>,
    /// The measure.
    #[schema(value_type = Option<String>)]
    measure: Option<MeasureId>,
    /// The measure that begins, with its statement of reasons.
    begins: Option<MeasureShown>,
}

impl ChangeShown {
    fn new(change: &LedgerChange, zone: &TimeZone, now: Timestamp) -> Self {
        let (word, strike, measure) = match change {
            LedgerChange::Record(strike) => ("record", Some(strike.id), None),
            LedgerChange::Begin(measure) => ("begin", None, Some(measure.id)),
            LedgerChange::StrikeOut { strike, .. } => ("strike_out", Some(*strike), None),
            LedgerChange::Contest { strike, since: Some(_) } => ("contest", Some(*strike), None),
            LedgerChange::Contest { strike, since: None } => ("settle", Some(*strike), None),
            LedgerChange::Lift { measure, .. } => ("lift", None, Some(*measure)),
        };
        ChangeShown {
            change: word,
            strike,
            measure,
            begins: match change {
                LedgerChange::Begin(measure) => Some(MeasureShown::new(measure, zone, now)),
                _ => None,
            },
        }
    }
}

/// What a business's record holds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ledger)]
pub(super) struct LedgerShown {
    /// Whose.
    #[schema(value_type = String)]
    business: BusinessId,
    /// Zone of the moments, in which months are counted.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// Incidents that may still count and those of the last year, oldest first.
    strikes: Vec<StrikeShown>,
    /// Measures in force and of the last year, oldest first.
    measures: Vec<MeasureShown>,
}

/// Read the ledger of a business.
///
/// That it was read is written to the audit.
#[utoipa::path(
    get, operation_id = "read_ledger", path = "/businesses/{id}/ledger", tag = "Network", security(("key" = ["operator"])),
    params(("id" = String, Path, description = "Id of the business.")),
    responses((status = 200, body = LedgerShown))
)]
pub(super) async fn read(
    State(app): State<App>,
    Operating(caller): Operating,
    Address(business): Address<BusinessId>,
    _: Asked<NoQuery>,
) -> Result<Json<LedgerShown>, Problem> {
    let standing = app.standing(caller.network, business).await?;
    app.audit(caller.network, &caller.key, Audited::LedgerRead(business)).await?;
    let (zone, now) = (standing.zone.clone(), app.clock.now());
    let strikes = standing
        .strikes
        .iter()
        .map(|strike| StrikeShown::new(strike, &standing, &zone, now));
    Ok(Json(LedgerShown {
        business,
        time_zone: zone_name(&zone),
        strikes: strikes.collect(),
        measures: standing
            .measures
            .iter()
            .map(|measure| MeasureShown::new(measure, &zone, now))
            .collect(),
    }))
}

/// Lengths that a measure of a person may have: up to a year, as its statement must name an end (I8).
fn length(text: &str, field: &'static str) -> Result<domain::notice::Notice, Problem> {
    const YEAR: u32 = 366 * 24 * 60;
    let length: Result<domain::notice::Notice, _> = text.parse();
    length
        .ok()
        .filter(|length| (1..=YEAR).contains(&length.elapsed_minutes()))
        .ok_or_else(|| Problem::field(field, "wrong_value"))
}

/// What cannot be found here, told like what does not exist.
fn missing(what: &'static str) -> Problem {
    Trouble::NotFound(what).into()
}
