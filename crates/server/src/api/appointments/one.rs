//! `GET /appointments/{id}` and its history.

use actions::App;
use axum::Json;
use axum::extract::State;
use domain::appointment::Because;
use domain::ids::AppointmentId;
use domain::people::Client;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;
use texts::Speech;
use utoipa::ToSchema;

use super::AppointmentShown;
use crate::api::caller::Reading;
use crate::api::entered::{Address, Asked};
use crate::api::moment::{written, zone_name};
use crate::api::networks::NoQuery;
use crate::api::problem::{Problem, told_facts};
use crate::api::words::{AskedBy, LanguageWord, ReasonWord};
use crate::reader::Reader;

/// An appointment with who comes.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AppointmentDetail {
    #[serde(flatten)]
    appointment: AppointmentShown,
    /// Who comes, as typed; null when they were erased.
    #[schema(required)]
    client_contact: Option<ClientShown>,
}

/// Who comes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Client)]
struct ClientShown {
    /// Name as typed.
    name: String,
    /// E-mail address as typed.
    #[schema(required)]
    email: Option<String>,
    /// Telephone number as typed.
    #[schema(required)]
    phone: Option<String>,
    /// Language of messages.
    language: LanguageWord,
}

impl From<Client> for ClientShown {
    fn from(client: Client) -> Self {
        ClientShown {
            name: client.name,
            email: client.email,
            phone: client.phone,
            language: client.language.into(),
        }
    }
}

/// Read an appointment.
#[utoipa::path(
    get, operation_id = "read_appointment", path = "/appointments/{id}", tag = "Appointments", security(("key" = ["read"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    responses((status = 200, body = AppointmentDetail))
)]
pub(in crate::api) async fn one(
    State(app): State<App>,
    Reading(caller): Reading,
    Address(id): Address<AppointmentId>,
    _: Asked<NoQuery>,
) -> Result<Json<AppointmentDetail>, Problem> {
    let (stored, _) = app.appointment(caller.network, id).await?;
    let client = app.store.client(caller.network, stored.appointment.client).await?;
    Ok(Json(AppointmentDetail {
        appointment: (&stored.appointment).into(),
        client_contact: client.map(ClientShown::from),
    }))
}

/// Everything that happened to an appointment, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct History {
    /// Zone of the place.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// The changes.
    items: Vec<ChangeShown>,
}

/// One change of an appointment: who, asked by whom, when, from, to, because.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Change)]
struct ChangeShown {
    /// The version that it produced.
    version: u32,
    /// What happened.
    #[schema(example = "moved")]
    kind: &'static str,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Who clicked.
    by: ActorShown,
    /// Who wanted it, which is not always who clicked.
    #[schema(value_type = AskedBy)]
    asked_by: &'static str,
    /// The reason given.
    #[schema(value_type = Option<ReasonWord>, required)]
    reason: Option<&'static str>,
    /// What was written to the other side.
    message: String,
    /// The start before.
    #[schema(format = DateTime, required)]
    from: Option<String>,
    /// The start after, if it still takes place.
    #[schema(format = DateTime, required)]
    to: Option<String>,
    /// Why it was answered as it was.
    because: Vec<Why>,
}

/// Somebody who clicked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Actor)]
struct ActorShown {
    /// `client`, `staff` or `clock`.
    #[schema(example = "staff")]
    role: &'static str,
    /// Which person, key or link.
    #[schema(example = "key_01985f3a7c007000800000000000000a")]
    id: String,
}

/// A reason of a decision, for programs and for people.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Why {
    /// The rule, such as `enough_notice`, `short_notice`, `staff_not_bound`, `moves_used`.
    #[schema(example = "enough_notice")]
    rule: String,
    /// The policy key, its value and the computed facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    facts: Option<Value>,
    /// The same as a sentence, in the reader's language.
    sentence: String,
}

impl Why {
    pub(super) fn new(because: &Because, zone: &TimeZone, speech: Speech) -> Self {
        let facts = serde_json::to_value(because).unwrap_or_default();
        let rule = facts["rule"].as_str().unwrap_or_default().to_owned();
        Why {
            rule,
            facts: told_facts(facts, zone),
            sentence: texts::because::sentence(speech, because, zone),
        }
    }
}

/// Read the history of an appointment.
#[utoipa::path(
    get, operation_id = "read_history", path = "/appointments/{id}/history", tag = "Appointments", security(("key" = ["read"])),
    params(("id" = String, Path, description = "Id of the appointment.")),
    responses((status = 200, body = History))
)]
pub(in crate::api) async fn history(
    State(app): State<App>,
    Reading(caller): Reading,
    Address(id): Address<AppointmentId>,
    reader: Reader,
    _: Asked<NoQuery>,
) -> Result<Json<History>, Problem> {
    let (stored, snapshot) = app.appointment(caller.network, id).await?;
    let zone = &stored.appointment.when.zone;
    let speech = reader.speech(snapshot.network().language);
    let rows = app.store.history(caller.network, id).await?;
    let items = rows.into_iter().map(|row| shown(row, zone, speech)).collect();
    Ok(Json(History {
        time_zone: zone_name(zone),
        items,
    }))
}

fn shown(row: store::HistoryRow, zone: &TimeZone, speech: Speech) -> ChangeShown {
    let change = row.change;
    ChangeShown {
        version: row.version,
        kind: change.kind.code(),
        at: written(zone, change.act.now),
        by: ActorShown {
            role: change.act.clicked_by.role.code(),
            id: change.act.clicked_by.id,
        },
        asked_by: change.act.asked_by.code(),
        reason: change.reason.map(|reason| reason.code()),
        message: change.message,
        from: change.from.map(|at| written(zone, at)),
        to: change.to.map(|at| written(zone, at)),
        because: change.because.iter().map(|because| Why::new(because, zone, speech)).collect(),
    }
}
