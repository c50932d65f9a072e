//! Calling the API.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::ids::NetworkId;
use serde_json::{Value, json};
use testkit::world::{Engine, Plan, START, World};
use tower::ServiceExt;

/// A world with its router and keys.
pub(crate) struct Api {
    pub(crate) world: World,
    router: Router,
    /// A key with every scope.
    pub(crate) key: String,
    /// A key that acts for clients and reads.
    pub(crate) client: String,
}

/// Rivals and odd values meet both databases.
pub(crate) const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) body: Value,
}

impl Answer {
    /// The stable code of a problem.
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The field that a problem names first.
    pub(crate) fn field(&self) -> &str {
        self.body["errors"][0]["field"].as_str().unwrap_or_default()
    }

    /// The same answer, when it has this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }
}

pub(crate) const ALL_SCOPES: [&str; 5] = ["read", "client", "staff", "manage", "operator"];

impl Api {
    pub(crate) async fn new() -> Api {
        Self::with(Plan::default()).await
    }

    pub(crate) async fn with(plan: Plan) -> Api {
        Self::on(Engine::Sqlite, plan).await
    }

    pub(crate) async fn on(engine: Engine, plan: Plan) -> Api {
        let world = World::with(engine, plan).await;
        let router = world.router();
        let key = world.app.new_api_key(world.network, "all", &ALL_SCOPES).await.unwrap();
        let client = world
            .app
            .new_api_key(world.network, "client", &["read", "client"])
            .await
            .unwrap();
        Api {
            world,
            router,
            key,
            client,
        }
    }

    /// A new key of a network.
    pub(crate) async fn key_of(&self, network: NetworkId, scopes: &[&str]) -> String {
        self.world.app.new_api_key(network, "test", scopes).await.unwrap()
    }

    /// Sends a request as it stands.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        answer(self.router.clone(), request).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path, Some(&self.key), None)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(request(Method::POST, path, Some(&self.key), Some(&body))).await
    }

    /// As a program that acts for clients.
    pub(crate) async fn post_as_client(&self, path: &str, body: Value) -> Answer {
        self.send(request(Method::POST, path, Some(&self.client), Some(&body))).await
    }

    /// What Zoé Martin wants, as a body.
    pub(crate) fn wish(&self, start: &str) -> Value {
        json!({
            "practitioner": self.world.practitioner,
            "service": self.world.service,
            "start": start,
            "client": {"name": "Zoé Martin", "email": "zoe@example.org", "phone": "06 12 34 56 78", "language": "fr"},
        })
    }

    /// Zoé Martin's appointment at [`START`].
    pub(crate) async fn booked(&self) -> Value {
        self.booked_at(START).await
    }

    pub(crate) async fn booked_at(&self, start: &str) -> Value {
        self.post_as_client("/appointments", self.wish(start)).await.expect(201).body
    }

    /// Many requests at the same time.
    pub(crate) async fn at_once(&self, requests: Vec<Request<Body>>) -> Vec<Answer> {
        let running: Vec<_> = requests
            .into_iter()
            .map(|request| tokio::spawn(answer(self.router.clone(), request)))
            .collect();
        let mut answers = Vec::new();
        for one in running {
            answers.push(one.await.unwrap());
        }
        answers
    }
}

async fn answer(router: Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    let body = serde_json::from_str(&text).unwrap_or_default();
    Answer {
        status: parts.status,
        headers: parts.headers,
        text,
        body,
    }
}

/// A request to an address below `/api/v1`, in English.
pub(crate) fn request(method: Method, path: &str, key: Option<&str>, body: Option<&Value>) -> Request<Body> {
    let mut builder = Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header(header::ACCEPT_LANGUAGE, "en");
    if let Some(key) = key {
        builder = builder.header(header::AUTHORIZATION, format!("Bearer {key}"));
    }
    match body {
        Some(body) => builder
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap(),
        None => builder.body(Body::empty()).unwrap(),
    }
}

/// The same with an idempotency key.
pub(crate) fn once(mut request: Request<Body>, key: &str) -> Request<Body> {
    request.headers_mut().insert("idempotency-key", key.parse().unwrap());
    request
}

/// The id of a body, as text.
pub(crate) fn id(body: &Value) -> String {
    body["id"].as_str().unwrap().to_owned()
}
