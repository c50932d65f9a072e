//! What a letter about an enquiry may tell, to the client who made it or to a practitioner who received it.

use domain::messages::{MessageKind, Recipient};
use domain::people::{Contact, Language};
use domain::service::Price;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::facts::{Words, line, paragraph};
use super::{LetterFault, Written, shelf};
use crate::dates;
use crate::speech::Speech;

/// Everything about one message about an enquiry to one person.
#[derive(Debug, Clone)]
pub struct EnquiryFacts {
    /// What it is about.
    pub kind: MessageKind,
    /// Who reads it.
    pub to: Recipient,
    /// In which language.
    pub language: Language,
    /// Name of the network.
    pub network: String,
    /// Who answers questions.
    pub contact: Contact,
    /// Name of the service.
    pub service: String,
    /// Length in elapsed minutes; zero where each practitioner has a length of their own.
    pub duration_minutes: u16,
    /// The practitioner's price; nothing is said about zero.
    pub price: Price,
    /// When it should start.
    pub start: Timestamp,
    /// In whose zone that is told.
    pub zone: TimeZone,
    /// Where it should take place: all of it for the client, the postcode for a practitioner who has not accepted.
    pub place: String,
    /// Name of the client.
    pub client: String,
    /// What the client wrote, empty for nothing.
    pub note: String,
    /// Until when it waits.
    pub answer_by: Timestamp,
    /// How many received it.
    pub asked: usize,
    /// What became of it: `open`, `taken`, `withdrawn`, `unanswered`.
    pub state: &'static str,
    /// Where the button leads.
    pub link: String,
}

impl EnquiryFacts {
    fn words(&self) -> Words {
        let speech = Speech::new(self.language);
        let named = |at: Timestamp| dates::moment_long_named(speech, at, &self.zone);
        let optional = |text: &Option<String>| text.as_deref().map(line).unwrap_or_default();
        let words = [
            ("network", line(&self.network)),
            ("contact_name", line(&self.contact.name)),
            ("contact_phone", optional(&self.contact.phone)),
            ("service", line(&self.service)),
            ("duration", length(speech, self.duration_minutes)),
            ("price", price(speech, &self.price)),
            ("when", named(self.start)),
            ("day", dates::day(speech, self.start, &self.zone)),
            ("time", dates::time(speech, self.start, &self.zone)),
            ("place", line(&self.place)),
            ("client", line(&self.client)),
            ("note", paragraph(&self.note)),
            ("answer_by", named(self.answer_by)),
            ("asked", self.asked.to_string()),
            ("state", self.state.to_owned()),
        ];
        words.into_iter().collect()
    }
}

fn length(speech: Speech, minutes: u16) -> String {
    match minutes {
        0 => String::new(),
        minutes => dates::minutes(speech, i64::from(minutes)),
    }
}

fn price(speech: Speech, price: &Price) -> String {
    match price.minor {
        0 => String::new(),
        _ => dates::money(speech, price),
    }
}

/// Writes the e-mail about an enquiry, in the reader's language.
///
/// # Errors
/// As [`super::write`].
pub fn write_enquiry(facts: &EnquiryFacts) -> Result<Written, LetterFault> {
    let letter = shelf::letter(facts.language, facts.kind, facts.to)?;
    letter.filled_with(&facts.words(), &facts.network, &facts.link)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(kind: MessageKind, to: Recipient, language: Language, state: &'static str) -> EnquiryFacts {
        EnquiryFacts {
            kind,
            to,
            language,
            network: "Belle Heure".into(),
            contact: Contact {
                name: "L’équipe".into(),
                email: Some("aide@example.test".into()),
                phone: Some("01 99 00 31 00".into()),
            },
            service: "Coiffure".into(),
            duration_minutes: 60,
            price: Price {
                minor: 5_400,
                currency: "EUR".into(),
            },
            start: "2026-03-04T09:00:00+01:00".parse().unwrap(),
            zone: TimeZone::get("Europe/Paris").unwrap(),
            place: "75018".into(),
            client: "Zoé <b>Martin</b>".into(),
            note: "Troisième étage\n{{ network }}".into(),
            answer_by: "2026-03-02T18:00:00+01:00".parse().unwrap(),
            asked: 3,
            state,
            link: "https://rdv.exemple.test/q/AbCdEf".into(),
        }
    }

    /// WEC+18: each message of an enquiry can be written in both languages, and what people typed stays text.
    #[test]
    fn every_letter_of_an_enquiry_is_written_in_both_languages() {
        let letters = [
            (MessageKind::EnquiryReceived, Recipient::Client, "open"),
            (MessageKind::EnquiryUnanswered, Recipient::Client, "unanswered"),
            (MessageKind::EnquiryProposed, Recipient::Practitioner, "open"),
            (MessageKind::EnquiryClosed, Recipient::Practitioner, "taken"),
            (MessageKind::EnquiryClosed, Recipient::Practitioner, "withdrawn"),
            (MessageKind::EnquiryClosed, Recipient::Practitioner, "unanswered"),
        ];
        for (kind, to, state) in letters {
            for language in [Language::Fr, Language::En] {
                let written = write_enquiry(&facts(kind, to, language, state)).unwrap();
                let whole = [&written.subject, &written.text, &written.html].map(String::as_str).concat();
                assert!(written.text.contains("https://rdv.exemple.test/q/AbCdEf"), "{kind:?}");
                assert!(!written.html.contains("<b>Martin"), "{kind:?}: {}", written.html);
                assert!(!whole.contains("{%") && !whole.contains('⟦'), "{kind:?}: {whole}");
                assert!(
                    !written.subject.contains("Martin"),
                    "a subject names nobody: {}",
                    written.subject
                );
            }
        }
    }

    /// WEC+18: what a practitioner reads says that refusing costs nothing.
    #[test]
    fn wec_plus_18_a_proposal_says_that_refusing_costs_nothing() {
        let proposed = |language| facts(MessageKind::EnquiryProposed, Recipient::Practitioner, language, "open");
        for (language, words) in [(Language::Fr, "ne fait jamais baisser"), (Language::En, "never lowers")] {
            let written = write_enquiry(&proposed(language)).unwrap();
            assert!(written.text.contains(words), "{}", written.text);
        }
    }
}
