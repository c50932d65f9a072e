//! How the trade's values stand in columns that both engines read alike: microseconds, zone names, words, JSON texts.

use domain::messages::{Channel, Recipient};
use domain::people::Language;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// Microseconds since the epoch. Finer parts of an instant are not kept.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

pub(crate) fn instant(micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|_| StoreError::unreadable("instant", micros))
}

pub(crate) fn instant_if(micros: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    micros.map(instant).transpose()
}

/// A zone is kept by its IANA name; one without a name cannot be told to anybody and is refused.
pub(crate) fn zone_name(zone: &TimeZone) -> Result<&str, StoreError> {
    zone.iana_name()
        .ok_or_else(|| StoreError::told("a zone without an IANA name cannot be kept"))
}

pub(crate) fn zone(name: &str) -> Result<TimeZone, StoreError> {
    TimeZone::get(name).map_err(|_| StoreError::unreadable("zone", name))
}

pub(crate) fn number<T: TryFrom<i64>>(column: &'static str, value: i64) -> Result<T, StoreError> {
    T::try_from(value).map_err(|_| StoreError::unreadable(column, value))
}

pub(crate) fn language(tag: &str) -> Result<Language, StoreError> {
    Language::from_tag(tag).ok_or_else(|| StoreError::unreadable("language", tag))
}

pub(crate) fn date(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| StoreError::unreadable("date", text))
}

pub(crate) fn weekday(number: i64) -> Result<Weekday, StoreError> {
    let day = i8::try_from(number)
        .ok()
        .and_then(|n| Weekday::from_monday_one_offset(n).ok());
    day.ok_or_else(|| StoreError::unreadable("weekday", number))
}

pub(crate) fn bytes<const N: usize>(column: &'static str, value: &[u8]) -> Result<[u8; N], StoreError> {
    value.try_into().map_err(|_| StoreError::unreadable(column, value.len()))
}

pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|why| StoreError::told(format!("a value cannot be written as JSON: {why}")))
}

pub(crate) fn from_json<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|why| StoreError::unreadable(column, why))
}

pub(crate) fn recipient_word(to: Recipient) -> &'static str {
    to.code()
}

pub(crate) fn recipient(word: &str) -> Result<Recipient, StoreError> {
    Recipient::from_code(word).ok_or_else(|| StoreError::unreadable("recipient", word))
}

pub(crate) fn channel_word(channel: Channel) -> &'static str {
    channel.code()
}

pub(crate) fn channel(word: &str) -> Result<Channel, StoreError> {
    match word {
        "email" => Ok(Channel::Email),
        "sms" => Ok(Channel::Sms),
        _ => Err(StoreError::unreadable("channel", word)),
    }
}
