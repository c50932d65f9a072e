//! The pieces that several pages share.

pub use crate::view::icon::Icon;
use texts::Speech;

/// What a colour says. The same meaning always comes with an icon and a word as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Meaning {
    /// All is well: booked, confirmed, free of charge.
    Fine,
    /// Possible, but late: somebody should think twice.
    Late,
    /// It does not go on: cancelled, refused, not honoured.
    Stopped,
    /// No judgement: past, waiting, a remark.
    #[default]
    Plain,
}

impl Meaning {
    /// The word the style sheets know.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Late => "late",
            Self::Stopped => "stopped",
            Self::Plain => "plain",
        }
    }

    /// The sign that stands for the colour.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Self::Fine => Icon::Check,
            Self::Late => Icon::Warning,
            Self::Stopped => Icon::Stop,
            Self::Plain => Icon::Info,
        }
    }
}

/// Somewhere to go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Address, absolute or from the root.
    pub href: String,
    /// What the reader sees; it says where it leads or what happens.
    pub label: String,
}

impl Link {
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}

/// What every page has around its own matter.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The window's title, without the brand: "Mardi 3 mars à 14 h 30".
    pub title: String,
    /// The network's name, shown at the top left.
    pub brand: String,
    /// Where the brand leads: the network's home.
    pub brand_href: String,
    /// The same page in the other languages; empty hides the choice. The current language is not in the list.
    pub languages: Vec<Language>,
    /// The result of what the reader just did. It takes the focus.
    pub banner: Option<Banner>,
    /// The bar of the simulated clock, in demo mode only.
    pub clock: Option<ClockBar>,
    /// True forbids search engines: every page behind a personal link or a sign-in.
    pub private: bool,
}

impl Frame {
    /// The first letter of the brand, for the little mark.
    #[must_use]
    pub fn mark(&self) -> String {
        self.brand
            .chars()
            .find(|letter| letter.is_alphabetic())
            .map_or_else(|| "H".to_owned(), |letter| letter.to_uppercase().collect())
    }
}

/// The same page in another language.
#[derive(Debug, Clone)]
pub struct Language {
    /// BCP 47 tag for `hreflang` and `lang`: "en".
    pub tag: String,
    /// The language's own name: "English".
    pub name: String,
    pub href: String,
}

/// A sentence on what just happened or what holds, with its meaning. Template: `parts/banner.html`.
#[derive(Debug, Clone, Default)]
pub struct Banner {
    pub meaning: Meaning,
    /// One short sentence.
    pub title: String,
    /// More, if needed.
    pub text: Option<String>,
    pub links: Vec<Link>,
}

/// The bar of the simulated clock. The form posts `return_to` and either `jump` (`hour`, `day`, `eve`) or `jump=to`
/// with `to` as `YYYY-MM-DDTHH:MM` local time. Template: `parts/clock_bar.html`.
#[derive(Debug, Clone, Default)]
pub struct ClockBar {
    /// The simulated now, in words: "samedi 28 février, 9 h 05".
    pub now: String,
    /// The simulated now as `YYYY-MM-DDTHH:MM`, the earliest date that may be chosen.
    pub now_field: String,
    /// Where the form posts.
    pub action: String,
    /// The page to come back to.
    pub return_to: String,
    /// True when the page shows one future appointment: "à la veille" then means the eve of that one.
    pub eve: bool,
    /// The day before the appointment as `YYYY-MM-DDTHH:MM`, sent as `eve_of` when `eve` is true.
    pub eve_of: String,
    pub outbox_href: String,
    pub hub_href: String,
}

/// A value that travels in a form unseen: version, idempotency key, chosen slot.
#[derive(Debug, Clone)]
pub struct Hidden {
    pub name: String,
    pub value: String,
}

impl Hidden {
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }
}

/// One text field of a form: what was typed, and what would be right.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// Kept exactly as typed.
    pub value: String,
    /// Says what would be right, not that something is wrong.
    pub error: Option<String>,
    /// The form cannot be sent without it.
    pub required: bool,
}

impl Field {
    #[must_use]
    pub fn required() -> Self {
        Self {
            required: true,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn with(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..Self::default()
        }
    }
}

/// One option of a list: radio, chip or line of a `select`.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    pub label: String,
    /// A second, quieter line.
    pub hint: Option<String>,
    pub chosen: bool,
}

impl Choice {
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }
}

/// One start that can be taken.
#[derive(Debug, Clone, Default)]
pub struct Slot {
    pub href: String,
    /// Short: "14 h 30" under a day heading, or "mer. 4 mars, 9 h" alone.
    pub label: String,
    /// Whole, for screen readers: "mardi 3 mars à 14 h 30".
    pub spoken: String,
}

/// The slots of one day.
#[derive(Debug, Clone, Default)]
pub struct SlotDay {
    /// "mardi 3 mars".
    pub heading: String,
    /// "aujourd'hui", "demain" or nothing.
    pub relation: Option<String>,
    pub slots: Vec<Slot>,
}

/// Seven days of slots. Days without a slot may be left out. Template: `parts/slots.html`.
#[derive(Debug, Clone, Default)]
pub struct SlotWeek {
    /// "du 2 au 8 mars".
    pub label: String,
    /// The seven days before; none in the past.
    pub previous: Option<String>,
    /// The seven days after; none behind the horizon.
    pub next: Option<String>,
    pub days: Vec<SlotDay>,
    /// When `days` has no slot: the next free day, "Voir le lundi 16 mars". None when nothing is free at all.
    pub next_free: Option<Link>,
    /// "Heures de Paris": the zone in words, shown when the reader may live in another one.
    pub zone: Option<String>,
}

impl SlotWeek {
    /// True when nothing can be taken in these seven days.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(|day| day.slots.is_empty())
    }
}

/// One line of a list of facts: "Où", then its lines.
#[derive(Debug, Clone, Default)]
pub struct Fact {
    pub label: String,
    /// The first line is the fact; the others are quieter.
    pub lines: Vec<String>,
    /// A map, a phone number (`tel:`), a mail address (`mailto:`).
    pub link: Option<Link>,
}

impl Fact {
    #[must_use]
    pub fn new(label: impl Into<String>, line: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            lines: vec![line.into()],
            link: None,
        }
    }
}

/// An appointment in few lines, at the top of a page that is about it.
#[derive(Debug, Clone, Default)]
pub struct Recap {
    /// "Mardi 3 mars à 14 h 30".
    pub when: String,
    /// "Shiatsu, 60 min, avec Claire Lenoir".
    pub what: String,
    /// "12 rue des Lilas, Lyon 3ᵉ" or nothing.
    pub place: Option<String>,
    /// "60 €, à régler sur place" or nothing.
    pub price: Option<String>,
}

/// One line of "Ce qui va se passer".
#[derive(Debug, Clone)]
pub struct Effect {
    pub icon: Icon,
    /// A whole sentence: who is told, what is paid, how to undo.
    pub text: String,
}

/// What happened once, in the history of an appointment.
#[derive(Debug, Clone)]
pub struct HistoryRow {
    pub icon: Icon,
    /// "lundi 2 mars à 9 h 12".
    pub when: String,
    /// "Déplacé par vous, du mardi 3 mars à 14 h 30 au mercredi 4 mars à 9 h".
    pub text: String,
    /// The reasons of the decision, one sentence each.
    pub because: Vec<String>,
}

/// A person or a place to turn to.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    pub name: String,
    /// As people write it: "04 78 00 00 00".
    pub phone: Option<String>,
    pub email: Option<String>,
}

impl Contact {
    /// The number as a `tel:` address wants it: digits and a leading plus only.
    #[must_use]
    pub fn dial(&self) -> String {
        self.phone
            .iter()
            .flat_map(|phone| phone.chars())
            .filter(|sign| sign.is_ascii_digit() || *sign == '+')
            .collect()
    }
}

/// The state of an appointment, as every reader of it sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Waits for the practitioner's answer.
    Requested,
    /// Takes place.
    Booked,
    /// Booked, its end is over, and nobody said what happened.
    Past,
    /// Took place.
    Fulfilled,
    /// The client did not come.
    NoShow,
    Cancelled,
    /// The practitioner could not accept the request.
    Declined,
    /// Nobody answered the request in time.
    Expired,
}

impl Standing {
    /// The states an agenda can show, in the order of a legend.
    pub const IN_AGENDA: [Self; 6] = [
        Self::Booked,
        Self::Requested,
        Self::Fulfilled,
        Self::Past,
        Self::NoShow,
        Self::Cancelled,
    ];

    /// Colour and tone of the state.
    #[must_use]
    pub fn meaning(self) -> Meaning {
        match self {
            Self::Booked | Self::Fulfilled => Meaning::Fine,
            Self::Requested => Meaning::Late,
            Self::Cancelled | Self::Declined | Self::NoShow => Meaning::Stopped,
            Self::Past | Self::Expired => Meaning::Plain,
        }
    }

    /// The tone for the client's page, where a missed appointment is no reproach.
    #[must_use]
    pub fn tone_for_client(self) -> Meaning {
        match self {
            Self::NoShow => Meaning::Plain,
            other => other.meaning(),
        }
    }

    /// The sign of the state; no two states that can be confused share one.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Self::Requested => Icon::Question,
            Self::Booked | Self::Fulfilled => Icon::Check,
            Self::Past | Self::Expired => Icon::Clock,
            Self::NoShow => Icon::Missed,
            Self::Cancelled | Self::Declined => Icon::Stop,
        }
    }

    /// The state in words for the client's page.
    #[must_use]
    pub fn for_client(self, t: &Speech) -> String {
        t.say(&format!("standing-client-{}", self.key()))
    }

    /// The state in one or two words for the console.
    #[must_use]
    pub fn in_short(self, t: &Speech) -> String {
        t.say(&format!("standing-{}", self.key()))
    }

    /// The word used in message keys and style classes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Booked => "booked",
            Self::Past => "past",
            Self::Fulfilled => "fulfilled",
            Self::NoShow => "no-show",
            Self::Cancelled => "cancelled",
            Self::Declined => "declined",
            Self::Expired => "expired",
        }
    }
}
