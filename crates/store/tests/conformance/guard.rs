//! I1: the database itself refuses an overlap, even when the code forgot to look; and a history that cannot be lost.

use domain::appointment::{Appointment, Buffers, ChangeKind, Side, State};
use domain::ids::{ClientId, PractitionerId};
use store::Applied;

use crate::on_both;
use crate::practice::{Practice, at, cancelled, changed, minutes, moved, new_id, now, practitioner};

on_both!(
    i1_new_appointments,
    i1_moves_and_states,
    r4_of_two_requests_one_can_be_approved,
    r14_booked_again_after_a_cancellation,
    longer_than_two_days_is_refused,
    the_history_cannot_be_lost,
    rows_of_nobody_are_refused,
);

/// Each case beside an appointment from 09:00 to 10:00; R6 and R7 among them.
async fn i1_new_appointments(practice: Practice) {
    let other = PractitionerId(new_id());
    let mut tx = practice.store.begin().await.unwrap();
    tx.put_practitioner(practice.network, &practitioner(other, practice.business, "paul"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    practice.book("2026-03-10T09:00:00Z", 60).await;
    type Change = fn(&mut Appointment, PractitionerId);
    let nothing: Change = |_, _| {};
    let cases: [(&str, i64, Change, bool); 13] = [
        ("09:00", 60, nothing, false),
        ("09:30", 30, nothing, false),
        ("08:30", 31, nothing, false),
        ("08:00", 180, nothing, false),
        ("09:59", 1, nothing, false),
        ("08:30", 30, nothing, true),
        ("10:00", 30, nothing, true),
        (
            "10:30",
            30,
            |a, _| {
                a.buffers = Buffers {
                    before_minutes: 10,
                    after_minutes: 0,
                }
            },
            false,
        ),
        ("09:00", 60, |a, _| a.lane = 1, true),
        ("09:00", 60, |a, _| a.forced = true, true),
        (
            "09:00",
            60,
            |a, _| {
                a.state = State::Cancelled {
                    at: now(),
                    asked_by: Side::Client,
                }
            },
            true,
        ),
        ("09:00", 60, |a, _| a.state = State::Requested { answer_by: now() }, true),
        ("09:00", 60, |a, other| a.practitioner = other, true),
    ];
    for (start, length, change, allowed) in cases {
        let mut appointment = practice.appointment(&format!("2026-03-10T{start}:00Z"), length);
        change(&mut appointment, other);
        let result = practice.try_book(appointment).await;
        let refused_by = result
            .as_ref()
            .err()
            .map(|error| error.constraint().unwrap_or("something else").to_owned());
        let expected = (!allowed).then(|| "appointment_overlap".to_owned());
        assert_eq!(refused_by, expected, "{start} for {length} min: {result:?}");
    }
}

async fn i1_moves_and_states(practice: Practice) {
    let first = practice.book("2026-03-10T09:00:00Z", 60).await;
    let second = practice.book("2026-03-10T11:00:00Z", 60).await;
    let refusal = practice
        .try_change(&moved(&second, "2026-03-10T09:30:00Z"))
        .await
        .unwrap_err();
    assert_eq!(refusal.constraint(), Some("appointment_overlap"));
    let touching = moved(&second, "2026-03-10T10:00:00Z");
    practice.change(&touching).await;
    let over_itself = moved(&touching.appointment, "2026-03-10T10:30:00Z");
    practice.change(&over_itself).await;
    let gone = cancelled(&over_itself.appointment);
    practice.change(&gone).await;
    practice.book("2026-03-10T10:30:00Z", 60).await;
    let back = Appointment {
        state: State::Booked,
        version: gone.appointment.version + 1,
        ..gone.appointment.clone()
    };
    let refusal = practice
        .try_change(&changed(Some(&gone.appointment), back, ChangeKind::Booked))
        .await
        .unwrap_err();
    assert_eq!(
        refusal.constraint(),
        Some("appointment_overlap"),
        "what was cancelled does not come back over another"
    );
    let forced = practice.appointment("2026-03-10T09:30:00Z", 10);
    practice
        .try_book(Appointment {
            forced: true,
            ..forced.clone()
        })
        .await
        .unwrap();
    let unforced = Appointment {
        forced: false,
        version: 2,
        ..forced.clone()
    };
    let refusal = practice
        .try_change(&changed(Some(&forced), unforced, ChangeKind::Moved))
        .await
        .unwrap_err();
    assert_eq!(refusal.constraint(), Some("appointment_overlap"));
    let missed = Appointment {
        state: State::NoShow { at: now() },
        version: 2,
        ..first.clone()
    };
    practice.change(&changed(Some(&first), missed, ChangeKind::NoShow)).await;
    assert!(
        practice
            .try_book(practice.appointment("2026-03-10T09:00:00Z", 30))
            .await
            .is_err(),
        "a missed appointment took its time"
    );
}

async fn r4_of_two_requests_one_can_be_approved(practice: Practice) {
    let mut requests = Vec::new();
    for _ in 0..2 {
        let state = State::Requested {
            answer_by: at("2026-03-04T08:00:00Z"),
        };
        let request = Appointment {
            state,
            ..practice.appointment("2026-03-10T09:00:00Z", 60)
        };
        practice.try_book(request.clone()).await.unwrap();
        requests.push(request);
    }
    let approve = |request: &Appointment| {
        let after = Appointment {
            state: State::Booked,
            version: 2,
            ..request.clone()
        };
        changed(Some(request), after, ChangeKind::Approved)
    };
    practice.change(&approve(&requests[0])).await;
    assert_eq!(
        practice.try_change(&approve(&requests[0])).await.unwrap(),
        Applied::VersionMoved,
        "R5: accepted twice"
    );
    let refusal = practice.try_change(&approve(&requests[1])).await.unwrap_err();
    assert_eq!(refusal.constraint(), Some("appointment_overlap"));
}

async fn r14_booked_again_after_a_cancellation(practice: Practice) {
    for _ in 0..3 {
        let booked = practice.book("2026-03-10T09:00:00Z", 60).await;
        practice.change(&cancelled(&booked)).await;
    }
    let first = practice.book("2026-03-10T09:00:00Z", 60).await;
    practice.change(&moved(&first, "2026-03-10T14:00:00Z")).await;
    practice.book("2026-03-10T09:00:00Z", 60).await;
}

async fn longer_than_two_days_is_refused(practice: Practice) {
    let mut appointment = practice.appointment("2026-03-10T09:00:00Z", 2 * 24 * 60);
    appointment.buffers.after_minutes = 1;
    let refusal = practice.try_book(appointment.clone()).await.unwrap_err();
    assert_eq!(refusal.constraint(), Some("appointment_length"));
    appointment.buffers.after_minutes = 0;
    appointment.when.end = appointment.when.start;
    assert_eq!(
        practice.try_book(appointment.clone()).await.unwrap_err().constraint(),
        Some("appointment_length")
    );
    appointment.when.end = appointment.when.start + minutes(2 * 24 * 60);
    practice.try_book(appointment).await.unwrap();
}

async fn the_history_cannot_be_lost(practice: Practice) {
    let booked = practice.book("2026-03-10T09:00:00Z", 60).await;
    for (sql, refused_by) in [
        ("DELETE FROM history", Some("history_is_kept")),
        ("UPDATE history SET kind = 'moved'", Some("history_is_kept")),
        ("UPDATE history SET at = 0", Some("history_is_kept")),
        ("DELETE FROM appointment", Some("appointment_is_kept")),
        ("UPDATE history SET message = ''", None),
    ] {
        let result = practice.past_the_store(sql).await;
        assert_eq!(
            result.as_ref().err().map(|error| error.constraint()),
            refused_by.map(Some),
            "{sql}: {result:?}"
        );
    }
    let again = changed(None, booked.clone(), ChangeKind::Booked);
    let refusal = practice.try_change(&again).await.unwrap_err();
    assert!(
        matches!(refusal.constraint(), Some("appointment_pkey" | "history_pkey")),
        "{refusal}"
    );
    assert_eq!(practice.store.history(practice.network, booked.id).await.unwrap().len(), 1);
}

async fn rows_of_nobody_are_refused(practice: Practice) {
    let stranger = Appointment {
        client: ClientId(new_id()),
        ..practice.appointment("2026-03-10T09:00:00Z", 60)
    };
    assert_eq!(
        practice.try_book(stranger).await.unwrap_err().constraint(),
        Some("foreign_key")
    );
    let nobody = Appointment {
        practitioner: PractitionerId(new_id()),
        ..practice.appointment("2026-03-10T09:00:00Z", 60)
    };
    assert_eq!(practice.try_book(nobody).await.unwrap_err().constraint(), Some("foreign_key"));
}
