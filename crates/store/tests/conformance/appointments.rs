//! Appointments as they are written, changed and asked about.

use domain::appointment::{Actor, Appointment, Because, Buffers, ChangeKind, Decision, Reason, Role, Side, State};
use domain::ids::{AppointmentId, MessageId};
use domain::messages::{MessageKind, Recipient, WrittenFor};
use store::{Applied, AppointmentFilter, HistoryRow, MessageState};

use crate::on_both;
use crate::practice::{Practice, at, booked, cancelled, changed, minutes, moved, new_id, new_link, now, terms};

on_both!(
    every_state_comes_back_as_it_was_applied,
    a_change_on_an_old_version_writes_nothing,
    i9_what_was_agreed_stays,
    the_history_tells_everything,
    messages_are_written_with_their_change,
    many_messages_fit_one_decision,
    n2_a_move_drops_the_old_reminder,
    a_link_opens_its_appointment,
    a_new_appointment_needs_a_link_and_an_id_per_message,
    a_transaction_that_is_dropped_leaves_nothing,
    pages_walk_by_start_and_id,
    a_day_shows_everything_of_its_agendas,
    requests_wait_and_expire,
    commits_with_messages_are_told,
);

async fn found(practice: &Practice, id: AppointmentId) -> Appointment {
    practice
        .store
        .appointment(practice.network, id)
        .await
        .unwrap()
        .unwrap()
        .appointment
}

async fn every_state_comes_back_as_it_was_applied(practice: Practice) {
    let at_nine = at("2026-03-10T09:00:00Z");
    let states = [
        State::Booked,
        State::Fulfilled { at: at_nine },
        State::NoShow { at: at_nine },
        State::Requested { answer_by: at_nine },
        State::Cancelled {
            at: at_nine,
            asked_by: Side::Client,
        },
        State::Cancelled {
            at: at_nine,
            asked_by: Side::Business,
        },
        State::Declined { at: at_nine },
        State::Expired { at: at_nine },
    ];
    for (day, state) in states.into_iter().enumerate() {
        let mut appointment = practice.appointment(&format!("2026-04-{:02}T09:00:00Z", day + 1), 45);
        appointment.buffers = Buffers {
            before_minutes: 5,
            after_minutes: 10,
        };
        (appointment.state, appointment.forced, appointment.lane) = (state, day == 0, 3);
        (appointment.moves, appointment.version, appointment.sequence) = (2, 5, 4);
        practice.try_book(appointment.clone()).await.unwrap();
        assert_eq!(found(&practice, appointment.id).await, appointment);
        let mut tx = practice.store.begin().await.unwrap();
        assert_eq!(
            tx.appointment(practice.network, appointment.id)
                .await
                .unwrap()
                .unwrap()
                .appointment,
            appointment
        );
    }
}

async fn a_change_on_an_old_version_writes_nothing(practice: Practice) {
    let first = practice.book("2026-03-10T09:00:00Z", 60).await;
    practice.change(&moved(&first, "2026-03-10T11:00:00Z")).await;
    let second = found(&practice, first.id).await;
    assert_eq!(
        (second.version, second.moves, second.when.start),
        (2, 1, at("2026-03-10T11:00:00Z"))
    );
    assert_eq!(practice.try_change(&cancelled(&first)).await.unwrap(), Applied::VersionMoved);
    assert_eq!(found(&practice, first.id).await, second);
    assert_eq!(practice.store.history(practice.network, first.id).await.unwrap().len(), 2);
    assert_eq!(practice.store.messages_of(practice.network, first.id).await.unwrap().len(), 5);
    let unknown = Appointment {
        id: AppointmentId(new_id()),
        ..first
    };
    assert_eq!(
        practice.try_change(&cancelled(&unknown)).await.unwrap(),
        Applied::VersionMoved
    );
}

async fn i9_what_was_agreed_stays(practice: Practice) {
    let first = practice.book("2026-03-10T09:00:00Z", 60).await;
    let mut change = moved(&first, "2026-03-10T11:00:00Z");
    change.appointment.terms.price.minor = 9_900;
    practice.change(&change).await;
    assert_eq!(found(&practice, first.id).await.terms, terms());
    let mut dearer = practice.appointment("2026-03-11T09:00:00Z", 60);
    dearer.terms.price.minor = 9_900;
    practice.try_book(dearer.clone()).await.unwrap();
    let fresh = store::Store::connect(&practice.url).await.unwrap();
    for (id, minor) in [(first.id, 6_000), (dearer.id, 9_900)] {
        let read = fresh.appointment(practice.network, id).await.unwrap().unwrap();
        assert_eq!(
            read.appointment.terms.price.minor, minor,
            "read without the memory of the writer"
        );
    }
    fresh.close().await;
}

async fn the_history_tells_everything(practice: Practice) {
    let first = booked(practice.appointment("2026-03-10T09:00:00Z", 60));
    let mut second = cancelled(&first.appointment);
    second.change.act.clicked_by = Actor {
        role: Role::Staff,
        id: "usr_42".into(),
    };
    (second.change.reason, second.change.message) = (Some(Reason::Ill), "Prompt rétablissement !".into());
    second.change.because = vec![
        Because::StaffNotBound {
            parameter: "client_cancel".into(),
            client_answer: domain::policy::Answer::AllowWithWarning,
        },
        Because::HasBegun {
            parameter: "client_cancel".into(),
            started_at: first.appointment.when.start,
        },
    ];
    for decision in [&first, &second] {
        practice.change(decision).await;
    }
    let row = |decision: &Decision| HistoryRow {
        version: decision.appointment.version,
        change: decision.change.clone(),
    };
    let history = practice.store.history(practice.network, first.appointment.id).await.unwrap();
    assert_eq!(history, [row(&first), row(&second)]);
}

async fn messages_are_written_with_their_change(practice: Practice) {
    let first = practice.book("2026-03-10T09:00:00Z", 60).await;
    let move_it = moved(&first, "2026-03-12T09:00:00Z");
    practice.change(&move_it).await;
    let messages = practice.store.messages_of(practice.network, first.id).await.unwrap();
    let told: Vec<_> = messages.iter().map(|m| (m.kind, m.to, m.written.version, m.due)).collect();
    let two_days_before = |start: &str| at(start) - minutes(48 * 60);
    assert_eq!(
        told,
        [
            (MessageKind::Booked, Recipient::Client, 1, now()),
            (MessageKind::Booked, Recipient::Practitioner, 1, now()),
            (
                MessageKind::Reminder,
                Recipient::Client,
                1,
                two_days_before("2026-03-10T09:00:00Z")
            ),
            (MessageKind::Moved, Recipient::Client, 2, now()),
            (
                MessageKind::Reminder,
                Recipient::Client,
                2,
                two_days_before("2026-03-12T09:00:00Z")
            ),
        ]
    );
    let tells_of_move = &messages[3];
    let written = WrittenFor {
        kind: MessageKind::Moved,
        version: 2,
        start: at("2026-03-12T09:00:00Z"),
    };
    assert_eq!(
        (tells_of_move.written, tells_of_move.old_start),
        (written, Some(first.when.start))
    );
    assert_eq!(tells_of_move.stable_key(), format!("{}:2:moved:client:email", first.id));
    assert_eq!(
        (tells_of_move.state, tells_of_move.attempts, tells_of_move.sent_at),
        (MessageState::Waiting, 0, None)
    );
    assert_eq!(messages[0].old_start, None);
    assert_eq!(
        practice.store.message(tells_of_move.id).await.unwrap().as_ref(),
        Some(tells_of_move)
    );
    let newest = practice.store.outbox(2, None).await.unwrap();
    assert_eq!(newest.iter().map(|m| m.written.version).collect::<Vec<_>>(), [2, 2]);
    let older = practice.store.outbox(10, Some(newest[1].id)).await.unwrap();
    assert_eq!(older.len(), 3);
}

async fn many_messages_fit_one_decision(practice: Practice) {
    use MessageKind::*;
    let mut decision = booked(practice.appointment("2026-03-10T09:00:00Z", 60));
    let recipients = [Recipient::Client, Recipient::Practitioner];
    let kinds = [Requested, Booked, Moved, Cancelled, Declined, Expired, Reminder];
    let all = kinds
        .into_iter()
        .flat_map(|kind| recipients.map(|to| crate::practice::intent(kind, to, now())));
    decision.messages = all.collect();
    practice.change(&decision).await;
    let written = practice
        .store
        .messages_of(practice.network, decision.appointment.id)
        .await
        .unwrap();
    assert_eq!(written.len(), 14);
    let mut twice = booked(practice.appointment("2026-03-11T09:00:00Z", 60));
    twice.messages.push(twice.messages[0]);
    let refusal = practice.try_change(&twice).await.unwrap_err();
    assert_eq!(refusal.constraint(), Some("message_stable_key"));
}

async fn n2_a_move_drops_the_old_reminder(practice: Practice) {
    let first = practice.book("2026-03-10T09:00:00Z", 60).await;
    let move_it = moved(&first, "2026-03-12T09:00:00Z");
    practice.change(&move_it).await;
    practice.change(&cancelled(&move_it.appointment)).await;
    let messages = practice.store.messages_of(practice.network, first.id).await.unwrap();
    let reminders: Vec<_> = messages
        .iter()
        .filter(|m| m.kind == MessageKind::Reminder)
        .map(|m| (m.state, m.note.as_str()))
        .collect();
    assert_eq!(
        reminders,
        [(MessageState::Dropped, "moved"), (MessageState::Dropped, "ended")]
    );
    assert!(
        messages
            .iter()
            .filter(|m| m.kind != MessageKind::Reminder)
            .all(|m| m.state == MessageState::Waiting)
    );
}

async fn a_link_opens_its_appointment(practice: Practice) {
    let decision = booked(practice.appointment("2026-03-10T09:00:00Z", 60));
    let (link, ids) = (new_link(), [(); 3].map(|()| MessageId(new_id())));
    let mut tx = practice.store.begin().await.unwrap();
    assert_eq!(tx.apply(&decision, Some(&link), &ids).await.unwrap(), Applied::Done);
    tx.commit().await.unwrap();
    let opened = practice.store.appointment_by_link(&link.hash).await.unwrap().unwrap();
    assert_eq!((opened.appointment, opened.link_nonce), (decision.appointment, link.nonce));
    assert!(practice.store.appointment_by_link(&[0; 32]).await.unwrap().is_none());
    let mut tx = practice.store.begin().await.unwrap();
    let other = booked(practice.appointment("2026-03-11T09:00:00Z", 60));
    let refusal = tx
        .apply(&other, Some(&link), &[(); 3].map(|()| MessageId(new_id())))
        .await
        .unwrap_err();
    assert_eq!(refusal.constraint(), Some("appointment_link_hash"));
}

async fn a_new_appointment_needs_a_link_and_an_id_per_message(practice: Practice) {
    let decision = booked(practice.appointment("2026-03-10T09:00:00Z", 60));
    let mut tx = practice.store.begin().await.unwrap();
    assert!(
        tx.apply(&decision, None, &[(); 3].map(|()| MessageId(new_id())))
            .await
            .is_err()
    );
    assert!(tx.apply(&decision, Some(&new_link()), &[]).await.is_err());
}

async fn a_transaction_that_is_dropped_leaves_nothing(practice: Practice) {
    for by_hand in [true, false] {
        let decision = booked(practice.appointment("2026-03-10T09:00:00Z", 60));
        let mut tx = practice.store.begin().await.unwrap();
        assert_eq!(crate::practice::apply(&mut tx, &decision).await.unwrap(), Applied::Done);
        if by_hand {
            tx.rollback().await.unwrap();
        } else {
            drop(tx);
        }
        assert!(
            practice
                .store
                .appointment(practice.network, decision.appointment.id)
                .await
                .unwrap()
                .is_none()
        );
        assert_eq!(practice.store.queue_depth().await.unwrap().waiting, 0);
    }
    // The terms were never committed either, so that they must not count as known.
    let kept = practice.book("2026-03-10T09:00:00Z", 60).await;
    assert_eq!(found(&practice, kept.id).await, kept);
}

async fn pages_walk_by_start_and_id(practice: Practice) {
    let mut all = Vec::new();
    for (lane, start) in [(0, "09:00"), (1, "09:00"), (0, "10:00"), (2, "09:00"), (0, "12:00")] {
        let start = format!("2026-03-10T{start}:00Z");
        let appointment = Appointment {
            lane,
            ..practice.appointment(&start, 30)
        };
        practice.try_book(appointment.clone()).await.unwrap();
        all.push(appointment);
    }
    practice.change(&cancelled(&all[4])).await;
    all.sort_by_key(|appointment| (appointment.when.start, appointment.id));
    let ids: Vec<_> = all.iter().map(|appointment| appointment.id).collect();
    let (mut walked, mut after) = (Vec::new(), None);
    loop {
        let page = practice
            .store
            .appointments_page(practice.network, after, 2, &AppointmentFilter::default())
            .await
            .unwrap();
        let Some(last) = page.last() else { break };
        after = Some((last.appointment.when.start, last.appointment.id));
        walked.extend(page.into_iter().map(|stored| stored.appointment.id));
    }
    assert_eq!(walked, ids);
    let ten = Some(at("2026-03-10T10:00:00Z"));
    let none = AppointmentFilter::default();
    for (filter, expected) in [
        (
            AppointmentFilter {
                from: ten,
                ..none.clone()
            },
            2,
        ),
        (AppointmentFilter { to: ten, ..none.clone() }, 3),
        (
            AppointmentFilter {
                state: Some("cancelled".into()),
                ..none.clone()
            },
            1,
        ),
        (
            AppointmentFilter {
                business: Some(practice.business),
                ..none.clone()
            },
            5,
        ),
        (
            AppointmentFilter {
                business: Some(domain::ids::BusinessId(new_id())),
                ..none.clone()
            },
            0,
        ),
        (
            AppointmentFilter {
                practitioner: Some(practice.practitioner),
                ..none.clone()
            },
            5,
        ),
        (
            AppointmentFilter {
                client: Some(practice.client),
                from: ten,
                to: ten,
                ..none.clone()
            },
            0,
        ),
        (
            AppointmentFilter {
                client: Some(domain::ids::ClientId(new_id())),
                ..none.clone()
            },
            0,
        ),
    ] {
        let page = practice
            .store
            .appointments_page(practice.network, None, 100, &filter)
            .await
            .unwrap();
        assert_eq!(page.len(), expected, "{filter:?}");
    }
    let after = Some((all[1].when.start, all[1].id));
    let page = practice
        .store
        .appointments_page(practice.network, after, 100, &AppointmentFilter { from: ten, ..none })
        .await
        .unwrap();
    assert_eq!(page.len(), 2, "the later of cursor and filter counts");
}

async fn a_day_shows_everything_of_its_agendas(practice: Practice) {
    let second = practice.book("2026-03-10T11:00:00Z", 60).await;
    let first = practice.book("2026-03-10T09:00:00Z", 60).await;
    practice.change(&cancelled(&first)).await;
    practice.book("2026-03-11T09:00:00Z", 60).await;
    let others = (0..11).map(|_| domain::ids::PractitionerId(new_id()));
    let asked: Vec<_> = others.chain([practice.practitioner]).collect();
    let (from, to) = (at("2026-03-09T23:00:00Z"), at("2026-03-10T23:00:00Z"));
    let day = practice.store.day_entries(practice.network, &asked, from, to).await.unwrap();
    assert_eq!(
        day.iter().map(|entry| entry.appointment.id).collect::<Vec<_>>(),
        [first.id, second.id]
    );
    assert_eq!(
        day[0].appointment.state,
        State::Cancelled {
            at: now(),
            asked_by: Side::Client
        }
    );
    assert_eq!(day[1].client_name, "Claire Dubois");
    assert_eq!(day[1].client_phone.as_deref(), Some("06 12 34 56 78"));
    assert_eq!(day[1].client_email.as_deref(), Some("claire@exemple.fr"));
    assert!(
        practice
            .store
            .day_entries(practice.network, &[], from, to)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        practice
            .store
            .day_entries(practice.network, &asked[..11], from, to)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn requests_wait_and_expire(practice: Practice) {
    let ask = |start: &str, answer_by: &str| Appointment {
        state: State::Requested {
            answer_by: at(answer_by),
        },
        ..practice.appointment(start, 60)
    };
    let late = ask("2026-03-12T09:00:00Z", "2026-03-04T08:00:00Z");
    let soon = ask("2026-03-12T09:30:00Z", "2026-03-03T08:00:00Z");
    for request in [&late, &soon] {
        practice.try_book(request.clone()).await.unwrap();
    }
    practice.book("2026-03-12T09:00:00Z", 60).await;
    let waiting = practice.store.requests(practice.network, practice.business).await.unwrap();
    assert_eq!(
        waiting.iter().map(|entry| entry.appointment.id).collect::<Vec<_>>(),
        [late.id, soon.id]
    );
    let expired = |now, limit| practice.store.expired_requests(now, limit);
    assert_eq!(expired(now(), 10).await.unwrap(), []);
    assert_eq!(
        expired(at("2026-03-03T08:00:00Z"), 10).await.unwrap(),
        [(practice.network, soon.id)]
    );
    assert_eq!(
        expired(at("2026-03-09T08:00:00Z"), 1).await.unwrap(),
        [(practice.network, soon.id)]
    );
    let state = State::Expired {
        at: at("2026-03-03T08:00:00Z"),
    };
    let gone = Appointment {
        state,
        version: 2,
        ..soon.clone()
    };
    practice.change(&changed(Some(&soon), gone, ChangeKind::Expired)).await;
    assert_eq!(
        expired(at("2026-03-09T08:00:00Z"), 10).await.unwrap(),
        [(practice.network, late.id)]
    );
}

async fn commits_with_messages_are_told(practice: Practice) {
    let mut changes = practice.store.subscribe_changes();
    let first = practice.book("2026-03-10T09:00:00Z", 60).await;
    assert!(changes.has_changed().unwrap());
    changes.mark_unchanged();
    let decision = changed(
        Some(&first),
        Appointment {
            version: 2,
            ..first.clone()
        },
        ChangeKind::Fulfilled,
    );
    practice.change(&decision).await;
    let mut tx = practice.store.begin().await.unwrap();
    let undone = booked(practice.appointment("2026-03-11T09:00:00Z", 60));
    assert_eq!(crate::practice::apply(&mut tx, &undone).await.unwrap(), Applied::Done);
    tx.rollback().await.unwrap();
    assert!(!changes.has_changed().unwrap());
}
