//! The cookie of the console, and who stands behind it.

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use store::SessionRow;

use crate::pages::problem::PageError;
use crate::pages::shown::in_address;
use crate::state::ServerState;

/// Name over TLS: browsers take a `__Host-` cookie only from this very host, with `Secure` and `Path=/` (RFC 6265bis, 4.1.3.2).
const SECURE_NAME: &str = "__Host-session";
/// Name on plain HTTP, as on a developer's machine.
const PLAIN_NAME: &str = "session";

fn name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { PLAIN_NAME }
}

/// The cookie that carries a session's token. It ends with the browser; the session itself ends in the store.
pub(in crate::pages) fn cookie(token: String, secure: bool) -> Cookie<'static> {
    cookie_named(name(secure), token, secure)
}

/// The same under another name, for a door of its own.
pub(in crate::pages) fn cookie_named(name: &'static str, token: String, secure: bool) -> Cookie<'static> {
    Cookie::build((name, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
        .build()
}

/// The cookie that takes the place of the session's and ends at once.
pub(super) fn no_cookie(secure: bool) -> Cookie<'static> {
    let mut cookie = cookie(String::new(), secure);
    cookie.make_removal();
    cookie
}

/// Somebody who is signed in, with the session they came by.
pub(super) struct SignedIn {
    pub(super) session: SessionRow,
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
            None => Err(SignedOut::Ask(sign_in_href(parts))),
        }
    }
}

/// The session that a request's cookie belongs to, if it still lives.
pub(super) async fn current(parts: &Parts, state: &ServerState) -> Result<Option<SessionRow>, PageError> {
    session_of(&CookieJar::from_headers(&parts.headers), state).await
}

/// The session that a cookie in the jar belongs to, if it still lives.
pub(in crate::pages) async fn session_of(jar: &CookieJar, state: &ServerState) -> Result<Option<SessionRow>, PageError> {
    let Some(cookie) = jar.get(name(state.secure_cookies)) else {
        return Ok(None);
    };
    Ok(state.app.session(cookie.value()).await?)
}

/// Where to sign in, and from there back to what was asked for. A form is not sent again.
fn sign_in_href(parts: &Parts) -> String {
    sign_in_href_of("/console", parts)
}

/// The same for the pages below another root.
pub(in crate::pages) fn sign_in_href_of(root: &str, parts: &Parts) -> String {
    let reads = matches!(parts.method, Method::GET | Method::HEAD);
    let asked = parts.uri.path_and_query().map_or(root, |target| target.as_str());
    if reads && asked != root {
        format!("{root}/sign-in?to={}", in_address(asked))
    } else {
        format!("{root}/sign-in")
    }
}

/// A page of the console to go on to; anything else leads to its first page, so that the parameter opens no other site (CWE-601).
pub(super) fn onward(to: &str) -> &str {
    onward_within("/console", to)
}

/// The same for the pages below another root.
pub(in crate::pages) fn onward_within<'a>(root: &'static str, to: &'a str) -> &'a str {
    let inside = to
        .strip_prefix(root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let plain = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let a_door = to.strip_prefix(root).is_some_and(|rest| rest.starts_with("/sign-"));
    if inside && plain && !a_door { to } else { root }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_console_is_gone_on_to() {
        for (to, expected) in [
            ("/console", "/console"),
            ("/console/week?from=2026-03-02", "/console/week?from=2026-03-02"),
            ("/console?date=2026-03-02", "/console?date=2026-03-02"),
            ("/consoleur", "/console"),
            ("//evil.example/console", "/console"),
            ("https://evil.example", "/console"),
            ("/console\\..", "/console"),
            ("/console/week\r\nSet-Cookie: a=b", "/console"),
            ("/console/sign-out", "/console"),
            ("", "/console"),
        ] {
            assert_eq!(onward(to), expected, "{to}");
        }
    }

    #[test]
    fn the_cookie_stays_with_this_host() {
        let secure = cookie("abc".into(), true).to_string();
        assert_eq!(secure, "__Host-session=abc; HttpOnly; SameSite=Lax; Secure; Path=/");
        assert_eq!(
            cookie("abc".into(), false).to_string(),
            "session=abc; HttpOnly; SameSite=Lax; Path=/"
        );
    }
}
