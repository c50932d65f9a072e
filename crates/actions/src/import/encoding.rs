//! Which letters the bytes of a file are.

/// What Windows-1252 means by the bytes 0x80 to 0x9F; the five that it leaves open are control characters, as browsers read them.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file: UTF-8 with or without a mark at the beginning, or else Windows-1252, which older spreadsheets write. Every end of
/// line becomes `\n`.
pub(super) fn text(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    };
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_and_windows_1252() {
        for (bytes, expected) in [
            (&b"Zo\xc3\xa9"[..], "Zoé"),
            (b"\xef\xbb\xbfZo\xc3\xa9", "Zoé"),
            (b"Zo\xe9 60\x80 \x93f\xeate\x94", "Zoé 60€ “fête”"),
            (b"a\r\nb\rc\n", "a\nb\nc\n"),
            (b"", ""),
        ] {
            assert_eq!(text(bytes), expected, "{bytes:?}");
        }
    }
}
