//! The worked cases of the rule book, and a recount by somebody who does it the long way.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::appointment::samples::{at, booked};
use crate::appointment::{Act, Actor, CancelRequest, Reason, Role, Side, cancel};
use crate::ids::{AbsenceId, AppointmentId, BusinessId, CaseId, PractitionerId, StrikeId};
use crate::notice::Notice;
use crate::policy::{MeasureRule, Policy, ReliabilityPolicy};

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn paris(local: &str) -> Timestamp {
    let civil: jiff::civil::DateTime = local.parse().unwrap();
    civil.to_zoned(TimeZone::get("Europe/Paris").unwrap()).unwrap().timestamp()
}

fn three_in(within: Period) -> MeasureRule {
    MeasureRule {
        name: "late".into(),
        counts: vec![StrikeKind::LateCancellation],
        threshold: 3,
        within,
        pause: Notice::hours(48),
        counted_again: false,
    }
}

fn nobody_yet() -> Standing {
    Standing {
        subject: Subject::Business(BusinessId(id(3))),
        zone: TimeZone::get("Europe/Paris").unwrap(),
        strikes: Vec::new(),
        away: Vec::new(),
        measures: Vec::new(),
    }
}

fn late(number: u128, cancelled: &str, start: &str) -> Strike {
    Strike {
        id: StrikeId(id(number)),
        subject: Subject::Business(BusinessId(id(3))),
        practitioner: PractitionerId(id(4)),
        appointment: AppointmentId(id(number)),
        kind: StrikeKind::LateCancellation,
        weight: 100,
        at: paris(cancelled),
        start: paris(start),
        expires_at: paris(cancelled) + SignedDuration::from_hours(24 * 180),
        contested_at: None,
        struck_out: None,
    }
}

/// What somebody entered, in the order in which they did.
#[derive(Debug, Clone)]
enum Entered {
    Late(&'static str, &'static str),
    Away(&'static str, &'static str, &'static str),
    NoLongerAway(&'static str),
}
use Entered::{Away as IsAway, Late, NoLongerAway};

/// Lives through it, counting anew after each entry as the actions do, and says how many pauses are in force at the end.
fn pauses(entered: &[Entered], rule: &MeasureRule) -> usize {
    let mut standing = nobody_yet();
    let mut ids = (1_000..).map(id);
    let mut now = paris("2026-01-01T00:00");
    for (number, entry) in entered.iter().enumerate() {
        let mut changes = Vec::new();
        match entry {
            Late(cancelled, start) => {
                now = paris(cancelled);
                changes.push(LedgerChange::Record(late(number as u128, cancelled, start)));
            }
            IsAway(entered, from, to) => {
                now = paris(entered);
                standing.away.push(Away {
                    absence: AbsenceId(id(500 + number as u128)),
                    practitioner: PractitionerId(id(4)),
                    start: paris(from),
                    end: paris(to),
                });
            }
            NoLongerAway(entered) => {
                now = paris(entered);
                standing.away.pop();
            }
        }
        standing.settled(changes, std::slice::from_ref(rule), now, &mut ids);
    }
    standing.measures.iter().filter(|measure| measure.in_force_at(now)).count()
}

const ILL: [Entered; 4] = [
    Late("2026-03-10T07:00", "2026-03-10T09:00"),
    Late("2026-03-10T07:01", "2026-03-10T11:00"),
    Late("2026-03-10T07:02", "2026-03-10T14:00"),
    Late("2026-03-10T07:03", "2026-03-10T16:00"),
];
const AWAY: Entered = IsAway("2026-03-10T07:05", "2026-03-10T00:00", "2026-03-12T00:00");
const AWAY_BEFORE: Entered = IsAway("2026-03-10T06:55", "2026-03-10T00:00", "2026-03-12T00:00");
const ONE: Entered = Late("2026-03-02T10:00", "2026-03-02T15:00");
const TWO: Entered = Late("2026-03-05T10:00", "2026-03-05T15:00");

/// WEC-12, 15, 16, 18, WEC+02 and the worked cases of the rule book.
#[test]
fn wec_12_15_16_18_worked_cases() {
    let month = three_in(Period::CalendarMonth);
    let rolling = three_in(Period::Rolling(Notice::Days(30)));
    let [a, b, c, d] = ILL;
    let (i31, i1, i1b) = (
        Late("2026-03-31T10:00", "2026-03-31T15:00"),
        Late("2026-04-01T10:00", "2026-04-01T15:00"),
        Late("2026-04-01T11:00", "2026-04-01T17:00"),
    );
    for (what, entered, rule, expected) in [
        ("two late ones", vec![ONE, TWO], &month, 0),
        ("the third pauses", vec![ONE, TWO, a.clone()], &month, 1),
        (
            "four of one absence, entered before",
            vec![AWAY_BEFORE, a.clone(), b.clone(), c.clone(), d.clone()],
            &month,
            0,
        ),
        (
            "four of one absence, entered after",
            vec![a.clone(), b.clone(), c.clone(), d.clone(), AWAY],
            &month,
            0,
        ),
        (
            "four without an absence",
            vec![a.clone(), b.clone(), c.clone(), d.clone()],
            &month,
            1,
        ),
        (
            "two and one illness, absence before",
            vec![ONE, TWO, AWAY_BEFORE, a.clone(), b.clone(), c.clone(), d.clone()],
            &month,
            1,
        ),
        (
            "two and one illness, absence after",
            vec![ONE, TWO, a.clone(), b.clone(), c.clone(), d.clone(), AWAY],
            &month,
            1,
        ),
        (
            "one and one illness, absence after",
            vec![ONE, a.clone(), b.clone(), c.clone(), d.clone(), AWAY],
            &month,
            0,
        ),
        (
            "the absence taken back",
            vec![
                AWAY_BEFORE,
                a.clone(),
                b.clone(),
                c.clone(),
                d,
                NoLongerAway("2026-03-10T08:00"),
            ],
            &month,
            1,
        ),
        (
            "31st and twice on the 1st, calendar month",
            vec![i31.clone(), i1.clone(), i1b.clone()],
            &month,
            0,
        ),
        ("31st and twice on the 1st, rolling", vec![i31, i1, i1b], &rolling, 1),
        (
            "a fourth does not pause again",
            vec![ONE, TWO, a.clone(), Late("2026-03-14T10:00", "2026-03-14T15:00")],
            &month,
            0,
        ),
        (
            "six pause twice",
            vec![
                ONE,
                TWO,
                a.clone(),
                Late("2026-03-14T10:00", "2026-03-14T15:00"),
                Late("2026-03-15T10:00", "2026-03-15T15:00"),
                Late("2026-03-16T10:00", "2026-03-16T15:00"),
            ],
            &month,
            1,
        ),
        (
            "nothing new begins nothing",
            vec![
                ONE,
                TWO,
                a,
                IsAway("2026-03-20T10:00", "2026-05-01T00:00", "2026-05-02T00:00"),
            ],
            &month,
            0,
        ),
    ] {
        assert_eq!(pauses(&entered, rule), expected, "{what}");
    }
    let again = MeasureRule {
        counted_again: true,
        ..month
    };
    let [a, ..] = ILL;
    let fourth = Late("2026-03-14T10:00", "2026-03-14T15:00");
    assert_eq!(
        pauses(&[ONE, TWO, a, fourth], &again),
        1,
        "counted again, the fourth pauses again"
    );
}

/// WEC-13: the pause ends by itself after 48 h, to the second.
#[test]
fn wec_13_a_pause_ends_by_itself() {
    let mut standing = nobody_yet();
    let changes = [1, 2, 3]
        .map(|n| LedgerChange::Record(late(n, "2026-03-10T10:00", "2026-03-10T15:00")))
        .to_vec();
    let now = paris("2026-03-10T10:00");
    standing.settled(changes, &[three_in(Period::CalendarMonth)], now, &mut (10..).map(id));
    let [pause] = standing.measures.as_slice() else {
        panic!("one pause")
    };
    let end = now + SignedDuration::from_hours(48);
    assert_eq!((pause.kind, pause.begun_at, pause.end_at), (MeasureKind::Pause, now, end));
    assert!(pause.in_force_at(end - SignedDuration::from_secs(1)) && !pause.in_force_at(end));
    assert_eq!(pause.cited().count(), 3);
}

fn strict() -> Policy {
    let mut policy = Policy::default();
    policy.business.closes_day_within = Some(Notice::Days(7));
    policy.reliability.business = vec![three_in(Period::CalendarMonth)];
    policy
}

/// A cancellation by one side, clicked by another, and what it does to the business that stands so.
fn cancelled(role: Role, asked_by: Side, now: &str, standing: &Standing) -> Consequences {
    let act = Act {
        clicked_by: Actor {
            role,
            id: "somebody".into(),
        },
        asked_by,
        now: paris(now),
    };
    let request = CancelRequest {
        reason: Some(Reason::Emergency),
        message: "Je suis désolée de vous prévenir si tard.".into(),
        ..CancelRequest::default()
    };
    let decision = cancel(&booked(strict()), &request, &act).unwrap();
    follow(&decision, standing, &mut (10..).map(id))
}

fn closes_the_day(consequences: &Consequences) -> bool {
    let closed = MeasureKind::ClosedDay { date: date(2026, 3, 3) };
    consequences
        .changes
        .iter()
        .any(|change| matches!(change, LedgerChange::Begin(measure) if measure.kind == closed))
}

fn counts_for(consequences: &Consequences) -> Option<&'static str> {
    consequences.changes.iter().find_map(|change| match change {
        LedgerChange::Record(strike) => Some(strike.subject.code()),
        _ => None,
    })
}

/// WEC-01, 08, 10, 11, 17, 09: the appointment starts on Tuesday 3 March at 14:30.
#[test]
fn wec_01_08_10_11_17_what_counts_and_what_closes() {
    use {Role::Client as ByClient, Role::Staff, Side::Business, Side::Client};
    for (what, role, asked_by, now, counted, closes) in [
        ("23 h 30 before", Staff, Business, "2026-03-02T15:00", Some("business"), true),
        (
            "exactly 24 h before is not late",
            Staff,
            Business,
            "2026-03-02T14:30",
            None,
            true,
        ),
        (
            "a second later is late",
            Staff,
            Business,
            "2026-03-02T14:30:01",
            Some("business"),
            true,
        ),
        (
            "exactly 7 days before closes the day",
            Staff,
            Business,
            "2026-02-24T14:30",
            None,
            true,
        ),
        (
            "one minute earlier leaves it open",
            Staff,
            Business,
            "2026-02-24T14:29",
            None,
            false,
        ),
        (
            "what the client wanted counts for nobody when staff click",
            Staff,
            Client,
            "2026-03-03T10:00",
            None,
            false,
        ),
        (
            "a client late, by the link",
            ByClient,
            Client,
            "2026-03-03T10:00",
            Some("client"),
            false,
        ),
        ("a client in time", ByClient, Client, "2026-03-01T10:00", None, false),
        (
            "the professional asked the client to cancel",
            ByClient,
            Business,
            "2026-03-03T10:00",
            None,
            false,
        ),
        ("after the start", Staff, Business, "2026-03-03T15:00", None, false),
    ] {
        let consequences = cancelled(role, asked_by, now, &nobody_yet());
        assert_eq!(counts_for(&consequences), counted, "{what}");
        assert_eq!(closes_the_day(&consequences), closes, "{what}");
    }
}

/// WEC-12 in the preview: "late cancellation 3 of 3", and the pause that begins with it.
#[test]
fn wec_12_the_preview_counts_and_foretells_the_pause() {
    let mut standing = nobody_yet();
    standing.strikes = vec![
        late(1, "2026-03-01T10:00", "2026-03-01T15:00"),
        late(2, "2026-03-02T08:00", "2026-03-02T09:00"),
    ];
    let consequences = cancelled(Role::Staff, Side::Business, "2026-03-03T10:00", &standing);
    let [count] = consequences.counts.as_slice() else {
        panic!("one rule")
    };
    assert_eq!((count.tally.count(), count.rule.threshold), (3, 3));
    let begun = consequences.changes.iter().filter_map(|change| match change {
        LedgerChange::Begin(measure) => Some(measure.kind.code()),
        _ => None,
    });
    assert_eq!(begun.collect::<Vec<_>>(), ["closed_day", "pause"]);
    // WEC-02: one closed day is enough.
    standing.measures = consequences
        .changes
        .iter()
        .filter_map(|change| match change {
            LedgerChange::Begin(measure) => Some(measure.clone()),
            _ => None,
        })
        .collect();
    assert!(!closes_the_day(&cancelled(
        Role::Staff,
        Side::Business,
        "2026-03-03T10:00",
        &standing
    )));
}

fn paused() -> Standing {
    let mut standing = nobody_yet();
    let changes = [1, 2, 3]
        .map(|n| LedgerChange::Record(late(n, "2026-03-10T10:00", "2026-03-10T15:00")))
        .to_vec();
    standing.settled(
        changes,
        &[three_in(Period::CalendarMonth)],
        paris("2026-03-10T10:00"),
        &mut (10..).map(id),
    );
    standing
}

fn contest_of(standing: &Standing) -> Case {
    Case {
        id: CaseId(id(90)),
        kind: CaseKind::ContestedMeasure,
        business: BusinessId(id(3)),
        practitioner: None,
        appointment: None,
        measure: Some(standing.measures[0].id),
        strike: None,
        opened_by: Actor {
            role: Role::Staff,
            id: "usr_1".into(),
        },
        opened_at: paris("2026-03-10T12:00"),
        text: "Un accident de métro, preuve jointe.".into(),
        author: Author::Automatic,
        answer_by: paris("2026-03-17T12:00"),
        state: CaseState::Open,
    }
}

fn judgement(uphold: bool) -> CaseDecision {
    CaseDecision {
        uphold,
        reasons: "La ligne était bien interrompue.".into(),
        limit_for: None,
        by: "opr_2".into(),
    }
}

/// L12: a contest that succeeds during the pause lifts it and strikes out what it was founded on, in one act; one that fails counts it again.
#[test]
fn l12_a_contest_during_a_running_pause() {
    let policy = ReliabilityPolicy {
        business: vec![three_in(Period::CalendarMonth)],
        ..ReliabilityPolicy::default()
    };
    let mut standing = paused();
    let case = contest_of(&standing);
    let now = paris("2026-03-10T12:00");
    opened(&case, &standing).iter().for_each(|change| standing.apply(change));
    assert!(
        standing.strikes.iter().all(|strike| !strike.counts_at(now)),
        "contested, they do not count"
    );
    assert!(
        standing.due(&policy.business, now, &mut (20..).map(id)).is_empty(),
        "the pause goes on meanwhile"
    );
    let later = paris("2026-03-11T09:00");
    for (uphold, in_force, counted) in [(true, 0, 0), (false, 1, 0)] {
        let (decided, changes) = decide_case(&case, &judgement(uphold), &standing, &policy, later, &mut (30..).map(id)).unwrap();
        let mut after = standing.clone();
        changes.iter().for_each(|change| after.apply(change));
        assert_eq!(decided.state.code(), if uphold { "upheld" } else { "rejected" });
        assert_eq!(
            after.measures.iter().filter(|measure| measure.in_force_at(later)).count(),
            in_force,
            "upheld: {uphold}"
        );
        assert_eq!(after.count(&policy.business[0], later).count(), counted, "upheld: {uphold}");
        assert!(
            after.due(&policy.business, later, &mut (40..).map(id)).is_empty(),
            "nothing begins again by itself"
        );
    }
}

/// L12: who decided what is contested does not judge the contest; nobody judges twice or without reasons.
#[test]
fn l12_who_may_decide_and_how() {
    let standing = paused();
    let case = contest_of(&standing);
    let own = Case {
        author: Author::Person("opr_2".into()),
        ..case.clone()
    };
    let settled = Case {
        state: CaseState::Upheld(StruckOut {
            at: case.opened_at,
            by: "opr_3".into(),
            why: String::new(),
        }),
        ..case.clone()
    };
    let short = CaseDecision {
        reasons: "non".into(),
        ..judgement(false)
    };
    for (case, decision, expected) in [
        (&own, judgement(true), "same_person"),
        (&settled, judgement(true), "already_decided"),
        (&case, short, "reasons_too_short"),
    ] {
        let refusal = decide_case(
            case,
            &decision,
            &standing,
            &ReliabilityPolicy::default(),
            case.opened_at,
            &mut (20..).map(id),
        )
        .unwrap_err();
        assert_eq!(serde_json::to_value(refusal).unwrap()["code"], expected);
    }
}

/// WEC-09: support limits an account that asked a client to cancel, for a time it chooses, with an incident and its reasons.
#[test]
fn wec_09_support_limits_an_account() {
    let standing = nobody_yet();
    let case = Case {
        kind: CaseKind::AskedToCancel,
        practitioner: Some(PractitionerId(id(4))),
        appointment: Some(AppointmentId(id(7))),
        measure: None,
        ..contest_of(&paused())
    };
    for (limit_for, kinds) in [(Some(Notice::Days(7)), vec!["limitation"]), (None, vec![])] {
        let decision = CaseDecision {
            limit_for,
            ..judgement(true)
        };
        let (_, changes) = decide_case(
            &case,
            &decision,
            &standing,
            &ReliabilityPolicy::default(),
            case.opened_at,
            &mut (20..).map(id),
        )
        .unwrap();
        let begun: Vec<&str> = changes
            .iter()
            .filter_map(|change| match change {
                LedgerChange::Begin(measure) => Some(measure.kind.code()),
                _ => None,
            })
            .collect();
        assert_eq!(begun, kinds);
        assert!(
            changes
                .iter()
                .any(|change| matches!(change, LedgerChange::Record(strike) if strike.kind == StrikeKind::AskedClientToCancel))
        );
    }
}

/// L8: an incident that has expired counts no more.
#[test]
fn l8_incidents_expire() {
    let mut standing = nobody_yet();
    standing.strikes = vec![late(1, "2026-03-10T10:00", "2026-03-10T15:00")];
    let rule = three_in(Period::Rolling(Notice::Days(365)));
    let expiry = standing.strikes[0].expires_at;
    assert_eq!(standing.count(&rule, expiry - SignedDuration::from_secs(1)).count(), 1);
    assert_eq!(standing.count(&rule, expiry).count(), 0);
}

#[test]
fn a_person_who_lifts_a_measure_does_not_make_it_begin_again() {
    let mut standing = paused();
    let now = paris("2026-03-10T11:00");
    let lift = LedgerChange::Lift {
        measure: standing.measures[0].id,
        lifted: StruckOut {
            at: now,
            by: "opr_1".into(),
            why: "Sur demande, première fois.".into(),
        },
    };
    let changes = standing.settled(vec![lift], &[three_in(Period::CalendarMonth)], now, &mut (20..).map(id));
    assert_eq!(changes.len(), 1);
}

/// The long way: every pair of incidents is compared, months are compared by their names.
fn naive_count(strikes: &[Strike], away: &[Away], now: Timestamp) -> usize {
    let month = |at: Timestamp| {
        at.to_zoned(TimeZone::get("Europe/Paris").unwrap())
            .strftime("%Y-%m")
            .to_string()
    };
    let counts = |strike: &Strike| {
        strike.at <= now
            && now < strike.expires_at
            && month(strike.at) == month(now)
            && strike.contested_at.is_none()
            && strike.struck_out.is_none()
    };
    let group = |strike: &Strike| {
        let mut covering: Vec<&Away> = away
            .iter()
            .filter(|a| a.practitioner == strike.practitioner && strike.start >= a.start && strike.start < a.end)
            .collect();
        covering.sort_by_key(|away| (away.start, away.absence));
        covering
            .first()
            .map_or_else(|| format!("alone {}", strike.id), |away| away.absence.to_string())
    };
    let groups: std::collections::HashSet<String> = strikes.iter().filter(|strike| counts(strike)).map(group).collect();
    groups.len()
}

prop_compose! {
    fn some_strike()(minutes in 0_i64..100_000, notice in 1_i64..1_440, person in 0_u128..3, contested in prop::bool::weighted(0.1), out in prop::bool::weighted(0.1)) -> Strike {
        let at = at("2026-02-01T00:00:00+01:00") + SignedDuration::from_mins(minutes);
        Strike {
            practitioner: PractitionerId(id(person)),
            at,
            start: at + SignedDuration::from_mins(notice),
            expires_at: at + SignedDuration::from_hours(24 * 20),
            contested_at: contested.then_some(at),
            struck_out: out.then(|| StruckOut { at, by: "opr_1".into(), why: "erreur".into() }),
            ..late(0, "2026-03-10T10:00", "2026-03-10T15:00")
        }
    }
}
prop_compose! {
    fn some_absence()(minutes in 0_i64..100_000, length in 60_i64..10_000, person in 0_u128..3) -> Away {
        let start = at("2026-02-01T00:00:00+01:00") + SignedDuration::from_mins(minutes);
        Away { absence: AbsenceId(id(0)), practitioner: PractitionerId(id(person)), start, end: start + SignedDuration::from_mins(length) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    /// For random histories the count is what a naive recount gives, and asking twice for what is due changes nothing more.
    #[test]
    fn the_count_is_what_a_naive_recount_gives(mut strikes in prop::collection::vec(some_strike(), 0..14), mut away in prop::collection::vec(some_absence(), 0..5), asked in 0_i64..110_000) {
        strikes.iter_mut().enumerate().for_each(|(n, strike)| strike.id = StrikeId(id(n as u128)));
        away.iter_mut().enumerate().for_each(|(n, away)| away.absence = AbsenceId(id(n as u128)));
        let now = at("2026-02-01T00:00:00+01:00") + SignedDuration::from_mins(asked);
        let mut standing = Standing { strikes, away, ..nobody_yet() };
        let rule = three_in(Period::CalendarMonth);
        let naive = naive_count(&standing.strikes, &standing.away, now);
        prop_assert_eq!(standing.count(&rule, now).groups.len(), naive);
        let begun = standing.settled(Vec::new(), std::slice::from_ref(&rule), now, &mut (100..).map(id));
        prop_assert_eq!(begun.len(), usize::from(naive >= 3));
        prop_assert_eq!(standing.settled(Vec::new(), &[rule], now, &mut (200..).map(id)), vec![]);
    }
}
