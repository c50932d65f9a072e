//! Amounts of money as people read them.

use domain::people::Language;
use domain::service::Price;

use crate::speech::Speech;
use crate::typography::{FIRM, NARROW};

/// "60 €", "1 234,50 €"; "€60", "€1,234.50". Cents are shown when there are some.
pub fn money(speech: Speech, price: &Price) -> String {
    amount(speech, price.minor, &price.currency)
}

/// The same from minor units and an ISO 4217 code.
pub fn amount(speech: Speech, minor: i64, currency: &str) -> String {
    let number = number(speech.language(), minor.unsigned_abs(), decimals(currency));
    let minus = if minor < 0 { "-" } else { "" };
    let (symbol, is_sign) = symbol(currency);
    match (speech.language(), is_sign) {
        (Language::Fr, _) => format!("{minus}{number}{FIRM}{symbol}"),
        (Language::En, true) => format!("{minus}{symbol}{number}"),
        (Language::En, false) => format!("{minus}{symbol}{FIRM}{number}"),
    }
}

/// What people write for a currency, and whether it is a sign rather than letters.
fn symbol(currency: &str) -> (&str, bool) {
    match currency {
        "EUR" => ("€", true),
        "GBP" => ("£", true),
        "USD" => ("$", true),
        "JPY" => ("¥", true),
        letters => (letters, false),
    }
}

/// Digits behind the point (ISO 4217).
fn decimals(currency: &str) -> u32 {
    match currency {
        "CLP" | "ISK" | "JPY" | "KRW" | "PYG" | "UGX" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

fn number(language: Language, minor: u64, decimals: u32) -> String {
    let unit = 10_u64.pow(decimals);
    let (whole, rest) = (grouped(language, minor / unit), minor % unit);
    let point = if language == Language::Fr { ',' } else { '.' };
    match rest {
        0 => whole,
        _ => format!("{whole}{point}{rest:0width$}", width = decimals as usize),
    }
}

fn grouped(language: Language, whole: u64) -> String {
    let separator = if language == Language::Fr { NARROW } else { ',' };
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}
