//! Cancelling as staff in four steps, each a page of its own, with what will happen beside every one of them.

use super::console::ConsoleFrame;
use super::parts::{Banner, Choice, Effect, Field, Frame, Hidden, Link, Recap, Slot};
use askama::Template;
use texts::Speech;

/// One step. The steps before the last send a GET form: what was entered travels in the address, so that going back, forward or reloading loses nothing.
/// Their buttons send `step`. The last one posts.
#[derive(Template)]
#[template(path = "console/wizard.html")]
pub struct CancelWizard {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub client: String,
    pub recap: Recap,
    pub notice: Option<Banner>,
    pub steps: Vec<StepMark>,
    /// The same page, for the forms of all steps.
    pub action: String,
    /// What was entered in other steps; for the last one also the proof and what was seen.
    pub hidden: Vec<Hidden>,
    pub body: StepBody,
    /// Value of `step` for the page before; none on the first.
    pub previous: Option<String>,
    /// Value of `step` for the page after; none on the last.
    pub next: Option<String>,
    pub keep_href: String,
    pub pane: Pane,
}

impl CancelWizard {
    /// Where this page stands: its number from 1, and how many there are.
    fn place(&self) -> (String, String) {
        let number = self.steps.iter().position(|step| step.current).unwrap_or_default() + 1;
        (number.to_string(), self.steps.len().to_string())
    }
}

impl CancelWizard {
    /// Least number of characters of the message.
    fn least(&self) -> usize {
        match &self.body {
            StepBody::Message { least, .. } => *least,
            _ => 0,
        }
    }
}

/// One mark of the progress at the top.
#[derive(Debug, Clone, Default)]
pub struct StepMark {
    pub label: String,
    pub current: bool,
    /// The page of a step that lies behind, with everything entered.
    pub href: Option<String>,
}

/// What is asked in a step.
#[derive(Debug, Clone)]
pub enum StepBody {
    /// Who wants it, and why.
    Who {
        /// Practice, client; empty when the terms do not ask.
        asked_by: Vec<Choice>,
        asked_by_error: Option<String>,
        reasons: Vec<Choice>,
        reason_required: bool,
        reason_error: Option<String>,
    },
    /// Another time instead.
    Other {
        /// Up to three free starts; each leads to a proposal of it alone.
        free: Vec<Slot>,
        /// Proposes all of them.
        propose_href: String,
        /// The ordinary move, for a time that the client agreed to.
        move_href: String,
    },
    /// A word to the client.
    Message {
        message: Field,
        /// Least number of characters when one is owed; 0 for none.
        least: usize,
        /// "12 sur 20 caractères au moins".
        count: String,
        /// A text for the reason given, in the client's language.
        template: Suggestion,
    },
    /// Everything that was entered, and the one button.
    After { entered: Vec<Entered> },
}

/// A text to start from.
#[derive(Debug, Clone, Default)]
pub struct Suggestion {
    pub lang: String,
    pub text: String,
}

/// One thing that was entered, with the way to change it.
#[derive(Debug, Clone)]
pub struct Entered {
    pub label: String,
    pub value: String,
    pub change: Link,
}

/// What stands beside every step.
#[derive(Debug, Clone, Default)]
pub struct Pane {
    /// Said above, as long as it is not known who wants it.
    pub lead: Option<String>,
    pub effects: Vec<Effect>,
    pub because: Vec<String>,
    pub letter: Option<Letter>,
}

/// An e-mail before it leaves, in its reader's language.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// "Zoé Martin lira, en français".
    pub heading: String,
    pub lang: String,
    pub subject: String,
    /// Plain text, line breaks kept.
    pub body: String,
}
