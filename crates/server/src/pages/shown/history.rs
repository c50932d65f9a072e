//! What happened to an appointment, as its reader should hear it.

use actions::Snapshot;
use domain::appointment::{Appointment, Because, Change, ChangeKind, Role, Side};
use texts::{Speech, dates};

use super::{Viewer, because};
use crate::view::parts::{HistoryRow, Icon};

/// The rows of an appointment's history, in the order given. A reason that one side gave is told to the other only through what was written.
pub(crate) fn history<'a>(
    t: Speech,
    viewer: Viewer,
    snapshot: &Snapshot,
    appointment: &Appointment,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Vec<HistoryRow> {
    let practice = snapshot
        .business(appointment.business)
        .map(|business| business.name.clone())
        .unwrap_or_default();
    let zone = &appointment.when.zone;
    let row = |change: &Change| HistoryRow {
        icon: icon(change.kind),
        when: dates::moment(t, change.act.now, zone),
        text: text(t, viewer, change, &practice, colleague(snapshot, change), appointment),
        because: because(t, viewer, &change.because, zone),
    };
    changes.into_iter().map(row).collect()
}

/// Who took the appointment over, if that is what happened.
fn colleague<'a>(snapshot: &'a Snapshot, change: &Change) -> &'a str {
    let to = change.because.iter().find_map(|because| match because {
        Because::HandedOver { to, .. } => Some(*to),
        _ => None,
    });
    let colleague = to.and_then(|to| snapshot.practitioner(to));
    colleague.map(|practitioner| practitioner.name.as_str()).unwrap_or_default()
}

fn text(t: Speech, viewer: Viewer, change: &Change, practice: &str, colleague: &str, appointment: &Appointment) -> String {
    let moment = |at: Option<jiff::Timestamp>| at.map(|at| dates::moment(t, at, &appointment.when.zone)).unwrap_or_default();
    let key = format!("history-{}", change.kind.code().replace('_', "-"));
    let (by, from, to) = (author(viewer, change), moment(change.from), moment(change.to));
    let mut text = t.with(
        &key,
        &[
            ("by", by),
            ("practice", practice),
            ("practitioner", colleague),
            ("from", &from),
            ("to", &to),
        ],
    );
    let own = viewer == Viewer::Staff || change.act.clicked_by.role == Role::Client;
    if let Some(reason) = change.reason.filter(|_| own) {
        text.push(' ');
        text.push_str(&t.with("history-reason", &[("reason", &texts::because::reason(t, reason))]));
    }
    if !change.message.is_empty() {
        text.push(' ');
        text.push_str(&t.with("history-message", &[("message", &change.message)]));
    }
    text
}

/// Who did it and for whom, as a word that chooses the sentence. Who asks is not always who clicks (TRW-02).
fn author(viewer: Viewer, change: &Change) -> &'static str {
    match (change.act.clicked_by.role, viewer, change.act.asked_by) {
        (Role::Client, Viewer::Client, _) => "you",
        (Role::Client, Viewer::Staff, _) => "client",
        (Role::Staff | Role::Network, Viewer::Client, Side::Client) => "practice-for-you",
        (Role::Staff | Role::Network, Viewer::Staff, Side::Client) => "practice-for-client",
        (Role::Staff | Role::Network, _, Side::Business) => "practice",
        (Role::Clock, ..) => "clock",
    }
}

fn icon(kind: ChangeKind) -> Icon {
    match kind {
        ChangeKind::Requested => Icon::Question,
        ChangeKind::Booked | ChangeKind::Approved | ChangeKind::Fulfilled => Icon::Check,
        ChangeKind::Moved => Icon::Move,
        ChangeKind::Cancelled | ChangeKind::Declined => Icon::Stop,
        ChangeKind::NoShow => Icon::Absent,
        ChangeKind::Expired => Icon::Clock,
        ChangeKind::Imported => Icon::File,
        ChangeKind::MoveProposed | ChangeKind::MoveDeclined | ChangeKind::MoveWithdrawn | ChangeKind::MoveLapsed => Icon::Move,
        ChangeKind::HandedOver => Icon::Calendar,
    }
}
