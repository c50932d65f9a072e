//! What stands against a time that staff want all the same (SBM-11, I1).

use actions::{FieldFault, Refusal};
use domain::agenda::NotOffered;
use domain::appointment::{BookRefusal, RescheduleRefusal};
use domain::ids::{AppointmentId, PractitionerId};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::desk::Desk;
use super::entered::Entries;
use super::overlaps::overlapping;
use crate::pages::problem::PageError;
use crate::pages::shown;
use crate::view::console::Force;
use crate::view::parts::Field;

/// The time that is wanted.
pub(super) struct Wanted<'a> {
    pub(super) agenda: PractitionerId,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    pub(super) zone: &'a TimeZone,
    /// The appointment that moves; it is not in its own way.
    pub(super) without: Option<AppointmentId>,
}

/// The reason to place it all the same, once the box is ticked. Ticked without a reason it is not forced, and [`offered`] asks for one.
pub(super) fn reason(form: &Entries) -> Option<String> {
    let reason = form.text("force_reason").trim();
    (form.is_set("force") && !reason.is_empty()).then(|| reason.to_owned())
}

/// Why a time is not among the offered ones, if that is what a refusal says.
pub(super) fn not_offered(refusal: &Refusal) -> Option<NotOffered> {
    match refusal {
        Refusal::Book(BookRefusal::SlotNotOffered { reason })
        | Refusal::Reschedule(RescheduleRefusal::SlotNotOffered { reason }) => Some(*reason),
        _ => None,
    }
}

/// The field set that names what is in the way and asks for a reason. Staff may place what is not offered, but nothing in the past.
pub(super) async fn offered(
    desk: &Desk,
    refusal: &Refusal,
    wanted: &Wanted<'_>,
    form: &Entries,
    faults: &[FieldFault],
) -> Result<Option<Force>, PageError> {
    if not_offered(refusal).is_none_or(|reason| reason == NotOffered::Past) {
        return Ok(None);
    }
    let mut conflicts = overlapping(desk, wanted.agenda, wanted.start, wanted.end, wanted.without).await?;
    if conflicts.is_empty() {
        conflicts.push(shown::refusal(desk.t, refusal, wanted.zone));
    }
    Ok(Some(filled(desk, conflicts, form, faults)))
}

/// The field set as it was filled in, when the form comes back for something else.
pub(super) fn kept(desk: &Desk, form: &Entries, faults: &[FieldFault]) -> Option<Force> {
    form.is_set("force").then(|| filled(desk, Vec::new(), form, faults))
}

fn filled(desk: &Desk, conflicts: Vec<String>, form: &Entries, faults: &[FieldFault]) -> Force {
    let chosen = form.is_set("force");
    let missing = chosen && reason(form).is_none();
    let error = shown::fault_of(desk.t, "force", faults).or_else(|| missing.then(|| desk.t.say("console-fault-force")));
    Force {
        conflicts,
        chosen,
        reason: Field {
            error,
            ..form.field("force_reason")
        },
    }
}
