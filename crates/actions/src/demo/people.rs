//! The clients of the demo, and chance that falls the same way every time.

use domain::people::Language;

use crate::NewClient;

const FIRST: [&str; 24] = [
    "Manon",
    "Lucas",
    "Amélie",
    "Yanis",
    "Chloé",
    "Mathis",
    "Fatou",
    "Antoine",
    "Jeanne",
    "Rachid",
    "Élise",
    "Bastien",
    "Soraya",
    "Gabriel",
    "Noémie",
    "Tristan",
    "Awa",
    "Victor",
    "Clémence",
    "Mehdi",
    "Margaux",
    "Loïc",
    "Céline",
    "Damien",
];
const LAST: [&str; 29] = [
    "Morel",
    "Garcia",
    "Lefèvre",
    "Nguyen",
    "Chevalier",
    "Faure",
    "Diallo",
    "Renaud",
    "Bouvier",
    "Haddad",
    "Picard",
    "Roussel",
    "Blanchard",
    "Da Silva",
    "Guérin",
    "Bertin",
    "Cissé",
    "Marchal",
    "Aubert",
    "Rolland",
    "Ferrand",
    "Mansouri",
    "Tanguy",
    "Collet",
    "Poirier",
    "Vasseur",
    "Le Goff",
    "Charpentier",
    "Barbier",
];
const NOTES: [&str; 6] = [
    "Je risque d’avoir cinq minutes de retard, je viens du travail.",
    "Première fois chez vous, j’ai eu votre nom par une amie.",
    "Pouvez-vous me rappeler l’étage ?",
    "Je viendrai avec ma fille de huit ans.",
    "Merci de ne pas sonner, le bébé dort.",
    "Comme la dernière fois.",
];

/// Chance that falls the same way every time: SplitMix64.
pub(super) struct Dice(u64);

impl Dice {
    /// Dice of which every throw is decided by `seed`.
    pub(super) fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// A number below `sides`, which is not zero.
    pub(super) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, times: u64) -> bool {
        self.below(100) < times
    }

    fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
        let index = usize::try_from(self.below(among.len() as u64)).unwrap_or(0);
        among[index]
    }
}

/// Somebody who books. One in thirty reads English.
pub(super) fn client(dice: &mut Dice) -> NewClient {
    if dice.below(30) == 0 {
        return NewClient {
            name: "Emily Carter".into(),
            email: "emily.carter@mail.example".into(),
            phone: "+44 7700 900123".into(),
            language: Language::En,
        };
    }
    let (first, last) = (dice.pick(&FIRST), dice.pick(&LAST));
    // Numbers that the French regulator keeps for films and books: 06 39 98 xx xx.
    let number = name_number(first, last);
    NewClient {
        name: format!("{first} {last}"),
        email: format!("{}.{}@courriel.example", plain(first), plain(last)),
        phone: format!("06 39 98 {:02} {:02}", number / 100, number % 100),
        language: Language::Fr,
    }
}

/// What a client writes to the practitioner; mostly nothing.
pub(super) fn note(dice: &mut Dice) -> &'static str {
    if dice.percent(15) { dice.pick(&NOTES) } else { "" }
}

fn name_number(first: &str, last: &str) -> u32 {
    let sum = first
        .bytes()
        .chain(last.bytes())
        .fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    sum % 10_000
}

fn plain(name: &str) -> String {
    let letter = |c: char| match c {
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'ï' | 'î' => Some('i'),
        'ç' => Some('c'),
        'ô' => Some('o'),
        c if c.is_ascii_alphabetic() => Some(c),
        _ => None,
    };
    name.to_lowercase().chars().filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_falls_the_same_way_every_time() {
        let throws = |seed| {
            let mut dice = Dice::new(seed);
            (0..8).map(|_| dice.below(6)).collect::<Vec<_>>()
        };
        assert_eq!(throws(1), throws(1));
        assert_ne!(throws(1), throws(2));
    }

    #[test]
    fn addresses_are_made_of_plain_letters() {
        let mut dice = Dice::new(3);
        for _ in 0..200 {
            let email = client(&mut dice).email;
            assert!(
                email.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'@'),
                "{email}"
            );
        }
    }
}
