//! Content lines: escaping and folding (RFC 5545, 3.1 and 3.3.11).

use super::Party;

/// Longest line in octets, without its end.
const FOLD_AT: usize = 75;

/// A calendar file while it is being written.
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn new() -> Self {
        Self(String::with_capacity(2_048))
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    /// A line whose value is ours and needs no escaping.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A line with somebody's text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.raw(name, &escaped(text));
    }

    pub(super) fn text_if_any(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.text(name, text.trim());
        }
    }

    /// A line with the address of a page. It is not text: nothing is escaped, and what cannot stand in an address is left out.
    pub(super) fn address_if_any(&mut self, name: &str, address: &str) {
        let plain: String = address
            .chars()
            .filter(|sign| !sign.is_control() && !sign.is_whitespace() && !matches!(sign, '"' | '<' | '>' | '\\'))
            .collect();
        if !plain.is_empty() {
            self.raw(name, &plain);
        }
    }

    /// A line with a person: the name as a quoted parameter, the address as the value.
    pub(super) fn person(&mut self, property: &str, parameters: &[&str], person: &Party) {
        let name = parameter(&person.name);
        let shown = if name.is_empty() {
            String::new()
        } else {
            format!(";CN=\"{name}\"")
        };
        let more: String = parameters.iter().map(|parameter| format!(";{parameter}")).collect();
        let in_address = |sign: &char| {
            !sign.is_control() && !sign.is_whitespace() && !matches!(sign, '"' | '<' | '>' | '\\' | ';' | ',' | ':')
        };
        let email: String = person.email.chars().filter(in_address).collect();
        self.raw(&format!("{property}{shown}{more}"), &format!("mailto:{email}"));
    }

    /// Folds between characters, never inside one; the space that opens a continuation counts.
    fn fold(&mut self, line: &str) {
        let mut room = FOLD_AT;
        for sign in line.chars() {
            if sign.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = FOLD_AT - 1;
            }
            self.0.push(sign);
            room -= sign.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// The file with every line in one piece (RFC 5545, 3.1), so that what a fold may cut can be found.
pub fn unfolded(file: &str) -> String {
    file.replace("\r\n ", "")
}

/// The file with its lines folded again.
pub fn folded(file: &str) -> String {
    let mut lines = Lines::new();
    file.split_terminator("\r\n").for_each(|line| lines.fold(line));
    lines.finish()
}

/// Text as a value: line ends of any alphabet become `\n`, other control characters go (S11).
fn escaped(text: &str) -> String {
    let unix = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut value = String::with_capacity(unix.len() + 8);
    for sign in unix.chars() {
        match sign {
            '\n' => value.push_str("\\n"),
            '\\' | ';' | ',' => value.extend(['\\', sign]),
            sign if sign.is_control() => {}
            sign => value.push(sign),
        }
    }
    value
}

/// A parameter inside quotes, which knows no escaping at all (3.2).
fn parameter(text: &str) -> String {
    let spaced = |sign: char| {
        if sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}') {
            ' '
        } else {
            sign
        }
    };
    let plain: String = text
        .chars()
        .map(|sign| if sign == '"' { '\'' } else { spaced(sign) })
        .collect();
    plain.trim().to_owned()
}
