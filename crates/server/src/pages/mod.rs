//! Pages for people: the client's side, the practitioner's console, the pages of those who run the network, the demo's hub.

mod client;
mod console;
mod demo;
mod frame;
mod operator;
mod problem;
mod rank;
mod shown;

use axum::{Router, middleware};

use crate::state::ServerState;

pub(crate) use problem::not_found;

/// Every page. The demo's own pages exist only in the demo.
pub fn router(state: &ServerState) -> Router<ServerState> {
    let pages = Router::new()
        .merge(console::router())
        .merge(operator::router())
        .merge(client::router());
    let pages = if state.demo { pages.merge(demo::router()) } else { pages };
    pages
        .layer(middleware::from_fn_with_state(state.clone(), problem::spoken))
        .layer(middleware::from_fn_with_state(state.clone(), frame::keep_language))
}
