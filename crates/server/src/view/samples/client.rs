//! Samples of what clients see.

use super::{Sample, Voice, sample};
use crate::view::booking::*;
use crate::view::manage::*;
use crate::view::parts::*;
use crate::view::problem::{Problem, ProblemPage};

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    let mut pages = vec![
        sample("home", &home(v)),
        sample(
            "home-empty",
            &NetworkHome {
                practitioners: vec![],
                ..home(v)
            },
        ),
        sample("practitioner", &practitioner(v, week(v))),
        sample("practitioner-empty", &practitioner(v, empty_week(v))),
        sample("book", &book(v)),
        sample("book-errors", &book_with_errors(v)),
        sample("book-taken", &book_taken(v)),
        sample("move", &move_picker(v)),
        sample("move-confirm", &move_confirm(v)),
        sample("cancel", &cancel(v)),
        sample("refused", &refused(v)),
    ];
    pages.extend(manage_pages(v));
    pages.extend(problems(v));
    pages
}

fn home(v: Voice) -> NetworkHome {
    let person = |name: &str, fr: &str, en: &str, place: &str, free: bool| PractitionerCard {
        href: "/p/x".into(),
        name: name.into(),
        trade: v.w(fr, en),
        place: place.into(),
        services: services(v, false),
        next_free: free.then(|| Link::new("/p/x/book", v.w("mardi 3 mars à 14 h 30", "Tuesday 3 March at 14:30"))),
        why: free.then(|| super::reliability::why(v)),
    };
    NetworkHome {
        t: v.t,
        frame: Frame { clock: Some(v.clock()), private: false, ..v.frame(v.w("Prendre rendez-vous", "Book")) },
        intro: v.w(
            "Des praticiens de médecine douce à Lyon et alentour. Choisissez, réservez, et changez d’avis d’un clic : personne ne vous en voudra.",
            "Complementary care in and around Lyon. Choose, book, and change your mind with one click: nobody will mind.",
        ),
        ask: Vec::new(),
        practitioners: vec![
            person("Claire Lenoir", "Shiatsu et réflexologie", "Shiatsu and reflexology", "Lyon 3ᵉ", true),
            person("Anne-Sophie de La Tour d’Auvergne-Lauraguais", "Sophrologie, accompagnement de la naissance et du sommeil", "Sophrology, birth and sleep", "Villeurbanne, Gratte-Ciel", true),
            person("Karim Benali", "Ostéopathie", "Osteopathy", "Lyon 7ᵉ", false),
            person("Inès Da Silva", "Naturopathie", "Naturopathy", "Caluire-et-Cuire", true),
        ],
        contact: Some(Contact { name: v.w("Le secrétariat", "The office"), ..v.contact() }),
    }
}

fn services(v: Voice, chosen: bool) -> Vec<ServiceLine> {
    [
        ("Shiatsu", "Shiatsu", "60 min · 60 €", "60 min · €60", false),
        (
            "Réflexologie plantaire",
            "Foot reflexology",
            "45 min · 48 €",
            "45 min · €48",
            false,
        ),
        ("Première consultation", "First visit", "90 min · 80 €", "90 min · €80", true),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (fr, en, price, price_en, on_approval))| ServiceLine {
        href: "/p/x?service=1".into(),
        name: v.w(fr, en),
        detail: v.w(price, price_en),
        chosen: chosen && at == 0,
        on_approval,
    })
    .collect()
}

fn practitioner(v: Voice, week: SlotWeek) -> PractitionerPage {
    PractitionerPage {
        t: v.t,
        frame: Frame { private: false, ..v.frame("Claire Lenoir".into()) },
        name: "Claire Lenoir".into(),
        trade: v.w("Shiatsu et réflexologie", "Shiatsu and reflexology"),
        bio: vec![v.w(
            "Formée à Kyoto puis à Lyon, je reçois depuis douze ans. Une séance dure une heure, habillé, sur un futon posé au sol.",
            "Trained in Kyoto, then in Lyon, I have been practising for twelve years. A session lasts one hour, dressed, on a futon.",
        )],
        place: vec!["12 rue des Lilas".into(), "69003 Lyon".into()],
        map_href: Some("https://www.openstreetmap.org/".into()),
        services: services(v, true),
        week: Some(week),
        policy: Some(v.w("Vous pouvez déplacer ou annuler librement jusqu’à 24 h avant.", "You can move or cancel freely until 24 h before.")),
        contact: Some(v.contact()),
    }
}

fn week(v: Voice) -> SlotWeek {
    let times = [
        ("9 h", "09:00"),
        ("9 h 30", "09:30"),
        ("10 h", "10:00"),
        ("11 h 30", "11:30"),
        ("14 h 30", "14:30"),
        ("16 h", "16:00"),
        ("17 h 15", "17:15"),
    ];
    let day = |fr: &str, en: &str, relation: Option<String>, from: usize| SlotDay {
        heading: v.w(fr, en),
        relation,
        slots: times[from..]
            .iter()
            .map(|(time, time_en)| Slot {
                href: "/book?start=x".into(),
                label: v.w(time, time_en),
                spoken: v.w(&format!("{fr} à {time}"), &format!("{en} at {time_en}")),
            })
            .collect(),
    };
    SlotWeek {
        label: v.w("du 2 au 8 mars", "2 to 8 March"),
        previous: None,
        next: Some("?from=2026-03-09".into()),
        days: vec![
            day("lundi 2 mars", "Monday 2 March", Some(v.w("aujourd’hui", "today")), 5),
            day("mardi 3 mars", "Tuesday 3 March", Some(v.w("demain", "tomorrow")), 0),
            day("jeudi 5 mars", "Thursday 5 March", None, 3),
        ],
        next_free: None,
        zone: Some(v.w("Heure de Paris", "Paris time")),
    }
}

fn empty_week(v: Voice) -> SlotWeek {
    SlotWeek {
        days: vec![],
        previous: Some("?from=2026-02-23".into()),
        next_free: Some(Link::new(
            "?from=2026-03-16",
            v.w("Voir le lundi 16 mars", "See Monday 16 March"),
        )),
        ..week(v)
    }
}

fn book(v: Voice) -> BookingForm {
    BookingForm {
        t: v.t,
        frame: v.frame(v.w("Vos coordonnées", "Your details")),
        recap: v.recap(),
        back_href: "/p/x".into(),
        action: "/book".into(),
        hidden: vec![Hidden::new("start", "2026-03-03T13:30:00Z")],
        name: Field::required(),
        email: Field::required(),
        phone: Field::default(),
        note: Field::default(),
        policy: v.w(
            "Vous pouvez déplacer ou annuler librement jusqu’au lundi 2 mars à 14 h 30. Ensuite c’est encore possible, mais ce créneau sera difficile à reproposer.",
            "You can move or cancel freely until Monday 2 March at 14:30. After that it is still possible, but the slot will be hard to offer again.",
        ),
        consent: Field::required(),
        on_approval: false,
        answer_before: None,
        taken: None,
        effects: vec![
            Effect { icon: Icon::Mail, text: v.w("Une confirmation part tout de suite par e-mail, avec un lien pour tout changer.", "A confirmation leaves right away by e-mail, with a link to change everything.") },
            Effect { icon: Icon::Bell, text: v.w("Un rappel part le dimanche 1ᵉʳ mars à 14 h 30.", "A reminder leaves on Sunday 1 March at 14:30.") },
        ],
        problem: None,
    }
}

fn book_with_errors(v: Voice) -> BookingForm {
    let wrong = |value: &str, fr: &str, en: &str| Field {
        value: value.into(),
        error: Some(v.w(fr, en)),
        required: true,
    };
    BookingForm {
        name: Field {
            required: true,
            ..Field::with("Julie Perrin")
        },
        email: wrong(
            "julie@",
            "Une adresse complète ressemble à julie@exemple.fr.",
            "A whole address looks like julie@example.com.",
        ),
        consent: wrong(
            "",
            "Cochez cette case si ces conditions vous conviennent.",
            "Tick this box if these terms suit you.",
        ),
        on_approval: true,
        answer_before: Some(v.w("lundi 2 mars à 18 h", "Monday 2 March at 18:00")),
        ..book(v)
    }
}

fn book_taken(v: Voice) -> BookingForm {
    BookingForm {
        name: Field {
            required: true,
            ..Field::with("Julie Perrin")
        },
        email: Field {
            required: true,
            ..Field::with("julie@exemple.fr")
        },
        taken: Some(v.choices(
            &[
                ("a", "mar. 3, 16 h", "Tue 3, 16:00"),
                ("b", "mer. 4, 9 h", "Wed 4, 09:00"),
                ("c", "mer. 4, 14 h 30", "Wed 4, 14:30"),
            ],
            0,
        )),
        ..book(v)
    }
}

fn manage(v: Voice) -> ManagePage {
    ManagePage {
        t: v.t,
        frame: v.frame(v.recap().when),
        standing: Standing::Booked,
        standing_text: None,
        when: v.recap().when,
        repeats: None,
        what: v.recap().what,
        facts: vec![
            Fact {
                label: v.w("Où", "Where"),
                lines: vec!["12 rue des Lilas, Lyon 3ᵉ".into(), v.w("2ᵉ étage, interphone « Lenoir », code 24B7", "2nd floor, intercom “Lenoir”, code 24B7")],
                link: Some(Link::new("https://www.openstreetmap.org/", v.w("Voir sur une carte", "See on a map"))),
            },
            Fact::new(v.w("Prix", "Price"), v.w("60 €, à régler sur place", "€60, to pay on the spot")),
        ],
        proposal: None,
        notice: Some(NoticeCard {
            line: Some(v.line(18.0)),
            sentence: v.w(
                "Vous pouvez déplacer ou annuler librement jusqu’au lundi 2 mars à 14 h 30. Ensuite c’est encore possible, mais ce créneau sera difficile à reproposer.",
                "You can move or cancel freely until Monday 2 March at 14:30. After that it is still possible, but the slot will be hard to offer again.",
            ),
            move_href: Some("/move".into()),
            move_asks: false,
            cancel_href: Some("/cancel".into()),
            contacts: vec![],
        }),
        calendar: Some(CalendarLinks { ics_href: "/r.ics".into(), google_href: "https://calendar.google.com/".into(), outlook_href: "https://outlook.live.com/".into() }),
        contact: Some(v.contact()),
        history: v.history(),
        terms: Some(v.w("Les conditions affichées sont celles du 20 février.", "The terms shown are those of 20 February.")),
        offers: None,
    }
}

fn manage_pages(v: Voice) -> Vec<Sample> {
    let over = |standing, text: Option<String>| ManagePage {
        standing,
        standing_text: text,
        notice: None,
        calendar: None,
        offers: Some(Offers {
            slots: v.slots(),
            more: Some(Link::new(
                "/p/x",
                v.w("Voir tous les créneaux de Claire Lenoir", "See all slots of Claire Lenoir"),
            )),
            others: vec![Link::new("/p/y", "Inès Da Silva"), Link::new("/p/z", "Karim Benali")],
        }),
        ..manage(v)
    };
    let said = |title: String, text: String| {
        Some(Banner {
            meaning: Meaning::Fine,
            title,
            text: Some(text),
            links: vec![],
        })
    };
    let booked = ManagePage {
        frame: Frame {
            banner: said(
                v.w("C’est réservé", "It is booked"),
                v.w(
                    "La confirmation part à julie@exemple.fr. Gardez-la : son lien ouvre toujours cette page.",
                    "The confirmation goes to julie@exemple.fr. Keep it: its link always opens this page.",
                ),
            ),
            clock: Some(v.clock()),
            ..v.frame(v.recap().when)
        },
        ..manage(v)
    };
    let proposed = ManagePage {
        proposal: Some(super::move_proposals::card(v)),
        ..manage(v)
    };
    let moved = ManagePage {
        frame: Frame {
            banner: said(
                v.w("Rendez-vous déplacé", "Appointment moved"),
                v.w(
                    "Avant : lundi 2 mars à 10 h. Claire Lenoir est prévenue.",
                    "Before: Monday 2 March at 10:00. Claire Lenoir is told.",
                ),
            ),
            ..v.frame(v.recap().when)
        },
        ..manage(v)
    };
    vec![
        sample("manage", &manage(v)),
        sample("manage-proposed", &proposed),
        sample("manage-just-booked", &booked),
        sample("manage-just-moved", &moved),
        sample(
            "manage-requested",
            &ManagePage {
                standing: Standing::Requested,
                standing_text: Some(v.w(
                    "Réponse au plus tard lundi 2 mars à 18 h. Ce créneau vous est réservé.",
                    "Answer by Monday 2 March at 18:00. This slot is kept for you.",
                )),
                ..manage(v)
            },
        ),
        sample(
            "manage-cancelled",
            &over(
                Standing::Cancelled,
                Some(v.w("Par vous, le lundi 2 mars à 19 h 30.", "By you, on Monday 2 March at 19:30.")),
            ),
        ),
        sample("manage-past", &over(Standing::Past, None)),
        sample("manage-fulfilled", &over(Standing::Fulfilled, None)),
        sample(
            "manage-no-show",
            &over(
                Standing::NoShow,
                Some(v.w(
                    "Si vous étiez là, dites-le au praticien : cela se corrige.",
                    "If you were there, tell the practitioner: it can be put right.",
                )),
            ),
        ),
        sample("manage-declined", &over(Standing::Declined, None)),
        sample("manage-expired", &over(Standing::Expired, None)),
    ]
}

fn move_picker(v: Voice) -> MovePicker {
    MovePicker {
        t: v.t,
        frame: v.frame(v.w("Choisir un autre moment", "Choose another time")),
        old: v.recap(),
        week: week(v),
        notice: None,
        back_href: "/r/x".into(),
        contact: Some(v.contact()),
    }
}

fn move_confirm(v: Voice) -> MoveConfirm {
    MoveConfirm {
        t: v.t,
        frame: v.frame(v.w("Déplacer ce rendez-vous ?", "Move this appointment?")),
        before: v.recap(),
        after: v.later(),
        asks: false,
        notice: None,
        effects: v.effects()[..1].to_vec(),
        because: vec![],
        action: "/move".into(),
        hidden: vec![Hidden::new("version", "3")],
        back_href: "/move".into(),
        keep_href: "/r/x".into(),
    }
}

fn cancel(v: Voice) -> CancelPage {
    CancelPage {
        t: v.t,
        frame: v.frame(v.w("Annuler ce rendez-vous ?", "Cancel this appointment?")),
        recap: v.recap(),
        scopes: Vec::new(),
        who: vec![
            Who {
                link: Link::new("/r/x/cancel", v.w("C’est moi", "I do")),
                chosen: true,
            },
            Who {
                link: Link::new(
                    "/r/x/cancel?asked_by=business",
                    v.w(
                        "Le professionnel m’a demandé d’annuler",
                        "The professional asked me to cancel",
                    ),
                ),
                chosen: false,
            },
        ],
        reported: false,
        notice: Some(v.late_notice()),
        line: Some(v.line(80.0)),
        effects: v.effects(),
        because: v.because(),
        reasons: v.choices(
            &[
                ("ill", "Malade", "Ill"),
                ("hindered", "Empêchement", "Something came up"),
                ("transport", "Transport", "Transport"),
                ("elsewhere", "Trouvé ailleurs", "Found elsewhere"),
                ("mistake", "Erreur", "Mistake"),
                ("other", "Autre", "Other"),
            ],
            1,
        ),
        reason_required: false,
        reason_error: None,
        message: Field::default(),
        instead: v.slots(),
        move_href: Some("/move".into()),
        action: "/cancel".into(),
        hidden: vec![Hidden::new("version", "3")],
        keep_href: "/r/x".into(),
    }
}

fn refused(v: Voice) -> RefusedPage {
    let mut line = v.line(80.0);
    line.segments[1].meaning = Meaning::Stopped;
    line.segments[1].label = v.w("plus en ligne", "no longer online");
    RefusedPage {
        t: v.t,
        frame: v.frame(v.w(
            "Ce rendez-vous ne se déplace plus en ligne",
            "This appointment can no longer be moved online",
        )),
        heading: v.w(
            "Ce rendez-vous ne se déplace plus en ligne",
            "This appointment can no longer be moved online",
        ),
        recap: v.recap(),
        why: v.w(
            "C’était possible jusqu’au lundi 2 mars à 14 h 30.",
            "It was possible until Monday 2 March at 14:30.",
        ),
        line: Some(line),
        because: vec![v.w(
            "Ce cabinet demande 24 h pour un déplacement ; il reste 19 h.",
            "This practice asks for 24 h to move; 19 h are left.",
        )],
        contacts: vec![v.contact()],
        back: Link::new("/r/x", v.w("Revenir à mon rendez-vous", "Back to my appointment")),
        still: vec![Link::new("/cancel", v.w("Annuler ce rendez-vous", "Cancel this appointment"))],
    }
}

fn problems(v: Voice) -> Vec<Sample> {
    let kinds = [
        ("problem-not-found", Problem::NotFound),
        ("problem-not-yours", Problem::NotYours),
        ("problem-unreadable", Problem::Unreadable),
        ("problem-changed", Problem::Changed),
        ("problem-too-often", Problem::TooOften),
        ("problem-out-of-order", Problem::OutOfOrder),
    ];
    kinds
        .into_iter()
        .map(|(name, kind)| {
            let page = ProblemPage {
                t: v.t,
                frame: v.frame(kind.title(&v.t)),
                kind,
                text: None,
                links: vec![Link::new(
                    "/",
                    v.w("Voir les praticiens du réseau", "See the network’s practitioners"),
                )],
                reference: (kind == Problem::OutOfOrder).then(|| "7f3c-91ab".to_owned()),
            };
            sample(name, &page)
        })
        .collect()
}
