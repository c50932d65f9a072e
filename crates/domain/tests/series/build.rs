//! Short ways to write a practice that is open every day from 9 to 18 in Paris, and series in it.

use domain::agenda::{Agenda, Busy, MinuteOfDay, SlotRules, WeeklyHours};
use domain::appointment::{Act, Actor, Appointment, Role, Side, Terms};
use domain::ids::*;
use domain::policy::{Policy, resolve};
use domain::series::*;
use domain::service::{BookedBy, Price, Service};
use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use uuid::Uuid;

pub(crate) fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

pub(crate) fn local(text: &str) -> DateTime {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Sunday 1 March 2026, nine in the morning.
pub(crate) const NOW: &str = "2026-03-01T09:00:00+01:00";

pub(crate) fn open_every_day() -> Agenda {
    let minute = |minutes| MinuteOfDay::new(minutes).unwrap();
    let hours = |weekday| WeeklyHours {
        weekday,
        from: minute(9 * 60),
        to: minute(18 * 60),
    };
    Agenda {
        zone: paris(),
        capacity: 1,
        weekly: Weekday::Monday.cycle_forward().take(7).map(hours).collect(),
        exceptions: Vec::new(),
        closed_days: Vec::new(),
        paused_until: None,
        busy: Vec::new(),
    }
}

/// The same with an hour taken at each of these local times.
pub(crate) fn taken_at(times: &[&str]) -> Agenda {
    let mut agenda = open_every_day();
    for time in times {
        let start = instant(local(time), &paris());
        let end = start + jiff::SignedDuration::from_hours(1);
        agenda.busy.push(Busy {
            start,
            end,
            lane: Some(0),
        });
    }
    agenda.busy.sort_by_key(|busy| busy.start);
    agenda
}

pub(crate) fn an_hour() -> Service {
    Service {
        id: ServiceId(Uuid::from_u128(6)),
        business: BusinessId(Uuid::from_u128(3)),
        name: "Ménage".into(),
        about: String::new(),
        duration_minutes: 60,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        step_minutes: 30,
        price: Price {
            minor: 3000,
            currency: "EUR".into(),
        },
        booked_by: BookedBy::AtOnce,
        policy: Value::Null,
    }
}

pub(crate) fn rules(_: &Appointment) -> SlotRules {
    an_hour().slot_rules(&Policy::default())
}

pub(crate) fn terms(policy: Value) -> Terms {
    Terms {
        policy: resolve(&[&policy]).unwrap(),
        price: an_hour().price,
        booked_by: BookedBy::AtOnce,
    }
}

pub(crate) fn staff(now: &str) -> Act {
    Act {
        clicked_by: Actor {
            role: Role::Staff,
            id: "usr_1".into(),
        },
        asked_by: Side::Business,
        now: at(now),
    }
}

pub(crate) fn client(now: &str) -> Act {
    Act {
        clicked_by: Actor::link(),
        asked_by: Side::Client,
        now: at(now),
    }
}

pub(crate) fn ids(from: u128) -> impl FnMut() -> AppointmentId {
    let mut next = from;
    move || {
        next += 1;
        AppointmentId(Uuid::from_u128(next))
    }
}

pub(crate) fn wish(first: &str, rule: &str) -> NewSeries {
    let first = local(first);
    NewSeries {
        id: SeriesId(Uuid::from_u128(9)),
        network: NetworkId(Uuid::from_u128(2)),
        practitioner: PractitionerId(Uuid::from_u128(4)),
        place: PlaceId(Uuid::from_u128(5)),
        client: ClientId(Uuid::from_u128(7)),
        first,
        rule: Recurrence::from_rrule(rule, first, &paris()).unwrap(),
        note: String::new(),
    }
}

pub(crate) fn arranged_on(agenda: &Agenda, first: &str, rule: &str, choice: OnConflict) -> Result<Arranged, SeriesRefusal> {
    let act = staff(NOW);
    arrange(
        &wish(first, rule),
        &an_hour(),
        &terms(json!({})),
        agenda,
        choice,
        None,
        &act,
        ids(100),
    )
}

pub(crate) fn arranged(first: &str, rule: &str) -> Arranged {
    arranged_on(&open_every_day(), first, rule, OnConflict::RefuseAll).unwrap()
}

pub(crate) fn members(arranged: &Arranged) -> Vec<Appointment> {
    arranged
        .decisions
        .iter()
        .map(|decision| decision.appointment.clone())
        .collect()
}

/// The agenda with these in it.
pub(crate) fn agenda_with(members: &[Appointment]) -> Agenda {
    let mut agenda = open_every_day();
    let takes = members.iter().filter(|member| member.state.takes_time());
    agenda.busy = takes.map(Appointment::busy).collect();
    agenda.busy.sort_by_key(|busy| busy.start);
    agenda
}

pub(crate) fn starts(members: &[Appointment]) -> Vec<String> {
    members
        .iter()
        .map(|member| member.when.local_start().strftime("%Y-%m-%d %H:%M").to_string())
        .collect()
}

/// The members with these decisions applied.
pub(crate) fn after(members: &[Appointment], decisions: &[domain::appointment::Decision]) -> Vec<Appointment> {
    let changed = |member: &Appointment| {
        let decision = decisions.iter().find(|decision| decision.appointment.id == member.id);
        decision.map_or_else(|| member.clone(), |decision| decision.appointment.clone())
    };
    members.iter().map(changed).collect()
}
