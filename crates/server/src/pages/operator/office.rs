//! Where the network's own people work: what they may see and do, and what surrounds each of their pages.

use std::sync::Arc;

use actions::{Audited, Snapshot};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::ids::{NetworkId, OperatorId};
use domain::people::{Operator, OperatorRole};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{CaseFilter, OperatorSession};
use texts::{Speech, dates};

use super::session::{ROOT, SignedIn, SignedOut};
use crate::pages::console::Entries;
use crate::pages::frame::Visit;
use crate::pages::problem::PageError;
use crate::state::ServerState;
use crate::view::operator::{OperatorFrame, OperatorLink, OperatorPlace};
use crate::view::parts::{Banner, Frame, Hidden, Meaning};

/// Somebody of the network who is signed in, and everything their pages need. Objects are only looked for in their network (I7).
pub(super) struct Office {
    pub(super) visit: Visit,
    pub(super) session: OperatorSession,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) t: Speech,
    pub(super) now: Timestamp,
    /// The question part of the address.
    pub(super) query: Entries,
    /// Everybody who runs the network, to tell their names.
    colleagues: Vec<Operator>,
}

/// Why nobody works here.
pub(super) enum NoOffice {
    SignedOut(SignedOut),
    Failed(PageError),
}

impl IntoResponse for NoOffice {
    fn into_response(self) -> Response {
        match self {
            NoOffice::SignedOut(out) => out.into_response(),
            NoOffice::Failed(error) => error.into_response(),
        }
    }
}

impl FromRequestParts<ServerState> for Office {
    type Rejection = NoOffice;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, NoOffice> {
        let SignedIn { session } = SignedIn::from_request_parts(parts, state)
            .await
            .map_err(NoOffice::SignedOut)?;
        let Ok(visit) = Visit::from_request_parts(parts, state).await;
        let failed = |error: PageError| NoOffice::Failed(error);
        let network = session.operator.network;
        let snapshot = state.app.snapshot(network).await.map_err(|failure| failed(failure.into()))?;
        let colleagues = state
            .app
            .store
            .operators(network)
            .await
            .map_err(|error| failed(error.into()))?;
        let t = Speech::new(visit.reader.chosen().unwrap_or(session.operator.language));
        Ok(Office {
            now: state.app.clock.now(),
            query: Entries::of_query(parts.uri.query()),
            visit,
            session,
            snapshot,
            t,
            colleagues,
        })
    }
}

impl Office {
    pub(super) fn app(&self) -> &actions::App {
        self.visit.app()
    }

    pub(super) fn operator(&self) -> &Operator {
        &self.session.operator
    }

    pub(super) fn network(&self) -> NetworkId {
        self.session.operator.network
    }

    /// The printed id of whoever acts.
    pub(super) fn by(&self) -> String {
        self.operator().id.to_string()
    }

    /// Whether they set policies and read the audit; support does neither.
    pub(super) fn is_operator(&self) -> bool {
        self.operator().role == OperatorRole::Operator
    }

    /// Pages for operators are not there for support (I7).
    pub(super) fn operators_only(&self) -> Result<(), PageError> {
        if self.is_operator() {
            Ok(())
        } else {
            Err(PageError::NOT_FOUND)
        }
    }

    /// The zone in which the network's people read moments.
    pub(super) fn zone(&self) -> &TimeZone {
        &self.snapshot.network().zone
    }

    /// "Mardi 2 mars à 10 h".
    pub(super) fn moment(&self, at: Timestamp) -> String {
        dates::moment(self.t, at, self.zone())
    }

    /// Who stands behind a printed id, for people to read.
    pub(super) fn who(&self, printed: &str) -> String {
        let known = |id: OperatorId| self.colleagues.iter().find(|one| one.id == id);
        if let Some(person) = printed.parse().ok().and_then(known) {
            return person.name.clone();
        }
        let key = match printed.split('_').next().unwrap_or_default() {
            "" => "operator-by-nobody",
            "clock" => "operator-by-clock",
            "key" => "operator-by-program",
            "usr" => "operator-by-business",
            "link" => "operator-by-client",
            _ => "operator-by-somebody",
        };
        self.t.say(key)
    }

    /// Writes down that something was read.
    pub(super) async fn audit(&self, what: Audited) -> Result<(), PageError> {
        Ok(self.app().audit(self.network(), &self.by(), what).await?)
    }

    /// Proves that a form was handed out by a page of this session (S5).
    pub(super) fn proof(&self) -> String {
        let session: String = self.session.id_hash.iter().map(|byte| format!("{byte:02x}")).collect();
        self.app().links.form_token("operator", &session)
    }

    /// The fields that every form of these pages carries.
    pub(super) fn hidden(&self) -> Vec<Hidden> {
        vec![Hidden::new("proof", self.proof())]
    }

    /// The frame of a page. Its banner says what was just done.
    pub(super) fn frame(&self, title: impl Into<String>) -> Frame {
        let mut frame = self.visit.private_frame(self.t, self.snapshot.network(), title);
        frame.brand_href = ROOT.to_owned();
        frame.banner = self.done();
        frame
    }

    fn done(&self) -> Option<Banner> {
        const DONE: [&str; 5] = ["policy", "upheld", "rejected", "begun", "lifted"];
        let done = DONE.into_iter().find(|done| *done == self.query.text("done"))?;
        Some(Banner {
            meaning: Meaning::Fine,
            title: self.t.say(&format!("operator-done-{done}")),
            ..Banner::default()
        })
    }

    /// What stands beside every page: the places to go and how many cases wait.
    pub(super) async fn beside(&self, here: OperatorPlace) -> Result<OperatorFrame, PageError> {
        let waiting = self.open_cases().await?;
        let places = OperatorPlace::NAMED
            .into_iter()
            .filter(|place| self.is_operator() || *place != OperatorPlace::Audit);
        let link = |place: OperatorPlace| OperatorLink {
            place,
            href: place.href().to_owned(),
            current: place == here,
            count: if place == OperatorPlace::Cases { waiting } else { 0 },
        };
        Ok(OperatorFrame {
            who: self.operator().name.clone(),
            role: self.t.say(&format!("operator-role-{}", self.operator().role.code())),
            links: places.map(link).collect(),
            sign_out_action: "/operator/sign-out".to_owned(),
            hidden: self.hidden(),
        })
    }

    async fn open_cases(&self) -> Result<usize, PageError> {
        let open = CaseFilter {
            open: true,
            ..CaseFilter::default()
        };
        Ok(self.app().store.cases(self.network(), open).await?.len())
    }
}

/// A form that somebody signed in has sent from one of our pages. Its proof is checked before a handler sees it.
pub(super) struct Posted {
    pub(super) office: Office,
    pub(super) form: Entries,
}

impl FromRequest<ServerState> for Posted {
    type Rejection = NoOffice;

    async fn from_request(request: Request, state: &ServerState) -> Result<Self, NoOffice> {
        let (mut parts, body) = request.into_parts();
        let office = Office::from_request_parts(&mut parts, state).await?;
        let form = Entries::from_request(Request::from_parts(parts, body), state)
            .await
            .map_err(NoOffice::Failed)?;
        // Compared as hashes, so that the time it takes says nothing about the proof.
        let proven = actions::links::hash(form.text("proof")) == actions::links::hash(&office.proof());
        if proven {
            Ok(Posted { office, form })
        } else {
            Err(NoOffice::Failed(PageError::WITHOUT_PROOF))
        }
    }
}
