//! A program with a key of its own that calls the API.

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;
use testkit::world::World;
use tower::ServiceExt as _;

/// What the API answered.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn is_granted(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

pub(crate) struct Program {
    router: axum::Router,
    key: String,
}

impl Program {
    pub(crate) async fn new(world: &World, scopes: &[&str]) -> Self {
        let key = world.app.new_api_key(world.network, "story", scopes).await.expect("a key");
        Program {
            router: world.router(),
            key,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", path, Body::from(body.to_string())).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send("PUT", path, Body::from(body.to_string())).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, Body::empty()).await
    }

    /// A page for people, as HTML.
    pub(crate) async fn page(&self, path: &str) -> String {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        assert!(response.status().is_success(), "{path} answered {}", response.status());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        String::from_utf8(bytes.into()).expect("HTML is UTF-8")
    }

    /// Sends the form of a page with its hidden fields and what was typed, as its button would; what came of it is a status.
    pub(crate) async fn submit(&self, path: &str, page: &str, typed: &[(&str, &str)]) -> u16 {
        let hidden = page.split("<input type=\"hidden\" name=\"").skip(1).map(|rest| {
            let mut parts = rest.split('"');
            (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default())
        });
        let fields = hidden.chain(typed.iter().copied());
        let form: Vec<String> = fields.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.join("&")))
            .expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        response.status().as_u16()
    }

    async fn send(&self, method: &str, path: &str, body: Body) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("authorization", format!("Bearer {}", self.key))
            .header("content-type", "application/json")
            .header("accept-language", "fr")
            .body(body)
            .expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        Answer {
            status,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        }
    }
}

/// Every byte as an escape: longer than need be, and never wrong.
pub(crate) fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut written, byte| {
        write!(written, "%{byte:02X}").expect("a string takes everything");
        written
    })
}
