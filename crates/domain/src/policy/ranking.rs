//! Ranking: the declared parameters of the reliability score and what each weighs.

use serde::{Deserialize, Serialize};

use super::PolicyFault;
use crate::notice::Notice;

/// By what businesses are ordered. Nothing else changes an order: no payment, no measure, no refused proposal (L13, WEC+18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RankingPolicy {
    /// Whether businesses are ordered by their score at all.
    pub enabled: bool,
    /// How far back anything counts.
    pub over: Notice,
    /// The score of somebody of whom nothing is known yet, in thousandths of a point of 100.
    pub starting_score: u32,
    /// As how many kept appointments the starting score counts: it fades as there is more to go by.
    pub starts_as: u32,
    /// A score that falls by so much, in thousandths of a point, comes with a statement of reasons (L11).
    pub statement_from: u32,
    /// What each parameter weighs.
    pub weights: RankingWeights,
}

/// What one appointment of each kind weighs, in hundredths of a kept one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RankingWeights {
    /// An appointment that took place.
    pub honoured: u32,
    /// One that the business cancelled in time; all under one absence are one.
    pub cancelled: u32,
    /// One that the business cancelled late; all under one absence are one (WEC-15).
    pub late_cancelled: u32,
    /// One that the business missed: as much as three cancelled ones (WEC+17).
    pub missed: u32,
    /// One that the client cancelled. Nothing by default (WEC-17); some networks look at the cancellations of both sides (TRW+11).
    pub cancelled_by_client: u32,
}

impl Default for RankingPolicy {
    fn default() -> Self {
        RankingPolicy {
            enabled: false,
            over: Notice::Days(180),
            starting_score: 80_000,
            starts_as: 10,
            statement_from: 1_000,
            weights: RankingWeights::default(),
        }
    }
}

impl Default for RankingWeights {
    fn default() -> Self {
        RankingWeights {
            honoured: 100,
            cancelled: 100,
            late_cancelled: 200,
            missed: 300,
            cancelled_by_client: 0,
        }
    }
}

impl RankingPolicy {
    pub(super) fn fault(&self) -> Option<PolicyFault> {
        let fault = |key: &str, why: &str| {
            Some(PolicyFault {
                key: format!("ranking.{key}"),
                why: why.into(),
            })
        };
        let minutes = self.over.elapsed_minutes();
        if minutes == 0 || minutes > 366 * 24 * 60 {
            return fault("over", "a score looks back for some time, and for at most a year");
        }
        if self.starting_score > 100_000 {
            return fault("starting_score", "a score is at most 100000 thousandths");
        }
        if self.starts_as > 1_000 {
            return fault("starts_as", "the starting score counts as at most 1000 appointments");
        }
        if self.statement_from == 0 {
            return fault("statement_from", "a statement needs some fall to tell about");
        }
        let weights = &self.weights;
        if weights.honoured == 0 {
            return fault("weights.honoured", "what is kept must count");
        }
        let all = [
            ("weights.honoured", weights.honoured),
            ("weights.cancelled", weights.cancelled),
            ("weights.late_cancelled", weights.late_cancelled),
            ("weights.missed", weights.missed),
            ("weights.cancelled_by_client", weights.cancelled_by_client),
        ];
        let heavy = all.into_iter().find(|(_, weight)| *weight > 10_000);
        heavy.and_then(|(key, _)| fault(key, "one appointment weighs at most as much as a hundred"))
    }
}
