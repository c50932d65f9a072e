//! What follows for the business from an act, as the preview shows it.

use domain::appointment::Decision;
use domain::reliability::{Consequences, Count, LedgerChange, Measure, MeasureKind};
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::moment::written;

/// What follows for the business.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ConsequencesShown {
    /// How near it comes to each measure, this act included.
    counts: Vec<CountShown>,
    /// The local day that closes to new bookings.
    #[schema(format = Date, required)]
    closes: Option<String>,
    /// The measures that begin with it.
    measures: Vec<MeasureForeseen>,
    /// How many measures in force would be lifted.
    lifted: usize,
    /// Whether support of the network is told.
    opens_case: bool,
}

/// How near a business comes to a measure.
#[derive(Debug, Serialize, ToSchema)]
struct CountShown {
    /// Name of the rule in the policy.
    rule: String,
    /// What counts; incidents under one absence are one.
    count: u32,
    /// From how many on the measure begins.
    threshold: u32,
    /// Over which time.
    #[schema(example = "calendar_month")]
    within: String,
}

/// A measure that would begin.
#[derive(Debug, Serialize, ToSchema)]
struct MeasureForeseen {
    /// `closed_day`, `pause`, `limitation` or `lowered_rank`.
    kind: &'static str,
    /// Since when.
    #[schema(format = DateTime)]
    from: String,
    /// Until when, exclusive.
    #[schema(format = DateTime)]
    until: String,
}

impl ConsequencesShown {
    /// What follows from a decision; times are told in the zone of its place.
    pub(in crate::api) fn of(decision: &Decision) -> Self {
        Self::of_all(&decision.consequences, &decision.appointment.when.zone, decision.opens_case)
    }

    /// What follows from several decisions together.
    pub(in crate::api) fn of_all(consequences: &Consequences, zone: &TimeZone, opens_case: bool) -> Self {
        let begun = || consequences.changes.iter().filter_map(begun);
        let closes = begun().find_map(|measure| match measure.kind {
            MeasureKind::ClosedDay { date } => Some(date.to_string()),
            _ => None,
        });
        let is_lift = |change: &&LedgerChange| matches!(change, LedgerChange::Lift { .. });
        ConsequencesShown {
            counts: consequences.counts.iter().map(CountShown::new).collect(),
            closes,
            measures: begun().map(|measure| MeasureForeseen::new(measure, zone)).collect(),
            lifted: consequences.changes.iter().filter(is_lift).count(),
            opens_case,
        }
    }
}

fn begun(change: &LedgerChange) -> Option<&Measure> {
    match change {
        LedgerChange::Begin(measure) => Some(measure),
        _ => None,
    }
}

impl CountShown {
    fn new(count: &Count) -> Self {
        CountShown {
            rule: count.rule.name.clone(),
            count: count.tally.count(),
            threshold: count.rule.threshold,
            within: count.rule.within.into(),
        }
    }
}

impl MeasureForeseen {
    fn new(measure: &Measure, zone: &TimeZone) -> Self {
        MeasureForeseen {
            kind: measure.kind.code(),
            from: written(zone, measure.begun_at),
            until: written(zone, measure.end_at),
        }
    }
}
