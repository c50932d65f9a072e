//! What a letter about a measure or a case may tell: to those who answer for the business, or for the network.

use domain::messages::{MessageKind, Recipient};
use domain::notice::Notice;
use domain::people::{Contact, Language};
use domain::reliability::{Case, CaseState, Measure};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::facts::{Words, line, paragraph};
use super::{LetterFault, Written, shelf};
use crate::speech::Speech;
use crate::{dates, statement};

/// Everything about one message about a measure or a case to one person.
#[derive(Debug, Clone)]
pub struct StandingFacts<'a> {
    /// What it is about.
    pub kind: MessageKind,
    /// Who reads it.
    pub to: Recipient,
    /// In which language.
    pub language: Language,
    /// Name of the network.
    pub network: String,
    /// Who answers questions for the network.
    pub contact: Contact,
    /// Name of the business that it concerns.
    pub business: String,
    /// The network's zone, in which moments are told.
    pub zone: &'a TimeZone,
    /// What happened.
    pub matter: Matter<'a>,
    /// Where the button leads.
    pub link: String,
}

/// What such a letter is about.
#[derive(Debug, Clone, Copy)]
pub enum Matter<'a> {
    /// A measure began or was lifted.
    Measure {
        /// The measure.
        measure: &'a Measure,
        /// How long a contest waits for its answer.
        decide_within: Notice,
    },
    /// A case was opened or decided.
    Case {
        /// The case.
        case: &'a Case,
        /// What it is about, in words: a measure, an incident, an appointment.
        about: &'a str,
    },
}

impl StandingFacts<'_> {
    fn words(&self) -> Words {
        let optional = |text: &Option<String>| text.as_deref().map(line).unwrap_or_default();
        let words = [
            ("network", line(&self.network)),
            ("business", line(&self.business)),
            ("contact_name", line(&self.contact.name)),
            ("contact_phone", optional(&self.contact.phone)),
        ];
        let of_matter = match self.matter {
            Matter::Measure { measure, decide_within } => self.of_measure(measure, decide_within),
            Matter::Case { case, about } => self.of_case(case, about),
        };
        words.into_iter().chain(of_matter).collect()
    }

    fn speech(&self) -> Speech {
        Speech::new(self.language)
    }

    fn named(&self, at: Timestamp) -> String {
        dates::moment_long_named(self.speech(), at, self.zone)
    }

    fn of_measure(&self, measure: &Measure, decide_within: Notice) -> Vec<(&'static str, String)> {
        let told = statement::of(self.speech(), measure, self.zone);
        let (lifted_at, why) = match &measure.lifted {
            Some(lifted) => (self.named(lifted.at), statement::lifted_why(self.speech(), &lifted.why)),
            None => Default::default(),
        };
        vec![
            ("title", line(&told.title)),
            ("effect", line(&told.effect)),
            ("lasts", line(&told.lasts)),
            ("author", line(&told.author)),
            ("facts", paragraph(&told.facts.join("\n"))),
            ("stays", self.speech().say("statement-stays")),
            ("remedy", statement::remedy(self.speech(), decide_within)),
            ("lifted_at", lifted_at),
            ("why", paragraph(&why)),
        ]
    }

    fn of_case(&self, case: &Case, about: &str) -> Vec<(&'static str, String)> {
        let (decided_at, reasons) = match &case.state {
            CaseState::Open => Default::default(),
            CaseState::Upheld(said) | CaseState::Rejected(said) => (self.named(said.at), said.why.clone()),
        };
        let upheld = matches!(case.state, CaseState::Upheld(_));
        vec![
            ("case", statement::case_title(self.speech(), case.kind)),
            ("kind", case.kind.code().to_owned()),
            ("about", line(about)),
            ("opened_at", self.named(case.opened_at)),
            ("answer_by", self.named(case.answer_by)),
            ("text", paragraph(&case.text)),
            ("upheld", if upheld { "yes".to_owned() } else { String::new() }),
            ("decided_at", decided_at),
            ("reasons", paragraph(&reasons)),
        ]
    }
}

/// Writes the e-mail about a measure or a case, in the reader's language.
///
/// # Errors
/// As [`super::write`].
pub fn write_standing(facts: &StandingFacts<'_>) -> Result<Written, LetterFault> {
    let letter = shelf::letter(facts.language, facts.kind, facts.to)?;
    letter.filled_with(&facts.words(), &facts.network, &facts.link)
}

#[cfg(test)]
mod tests;
