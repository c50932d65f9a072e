//! What the API answers when it does not do what was asked: RFC 9457 problem documents, in the reader's language.

use actions::{Failure, FieldFault, Refused};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::agenda::Slot;
use domain::people::{Contact, Language};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use texts::Speech;
use utoipa::ToSchema;

use super::moment::{written, zone_name};
use crate::reader::Reader;

/// A problem on its way out. The document is written at the end, when the reader's language is known.
#[derive(Debug, Clone)]
pub(super) struct Problem(Arc<Trouble>);

/// What went wrong.
#[derive(Debug)]
pub(super) enum Trouble {
    /// No key was sent.
    KeyMissing,
    /// The key is unknown.
    KeyUnknown,
    /// The key may not do this; it needs one of these scopes.
    ScopeMissing(&'static [&'static str]),
    /// There is no such thing here; foreign things read the same (I7).
    NotFound(&'static str),
    /// The address is not one of the API's.
    NoSuchAddress,
    /// The address takes other methods.
    MethodNotAllowed,
    /// The body is not announced as JSON.
    NotJson,
    /// The body is too large.
    TooLarge,
    /// The body is not JSON.
    Malformed {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault.
        column: usize,
    },
    /// Fields that cannot be used.
    Invalid(Vec<Fault>),
    /// The idempotency key came with another request.
    KeyReused,
    /// The trade says no.
    Refused {
        /// The refusal, whom to contact, and free slots nearby.
        refused: Refused,
        /// Zone of the place.
        zone: TimeZone,
        /// Language of the network, for readers who ask for none.
        language: Language,
    },
    /// The database was too busy; the same request can succeed.
    Busy,
    /// It is our fault.
    OutOfOrder,
}

/// A field that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where it stands, such as `client.email` or `weekly[2].from`.
    pub(super) field: String,
    /// What is wrong, in one word.
    pub(super) code: String,
    /// The bound that was broken.
    pub(super) limit: Option<usize>,
    /// What was expected, in English, from the one who read it.
    pub(super) why: Option<String>,
}

impl Fault {
    pub(super) fn new(field: impl Into<String>, code: &str) -> Self {
        Fault {
            field: field.into(),
            code: code.replace('-', "_"),
            limit: None,
            why: None,
        }
    }
}

impl From<FieldFault> for Fault {
    fn from(fault: FieldFault) -> Self {
        Fault {
            limit: fault.limit,
            ..Fault::new(fault.field, fault.code)
        }
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        Problem(Arc::new(trouble))
    }
}

impl Problem {
    /// One field that cannot be used.
    pub(super) fn field(field: &str, code: &str) -> Self {
        Trouble::Invalid(vec![Fault::new(field, code)]).into()
    }

    /// The failure of an action, with moments told in the zone of the place.
    pub(super) fn of(failure: Failure, zone: &TimeZone, language: Language) -> Self {
        match failure {
            Failure::Refused(refused) => Trouble::Refused {
                refused: *refused,
                zone: zone.clone(),
                language,
            }
            .into(),
            Failure::NotFound(what) => Trouble::NotFound(what).into(),
            Failure::Invalid(faults) => Trouble::Invalid(faults.into_iter().map(Fault::from).collect()).into(),
            Failure::KeyReused => Trouble::KeyReused.into(),
            Failure::Document(fault) => Trouble::Invalid(vec![Fault {
                why: Some(format!("{}: {}", fault.key, fault.why)),
                ..Fault::new("document", "wrong_value")
            }])
            .into(),
            Failure::Store(error) if error.is_retryable() => Trouble::Busy.into(),
            Failure::Store(_) | Failure::Policy(_) | Failure::Letter(_) => {
                tracing::error!(error = chain(&failure), "the API could not answer");
                Trouble::OutOfOrder.into()
            }
        }
    }
}

/// For failures that cannot be a refusal of the trade, or whose refusal names no moment.
impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Problem::of(failure, &TimeZone::UTC, Language::default())
    }
}

impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        Failure::from(error).into()
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

impl IntoResponse for Problem {
    /// Only the status; [`spoken`] writes the document.
    fn into_response(self) -> Response {
        let mut response = self.0.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the document of every problem that a handler answered with, in the language of `Accept-Language`.
pub(super) async fn spoken(reader: Reader, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem.0.document(reader, response),
        None => response,
    }
}

/// A problem document (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemShown {
    /// Where this kind of problem is described.
    #[serde(rename = "type")]
    #[schema(example = "/api/v1/docs#problem-slot_not_offered")]
    kind: String,
    /// The kind of problem in a few words, in the reader's language.
    title: String,
    /// The HTTP status.
    #[schema(example = 409)]
    status: u16,
    /// What happened this time, as a sentence that can be shown to the person who acted.
    detail: String,
    /// The stable code that programs decide on.
    #[schema(example = "slot_not_offered")]
    code: String,
    /// The facts behind the refusal, such as `reason`, `limit`, `deadline_at`, `version` or `scopes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    facts: Option<Value>,
    /// Whom to contact, when the trade said no.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactShown>,
    /// Free slots near the wanted one, when that one could not be had.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nearest: Vec<SlotShown>,
    /// Zone of the moments in this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Europe/Paris")]
    time_zone: Option<String>,
    /// The fields that cannot be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FaultShown>,
}

/// A field that cannot be used.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FieldProblem)]
struct FaultShown {
    /// Where it stands.
    #[schema(example = "client.email")]
    field: String,
    /// What is wrong, for programs.
    #[schema(example = "not_an_email")]
    code: String,
    /// What is wrong, for people.
    detail: String,
}

/// Somebody to contact.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contact)]
pub(super) struct ContactShown {
    /// Who answers.
    name: String,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

impl From<&Contact> for ContactShown {
    fn from(contact: &Contact) -> Self {
        ContactShown {
            name: contact.name.clone(),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
        }
    }
}

/// A start that can be booked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Slot)]
pub(super) struct SlotShown {
    /// When the appointment would start.
    #[schema(format = DateTime, example = "2026-03-03T14:30:00+01:00")]
    pub(super) start: String,
    /// When it would end.
    #[schema(format = DateTime, example = "2026-03-03T15:30:00+01:00")]
    pub(super) end: String,
}

impl SlotShown {
    pub(super) fn new(slot: &Slot, zone: &TimeZone) -> Self {
        SlotShown {
            start: written(zone, slot.start),
            end: written(zone, slot.end),
        }
    }
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Trouble::KeyMissing | Trouble::KeyUnknown => StatusCode::UNAUTHORIZED,
            Trouble::ScopeMissing(_) => StatusCode::FORBIDDEN,
            Trouble::NotFound(_) | Trouble::NoSuchAddress => StatusCode::NOT_FOUND,
            Trouble::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Trouble::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Trouble::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::Malformed { .. } => StatusCode::BAD_REQUEST,
            Trouble::Invalid(_) | Trouble::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::Refused { refused, .. } if refused.refusal.is_conflict() => StatusCode::CONFLICT,
            Trouble::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::OutOfOrder => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> String {
        let code = match self {
            Trouble::KeyMissing => "key_missing",
            Trouble::KeyUnknown => "key_unknown",
            Trouble::ScopeMissing(_) => "scope_missing",
            Trouble::NotFound(_) => "not_found",
            Trouble::NoSuchAddress => "no_such_address",
            Trouble::MethodNotAllowed => "method_not_allowed",
            Trouble::NotJson => "body_not_json",
            Trouble::TooLarge => "body_too_large",
            Trouble::Malformed { .. } => "body_malformed",
            Trouble::Invalid(_) => "invalid",
            Trouble::KeyReused => "idempotency_key_reused",
            Trouble::Refused { refused, .. } => return refused.refusal.code(),
            Trouble::Busy => "try_again",
            Trouble::OutOfOrder => "out_of_order",
        };
        code.to_owned()
    }

    fn facts(&self) -> Option<Value> {
        match self {
            Trouble::ScopeMissing(scopes) => Some(serde_json::json!({ "scopes": scopes })),
            Trouble::NotFound(what) => Some(serde_json::json!({ "what": what })),
            Trouble::Malformed { line, column } => Some(serde_json::json!({ "line": line, "column": column })),
            Trouble::Refused { refused, zone, .. } => told_facts(refused.refusal.facts(), zone),
            _ => None,
        }
    }

    fn detail(&self, speech: Speech) -> String {
        match self {
            Trouble::ScopeMissing(scopes) => speech.with("api-scope-missing", &[("scopes", &scopes.join(", "))]),
            Trouble::NotFound(what) => speech.with("api-not-found", &[("what", what)]),
            Trouble::Malformed { line, column } => speech.with(
                "api-body-malformed",
                &[("line", &line.to_string()), ("column", &column.to_string())],
            ),
            Trouble::Refused { refused, zone, .. } => texts::because::refusal(speech, &refused.refusal.facts(), zone),
            _ => speech.say(&format!("api-{}", self.code().replace('_', "-"))),
        }
    }

    fn title(&self, speech: Speech) -> String {
        let key = match self.status() {
            StatusCode::UNAUTHORIZED => "api-title-key",
            StatusCode::FORBIDDEN => "api-title-scope",
            StatusCode::NOT_FOUND => "api-title-not-found",
            StatusCode::CONFLICT => "api-title-conflict",
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::INTERNAL_SERVER_ERROR => "api-title-out-of-order",
            StatusCode::UNPROCESSABLE_ENTITY if matches!(self, Trouble::Refused { .. }) => "api-title-refused",
            StatusCode::UNPROCESSABLE_ENTITY => "api-title-invalid",
            _ => "api-title-request",
        };
        speech.say(key)
    }

    fn shown(&self, speech: Speech) -> ProblemShown {
        let code = self.code();
        let refused = match self {
            Trouble::Refused { refused, zone, .. } => Some((refused, zone)),
            _ => None,
        };
        let faults = if let Trouble::Invalid(faults) = self {
            faults.as_slice()
        } else {
            &[]
        };
        ProblemShown {
            kind: format!("/api/v1/docs#problem-{code}"),
            title: self.title(speech),
            status: self.status().as_u16(),
            detail: self.detail(speech),
            facts: self.facts(),
            contact: refused.map(|(refused, _)| ContactShown::from(&refused.contact)),
            nearest: refused
                .map(|(refused, zone)| nearest(&refused.nearest, zone))
                .unwrap_or_default(),
            time_zone: refused.map(|(_, zone)| zone_name(zone)),
            errors: faults.iter().map(|fault| fault_shown(fault, speech)).collect(),
            code,
        }
    }

    fn document(&self, reader: Reader, without_body: Response) -> Response {
        let language = if let Trouble::Refused { language, .. } = self {
            *language
        } else {
            Language::default()
        };
        let speech = reader.speech(language);
        let (mut parts, _) = without_body.into_parts();
        let body = serde_json::to_vec(&self.shown(speech)).unwrap_or_default();
        parts.headers.remove(header::CONTENT_LENGTH);
        parts
            .headers
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        parts
            .headers
            .insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(speech.lang()));
        if self.status() == StatusCode::UNAUTHORIZED {
            parts
                .headers
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"api\""));
        }
        if matches!(self, Trouble::Busy) {
            parts.headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        Response::from_parts(parts, Body::from(body))
    }
}

fn nearest(slots: &[Slot], zone: &TimeZone) -> Vec<SlotShown> {
    slots.iter().map(|slot| SlotShown::new(slot, zone)).collect()
}

fn fault_shown(fault: &Fault, speech: Speech) -> FaultShown {
    let limit = fault.limit.unwrap_or_default().to_string();
    let why = fault.why.as_deref().unwrap_or_default();
    let key = format!("api-field-{}", fault.code.replace('_', "-"));
    let detail = speech.with(&key, &[("limit", &limit), ("why", why)]);
    FaultShown {
        field: fault.field.clone(),
        code: fault.code.clone(),
        detail,
    }
}

/// Facts without the code, which stands beside them; their moments get the offset of the place.
fn in_zone(fact: &mut Value, zone: &TimeZone) {
    if let Some(at) = fact.as_str().and_then(|text| text.parse::<Timestamp>().ok()) {
        *fact = Value::String(written(zone, at));
    }
}

pub(super) fn told_facts(facts: Value, zone: &TimeZone) -> Option<Value> {
    let Value::Object(mut facts) = facts else { return None };
    facts.remove("code");
    facts.remove("rule");
    for (name, fact) in &mut facts {
        match fact {
            Value::Array(moments) if name == "starts" => moments.iter_mut().for_each(|moment| in_zone(moment, zone)),
            moment if name.ends_with("_at") => in_zone(moment, zone),
            _ => {}
        }
    }
    (!facts.is_empty()).then_some(Value::Object(facts))
}
