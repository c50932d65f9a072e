//! Cancelling as staff in four steps: who asks and why, another time first, a word to the client, what follows (TRW-02 to 04, WEC-03, 04, 06).
//!
//! The steps before the last are pages of their own that carry everything entered in their address; only the last one posts.

mod steps;

use actions::{CancelWish, Failure, Refusal};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Appointment, CancelRefusal, Decision, Reason, Side};
use domain::messages::Recipient;
use domain::people::Client;
use domain::policy::Answer;
use texts::Speech;

use super::acts::after;
use super::address;
use super::appointment::refused;
use super::desk::{Desk, Posted};
use super::entered::Entries;
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, Viewer, effects, fault_of, following, people_of, recap};
use crate::view::console::ConsolePlace;
use crate::view::parts::{Banner, Hidden, Link, Meaning};
use crate::view::wizard::{CancelWizard, Letter, Pane};
use steps::Step;

pub(super) async fn ask(Path(id): Path<String>, desk: Desk) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let appointment = &stored.appointment;
    let mut typed = Typed::read(&desk, &desk.query, appointment, &client);
    let wished = if desk.query.is_set("template") {
        Some(Step::Message)
    } else {
        Step::from_code(desk.query.text("step"))
    };
    let wished = wished
        .filter(|step| typed.steps(&desk, appointment).contains(step))
        .unwrap_or(Step::Who);
    match typed.first_fault(desk.t, appointment, wished) {
        Some(step) => shown_at(&desk, appointment, &client, typed, step, StatusCode::UNPROCESSABLE_ENTITY).await,
        None => shown_at(&desk, appointment, &client, typed, wished, StatusCode::OK).await,
    }
}

pub(super) async fn act(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let appointment = &stored.appointment;
    let mut typed = Typed::read(&desk, &form, appointment, &client);
    if let Some(step) = typed.first_fault(desk.t, appointment, Step::After) {
        return shown_at(&desk, appointment, &client, typed, step, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (version, seen) = (form.text("version").parse().ok(), Answer::from_code(form.text("seen")));
    let wish = typed.wish(appointment, version, seen);
    match desk.app().cancel(&wish, &desk.actor(), None).await {
        Ok(_) => {
            let done = if wish.quietly { "cancelled-quietly" } else { "cancelled" };
            Ok(see_other(&after(appointment, done)))
        }
        Err(Failure::Invalid(faults)) => {
            typed.message_error = fault_of(desk.t, "message", &faults);
            shown_at(
                &desk,
                appointment,
                &client,
                typed,
                Step::Message,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err(Failure::Refused(why)) => {
            let text = shown::refusal(desk.t, &why.refusal, &appointment.when.zone);
            let step = match &why.refusal {
                Refusal::Cancel(CancelRefusal::ReasonMissing) => Step::Who,
                Refusal::Cancel(CancelRefusal::MessageTooShort { .. }) => Step::Message,
                _ => return refused(&desk, &id, text).await,
            };
            typed.blame(step, text);
            shown_at(&desk, appointment, &client, typed, step, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// What was entered so far, and what is wrong with it.
#[derive(Default)]
struct Typed {
    asked_by: Option<Side>,
    asked_by_error: Option<String>,
    reason: Option<Reason>,
    reason_error: Option<String>,
    message: String,
    message_error: Option<String>,
    /// For a past appointment: tell the client nothing (MED1-10).
    quietly: bool,
    is_past: bool,
}

impl Typed {
    fn read(desk: &Desk, entries: &Entries, appointment: &Appointment, client: &Client) -> Self {
        let mut typed = Typed {
            asked_by: Side::from_code(entries.text("asked_by")),
            reason: Reason::from_code(entries.text("reason")),
            message: entries.text("message").to_owned(),
            is_past: desk.now >= appointment.when.start,
            ..Typed::default()
        };
        // What is to come is never cancelled behind the client's back, whatever an address says.
        typed.quietly = typed.is_past && entries.text("tell") != "yes";
        if entries.is_set("template") {
            typed.message = typed.suggestion(client);
        }
        typed
    }

    /// A text for the reason given, in the client's language.
    fn suggestion(&self, client: &Client) -> String {
        let reason = self
            .reason
            .filter(|reason| *reason != Reason::DidNotCome)
            .unwrap_or(Reason::Other);
        let key = match self.asked_by {
            Some(Side::Client) => "client",
            _ => reason.code(),
        };
        Speech::new(client.language).say(&format!("wizard-template-{key}"))
    }

    /// The first step, before the wished one, that lacks something; what is missing is then said there.
    fn first_fault(&mut self, t: Speech, appointment: &Appointment, wished: Step) -> Option<Step> {
        let entry = &appointment.terms.policy.entry;
        if wished > Step::Who {
            let nobody = entry.ask_initiator && self.asked_by.is_none();
            self.asked_by_error = nobody.then(|| t.say("console-fault-asked-by"));
            let no_reason = entry.staff_reason && self.reason.is_none();
            self.reason_error = no_reason.then(|| t.say("refusal-reason-missing"));
            if nobody || no_reason {
                return Some(Step::Who);
            }
        }
        let chars = self.message.trim().chars().count();
        if wished > Step::Message && chars < self.least(appointment) {
            let min_chars = entry.staff_message_min_chars.max(1);
            let why = Refusal::Cancel(CancelRefusal::MessageTooShort { min_chars, chars });
            self.message_error = Some(shown::refusal(t, &why, &appointment.when.zone));
            return Some(Step::Message);
        }
        None
    }

    fn blame(&mut self, step: Step, why: String) {
        match step {
            Step::Message => self.message_error = Some(why),
            _ => self.reason_error = Some(why),
        }
    }

    /// How many characters the message needs. A client who asked for it is owed none.
    fn least(&self, appointment: &Appointment) -> usize {
        let entry = &appointment.terms.policy.entry;
        let owed = entry.staff_message && self.asked_by != Some(Side::Client) && !self.quietly;
        if owed {
            usize::from(entry.staff_message_min_chars.max(1))
        } else {
            0
        }
    }

    fn wish(&self, appointment: &Appointment, seen_version: Option<u32>, seen: Option<Answer>) -> CancelWish {
        CancelWish {
            network: appointment.network,
            id: appointment.id,
            asked_by: self.asked_by.unwrap_or(Side::Business),
            reason: self.reason,
            message: self.message.clone(),
            quietly: self.quietly,
            seen_version,
            seen,
        }
    }

    /// Everything entered, to travel in an address or a form.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let side = self.asked_by.map(|side| side.code().to_owned()).unwrap_or_default();
        let reason = self.reason.map(|reason| reason.code().to_owned()).unwrap_or_default();
        let tell = if self.is_past && !self.quietly { "yes" } else { "" };
        let pairs = vec![
            ("asked_by", side),
            ("reason", reason),
            ("message", self.message.clone()),
            ("tell", tell.to_owned()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The address of a step with everything entered.
    fn href(&self, appointment: &Appointment, step: Step) -> String {
        let pairs = self.pairs();
        let mut query = vec![("step", step.code())];
        query.extend(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        address::with_query(&address::appointment(appointment.id, "cancel"), &query)
    }
}

async fn shown_at(
    desk: &Desk,
    appointment: &Appointment,
    client: &Client,
    typed: Typed,
    step: Step,
    status: StatusCode,
) -> PageResult {
    // A message that cannot be used is said by its field; what would follow is shown without it.
    let wish = CancelWish {
        message: String::new(),
        ..typed.wish(appointment, None, None)
    };
    let decision = match desk.app().preview_cancellation(&wish, &desk.actor()).await {
        Ok(decision) => decision,
        Err(Failure::Refused(why)) => {
            let text = shown::refusal(desk.t, &why.refusal, &appointment.when.zone);
            return refused(desk, &appointment.id.to_string(), text).await;
        }
        Err(failure) => return Err(failure.into()),
    };
    let steps = typed.steps(desk, appointment);
    let at = steps.iter().position(|known| *known == step).unwrap_or_default();
    let code = |n: usize| steps.get(n).map(|step| step.code().to_owned());
    let template = CancelWizard {
        t: desk.t,
        frame: desk.frame_about(desk.t.say("staff-cancel-send"), appointment),
        console: desk.console(ConsolePlace::Elsewhere).await?,
        client: client.name.clone(),
        recap: recap(desk.t, &desk.snapshot, appointment),
        notice: typed.is_past.then(|| about_telling(desk, appointment, typed.quietly)),
        steps: steps::marks(desk.t, &steps, at, |step| typed.href(appointment, step)),
        action: address::appointment(appointment.id, "cancel"),
        hidden: hidden(desk, &typed, step, &decision),
        previous: at.checked_sub(1).and_then(code),
        next: code(at + 1),
        keep_href: address::appointment(appointment.id, ""),
        pane: pane(desk, appointment, client, &typed, &decision)?,
        body: typed.body(desk, appointment, client, step).await?,
    };
    page(status, &template)
}

/// What the form of a step carries unseen: what other steps asked for, and with the one that acts the proof and what was seen.
fn hidden(desk: &Desk, typed: &Typed, step: Step, decision: &Decision) -> Vec<Hidden> {
    let own: &[&str] = match step {
        Step::Who => &["asked_by", "reason"],
        Step::Message => &["message"],
        Step::Other | Step::After => &[],
    };
    let others = typed.pairs().into_iter().filter(|(name, _)| !own.contains(name));
    let mut hidden: Vec<Hidden> = others.map(|(name, value)| Hidden::new(name, value)).collect();
    if step == Step::After {
        hidden.extend(desk.hidden());
        hidden.extend(decision.on_version.map(|version| Hidden::new("version", version.to_string())));
        hidden.push(Hidden::new("seen", decision.answer.code()));
    }
    hidden
}

/// What stands beside every step: what would follow, and what the client would read.
fn pane(desk: &Desk, appointment: &Appointment, client: &Client, typed: &Typed, decision: &Decision) -> Result<Pane, PageError> {
    let t = desk.t;
    let people = people_of(&desk.snapshot, appointment, Some(client));
    let mut told = effects(t, Viewer::Staff, decision, Some(appointment), &people);
    if !typed.is_past {
        told.extend(following(t, &desk.snapshot, decision));
    }
    let unknown = typed.asked_by.is_none() && appointment.terms.policy.entry.ask_initiator;
    let letter = desk
        .app()
        .foreseen_letter(&desk.snapshot, decision, client, Recipient::Client, &typed.message)?;
    Ok(Pane {
        lead: unknown.then(|| t.say("wizard-if-business")),
        effects: told,
        because: shown::because(t, Viewer::Staff, &decision.change.because, &appointment.when.zone),
        letter: letter.map(|letter| Letter {
            heading: t.with("wizard-letter-in", &[("to", &letter.to), ("language", letter.language.tag())]),
            lang: letter.language.tag().to_owned(),
            subject: letter.subject,
            body: letter.text,
        }),
    })
}

/// For a past appointment: nobody on the client's side is told, unless somebody wants it (MED1-10).
fn about_telling(desk: &Desk, appointment: &Appointment, quietly: bool) -> Banner {
    let path = address::appointment(appointment.id, "cancel");
    let (title, link) = match quietly {
        true => (
            "console-past-quietly",
            Link::new(format!("{path}?tell=yes"), desk.t.say("console-past-tell")),
        ),
        false => ("console-past-told", Link::new(path, desk.t.say("console-past-do-not-tell"))),
    };
    Banner {
        meaning: Meaning::Plain,
        title: desk.t.say(title),
        text: None,
        links: vec![link],
    }
}
