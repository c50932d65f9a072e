//! Requests that may be sent again: the same `Idempotency-Key` gives the same answer and one effect (R15, P11).

use actions::Once;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use store::Stored;

use super::caller::Caller;
use super::problem::{Fault, Problem, Trouble};

/// Longest key, in characters (P11).
pub(super) const KEY_CHARS: usize = 255;

/// An idempotency key with the digest of the request it came with.
#[derive(Debug)]
pub(super) struct RequestKey {
    key: String,
    fingerprint: String,
}

impl RequestKey {
    /// The key of a request, if it has one.
    pub(super) fn of(headers: &HeaderMap, method: &str, path: &str, body: &[u8]) -> Result<Option<Self>, Problem> {
        let Some(value) = headers.get("idempotency-key") else {
            return Ok(None);
        };
        let key = value.to_str().unwrap_or_default().trim();
        if key.is_empty() {
            return Err(Problem::field("Idempotency-Key", "wrong_value"));
        }
        if key.len() > KEY_CHARS {
            let fault = Fault {
                limit: Some(KEY_CHARS),
                ..Fault::new("Idempotency-Key", "too_long")
            };
            return Err(Trouble::Invalid(vec![fault]).into());
        }
        Ok(Some(RequestKey {
            key: key.to_owned(),
            fingerprint: fingerprint(method, path, body),
        }))
    }

    /// The key under which this caller's answer is kept. Callers of one network do not see each other's answers.
    pub(super) fn kept_as(&self, caller: &Caller) -> KeptKey {
        KeptKey {
            key: hex(&actions::links::hash(&format!("{}\n{}", caller.key, self.key))),
            fingerprint: self.fingerprint.clone(),
        }
    }
}

/// An idempotency key as the store keeps it: its digest, because what programs put into a key may be about a person.
#[derive(Debug)]
pub(super) struct KeptKey {
    key: String,
    fingerprint: String,
}

impl KeptKey {
    /// What the actions need, with the writer of the answer that is kept.
    pub(super) fn once<'a, T>(&'a self, answer: &'a (dyn Fn(&T) -> (u16, String) + Sync)) -> Once<'a, T> {
        Once {
            key: &self.key,
            fingerprint: self.fingerprint.clone(),
            answer,
        }
    }
}

/// The same request in other white space or another order of fields is the same request.
fn fingerprint(method: &str, path: &str, body: &[u8]) -> String {
    let canonical = serde_json::from_slice::<Value>(body)
        .map(|value| sorted(&value).to_string())
        .unwrap_or_default();
    hex(&actions::links::hash(&format!("{method}\n{path}\n{canonical}")))
}

/// Fields by name, whatever order the parser keeps them in.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An answer in JSON.
pub(super) fn answer(status: u16, body: impl Into<axum::body::Body>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    (status, [(header::CONTENT_TYPE, "application/json")], body.into()).into_response()
}

/// Marks an answer that was given before.
pub(super) fn replayed(mut response: Response) -> Response {
    response.headers_mut().insert(
        HeaderName::from_static("idempotency-replayed"),
        HeaderValue::from_static("true"),
    );
    response
}

/// The answer of an act on an appointment: now, or as it was given before.
pub(super) fn outcome(outcome: actions::Outcome<Stored>, shown: &dyn Fn(&Stored) -> (u16, String)) -> Response {
    match outcome {
        actions::Outcome::Done(stored) => {
            let (status, body) = shown(&stored);
            answer(status, body)
        }
        actions::Outcome::Repeated(kept) => replayed(answer(kept.status, kept.body)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r15_what_makes_a_request_another_one() {
        let first = fingerprint("POST", "/a", br#"{"a":1,"b":{"c":2,"d":[1,2]}}"#);
        for (method, path, body, same) in [
            ("POST", "/a", r#"{ "b": {"d":[1,2], "c":2}, "a":1 }"#, true),
            ("POST", "/a", r#"{"a":1,"b":{"c":2,"d":[2,1]}}"#, false),
            ("POST", "/b", r#"{"a":1,"b":{"c":2,"d":[1,2]}}"#, false),
            ("PUT", "/a", r#"{"a":1,"b":{"c":2,"d":[1,2]}}"#, false),
        ] {
            assert_eq!(
                fingerprint(method, path, body.as_bytes()) == first,
                same,
                "{method} {path} {body}"
            );
        }
    }
}
