//! What a decision means for the business that takes it, before somebody clicks: what counts, what closes, what pauses.

use domain::appointment::Decision;
use domain::reliability::{Consequences, Count, LedgerChange, Measure, MeasureKind, Period, Subject};
use jiff::tz::TimeZone;

use crate::dates;
use crate::speech::{Speech, Value};

/// A sentence with what it means for whoever reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The sentence.
    pub text: String,
    /// Whether it restricts somebody, so that it stands out.
    pub restricts: bool,
}

/// What follows for the business, in the order in which it should be read. Moments are told in `zone`.
pub fn sentences(speech: Speech, consequences: &Consequences, zone: &TimeZone) -> Vec<Following> {
    let counts = consequences.counts.iter().map(|count| counted(speech, count));
    let changes = consequences.changes.iter().filter_map(|change| changed(speech, change, zone));
    counts.chain(changes).collect()
}

/// What support is told of a decision, if it is told anything (WEC-09).
pub fn case(speech: Speech, decision: &Decision) -> Option<String> {
    decision.opens_case.then(|| speech.say("following-case"))
}

/// "Compte comme annulation tardive 2 sur 3 ce mois-ci."
fn counted(speech: Speech, count: &Count) -> Following {
    let (done, threshold) = (i64::from(count.tally.count()), i64::from(count.rule.threshold));
    let length = match count.rule.within {
        Period::CalendarMonth => None,
        Period::Rolling(length) => Some(dates::notice(speech, length)),
    };
    let key = if length.is_some() {
        "following-counts-rolling"
    } else {
        "following-counts-month"
    };
    let length = length.unwrap_or_default();
    let values = [
        ("count", Value::Number(done)),
        ("threshold", Value::Number(threshold)),
        ("length", Value::Text(&length)),
    ];
    Following {
        text: speech.with_values(key, &values),
        restricts: false,
    }
}

fn changed(speech: Speech, change: &LedgerChange, zone: &TimeZone) -> Option<Following> {
    match change {
        LedgerChange::Begin(measure) => begun(speech, measure, zone),
        LedgerChange::Record(strike) if matches!(strike.subject, Subject::Client(_)) => None,
        LedgerChange::Lift { .. } => Some(Following {
            text: speech.say("following-lifted"),
            restricts: false,
        }),
        LedgerChange::StrikeOut { .. } => Some(Following {
            text: speech.say("following-struck-out"),
            restricts: false,
        }),
        LedgerChange::Record(_) | LedgerChange::Contest { .. } => None,
    }
}

fn begun(speech: Speech, measure: &Measure, zone: &TimeZone) -> Option<Following> {
    let until = dates::moment(speech, measure.end_at, zone);
    let text = match measure.kind {
        MeasureKind::ClosedDay { date } => speech.with("following-day-closes", &[("date", &dates::date_long(speech, date))]),
        MeasureKind::Pause => speech.with("following-pause", &[("until", &until)]),
        MeasureKind::Limitation => speech.with("following-limitation", &[("until", &until)]),
        MeasureKind::LoweredRank { .. } => speech.say("following-rank"),
    };
    Some(Following { text, restricts: true })
}
