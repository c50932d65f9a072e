//! The cookie of the network's own people. It is another than the console's, so that one door never opens the other.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use store::OperatorSession;

use crate::pages::console::{cookie_named, sign_in_href_of};
use crate::pages::problem::PageError;
use crate::state::ServerState;

/// The address below which all of these pages are.
pub(super) const ROOT: &str = "/operator";

/// Name over TLS (see the console's).
const SECURE_NAME: &str = "__Host-operator";
/// Name on plain HTTP, as on a developer's machine.
const PLAIN_NAME: &str = "operator";

fn name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { PLAIN_NAME }
}

/// The cookie that carries a session's token.
pub(in crate::pages) fn cookie(token: String, secure: bool) -> Cookie<'static> {
    cookie_named(name(secure), token, secure)
}

/// The cookie that takes its place and ends at once.
pub(super) fn no_cookie(secure: bool) -> Cookie<'static> {
    let mut cookie = cookie(String::new(), secure);
    cookie.make_removal();
    cookie
}

/// Somebody of the network who is signed in, with the session they came by.
pub(super) struct SignedIn {
    pub(super) session: OperatorSession,
}

/// Nobody is signed in here.
pub(super) enum SignedOut {
    /// The sign-in page, which leads back.
    Ask(String),
    /// The store failed.
    Failed(PageError),
}

impl IntoResponse for SignedOut {
    fn into_response(self) -> Response {
        match self {
            SignedOut::Ask(href) => Redirect::to(&href).into_response(),
            SignedOut::Failed(error) => error.into_response(),
        }
    }
}

impl FromRequestParts<ServerState> for SignedIn {
    type Rejection = SignedOut;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, SignedOut> {
        match current(parts, state).await.map_err(SignedOut::Failed)? {
            Some(session) => Ok(SignedIn { session }),
            None => Err(SignedOut::Ask(sign_in_href_of(ROOT, parts))),
        }
    }
}

/// The session that a request's cookie belongs to, if it still lives.
pub(super) async fn current(parts: &Parts, state: &ServerState) -> Result<Option<OperatorSession>, PageError> {
    let jar = CookieJar::from_headers(&parts.headers);
    let Some(cookie) = jar.get(name(state.secure_cookies)) else {
        return Ok(None);
    };
    Ok(state.app.operator_session(cookie.value()).await?)
}
