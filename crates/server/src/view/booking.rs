//! The way to an appointment: a network's home, a practitioner's page, the form.

use crate::view::parts::{Banner, Choice, Contact, Effect, Field, Frame, Hidden, Link, Recap, SlotWeek};
use crate::view::reliability::WhyHere;
use askama::Template;
use texts::Speech;

/// The home of a network: its practitioners, what they offer, and when they are free next.
#[derive(Template)]
#[template(path = "client/home.html")]
pub struct NetworkHome {
    pub t: Speech,
    pub frame: Frame,
    /// One or two sentences of the network about itself.
    pub intro: String,
    /// Services that one asks the network for, without choosing anybody; each leads to its form.
    pub ask: Vec<Link>,
    pub practitioners: Vec<PractitionerCard>,
    /// Whom to turn to when nothing fits.
    pub contact: Option<Contact>,
}

/// One practitioner on the home page.
#[derive(Debug, Clone, Default)]
pub struct PractitionerCard {
    pub href: String,
    pub name: String,
    /// "Shiatsu et réflexologie".
    pub trade: String,
    /// "Lyon 3ᵉ".
    pub place: String,
    pub services: Vec<ServiceLine>,
    /// The next start that can be booked: "Mardi 3 mars à 14 h 30". None: nothing is free within the horizon.
    pub next_free: Option<Link>,
    /// Why it stands at this place, where the network orders by reliability (L13).
    pub why: Option<WhyHere>,
}

impl PractitionerCard {
    /// Two letters for the round mark beside the name.
    #[must_use]
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// One service in a list.
#[derive(Debug, Clone, Default)]
pub struct ServiceLine {
    /// The practitioner's page with this service chosen.
    pub href: String,
    pub name: String,
    /// "60 min · 60 €".
    pub detail: String,
    /// True on the practitioner's page for the service whose slots are shown.
    pub chosen: bool,
    /// True when the practitioner answers each request.
    pub on_approval: bool,
}

/// A practitioner: who, where, what, and the free slots of seven days.
#[derive(Template)]
#[template(path = "client/practitioner.html")]
pub struct PractitionerPage {
    pub t: Speech,
    pub frame: Frame,
    pub name: String,
    pub trade: String,
    /// Paragraphs.
    pub bio: Vec<String>,
    /// Address in lines, as on an envelope; access codes are never shown here.
    pub place: Vec<String>,
    pub map_href: Option<String>,
    pub services: Vec<ServiceLine>,
    /// Slots of the chosen service; None when nothing can be booked here.
    pub week: Option<SlotWeek>,
    /// "Annulation sans frais jusqu'à 24 h avant": the conditions in one sentence, without a date yet.
    pub policy: Option<String>,
    pub contact: Option<Contact>,
}

impl PractitionerPage {
    /// Two letters for the round mark beside the name.
    #[must_use]
    pub fn initials(&self) -> String {
        initials(&self.name)
    }

    /// The name of the service whose slots are shown.
    #[must_use]
    pub fn chosen_service(&self) -> Option<&str> {
        self.services
            .iter()
            .find(|service| service.chosen)
            .map(|service| service.name.as_str())
    }
}

/// Who books. Fields sent: `name`, `email`, `phone`, `note`, `consent` (`yes`), and `start` when `taken` offers other
/// slots; besides whatever `hidden` holds.
#[derive(Template)]
#[template(path = "client/book.html")]
pub struct BookingForm {
    pub t: Speech,
    pub frame: Frame,
    pub recap: Recap,
    /// Back to the slots.
    pub back_href: String,
    /// Where the form posts.
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub name: Field,
    pub email: Field,
    pub phone: Field,
    pub note: Field,
    /// The policy sentence with the computed deadline as a date; the person ticks that it was read.
    pub policy: String,
    pub consent: Field,
    /// True: the practitioner answers first, and the button says "Envoyer ma demande".
    pub on_approval: bool,
    /// When the answer comes at the latest: "mardi 3 mars à 18 h". Only with `on_approval`.
    pub answer_before: Option<String>,
    /// Set when somebody else took the slot: the nearest free ones as a choice, `value` sent as `start`.
    /// The list may be empty; then `back_href` leads to other days.
    pub taken: Option<Vec<Choice>>,
    /// What else happens: confirmation by e-mail, reminder.
    pub effects: Vec<Effect>,
    /// A refusal that belongs to no field.
    pub problem: Option<Banner>,
}

impl BookingForm {
    /// The fields that need the reader, as (input's id, what would be right), for the summary above the form.
    #[must_use]
    pub fn errors(&self) -> Vec<(&'static str, &str)> {
        let fields = [
            ("name", &self.name),
            ("email", &self.email),
            ("phone", &self.phone),
            ("note", &self.note),
            ("consent", &self.consent),
        ];
        fields
            .into_iter()
            .filter_map(|(id, field)| field.error.as_deref().map(|error| (id, error)))
            .collect()
    }
}

/// First letters of the first and the last word.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = match words.as_slice() {
        [] => vec![],
        [only] => vec![*only],
        [first, .., last] => vec![*first, *last],
    };
    ends.iter()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_and_the_last_word() {
        for (name, expected) in [
            ("Claire Lenoir", "CL"),
            ("Anne-Sophie de La Tour", "AT"),
            ("élodie", "É"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "for {name:?}");
        }
    }
}
