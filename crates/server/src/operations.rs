//! For those who run the server: is it alive, is it ready, how much does it do.

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::state::ServerState;

pub(crate) fn router() -> Router<ServerState> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// Ready when the database answers and has every migration; otherwise 503 with the reason.
async fn ready(State(state): State<ServerState>) -> Response {
    let reason = match state.app.store.is_migrated().await {
        Ok(true) => return "ready\n".into_response(),
        Ok(false) => "the database lacks migrations: run `honore migrate`\n".to_owned(),
        Err(error) => format!("the database does not answer: {error}\n"),
    };
    (StatusCode::SERVICE_UNAVAILABLE, reason).into_response()
}

async fn metrics(State(state): State<ServerState>) -> Response {
    let Some(handle) = &state.metrics else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Ok(depth) = state.app.store.queue_depth().await {
        metrics::gauge!("honore_messages_waiting").set(depth.waiting as f64);
        metrics::gauge!("honore_messages_dead").set(depth.dead as f64);
    }
    handle.render().into_response()
}

/// Counts answers by route template and status, never by id, and logs each without personal data.
pub(crate) async fn observed(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("unknown", |path| path.as_str())
        .to_owned();
    let method = known(request.method());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    metrics::counter!("honore_http_requests_total", "method" => method, "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    tracing::debug!(method, route, status, "answered");
    response
}

/// A method anybody can invent must not become a series of its own that is never forgotten.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}
