//! How reliable a business has been: a score made of declared parameters only, with what each came to (TRW-08, WEC+17, L13).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::counting::{Counting, Period, Tally, tally};
use super::{Author, Away, Ground, LedgerChange, Measure, MeasureKind, Standing, Strike, StrikeKind, StruckOut};
use crate::ids::{AbsenceId, AppointmentId, MeasureId, PractitionerId};
use crate::policy::RankingPolicy;

/// What a score is made of. There is nothing here for money, for measures or for refused proposals (L13, WEC+18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parameter {
    /// The score everybody begins with; it fades as there is more to go by.
    Start,
    /// Appointments that took place.
    Honoured,
    /// Appointments that the business cancelled in time.
    Cancelled,
    /// Appointments that the business cancelled late.
    LateCancelled,
    /// Appointments that the business missed.
    Missed,
    /// Appointments that clients cancelled, where the network looks at them.
    CancelledByClient,
}

impl Parameter {
    /// Every parameter, in the order in which they are shown.
    pub const ALL: [Parameter; 6] = [
        Parameter::Start,
        Parameter::Honoured,
        Parameter::Cancelled,
        Parameter::LateCancelled,
        Parameter::Missed,
        Parameter::CancelledByClient,
    ];

    /// The word stored, shown by the API and used in keys of texts.
    pub fn code(self) -> &'static str {
        match self {
            Parameter::Start => "start",
            Parameter::Honoured => "honoured",
            Parameter::Cancelled => "cancelled",
            Parameter::LateCancelled => "late_cancelled",
            Parameter::Missed => "missed",
            Parameter::CancelledByClient => "cancelled_by_client",
        }
    }
}

/// How many appointments of each kind count, an absence being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RankingCounts {
    /// That took place.
    pub honoured: u32,
    /// That the business cancelled in time.
    pub cancelled: u32,
    /// That the business cancelled late.
    pub late_cancelled: u32,
    /// That the business missed.
    pub missed: u32,
    /// That clients cancelled.
    pub cancelled_by_client: u32,
}

/// One parameter of a score and what it came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePart {
    /// Which.
    pub parameter: Parameter,
    /// How many counted; for the start, as how many kept ones it counts.
    pub count: u32,
    /// What each weighs, in hundredths of a kept one.
    pub weight: u32,
    /// How many thousandths of a point it takes from 100. What is kept takes nothing and makes everything else weigh less.
    pub takes: u32,
}

/// A score with everything it was made of: 100 minus what each parameter takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// 0 to 100 000.
    pub thousandths: u32,
    /// Every parameter that has a weight.
    pub parts: Vec<ScorePart>,
}

/// Thousandths in a full score.
const FULL: u64 = 100_000;

/// The score that these counts come to: the kept share of everything, each by its weight, beside the starting score.
pub fn score(counts: &RankingCounts, policy: &RankingPolicy) -> Score {
    let weights = &policy.weights;
    let of = |parameter, count: u32, weight: u32| (parameter, count, weight);
    let lost = [
        of(Parameter::Cancelled, counts.cancelled, weights.cancelled),
        of(Parameter::LateCancelled, counts.late_cancelled, weights.late_cancelled),
        of(Parameter::Missed, counts.missed, weights.missed),
        of(
            Parameter::CancelledByClient,
            counts.cancelled_by_client,
            weights.cancelled_by_client,
        ),
    ];
    let start = of(Parameter::Start, policy.starts_as, weights.honoured);
    let honoured = of(Parameter::Honoured, counts.honoured, weights.honoured);
    let mass = |(_, count, weight): (Parameter, u32, u32)| u64::from(count) * u64::from(weight);
    let all = mass(start) + mass(honoured) + lost.into_iter().map(mass).sum::<u64>();
    let missing = FULL.saturating_sub(u64::from(policy.starting_score));
    // With nothing at all to go by, the starting score is the score.
    let start_takes = (missing * mass(start)).checked_div(all).unwrap_or(missing);
    let takes = |part| (FULL * mass(part)).checked_div(all).unwrap_or_default();
    let shown = |(parameter, count, weight), takes: u64| ScorePart {
        parameter,
        count,
        weight,
        takes: u32::try_from(takes).unwrap_or(u32::MAX),
    };
    let lost = lost.into_iter().filter(|(.., weight)| *weight > 0);
    let parts: Vec<ScorePart> = [shown(start, start_takes), shown(honoured, 0)]
        .into_iter()
        .chain(lost.map(|part| shown(part, takes(part))))
        .collect();
    let taken: u64 = parts.iter().map(|part| u64::from(part.takes)).sum();
    Score {
        thousandths: u32::try_from(FULL.saturating_sub(taken)).unwrap_or_default(),
        parts,
    }
}

/// An appointment that was cancelled, as far as a score looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CancelledOne {
    /// Which.
    pub appointment: AppointmentId,
    /// With whom.
    pub practitioner: PractitionerId,
    /// When it was to start.
    pub start: Timestamp,
}

/// Everything that a business's counts come from.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Incidents, absences and measures.
    pub standing: &'a Standing,
    /// How many appointments took place within the window.
    pub honoured: u32,
    /// How many the clients cancelled within the window.
    pub cancelled_by_client: u32,
    /// Those that the business cancelled within the window.
    pub cancelled: &'a [CancelledOne],
}

/// The counts of a business at `now`, with the appointments that count against it, sorted.
///
/// An appointment with a late cancellation in the ledger counts there or, when that was struck out or is contested, nowhere. What belongs to an absence that
/// counts already counts no more. What a person of the network has taken back with a lowered rank counts nowhere (L12).
pub fn counted(record: Record<'_>, policy: &RankingPolicy, now: Timestamp) -> (RankingCounts, Vec<AppointmentId>) {
    let standing = record.standing;
    let excused = excused(&standing.measures);
    let strikes: Vec<&Strike> = standing
        .strikes
        .iter()
        .filter(|strike| !excused.contains(&strike.appointment))
        .collect();
    let of_kind = |kind: StrikeKind| {
        let counting = Counting {
            kinds: &[kind],
            period: Period::Rolling(policy.over),
            zone: &standing.zone,
        };
        tally(&strikes, &standing.away, counting, now)
    };
    let (late, missed) = (of_kind(StrikeKind::LateCancellation), of_kind(StrikeKind::Missed));
    // What was found to be cancelled in the client's name is still a cancellation; the incident that says so has no weight of its own here.
    let weighed = |strike: &&Strike| strike.kind != StrikeKind::AskedClientToCancel;
    let in_ledger: BTreeSet<AppointmentId> = standing
        .strikes
        .iter()
        .filter(weighed)
        .map(|strike| strike.appointment)
        .collect();
    let plain: Vec<&CancelledOne> = record
        .cancelled
        .iter()
        .filter(|one| !in_ledger.contains(&one.appointment) && !excused.contains(&one.appointment))
        .collect();
    let taken: BTreeSet<AbsenceId> = late
        .groups
        .iter()
        .chain(&missed.groups)
        .filter_map(|group| group.absence)
        .collect();
    let (cancelled, plain) = grouped(&plain, &standing.away, &taken);
    let counts = RankingCounts {
        honoured: record.honoured,
        cancelled,
        late_cancelled: late.count(),
        missed: missed.count(),
        cancelled_by_client: record.cancelled_by_client,
    };
    let of = |tally: &Tally| -> Vec<AppointmentId> {
        let counts = |strike: &&&Strike| tally.strikes().any(|id| id == strike.id);
        strikes.iter().filter(counts).map(|strike| strike.appointment).collect()
    };
    let against: BTreeSet<AppointmentId> = of(&late).into_iter().chain(of(&missed)).chain(plain).collect();
    (counts, against.into_iter().collect())
}

/// What was taken back with a lowered rank that a person lifted.
fn excused(measures: &[Measure]) -> BTreeSet<AppointmentId> {
    let by_person = |measure: &&Measure| measure.lifted.as_ref().is_some_and(|lifted| lifted.by != CLOCK);
    let of = |measure: &Measure| match &measure.ground {
        Ground::Score { counted, .. } => counted.clone(),
        _ => Vec::new(),
    };
    measures.iter().filter(by_person).flat_map(of).collect()
}

/// How many plain cancellations count, one for each absence, none for an absence that counts already; and which those are.
fn grouped(plain: &[&CancelledOne], away: &[Away], taken: &BTreeSet<AbsenceId>) -> (u32, Vec<AppointmentId>) {
    let mut groups: BTreeMap<(Option<AbsenceId>, Option<AppointmentId>), Vec<AppointmentId>> = BTreeMap::new();
    for one in plain {
        let covers = |away: &&Away| away.practitioner == one.practitioner && away.start <= one.start && one.start < away.end;
        let absence = away
            .iter()
            .filter(covers)
            .min_by_key(|away| (away.start, away.absence))
            .map(|away| away.absence);
        if absence.is_some_and(|absence| taken.contains(&absence)) {
            continue;
        }
        let alone = absence.is_none().then_some(one.appointment);
        groups.entry((absence, alone)).or_default().push(one.appointment);
    }
    let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    (count, groups.into_values().flatten().collect())
}

/// A business's place in the order as last computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// The score with its parts.
    pub score: Score,
    /// The score from which a fall is measured: it rises with the score and falls only with a statement of reasons.
    pub told: u32,
    /// The appointments that counted against the business when `told` was last set.
    pub told_with: Vec<AppointmentId>,
}

impl Ranked {
    /// Somebody of whom nothing is known yet.
    pub fn beginner(policy: &RankingPolicy) -> Self {
        let score = score(&RankingCounts::default(), policy);
        Ranked {
            told: score.thousandths,
            score,
            told_with: Vec::new(),
        }
    }
}

/// Stands in `lifted_why` of a lowered rank whose score was reached again.
pub const SCORE_REACHED_AGAIN: &str = "score_reached_again";
/// Stands for the time itself where a person could act.
const CLOCK: &str = "clock";

/// The business's place as it is now, and the statements that come with it: a fall that is worth one begins a measure, a score that is reached again ends it.
pub fn ranked(
    before: &Ranked,
    record: Record<'_>,
    policy: &RankingPolicy,
    now: Timestamp,
    ids: &mut dyn Iterator<Item = Uuid>,
) -> (Ranked, Vec<LedgerChange>) {
    let standing = record.standing;
    let (counts, against) = counted(record, policy, now);
    let score = score(&counts, policy);
    let mut changes = reached_again(&standing.measures, score.thousandths, now);
    let fell = before.told.saturating_sub(score.thousandths) >= policy.statement_from;
    let began = fell
        .then(|| lowered(before, &score, &against, standing, policy, now, ids))
        .flatten();
    let is_told = began.is_some() || score.thousandths >= before.told;
    let (told, told_with) = match is_told {
        true => (score.thousandths, against),
        false => (before.told, before.told_with.clone()),
    };
    changes.extend(began.map(LedgerChange::Begin));
    (Ranked { score, told, told_with }, changes)
}

fn reached_again(measures: &[Measure], score: u32, now: Timestamp) -> Vec<LedgerChange> {
    let reached = |measure: &&Measure| matches!(measure.kind, MeasureKind::LoweredRank { from, .. } if score >= from);
    let lift = |measure: &Measure| LedgerChange::Lift {
        measure: measure.id,
        lifted: StruckOut {
            at: now,
            by: CLOCK.into(),
            why: SCORE_REACHED_AGAIN.into(),
        },
    };
    let standing = measures.iter().filter(|measure| measure.in_force_at(now));
    standing.filter(reached).map(lift).collect()
}

fn lowered(
    before: &Ranked,
    score: &Score,
    against: &[AppointmentId],
    standing: &Standing,
    policy: &RankingPolicy,
    now: Timestamp,
    ids: &mut dyn Iterator<Item = Uuid>,
) -> Option<Measure> {
    let counted = against.iter().copied().filter(|id| !before.told_with.contains(id)).collect();
    Some(Measure {
        id: MeasureId(ids.next()?),
        subject: standing.subject,
        practitioner: None,
        kind: MeasureKind::LoweredRank {
            from: before.told,
            to: score.thousandths,
        },
        ground: Ground::Score {
            parts: score.parts.clone(),
            over: policy.over,
            counted,
        },
        author: Author::Automatic,
        begun_at: now,
        end_at: policy.over.after(now),
        lifted: None,
    })
}

#[cfg(test)]
mod tests;
