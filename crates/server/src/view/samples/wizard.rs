//! Cancelling in four steps, and an absence as one act.

use super::*;
use crate::view::absence::{AbsenceChoices, AbsencePreview, HitChoice, PlannedStep};
use crate::view::wizard::{CancelWizard, Entered, Letter, Pane, StepBody, StepMark, Suggestion};

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    let word = v.w(
        "Bonjour, je suis souffrante et ne pourrai pas vous recevoir comme prévu.",
        "Hello, I am unwell and cannot see you as planned.",
    );
    vec![
        sample("staff-cancel-who", &step(v, 0, who(v))),
        sample(
            "staff-cancel-other",
            &step(
                v,
                1,
                StepBody::Other {
                    free: v.slots(),
                    propose_href: "/propose".into(),
                    move_href: "/move".into(),
                },
            ),
        ),
        sample(
            "staff-cancel-message",
            &step(
                v,
                2,
                StepBody::Message {
                    message: Field {
                        value: v.w("Bonjour Julie,", "Hello Julie,"),
                        error: Some(v.w("Encore 6 caractères au moins.", "At least 6 characters more.")),
                        required: true,
                    },
                    least: 20,
                    count: v.w("14 sur 20 caractères au moins.", "14 of at least 20 characters."),
                    template: Suggestion {
                        lang: v.t.lang().into(),
                        text: word.clone(),
                    },
                },
            ),
        ),
        sample("staff-cancel-after", &step(v, 3, after(v, word.clone()))),
        sample("absence-choices", &choices(v, word.clone())),
        sample("absence-preview", &planned(v, word)),
    ]
}

fn who(v: Voice) -> StepBody {
    StepBody::Who {
        asked_by: v.choices(
            &[
                ("business", "L’établissement", "The practice"),
                ("client", "Le client", "The client"),
            ],
            0,
        ),
        asked_by_error: None,
        reasons: v.choices(
            &[
                ("ill", "Souffrant", "Unwell"),
                ("emergency", "Urgence", "Emergency"),
                ("other", "Autre raison", "Another reason"),
            ],
            9,
        ),
        reason_required: true,
        reason_error: Some(v.w("Choisissez un motif.", "Choose a reason.")),
    }
}

fn after(v: Voice, word: String) -> StepBody {
    let thing = |label: (&str, &str), value: String| Entered {
        label: v.w(label.0, label.1),
        value,
        change: Link::new("/x", v.w("Modifier", "Change")),
    };
    StepBody::After {
        entered: vec![
            thing(("Qui le souhaite", "Who wants it"), v.w("L’établissement", "The practice")),
            thing(("Motif", "Reason"), v.w("Souffrant", "Unwell")),
            thing(("Message au client", "Message to the client"), word),
        ],
    }
}

fn step(v: Voice, at: usize, body: StepBody) -> CancelWizard {
    let codes = ["who", "other", "message", "after"];
    CancelWizard {
        t: v.t,
        frame: v.frame(v.w("Annuler", "Cancel")),
        console: v.console(ConsolePlace::Week),
        client: "Julie Perrin".into(),
        recap: v.recap(),
        notice: None,
        steps: codes
            .iter()
            .enumerate()
            .map(|(n, code)| StepMark {
                label: v.t.say(&format!("wizard-{code}")),
                current: n == at,
                href: (n < at).then(|| "/x".into()),
            })
            .collect(),
        action: "/x".into(),
        hidden: vec![Hidden::new("reason", "ill")],
        body,
        previous: at.checked_sub(1).map(|n| codes[n].into()),
        next: codes.get(at + 1).map(|code| (*code).into()),
        keep_href: "/console/a/x".into(),
        pane: Pane {
            lead: None,
            effects: effects(v),
            because: v.because(),
            letter: Some(letter(v)),
        },
    }
}

fn effects(v: Voice) -> Vec<Effect> {
    vec![
        Effect {
            icon: Icon::Mail,
            text: v.w(
                "Un e-mail part tout de suite à Julie Perrin.",
                "An e-mail leaves for Julie Perrin right away.",
            ),
        },
        Effect {
            icon: Icon::Warning,
            text: v.w(
                "Compte comme annulation tardive 2 sur 3 ce mois-ci.",
                "Counts as late cancellation 2 of 3 this month.",
            ),
        },
    ]
}

fn letter(v: Voice) -> Letter {
    Letter {
        heading: v.w("Julie Perrin lira, en français", "Julie Perrin will read, in French"),
        lang: "fr".into(),
        subject: "Rendez-vous annulé".into(),
        body: "Bonjour Julie,\n\nClaire Lenoir doit annuler votre rendez-vous et s’en excuse.".into(),
    }
}

fn choices(v: Voice, word: String) -> AbsenceChoices {
    let hit = |name: &str, client: &str, chosen: usize, new: bool| HitChoice {
        name: name.into(),
        client: client.into(),
        when: v.w("Mardi 3 mars à 14 h 30", "Tuesday 3 March at 14:30"),
        what: v.w("Shiatsu, 1 h", "Shiatsu, 1 h"),
        href: "/x".into(),
        choices: v
            .choices(
                &[
                    ("propose", "Proposer un autre moment", "Propose another time"),
                    ("to_anna", "Confier à Anna Faure", "Hand over to Anna Faure"),
                    ("keep", "Garder, et voir plus tard", "Keep, and see later"),
                    ("cancel", "Annuler", "Cancel"),
                ],
                chosen,
            )
            .into_iter()
            .map(|choice| Choice {
                hint: (choice.value == "propose").then(|| v.w("mercredi 4 mars à 9 h", "Wednesday 4 March at 09:00")),
                ..choice
            })
            .collect(),
        hidden: vec![],
        new,
        error: new.then(|| {
            v.w(
                "Le collègue n’est pas libre à ce moment-là.",
                "The colleague is not free at that time.",
            )
        }),
    };
    AbsenceChoices {
        t: v.t,
        frame: v.frame(v.w("Absence", "Absence")),
        console: v.console(ConsolePlace::Absences),
        when: v.w("Le mardi 3 mars", "Tuesday 3 March"),
        notice: None,
        hits: vec![
            hit("choice_1", "Julie Perrin", 0, false),
            hit("choice_2", "Marc Petit", 1, true),
        ],
        reasons: v.choices(
            &[("ill", "Souffrant", "Unwell"), ("other", "Autre raison", "Another reason")],
            0,
        ),
        reason_error: None,
        message: Field::with(word),
        least: 20,
        action: "/x".into(),
        hidden: vec![],
        back_href: "/x".into(),
    }
}

fn planned(v: Voice, word: String) -> AbsencePreview {
    AbsencePreview {
        t: v.t,
        frame: v.frame(v.w("Absence", "Absence")),
        console: v.console(ConsolePlace::Absences),
        when: v.w("Le mardi 3 mars", "Tuesday 3 March"),
        reason: v.w("Formation, Lyon", "Training, Lyon"),
        steps: vec![
            PlannedStep {
                client: "Julie Perrin".into(),
                when: v.w("Mardi 3 mars à 14 h 30", "Tuesday 3 March at 14:30"),
                choice: v.w("Annulé", "Cancelled"),
                effects: effects(v),
            },
            PlannedStep {
                client: "Marc Petit".into(),
                when: v.w("Mardi 3 mars à 16 h", "Tuesday 3 March at 16:00"),
                choice: v.w("Il reste, vous verrez plus tard.", "It stays, you will see later."),
                effects: vec![],
            },
        ],
        effects: effects(v),
        letters: vec![Letter { body: word, ..letter(v) }],
        send: v.t.say("absence-send"),
        action: "/x".into(),
        hidden: vec![Hidden::new("proof", "x")],
        change_href: Some("/x".into()),
        back_href: "/x".into(),
    }
}
