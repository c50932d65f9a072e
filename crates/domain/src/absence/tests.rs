use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::agenda::NotOffered;
use crate::appointment::samples::*;
use crate::appointment::{ChangeKind, Side};
use crate::ids::AbsenceId;
use crate::messages::{MessageKind, Recipient};
use crate::notice::Notice;
use crate::policy::{MeasureRule, Policy};
use crate::reliability::{Away, LedgerChange, Period, StrikeKind, Subject};

const COLLEAGUE: PractitionerId = PractitionerId(Uuid::from_u128(40));
const WORD: &str = "Je suis absente ce jour-là, veuillez m’excuser.";

fn careful() -> Policy {
    let mut policy = Policy::default();
    policy.entry.staff_reason = true;
    policy.entry.staff_message = true;
    policy.entry.staff_message_min_chars = 20;
    policy.business.closes_day_within = Some(Notice::Days(7));
    policy.reliability.business = vec![MeasureRule {
        name: "three_late".into(),
        counts: vec![StrikeKind::LateCancellation],
        threshold: 3,
        within: Period::CalendarMonth,
        pause: Notice::hours(48),
        counted_again: false,
    }];
    policy
}

/// The sample appointment, so many hours later, as another one.
fn appointment(number: u128, hours: i64) -> Appointment {
    let mut appointment = booked(careful());
    appointment.id = AppointmentId(Uuid::from_u128(number));
    appointment.when.start += SignedDuration::from_hours(hours);
    appointment.when.end += SignedDuration::from_hours(hours);
    appointment
}

fn hit(appointment: Appointment, choice: Choice) -> Hit {
    Hit {
        appointment,
        choice,
        agenda: open_every_day(),
        rules: an_hour(),
    }
}

fn word() -> Word {
    Word {
        reason: Some(Reason::Ill),
        message: WORD.into(),
    }
}

fn hand_over_to_colleague() -> Choice {
    Choice::HandOver {
        to: COLLEAGUE,
        place: PlaceId(Uuid::from_u128(50)),
    }
}

fn propose(start: &str) -> Choice {
    Choice::Propose { starts: vec![at(start)] }
}

#[test]
fn what_an_absence_hits() {
    let (start, end) = (at("2026-03-03T14:00:00+01:00"), at("2026-03-03T16:00:00+01:00"));
    let ended = Appointment {
        state: State::Fulfilled { at: start },
        ..appointment(1, 0)
    };
    let waits = Appointment {
        state: State::Requested { answer_by: end },
        ..appointment(1, 0)
    };
    for (appointment, now, expected) in [
        (appointment(1, 0), before(60), true),
        (waits, before(60), true),
        // It ends an hour and a half after the absence begins; half-open on both sides.
        (appointment(1, 1), before(60), true),
        (appointment(1, -1), before(120), true),
        (appointment(1, 2), before(60), false),
        (appointment(1, -2), before(180), false),
        // What has begun goes on, what has ended is over.
        (appointment(1, 0), before(0), false),
        (ended, before(60), false),
    ] {
        assert_eq!(
            hits(&appointment, start, end, now),
            expected,
            "{:?} at {now}",
            appointment.when
        );
    }
}

/// WEC-16, WEC+16: one act, each appointment its own way, one message for all who are told.
#[test]
fn wec_16_each_appointment_its_own_way_with_one_message() {
    let plan = plan(
        vec![
            hit(appointment(1, 0), Choice::Keep),
            hit(appointment(2, 1), propose("2026-03-05T10:00:00+01:00")),
            hit(appointment(3, 2), hand_over_to_colleague()),
            hit(appointment(4, 3), Choice::Cancel),
        ],
        &word(),
        &staff(Side::Business, before(600)),
    )
    .unwrap();
    let steps: Vec<_> = plan
        .steps
        .iter()
        .map(|step| (step.choice, step.decision.as_ref().map(|decision| decision.change.kind)))
        .collect();
    assert_eq!(
        steps,
        [
            ("keep", None),
            ("propose", Some(ChangeKind::MoveProposed)),
            ("hand_over", Some(ChangeKind::HandedOver)),
            ("cancel", Some(ChangeKind::Cancelled)),
        ]
    );
    let to_clients = plan
        .decisions()
        .flat_map(|decision| &decision.messages)
        .filter(|intent| intent.to == Recipient::Client);
    let kinds: Vec<_> = to_clients.map(|intent| intent.kind).collect();
    assert_eq!(
        kinds,
        [MessageKind::MoveProposed, MessageKind::HandedOver, MessageKind::Cancelled]
    );
    assert!(plan.decisions().all(|decision| decision.change.message == WORD));
}

/// A choice that cannot be carried out stops everything, and each is named with its own reason.
#[test]
fn all_or_nothing_and_every_reason_is_told() {
    let refused = plan(
        vec![
            hit(appointment(1, 0), Choice::Cancel),
            hit(appointment(2, 1), propose("2026-03-05T20:00:00+01:00")),
            hit(appointment(3, 2), hand_over_to_colleague()),
        ],
        &Word {
            message: "Désolée".into(),
            ..word()
        },
        &staff(Side::Business, before(600)),
    );
    let Err(AbsenceRefusal::AbsenceNotPossible { items }) = refused else {
        panic!("{refused:?}");
    };
    let start = at("2026-03-05T20:00:00+01:00");
    let why: Vec<_> = items.iter().map(|item| (item.appointment.0.as_u128(), &item.why)).collect();
    assert_eq!(
        why,
        [
            (
                1,
                &StepRefusal::Cancel(CancelRefusal::MessageTooShort { min_chars: 20, chars: 7 })
            ),
            (
                2,
                &StepRefusal::Propose(ProposalRefusal::SlotNotOffered {
                    reason: NotOffered::Closed,
                    start_at: start
                })
            ),
        ]
    );
}

/// Two appointments at one time do not both fit into a colleague's day.
#[test]
fn a_colleague_takes_one_appointment_at_a_time() {
    let (first, mut second) = (appointment(1, 0), appointment(2, 0));
    second.lane = 1;
    let both = |capacity| {
        let mut hits = vec![
            hit(first.clone(), hand_over_to_colleague()),
            hit(second.clone(), hand_over_to_colleague()),
        ];
        hits.iter_mut().for_each(|hit| hit.agenda.capacity = capacity);
        plan(hits, &word(), &staff(Side::Business, before(600)))
    };
    assert!(both(2).is_ok());
    assert!(
        matches!(both(1), Err(AbsenceRefusal::AbsenceNotPossible { items }) if items.len() == 1 && items[0].appointment == second.id)
    );
}

/// WEC-01: a day that a cancellation of the same act closes is not proposed to anybody, whatever the order.
#[test]
fn wec_01_a_day_that_closes_is_proposed_to_nobody() {
    let same_day = || hit(appointment(1, 0), propose("2026-03-03T09:30:00+01:00"));
    let cancelled = || hit(appointment(2, 1), Choice::Cancel);
    let act = staff(Side::Business, before(600));
    assert!(plan(vec![same_day()], &word(), &act).is_ok());
    for hits in [vec![same_day(), cancelled()], vec![cancelled(), same_day()]] {
        let refused = plan(hits, &word(), &act);
        assert!(
            matches!(refused, Err(AbsenceRefusal::AbsenceNotPossible { .. })),
            "{refused:?}"
        );
    }
}

fn standing(away: Vec<Away>) -> Standing {
    Standing {
        subject: Subject::Business(booked(careful()).business),
        zone: TimeZone::get("Europe/Paris").unwrap(),
        strikes: Vec::new(),
        away,
        measures: Vec::new(),
    }
}

fn away(start: &str, end: &str) -> Away {
    Away {
        absence: AbsenceId(Uuid::from_u128(9)),
        practitioner: booked(careful()).practitioner,
        start: at(start),
        end: at(end),
    }
}

fn counted(consequences: &Consequences) -> (u32, usize, usize) {
    let changes = &consequences.changes;
    let strikes = changes
        .iter()
        .filter(|change| matches!(change, LedgerChange::Record(_)))
        .count();
    let measures = changes
        .iter()
        .filter(|change| matches!(change, LedgerChange::Begin(measure) if measure.kind.stops_bookings()));
    (
        consequences.counts.first().map_or(0, |count| count.tally.count()),
        strikes,
        measures.count(),
    )
}

/// WEC-15, WEC-16: three late cancellations under one absence count as one and nothing pauses; without it they would be three, and the third pauses.
#[test]
fn wec_15_16_cancellations_under_one_absence_are_one() {
    let hits = || (0..3).map(|n| hit(appointment(n as u128 + 1, n), Choice::Cancel)).collect();
    let now: Timestamp = before(600);
    let plan = plan(hits(), &word(), &staff(Side::Business, now)).unwrap();
    for (away, expected) in [
        (
            vec![away("2026-03-03T14:00:00+01:00", "2026-03-03T18:00:00+01:00")],
            (1, 3, 0),
        ),
        // An absence that begins after the first appointment covers the other two.
        (
            vec![away("2026-03-03T15:00:00+01:00", "2026-03-03T18:00:00+01:00")],
            (2, 3, 0),
        ),
        (Vec::new(), (3, 3, 1)),
    ] {
        let mut ids = (1_u128..).map(Uuid::from_u128);
        let follows = plan.follows(&standing(away.clone()), &mut ids);
        assert_eq!(counted(&follows), expected, "{away:?}");
        let closed = follows
            .changes
            .iter()
            .filter(|change| matches!(change, LedgerChange::Begin(measure) if !measure.kind.stops_bookings()));
        assert_eq!(closed.count(), 1, "one local day closes once");
    }
}
