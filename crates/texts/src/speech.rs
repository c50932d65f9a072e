//! The voice of Honoré: Fluent messages in the reader's language.

use std::collections::HashMap;

use domain::people::Language;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, langid, static_loader};

use crate::typography;

static_loader! {
    static LOCALES = {
        locales: "../../locales",
        fallback_language: "fr",
        // The marks that isolate inserted text upset SMS, subjects and tests; both languages are written from left to right.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static FRENCH: LanguageIdentifier = langid!("fr");
static ENGLISH: LanguageIdentifier = langid!("en");

/// Says things in one language. Cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Speech {
    language: Language,
}

/// What fills a place in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Shown as it is.
    Text(&'a str),
    /// Chooses the plural form too.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value::Number(i64::from(number))
    }
}

impl Speech {
    /// The French voice.
    pub const FRENCH: Speech = Speech { language: Language::Fr };
    /// The English voice.
    pub const ENGLISH: Speech = Speech { language: Language::En };

    /// The voice for a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The message with this key, or the key between ⟦ and ⟧ when there is none or a place in it stays empty: visible, and no test lets
    /// it pass.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.with_values(key, &[])
    }

    /// The same with its places filled with texts.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        let values: Vec<(&str, Value<'_>)> = args.iter().map(|(name, text)| (*name, Value::Text(text))).collect();
        self.with_values(key, &values)
    }

    /// The same with one place filled with a number that chooses the plural form.
    #[must_use]
    pub fn with_number(&self, key: &str, name: &str, number: i64) -> String {
        self.with_values(key, &[(name, Value::Number(number))])
    }

    /// The same with texts and numbers.
    #[must_use]
    pub fn with_values(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        match self.find(key, values) {
            Some(text) if self.language == Language::Fr => typography::french(&text),
            Some(text) => text,
            None => format!("⟦{key}⟧"),
        }
    }

    /// `fr` or `en`.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// The language spoken.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    fn find(&self, key: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        let filled: HashMap<&str, FluentValue<'_>> = values.iter().map(|(name, value)| (*name, fluent(*value))).collect();
        LOCALES.lookup_single_language(self.identifier(), key, Some(&filled)).ok()
    }

    fn identifier(&self) -> &'static LanguageIdentifier {
        match self.language {
            Language::Fr => &FRENCH,
            Language::En => &ENGLISH,
        }
    }
}

fn fluent<'a>(value: Value<'a>) -> FluentValue<'a> {
    match value {
        Value::Text(text) => FluentValue::from(text),
        Value::Number(number) => FluentValue::from(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_key_is_visible_and_an_empty_place_too() {
        for language in [Language::Fr, Language::En] {
            let speech = Speech::new(language);
            assert_eq!(speech.say("no-such-key"), "⟦no-such-key⟧");
            assert_eq!(speech.say("date-moment"), "⟦date-moment⟧");
        }
    }

    #[test]
    fn numbers_choose_the_plural_form_of_the_language() {
        let (fr, en) = (Speech::new(Language::Fr), Speech::new(Language::En));
        for (days, french, english) in [
            (0, "0\u{a0}jour", "0\u{a0}days"),
            (1, "1\u{a0}jour", "1\u{a0}day"),
            (2, "2\u{a0}jours", "2\u{a0}days"),
        ] {
            assert_eq!(fr.with_number("date-days", "count", days), french);
            assert_eq!(en.with_number("date-days", "count", days), english);
        }
    }
}
