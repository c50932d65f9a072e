//! What every page behind a personal link begins with: the appointment, its people, and proof that a form came from here.

use std::sync::Arc;

use actions::{CancelWish, Failure, MoveWish, Offering, Refused, SlotQuery, Snapshot};
use domain::appointment::{Actor, Appointment, Decision, Side, State};
use domain::people::{Client, Network};
use domain::policy::Answer;
use jiff::Timestamp;
use store::Stored;
use texts::Speech;

use super::addresses;
use super::home::is_booked_here;
use super::nearby::Search;
use crate::pages::frame::Visit;
use crate::pages::problem::PageError;
use crate::pages::shown::{People, SlotWindow, in_address, people_of, start_in};
use crate::view::parts::{Hidden, Link};

/// How many starts are offered in place of one.
const OFFERED: usize = 3;

/// An appointment as the holder of its link sees it.
pub(super) struct Personal {
    token: String,
    pub(super) stored: Stored,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) client: Option<Client>,
    pub(super) t: Speech,
    pub(super) now: Timestamp,
}

impl Personal {
    /// Opens a link.
    ///
    /// # Errors
    /// 404 for an unknown link.
    pub(super) async fn open(visit: &Visit, token: &str) -> Result<Self, PageError> {
        let (stored, snapshot) = visit.app().appointment_by_link(token).await?;
        let client = visit
            .app()
            .store
            .client(stored.appointment.network, stored.appointment.client)
            .await?;
        // The page speaks as the messages do, unless somebody chose otherwise by hand.
        let spoken = client.as_ref().map_or(snapshot.network().language, |client| client.language);
        let t = Speech::new(visit.reader.chosen().unwrap_or(spoken));
        Ok(Personal {
            token: token.to_owned(),
            stored,
            snapshot,
            client,
            t,
            now: visit.now(),
        })
    }

    pub(super) fn appointment(&self) -> &Appointment {
        &self.stored.appointment
    }

    pub(super) fn network(&self) -> &Network {
        self.snapshot.network()
    }

    /// The page of the appointment, which lives as long as the appointment.
    pub(super) fn href(&self) -> String {
        format!("/r/{}", self.token)
    }

    /// The same page after something was done.
    pub(super) fn href_done(&self, done: &str) -> String {
        format!("{}?done={done}", self.href())
    }

    pub(super) fn move_href(&self) -> String {
        format!("{}/move", self.href())
    }

    pub(super) fn cancel_href(&self) -> String {
        format!("{}/cancel", self.href())
    }

    /// The page that shows what a move to this start would come to.
    pub(super) fn confirm_href(&self, start: Timestamp) -> String {
        let start = in_address(&start_in(&self.appointment().when.zone, start));
        format!("{}/confirm?start={start}", self.move_href())
    }

    pub(super) fn back(&self) -> Link {
        Link::new(self.href(), self.t.say("back-to-appointment"))
    }

    pub(super) fn people(&self) -> People {
        people_of(&self.snapshot, self.appointment(), self.client.as_ref())
    }

    /// Whether it may still take place.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.appointment().state, State::Requested { .. } | State::Booked) && self.now < self.appointment().when.start
    }

    /// What a form carries unseen: the version and the answer that its reader saw, and the proof that the page was read (S6).
    pub(super) fn hidden(&self, visit: &Visit, purpose: &str, answer: Answer) -> Vec<Hidden> {
        let version = self.appointment().version.to_string();
        let proof = self.proof(visit, purpose, &version);
        vec![
            Hidden::new("version", version),
            Hidden::new("seen", answer.code()),
            Hidden::new("proof", proof),
        ]
    }

    fn proof(&self, visit: &Visit, purpose: &str, version: &str) -> String {
        visit
            .app()
            .links
            .form_token(purpose, &format!("{}/{version}", self.appointment().id))
    }

    /// Reads what [`Personal::hidden`] wrote.
    ///
    /// # Errors
    /// 403 without the proof, 422 for a version or an answer that no page of ours wrote.
    pub(super) fn seen(&self, visit: &Visit, purpose: &str, given: &Given) -> Result<(u32, Answer), PageError> {
        if given.proof != self.proof(visit, purpose, &given.version) {
            return Err(PageError::WITHOUT_PROOF.with_link(self.back()));
        }
        let version = given.version.parse().map_err(|_| PageError::unreadable("version"))?;
        let answer = Answer::from_code(&given.seen).ok_or(PageError::unreadable("seen"))?;
        Ok((version, answer))
    }

    /// The page of a cancellation that the professional asked for (WEC-09).
    pub(super) fn report_href(&self) -> String {
        format!("{}?asked_by=business", self.cancel_href())
    }

    /// The wish to cancel, as the client, for whoever wants it.
    pub(super) fn cancel_wish(&self, asked_by: Side) -> CancelWish {
        CancelWish {
            network: self.appointment().network,
            id: self.appointment().id,
            asked_by,
            reason: None,
            message: String::new(),
            quietly: false,
            seen_version: None,
            seen: None,
        }
    }

    /// The wish to move, as the client.
    pub(super) fn move_wish(&self, start: Timestamp) -> MoveWish {
        MoveWish {
            network: self.appointment().network,
            id: self.appointment().id,
            start,
            asked_by: Side::Client,
            reason: None,
            message: String::new(),
            force: None,
            seen_version: None,
            seen: None,
        }
    }

    /// What a cancellation would come to now, or why it is refused.
    pub(super) async fn may_cancel(&self, visit: &Visit, asked_by: Side) -> Result<Result<Decision, Box<Refused>>, PageError> {
        refused_or(
            visit
                .app()
                .preview_cancellation(&self.cancel_wish(asked_by), &Actor::link())
                .await,
        )
    }

    /// What a move would be answered now, wherever to, or why it is refused.
    pub(super) fn may_move(&self, visit: &Visit) -> Result<Result<MayMove, Box<Refused>>, PageError> {
        refused_or(visit.app().may_reschedule(self.appointment(), &self.snapshot, &Actor::link()))
    }

    /// The days on which the appointment could take place instead.
    pub(super) fn window(&self, from: Option<jiff::civil::Date>) -> SlotWindow {
        let horizon_days = self.appointment().terms.policy.booking.horizon_days;
        SlotWindow::new(from, self.now, &self.appointment().when.zone, horizon_days)
    }

    /// A few starts that the appointment could move to.
    pub(super) async fn starts_to_move_to(&self, visit: &Visit) -> Result<Vec<Timestamp>, PageError> {
        let window = self.window(None);
        Ok(Search::Move(self.appointment())
            .next(visit.app(), window.today, window.horizon, OFFERED)
            .await?)
    }

    /// The same service as it is offered today, if it still is.
    pub(super) fn offering(&self) -> Option<Offering<'_>> {
        let appointment = self.appointment();
        let offered = |place| self.snapshot.offering(appointment.practitioner, appointment.service, place);
        let offering = offered(Some(appointment.place)).or_else(|| offered(None));
        // What came about by an enquiry is asked for again, not booked from a page.
        offering.filter(|offering| is_booked_here(offering.service))
    }

    /// A few starts at which the same can be booked anew, each with the address of its form.
    pub(super) async fn starts_to_book(&self, visit: &Visit) -> Result<Vec<(Timestamp, String)>, PageError> {
        let Some(offering) = self.offering() else {
            return Ok(Vec::new());
        };
        let window = SlotWindow::new(None, self.now, &offering.place.zone, offering.policy.booking.horizon_days);
        let query = SlotQuery {
            network: self.network().id,
            practitioner: offering.practitioner.id,
            service: offering.service.id,
            place: Some(offering.place.id),
            first: window.today,
            last: window.today,
        };
        let starts = Search::Book(query)
            .next(visit.app(), window.today, window.horizon, OFFERED)
            .await?;
        Ok(starts
            .into_iter()
            .map(|start| (start, addresses::book(self.network(), offering, start)))
            .collect())
    }
}

/// What a move would be answered, and why.
pub(super) type MayMove = (Answer, Vec<domain::appointment::Because>);

/// The hidden fields of a form.
pub(super) struct Given {
    pub(super) version: String,
    pub(super) seen: String,
    pub(super) proof: String,
}

/// Sets a refusal, which has a page of its own, apart from what went wrong.
pub(super) fn refused_or<T>(answer: Result<T, Failure>) -> Result<Result<T, Box<Refused>>, PageError> {
    match answer {
        Ok(done) => Ok(Ok(done)),
        Err(Failure::Refused(refused)) => Ok(Err(refused)),
        Err(failure) => Err(failure.into()),
    }
}
