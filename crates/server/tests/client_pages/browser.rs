//! A reader of pages without a script: follows links, fills forms, and looks at what is shown. No process, no port.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt;

/// Somebody before a browser.
pub(crate) struct Browser {
    router: Router,
    /// What `Accept-Language` says; empty for nothing.
    pub(crate) language: &'static str,
}

/// An answer, looked at.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Browser {
    pub(crate) fn new(router: Router) -> Self {
        Browser { router, language: "fr" }
    }

    pub(crate) async fn get(&self, address: &str) -> Page {
        self.send(Method::GET, address, None).await
    }

    pub(crate) async fn head(&self, address: &str) -> Page {
        self.send(Method::HEAD, address, None).await
    }

    /// Sends a form with the page's hidden fields and the ones given, as its button would.
    pub(crate) async fn submit(&self, page: &Page, address: &str, typed: &[(&str, &str)]) -> Page {
        let hidden = page.hidden();
        let kept = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> = kept
            .filter(|(name, _)| !typed.iter().any(|(given, _)| given == name))
            .chain(typed.iter().copied())
            .collect();
        self.post(address, &fields).await
    }

    pub(crate) async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Page {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        self.send(Method::POST, address, Some(pairs.join("&"))).await
    }

    async fn send(&self, method: Method, address: &str, form: Option<String>) -> Page {
        let address = address.split('#').next().unwrap();
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.unwrap_or_default()))
            .unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        assert!(!body.contains('⟦'), "a text is missing on {address}: {}", around(&body, '⟦'));
        assert!(parts.status.as_u16() < 500, "{} on {address}: {body}", parts.status);
        Page {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

impl Page {
    /// Where a form that was carried out leads.
    #[track_caller]
    pub(crate) fn location(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    /// Every address on the page that leads somewhere on this server.
    pub(crate) fn links(&self) -> Vec<String> {
        let addresses = self
            .body
            .split("href=\"")
            .skip(1)
            .map(|rest| plain(rest.split('"').next().unwrap()));
        addresses
            .filter(|address| address.starts_with('/') && !address.starts_with("/assets/"))
            .collect()
    }

    /// The first address on the page that contains a part.
    #[track_caller]
    pub(crate) fn link(&self, part: &str) -> String {
        let found = self.links().into_iter().find(|address| address.contains(part));
        found.unwrap_or_else(|| panic!("no link with {part:?} among {:?}", self.links()))
    }

    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        let fields = self.body.split("<input type=\"hidden\" name=\"").skip(1);
        fields
            .map(|rest| {
                let mut parts = rest.split('"');
                let name = parts.next().unwrap();
                (name.to_owned(), plain(parts.nth(1).unwrap()))
            })
            .collect()
    }

    #[track_caller]
    pub(crate) fn field(&self, name: &str) -> String {
        let found = self.hidden().into_iter().find(|(field, _)| field == name);
        found.unwrap_or_else(|| panic!("no hidden {name}")).1
    }

    /// What somebody reads: without tags, with ordinary spaces.
    pub(crate) fn text(&self) -> String {
        let body = self.body.split("<body").nth(1).unwrap_or(&self.body);
        let words: Vec<&str> = body
            .split('<')
            .filter_map(|part| part.split_once('>').map(|(_, text)| text))
            .collect();
        let spaced = plain(&words.join(" "))
            .replace(['\u{a0}', '\u{202f}'], " ")
            .replace('\u{2060}', "");
        spaced.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "{words:?} is not in: {}", self.text());
        self
    }

    #[track_caller]
    pub(crate) fn is_silent_about(&self, words: &str) -> &Self {
        assert!(!self.text().contains(words), "{words:?} is in: {}", self.text());
        self
    }

    #[track_caller]
    pub(crate) fn has_status(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}

fn plain(html: &str) -> String {
    html.replace("&#38;", "&")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

fn around(body: &str, sign: char) -> &str {
    let from = body.find(sign).unwrap_or_default();
    body.get(from..).and_then(|rest| rest.split('<').next()).unwrap_or_default()
}
