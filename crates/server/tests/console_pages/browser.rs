//! A browser without a screen: it keeps cookies, follows nothing by itself, and fills in the forms that pages hand out.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use testkit::world::{PASSWORD, World};
use tower::ServiceExt;

/// Somebody's browser.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
}

/// What a page came to.
#[derive(Debug)]
pub(crate) struct Page {
    /// The status.
    pub(crate) status: StatusCode,
    /// Where a redirect leads, empty for none.
    pub(crate) location: String,
    /// The `Set-Cookie` headers.
    pub(crate) set_cookies: Vec<String>,
    /// The other headers.
    pub(crate) headers: axum::http::HeaderMap,
    /// The body.
    pub(crate) text: String,
}

impl Page {
    /// Fails unless the page says this.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        // Narrow and firm spaces are typography, which these tests do not judge.
        assert!(
            self.plain().contains(words),
            "expected “{words}” ({}) in:\n{}",
            self.status,
            self.plain()
        );
        self
    }

    /// Fails if the page says this.
    #[track_caller]
    pub(crate) fn keeps_silent_about(&self, words: &str) -> &Self {
        assert!(!self.plain().contains(words), "“{words}” stands in:\n{}", self.plain());
        self
    }

    /// Fails unless the status is this one.
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{} {}", self.location, self.plain());
        self
    }

    fn plain(&self) -> String {
        self.text
            .replace(['\u{202f}', '\u{a0}'], " ")
            .replace('\u{2060}', "")
            .replace("&#39;", "’")
            .replace("&#34;", "\"")
    }

    /// The hidden fields of the form that posts to `action`.
    #[track_caller]
    pub(crate) fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let begin = self
            .text
            .find(&format!("action=\"{action}\""))
            .unwrap_or_else(|| panic!("no form to {action} in:\n{}", self.text));
        let form = &self.text[begin..];
        let form = &form[..form.find("</form>").expect("the form ends")];
        let inputs = form.split("<input type=\"hidden\"").skip(1);
        inputs
            .map(|input| (attribute(input, "name"), attribute(input, "value")))
            .collect()
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let tag = &tag[..tag.find('>').expect("the tag ends")];
    let begin = tag.find(&format!("{name}=\"")).expect("the attribute") + name.len() + 2;
    tag[begin..]
        .split('"')
        .next()
        .unwrap_or_default()
        .replace("&#39;", "'")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

impl Browser {
    /// A browser that is new here.
    pub(crate) fn new(router: Router) -> Self {
        Browser {
            router,
            cookies: Vec::new(),
        }
    }

    /// A browser of somebody who signs in with the password of the world's accounts.
    pub(crate) async fn signed_in(router: Router, email: &str) -> Self {
        let mut browser = Browser::new(router);
        browser
            .post("/console/sign-in", &[("email", email), ("password", PASSWORD)])
            .await
            .is(303);
        browser
    }

    /// A browser of the world's practitioner.
    pub(crate) async fn of_claire(world: &World) -> Self {
        world.account("claire@lilas.example", Some(world.practitioner)).await;
        Self::signed_in(world.router(), "claire@lilas.example").await
    }

    /// The page at an address.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.ask(Method::GET, path, None, &[]).await
    }

    /// As [`Browser::get`], but only what stands above the page.
    pub(crate) async fn head(&mut self, path: &str) -> Page {
        self.ask(Method::HEAD, path, None, &[]).await
    }

    /// Sends fields to an address.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with(path, fields, &[]).await
    }

    /// As [`Browser::post`], with other headers too.
    pub(crate) async fn post_with(&mut self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        self.ask(Method::POST, path, Some(body.join("&")), headers).await
    }

    /// Opens a page, fills in its form to `action`, and sends it.
    pub(crate) async fn fill(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        let opened = self.get(page).await;
        opened.is(200);
        let hidden = opened.hidden(action);
        let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend(fields);
        self.post(action, &all).await
    }

    async fn ask(&mut self, method: Method, path: &str, body: Option<String>, headers: &[(&str, &str)]) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080");
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.unwrap_or_default())).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        self.keep_cookies(&response);
        page(response).await
    }

    fn keep_cookies(&mut self, response: &Response<Body>) {
        for cookie in set_cookies(response) {
            let pair = cookie.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else { continue };
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

fn set_cookies(response: &Response<Body>) -> Vec<String> {
    let all = response.headers().get_all(header::SET_COOKIE);
    all.iter()
        .filter_map(|value| value.to_str().ok())
        .map(str::to_owned)
        .collect()
}

async fn page(response: Response<Body>) -> Page {
    let status = response.status();
    let location = response
        .headers()
        .get(header::LOCATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let (set_cookies, headers) = (set_cookies(&response), response.headers().clone());
    let bytes = to_bytes(response.into_body(), 4 << 20).await.expect("the body");
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    assert!(!text.contains('⟦'), "a text is missing in:\n{text}");
    Page {
        status,
        location,
        set_cookies,
        headers,
        text,
    }
}

/// A value as an address or a form carries it.
pub(crate) fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes()
        .map(|byte| {
            if plain(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
