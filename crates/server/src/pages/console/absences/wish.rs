//! An absence as forms and addresses carry it: its times, and what becomes of each appointment.

use actions::{AbsenceHit, AbsenceWish, Chosen, WishedChoice};
use domain::appointment::Reason;
use domain::ids::{AbsenceId, AppointmentId, PractitionerId};
use jiff::Timestamp;

use super::Form;
use crate::pages::console::absent;
use crate::pages::console::desk::Desk;
use crate::pages::console::entered::Entries;
use crate::pages::problem::PageError;
use crate::pages::shown::start_in;
use crate::view::parts::Hidden;

/// Fields that are about the absence itself.
const ABOUT: [&str; 7] = ["from_date", "from_time", "to_date", "to_time", "reason", "note", "replaces"];

/// The wish behind a form, as far as its times can be used; otherwise the form, which says what would be right.
pub(super) fn wish(desk: &Desk, entries: &Entries, practitioner: PractitionerId) -> Result<Result<AbsenceWish, Form>, PageError> {
    let mut form = Form::new(entries);
    let Some((start, end)) = form.span(desk, &desk.zone_of(practitioner)) else {
        return Ok(Err(form));
    };
    let replaces = match entries.text("replaces") {
        "" => None,
        id => Some(id.parse::<AbsenceId>().map_err(|_| PageError::NOT_FOUND)?),
    };
    Ok(Ok(AbsenceWish {
        network: desk.network(),
        practitioner,
        replaces,
        start,
        end,
        note: absent::note(entries.text("reason"), entries.text("note")),
        reason: Reason::from_code(entries.text("why")),
        message: entries.text("message").to_owned(),
        choices: None,
    }))
}

/// What was chosen for these appointments; for one without a choice, nothing.
pub(super) fn choices<'a>(entries: &Entries, ids: impl Iterator<Item = &'a AppointmentId>) -> Vec<Chosen> {
    ids.filter_map(|id| chosen(entries, *id)).collect()
}

/// The appointments that a form holds a choice for.
pub(super) fn named(entries: &Entries) -> Vec<AppointmentId> {
    entries
        .names()
        .filter_map(|name| name.strip_prefix("choice_")?.parse().ok())
        .collect()
}

fn chosen(entries: &Entries, id: AppointmentId) -> Option<Chosen> {
    let choice = match entries.text(&field("choice", id)) {
        "keep" => WishedChoice::Keep,
        "cancel" => WishedChoice::Cancel,
        "propose" => WishedChoice::Propose {
            starts: entries
                .all(&field("start", id))
                .filter_map(|text| text.parse().ok())
                .collect(),
        },
        other => WishedChoice::HandOver {
            to: other.strip_prefix("to_")?.parse().ok()?,
        },
    };
    Some(Chosen {
        appointment: id,
        seen_version: entries.text(&field("version", id)).parse().ok(),
        choice,
    })
}

/// The name of a field about one appointment.
pub(super) fn field(what: &str, id: AppointmentId) -> String {
    format!("{what}_{id}")
}

/// The value of a choice.
pub(super) fn value(choice: &WishedChoice) -> String {
    match choice {
        WishedChoice::Keep => "keep".to_owned(),
        WishedChoice::Cancel => "cancel".to_owned(),
        WishedChoice::Propose { .. } => "propose".to_owned(),
        WishedChoice::HandOver { to } => format!("to_{to}"),
    }
}

/// What the forms of all pages carry about the absence itself.
pub(super) fn about(desk: &Desk, entries: &Entries) -> Vec<Hidden> {
    let mut hidden: Vec<Hidden> = ABOUT.into_iter().filter_map(|name| entries.hidden(name)).collect();
    let practitioner = desk.query.text("practitioner");
    hidden.extend((!practitioner.is_empty()).then(|| Hidden::new("practitioner", practitioner)));
    hidden
}

/// Everything that was chosen, to travel on.
pub(super) fn carried(entries: &Entries, choices: &[Chosen]) -> Vec<Hidden> {
    let mut hidden: Vec<Hidden> = ["why", "message"]
        .into_iter()
        .filter_map(|name| entries.hidden(name))
        .collect();
    for chosen in choices {
        let id = chosen.appointment;
        hidden.push(Hidden::new(field("choice", id), value(&chosen.choice)));
        hidden.extend(
            chosen
                .seen_version
                .map(|version| Hidden::new(field("version", id), version.to_string())),
        );
        let name = field("start", id);
        hidden.extend(entries.all(&name).map(|start| Hidden::new(name.clone(), start)));
    }
    hidden
}

/// What a form carries about one appointment unseen.
pub(super) fn seen(hit: &AbsenceHit) -> Vec<Hidden> {
    let (id, zone) = (hit.entry.appointment.id, &hit.entry.appointment.when.zone);
    let start = |at: &Timestamp| Hidden::new(field("start", id), start_in(zone, *at));
    let mut hidden = vec![Hidden::new(field("version", id), hit.entry.appointment.version.to_string())];
    hidden.extend(hit.starts.iter().map(start));
    hidden
}
