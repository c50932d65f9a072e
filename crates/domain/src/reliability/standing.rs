//! How somebody stands with the network, and what follows from it: a pure function of the ledger, asked again after every change of it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::counting::{Counting, Group, Tally, tally};
use super::{Author, Away, Ground, Measure, MeasureKind, Strike, StruckOut, Subject};
use crate::ids::{AbsenceId, MeasureId, StrikeId};
use crate::policy::MeasureRule;

/// Everything that is known of one subject, read under the lock of its row.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whose.
    pub subject: Subject,
    /// The network's zone, in which months are counted.
    pub zone: TimeZone,
    /// Incidents that may still count.
    pub strikes: Vec<Strike>,
    /// Absences that may group them.
    pub away: Vec<Away>,
    /// Measures that ended not long ago, are in force, or were lifted.
    pub measures: Vec<Measure>,
}

/// What has to change because the ledger changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerChange {
    /// An incident is recorded.
    Record(Strike),
    /// A measure begins.
    Begin(Measure),
    /// An incident no longer counts, for good.
    StrikeOut {
        /// Which.
        strike: StrikeId,
        /// Who, when and why.
        struck_out: StruckOut,
    },
    /// An incident does not count while a contest of it is open; `None` counts it again.
    Contest {
        /// Which.
        strike: StrikeId,
        /// Since when it is contested.
        since: Option<Timestamp>,
    },
    /// A measure loses its ground: an absence made one incident of several, or an incident was struck out.
    Lift {
        /// Which.
        measure: MeasureId,
        /// Who, when and why.
        lifted: StruckOut,
    },
}

/// How far somebody is from a measure, for the sentence "late cancellation 2 of 3 this month".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The rule.
    pub rule: MeasureRule,
    /// What counts now.
    pub tally: Tally,
}

/// Stands in `lifted_why` of a measure whose ground was counted away.
pub const NO_LONGER_COUNTED: &str = "no_longer_counted";

impl Standing {
    /// What counts towards a rule at `now`: what an earlier measure was founded on is left out, unless the rule counts it again.
    pub fn count(&self, rule: &MeasureRule, now: Timestamp) -> Tally {
        let counting = Counting {
            kinds: &rule.counts,
            period: rule.within,
            zone: &self.zone,
        };
        let strikes: Vec<&Strike> = self.strikes.iter().collect();
        let mut tally = tally(&strikes, &self.away, counting, now);
        tally.groups.retain(|group| rule.counted_again || self.is_new(rule, group));
        tally
    }

    /// How far the subject is from each measure.
    pub fn counts(&self, rules: &[MeasureRule], now: Timestamp) -> Vec<Count> {
        let count = |rule: &MeasureRule| Count {
            rule: rule.clone(),
            tally: self.count(rule, now),
        };
        rules.iter().map(count).collect()
    }

    /// The measures that should begin or end now. Asked twice it answers the second time with nothing, so whoever comes late begins nothing again.
    pub fn due(&self, rules: &[MeasureRule], now: Timestamp, ids: &mut dyn Iterator<Item = Uuid>) -> Vec<LedgerChange> {
        let mut after = self.clone();
        let mut changes = after.lift_groundless(now);
        for rule in rules {
            changes.extend(after.begin(rule, now, ids).map(LedgerChange::Begin));
        }
        changes
    }

    /// The standing after a change.
    pub fn apply(&mut self, change: &LedgerChange) {
        match change {
            LedgerChange::Record(strike) if strike.subject != self.subject => {}
            LedgerChange::Record(strike) => self.strikes.push(strike.clone()),
            LedgerChange::Begin(measure) => self.measures.push(measure.clone()),
            LedgerChange::Lift { measure, lifted } => {
                let measures = self.measures.iter_mut().filter(|known| known.id == *measure);
                measures.for_each(|known| known.lifted = Some(lifted.clone()));
            }
            LedgerChange::StrikeOut { strike, struck_out } => {
                let strikes = self.strikes.iter_mut().filter(|known| known.id == *strike);
                strikes.for_each(|known| known.struck_out = Some(struck_out.clone()));
            }
            LedgerChange::Contest { strike, since } => {
                let strikes = self.strikes.iter_mut().filter(|known| known.id == *strike);
                strikes.for_each(|known| known.contested_at = *since);
            }
        }
    }

    /// Applies changes, then everything that is due because of them; all of it, in order.
    pub fn settled(
        &mut self,
        mut changes: Vec<LedgerChange>,
        rules: &[MeasureRule],
        now: Timestamp,
        ids: &mut dyn Iterator<Item = Uuid>,
    ) -> Vec<LedgerChange> {
        changes.iter().for_each(|change| self.apply(change));
        let due = self.due(rules, now, ids);
        due.iter().for_each(|change| self.apply(change));
        changes.extend(due);
        changes
    }

    fn lift_groundless(&mut self, now: Timestamp) -> Vec<LedgerChange> {
        let groundless: Vec<MeasureId> = self
            .measures
            .iter()
            .filter(|measure| measure.in_force_at(now) && !self.still_founded(measure))
            .map(|measure| measure.id)
            .collect();
        let lifted = StruckOut {
            at: now,
            by: "clock".into(),
            why: NO_LONGER_COUNTED.into(),
        };
        for measure in self.measures.iter_mut().filter(|measure| groundless.contains(&measure.id)) {
            measure.lifted = Some(lifted.clone());
        }
        let lift = |measure| LedgerChange::Lift {
            measure,
            lifted: lifted.clone(),
        };
        groundless.into_iter().map(lift).collect()
    }

    /// Whether the incidents a measure cites would still be enough, grouped as the absences are now. Expiry and contests do not matter here: it began rightly.
    fn still_founded(&self, measure: &Measure) -> bool {
        let Ground::Incidents { threshold, counted, .. } = &measure.ground else {
            return true;
        };
        let cited: Vec<&Strike> = self
            .strikes
            .iter()
            .filter(|strike| strike.struck_out.is_none() && measure.cited().any(|id| id == strike.id))
            .collect();
        let weights: Vec<(Option<AbsenceId>, u32)> = cited
            .iter()
            .map(|strike| (super::absence_of(strike, &self.away), strike.weight))
            .collect();
        let kept = counted.iter().flat_map(|group| &group.strikes).count();
        // Incidents too old to be read were not struck out either: then nothing is taken back.
        let read = self
            .strikes
            .iter()
            .filter(|strike| measure.cited().any(|id| id == strike.id))
            .count();
        read < kept || grouped_weight(&weights) >= threshold * 100
    }

    fn begin(&mut self, rule: &MeasureRule, now: Timestamp, ids: &mut dyn Iterator<Item = Uuid>) -> Option<Measure> {
        let counted = self.count(rule, now);
        let news = counted.groups.iter().any(|group| self.is_new(rule, group));
        if counted.weight() < rule.threshold * 100 || !news {
            return None;
        }
        let measure = Measure {
            id: MeasureId(ids.next()?),
            subject: self.subject,
            practitioner: None,
            kind: MeasureKind::Pause,
            ground: Ground::Incidents {
                rule: rule.name.clone(),
                threshold: rule.threshold,
                within: rule.within,
                lasts: rule.pause,
                counted: counted.groups,
            },
            author: Author::Automatic,
            begun_at: now,
            end_at: rule.pause.after(now),
            lifted: None,
        };
        self.measures.push(measure.clone());
        Some(measure)
    }

    /// Whether no measure of this rule is founded on any incident of the group; one whose ground was counted away no longer is.
    fn is_new(&self, rule: &MeasureRule, group: &Group) -> bool {
        let of_rule = |measure: &&Measure| matches!(&measure.ground, Ground::Incidents { rule: name, .. } if *name == rule.name);
        let mut standing = self.measures.iter().filter(of_rule).filter(|measure| measure.is_spent());
        !standing.any(|measure| measure.cited().any(|id| group.strikes.contains(&id)))
    }
}

/// The weight of incidents when those under one absence count once, as heavy as the heaviest.
fn grouped_weight(weights: &[(Option<AbsenceId>, u32)]) -> u32 {
    let alone: u32 = weights
        .iter()
        .filter(|(absence, _)| absence.is_none())
        .map(|(_, weight)| weight)
        .sum();
    let mut heaviest = std::collections::BTreeMap::new();
    for (absence, weight) in weights {
        if let Some(absence) = absence {
            let kept: &mut u32 = heaviest.entry(*absence).or_default();
            *kept = (*kept).max(*weight);
        }
    }
    alone + heaviest.values().sum::<u32>()
}
