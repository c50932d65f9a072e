//! Signing in and out.

use std::net::SocketAddr;
use std::sync::Arc;

use actions::Failure;
use actions::clock::Clock;
use actions::demo::Role;
use axum::Extension;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::people::Language;
use texts::Speech;

use super::desk::Posted;
use super::entered::Entries;
use super::session::{cookie, current, no_cookie, onward};
use super::throttle::{Throttle, Tries};
use crate::pages::demo::ways_in;
use crate::pages::frame::{Visit, page};
use crate::pages::problem::{PageError, PageResult};
use crate::state::ServerState;
use crate::view::console::SignIn;
use crate::view::parts::{Banner, Field, Hidden, Meaning};
use crate::view::problem::Problem;

/// The longest password that is looked at, in bytes: hashing takes longer with length.
pub(in crate::pages) const PASSWORD_BYTES: usize = 1_000;
/// Longest e-mail address (RFC 5321, 4.5.3.1).
pub(in crate::pages) const EMAIL_BYTES: usize = 254;

/// Where a request comes from, as far as the socket says and it tells people apart.
pub(in crate::pages) struct From(pub(in crate::pages) Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = socket.map(|ConnectInfo(address)| address.ip());
        // Behind a proxy on this machine everybody comes from here; counting that would let one guesser lock everybody out.
        Ok(From(
            address
                .filter(|address| !address.is_loopback())
                .map(|address| address.to_string()),
        ))
    }
}

/// Whether the reader is signed in already.
pub(super) struct Already(bool);

impl FromRequestParts<ServerState> for Already {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, PageError> {
        Ok(Already(current(parts, state).await?.is_some()))
    }
}

pub(super) async fn show(Already(signed_in): Already, visit: Visit, uri: axum::http::Uri) -> PageResult {
    let query = Entries::of_query(uri.query());
    let to = onward(query.text("to"));
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
    let to = onward(entries.text("to"));
    let again = Field {
        value: email.to_owned(),
        required: true,
        error: None,
    };
    let tries = Tries {
        email,
        address: address.as_deref(),
    };
    // What nobody can have chosen is not counted, so that nobody fills the memory with it.
    if password.len() > PASSWORD_BYTES || email.len() > EMAIL_BYTES {
        return form(
            &visit,
            to,
            again,
            Some(wrong(voice(&visit))),
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    // Real time also where the app's clock is simulated: those who guess do not wait for it.
    if !throttle.admits(&tries, Clock::System.now()) {
        let problem = Some(too_often(voice(&visit)));
        return form(&visit, to, again, problem, StatusCode::TOO_MANY_REQUESTS).await;
    }
    match visit.app().sign_in(email, password, &device(&headers)).await {
        Ok(signed_in) => {
            throttle.forget(&tries);
            let jar = jar.add(cookie(signed_in.token, visit.state.secure_cookies));
            Ok((jar, Redirect::to(to)).into_response())
        }
        Err(Failure::NotFound(_)) => {
            form(
                &visit,
                to,
                again,
                Some(wrong(voice(&visit))),
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn sign_out(jar: CookieJar, Posted { desk, .. }: Posted) -> Result<Response, PageError> {
    desk.app().revoke_session(desk.user().id, &desk.session.id_hash).await?;
    let jar = jar.add(no_cookie(desk.visit.state.secure_cookies));
    Ok((jar, Redirect::to("/console/sign-in")).into_response())
}

async fn form(visit: &Visit, to: &str, email: Field, problem: Option<Banner>, status: StatusCode) -> PageResult {
    let t = voice(visit);
    let mut frame = visit.house_frame(t, t.say("sign-in-title"), &visit.house_zone().await);
    frame.private = true;
    let ways = if visit.state.demo {
        ways_in(visit, t).await?
    } else {
        Vec::new()
    };
    let of_a_business = |role| matches!(role, Role::Practitioner | Role::Secretary);
    let demo = ways
        .into_iter()
        .filter(|(way, _)| of_a_business(way.role))
        .map(|(_, link)| link);
    let demo = demo.collect();
    let hidden = vec![Hidden::new("to", to)];
    page(
        status,
        &SignIn {
            t,
            frame,
            action: "/console/sign-in".into(),
            hidden,
            email,
            problem,
            demo,
        },
    )
}

fn voice(visit: &Visit) -> Speech {
    visit.reader.speech(Language::default())
}

/// Address and password do not go together; which of the two is not said.
pub(in crate::pages) fn wrong(t: Speech) -> Banner {
    let (title, text) = (t.say("console-sign-in-wrong"), Some(t.say("console-sign-in-wrong-text")));
    Banner {
        meaning: Meaning::Stopped,
        title,
        text,
        links: Vec::new(),
    }
}

/// Too many tries: somebody must wait.
pub(in crate::pages) fn too_often(t: Speech) -> Banner {
    let (title, text) = (Problem::TooOften.title(&t), Some(Problem::TooOften.text(&t)));
    Banner {
        meaning: Meaning::Late,
        title,
        text,
        links: Vec::new(),
    }
}

/// What the person will recognise the browser by. The names are told apart in the order in which browsers pretend to be each other.
pub(in crate::pages) fn device(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let known = |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    let browser = known(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = known(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_named() {
        for (agent, expected) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox · Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge · Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Safari/604",
                "Safari · iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
                "Chrome · Android",
            ),
            ("curl/8.5", ""),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, agent.parse().unwrap());
            assert_eq!(device(&headers), expected, "{agent}");
        }
    }
}
