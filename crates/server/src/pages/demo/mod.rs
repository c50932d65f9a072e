//! The demo's own pages: the hub, the clock, the outbox, and the ways in. They exist only in the demo.

mod clock;
mod hub;
mod outbox;
mod ways_in;

use axum::Router;
use axum::routing::{get, post};

use crate::state::ServerState;

pub(super) use ways_in::{operator_ways_in, ways_in};

/// Every route of the demo.
pub(super) fn router() -> Router<ServerState> {
    Router::new()
        .route("/demo", get(hub::show))
        .route("/demo/clock", post(clock::advance))
        .route("/demo/outbox", get(outbox::list))
        .route("/demo/outbox/{id}", get(outbox::mail))
        .route("/demo/outbox/{id}/{file}", get(outbox::attachment))
        .route("/demo/sign-in/{user}", get(ways_in::ask).post(ways_in::sign_in))
}
