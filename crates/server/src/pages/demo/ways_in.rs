//! Signing in without a password, as one of the demo's people.

use actions::demo::{Role, WayIn};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use domain::ids::{OperatorId, UserId};
use domain::people::{Language, Operator, User};
use texts::Speech;

use crate::pages::console::{cookie, device};
use crate::pages::frame::{Visit, page};
use crate::pages::operator;
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
        if let Some(link) = operator_link(visit, t, &way).await? {
            links.push((way, link));
            continue;
        }
        let accounts = visit.app().store.account_by_email(way.email).await?;
        let Some(account) = accounts.into_iter().next() else {
            continue;
        };
        let label = label(visit, t, &account.user).await?;
        links.push((way, Link::new(format!("/demo/sign-in/{}", account.user.id), label)));
    }
    Ok(links)
}

/// Whom a visitor can sign in as at the network's own door.
pub(in crate::pages) async fn operator_ways_in(visit: &Visit, t: Speech) -> Result<Vec<Link>, PageError> {
    let mut links = Vec::new();
    for way in actions::demo::ways_in() {
        links.extend(operator_link(visit, t, &way).await?);
    }
    Ok(links)
}

/// The way in of somebody who runs a network; none for others.
async fn operator_link(visit: &Visit, t: Speech, way: &WayIn) -> Result<Option<Link>, PageError> {
    let key = match way.role {
        Role::Operator => "hub-role-operator",
        Role::Support => "hub-role-support",
        Role::Practitioner | Role::Secretary => return Ok(None),
    };
    let accounts = visit.app().store.operators_by_email(way.email).await?;
    Ok(accounts.into_iter().next().map(|account| {
        let label = t.with(key, &[("name", &account.operator.name)]);
        Link::new(format!("/demo/sign-in/{}", account.operator.id), label)
    }))
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
    let (network, who, business) = match somebody(&visit, &id).await? {
        Somebody::OfABusiness(user) => (user.network, user.name, Some(user.business)),
        Somebody::OfTheNetwork(operator) => (operator.network, operator.name, None),
    };
    let snapshot = visit.app().snapshot(network).await?;
    let t = visit.reader.speech(Language::default());
    let frame = visit.private_frame(t, snapshot.network(), t.say("hub-sign-in"));
    let business = business.and_then(|id| snapshot.business(id));
    let business = business.map_or_else(|| snapshot.network().name.clone(), |business| business.name.clone());
    page(
        StatusCode::OK,
        &DemoSignIn {
            t,
            frame,
            who,
            business,
            action: format!("/demo/sign-in/{id}"),
        },
    )
}

pub(super) async fn sign_in(visit: Visit, Path(id): Path<String>, jar: CookieJar, headers: HeaderMap) -> PageResult {
    let (device, secure) = (device(&headers), visit.state.secure_cookies);
    let (cookie, to) = match somebody(&visit, &id).await? {
        Somebody::OfABusiness(user) => {
            let signed_in = visit.app().begin_session(user, &device).await?;
            (cookie(signed_in.token, secure), "/console")
        }
        Somebody::OfTheNetwork(operator) => {
            let signed_in = visit.app().begin_operator_session(operator, &device).await?;
            (operator::cookie(signed_in.token, secure), "/operator")
        }
    };
    Ok((jar.add(cookie), Redirect::to(to)).into_response())
}

/// Somebody a visitor can be.
enum Somebody {
    OfABusiness(User),
    OfTheNetwork(Operator),
}

async fn somebody(visit: &Visit, id: &str) -> Result<Somebody, PageError> {
    let store = &visit.app().store;
    let found = if let Ok(id) = id.parse::<OperatorId>() {
        store
            .operator(id)
            .await?
            .map(|account| Somebody::OfTheNetwork(account.operator))
    } else {
        let id: UserId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
        store.account(id).await?.map(|account| Somebody::OfABusiness(account.user))
    };
    found.ok_or(PageError::NOT_FOUND)
}
