//! The tables of the appointment's life: one line per case, the rule ids beside it.

use super::samples::*;
use super::*;
use crate::messages::{Channel, MessageKind, Recipient, Stale, WrittenFor, still_due};
use crate::notice::Notice;
use crate::policy::{Answer, ReplyTo};

fn cancelled(policy: Policy, request: &CancelRequest, act: &Act) -> Result<Answer, CancelRefusal> {
    cancel(&booked(policy), request, act).map(|decision| decision.answer)
}

fn reason() -> CancelRequest {
    CancelRequest {
        reason: Some(Reason::Other),
        ..CancelRequest::default()
    }
}

/// MED1-04, MED1-05, MED1-06, WEC-11: the default warns below 24 hours and never blocks before the start.
#[test]
fn med1_04_a_client_can_cancel_until_the_start() {
    for (minutes_before, answer) in [
        (25 * 60, Some(Answer::Allow)),
        (24 * 60, Some(Answer::Allow)),
        (24 * 60 - 1, Some(Answer::AllowWithWarning)),
        (23 * 60 + 30, Some(Answer::AllowWithWarning)),
        (1, Some(Answer::AllowWithWarning)),
        (0, None),
        (-60, None),
    ] {
        let outcome = cancelled(Policy::default(), &CancelRequest::default(), &client(before(minutes_before)));
        assert_eq!(outcome.ok(), answer, "{minutes_before} minutes before");
    }
}

/// MED1-05: the warning carries the limit that was missed and when.
#[test]
fn med1_05_the_warning_says_why() {
    let decision = cancel(
        &booked(Policy::default()),
        &CancelRequest::default(),
        &client(before(19 * 60)),
    )
    .unwrap();
    let expected = Because::ShortNotice {
        parameter: "client_cancel.ladder".into(),
        notice_minutes: 19 * 60,
        limit: Notice::hours(24),
        deadline_at: before(24 * 60),
    };
    assert_eq!(decision.change.because, [expected]);
}

/// MED1-07: the practitioner can cancel what is already past, unless the policy says otherwise.
#[test]
fn med1_07_staff_cancel_a_past_appointment() {
    let mut never = Policy::default();
    never.business.cancel_after_start = false;
    let after = staff(Side::Business, before(-60));
    assert_eq!(cancelled(Policy::default(), &reason(), &after), Ok(Answer::Allow));
    assert_eq!(cancelled(never, &reason(), &after), Err(CancelRefusal::HasBegun));
}

/// MED1-10: a cancellation after the fact can be kept from the client; one before the start cannot.
#[test]
fn med1_10_quietly_only_after_the_fact() {
    let quietly = CancelRequest {
        quietly: true,
        ..reason()
    };
    for (minutes_before, client_is_told) in [(-60, false), (60, true)] {
        let decision = cancel(
            &booked(Policy::default()),
            &quietly,
            &staff(Side::Business, before(minutes_before)),
        )
        .unwrap();
        assert_eq!(
            decision.messages.iter().any(|m| m.to == Recipient::Client),
            client_is_told,
            "{minutes_before}"
        );
    }
}

/// TRW-02, TRW-09: who clicked and who asked are two facts, both recorded.
#[test]
fn trw_02_the_initiator_is_apart_from_the_click() {
    for asked_by in [Side::Client, Side::Business] {
        let decision = cancel(&booked(Policy::default()), &reason(), &staff(asked_by, before(600))).unwrap();
        assert_eq!(decision.change.act.clicked_by.role, Role::Staff);
        assert_eq!(
            decision.appointment.state,
            State::Cancelled {
                at: before(600),
                asked_by
            }
        );
    }
}

/// TRW-03, WEC-03, WEC-04, WEC+03: what must be entered is policy.
#[test]
fn wec_04_reason_and_message_as_the_policy_asks() {
    let mut wecasa = Policy::default();
    wecasa.entry.staff_message = true;
    wecasa.entry.staff_message_min_chars = 20;
    let with = |message: &str| CancelRequest {
        message: message.into(),
        ..reason()
    };
    let too_short = |chars| Err(CancelRefusal::MessageTooShort { min_chars: 20, chars });
    for (request, asked_by, expected) in [
        (CancelRequest::default(), Side::Business, Err(CancelRefusal::ReasonMissing)),
        (with(""), Side::Business, too_short(0)),
        (with("Désolée, je suis mal"), Side::Business, Ok(Answer::Allow)),
        (with("Désolée, je suis ma"), Side::Business, too_short(19)),
        (with("          Désolée           "), Side::Business, too_short(7)),
        (with(""), Side::Client, Ok(Answer::Allow)),
    ] {
        let outcome = cancelled(wecasa.clone(), &request, &staff(asked_by, before(600)));
        assert_eq!(outcome, expected, "{request:?}");
    }
    let quietly = CancelRequest {
        quietly: true,
        ..reason()
    };
    let before_the_start = cancelled(wecasa.clone(), &quietly, &staff(Side::Business, before(600)));
    assert_eq!(before_the_start, too_short(0), "keeping quiet is for what is past");
    let mut clients_too = Policy::default();
    clients_too.entry.client_reason = true;
    assert_eq!(
        cancelled(clients_too, &CancelRequest::default(), &client(before(600))),
        Err(CancelRefusal::ReasonMissing)
    );
}

/// WEC-10, WEC-11: 23 h 30 before is late for the business, exactly 24 h is not; a client's wish never is (WEC-17).
#[test]
fn wec_11_late_for_the_business() {
    let is_late = |asked_by, minutes| {
        let decision = cancel(&booked(Policy::default()), &reason(), &staff(asked_by, before(minutes))).unwrap();
        decision
            .change
            .because
            .iter()
            .any(|b| matches!(b, Because::LateForBusiness { .. }))
    };
    assert!(is_late(Side::Business, 23 * 60 + 30));
    assert!(!is_late(Side::Business, 24 * 60));
    assert!(!is_late(Side::Client, 60));
}

/// SBM-04, SBM-05, SBM-13, SBM-11: the worked case of the source, 30 minutes; staff are not bound and it is recorded what they set aside.
#[test]
fn sbm_04_a_limit_of_30_minutes_for_moves() {
    let mut policy = Policy {
        reply_to: ReplyTo::Business,
        ..Policy::default()
    };
    policy.client_reschedule.ladder = limit(Notice::Minutes(30));
    let to = RescheduleRequest {
        start: at("2026-03-04T10:00:00+01:00"),
        ..RescheduleRequest::default()
    };
    let moved = |act: &Act| reschedule(&booked(policy.clone()), &to, &open_every_day(), &an_hour(), act);
    assert_eq!(moved(&client(before(31))).unwrap().answer, Answer::Allow);
    let refusal = RescheduleRefusal::OutsideTerms {
        limit: Some(Notice::Minutes(30)),
        deadline_at: Some(before(30)),
    };
    assert_eq!(moved(&client(before(29))), Err(refusal));
    let by_staff = moved(&staff(Side::Client, before(29))).unwrap();
    let set_aside = Because::StaffNotBound {
        parameter: "client_reschedule.ladder".into(),
        client_answer: Answer::RefuseAndContact,
    };
    assert_eq!(by_staff.change.because, [set_aside]);
    assert_eq!(by_staff.appointment.moves, 0, "moves by staff do not use up the client's");
}

/// SBM-01, SBM-08, C07: switched off, approved by hand, moves used up; staff still can (SBM-11).
#[test]
fn sbm_01_when_clients_cannot_move() {
    let on_approval = |mut appointment: Appointment| {
        appointment.terms.booked_by = BookedBy::Approval;
        appointment
    };
    let mut off = Policy::default();
    off.client_reschedule.enabled = false;
    let mut by_hand = Policy::default();
    by_hand.client_reschedule.when_approved_by_hand = false;
    let mut twice = Policy::default();
    twice.client_reschedule.max_moves = Some(2);
    let moved_twice = Appointment {
        moves: 2,
        ..booked(twice.clone())
    };
    let moved_once = Appointment {
        moves: 1,
        ..booked(twice)
    };
    for (appointment, expected) in [
        (booked(off), Some(RescheduleRefusal::NotForClients)),
        (on_approval(booked(by_hand.clone())), Some(RescheduleRefusal::ApprovedByHand)),
        (booked(by_hand), None),
        (on_approval(booked(Policy::default())), None),
        (moved_twice.clone(), Some(RescheduleRefusal::NoMovesLeft { max: 2 })),
        (moved_once, None),
    ] {
        assert_eq!(may_reschedule(&appointment, &client(before(6_000))).err(), expected);
        assert!(may_reschedule(&appointment, &staff(Side::Business, before(6_000))).is_ok());
    }
}

/// SBM-06, SBM-12: a move keeps everything but the time, and counts up version and sequence.
#[test]
fn sbm_12_a_move_keeps_the_identity() {
    let appointment = booked(Policy::default());
    let to = at("2026-03-05T10:00:00+01:00");
    let request = RescheduleRequest {
        start: to,
        ..RescheduleRequest::default()
    };
    let moved = reschedule(&appointment, &request, &open_every_day(), &an_hour(), &client(before(6_000)))
        .unwrap()
        .appointment;
    let expected = Appointment {
        when: When {
            start: to,
            end: to + SignedDuration::from_hours(1),
            zone: appointment.when.zone.clone(),
        },
        moves: 1,
        version: 2,
        sequence: 1,
        ..appointment
    };
    assert_eq!(moved, expected);
}

/// R18: a move to a time that is not offered is refused, for clients whatever they say, for staff unless they give a reason.
#[test]
fn r18_moves_go_to_offered_slots() {
    let at_night = at("2026-03-05T03:00:00+01:00");
    let force = |reason: Option<&str>| RescheduleRequest {
        start: at_night,
        force: reason.map(Into::into),
        ..Default::default()
    };
    for (request, act, expected) in [
        (force(None), client(before(6_000)), Some("slot_not_offered")),
        (force(Some("please")), client(before(6_000)), Some("force_not_allowed")),
        (force(None), staff(Side::Client, before(6_000)), Some("slot_not_offered")),
        (
            force(Some(" ")),
            staff(Side::Client, before(6_000)),
            Some("force_not_allowed"),
        ),
        (force(Some("agreed by telephone")), staff(Side::Client, before(6_000)), None),
    ] {
        let outcome = reschedule(&booked(Policy::default()), &request, &open_every_day(), &an_hour(), &act);
        let code = outcome
            .as_ref()
            .err()
            .map(|refusal| serde_json::to_value(refusal).unwrap()["code"].as_str().unwrap().to_owned());
        assert_eq!(code.as_deref(), expected, "{request:?}");
        assert_eq!(outcome.is_ok_and(|decision| decision.appointment.forced), expected.is_none());
    }
}

/// The preview and the act agree, or the act refuses: an answer that became stricter is shown again.
#[test]
fn an_answer_that_became_stricter_is_not_applied_silently() {
    for (seen, minutes, expected) in [
        (Answer::Allow, 24 * 60, Ok(Answer::Allow)),
        (
            Answer::Allow,
            24 * 60 - 1,
            Err(CancelRefusal::BecameStricter {
                answer: Answer::AllowWithWarning,
            }),
        ),
        (Answer::AllowWithWarning, 60, Ok(Answer::AllowWithWarning)),
        (Answer::AllowWithWarning, 48 * 60, Ok(Answer::Allow)),
    ] {
        let request = CancelRequest {
            seen: Some(seen),
            ..CancelRequest::default()
        };
        assert_eq!(cancelled(Policy::default(), &request, &client(before(minutes))), expected);
    }
}

fn requested() -> Appointment {
    Appointment {
        state: State::Requested {
            answer_by: before(24 * 60),
        },
        ..booked(Policy::default())
    }
}

/// R4, R5, MED1-15: a request is answered once, in time, and only while its time is free.
#[test]
fn r5_a_request_is_answered_once() {
    let in_time = staff(Side::Business, before(48 * 60));
    let approved = approve(&requested(), &open_every_day(), &in_time).unwrap().appointment;
    assert_eq!(approved.state, State::Booked);
    assert_eq!(
        approve(&approved, &open_every_day(), &in_time),
        Err(AnswerRefusal::NotWaiting { state: "booked" })
    );
    let mut taken = open_every_day();
    taken.busy.push(requested().busy());
    assert_eq!(approve(&requested(), &taken, &in_time), Err(AnswerRefusal::SlotTaken));
    let late = staff(Side::Business, before(24 * 60));
    assert_eq!(approve(&requested(), &open_every_day(), &late), Err(AnswerRefusal::TooLate));
    let declined = decline(&requested(), " Complet ce jour-là. ", &late).unwrap();
    assert_eq!(declined.change.message, "Complet ce jour-là.");
    assert_eq!(
        decline(&declined.appointment, "", &late),
        Err(AnswerRefusal::NotWaiting { state: "declined" })
    );
}

#[test]
fn a_request_expires_when_its_time_is_over() {
    let clock = |minutes| Act {
        clicked_by: Actor::clock(),
        asked_by: Side::Business,
        now: before(minutes),
    };
    assert_eq!(expire(&requested(), &clock(24 * 60 + 1)), Err(AnswerRefusal::NotYet));
    assert_eq!(
        expire(&requested(), &clock(24 * 60)).unwrap().appointment.state.code(),
        "expired"
    );
    assert_eq!(
        expire(&booked(Policy::default()), &clock(0)),
        Err(AnswerRefusal::NotWaiting { state: "booked" })
    );
}

/// MED1-09: a missed appointment has a state of its own; nobody is told by marking it.
#[test]
fn med1_09_outcomes_only_after_the_start() {
    let appointment = booked(Policy::default());
    assert_eq!(
        mark_no_show(&appointment, &staff(Side::Business, before(1))),
        Err(OutcomeRefusal::NotBegun)
    );
    let missed = mark_no_show(&appointment, &staff(Side::Business, before(-10))).unwrap();
    assert_eq!(missed.appointment.state.code(), "no_show");
    assert!(missed.messages.is_empty());
    assert_eq!(
        fulfil(&missed.appointment, &staff(Side::Business, before(-20))),
        Err(OutcomeRefusal::NotBooked { state: "no_show" })
    );
    assert_eq!(
        fulfil(&appointment, &staff(Side::Business, before(-20)))
            .unwrap()
            .appointment
            .state
            .code(),
        "fulfilled"
    );
}

/// MED2-01, 02, 03, 04, 08 to 12, in the e-mail column: both sides hear of every change, whoever made it.
#[test]
fn med2_01_the_email_column_of_the_matrix() {
    let both = [Recipient::Client, Recipient::Practitioner];
    for act in [client(before(72 * 60)), staff(Side::Client, before(72 * 60))] {
        let cancelled = cancel(&booked(Policy::default()), &reason(), &act).unwrap();
        let to = RescheduleRequest {
            start: at("2026-03-05T10:00:00+01:00"),
            ..Default::default()
        };
        let moved = reschedule(&booked(Policy::default()), &to, &open_every_day(), &an_hour(), &act).unwrap();
        for (decision, kind) in [(cancelled, MessageKind::Cancelled), (moved, MessageKind::Moved)] {
            let told: Vec<_> = decision.told_now().map(|m| (m.kind, m.to, m.channel)).collect();
            assert_eq!(told, both.map(|to| (kind, to, Channel::Email)));
        }
    }
}

/// MED1-02, MED2-05, MED2-19, MED2-20: the reminder leaves 48 h before, follows a move, and has a rule for late bookings.
#[test]
fn med2_05_when_the_reminder_leaves() {
    for (arranged_before, due_before) in [
        (72 * 60, Some(48 * 60)),
        (48 * 60 + 1, Some(48 * 60)),
        (48 * 60, Some(24 * 60)),
        (8 * 60, Some(4 * 60)),
        (4 * 60, Some(2 * 60)),
        (3 * 60, None),
    ] {
        let due = Policy::default()
            .messages
            .reminder
            .due(&booked(Policy::default()), before(arranged_before));
        assert_eq!(due, due_before.map(before), "arranged {arranged_before} minutes before");
    }
    let to = RescheduleRequest {
        start: at("2026-03-09T10:00:00+01:00"),
        ..Default::default()
    };
    let moved = reschedule(
        &booked(Policy::default()),
        &to,
        &open_every_day(),
        &an_hour(),
        &client(before(60)),
    )
    .unwrap();
    let reminder = moved.messages.iter().find(|m| m.kind == MessageKind::Reminder).unwrap();
    assert_eq!(reminder.due, at("2026-03-07T10:00:00+01:00"));
}

/// N1, N2, N9, MED1-11: what is due is compared with the appointment as it is when it leaves.
#[test]
fn n1_a_stale_message_does_not_leave() {
    let written = |kind| WrittenFor {
        kind,
        version: 1,
        start: at(START),
    };
    let with = |state| Appointment {
        state,
        ..booked(Policy::default())
    };
    let cancelled = || {
        with(State::Cancelled {
            at: before(60),
            asked_by: Side::Client,
        })
    };
    let mut moved = booked(Policy::default());
    moved.when.start = at("2026-03-05T10:00:00+01:00");
    for (kind, appointment, now, expected) in [
        (MessageKind::Reminder, booked(Policy::default()), before(60), Ok(())),
        (MessageKind::Reminder, cancelled(), before(1), Err(Stale::Ended)),
        (MessageKind::Reminder, moved.clone(), before(1), Err(Stale::Moved)),
        (
            MessageKind::Reminder,
            booked(Policy::default()),
            before(0),
            Err(Stale::TooLate),
        ),
        (
            MessageKind::Reminder,
            with(State::NoShow { at: before(-5) }),
            before(-6),
            Err(Stale::TooLate),
        ),
        (MessageKind::Booked, booked(Policy::default()), before(60), Ok(())),
        (MessageKind::Booked, cancelled(), before(60), Err(Stale::Ended)),
        (MessageKind::Moved, moved, before(60), Err(Stale::Moved)),
        (MessageKind::Cancelled, cancelled(), before(60), Ok(())),
        (MessageKind::Requested, requested(), before(48 * 60), Ok(())),
        (
            MessageKind::Requested,
            booked(Policy::default()),
            before(48 * 60),
            Err(Stale::Answered),
        ),
    ] {
        assert_eq!(still_due(written(kind), &appointment, now), expected, "{kind:?}");
    }
}

/// I9: the decision uses the terms of the appointment; there is no other policy it could look at.
#[test]
fn i9_terms_are_frozen() {
    let strict = {
        let mut policy = Policy::default();
        policy.client_cancel.ladder = limit(Notice::hours(48));
        policy
    };
    let booked_before_the_change = booked(Policy::default());
    let booked_after_it = booked(strict);
    let act = client(before(24 * 60));
    assert!(cancel(&booked_before_the_change, &CancelRequest::default(), &act).is_ok());
    assert!(cancel(&booked_after_it, &CancelRequest::default(), &act).is_err());
}
