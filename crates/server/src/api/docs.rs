//! The document itself, and a page that shows it: made here, without a script and without anything from elsewhere.

use std::sync::OnceLock;

use askama::Template;
use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use serde_json::{Map, Value};

use super::codes::{CODES, REFUSALS};
use crate::state::ServerState;

pub(super) fn router() -> Router<ServerState> {
    Router::new().route("/openapi.json", get(document)).route("/docs", get(page))
}

/// Both are the same until the next version of the program.
const AN_HOUR: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=3600");

async fn document() -> impl IntoResponse {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    let document = DOCUMENT.get_or_init(|| super::openapi().to_pretty_json().unwrap_or_default());
    ([(header::CONTENT_TYPE, "application/json"), AN_HOUR], document.as_str())
}

async fn page() -> impl IntoResponse {
    static PAGE: OnceLock<String> = OnceLock::new();
    let page = PAGE.get_or_init(|| {
        let document = serde_json::to_value(super::openapi()).unwrap_or_default();
        DocsPage::of(&document).render().unwrap_or_default()
    });
    ([AN_HOUR], Html(page.as_str()))
}

/// The page. Strings named `…_html` are finished HTML, everything else is escaped by the template.
#[derive(Template)]
#[template(path = "api/docs.html")]
struct DocsPage {
    title: String,
    introduction_html: String,
    groups: Vec<Group>,
    schemas: Vec<SchemaDoc>,
    codes: Vec<(String, String, String)>,
}

struct Group {
    name: String,
    about: String,
    operations: Vec<OperationDoc>,
}

struct OperationDoc {
    anchor: String,
    method: String,
    path: String,
    summary: String,
    about_html: String,
    rule: String,
    parameters: Vec<FieldDoc>,
    body: Option<Kind>,
    answers: Vec<AnswerDoc>,
}

struct AnswerDoc {
    status: String,
    about: String,
    kind: Option<Kind>,
}

struct SchemaDoc {
    name: String,
    about_html: String,
    words: Vec<String>,
    fields: Vec<FieldDoc>,
}

struct FieldDoc {
    name: String,
    place: String,
    kind: Kind,
    required: bool,
    about_html: String,
}

/// What a value is, and the schema that says more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Kind {
    text: String,
    schema: Option<String>,
}

impl DocsPage {
    fn of(document: &Value) -> Self {
        let tags = document["tags"].as_array().map(Vec::as_slice).unwrap_or_default();
        let operations = operations(document);
        let group = |tag: &Value| Group {
            name: text(tag, "name"),
            about: text(tag, "description"),
            operations: operations
                .iter()
                .filter(|(of, _)| *of == text(tag, "name"))
                .map(|(_, value)| operation_doc(value))
                .collect(),
        };
        let schemas = document["components"]["schemas"].as_object();
        let ours = CODES
            .iter()
            .map(|(code, status, about)| ((*code).to_owned(), status.to_string(), code_marks(about)));
        let trade = REFUSALS
            .iter()
            .map(|(code, about)| ((*code).to_owned(), "409, 422".to_owned(), code_marks(about)));
        DocsPage {
            title: format!(
                "{} API v{}",
                text(&document["info"], "title"),
                text(&document["info"], "version")
            ),
            introduction_html: paragraphs(&text(&document["info"], "description")),
            groups: tags.iter().map(group).collect(),
            schemas: schemas
                .into_iter()
                .flatten()
                .map(|(name, schema)| schema_doc(name, schema))
                .collect(),
            codes: ours.chain(trade).collect(),
        }
    }
}

/// An operation with its address, as one value.
struct Found<'a> {
    path: &'a str,
    method: &'a str,
    operation: &'a Value,
}

fn operations(document: &Value) -> Vec<(String, Found<'_>)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in ["get", "post", "put", "delete"] {
            if let Some(operation) = item.get(method) {
                let tag = operation["tags"][0].as_str().unwrap_or_default().to_owned();
                found.push((tag, Found { path, method, operation }));
            }
        }
    }
    found
}

fn operation_doc(found: &Found<'_>) -> OperationDoc {
    let operation = found.operation;
    let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    let answers = operation["responses"].as_object().into_iter().flatten();
    OperationDoc {
        anchor: format!("{}{}", found.method, found.path.replace(['/', '{', '}'], "-")),
        method: found.method.to_ascii_uppercase(),
        path: found.path.to_owned(),
        summary: text(operation, "summary"),
        about_html: paragraphs(&text(operation, "description")),
        rule: rule(operation),
        parameters: parameters.iter().map(parameter_doc).collect(),
        body: schema_of(&operation["requestBody"]).map(kind),
        answers: answers
            .map(|(status, answer)| AnswerDoc {
                status: status.clone(),
                about: text(answer, "description"),
                kind: schema_of(answer).map(kind),
            })
            .collect(),
    }
}

/// Who may call it.
fn rule(operation: &Value) -> String {
    let rules = operation["security"].as_array().map(Vec::as_slice).unwrap_or_default();
    let scopes: Vec<&str> = rules.iter().filter_map(|rule| rule["key"][0].as_str()).collect();
    if scopes.is_empty() {
        "Public".to_owned()
    } else {
        format!("Key with {}", scopes.join(" or "))
    }
}

fn parameter_doc(parameter: &Value) -> FieldDoc {
    FieldDoc {
        name: text(parameter, "name"),
        place: text(parameter, "in"),
        kind: kind(&parameter["schema"]),
        required: parameter["required"] == true,
        about_html: code_marks(&text(parameter, "description")),
    }
}

fn schema_of(body: &Value) -> Option<&Value> {
    body["content"].as_object()?.values().next()?.get("schema")
}

fn schema_doc(name: &str, schema: &Value) -> SchemaDoc {
    let parts = schema["allOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut fields: Vec<FieldDoc> = parts.iter().flat_map(fields_of).collect();
    fields.extend(fields_of(schema));
    let words = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .chain(schema["oneOf"].as_array().into_iter().flatten().flat_map(words_of));
    SchemaDoc {
        name: name.to_owned(),
        about_html: paragraphs(&text(schema, "description")),
        words: words.filter_map(|word| word.as_str().map(str::to_owned)).collect(),
        fields,
    }
}

fn words_of(variant: &Value) -> impl Iterator<Item = &Value> {
    variant["enum"].as_array().into_iter().flatten().chain(variant.get("const"))
}

fn fields_of(schema: &Value) -> Vec<FieldDoc> {
    if let Some(name) = reference(schema) {
        let kind = Kind {
            text: name.clone(),
            schema: Some(name),
        };
        let about_html = "All of its fields.".to_owned();
        return vec![FieldDoc {
            name: "…".to_owned(),
            place: String::new(),
            kind,
            required: true,
            about_html,
        }];
    }
    let none = Map::new();
    let required = |name: &str| {
        schema["required"]
            .as_array()
            .is_some_and(|names| names.iter().any(|one| one == name))
    };
    let fields = schema["properties"].as_object().unwrap_or(&none).iter();
    fields
        .map(|(name, field)| FieldDoc {
            name: name.clone(),
            place: String::new(),
            kind: kind(field),
            required: required(name),
            about_html: code_marks(&text(field, "description")),
        })
        .collect()
}

fn reference(schema: &Value) -> Option<String> {
    Some(schema["$ref"].as_str()?.rsplit('/').next()?.to_owned())
}

/// "string (date-time)", "list of Slot", "Contact or null".
fn kind(schema: &Value) -> Kind {
    if let Some(name) = reference(schema) {
        return Kind {
            text: name.clone(),
            schema: Some(name),
        };
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let kinds: Vec<Kind> = choices.iter().map(kind).collect();
            let texts: Vec<&str> = kinds.iter().map(|kind| kind.text.as_str()).collect();
            return Kind {
                text: texts.join(" or "),
                schema: kinds.iter().find_map(|kind| kind.schema.clone()),
            };
        }
    }
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        return Kind {
            text: words.join(" | "),
            schema: None,
        };
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        one => one.as_str().unwrap_or("anything").to_owned(),
    };
    if types.starts_with("array") {
        let item = kind(&schema["items"]);
        return Kind {
            text: format!("list of {}", item.text),
            schema: item.schema,
        };
    }
    let format = schema["format"]
        .as_str()
        .map(|format| format!(" ({format})"))
        .unwrap_or_default();
    Kind {
        text: format!("{types}{format}"),
        schema: None,
    }
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// Paragraphs between blank lines, with the two marks that the descriptions use: `code` and **bold**.
fn paragraphs(text: &str) -> String {
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs
        .map(|paragraph| format!("<p>{}</p>", code_marks(paragraph)))
        .collect()
}

fn code_marks(text: &str) -> String {
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    marked(&marked(&escaped, "`", "code"), "**", "strong")
}

/// Every second part between two marks is put into the element.
fn marked(text: &str, mark: &str, element: &str) -> String {
    let parts: Vec<&str> = text.split(mark).collect();
    let is_even = parts.len().is_multiple_of(2);
    let dressed = parts.iter().enumerate().map(|(n, part)| match n % 2 {
        1 if !(is_even && n == parts.len() - 1) => format!("<{element}>{part}</{element}>"),
        1 => format!("{mark}{part}"),
        _ => (*part).to_owned(),
    });
    dressed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn kinds_in_words() {
        for (schema, words, link) in [
            (json!({"type": "string", "format": "date-time"}), "string (date-time)", None),
            (json!({"type": ["string", "null"]}), "string or null", None),
            (json!({"$ref": "#/components/schemas/Slot"}), "Slot", Some("Slot")),
            (
                json!({"type": "array", "items": {"$ref": "#/components/schemas/Slot"}}),
                "list of Slot",
                Some("Slot"),
            ),
            (
                json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Contact"}]}),
                "null or Contact",
                Some("Contact"),
            ),
            (json!({"type": "string", "enum": ["a", "b"]}), "a | b", None),
            (json!({}), "anything", None),
        ] {
            assert_eq!(
                kind(&schema),
                Kind {
                    text: words.into(),
                    schema: link.map(str::to_owned)
                },
                "{schema}"
            );
        }
    }

    #[test]
    fn s9_descriptions_are_escaped_and_marked() {
        assert_eq!(code_marks("a `b<c>` **d**"), "a <code>b&lt;c&gt;</code> <strong>d</strong>");
        assert_eq!(code_marks("a ` b"), "a ` b");
        assert_eq!(paragraphs("a\n\nb"), "<p>a</p><p>b</p>");
    }
}
