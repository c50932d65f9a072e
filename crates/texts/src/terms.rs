//! The sentence of the terms: until when a client may cancel or move, with the deadlines as dates of the place.
//!
//! It is computed from the same ladders that decide, so the sentence and the act cannot disagree.

use domain::appointment::{Because, State, Terms};
use domain::notice::{Notice, When};
use domain::policy::{Answer, Ladder};
use domain::service::BookedBy;
use jiff::Timestamp;

use crate::dates;
use crate::speech::{Speech, Value};

/// What the terms let a client do from `now` on, in whole sentences. Empty once the appointment has begun.
///
/// `moves` is how often the client has moved it already. The custom of the profession stands at the end as it was entered (MED1-13).
pub fn policy_sentence(speech: Speech, terms: &Terms, when: &When, moves: u32, now: Timestamp) -> String {
    if now >= when.start {
        return String::new();
    }
    let policy = &terms.policy;
    let cancel = Outlook::of(&policy.client_cancel.ladder, when, now);
    let moving = if may_move(terms, moves) {
        Outlook::of(&policy.client_reschedule.ladder, when, now)
    } else {
        Outlook::NEVER
    };
    let mut sentences = match cancel == moving {
        true => vec![cancel.told(speech, "both", when)],
        false => vec![cancel.told(speech, "cancel", when), moving.told(speech, "move", when)],
    };
    sentences.extend(moves_left(speech, terms, moves, &moving));
    sentences.push(policy.messages.custom.trim().to_owned());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

/// The same for an appointment in a state: a request can be taken back freely, and nothing is said of one that has ended.
pub fn policy_sentence_in(speech: Speech, state: &State, terms: &Terms, when: &When, moves: u32, now: Timestamp) -> String {
    match state {
        State::Booked => policy_sentence(speech, terms, when, moves, now),
        State::Requested { .. } if now < when.start => speech.say("terms-request"),
        _ => String::new(),
    }
}

/// The word before a late act (MED1-05), from the reasons of its preview; nothing when it is not late.
pub fn late_warning(speech: Speech, act: LateAct, because: &[Because]) -> Option<String> {
    let missed = because.iter().find_map(|reason| match reason {
        Because::ShortNotice { limit, .. } => Some(*limit),
        _ => None,
    })?;
    let key = match act {
        LateAct::Cancel => "terms-warning-cancel",
        LateAct::Move => "terms-warning-move",
    };
    Some(speech.with(key, &[("limit", &dates::notice(speech, missed))]))
}

/// What somebody is about to do late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateAct {
    /// Cancel.
    Cancel,
    /// Move to another time.
    Move,
}

fn may_move(terms: &Terms, moves: u32) -> bool {
    let policy = &terms.policy.client_reschedule;
    let by_hand = terms.booked_by == BookedBy::Approval && !policy.when_approved_by_hand;
    policy.enabled && !by_hand && policy.max_moves.is_none_or(|max| moves < max)
}

fn moves_left(speech: Speech, terms: &Terms, moves: u32, moving: &Outlook) -> Option<String> {
    let max = terms.policy.client_reschedule.max_moves?;
    let left = i64::from(max.saturating_sub(moves));
    (left > 0 && !moving.is_refused()).then(|| speech.with_number("terms-moves-left", "count", left))
}

/// What one ladder answers from now on: until when freely, until when with a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Outlook {
    free_until: Option<Timestamp>,
    late_until: Option<Timestamp>,
    /// Until when the other side can be asked (WEC+10).
    ask_until: Option<Timestamp>,
    /// The limit already missed.
    missed: Option<Notice>,
}

impl Outlook {
    const NEVER: Outlook = Outlook {
        free_until: None,
        late_until: None,
        ask_until: None,
        missed: None,
    };

    fn of(ladder: &Ladder, when: &When, now: Timestamp) -> Self {
        let stretches = ladder.stretches(when);
        let last = |wanted: fn(Answer) -> bool| {
            let ahead = stretches.iter().rev().take_while(|stretch| stretch.until >= now);
            ahead
                .map(|stretch| (stretch.answer, stretch.until))
                .find(|(answer, _)| wanted(*answer))
                .map(|(_, until)| until)
        };
        Outlook {
            free_until: last(|answer| answer == Answer::Allow),
            late_until: last(|answer| !matches!(answer, Answer::Allow | Answer::RefuseAndContact | Answer::OtherPartyMustAgree)),
            ask_until: last(|answer| answer == Answer::OtherPartyMustAgree),
            missed: ladder.at(when, now).missed,
        }
    }

    fn is_refused(&self) -> bool {
        self.free_until.is_none() && self.late_until.is_none() && self.ask_until.is_none()
    }

    fn told(&self, speech: Speech, act: &str, when: &When) -> String {
        let day = |at: Timestamp| dates::moment(speech, at, &when.zone);
        if let Some(until) = self.ask_until {
            return self.asked(speech, day(until), self.late_until.or(self.free_until).map(day));
        }
        let ends_before_start = |at: &Timestamp| *at < when.start;
        let free = self.free_until.map(day).unwrap_or_default();
        let late = self.late_until.map(day).unwrap_or_default();
        let limit = self.missed.map(|limit| dates::notice(speech, limit)).unwrap_or_default();
        let key = match (self.free_until, self.late_until.filter(ends_before_start), self.late_until) {
            (Some(until), _, None) if until >= when.start => "terms-free",
            (Some(_), _, None) => "terms-free-refused",
            (Some(_), None, Some(_)) => "terms-free-late",
            (Some(_), Some(_), _) => "terms-free-late-refused",
            (None, Some(_), _) => "terms-late-refused",
            (None, None, Some(_)) if self.missed.is_some() => "terms-late-since",
            (None, None, Some(_)) => "terms-late",
            (None, None, None) if self.missed.is_some() => "terms-refused-since",
            (None, None, None) => "terms-refused",
        };
        let facts = [("act", act), ("until", &free), ("late_until", &late), ("limit", &limit)];
        speech.with_values(key, &facts.map(|(name, text)| (name, Value::Text(text))))
    }

    fn asked(&self, speech: Speech, ask_until: String, at_once_until: Option<String>) -> String {
        match at_once_until {
            Some(until) => speech.with("terms-free-ask", &[("until", &until), ("ask_until", &ask_until)]),
            None => speech.with("terms-ask", &[("ask_until", &ask_until)]),
        }
    }
}

#[cfg(test)]
mod tests;
