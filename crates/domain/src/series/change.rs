//! Another time for what is still to come of a series: every appointment keeps its identity and moves to where the new rule has its turn (C08).

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};

use super::plan::{next_free, take, take_busy};
use super::{
    End, Every, OnConflict, Outcome, Recurrence, Scope, Series, SeriesPlace, SeriesRefusal, Skipped, far, instant, reached,
    told_once,
};
use crate::agenda::{Agenda, NotOffered, Slot, SlotRules, offer};
use crate::appointment::{Act, Appointment, Because, Decision, Reason, RescheduleRequest, State, reschedule};
use crate::ids::AppointmentId;
use crate::messages::MessageKind;

/// What somebody wants of a series.
#[derive(Debug, Clone)]
pub struct ChangeRequest {
    /// How far it reaches; [`Scope::This`] is an ordinary move.
    pub scope: Scope,
    /// The occurrence that is looked at.
    pub from: DateTime,
    /// The local date-time that it should have; the others follow in the same way.
    pub to: DateTime,
    /// What is done about dates that cannot be had; one that is skipped stays where it is.
    pub choice: OnConflict,
    /// The conflicts shown before the click.
    pub seen: Option<Vec<DateTime>>,
    /// Whether the client has agreed (WEC+11).
    pub agreed: bool,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the client.
    pub message: String,
}

/// What a change comes to for one appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedMove {
    /// Which appointment.
    pub id: AppointmentId,
    /// When it takes place now.
    pub from: Timestamp,
    /// The occurrence that the new rule gives it; `None` when its month has no such day.
    pub date: Option<DateTime>,
    /// Whether that time can be had.
    pub outcome: Outcome,
    /// For one that cannot: the next free slot within a week.
    pub next_free: Option<Slot>,
}

/// A series as it will be, with its appointments.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The series with its new rule.
    pub series: Series,
    /// Every appointment that the change is about.
    pub moves: Vec<PlannedMove>,
    /// The moves, in an order in which each finds its new time free. The one that is told of carries the message about all.
    pub decisions: Vec<Decision>,
    /// The occurrences that appointments stand for from now on, those included that have ended or were moved by themselves.
    pub places: Vec<(AppointmentId, SeriesPlace)>,
    /// Appointments that were moved by themselves before and stay where they are.
    pub detached: Vec<AppointmentId>,
}

/// Decides a change of a series. `agenda` must hold the busy time of all that is reached, read under the practitioner's lock; `rules` gives what an
/// appointment asks of a slot.
///
/// # Errors
/// [`SeriesRefusal`].
pub fn change(
    series: &Series,
    members: &[Appointment],
    request: &ChangeRequest,
    agenda: &Agenda,
    rules: impl Fn(&Appointment) -> SlotRules,
    act: &Act,
) -> Result<Changed, SeriesRefusal> {
    let mut changed = planned_change(series, members, request, agenda, &rules, act)?;
    agreed(&changed, members, request, act)?;
    let conflicts: Vec<Skipped> = changed.moves.iter().filter_map(conflict).collect();
    checked(&conflicts, request)?;
    let mut agenda = without(agenda, &changed.movable(members));
    let slots: Vec<(AppointmentId, Option<Slot>)> = changed
        .moves
        .iter()
        .map(|planned| (planned.id, planned.slot(request.choice)))
        .collect();
    let staying = slots.iter().filter(|(_, slot)| slot.is_none()).map(|(id, _)| *id);
    staying
        .filter_map(|id| member(members, id))
        .for_each(|stays| take_busy(&mut agenda, stays.busy()));
    for (id, slot) in slots {
        let (Some(before), Some(slot)) = (member(members, id), slot) else {
            continue;
        };
        if slot.start == before.when.start {
            continue;
        }
        let rules = far(rules(before));
        changed.decisions.push(moved(before, slot, request, &agenda, &rules, act)?);
        take(&mut agenda, &slot, &rules);
    }
    if changed.decisions.is_empty() {
        return Err(SeriesRefusal::NoDateFree);
    }
    if request.scope != Scope::This {
        changed.settle(members);
    }
    Ok(changed)
}

/// Whoever changes a series for the client says that the client agrees, where the terms ask for it (WEC+11).
fn agreed(changed: &Changed, members: &[Appointment], request: &ChangeRequest, act: &Act) -> Result<(), SeriesRefusal> {
    let first = changed.moves.first().and_then(|planned| member(members, planned.id));
    let asked = first.is_some_and(|member| member.terms.policy.series.change_needs_agreement);
    if asked && !request.agreed && !act.is_bound() && request.scope != Scope::This {
        return Err(SeriesRefusal::AgreementMissing);
    }
    Ok(())
}

/// What a change would come to, with what stands against it.
///
/// # Errors
/// [`SeriesRefusal`] when nothing is to come or the series was stopped.
pub fn planned_change(
    series: &Series,
    members: &[Appointment],
    request: &ChangeRequest,
    agenda: &Agenda,
    rules: impl Fn(&Appointment) -> SlotRules,
    act: &Act,
) -> Result<Changed, SeriesRefusal> {
    if series.stopped_at.is_some() {
        return Err(SeriesRefusal::SeriesStopped);
    }
    let shift = Shift::new(series.rule.every, request);
    if request.scope == Scope::This {
        return alone(series, members, request, &shift, agenda, &rules, act);
    }
    let pivot = pivot(members, request, act.now).ok_or(SeriesRefusal::NothingToCome)?;
    let mut changed = Changed {
        series: changed_series(series, pivot, &shift),
        moves: Vec::new(),
        decisions: Vec::new(),
        places: places(members, pivot, &shift),
        detached: Vec::new(),
    };
    let stands =
        |member: &&Appointment| matches!(member.state, State::Requested { .. } | State::Booked) && member.when.start > act.now;
    let reached = |member: &&Appointment| member.series.is_some_and(|place| place.occurrence >= pivot);
    let all: Vec<&Appointment> = members.iter().filter(stands).filter(reached).collect();
    let (detached, movable): (Vec<&Appointment>, Vec<&Appointment>) = all
        .into_iter()
        .partition(|member| member.series.is_some_and(|place| place.detached));
    if movable.is_empty() {
        return Err(SeriesRefusal::NothingToCome);
    }
    changed.detached = detached.iter().map(|member| member.id).collect();
    changed.moves = moves(&movable, &shift, agenda, &rules, request.choice, act.now);
    occurrences_apart(&changed, members)?;
    Ok(changed)
}

/// One appointment moves by itself; the series stays as it is.
fn alone(
    series: &Series,
    members: &[Appointment],
    request: &ChangeRequest,
    shift: &Shift,
    agenda: &Agenda,
    rules: &impl Fn(&Appointment) -> SlotRules,
    act: &Act,
) -> Result<Changed, SeriesRefusal> {
    let movable = reached(members, Scope::This, request.from, act.now);
    if movable.is_empty() {
        return Err(SeriesRefusal::NothingToCome);
    }
    Ok(Changed {
        series: series.clone(),
        moves: moves(&movable, shift, agenda, rules, request.choice, act.now),
        decisions: Vec::new(),
        places: Vec::new(),
        detached: Vec::new(),
    })
}

/// No appointment may come to stand for an occurrence that an earlier one, which stays, stands for.
fn occurrences_apart(changed: &Changed, members: &[Appointment]) -> Result<(), SeriesRefusal> {
    let stays = |member: &&Appointment| changed.places.iter().all(|(id, _)| *id != member.id);
    let kept: Vec<DateTime> = members
        .iter()
        .filter(stays)
        .filter_map(|member| member.series)
        .map(|place| place.occurrence)
        .collect();
    let dates: Vec<Skipped> = changed
        .places
        .iter()
        .map(|(_, place)| place.occurrence)
        .filter(|occurrence| kept.contains(occurrence))
        .map(|date| Skipped {
            date,
            reason: NotOffered::Taken,
        })
        .collect();
    if dates.is_empty() {
        Ok(())
    } else {
        Err(SeriesRefusal::DatesNotFree {
            count: dates.len(),
            dates,
        })
    }
}

/// The first occurrence that the change is about.
fn pivot(members: &[Appointment], request: &ChangeRequest, now: Timestamp) -> Option<DateTime> {
    let to_come = members.iter().filter(|member| member.when.start > now);
    let occurrences = to_come.filter_map(|member| member.series).map(|place| place.occurrence);
    occurrences
        .filter(|local| request.scope == Scope::All || *local >= request.from)
        .min()
}

/// How occurrences move: by days in a weekly rule, to another date or weekday of their month in a monthly one.
struct Shift {
    every: Every,
    from: DateTime,
    to: DateTime,
}

impl Shift {
    fn new(every: Every, request: &ChangeRequest) -> Self {
        Shift {
            every: every.beginning(request.to.date()),
            from: request.from,
            to: request.to,
        }
    }

    /// Where an occurrence comes to lie; `None` when its month has no such day.
    fn of(&self, occurrence: DateTime) -> Option<DateTime> {
        let date = match self.every {
            Every::Weeks(_) => {
                let days = self.from.date().until(self.to.date()).ok()?.get_days();
                occurrence.date().checked_add(days.days()).ok()?
            }
            Every::MonthsOnDate(_) => {
                let month = self.month(occurrence)?;
                Date::new(month.year(), month.month(), self.to.day()).ok()?
            }
            Every::MonthsOnWeekday { nth, .. } => self
                .month(occurrence)?
                .nth_weekday_of_month(nth.number(), self.to.weekday())
                .ok()?,
        };
        Some(date.to_datetime(self.to.time()))
    }

    fn month(&self, occurrence: DateTime) -> Option<Date> {
        let number = |local: DateTime| i32::from(local.year()) * 12 + i32::from(local.month());
        let months = number(self.to) - number(self.from);
        occurrence.date().first_of_month().checked_add(months.months()).ok()
    }
}

fn changed_series(series: &Series, pivot: DateTime, shift: &Shift) -> Series {
    let rest = series.rule.rest_from(series.first, pivot);
    let mut from_pivot = series.rule.occurrences(series.first).skip_while(|local| *local < pivot);
    let first = from_pivot.find_map(|local| shift.of(local)).unwrap_or(shift.to);
    let end = match rest.end {
        // What was promised to take place still does when the last one moves to a later day of its week.
        End::Until(last) => {
            let all = series.rule.occurrences(series.first);
            let moved = all.filter(|local| *local >= pivot).filter_map(|local| shift.of(local)).last();
            End::Until(moved.map_or(last, |moved| moved.date()).max(first.date()))
        }
        end => end,
    };
    Series {
        first,
        rule: Recurrence { every: shift.every, end },
        generated_to: series.generated_to.map(|last| shift.of(last).unwrap_or(last)),
        version: series.version + 1,
        ..series.clone()
    }
}

/// Every appointment of the part that changes stands for an occurrence of the new rule, whatever became of it.
fn places(members: &[Appointment], pivot: DateTime, shift: &Shift) -> Vec<(AppointmentId, SeriesPlace)> {
    let of = |member: &Appointment| {
        let place = member.series.filter(|place| place.occurrence >= pivot)?;
        let occurrence = shift.of(place.occurrence);
        Some((
            member.id,
            SeriesPlace {
                occurrence: occurrence.unwrap_or(place.occurrence),
                // One that the new rule does not know stands by itself.
                detached: place.detached || occurrence.is_none(),
                ..place
            },
        ))
    };
    members.iter().filter_map(of).collect()
}

/// Plans the moves. One that must stay keeps its present time from the others, which may then have to stay as well.
fn moves(
    movable: &[&Appointment],
    shift: &Shift,
    agenda: &Agenda,
    rules: &impl Fn(&Appointment) -> SlotRules,
    choice: OnConflict,
    now: Timestamp,
) -> Vec<PlannedMove> {
    let mut staying: Vec<AppointmentId> = Vec::new();
    loop {
        let mut agenda = without(agenda, movable);
        let stays = movable.iter().filter(|member| staying.contains(&member.id));
        stays.for_each(|member| take_busy(&mut agenda, member.busy()));
        let moves = moves_on(movable, shift, &mut agenda, rules, now);
        let must_stay = moves
            .iter()
            .filter(|planned| planned.slot(choice).is_none())
            .map(|planned| planned.id);
        let before = staying.len();
        let more: Vec<AppointmentId> = must_stay.filter(|id| !staying.contains(id)).collect();
        staying.extend(more);
        if staying.len() == before || choice == OnConflict::RefuseAll {
            return moves;
        }
    }
}

fn moves_on(
    movable: &[&Appointment],
    shift: &Shift,
    agenda: &mut Agenda,
    rules: &impl Fn(&Appointment) -> SlotRules,
    now: Timestamp,
) -> Vec<PlannedMove> {
    let mut moves: Vec<PlannedMove> = Vec::new();
    for member in movable {
        let rules = far(rules(member));
        let date = member.series.and_then(|place| shift.of(place.occurrence));
        let found = date.map(|date| offer(agenda, &rules, instant(date, &agenda.zone), now));
        let outcome = match found {
            Some(Ok(slot)) => {
                take(agenda, &slot, &rules);
                Outcome::Free(slot)
            }
            Some(Err(reason)) => Outcome::Conflict(reason),
            None => Outcome::Conflict(NotOffered::Closed),
        };
        moves.push(PlannedMove {
            id: member.id,
            from: member.when.start,
            date,
            outcome,
            next_free: None,
        });
    }
    for (planned, member) in moves.iter_mut().zip(movable) {
        if let (Outcome::Conflict(_), Some(date)) = (planned.outcome, planned.date) {
            let rules = far(rules(member));
            planned.next_free = next_free(agenda, &rules, instant(date, &agenda.zone), now);
            planned.next_free.iter().for_each(|slot| take(agenda, slot, &rules));
        }
    }
    moves
}

impl PlannedMove {
    /// The slot it gets under this choice; `None` leaves it where it is.
    pub fn slot(&self, choice: OnConflict) -> Option<Slot> {
        match (self.outcome, choice) {
            (Outcome::Free(slot), _) => Some(slot),
            (Outcome::Conflict(_), OnConflict::NextFree) => self.next_free,
            (Outcome::Conflict(_), _) => None,
        }
    }
}

fn conflict(planned: &PlannedMove) -> Option<Skipped> {
    match (planned.outcome, planned.date) {
        (Outcome::Conflict(reason), Some(date)) => Some(Skipped { date, reason }),
        _ => None,
    }
}

fn checked(conflicts: &[Skipped], request: &ChangeRequest) -> Result<(), SeriesRefusal> {
    let (count, dates) = (conflicts.len(), conflicts.to_vec());
    if request.choice == OnConflict::RefuseAll && count > 0 {
        return Err(SeriesRefusal::DatesNotFree { count, dates });
    }
    let seen = request.seen.as_deref();
    if conflicts
        .iter()
        .any(|skipped| seen.is_some_and(|seen| !seen.contains(&skipped.date)))
    {
        return Err(SeriesRefusal::MoreDatesNotFree { count, dates });
    }
    Ok(())
}

fn member(members: &[Appointment], id: AppointmentId) -> Option<&Appointment> {
    members.iter().find(|member| member.id == id)
}

/// The agenda as if these had no time yet.
fn without(agenda: &Agenda, movable: &[&Appointment]) -> Agenda {
    let own: Vec<_> = movable
        .iter()
        .filter(|member| member.state.takes_time())
        .map(|member| member.busy())
        .collect();
    let mut agenda = agenda.clone();
    agenda.busy.retain(|busy| !own.contains(busy));
    agenda
}

fn moved(
    before: &Appointment,
    slot: Slot,
    request: &ChangeRequest,
    agenda: &Agenda,
    rules: &SlotRules,
    act: &Act,
) -> Result<Decision, SeriesRefusal> {
    let wish = RescheduleRequest {
        start: slot.start,
        reason: request.reason,
        message: request.message.clone(),
        ..RescheduleRequest::default()
    };
    let mut decision = reschedule(before, &wish, agenda, rules, act).map_err(SeriesRefusal::Reschedule)?;
    if request.scope != Scope::This {
        decision.change.because.push(Because::WithItsSeries);
    }
    Ok(decision)
}

impl Changed {
    fn movable<'a>(&self, members: &'a [Appointment]) -> Vec<&'a Appointment> {
        self.moves.iter().filter_map(|planned| member(members, planned.id)).collect()
    }

    /// One message for all, each appointment at its occurrence, and an order in which no move meets one that is still to be made.
    fn settle(&mut self, members: &[Appointment]) {
        self.decisions.sort_by_key(|decision| decision.appointment.when.start);
        told_once(&mut self.decisions, MessageKind::SeriesMoved);
        for decision in &mut self.decisions {
            let place = self.places.iter().find(|(id, _)| *id == decision.appointment.id);
            decision.appointment.series = place.map(|(_, place)| SeriesPlace {
                detached: false,
                ..*place
            });
        }
        self.decisions = in_order(std::mem::take(&mut self.decisions), members);
    }
}

/// Moves whose new time is free come first; each one made frees another.
fn in_order(mut waiting: Vec<Decision>, members: &[Appointment]) -> Vec<Decision> {
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let blocked = |decision: &Decision| {
            let wanted = decision.appointment.busy();
            let others = waiting.iter().filter(|other| other.appointment.id != decision.appointment.id);
            let present = others.filter_map(|other| member(members, other.appointment.id));
            present
                .map(Appointment::busy)
                .any(|busy| busy.lane == wanted.lane && busy.start < wanted.end && wanted.start < busy.end)
        };
        let next = waiting.iter().position(|decision| !blocked(decision)).unwrap_or(0);
        ordered.push(waiting.remove(next));
    }
    ordered
}
