//! What a practitioner sets: opening hours, absences, open sessions.

use crate::view::console::ConsoleFrame;
use crate::view::parts::{Choice, Field, Frame, Hidden};
use crate::view::week::Agenda;
use askama::Template;
use texts::Speech;

/// Weekly hours and dated exceptions, in one form.
///
/// Fields sent, each once per row and in the same order: `place`, `weekday` (1 Monday to 7 Sunday), `from`, `to`
/// (`HH:MM`); and for exceptions `on_place`, `on_date` (`YYYY-MM-DD`), `on_kind` (`closed` or `open`), `on_from`,
/// `on_to`. A row whose times (or date) are empty is no row. The button `more` asks for the page again with blank rows.
#[derive(Template)]
#[template(path = "console/hours.html")]
pub struct HoursPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub action: String,
    pub hidden: Vec<Hidden>,
    /// Colleagues whose hours may be opened; empty for a practitioner alone.
    pub agendas: Vec<Agenda>,
    pub places: Vec<PlaceHours>,
}

/// The hours at one place.
#[derive(Debug, Clone, Default)]
pub struct PlaceHours {
    /// Sent as `place` and `on_place` with each row.
    pub id: String,
    pub name: String,
    /// "Heures de Paris".
    pub zone: String,
    /// Rows in use, then some blank ones.
    pub rows: Vec<HoursRow>,
    pub exceptions: Vec<ExceptionRow>,
}

/// One opening of the week.
#[derive(Debug, Clone, Default)]
pub struct HoursRow {
    /// 1 Monday to 7 Sunday; 0 for a blank row.
    pub weekday: u8,
    /// `HH:MM`.
    pub from: String,
    pub to: String,
    /// "La fin doit être après le début."
    pub error: Option<String>,
}

impl HoursRow {
    /// The seven days as options, as (number, message key, chosen).
    #[must_use]
    pub fn weekdays(&self) -> Vec<(u8, String, bool)> {
        (1..=7)
            .map(|day| (day, format!("weekday-{day}"), day == self.weekday))
            .collect()
    }
}

/// One dated exception: closed, or open at other hours.
#[derive(Debug, Clone, Default)]
pub struct ExceptionRow {
    /// `YYYY-MM-DD`; empty for a blank row.
    pub date: String,
    /// False: closed on that day.
    pub open: bool,
    pub from: String,
    pub to: String,
    pub error: Option<String>,
}

/// Absences and the form for one more, which goes by GET to the page that shows what it hits. Fields sent: `from_date`, `from_time`, `to_date`, `to_time`, `reason`, `note`
/// and `hidden`; empty times mean whole days.
#[derive(Template)]
#[template(path = "console/absences.html")]
pub struct AbsencesPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    /// Colleagues whose absences may be opened; empty for a practitioner alone.
    pub agendas: Vec<Agenda>,
    pub rows: Vec<AbsenceRow>,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub from_date: Field,
    pub from_time: Field,
    pub to_date: Field,
    pub to_time: Field,
    pub reasons: Vec<Choice>,
    pub note: Field,
    /// Appointments that stand in the period, one line each with its link: they stay until somebody decides.
    pub affected: Vec<AffectedRow>,
}

/// One absence that was entered.
#[derive(Debug, Clone, Default)]
pub struct AbsenceRow {
    /// "Du jeudi 5 mars, 9 h, au vendredi 6 mars, 18 h".
    pub when: String,
    pub reason: String,
    /// "2 rendez-vous dans cette période" or nothing.
    pub affected: Option<String>,
    pub past: bool,
    /// The page to change it or to take it back.
    pub href: String,
}

/// An appointment inside an absence.
#[derive(Debug, Clone, Default)]
pub struct AffectedRow {
    pub href: String,
    /// "Jeudi 5 mars, 14 h 30".
    pub when: String,
    pub client: String,
}

/// Where one is signed in.
#[derive(Template)]
#[template(path = "console/sessions.html")]
pub struct SessionsPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub rows: Vec<SessionRow>,
    /// Ends all but this one; None when this is the only one.
    pub end_others_action: Option<String>,
    pub hidden: Vec<Hidden>,
}

/// One open session.
#[derive(Debug, Clone, Default)]
pub struct SessionRow {
    /// "Firefox sur Linux".
    pub device: String,
    /// "Ouverte lundi 2 mars à 9 h 12".
    pub since: String,
    /// "Utilisée aujourd'hui à 14 h 30".
    pub last_used: String,
    pub current: bool,
    pub end_action: String,
    pub hidden: Vec<Hidden>,
}
