//! A small world for the tables of this crate's tests: one appointment on Tuesday 3 March 2026 at 14:30 in Paris, an hour long, open every day 9:00 to 18:00.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::*;
use crate::agenda::{Agenda, MinuteOfDay, SlotRules, WeeklyHours};
use crate::policy::{Answer, Ladder, Rung};
use crate::{ids, notice::Notice};

pub(crate) const START: &str = "2026-03-03T14:30:00+01:00";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// So many minutes before the start of the sample.
pub(crate) fn before(minutes: i64) -> Timestamp {
    at(START) - SignedDuration::from_mins(minutes)
}

pub(crate) fn client(now: Timestamp) -> Act {
    Act {
        clicked_by: Actor::link(),
        asked_by: Side::Client,
        now,
    }
}

pub(crate) fn staff(asked_by: Side, now: Timestamp) -> Act {
    Act {
        clicked_by: Actor {
            role: Role::Staff,
            id: "usr_1".into(),
        },
        asked_by,
        now,
    }
}

pub(crate) fn terms(policy: Policy) -> Terms {
    Terms {
        policy,
        price: Price {
            minor: 6000,
            currency: "EUR".into(),
        },
        booked_by: BookedBy::AtOnce,
    }
}

pub(crate) fn booked(policy: Policy) -> Appointment {
    let start = at(START);
    Appointment {
        id: ids::AppointmentId(Uuid::from_u128(1)),
        network: ids::NetworkId(Uuid::from_u128(2)),
        business: ids::BusinessId(Uuid::from_u128(3)),
        practitioner: ids::PractitionerId(Uuid::from_u128(4)),
        place: ids::PlaceId(Uuid::from_u128(5)),
        service: ids::ServiceId(Uuid::from_u128(6)),
        client: ids::ClientId(Uuid::from_u128(7)),
        when: When {
            start,
            end: start + SignedDuration::from_hours(1),
            zone: TimeZone::get("Europe/Paris").unwrap(),
        },
        buffers: Buffers::default(),
        lane: 0,
        forced: false,
        state: State::Booked,
        terms: terms(policy),
        moves: 0,
        version: 1,
        sequence: 0,
        note: String::new(),
        booked_at: at("2026-02-20T09:00:00+01:00"),
        proposal: None,
        series: None,
    }
}

pub(crate) fn open_every_day() -> Agenda {
    let minute = |minutes| MinuteOfDay::new(minutes).unwrap();
    let hours = |weekday| WeeklyHours {
        weekday,
        from: minute(9 * 60),
        to: minute(18 * 60),
    };
    Agenda {
        zone: TimeZone::get("Europe/Paris").unwrap(),
        capacity: 1,
        weekly: Weekday::Monday.cycle_forward().take(7).map(hours).collect(),
        exceptions: Vec::new(),
        closed_days: Vec::new(),
        paused_until: None,
        busy: Vec::new(),
    }
}

pub(crate) fn an_hour() -> SlotRules {
    SlotRules {
        duration_minutes: 60,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        step_minutes: 30,
        start_after_busy: false,
        min_lead_minutes: 0,
        horizon_days: 60,
    }
}

/// Free with at least this notice, refused below it.
pub(crate) fn limit(notice: Notice) -> Ladder {
    Ladder {
        steps: vec![Rung {
            notice,
            answer: Answer::Allow,
        }],
        after_start: Answer::RefuseAndContact,
    }
}
