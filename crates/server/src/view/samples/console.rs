//! Samples of what practitioners see.

use super::{Sample, Voice, sample};
use crate::view::console::*;
use crate::view::parts::*;

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    vec![
        sample("sign-in", &sign_in(v)),
        sample("today", &today(v)),
        sample(
            "today-empty",
            &TodayPage {
                rows: vec![],
                summary: None,
                absences: vec![],
                ..today(v)
            },
        ),
        sample("appointment", &appointment(v)),
        sample("add", &add(v)),
        sample("requests", &requests(v)),
        sample(
            "requests-empty",
            &RequestsPage {
                rows: vec![],
                moves: vec![],
                ..requests(v)
            },
        ),
        sample("staff-decline", &decline(v)),
        sample("staff-move", &staff_move(v)),
    ]
}

fn sign_in(v: Voice) -> SignIn {
    SignIn {
        t: v.t,
        frame: v.frame(v.w("Se connecter", "Sign in")),
        action: "/console/sign-in".into(),
        hidden: vec![Hidden::new("next", "/console")],
        email: Field {
            required: true,
            ..Field::with("claire@exemple.fr")
        },
        problem: Some(Banner {
            meaning: Meaning::Stopped,
            title: v.w(
                "Cette adresse et ce mot de passe ne vont pas ensemble",
                "This address and this password do not go together",
            ),
            ..Banner::default()
        }),
        demo: vec![Link::new(
            "/demo/in/1",
            v.w("Claire Lenoir, praticienne", "Claire Lenoir, practitioner"),
        )],
    }
}

fn today(v: Voice) -> TodayPage {
    let row = |start: (&str, &str), end: (&str, &str), client: &str, service: &str, standing, next: bool| DayRow {
        href: "/console/a/x".into(),
        start: v.w(start.0, start.1),
        end: v.w(end.0, end.1),
        client: client.into(),
        service: service.into(),
        standing,
        note: next.then(|| v.w("1ʳᵉ visite", "first visit")),
        phone: Some("06 12 34 56 78".into()),
        next,
    };
    TodayPage {
        t: v.t,
        frame: v.frame(v.w("Aujourd’hui", "Today")),
        console: v.console(ConsolePlace::Today),
        date: v.w("Mardi 3 mars", "Tuesday 3 March"),
        is_today: true,
        previous_href: "?day=2".into(),
        today_href: "?".into(),
        next_href: "?day=4".into(),
        add_href: "/console/add".into(),
        summary: Some(v.w("5 rendez-vous, de 9 h à 17 h 30", "5 appointments, from 09:00 to 17:30")),
        rows: vec![
            row(
                ("9 h", "09:00"),
                ("10 h", "10:00"),
                "Paul Renard",
                "Shiatsu · 60 min",
                Standing::Fulfilled,
                false,
            ),
            row(
                ("10 h 30", "10:30"),
                ("11 h 15", "11:15"),
                "Karim Belkacem",
                "Réflexologie · 45 min",
                Standing::NoShow,
                false,
            ),
            row(
                ("11 h 30", "11:30"),
                ("12 h 15", "12:15"),
                "Marc-Antoine de Saint-Rémy-en-Bouzemont",
                "Réflexologie · 45 min",
                Standing::Past,
                false,
            ),
            row(
                ("14 h 30", "14:30"),
                ("15 h 30", "15:30"),
                "Julie Perrin",
                "Shiatsu · 60 min",
                Standing::Booked,
                true,
            ),
            row(
                ("16 h", "16:00"),
                ("17 h 30", "17:30"),
                "Nora Kessler",
                "Première consultation · 90 min",
                Standing::Requested,
                false,
            ),
            row(
                ("18 h", "18:00"),
                ("19 h", "19:00"),
                "Hugo Simon",
                "Shiatsu · 60 min",
                Standing::Cancelled,
                false,
            ),
        ],
        absences: vec![v.w(
            "Absence de 12 h 30 à 14 h : formation",
            "Absence from 12:30 to 14:00: training",
        )],
    }
}

fn appointment(v: Voice) -> AppointmentPage {
    let act = |fr: &str, en: &str, icon, weight, hint: Option<String>, way| Act {
        label: v.w(fr, en),
        hint,
        icon,
        weight,
        way,
    };
    AppointmentPage {
        t: v.t,
        frame: Frame {
            clock: Some(v.clock()),
            ..v.frame("Julie Perrin".into())
        },
        console: v.console(ConsolePlace::Week),
        standing: Standing::Booked,
        standing_text: None,
        client: "Julie Perrin".into(),
        when: v.recap().when,
        what: v.w("Shiatsu, 60 min", "Shiatsu, 60 min"),
        facts: vec![
            Fact {
                label: v.w("Où", "Where"),
                lines: vec!["12 rue des Lilas, Lyon 3ᵉ".into()],
                link: None,
            },
            Fact::new(
                v.w("Prix", "Price"),
                v.w("60 €, à régler sur place", "€60, to pay on the spot"),
            ),
            Fact::new(
                v.w("Conditions", "Terms"),
                v.w(
                    "Librement jusqu’au lundi 2 mars à 14 h 30",
                    "Freely until Monday 2 March at 14:30",
                ),
            ),
        ],
        contact: Contact {
            name: "Julie Perrin".into(),
            phone: Some("06 12 34 56 78".into()),
            email: Some("julie@exemple.fr".into()),
        },
        note: Some(v.w(
            "J’arrive peut-être avec cinq minutes de retard.",
            "I may arrive five minutes late.",
        )),
        acts: vec![
            act(
                "Marquer comme venue",
                "Mark as arrived",
                Icon::Check,
                Weight::Primary,
                None,
                Way::Post {
                    action: "/x".into(),
                    hidden: vec![Hidden::new("version", "2")],
                },
            ),
            act("Déplacer", "Move", Icon::Move, Weight::Quiet, None, Way::Page("/move".into())),
            act(
                "Non honoré",
                "Missed",
                Icon::Missed,
                Weight::Quiet,
                Some(v.w("Un mot aimable partira par e-mail.", "A kind word will leave by e-mail.")),
                Way::Post {
                    action: "/x".into(),
                    hidden: vec![],
                },
            ),
            act(
                "Annuler le rendez-vous…",
                "Cancel the appointment…",
                Icon::Stop,
                Weight::Stop,
                None,
                Way::Page("/cancel".into()),
            ),
        ],
        series: None,
        history: v.history(),
        messages: vec![
            MessageRow {
                when: v.w("28 février, 9 h 04", "28 February, 09:04"),
                to: "Julie Perrin".into(),
                subject: v.w("Votre rendez-vous est déplacé", "Your appointment is moved"),
                state: v.w("parti", "sent"),
                meaning: Meaning::Fine,
                detail: None,
                href: Some("/demo/outbox/1".into()),
            },
            MessageRow {
                when: v.w("1ᵉʳ mars, 14 h 30", "1 March, 14:30"),
                to: "Julie Perrin".into(),
                subject: v.w("Rappel : mardi 3 mars à 14 h 30", "Reminder: Tuesday 3 March at 14:30"),
                state: v.w("prévu", "due"),
                meaning: Meaning::Plain,
                detail: None,
                href: None,
            },
            MessageRow {
                when: v.w("28 février, 10 h", "28 February, 10:00"),
                to: "Julie Perrin".into(),
                subject: v.w("Rappel : lundi 2 mars à 10 h", "Reminder: Monday 2 March at 10:00"),
                state: v.w("sans objet", "skipped"),
                meaning: Meaning::Plain,
                detail: Some(v.w("Le rendez-vous avait été déplacé.", "The appointment had been moved.")),
                href: None,
            },
        ],
        back: Link::new("/console/week", v.w("Agenda", "Agenda")),
    }
}

fn force(v: Voice) -> Option<Force> {
    Some(Force {
        conflicts: vec![v.w(
            "Chevauche Inès Da Silva, de 16 h 30 à 17 h 15.",
            "Overlaps Inès Da Silva, 16:30 to 17:15.",
        )],
        chosen: false,
        reason: Field::default(),
    })
}

fn add(v: Voice) -> AddAppointment {
    AddAppointment {
        t: v.t,
        frame: v.frame(v.w("Ajouter un rendez-vous", "Add an appointment")),
        console: v.console(ConsolePlace::Elsewhere),
        action: "/console/add".into(),
        hidden: vec![],
        services: v.choices(
            &[
                ("1", "Shiatsu, 60 min", "Shiatsu, 60 min"),
                ("2", "Réflexologie, 45 min", "Reflexology, 45 min"),
                ("3", "Première consultation, 90 min", "First visit, 90 min"),
            ],
            0,
        ),
        service_error: None,
        date: Field {
            required: true,
            ..Field::with("2026-03-03")
        },
        time: Field {
            required: true,
            ..Field::with("16:30")
        },
        free: v.slots(),
        name: Field {
            required: true,
            error: Some(v.w("Un prénom et un nom.", "A first and a last name.")),
            value: String::new(),
        },
        email: Field::default(),
        phone: Field::default(),
        note: Field::default(),
        force: force(v),
        effects: vec![Effect {
            icon: Icon::Mail,
            text: v.w(
                "Le client reçoit une confirmation par e-mail, avec son lien.",
                "The client receives a confirmation by e-mail, with a link.",
            ),
        }],
        problem: None,
        back_href: "/console".into(),
    }
}

fn requests(v: Voice) -> RequestsPage {
    let row = |client: &str, pressing: bool, conflict: Option<String>| RequestRow {
        href: "/console/a/x".into(),
        client: client.into(),
        when: v.w("mercredi 4 mars à 14 h", "Wednesday 4 March at 14:00"),
        what: v.w("Première consultation, 90 min", "First visit, 90 min"),
        note: pressing.then(|| v.w("Je viens sur le conseil de Sophie Martin.", "Sophie Martin recommended you.")),
        asked: v.w("Demandé lundi 2 mars à 9 h 12", "Asked on Monday 2 March at 09:12"),
        answer_before: v.w("avant mardi 18 h", "before Tuesday 18:00"),
        pressing,
        conflict,
        approve_action: "/x".into(),
        decline_href: "/y".into(),
        hidden: vec![Hidden::new("version", "1")],
    };
    RequestsPage {
        t: v.t,
        frame: v.frame(v.w("Demandes", "Requests")),
        console: v.console(ConsolePlace::Requests),
        rows: vec![
            row("Nora Kessler", true, None),
            row(
                "Léo Fontaine",
                false,
                Some(v.w(
                    "Anna Ferrand a pris ce créneau entre-temps",
                    "Anna Ferrand took this slot in the meantime",
                )),
            ),
        ],
        moves: vec![MoveRow {
            href: "/console/a/x/proposal".into(),
            client: "Julie Perrin".into(),
            now: v.w(
                "Aujourd’hui prévu mardi 3 mars à 14 h 30",
                "At present Tuesday 3 March at 14:30",
            ),
            wanted: v.w("Demandé : jeudi 5 mars à 10 h", "Asked for: Thursday 5 March at 10:00"),
            when: v.recap().when,
            what: v.recap().what,
            words: Some(v.w("Mon train est annulé mardi.", "My train is cancelled on Tuesday.")),
            answer_before: v.w("avant lundi 13 h", "before Monday 13:00"),
            pressing: true,
        }],
    }
}

fn decline(v: Voice) -> DeclinePage {
    DeclinePage {
        t: v.t,
        frame: v.frame(v.w("Décliner", "Decline")),
        console: v.console(ConsolePlace::Requests),
        client: "Julie Perrin".into(),
        recap: v.recap(),
        message: Field::default(),
        effects: vec![Effect {
            icon: Icon::Mail,
            text: v.w(
                "Julie Perrin est prévenue tout de suite, par e-mail.",
                "Julie Perrin is told right away, by e-mail.",
            ),
        }],
        action: "/x".into(),
        hidden: vec![],
        keep_href: "/console/a/x".into(),
    }
}

fn staff_move(v: Voice) -> StaffMove {
    StaffMove {
        t: v.t,
        frame: v.frame(v.w("Déplacer", "Move")),
        console: v.console(ConsolePlace::Week),
        client: "Julie Perrin".into(),
        before: v.recap(),
        after: Some(v.later()),
        date: Field {
            required: true,
            ..Field::with("2026-03-04")
        },
        time: Field {
            required: true,
            ..Field::with("09:00")
        },
        free: v.slots(),
        message: Field::default(),
        force: force(v),
        effects: v.effects()[..1].to_vec(),
        because: vec![],
        notice: None,
        action: "/x".into(),
        hidden: vec![],
        keep_href: "/console/a/x".into(),
    }
}
