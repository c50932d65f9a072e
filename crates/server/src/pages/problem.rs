//! Pages for what is not there and for what went wrong.
//!
//! A handler answers a [`PageError`] with `?`; [`spoken`] turns it into a page in the reader's language, because only there it is known
//! who reads.

use std::error::Error;
use std::sync::Arc;

use actions::entropy::Entropy;
use actions::{Failure, Snapshot};
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, FromRequest, FromRequestParts, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use texts::Speech;

use super::frame::{Visit, page};
use crate::view::parts::{Frame, Link};
use crate::view::problem::{Problem, ProblemPage};

/// What a handler answers.
pub(crate) type PageResult = Result<Response, PageError>;

/// Why there is no page to show.
#[derive(Debug, Clone)]
pub(crate) struct PageError {
    kind: Problem,
    status: StatusCode,
    /// The field that could not be read, as the form spells it.
    field: Option<&'static str>,
    link: Option<Link>,
    reference: Option<String>,
}

impl PageError {
    /// Nothing here; unknown and foreign ids alike (I7).
    pub(crate) const NOT_FOUND: PageError = PageError::new(Problem::NotFound, StatusCode::NOT_FOUND);
    /// A form that no page of ours handed out.
    pub(crate) const WITHOUT_PROOF: PageError = PageError::new(Problem::Unreadable, StatusCode::FORBIDDEN);
    /// Somebody changed it in the meantime.
    pub(crate) const CHANGED: PageError = PageError::new(Problem::Changed, StatusCode::CONFLICT);

    const fn new(kind: Problem, status: StatusCode) -> Self {
        PageError {
            kind,
            status,
            field: None,
            link: None,
            reference: None,
        }
    }

    /// A field of a form or an address that cannot be read: 422 with its name.
    pub(crate) fn unreadable(field: &'static str) -> Self {
        PageError {
            field: Some(field),
            ..PageError::new(Problem::Unreadable, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }

    /// The same with a way on.
    #[must_use]
    pub(crate) fn with_link(self, link: Link) -> Self {
        PageError {
            link: Some(link),
            ..self
        }
    }

    /// Our fault. It is logged here, once, with the reference that the page shows and the whole chain of causes.
    pub(crate) fn out_of_order(error: &(dyn Error + 'static)) -> Self {
        let reference: String = Entropy.bytes::<4>().iter().map(|byte| format!("{byte:02x}")).collect();
        tracing::error!(reference, error = chain(error), "a page could not be shown");
        PageError {
            reference: Some(reference),
            ..PageError::new(Problem::OutOfOrder, StatusCode::INTERNAL_SERVER_ERROR)
        }
    }

    /// A template that could not be drawn.
    pub(crate) fn drawing(error: askama::Error) -> Self {
        PageError::out_of_order(&error)
    }

    fn page(self, t: Speech, mut frame: Frame) -> Response {
        frame.title = self.kind.title(&t);
        frame.private = true;
        let home = Link::new(frame.brand_href.clone(), t.with("problem-home", &[("brand", &frame.brand)]));
        let text = self.field.map(|field| t.with("problem-field", &[("field", field)]));
        let links = self.link.into_iter().chain([home]).collect();
        let status = self.status;
        let template = ProblemPage {
            t,
            frame,
            kind: self.kind,
            text,
            links,
            reference: self.reference,
        };
        page(status, &template).unwrap_or_else(|_| status.into_response())
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        told.push_str(": ");
        told.push_str(&error.to_string());
        cause = error.source();
    }
    told
}

impl From<Failure> for PageError {
    fn from(failure: Failure) -> Self {
        match &failure {
            Failure::NotFound(_) => PageError::NOT_FOUND,
            Failure::Invalid(faults) => match faults.first() {
                Some(fault) => PageError::unreadable(fault.field),
                None => PageError::new(Problem::Unreadable, StatusCode::UNPROCESSABLE_ENTITY),
            },
            Failure::Document(_) => PageError::unreadable("document"),
            Failure::Refused(_) | Failure::KeyReused => PageError::CHANGED,
            Failure::Policy(_) | Failure::Store(_) | Failure::Letter(_) => PageError::out_of_order(&failure),
        }
    }
}

impl From<store::StoreError> for PageError {
    fn from(error: store::StoreError) -> Self {
        PageError::out_of_order(&error)
    }
}

impl IntoResponse for PageError {
    /// Only the status; [`spoken`] adds the page.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every [`PageError`] its page, under the brand of the network that the address belongs to, if there is one.
pub(crate) async fn spoken(visit: Visit, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<PageError>() {
        Some(error) => told(&visit, error).await,
        None => response,
    }
}

/// The answer to every address that leads nowhere.
pub(crate) async fn not_found(visit: Visit) -> Response {
    told(&visit, PageError::NOT_FOUND).await
}

async fn told(visit: &Visit, error: PageError) -> Response {
    match network_of(visit).await {
        Ok(snapshot) => {
            let t = visit.speech(snapshot.network());
            error.page(t, visit.frame(t, snapshot.network(), ""))
        }
        Err(_) => {
            let t = visit.reader.speech(domain::people::Language::default());
            error.page(t, visit.house_frame(t, "", &visit.house_zone().await))
        }
    }
}

/// The network that an address belongs to: by its first part, or by the personal link in it.
async fn network_of(visit: &Visit) -> Result<Arc<Snapshot>, Failure> {
    let mut parts = visit.path().split('/').skip(1);
    match (parts.next(), parts.next()) {
        (Some("r"), Some(token)) => Ok(visit.app().appointment_by_link(token).await?.1),
        (first, _) => visit.app().network_by_slug(first.unwrap_or_default()).await,
    }
}

/// The fields of a posted form.
pub(crate) struct Entered<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Entered<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let form: Result<Form<T>, FormRejection> = Form::from_request(request, state).await;
        let status = |rejection: FormRejection| PageError::new(Problem::Unreadable, rejection.status());
        form.map(|Form(fields)| Entered(fields)).map_err(status)
    }
}

/// The question part of an address.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let query: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, state).await;
        let status = |_| PageError::new(Problem::Unreadable, StatusCode::UNPROCESSABLE_ENTITY);
        query.map(|Query(fields)| Asked(fields)).map_err(status)
    }
}
