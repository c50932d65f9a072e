//! Why something is not taken over, in the reader's language.

use domain::appointment::ImportRefusal;
use texts::Speech;

use super::moment::MomentFault;

/// Why something of the file is not taken over, or changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It was taken over before, and is the same.
    Known,
    /// It stands in the file twice.
    Twice,
    /// The calendar says that its owner is free then.
    Free,
    /// The calendar says that it was cancelled.
    CancelledThere,
    /// It has no length, so it takes no time.
    NoLength,
    /// It is over, so it keeps nobody from booking.
    Over,
    /// Its time is taken here (R17).
    Taken,
    /// A column is missing altogether.
    NoColumns {
        /// Their headings.
        columns: String,
    },
    /// A row has more cells than the heading.
    TooManyCells,
    /// A cell that must be filled is empty.
    Empty {
        /// Heading of its column.
        column: String,
    },
    /// A cell cannot be used; the text is `field-<code>` of the locales.
    Cell {
        /// Heading of its column.
        column: String,
        /// What is wrong.
        code: &'static str,
        /// The bound that was broken, if there is one.
        limit: Option<usize>,
    },
    /// A cell is not a date with a time.
    NotATime {
        /// Heading of its column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// Day and month of a date can be exchanged.
    DayOrMonth {
        /// What stands there.
        text: String,
    },
    /// The clock skips this time when it changes.
    SkippedTime {
        /// What stands there.
        text: String,
    },
    /// The clock shows this time twice when it changes.
    TwiceThatNight {
        /// What stands there.
        text: String,
    },
    /// A cell is neither yes nor no.
    NotYesOrNo {
        /// Heading of its column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A cell is not an amount.
    NotAnAmount {
        /// Heading of its column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// It is further away than anybody plans.
    TooFar,
    /// Nobody here has this name.
    UnknownPractitioner {
        /// What stands there.
        name: String,
        /// The names that would do.
        known: String,
    },
    /// This practitioner has no service of this name.
    UnknownService {
        /// What stands there.
        name: String,
        /// The names that would do.
        known: String,
    },
    /// It ends before it starts, or lasts longer than a day.
    Length,
    /// A client cannot have missed what has not begun.
    NoShowBeforeStart,
    /// The reason for placing it over others is empty.
    NoReason,
    /// The calendar file cannot be understood here.
    Calendar {
        /// What is wrong, in English.
        why: String,
    },
    /// The file is larger than anything we read.
    TooLarge {
        /// The bound.
        limit: usize,
    },
    /// The database refused it.
    Refused {
        /// Name of the rule it hit.
        rule: String,
    },
}

impl Why {
    /// The fault of a moment in a column.
    pub(super) fn of_moment(fault: MomentFault, column: &str, text: &str) -> Self {
        let (column, text) = (column.to_owned(), shortened(text));
        match fault {
            MomentFault::NotATime => Why::NotATime { column, text },
            MomentFault::DayOrMonth => Why::DayOrMonth { text },
            MomentFault::Skipped => Why::SkippedTime { text },
            MomentFault::Twice => Why::TwiceThatNight { text },
        }
    }

    /// The sentence for people.
    pub fn said(&self, speech: Speech) -> String {
        match self {
            Why::Known => speech.say("import-known"),
            Why::Twice => speech.say("import-twice"),
            Why::Free => speech.say("import-free"),
            Why::CancelledThere => speech.say("import-cancelled-there"),
            Why::NoLength => speech.say("import-no-length"),
            Why::Over => speech.say("import-over"),
            Why::Taken => speech.say("import-taken"),
            Why::TooManyCells => speech.say("import-too-many-cells"),
            Why::TooFar => speech.say("import-too-far"),
            Why::Length => speech.say("import-length"),
            Why::NoShowBeforeStart => speech.say("import-no-show-before-start"),
            Why::NoReason => speech.say("import-no-reason"),
            Why::TooLarge { limit } => speech.with("import-too-large", &[("limit", &limit.to_string())]),
            Why::Calendar { why } => speech.with("import-calendar", &[("why", why)]),
            Why::Refused { rule } => speech.with("import-refused", &[("rule", rule)]),
            Why::NoColumns { columns } => speech.with("import-no-columns", &[("columns", columns)]),
            Why::Empty { column } => speech.with("import-empty", &[("column", column)]),
            Why::Cell { column, code, limit } => {
                let limit = limit.map(|limit| limit.to_string()).unwrap_or_default();
                let problem = speech.with(&format!("field-{code}"), &[("limit", &limit)]);
                speech.with("import-cell", &[("column", column), ("problem", &problem)])
            }
            Why::NotATime { column, text } => speech.with("import-not-a-time", &[("column", column), ("text", text)]),
            Why::DayOrMonth { text } => speech.with("import-day-or-month", &[("text", text)]),
            Why::SkippedTime { text } => speech.with("import-skipped-time", &[("text", text)]),
            Why::TwiceThatNight { text } => speech.with("import-twice-that-night", &[("text", text)]),
            Why::NotYesOrNo { column, text } => speech.with("import-not-yes-or-no", &[("column", column), ("text", text)]),
            Why::NotAnAmount { column, text } => speech.with("import-not-an-amount", &[("column", column), ("text", text)]),
            Why::UnknownPractitioner { name, known } => {
                speech.with("import-unknown-practitioner", &[("name", name), ("known", known)])
            }
            Why::UnknownService { name, known } => speech.with("import-unknown-service", &[("name", name), ("known", known)]),
        }
    }
}

impl From<ImportRefusal> for Why {
    fn from(refusal: ImportRefusal) -> Self {
        match refusal {
            ImportRefusal::Taken => Why::Taken,
            ImportRefusal::LengthOutOfRange => Why::Length,
            ImportRefusal::NoShowBeforeStart => Why::NoShowBeforeStart,
            ImportRefusal::ForceNotAllowed => Why::NoReason,
        }
    }
}

/// A cell as a complaint shows it: one line, not the whole novel.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|sign| !sign.is_control()).collect();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
