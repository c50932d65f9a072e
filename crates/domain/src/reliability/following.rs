//! What follows from a decision about an appointment for those who stand in the ledger.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::{Author, Count, Ground, LedgerChange, Measure, MeasureKind, Standing, Strike, StrikeKind, Subject};
use crate::appointment::Decision;
use crate::ids::{MeasureId, StrikeId};
use crate::notice::Notice;

/// What a decision says about somebody's reliability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incident {
    /// Whose.
    pub subject: Subject,
    /// What.
    pub kind: StrikeKind,
}

/// A local day that a decision closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The date, in the zone of the place.
    pub date: Date,
    /// More notice than this would have left it open.
    pub limit: Notice,
}

/// Everything that follows for the business, with how near it is to each measure. Not applied it is part of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consequences {
    /// What is written into the ledger.
    pub changes: Vec<LedgerChange>,
    /// How much counts towards each rule with this incident, before a measure resets it.
    pub counts: Vec<Count>,
}

impl Consequences {
    /// Adds what follows from the next decision of the same act: its changes, and the counts as they are after it.
    pub fn absorb(&mut self, next: &Consequences) {
        self.changes.extend(next.changes.iter().cloned());
        if !next.counts.is_empty() {
            self.counts.clone_from(&next.counts);
        }
    }
}

/// What follows from a decision for the business that stands so. `ids` gives new ids.
pub fn follow(decision: &Decision, standing: &Standing, ids: &mut dyn Iterator<Item = Uuid>) -> Consequences {
    let now = decision.change.act.now;
    let rules = &decision.appointment.terms.policy.reliability.business;
    let mut after = standing.clone();
    let mut changes = Vec::new();
    changes.extend(decision.incident.and_then(|incident| recorded(decision, incident, ids)));
    let closed = decision.closes.filter(|closing| !is_closed(standing, decision, *closing));
    changes.extend(closed.and_then(|closing| closed_day(decision, closing, ids)));
    let counts = counts_with(standing, &changes, decision, now);
    let changes = after.settled(changes, rules, now, ids);
    Consequences { changes, counts }
}

/// As [`follow`], for the decisions of one act: each counts on those before it.
pub fn follow_each(decisions: &mut [Decision], standing: &Standing, ids: &mut dyn Iterator<Item = Uuid>) {
    let mut after = standing.clone();
    for decision in decisions {
        decision.consequences = follow(decision, &after, ids);
        decision.consequences.changes.iter().for_each(|change| after.apply(change));
    }
}

/// Only an incident of the business moves it towards a measure.
fn counts_with(standing: &Standing, changes: &[LedgerChange], decision: &Decision, now: Timestamp) -> Vec<Count> {
    let of_business = decision.incident.is_some_and(|incident| incident.subject == standing.subject);
    if !of_business {
        return Vec::new();
    }
    let mut with = standing.clone();
    changes.iter().for_each(|change| with.apply(change));
    with.counts(&decision.appointment.terms.policy.reliability.business, now)
}

fn recorded(decision: &Decision, incident: Incident, ids: &mut dyn Iterator<Item = Uuid>) -> Option<LedgerChange> {
    let (appointment, now) = (&decision.appointment, decision.change.act.now);
    let policy = &appointment.terms.policy.reliability;
    let weight = match incident.kind {
        StrikeKind::LateCancellation => policy.late_cancellation_weight,
        StrikeKind::Missed => policy.missed_weight,
        StrikeKind::AskedClientToCancel => 100,
    };
    Some(LedgerChange::Record(Strike {
        id: StrikeId(ids.next()?),
        subject: incident.subject,
        practitioner: appointment.practitioner,
        appointment: appointment.id,
        kind: incident.kind,
        weight,
        at: now,
        start: appointment.when.start,
        expires_at: policy.expires_after.after(now),
        contested_at: None,
        struck_out: None,
    }))
}

fn is_closed(standing: &Standing, decision: &Decision, closing: Closing) -> bool {
    let (practitioner, now) = (decision.appointment.practitioner, decision.change.act.now);
    standing.measures.iter().any(|measure| {
        let same_day = measure.kind == MeasureKind::ClosedDay { date: closing.date };
        same_day && measure.practitioner == Some(practitioner) && measure.in_force_at(now)
    })
}

fn closed_day(decision: &Decision, closing: Closing, ids: &mut dyn Iterator<Item = Uuid>) -> Option<LedgerChange> {
    let (appointment, change) = (&decision.appointment, &decision.change);
    let next_day = closing.date.checked_add(1.day()).ok()?;
    let end = next_day.to_zoned(appointment.when.zone.clone()).ok()?.timestamp();
    Some(LedgerChange::Begin(Measure {
        id: MeasureId(ids.next()?),
        subject: Subject::Business(appointment.business),
        practitioner: Some(appointment.practitioner),
        kind: MeasureKind::ClosedDay { date: closing.date },
        ground: Ground::CancelledNear {
            appointment: appointment.id,
            start: appointment.when.start,
            cancelled_at: change.act.now,
            limit: closing.limit,
            reason: change.reason,
        },
        author: Author::Automatic,
        begun_at: change.act.now,
        end_at: end,
        lifted: None,
    }))
}
