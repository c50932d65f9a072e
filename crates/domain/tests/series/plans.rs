//! What stands against a series, the choice about it, and what is generated ahead.

use domain::appointment::State;
use domain::messages::{MessageKind, Recipient};
use domain::series::*;
use serde_json::json;

use crate::build::*;

const WEEKLY: &str = "FREQ=WEEKLY;COUNT=4";
const FIRST: &str = "2026-03-23T15:00";

/// R10, SBM+05: all, or those that are free, or the next free time in place of the others; never a silent part.
#[test]
fn sbm_p05_the_choice_about_a_date_that_is_taken() {
    let agenda = taken_at(&["2026-04-06T15:00", "2026-04-06T16:00"]);
    for (choice, expected) in [
        (
            OnConflict::Skip,
            vec!["2026-03-23 15:00", "2026-03-30 15:00", "2026-04-13 15:00"],
        ),
        (
            OnConflict::NextFree,
            vec!["2026-03-23 15:00", "2026-03-30 15:00", "2026-04-06 17:00", "2026-04-13 15:00"],
        ),
    ] {
        let arranged = arranged_on(&agenda, FIRST, WEEKLY, choice).unwrap();
        assert_eq!(starts(&members(&arranged)), expected, "{choice:?}");
    }
    let skipped = arranged_on(&agenda, FIRST, WEEKLY, OnConflict::Skip).unwrap().skipped;
    assert_eq!(
        skipped.iter().map(|one| one.date).collect::<Vec<_>>(),
        [local("2026-04-06T15:00")]
    );
    let refused = arranged_on(&agenda, FIRST, WEEKLY, OnConflict::RefuseAll).unwrap_err();
    assert!(matches!(refused, SeriesRefusal::DatesNotFree { count: 1, .. }), "{refused:?}");
}

/// R10: what was shown is what is done. One more date against it, and the act refuses.
#[test]
fn r10_more_against_it_than_was_shown_refuses() {
    let agenda = taken_at(&["2026-03-30T15:00", "2026-04-06T15:00"]);
    for (seen, holds) in [
        (vec!["2026-03-30T15:00", "2026-04-06T15:00"], true),
        (vec!["2026-03-30T15:00"], false),
        (vec![], false),
    ] {
        let seen: Vec<_> = seen.into_iter().map(local).collect();
        let done = arrange(
            &wish(FIRST, WEEKLY),
            &an_hour(),
            &terms(json!({})),
            &agenda,
            OnConflict::Skip,
            Some(&seen),
            &staff(NOW),
            ids(1),
        );
        assert_eq!(done.is_ok(), holds, "{seen:?}");
    }
}

/// One message for all; each appointment has its own reminder and its own place in the series.
#[test]
fn wec_05_one_message_tells_of_a_whole_series() {
    let arranged = arranged(FIRST, WEEKLY);
    let kinds = |kind| {
        arranged
            .decisions
            .iter()
            .flat_map(|d| &d.messages)
            .filter(|m| m.kind == kind && m.to == Recipient::Client)
            .count()
    };
    assert_eq!(
        (
            kinds(MessageKind::SeriesBooked),
            kinds(MessageKind::Booked),
            kinds(MessageKind::Reminder)
        ),
        (1, 0, 4)
    );
    let occurrences: Vec<_> = arranged
        .decisions
        .iter()
        .map(|d| d.appointment.series.unwrap().occurrence)
        .collect();
    assert_eq!(
        occurrences,
        ["2026-03-23T15:00", "2026-03-30T15:00", "2026-04-06T15:00", "2026-04-13T15:00"].map(local)
    );
    assert!(arranged.decisions.iter().all(|d| d.appointment.state == State::Booked));
}

/// The horizon that clients book within does not bind a series, its own size does.
#[test]
fn how_far_a_series_reaches() {
    assert_eq!(arranged(FIRST, "FREQ=WEEKLY;COUNT=52").decisions.len(), 52);
    let refused = arranged_on(&open_every_day(), FIRST, "FREQ=WEEKLY;COUNT=61", OnConflict::Skip).unwrap_err();
    assert_eq!(refused, SeriesRefusal::TooManyDates { max: 60 });
    // A month is no week: nothing lies within twelve weeks but the first one when it begins late.
    let late = arranged("2026-12-01T10:00", "FREQ=MONTHLY");
    assert_eq!(starts(&members(&late)), ["2026-12-01 10:00"]);
}

/// WEC+14: a rolling series is there for some weeks ahead, and goes on as time does; what was left out is not tried again.
#[test]
fn wec_p14_a_rolling_series_is_generated_ahead() {
    let policy = json!({"series": {"horizon_weeks": 4}});
    let wish = wish("2026-03-02T10:00", "FREQ=WEEKLY");
    let begun = arrange(
        &wish,
        &an_hour(),
        &terms(policy.clone()),
        &open_every_day(),
        OnConflict::RefuseAll,
        None,
        &staff(NOW),
        ids(1),
    )
    .unwrap();
    assert_eq!(begun.decisions.len(), 4);
    let series = begun.series;
    let terms = terms(policy);
    assert_eq!(series.due(&terms.policy.series), Some(at("2026-03-02T00:00:00+01:00")));
    let act = domain::appointment::Act {
        clicked_by: domain::appointment::Actor::clock(),
        ..staff("2026-03-10T08:00:00+01:00")
    };
    let more = generate(&series, &an_hour(), &terms, &taken_at(&["2026-03-30T10:00"]), &act, ids(50)).unwrap();
    assert_eq!(starts(&members(&more)), ["2026-04-06 10:00"]);
    assert_eq!(more.skipped.len(), 1);
    assert_eq!(more.series.skipped.len(), 1);
    let again = generate(&more.series, &an_hour(), &terms, &open_every_day(), &act, ids(80)).unwrap();
    assert_eq!((again.decisions.len(), again.skipped.len()), (0, 0));
}

/// WEC-13: a pause stops new bookings, not what was agreed before it.
#[test]
fn wec_13_a_pause_does_not_thin_out_a_series() {
    let begun = arranged("2026-03-02T10:00", "FREQ=WEEKLY");
    let paused = domain::agenda::Agenda {
        paused_until: Some(at("2026-03-20T00:00:00Z")),
        ..open_every_day()
    };
    let act = domain::appointment::Act {
        clicked_by: domain::appointment::Actor::clock(),
        ..staff("2026-03-10T08:00:00+01:00")
    };
    let more = generate(&begun.series, &an_hour(), &terms(json!({})), &paused, &act, ids(500)).unwrap();
    assert_eq!((more.decisions.len(), more.skipped.len()), (2, 0));
    assert!(arranged_on(&paused, "2026-03-05T10:00", WEEKLY, OnConflict::Skip).is_err());
}
