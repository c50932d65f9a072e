//! An absence as one act: what becomes of each appointment it hits, then one preview of everything, then done.

use super::console::ConsoleFrame;
use super::parts::{Banner, Choice, Effect, Field, Frame, Hidden};
use super::wizard::Letter;
use askama::Template;
use texts::Speech;

/// The appointments that an absence hits, with a choice for each. Fields sent by GET: those of `hits`, `why`, `message`, `hidden`, and `step` by the buttons.
#[derive(Template)]
#[template(path = "console/absence_choices.html")]
pub struct AbsenceChoices {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    /// "Du jeudi 5 au vendredi 6 mars".
    pub when: String,
    pub notice: Option<Banner>,
    pub hits: Vec<HitChoice>,
    pub reasons: Vec<Choice>,
    pub reason_error: Option<String>,
    pub message: Field,
    /// Least number of characters if anything is cancelled; 0 for none.
    pub least: usize,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub back_href: String,
}

/// One appointment and what can become of it.
#[derive(Debug, Clone, Default)]
pub struct HitChoice {
    /// Name of the field.
    pub name: String,
    pub client: String,
    /// "Mardi 3 mars à 14 h 30".
    pub when: String,
    /// "Shiatsu, 1 h".
    pub what: String,
    pub href: String,
    /// Propose, hand to each colleague who could, cancel, keep; one is chosen.
    pub choices: Vec<Choice>,
    /// What was seen of it, and the starts to propose.
    pub hidden: Vec<Hidden>,
    /// It was not there when the choices were made first.
    pub new: bool,
    pub error: Option<String>,
}

/// Everything that will happen, and the one button.
#[derive(Template)]
#[template(path = "console/absence_preview.html")]
pub struct AbsencePreview {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub when: String,
    pub reason: String,
    pub steps: Vec<PlannedStep>,
    /// What counts and what follows, everything together.
    pub effects: Vec<Effect>,
    /// One letter for each kind of news, as its first reader gets it.
    pub letters: Vec<Letter>,
    /// Says what the button does: enters alone, or sends as well.
    pub send: String,
    pub action: String,
    pub hidden: Vec<Hidden>,
    /// Back to the choices, with everything kept; none when nothing is hit.
    pub change_href: Option<String>,
    pub back_href: String,
}

/// What becomes of one appointment.
#[derive(Debug, Clone, Default)]
pub struct PlannedStep {
    pub client: String,
    pub when: String,
    /// "Trois autres moments lui sont proposés : …".
    pub choice: String,
    pub effects: Vec<Effect>,
}

/// One absence, to change its times or to take it back. The form for the times sends by GET what the form for a new one sends, and `replaces`.
#[derive(Template)]
#[template(path = "console/absence.html")]
pub struct AbsencePage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub when: String,
    pub reason: String,
    pub from_date: Field,
    pub from_time: Field,
    pub to_date: Field,
    pub to_time: Field,
    pub reasons: Vec<Choice>,
    pub note: Field,
    pub action: String,
    pub carried: Vec<Hidden>,
    /// What follows from taking it back.
    pub effects: Vec<Effect>,
    pub remove_action: String,
    pub hidden: Vec<Hidden>,
    pub back_href: String,
}
