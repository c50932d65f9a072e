//! Asking without choosing anybody: the form, who asks, the page of an enquiry, and the console's proposals.

use super::{Sample, Voice, sample};
use crate::view::console::ConsolePlace;
use crate::view::enquiry::{AskPage, AskWhoPage, EnquiryPage, ProposalOver, ProposalPage, ProposalRow, ProposalsPage, Withdraw};
use crate::view::parts::*;

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    vec![
        sample("ask", &ask(v)),
        sample("ask-nobody", &nobody(v)),
        sample("ask-who", &who(v)),
        sample("enquiry-open", &open(v)),
        sample("enquiry-taken", &taken(v)),
        sample("enquiry-proposals", &proposals(v)),
        sample("enquiry-proposal", &proposal(v)),
    ]
}

fn effect(icon: Icon, text: String) -> Effect {
    Effect { icon, text }
}

fn ask(v: Voice) -> AskPage {
    let service = |fr: &str, en: &str, minutes: &str, chosen| Choice {
        hint: Some(v.w(minutes, minutes)),
        chosen,
        ..Choice::new(fr, v.w(fr, en))
    };
    AskPage {
        t: v.t,
        frame: Frame {
            private: false,
            ..v.frame(v.t.say("ask-title"))
        },
        action: "/belle-heure/ask".into(),
        services: vec![
            service("Mise en beauté pour un événement", "Styling for an event", "60 min", true),
            service("Coupe à domicile", "Haircut at home", "45 min", false),
        ],
        service_error: None,
        date: Field::required(),
        time: Field::required(),
        postcode: Field::required(),
        problem: None,
        why_nobody: Vec::new(),
    }
}

fn nobody(v: Voice) -> AskPage {
    AskPage {
        date: Field {
            value: "2026-03-03".into(),
            ..Field::required()
        },
        time: Field {
            value: "23:30".into(),
            ..Field::required()
        },
        postcode: Field {
            error: Some(v.t.say("field-not-a-postcode")),
            ..Field::required()
        },
        problem: Some(Banner {
            meaning: Meaning::Late,
            title: v.t.say("ask-nobody"),
            text: Some(v.t.say("ask-nobody-text")),
            links: Vec::new(),
        }),
        why_nobody: vec![
            v.w(
                "Nadia Kaci : Trop loin : se déplace dans 75009, 75010.",
                "Nadia Kaci: Too far: travels within 75009, 75010.",
            ),
            v.w(
                "Julie Marchand : Ce créneau vient d’être pris.",
                "Julie Marchand: This slot has just been taken.",
            ),
        ],
        ..ask(v)
    }
}

fn who(v: Voice) -> AskWhoPage {
    AskWhoPage {
        t: v.t,
        frame: Frame {
            private: false,
            ..v.frame(v.t.say("ask-title"))
        },
        recap: Recap {
            what: v.w("Mise en beauté pour un événement, au 75018", "Styling for an event, in 75018"),
            place: None,
            price: None,
            ..v.recap()
        },
        back_href: "/belle-heure/ask".into(),
        action: "/belle-heure/ask".into(),
        hidden: vec![Hidden::new("proof", "x")],
        address: Field::required(),
        name: Field::required(),
        email: Field::required(),
        phone: Field::default(),
        note: Field::default(),
        effects: vec![
            effect(Icon::Mail, v.t.with_number("ask-effect-sent", "count", 3)),
            effect(Icon::Person, v.t.say("ask-effect-first")),
            effect(
                Icon::Clock,
                v.t.with(
                    "ask-effect-answer-by",
                    &[("at", &v.w("samedi 28 février à 13 h", "Saturday 28 February at 13:00"))],
                ),
            ),
            effect(
                Icon::Money,
                v.t.with(
                    "ask-effect-price-range",
                    &[("least", &v.w("62 €", "€62")), ("most", &v.w("69 €", "€69"))],
                ),
            ),
            effect(Icon::Undo, v.t.say("ask-effect-way-back")),
        ],
    }
}

fn open(v: Voice) -> EnquiryPage {
    EnquiryPage {
        t: v.t,
        frame: v.frame(v.t.say("enquiry-title")),
        meaning: Meaning::Late,
        icon: Icon::Question,
        state: v.t.say("enquiry-state-open"),
        state_text: v.w(
            "3 praticiens l’ont reçue. Réponse samedi 28 février à 13 h au plus tard.",
            "3 practitioners received it. An answer Saturday 28 February at 13:00 at the latest.",
        ),
        when: v.recap().when,
        what: v.w("Mise en beauté pour un événement", "Styling for an event"),
        facts: vec![Fact {
            label: v.t.say("enquiry-fact-where"),
            lines: vec!["41 rue Ordener, Paris".into(), "75018".into()],
            link: None,
        }],
        onward: None,
        withdraw: Some(Withdraw {
            action: "/q/x/withdraw".into(),
            hidden: vec![Hidden::new("proof", "x")],
            effects: vec![
                effect(Icon::Mail, v.t.with_number("enquiry-withdraw-effect", "count", 3)),
                effect(Icon::Money, v.t.say("enquiry-withdraw-free")),
            ],
        }),
        contact: Some(v.contact()),
    }
}

fn taken(v: Voice) -> EnquiryPage {
    EnquiryPage {
        meaning: Meaning::Fine,
        icon: Icon::Check,
        state: v.t.say("enquiry-state-taken"),
        state_text: v.t.with("enquiry-taken-text", &[("name", "Nadia Kaci")]),
        onward: Some(Link::new("/r/x", v.t.say("enquiry-to-appointment"))),
        withdraw: None,
        ..open(v)
    }
}

fn proposals(v: Voice) -> ProposalsPage {
    let row = |client: &str, pressing| ProposalRow {
        href: "/console/proposals/x".into(),
        client: client.into(),
        when: v.recap().when,
        what: v.w("Mise en beauté pour un événement, 60 min", "Styling for an event, 60 min"),
        whereabouts: v.t.with("proposals-where", &[("postcode", "75018")]),
        for_whom: Some(v.t.with("proposals-for", &[("name", "Claire Lenoir")])),
        note: Some(v.w("Pour un concert le soir même.", "For a concert that evening.")),
        answer_before: v.w(
            "Répondre avant samedi 28 février à 13 h",
            "Answer before Saturday 28 February at 13:00",
        ),
        pressing,
        refuse_action: "/console/proposals/x/refuse".into(),
        hidden: vec![Hidden::new("proof", "x")],
    };
    let over = |state: &str, meaning, href: Option<&str>| ProposalOver {
        when: v.recap().when,
        what: v.w("Mise en beauté pour un événement, 60 min", "Styling for an event, 60 min"),
        state: v.t.say(&format!("proposals-state-{state}")),
        meaning,
        href: href.map(str::to_owned),
    };
    ProposalsPage {
        t: v.t,
        frame: v.frame(v.t.say("proposals-title")),
        console: v.console(ConsolePlace::Proposals),
        rows: vec![row("Héloïse Carrère", true), row("Inès Belkacem", false)],
        over: vec![
            over("accepted", Meaning::Fine, Some("/console/appointments/x")),
            over("closed", Meaning::Plain, None),
        ],
    }
}

fn proposal(v: Voice) -> ProposalPage {
    ProposalPage {
        t: v.t,
        frame: v.frame(v.t.with("proposals-one-title", &[("client", "Héloïse Carrère")])),
        console: v.console(ConsolePlace::Proposals),
        client: "Héloïse Carrère".into(),
        recap: Recap {
            what: v.w("Mise en beauté pour un événement, 60 min", "Styling for an event, 60 min"),
            place: None,
            ..v.recap()
        },
        whereabouts: v.t.with("proposals-where", &[("postcode", "75018")]),
        note: Some(v.w("Pour un concert le soir même.", "For a concert that evening.")),
        answer_before: v.w(
            "Répondre avant samedi 28 février à 13 h",
            "Answer before Saturday 28 February at 13:00",
        ),
        why: vec![
            v.t.say("proposed-free"),
            v.t.with("proposed-serves", &[("serves", "75")]),
            v.t.with("proposed-by-score", &[("score", "72")]),
        ],
        effects: vec![
            effect(Icon::Calendar, v.t.say("proposals-effect-booked")),
            effect(Icon::Person, v.t.with_number("proposals-effect-others", "count", 2)),
        ],
        problem: None,
        accept_action: "/console/proposals/x/accept".into(),
        refuse_action: Some("/console/proposals/x/refuse".into()),
        hidden: vec![Hidden::new("proof", "x")],
    }
}
