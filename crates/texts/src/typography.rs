//! French spaces, put in one place so that translators may type ordinary ones.

/// Narrow no-break space: before `;`, `:`, `!`, `?`, `%`, inside guillemets, between thousands.
pub(crate) const NARROW: char = '\u{202f}';
/// No-break space: inside "14 h 30" and "60 €".
pub(crate) const FIRM: char = '\u{a0}';

/// The text with the spaces of French typography in place of the ordinary ones a translator typed. A sign without a space before it, as in
/// an address, is left alone.
pub(crate) fn french(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut signs = text.chars().peekable();
    let mut last = ' ';
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied().unwrap_or(' ');
        let kept = match (sign, next) {
            (' ', ';' | ':' | '!' | '?' | '%' | '»') => NARROW,
            (' ', '€') => FIRM,
            (' ', _) if last == '«' => NARROW,
            _ => sign,
        };
        spaced.push(kept);
        last = sign;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_before_signs_do_not_break() {
        for (typed, shown) in [
            ("Quand : demain", "Quand\u{202f}: demain"),
            ("Garder « ce créneau » ?", "Garder «\u{202f}ce créneau\u{202f}»\u{202f}?"),
            ("60 € sur place", "60\u{a0}€ sur place"),
            ("https://rdv.exemple.fr/?a=1;b=2", "https://rdv.exemple.fr/?a=1;b=2"),
            ("", ""),
        ] {
            assert_eq!(french(typed), shown, "{typed}");
        }
    }
}
