//! Names of days, months and towns.

use domain::people::Language;
use jiff::civil::{Date, Weekday};

const DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The months as French abbreviates them; short names are not cut.
const SHORT_MONTHS_FR: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
];

/// Towns of the zone database whose French name is another one.
const TOWNS_FR: [(&str, &str); 13] = [
    ("Athens", "Athènes"),
    ("Brussels", "Bruxelles"),
    ("Algiers", "Alger"),
    ("Copenhagen", "Copenhague"),
    ("Lisbon", "Lisbonne"),
    ("London", "Londres"),
    ("Montreal", "Montréal"),
    ("Miquelon", "Saint-Pierre-et-Miquelon"),
    ("Moscow", "Moscou"),
    ("Noumea", "Nouméa"),
    ("Reunion", "La Réunion"),
    ("Vienna", "Vienne"),
    ("Warsaw", "Varsovie"),
];

pub(super) fn weekday(language: Language, day: Weekday) -> &'static str {
    let index = day.to_monday_zero_offset() as usize;
    match language {
        Language::Fr => DAYS_FR[index],
        Language::En => DAYS_EN[index],
    }
}

/// "mar." or "Tue".
pub(super) fn short_weekday(language: Language, day: Weekday) -> String {
    let whole: String = weekday(language, day).chars().take(3).collect();
    if language == Language::Fr { whole + "." } else { whole }
}

pub(super) fn month(language: Language, date: Date) -> &'static str {
    let index = date.month() as usize - 1;
    match language {
        Language::Fr => MONTHS_FR[index],
        Language::En => MONTHS_EN[index],
    }
}

/// "févr." or "Feb".
pub(super) fn short_month(language: Language, date: Date) -> &'static str {
    match language {
        Language::Fr => SHORT_MONTHS_FR[date.month() as usize - 1],
        Language::En => &month(language, date)[..3],
    }
}

/// "1er" or "1": French counts the first of a month apart.
pub(super) fn day_number(language: Language, date: Date) -> String {
    match (language, date.day()) {
        (Language::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

/// The town after which a zone is named: "Paris" for `Europe/Paris`.
pub(super) fn town(language: Language, zone_name: &str) -> String {
    let english = zone_name.rsplit('/').next().unwrap_or(zone_name).replace('_', " ");
    let french = TOWNS_FR
        .iter()
        .find(|(name, _)| *name == english)
        .map(|(_, french)| (*french).to_owned());
    match language {
        Language::Fr => french.unwrap_or(english),
        Language::En => english,
    }
}
