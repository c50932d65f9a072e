//! The client's side: the way to an appointment, and the personal link behind which it lives.

mod addresses;
mod ask;
mod book;
mod calendar;
mod cancel;
mod enquiry;
mod home;
mod manage;
mod move_answer;
mod moving;
mod nearby;
mod networks;
mod personal;
mod practitioner;
mod ranking;
mod refused;
mod series;

use axum::routing::{get, post};
use axum::{Router, middleware};

use super::frame::keep_private;
use crate::state::ServerState;

pub(super) fn router() -> Router<ServerState> {
    let personal = Router::new()
        .route("/r/{token}", get(manage::show))
        .route("/r/{token}/move", get(moving::choose).post(moving::act))
        .route("/r/{token}/move/confirm", get(moving::confirm))
        .route("/r/{token}/cancel", get(cancel::show).post(cancel::act))
        .route("/r/{token}/proposal", get(move_answer::show).post(move_answer::act))
        .route("/r/{token}/calendar.ics", get(calendar::download))
        .route("/q/{token}", get(enquiry::show))
        .route("/q/{token}/withdraw", post(enquiry::withdraw))
        .layer(middleware::map_response(keep_private));
    Router::new()
        .route("/", get(networks::show))
        .route("/{network}", get(home::show))
        .route("/{network}/ranking", get(ranking::show))
        .route("/{network}/ask", get(ask::show).post(ask::act))
        .route("/{network}/{practitioner}", get(practitioner::show))
        .route("/{network}/{practitioner}/book", get(book::show).post(book::act))
        .merge(personal)
}
