//! The pages of those who run the network: businesses and their ledgers, cases, the policy, the audit.

mod audit;
mod businesses;
mod case;
mod deciding;
mod home;
mod measures;
mod office;
mod policy;
mod session;
mod sign_in;
mod told;

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
        .route("/operator", get(home::show))
        .route("/operator/businesses", get(businesses::list))
        .route("/operator/businesses/{id}", get(businesses::one))
        .route(
            "/operator/businesses/{id}/limit",
            get(measures::ask_limit).post(measures::limit),
        )
        .route("/operator/measures/{id}/lift", get(measures::ask_lift).post(measures::lift))
        .route("/operator/cases", get(home::cases))
        .route("/operator/cases/{id}", get(case::show).post(case::decide))
        .route("/operator/policy", get(policy::show).post(policy::save))
        .route("/operator/policy/versions/{version}", get(policy::one))
        .route("/operator/audit", get(audit::show))
        .layer(middleware::map_response(keep_private))
        .layer(Extension(Arc::new(Throttle::default())))
}
