//! Series in the console: repeat an appointment, move or end what is still to come.

use crate::view::console::ConsoleFrame;
use crate::view::parts::{Banner, Choice, Effect, Field, Frame, Hidden, Link, Meaning, Slot};
use askama::Template;
use texts::Speech;

/// One date of a series: free, or why not and what is free next.
#[derive(Debug, Clone)]
pub struct SeriesDate {
    /// "lundi 30 mars à 15 h".
    pub when: String,
    pub meaning: Meaning,
    /// "Ce créneau vient d’être pris. Prochain créneau libre : lundi 30 mars à 16 h."
    pub text: Option<String>,
    /// The appointment it is, where there is one.
    pub href: Option<String>,
}

/// The series of an appointment, on its page.
#[derive(Debug, Clone)]
pub struct SeriesCard {
    /// "Tous les lundis à 15 h".
    pub rule: String,
    /// What is particular: moved by itself, stopped.
    pub remark: Option<String>,
    /// The next dates, this one among them.
    pub dates: Vec<SeriesDate>,
    /// Dates left out.
    pub skipped: Vec<String>,
    /// Empty when nothing can be changed any more.
    pub acts: Vec<Link>,
}

/// Arrange a series. Fields sent: `service`, `date`, `time`, `every`, `end`, `count`, `until`, `name`, `email`, `phone`, `note`, `choice`, and `hidden`.
/// The button `look` shows the dates and books nothing.
#[derive(Template)]
#[template(path = "console/series_new.html")]
pub struct SeriesNew {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub services: Vec<Choice>,
    pub service_error: Option<String>,
    pub date: Field,
    pub time: Field,
    /// Free starts on that day or near it.
    pub free: Vec<Slot>,
    pub every: Vec<Choice>,
    pub ends: Vec<Choice>,
    pub count: Field,
    pub until: Field,
    pub name: Field,
    pub email: Field,
    pub phone: Field,
    pub note: Field,
    /// The rule in words, once it is known.
    pub rule: Option<String>,
    pub dates: Vec<SeriesDate>,
    /// What to do about dates that are not free; empty when all are.
    pub choices: Vec<Choice>,
    pub effects: Vec<Effect>,
    pub problem: Option<Banner>,
    pub back_href: String,
}

/// Move a series or a part of it. Fields sent: `scope`, `date`, `time`, `choice`, `agreed`, `message`, and `hidden`.
#[derive(Template)]
#[template(path = "console/series_move.html")]
pub struct SeriesMove {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub client: String,
    pub rule: String,
    /// "Nouveau moment pour celui du lundi 9 mars à 15 h": the appointment that the page was opened from.
    pub moved: String,
    pub scopes: Vec<Choice>,
    pub date: Field,
    pub time: Field,
    /// The rule as it would be.
    pub new_rule: Option<String>,
    pub dates: Vec<SeriesDate>,
    pub choices: Vec<Choice>,
    /// Set where the client must have agreed: whether it was ticked.
    pub agreed: Option<bool>,
    pub message: Field,
    pub effects: Vec<Effect>,
    pub problem: Option<Banner>,
    pub keep_href: String,
}

/// End a series or a part of it. Fields sent: `scope`, `asked_by`, `reason`, `message`, and `hidden`.
#[derive(Template)]
#[template(path = "console/series_end.html")]
pub struct SeriesEnd {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub client: String,
    pub rule: String,
    pub scopes: Vec<Choice>,
    pub asked_by: Vec<Choice>,
    pub reasons: Vec<Choice>,
    pub reason_required: bool,
    pub reason_error: Option<String>,
    pub message: Field,
    pub message_min: usize,
    pub dates: Vec<SeriesDate>,
    pub effects: Vec<Effect>,
    pub problem: Option<Banner>,
    pub keep_href: String,
}
