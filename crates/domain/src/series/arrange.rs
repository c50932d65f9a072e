//! Arranging a series, and generating more of it as time goes on.

use jiff::civil::DateTime;

use super::plan::take;
use super::{Occurrence, OnConflict, Series, SeriesPlace, SeriesRefusal, Skipped, conflicts, far, plan, told_once};
use crate::agenda::{Agenda, SlotRules};
use crate::appointment::{Act, BookRefusal, BookRequest, Decision, Terms, book_in_series};
use crate::ids::{AppointmentId, ClientId, NetworkId, PlaceId, PractitionerId, SeriesId};
use crate::messages::MessageKind;
use crate::service::Service;

use super::Recurrence;

/// What somebody wants to arrange.
#[derive(Debug, Clone)]
pub struct NewSeries {
    /// The new identity.
    pub id: SeriesId,
    /// The network.
    pub network: NetworkId,
    /// With whom.
    pub practitioner: PractitionerId,
    /// Where.
    pub place: PlaceId,
    /// For whom.
    pub client: ClientId,
    /// The first occurrence.
    pub first: DateTime,
    /// How it goes on.
    pub rule: Recurrence,
    /// A word for every appointment.
    pub note: String,
}

/// A series with the appointments that were decided for it.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// The series as it will be.
    pub series: Series,
    /// Every date that was looked at, with what was found.
    pub plan: Vec<Occurrence>,
    /// One new appointment for each date that can be had. The first one carries the message about all.
    pub decisions: Vec<Decision>,
    /// The dates left out.
    pub skipped: Vec<Skipped>,
}

/// Decides a new series: a plan that holds, or nothing at all (R10). `agenda` must hold the busy time read under the practitioner's lock, from the first to
/// a week after the last occurrence.
///
/// # Errors
/// [`SeriesRefusal`].
#[expect(
    clippy::too_many_arguments,
    reason = "what is wanted, what it is booked as, what is free, and what was chosen: each from another source"
)]
pub fn arrange(
    new: &NewSeries,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    choice: OnConflict,
    seen: Option<&[DateTime]>,
    act: &Act,
    id: impl FnMut() -> AppointmentId,
) -> Result<Arranged, SeriesRefusal> {
    let series = begun(new, service, agenda, act);
    let rules = far(service.slot_rules(&terms.policy));
    let plan = planned(new, service, terms, agenda, act)?;
    conflicts(&plan, choice, seen)?;
    let mut arranged = booked(series, plan, choice, service, terms, agenda, &rules, act, id)?;
    told_once(&mut arranged.decisions, MessageKind::SeriesBooked);
    Ok(arranged)
}

/// What can be had of a new series, before anything is chosen about the rest.
///
/// # Errors
/// [`SeriesRefusal::TooManyDates`].
pub fn planned(
    new: &NewSeries,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    act: &Act,
) -> Result<Vec<Occurrence>, SeriesRefusal> {
    let dates = dates(&begun(new, service, agenda, act), terms, act)?;
    let rules = far(service.slot_rules(&terms.policy));
    Ok(plan(dates, agenda, &rules, act.now))
}

/// Decides what a rolling series generates now. A date that cannot be had is left out and recorded; somebody is told.
///
/// # Errors
/// [`SeriesRefusal`], never for a date that cannot be had.
pub fn generate(
    series: &Series,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    act: &Act,
    id: impl FnMut() -> AppointmentId,
) -> Result<Arranged, SeriesRefusal> {
    let rules = SlotRules {
        min_lead_minutes: 0,
        ..far(service.slot_rules(&terms.policy))
    };
    // It was agreed before any pause began, so that it is no new booking (WEC-13).
    let agenda = agenda.clone().for_what_is_booked();
    let dates = series.ahead(&terms.policy.series, act.now);
    let generated_to = dates.last().copied().or(series.generated_to);
    let to_come = dates.into_iter().filter(|date| super::instant(*date, &series.zone) > act.now);
    let plan = plan(to_come, &agenda, &rules, act.now);
    let series = Series {
        generated_to,
        version: series.version + 1,
        ..series.clone()
    };
    let mut arranged = booked(series, plan, OnConflict::Skip, service, terms, &agenda, &rules, act, id)?;
    for decision in &mut arranged.decisions {
        decision.messages.retain(|intent| intent.kind == MessageKind::Reminder);
    }
    Ok(arranged)
}

fn begun(new: &NewSeries, service: &Service, agenda: &Agenda, act: &Act) -> Series {
    Series {
        id: new.id,
        network: new.network,
        business: service.business,
        practitioner: new.practitioner,
        place: new.place,
        service: service.id,
        client: new.client,
        zone: agenda.zone.clone(),
        first: new.first,
        rule: new.rule,
        generated_to: None,
        skipped: Vec::new(),
        note: new.note.clone(),
        version: 1,
        arranged_at: act.now,
        stopped_at: None,
    }
}

fn dates(series: &Series, terms: &Terms, act: &Act) -> Result<Vec<DateTime>, SeriesRefusal> {
    let policy = &terms.policy.series;
    let max = policy.max_appointments;
    let dates = series.ahead(policy, act.now);
    if dates.len() > usize::from(max) {
        return Err(SeriesRefusal::TooManyDates { max });
    }
    // A rolling series may begin beyond its horizon; its first occurrence is booked all the same.
    Ok(if dates.is_empty() { vec![series.first] } else { dates })
}

#[expect(
    clippy::too_many_arguments,
    reason = "these are the facts of appointments, each from another source"
)]
fn booked(
    series: Series,
    plan: Vec<Occurrence>,
    choice: OnConflict,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    rules: &SlotRules,
    act: &Act,
    mut id: impl FnMut() -> AppointmentId,
) -> Result<Arranged, SeriesRefusal> {
    let mut agenda = agenda.clone();
    let (mut decisions, mut skipped) = (Vec::new(), Vec::new());
    for occurrence in &plan {
        let Some(slot) = occurrence.slot(choice) else {
            skipped.extend(occurrence.conflict());
            continue;
        };
        let request = BookRequest {
            id: id(),
            network: series.network,
            practitioner: series.practitioner,
            place: series.place,
            client: series.client,
            start: slot.start,
            note: series.note.clone(),
            force: None,
        };
        let place = SeriesPlace {
            series: series.id,
            occurrence: occurrence.date,
            detached: false,
        };
        decisions.push(book_in_series(&request, service, terms, &agenda, rules, place, act).map_err(no_longer_free)?);
        take(&mut agenda, &slot, rules);
    }
    let generated_to = plan.last().map(|last| last.date).max(series.generated_to);
    let kept = [series.skipped.as_slice(), &skipped].concat();
    let series = Series {
        generated_to,
        skipped: kept[kept.len().saturating_sub(SKIPPED_KEPT)..].to_vec(),
        ..series
    };
    Ok(Arranged {
        series,
        plan,
        decisions,
        skipped,
    })
}

/// How many dates left out are remembered with a series.
const SKIPPED_KEPT: usize = 60;

/// The plan was made on the same agenda, so this never happens; if it did, nothing would be booked.
fn no_longer_free(_: BookRefusal) -> SeriesRefusal {
    SeriesRefusal::NoDateFree
}
