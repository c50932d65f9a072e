//! Where somebody who is signed in works: whose agendas they see, and what surrounds each of their pages.

use std::sync::Arc;

use actions::Snapshot;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::appointment::{Actor, Appointment, Role};
use domain::ids::{AppointmentId, BusinessId, NetworkId, PractitionerId};
use domain::people::{Client, Practitioner, User};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{SessionRow, Stored};
use texts::Speech;

use super::entered::Entries;
use super::session::{SignedIn, SignedOut};
use crate::pages::frame::Visit;
use crate::pages::problem::PageError;
use crate::state::ServerState;
use crate::view::console::{ConsoleFrame, ConsolePlace, NavLink};
use crate::view::parts::{Banner, Frame, Hidden, Link, Meaning};
use crate::view::week::Agenda;

/// Somebody who is signed in, and everything their pages need. Objects are only reached through it, so that each is checked (I7).
pub(super) struct Desk {
    pub(super) visit: Visit,
    pub(super) session: SessionRow,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) t: Speech,
    pub(super) now: Timestamp,
    /// The question part of the address.
    pub(super) query: Entries,
}

/// Why nobody works here.
pub(super) enum NoDesk {
    SignedOut(SignedOut),
    Failed(PageError),
}

impl IntoResponse for NoDesk {
    fn into_response(self) -> Response {
        match self {
            NoDesk::SignedOut(out) => out.into_response(),
            NoDesk::Failed(error) => error.into_response(),
        }
    }
}

impl FromRequestParts<ServerState> for Desk {
    type Rejection = NoDesk;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, NoDesk> {
        let SignedIn { session } = SignedIn::from_request_parts(parts, state).await.map_err(NoDesk::SignedOut)?;
        let Ok(visit) = Visit::from_request_parts(parts, state).await;
        let snapshot = state
            .app
            .snapshot(session.user.network)
            .await
            .map_err(|failure| NoDesk::Failed(failure.into()))?;
        let t = Speech::new(visit.reader.chosen().unwrap_or(session.user.language));
        let query = Entries::of_query(parts.uri.query());
        Ok(Desk {
            now: state.app.clock.now(),
            visit,
            session,
            snapshot,
            t,
            query,
        })
    }
}

impl Desk {
    pub(super) fn app(&self) -> &actions::App {
        self.visit.app()
    }

    pub(super) fn user(&self) -> &User {
        &self.session.user
    }

    pub(super) fn network(&self) -> NetworkId {
        self.session.user.network
    }

    pub(super) fn business(&self) -> BusinessId {
        self.session.user.business
    }

    /// Who clicks, for the history.
    pub(super) fn actor(&self) -> Actor {
        Actor {
            role: Role::Staff,
            id: self.user().id.to_string(),
        }
    }

    /// The agendas of the business, the own one first.
    pub(super) fn agendas(&self) -> Vec<&Practitioner> {
        let mut agendas: Vec<&Practitioner> = self.snapshot.practitioners_of(self.business()).collect();
        agendas.sort_by_key(|practitioner| Some(practitioner.id) != self.user().practitioner);
        agendas
    }

    /// The agenda that the address names, or the own one; nobody's when neither is there.
    ///
    /// # Errors
    /// Not found for an agenda of another business.
    pub(super) fn asked_agenda(&self) -> Result<Option<&Practitioner>, PageError> {
        let own = |id: PractitionerId| self.agendas().into_iter().find(|practitioner| practitioner.id == id);
        match self.query.text("practitioner") {
            "" => Ok(self.user().practitioner.and_then(own)),
            text => text.parse().ok().and_then(own).map(Some).ok_or(PageError::NOT_FOUND),
        }
    }

    /// The agenda that the address names, or the own one, or the first of the business.
    ///
    /// # Errors
    /// Not found for an agenda of another business, or when the business has none.
    pub(super) fn agenda(&self) -> Result<&Practitioner, PageError> {
        let asked = self.asked_agenda()?;
        asked
            .or_else(|| self.agendas().into_iter().next())
            .ok_or(PageError::NOT_FOUND)
    }

    /// The zone in which an agenda is told: that of the first place where the practitioner gives something.
    pub(super) fn zone_of(&self, practitioner: PractitionerId) -> TimeZone {
        let first = self.snapshot.offerings_of(practitioner).next();
        first.map_or_else(
            || self.snapshot.network().zone.clone(),
            |offering| offering.place.zone.clone(),
        )
    }

    /// The date that the address gives under a name, if it is one that people plan for.
    pub(super) fn date(&self, name: &str) -> Option<Date> {
        self.query
            .text(name)
            .parse()
            .ok()
            .filter(|date: &Date| (2000..=2199).contains(&date.year()))
    }

    /// An appointment of the own business.
    ///
    /// # Errors
    /// Not found: unknown ids and those of other businesses read the same (I7).
    pub(super) async fn appointment(&self, id: &str) -> Result<(Stored, Client), PageError> {
        let id: AppointmentId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
        let (stored, _) = self.app().appointment(self.network(), id).await?;
        if stored.appointment.business != self.business() {
            return Err(PageError::NOT_FOUND);
        }
        let client = self.app().store.client(self.network(), stored.appointment.client).await?;
        client.map(|client| (stored, client)).ok_or(PageError::NOT_FOUND)
    }

    /// Proves that a form was handed out by a page of this session (S5).
    pub(super) fn proof(&self) -> String {
        let session: String = self.session.id_hash.iter().map(|byte| format!("{byte:02x}")).collect();
        self.app().links.form_token("console", &session)
    }

    /// The fields that every form of the console carries.
    pub(super) fn hidden(&self) -> Vec<Hidden> {
        vec![Hidden::new("proof", self.proof())]
    }

    /// The frame of a page. Its banner says what was just done.
    pub(super) fn frame(&self, title: impl Into<String>) -> Frame {
        let mut frame = self.visit.private_frame(self.t, self.snapshot.network(), title);
        frame.brand_href = "/console".to_owned();
        frame.banner = self.done();
        frame
    }

    /// The same for a page about one appointment, whose eve the demo's clock can jump to.
    pub(super) fn frame_about(&self, title: impl Into<String>, appointment: &Appointment) -> Frame {
        let mut frame = self.frame(title);
        self.visit
            .offer_eve(&mut frame, appointment.when.start, &appointment.when.zone);
        frame
    }

    /// What the address says was just done.
    fn done(&self) -> Option<Banner> {
        const DONE: &[&str] = &[
            "proposal-accepted",
            "proposal-refused",
            "added",
            "approved",
            "declined",
            "moved",
            "cancelled",
            "cancelled-quietly",
            "proposed",
            "move-accepted",
            "move-declined",
            "move-withdrawn",
            "fulfilled",
            "no-show",
            "hours",
            "absence",
            "absence-removed",
            "session-ended",
            "sessions-ended",
            "contested",
            "series-added",
            "series-moved",
            "series-ended",
        ];
        let done = DONE.iter().find(|done| **done == self.query.text("done"))?;
        let title = self.t.say(&format!("console-done-{done}"));
        Some(Banner {
            meaning: Meaning::Fine,
            title,
            ..Banner::default()
        })
    }

    /// What stands beside every page: the places to go and how many requests wait.
    pub(super) async fn console(&self, here: ConsolePlace) -> Result<ConsoleFrame, PageError> {
        let requests = self.app().store.requests(self.network(), self.business()).await?.len();
        let waiting = requests + super::move_answer::asked(self).await?.len();
        let proposals = super::proposals::waiting(self).await?;
        let link = |place, href: &str| NavLink {
            place,
            href: href.to_owned(),
            current: place == here,
            count: match place {
                ConsolePlace::Requests => waiting,
                ConsolePlace::Proposals => proposals.unwrap_or_default(),
                _ => 0,
            },
        };
        let business = self.snapshot.business(self.business());
        // Whoever gives nothing by proposal is spared a place that stays empty.
        let by_proposal = proposals.map(|_| link(ConsolePlace::Proposals, "/console/proposals"));
        let first = [
            link(ConsolePlace::Today, "/console"),
            link(ConsolePlace::Week, "/console/week"),
            link(ConsolePlace::Requests, "/console/requests"),
        ];
        let last = [
            link(ConsolePlace::Hours, "/console/hours"),
            link(ConsolePlace::Absences, "/console/absences"),
            link(ConsolePlace::Reliability, "/console/reliability"),
            link(ConsolePlace::Sessions, "/console/sessions"),
        ];
        Ok(ConsoleFrame {
            who: self.user().name.clone(),
            business: business.map(|business| business.name.clone()).unwrap_or_default(),
            links: first.into_iter().chain(by_proposal).chain(last).collect(),
            sign_out_action: "/console/sign-out".to_owned(),
            hidden: self.hidden(),
        })
    }

    /// The agendas of the business as links to a page about each; none for a practitioner alone.
    pub(super) fn agenda_links(&self, shown: PractitionerId, href: impl Fn(PractitionerId) -> String) -> Vec<Agenda> {
        let agendas = self.agendas();
        let link = |practitioner: &&Practitioner| Agenda {
            link: Link::new(href(practitioner.id), practitioner.name.clone()),
            current: practitioner.id == shown,
        };
        if agendas.len() < 2 {
            Vec::new()
        } else {
            agendas.iter().map(link).collect()
        }
    }
}

/// A form that somebody signed in has sent from one of our pages. Its proof is checked before a handler sees it.
pub(super) struct Posted {
    pub(super) desk: Desk,
    pub(super) form: Entries,
}

impl FromRequest<ServerState> for Posted {
    type Rejection = NoDesk;

    async fn from_request(request: Request, state: &ServerState) -> Result<Self, NoDesk> {
        let (mut parts, body) = request.into_parts();
        let desk = Desk::from_request_parts(&mut parts, state).await?;
        let form = Entries::from_request(Request::from_parts(parts, body), state)
            .await
            .map_err(NoDesk::Failed)?;
        // Compared as hashes, so that the time it takes says nothing about the proof.
        let proven = actions::links::hash(form.text("proof")) == actions::links::hash(&desk.proof());
        if proven {
            Ok(Posted { desk, form })
        } else {
            Err(NoDesk::Failed(PageError::WITHOUT_PROOF))
        }
    }
}
