//! Which slots are free.

use domain::agenda::{Agenda, DayOfSlots, Slot, SlotRules, free_slots};
use domain::appointment::Appointment;
use domain::ids::{NetworkId, PlaceId, PractitionerId, ServiceId};
use domain::service::Service;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::change::offering_of;
use crate::reschedule::own_rules;
use crate::{App, Failure};

/// Whose slots, for what, on which local dates of the place.
#[derive(Debug, Clone, Copy)]
pub struct SlotQuery {
    /// The network.
    pub network: NetworkId,
    /// The practitioner.
    pub practitioner: PractitionerId,
    /// The service.
    pub service: ServiceId,
    /// The place; the first one where the service is given when left out.
    pub place: Option<PlaceId>,
    /// First date.
    pub first: Date,
    /// Last date, inclusive.
    pub last: Date,
}

/// The free slots with the zone their days are counted in.
#[derive(Debug, Clone)]
pub struct FreeSlots {
    /// Zone of the place.
    pub zone: TimeZone,
    /// Days that have a slot.
    pub days: Vec<DayOfSlots>,
}

/// How far around a wanted time the nearest free slots are looked for.
const NEARBY_DAYS: i64 = 14;

impl App {
    /// The free slots of a practitioner for a service.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the practitioner does not give that service there.
    pub async fn free_slots(&self, query: SlotQuery) -> Result<FreeSlots, Failure> {
        let revisions = self.store.revisions(query.network, query.practitioner).await?;
        let revisions = revisions.ok_or(Failure::NotFound("practitioner"))?;
        let snapshot = self.snapshot_at(query.network, revisions.catalogue).await?;
        let offering = snapshot
            .offering(query.practitioner, query.service, query.place)
            .ok_or(Failure::NotFound("service"))?;
        let zone = offering.place.zone.clone();
        let (from, to) = (
            start_of(query.first, &zone),
            start_of(query.last.saturating_add(1.day()), &zone),
        );
        let kept = self.kept_agenda(offering, query.network, revisions.agenda, from, to).await?;
        let rules = offering.service.slot_rules(offering.policy);
        let days = free_slots(&kept.agenda, &rules, query.first, query.last, self.clock.now());
        Ok(FreeSlots { zone, days })
    }

    /// The slots that one appointment could move to: its own time is not in its way, and it keeps its own length.
    pub(crate) async fn slots_without(&self, query: SlotQuery, appointment: &Appointment) -> Result<FreeSlots, Failure> {
        let snapshot = self.snapshot(query.network).await?;
        let offering = offering_of(&snapshot, appointment)?;
        let zone = offering.place.zone.clone();
        let (from, to) = (
            start_of(query.first, &zone),
            start_of(query.last.saturating_add(1.day()), &zone),
        );
        let margin = SignedDuration::from_hours(72);
        let read = self.read_agenda(query.network, offering, from - margin, to + margin).await?;
        let mut agenda = read.for_what_is_booked();
        if appointment.state.takes_time() {
            let own = appointment.busy();
            agenda.busy.retain(|busy| *busy != own);
        }
        let rules = own_rules(appointment, offering);
        let mut days = free_slots(&agenda, &rules, query.first, query.last, self.clock.now());
        for day in &mut days {
            day.slots.retain(|slot| slot.start != appointment.when.start);
        }
        days.retain(|day| !day.slots.is_empty());
        Ok(FreeSlots { zone, days })
    }

    /// The free slots nearest to a time, for somebody who cannot have that one.
    pub(crate) fn nearest(&self, agenda: &Agenda, rules: &SlotRules, wanted: Timestamp, count: usize) -> Vec<Slot> {
        let today = agenda.zone.to_datetime(wanted).date();
        let (first, last) = (
            today.saturating_sub(NEARBY_DAYS.days()),
            today.saturating_add(NEARBY_DAYS.days()),
        );
        let days = free_slots(agenda, rules, first, last, self.clock.now());
        let mut slots: Vec<Slot> = days
            .into_iter()
            .flat_map(|day| day.slots)
            .filter(|slot| slot.start != wanted)
            .collect();
        slots.sort_by_key(|slot| (slot.start.as_second() - wanted.as_second()).abs());
        slots.truncate(count);
        slots.sort_by_key(|slot| slot.start);
        slots
    }
}

/// The stretch of busy time that decides about this start alone: its local day, and what the service reaches beyond it.
pub(crate) fn deciding(start: Timestamp, service: &Service) -> (Timestamp, Timestamp) {
    // No local day is as long as this, whatever its clock change.
    let day = SignedDuration::from_hours(36);
    let minutes = |minutes: u16| SignedDuration::from_mins(i64::from(minutes));
    let before = day + minutes(service.buffer_before_minutes);
    let after = day + minutes(service.duration_minutes) + minutes(service.buffer_after_minutes);
    (
        start.saturating_sub(before).unwrap_or(Timestamp::MIN),
        start.saturating_add(after).unwrap_or(Timestamp::MAX),
    )
}

/// The stretch of busy time that decides about starts near `wanted`.
pub(crate) fn around(wanted: Timestamp) -> (Timestamp, Timestamp) {
    let reach = SignedDuration::from_hours(24 * (NEARBY_DAYS + 3));
    (
        wanted.saturating_sub(reach).unwrap_or(Timestamp::MIN),
        wanted.saturating_add(reach).unwrap_or(Timestamp::MAX),
    )
}

fn start_of(date: Date, zone: &TimeZone) -> Timestamp {
    date.to_zoned(zone.clone())
        .map(|zoned| zoned.timestamp())
        .unwrap_or(Timestamp::MAX)
}
