//! What a program sent: bodies, queries and addresses, read strictly, with the field named when something is wrong.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::once::RequestKey;
use super::problem::{Fault, Problem, Trouble};

/// A JSON body, and the request's idempotency key if it has one. A missing body is read as `{}`.
pub(super) struct Entered<T> {
    /// What was sent.
    pub(super) body: T,
    /// `Idempotency-Key`, with what makes the request another one.
    pub(super) key: Option<RequestKey>,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Entered<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let headers = request.headers().clone();
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Problem::from(Trouble::TooLarge),
                _ => Trouble::Malformed { line: 0, column: 0 }.into(),
            })?;
        let bytes = if bytes.is_empty() {
            Bytes::from_static(b"{}")
        } else {
            announced_as_json(&headers, bytes)?
        };
        let body = read(&bytes)?;
        let key = RequestKey::of(&headers, method.as_str(), &path, &bytes)?;
        Ok(Entered { body, key })
    }
}

/// A form from another site can send text/plain without asking; only JSON, which it cannot, is read (S5).
fn announced_as_json(headers: &HeaderMap, bytes: Bytes) -> Result<Bytes, Problem> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind == "application/json" {
        Ok(bytes)
    } else {
        Err(Trouble::NotJson.into())
    }
}

/// Reads JSON; the problem names the field.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        malformed(bytes).unwrap_or_else(|| Trouble::Invalid(vec![fault(&path, &error.into_inner().to_string())]).into())
    })?;
    json.end().map_err(|error| {
        Problem::from(Trouble::Malformed {
            line: error.line(),
            column: error.column(),
        })
    })?;
    Ok(value)
}

/// Where the text stops being JSON. The reader of a type cannot be asked: it calls a number in the place of a word a fault of the syntax.
fn malformed(bytes: &[u8]) -> Option<Problem> {
    let error = serde_json::from_slice::<serde::de::IgnoredAny>(bytes).err()?;
    Some(
        Trouble::Malformed {
            line: error.line(),
            column: error.column(),
        }
        .into(),
    )
}

/// The field and what is wrong with it, from the words of the reader: "unknown field `x`, expected …", "missing field `x`".
fn fault(path: &str, told: &str) -> Fault {
    let why = told.split(" at line ").next().unwrap_or(told);
    let named = || why.split('`').nth(1).unwrap_or_default();
    let (field, code) = if why.starts_with("unknown field") {
        (beside(path, named()), "unknown_field")
    } else if why.starts_with("missing field") {
        (below(path, named()), "missing")
    } else if why.starts_with("duplicate field") {
        (beside(path, named()), "twice")
    } else {
        (path.trim_start_matches('.').to_owned(), "wrong_value")
    };
    let field = if field.is_empty() { "body".to_owned() } else { field };
    Fault {
        why: Some(why.to_owned()),
        ..Fault::new(field, code)
    }
}

/// A field of the thing at `path`.
fn below(path: &str, field: &str) -> String {
    if path == "." {
        field.to_owned()
    } else {
        format!("{path}.{field}")
    }
}

/// The path of an unknown field may end with the field itself or with the thing that has no such field.
fn beside(path: &str, field: &str) -> String {
    let ends_with_it = path == field || path.ends_with(&format!(".{field}"));
    if ends_with_it { path.to_owned() } else { below(path, field) }
}

/// A query, read as strictly as a body: unknown and repeated parameters are refused by name.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri) else {
            return Err(Problem::field("query", "wrong_value"));
        };
        let mut values = serde_json::Map::new();
        for (name, value) in pairs {
            // The language is asked for by header or by query, and read elsewhere.
            if name == "lang" {
                continue;
            }
            if values.insert(name.clone(), Value::String(value)).is_some() {
                return Err(Problem::field(&name, "twice"));
            }
        }
        let read = serde_path_to_error::deserialize(Value::Object(values));
        read.map(Asked).map_err(|error| {
            let path = error.path().to_string();
            Trouble::Invalid(vec![fault(&path, &error.into_inner().to_string())]).into()
        })
    }
}

/// The ids of an address. What cannot be an id is not found, like an id that is unknown or foreign (I7).
pub(super) struct Address<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Address<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(ids) = Path::<T>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::from(Trouble::NotFound("id")))?;
        Ok(Address(ids))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read matters here")]
    struct Outer {
        count: u32,
        inner: Inner,
        list: Option<Vec<Inner>>,
        word: Option<Word>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Word {
        Yes,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read matters here")]
    struct Inner {
        name: String,
    }

    /// S2: what is unknown, missing, doubled or of another kind is named with its place.
    #[test]
    fn s2_faults_name_the_field() {
        for (text, field, code) in [
            (r#"{"count":1,"inner":{"name":"a"},"price":1}"#, "price", "unknown_field"),
            (
                r#"{"count":1,"inner":{"name":"a","role":"admin"}}"#,
                "inner.role",
                "unknown_field",
            ),
            (
                r#"{"count":1,"inner":{"name":"a"},"list":[{"name":"b"},{"name":"c","x":1}]}"#,
                "list[1].x",
                "unknown_field",
            ),
            (r#"{"inner":{"name":"a"}}"#, "count", "missing"),
            (r#"{"count":1,"inner":{}}"#, "inner.name", "missing"),
            (r#"{"count":1,"count":2,"inner":{"name":"a"}}"#, "count", "twice"),
            (r#"{"count":"one","inner":{"name":"a"}}"#, "count", "wrong_value"),
            (r#"{"count":1,"inner":{"name":7}}"#, "inner.name", "wrong_value"),
            (r#"{"count":-1,"inner":{"name":"a"}}"#, "count", "wrong_value"),
            (r#"{"count":1,"inner":{"name":"a"},"word":7}"#, "word", "wrong_value"),
            ("[]", "body", "wrong_value"),
            ("7", "body", "wrong_value"),
        ] {
            let problem = read::<Outer>(text.as_bytes()).map(|_| ()).unwrap_err();
            let shown = format!("{problem:?}");
            assert!(
                shown.contains(&format!("field: {field:?}, code: {code:?}")),
                "{text} -> {shown}"
            );
        }
    }

    #[test]
    fn what_is_not_json_is_malformed() {
        for text in [
            "{",
            "",
            "nothing",
            "{\"count\":1,}",
            "{\"count\":1,\"inner\":{\"name\":\"a\"}} more",
            &"[".repeat(10_000),
        ] {
            let problem = read::<Outer>(text.as_bytes()).map(|_| ()).unwrap_err();
            assert!(
                format!("{problem:?}").contains("Malformed") || text.starts_with('['),
                "{text:.20} -> {problem:?}"
            );
        }
    }
}
