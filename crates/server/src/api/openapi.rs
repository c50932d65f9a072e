//! What the OpenAPI document says beyond the handlers: the introduction, the key, and what holds for every operation.

use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::info::{InfoBuilder, LicenseBuilder};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ComponentsBuilder, ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::server::ServerBuilder;
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{OpenApi, OpenApiBuilder, Ref, RefOr, Required, Response, ResponseBuilder, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::once::KEY_CHARS;
use super::problem::ProblemShown;

const INTRODUCTION: &str = "\
Book, move and cancel appointments, read agendas, enter absences.

**Which network.** Public addresses name their network: `/networks/{network}/…`, by id or slug. Everything else takes the network of the key; \
things of another network are not found, like things that do not exist.

**Keys.** `Authorization: Bearer hk_…`. A key has scopes: `read` reads appointments, hours and absences; `client` acts for clients and is bound by \
the limits meant for them; `staff` acts as staff and is not bound, which the history records; `manage` changes hours and absences; `operator` reads ledgers, decides cases, limits businesses and sets the network's policy. With both `client` \
and `staff`, the field `as` chooses; left out, `client`.

**Time.** Moments are RFC 3339 with the offset of the place, beside the name of its zone. What is sent must carry an offset too.

**Once.** Every POST takes an `Idempotency-Key`: sent again with the same body it has one effect and gives the same answer, marked \
`Idempotency-Replayed: true`. A refusal is not kept, so that the same request may succeed later. Keys are kept for at least 7 days.

**Lists** that can be long come in pages: send `next_cursor` back as `cursor`.

**Problems** are `application/problem+json` (RFC 9457) with a stable `code`; `detail` is a sentence for people, in the language of \
`Accept-Language` (`fr` or `en`). Unknown fields and parameters are refused by name.";

/// The document before the handlers add themselves.
pub(super) fn beginning() -> OpenApi {
    let license = LicenseBuilder::new()
        .name("MIT OR Apache-2.0")
        .identifier(Some("MIT OR Apache-2.0"))
        .build();
    let info = InfoBuilder::new()
        .title("Honoré")
        .version("1")
        .description(Some(INTRODUCTION))
        .license(Some(license));
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("hk_…")
        .description(Some("A key of one network, with scopes."));
    let tag = |name: &str, about: &str| TagBuilder::new().name(name).description(Some(about)).build();
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([ServerBuilder::new().url("/api/v1").build()]))
        .tags(Some([
            tag("Catalogue", "Who offers what, where and when. Public."),
            tag("Appointments", "Book, read, cancel, move, answer, record."),
            tag(
                "Enquiries",
                "Ask without choosing anybody: whoever could come receives a proposal, the first who accepts gets it.",
            ),
            tag(
                "Series",
                "Appointments that repeat: arrange, move and end them as a whole or from one on.",
            ),
            tag("Agenda", "Opening hours and absences."),
            tag("Network", "For those who run it: policy, ledgers, cases, measures."),
        ]))
        .components(Some(
            ComponentsBuilder::new()
                .security_scheme("key", SecurityScheme::Http(key.build()))
                .build(),
        ))
        .build()
}

/// Adds the problem documents and the headers that every operation shares.
pub(super) fn completed(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    let mut schemas: Vec<(String, RefOr<Schema>)> = vec![(ProblemShown::name().into_owned(), ProblemShown::schema())];
    ProblemShown::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let optional: Vec<String> = components
        .schemas
        .iter()
        .filter(|(_, schema)| needs_nothing(schema))
        .map(|(name, _)| name.clone())
        .collect();
    for (path, item) in &mut document.paths.paths {
        let PathItem {
            get, put, post, delete, ..
        } = item;
        for operation in [get, put, delete].into_iter().flatten() {
            add_problems(operation, path.ends_with("/preview"));
        }
        if let Some(operation) = post {
            operation.parameters.get_or_insert_default().push(idempotency_key().into());
            let_out_body(operation, &optional);
            add_problems(operation, true);
        }
    }
    document
}

/// Whether a value of this schema may be `{}`.
fn needs_nothing(schema: &RefOr<Schema>) -> bool {
    matches!(schema, RefOr::T(Schema::Object(object)) if object.required.is_empty())
}

/// A body of which nothing is needed may be missing.
fn let_out_body(operation: &mut Operation, optional: &[String]) {
    let Some(RefOr::T(body)) = &mut operation.request_body else {
        return;
    };
    let schemas = body.content.values().filter_map(|content| match content {
        RefOr::T(content) => content.schema.as_ref(),
        RefOr::Ref(_) => None,
    });
    let mut names = schemas.filter_map(|schema| match schema {
        RefOr::Ref(reference) => reference.ref_location.rsplit('/').next(),
        RefOr::T(_) => None,
    });
    if names.any(|name| optional.iter().any(|one| one == name)) {
        body.required = Some(Required::False);
    }
}

fn add_problems(operation: &mut Operation, can_be_refused: bool) {
    for answer in operation.responses.responses.values_mut() {
        // OpenAPI wants a description of every answer, also where the summary has said it.
        if let RefOr::T(answer) = answer
            && answer.description.is_empty()
        {
            answer.description = "As asked.".to_owned();
        }
    }
    for (status, about) in problems(operation, can_be_refused) {
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| problem(about).into());
    }
}

fn problems(operation: &Operation, can_be_refused: bool) -> Vec<(&'static str, &'static str)> {
    let has_body = operation.request_body.is_some();
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    let names_something = parameters.iter().any(|parameter| is_in(parameter, &ParameterIn::Path));
    let mut problems = Vec::new();
    if needs_a_key(operation) {
        problems.extend([("401", "The key is missing or unknown."), ("403", "The key lacks a scope.")]);
    }
    if names_something || can_be_refused {
        problems.push(("404", "There is no such thing in this network."));
    }
    if has_body {
        problems.extend([
            ("400", "The body is not JSON."),
            ("413", "The body is too large."),
            ("415", "The body is not announced as JSON."),
        ]);
    }
    if can_be_refused {
        problems.push(("409", "Somebody was first, or the terms say no."));
    }
    problems.push(("422", "Something cannot be used; each field is named."));
    problems.push(("503", "The server is busy."));
    problems
}

fn is_in(parameter: &RefOr<Parameter>, place: &ParameterIn) -> bool {
    matches!(parameter, RefOr::T(parameter) if parameter.parameter_in == *place)
}

/// A public operation says so with an empty requirement.
fn needs_a_key(operation: &Operation) -> bool {
    let none = serde_json::json!({});
    let rules = operation
        .security
        .iter()
        .flatten()
        .map(|rule| serde_json::to_value(rule).unwrap_or_default());
    let rules: Vec<_> = rules.collect();
    !rules.contains(&none)
}

fn idempotency_key() -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(KEY_CHARS))
        .build();
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "Sent again with the same body, the request has one effect and gives the same answer.",
        ))
        .schema(Some(schema))
        .build()
}

fn problem(about: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new()
        .description(about)
        .content("application/problem+json", content)
        .build()
}
