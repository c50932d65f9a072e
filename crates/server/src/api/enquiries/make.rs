//! `POST /enquiries`, its preview, and its end by the client.

use actions::{App, ConsideredOne, Failure, MadeEnquiry, NewEnquiry, Outcome, Snapshot, asked_services};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::enquiry::same_service;
use domain::ids::{BusinessId, EnquiryId, PractitionerId};
use domain::people::Language;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{IdempotentAnswer, StoredEnquiry};
use texts::Speech;
use utoipa::ToSchema;

use super::{EnquiryShown, WhyShown};
use crate::api::appointments::answering::NothingEntered;
use crate::api::appointments::booking::{ClientEntered, told};
use crate::api::caller::{Acting, Caller, Capacity};
use crate::api::entered::{Address, Entered};
use crate::api::moment::{Moment, written, zone_name};
use crate::api::once::{answer, replayed};
use crate::api::problem::{Problem, Trouble};
use crate::reader::Reader;

/// What a client asks for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct EnquiryEntered {
    /// Name of a service whose `booked_by` is `proposal`; capitals do not matter.
    #[schema(example = "Coiffure à domicile")]
    service: String,
    /// When it should start, with its offset.
    #[schema(value_type = String, format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    start: Moment,
    /// Postcode of where it should take place; decides who is near enough.
    #[schema(example = "75018")]
    postcode: String,
    /// Street and town, at most 200 characters.
    address: String,
    /// Who asks.
    client: ClientEntered,
    /// A word to whoever comes, at most 2000 characters.
    note: Option<String>,
    /// In what capacity; left out, the weakest that the key has.
    #[serde(rename = "as")]
    capacity: Option<Capacity>,
}

/// What would be asked for. Who asks need not be known yet.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct EnquiryPreviewEntered {
    /// Name of a service whose `booked_by` is `proposal`.
    #[schema(example = "Coiffure à domicile")]
    service: String,
    /// When it should start, with its offset.
    #[schema(value_type = String, format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    start: Moment,
    /// Postcode of where it should take place.
    #[schema(example = "75018")]
    postcode: String,
}

/// What an enquiry would come to now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EnquiryPreviewShown {
    /// To how many practitioners it would go.
    would_go_to: usize,
    /// Until when it would wait.
    #[schema(format = DateTime)]
    answer_by: String,
    /// Zone of the network.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// Everybody who gives the service by proposal: first those it would go to, in their order, then the others with why not.
    considered: Vec<ConsideredShown>,
}

/// What was found about one practitioner.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Considered)]
struct ConsideredShown {
    /// Who.
    #[schema(value_type = String)]
    practitioner: PractitionerId,
    /// Name as shown.
    name: String,
    /// The business.
    #[schema(value_type = String)]
    business: BusinessId,
    /// Position among those it would go to, from 1; null when it would not go there.
    #[schema(required)]
    nth: Option<u32>,
    /// Why it would go there.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<WhyShown>,
    /// Why it would not.
    #[serde(skip_serializing_if = "Option::is_none")]
    why_not: Option<WhyNot>,
}

/// Why an enquiry does not go to somebody.
#[derive(Debug, Serialize, ToSchema)]
struct WhyNot {
    /// `too_far`, `not_offered`, `asked_before` or `others_first`.
    #[schema(example = "not_offered")]
    code: String,
    /// What it depends on: `serves`, `reason`, `at_once`.
    #[schema(value_type = Object)]
    facts: Value,
    /// The same as a sentence, in the reader's language.
    sentence: String,
}

/// Ask the network.
///
/// Everybody who could come receives a proposal; the first who accepts gets it. The answer carries the client's personal link in `manage_url`;
/// no other answer does.
#[utoipa::path(
    post, operation_id = "make_enquiry", path = "/enquiries", tag = "Enquiries", security(("key" = ["client"]), ("key" = ["staff"])),
    request_body = EnquiryEntered,
    responses((status = 201, description = "Asked.", body = EnquiryShown,
        headers(("Location" = String, description = "Address of the enquiry."))))
)]
pub(in crate::api) async fn make(
    State(app): State<App>,
    Acting(caller): Acting,
    Entered { body, key }: Entered<EnquiryEntered>,
) -> Result<Response, Problem> {
    let actor = caller.acting(body.capacity)?;
    let snapshot = caller.snapshot(&app).await?;
    is_asked_for(&snapshot, &body.service)?;
    let language = snapshot.network().language;
    let wish = NewEnquiry {
        network: caller.network,
        service: body.service,
        start: body.start.0,
        postcode: body.postcode,
        address: body.address,
        client: body.client.client(language.into()),
        note: body.note.unwrap_or_default(),
    };
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&without_link));
    let made = app.make_enquiry(&wish, &actor, once.as_ref()).await;
    match made.map_err(|failure| told(failure, &snapshot.network().zone, language))? {
        Outcome::Done(made) => {
            let (status, body) = without_link(&made);
            Ok(created(made.stored.enquiry.id, status, &body, &app.enquiry_url(&made.token)))
        }
        Outcome::Repeated(kept) => again(&app, &caller, &kept).await,
    }
}

/// A service that nobody gives by proposal here is not found, like one of another network (I7).
fn is_asked_for(snapshot: &Snapshot, service: &str) -> Result<(), Problem> {
    let known = asked_services(snapshot)
        .iter()
        .any(|known| same_service(&known.name, service));
    known.then_some(()).ok_or_else(|| Trouble::NotFound("service").into())
}

/// What is kept for a repeated request: a stolen database must not open enquiries, so the link is left out and derived again.
fn without_link(made: &MadeEnquiry) -> (u16, String) {
    let shown = EnquiryShown::from(&made.stored.enquiry);
    (201, serde_json::to_string(&shown).unwrap_or_default())
}

/// `manage_url` is the last field, so the answer to a repeated request is the first one to the byte.
fn created(id: EnquiryId, status: u16, body: &str, link: &str) -> Response {
    let link = Value::from(link);
    let body = body.strip_suffix('}').unwrap_or(body);
    let mut response = answer(status, format!("{body},\"manage_url\":{link}}}"));
    if let Ok(location) = HeaderValue::from_str(&format!("/api/v1/enquiries/{id}")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

async fn again(app: &App, caller: &Caller, kept: &IdempotentAnswer) -> Result<Response, Problem> {
    let body: Value = serde_json::from_str(&kept.body).unwrap_or_default();
    let id: Option<EnquiryId> = body["id"].as_str().and_then(|id| id.parse().ok());
    let (stored, _) = app.enquiry(caller.network, id.ok_or(Trouble::OutOfOrder)?).await?;
    let link = app.enquiry_url(&app.links.token(&stored.link_nonce));
    Ok(replayed(created(stored.enquiry.id, kept.status, &kept.body, &link)))
}

/// Preview an enquiry: to how many it would go, and why not to the others.
#[utoipa::path(
    post, operation_id = "preview_enquiry", path = "/enquiries/preview", tag = "Enquiries",
    security(("key" = ["client"]), ("key" = ["staff"])),
    request_body = EnquiryPreviewEntered,
    responses((status = 200, body = EnquiryPreviewShown))
)]
pub(in crate::api) async fn preview(
    State(app): State<App>,
    Acting(caller): Acting,
    reader: Reader,
    Entered { body, .. }: Entered<EnquiryPreviewEntered>,
) -> Result<Json<EnquiryPreviewShown>, Problem> {
    let snapshot = caller.snapshot(&app).await?;
    is_asked_for(&snapshot, &body.service)?;
    let wish = NewEnquiry {
        network: caller.network,
        service: body.service,
        start: body.start.0,
        postcode: body.postcode,
        address: String::new(),
        client: actions::NewClient::default(),
        note: String::new(),
    };
    let preview = app.preview_enquiry(&wish).await?;
    let (zone, speech) = (&snapshot.network().zone, reader.speech(snapshot.network().language));
    let shown = |one: &ConsideredOne| considered(&snapshot, speech, one);
    Ok(Json(EnquiryPreviewShown {
        would_go_to: preview.considered.iter().filter(|one| one.answer.is_ok()).count(),
        answer_by: written(zone, preview.answer_by),
        time_zone: zone_name(zone),
        considered: preview.considered.iter().map(shown).collect(),
    }))
}

fn considered(snapshot: &Snapshot, speech: Speech, one: &ConsideredOne) -> ConsideredShown {
    let name = snapshot.practitioner(one.practitioner).map(|who| who.name.clone());
    let to = one.answer.as_ref().ok();
    ConsideredShown {
        practitioner: one.practitioner,
        name: name.unwrap_or_default(),
        business: one.business,
        nth: to.map(|to| to.nth),
        because: to.map(|to| (&to.why).into()),
        why_not: one.answer.as_ref().err().map(|why| {
            let mut facts = serde_json::to_value(why).unwrap_or_default();
            let code = facts.as_object_mut().and_then(|facts| facts.remove("code"));
            WhyNot {
                code: code.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned(),
                facts,
                sentence: texts::enquiry::not_proposed(speech, why),
            }
        }),
    }
}

/// Take an enquiry back; whoever still thinks about it is told.
#[utoipa::path(
    post, operation_id = "withdraw_enquiry", path = "/enquiries/{id}/cancellation", tag = "Enquiries",
    security(("key" = ["client"]), ("key" = ["staff"])),
    params(("id" = String, Path, description = "Id of the enquiry.")),
    request_body = NothingEntered,
    responses((status = 200, description = "Taken back.", body = EnquiryShown))
)]
pub(in crate::api) async fn withdraw(
    State(app): State<App>,
    Acting(caller): Acting,
    Address(id): Address<EnquiryId>,
    Entered {
        body: NothingEntered {},
        key,
    }: Entered<NothingEntered>,
) -> Result<Response, Problem> {
    let actor = caller.acting(None)?;
    let ended = |stored: &StoredEnquiry| {
        let shown = EnquiryShown::from(&stored.enquiry);
        (200, serde_json::to_string(&shown).unwrap_or_default())
    };
    let kept = key.map(|key| key.kept_as(&caller));
    let once = kept.as_ref().map(|kept| kept.once(&ended));
    match app.withdraw_enquiry(caller.network, id, &actor, once.as_ref()).await {
        Ok(Outcome::Done(stored)) => Ok(answer(200, ended(&stored).1)),
        Ok(Outcome::Repeated(kept)) => Ok(replayed(answer(kept.status, kept.body))),
        Err(failure) => Err(in_network(&app, &caller, failure).await),
    }
}

/// A failure with its moments in the zone of the network.
pub(super) async fn in_network(app: &App, caller: &Caller, failure: Failure) -> Problem {
    let (zone, language) = match caller.snapshot(app).await {
        Ok(snapshot) => (snapshot.network().zone.clone(), snapshot.network().language),
        Err(_) => (TimeZone::UTC, Language::default()),
    };
    Problem::of(failure, &zone, language)
}
