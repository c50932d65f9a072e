//! Samples of the demo's own pages.

use super::{Sample, Voice, sample};
use crate::view::demo::*;
use crate::view::parts::*;

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    vec![
        sample("demo", &hub(v)),
        sample("outbox", &outbox(v)),
        sample(
            "outbox-empty",
            &Outbox {
                rows: vec![],
                newer: None,
                older: None,
                ..outbox(v)
            },
        ),
        sample("mail", &mail(v)),
        sample(
            "mail-text",
            &MailView {
                html: None,
                attachments: vec![],
                ..mail(v)
            },
        ),
    ]
}

fn frame(v: Voice, title: String) -> Frame {
    Frame {
        brand: "Honoré".into(),
        clock: Some(ClockBar { eve: false, ..v.clock() }),
        ..v.frame(title)
    }
}

fn hub(v: Voice) -> DemoHub {
    let network = |name: &str, kind: (&str, &str), intro: (&str, &str)| DemoNetwork {
        name: name.into(),
        kind: v.w(kind.0, kind.1),
        intro: v.w(intro.0, intro.1),
        home_href: "/n/x".into(),
        roles: vec![
            Link::new("/demo/in/1", v.w("Claire Lenoir, praticienne", "Claire Lenoir, practitioner")),
            Link::new("/demo/in/2", v.w("Secrétariat", "Front desk")),
        ],
        example: Some(Link::new("/r/x", v.w("Un rendez-vous de client", "A client’s appointment"))),
    };
    DemoHub {
        t: v.t,
        frame: frame(v, v.w("Essayez Honoré", "Try Honoré")),
        networks: vec![
            network(
                "Réseau Lumière",
                ("Thérapeutes", "Therapists"),
                (
                    "Jamais de refus : au-dessous de 24 h, un avertissement.",
                    "Never refused: under 24 h, a warning.",
                ),
            ),
            network(
                "Maison Propre",
                ("Services à domicile", "Home services"),
                (
                    "Un motif et un mot d’au moins 20 caractères pour annuler.",
                    "A reason and a word of at least 20 characters to cancel.",
                ),
            ),
            network(
                "Studio Mesure",
                ("Studio", "Studio"),
                (
                    "On déplace jusqu’à 30 min avant, pas après.",
                    "Moves until 30 min before, not after.",
                ),
            ),
            network(
                "Salons Camélia",
                ("Salons", "Salons"),
                (
                    "Qui annule, et pourquoi : deux questions, deux réponses.",
                    "Who cancels, and why: two questions, two answers.",
                ),
            ),
        ],
        outbox_href: "/demo/outbox".into(),
        outbox_count: Some(v.w("12 messages", "12 messages")),
        steps: vec![
            Link::new(
                "/n/x",
                v.w("Réservez un shiatsu chez Claire Lenoir", "Book a shiatsu with Claire Lenoir"),
            ),
            Link::new(
                "/demo/outbox",
                v.w(
                    "Lisez la confirmation, ouvrez son lien",
                    "Read the confirmation, open its link",
                ),
            ),
            Link::new(
                "/demo",
                v.w(
                    "Avancez d’un jour, déplacez le rendez-vous",
                    "Go forward by one day, move the appointment",
                ),
            ),
            Link::new(
                "/demo",
                v.w("Avancez à la veille, annulez tard", "Go forward to the eve, cancel late"),
            ),
        ],
    }
}

fn outbox(v: Voice) -> Outbox {
    let row = |fr: &str, en: &str, state: (&str, &str), meaning| MailRow {
        href: "/demo/outbox/1".into(),
        when: v.w("lundi 2 mars à 9 h 12", "Monday 2 March at 09:12"),
        to: "Julie Perrin <julie@exemple.fr>".into(),
        subject: v.w(fr, en),
        network: "Réseau Lumière".into(),
        state: v.w(state.0, state.1),
        meaning,
    };
    Outbox {
        t: v.t,
        frame: frame(v, v.w("Messages partis", "Sent messages")),
        rows: vec![
            row(
                "Rappel : mardi 3 mars à 14 h 30",
                "Reminder: Tuesday 3 March at 14:30",
                ("prévu", "due"),
                Meaning::Plain,
            ),
            row(
                "Votre rendez-vous est déplacé",
                "Your appointment is moved",
                ("parti", "sent"),
                Meaning::Fine,
            ),
            row(
                "Votre rendez-vous est confirmé",
                "Your appointment is confirmed",
                ("parti", "sent"),
                Meaning::Fine,
            ),
        ],
        newer: None,
        older: Some("?page=2".into()),
    }
}

fn mail(v: Voice) -> MailView {
    let hello = v.w(
        "Bonjour Julie, votre rendez-vous est confirmé.",
        "Hello Julie, your appointment is confirmed.",
    );
    MailView {
        t: v.t,
        frame: frame(v, v.w("Votre rendez-vous est confirmé", "Your appointment is confirmed")),
        from: "Réseau Lumière <rdv@lumiere.exemple.fr>".into(),
        to: "Julie Perrin <julie@exemple.fr>".into(),
        reply_to: Some("Claire Lenoir <claire.lenoir@exemple.fr>".into()),
        subject: v.w(
            "Votre rendez-vous est confirmé : mardi 3 mars à 14 h 30",
            "Your appointment is confirmed: Tuesday 3 March at 14:30",
        ),
        when: v.w("lundi 2 mars à 9 h 12", "Monday 2 March at 09:12"),
        state: v.w("parti", "sent"),
        meaning: Meaning::Fine,
        html: Some(format!(
            "<!doctype html><html lang=\"{}\"><title>x</title><body><p>{hello}</p></body></html>",
            v.t.lang()
        )),
        text: hello,
        attachments: vec![Attachment {
            name: "rendez-vous.ics".into(),
            kind: "text/calendar".into(),
            href: "/demo/outbox/1/0".into(),
        }],
        back_href: "/demo/outbox".into(),
    }
}
