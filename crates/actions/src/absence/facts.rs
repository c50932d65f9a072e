//! What an absence is decided on: the appointments it hits, and the agendas of everybody who may have them.

use std::collections::HashMap;

use domain::absence::{AbsenceRefusal, Choice, Hit, NotPossible, StepRefusal, hits};
use domain::agenda::{Agenda, Busy};
use domain::appointment::{Appointment, HandOverRefusal};
use domain::ids::{PlaceId, PractitionerId};
use jiff::Timestamp;
use store::{AbsenceRow, DayEntry, Tx};

use super::options::{colleague_at, nearest_starts};
use super::{AbsenceWish, WishedChoice};
use crate::catalogue::{Offering, Snapshot};
use crate::change::offering_of;
use crate::reschedule::own_rules;
use crate::slots::around;
use crate::{App, Failure};

/// Read at once, before anything is written.
pub(super) struct Facts {
    /// The appointments that are hit, by start.
    pub(super) entries: Vec<DayEntry>,
    /// Agendas by whose and where; the absent practitioner's with the absence as it is wished.
    pub(super) agendas: HashMap<(PractitionerId, PlaceId), Agenda>,
}

/// Which agenda is read, for which stretch of time.
type Needed<'a> = (Offering<'a>, (Timestamp, Timestamp));

impl Facts {
    /// As things are now, for a preview.
    pub(super) async fn read(
        app: &App,
        snapshot: &Snapshot,
        wish: &AbsenceWish,
        before: Option<&AbsenceRow>,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let entries = app
            .store
            .day_entries(wish.network, &[wish.practitioner], wish.start, wish.end)
            .await?;
        let entries = hit_by(entries, wish, now);
        let mut agendas = HashMap::new();
        for (offering, (from, to)) in needed(snapshot, wish, &entries)? {
            let agenda = app.read_agenda(wish.network, offering, from, to).await?;
            agendas.insert(
                (offering.practitioner.id, offering.place.id),
                as_wished(agenda, wish, before, offering),
            );
        }
        Ok(Facts { entries, agendas })
    }

    /// The same under the locks of everybody concerned.
    pub(super) async fn read_in(
        tx: &mut Tx,
        snapshot: &Snapshot,
        wish: &AbsenceWish,
        before: Option<&AbsenceRow>,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let entries = tx.day_entries(wish.network, wish.practitioner, wish.start, wish.end).await?;
        let entries = hit_by(entries, wish, now);
        let mut agendas = HashMap::new();
        for (offering, (from, to)) in needed(snapshot, wish, &entries)? {
            let (practitioner, place) = (offering.practitioner, offering.place);
            let (zone, capacity) = (place.zone.clone(), practitioner.capacity);
            let agenda = tx
                .agenda(wish.network, practitioner.id, place.id, zone, capacity, from, to, None)
                .await?;
            agendas.insert((practitioner.id, place.id), as_wished(agenda, wish, before, offering));
        }
        Ok(Facts { entries, agendas })
    }

    /// Each appointment with its choice and the agenda that decides about it.
    pub(super) fn hits(&self, snapshot: &Snapshot, wish: &AbsenceWish, now: Timestamp) -> Result<Vec<Hit>, AbsenceRefusal> {
        let (mut hits, mut items, mut proposed) = (Vec::new(), Vec::new(), Vec::new());
        for entry in &self.entries {
            let appointment = &entry.appointment;
            match self.hit(snapshot, wish, appointment, &mut proposed, now) {
                Ok(hit) => hits.push(hit),
                Err(why) => items.push(NotPossible {
                    appointment: appointment.id,
                    why: StepRefusal::HandOver(why),
                }),
            }
        }
        if items.is_empty() {
            Ok(hits)
        } else {
            Err(AbsenceRefusal::AbsenceNotPossible { items })
        }
    }

    fn hit(
        &self,
        snapshot: &Snapshot,
        wish: &AbsenceWish,
        appointment: &Appointment,
        proposed: &mut Vec<Timestamp>,
        now: Timestamp,
    ) -> Result<Hit, HandOverRefusal> {
        let not_given = || HandOverRefusal::ServiceNotGiven;
        let offering = offering_of(snapshot, appointment).map_err(|_| not_given())?;
        let rules = own_rules(appointment, offering);
        let own = || self.own_agenda(appointment);
        let chosen = wish
            .choices
            .iter()
            .flatten()
            .find(|chosen| chosen.appointment == appointment.id);
        let choice = chosen.map_or(&WishedChoice::Keep, |chosen| &chosen.choice);
        let (choice, agenda) = match choice {
            WishedChoice::Keep => (Choice::Keep, own()),
            WishedChoice::Cancel => (Choice::Cancel, own()),
            WishedChoice::Propose { starts } => {
                let agenda = own();
                let nearest = || nearest_starts(&agenda, &rules, appointment, proposed, now);
                let starts = if starts.is_empty() { nearest() } else { starts.clone() };
                proposed.extend(&starts);
                (Choice::Propose { starts }, agenda)
            }
            WishedChoice::HandOver { to } => {
                let place = colleague_at(snapshot, appointment, *to).ok_or_else(not_given)?;
                let agenda = self.agendas.get(&(*to, place)).cloned().ok_or_else(not_given)?;
                (Choice::HandOver { to: *to, place }, agenda)
            }
        };
        Ok(Hit {
            appointment: appointment.clone(),
            choice,
            agenda,
            rules,
        })
    }

    /// The absent practitioner's agenda at the place of an appointment, which is not in its own way.
    pub(super) fn own_agenda(&self, appointment: &Appointment) -> Agenda {
        let known = self.agendas.get(&(appointment.practitioner, appointment.place));
        let mut agenda = known.cloned().unwrap_or_else(|| nothing_open(appointment));
        let own = appointment.busy();
        if let Some(at) = agenda
            .busy
            .iter()
            .position(|busy| *busy == own)
            .filter(|_| appointment.state.takes_time())
        {
            agenda.busy.remove(at);
        }
        agenda
    }
}

/// Where nothing is known of, nothing is open (I5).
fn nothing_open(appointment: &Appointment) -> Agenda {
    Agenda {
        zone: appointment.when.zone.clone(),
        capacity: 0,
        weekly: Vec::new(),
        exceptions: Vec::new(),
        closed_days: Vec::new(),
        paused_until: None,
        busy: Vec::new(),
    }
}

fn hit_by(entries: Vec<DayEntry>, wish: &AbsenceWish, now: Timestamp) -> Vec<DayEntry> {
    let hit = |entry: &DayEntry| hits(&entry.appointment, wish.start, wish.end, now);
    entries.into_iter().filter(hit).collect()
}

/// The agendas of the absent practitioner at the places concerned, and of every colleague who gives one of the services.
fn needed<'a>(snapshot: &'a Snapshot, wish: &AbsenceWish, entries: &[DayEntry]) -> Result<Vec<Needed<'a>>, Failure> {
    let mut needed: Vec<Needed<'a>> = Vec::new();
    let stretch = stretch(wish, entries);
    for entry in entries {
        let appointment = &entry.appointment;
        let own = offering_of(snapshot, appointment)?;
        let colleagues = snapshot.practitioners_of(appointment.business).map(|colleague| colleague.id);
        let others = colleagues.filter(|id| *id != appointment.practitioner).filter_map(|id| {
            let place = colleague_at(snapshot, appointment, id)?;
            snapshot.offering(id, appointment.service, Some(place))
        });
        for offering in std::iter::once(own).chain(others) {
            let known = |(other, _): &Needed<'_>| {
                other.practitioner.id == offering.practitioner.id && other.place.id == offering.place.id
            };
            if !needed.iter().any(known) {
                needed.push((offering, stretch));
            }
        }
    }
    Ok(needed)
}

/// From well before the first to well after the last moment that is looked at.
fn stretch(wish: &AbsenceWish, entries: &[DayEntry]) -> (Timestamp, Timestamp) {
    let wished = wish.choices.iter().flatten().flat_map(|chosen| match &chosen.choice {
        WishedChoice::Propose { starts } => starts.as_slice(),
        _ => &[],
    });
    let moments: Vec<Timestamp> = entries
        .iter()
        .map(|entry| entry.appointment.when.start)
        .chain(wished.copied())
        .collect();
    let (first, last) = (moments.iter().min(), moments.iter().max());
    let from = around(first.copied().unwrap_or(wish.start)).0;
    let to = around(last.copied().unwrap_or(wish.start)).1.max(around(wish.end).1);
    (from, to)
}

/// The agenda as it will be: the absence is in it, the times it had before are not. What is booked already may still be moved during a pause (WEC-13).
fn as_wished(agenda: Agenda, wish: &AbsenceWish, before: Option<&AbsenceRow>, offering: Offering<'_>) -> Agenda {
    let mut agenda = agenda.for_what_is_booked();
    if offering.practitioner.id != wish.practitioner {
        return agenda;
    }
    let taken = |start, end| Busy { start, end, lane: None };
    if let Some(before) = before {
        let old = taken(before.start, before.end);
        if let Some(at) = agenda.busy.iter().position(|busy| *busy == old) {
            agenda.busy.remove(at);
        }
    }
    agenda.busy.push(taken(wish.start, wish.end));
    agenda.busy.sort_by_key(|busy| busy.start);
    agenda
}
