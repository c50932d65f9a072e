//! What can be chosen for each appointment that an absence hits.

use domain::absence::{Choice, Hit, Word, plan};
use domain::agenda::{Agenda, SlotRules, free_slots};
use domain::appointment::{Actor, Appointment, MOST_STARTS, State};
use domain::ids::{PlaceId, PractitionerId};
use jiff::{Timestamp, ToSpan};
use store::DayEntry;

use super::facts::Facts;
use super::{AbsenceWish, checked};
use crate::catalogue::Snapshot;
use crate::change::offering_of;
use crate::reschedule::own_rules;
use crate::{App, Failure};

/// How far around an appointment other times are looked for.
const NEARBY_DAYS: i64 = 14;

/// One appointment that an absence hits, with what can be chosen for it. Keeping it is always possible.
#[derive(Debug, Clone)]
pub struct AbsenceHit {
    /// The appointment and its client.
    pub entry: DayEntry,
    /// Other times that could be proposed, the nearest; none when nothing near is free.
    pub starts: Vec<Timestamp>,
    /// Colleagues who give the service and are free then.
    pub colleagues: Vec<Colleague>,
    /// Whether a message is owed when it is cancelled, and of how many characters (WEC-04).
    pub message_min: u16,
}

/// Somebody who could take an appointment over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub practitioner: PractitionerId,
    /// Where the service would be given.
    pub place: PlaceId,
}

impl App {
    /// The appointments that an absence would hit, each with what can be chosen for it.
    ///
    /// # Errors
    /// [`Failure::Invalid`] for times that cannot be used, [`Failure::NotFound`] for an absence or a practitioner that is not there.
    pub async fn absence_hits(&self, wish: &AbsenceWish, by: &Actor) -> Result<Vec<AbsenceHit>, Failure> {
        let wish = checked(wish)?;
        let (snapshot, _) = self.business_of(wish.network, wish.practitioner).await?;
        let now = self.clock.now();
        let before = self.replaced(&wish).await?;
        let facts = Facts::read(self, &snapshot, &wish, before.as_ref(), now).await?;
        let mut proposed = Vec::new();
        let mut found = Vec::with_capacity(facts.entries.len());
        for entry in &facts.entries {
            let appointment = &entry.appointment;
            let agenda = facts.own_agenda(appointment);
            let rules = own_rules(appointment, offering_of(&snapshot, appointment)?);
            let starts = nearest_starts(&agenda, &rules, appointment, &proposed, now);
            proposed.extend(&starts);
            found.push(AbsenceHit {
                entry: entry.clone(),
                starts,
                colleagues: self.colleagues(&facts, &snapshot, appointment, rules, by),
                message_min: message_min(appointment),
            });
        }
        Ok(found)
    }

    /// Whoever the domain would let take it over.
    fn colleagues(
        &self,
        facts: &Facts,
        snapshot: &Snapshot,
        appointment: &Appointment,
        rules: SlotRules,
        by: &Actor,
    ) -> Vec<Colleague> {
        let act = self.act_of_business(by);
        let could = |colleague: &Colleague| {
            let Colleague { practitioner: to, place } = *colleague;
            let Some(agenda) = facts.agendas.get(&(to, place)) else {
                return false;
            };
            let hit = Hit {
                appointment: appointment.clone(),
                choice: Choice::HandOver { to, place },
                agenda: agenda.clone(),
                rules,
            };
            plan(vec![hit], &Word::default(), &act).is_ok()
        };
        let others = snapshot.practitioners_of(appointment.business).map(|colleague| colleague.id);
        let others = others.filter(|id| *id != appointment.practitioner);
        let placed = others.filter_map(|practitioner| {
            let place = colleague_at(snapshot, appointment, practitioner)?;
            Some(Colleague { practitioner, place })
        });
        placed.filter(could).collect()
    }
}

fn message_min(appointment: &Appointment) -> u16 {
    let entry = &appointment.terms.policy.entry;
    let owed = entry.staff_message && appointment.state == State::Booked;
    if owed { entry.staff_message_min_chars.max(1) } else { 0 }
}

/// Where a colleague of the same business gives the service: at the place of the appointment if possible.
pub(super) fn colleague_at(snapshot: &Snapshot, appointment: &Appointment, colleague: PractitionerId) -> Option<PlaceId> {
    let of_business = snapshot.practitioner(colleague)?.business == appointment.business;
    let given = |place| snapshot.offering(colleague, appointment.service, place);
    let offering = given(Some(appointment.place)).or_else(|| given(None));
    offering.filter(|_| of_business).map(|offering| offering.place.id)
}

/// The free starts nearest to the present one. What was proposed to another client of the same absence comes last.
pub(super) fn nearest_starts(
    agenda: &Agenda,
    rules: &SlotRules,
    appointment: &Appointment,
    proposed: &[Timestamp],
    now: Timestamp,
) -> Vec<Timestamp> {
    let wanted = appointment.when.start;
    let day = agenda.zone.to_datetime(wanted).date();
    let (first, last) = (day.saturating_sub(NEARBY_DAYS.days()), day.saturating_add(NEARBY_DAYS.days()));
    let days = free_slots(agenda, rules, first, last, now);
    let mut starts: Vec<Timestamp> = days.into_iter().flat_map(|day| day.slots).map(|slot| slot.start).collect();
    starts.retain(|start| *start != wanted);
    starts.sort_by_key(|start| (proposed.contains(start), (start.as_second() - wanted.as_second()).abs()));
    starts.truncate(MOST_STARTS);
    starts.sort_unstable();
    starts
}
