//! The letters that are part of the binary.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::messages::{MessageKind, Recipient};
use domain::people::Language;

use super::letter::{Letter, LetterFault};

macro_rules! files {
    ($($name:literal)*) => {
        &[$((
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/fr/messages/", $name, ".txt")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/en/messages/", $name, ".txt")),
        )),*]
    };
}

/// Name, French source, English source.
static FILES: &[(&str, &str, &str)] = files! {
    "facts.client" "facts.practitioner" "ending.client" "ending.practitioner"
    "requested.client" "requested.practitioner"
    "booked.client" "booked.practitioner"
    "moved.client" "moved.practitioner"
    "cancelled.client" "cancelled.practitioner"
    "declined.client" "declined.practitioner"
    "expired.client" "expired.practitioner"
    "reminder.client" "reminder.practitioner"
    "move_proposed.client" "move_proposed.practitioner"
    "move_declined.client" "move_declined.practitioner"
    "move_lapsed.client" "move_lapsed.practitioner"
    "enquiry_received.client" "enquiry_unanswered.client"
    "enquiry_proposed.practitioner" "enquiry_closed.practitioner"
    "handed_over.client" "handed_over.practitioner"
    "series_booked.client" "series_booked.practitioner"
    "series_moved.client" "series_moved.practitioner"
    "series_stopped.client" "series_stopped.practitioner"
    "series_skipped.client" "series_skipped.practitioner"
    "measure_begun.business" "measure_lifted.business"
    "case_opened.network" "case_decided.business"
};

type Shelf = HashMap<&'static str, Result<Letter, LetterFault>>;

static FRENCH: LazyLock<Shelf> = LazyLock::new(|| shelf(Language::Fr));
static ENGLISH: LazyLock<Shelf> = LazyLock::new(|| shelf(Language::En));

fn shelf(language: Language) -> Shelf {
    let letters = FILES.iter().map(|(name, ..)| *name).filter(|name| !is_part(name));
    let parsed = |name: &str| {
        Letter::parse(language, source(language, name).unwrap_or_default(), |part| {
            source(language, part)
        })
    };
    letters.map(|name| (name, parsed(name))).collect()
}

/// The letter for a kind and a reader.
///
/// # Errors
/// What is wrong with the file.
pub(super) fn letter(language: Language, kind: MessageKind, to: Recipient) -> Result<&'static Letter, LetterFault> {
    let name = format!("{}.{}", kind.code(), to.code());
    let shelf = match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    };
    match shelf.get(name.as_str()) {
        Some(letter) => letter.as_ref().map_err(Clone::clone),
        None => Err(LetterFault::UnknownPart(name)),
    }
}

/// The source of a file by its name, such as `facts.client`.
fn source(language: Language, name: &str) -> Option<&'static str> {
    let (_, french, english) = FILES.iter().find(|(held, ..)| *held == name)?;
    Some(match language {
        Language::Fr => french,
        Language::En => english,
    })
}

fn is_part(name: &str) -> bool {
    name.starts_with("facts.") || name.starts_with("ending.")
}
