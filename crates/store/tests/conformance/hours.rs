//! Opening hours, closed days, absences, outside calendars: what an agenda is read from.

use domain::agenda::{Busy, DatedHours, MinuteOfDay, WeeklyHours};
use domain::ids::{AbsenceId, PlaceId, PractitionerId};
use jiff::civil::{Date, Weekday, date};
use store::{AbsenceRow, BusyBlock, Hours};

use crate::on_both;
use crate::practice::{Practice, at, booked, cancelled, minutes, new_id, now, paris, place};

on_both!(
    hours_come_back_as_they_were_put,
    an_agenda_has_hours_of_its_place_and_busy_time_of_all,
    absences_come_and_go,
    an_outside_block_is_known_by_its_start,
    busy_time_is_bounded_and_sorted,
);

fn hm(text: &str) -> MinuteOfDay {
    text.parse().unwrap()
}

fn weekly(weekday: Weekday, from: &str, to: &str) -> WeeklyHours {
    WeeklyHours {
        weekday,
        from: hm(from),
        to: hm(to),
    }
}

fn dated(date: Date, open: &[(&str, &str)]) -> DatedHours {
    DatedHours {
        date,
        open: open.iter().map(|(from, to)| (hm(from), hm(to))).collect(),
    }
}

fn some_hours(place: PlaceId, other: PlaceId) -> Hours {
    Hours {
        weekly: vec![
            (place, weekly(Weekday::Monday, "09:00", "12:00")),
            (place, weekly(Weekday::Monday, "14:00", "18:00")),
            (place, weekly(Weekday::Sunday, "20:00", "24:00")),
            (other, weekly(Weekday::Tuesday, "08:00", "12:00")),
        ],
        dated: vec![
            (place, dated(date(2026, 3, 9), &[("10:00", "11:00"), ("15:00", "16:00")])),
            (place, dated(date(2026, 3, 10), &[])),
            (other, dated(date(2026, 3, 9), &[("07:00", "08:00")])),
            (other, dated(date(2027, 3, 9), &[("07:00", "08:00")])),
        ],
        closed_days: vec![date(2026, 3, 11), date(2026, 12, 25)],
    }
}

async fn replace(practice: &Practice, hours: &Hours) {
    let mut tx = practice.store.begin().await.unwrap();
    assert!(tx.lock_practitioner(practice.network, practice.practitioner).await.unwrap());
    tx.replace_hours(practice.network, practice.practitioner, hours)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn other_place(practice: &Practice) -> PlaceId {
    let other = PlaceId(new_id());
    let mut tx = practice.store.begin().await.unwrap();
    tx.put_place(practice.network, &place(other, practice.business))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    other
}

async fn hours_come_back_as_they_were_put(practice: Practice) {
    let store = &practice.store;
    assert_eq!(
        store.hours(practice.network, practice.practitioner).await.unwrap(),
        Hours::default()
    );
    let hours = some_hours(practice.place, other_place(&practice).await);
    let before = store
        .revisions(practice.network, practice.practitioner)
        .await
        .unwrap()
        .unwrap();
    replace(&practice, &hours).await;
    assert_eq!(store.hours(practice.network, practice.practitioner).await.unwrap(), hours);
    let after = store
        .revisions(practice.network, practice.practitioner)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(after.agenda, before.agenda + 1);
    let fewer = Hours {
        weekly: hours.weekly[..1].to_vec(),
        dated: Vec::new(),
        closed_days: vec![date(2026, 12, 25)],
    };
    replace(&practice, &fewer).await;
    assert_eq!(store.hours(practice.network, practice.practitioner).await.unwrap(), fewer);
}

async fn an_agenda_has_hours_of_its_place_and_busy_time_of_all(practice: Practice) {
    let other = other_place(&practice).await;
    replace(&practice, &some_hours(practice.place, other)).await;
    let here = practice.book("2026-03-09T09:00:00Z", 60).await;
    let mut there = practice.appointment("2026-03-09T11:00:00Z", 30);
    there.place = other;
    practice.try_book(there.clone()).await.unwrap();
    let (network, practitioner, zone) = (practice.network, practice.practitioner, paris());
    let (from, to) = (at("2026-03-08T23:00:00Z"), at("2026-03-09T23:00:00Z"));
    let agenda = practice
        .store
        .agenda(network, practitioner, practice.place, zone.clone(), 2, from, to)
        .await
        .unwrap();
    assert_eq!(agenda.zone.iana_name(), Some("Europe/Paris"));
    assert_eq!(agenda.capacity, 2);
    assert_eq!(
        agenda.weekly,
        some_hours(practice.place, other).weekly[..3]
            .iter()
            .map(|(_, hours)| *hours)
            .collect::<Vec<_>>()
    );
    let exceptions = [
        dated(date(2026, 3, 9), &[("10:00", "11:00"), ("15:00", "16:00")]),
        dated(date(2026, 3, 10), &[]),
    ];
    assert_eq!(agenda.exceptions, exceptions);
    assert_eq!(agenda.closed_days, [date(2026, 3, 11)]);
    assert_eq!(agenda.busy, [here.busy(), there.busy()]);
    let mut tx = practice.store.begin().await.unwrap();
    let without = tx
        .agenda(network, practitioner, practice.place, zone, 2, from, to, Some(here.id))
        .await
        .unwrap();
    assert_eq!(without.busy, [there.busy()]);
    assert_eq!(without.weekly, agenda.weekly);
}

async fn absences_come_and_go(practice: Practice) {
    let (network, practitioner) = (practice.network, practice.practitioner);
    let absence = AbsenceRow {
        id: AbsenceId(new_id()),
        practitioner,
        start: at("2026-08-01T00:00:00+02:00"),
        end: at("2026-08-29T00:00:00+02:00"),
        note: "Vacances".into(),
    };
    let mut tx = practice.store.begin().await.unwrap();
    tx.add_absence(network, &absence, "usr_1", now()).await.unwrap();
    let reversed = AbsenceRow {
        id: AbsenceId(new_id()),
        start: absence.end,
        end: absence.start,
        ..absence.clone()
    };
    tx.commit().await.unwrap();
    assert_eq!(
        practice.store.absences(network, practitioner, absence.start).await.unwrap(),
        std::slice::from_ref(&absence)
    );
    assert_eq!(practice.store.absences(network, practitioner, absence.end).await.unwrap(), []);
    let day = practice
        .store
        .busy(network, practitioner, at("2026-08-20T00:00:00Z"), at("2026-08-21T00:00:00Z"))
        .await
        .unwrap();
    assert_eq!(
        day,
        [Busy {
            start: absence.start,
            end: absence.end,
            lane: None
        }]
    );
    let mut tx = practice.store.begin().await.unwrap();
    let refusal = tx.add_absence(network, &reversed, "usr_1", now()).await.unwrap_err();
    assert_eq!(refusal.constraint(), Some("absence_length"));
    drop(tx);
    let mut tx = practice.store.begin().await.unwrap();
    assert!(
        !tx.remove_absence(network, PractitionerId(new_id()), absence.id)
            .await
            .unwrap()
    );
    let longer = AbsenceRow {
        end: at("2026-09-05T00:00:00+02:00"),
        note: "Vacances, prolongées".into(),
        ..absence.clone()
    };
    let elsewhere = AbsenceRow {
        practitioner: PractitionerId(new_id()),
        ..longer.clone()
    };
    assert!(!tx.change_absence(network, &elsewhere).await.unwrap());
    assert!(tx.change_absence(network, &longer).await.unwrap());
    tx.commit().await.unwrap();
    let known = |id| practice.store.absence(network, practitioner, id);
    assert_eq!(known(absence.id).await.unwrap(), Some(longer));
    assert_eq!(known(AbsenceId(new_id())).await.unwrap(), None);
    let mut tx = practice.store.begin().await.unwrap();
    assert!(tx.remove_absence(network, practitioner, absence.id).await.unwrap());
    assert!(!tx.remove_absence(network, practitioner, absence.id).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(
        practice.store.absences(network, practitioner, absence.start).await.unwrap(),
        []
    );
}

async fn an_outside_block_is_known_by_its_start(practice: Practice) {
    let (network, practitioner) = (practice.network, practice.practitioner);
    let start = at("2026-03-09T09:00:00Z");
    let block = BusyBlock {
        practitioner,
        source: "agenda".into(),
        uid: "a@b".into(),
        start,
        end: start + minutes(60),
    };
    let later = BusyBlock {
        start: start + minutes(120),
        end: start + minutes(180),
        ..block.clone()
    };
    let longer = BusyBlock {
        end: start + minutes(90),
        ..block.clone()
    };
    let before = practice.store.revisions(network, practitioner).await.unwrap().unwrap();
    let mut tx = practice.store.begin().await.unwrap();
    for (block, is_new) in [(&block, true), (&block, false), (&later, true), (&longer, false)] {
        assert_eq!(tx.put_busy_block(network, block).await.unwrap(), is_new, "{block:?}");
    }
    tx.commit().await.unwrap();
    let busy = practice
        .store
        .busy(network, practitioner, start, start + minutes(600))
        .await
        .unwrap();
    let taken = |block: &BusyBlock| Busy {
        start: block.start,
        end: block.end,
        lane: None,
    };
    assert_eq!(busy, [taken(&longer), taken(&later)]);
    let after = practice.store.revisions(network, practitioner).await.unwrap().unwrap();
    assert_eq!(after.agenda, before.agenda + 1);
}

/// What touches the span from outside is not in it; buffers reach into it; what takes no time is not there (R7, R14).
async fn busy_time_is_bounded_and_sorted(practice: Practice) {
    let (network, practitioner) = (practice.network, practice.practitioner);
    practice.book("2026-03-09T08:00:00Z", 60).await;
    practice.book("2026-03-09T12:00:00Z", 60).await;
    let second = practice.book("2026-03-09T11:00:00Z", 30).await;
    let mut first = practice.appointment("2026-03-09T09:10:00Z", 30);
    first.buffers.before_minutes = 10;
    practice.try_book(first.clone()).await.unwrap();
    let gone = practice.book("2026-03-09T10:00:00Z", 30).await;
    practice.change(&cancelled(&gone)).await;
    let asked = domain::appointment::State::Requested { answer_by: now() };
    practice
        .try_book(domain::appointment::Appointment {
            state: asked,
            ..practice.appointment("2026-03-09T10:00:00Z", 30)
        })
        .await
        .unwrap();
    let (from, to) = (at("2026-03-09T09:00:00Z"), at("2026-03-09T12:00:00Z"));
    assert_eq!(
        practice.store.busy(network, practitioner, from, to).await.unwrap(),
        [first.busy(), second.busy()]
    );
    let mut longest = booked(practice.appointment("2026-03-12T00:00:00Z", 24 * 60)).appointment;
    (longest.buffers.before_minutes, longest.buffers.after_minutes) = (720, 720);
    practice.try_book(longest.clone()).await.unwrap();
    let last_minute = longest.busy().end - minutes(1);
    let seen = practice
        .store
        .busy(network, practitioner, last_minute, last_minute + minutes(60))
        .await
        .unwrap();
    assert_eq!(seen, [longest.busy()]);
}
