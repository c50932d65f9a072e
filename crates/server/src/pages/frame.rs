//! What every page has around its own matter, and how a page becomes an answer.

use std::convert::Infallible;

use askama::Template;
use axum::extract::{FromRef, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::people::{Language, Network};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use texts::{Speech, dates};

use super::problem::{PageError, PageResult};
use crate::reader::{LANGUAGE_COOKIE, Reader};
use crate::state::ServerState;
use crate::view::parts::{ClockBar, Frame, Language as LanguageLink};

/// One request for a page: who reads, from where, and everything a handler can reach.
pub(crate) struct Visit {
    /// The server.
    pub(crate) state: ServerState,
    /// Whose language is spoken.
    pub(crate) reader: Reader,
    target: Uri,
    reads: bool,
}

impl<S> FromRequestParts<S> for Visit
where
    S: Send + Sync,
    ServerState: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let reader = Reader::from_request_parts(parts, state).await?;
        let reads = matches!(parts.method, Method::GET | Method::HEAD);
        Ok(Visit {
            state: ServerState::from_ref(state),
            reader,
            target: parts.uri.clone(),
            reads,
        })
    }
}

impl Visit {
    /// The actions.
    pub(crate) fn app(&self) -> &actions::App {
        &self.state.app
    }

    /// The time, as the app's clock shows it.
    pub(crate) fn now(&self) -> Timestamp {
        self.state.app.clock.now()
    }

    /// The voice for a page of this network.
    pub(crate) fn speech(&self, network: &Network) -> Speech {
        self.reader.speech(network.language)
    }

    /// Path of the address, without its question.
    pub(crate) fn path(&self) -> &str {
        self.target.path()
    }

    /// The frame of a page of this network. `title` is for the window, without the brand.
    pub(crate) fn frame(&self, t: Speech, network: &Network, title: impl Into<String>) -> Frame {
        Frame {
            title: title.into(),
            brand: network.name.clone(),
            brand_href: format!("/{}", network.slug),
            languages: self.languages(t),
            banner: None,
            clock: self.state.demo.then(|| self.clock_bar(t, &network.zone)),
            private: false,
        }
    }

    /// The same for a page behind a personal link or a sign-in: search engines are sent away.
    pub(crate) fn private_frame(&self, t: Speech, network: &Network, title: impl Into<String>) -> Frame {
        Frame {
            private: true,
            ..self.frame(t, network, title)
        }
    }

    /// The frame of a page that belongs to no network. The demo's clock needs a zone to be read in; see [`Visit::house_zone`].
    pub(crate) fn house_frame(&self, t: Speech, title: impl Into<String>, zone: &TimeZone) -> Frame {
        Frame {
            title: title.into(),
            brand: "Honoré".to_owned(),
            brand_href: "/".to_owned(),
            languages: self.languages(t),
            banner: None,
            clock: self.state.demo.then(|| self.clock_bar(t, zone)),
            private: false,
        }
    }

    /// The zone of pages that belong to no network: that of the first one, in which the demo's clock is also moved. UTC when there is none,
    /// or when it cannot be asked: a page about a failure must not fail by this.
    pub(crate) async fn house_zone(&self) -> TimeZone {
        let networks = self.app().store.networks().await.unwrap_or_default();
        networks.into_iter().next().map_or(TimeZone::UTC, |network| network.zone)
    }

    /// The same page in the other languages. A page that answers a form has no address of its own to come back to.
    fn languages(&self, t: Speech) -> Vec<LanguageLink> {
        let others = [(Language::Fr, "Français"), (Language::En, "English")];
        let shown = others
            .into_iter()
            .filter(|(language, _)| self.reads && *language != t.language());
        let link = |(language, name): (Language, &str)| LanguageLink {
            tag: language.tag().to_owned(),
            name: name.to_owned(),
            href: self.address_in(language),
        };
        shown.map(link).collect()
    }

    fn address_in(&self, language: Language) -> String {
        let question = self.target.query().unwrap_or_default();
        let kept = question
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let pairs: Vec<String> = kept.map(str::to_owned).chain([format!("lang={}", language.tag())]).collect();
        format!("{}?{}", self.target.path(), pairs.join("&"))
    }

    fn clock_bar(&self, t: Speech, zone: &TimeZone) -> ClockBar {
        let now = self.now();
        ClockBar {
            now: dates::moment(t, now, zone),
            now_field: clock_field(now, zone),
            action: "/demo/clock".to_owned(),
            return_to: self.target.path_and_query().map_or("/", |target| target.as_str()).to_owned(),
            eve: false,
            eve_of: String::new(),
            outbox_href: "/demo/outbox".to_owned(),
            hub_href: "/demo".to_owned(),
        }
    }

    /// Lets the demo's clock jump to the eve of the one appointment a page is about, while that lies ahead.
    pub(crate) fn offer_eve(&self, frame: &mut Frame, start: Timestamp, zone: &TimeZone) {
        let eve = start
            .to_zoned(zone.clone())
            .checked_sub(1.day())
            .map(|zoned| zoned.timestamp());
        if let (Some(clock), Ok(eve)) = (&mut frame.clock, eve)
            && eve > self.now()
        {
            clock.eve = true;
            clock.eve_of = clock_field(eve, zone);
        }
    }
}

/// `YYYY-MM-DDTHH:MM`, as `<input type="datetime-local">` wants it.
fn clock_field(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// A page as an answer.
///
/// # Errors
/// [`PageError`] when the template fails, which no data should make it do.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> PageResult {
    let html = template.render().map_err(PageError::drawing)?;
    Ok((status, Html(html)).into_response())
}

/// The answer to a form that was carried out: the browser goes on to `href` with a GET.
pub(crate) fn see_other(href: &str) -> Response {
    axum::response::Redirect::to(href).into_response()
}

/// Keeps an answer out of every cache and every search engine (pages behind a personal link or a sign-in).
pub(crate) async fn keep_private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow"),
    );
    response
}

/// Keeps the language that somebody chose by a link with `lang=`. It is a preference of the browser, no state of the trade (I6).
pub(crate) async fn keep_language(visit: Visit, request: Request, next: Next) -> Response {
    let asked = request
        .uri()
        .query()
        .is_some_and(|query| query.split('&').any(|pair| pair.starts_with("lang=")));
    let mut response = next.run(request).await;
    if let (true, true, Some(language)) = (visit.reads, asked, visit.reader.chosen()) {
        let cookie = Cookie::build((LANGUAGE_COOKIE, language.tag()))
            .path("/")
            .permanent()
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(visit.state.secure_cookies)
            .build();
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}
