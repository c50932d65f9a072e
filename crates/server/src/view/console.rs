//! The practitioner's console: sign-in, today, one appointment and the acts on it.

use crate::view::parts::{
    Banner, Choice, Contact, Effect, Fact, Field, Frame, Hidden, HistoryRow, Icon, Link, Meaning, Recap, Slot, Standing,
};
use crate::view::series::SeriesCard;
use askama::Template;
use texts::Speech;

/// The places of the console, in the order of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsolePlace {
    Today,
    Week,
    Requests,
    Proposals,
    Hours,
    Absences,
    Reliability,
    Sessions,
    /// A page that is none of these.
    Elsewhere,
}

impl ConsolePlace {
    /// The word in the message keys.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Week => "week",
            Self::Requests => "requests",
            Self::Proposals => "proposals",
            Self::Hours => "hours",
            Self::Absences => "absences",
            Self::Reliability => "reliability",
            Self::Sessions => "sessions",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The sign before the word.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Self::Today => Icon::Clock,
            Self::Week => Icon::Calendar,
            Self::Requests => Icon::Question,
            Self::Proposals => Icon::Bell,
            Self::Hours => Icon::Door,
            Self::Absences => Icon::Absent,
            Self::Reliability => Icon::Check,
            Self::Sessions | Self::Elsewhere => Icon::Key,
        }
    }
}

/// What stands beside every page of the console.
#[derive(Debug, Clone)]
pub struct ConsoleFrame {
    /// Who is signed in: "Claire Lenoir".
    pub who: String,
    /// "Cabinet des Lilas".
    pub business: String,
    pub links: Vec<NavLink>,
    /// Where the sign-out form posts, with `hidden`.
    pub sign_out_action: String,
    pub hidden: Vec<Hidden>,
}

/// One line of the navigation; its words come from `nav-…`.
#[derive(Debug, Clone)]
pub struct NavLink {
    pub place: ConsolePlace,
    pub href: String,
    pub current: bool,
    /// How many wait there; 0 shows nothing.
    pub count: usize,
}

/// Fields sent: `email`, `password`, and `hidden`.
#[derive(Template)]
#[template(path = "console/sign_in.html")]
pub struct SignIn {
    pub t: Speech,
    pub frame: Frame,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub email: Field,
    /// Says that address and password do not go together, never which of the two; or that one must wait.
    pub problem: Option<Banner>,
    /// Demo mode: accounts one click away.
    pub demo: Vec<Link>,
}

/// The day's list.
#[derive(Template)]
#[template(path = "console/today.html")]
pub struct TodayPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    /// "Mardi 3 mars".
    pub date: String,
    /// True when this is the day that is now.
    pub is_today: bool,
    pub previous_href: String,
    pub today_href: String,
    pub next_href: String,
    pub add_href: String,
    /// "6 rendez-vous, de 9 h à 17 h 30" or nothing.
    pub summary: Option<String>,
    /// Index in `rows` of the one that comes next; its row is marked.
    pub rows: Vec<DayRow>,
    /// Absences and closed hours of the day, one sentence each.
    pub absences: Vec<String>,
}

/// One appointment in the day's list.
#[derive(Debug, Clone)]
pub struct DayRow {
    pub href: String,
    /// "14 h 30".
    pub start: String,
    /// "15 h 30".
    pub end: String,
    pub client: String,
    /// "Shiatsu · 60 min".
    pub service: String,
    pub standing: Standing,
    /// "1ʳᵉ visite", the client's note, in few words.
    pub note: Option<String>,
    pub phone: Option<String>,
    /// The one that comes next, or runs now.
    pub next: bool,
}

/// One appointment, all about it.
#[derive(Template)]
#[template(path = "console/appointment.html")]
pub struct AppointmentPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub standing: Standing,
    pub standing_text: Option<String>,
    pub client: String,
    pub when: String,
    pub what: String,
    pub facts: Vec<Fact>,
    pub contact: Contact,
    /// What the client wrote.
    pub note: Option<String>,
    pub acts: Vec<Act>,
    /// The series that it belongs to.
    pub series: Option<SeriesCard>,
    pub history: Vec<HistoryRow>,
    pub messages: Vec<MessageRow>,
    /// Back to the list or week it was opened from.
    pub back: Link,
}

/// Something that can be done: a link to a page that asks, or a form that posts at once.
#[derive(Debug, Clone)]
pub struct Act {
    /// Says what happens: "Déplacer", "Marquer comme venu".
    pub label: String,
    /// One quiet line: "Un e-mail partira tout de suite."
    pub hint: Option<String>,
    pub icon: Icon,
    pub weight: Weight,
    pub way: Way,
}

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Primary,
    Quiet,
    Stop,
}

impl Weight {
    /// The word the style sheets know.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Quiet => "quiet",
            Self::Stop => "stop",
        }
    }
}

/// Where a button leads.
#[derive(Debug, Clone)]
pub enum Way {
    /// A page; nothing changes yet.
    Page(String),
    /// A form that posts these values.
    Post { action: String, hidden: Vec<Hidden> },
}

/// One message of an appointment's timeline.
#[derive(Debug, Clone)]
pub struct MessageRow {
    pub when: String,
    /// "E-mail à Julie Perrin".
    pub to: String,
    pub subject: String,
    /// "parti", "en attente", "abandonné", "sans objet".
    pub state: String,
    pub meaning: Meaning,
    /// "Sans objet : le rendez-vous a été annulé avant." or an error of the last try.
    pub detail: Option<String>,
    /// The text as its reader saw it.
    pub href: Option<String>,
}

/// Add an appointment for a client. Fields sent: `service`, `date` (`YYYY-MM-DD`), `time` (`HH:MM`), `name`, `email`,
/// `phone`, `note`, `force` (`yes`), `force_reason`, and `hidden`. The button `look` asks what would follow and adds nothing.
#[derive(Template)]
#[template(path = "console/add.html")]
pub struct AddAppointment {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub services: Vec<Choice>,
    pub service_error: Option<String>,
    pub date: Field,
    pub time: Field,
    /// Free starts on that day or near it. Each is a button of the form that brings the page back with date and time filled and
    /// everything typed kept; its `href` holds the start that the button sends as `pick`.
    pub free: Vec<Slot>,
    pub name: Field,
    pub email: Field,
    pub phone: Field,
    pub note: Field,
    /// Set when what was asked breaks a rule that staff may override.
    pub force: Option<Force>,
    pub effects: Vec<Effect>,
    pub problem: Option<Banner>,
    pub back_href: String,
}

/// What stands against it, and the reason to do it all the same. Fields: `force` (`yes`), `force_reason`.
#[derive(Debug, Clone, Default)]
pub struct Force {
    /// "Chevauche Inès D., 14 h à 15 h."
    pub conflicts: Vec<String>,
    pub chosen: bool,
    pub reason: Field,
}

/// Requests that wait for an answer.
#[derive(Template)]
#[template(path = "console/requests.html")]
pub struct RequestsPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub rows: Vec<RequestRow>,
    /// Appointments for which the client asks for another time.
    pub moves: Vec<MoveRow>,
}

/// A client asks for another time; it is answered on a page of its own.
#[derive(Debug, Clone, Default)]
pub struct MoveRow {
    pub href: String,
    pub client: String,
    /// "Aujourd'hui prévu mardi 3 mars à 14 h 30".
    pub now: String,
    /// "Demandé : jeudi 5 mars à 10 h".
    pub wanted: String,
    /// "Mardi 3 mars à 14 h 30".
    pub when: String,
    pub what: String,
    pub words: Option<String>,
    /// "Répondre avant mardi 3 mars à 18 h".
    pub answer_before: String,
    /// True when little time is left.
    pub pressing: bool,
}

/// One request. Approving posts `hidden`; declining is a page that asks for a word to the client.
#[derive(Debug, Clone)]
pub struct RequestRow {
    pub href: String,
    pub client: String,
    pub when: String,
    pub what: String,
    pub note: Option<String>,
    /// "Demandé lundi 2 mars à 9 h 12".
    pub asked: String,
    /// "Répondre avant mardi 3 mars à 18 h".
    pub answer_before: String,
    /// True when little time is left.
    pub pressing: bool,
    /// Why it can no longer be approved: another appointment stands there now.
    pub conflict: Option<String>,
    pub approve_action: String,
    pub decline_href: String,
    pub hidden: Vec<Hidden>,
}

/// Decline a request. Fields sent: `message`, and `hidden`.
#[derive(Template)]
#[template(path = "console/decline.html")]
pub struct DeclinePage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub client: String,
    pub recap: Recap,
    pub message: Field,
    pub effects: Vec<Effect>,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub keep_href: String,
}

/// Move as the practitioner. Fields sent: `date`, `time`, `message`, `force`, `force_reason`, and `hidden`. The button `look` asks what
/// would follow and moves nothing.
#[derive(Template)]
#[template(path = "console/move.html")]
pub struct StaffMove {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub client: String,
    pub before: Recap,
    /// The new time once date and time are known; then the button confirms.
    pub after: Option<Recap>,
    pub date: Field,
    pub time: Field,
    /// Free starts; buttons of the form as in [`AddAppointment`].
    pub free: Vec<Slot>,
    pub message: Field,
    pub force: Option<Force>,
    pub effects: Vec<Effect>,
    pub because: Vec<String>,
    pub notice: Option<Banner>,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub keep_href: String,
}
