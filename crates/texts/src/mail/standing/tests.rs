use domain::appointment::{Actor, Role};
use domain::reliability::{Author, CaseKind, Ground, Group, MeasureKind, NO_LONGER_COUNTED, Period, StruckOut, Subject};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn said(why: &str) -> StruckOut {
    StruckOut {
        at: at("2026-03-06T10:00:00Z"),
        by: "opr_00000000000000000000000000000002".into(),
        why: why.into(),
    }
}

fn pause() -> Measure {
    Measure {
        id: "mea_00000000000000000000000000000001".parse().unwrap(),
        subject: Subject::Business("biz_00000000000000000000000000000001".parse().unwrap()),
        practitioner: None,
        kind: MeasureKind::Pause,
        ground: Ground::Incidents {
            rule: "late-cancellations".into(),
            threshold: 3,
            within: Period::CalendarMonth,
            lasts: Notice::hours(48),
            counted: vec![
                Group {
                    absence: None,
                    strikes: vec!["str_00000000000000000000000000000001".parse().unwrap()],
                    weight: 100,
                };
                3
            ],
        },
        author: Author::Automatic,
        begun_at: at("2026-03-03T10:00:00Z"),
        end_at: at("2026-03-05T10:00:00Z"),
        lifted: None,
    }
}

fn case(kind: CaseKind, state: CaseState) -> Case {
    Case {
        id: "cas_00000000000000000000000000000001".parse().unwrap(),
        kind,
        business: "biz_00000000000000000000000000000001".parse().unwrap(),
        practitioner: None,
        appointment: None,
        measure: None,
        strike: None,
        opened_by: Actor {
            role: Role::Staff,
            id: "usr_00000000000000000000000000000001".into(),
        },
        opened_at: at("2026-03-04T10:00:00Z"),
        text: "La porte <b>était</b> fermée.\n{{ network }}".into(),
        author: Author::Automatic,
        answer_by: at("2026-03-11T10:00:00Z"),
        state,
    }
}

fn written(kind: MessageKind, to: Recipient, language: Language, matter: Matter<'_>) -> Written {
    let facts = StandingFacts {
        kind,
        to,
        language,
        network: "Belle Heure".into(),
        contact: Contact {
            name: "L’équipe".into(),
            email: None,
            phone: Some("01 99 00 31 00".into()),
        },
        business: "Coiffure Zoé".into(),
        zone: &TimeZone::get("Europe/Paris").unwrap(),
        matter,
        link: "https://rdv.exemple.test/console/reliability".into(),
    };
    write_standing(&facts).unwrap()
}

/// What no letter to somebody under a measure may say.
const ACCUSING: [&str; 12] = [
    "faute",
    "sanction",
    "puni",
    "coupable",
    "abus",
    "infraction",
    "penalty",
    "guilty",
    "offence",
    "fault",
    "abuse",
    "violation",
];

fn is_calm(letter: &Written) {
    let whole = [&letter.subject, &letter.text, &letter.html].map(String::as_str).concat();
    assert!(!whole.contains('⟦') && !whole.contains("{%"), "{whole}");
    assert!(
        !letter.html.contains("<b>était"),
        "what people typed stays text: {}",
        letter.html
    );
    let lower = whole.to_lowercase();
    assert!(!ACCUSING.iter().any(|word| lower.contains(word)), "{whole}");
}

/// L11: a statement of reasons has facts, rule with its values, who decided, how long, what stays, and how to contest with the time of the answer.
#[test]
fn l11_a_measure_begins_with_everything_a_statement_must_say() {
    let measure = pause();
    let matter = Matter::Measure {
        measure: &measure,
        decide_within: Notice::Days(7),
    };
    for (language, words) in [
        (
            Language::Fr,
            [
                "3 incidents",
                "48\u{a0}h",
                "automatiquement",
                "mardi 3 mars",
                "jeudi 5 mars",
                "déjà pris",
                "contester",
                "7\u{a0}jours",
            ],
        ),
        (
            Language::En,
            [
                "3 incidents",
                "48\u{a0}h",
                "rule",
                "Tuesday 3 March",
                "Thursday 5 March",
                "already made",
                "contest",
                "7\u{a0}days",
            ],
        ),
    ] {
        let letter = written(MessageKind::MeasureBegun, Recipient::Business, language, matter);
        is_calm(&letter);
        for word in words {
            assert!(letter.text.contains(word), "{word}: {}", letter.text);
        }
    }
}

#[test]
fn l12_a_lifted_measure_says_why() {
    for (why, words) in [
        (
            "Le réseau s’est trompé de jour.",
            ["s’est trompé de jour", "s’est trompé de jour"],
        ),
        (NO_LONGER_COUNTED, ["une absence réunit", "an absence makes one"]),
    ] {
        let measure = Measure {
            lifted: Some(said(why)),
            ..pause()
        };
        let matter = Matter::Measure {
            measure: &measure,
            decide_within: Notice::Days(7),
        };
        for (language, word) in [(Language::Fr, words[0]), (Language::En, words[1])] {
            let letter = written(MessageKind::MeasureLifted, Recipient::Business, language, matter);
            is_calm(&letter);
            assert!(letter.text.contains(word), "{}", letter.text);
        }
    }
}

/// L12: every kind of case, opened and decided either way, in both languages.
#[test]
fn l12_cases_are_told_to_those_they_concern() {
    for kind in CaseKind::ALL {
        for language in [Language::Fr, Language::En] {
            let open = case(kind, CaseState::Open);
            let about = "Annulation tardive du mardi 3 mars";
            let matter = Matter::Case { case: &open, about };
            let letter = written(MessageKind::CaseOpened, Recipient::Network, language, matter);
            is_calm(&letter);
            assert!(letter.text.contains("11"), "the day of the answer: {}", letter.text);
            for state in [
                CaseState::Upheld(said("Le message du client le montre.")),
                CaseState::Rejected(said("Le message du client le montre.")),
            ] {
                let decided = case(kind, state);
                let matter = Matter::Case { case: &decided, about };
                let letter = written(MessageKind::CaseDecided, Recipient::Business, language, matter);
                is_calm(&letter);
                assert!(letter.text.contains("Le message du client le montre."), "{}", letter.text);
                assert!(
                    !letter.text.contains("La porte"),
                    "a client's words stay with the network: {}",
                    letter.text
                );
            }
        }
    }
}
