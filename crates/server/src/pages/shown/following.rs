//! What follows for the business, told before anybody clicks: how far an act counts, which day closes, which pause begins.

use actions::Snapshot;
use domain::appointment::{ChangeKind, Decision, Side};
use domain::reliability::{Consequences, LedgerChange, MeasureKind};
use jiff::tz::TimeZone;
use texts::{Speech, dates};

use crate::view::parts::{Effect, Icon};

/// What follows from one decision beyond the sentences about the ledger, which stand among its effects. Said also when it is nothing: that a cancellation
/// does not count is worth knowing (WEC-17).
pub(crate) fn following(t: Speech, snapshot: &Snapshot, decision: &Decision) -> Vec<Effect> {
    let by_business = decision.change.act.asked_by == Side::Business && !decision.opens_case;
    let mut effects: Vec<Effect> = counting(t, decision, by_business).into_iter().collect();
    effects.extend(grouped(t, &decision.consequences));
    let closes_again = decision.closes.filter(|_| !closes(&decision.consequences));
    effects.extend(closes_again.map(|closing| Effect {
        icon: Icon::Calendar,
        text: t.with("follows-day-closed-already", &[("day", &dates::date_plain(t, closing.date))]),
    }));
    effects.extend(ranking(
        t,
        snapshot,
        by_business && decision.change.kind == ChangeKind::Cancelled,
    ));
    effects
}

/// What follows from everything together, such as an absence with what becomes of its appointments.
pub(crate) fn following_all(
    t: Speech,
    snapshot: &Snapshot,
    consequences: &Consequences,
    cancels: bool,
    zone: &TimeZone,
) -> Vec<Effect> {
    let late = consequences
        .changes
        .iter()
        .filter(|change| matches!(change, LedgerChange::Record(_)));
    let is_late = late.count() > 0;
    let mut effects = Vec::new();
    if is_late && consequences.counts.is_empty() {
        effects.push(warning(t.say("follows-late")));
    }
    if cancels && !is_late {
        effects.push(fine(t.say("follows-counts-not")));
    }
    effects.extend(
        texts::following::sentences(t, consequences, zone)
            .into_iter()
            .map(|told| warning(told.text)),
    );
    effects.extend(grouped(t, consequences));
    effects.extend(ranking(t, snapshot, cancels));
    effects
}

/// What the sentences about the ledger leave open: a late one where nothing is counted, and that something does not count.
fn counting(t: Speech, decision: &Decision, by_business: bool) -> Option<Effect> {
    if decision.opens_case {
        return None;
    }
    let counted = !decision.consequences.counts.is_empty();
    match (decision.incident, by_business) {
        (Some(_), _) if counted => None,
        (Some(_), _) => Some(warning(t.say("follows-late"))),
        (None, true) => Some(fine(t.say("follows-counts-not"))),
        (None, false) => Some(fine(t.say("follows-counts-not-client"))),
    }
}

/// That several cancellations are one has to be said where it is so (WEC-15).
fn grouped(t: Speech, consequences: &Consequences) -> Option<Effect> {
    let mut groups = consequences.counts.iter().flat_map(|count| &count.tally.groups);
    let one_of_many = groups.any(|group| group.absence.is_some() && group.strikes.len() > 1);
    one_of_many.then(|| Effect {
        icon: Icon::Info,
        text: t.say("follows-grouped"),
    })
}

fn warning(text: String) -> Effect {
    Effect {
        icon: Icon::Warning,
        text,
    }
}

fn fine(text: String) -> Effect {
    Effect { icon: Icon::Check, text }
}

fn closes(consequences: &Consequences) -> bool {
    let closes = |change: &LedgerChange| matches!(change, LedgerChange::Begin(measure) if matches!(measure.kind, MeasureKind::ClosedDay { .. }));
    consequences.changes.iter().any(closes)
}

/// Only where the network orders by reliability at all (TRW-08).
fn ranking(t: Speech, snapshot: &Snapshot, cancels: bool) -> Option<Effect> {
    let ranks = snapshot.network_policy().ranking.enabled;
    (cancels && ranks).then(|| Effect {
        icon: Icon::Info,
        text: t.say("follows-ranking"),
    })
}
