//! Samples of another time that waits for an answer, on both sides.

use super::{Sample, Voice, sample};
use crate::view::console::ConsolePlace;
use crate::view::move_proposal::*;
use crate::view::parts::*;

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    vec![
        sample("proposal-accept", &accept(v)),
        sample("proposal-keep", &keep(v)),
        sample("staff-propose", &propose(v)),
        sample("staff-move-answer", &answer(v)),
    ]
}

/// What the business proposes, at the top of the manage page.
pub(super) fn card(v: Voice) -> ProposalCard {
    ProposalCard {
        title: v.w(
            "Claire Lenoir vous propose un autre moment",
            "Claire Lenoir proposes another time",
        ),
        text: v.w(
            "Choisissez avant le lundi 2 mars à 14 h 30. D’ici là, votre rendez-vous reste le mardi 3 mars à 14 h 30.",
            "Choose before Monday 2 March at 14:30. Until then, your appointment stays on Tuesday 3 March at 14:30.",
        ),
        message: Some(v.w("Je dois libérer mardi après-midi.", "I have to free Tuesday afternoon.")),
        slots: v.slots(),
        asked: vec![],
        end_href: "/r/x/proposal".into(),
        end_label: v.w("Garder mon rendez-vous", "Keep my appointment"),
    }
}

fn accept(v: Voice) -> MoveAnswerPage {
    let title = v.w("Accepter ce moment ?", "Accept this time?");
    MoveAnswerPage {
        t: v.t,
        frame: v.frame(title.clone()),
        heading: title,
        before: v.recap(),
        after: Some(v.later()),
        message: None,
        notice: None,
        effects: v.effects(),
        because: vec![v.w(
            "Les deux parties sont d’accord. Rien n’est compté comme tardif.",
            "Both sides agree. Nothing counts as late.",
        )],
        action: "/r/x/proposal".into(),
        hidden: vec![Hidden::new("version", "2")],
        send: v.w("Accepter ce moment", "Accept this time"),
        back_href: "/r/x".into(),
    }
}

fn keep(v: Voice) -> MoveAnswerPage {
    let title = v.w("Garder votre rendez-vous ?", "Keep your appointment?");
    MoveAnswerPage {
        frame: v.frame(title.clone()),
        heading: title,
        after: None,
        message: Some(Field::default()),
        because: vec![],
        send: v.w("Garder mon rendez-vous", "Keep my appointment"),
        ..accept(v)
    }
}

fn propose(v: Voice) -> ProposePage {
    ProposePage {
        t: v.t,
        frame: v.frame(v.w("Proposer un autre moment", "Propose another time")),
        console: v.console(ConsolePlace::Elsewhere),
        client: "Julie Perrin".into(),
        recap: v.recap(),
        chosen: v.slots().into_iter().take(2).collect(),
        may_add: true,
        date: Field::with("2026-03-05"),
        time: Field::required(),
        free: v.slots(),
        reasons: vec![
            Choice::new("ill", v.w("Souffrant", "Not well")),
            Choice::new("other", v.w("Autre raison", "Another reason")),
        ],
        message: Field::default(),
        effects: v.effects(),
        because: vec![],
        notice: None,
        action: "/x".into(),
        hidden: vec![Hidden::new("version", "1")],
        keep_href: "/console/a/x".into(),
    }
}

fn answer(v: Voice) -> StaffMoveAnswer {
    StaffMoveAnswer {
        t: v.t,
        frame: v.frame(v.w("Répondre à la demande", "Answer the request")),
        console: v.console(ConsolePlace::Requests),
        asked_by_client: true,
        client: "Julie Perrin".into(),
        recap: v.recap(),
        answer_before: v.w("Répondre avant lundi 2 mars à 13 h", "Answer before Monday 2 March at 13:00"),
        words: Some(v.w("Mon train est annulé mardi.", "My train is cancelled on Tuesday.")),
        times: vec![
            ProposedTime {
                label: v.w("jeudi 5 mars à 10 h", "Thursday 5 March at 10:00"),
                start: "2026-03-05T10:00:00+01:00".into(),
                conflict: None,
                effects: v.effects(),
            },
            ProposedTime {
                label: v.w("vendredi 6 mars à 9 h", "Friday 6 March at 09:00"),
                conflict: Some(v.w("Ce créneau vient d’être pris.", "This slot has just been taken.")),
                ..ProposedTime::default()
            },
        ],
        accept_action: "/x/accept".into(),
        end_action: "/x/end".into(),
        message: Field::default(),
        end_effects: v.effects()[..1].to_vec(),
        hidden: vec![Hidden::new("version", "1")],
        propose_href: "/console/a/x/propose".into(),
        notice: None,
        back_href: "/console/a/x".into(),
    }
}
