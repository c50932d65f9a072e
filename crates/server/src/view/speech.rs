//! The voice of the pages: Fluent messages in the reader's language.

/// Reads `locales/*/pages.ftl`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Speech {
    english: bool,
}

impl Speech {
    /// The voice for "fr" or "en".
    #[must_use]
    pub fn new(lang: &str) -> Self {
        Self { english: lang == "en" }
    }

    /// The message with this key; the key itself between angle brackets when there is none.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        let source = if self.english {
            include_str!("../../../../locales/en/pages.ftl")
        } else {
            include_str!("../../../../locales/fr/pages.ftl")
        };
        source
            .lines()
            .find_map(|line| {
                line.split_once(" = ")
                    .filter(|(name, _)| *name == key)
                    .map(|(_, text)| text.to_owned())
            })
            .unwrap_or_else(|| format!("⟨{key}⟩"))
    }

    /// The same with its places filled.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        args.iter().fold(self.say(key), |text, (name, value)| {
            text.replace(&format!("{{ ${name} }}"), value)
        })
    }

    /// "fr" or "en".
    #[must_use]
    pub fn lang(&self) -> &'static str {
        if self.english { "en" } else { "fr" }
    }
}
