//! The tables of proposed moves: one line per case, the rule ids beside it.

use jiff::Timestamp;

use super::super::samples::{an_hour, at, before, booked, client, open_every_day, staff};
use super::super::{RescheduleRequest, cancel, reschedule};
use super::*;
use crate::agenda::Busy;
use crate::messages::{Channel, MessageKind, Recipient, Stale, WrittenFor, still_due};
use crate::notice::Notice;
use crate::policy::{Ladder, Policy};

const WEDNESDAY: &str = "2026-03-04T10:00:00+01:00";
const THURSDAY: &str = "2026-03-05T10:00:00+01:00";
const FRIDAY: &str = "2026-03-06T10:00:00+01:00";
const DAY: i64 = 24 * 60;

/// A network like the one of WEC+10: a client's move is a request.
fn must_agree() -> Policy {
    let mut policy = Policy::default();
    policy.client_reschedule.ladder = Ladder::always(Answer::OtherPartyMustAgree, Answer::RefuseAndContact);
    policy
}

fn starts(texts: &[&str]) -> ProposeRequest {
    ProposeRequest {
        starts: texts.iter().map(|text| at(text)).collect(),
        message: " Un autre moment ? ".into(),
        ..ProposeRequest::default()
    }
}

fn business(now: Timestamp) -> Act {
    staff(Side::Business, now)
}

fn proposed_by_business(policy: Policy, now: Timestamp) -> Appointment {
    let request = starts(&[THURSDAY, WEDNESDAY]);
    propose_move(&booked(policy), &request, &open_every_day(), &an_hour(), &business(now))
        .unwrap()
        .appointment
}

fn asked_by_client(now: Timestamp) -> Appointment {
    let request = RescheduleRequest {
        start: at(WEDNESDAY),
        ..RescheduleRequest::default()
    };
    reschedule(&booked(must_agree()), &request, &open_every_day(), &an_hour(), &client(now))
        .unwrap()
        .appointment
}

fn accepted(appointment: &Appointment, start: &str, act: &Act) -> Result<Decision, ProposalRefusal> {
    accept_move(appointment, at(start), &open_every_day(), &an_hour(), act)
}

/// WEC-06, TRW-09: the business proposes up to three other times before it cancels; the present one stands untouched.
#[test]
fn wec_06_a_proposal_leaves_the_appointment_where_it_is() {
    let before_it = booked(Policy::default());
    let after = proposed_by_business(Policy::default(), before(3 * DAY));
    assert_eq!((after.when.start, &after.state), (before_it.when.start, &State::Booked));
    assert_eq!(
        (after.moves, after.sequence),
        (0, before_it.sequence),
        "calendars hear of no other time yet"
    );
    let proposal = after.proposal.unwrap();
    assert_eq!(proposal.starts, [at(WEDNESDAY), at(THURSDAY)], "in order");
    assert_eq!(
        (proposal.by, proposal.message.as_str()),
        (Side::Business, "Un autre moment ?")
    );
}

#[test]
fn starts_that_can_be_proposed() {
    let slot = |reason, start: &str| ProposalRefusal::SlotNotOffered {
        reason,
        start_at: at(start),
    };
    let many = |count| ProposalRefusal::HowManyStarts { count, max: MOST_STARTS };
    for (texts, refused) in [
        (vec![WEDNESDAY], None),
        (vec![WEDNESDAY, THURSDAY, FRIDAY], None),
        (vec![], Some(many(0))),
        (vec![WEDNESDAY, WEDNESDAY], Some(many(1))),
        (vec![WEDNESDAY, THURSDAY, FRIDAY, "2026-03-07T10:00:00+01:00"], Some(many(4))),
        (vec![WEDNESDAY, super::super::samples::START], Some(ProposalRefusal::SameTime)),
        (
            vec![WEDNESDAY, "2026-03-04T20:00:00+01:00"],
            Some(slot(NotOffered::Closed, "2026-03-04T20:00:00+01:00")),
        ),
    ] {
        let outcome = propose_move(
            &booked(Policy::default()),
            &starts(&texts),
            &open_every_day(),
            &an_hour(),
            &business(before(3 * DAY)),
        );
        assert_eq!(outcome.err(), refused, "{texts:?}");
    }
}

/// WEC+11, WEC+19: until when the other side can answer, never beyond the present start or the last start proposed.
#[test]
fn wec_plus_19_how_long_a_proposal_waits() {
    let mut quick = must_agree();
    quick.proposals.client_answers_within = Notice::hours(4);
    let open = proposed_by_business(must_agree(), before(3 * DAY));
    let now = before(3 * DAY);
    for (what, appointment, act, texts, waits_minutes) in [
        (
            "a client has a day",
            booked(Policy::default()),
            business(now),
            vec![WEDNESDAY],
            DAY,
        ),
        (
            "or what the policy says",
            booked(quick),
            business(now),
            vec![WEDNESDAY],
            4 * 60,
        ),
        (
            "the business has four hours",
            booked(must_agree()),
            client(now),
            vec![WEDNESDAY],
            4 * 60,
        ),
        ("a counter-proposal three", open, client(now), vec![FRIDAY], 3 * 60),
        (
            "but not beyond the start",
            booked(Policy::default()),
            business(before(90)),
            vec![WEDNESDAY],
            90,
        ),
        (
            "nor beyond the last start",
            booked(Policy::default()),
            business(at("2026-03-02T08:00:00+01:00")),
            vec!["2026-03-02T09:00:00+01:00", "2026-03-02T11:00:00+01:00"],
            3 * 60,
        ),
    ] {
        let decision = propose_move(&appointment, &starts(&texts), &open_every_day(), &an_hour(), &act).unwrap();
        let proposal = decision.appointment.proposal.unwrap();
        let waits = (proposal.lapses_at.as_second() - act.now.as_second()) / 60;
        assert_eq!(waits, waits_minutes, "{what}");
    }
}

/// WEC+10: a client's move of a confirmed appointment is a request; of one that nobody accepted yet it is immediate.
#[test]
fn wec_plus_10_a_clients_move_waits_for_the_business() {
    let asked = asked_by_client(before(2 * DAY));
    assert_eq!(asked.when.start, at(super::super::samples::START));
    assert_eq!(asked.proposal.as_ref().map(|proposal| proposal.by), Some(Side::Client));
    let unanswered = Appointment {
        state: State::Requested { answer_by: before(60) },
        ..booked(must_agree())
    };
    let request = RescheduleRequest {
        start: at(WEDNESDAY),
        ..RescheduleRequest::default()
    };
    let moved = reschedule(&unanswered, &request, &open_every_day(), &an_hour(), &client(before(2 * DAY))).unwrap();
    assert_eq!((moved.change.kind, moved.answer), (ChangeKind::Moved, Answer::Allow));
    assert_eq!(moved.appointment.when.start, at(WEDNESDAY));
    assert!(moved.change.because.contains(&Because::NotAcceptedYet));
    let by_staff = reschedule(
        &booked(must_agree()),
        &request,
        &open_every_day(),
        &an_hour(),
        &business(before(DAY)),
    );
    assert_eq!(by_staff.unwrap().change.kind, ChangeKind::Moved, "staff are not bound");
}

/// WEC+10: what was shown as free and has become a request is refused, and the preview is shown again.
#[test]
fn wec_plus_10_seen_free_but_the_business_must_agree() {
    let request = RescheduleRequest {
        start: at(WEDNESDAY),
        seen: Some(Answer::Allow),
        ..RescheduleRequest::default()
    };
    let outcome = reschedule(
        &booked(must_agree()),
        &request,
        &open_every_day(),
        &an_hour(),
        &client(before(2 * DAY)),
    );
    assert_eq!(
        outcome.unwrap_err(),
        RescheduleRefusal::BecameStricter {
            answer: Answer::OtherPartyMustAgree
        }
    );
}

/// WEC-07: both agree, so no limit binds, nothing counts as late, and only what the client asked for counts as the client's move.
#[test]
fn wec_07_an_accepted_move_is_an_ordinary_move_without_consequence() {
    let by_business = proposed_by_business(Policy::default(), before(20 * 60));
    let by_client = asked_by_client(before(90));
    for (appointment, act, by, moves) in [
        (by_business, client(before(30)), Side::Business, 0),
        (by_client, business(before(30)), Side::Client, 1),
    ] {
        let decision = accepted(&appointment, WEDNESDAY, &act).unwrap();
        let after = &decision.appointment;
        assert_eq!((decision.change.kind, decision.answer), (ChangeKind::Moved, Answer::Allow));
        assert_eq!(
            (after.when.start, after.moves, &after.proposal),
            (at(WEDNESDAY), moves, &None)
        );
        assert_eq!(decision.change.act.asked_by, by, "whoever proposed it wanted it");
        let because = &decision.change.because;
        assert!(
            matches!(because.as_slice(), [Because::BothAgreed { by: told, .. }] if *told == by),
            "{because:?}"
        );
    }
}

/// WEC+19: a counter-proposal replaces the proposal; a second thought of the same side too. One is open at most.
#[test]
fn wec_plus_19_a_counter_proposal_replaces_the_open_one() {
    let open = proposed_by_business(Policy::default(), before(3 * DAY));
    for (act, by) in [
        (client(before(2 * DAY)), Side::Client),
        (business(before(2 * DAY)), Side::Business),
    ] {
        let decision = propose_move(&open, &starts(&[FRIDAY]), &open_every_day(), &an_hour(), &act).unwrap();
        let proposal = decision.appointment.proposal.unwrap();
        assert_eq!((proposal.by, proposal.starts), (by, vec![at(FRIDAY)]));
    }
}

/// A client who moves to a proposed time accepts it, and so does staff who move to what the client asked for.
#[test]
fn moving_to_a_proposed_time_accepts_it() {
    let to = |start: &str| RescheduleRequest {
        start: at(start),
        ..RescheduleRequest::default()
    };
    let open = proposed_by_business(must_agree(), before(3 * DAY));
    let asked = asked_by_client(before(120));
    for (appointment, start, act, agreed) in [
        (&open, THURSDAY, client(before(2 * DAY + 5)), true),
        (&open, THURSDAY, client(before(2 * DAY)), false),
        (&open, FRIDAY, client(before(2 * DAY + 5)), false),
        (&open, THURSDAY, business(before(2 * DAY + 5)), false),
        (&asked, WEDNESDAY, business(before(60)), true),
        (&asked, THURSDAY, business(before(60)), false),
    ] {
        let decision = reschedule(appointment, &to(start), &open_every_day(), &an_hour(), &act).unwrap();
        let because = &decision.change.because;
        let told = because.iter().any(|reason| matches!(reason, Because::BothAgreed { .. }));
        assert_eq!(told, agreed, "{start} by {:?}", act.clicked_by.role);
    }
}

/// Who may answer what, and until when.
#[test]
fn wec_plus_10_who_answers_a_proposal() {
    let open = || proposed_by_business(Policy::default(), before(3 * DAY));
    let in_time = before(2 * DAY + 60);
    let lapsed_at = before(2 * DAY);
    let other = NotOffered::Taken;
    let mut taken = open_every_day();
    taken.busy.push(Busy {
        start: at(WEDNESDAY),
        end: at("2026-03-04T11:00:00+01:00"),
        lane: Some(0),
    });
    let on = |agenda: &Agenda, appointment: &Appointment, start: &str, act: &Act| {
        accept_move(appointment, at(start), agenda, &an_hour(), act).map(|_| ())
    };
    let free = open_every_day();
    for (what, outcome, expected) in [
        ("the client in time", on(&free, &open(), WEDNESDAY, &client(in_time)), Ok(())),
        (
            "its author",
            on(&free, &open(), WEDNESDAY, &business(in_time)),
            Err(ProposalRefusal::OwnProposal),
        ),
        (
            "another time",
            on(&free, &open(), FRIDAY, &client(in_time)),
            Err(ProposalRefusal::NotProposed { start_at: at(FRIDAY) }),
        ),
        (
            "too late",
            on(&free, &open(), WEDNESDAY, &client(lapsed_at)),
            Err(ProposalRefusal::Lapsed { lapsed_at }),
        ),
        (
            "nothing open",
            on(&free, &booked(Policy::default()), WEDNESDAY, &client(in_time)),
            Err(ProposalRefusal::NothingProposed),
        ),
        (
            "taken meanwhile",
            on(&taken, &open(), WEDNESDAY, &client(in_time)),
            Err(ProposalRefusal::SlotNotOffered {
                reason: other,
                start_at: at(WEDNESDAY),
            }),
        ),
    ] {
        assert_eq!(outcome, expected, "{what}");
    }
}

/// Lead time and horizon bound the one who proposed, when it was proposed; they do not bind the one who accepts.
#[test]
fn a_proposed_time_can_be_accepted_inside_the_lead_time() {
    let rules = SlotRules {
        min_lead_minutes: 2 * 60,
        ..an_hour()
    };
    let today = "2026-03-02T16:30:00+01:00";
    let open = propose_move(
        &booked(Policy::default()),
        &starts(&[today]),
        &open_every_day(),
        &rules,
        &business(at("2026-03-02T14:00:00+01:00")),
    )
    .unwrap()
    .appointment;
    let late = client(at("2026-03-02T16:00:00+01:00"));
    assert!(accept_move(&open, at(today), &open_every_day(), &rules, &late).is_ok());
}

/// WEC+10: refused, taken back or lapsed, the appointment stays as it was and the client may still cancel.
#[test]
fn wec_plus_10_refused_it_stays_as_it_was() {
    let asked = asked_by_client(before(2 * DAY));
    let soon = before(2 * DAY - 60);
    let lapsed = before(2 * DAY - 4 * 60);
    for (outcome, kind) in [
        (decline_move(&asked, "", &business(soon)), ChangeKind::MoveDeclined),
        (withdraw_move(&asked, &client(soon)), ChangeKind::MoveWithdrawn),
        (lapse_move(&asked, &clock(lapsed)), ChangeKind::MoveLapsed),
    ] {
        let decision = outcome.unwrap();
        let after = &decision.appointment;
        assert_eq!(decision.change.kind, kind);
        assert_eq!((&after.proposal, after.when.start, after.moves), (&None, asked.when.start, 0));
        assert!(
            cancel(after, &Default::default(), &client(lapsed)).is_ok(),
            "and may be cancelled"
        );
    }
    assert_eq!(decline_move(&asked, "", &client(soon)), Err(ProposalRefusal::OwnProposal));
    assert_eq!(withdraw_move(&asked, &business(soon)), Err(ProposalRefusal::OthersProposal));
    assert_eq!(lapse_move(&asked, &clock(soon)), Err(ProposalRefusal::NotYet));
}

fn clock(now: Timestamp) -> Act {
    Act {
        clicked_by: Actor::clock(),
        asked_by: Side::Business,
        now,
    }
}

/// WEC+19: another time for a request that waits; accepted, nothing is left to approve, and the request waits as long as the proposal.
#[test]
fn wec_plus_19_another_time_for_a_request() {
    let answer_by = before(2 * DAY);
    let request = Appointment {
        state: State::Requested { answer_by },
        ..booked(must_agree())
    };
    let now = before(2 * DAY + 60);
    let open = propose_move(&request, &starts(&[WEDNESDAY]), &open_every_day(), &an_hour(), &business(now));
    let open = open.unwrap().appointment;
    assert_eq!(
        open.state,
        State::Requested {
            answer_by: before(DAY + 60)
        }
    );
    let agreed = accepted(&open, WEDNESDAY, &client(before(DAY + 120))).unwrap().appointment;
    assert_eq!((agreed.state, agreed.when.start), (State::Booked, at(WEDNESDAY)));
    let by_client = propose_move(&request, &starts(&[WEDNESDAY]), &open_every_day(), &an_hour(), &client(now));
    assert_eq!(by_client.unwrap_err(), ProposalRefusal::MovesAtOnce);
}

/// WEC+11: both sides are written to when a client asks; the client when the business proposes; the other side when it is declined.
#[test]
fn wec_plus_11_who_is_told() {
    use MessageKind::{MoveDeclined, MoveLapsed, MoveProposed};
    use Recipient::{Client, Practitioner};
    let open = proposed_by_business(Policy::default(), before(3 * DAY));
    let asked = asked_by_client(before(2 * DAY));
    let request = starts(&[FRIDAY]);
    let by_client = propose_move(&open, &request, &open_every_day(), &an_hour(), &client(before(2 * DAY + 5)));
    let by_business = propose_move(&open, &request, &open_every_day(), &an_hour(), &business(before(DAY)));
    for (what, decision, told) in [
        (
            "the client asks",
            by_client,
            vec![(MoveProposed, Client), (MoveProposed, Practitioner)],
        ),
        ("the business proposes", by_business, vec![(MoveProposed, Client)]),
        (
            "the business declines",
            decline_move(&asked, "", &business(before(2 * DAY - 1))),
            vec![(MoveDeclined, Client)],
        ),
        (
            "the client declines",
            decline_move(&open, "", &client(before(2 * DAY + 5))),
            vec![(MoveDeclined, Practitioner)],
        ),
        ("taken back", withdraw_move(&asked, &client(before(2 * DAY - 1))), vec![]),
        (
            "nobody answered",
            lapse_move(&asked, &clock(before(DAY))),
            vec![(MoveLapsed, Client), (MoveLapsed, Practitioner)],
        ),
    ] {
        let messages = decision.unwrap().messages;
        assert!(messages.iter().all(|intent| intent.channel == Channel::Email));
        let planned: Vec<_> = messages.iter().map(|intent| (intent.kind, intent.to)).collect();
        assert_eq!(planned, told, "{what}");
    }
}

/// N1: a letter about a proposal leaves only while that very proposal waits.
#[test]
fn n1_a_letter_about_a_proposal_that_was_answered_does_not_leave() {
    let open = proposed_by_business(Policy::default(), before(3 * DAY));
    let written = |kind| WrittenFor {
        kind,
        version: open.version,
        start: open.when.start,
    };
    let soon = before(2 * DAY + 60);
    let again = propose_move(&open, &starts(&[FRIDAY]), &open_every_day(), &an_hour(), &business(soon));
    let declined = decline_move(&open, "", &client(soon)).unwrap().appointment;
    let moved = accepted(&open, WEDNESDAY, &client(soon)).unwrap().appointment;
    for (what, kind, appointment, now, expected) in [
        ("it waits", MessageKind::MoveProposed, &open, soon, Ok(())),
        (
            "it lapsed",
            MessageKind::MoveProposed,
            &open,
            before(2 * DAY),
            Err(Stale::Answered),
        ),
        (
            "another came",
            MessageKind::MoveProposed,
            &again.unwrap().appointment,
            soon,
            Err(Stale::Answered),
        ),
        ("declined", MessageKind::MoveProposed, &declined, soon, Err(Stale::Answered)),
        ("accepted", MessageKind::MoveProposed, &moved, soon, Err(Stale::Answered)),
        ("the reminder stands", MessageKind::Reminder, &open, soon, Ok(())),
        (
            "lapsed at the start",
            MessageKind::MoveLapsed,
            &open,
            before(0),
            Err(Stale::TooLate),
        ),
    ] {
        assert_eq!(still_due(written(kind), appointment, now), expected, "{what}");
    }
}
