//! Reliability: incidents of clients and businesses, how they are counted, and the measures that follow.
//!
//! One ledger for both sides. Which incidents are one is not kept but computed: it is the absence that covers them now, so it does not matter whether the
//! absence or the cancellation was entered first, and the count follows when an absence is changed (WEC-15, WEC-16).

mod case;
mod counting;
mod following;
mod measure;
mod ranking;
mod standing;
mod strike;

pub use case::{Case, CaseDecision, CaseKind, CaseRefusal, CaseState, SHORTEST_REASONS, contested, decide_case, opened};
pub use counting::{Counting, Group, NotAPeriod, Period, Tally, absence_of, oldest_that_counts, tally};
pub use following::{Closing, Consequences, Incident, follow, follow_each};
pub use measure::{Author, Ground, Measure, MeasureKind};
pub use ranking::{
    CancelledOne, Parameter, Ranked, RankingCounts, Record, SCORE_REACHED_AGAIN, Score, ScorePart, counted, ranked, score,
};
pub use standing::{Count, LedgerChange, NO_LONGER_COUNTED, Standing};
pub use strike::{Away, Strike, StrikeKind, StruckOut, Subject};

#[cfg(test)]
mod tests;
