//! One absence: other times, or taken back, with what follows from that.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::ids::AbsenceId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::AbsenceRow;

use super::{listed_of, reasons};
use crate::pages::console::desk::Desk;
use crate::pages::console::moments::{self, clock};
use crate::pages::console::{absent, address};
use crate::pages::frame::page;
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::following_all;
use crate::view::absence::AbsencePage;
use crate::view::console::ConsolePlace;
use crate::view::parts::{Effect, Field, Hidden, Icon};

pub(in crate::pages::console) async fn show(Path(id): Path<String>, desk: Desk) -> PageResult {
    let id: AbsenceId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
    let practitioner = desk.agenda()?;
    let zone = desk.zone_of(practitioner.id);
    let absence = desk
        .app()
        .store
        .absence(desk.network(), practitioner.id, id)
        .await?
        .ok_or(PageError::NOT_FOUND)?;
    let follows = desk
        .app()
        .preview_removed_absence(desk.network(), practitioner.id, id)
        .await?;
    let mut effects = vec![Effect {
        icon: Icon::Calendar,
        text: desk.t.say("absence-removed-slots"),
    }];
    effects.extend(following_all(desk.t, &desk.snapshot, &follows, false, &zone));
    let (known, word) = absent::parts(&absence.note);
    let [from_date, from_time, to_date, to_time] = edges(&absence, &zone);
    let required = |value: String| Field {
        required: true,
        ..Field::with(value)
    };
    let asked = desk.query.text("practitioner");
    let mut carried = vec![Hidden::new("replaces", id.to_string())];
    carried.extend((!asked.is_empty()).then(|| Hidden::new("practitioner", asked)));
    let template = AbsencePage {
        t: desk.t,
        frame: desk.frame(desk.t.say("absence-title")),
        console: desk.console(ConsolePlace::Absences).await?,
        when: absent::span(desk.t, &absence, &zone),
        reason: absent::reason(desk.t, &absence.note),
        from_date: required(from_date),
        from_time: Field::with(from_time),
        to_date: required(to_date),
        to_time: Field::with(to_time),
        reasons: reasons(&desk, known),
        note: Field::with(word),
        action: "/console/absences/plan".to_owned(),
        carried,
        effects,
        remove_action: address::with_query(&format!("/console/absences/{id}/remove"), &[("practitioner", asked)]),
        hidden: desk.hidden(),
        back_href: listed_of(&desk),
    };
    page(StatusCode::OK, &template)
}

/// The fields of the times; whole days have none but the dates.
fn edges(absence: &AbsenceRow, zone: &TimeZone) -> [String; 4] {
    let (first, back) = (zone.to_datetime(absence.start), zone.to_datetime(absence.end));
    let last = zone.to_datetime(absence.end - jiff::SignedDuration::from_nanos(1)).date();
    let whole: (Timestamp, Timestamp) = moments::days(zone, first.date(), last);
    if whole == (absence.start, absence.end) {
        return [first.date().to_string(), String::new(), last.to_string(), String::new()];
    }
    [
        first.date().to_string(),
        clock(first.time()),
        back.date().to_string(),
        clock(back.time()),
    ]
}
