//! A sample of the week.

use super::{Sample, Voice, sample};
use crate::view::console::ConsolePlace;
use crate::view::parts::*;
use crate::view::week::*;

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    vec![sample("week", &week(v))]
}

fn event(v: Voice, from: u16, to: u16, client: &str, service: &str, standing: Standing) -> WeekEvent {
    let (hour, minute) = (from / 60, from % 60);
    let time = if minute == 0 {
        format!("{hour} h")
    } else {
        format!("{hour} h {minute:02}")
    };
    WeekEvent {
        time: v.w(&time, &format!("{hour:02}:{minute:02}")),
        client: client.into(),
        service: service.into(),
        ..WeekEvent::new("/console/a/x", from, to, standing)
    }
}

fn week(v: Voice) -> WeekPage {
    let outside = |from, to| Band {
        from,
        to,
        kind: BandKind::Outside,
        label: String::new(),
    };
    let closed_edges = || {
        vec![
            outside(8 * 60, 9 * 60),
            outside(12 * 60 + 30, 14 * 60),
            outside(18 * 60, 19 * 60),
        ]
    };
    let absent = Band {
        from: 9 * 60,
        to: 18 * 60,
        kind: BandKind::Absent,
        label: v.w("Absence : formation à Grenoble", "Absence: training in Grenoble"),
    };
    let day = |number: u8, fr: &str, en: &str, bands: Vec<Band>, mut events: Vec<WeekEvent>| {
        arrange(&mut events);
        WeekDay {
            heading: v.w(&format!("{}. {number}", &fr[..3]), &format!("{} {number}", &en[..3])),
            spoken: v.w(&format!("{fr} {number} mars"), &format!("{en} {number} March")),
            is_today: number == 3,
            href: "/console/day".into(),
            bands,
            events,
            now: (number == 3).then_some(13 * 60 + 10),
        }
    };
    let e = |from, to, client: &str, service: &str, standing| event(v, from, to, client, service, standing);
    let days = vec![
        day(
            2,
            "lundi",
            "Monday",
            closed_edges(),
            vec![
                e(540, 600, "Sophie Martin", "Shiatsu", Standing::Fulfilled),
                e(660, 705, "Karim Belkacem", "Réflexologie", Standing::NoShow),
                e(840, 930, "Léa Thomas", "Première consultation", Standing::Past),
                e(960, 1020, "Hugo Simon", "Shiatsu", Standing::Cancelled),
            ],
        ),
        day(
            3,
            "mardi",
            "Tuesday",
            closed_edges(),
            vec![
                e(570, 630, "Paul Renard", "Shiatsu", Standing::Fulfilled),
                WeekEvent {
                    marked: true,
                    note: Some(v.w("1ʳᵉ visite", "first visit")),
                    ..e(870, 930, "Julie Perrin", "Shiatsu", Standing::Booked)
                },
                e(990, 1035, "Inès Da Silva", "Réflexologie", Standing::Booked),
            ],
        ),
        day(
            4,
            "mercredi",
            "Wednesday",
            closed_edges(),
            vec![
                e(540, 570, "Marc-Antoine de Saint-Rémy", "Bilan", Standing::Booked),
                WeekEvent {
                    note: Some(v.w("répondre avant 18 h", "answer before 18:00")),
                    ..e(840, 930, "Nora Kessler", "Première consultation", Standing::Requested)
                },
                e(870, 930, "Anna Ferrand", "Shiatsu", Standing::Booked),
                e(960, 1020, "Anna Ferrand", "Shiatsu", Standing::Booked),
            ],
        ),
        day(
            5,
            "jeudi",
            "Thursday",
            vec![outside(8 * 60, 9 * 60), absent, outside(18 * 60, 19 * 60)],
            vec![e(840, 900, "Rosa Vidal", "Shiatsu", Standing::Booked)],
        ),
        day(
            6,
            "vendredi",
            "Friday",
            closed_edges(),
            vec![
                e(600, 660, "Hugo Simon", "Shiatsu", Standing::Booked),
                e(660, 705, "Élodie Perret", "Réflexologie", Standing::Booked),
                e(1020, 1080, "Rosa Vidal", "Shiatsu", Standing::Booked),
            ],
        ),
        day(7, "samedi", "Saturday", vec![outside(8 * 60, 19 * 60)], vec![]),
        day(8, "dimanche", "Sunday", vec![outside(8 * 60, 19 * 60)], vec![]),
    ];
    WeekPage {
        t: v.t,
        frame: v.frame(v.w("2 au 8 mars 2026", "2 to 8 March 2026")),
        console: v.console(ConsolePlace::Week),
        label: v.w("2 au 8 mars 2026", "2 to 8 March 2026"),
        previous_href: "?from=2026-02-23".into(),
        this_week_href: "?".into(),
        next_href: "?from=2026-03-09".into(),
        add_href: "/console/add".into(),
        span: Span::around([9 * 60, 19 * 60]),
        days,
        agendas: vec![],
    }
}
