use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::*;
use crate::agenda::{Agenda, Busy, MinuteOfDay, NotOffered, WeeklyHours};
use crate::messages::{Author, MessageKind, Stale};
use crate::policy::{EnquiryPolicy, Policy};
use crate::service::{BookedBy, Price, Service};

/// Tuesday 3 March 2026, 14:00 in Paris.
const START: &str = "2026-03-03T14:00:00+01:00";
const NOW: &str = "2026-03-01T09:00:00+01:00";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn open_agenda() -> Agenda {
    let minute = |hour: u16| MinuteOfDay::new(hour * 60).unwrap();
    let hours = |weekday| WeeklyHours {
        weekday,
        from: minute(9),
        to: minute(18),
    };
    Agenda {
        zone: paris(),
        capacity: 1,
        weekly: Weekday::Monday.cycle_forward().take(7).map(hours).collect(),
        exceptions: Vec::new(),
        closed_days: Vec::new(),
        paused_until: None,
        busy: Vec::new(),
    }
}

fn service() -> Service {
    Service {
        id: ServiceId(Uuid::from_u128(1)),
        business: BusinessId(Uuid::from_u128(1)),
        name: "Coiffure".into(),
        about: String::new(),
        duration_minutes: 60,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        step_minutes: 30,
        price: Price {
            minor: 5_000,
            currency: "EUR".into(),
        },
        booked_by: BookedBy::Proposal,
        policy: serde_json::Value::Null,
    }
}

/// A candidate by number, name and score.
struct Somebody {
    number: u128,
    name: &'static str,
    score: Option<i64>,
    serves: Vec<String>,
    agenda: Agenda,
    asked_before: bool,
}

fn somebody(number: u128, name: &'static str, score: Option<i64>) -> Somebody {
    Somebody {
        number,
        name,
        score,
        serves: Vec::new(),
        agenda: open_agenda(),
        asked_before: false,
    }
}

fn considered(people: &[Somebody], policy: &EnquiryPolicy) -> Vec<(&'static str, Result<u32, NotProposed>)> {
    let (service, general) = (service(), Policy::default());
    let candidate = |who: &'_ Somebody| -> (PractitionerId, BusinessId) {
        (
            PractitionerId(Uuid::from_u128(who.number)),
            BusinessId(Uuid::from_u128(who.number)),
        )
    };
    let candidates: Vec<Candidate<'_>> = people
        .iter()
        .map(|who| Candidate {
            practitioner: candidate(who).0,
            business: candidate(who).1,
            name: who.name,
            service: &service,
            policy: &general,
            place: PlaceId(Uuid::nil()),
            serves: &who.serves,
            agenda: Some(&who.agenda),
            score: who.score,
            asked_before: who.asked_before,
        })
        .collect();
    let looks = Looks {
        start: at(START),
        postcode: "75018",
    };
    eligible(&candidates, looks, policy, at(NOW))
        .into_iter()
        .map(|one| (people[one.candidate].name, one.answer.map(|to| to.nth)))
        .collect()
}

#[test]
fn wec_17_the_more_reliable_come_first_then_names() {
    let people = [
        somebody(1, "Zoé", Some(900)),
        somebody(2, "Anne", Some(700)),
        somebody(3, "Marc", None),
        somebody(4, "Bruno", Some(900)),
    ];
    let by_score = considered(&people, &EnquiryPolicy::default());
    assert_eq!(by_score, [("Bruno", Ok(1)), ("Zoé", Ok(2)), ("Anne", Ok(3)), ("Marc", Ok(4))]);
    let by_name = considered(
        &people,
        &EnquiryPolicy {
            by_ranking: false,
            ..EnquiryPolicy::default()
        },
    );
    assert_eq!(by_name, [("Anne", Ok(1)), ("Bruno", Ok(2)), ("Marc", Ok(3)), ("Zoé", Ok(4))]);
}

#[test]
fn wec_01_a_closed_day_receives_no_proposal_and_everybody_else_is_told_why_not() {
    let mut closed = somebody(1, "Fermée", None);
    closed.agenda.closed_days = vec!["2026-03-03".parse().unwrap()];
    let mut taken = somebody(2, "Prise", None);
    taken.agenda.busy = vec![Busy {
        start: at(START),
        end: at("2026-03-03T15:00:00+01:00"),
        lane: Some(0),
    }];
    let mut far = somebody(3, "Loin", None);
    far.serves = vec!["69".into(), "38".into()];
    let mut near = somebody(4, "Près", None);
    near.serves = vec!["92".into(), "75 0".into()];
    let mut asked = somebody(5, "Sollicitée", None);
    asked.asked_before = true;
    let answers = considered(&[closed, taken, far, near, asked], &EnquiryPolicy::default());
    assert_eq!(
        answers,
        [
            ("Près", Ok(1)),
            (
                "Fermée",
                Err(NotProposed::NotOffered {
                    reason: NotOffered::Closed
                })
            ),
            (
                "Loin",
                Err(NotProposed::TooFar {
                    serves: vec!["69".into(), "38".into()]
                })
            ),
            (
                "Prise",
                Err(NotProposed::NotOffered {
                    reason: NotOffered::Taken
                })
            ),
            ("Sollicitée", Err(NotProposed::AskedBefore)),
        ]
    );
}

#[test]
fn so_many_at_once_and_somebody_with_two_places_once() {
    let few = EnquiryPolicy {
        proposals_at_once: 1,
        ..EnquiryPolicy::default()
    };
    let mut shut = somebody(1, "Anne", None);
    shut.agenda.weekly.clear();
    let people = [shut, somebody(1, "Anne", None), somebody(2, "Bruno", None)];
    let answers = considered(&people, &few);
    assert_eq!(
        answers,
        [("Anne", Ok(1)), ("Bruno", Err(NotProposed::OthersFirst { at_once: 1 }))]
    );
}

#[test]
fn postcodes_and_names_are_compared_as_people_mean_them() {
    for (serves, wanted, fits) in [
        (&["75"][..], "75018", true),
        (&["75"], " 75 018", true),
        (&["75018"], "75017", false),
        (&["sw1a"], "SW1A 1AA", true),
        (&[], "99999", true),
    ] {
        let serves: Vec<String> = serves.iter().map(|&start| start.to_owned()).collect();
        assert_eq!(serves_there(&serves, wanted).is_ok(), fits, "{serves:?} {wanted}");
    }
    for (one, other, same) in [
        ("Coiffure à domicile", " coiffure À domicile ", true),
        ("Coiffure", "Coiffage", false),
    ] {
        assert_eq!(same_service(one, other), same, "{one} {other}");
    }
}

fn enquiry() -> Enquiry {
    Enquiry {
        id: EnquiryId(Uuid::from_u128(1)),
        network: NetworkId(Uuid::from_u128(1)),
        client: ClientId(Uuid::from_u128(1)),
        service: "Coiffure".into(),
        start: at(START),
        zone: paris(),
        postcode: "75018".into(),
        address: "3 rue Lepic, Paris".into(),
        note: String::new(),
        made_at: at(NOW),
        answer_by: at("2026-03-01T13:00:00+01:00"),
        state: EnquiryState::Open,
        version: 1,
    }
}

fn proposal(number: u128, state: ProposalState) -> Proposal {
    Proposal {
        id: ProposalId(Uuid::from_u128(number)),
        enquiry: enquiry().id,
        business: BusinessId(Uuid::from_u128(number)),
        practitioner: PractitionerId(Uuid::from_u128(number)),
        service: ServiceId(Uuid::from_u128(1)),
        place: PlaceId(Uuid::from_u128(1)),
        nth: 1,
        because: WhyProposed {
            serves: None,
            score: None,
        },
        made_at: at(NOW),
        state,
    }
}

fn three() -> Vec<Proposal> {
    (1..=3).map(|number| proposal(number, ProposalState::Open)).collect()
}

fn id(number: u128) -> ProposalId {
    ProposalId(Uuid::from_u128(number))
}

fn apt() -> AppointmentId {
    AppointmentId(Uuid::from_u128(9))
}

fn states(change: &EnquiryChange) -> Vec<&'static str> {
    change.proposals.iter().map(|proposal| proposal.state.code()).collect()
}

#[test]
fn wec_plus_18_the_first_to_accept_gets_it_and_the_others_are_told() {
    let change = accept(&enquiry(), &three(), id(2), apt(), at(NOW)).unwrap();
    assert_eq!(
        change.enquiry.state,
        EnquiryState::Taken {
            at: at(NOW),
            appointment: apt()
        }
    );
    assert_eq!(
        (states(&change), change.enquiry.version),
        (vec!["accepted", "closed", "closed"], 2)
    );
    let told: Vec<_> = change
        .notices
        .iter()
        .map(|notice| (notice.about, notice.kind, notice.by))
        .collect();
    let closed = |number| (Subject::Proposal(id(number)), MessageKind::EnquiryClosed, Author::Business);
    assert_eq!(told, [closed(1), closed(3)]);
    // The second one meets the enquiry as it is then.
    let late = accept(&change.enquiry, &change.proposals, id(1), apt(), at(NOW));
    assert_eq!(late, Err(EnquiryRefusal::ProposalNotOpen { state: "closed" }));
}

#[test]
fn wec_plus_11_an_answer_comes_in_time_or_not_at_all() {
    for (now, accepted, lapsed) in [
        ("2026-03-01T13:00:00+01:00", Ok(()), Err(EnquiryRefusal::NotYet)),
        ("2026-03-01T13:00:01+01:00", Err(EnquiryRefusal::TooLate), Ok(())),
    ] {
        assert_eq!(
            accept(&enquiry(), &three(), id(1), apt(), at(now)).map(|_| ()),
            accepted,
            "{now}"
        );
        assert_eq!(lapse(&enquiry(), &three(), at(now)).map(|_| ()), lapsed, "{now}");
    }
    for (now, waits) in [
        (NOW, "2026-03-01T13:00:00+01:00"),
        // Never beyond the start itself.
        ("2026-03-03T12:30:00+01:00", START),
    ] {
        assert_eq!(waits_until(at(START), &EnquiryPolicy::default(), at(now)), at(waits), "{now}");
    }
}

#[test]
fn wec_plus_18_refusing_says_nothing_until_nobody_is_left() {
    let first = decline(&enquiry(), &three(), id(1), false, at(NOW)).unwrap();
    assert_eq!(
        (first.enquiry.state, states(&first), first.notices.len()),
        (EnquiryState::Open, vec!["refused"], 0)
    );
    let refused = ProposalState::Refused { at: at(NOW) };
    let last = [proposal(1, refused), proposal(2, ProposalState::Open)];
    for (others_next, state, told) in [(true, "open", 0), (false, "unanswered", 1)] {
        let change = decline(&enquiry(), &last, id(2), others_next, at(NOW)).unwrap();
        assert_eq!(
            (change.enquiry.state.code(), change.notices.len()),
            (state, told),
            "{others_next}"
        );
    }
    let twice = decline(&enquiry(), &last, id(1), false, at(NOW));
    assert_eq!(twice, Err(EnquiryRefusal::ProposalNotOpen { state: "refused" }));
}

#[test]
fn the_client_takes_it_back_once() {
    let change = close(&enquiry(), &three(), Author::Client, at(NOW)).unwrap();
    assert_eq!(
        (change.enquiry.state.code(), states(&change)),
        ("withdrawn", vec!["closed"; 3])
    );
    assert_eq!(change.notices.len(), 3);
    let again = close(&change.enquiry, &change.proposals, Author::Client, at(NOW));
    assert_eq!(again, Err(EnquiryRefusal::EnquiryNotOpen { state: "withdrawn" }));
    let accepted = accept(&change.enquiry, &change.proposals, id(1), apt(), at(NOW));
    assert_eq!(accepted, Err(EnquiryRefusal::ProposalNotOpen { state: "closed" }));
}

/// I3: what waits in the outbox is compared with what is true when it leaves.
#[test]
fn messages_that_no_longer_say_something_true_do_not_leave() {
    use MessageKind::{EnquiryClosed, EnquiryProposed, EnquiryReceived, EnquiryUnanswered};
    let taken = EnquiryState::Taken {
        at: at(NOW),
        appointment: apt(),
    };
    let refused = ProposalState::Refused { at: at(NOW) };
    let closed = ProposalState::Closed { at: at(NOW) };
    for (kind, state, proposal_state, now, expected) in [
        (EnquiryProposed, EnquiryState::Open, Some(ProposalState::Open), NOW, Ok(())),
        (EnquiryProposed, EnquiryState::Open, Some(refused), NOW, Err(Stale::Answered)),
        (
            EnquiryProposed,
            EnquiryState::Open,
            Some(ProposalState::Open),
            START,
            Err(Stale::TooLate),
        ),
        (EnquiryProposed, taken, Some(closed), NOW, Err(Stale::Ended)),
        (EnquiryClosed, taken, Some(closed), NOW, Ok(())),
        (EnquiryReceived, EnquiryState::Open, None, NOW, Ok(())),
        (EnquiryReceived, taken, None, NOW, Err(Stale::Answered)),
        (EnquiryUnanswered, EnquiryState::Unanswered { at: at(NOW) }, None, NOW, Ok(())),
    ] {
        let enquiry = Enquiry { state, ..enquiry() };
        let proposal = proposal_state.map(|state| proposal(1, state));
        assert_eq!(
            still_due(kind, &enquiry, proposal.as_ref(), at(now)),
            expected,
            "{kind:?} {state:?}"
        );
    }
}

#[test]
fn wec_plus_18_four_unanswered_or_fifty_refused_in_a_row() {
    let when = at(NOW);
    let state = |sign: char| match sign {
        'u' => ProposalState::Unanswered { at: when },
        'r' => ProposalState::Refused { at: when },
        'a' => ProposalState::Accepted { at: when },
        'c' => ProposalState::Closed { at: when },
        _ => ProposalState::Open,
    };
    let policy = EnquiryPolicy {
        hold_after_unanswered: Some(4),
        hold_after_refusals: Some(5),
        ..EnquiryPolicy::default()
    };
    for (newest_first, unanswered, refused, hold) in [
        ("", 0, 0, false),
        ("uuu", 3, 0, false),
        ("uuuu", 4, 0, true),
        ("uocuuu", 4, 0, true),
        ("auuuu", 0, 0, false),
        ("uurrrr", 2, 0, false),
        ("uuauu", 2, 0, false),
        ("rrrr", 0, 4, false),
        ("rrrrr", 0, 5, true),
        ("rcuuuu", 0, 1, false),
    ] {
        let counted = streak(newest_first.chars().map(state));
        assert_eq!(counted, Streak { unanswered, refused }, "{newest_first}");
        assert_eq!(counted.asks_for_a_hold(&policy).is_some(), hold, "{newest_first}");
        assert!(
            counted.asks_for_a_hold(&EnquiryPolicy::default()).is_none(),
            "off unless the policy says so"
        );
    }
}

/// WEC+18: what led to one hold does not lead to another, and a hold is a pause that ends by itself (WEC-13).
#[test]
fn wec_plus_18_a_hold_begins_once_and_ends_by_itself() {
    use crate::ids::MeasureId;
    use crate::reliability::{Ground, MeasureKind, Standing, Subject};
    let policy = EnquiryPolicy {
        hold_after_unanswered: Some(4),
        ..EnquiryPolicy::default()
    };
    let mut standing = Standing {
        subject: Subject::Business(BusinessId(Uuid::from_u128(1))),
        zone: paris(),
        strikes: Vec::new(),
        away: Vec::new(),
        measures: Vec::new(),
    };
    let unanswered = |at| ProposalState::Unanswered { at };
    let four = [unanswered(at(NOW)); 4];
    let id = MeasureId(Uuid::from_u128(7));
    let due = |standing: &Standing, states: Vec<ProposalState>, now| hold_due(standing, states, &policy, now, id);
    let hold = due(&standing, four.to_vec(), at(NOW)).unwrap();
    assert_eq!(
        (hold.kind, hold.end_at),
        (MeasureKind::Pause, at("2026-03-03T09:00:00+01:00"))
    );
    assert!(matches!(
        hold.ground,
        Ground::ProposalsLeft {
            refused: false,
            count: 4,
            limit: 4,
            ..
        }
    ));
    standing.measures.push(hold);
    let later = at("2026-03-05T09:00:00+01:00");
    for now in [at(NOW), later] {
        assert_eq!(due(&standing, four.to_vec(), now), None, "the same four");
    }
    let with_new = |count| [vec![unanswered(later); count], four.to_vec()].concat();
    assert_eq!(due(&standing, with_new(3), later), None, "three after the hold");
    assert!(due(&standing, with_new(4), later).is_some(), "four after the hold");
}

/// WEC+18: an enquiry that two practitioners of one business leave unanswered is one, and one that a colleague looked at is none.
#[test]
fn wec_plus_18_one_enquiry_counts_once_for_a_business() {
    let of = |enquiry: u128, state| Proposal {
        enquiry: EnquiryId(Uuid::from_u128(enquiry)),
        ..proposal(1, state)
    };
    let (early, late) = (at(NOW), at("2026-03-02T09:00:00+01:00"));
    let unanswered = |at| ProposalState::Unanswered { at };
    let refused = ProposalState::Refused { at: early };
    let received = [
        of(1, unanswered(early)),
        of(1, unanswered(early)),
        of(2, unanswered(late)),
        of(3, unanswered(late)),
        of(3, refused),
        of(4, ProposalState::Open),
    ];
    let answered = answers(&received);
    assert_eq!(answered[0], unanswered(late), "what ended last comes first");
    assert_eq!(answered.iter().filter(|state| **state == unanswered(early)).count(), 1);
    assert_eq!(answered.iter().filter(|state| **state == refused).count(), 1);
    assert_eq!(answered.len(), 4);
}
