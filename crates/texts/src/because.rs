//! Why it was decided so, and why it is refused, in the reader's language.
//!
//! The domain answers with data. Here each rule and each refusal code has a sentence in `locales/*/reasons.ftl`, whose places bear the
//! names of the facts; the name of a fact says how it is shown.

use domain::appointment::{Because, Reason};
use domain::notice::Notice;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use crate::dates;
use crate::speech::{self, Speech};

/// A reason of a decision as one sentence. Moments are told in the zone of the place.
pub fn sentence(speech: Speech, because: &Because, zone: &TimeZone) -> String {
    let facts = serde_json::to_value(because).unwrap_or_default();
    let rule = facts.get("rule").and_then(Value::as_str).unwrap_or_default();
    let asks_for_nothing = matches!(because, Because::EnoughNotice { limit, .. } if limit.elapsed_minutes() == 0);
    let ending = if asks_for_nothing { "-any" } else { "" };
    told(speech, &format!("because-{}{ending}", dashed(rule)), &facts, zone)
}

/// A refusal as one or two sentences, from its serialized form `{"code": …, facts}`. Moments are told in the zone of the place.
pub fn refusal(speech: Speech, refusal: &Value, zone: &TimeZone) -> String {
    let text = |name: &str| refusal.get(name).and_then(Value::as_str).unwrap_or_default();
    let key = match text("code") {
        "slot_not_offered" => format!("refusal-slot-not-offered-{}", dashed(text("reason"))),
        "outside_terms" => format!("refusal-outside-terms{}", kind_of_limit(text("limit"), text("deadline_at"))),
        code => format!("refusal-{}", dashed(code)),
    };
    told(speech, &key, refusal, zone)
}

/// A reason that somebody gave, as on a button.
pub fn reason(speech: Speech, reason: Reason) -> String {
    speech.say(&format!("reason-{}", dashed(reason.code())))
}

/// Terms may refuse below a limit, from the start on, or always.
fn kind_of_limit(limit: &str, deadline: &str) -> &'static str {
    match (limit.is_empty(), deadline.is_empty()) {
        (false, false) => "",
        (_, false) => "-begun",
        (_, true) => "-never",
    }
}

fn told(speech: Speech, key: &str, facts: &Value, zone: &TimeZone) -> String {
    let none = Map::new();
    let facts = facts.as_object().unwrap_or(&none);
    let shown: Vec<(&str, Shown)> = facts
        .iter()
        .filter_map(|(name, fact)| Some((name.as_str(), shown(speech, name, fact, zone)?)))
        .collect();
    let values: Vec<(&str, speech::Value<'_>)> = shown.iter().map(|(name, fact)| (*name, fact.as_value())).collect();
    speech.with_values(key, &values)
}

enum Shown {
    Text(String),
    Number(i64),
}

impl Shown {
    fn as_value(&self) -> speech::Value<'_> {
        match self {
            Shown::Text(text) => speech::Value::Text(text),
            Shown::Number(number) => speech::Value::Number(*number),
        }
    }
}

/// A fact as its name asks: `…_at` is a moment, `starts` are several, `…_minutes` a length, `limit` a length of notice, other numbers count things.
fn shown(speech: Speech, name: &str, fact: &Value, zone: &TimeZone) -> Option<Shown> {
    match fact {
        Value::String(text) if name.ends_with("_at") => {
            let at = text.parse::<Timestamp>().ok()?;
            Some(Shown::Text(dates::moment(speech, at, zone)))
        }
        Value::String(text) if name == "limit" => Some(Shown::Text(dates::notice(speech, text.parse::<Notice>().ok()?))),
        Value::String(text) => Some(Shown::Text(text.clone())),
        Value::Array(moments) if name == "starts" => Some(Shown::Text(moments_told(speech, moments, zone))),
        Value::Number(number) if name.ends_with("_minutes") => Some(Shown::Text(dates::elapsed(speech, number.as_i64()?))),
        Value::Number(number) => number.as_i64().map(Shown::Number),
        _ => None,
    }
}

/// Several moments to choose from.
fn moments_told(speech: Speech, moments: &[Value], zone: &TimeZone) -> String {
    let read = |moment: &Value| moment.as_str()?.parse::<Timestamp>().ok();
    let told: Vec<_> = moments
        .iter()
        .filter_map(read)
        .map(|at| dates::moment(speech, at, zone))
        .collect();
    told.join(" · ")
}

/// The domain writes `short_notice`, the keys of the locales `short-notice`.
fn dashed(code: &str) -> String {
    code.replace('_', "-")
}

#[cfg(test)]
mod tests;
