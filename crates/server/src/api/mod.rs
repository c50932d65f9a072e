//! The API for programs, under `/api/v1`.
//!
//! One file per group of addresses. What is public names its network in the path; everything else takes the network of the caller's key, so that
//! an id of another network is not found, like one that does not exist (I7). The OpenAPI document is made from these handlers.

mod absences;
mod appointments;
mod caller;
mod codes;
mod docs;
mod enquiries;
mod entered;
mod hours;
mod ledger;
mod moment;
mod networks;
mod once;
mod openapi;
mod policy;
mod practitioners;
mod problem;
mod ranking;
mod series;
mod services;
mod slots;
mod version;
mod words;

use axum::{Router, middleware};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ServerState;
use problem::{Problem, Trouble};

/// Every address of the API.
pub fn router() -> Router<ServerState> {
    let (router, _) = described().split_for_parts();
    router
        .merge(docs::router())
        .fallback(|| async { Problem::from(Trouble::NoSuchAddress) })
        .method_not_allowed_fallback(|| async { Problem::from(Trouble::MethodNotAllowed) })
        .layer(middleware::from_fn(problem::spoken))
}

/// The OpenAPI document of this version.
pub fn openapi() -> utoipa::openapi::OpenApi {
    openapi::completed(described().into_openapi())
}

/// Handlers and their description, side by side: what is not described is not served (S8).
fn described() -> OpenApiRouter<ServerState> {
    OpenApiRouter::with_openapi(openapi::beginning())
        .routes(routes!(version::version))
        .routes(routes!(networks::list))
        .routes(routes!(networks::one))
        .routes(routes!(ranking::ranking))
        .routes(routes!(practitioners::list))
        .routes(routes!(practitioners::one))
        .routes(routes!(services::list))
        .routes(routes!(slots::list))
        .routes(routes!(appointments::list::list, appointments::booking::book))
        .routes(routes!(appointments::one::one))
        .routes(routes!(appointments::one::history))
        .routes(routes!(appointments::cancellation::cancel))
        .routes(routes!(appointments::cancellation::preview))
        .routes(routes!(appointments::reschedule::reschedule))
        .routes(routes!(appointments::reschedule::preview))
        .routes(routes!(
            appointments::move_proposal::propose,
            appointments::move_proposal::end
        ))
        .routes(routes!(appointments::move_proposal::preview_proposal))
        .routes(routes!(appointments::move_proposal::accept))
        .routes(routes!(appointments::move_proposal::preview_acceptance))
        .routes(routes!(appointments::move_proposal::preview_end))
        .routes(routes!(appointments::answering::approve))
        .routes(routes!(appointments::answering::decline))
        .routes(routes!(appointments::outcome::fulfil))
        .routes(routes!(appointments::outcome::mark_no_show))
        .routes(routes!(series::arranging::arrange))
        .routes(routes!(series::arranging::preview))
        .routes(routes!(series::one::one))
        .routes(routes!(series::moving::reschedule))
        .routes(routes!(series::moving::preview))
        .routes(routes!(series::ending::end))
        .routes(routes!(series::ending::preview))
        .routes(routes!(enquiries::make::make))
        .routes(routes!(enquiries::make::preview))
        .routes(routes!(enquiries::make::withdraw))
        .routes(routes!(enquiries::read::one))
        .routes(routes!(enquiries::read::received))
        .routes(routes!(enquiries::answer::accept))
        .routes(routes!(enquiries::answer::preview))
        .routes(routes!(enquiries::answer::refuse))
        .routes(routes!(absences::list, absences::add))
        .routes(routes!(absences::remove, absences::change))
        .routes(routes!(absences::preview::of_new))
        .routes(routes!(absences::preview::of_change))
        .routes(routes!(absences::preview::of_removal))
        .routes(routes!(hours::read, hours::replace))
        .routes(routes!(policy::read, policy::replace))
        .routes(routes!(policy::preview))
        .routes(routes!(policy::versions))
        .routes(routes!(ranking::statement_of))
        .routes(routes!(ledger::read))
        .routes(routes!(ledger::cases::list))
        .routes(routes!(ledger::contest::open))
        .routes(routes!(ledger::contest::preview))
        .routes(routes!(ledger::cases::one))
        .routes(routes!(ledger::cases::decide))
        .routes(routes!(ledger::cases::preview))
        .routes(routes!(ledger::measures::list))
        .routes(routes!(ledger::measures::lift))
        .routes(routes!(ledger::measures::preview_lift))
        .routes(routes!(ledger::measures::limit))
        .routes(routes!(ledger::measures::preview))
}
