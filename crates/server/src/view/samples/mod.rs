//! Made-up data for looking at the pages: one story, told in both languages.

mod client;
mod console;
mod demo;
mod enquiry;
mod move_proposals;
mod operator;
mod reliability;
mod settings;
mod week;
mod wizard;

use super::console::{ConsoleFrame, ConsolePlace, NavLink};
use super::notice_line::{NoticeLine, Segment, Tick};
use super::parts::*;
use askama::Template;
use texts::Speech;

/// The language of one round of samples.
#[derive(Clone, Copy)]
pub(super) struct Voice {
    pub(super) t: Speech,
}

/// A page that can be looked at: the file's name and the whole HTML.
pub(super) struct Sample {
    pub(super) name: &'static str,
    pub(super) html: String,
}

/// All pages, in all their states.
pub(super) fn all(t: Speech) -> Vec<Sample> {
    let voice = Voice { t };
    let mut pages = client::pages(voice);
    pages.extend(console::pages(voice));
    pages.extend(week::pages(voice));
    pages.extend(settings::pages(voice));
    pages.extend(operator::pages(voice));
    pages.extend(reliability::pages(voice));
    pages.extend(wizard::pages(voice));
    pages.extend(move_proposals::pages(voice));
    pages.extend(enquiry::pages(voice));
    pages.extend(demo::pages(voice));
    pages
}

pub(super) fn sample(name: &'static str, page: &impl Template) -> Sample {
    Sample {
        name,
        html: page.render().expect("a page renders into a string"),
    }
}

impl Voice {
    /// The French or the English words, with no-break spaces inside hours and prices.
    pub(super) fn w(self, fr: &str, en: &str) -> String {
        if self.t.lang() == "en" {
            return en.replace(" min", "\u{a0}min");
        }
        let mut text = fr.to_owned();
        for (typed, shown) in [
            (" h", "\u{a0}h"),
            (" €", "\u{a0}€"),
            (" min", "\u{a0}min"),
            (" ?", "\u{202f}?"),
            (" :", "\u{202f}:"),
            (" ;", "\u{202f};"),
        ] {
            text = text.replace(typed, shown);
        }
        unbreak_minutes(&text)
    }

    pub(super) fn frame(self, title: String) -> Frame {
        let other = if self.t.lang() == "fr" {
            ("en", "English")
        } else {
            ("fr", "Français")
        };
        Frame {
            title,
            brand: self.w("Réseau Lumière", "Lumière network"),
            brand_href: "/".into(),
            languages: vec![Language {
                tag: other.0.into(),
                name: other.1.into(),
                href: "?lang=".to_owned() + other.0,
            }],
            private: true,
            ..Frame::default()
        }
    }

    pub(super) fn console(self, place: ConsolePlace) -> ConsoleFrame {
        let places = [
            ConsolePlace::Today,
            ConsolePlace::Week,
            ConsolePlace::Requests,
            ConsolePlace::Hours,
            ConsolePlace::Absences,
            ConsolePlace::Sessions,
        ];
        let links = places.into_iter().map(|each| NavLink {
            place: each,
            href: format!("/console/{}", each.key()),
            current: each == place,
            count: if each == ConsolePlace::Requests { 2 } else { 0 },
        });
        ConsoleFrame {
            who: "Claire Lenoir".into(),
            business: self.w("Cabinet des Lilas", "Les Lilas practice"),
            links: links.collect(),
            sign_out_action: "/console/sign-out".into(),
            hidden: vec![Hidden::new("form", "x")],
        }
    }

    pub(super) fn clock(self) -> ClockBar {
        ClockBar {
            now: self.w("samedi 28 février, 9 h 05", "Saturday 28 February, 09:05"),
            now_field: "2026-02-28T09:05".into(),
            action: "/demo/clock".into(),
            return_to: "/".into(),
            eve: true,
            eve_of: "2026-03-02T14:30".into(),
            outbox_href: "/demo/outbox".into(),
            hub_href: "/demo".into(),
        }
    }

    pub(super) fn recap(self) -> Recap {
        Recap {
            when: self.w("Mardi 3 mars à 14 h 30", "Tuesday 3 March at 14:30"),
            what: self.w("Shiatsu, 60 min, avec Claire Lenoir", "Shiatsu, 60 min, with Claire Lenoir"),
            place: Some("12 rue des Lilas, Lyon 3ᵉ".into()),
            price: Some(self.w("60 €, à régler sur place", "€60, to pay on the spot")),
        }
    }

    pub(super) fn later(self) -> Recap {
        Recap {
            when: self.w("Mercredi 4 mars à 9 h", "Wednesday 4 March at 09:00"),
            ..self.recap()
        }
    }

    pub(super) fn contact(self) -> Contact {
        Contact {
            name: "Claire Lenoir".into(),
            phone: Some("04 78 00 00 00".into()),
            email: Some("claire.lenoir@exemple.fr".into()),
        }
    }

    /// Seen early (18 %) or late (80 %).
    pub(super) fn line(self, here_pct: f32) -> NoticeLine {
        let late = here_pct > 64.0;
        NoticeLine {
            segments: vec![
                Segment {
                    from_pct: 0.0,
                    to_pct: 64.0,
                    meaning: Meaning::Fine,
                    label: self.w("librement", "freely"),
                },
                Segment {
                    from_pct: 64.0,
                    to_pct: 100.0,
                    meaning: Meaning::Late,
                    label: self.w("tardif, encore possible", "late, still possible"),
                },
            ],
            here_pct,
            here_label: if late {
                self.w("il reste 19 h", "19 hours left")
            } else {
                self.w("vous êtes ici", "you are here")
            },
            ticks: vec![
                Tick {
                    at_pct: 0.0,
                    label: self.w("20 févr.", "20 Feb"),
                },
                Tick {
                    at_pct: 64.0,
                    label: self.w("lun. 14 h 30", "Mon 14:30"),
                },
                Tick {
                    at_pct: 100.0,
                    label: self.w("mar. 14 h 30", "Tue 14:30"),
                },
            ],
            text_equivalent: self.w(
                "Librement jusqu’au lundi 2 mars à 14 h 30, ensuite c’est tardif mais possible jusqu’au début.",
                "Freely until Monday 2 March at 14:30; after that late but possible until the start.",
            ),
        }
    }

    pub(super) fn slots(self) -> Vec<Slot> {
        [
            ("mer. 4, 9 h", "Wed 4, 09:00"),
            ("mer. 4, 16 h 30", "Wed 4, 16:30"),
            ("jeu. 5, 14 h 30", "Thu 5, 14:30"),
        ]
        .into_iter()
        .map(|(fr, en)| Slot {
            href: "/move/x".into(),
            label: self.w(fr, en),
            spoken: self.w(fr, en),
        })
        .collect()
    }

    pub(super) fn history(self) -> Vec<HistoryRow> {
        vec![
            HistoryRow {
                icon: Icon::Move,
                when: self.w("samedi 28 février à 9 h 04", "Saturday 28 February at 09:04"),
                text: self.w(
                    "Déplacé par vous, du lundi 2 mars à 10 h au mardi 3 mars à 14 h 30",
                    "Moved by you, from Monday 2 March at 10:00 to Tuesday 3 March at 14:30",
                ),
                because: vec![self.w(
                    "Plus de 24 h avant le rendez-vous : sans conséquence.",
                    "More than 24 h before the appointment: no consequence.",
                )],
            },
            HistoryRow {
                icon: Icon::Check,
                when: self.w("vendredi 20 février à 18 h 12", "Friday 20 February at 18:12"),
                text: self.w("Réservé par vous en ligne", "Booked by you online"),
                because: vec![],
            },
        ]
    }

    pub(super) fn effects(self) -> Vec<Effect> {
        vec![
            Effect {
                icon: Icon::Mail,
                text: self.w(
                    "Claire Lenoir est prévenue tout de suite, par e-mail.",
                    "Claire Lenoir is told right away, by e-mail.",
                ),
            },
            Effect {
                icon: Icon::Money,
                text: self.w(
                    "Rien à payer. Ce rendez-vous se règle sur place.",
                    "Nothing to pay. This appointment is paid on the spot.",
                ),
            },
            Effect {
                icon: Icon::Calendar,
                text: self.w(
                    "Le créneau est proposé à quelqu’un d’autre.",
                    "The slot is offered to somebody else.",
                ),
            },
        ]
    }

    pub(super) fn because(self) -> Vec<String> {
        vec![self.w(
            "Tardive, car à moins de 24 h du rendez-vous, selon les conditions acceptées le 20 février.",
            "Late, because less than 24 h before the appointment, by the terms accepted on 20 February.",
        )]
    }

    pub(super) fn late_notice(self) -> Banner {
        Banner {
            meaning: Meaning::Late,
            title: self.w(
                "Il reste 19 h : c’est une annulation tardive",
                "19 hours left: this is a late cancellation",
            ),
            text: Some(self.w(
                "Ce créneau sera difficile à reproposer. Vous pouvez quand même annuler.",
                "This slot will be hard to offer again. You can still cancel.",
            )),
            links: vec![],
        }
    }

    pub(super) fn choices(self, pairs: &[(&str, &str, &str)], chosen: usize) -> Vec<Choice> {
        pairs
            .iter()
            .enumerate()
            .map(|(at, (value, fr, en))| Choice {
                chosen: at == chosen,
                ..Choice::new(*value, self.w(fr, en))
            })
            .collect()
    }
}

/// "h 30" keeps its minutes: the space after the hour sign does not break.
fn unbreak_minutes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let minutes_follow = signs.peek().is_some_and(char::is_ascii_digit);
        out.push(if sign == ' ' && minutes_follow && out.ends_with("\u{a0}h") {
            '\u{a0}'
        } else {
            sign
        });
    }
    out
}
