//! Everything that an absence will do, before it is done: each appointment, what counts, every kind of letter.

use actions::{AbsenceOutcome, AbsenceWish, Chosen};
use axum::http::StatusCode;
use domain::appointment::{Because, Decision};
use domain::messages::{MessageKind, Recipient};
use store::DayEntry;
use texts::dates;

use super::{back, reason_told, when, wish};
use crate::pages::console::address;
use crate::pages::console::desk::Desk;
use crate::pages::console::entered::Entries;
use crate::pages::frame::page;
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, People, Viewer, effects, following_all};
use crate::view::absence::{AbsencePreview, PlannedStep};
use crate::view::console::ConsolePlace;
use crate::view::parts::{Effect, Hidden, Icon};
use crate::view::wizard::Letter;

pub(super) async fn shown_for(
    desk: &Desk,
    entries: &Entries,
    wish: &AbsenceWish,
    choices: &[Chosen],
    outcome: &AbsenceOutcome,
) -> PageResult {
    let mut hidden = wish::about(desk, entries);
    hidden.extend(wish::carried(entries, choices));
    let pairs: Vec<(&str, &str)> = hidden
        .iter()
        .map(|field| (field.name.as_str(), field.value.as_str()))
        .collect();
    let change_href = (!choices.is_empty()).then(|| address::with_query("/console/absences/plan", &pairs));
    let steps = outcome.entries.iter().zip(&outcome.plan.steps);
    let acts = outcome.plan.decisions().count();
    let template = AbsencePreview {
        t: desk.t,
        frame: desk.frame(desk.t.say("absence-preview-title")),
        console: desk.console(ConsolePlace::Absences).await?,
        when: when(desk, wish),
        reason: reason_told(desk, wish),
        steps: steps
            .map(|(entry, step)| PlannedStep {
                client: entry.client_name.clone(),
                when: shown::when(desk.t, &entry.appointment.when),
                choice: choice_told(desk, step.choice, step.decision.as_ref()),
                effects: step
                    .decision
                    .as_ref()
                    .map(|decision| told(desk, entry, decision))
                    .unwrap_or_default(),
            })
            .collect(),
        effects: together(desk, wish, outcome),
        letters: letters(desk, wish, outcome).await?,
        send: desk.t.say(if acts > 0 { "absence-send" } else { "absences-save" }),
        action: address::with_query("/console/absences", &[("practitioner", desk.query.text("practitioner"))]),
        hidden: desk
            .hidden()
            .into_iter()
            .chain(hidden.clone())
            .filter(|field| field.name != "practitioner")
            .collect::<Vec<Hidden>>(),
        change_href,
        back_href: back(desk, wish.replaces),
    };
    page(StatusCode::OK, &template)
}

/// "Confié à Anna Faure, à la même heure."
fn choice_told(desk: &Desk, choice: &str, decision: Option<&Decision>) -> String {
    let t = desk.t;
    let key = format!("absence-becomes-{}", choice.replace('_', "-"));
    let Some(decision) = decision else { return t.say(&key) };
    let zone = &decision.appointment.when.zone;
    let starts = decision.change.because.iter().find_map(|because| match because {
        Because::MoveProposed { starts, .. } => Some(
            starts
                .iter()
                .map(|start| dates::moment(t, *start, zone))
                .collect::<Vec<_>>()
                .join(" · "),
        ),
        _ => None,
    });
    let name = desk
        .snapshot
        .practitioner(decision.appointment.practitioner)
        .map(|practitioner| practitioner.name.clone());
    t.with(
        &key,
        &[("starts", &starts.unwrap_or_default()), ("name", &name.unwrap_or_default())],
    )
}

fn told(desk: &Desk, entry: &DayEntry, decision: &Decision) -> Vec<Effect> {
    let practitioner = desk.snapshot.practitioner(decision.appointment.practitioner);
    let people = People {
        client: entry.client_name.clone(),
        client_has_email: entry.client_email.is_some(),
        practitioner: practitioner.map(|practitioner| practitioner.name.clone()).unwrap_or_default(),
        practitioner_has_email: practitioner.is_some_and(|practitioner| practitioner.contact.email.is_some()),
    };
    effects(desk.t, Viewer::Staff, decision, Some(&entry.appointment), &people)
}

/// What the absence itself does, what counts, and what follows.
fn together(desk: &Desk, wish: &AbsenceWish, outcome: &AbsenceOutcome) -> Vec<Effect> {
    let cancels = outcome.plan.steps.iter().any(|step| step.choice == "cancel");
    let mut told = vec![Effect {
        icon: Icon::Absent,
        text: desk.t.say("absence-takes-slots"),
    }];
    let zone = desk.zone_of(wish.practitioner);
    told.extend(following_all(desk.t, &desk.snapshot, &outcome.consequences, cancels, &zone));
    told
}

/// One letter for each kind of news, as the first client who gets it will read it.
async fn letters(desk: &Desk, wish: &AbsenceWish, outcome: &AbsenceOutcome) -> Result<Vec<Letter>, PageError> {
    let mut letters: Vec<(MessageKind, Letter)> = Vec::new();
    for decision in outcome.plan.decisions() {
        let Some(kind) = decision
            .told_now()
            .find(|intent| intent.to == Recipient::Client)
            .map(|intent| intent.kind)
        else {
            continue;
        };
        if letters.iter().any(|(known, _)| *known == kind) {
            continue;
        }
        let client = desk.app().store.client(desk.network(), decision.appointment.client).await?;
        let Some(client) = client else { continue };
        let letter = desk
            .app()
            .foreseen_letter(&desk.snapshot, decision, &client, Recipient::Client, &wish.message)?;
        let shown = letter.map(|letter| Letter {
            heading: desk
                .t
                .with("wizard-letter-in", &[("to", &letter.to), ("language", letter.language.tag())]),
            lang: letter.language.tag().to_owned(),
            subject: letter.subject,
            body: letter.text,
        });
        letters.extend(shown.map(|letter| (kind, letter)));
    }
    Ok(letters.into_iter().map(|(_, letter)| letter).collect())
}
