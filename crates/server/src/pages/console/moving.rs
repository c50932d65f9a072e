//! Moving as staff: to a free start, or with a reason to any other.

use actions::{Failure, FieldFault, MoveWish, Refusal};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Appointment, Decision, RescheduleRefusal, Side};
use domain::people::Client;
use domain::policy::Answer;
use jiff::{Timestamp, ToSpan};

use super::acts::after;
use super::address;
use super::appointment::refused;
use super::desk::{Desk, Posted};
use super::entered::Entries;
use super::force::{self, Wanted};
use super::moments::AskedStart;
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, Viewer, effects, people_of, recap, slot, start_in};
use crate::view::console::{ConsolePlace, StaffMove};
use crate::view::parts::{Banner, Hidden, Meaning, Slot};

/// How many free starts are shown.
const SHOWN: usize = 18;
/// How many days from the wanted one they are looked for.
const SHOWN_DAYS: i64 = 14;

pub(super) async fn ask(Path(id): Path<String>, desk: Desk) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let asked = AskedStart::read(&desk.query, &stored.appointment.when.zone);
    let typed = Entries::default();
    Move {
        desk: &desk,
        appointment: &stored.appointment,
        client: &client,
        asked,
        form: &typed,
        faults: Vec::new(),
    }
    .page(StatusCode::OK, None)
    .await
}

pub(super) async fn act(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let appointment = &stored.appointment;
    let mut asked = AskedStart::read(&form, &appointment.when.zone);
    if !form.asks_only() {
        asked.judge(desk.t, &appointment.when.zone);
    }
    let mut moving = Move {
        desk: &desk,
        appointment,
        client: &client,
        asked,
        form: &form,
        faults: Vec::new(),
    };
    if form.asks_only() {
        return moving.page(StatusCode::OK, None).await;
    }
    let Some(start) = moving.asked.start else {
        return moving.page(StatusCode::UNPROCESSABLE_ENTITY, None).await;
    };
    match desk.app().reschedule(&moving.wish(start), &desk.actor(), None).await {
        Ok(_) => Ok(see_other(&after(appointment, "moved"))),
        Err(Failure::Invalid(faults)) => {
            moving.faults = faults;
            moving.page(StatusCode::UNPROCESSABLE_ENTITY, None).await
        }
        Err(Failure::Refused(why)) => {
            let text = shown::refusal(desk.t, &why.refusal, &appointment.when.zone);
            let status = if why.refusal.is_conflict() {
                StatusCode::CONFLICT
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            if !is_about_the_time(&why.refusal) {
                return refused(&desk, &id, text).await;
            }
            moving.page(status, Some(text)).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Whether another time would help; otherwise the appointment itself is shown as it is now.
fn is_about_the_time(refusal: &Refusal) -> bool {
    force::not_offered(refusal).is_some() || matches!(refusal, Refusal::Reschedule(RescheduleRefusal::SameTime))
}

/// A move that somebody thinks about or has sent.
struct Move<'a> {
    desk: &'a Desk,
    appointment: &'a Appointment,
    client: &'a Client,
    asked: AskedStart,
    form: &'a Entries,
    faults: Vec<FieldFault>,
}

impl Move<'_> {
    fn wish(&self, start: Timestamp) -> MoveWish {
        MoveWish {
            network: self.appointment.network,
            id: self.appointment.id,
            start,
            asked_by: Side::Business,
            reason: None,
            message: self.form.text("message").to_owned(),
            force: force::reason(self.form),
            seen_version: self.form.text("version").parse().ok(),
            seen: Answer::from_code(self.form.text("seen")),
        }
    }

    /// What the move would come to, as far as a time is chosen.
    async fn preview(&self) -> Result<Option<Result<Decision, Refusal>>, PageError> {
        let Some(start) = self.asked.start else { return Ok(None) };
        let wish = MoveWish {
            message: String::new(),
            seen_version: None,
            seen: None,
            ..self.wish(start)
        };
        match self.desk.app().preview_reschedule(&wish, &self.desk.actor()).await {
            Ok(decision) => Ok(Some(Ok(decision))),
            Err(Failure::Refused(why)) => Ok(Some(Err(why.refusal))),
            // A reason that cannot be used is said by its field.
            Err(Failure::Invalid(_)) => Ok(None),
            Err(failure) => Err(failure.into()),
        }
    }

    async fn page(self, status: StatusCode, problem: Option<String>) -> PageResult {
        let (desk, appointment) = (self.desk, self.appointment);
        let (t, zone) = (desk.t, &appointment.when.zone);
        let (decision, refusal) = match self.preview().await? {
            Some(Ok(decision)) => (Some(decision), None),
            Some(Err(refusal)) => (None, Some(refusal)),
            None => (None, None),
        };
        if let Some(ended) = refusal.as_ref().filter(|refusal| !is_about_the_time(refusal)) {
            return refused(desk, &appointment.id.to_string(), shown::refusal(t, ended, zone)).await;
        }
        let notice = problem.or_else(|| refusal.as_ref().map(|refusal| shown::refusal(t, refusal, zone)));
        let people = people_of(&desk.snapshot, appointment, Some(self.client));
        let told = |decision: &Decision| effects(t, Viewer::Staff, decision, Some(appointment), &people);
        let because = |decision: &Decision| shown::because(t, Viewer::Staff, &decision.change.because, zone);
        let template = StaffMove {
            t,
            frame: desk.frame_about(t.say("staff-move-send"), appointment),
            console: desk.console(ConsolePlace::Elsewhere).await?,
            client: self.client.name.clone(),
            before: recap(t, &desk.snapshot, appointment),
            after: decision
                .as_ref()
                .map(|decision| recap(t, &desk.snapshot, &decision.appointment)),
            free: self.free().await?,
            message: shown::field(t, "message", self.form.text("message"), &self.faults),
            force: self.force(refusal.as_ref()).await?,
            effects: decision.as_ref().map(told).unwrap_or_default(),
            because: decision.as_ref().map(because).unwrap_or_default(),
            notice: notice.map(|title| Banner {
                meaning: Meaning::Late,
                title,
                ..Banner::default()
            }),
            action: address::appointment(appointment.id, "move"),
            hidden: self.hidden(),
            keep_href: address::appointment(appointment.id, ""),
            date: self.asked.date,
            time: self.asked.time,
        };
        page(status, &template)
    }

    async fn force(&self, refusal: Option<&Refusal>) -> Result<Option<crate::view::console::Force>, PageError> {
        let (Some(refusal), Some(start)) = (refusal, self.asked.start) else {
            return Ok(force::kept(self.desk, self.form, &self.faults));
        };
        let when = &self.appointment.when;
        let end = start + when.end.duration_since(when.start);
        let (agenda, without) = (self.appointment.practitioner, Some(self.appointment.id));
        let wanted = Wanted {
            agenda,
            start,
            end,
            zone: &when.zone,
            without,
        };
        force::offered(self.desk, refusal, &wanted, self.form, &self.faults).await
    }

    fn hidden(&self) -> Vec<Hidden> {
        let mut hidden = self.desk.hidden();
        let version = self.form.hidden("version");
        hidden.push(version.unwrap_or_else(|| Hidden::new("version", self.appointment.version.to_string())));
        hidden.extend(self.asked.hidden(&self.appointment.when.zone));
        hidden
    }

    /// Free starts from the wanted date on, or from today.
    async fn free(&self) -> Result<Vec<Slot>, PageError> {
        let (desk, appointment) = (self.desk, self.appointment);
        let first = self
            .asked
            .on()
            .unwrap_or_else(|| appointment.when.zone.to_datetime(desk.now).date());
        let free = match desk
            .app()
            .slots_to_move_to(appointment, first, first.saturating_add(SHOWN_DAYS.days()))
            .await
        {
            Ok(free) => free,
            // A service that nobody gives any more has no free starts.
            Err(Failure::NotFound(_)) => return Ok(Vec::new()),
            Err(failure) => return Err(failure.into()),
        };
        let starts = free.days.iter().flat_map(|day| &day.slots).take(SHOWN);
        let button = |found: &domain::agenda::Slot| slot(desk.t, found.start, &free.zone, start_in(&free.zone, found.start));
        Ok(starts.map(button).collect())
    }
}
