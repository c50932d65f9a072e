//! Adding an appointment for a client.

use actions::{Failure, FieldFault, NewBooking, NewClient, Offering, Refusal, SlotQuery};
use axum::http::StatusCode;
use domain::appointment::Decision;
use domain::ids::{PlaceId, PractitionerId, ServiceId};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::desk::{Desk, Posted};
use super::entered::Entries;
use super::force::{self, Wanted};
use super::moments::AskedStart;
use super::{acts, address};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, People, Viewer, effects, slot, start_in};
use crate::view::console::{AddAppointment, ConsolePlace, Force};
use crate::view::parts::{Banner, Choice, Effect, Field, Hidden, Meaning, Slot};

/// How many free starts are shown.
const SHOWN: usize = 18;
/// How many days from the wanted one they are looked for.
const SHOWN_DAYS: i64 = 14;

pub(super) async fn ask(desk: Desk) -> PageResult {
    let like = Like::read(&desk).await?;
    let adding = Adding::new(&desk, &desk.query, like)?;
    adding.page(StatusCode::OK, None).await
}

pub(super) async fn act(Posted { desk, form }: Posted) -> PageResult {
    let mut adding = Adding::new(&desk, &form, None)?;
    if form.asks_only() {
        return adding.page(StatusCode::OK, None).await;
    }
    let zone = adding.zone();
    adding.asked.judge(desk.t, &zone);
    let (Some(offering), Some(start)) = (adding.chosen, adding.asked.start) else {
        if adding.chosen.is_none() {
            adding.service_error = Some(desk.t.say("console-fault-service"));
        }
        return adding.page(StatusCode::UNPROCESSABLE_ENTITY, None).await;
    };
    match desk.app().book(&adding.wish(offering, start), &desk.actor(), None).await {
        Ok(outcome) => Ok(see_other(&acts::after(&outcome.done().stored.appointment, "added"))),
        Err(Failure::Invalid(faults)) => {
            adding.faults = faults;
            adding.page(StatusCode::UNPROCESSABLE_ENTITY, None).await
        }
        Err(Failure::Refused(why)) => {
            let status = if why.refusal.is_conflict() {
                StatusCode::CONFLICT
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            let problem = adding.refused(&why.refusal, &why.nearest.iter().map(|slot| slot.start).collect::<Vec<_>>());
            adding.page(status, Some(problem)).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The client and the service of an appointment that another one is to be like.
struct Like {
    name: String,
    email: String,
    phone: String,
    service: String,
}

impl Like {
    async fn read(desk: &Desk) -> Result<Option<Like>, PageError> {
        if !desk.query.is_set("like") {
            return Ok(None);
        }
        let (stored, client) = desk.appointment(desk.query.text("like")).await?;
        let appointment = &stored.appointment;
        Ok(Some(Like {
            name: client.name,
            email: client.email.unwrap_or_default(),
            phone: client.phone.unwrap_or_default(),
            service: choice_value(appointment.practitioner, appointment.service, appointment.place),
        }))
    }
}

/// An appointment that somebody thinks about or has sent.
struct Adding<'a> {
    desk: &'a Desk,
    form: &'a Entries,
    like: Option<Like>,
    offerings: Vec<Offering<'a>>,
    chosen: Option<Offering<'a>>,
    service_error: Option<String>,
    asked: AskedStart,
    faults: Vec<FieldFault>,
}

impl<'a> Adding<'a> {
    fn new(desk: &'a Desk, form: &'a Entries, like: Option<Like>) -> Result<Self, PageError> {
        let all = desk
            .agendas()
            .into_iter()
            .flat_map(|agenda| desk.snapshot.offerings_of(agenda.id));
        let mut offerings: Vec<Offering<'_>> = all.collect();
        let chosen_by_hand = if form.is_set("service") {
            Some(form.text("service"))
        } else {
            None
        };
        let wanted = chosen_by_hand.or(like.as_ref().map(|like| like.service.as_str()));
        let found = offerings.iter().find(|offering| Some(&*value(offering)) == wanted).copied();
        // The agenda the page was opened for; what is chosen stays in sight, whose ever it is.
        let agenda = desk.asked_agenda()?.map(|practitioner| practitioner.id);
        let shown = [agenda, found.map(|offering| offering.practitioner.id)];
        offerings.retain(|offering| agenda.is_none() || shown.contains(&Some(offering.practitioner.id)));
        let chosen = found.or(offerings.first().filter(|_| offerings.len() == 1).copied());
        let zone = chosen.map_or_else(
            || desk.snapshot.network().zone.clone(),
            |offering| offering.place.zone.clone(),
        );
        let asked = AskedStart::read(form, &zone);
        Ok(Adding {
            desk,
            form,
            like,
            offerings,
            chosen,
            service_error: None,
            asked,
            faults: Vec::new(),
        })
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        self.chosen.map_or_else(
            || self.desk.snapshot.network().zone.clone(),
            |offering| offering.place.zone.clone(),
        )
    }

    fn wish(&self, offering: Offering<'_>, start: Timestamp) -> NewBooking {
        let text = |name: &str| self.form.text(name).to_owned();
        let language = self.desk.snapshot.network().language;
        NewBooking {
            network: self.desk.network(),
            practitioner: offering.practitioner.id,
            service: offering.service.id,
            place: Some(offering.place.id),
            start,
            client: NewClient {
                name: text("name"),
                email: text("email"),
                phone: text("phone"),
                language,
            },
            note: text("note"),
            force: force::reason(self.form),
        }
    }

    /// Why the time cannot be had, and which ones near it can.
    fn refused(&self, refusal: &Refusal, nearest: &[Timestamp]) -> Banner {
        let (t, zone) = (self.desk.t, self.zone());
        let times: Vec<String> = nearest.iter().map(|at| texts::dates::moment_short(t, *at, &zone)).collect();
        let text = (!times.is_empty()).then(|| t.with("console-nearest", &[("times", &times.join(" · "))]));
        Banner {
            meaning: Meaning::Late,
            title: shown::refusal(t, refusal, &zone),
            text,
            links: Vec::new(),
        }
    }

    /// What the booking would come to, as far as service and time are chosen.
    async fn preview(&self) -> Result<Option<Result<Decision, Refusal>>, PageError> {
        let (Some(offering), Some(start)) = (self.chosen, self.asked.start) else {
            return Ok(None);
        };
        match self
            .desk
            .app()
            .preview_booking(&self.wish(offering, start), &self.desk.actor())
            .await
        {
            Ok(decision) => Ok(Some(Ok(decision))),
            Err(Failure::Refused(why)) => Ok(Some(Err(why.refusal))),
            Err(Failure::Invalid(_)) => Ok(None),
            Err(failure) => Err(failure.into()),
        }
    }

    async fn page(self, status: StatusCode, problem: Option<Banner>) -> PageResult {
        let (desk, t) = (self.desk, self.desk.t);
        let (decision, refusal) = match self.preview().await? {
            Some(Ok(decision)) => (Some(decision), None),
            Some(Err(refusal)) => (None, Some(refusal)),
            None => (None, None),
        };
        let problem = problem.or_else(|| refusal.as_ref().map(|refusal| self.refused(refusal, &[])));
        let template = AddAppointment {
            t,
            frame: desk.frame(t.say("add-title")),
            console: desk.console(ConsolePlace::Elsewhere).await?,
            action: address::with_query("/console/add", &[("practitioner", desk.query.text("practitioner"))]),
            hidden: self.hidden(),
            services: self.services(),
            free: self.free().await?,
            name: Field {
                required: true,
                ..self.client_field("name")
            },
            email: self.client_field("email"),
            phone: self.client_field("phone"),
            note: self.client_field("note"),
            force: self.force(refusal.as_ref()).await?,
            effects: decision.map(|decision| self.effects(&decision)).unwrap_or_default(),
            problem,
            back_href: self.back_href(),
            service_error: self.service_error,
            date: self.asked.date,
            time: self.asked.time,
        };
        page(status, &template)
    }

    fn hidden(&self) -> Vec<Hidden> {
        let mut hidden = self.desk.hidden();
        hidden.extend(self.asked.hidden(&self.zone()));
        hidden
    }

    /// What was typed, or what is known of the client that is to come again.
    fn client_field(&self, name: &str) -> Field {
        let known = self.like.as_ref().map(|like| match name {
            "name" => like.name.as_str(),
            "email" => like.email.as_str(),
            "phone" => like.phone.as_str(),
            _ => "",
        });
        shown::field(self.desk.t, name, known.unwrap_or(self.form.text(name)), &self.faults)
    }

    /// Everything that can be added, told apart by practitioner and place where there are several.
    fn services(&self) -> Vec<Choice> {
        let several = |differ: fn(&Offering<'_>, &Offering<'_>) -> bool| {
            self.offerings
                .first()
                .is_some_and(|first| self.offerings.iter().any(|other| differ(first, other)))
        };
        let people = several(|one, other| one.practitioner.id != other.practitioner.id);
        let places = several(|one, other| one.place.id != other.place.id);
        let chosen = self.chosen.map(|offering| value(&offering));
        let choice = |offering: &Offering<'_>| {
            let length = texts::dates::minutes(self.desk.t, i64::from(offering.service.duration_minutes));
            let who = people.then(|| offering.practitioner.name.clone());
            let place = places.then(|| offering.place.name.clone());
            let hint = [Some(length), who, place]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ");
            let value = value(offering);
            let chosen = chosen.as_ref() == Some(&value);
            Choice {
                value,
                label: offering.service.name.clone(),
                hint: Some(hint),
                chosen,
            }
        };
        self.offerings.iter().map(choice).collect()
    }

    /// Free starts from the wanted date on, as buttons that keep what was typed.
    async fn free(&self) -> Result<Vec<Slot>, PageError> {
        let Some(offering) = self.chosen else {
            return Ok(Vec::new());
        };
        let first = self
            .asked
            .on()
            .unwrap_or_else(|| offering.place.zone.to_datetime(self.desk.now).date());
        let query = SlotQuery {
            network: self.desk.network(),
            practitioner: offering.practitioner.id,
            service: offering.service.id,
            place: Some(offering.place.id),
            first,
            last: first.saturating_add(SHOWN_DAYS.days()),
        };
        let free = self.desk.app().free_slots(query).await?;
        let starts = free.days.iter().flat_map(|day| &day.slots).take(SHOWN);
        let button = |found: &domain::agenda::Slot| slot(self.desk.t, found.start, &free.zone, start_in(&free.zone, found.start));
        Ok(starts.map(button).collect())
    }

    async fn force(&self, refusal: Option<&Refusal>) -> Result<Option<Force>, PageError> {
        let (Some(refusal), Some(start), Some(offering)) = (refusal, self.asked.start, self.chosen) else {
            return Ok(force::kept(self.desk, self.form, &self.faults));
        };
        let end = start + SignedDuration::from_mins(i64::from(offering.service.duration_minutes));
        let wanted = Wanted {
            agenda: offering.practitioner.id,
            start,
            end,
            zone: &offering.place.zone,
            without: None,
        };
        force::offered(self.desk, refusal, &wanted, self.form, &self.faults).await
    }

    fn effects(&self, decision: &Decision) -> Vec<Effect> {
        let practitioner = self.chosen.map(|offering| offering.practitioner);
        let typed = self.client_field("name").value;
        let people = People {
            client: if typed.trim().is_empty() {
                self.desk.t.say("console-the-client")
            } else {
                typed
            },
            // Nothing typed yet is no address yet: what would follow with one is what the page promises.
            client_has_email: !self.form.is_set("name") || !self.client_field("email").value.trim().is_empty(),
            practitioner: practitioner.map(|p| p.name.clone()).unwrap_or_default(),
            practitioner_has_email: practitioner.is_some_and(|p| p.contact.email.is_some()),
        };
        effects(self.desk.t, Viewer::Staff, decision, None, &people)
    }

    fn back_href(&self) -> String {
        let agenda = self.desk.query.text("practitioner").parse().ok();
        match self.asked.on() {
            Some(date) => address::day(date, agenda),
            None => address::with_query("/console", &[("practitioner", &address::agenda_text(agenda))]),
        }
    }
}

/// What the form sends for a service: who gives it, what, and where.
fn value(offering: &Offering<'_>) -> String {
    choice_value(offering.practitioner.id, offering.service.id, offering.place.id)
}

fn choice_value(practitioner: PractitionerId, service: ServiceId, place: PlaceId) -> String {
    format!("{practitioner}.{service}.{place}")
}
