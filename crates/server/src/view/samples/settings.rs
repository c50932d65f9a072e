//! Samples of what practitioners set.

use super::{Sample, Voice, sample};
use crate::view::console::ConsolePlace;
use crate::view::parts::*;
use crate::view::settings::*;

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    vec![
        sample("hours", &hours(v)),
        sample("absences", &absences(v)),
        sample("sessions", &sessions(v)),
    ]
}

fn hours(v: Voice) -> HoursPage {
    let row = |weekday: u8, from: &str, to: &str| HoursRow {
        weekday,
        from: from.into(),
        to: to.into(),
        error: None,
    };
    let mut rows: Vec<HoursRow> = (1..=5)
        .flat_map(|day| [row(day, "09:00", "12:30"), row(day, "14:00", "18:00")])
        .collect();
    rows[3].error = Some(v.w("La fin vient après le début.", "The end comes after the beginning."));
    rows.push(HoursRow::default());
    HoursPage {
        t: v.t,
        frame: v.frame(v.w("Horaires", "Hours")),
        console: v.console(ConsolePlace::Hours),
        action: "/x".into(),
        hidden: vec![],
        agendas: vec![],
        places: vec![PlaceHours {
            id: "pla_1".into(),
            name: "12 rue des Lilas, Lyon 3ᵉ".into(),
            zone: v.w("Heure de Paris", "Paris time"),
            rows,
            exceptions: vec![
                ExceptionRow {
                    date: "2026-05-01".into(),
                    ..ExceptionRow::default()
                },
                ExceptionRow {
                    date: "2026-03-14".into(),
                    open: true,
                    from: "10:00".into(),
                    to: "13:00".into(),
                    error: None,
                },
                ExceptionRow::default(),
            ],
        }],
    }
}

fn absences(v: Voice) -> AbsencesPage {
    let row = |fr: &str, en: &str, affected: Option<String>| AbsenceRow {
        when: v.w(fr, en),
        reason: v.w("Formation", "Training"),
        affected,
        past: false,
        href: "/x".into(),
    };
    AbsencesPage {
        t: v.t,
        frame: v.frame(v.w("Absences", "Absences")),
        console: v.console(ConsolePlace::Absences),
        agendas: vec![],
        rows: vec![
            row(
                "Jeudi 5 mars, de 9 h à 18 h",
                "Thursday 5 March, 09:00 to 18:00",
                Some(v.w("1 rendez-vous dans cette période", "1 appointment in this period")),
            ),
            row("Du lundi 3 au dimanche 16 août", "Monday 3 to Sunday 16 August", None),
        ],
        action: "/x".into(),
        hidden: vec![],
        from_date: Field::required(),
        from_time: Field::default(),
        to_date: Field {
            required: true,
            error: Some(v.w(
                "Le dernier jour vient après le premier.",
                "The last day comes after the first.",
            )),
            value: "2026-03-01".into(),
        },
        to_time: Field::default(),
        reasons: v.choices(
            &[
                ("holiday", "Congés", "Holiday"),
                ("ill", "Maladie", "Illness"),
                ("training", "Formation", "Training"),
                ("other", "Autre", "Other"),
            ],
            0,
        ),
        note: Field::default(),
        affected: vec![AffectedRow {
            href: "/console/a/x".into(),
            when: v.w("Jeudi 5 mars à 14 h", "Thursday 5 March at 14:00"),
            client: "Rosa Vidal".into(),
        }],
    }
}

fn sessions(v: Voice) -> SessionsPage {
    let row = |device: &str, current| SessionRow {
        device: device.into(),
        since: v.w("Ouverte lundi 2 mars à 9 h 12", "Opened on Monday 2 March at 09:12"),
        last_used: v.w("utilisée aujourd’hui à 14 h 30", "used today at 14:30"),
        current,
        end_action: "/x".into(),
        hidden: vec![],
    };
    SessionsPage {
        t: v.t,
        frame: v.frame(v.w("Sessions", "Sessions")),
        console: v.console(ConsolePlace::Sessions),
        rows: vec![row("Firefox, Linux", true), row("Safari, iPhone", false)],
        end_others_action: Some("/x".into()),
        hidden: vec![],
    }
}
