//! `/{network}/{practitioner}/book`: who comes, what follows, then the booking.

use std::sync::Arc;

use actions::entropy::Entropy;
use actions::links::{hash, random_token};
use actions::{App, Failure, FieldFault, NewBooking, NewClient, Offering, Once, Outcome, Refused, Snapshot};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::appointment::{Actor, Decision, State, Terms};
use domain::notice::When;
use domain::people::{Client, Practitioner};
use domain::service::BookedBy;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::Stored;
use texts::{Speech, dates};

use super::addresses;
use super::home::found;
use super::practitioner::named;
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::{Asked, Entered, PageError, PageResult};
use crate::pages::shown::{self, People, Viewer, field, parsed_start};
use crate::view::booking::BookingForm;
use crate::view::parts::{Banner, Choice, Effect, Field, Hidden, Link, Meaning, Recap};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Question {
    service: String,
    place: String,
    start: String,
}

/// What was typed. `wanted` is the start that was first chosen, in case none of the offered ones is ticked.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct BookForm {
    service: String,
    place: String,
    start: String,
    wanted: String,
    name: String,
    email: String,
    phone: String,
    note: String,
    consent: String,
    once: String,
    proof: String,
}

/// One form for one offering at one start.
struct Booking<'a> {
    t: Speech,
    snapshot: &'a Snapshot,
    offering: Offering<'a>,
    start: Timestamp,
    now: Timestamp,
}

/// The empty form.
pub(super) async fn show(
    visit: Visit,
    Path((network, practitioner)): Path<(String, String)>,
    Asked(question): Asked<Question>,
) -> PageResult {
    let (snapshot, who) = found(visit.app(), &network, &practitioner).await?;
    if question.service.is_empty() {
        return Ok(see_other(&addresses::practitioner(snapshot.network(), &who)));
    }
    let form = BookForm {
        service: question.service,
        place: question.place,
        start: question.start,
        ..BookForm::default()
    };
    let booking = Booking::new(&visit, &snapshot, &who, &form)?;
    match visit.app().preview_booking(&booking.wish(&form), &Actor::link()).await {
        Ok(decision) => booking.page(&visit, &form, Ok(&decision), &[], StatusCode::OK),
        Err(Failure::Refused(refused)) => booking.refused(&visit, &form, &refused),
        Err(failure) => Err(failure.into()),
    }
}

/// Books.
pub(super) async fn act(
    visit: Visit,
    Path((network, practitioner)): Path<(String, String)>,
    Entered(form): Entered<BookForm>,
) -> PageResult {
    let (snapshot, who) = found(visit.app(), &network, &practitioner).await?;
    let booking = Booking::new(&visit, &snapshot, &who, &form)?;
    if form.proof != booking.proof(visit.app()) {
        return Err(PageError::WITHOUT_PROOF);
    }
    let (wish, by) = (booking.wish(&form), Actor::link());
    let mut faults = wish.faults(&by);
    if form.consent != "yes" {
        faults.push(FieldFault {
            field: "consent",
            code: "consent",
            limit: None,
        });
    }
    if !faults.is_empty() {
        return booking.with_faults(&visit, &form, &faults).await;
    }
    match booked(visit.app(), &wish, &by, &form).await {
        Ok(response) => Ok(response),
        Err(Failure::Refused(refused)) => booking.refused(&visit, &form, &refused),
        Err(failure) => Err(failure.into()),
    }
}

/// Books once, however often the button was pressed: the same form gives the same appointment (R15).
async fn booked(app: &App, wish: &NewBooking, by: &Actor, form: &BookForm) -> Result<Response, Failure> {
    let fields = [
        &form.once,
        &form.service,
        &form.place,
        &form.start,
        &form.name,
        &form.email,
        &form.phone,
        &form.note,
    ];
    let digest = hash(&fields.map(|field| format!("{}:{field}", field.len())).concat());
    let fingerprint: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let key = format!("page:{fingerprint}");
    // The appointment's id is remembered, not the link: a stolen database opens nothing.
    let answer = |stored: &Stored| (303, stored.appointment.id.to_string());
    let once = Once {
        key: &key,
        fingerprint,
        answer: &answer,
    };
    let token = match app.book(wish, by, Some(&once)).await? {
        Outcome::Done(booked) => booked.token,
        Outcome::Repeated(answer) => {
            let id = answer.body.parse().map_err(|_| Failure::NotFound("appointment"))?;
            app.links.token(&app.appointment(wish.network, id).await?.0.link_nonce)
        }
    };
    Ok(see_other(&format!("/r/{token}?done=booked")))
}

impl<'a> Booking<'a> {
    fn new(visit: &Visit, snapshot: &'a Arc<Snapshot>, who: &Practitioner, form: &BookForm) -> Result<Self, PageError> {
        let offering = named(snapshot, who.id, &form.service, &form.place)?;
        let start = if form.start.is_empty() { &form.wanted } else { &form.start };
        let start = parsed_start(start)?;
        Ok(Booking {
            t: visit.speech(snapshot.network()),
            snapshot,
            offering,
            start,
            now: visit.now(),
        })
    }

    fn wish(&self, form: &BookForm) -> NewBooking {
        NewBooking {
            network: self.snapshot.network().id,
            practitioner: self.offering.practitioner.id,
            service: self.offering.service.id,
            place: Some(self.offering.place.id),
            start: self.start,
            client: NewClient {
                name: form.name.clone(),
                email: form.email.clone(),
                phone: form.phone.clone(),
                language: self.t.language(),
            },
            note: form.note.clone(),
            force: None,
        }
    }

    fn proof(&self, app: &App) -> String {
        app.links.form_token(
            "book",
            &format!("{}/{}", self.offering.practitioner.id, self.offering.service.id),
        )
    }

    async fn with_faults(&self, visit: &Visit, form: &BookForm, faults: &[FieldFault]) -> PageResult {
        match visit.app().preview_booking(&self.wish(form), &Actor::link()).await {
            Ok(decision) => self.page(visit, form, Ok(&decision), faults, StatusCode::UNPROCESSABLE_ENTITY),
            Err(Failure::Refused(refused)) => self.page(visit, form, Err(&refused), faults, StatusCode::UNPROCESSABLE_ENTITY),
            Err(failure) => Err(failure.into()),
        }
    }

    /// The start cannot be had: the nearest free ones, with everything that was typed. Somebody else was faster: 409; it was never
    /// offered: 422.
    fn refused(&self, visit: &Visit, form: &BookForm, refused: &Refused) -> PageResult {
        let status = if refused.refusal.is_conflict() {
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        self.page(visit, form, Err(refused), &[], status)
    }

    fn page(
        &self,
        visit: &Visit,
        form: &BookForm,
        outlook: Result<&Decision, &Refused>,
        faults: &[FieldFault],
        status: StatusCode,
    ) -> PageResult {
        let (t, network) = (self.t, self.snapshot.network());
        let on_approval = self.offering.service.booked_by == BookedBy::Approval;
        let title = t.say(if on_approval { "book-title-request" } else { "book-title" });
        let template = BookingForm {
            t,
            frame: visit.private_frame(t, network, title),
            recap: self.recap(),
            back_href: addresses::slots_from(
                network,
                self.offering,
                self.offering.place.zone.to_datetime(self.start).date(),
            ),
            action: format!("{}/book", addresses::practitioner(network, self.offering.practitioner)),
            hidden: self.hidden(visit.app(), form, outlook.is_ok()),
            name: Field {
                required: true,
                ..field(t, "name", &form.name, faults)
            },
            email: Field {
                required: true,
                ..field(t, "email", &form.email, faults)
            },
            phone: field(t, "phone", &form.phone, faults),
            note: field(t, "note", &form.note, faults),
            policy: self.policy(),
            consent: Field {
                required: true,
                ..field(t, "consent", &form.consent, faults)
            },
            on_approval,
            answer_before: outlook.ok().and_then(|decision| self.answer_before(decision)),
            taken: outlook.err().map(|refused| self.nearest(refused)),
            effects: outlook.map(|decision| self.effects(decision)).unwrap_or_default(),
            problem: outlook
                .err()
                .filter(|refused| !refused.refusal.is_conflict())
                .map(|refused| self.problem(refused)),
        };
        page(status, &template)
    }

    fn hidden(&self, app: &App, form: &BookForm, keeps_start: bool) -> Vec<Hidden> {
        let start = shown::start_in(&self.offering.place.zone, self.start);
        let once = if form.once.is_empty() {
            random_token(Entropy.bytes())
        } else {
            form.once.clone()
        };
        let start_name = if keeps_start { "start" } else { "wanted" };
        vec![
            Hidden::new("service", self.offering.service.id.to_string()),
            Hidden::new("place", self.offering.place.id.to_string()),
            Hidden::new(start_name, start),
            Hidden::new("once", once),
            Hidden::new("proof", self.proof(app)),
        ]
    }

    fn when(&self) -> When {
        let length = SignedDuration::from_mins(i64::from(self.offering.service.duration_minutes));
        let end = self.start.saturating_add(length).unwrap_or(self.start);
        When {
            start: self.start,
            end,
            zone: self.offering.place.zone.clone(),
        }
    }

    fn recap(&self) -> Recap {
        let (t, when) = (self.t, self.when());
        let (service, practitioner) = (&self.offering.service.name, &self.offering.practitioner.name);
        let what = [
            ("service", service.as_str()),
            ("length", &shown::length(t, &when)),
            ("practitioner", practitioner),
        ];
        Recap {
            when: shown::when(t, &when),
            what: t.with("appointment-what", &what),
            place: Some(self.offering.place.address.clone()),
            price: shown::price(t, &self.offering.service.price),
        }
    }

    /// The terms that this booking would freeze, with their deadlines as dates.
    fn policy(&self) -> String {
        let service = self.offering.service;
        let terms = Terms {
            policy: self.offering.policy.clone(),
            price: service.price.clone(),
            booked_by: service.booked_by,
        };
        texts::terms::policy_sentence(self.t, &terms, &self.when(), 0, self.now)
    }

    fn answer_before(&self, decision: &Decision) -> Option<String> {
        let State::Requested { answer_by } = decision.appointment.state else {
            return None;
        };
        Some(dates::moment(self.t, answer_by, &self.offering.place.zone))
    }

    fn nearest(&self, refused: &Refused) -> Vec<Choice> {
        let zone = &self.offering.place.zone;
        let choice = |slot: &domain::agenda::Slot| {
            Choice::new(
                shown::start_in(zone, slot.start),
                dates::moment_short(self.t, slot.start, zone),
            )
        };
        refused.nearest.iter().map(choice).collect()
    }

    fn problem(&self, refused: &Refused) -> Banner {
        let back = addresses::slots(self.snapshot.network(), self.offering);
        Banner {
            meaning: Meaning::Late,
            title: shown::refusal(self.t, &refused.refusal, &self.offering.place.zone),
            text: None,
            links: vec![Link::new(back, self.t.say("book-other-days"))],
        }
    }

    /// Whoever books online has an address, or the form asks for one.
    fn effects(&self, decision: &Decision) -> Vec<Effect> {
        let client = Client {
            id: decision.appointment.client,
            name: String::new(),
            email: Some(String::new()),
            phone: None,
            language: self.t.language(),
        };
        let people: People = shown::people_of(self.snapshot, &decision.appointment, Some(&client));
        shown::effects(self.t, Viewer::Client, decision, None, &people)
    }
}
