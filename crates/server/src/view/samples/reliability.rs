//! Samples of how a business stands, and of what orders a network.

use super::{Sample, Voice, sample};
use crate::view::console::ConsolePlace;
use crate::view::parts::*;
use crate::view::reliability::*;

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    vec![
        sample("reliability", &reliability(v, true)),
        sample("reliability-calm", &reliability(v, false)),
        sample("contest", &contest(v)),
        sample("ranking", &ranking(v)),
    ]
}

pub(super) fn why(v: Voice) -> WhyHere {
    WhyHere {
        score: v.w("81,8 sur 100", "81.8 out of 100"),
        place: v.w("2 sur 14 établissements", "2 of 14 businesses"),
        parts: vec![
            v.w(
                "Note de départ, comptée comme 10 rendez-vous : moins 3,1 points.",
                "The score to begin with, counted as 10 appointments: minus 3.1 points.",
            ),
            v.w(
                "52 rendez-vous honorés, qui relèvent la note.",
                "52 appointments kept, which raise the score.",
            ),
            v.w(
                "2 rendez-vous annulés tard : moins 6,1 points.",
                "2 appointments cancelled late: minus 6.1 points.",
            ),
        ],
        more: Link::new("/x/ranking", v.w("Comment l’ordre se fait", "How the order comes about")),
    }
}

fn pause(v: Voice) -> MeasureCard {
    MeasureCard {
        id: "mea_1".into(),
        title: v.w("Pause des nouvelles réservations", "Pause of new bookings"),
        effect: v.w(
            "Aucune nouvelle réservation ni proposition. La pause se termine d’elle-même.",
            "No new bookings and no proposals. The pause ends by itself.",
        ),
        lasts: v.w(
            "Du mardi 3 mars à 10 h au jeudi 5 mars à 10 h.",
            "From Tuesday 3 March at 10:00 to Thursday 5 March at 10:00.",
        ),
        facts: vec![
            v.w("3 incidents au cours du mois.", "3 incidents in the course of the month."),
            v.w(
                "La règle : à partir de 3 incidents, une pause de 48 h.",
                "The rule: from 3 incidents on, a pause of 48 h.",
            ),
        ],
        author: v.w(
            "Décidée automatiquement, par une règle du réseau.",
            "Decided automatically, by a rule of the network.",
        ),
        remedy: v.w(
            "Une personne qui ne l’a pas décidée vous répond par écrit sous 7 jours.",
            "A person who did not decide it answers you in writing within 7 days.",
        ),
        contest_href: Some("/x".into()),
        ..MeasureCard::default()
    }
}

fn closed_day(v: Voice) -> MeasureCard {
    MeasureCard {
        id: "mea_2".into(),
        title: v.w(
            "Journée fermée : vendredi 6 février 2026",
            "Day closed: Friday 6 February 2026",
        ),
        remedy: String::new(),
        ended: Some(v.w("Levée le vendredi 6 février à 9 h", "Lifted Friday 6 February at 9:00")),
        why_lifted: Some(v.w("Le réseau s’était trompé de jour.", "The network had mistaken the day.")),
        contest_href: None,
        contest: Some(v.w("Retenue le jeudi 5 février à 18 h", "Upheld on Thursday 5 February at 18:00")),
        ..pause(v)
    }
}

fn incident(v: Voice, day: &str, group: bool, counts: bool) -> IncidentRow {
    IncidentRow {
        title: v.w(
            &format!("Annulation tardive : rendez-vous du {day} mars à 14 h 30"),
            &format!("Late cancellation: appointment of {day} March at 14:30"),
        ),
        at: v.w("Le lundi 2 mars à 16 h", "On Monday 2 March at 16:00"),
        group: group.then(|| {
            v.w(
                "Avec l’absence du mardi 3 mars au jeudi 5 mars : comptés ensemble, pour un.",
                "With the absence from Tuesday 3 March to Thursday 5 March: counted together, as one.",
            )
        }),
        standing: match counts {
            true => v.w(
                "Compte jusqu’au samedi 29 août 2026.",
                "Counts until Saturday 29 August 2026.",
            ),
            false => v.w(
                "Contesté : ne compte pas en attendant la réponse.",
                "Contested: does not count until the answer.",
            ),
        },
        counts,
        see_href: "/x".into(),
        contest_href: counts.then(|| "/x".into()),
    }
}

fn reliability(v: Voice, eventful: bool) -> ReliabilityPage {
    let count = if eventful { "2" } else { "0" };
    let rate = |fr: &str, en: &str, value: &str, part| RateRow {
        label: v.w(fr, en),
        value: value.into(),
        part,
    };
    let case = CaseCard {
        title: v.w("Contestation d’un incident", "Contest of an incident"),
        about: v.w(
            "Annulation tardive du mardi 3 mars à 14 h 30",
            "Late cancellation of Tuesday 3 March at 14:30",
        ),
        state: v.w(
            "Réponse attendue au plus tard le mardi 10 mars à 9 h",
            "An answer is due by Tuesday 10 March at 9:00",
        ),
        meaning: Meaning::Plain,
        text: Some(v.w(
            "La cliente avait demandé un autre jour.\nJe l’ai eue au téléphone.",
            "She had asked for another day.\nWe spoke on the telephone.",
        )),
        answer: None,
    };
    ReliabilityPage {
        t: v.t,
        frame: v.frame(v.w("Fiabilité", "Reliability")),
        console: v.console(ConsolePlace::Reliability),
        lead: v.w(
            "Où en est Cabinet des Lilas. Cette page n’est lue que par votre équipe et par Belle Heure.",
            "How Cabinet des Lilas stands. Only your team and Belle Heure read this page.",
        ),
        now: if eventful { vec![pause(v)] } else { vec![] },
        counts: vec![CountRow {
            sentence: v.w(
                &format!("Annulations tardives : {count} sur 3 ce mois-ci"),
                &format!("Late cancellations: {count} of 3 this month"),
            ),
            follows: v.w(
                "À partir de 3, les nouvelles réservations font une pause de 48 h, puis reprennent d’elles-mêmes. Les rendez-vous déjà pris restent.",
                "From 3 on, new bookings pause for 48 h, then go on by themselves. The appointments already made stay.",
            ),
            marks: vec![eventful, eventful, false],
        }],
        no_rules: None,
        rates_title: v.w("Vos chiffres, sur 180 jours", "Your figures, over 180 days"),
        rates: vec![
            rate("Rendez-vous honorés", "Appointments kept", "52 (92,9 %)", false),
            rate("Annulés par l’établissement", "Cancelled by the business", "4 (7,1 %)", false),
            rate("dont annulés tard", "of these, late", "2 (3,6 %)", true),
        ],
        place: Some(why(v)),
        incidents: match eventful {
            true => vec![incident(v, "3", true, true), incident(v, "4", true, true), incident(v, "9", false, false)],
            false => vec![],
        },
        add_absence_href: "/x".into(),
        past: if eventful { vec![closed_day(v)] } else { vec![] },
        cases: if eventful { vec![case] } else { vec![] },
    }
}

fn contest(v: Voice) -> ContestPage {
    let effect = |icon, fr: &str, en: &str| Effect { icon, text: v.w(fr, en) };
    let pause = pause(v);
    ContestPage {
        t: v.t,
        frame: v.frame(v.w("Contester cette mesure", "Contest this measure")),
        console: v.console(ConsolePlace::Reliability),
        title: v.w("Contester cette mesure", "Contest this measure"),
        about: pause.title,
        facts: [vec![pause.lasts], pause.facts].concat(),
        effects: vec![
            effect(
                Icon::Person,
                "La personne qui décidera n’est pas celle qui a pris la mesure.",
                "Whoever decides is not the one who took the measure.",
            ),
            effect(Icon::Mail, "Réponse prévue sous 7 jours.", "An answer is due within 7 days."),
        ],
        action: "/x".into(),
        hidden: vec![],
        text: Field {
            error: Some(v.w("20 caractères au moins.", "At least 20 characters.")),
            ..Field::with("Trop court")
        },
        hint: v.w(
            "20 caractères au moins. Les faits, simplement.",
            "At least 20 characters. Simply the facts.",
        ),
        least: 20,
        problem: None,
    }
}

fn ranking(v: Voice) -> RankingPage {
    let row = |fr: (&str, &str), en: (&str, &str)| (v.w(fr.0, en.0), v.w(fr.1, en.1));
    RankingPage {
        t: v.t,
        frame: v.frame(v.w("Comment l’ordre se fait", "How the order comes about")),
        lead: v.w(
            "Sur les pages de Belle Heure, les établissements apparaissent par fiabilité.",
            "On the pages of Belle Heure, businesses appear by how reliable they are.",
        ),
        card: Some(RankingCard {
            sentences: vec![v.w(
                "Le score est la part de ce qui a été tenu, sur 100.",
                "The score is the share of what was kept, out of 100.",
            )],
            parameters: vec![
                row(
                    ("Un rendez-vous honoré", "relève le score, poids 1"),
                    ("An appointment kept", "raises the score, weight 1"),
                ),
                row(
                    ("Un rendez-vous annulé par l’établissement, tard", "abaisse le score, poids 2"),
                    ("An appointment cancelled by the business, late", "lowers the score, weight 2"),
                ),
            ],
            not: vec![v.w("L’argent. Aucune place ne s’achète.", "Money. No place can be bought.")],
            lowered: v.w(
                "Quand un score baisse d’un point, l’établissement en reçoit les raisons.",
                "When a score falls by a point, the business receives the reasons.",
            ),
        }),
        back: Link::new("/x", "Belle Heure"),
    }
}
