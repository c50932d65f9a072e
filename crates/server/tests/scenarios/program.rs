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

    /// A page for people, as HTML.
    pub(crate) async fn page(&self, path: &str) -> String {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        assert!(response.status().is_success(), "{path} answered {}", response.status());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        String::from_utf8(bytes.into()).expect("HTML is UTF-8")
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
