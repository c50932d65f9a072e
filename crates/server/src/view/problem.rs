//! Pages for what is not there and for what went wrong.

use crate::view::parts::{Frame, Link};
use askama::Template;
use texts::Speech;

/// Not found, too large, taken away, out of order: a sentence on what it is and a way out.
#[derive(Template)]
#[template(path = "problem.html")]
pub struct ProblemPage {
    pub t: Speech,
    pub frame: Frame,
    pub kind: Problem,
    /// More about this very case; may be None.
    pub text: Option<String>,
    pub links: Vec<Link>,
    /// What to quote to whoever runs the server; None when there is nothing to look up.
    pub reference: Option<String>,
}

/// What kind of trouble. Each has its words in the message files: `problem-…-title` and `problem-…-text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// 404: unknown and foreign addresses alike.
    NotFound,
    /// 403: signed in, but not for this.
    NotYours,
    /// 400, 413, 422: the form came in a shape we cannot read.
    Unreadable,
    /// 409: the page was out of date.
    Changed,
    /// 429: too many tries.
    TooOften,
    /// 500, 503: our fault.
    OutOfOrder,
}

impl Problem {
    /// The word in the message keys.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotYours => "not-yours",
            Self::Unreadable => "unreadable",
            Self::Changed => "changed",
            Self::TooOften => "too-often",
            Self::OutOfOrder => "out-of-order",
        }
    }

    /// One line that says it.
    #[must_use]
    pub fn title(self, t: &Speech) -> String {
        t.say(&format!("problem-{}-title", self.key()))
    }

    /// What it means and what to do.
    #[must_use]
    pub fn text(self, t: &Speech) -> String {
        t.say(&format!("problem-{}-text", self.key()))
    }
}
