//! Who reads a page: their language, from the address, the cookie they chose, the browser, or the network.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use domain::people::Language;
use texts::Speech;

/// What a reader asked for; [`Reader::speech`] settles it with the network's own language.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reader {
    chosen: Option<Language>,
    browser: Option<Language>,
}

/// Cookie that keeps a chosen language.
pub(crate) const LANGUAGE_COOKIE: &str = "lang";

impl Reader {
    /// The voice to speak with, when this language is spoken here by default.
    pub(crate) fn speech(self, default: Language) -> Speech {
        Speech::new(self.chosen.or(self.browser).unwrap_or(default))
    }

    /// The language somebody chose by hand, if they did.
    pub(crate) fn chosen(self) -> Option<Language> {
        self.chosen
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let query = parts
            .uri
            .query()
            .unwrap_or_default()
            .split('&')
            .find_map(|pair| pair.strip_prefix("lang="));
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = jar.get(LANGUAGE_COOKIE).map(|cookie| cookie.value().to_owned());
        let chosen = query
            .and_then(Language::from_tag)
            .or_else(|| Language::from_tag(&cookie.unwrap_or_default()));
        let accepted = parts
            .headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let browser = accepted.split(',').find_map(|tag| Language::from_tag(tag.trim()));
        Ok(Reader { chosen, browser })
    }
}
