//! The end of a series: one act, one message, and every appointment counted as if it were alone.

use domain::appointment::{CancelRefusal, CancelRequest, Reason, Role, State};
use domain::messages::{MessageKind, Recipient};
use domain::policy::Answer;
use domain::series::*;
use serde_json::json;

use crate::build::*;

fn cancelling(reason: Option<Reason>) -> CancelRequest {
    CancelRequest {
        reason,
        ..CancelRequest::default()
    }
}

fn five() -> Vec<domain::appointment::Appointment> {
    members(&arranged("2026-03-02T15:00", "FREQ=WEEKLY;COUNT=5"))
}

/// WEC-05, WEC+13, C08: this one and the following, or all that are still to come; what has begun stays.
#[test]
fn wec_05_how_far_an_end_reaches() {
    for (now, scope, from, cancelled) in [
        ("2026-03-01T09:00:00+01:00", Scope::All, "2026-03-02T15:00", 5),
        ("2026-03-01T09:00:00+01:00", Scope::Following, "2026-03-16T15:00", 3),
        ("2026-03-01T09:00:00+01:00", Scope::This, "2026-03-16T15:00", 1),
        ("2026-03-10T09:00:00+01:00", Scope::All, "2026-03-02T15:00", 3),
        ("2026-03-10T09:00:00+01:00", Scope::Following, "2026-03-02T15:00", 3),
    ] {
        let stopped = stop(&five(), scope, local(from), &cancelling(Some(Reason::Ill)), &staff(now)).unwrap();
        assert_eq!(stopped.decisions.len(), cancelled, "{now} {scope:?}");
        assert!(
            stopped
                .decisions
                .iter()
                .all(|d| matches!(d.appointment.state, State::Cancelled { .. }))
        );
    }
}

/// WEC-05: one message tells the client of the end, and nothing else does.
#[test]
fn wec_05_one_message_tells_of_the_end() {
    let stopped = stop(
        &five(),
        Scope::All,
        local("2026-03-02T15:00"),
        &cancelling(Some(Reason::Ill)),
        &staff(NOW),
    )
    .unwrap();
    let told: Vec<_> = stopped
        .decisions
        .iter()
        .flat_map(|d| &d.messages)
        .filter(|m| m.to == Recipient::Client)
        .map(|m| m.kind)
        .collect();
    assert_eq!(told, [MessageKind::SeriesStopped]);
}

/// WEC-10, WEC-11: each appointment that the business ends too late counts, the others do not.
#[test]
fn wec_10_what_ends_too_late_counts_one_by_one() {
    let now = "2026-03-02T09:00:00+01:00";
    let stopped = stop(
        &five(),
        Scope::All,
        local("2026-03-02T15:00"),
        &cancelling(Some(Reason::Ill)),
        &staff(now),
    )
    .unwrap();
    let late: Vec<bool> = stopped.decisions.iter().map(|d| d.incident.is_some()).collect();
    assert_eq!(late, [true, false, false, false, false]);
}

/// C08: an appointment that somebody moved by itself ends with its series.
#[test]
fn c08_what_was_moved_by_itself_ends_too() {
    let mut members = five();
    members[2].series = members[2].series.map(|place| SeriesPlace { detached: true, ..place });
    let stopped = stop(
        &members,
        Scope::All,
        local("2026-03-02T15:00"),
        &cancelling(Some(Reason::Ill)),
        &staff(NOW),
    )
    .unwrap();
    assert_eq!(stopped.decisions.len(), 5);
}

/// WEC+13: a client ends what the terms let go; what they hold stands and is named.
#[test]
fn wec_p13_a_client_ends_what_the_terms_let_go() {
    let policy = json!({"client_cancel": {"ladder": {"steps": [{"notice": "48 h", "answer": "allow"}], "after_start": "refuse_and_contact"}}, "entry": {"client_reason": true}});
    let arranged = arrange(
        &wish("2026-03-02T15:00", "FREQ=WEEKLY;COUNT=3"),
        &an_hour(),
        &terms(policy),
        &open_every_day(),
        OnConflict::Skip,
        None,
        &staff(NOW),
        ids(1),
    )
    .unwrap();
    let members = members(&arranged);
    let act = client(NOW);
    assert_eq!(act.clicked_by.role, Role::Client);
    let without = stop(&members, Scope::All, local("2026-03-02T15:00"), &cancelling(None), &act).unwrap_err();
    assert_eq!(without, SeriesRefusal::Cancel(CancelRefusal::ReasonMissing));
    let stopped = stop(
        &members,
        Scope::All,
        local("2026-03-02T15:00"),
        &cancelling(Some(Reason::Hindered)),
        &act,
    )
    .unwrap();
    assert_eq!(
        (stopped.decisions.len(), stopped.kept.len(), stopped.answer),
        (2, 1, Answer::Allow)
    );
    assert_eq!(stopped.kept[0].start, at("2026-03-02T15:00:00+01:00"));
}

/// The strictest answer among all is what was shown, or the act refuses.
#[test]
fn an_end_that_became_stricter_refuses() {
    let act = client("2026-03-02T10:00:00+01:00");
    let seen = CancelRequest {
        seen: Some(Answer::Allow),
        ..cancelling(Some(Reason::Hindered))
    };
    let refused = stop(&five(), Scope::All, local("2026-03-02T15:00"), &seen, &act).unwrap_err();
    assert_eq!(
        refused,
        SeriesRefusal::Cancel(CancelRefusal::BecameStricter {
            answer: Answer::AllowWithWarning
        })
    );
}

#[test]
fn nothing_left_to_end() {
    let refused = stop(
        &five(),
        Scope::All,
        local("2026-03-02T15:00"),
        &cancelling(None),
        &staff("2026-06-01T09:00:00+02:00"),
    )
    .unwrap_err();
    assert_eq!(refused, SeriesRefusal::NothingToCome);
}
