//! The statement of reasons of a measure as sentences: what is restricted, from when to when, on what facts, by which rule, by whom (L11).
//!
//! It is told from what was frozen with the measure, so that it reads the same after the policy has changed.

use domain::notice::Notice;
use domain::people::Language;
use domain::reliability::{
    Author, CaseKind, Ground, Measure, MeasureKind, NO_LONGER_COUNTED, Period, SCORE_REACHED_AGAIN, ScorePart, Strike,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::because;
use crate::dates;
use crate::speech::{Speech, Value};

/// A statement of reasons, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What is restricted: "Pause des nouvelles réservations".
    pub title: String,
    /// What that means, in a sentence.
    pub effect: String,
    /// From when to when, in a sentence.
    pub lasts: String,
    /// The facts and the rule, one sentence each.
    pub facts: Vec<String>,
    /// Whether a rule or a person decided.
    pub author: String,
}

/// The statement of reasons of a measure. Moments are told in the zone of the place or the network.
pub fn of(speech: Speech, measure: &Measure, zone: &TimeZone) -> Statement {
    Statement {
        title: title(speech, measure.kind),
        effect: speech.say(&format!("measure-effect-{}", dashed(measure.kind.code()))),
        lasts: lasts(speech, measure.begun_at, measure.end_at, zone),
        facts: facts(speech, measure, zone),
        author: speech.say(match measure.author {
            Author::Automatic => "statement-by-rule",
            Author::Person(_) => "statement-by-person",
        }),
    }
}

/// What a measure restricts, in a few words.
pub fn title(speech: Speech, kind: MeasureKind) -> String {
    let key = format!("measure-{}", dashed(kind.code()));
    match kind {
        MeasureKind::ClosedDay { date } => speech.with(&key, &[("date", &dates::date_long(speech, date))]),
        MeasureKind::LoweredRank { from, to } => {
            speech.with(&key, &[("from", &points(speech, from)), ("to", &points(speech, to))])
        }
        MeasureKind::Pause | MeasureKind::Limitation => speech.say(&key),
    }
}

/// "Du mardi 3 mars à 10 h au jeudi 5 mars à 10 h."
pub fn lasts(speech: Speech, from: Timestamp, to: Timestamp, zone: &TimeZone) -> String {
    speech.with(
        "statement-lasts",
        &[
            ("from", &dates::moment(speech, from, zone)),
            ("to", &dates::moment(speech, to, zone)),
        ],
    )
}

fn facts(speech: Speech, measure: &Measure, zone: &TimeZone) -> Vec<String> {
    let moment = |at| dates::moment(speech, at, zone);
    match &measure.ground {
        Ground::CancelledNear {
            start,
            cancelled_at,
            limit,
            reason,
            ..
        } => {
            let ahead = dates::elapsed(speech, start.duration_since(*cancelled_at).as_mins());
            let facts = [
                ("start", moment(*start)),
                ("at", moment(*cancelled_at)),
                ("ahead", ahead),
                ("limit", dates::notice(speech, *limit)),
            ];
            let facts: Vec<(&str, &str)> = facts.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let reason = reason.map(|reason| speech.with("statement-reason", &[("reason", &because::reason(speech, reason))]));
            std::iter::once(speech.with("statement-cancelled-near", &facts))
                .chain(std::iter::once(speech.with("statement-day-rule", &facts[3..])))
                .chain(reason)
                .collect()
        }
        Ground::Incidents {
            threshold,
            within,
            lasts,
            counted,
            ..
        } => {
            let grouped = counted.iter().filter(|group| group.strikes.len() > 1).count();
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            let mut facts = vec![incidents(speech, number(counted.len()), *within)];
            if grouped > 0 {
                facts.push(speech.with_number("statement-grouped", "count", number(grouped)));
            }
            facts.push(speech.with_values(
                "statement-incidents-rule",
                &[
                    ("threshold", Value::from(*threshold)),
                    ("lasts", Value::Text(&dates::notice(speech, *lasts))),
                ],
            ));
            facts
        }
        Ground::ProposalsLeft {
            refused,
            count,
            limit,
            lasts,
        } => {
            let fact = match refused {
                true => speech.with_number("statement-proposals-refused", "count", i64::from(*count)),
                false => speech.with_number("statement-proposals-unanswered", "count", i64::from(*count)),
            };
            let lasts = dates::notice(speech, *lasts);
            let rule = [("limit", Value::from(*limit)), ("lasts", Value::Text(&lasts))];
            vec![
                fact,
                speech.with_values("statement-proposals-rule", &rule),
                speech.say("statement-proposals-score"),
            ]
        }
        Ground::Found { reasons, .. } => reasons
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        Ground::Score { parts, over, .. } => {
            let over = dates::notice(speech, *over);
            let parts = parts
                .iter()
                .filter(|part| part.count > 0)
                .map(|part| score_part(speech, part));
            std::iter::once(speech.with("statement-score", &[("over", &over)]))
                .chain(parts)
                .collect()
        }
    }
}

fn incidents(speech: Speech, count: i64, within: Period) -> String {
    match within {
        Period::CalendarMonth => speech.with_number("statement-incidents-month", "count", count),
        Period::Rolling(length) => {
            let length = dates::notice(speech, length);
            let values = [("count", Value::Number(count)), ("length", Value::Text(&length))];
            speech.with_values("statement-incidents-rolling", &values)
        }
    }
}

/// "3 rendez-vous annulés tard : moins 12 points."
pub fn score_part(speech: Speech, part: &ScorePart) -> String {
    let key = format!("score-part-{}", dashed(part.parameter.code()));
    let takes = points(speech, part.takes);
    speech.with_values(&key, &[("count", Value::from(part.count)), ("points", Value::Text(&takes))])
}

/// A score in points out of 100, to the tenth where there is one: "80", "81,8".
pub fn points(speech: Speech, thousandths: u32) -> String {
    tenths(speech, (thousandths + 50) / 100)
}

/// A number of tenths: "3", "4,5"; "4.5".
pub fn tenths(speech: Speech, tenths: u32) -> String {
    let sign = match speech.language() {
        Language::Fr => ',',
        Language::En => '.',
    };
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}{sign}{rest}"),
    }
}

/// How a measure can be contested, and how soon that is answered (L12).
pub fn remedy(speech: Speech, decide_within: Notice) -> String {
    speech.with("statement-remedy", &[("within", &dates::notice(speech, decide_within))])
}

/// Why a measure was lifted or an incident struck out: a rule's word as a sentence, a person's reasons as written.
pub fn lifted_why(speech: Speech, why: &str) -> String {
    match why {
        NO_LONGER_COUNTED => speech.say("lifted-no-longer-counted"),
        SCORE_REACHED_AGAIN => speech.say("lifted-score-reached-again"),
        written => written.to_owned(),
    }
}

/// What a case is, in a few words.
pub fn case_title(speech: Speech, kind: CaseKind) -> String {
    speech.say(&format!("case-{}", dashed(kind.code())))
}

/// An incident in a few words: "Annulation tardive du mardi 3 mars à 14 h 30".
pub fn incident(speech: Speech, strike: &Strike, zone: &TimeZone) -> String {
    let kind = speech.say(&format!("strike-{}", dashed(strike.kind.code())));
    let start = dates::moment(speech, strike.start, zone);
    speech.with("case-about-strike", &[("kind", &kind), ("start", &start)])
}

fn dashed(code: &str) -> String {
    code.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{AppointmentId, BusinessId, MeasureId, StrikeId};
    use domain::reliability::{Group, Parameter, Subject};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn measure(kind: MeasureKind, ground: Ground, author: Author) -> Measure {
        Measure {
            id: "mea_00000000000000000000000000000001".parse::<MeasureId>().unwrap(),
            subject: Subject::Business("biz_00000000000000000000000000000001".parse::<BusinessId>().unwrap()),
            practitioner: None,
            kind,
            ground,
            author,
            begun_at: at("2026-03-03T09:00:00Z"),
            end_at: at("2026-03-05T09:00:00Z"),
            lifted: None,
        }
    }

    fn grounds() -> Vec<Measure> {
        let group = |n: usize| Group {
            absence: None,
            strikes: vec!["str_00000000000000000000000000000001".parse::<StrikeId>().unwrap(); n],
            weight: 100,
        };
        let incidents = |within| Ground::Incidents {
            rule: "late".into(),
            threshold: 3,
            within,
            lasts: Notice::hours(48),
            counted: vec![group(1), group(2), group(1)],
        };
        let near = Ground::CancelledNear {
            appointment: "apt_00000000000000000000000000000001".parse::<AppointmentId>().unwrap(),
            start: at("2026-03-03T13:30:00Z"),
            cancelled_at: at("2026-03-02T14:00:00Z"),
            limit: Notice::Days(7),
            reason: Some(domain::appointment::Reason::Ill),
        };
        let found = Ground::Found {
            strike: None,
            reasons: "Le client l’a écrit.\n\nLe professionnel l’a reconnu.".into(),
        };
        let part = |parameter| ScorePart {
            parameter,
            count: 2,
            weight: 100,
            takes: 1_500,
        };
        let date = "2026-03-03".parse().unwrap();
        let person = || Author::Person("opr_1".into());
        vec![
            measure(MeasureKind::ClosedDay { date }, near, Author::Automatic),
            measure(MeasureKind::Pause, incidents(Period::CalendarMonth), Author::Automatic),
            measure(
                MeasureKind::Pause,
                incidents(Period::Rolling(Notice::Days(30))),
                Author::Automatic,
            ),
            measure(MeasureKind::Limitation, found, person()),
            measure(
                MeasureKind::LoweredRank {
                    from: 80_000,
                    to: 61_400,
                },
                Ground::Score {
                    parts: Parameter::ALL.into_iter().map(part).collect(),
                    over: Notice::Days(180),
                    counted: Vec::new(),
                },
                Author::Automatic,
            ),
        ]
    }

    /// L11: every ground has its facts, its rule and its author in both languages.
    #[test]
    fn l11_every_ground_is_told() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        for speech in [Speech::FRENCH, Speech::ENGLISH] {
            for measure in grounds() {
                let told = of(speech, &measure, &paris);
                assert!(!told.facts.is_empty(), "{measure:?}");
                assert!(!format!("{told:?}").contains('⟦'), "{told:?}");
            }
        }
    }

    #[test]
    fn l11_a_pause_says_what_was_counted() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let told = of(Speech::ENGLISH, &grounds()[1], &paris);
        assert!(told.facts[0].contains('3'), "{told:?}");
        assert!(told.facts[1].contains("absence"), "{told:?}");
        assert!(told.facts[2].contains("48"), "{told:?}");
    }
}
