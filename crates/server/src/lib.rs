//! HTTP: the pages for people, the API for programs. Both call the same actions.

pub mod api;
mod assets;
mod guard;
mod operations;
pub mod pages;
mod reader;
mod state;
pub mod view;

pub use state::ServerState;

use axum::{Router, middleware};

/// Largest request body, in bytes: far above any form, far below what would hurt.
const BODY_BYTES: usize = 256 * 1024;

/// Every route of the server.
pub fn router(state: ServerState) -> Router {
    Router::new()
        .merge(pages::router(&state))
        .nest("/api/v1", api::router())
        .merge(assets::router())
        .fallback(pages::not_found)
        .layer(middleware::from_fn(guard::same_site_only))
        .layer(middleware::from_fn(guard::security_headers))
        .layer(tower_http::limit::RequestBodyLimitLayer::new(BODY_BYTES))
        // A fault of ours in one request must not cut the connection of whoever sent it.
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
        .layer(middleware::from_fn(operations::observed))
        .merge(operations::router())
        .with_state(state)
}
