//! The ladder: what is answered to somebody who wants something late or outside a limit.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::notice::{Notice, When};

/// The rungs, from the most generous to the strictest. A later one is worse for the person who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is done.
    Allow,
    /// It is done after a word about what it means for the other side (MED1-05).
    AllowWithWarning,
    /// It is done and costs something.
    AllowForFee,
    /// The other side must agree; the old time stays until then.
    OtherPartyMustAgree,
    /// It is done, and the business decides about the money.
    BusinessDecidesMoney,
    /// It is refused here, with whom to contact (SBM-13).
    RefuseAndContact,
}

impl Answer {
    /// The word used in policies, the API and stored decisions.
    pub fn code(self) -> &'static str {
        match self {
            Answer::Allow => "allow",
            Answer::AllowWithWarning => "allow_with_warning",
            Answer::AllowForFee => "allow_for_fee",
            Answer::OtherPartyMustAgree => "other_party_must_agree",
            Answer::BusinessDecidesMoney => "business_decides_money",
            Answer::RefuseAndContact => "refuse_and_contact",
        }
    }

    /// The answer with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }

    /// Every rung, generous first.
    pub const ALL: [Answer; 6] = [
        Answer::Allow,
        Answer::AllowWithWarning,
        Answer::AllowForFee,
        Answer::OtherPartyMustAgree,
        Answer::BusinessDecidesMoney,
        Answer::RefuseAndContact,
    ];

    /// Whether this version carries the rung out whatever is asked for. The others need money, or an agreement, which only a move can wait for; a policy
    /// that uses them elsewhere is refused on load rather than half obeyed.
    pub fn is_served(self) -> bool {
        matches!(self, Answer::Allow | Answer::AllowWithWarning | Answer::RefuseAndContact)
    }

    /// Whether this version carries the rung out for a client's move: it can also wait for the other side (WEC+10).
    pub fn is_served_for_moves(self) -> bool {
        self.is_served() || self == Answer::OtherPartyMustAgree
    }
}

/// One step of a ladder: the answer while at least `notice` is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Smallest notice for which the answer holds; inclusive, so "24 h" still holds at exactly 24 h 00 (WEC-11).
    pub notice: Notice,
    /// What is answered.
    pub answer: Answer,
}

/// Steps from much notice to none, and the answer once the appointment has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Steps in order of falling notice. Less notice than the last step gives is refused.
    pub steps: Vec<Rung>,
    /// The answer from the start on.
    pub after_start: Answer,
}

/// What a ladder answers at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LadderAnswer {
    /// The rung reached.
    pub answer: Answer,
    /// The notice that this rung asks for; `None` after the start or below the last step.
    pub notice: Option<Notice>,
    /// The last step that was missed, if any: the limit to name when somebody asks why.
    pub missed: Option<Notice>,
}

/// A stretch of time in which a ladder gives one answer; for the notice line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// First instant of the answer; `None` reaches back to the booking.
    pub from: Option<Timestamp>,
    /// Last instant of the answer; inclusive.
    pub until: Timestamp,
    /// The answer.
    pub answer: Answer,
}

impl Ladder {
    /// A ladder that answers the same at any time before the start.
    pub fn always(answer: Answer, after_start: Answer) -> Self {
        Ladder {
            steps: vec![Rung {
                notice: Notice::NONE,
                answer,
            }],
            after_start,
        }
    }

    /// The answer to an act at `now`.
    pub fn at(&self, when: &When, now: Timestamp) -> LadderAnswer {
        if now >= when.start {
            return LadderAnswer {
                answer: self.after_start,
                notice: None,
                missed: None,
            };
        }
        let reached = self
            .steps
            .iter()
            .position(|step| now <= step.notice.before(when.start, &when.zone));
        let missed = |index: usize| index.checked_sub(1).map(|before| self.steps[before].notice);
        match reached {
            Some(index) => {
                let step = self.steps[index];
                LadderAnswer {
                    answer: step.answer,
                    notice: Some(step.notice),
                    missed: missed(index),
                }
            }
            None => LadderAnswer {
                answer: Answer::RefuseAndContact,
                notice: None,
                missed: missed(self.steps.len()),
            },
        }
    }

    /// The stretches up to the start, in order; neighbours with one answer are joined.
    pub fn stretches(&self, when: &When) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut add = |until: Timestamp, answer: Answer| match stretches.last_mut() {
            Some(last) if last.answer == answer => last.until = until,
            Some(last) if last.until >= until => {}
            last => {
                let from = last.map(|last| last.until);
                stretches.push(Stretch { from, until, answer });
            }
        };
        for step in &self.steps {
            add(step.notice.before(when.start, &when.zone), step.answer);
        }
        add(when.start, Answer::RefuseAndContact);
        stretches.retain(|stretch| stretch.from.is_none_or(|from| from < stretch.until));
        stretches
    }

    /// The last instant at which the most generous answer holds, if a stricter one follows before the start.
    pub fn free_until(&self, when: &When) -> Option<Timestamp> {
        let first = *self.stretches(when).first()?;
        (first.until < when.start).then_some(first.until)
    }

    /// What is wrong with the ladder, as the name of the part and a sentence; `None` when it is sound. `served` says which rungs are carried out for the
    /// act that the ladder is about.
    pub fn fault(&self, served: impl Fn(Answer) -> bool) -> Option<(&'static str, String)> {
        let falls = |pair: &[Rung]| pair[0].notice.elapsed_minutes() > pair[1].notice.elapsed_minutes();
        if !self.steps.windows(2).all(falls) {
            return Some(("steps", "the steps must go from much notice to little".into()));
        }
        let worsens = |pair: &[Rung]| pair[0].answer <= pair[1].answer;
        if !self.steps.windows(2).all(worsens) {
            return Some((
                "steps",
                "a step with less notice cannot be more generous than the one before".into(),
            ));
        }
        let mut answers = self.steps.iter().map(|step| step.answer);
        let unserved = answers.find(|&answer| !served(answer));
        // Once it has begun there is no time left to wait for anybody.
        let unserved = unserved.or((!self.after_start.is_served()).then_some(self.after_start));
        unserved.map(|answer| ("answer", why_unserved(answer)))
    }
}

fn why_unserved(answer: Answer) -> String {
    match answer {
        Answer::OtherPartyMustAgree => {
            "`other_party_must_agree` is carried out for moves before the start only: a cancellation waits for nobody".into()
        }
        answer => format!("`{}` is not carried out by this version", answer.code()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn paris(start: &str) -> When {
        let start: Timestamp = start.parse().unwrap();
        When {
            start,
            end: start,
            zone: TimeZone::get("Europe/Paris").unwrap(),
        }
    }

    fn warn_below_24_hours() -> Ladder {
        Ladder {
            steps: vec![
                Rung {
                    notice: Notice::hours(24),
                    answer: Answer::Allow,
                },
                Rung {
                    notice: Notice::NONE,
                    answer: Answer::AllowWithWarning,
                },
            ],
            after_start: Answer::RefuseAndContact,
        }
    }

    /// MED1-04, MED1-05, WEC-11: free, then a warning, and the boundary belongs to the free side.
    #[test]
    fn med1_05_a_warning_below_the_limit() {
        let when = paris("2026-03-03T14:30:00+01:00");
        for (now, answer) in [
            ("2026-02-20T09:00:00+01:00", Answer::Allow),
            ("2026-03-02T14:30:00+01:00", Answer::Allow),
            ("2026-03-02T14:30:01+01:00", Answer::AllowWithWarning),
            ("2026-03-03T14:29:59+01:00", Answer::AllowWithWarning),
            ("2026-03-03T14:30:00+01:00", Answer::RefuseAndContact),
        ] {
            assert_eq!(warn_below_24_hours().at(&when, now.parse().unwrap()).answer, answer, "{now}");
        }
    }

    /// SBM-04, SBM-05: one limit, from half an hour to a month, refuses below it.
    #[test]
    fn sbm_05_a_limit_can_be_30_minutes_or_a_month() {
        let when = paris("2026-03-03T14:30:00+01:00");
        for (limit, now, answer) in [
            (Notice::Minutes(30), "2026-03-03T13:59:00+01:00", Answer::Allow),
            (Notice::Minutes(30), "2026-03-03T14:00:00+01:00", Answer::Allow),
            (Notice::Minutes(30), "2026-03-03T14:01:00+01:00", Answer::RefuseAndContact),
            (Notice::Days(30), "2026-02-01T14:30:00+01:00", Answer::Allow),
            (Notice::Days(30), "2026-02-01T14:31:00+01:00", Answer::RefuseAndContact),
        ] {
            let ladder = Ladder {
                steps: vec![Rung {
                    notice: limit,
                    answer: Answer::Allow,
                }],
                after_start: Answer::RefuseAndContact,
            };
            assert_eq!(ladder.at(&when, now.parse().unwrap()).answer, answer, "{limit} at {now}");
        }
    }

    /// T6: a 24-hour limit on the night the clock changes is elapsed time, for the deadline shown and for the answer given.
    #[test]
    fn t6_the_deadline_shown_is_the_deadline_enforced() {
        let when = paris("2026-03-29T10:00:00+02:00");
        let shown = warn_below_24_hours().free_until(&when).unwrap();
        assert_eq!(shown, "2026-03-28T09:00:00+01:00".parse().unwrap());
        assert_eq!(warn_below_24_hours().at(&when, shown).answer, Answer::Allow);
        let one_second_later = shown + jiff::SignedDuration::from_secs(1);
        assert_eq!(
            warn_below_24_hours().at(&when, one_second_later).answer,
            Answer::AllowWithWarning
        );
    }

    #[test]
    fn stretches_join_and_end_at_the_start() {
        let when = paris("2026-03-03T14:30:00+01:00");
        let answers: Vec<_> = warn_below_24_hours()
            .stretches(&when)
            .iter()
            .map(|s| (s.until, s.answer))
            .collect();
        let limit = "2026-03-02T14:30:00+01:00".parse().unwrap();
        assert_eq!(answers, [(limit, Answer::Allow), (when.start, Answer::AllowWithWarning)]);
    }

    #[test]
    fn faults_are_named() {
        let free = Rung {
            notice: Notice::NONE,
            answer: Answer::Allow,
        };
        let late = Rung {
            notice: Notice::hours(24),
            answer: Answer::AllowWithWarning,
        };
        for (steps, sound) in [(vec![free], true), (vec![free, late], false), (vec![late, free], false)] {
            let ladder = Ladder {
                steps,
                after_start: Answer::RefuseAndContact,
            };
            assert_eq!(ladder.fault(Answer::is_served).is_none(), sound, "{ladder:?}");
        }
        let must_agree = Ladder::always(Answer::OtherPartyMustAgree, Answer::RefuseAndContact);
        let agree_after = Ladder::always(Answer::Allow, Answer::OtherPartyMustAgree);
        let for_fee = Ladder::always(Answer::AllowForFee, Answer::RefuseAndContact);
        // WEC+10: only a move can wait for the other side, and only before the start.
        for (ladder, cancelling, moving) in [
            (must_agree, false, true),
            (agree_after, false, false),
            (for_fee, false, false),
        ] {
            assert_eq!(ladder.fault(Answer::is_served).is_none(), cancelling, "{ladder:?}");
            assert_eq!(ladder.fault(Answer::is_served_for_moves).is_none(), moving, "{ladder:?}");
        }
    }
}
