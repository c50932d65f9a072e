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

/// The same for a template: what stands in `{{ … }}` and `{% … %}` is not prose and stays as it is.
pub(crate) fn french_around_tags(source: &str) -> String {
    let mut shown = String::with_capacity(source.len() + 8);
    let mut rest = source;
    while let Some(from) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let closing = if rest[from..].starts_with("{{") { "}}" } else { "%}" };
        let Some(to) = rest[from..].find(closing).map(|at| from + at + closing.len()) else {
            break;
        };
        shown.push_str(&french(&rest[..from]));
        shown.push_str(&rest[from..to]);
        rest = &rest[to..];
    }
    shown + &french(rest)
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

    #[test]
    fn tags_of_templates_stay_as_they_are() {
        for (typed, shown) in [
            (
                "{% if by == \"client\" %}Motif : {{ reason }} !{% endif %}",
                "{% if by == \"client\" %}Motif\u{202f}: {{ reason }}\u{202f}!{% endif %}",
            ),
            ("« {{ note }} »", "«\u{202f}{{ note }}\u{202f}»"),
            ("never closed {{ a : b", "never closed {{ a\u{202f}: b"),
        ] {
            assert_eq!(french_around_tags(typed), shown, "{typed}");
        }
    }
}
