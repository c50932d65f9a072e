//! Changing what is still to come of a series.

use domain::appointment::{Appointment, RescheduleRequest, reschedule};
use domain::messages::MessageKind;
use domain::series::*;
use serde_json::json;

use crate::build::*;

fn wanted(scope: Scope, from: &str, to: &str, choice: OnConflict) -> ChangeRequest {
    ChangeRequest {
        scope,
        from: local(from),
        to: local(to),
        choice,
        seen: None,
        agreed: true,
        reason: None,
        message: String::new(),
    }
}

fn changed(arranged: &Arranged, members: &[Appointment], request: &ChangeRequest, now: &str) -> Result<Changed, SeriesRefusal> {
    change(&arranged.series, members, request, &agenda_with(members), rules, &staff(now))
}

/// C08, T2: every appointment keeps its identity and moves once, also across the clock change; none is added.
#[test]
fn c08_all_move_and_none_is_added() {
    let begun = arranged("2026-03-16T15:00", "FREQ=WEEKLY;COUNT=4");
    let before = members(&begun);
    let request = wanted(Scope::All, "2026-03-16T15:00", "2026-03-18T10:30", OnConflict::RefuseAll);
    let done = changed(&begun, &before, &request, NOW).unwrap();
    let now = after(&before, &done.decisions);
    assert_eq!(
        starts(&now),
        ["2026-03-18 10:30", "2026-03-25 10:30", "2026-04-01 10:30", "2026-04-08 10:30"]
    );
    assert_eq!(
        done.series.rule.to_rrule(done.series.first, &paris()),
        "FREQ=WEEKLY;BYDAY=WE;COUNT=4"
    );
    let told = done
        .decisions
        .iter()
        .flat_map(|d| &d.messages)
        .filter(|m| m.kind != MessageKind::Reminder);
    assert!(told.clone().all(|m| m.kind == MessageKind::SeriesMoved));
    assert_eq!(told.filter(|m| m.to == domain::messages::Recipient::Client).count(), 1);
}

/// WEC+11: this and the following; what lies before stays, and the rule counts on.
#[test]
fn wec_p11_this_and_the_following() {
    let begun = arranged("2026-03-16T15:00", "FREQ=WEEKLY;COUNT=4");
    let before = members(&begun);
    let request = wanted(
        Scope::Following,
        "2026-03-30T15:00",
        "2026-03-30T16:00",
        OnConflict::RefuseAll,
    );
    let done = changed(&begun, &before, &request, NOW).unwrap();
    let now = after(&before, &done.decisions);
    assert_eq!(
        starts(&now),
        ["2026-03-16 15:00", "2026-03-23 15:00", "2026-03-30 16:00", "2026-04-06 16:00"]
    );
    assert_eq!(done.series.first, local("2026-03-30T16:00"));
    assert_eq!(done.series.rule.end, End::Count(2));
}

/// C08: what was moved by itself stays through a change of the whole, and moves no more.
#[test]
fn c08_a_single_edit_survives_a_change_of_the_whole() {
    let begun = arranged("2026-03-16T15:00", "FREQ=WEEKLY;COUNT=3");
    let mut before = members(&begun);
    let alone = RescheduleRequest {
        start: at("2026-03-24T09:00:00+01:00"),
        ..RescheduleRequest::default()
    };
    let moved = reschedule(&before[1], &alone, &open_every_day(), &rules(&before[1]), &staff(NOW)).unwrap();
    before[1] = moved.appointment;
    assert!(before[1].series.unwrap().detached);
    let request = wanted(Scope::All, "2026-03-16T15:00", "2026-03-17T15:00", OnConflict::RefuseAll);
    let done = changed(&begun, &before, &request, NOW).unwrap();
    let now = after(&before, &done.decisions);
    assert_eq!(starts(&now), ["2026-03-17 15:00", "2026-03-24 09:00", "2026-03-31 15:00"]);
    assert_eq!(done.detached, [before[1].id]);
    // It goes on standing for its turn of the rule, so that nothing else is generated there.
    let place = done.places.iter().find(|(id, _)| *id == before[1].id).unwrap().1;
    assert_eq!((place.occurrence, place.detached), (local("2026-03-24T15:00"), true));
}

/// A move by a whole week takes the time of the next one, which moves on as well; the order lets each find its time free.
#[test]
fn c08_moving_into_the_next_ones_time() {
    let begun = arranged("2026-03-16T15:00", "FREQ=WEEKLY;COUNT=4");
    let before = members(&begun);
    for (to, expected_first) in [("2026-03-23T15:00", 3), ("2026-03-09T15:00", 0), ("2026-03-16T15:30", 0)] {
        let request = wanted(Scope::All, "2026-03-16T15:00", to, OnConflict::RefuseAll);
        let done = changed(&begun, &before, &request, NOW).unwrap();
        assert_eq!(done.decisions.len(), 4);
        assert_eq!(done.decisions[0].appointment.id, before[expected_first].id, "{to}");
        let mut now = before.clone();
        for decision in &done.decisions {
            let wanted = decision.appointment.busy();
            let others = now
                .iter()
                .filter(|other| other.id != decision.appointment.id)
                .map(Appointment::busy);
            assert!(
                others
                    .into_iter()
                    .all(|busy| busy.end <= wanted.start || wanted.end <= busy.start),
                "{to}"
            );
            now = after(&now, std::slice::from_ref(decision));
        }
    }
}

/// A date that cannot be had: all or nothing, or it stays where it is, or it takes the next free time.
#[test]
fn sbm_p05_a_change_that_meets_another_appointment() {
    let begun = arranged("2026-03-16T15:00", "FREQ=WEEKLY;COUNT=3");
    let before = members(&begun);
    let mut agenda = agenda_with(&before);
    agenda.busy.extend(taken_at(&["2026-03-24T15:00"]).busy);
    agenda.busy.sort_by_key(|busy| busy.start);
    let of = |choice| {
        let request = wanted(Scope::All, "2026-03-16T15:00", "2026-03-17T15:00", choice);
        change(&begun.series, &before, &request, &agenda, rules, &staff(NOW))
    };
    assert!(matches!(
        of(OnConflict::RefuseAll),
        Err(SeriesRefusal::DatesNotFree { count: 1, .. })
    ));
    for (choice, second) in [
        (OnConflict::Skip, "2026-03-23 15:00"),
        (OnConflict::NextFree, "2026-03-24 16:00"),
    ] {
        let done = of(choice).unwrap();
        let now = after(&before, &done.decisions);
        assert_eq!(starts(&now), ["2026-03-17 15:00", second, "2026-03-31 15:00"], "{choice:?}");
    }
}

/// T15: monthly rules move by their own turns: another date, another weekday of the month.
#[test]
fn t15_monthly_rules_move_within_their_months() {
    for (first, rule, to, expected, text) in [
        (
            "2026-03-10T10:00",
            "FREQ=MONTHLY;COUNT=3",
            "2026-03-31T10:00",
            ["2026-03-31 10:00", "2026-04-10 10:00", "2026-05-31 10:00"],
            "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3",
        ),
        (
            "2026-03-10T10:00",
            "FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
            "2026-03-19T10:00",
            ["2026-03-19 10:00", "2026-04-16 10:00", "2026-05-21 10:00"],
            "FREQ=MONTHLY;BYDAY=3TH;COUNT=3",
        ),
        (
            "2026-03-31T10:00",
            "FREQ=MONTHLY;BYDAY=-1TU;COUNT=3",
            "2026-03-27T10:00",
            ["2026-03-27 10:00", "2026-04-24 10:00", "2026-05-29 10:00"],
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3",
        ),
    ] {
        let begun = arranged(first, rule);
        let before = members(&begun);
        let done = changed(&begun, &before, &wanted(Scope::All, first, to, OnConflict::Skip), NOW).unwrap();
        assert_eq!(starts(&after(&before, &done.decisions)), expected, "{rule}");
        assert_eq!(done.series.rule.to_rrule(done.series.first, &paris()), text);
    }
}

/// WEC+14: a rolling series that moved generates its next turn after the last one, no turn twice and none left out.
#[test]
fn wec_p14_a_moved_series_goes_on() {
    let begun = arranged("2026-03-02T10:00", "FREQ=WEEKLY");
    let before = members(&begun);
    let done = changed(
        &begun,
        &before,
        &wanted(Scope::All, "2026-03-02T10:00", "2026-03-05T11:00", OnConflict::RefuseAll),
        NOW,
    )
    .unwrap();
    let act = domain::appointment::Act {
        clicked_by: domain::appointment::Actor::clock(),
        ..staff("2026-03-10T08:00:00+01:00")
    };
    let more = generate(&done.series, &an_hour(), &terms(json!({})), &open_every_day(), &act, ids(900)).unwrap();
    let last = starts(&after(&before, &done.decisions)).pop().unwrap();
    assert_eq!(
        (last.as_str(), starts(&members(&more))),
        ("2026-05-21 11:00", vec!["2026-05-28 11:00".to_owned()])
    );
}

#[test]
fn what_is_over_does_not_change() {
    let begun = arranged("2026-03-16T15:00", "FREQ=WEEKLY;COUNT=2");
    let before = members(&begun);
    let request = wanted(Scope::All, "2026-03-16T15:00", "2026-03-16T16:00", OnConflict::Skip);
    assert_eq!(
        changed(&begun, &before, &request, "2026-05-01T09:00:00+02:00").unwrap_err(),
        SeriesRefusal::NothingToCome
    );
    let stopped = Arranged {
        series: begun.series.ended_before(begun.series.first, at(NOW)),
        ..begun.clone()
    };
    assert_eq!(
        changed(&stopped, &before, &request, NOW).unwrap_err(),
        SeriesRefusal::SeriesStopped
    );
}
