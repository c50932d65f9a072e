//! What becomes of each appointment that an absence hits (WEC-16, WEC+16).

use actions::{AbsenceHit, AbsenceWish, Chosen, Refusal, WishedChoice};
use axum::http::StatusCode;
use domain::absence::{AbsenceRefusal, StepRefusal};
use domain::appointment::{Appointment, CancelRefusal, Reason, State};
use domain::ids::AppointmentId;
use texts::dates;

use super::wish::{self, field};
use super::{back, when};
use crate::pages::console::address;
use crate::pages::console::desk::Desk;
use crate::pages::console::entered::Entries;
use crate::pages::frame::page;
use crate::pages::problem::PageResult;
use crate::pages::shown;
use crate::view::absence::{AbsenceChoices, HitChoice};
use crate::view::console::ConsolePlace;
use crate::view::parts::{Banner, Choice, Field, Meaning};

/// The reasons that can stand behind an absence.
const WHY: [Reason; 5] = [
    Reason::Ill,
    Reason::Emergency,
    Reason::Equipment,
    Reason::Hindered,
    Reason::Other,
];

/// Shows every appointment with its choices. After a refusal it says above what stands in the way, and by each appointment why.
pub(super) async fn shown_for(
    desk: &Desk,
    entries: &Entries,
    wish: &AbsenceWish,
    refusal: Option<&Refusal>,
    message_error: Option<String>,
) -> PageResult {
    let hits = desk.app().absence_hits(wish, &desk.actor()).await?;
    let told = Told::new(desk, refusal, &hits);
    let named = wish::named(entries);
    let least = hits.iter().map(|hit| usize::from(hit.message_min)).max().unwrap_or_default();
    let template = AbsenceChoices {
        t: desk.t,
        frame: desk.frame(desk.t.say("absence-choices-title")),
        console: desk.console(ConsolePlace::Absences).await?,
        when: when(desk, wish),
        notice: told.notice.map(|title| Banner {
            meaning: Meaning::Late,
            title,
            ..Banner::default()
        }),
        hits: hits
            .iter()
            .map(|hit| HitChoice {
                new: refusal.is_some() && !named.contains(&hit.entry.appointment.id),
                error: told
                    .by_appointment
                    .iter()
                    .find(|(id, _)| *id == hit.entry.appointment.id)
                    .map(|(_, why)| why.clone()),
                ..choices(desk, entries, hit)
            })
            .collect(),
        reasons: shown::reasons(desk.t, &WHY, wish.reason),
        reason_error: told.reason,
        message: Field {
            error: told.message.or(message_error.clone()),
            required: least > 0,
            ..Field::with(wish.message.clone())
        },
        least,
        action: "/console/absences/plan".to_owned(),
        hidden: wish::about(desk, entries),
        back_href: back(desk, wish.replaces),
    };
    let status = match refusal {
        Some(refusal) if told.conflict && refusal.is_conflict() => StatusCode::CONFLICT,
        None if message_error.is_none() => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    page(status, &template)
}

/// What a refusal says, and where it is said.
#[derive(Default)]
struct Told {
    notice: Option<String>,
    by_appointment: Vec<(AppointmentId, String)>,
    reason: Option<String>,
    message: Option<String>,
    /// Something was there first, as opposed to a field that lacks something.
    conflict: bool,
}

impl Told {
    fn new(desk: &Desk, refusal: Option<&Refusal>, hits: &[AbsenceHit]) -> Self {
        let (t, mut told) = (desk.t, Told::default());
        let Some(refusal) = refusal else { return told };
        let zone = hits
            .first()
            .map_or(jiff::tz::TimeZone::UTC, |hit| hit.entry.appointment.when.zone.clone());
        let text = |value: serde_json::Value| texts::because::refusal(t, &value, &zone);
        let items = match refusal {
            Refusal::Absence(AbsenceRefusal::AbsenceNotPossible { items }) => items.as_slice(),
            _ => &[],
        };
        for item in items {
            let why = text(serde_json::to_value(&item.why).unwrap_or_default());
            match &item.why {
                StepRefusal::Cancel(CancelRefusal::ReasonMissing) => told.reason = Some(why),
                StepRefusal::Cancel(CancelRefusal::MessageTooShort { .. }) => told.message = Some(why),
                _ => told.by_appointment.push((item.appointment, why)),
            }
        }
        told.conflict = items.is_empty() || !told.by_appointment.is_empty();
        told.notice = told.conflict.then(|| text(refusal.facts()));
        told
    }
}

fn choices(desk: &Desk, entries: &Entries, hit: &AbsenceHit) -> HitChoice {
    let appointment = &hit.entry.appointment;
    let name = field("choice", appointment.id);
    let offered = offered(desk, hit);
    let known = offered.iter().any(|choice| choice.value == entries.text(&name));
    let chosen = if known {
        entries.text(&name).to_owned()
    } else {
        offered.first().map(|choice| choice.value.clone()).unwrap_or_default()
    };
    HitChoice {
        client: hit.entry.client_name.clone(),
        when: shown::when(desk.t, &appointment.when),
        what: what(desk, appointment),
        href: address::appointment(appointment.id, ""),
        choices: offered
            .into_iter()
            .map(|choice| Choice {
                chosen: choice.value == chosen,
                ..choice
            })
            .collect(),
        hidden: wish::seen(hit),
        name,
        ..HitChoice::default()
    }
}

fn what(desk: &Desk, appointment: &Appointment) -> String {
    let service = desk.snapshot.service(appointment.service).map(|service| service.name.clone());
    format!(
        "{}, {}",
        service.unwrap_or_default(),
        shown::length(desk.t, &appointment.when)
    )
}

/// The gentlest first: another time, a colleague, then keeping it, and cancelling last.
fn offered(desk: &Desk, hit: &AbsenceHit) -> Vec<Choice> {
    let (t, appointment) = (desk.t, &hit.entry.appointment);
    let zone = &appointment.when.zone;
    let mut offered = Vec::new();
    if !hit.starts.is_empty() {
        let starts: Vec<String> = hit.starts.iter().map(|start| dates::moment(t, *start, zone)).collect();
        offered.push(Choice {
            hint: Some(starts.join(" · ")),
            ..Choice::new("propose", t.say("absence-choice-propose"))
        });
    }
    for colleague in &hit.colleagues {
        let name = desk
            .snapshot
            .practitioner(colleague.practitioner)
            .map(|practitioner| practitioner.name.clone());
        let place = desk
            .snapshot
            .place(colleague.place)
            .filter(|place| place.id != appointment.place);
        let value = wish::value(&WishedChoice::HandOver {
            to: colleague.practitioner,
        });
        offered.push(Choice {
            hint: place.map(|place| place.address.clone()),
            ..Choice::new(
                value,
                t.with("absence-choice-hand-over", &[("name", &name.unwrap_or_default())]),
            )
        });
    }
    let cancel = match appointment.state {
        State::Requested { .. } => "absence-choice-decline",
        _ => "absence-choice-cancel",
    };
    offered.push(Choice::new("keep", t.say("absence-choice-keep")));
    offered.push(Choice::new("cancel", t.say(cancel)));
    offered
}

/// The choices of a form for the appointments that are hit now, with those it made for others too: the act refuses what is no longer hit.
pub(super) fn made(entries: &Entries) -> Vec<Chosen> {
    let named = wish::named(entries);
    wish::choices(entries, named.iter())
}
