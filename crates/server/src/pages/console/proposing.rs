//! Proposing other times to a client: chosen one by one, with what would follow beside them, before anything is sent.

use actions::{Failure, FieldFault, ProposeWish, Refusal};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Appointment, Decision, MOST_STARTS, Reason, Side};
use domain::people::Client;
use jiff::{Timestamp, ToSpan};

use super::acts::after;
use super::address;
use super::appointment::refused;
use super::desk::{Desk, Posted};
use super::entered::Entries;
use super::moments::{AskedStart, plausible};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, Viewer, effects, people_of, recap, slot, start_in};
use crate::view::console::ConsolePlace;
use crate::view::move_proposal::ProposePage;
use crate::view::parts::{Banner, Field, Hidden, Meaning, Slot};

/// How many free starts are shown.
const SHOWN: usize = 18;
/// How many days from the wanted one they are looked for.
const SHOWN_DAYS: i64 = 14;
/// The reasons that can stand behind a proposal.
const REASONS: [Reason; 5] = [
    Reason::Ill,
    Reason::Emergency,
    Reason::Equipment,
    Reason::Hindered,
    Reason::Other,
];

/// The page; `start` in its address is chosen already, as often as it comes.
pub(super) async fn ask(Path(id): Path<String>, desk: Desk) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let form = Entries::default();
    let chosen = starts(&desk.query, "start");
    Proposing::new(&desk, &stored.appointment, &client, &form, chosen)
        .page(StatusCode::OK, None)
        .await
}

pub(super) async fn act(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let chosen = starts(&form, "chosen");
    let mut proposing = Proposing::new(&desk, &stored.appointment, &client, &form, chosen);
    if form.is_set("drop") || form.asks_only() {
        return proposing.changed().await;
    }
    if proposing.chosen.is_empty() && !proposing.add(proposing.asked.start) {
        let none = Some(desk.t.say("propose-none"));
        return proposing.page(StatusCode::UNPROCESSABLE_ENTITY, none).await;
    }
    match desk.app().propose_move(&proposing.wish(), &desk.actor(), None).await {
        Ok(_) => Ok(see_other(&after(&stored.appointment, "proposed"))),
        Err(Failure::Invalid(faults)) => {
            proposing.faults = faults;
            proposing.page(StatusCode::UNPROCESSABLE_ENTITY, None).await
        }
        Err(Failure::Refused(why)) => proposing.refused(&why.refusal).await,
        Err(failure) => Err(failure.into()),
    }
}

/// The instants that come under a name, in order and each once.
fn starts(entries: &Entries, name: &str) -> Vec<Timestamp> {
    let mut starts: Vec<Timestamp> = entries
        .all(name)
        .filter_map(|text| text.parse().ok())
        .filter(plausible)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts.truncate(MOST_STARTS);
    starts
}

/// Times that somebody thinks about or has sent.
struct Proposing<'a> {
    desk: &'a Desk,
    appointment: &'a Appointment,
    client: &'a Client,
    form: &'a Entries,
    chosen: Vec<Timestamp>,
    asked: AskedStart,
    faults: Vec<FieldFault>,
}

impl<'a> Proposing<'a> {
    fn new(desk: &'a Desk, appointment: &'a Appointment, client: &'a Client, form: &'a Entries, chosen: Vec<Timestamp>) -> Self {
        Proposing {
            desk,
            appointment,
            client,
            form,
            chosen,
            asked: AskedStart::read(form, &appointment.when.zone),
            faults: Vec::new(),
        }
    }

    /// Adds a time if there is one and room for it.
    fn add(&mut self, start: Option<Timestamp>) -> bool {
        let Some(start) = start else { return false };
        if !self.chosen.contains(&start) && self.chosen.len() < MOST_STARTS {
            self.chosen.push(start);
            self.chosen.sort_unstable();
        }
        self.chosen.contains(&start)
    }

    /// The page after a time was added or taken away; nothing is proposed yet.
    async fn changed(mut self) -> PageResult {
        if let Ok(dropped) = self.form.text("drop").parse::<Timestamp>() {
            self.chosen.retain(|start| *start != dropped);
            return self.page(StatusCode::OK, None).await;
        }
        let was_full = self.chosen.len() == MOST_STARTS;
        self.asked.judge(self.desk.t, &self.appointment.when.zone);
        let start = self.asked.start;
        if self.add(start) {
            // What was taken over leaves its fields free for the next one.
            self.asked.time = Field::required();
            return self.page(StatusCode::OK, None).await;
        }
        let full = was_full.then(|| self.desk.t.say("propose-too-many"));
        self.page(StatusCode::UNPROCESSABLE_ENTITY, full).await
    }

    fn wish(&self) -> ProposeWish {
        ProposeWish {
            network: self.appointment.network,
            id: self.appointment.id,
            starts: self.chosen.clone(),
            asked_by: Side::Business,
            reason: Reason::from_code(self.form.text("reason")),
            message: self.form.text("message").to_owned(),
            seen_version: self.form.text("version").parse().ok(),
            seen: None,
        }
    }

    async fn refused(self, refusal: &Refusal) -> PageResult {
        let text = shown::refusal(self.desk.t, refusal, &self.appointment.when.zone);
        if !about_the_times(refusal) {
            return refused(self.desk, &self.appointment.id.to_string(), text).await;
        }
        let status = match refusal.is_conflict() {
            true => StatusCode::CONFLICT,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let text = self.named(refusal, text);
        self.page(status, Some(text)).await
    }

    /// The refusal with the time it is about, where several were chosen.
    fn named(&self, refusal: &Refusal, text: String) -> String {
        match refusal.start() {
            Some(start) => {
                let when = texts::dates::moment(self.desk.t, start, &self.appointment.when.zone);
                let when = texts::dates::capital(&when);
                self.desk.t.with("propose-time-refused", &[("when", &when), ("why", &text)])
            }
            None => text,
        }
    }

    /// What proposing would come to, as far as a time is chosen.
    async fn preview(&self) -> Result<Option<Result<Decision, Refusal>>, PageError> {
        if self.chosen.is_empty() {
            return Ok(None);
        }
        let wish = ProposeWish {
            message: String::new(),
            seen_version: None,
            ..self.wish()
        };
        match self.desk.app().preview_proposed_move(&wish, &self.desk.actor()).await {
            Ok(decision) => Ok(Some(Ok(decision))),
            Err(Failure::Refused(why)) => Ok(Some(Err(why.refusal))),
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
        let told = |refusal: &Refusal| self.named(refusal, shown::refusal(t, refusal, zone));
        if let Some(ended) = refusal.as_ref().filter(|refusal| !about_the_times(refusal)) {
            return refused(desk, &appointment.id.to_string(), told(ended)).await;
        }
        let people = people_of(&desk.snapshot, appointment, Some(self.client));
        let follows = |decision: &Decision| effects(t, Viewer::Staff, decision, Some(appointment), &people);
        let because = |decision: &Decision| shown::because(t, Viewer::Staff, &decision.change.because, zone);
        let notice = problem.or_else(|| refusal.as_ref().map(told));
        let template = ProposePage {
            t,
            frame: desk.frame_about(t.say("console-act-propose"), appointment),
            console: desk.console(ConsolePlace::Elsewhere).await?,
            client: self.client.name.clone(),
            recap: recap(t, &desk.snapshot, appointment),
            chosen: self.chosen.iter().map(|start| self.button(*start)).collect(),
            may_add: self.chosen.len() < MOST_STARTS,
            free: self.free().await?,
            reasons: shown::reasons(t, &REASONS, Reason::from_code(self.form.text("reason"))),
            message: shown::field(t, "message", self.form.text("message"), &self.faults),
            effects: decision.as_ref().map(follows).unwrap_or_default(),
            because: decision.as_ref().map(because).unwrap_or_default(),
            notice: notice.map(|title| Banner {
                meaning: Meaning::Late,
                title,
                ..Banner::default()
            }),
            action: address::appointment(appointment.id, "propose"),
            hidden: self.hidden(),
            keep_href: address::appointment(appointment.id, ""),
            date: self.asked.date,
            time: self.asked.time,
        };
        page(status, &template)
    }

    fn button(&self, start: Timestamp) -> Slot {
        let zone = &self.appointment.when.zone;
        slot(self.desk.t, start, zone, start_in(zone, start))
    }

    fn hidden(&self) -> Vec<Hidden> {
        let mut hidden = self.desk.hidden();
        let version = self.form.hidden("version");
        hidden.push(version.unwrap_or_else(|| Hidden::new("version", self.appointment.version.to_string())));
        hidden
    }

    /// Free starts from the typed date on, or from today, without those chosen.
    async fn free(&self) -> Result<Vec<Slot>, PageError> {
        let (app, appointment) = (self.desk.app(), self.appointment);
        let today = || appointment.when.zone.to_datetime(self.desk.now).date();
        let first = self.asked.on().unwrap_or_else(today);
        let last = first.saturating_add(SHOWN_DAYS.days());
        let free = match app.slots_to_move_to(appointment, first, last).await {
            Ok(free) => free,
            // A service that nobody gives any more has no free starts.
            Err(Failure::NotFound(_)) => return Ok(Vec::new()),
            Err(failure) => return Err(failure.into()),
        };
        let starts = free.days.iter().flat_map(|day| &day.slots).map(|slot| slot.start);
        let others = starts.filter(|start| !self.chosen.contains(start));
        Ok(others.take(SHOWN).map(|start| self.button(start)).collect())
    }
}

/// Whether other times would help; otherwise the appointment itself is shown as it is now.
fn about_the_times(refusal: &Refusal) -> bool {
    use domain::appointment::ProposalRefusal::{HowManyStarts, SameTime};
    refusal.is_about_the_slot() || matches!(refusal, Refusal::Proposal(HowManyStarts { .. } | SameTime))
}
