//! Signing in without a password, as one of the demo's people.

use actions::demo::WayIn;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use domain::ids::UserId;
use domain::people::{Language, User};
use texts::Speech;

use crate::pages::console::{cookie, device};
use crate::pages::frame::{Visit, page};
use crate::pages::problem::{PageError, PageResult};
use crate::view::parts::{Frame, Link};

/// The page that a printed link opens: one button, because opening a link changes nothing (I6).
#[derive(Template)]
#[template(path = "demo/sign_in.html")]
struct DemoSignIn {
    t: Speech,
    frame: Frame,
    /// "Claire Lenoir".
    who: String,
    /// "Cabinet des Lilas".
    business: String,
    action: String,
}

/// Whom a visitor can sign in as, each with the address that a form posts to.
pub(in crate::pages) async fn ways_in(visit: &Visit, t: Speech) -> Result<Vec<(WayIn, Link)>, PageError> {
    let mut links = Vec::new();
    for way in actions::demo::ways_in() {
        let accounts = visit.app().store.account_by_email(way.email).await?;
        let Some(account) = accounts.into_iter().next() else {
            continue;
        };
        let label = label(visit, t, &account.user).await?;
        links.push((way, Link::new(format!("/demo/sign-in/{}", account.user.id), label)));
    }
    Ok(links)
}

/// "Claire Lenoir, ostéopathe"; somebody without an agenda runs those of the others.
async fn label(visit: &Visit, t: Speech, user: &User) -> Result<String, PageError> {
    let snapshot = visit.app().snapshot(user.network).await?;
    let own = user.practitioner.and_then(|id| snapshot.practitioner(id));
    Ok(match own {
        Some(practitioner) => {
            let profession = small_first(&practitioner.profession);
            t.with("hub-role-practitioner", &[("name", &user.name), ("profession", &profession)])
        }
        None => t.with("hub-role-secretary", &[("name", &user.name)]),
    })
}

/// The text as it stands inside a sentence: "ostéopathe D.O.".
fn small_first(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs.next();
    first
        .map(|sign| sign.to_lowercase().chain(signs).collect())
        .unwrap_or_default()
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> PageResult {
    let user = user(&visit, &id).await?;
    let snapshot = visit.app().snapshot(user.network).await?;
    let t = visit.reader.speech(Language::default());
    let frame = visit.private_frame(t, snapshot.network(), t.say("hub-sign-in"));
    let business = snapshot
        .business(user.business)
        .map(|business| business.name.clone())
        .unwrap_or_default();
    page(
        StatusCode::OK,
        &DemoSignIn {
            t,
            frame,
            who: user.name,
            business,
            action: format!("/demo/sign-in/{id}"),
        },
    )
}

pub(super) async fn sign_in(visit: Visit, Path(id): Path<String>, jar: CookieJar, headers: HeaderMap) -> PageResult {
    let user = user(&visit, &id).await?;
    let signed_in = visit.app().begin_session(user, &device(&headers)).await?;
    let jar = jar.add(cookie(signed_in.token, visit.state.secure_cookies));
    Ok((jar, Redirect::to("/console")).into_response())
}

async fn user(visit: &Visit, id: &str) -> Result<User, PageError> {
    let id: UserId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
    let account = visit.app().store.account(id).await?;
    account.map(|account| account.user).ok_or(PageError::NOT_FOUND)
}
