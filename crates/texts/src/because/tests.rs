use domain::absence::AbsenceRefusal;
use domain::agenda::NotOffered;
use domain::appointment::{
    AnswerRefusal, BookRefusal, CancelRefusal, HandOverRefusal, OutcomeRefusal, ProposalRefusal, RescheduleRefusal, Side,
};
use domain::policy::Answer;
use domain::reliability::CaseRefusal;
use domain::series::SeriesRefusal;

use super::*;

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const STATES: [&str; 7] = [
    "requested",
    "booked",
    "fulfilled",
    "no_show",
    "cancelled",
    "declined",
    "expired",
];
const OFFERS: [NotOffered; 7] = [
    NotOffered::Past,
    NotOffered::TooSoon,
    NotOffered::TooFar,
    NotOffered::Closed,
    NotOffered::OffGrid,
    NotOffered::Taken,
    NotOffered::Paused,
];

/// Every reason; a new variant does not compile here until it is listed.
fn every_because() -> Vec<Because> {
    let (deadline_at, limit, parameter) = (
        at("2026-03-02T14:30:00+01:00"),
        Notice::hours(24),
        String::from("client_cancel.ladder"),
    );
    let all = vec![
        Because::EnoughNotice {
            parameter: parameter.clone(),
            notice_minutes: 3_000,
            limit,
            deadline_at,
        },
        Because::EnoughNotice {
            parameter: parameter.clone(),
            notice_minutes: 30,
            limit: Notice::NONE,
            deadline_at,
        },
        Because::ShortNotice {
            parameter: parameter.clone(),
            notice_minutes: 1_140,
            limit,
            deadline_at,
        },
        Because::HasBegun {
            parameter: parameter.clone(),
            started_at: deadline_at,
        },
        Because::LateForBusiness {
            parameter: parameter.clone(),
            notice_minutes: 90,
            limit,
        },
        Because::SaidToBeAskedByBusiness,
        Because::HandedOver {
            from: "prc_00000000000000000000000000000001".parse().unwrap(),
            to: "prc_00000000000000000000000000000002".parse().unwrap(),
        },
        Because::BookedAtOnce,
        Because::WithItsSeries,
        Because::ProposalAccepted,
        Because::NeedsApproval {
            answer_by_at: deadline_at,
        },
        Because::MovesUsed { count: 1, max: 2 },
        Because::MoveProposed {
            by: Side::Client,
            starts: vec![deadline_at],
            lapses_at: deadline_at,
        },
        Because::BothAgreed {
            by: Side::Business,
            proposed_at: deadline_at,
        },
        Because::NotAcceptedYet,
        Because::Forced {
            reason: "urgence".into(),
        },
    ];
    for because in &all {
        match because {
            Because::EnoughNotice { .. }
            | Because::ShortNotice { .. }
            | Because::HasBegun { .. }
            | Because::StaffNotBound { .. }
            | Because::LateForBusiness { .. }
            | Because::SaidToBeAskedByBusiness
            | Because::HandedOver { .. }
            | Because::BookedAtOnce
            | Because::WithItsSeries
            | Because::ProposalAccepted
            | Because::NeedsApproval { .. }
            | Because::MovesUsed { .. }
            | Because::MoveProposed { .. }
            | Because::BothAgreed { .. }
            | Because::NotAcceptedYet
            | Because::Forced { .. } => {}
        }
    }
    let not_bound = |client_answer| Because::StaffNotBound {
        parameter: parameter.clone(),
        client_answer,
    };
    all.iter().cloned().chain(Answer::ALL.map(not_bound)).collect()
}

fn json(refusal: &impl serde::Serialize) -> Value {
    serde_json::to_value(refusal).unwrap()
}

fn every_refusal() -> Vec<Value> {
    let deadline_at = Some(at("2026-03-02T14:30:00+01:00"));
    let limit = Some(Notice::hours(24));
    let mut all = vec![
        json(&CaseRefusal::AlreadyDecided { state: "upheld" }),
        json(&CaseRefusal::AlreadyContested),
        json(&CaseRefusal::SamePerson),
        json(&CaseRefusal::ReasonsTooShort { min_chars: 20, chars: 3 }),
        json(&BookRefusal::ForceNotAllowed),
        json(&BookRefusal::OnlyByProposal),
        json(&CancelRefusal::OutsideTerms { limit, deadline_at }),
        json(&CancelRefusal::OutsideTerms {
            limit: None,
            deadline_at,
        }),
        json(&CancelRefusal::OutsideTerms {
            limit: None,
            deadline_at: None,
        }),
        json(&CancelRefusal::HasBegun),
        json(&HandOverRefusal::SamePractitioner),
        json(&HandOverRefusal::NotBooked { state: "cancelled" }),
        json(&AbsenceRefusal::AbsenceHitsMore {
            appointments: Vec::new(),
        }),
        json(&AbsenceRefusal::AbsenceHitsNot {
            appointment: "apt_00000000000000000000000000000001".parse().unwrap(),
        }),
        json(&AbsenceRefusal::AbsenceNotPossible { items: Vec::new() }),
        json(&CancelRefusal::ReasonMissing),
        json(&CancelRefusal::MessageTooShort { min_chars: 20, chars: 3 }),
        json(&CancelRefusal::MessageTooShort { min_chars: 1, chars: 0 }),
        json(&RescheduleRefusal::NotForClients),
        json(&RescheduleRefusal::ApprovedByHand),
        json(&RescheduleRefusal::InSeries),
        json(&dates_not_free(1)),
        json(&dates_not_free(3)),
        json(&SeriesRefusal::MoreDatesNotFree {
            count: 2,
            dates: Vec::new(),
        }),
        json(&SeriesRefusal::NoDateFree),
        json(&SeriesRefusal::TooManyDates { max: 60 }),
        json(&SeriesRefusal::SeriesStopped),
        json(&SeriesRefusal::NothingToCome),
        json(&SeriesRefusal::AgreementMissing),
        json(&RescheduleRefusal::OutsideTerms { limit, deadline_at }),
        json(&RescheduleRefusal::NoMovesLeft { max: 0 }),
        json(&RescheduleRefusal::NoMovesLeft { max: 1 }),
        json(&RescheduleRefusal::NoMovesLeft { max: 3 }),
        json(&RescheduleRefusal::SameTime),
        json(&RescheduleRefusal::ForceNotAllowed),
        json(&AnswerRefusal::SlotTaken),
        json(&AnswerRefusal::TooLate),
        json(&AnswerRefusal::NotYet),
        json(&OutcomeRefusal::NotBegun),
        json(&ProposalRefusal::HowManyStarts { count: 4, max: 3 }),
        json(&ProposalRefusal::MovesAtOnce),
        json(&ProposalRefusal::NothingProposed),
        json(&ProposalRefusal::OwnProposal),
        json(&ProposalRefusal::OthersProposal),
        json(&ProposalRefusal::NotProposed {
            start_at: at("2026-03-04T10:00:00+01:00"),
        }),
        json(&ProposalRefusal::Lapsed {
            lapsed_at: at("2026-03-02T14:30:00+01:00"),
        }),
        json(&ProposalRefusal::SlotNotOffered {
            reason: NotOffered::Taken,
            start_at: at("2026-03-04T10:00:00+01:00"),
        }),
        json(&ProposalRefusal::NotYet),
    ];
    for state in STATES {
        all.push(json(&CancelRefusal::AlreadyEnded { state }));
        all.push(json(&RescheduleRefusal::AlreadyEnded { state }));
        all.push(json(&AnswerRefusal::NotWaiting { state }));
        all.push(json(&OutcomeRefusal::NotBooked { state }));
    }
    all.extend(OFFERS.iter().flat_map(|&reason| {
        [
            json(&BookRefusal::SlotNotOffered { reason }),
            json(&RescheduleRefusal::SlotNotOffered { reason }),
        ]
    }));
    all.extend(Answer::ALL.iter().flat_map(|&answer| {
        [
            json(&CancelRefusal::BecameStricter { answer }),
            json(&RescheduleRefusal::BecameStricter { answer }),
        ]
    }));
    all
}

fn dates_not_free(count: usize) -> SeriesRefusal {
    SeriesRefusal::DatesNotFree {
        count,
        dates: Vec::new(),
    }
}

/// As below, for what needs both sides and for what is decided about a case.
#[expect(dead_code, reason = "it is compiled, never called")]
fn nothing_forgotten_of_both_sides(proposal: ProposalRefusal, series: SeriesRefusal, case: CaseRefusal) {
    match case {
        CaseRefusal::AlreadyDecided { .. } | CaseRefusal::AlreadyContested | CaseRefusal::SamePerson => {}
        CaseRefusal::ReasonsTooShort { .. } => {}
    }
    use SeriesRefusal as S;
    match series {
        S::DatesNotFree { .. } | S::MoreDatesNotFree { .. } | S::NoDateFree | S::TooManyDates { .. } => {}
        S::SeriesStopped | S::NothingToCome | S::AgreementMissing | S::Cancel(_) | S::Reschedule(_) => {}
    }
    use ProposalRefusal as P;
    match proposal {
        P::AlreadyEnded { .. } | P::HasBegun | P::HowManyStarts { .. } | P::SameTime | P::SlotNotOffered { .. } => {}
        P::MovesAtOnce | P::NothingProposed | P::OwnProposal | P::OthersProposal | P::NotProposed { .. } => {}
        P::Lapsed { .. } | P::NotYet | P::Limits(_) => {}
    }
}

/// Does nothing but refuse to compile when a refusal is added and has no line above.
#[expect(dead_code, reason = "it is compiled, never called")]
fn nothing_forgotten(
    book: BookRefusal,
    cancel: CancelRefusal,
    mv: RescheduleRefusal,
    answer: AnswerRefusal,
    outcome: OutcomeRefusal,
    offer: NotOffered,
) {
    match book {
        BookRefusal::SlotNotOffered { .. } | BookRefusal::ForceNotAllowed | BookRefusal::OnlyByProposal => {}
    }
    match cancel {
        CancelRefusal::AlreadyEnded { .. } | CancelRefusal::OutsideTerms { .. } | CancelRefusal::HasBegun => {}
        CancelRefusal::ReasonMissing | CancelRefusal::MessageTooShort { .. } | CancelRefusal::BecameStricter { .. } => {}
    }
    match mv {
        RescheduleRefusal::AlreadyEnded { .. } | RescheduleRefusal::NotForClients | RescheduleRefusal::ApprovedByHand => {}
        RescheduleRefusal::OutsideTerms { .. } | RescheduleRefusal::NoMovesLeft { .. } | RescheduleRefusal::SameTime => {}
        RescheduleRefusal::SlotNotOffered { .. }
        | RescheduleRefusal::ForceNotAllowed
        | RescheduleRefusal::InSeries
        | RescheduleRefusal::BecameStricter { .. } => {}
    }
    match answer {
        AnswerRefusal::NotWaiting { .. } | AnswerRefusal::SlotTaken | AnswerRefusal::TooLate | AnswerRefusal::NotYet => {}
    }
    match outcome {
        OutcomeRefusal::NotBooked { .. } | OutcomeRefusal::NotBegun => {}
    }
    match offer {
        NotOffered::Past
        | NotOffered::TooSoon
        | NotOffered::TooFar
        | NotOffered::Closed
        | NotOffered::OffGrid
        | NotOffered::Taken
        | NotOffered::Paused => {}
    }
}

#[test]
fn every_reason_and_every_refusal_has_its_sentence() {
    for speech in [Speech::FRENCH, Speech::ENGLISH] {
        let reasons = every_because()
            .into_iter()
            .map(|because| sentence(speech, &because, &paris()));
        let refusals = every_refusal().into_iter().map(|facts| refusal(speech, &facts, &paris()));
        let given = Reason::ALL.map(|given| reason(speech, given));
        for text in reasons.chain(refusals).chain(given) {
            assert!(
                !text.is_empty() && !text.contains('⟦') && !text.contains('{') && !text.contains('_'),
                "{text}"
            );
        }
    }
}

/// SBM-13: the refusal names the limit and its date, in the zone of the place.
#[test]
fn sbm_13_a_refusal_tells_the_deadline_as_a_date() {
    let facts = json(&CancelRefusal::OutsideTerms {
        limit: Some(Notice::Minutes(30)),
        deadline_at: Some(at("2026-03-03T13:00:00Z")),
    });
    let french = refusal(Speech::FRENCH, &facts, &paris()).replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        french.contains("il fallait le faire 30 min avant, donc jusqu’au mardi 3 mars à 14 h."),
        "{french}"
    );
    let english = refusal(Speech::ENGLISH, &facts, &paris()).replace('\u{a0}', " ");
    assert!(
        english.contains("it had to be done 30 min before, that is until Tuesday 3 March at 14:00."),
        "{english}"
    );
}

#[test]
fn a_reason_carries_its_computed_facts() {
    let because = Because::ShortNotice {
        parameter: "client_cancel.ladder".into(),
        notice_minutes: 1_170,
        limit: Notice::hours(24),
        deadline_at: at("2026-03-02T14:30:00+01:00"),
    };
    let text = sentence(Speech::FRENCH, &because, &paris()).replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(
        text,
        "Le préavis est de 19 h 30, alors que les conditions demandent 24 h (au plus tard le lundi 2 mars à 14 h 30)."
    );
}

#[test]
fn an_unknown_refusal_is_visible_not_fatal() {
    for facts in [
        Value::Null,
        serde_json::json!({"code": "moon"}),
        serde_json::json!({"code": "outside_terms", "limit": "soon", "deadline_at": "x"}),
    ] {
        assert!(refusal(Speech::FRENCH, &facts, &paris()).starts_with('⟦'), "{facts}");
    }
}
