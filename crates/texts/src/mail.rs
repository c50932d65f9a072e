//! The e-mails: one letter per kind, reader and language, written as text and as HTML that say the same.
//!
//! A letter is a file in `locales/*/messages/`; see [`Letter`] for its form. Names, notes and messages are only ever inserted as values:
//! what they contain is neither template nor HTML nor header (S9, S10).

mod enquiry;
mod facts;
mod letter;
mod page;
mod shelf;
mod standing;

pub use enquiry::{EnquiryFacts, write_enquiry};
pub use facts::{Acted, MessageFacts, PlaceFacts, SeriesFacts};
pub use letter::{Letter, LetterFault};
pub use standing::{Matter, StandingFacts, write_standing};

/// An e-mail ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// One line, without the motive of the appointment (N20).
    pub subject: String,
    /// The text part, lines separated by LF.
    pub text: String,
    /// The HTML part: the same words.
    pub html: String,
}

/// Writes the e-mail that these facts ask for, in the reader's language.
///
/// # Errors
/// [`LetterFault`] when a letter names a fact that does not exist or does too much work; never for the letters of this crate.
pub fn write(facts: &MessageFacts) -> Result<Written, LetterFault> {
    shelf::letter(facts.language, facts.kind, facts.to)?.write(facts)
}

#[cfg(test)]
mod tests;
