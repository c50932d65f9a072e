//! The practitioner's console: every page behind the sign-in.

mod absences;
mod absent;
mod acts;
mod add;
mod address;
mod appointment;
mod contest;
mod decline;
mod desk;
mod entered;
mod force;
mod hours;
mod moments;
mod move_answer;
mod moving;
mod overlaps;
mod proposals;
mod proposing;
mod reliability;
mod requests;
mod series;
mod session;
mod sessions;
mod sign_in;
mod throttle;
mod timeline;
mod today;
mod week;
mod wizard;

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Extension, Router, middleware};

use crate::pages::frame::keep_private;
use crate::state::ServerState;

pub(super) use address::with_query;
pub(super) use entered::Entries;
pub(super) use moments::AskedStart;
pub(super) use session::{cookie, cookie_named, onward_within, session_of, sign_in_href_of};
pub(super) use sign_in::{EMAIL_BYTES, From, PASSWORD_BYTES, device, too_often, wrong};
pub(super) use throttle::{Throttle, Tries};

/// The words of a message's state, which the demo's outbox shares.
pub(super) mod message {
    pub(in crate::pages) use super::timeline::{detail, meaning, state, subject, when};
}

/// Every route of the console. All answers stay out of caches.
pub(super) fn router() -> Router<ServerState> {
    Router::new()
        .route("/console", get(today::show))
        .route("/console/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/console/sign-out", post(sign_in::sign_out))
        .route("/console/week", get(week::show))
        .route("/console/add", get(add::ask).post(add::act))
        .route("/console/requests", get(requests::show))
        .route("/console/proposals", get(proposals::show))
        .route("/console/proposals/{id}", get(proposals::ask))
        .route("/console/proposals/{id}/accept", post(proposals::accept))
        .route("/console/proposals/{id}/refuse", post(proposals::refuse))
        .route("/console/hours", get(hours::show).post(hours::save))
        .route("/console/absences", get(absences::show).post(absences::enter))
        .route("/console/absences/plan", get(absences::plan))
        .route("/console/absences/{id}", get(absences::one::show))
        .route("/console/absences/{id}/remove", post(absences::remove))
        .route("/console/reliability", get(reliability::show))
        .route("/console/reliability/contest", get(contest::ask).post(contest::act))
        .route("/console/sessions", get(sessions::show))
        .route("/console/sessions/{id}/end", post(sessions::end))
        .route("/console/sessions/end-others", post(sessions::end_others))
        .merge(of_one_appointment())
        .merge(series::router())
        .layer(middleware::map_response(keep_private))
        .layer(Extension(Arc::new(throttle::Throttle::default())))
}

fn of_one_appointment() -> Router<ServerState> {
    Router::new()
        .route("/console/appointments/{id}", get(appointment::show))
        .route("/console/appointments/{id}/approve", post(acts::approve))
        .route("/console/appointments/{id}/decline", get(decline::ask).post(decline::act))
        .route("/console/appointments/{id}/cancel", get(wizard::ask).post(wizard::act))
        .route("/console/appointments/{id}/move", get(moving::ask).post(moving::act))
        .route("/console/appointments/{id}/propose", get(proposing::ask).post(proposing::act))
        .route("/console/appointments/{id}/proposal", get(move_answer::show))
        .route("/console/appointments/{id}/proposal/accept", post(move_answer::accept))
        .route("/console/appointments/{id}/proposal/end", post(move_answer::end))
        .route("/console/appointments/{id}/fulfilled", post(acts::fulfilled))
        .route("/console/appointments/{id}/no-show", post(acts::no_show))
}
