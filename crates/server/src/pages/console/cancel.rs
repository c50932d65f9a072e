//! Cancelling as staff: who asks, why, a word to the client, and what will follow.

use actions::{CancelWish, Failure, Refusal};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Appointment, CancelRefusal, Decision, Reason, Side, State};
use domain::people::Client;
use domain::policy::Answer;
use jiff::ToSpan;

use super::acts::after;
use super::address;
use super::appointment::refused;
use super::desk::{Desk, Posted};
use super::entered::Entries;
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, Viewer, effects, fault_of, people_of, reasons, recap, slot, start_in};
use crate::view::console::{ConsolePlace, StaffCancel};
use crate::view::parts::{Banner, Choice, Effect, Field, Hidden, Icon, Link, Meaning, Slot};

/// How many other times are proposed before a cancellation (WEC-06, TRW-09).
const PROPOSED: usize = 3;
/// How many days ahead they are looked for.
const PROPOSED_DAYS: i64 = 21;

pub(super) async fn ask(Path(id): Path<String>, desk: Desk) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let typed = Typed {
        quietly: desk.query.text("tell") != "yes",
        ..Typed::default()
    };
    asked(&desk, &stored.appointment, &client, typed, StatusCode::OK).await
}

pub(super) async fn act(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let appointment = &stored.appointment;
    let mut typed = Typed::read(&form);
    // What is to come is never cancelled behind the client's back, whatever a form says.
    typed.quietly &= desk.now >= appointment.when.start;
    if typed.asked_by.is_none() && appointment.terms.policy.entry.ask_initiator {
        typed.asked_by_error = Some(desk.t.say("console-fault-asked-by"));
        return asked(&desk, appointment, &client, typed, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let wish = typed.wish(
        appointment,
        form.text("version").parse().ok(),
        Answer::from_code(form.text("seen")),
    );
    match desk.app().cancel(&wish, &desk.actor(), None).await {
        Ok(_) => Ok(see_other(&after(
            appointment,
            if wish.quietly { "cancelled-quietly" } else { "cancelled" },
        ))),
        Err(Failure::Invalid(faults)) => {
            typed.message_error = fault_of(desk.t, "message", &faults);
            asked(&desk, appointment, &client, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(why)) => {
            let text = shown::refusal(desk.t, &why.refusal, &appointment.when.zone);
            match &why.refusal {
                Refusal::Cancel(CancelRefusal::ReasonMissing) => typed.reason_error = Some(text),
                Refusal::Cancel(CancelRefusal::MessageTooShort { .. }) => typed.message_error = Some(text),
                _ => return refused(&desk, &id, text).await,
            }
            asked(&desk, appointment, &client, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn ask_decline(Path(id): Path<String>, desk: Desk) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    declined(&desk, &stored.appointment, &client, Field::default(), StatusCode::OK).await
}

pub(super) async fn decline(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let appointment = &stored.appointment;
    let message = form.text("message");
    match desk
        .app()
        .decline(desk.network(), appointment.id, message, &desk.actor(), None)
        .await
    {
        Ok(_) => Ok(see_other("/console/requests?done=declined")),
        Err(Failure::Invalid(faults)) => {
            let field = shown::field(desk.t, "message", message, &faults);
            declined(&desk, appointment, &client, field, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(why)) => refused(&desk, &id, shown::refusal(desk.t, &why.refusal, &appointment.when.zone)).await,
        Err(failure) => Err(failure.into()),
    }
}

/// What was typed, and what is wrong with it.
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
}

impl Typed {
    fn read(form: &Entries) -> Self {
        Typed {
            asked_by: Side::from_code(form.text("asked_by")),
            reason: Reason::from_code(form.text("reason")),
            message: form.text("message").to_owned(),
            quietly: form.is_set("quietly"),
            ..Typed::default()
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
}

async fn asked(desk: &Desk, appointment: &Appointment, client: &Client, typed: Typed, status: StatusCode) -> PageResult {
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
    let entry = &appointment.terms.policy.entry;
    let is_past = desk.now >= appointment.when.start;
    let owes_message = entry.staff_message && typed.asked_by != Some(Side::Client) && !(is_past && typed.quietly);
    let least = if owes_message {
        usize::from(entry.staff_message_min_chars.max(1))
    } else {
        0
    };
    let move_first = if entry.suggest_reschedule_first && !is_past {
        proposals(desk, appointment).await?
    } else {
        Vec::new()
    };
    let base = base(desk, appointment, client, Some(&decision)).await?;
    let template = StaffCancel {
        move_href: (!move_first.is_empty()).then(|| address::appointment(appointment.id, "move")),
        move_first,
        asked_by: if entry.ask_initiator {
            sides(desk, typed.asked_by)
        } else {
            Vec::new()
        },
        asked_by_error: typed.asked_by_error,
        reasons: reasons(desk.t, &offered_reasons(is_past), typed.reason),
        reason_required: entry.staff_reason,
        reason_error: typed.reason_error,
        message: Field {
            value: typed.message,
            error: typed.message_error,
            required: least > 0,
        },
        message_min: least,
        tells_client: !(is_past && typed.quietly),
        notice: is_past.then(|| about_telling(desk, appointment, typed.quietly)),
        hidden: hidden(desk, appointment, &decision, is_past && typed.quietly),
        ..base
    };
    page(status, &template)
}

async fn declined(desk: &Desk, appointment: &Appointment, client: &Client, message: Field, status: StatusCode) -> PageResult {
    if !matches!(appointment.state, State::Requested { .. }) {
        let why = serde_json::json!({ "code": "not_waiting", "state": appointment.state.code() });
        let why = texts::because::refusal(desk.t, &why, &appointment.when.zone);
        return refused(desk, &appointment.id.to_string(), why).await;
    }
    let base = base(desk, appointment, client, None).await?;
    page(
        status,
        &StaffCancel {
            declining: true,
            message,
            ..base
        },
    )
}

/// The page without anything to choose: the whole of it for declining, the ground of it for cancelling.
async fn base(
    desk: &Desk,
    appointment: &Appointment,
    client: &Client,
    decision: Option<&Decision>,
) -> Result<StaffCancel, PageError> {
    let title = desk.t.say(if decision.is_some() {
        "staff-cancel-send"
    } else {
        "decline-send"
    });
    let zone = &appointment.when.zone;
    let people = people_of(&desk.snapshot, appointment, Some(client));
    let told = |decision: &Decision| effects(desk.t, Viewer::Staff, decision, Some(appointment), &people);
    let declines = || vec![effect_of_declining(desk, client)];
    Ok(StaffCancel {
        t: desk.t,
        frame: desk.frame_about(title, appointment),
        console: desk.console(ConsolePlace::Elsewhere).await?,
        declining: false,
        client: client.name.clone(),
        recap: recap(desk.t, &desk.snapshot, appointment),
        move_first: Vec::new(),
        move_href: None,
        asked_by: Vec::new(),
        asked_by_error: None,
        reasons: Vec::new(),
        reason_required: false,
        reason_error: None,
        message: Field::default(),
        message_min: 0,
        tells_client: true,
        effects: decision.map_or_else(declines, told),
        because: decision
            .map(|d| shown::because(desk.t, Viewer::Staff, &d.change.because, zone))
            .unwrap_or_default(),
        preview: None,
        notice: None,
        action: address::appointment(appointment.id, if decision.is_some() { "cancel" } else { "decline" }),
        hidden: desk.hidden(),
        keep_href: address::appointment(appointment.id, ""),
    })
}

/// Declining has no preview of its own: it only tells the client.
fn effect_of_declining(desk: &Desk, client: &Client) -> Effect {
    let key = if client.email.is_some() {
        "console-decline-told"
    } else {
        "console-decline-no-address"
    };
    Effect {
        icon: Icon::Mail,
        text: desk.t.with(key, &[("name", &client.name)]),
    }
}

fn hidden(desk: &Desk, appointment: &Appointment, decision: &Decision, quietly: bool) -> Vec<Hidden> {
    let mut hidden = desk.hidden();
    hidden.push(Hidden::new("version", appointment.version.to_string()));
    hidden.push(Hidden::new("seen", decision.answer.code()));
    hidden.extend(quietly.then(|| Hidden::new("quietly", "yes")));
    hidden
}

/// Who wants it, which is not always who clicks (TRW-02). Nothing is chosen beforehand.
fn sides(desk: &Desk, chosen: Option<Side>) -> Vec<Choice> {
    let side = |side: Side| Choice {
        chosen: chosen == Some(side),
        ..Choice::new(side.code(), desk.t.say(&format!("console-asked-by-{}", side.code())))
    };
    vec![side(Side::Business), side(Side::Client)]
}

/// That the client did not come is known only once it has begun.
fn offered_reasons(is_past: bool) -> Vec<Reason> {
    Reason::FOR_STAFF
        .into_iter()
        .filter(|reason| is_past || *reason != Reason::DidNotCome)
        .collect()
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

/// Free times to propose first (WEC-06, TRW-09).
async fn proposals(desk: &Desk, appointment: &Appointment) -> Result<Vec<Slot>, PageError> {
    let today = appointment.when.zone.to_datetime(desk.now).date();
    let last = today.saturating_add(PROPOSED_DAYS.days());
    let free = match desk.app().slots_to_move_to(appointment, today, last).await {
        Ok(free) => free,
        // A service that nobody gives any more has no other times.
        Err(Failure::NotFound(_)) => return Ok(Vec::new()),
        Err(failure) => return Err(failure.into()),
    };
    let path = address::appointment(appointment.id, "move");
    let starts = free.days.iter().flat_map(|day| &day.slots).take(PROPOSED);
    let proposed = starts.map(|found| {
        let href = address::with_query(&path, &[("start", &start_in(&free.zone, found.start))]);
        slot(desk.t, found.start, &free.zone, href)
    });
    Ok(proposed.collect())
}
