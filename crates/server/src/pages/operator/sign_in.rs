//! Signing in and out, as the console does it, through another door.

use std::sync::Arc;

use actions::Failure;
use actions::clock::Clock;
use axum::Extension;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::people::Language;
use texts::Speech;

use super::office::Posted;
use super::session::{ROOT, cookie, current, no_cookie};
use crate::pages::console::{
    EMAIL_BYTES, Entries, From, PASSWORD_BYTES, Throttle, Tries, device, onward_within, too_often, wrong,
};
use crate::pages::demo::operator_ways_in;
use crate::pages::frame::{Visit, page};
use crate::pages::problem::{PageError, PageResult};
use crate::state::ServerState;
use crate::view::operator::OperatorSignIn;
use crate::view::parts::{Banner, Field, Hidden};

/// Whether the reader is signed in already.
pub(super) struct Already(bool);

impl FromRequestParts<ServerState> for Already {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, PageError> {
        Ok(Already(current(parts, state).await?.is_some()))
    }
}

pub(super) async fn show(Already(signed_in): Already, visit: Visit, uri: Uri) -> PageResult {
    let query = Entries::of_query(uri.query());
    let to = onward_within(ROOT, query.text("to"));
    if signed_in {
        return Ok(Redirect::to(to).into_response());
    }
    form(&visit, to, Field::required(), None, StatusCode::OK).await
}

pub(super) async fn sign_in(
    visit: Visit,
    From(address): From,
    Extension(throttle): Extension<Arc<Throttle>>,
    jar: CookieJar,
    headers: HeaderMap,
    entries: Entries,
) -> PageResult {
    let (email, password) = (entries.text("email"), entries.text("password"));
    let to = onward_within(ROOT, entries.text("to"));
    let again = Field {
        required: true,
        ..Field::with(email)
    };
    let tries = Tries {
        email,
        address: address.as_deref(),
    };
    let t = voice(&visit);
    // What nobody can have chosen is not counted, so that nobody fills the memory with it.
    if password.len() > PASSWORD_BYTES || email.len() > EMAIL_BYTES {
        return form(&visit, to, again, Some(wrong(t)), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    // Real time also where the app's clock is simulated: those who guess do not wait for it.
    if !throttle.admits(&tries, Clock::System.now()) {
        return form(&visit, to, again, Some(too_often(t)), StatusCode::TOO_MANY_REQUESTS).await;
    }
    match visit.app().sign_in_operator(email, password, &device(&headers)).await {
        Ok(signed_in) => {
            throttle.forget(&tries);
            let jar = jar.add(cookie(signed_in.token, visit.state.secure_cookies));
            Ok((jar, Redirect::to(to)).into_response())
        }
        Err(Failure::NotFound(_)) => form(&visit, to, again, Some(wrong(t)), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn sign_out(jar: CookieJar, Posted { office, .. }: Posted) -> Result<Response, PageError> {
    office
        .app()
        .revoke_operator_session(office.operator().id, &office.session.id_hash)
        .await?;
    let jar = jar.add(no_cookie(office.visit.state.secure_cookies));
    Ok((jar, Redirect::to("/operator/sign-in")).into_response())
}

async fn form(visit: &Visit, to: &str, email: Field, problem: Option<Banner>, status: StatusCode) -> PageResult {
    let t = voice(visit);
    let mut frame = visit.house_frame(t, t.say("operator-sign-in-title"), &visit.house_zone().await);
    frame.private = true;
    let demo = if visit.state.demo {
        operator_ways_in(visit, t).await?
    } else {
        Vec::new()
    };
    page(
        status,
        &OperatorSignIn {
            t,
            frame,
            action: "/operator/sign-in".into(),
            hidden: vec![Hidden::new("to", to)],
            email,
            problem,
            demo,
        },
    )
}

fn voice(visit: &Visit) -> Speech {
    visit.reader.speech(Language::default())
}
