use domain::policy::{Policy, Rung};
use domain::service::Price;
use jiff::tz::TimeZone;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Tuesday 3 March 2026 at 14:30 in Paris.
fn tuesday() -> When {
    let start = at("2026-03-03T14:30:00+01:00");
    When {
        start,
        end: at("2026-03-03T15:30:00+01:00"),
        zone: TimeZone::get("Europe/Paris").unwrap(),
    }
}

fn ladder(steps: &[(&str, Answer)]) -> Ladder {
    let rung = |(notice, answer): &(&str, Answer)| Rung {
        notice: notice.parse().unwrap(),
        answer: *answer,
    };
    Ladder {
        steps: steps.iter().map(rung).collect(),
        after_start: Answer::RefuseAndContact,
    }
}

fn terms(cancel: &[(&str, Answer)], moving: &[(&str, Answer)]) -> Terms {
    let mut policy = Policy::default();
    policy.client_cancel.ladder = ladder(cancel);
    policy.client_reschedule.ladder = ladder(moving);
    Terms {
        policy,
        price: Price {
            minor: 6_000,
            currency: "EUR".into(),
        },
        booked_by: BookedBy::AtOnce,
    }
}

fn told(terms: &Terms, moves: u32, now: &str) -> String {
    policy_sentence(Speech::FRENCH, terms, &tuesday(), moves, at(now)).replace(['\u{a0}', '\u{202f}'], " ")
}

const EARLY: &str = "2026-02-20T09:00:00+01:00";
const EVE: &str = "2026-03-02T20:00:00+01:00";
const FREE_THEN_LATE: &[(&str, Answer)] = &[("24 h", Answer::Allow), ("0 min", Answer::AllowWithWarning)];
const FREE_THEN_NO: &[(&str, Answer)] = &[("24 h", Answer::Allow)];
const ALL_STEPS: &[(&str, Answer)] = &[("2 d", Answer::Allow), ("1 h", Answer::AllowWithWarning)];
const ALWAYS_FREE: &[(&str, Answer)] = &[("0 min", Answer::Allow)];
const ALWAYS_LATE: &[(&str, Answer)] = &[("0 min", Answer::AllowWithWarning)];

/// WEC+10: a move that the practitioner must accept is said to be one, alone or after the free moves.
#[test]
fn wec_plus_10_moves_that_can_only_be_asked_for() {
    let ask: &[(&str, Answer)] = &[("0 min", Answer::OtherPartyMustAgree)];
    let free_then_ask: &[(&str, Answer)] = &[("24 h", Answer::Allow), ("0 min", Answer::OtherPartyMustAgree)];
    let asked = "demander un autre moment jusqu’au mardi 3 mars à 14 h 30";
    for (moving, now, starts, contains) in [
        (ask, EARLY, "Vous pouvez annuler", asked),
        (
            free_then_ask,
            EARLY,
            "Vous pouvez annuler",
            "jusqu’au lundi 2 mars à 14 h 30. Ensuite, vous pouvez demander",
        ),
        (free_then_ask, EVE, "Vous pouvez annuler", asked),
    ] {
        let told = told(&terms(ALWAYS_FREE, moving), 0, now);
        assert!(told.starts_with(starts) && told.contains(contains), "{told}");
        assert!(!told.contains('⟦'), "{told}");
    }
}

/// MED1-04, MED1-05, SBM-04, SBM-13: each shape of ladder has its sentence, with deadlines as dates.
#[test]
fn med1_05_the_sentence_follows_the_ladder() {
    for (both, now, expected) in [
        (
            FREE_THEN_LATE,
            EARLY,
            "Vous pouvez déplacer ou annuler librement jusqu’au lundi 2 mars à 14 h 30. Ensuite, c’est encore possible, mais ce créneau sera difficile à reproposer.",
        ),
        (
            FREE_THEN_LATE,
            EVE,
            "Il reste moins de 24 h avant ce rendez-vous. Vous pouvez encore le déplacer ou l’annuler, mais ce créneau sera difficile à reproposer.",
        ),
        (
            FREE_THEN_NO,
            EARLY,
            "Vous pouvez déplacer ou annuler librement jusqu’au lundi 2 mars à 14 h 30. Ensuite, cela ne se fait plus en ligne : il faudra nous contacter.",
        ),
        (
            FREE_THEN_NO,
            EVE,
            "Il reste moins de 24 h avant ce rendez-vous : il ne se déplace plus et ne s’annule plus en ligne. Si vous avez un empêchement, contactez-nous.",
        ),
        (
            ALL_STEPS,
            EARLY,
            "Vous pouvez déplacer ou annuler librement jusqu’au dimanche 1er mars à 14 h 30, puis encore jusqu’au mardi 3 mars à 13 h 30, mais ce créneau sera alors difficile à reproposer. Ensuite, cela ne se fait plus en ligne : il faudra nous contacter.",
        ),
        (
            ALL_STEPS,
            EVE,
            "Vous pouvez encore déplacer ou annuler jusqu’au mardi 3 mars à 13 h 30, mais ce créneau sera difficile à reproposer. Ensuite, cela ne se fait plus en ligne : il faudra nous contacter.",
        ),
        (
            ALWAYS_FREE,
            EARLY,
            "Vous pouvez déplacer ou annuler ce rendez-vous librement jusqu’à son début.",
        ),
        (
            ALWAYS_FREE,
            EVE,
            "Vous pouvez déplacer ou annuler ce rendez-vous librement jusqu’à son début.",
        ),
        (
            ALWAYS_LATE,
            EARLY,
            "Vous pouvez déplacer ou annuler jusqu’au début du rendez-vous, mais ce créneau sera difficile à reproposer : prévenez-nous dès que possible.",
        ),
        (
            &[],
            EARLY,
            "Ce rendez-vous ne se déplace pas et ne s’annule pas en ligne : si vous avez un empêchement, contactez-nous.",
        ),
        (FREE_THEN_LATE, "2026-03-03T14:30:00+01:00", ""),
    ] {
        assert_eq!(told(&terms(both, both), 0, now), expected, "{both:?} at {now}");
    }
}

/// T6: the deadline in the sentence is the last instant of the generous answer, not one minute beside it.
#[test]
fn t6_at_the_deadline_itself_it_is_still_free() {
    let terms = terms(FREE_THEN_LATE, FREE_THEN_LATE);
    assert!(
        told(&terms, 0, "2026-03-02T14:30:00+01:00")
            .starts_with("Vous pouvez déplacer ou annuler librement jusqu’au lundi 2 mars à 14 h 30.")
    );
    assert!(told(&terms, 0, "2026-03-02T14:30:01+01:00").starts_with("Il reste moins de 24 h"));
}

/// SBM-01, SBM-08: what cannot be moved says so, beside what holds for cancelling; the number of moves is told.
#[test]
fn sbm_01_moves_have_their_own_sentence() {
    let different = terms(FREE_THEN_LATE, FREE_THEN_NO);
    let cancel = "Vous pouvez annuler librement jusqu’au lundi 2 mars à 14 h 30. Ensuite, c’est encore possible, mais ce créneau sera difficile à reproposer. ";
    assert_eq!(
        told(&different, 0, EARLY),
        format!(
            "{cancel}Vous pouvez déplacer librement jusqu’au lundi 2 mars à 14 h 30. Ensuite, cela ne se fait plus en ligne : il faudra nous contacter."
        )
    );

    let never = format!("{cancel}Ce rendez-vous ne se déplace pas en ligne : si vous avez un empêchement, contactez-nous.");
    let mut off = terms(FREE_THEN_LATE, FREE_THEN_LATE);
    off.policy.client_reschedule.enabled = false;
    let mut by_hand = terms(FREE_THEN_LATE, FREE_THEN_LATE);
    by_hand.booked_by = BookedBy::Approval;
    by_hand.policy.client_reschedule.when_approved_by_hand = false;
    let mut limited = terms(FREE_THEN_LATE, FREE_THEN_LATE);
    limited.policy.client_reschedule.max_moves = Some(2);
    for (terms, moves) in [(&off, 0), (&by_hand, 0), (&limited, 2), (&limited, 5)] {
        assert_eq!(told(terms, moves, EARLY), never);
    }
    assert!(told(&limited, 0, EARLY).ends_with(" Il peut être déplacé encore 2 fois."));
    assert!(told(&limited, 1, EARLY).ends_with(" Il peut être déplacé encore une fois."));
}

/// MED1-13: the custom is told as it was entered, and computed by nobody.
#[test]
fn med1_13_the_custom_stands_at_the_end_as_it_is() {
    let mut terms = terms(ALWAYS_FREE, ALWAYS_FREE);
    terms.policy.messages.custom = "  Une séance non annulée 48 h avant est due.\n".into();
    assert!(told(&terms, 0, EARLY).ends_with(" Une séance non annulée 48 h avant est due."));
}

#[test]
fn english_says_the_same() {
    let text = policy_sentence(
        Speech::ENGLISH,
        &terms(FREE_THEN_LATE, FREE_THEN_LATE),
        &tuesday(),
        0,
        at(EARLY),
    );
    assert_eq!(
        text,
        "You can move or cancel freely until Monday 2 March at 14:30. After that it is still possible, but this time will be hard to offer again."
    );
    for steps in [FREE_THEN_LATE, FREE_THEN_NO, ALL_STEPS, ALWAYS_FREE, ALWAYS_LATE, &[]] {
        for (now, moves) in [(EARLY, 0), (EVE, 0)] {
            let text = policy_sentence(Speech::ENGLISH, &terms(steps, ALWAYS_FREE), &tuesday(), moves, at(now));
            assert!(!text.contains('⟦') && !text.is_empty(), "{text}");
        }
    }
}

/// MED1-05: the warning names the limit that was missed; without one there is no warning.
#[test]
fn med1_05_the_warning_before_a_late_act() {
    let late = Because::ShortNotice {
        parameter: "client_cancel.ladder".into(),
        notice_minutes: 60,
        limit: Notice::hours(24),
        deadline_at: at(EVE),
    };
    let warning = late_warning(Speech::FRENCH, LateAct::Cancel, std::slice::from_ref(&late))
        .unwrap()
        .replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        warning.starts_with("Il reste moins de 24 h : ce créneau sera difficile à reproposer."),
        "{warning}"
    );
    assert!(!late_warning(Speech::ENGLISH, LateAct::Move, &[late]).unwrap().contains('⟦'));
    assert_eq!(late_warning(Speech::FRENCH, LateAct::Cancel, &[Because::BookedAtOnce]), None);
}

#[test]
fn a_request_can_be_taken_back_and_an_ended_appointment_says_nothing() {
    let terms = terms(FREE_THEN_NO, FREE_THEN_NO);
    let said = |state: State| policy_sentence_in(Speech::FRENCH, &state, &terms, &tuesday(), 0, at(EVE));
    assert!(said(State::Requested { answer_by: at(EVE) }).contains("la retirer librement"));
    assert!(said(State::Booked).contains("24"));
    assert_eq!(said(State::Declined { at: at(EVE) }), "");
}
