//! The pages of those who run the network: businesses and their ledgers, cases, the policy, the audit.

mod audit;
mod office;
mod policy;
mod session;
mod sign_in;

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Extension, Router, middleware};

use crate::pages::console::Throttle;
use crate::pages::frame::keep_private;
use crate::state::ServerState;

pub(super) use session::cookie;

/// Every route of these pages. All answers stay out of caches.
pub(super) fn router() -> Router<ServerState> {
    Router::new()
        .route("/operator/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/operator/sign-out", post(sign_in::sign_out))
        .route("/operator/policy", get(policy::show).post(policy::save))
        .route("/operator/policy/versions/{version}", get(policy::one))
        .route("/operator/audit", get(audit::show))
        .layer(middleware::map_response(keep_private))
        .layer(Extension(Arc::new(Throttle::default())))
}
