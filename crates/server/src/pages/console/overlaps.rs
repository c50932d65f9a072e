//! What stands in the way of a time.

use domain::ids::{AppointmentId, PractitionerId};
use jiff::Timestamp;
use store::DayEntry;
use texts::dates;

use super::desk::Desk;
use crate::pages::problem::PageError;

/// One sentence for each appointment that takes time between two instants: "Chevauche Inès D., de 14 h à 15 h."
pub(super) async fn overlapping(
    desk: &Desk,
    agenda: PractitionerId,
    from: Timestamp,
    to: Timestamp,
    without: Option<AppointmentId>,
) -> Result<Vec<String>, PageError> {
    let entries = desk.app().store.day_entries(desk.network(), &[agenda], from, to).await?;
    let there = entries
        .iter()
        .filter(|entry| entry.appointment.state.takes_time() && Some(entry.appointment.id) != without);
    Ok(there.map(|entry| sentence(desk, entry)).collect())
}

fn sentence(desk: &Desk, entry: &DayEntry) -> String {
    let when = &entry.appointment.when;
    let time = |at| dates::time(desk.t, at, &when.zone);
    desk.t.with(
        "console-overlaps",
        &[
            ("client", &entry.client_name),
            ("from", &time(when.start)),
            ("to", &time(when.end)),
        ],
    )
}
