//! How enquiries are told: where they are, and why somebody receives one or not.

use domain::enquiry::{NotProposed, WhyProposed};
use jiff::tz::TimeZone;
use serde_json::json;

use crate::{Speech, statement};

/// Why an enquiry does not go to somebody, as one sentence.
pub fn not_proposed(t: Speech, why: &NotProposed) -> String {
    match why {
        NotProposed::TooFar { serves } => t.with("not-proposed-too-far", &[("serves", &serves.join(", "))]),
        // The same words as on the page of a practitioner who cannot be booked then; no moment is told, so no zone matters.
        NotProposed::NotOffered { reason } => {
            let refusal = json!({ "code": "slot_not_offered", "reason": reason });
            crate::because::refusal(t, &refusal, &TimeZone::UTC)
        }
        NotProposed::AskedBefore => t.say("not-proposed-asked-before"),
        NotProposed::OthersFirst { at_once } => t.with_number("not-proposed-others-first", "count", i64::from(*at_once)),
    }
}

/// Why somebody receives an enquiry ("why here"), one sentence for each fact.
pub fn why_proposed(t: Speech, why: &WhyProposed) -> Vec<String> {
    let near = match &why.serves {
        Some(start) => t.with("proposed-serves", &[("serves", start)]),
        None => t.say("proposed-serves-everywhere"),
    };
    let order = match why.score {
        Some(score) => {
            let points = statement::points(t, u32::try_from(score).unwrap_or_default());
            t.with("proposed-by-score", &[("score", &points)])
        }
        None => t.say("proposed-by-name"),
    };
    vec![t.say("proposed-free"), near, order]
}
