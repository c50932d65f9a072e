//! Dates and times as other systems and their users write them.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// Which of two numbers is the day, in dates such as `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// Why a text is not one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MomentFault {
    /// It is not a date with a time, or not one between 1990 and 2100.
    NotATime,
    /// Day and month could be exchanged.
    DayOrMonth,
    /// The clock skips it.
    Skipped,
    /// The clock shows it twice, and no offset says which is meant.
    Twice,
}

/// The names of the months in English and French without accents; a name may be cut to three letters and more while it stays clear.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "janvier"],
    ["february", "fevrier"],
    ["march", "mars"],
    ["april", "avril"],
    ["may", "mai"],
    ["june", "juin"],
    ["july", "juillet"],
    ["august", "aout"],
    ["september", "septembre"],
    ["october", "octobre"],
    ["november", "novembre"],
    ["december", "decembre"],
];

/// What may stand before a date.
const WEEKDAYS: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(String),
    Word(String),
    Sign(char),
}

/// The instant that a text means. Without an offset of its own it is a time of `zone`.
pub(super) fn read(text: &str, zone: &TimeZone, order: Option<DateOrder>) -> Result<Timestamp, MomentFault> {
    if let Ok(at) = text.trim().parse::<Timestamp>() {
        let year = TimeZone::UTC.to_datetime(at).year();
        return if (1990..=2100).contains(&year) {
            Ok(at)
        } else {
            Err(MomentFault::NotATime)
        };
    }
    let local = Reading {
        rest: &tokens(text)?,
        order,
    }
    .moment()?;
    resolved(local, zone)
}

fn resolved(local: DateTime, zone: &TimeZone) -> Result<Timestamp, MomentFault> {
    let there = zone.to_ambiguous_zoned(local);
    match there.offset() {
        AmbiguousOffset::Unambiguous { .. } => there
            .unambiguous()
            .map(|at| at.timestamp())
            .map_err(|_| MomentFault::NotATime),
        AmbiguousOffset::Gap { .. } => Err(MomentFault::Skipped),
        AmbiguousOffset::Fold { .. } => Err(MomentFault::Twice),
    }
}

/// Numbers, words and signs; spaces of every kind and commas only separate.
fn tokens(text: &str) -> Result<Vec<Token>, MomentFault> {
    // No date is longer; a note in the wrong column need not be read to its end.
    if text.len() > 80 {
        return Err(MomentFault::NotATime);
    }
    let text = text.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let mut tokens: Vec<Token> = Vec::new();
    let mut joined = false;
    for sign in text.chars().map(plain) {
        let begins = !std::mem::replace(&mut joined, !sign.is_whitespace() && sign != ',');
        match (tokens.last_mut(), sign) {
            (_, sign) if sign.is_whitespace() || sign == ',' => {}
            (Some(Token::Number(number)), '0'..='9') if !begins => number.push(sign),
            (Some(Token::Word(word)), 'a'..='z') if !begins => word.push(sign),
            (_, '0'..='9') => tokens.push(Token::Number(sign.to_string())),
            (_, 'a'..='z') => tokens.push(Token::Word(sign.to_string())),
            _ => tokens.push(Token::Sign(sign)),
        }
    }
    Ok(tokens)
}

fn plain(sign: char) -> char {
    match sign {
        'é' | 'è' => 'e',
        'û' => 'u',
        'à' => 'a',
        other => other,
    }
}

/// What is left to read.
struct Reading<'t> {
    rest: &'t [Token],
    order: Option<DateOrder>,
}

impl Reading<'_> {
    fn moment(mut self) -> Result<DateTime, MomentFault> {
        self.weekday();
        let date = self.date()?;
        self.word_of(&["a", "at", "t"]);
        let time = self.time().ok_or(MomentFault::NotATime)?;
        if self.rest.is_empty() {
            Ok(date.to_datetime(time))
        } else {
            Err(MomentFault::NotATime)
        }
    }

    fn weekday(&mut self) {
        let [Token::Word(word), behind @ ..] = self.rest else { return };
        let behind = behind.strip_prefix(&[Token::Sign('.')]).unwrap_or(behind);
        let is_day = word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(word.as_str()));
        // `mar.` is Tuesday and March; with a month behind the number it is Tuesday.
        let month_follows = matches!(behind, [Token::Number(_), Token::Word(next), ..] if month(next).is_some());
        if is_day && (month(word).is_none() || month_follows) {
            self.rest = behind;
        }
    }

    fn date(&mut self) -> Result<Date, MomentFault> {
        if let [
            Token::Number(a),
            Token::Sign(s),
            Token::Number(b),
            Token::Sign(z),
            Token::Number(c),
            rest @ ..,
        ] = self.rest
            && s == z
            && "-/.".contains(*s)
        {
            self.rest = rest;
            return self.numbered(a, b, c, *s);
        }
        let (day, month) = match self.month() {
            Some(month) => (self.day(), Some(month)),
            None => (self.day(), self.month()),
        };
        let year = self.number();
        match (year, month, day) {
            (Some(year), Some(month), Some(day)) => date(&year, month, &day),
            _ => Err(MomentFault::NotATime),
        }
    }

    /// Three numbers; the year is the one of four digits.
    fn numbered(&self, a: &str, b: &str, c: &str, sign: char) -> Result<Date, MomentFault> {
        let number = |text: &str| text.parse::<i8>().map_err(|_| MomentFault::NotATime);
        if a.len() == 4 {
            return date(a, number(b)?, c);
        }
        let (first, second) = (number(a)?, number(b)?);
        let day_first = match self.order {
            _ if sign == '.' => true,
            _ if first > 12 => true,
            _ if second > 12 => false,
            Some(order) => order == DateOrder::DayFirst,
            None if first == second => true,
            None => return Err(MomentFault::DayOrMonth),
        };
        if day_first { date(c, second, a) } else { date(c, first, b) }
    }

    fn time(&mut self) -> Option<Time> {
        let hour: i8 = self.number()?.parse().ok()?;
        let mut minute = 0;
        let mut second = 0;
        let mut is_whole = false;
        if self.sign(':') {
            minute = self.two_digits()?;
            if self.sign(':') {
                second = self.two_digits()?;
                if self.sign('.') {
                    self.number()?;
                }
            }
        } else if self.word_of(&["h"]) {
            minute = self.two_digits().unwrap_or(0);
        } else {
            is_whole = true;
        }
        let hour = match self.half_day() {
            Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + half)?,
            None if is_whole => return None,
            None => hour,
        };
        Time::new(hour, minute, second, 0).ok()
    }

    fn half_day(&mut self) -> Option<i8> {
        if self.word_of(&["am"]) {
            Some(0)
        } else {
            self.word_of(&["pm"]).then_some(12)
        }
    }

    fn day(&mut self) -> Option<String> {
        let day = self.number()?;
        self.word_of(&["st", "nd", "rd", "th", "er"]);
        Some(day)
    }

    fn month(&mut self) -> Option<i8> {
        let [Token::Word(word), rest @ ..] = self.rest else {
            return None;
        };
        let month = month(word)?;
        self.rest = rest;
        self.sign('.');
        Some(month)
    }

    fn number(&mut self) -> Option<String> {
        let [Token::Number(number), rest @ ..] = self.rest else {
            return None;
        };
        self.rest = rest;
        Some(number.clone())
    }

    fn two_digits(&mut self) -> Option<i8> {
        let [Token::Number(number), ..] = self.rest else { return None };
        if number.len() != 2 {
            return None;
        }
        self.number()?.parse().ok()
    }

    fn sign(&mut self, wanted: char) -> bool {
        let found = matches!(self.rest, [Token::Sign(sign), ..] if *sign == wanted);
        self.rest = &self.rest[usize::from(found)..];
        found
    }

    fn word_of(&mut self, words: &[&str]) -> bool {
        let found = matches!(self.rest, [Token::Word(word), ..] if words.contains(&word.as_str()));
        self.rest = &self.rest[usize::from(found)..];
        found
    }
}

/// The month of a name or of its clear beginning.
fn month(word: &str) -> Option<i8> {
    let is = |names: &[&str; 2]| names.iter().any(|name| word.len() >= 3 && name.starts_with(word));
    let mut found = (1..).zip(&MONTHS).filter(|(_, names)| is(names)).map(|(number, _)| number);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// A date of a year in which somebody may have kept an agenda.
fn date(year: &str, month: i8, day: &str) -> Result<Date, MomentFault> {
    let year: i16 = year.parse().map_err(|_| MomentFault::NotATime)?;
    let day: i8 = day.parse().map_err(|_| MomentFault::NotATime)?;
    if !(1990..=2100).contains(&year) {
        return Err(MomentFault::NotATime);
    }
    Date::new(year, month, day).map_err(|_| MomentFault::NotATime)
}

/// How far ahead an appointment can be believed.
pub(super) const FARTHEST: SignedDuration = SignedDuration::from_hours(24 * 366 * 10);

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn moments_as_people_and_programs_write_them() {
        let afternoon = "2026-03-03T14:30:00+01:00";
        for (text, expected) in [
            ("2026-03-03 02:30 pm", afternoon),
            ("2026-03-03 2:30 PM", afternoon),
            ("2026-03-03 14:30", afternoon),
            ("2026-03-03 14:30:00", afternoon),
            ("2026-03-03T14:30:00", afternoon),
            ("2026-03-03T14:30:00.000", afternoon),
            ("2026-03-03T13:30:00Z", afternoon),
            ("2026-03-03T13:30:00.000Z", afternoon),
            ("2026-03-03 14:30:00+01:00", afternoon),
            ("March 3, 2026 2:30 pm", afternoon),
            ("March 3, 2026 2:30pm", afternoon),
            ("Mar 3, 2026, 2:30\u{202f}PM", afternoon),
            ("Tue, Mar 3rd, 2026 at 2:30 p.m.", afternoon),
            ("mar. 3 mars 2026 à 14h30", afternoon),
            ("3 mars 2026 14:30", afternoon),
            ("mardi 3 mars 2026 à 14:30", afternoon),
            ("03.03.2026 14:30", afternoon),
            ("03/03/2026 14:30", afternoon),
            ("1er août 2026 9h", "2026-08-01T09:00:00+02:00"),
            ("1 févr. 2026 09:05", "2026-02-01T09:05:00+01:00"),
            ("25/03/2026 12:00 am", "2026-03-25T00:00:00+01:00"),
            ("03/25/2026 12:15 pm", "2026-03-25T12:15:00+01:00"),
            ("2026-03-03 9am", "2026-03-03T09:00:00+01:00"),
            ("2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00Z"),
        ] {
            assert_eq!(read(text, &paris(), None), Ok(expected.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_said_so() {
        use MomentFault::{DayOrMonth, NotATime, Skipped, Twice};
        for (text, fault) in [
            ("", NotATime),
            ("2026-03-03", NotATime),
            ("14:30", NotATime),
            ("tomorrow", NotATime),
            ("2026-02-30 14:30", NotATime),
            ("2026-13-01 14:30", NotATime),
            ("2026-03-03 25:00", NotATime),
            ("2026-03-03 14:30 pm", NotATime),
            ("2026-03-03 14:3", NotATime),
            ("2026-03-03 14:30 CET", NotATime),
            ("03/03/26 14:30", NotATime),
            ("0206-03-03 14:30", NotATime),
            ("9999-01-01T00:00:00Z", NotATime),
            ("3 jui 2026 14:30", NotATime),
            ("2026-03/03 14:30", NotATime),
            ("03/04/2026 14:30", DayOrMonth),
            ("2026-03-29 02:30", Skipped),
            ("2026-10-25 02:30", Twice),
        ] {
            assert_eq!(read(text, &paris(), None), Err(fault), "{text}");
        }
        let long = "1".repeat(10_000);
        assert_eq!(read(&long, &paris(), None), Err(NotATime));
    }

    #[test]
    fn who_says_the_order_is_believed() {
        for (order, expected) in [
            (DateOrder::DayFirst, "2026-04-03T14:30:00+02:00"),
            (DateOrder::MonthFirst, "2026-03-04T14:30:00+01:00"),
        ] {
            assert_eq!(read("03/04/2026 14:30", &paris(), Some(order)), Ok(expected.parse().unwrap()));
        }
    }
}
