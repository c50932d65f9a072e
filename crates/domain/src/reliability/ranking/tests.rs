use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde_json::json;

use super::*;
use crate::ids::{BusinessId, StrikeId};
use crate::notice::Notice;
use crate::policy::RankingWeights;
use crate::reliability::Subject;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-03-20T10:00:00Z")
}

fn policy() -> RankingPolicy {
    RankingPolicy {
        enabled: true,
        ..RankingPolicy::default()
    }
}

fn counts(honoured: u32, cancelled: u32, late_cancelled: u32, missed: u32) -> RankingCounts {
    RankingCounts {
        honoured,
        cancelled,
        late_cancelled,
        missed,
        cancelled_by_client: 0,
    }
}

fn points(counts: RankingCounts) -> u32 {
    score(&counts, &policy()).thousandths
}

fn standing(strikes: Vec<Strike>, away: Vec<Away>, measures: Vec<Measure>) -> Standing {
    Standing {
        subject: Subject::Business(BusinessId(id(1))),
        zone: TimeZone::get("Europe/Paris").unwrap(),
        strikes,
        away,
        measures,
    }
}

/// A late cancellation of appointment `n`, which was to start at noon of a day of March.
fn late(n: u128, day: u8) -> Strike {
    Strike {
        id: StrikeId(id(n)),
        subject: Subject::Business(BusinessId(id(1))),
        practitioner: PractitionerId(id(1)),
        appointment: AppointmentId(id(n)),
        kind: StrikeKind::LateCancellation,
        weight: 100,
        at: at(&format!("2026-03-{day:02}T08:00:00Z")),
        start: at(&format!("2026-03-{day:02}T12:00:00Z")),
        expires_at: at("2026-09-30T00:00:00Z"),
        contested_at: None,
        struck_out: None,
    }
}

fn plain(n: u128, day: u8) -> CancelledOne {
    CancelledOne {
        appointment: AppointmentId(id(n)),
        practitioner: PractitionerId(id(1)),
        start: at(&format!("2026-03-{day:02}T12:00:00Z")),
    }
}

fn away(from: u8, to: u8) -> Away {
    Away {
        absence: AbsenceId(id(u128::from(from))),
        practitioner: PractitionerId(id(1)),
        start: at(&format!("2026-03-{from:02}T00:00:00Z")),
        end: at(&format!("2026-03-{to:02}T00:00:00Z")),
    }
}

fn record<'a>(standing: &'a Standing, honoured: u32, cancelled: &'a [CancelledOne]) -> Record<'a> {
    Record {
        standing,
        honoured,
        cancelled_by_client: 0,
        cancelled,
    }
}

fn rank(before: &Ranked, record: Record<'_>) -> (Ranked, Vec<LedgerChange>) {
    ranked(before, record, &policy(), now(), &mut (1_000..).map(id))
}

/// WEC+17, TRW-08: what a history comes to. Start: 80 points, as ten kept appointments.
#[test]
fn trw_08_the_more_a_business_cancels_the_lower_it_stands() {
    for (counted, expected) in [
        (counts(0, 0, 0, 0), 80_000),
        (counts(10, 0, 0, 0), 90_000),
        (counts(90, 0, 0, 0), 98_000),
        (counts(10, 1, 0, 0), 85_715),
        (counts(10, 0, 1, 0), 81_819),
        (counts(10, 0, 0, 1), 78_261),
        (counts(10, 3, 0, 0), 78_261),
        (counts(0, 0, 0, 100), 2_581),
    ] {
        let reached = points(counted);
        assert!(reached.abs_diff(expected) <= 2, "{counted:?}: {reached}, not {expected}");
    }
}

/// WEC+17: one missed appointment takes as much as three that were cancelled.
#[test]
fn wec17_more_a_missed_one_weighs_as_three_cancelled_ones() {
    for honoured in [0, 1, 10, 100] {
        assert_eq!(
            points(counts(honoured, 3, 0, 0)),
            points(counts(honoured, 0, 0, 1)),
            "{honoured} kept"
        );
    }
}

/// L13: the score follows from its declared parts alone, each moves it the way that is declared, and what they take adds up.
#[test]
fn l13_a_score_is_a_hundred_less_what_the_declared_parameters_take() {
    let mut checked = 0;
    for n in 0..4_096_u32 {
        let some = |shift: u32| (n >> shift) & 7;
        let counted = counts(some(0) * 5, some(3), some(6), some(9));
        let reached = score(&counted, &policy());
        let taken: u32 = reached.parts.iter().map(|part| part.takes).sum();
        assert!(reached.thousandths <= 100_000);
        assert_eq!(reached.thousandths + taken, 100_000, "{counted:?}");
        let with = |more: RankingCounts| points(more);
        assert!(
            with(RankingCounts {
                honoured: counted.honoured + 1,
                ..counted
            }) >= reached.thousandths
        );
        assert!(
            with(RankingCounts {
                cancelled: counted.cancelled + 1,
                ..counted
            }) < reached.thousandths
        );
        assert!(
            with(RankingCounts {
                late_cancelled: counted.late_cancelled + 1,
                ..counted
            }) < reached.thousandths
        );
        assert!(
            with(RankingCounts {
                missed: counted.missed + 1,
                ..counted
            }) < reached.thousandths
        );
        checked += 1;
    }
    assert_eq!(checked, 4_096);
}

/// L13, WEC+18: what a score is made of is a closed list, and neither money, nor measures, nor refused proposals are on it.
#[test]
fn l13_wec18_more_the_parameters_are_a_closed_list() {
    let declared: Vec<&str> = Parameter::ALL.into_iter().map(Parameter::code).collect();
    assert_eq!(
        declared,
        [
            "start",
            "honoured",
            "cancelled",
            "late_cancelled",
            "missed",
            "cancelled_by_client"
        ]
    );
    let mut counted: Vec<String> = serde_json::to_value(RankingCounts::default())
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    counted.sort();
    assert_eq!(
        counted,
        ["cancelled", "cancelled_by_client", "honoured", "late_cancelled", "missed"]
    );
    // A measure in force changes nothing of the score.
    let pause = Measure {
        kind: MeasureKind::Pause,
        ground: Ground::Found {
            strike: None,
            reasons: "found".into(),
        },
        ..measure_of(
            rank(
                &Ranked::beginner(&policy()),
                record(&standing(vec![late(1, 2)], vec![], vec![]), 0, &[]),
            )
            .1,
        )
    };
    let (with, without) = (standing(vec![], vec![], vec![pause]), standing(vec![], vec![], vec![]));
    assert_eq!(counted_of(&with), counted_of(&without));
}

fn counted_of(standing: &Standing) -> RankingCounts {
    counted(record(standing, 5, &[]), &policy(), now()).0
}

fn measure_of(changes: Vec<LedgerChange>) -> Measure {
    let began = changes.into_iter().find_map(|change| match change {
        LedgerChange::Begin(measure) => Some(measure),
        _ => None,
    });
    began.expect("a measure begins")
}

/// WEC-15, L3: an absence counts once, the heaviest way; what is contested or struck out counts nowhere; what is old counts no more.
#[test]
fn wec_15_what_counts() {
    let struck_out = |strike: Strike| Strike {
        struck_out: Some(StruckOut {
            at: now(),
            by: "opr_1".into(),
            why: "it was the client".into(),
        }),
        ..strike
    };
    let contested = |strike: Strike| Strike {
        contested_at: Some(now()),
        ..strike
    };
    for (name, strikes, absences, cancelled, expected) in [
        ("each alone", vec![late(1, 2), late(2, 3)], vec![], vec![plain(3, 4)], (2, 1)),
        (
            "late ones of one absence",
            vec![late(1, 2), late(2, 3)],
            vec![away(2, 6)],
            vec![],
            (1, 0),
        ),
        (
            "timely ones of one absence",
            vec![],
            vec![away(2, 6)],
            vec![plain(1, 3), plain(2, 4), plain(3, 9)],
            (0, 2),
        ),
        (
            "an absence that counts already",
            vec![late(1, 2)],
            vec![away(2, 6)],
            vec![plain(2, 4)],
            (1, 0),
        ),
        (
            "in the ledger and cancelled is one",
            vec![late(1, 2)],
            vec![],
            vec![plain(1, 2)],
            (1, 0),
        ),
        (
            "struck out counts nowhere",
            vec![struck_out(late(1, 2))],
            vec![],
            vec![plain(1, 2)],
            (0, 0),
        ),
        (
            "contested counts nowhere",
            vec![contested(late(1, 2))],
            vec![],
            vec![plain(1, 2)],
            (0, 0),
        ),
    ] {
        let standing = standing(strikes, absences, vec![]);
        let (found, against) = counted(record(&standing, 0, &cancelled), &policy(), now());
        assert_eq!((found.late_cancelled, found.cancelled), expected, "{name}");
        assert!(against.is_sorted(), "{name}");
    }
    let old = standing(vec![late(1, 2)], vec![], vec![]);
    let later = at("2026-08-29T08:00:00Z");
    assert_eq!(
        counted(record(&old, 0, &[]), &policy(), later).0.late_cancelled,
        0,
        "180 days are over"
    );
}

/// L11: a fall that is worth a statement comes with one, from the score that was told last; tiny falls wait until they add up.
#[test]
fn l11_a_lowered_rank_comes_with_its_statement_of_reasons() {
    let before = Ranked::beginner(&policy());
    let fallen = standing(vec![late(1, 2)], vec![], vec![]);
    let (after, changes) = rank(&before, record(&fallen, 10, &[]));
    assert!(changes.is_empty(), "81.8 is above the 80 of the start: {changes:?}");
    assert_eq!(after.told, after.score.thousandths);
    let twice = standing(vec![late(1, 2), late(2, 9)], vec![], vec![]);
    let (lower, changes) = rank(&after, record(&twice, 10, &[]));
    let measure = measure_of(changes);
    assert_eq!(
        measure.kind,
        MeasureKind::LoweredRank {
            from: after.told,
            to: lower.score.thousandths
        }
    );
    assert_eq!(measure.author, Author::Automatic);
    assert_eq!(measure.end_at, now() + SignedDuration::from_hours(24 * 180));
    let Ground::Score { parts, over, counted } = &measure.ground else {
        panic!("{:?}", measure.ground)
    };
    assert_eq!((parts, *over), (&lower.score.parts, Notice::Days(180)));
    assert_eq!(counted, &[AppointmentId(id(2))], "what is new since the score that was told");
    let (_, again) = rank(&lower, record(&twice, 10, &[]));
    assert!(again.is_empty(), "asked twice, told once: {again:?}");
}

#[test]
fn l11_tiny_falls_add_up_to_one_statement() {
    let mut place = Ranked::beginner(&policy());
    let none = standing(vec![], vec![], vec![]);
    place = rank(&place, record(&none, 500, &[])).0;
    let top = place.told;
    let mut began = Vec::new();
    for n in 1..=8_u128 {
        let cancelled: Vec<CancelledOne> = (1..=n).map(|n| plain(n, 2)).collect();
        let (after, changes) = rank(&place, record(&none, 500, &cancelled));
        began.extend(changes);
        place = after;
    }
    assert_eq!(began.len(), 1, "{began:?}");
    let measure = measure_of(began);
    assert!(matches!(measure.kind, MeasureKind::LoweredRank { from, to } if from == top && top - to >= 1_000));
}

/// L12: a lowered rank that a person takes back is restored in one act, and what it was founded on never counts again; one whose score is reached again ends.
#[test]
fn l12_a_lowered_rank_is_restored_in_one_act() {
    let before = Ranked::beginner(&policy());
    let cancelled = [plain(1, 2), plain(2, 3)];
    let (lower, changes) = rank(&before, record(&standing(vec![], vec![], vec![]), 0, &cancelled));
    let mut measure = measure_of(changes);
    assert!(lower.told < before.told);
    measure.lifted = Some(StruckOut {
        at: now(),
        by: "opr_7".into(),
        why: "the network's own mistake".into(),
    });
    let restored = standing(vec![], vec![], vec![measure.clone()]);
    let (back, changes) = rank(&lower, record(&restored, 0, &cancelled));
    assert_eq!((back.score.clone(), changes), (before.score.clone(), vec![]));
    measure.lifted = None;
    let standing = standing(vec![], vec![], vec![measure.clone()]);
    let (_, changes) = rank(&lower, record(&standing, 200, &cancelled));
    let [
        LedgerChange::Lift {
            measure: lifted,
            lifted: how,
        },
    ] = changes.as_slice()
    else {
        panic!("{changes:?}")
    };
    assert_eq!((*lifted, how.why.as_str()), (measure.id, SCORE_REACHED_AGAIN));
}

#[test]
fn trw11_more_cancellations_of_clients_count_only_where_they_are_declared() {
    let of_clients = RankingCounts {
        cancelled_by_client: 5,
        ..counts(10, 0, 0, 0)
    };
    assert_eq!(points(of_clients), points(counts(10, 0, 0, 0)), "WEC-17");
    assert!(
        score(&of_clients, &policy())
            .parts
            .iter()
            .all(|part| part.parameter != Parameter::CancelledByClient)
    );
    let both = RankingPolicy {
        weights: RankingWeights {
            cancelled_by_client: 25,
            ..RankingWeights::default()
        },
        ..policy()
    };
    assert!(score(&of_clients, &both).thousandths < points(of_clients), "TRW+11");
}

#[test]
fn a_policy_that_declares_nonsense_is_refused_by_name() {
    for (document, key) in [
        (json!({"ranking": {"over": "400 d"}}), "ranking.over"),
        (json!({"ranking": {"over": "0 min"}}), "ranking.over"),
        (json!({"ranking": {"starting_score": 100_001}}), "ranking.starting_score"),
        (json!({"ranking": {"statement_from": 0}}), "ranking.statement_from"),
        (json!({"ranking": {"weights": {"honoured": 0}}}), "ranking.weights.honoured"),
        (json!({"ranking": {"weights": {"paid": 5}}}), "ranking.weights.paid"),
    ] {
        assert_eq!(crate::policy::resolve(&[&document]).unwrap_err().key, key);
    }
}
