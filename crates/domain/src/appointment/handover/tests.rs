use jiff::SignedDuration;
use uuid::Uuid;

use super::*;
use crate::agenda::Busy;
use crate::appointment::samples::*;
use crate::appointment::{Role, Side};
use crate::ids::PlaceId;
use crate::messages::{MessageKind, Recipient};
use crate::policy::Policy;

const COLLEAGUE: PractitionerId = PractitionerId(Uuid::from_u128(40));

fn request() -> HandOverRequest {
    HandOverRequest {
        to: COLLEAGUE,
        place: PlaceId(Uuid::from_u128(50)),
        reason: Some(Reason::Ill),
        message: " Ma collègue vous attend. ".into(),
    }
}

/// The appointment keeps its identity and its time; the practitioner, the place and the seat are the colleague's, and the client reads who comes.
#[test]
fn wec_16_a_colleague_takes_it_over_at_the_same_time() {
    let appointment = booked(Policy::default());
    let agenda = Agenda {
        capacity: 2,
        busy: vec![Busy {
            lane: Some(0),
            ..appointment.busy()
        }],
        ..open_every_day()
    };
    let decision = hand_over(&appointment, &request(), &agenda, &staff(Side::Business, before(600))).unwrap();
    let after = &decision.appointment;
    assert_eq!(
        (after.id, after.when.start, after.state.code()),
        (appointment.id, appointment.when.start, "booked")
    );
    assert_eq!((after.practitioner, after.place, after.lane), (COLLEAGUE, request().place, 1));
    assert_eq!((after.version, after.sequence, after.moves), (2, 1, 0));
    assert_eq!(decision.change.kind, ChangeKind::HandedOver);
    assert_eq!(decision.change.message, "Ma collègue vous attend.");
    let told: Vec<_> = decision.told_now().map(|intent| (intent.kind, intent.to)).collect();
    assert_eq!(
        told,
        [
            (MessageKind::HandedOver, Recipient::Client),
            (MessageKind::HandedOver, Recipient::Practitioner)
        ]
    );
    assert_eq!((decision.incident, decision.closes), (None, None), "nobody is let down");
}

#[test]
fn who_cannot_take_it_over() {
    let fresh = booked(Policy::default());
    let taken = Agenda {
        busy: vec![fresh.busy()],
        ..open_every_day()
    };
    let closed = Agenda {
        closed_days: vec![fresh.when.local_start().date()],
        ..open_every_day()
    };
    let mut off_the_grid = open_every_day();
    off_the_grid
        .weekly
        .iter_mut()
        .for_each(|hours| hours.from = crate::agenda::MinuteOfDay::new(9 * 60 + 10).unwrap());
    let paused = Agenda {
        paused_until: Some(before(0)),
        ..open_every_day()
    };
    let not_free = |reason| Some(HandOverRefusal::ColleagueNotFree { reason });
    let own = HandOverRequest {
        to: fresh.practitioner,
        ..request()
    };
    let cancelled = Appointment {
        state: State::Cancelled {
            at: before(700),
            asked_by: Side::Client,
        },
        ..fresh.clone()
    };
    for (appointment, wanted, agenda, minutes, expected) in [
        (&fresh, request(), &open_every_day(), 600, None),
        // The time was agreed already: neither the colleague's grid, nor the lead time, nor a pause of new bookings is in its way.
        (&fresh, request(), &off_the_grid, 600, None),
        (&fresh, request(), &paused, 600, None),
        (&fresh, request(), &open_every_day(), 1, None),
        (&fresh, request(), &taken, 600, not_free(NotOffered::Taken)),
        (&fresh, request(), &closed, 600, not_free(NotOffered::Closed)),
        (&fresh, request(), &open_every_day(), 0, Some(HandOverRefusal::HasBegun)),
        (&fresh, own, &open_every_day(), 600, Some(HandOverRefusal::SamePractitioner)),
        (
            &cancelled,
            request(),
            &open_every_day(),
            600,
            Some(HandOverRefusal::NotBooked { state: "cancelled" }),
        ),
    ] {
        let answer = hand_over(appointment, &wanted, agenda, &staff(Side::Business, before(minutes)));
        assert_eq!(answer.err(), expected, "{minutes} minutes before");
    }
    assert_eq!(staff(Side::Business, before(1)).clicked_by.role, Role::Staff);
    assert!(fresh.when.end.duration_since(fresh.when.start) == SignedDuration::from_hours(1));
}
