//! One row of a vendor's table, understood.

use std::collections::HashMap;

use domain::appointment::{Recorded, Side};
use domain::ids::ClientId;
use domain::people::{Client, Practitioner};
use domain::service::Price;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::columns::Column;
use super::moment::{self, FARTHEST};
use super::sheet::Line;
use super::why::shortened;
use super::{Incoming, TableImport, Why, digest, kept_id};
use crate::catalogue::{Offering, Snapshot};
use crate::fields::Fields;
use crate::{Failure, FieldFault};

/// Everything that is the same for all rows.
pub(super) struct Rows<'a> {
    pub(super) wish: &'a TableImport,
    pub(super) snapshot: &'a Snapshot,
    pub(super) headers: &'a [String],
    pub(super) columns: Vec<Column>,
    pub(super) now: Timestamp,
}

/// One row with what is wrong with it so far.
struct Row<'a> {
    rows: &'a Rows<'a>,
    cells: &'a [String],
    wrong: Vec<Why>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(wish: &'a TableImport, snapshot: &'a Snapshot, headers: &'a [String], now: Timestamp) -> Self {
        let columns = headers.iter().map(|heading| wish.format.column(heading)).collect();
        Rows {
            wish,
            snapshot,
            headers,
            columns,
            now,
        }
    }

    /// The columns that are needed and missing.
    pub(super) fn missing(&self) -> Option<Why> {
        let is_there = |any: &[Column]| any.iter().any(|column| self.columns.contains(column));
        let missing: Vec<&str> = self
            .wish
            .format
            .needed()
            .iter()
            .filter(|(any, _)| !is_there(any))
            .map(|(_, heading)| *heading)
            .collect();
        (!missing.is_empty()).then(|| Why::NoColumns {
            columns: missing.join(", "),
        })
    }

    /// The headings of what is left out, because the client would read what was not meant for the client.
    pub(super) fn left_out(&self) -> Vec<String> {
        let left_out = |column: &Column| *column == Column::ForThePractice && !self.wish.practice_notes;
        let headings = self.headers.iter().zip(&self.columns).filter(|(_, column)| left_out(column));
        headings.map(|(heading, _)| heading.clone()).collect()
    }

    /// Understands a row.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(super) fn read(&self, line: &Line) -> Result<Incoming, Vec<Why>> {
        if line.cells.iter().skip(self.headers.len()).any(|cell| !cell.trim().is_empty()) {
            return Err(vec![Why::TooManyCells]);
        }
        let mut row = Row {
            rows: self,
            cells: &line.cells,
            wrong: Vec::new(),
        };
        let incoming = row.incoming();
        match incoming {
            Some(incoming) if row.wrong.is_empty() => Ok(incoming),
            _ => Err(row.wrong),
        }
    }
}

impl<'a> Row<'a> {
    fn incoming(&mut self) -> Option<Incoming> {
        let client = self.client();
        let note = self.note();
        let offering = self.offering();
        let practitioner = offering.map(|offering| offering.practitioner);
        let recorded = self.recorded(&client, practitioner);
        let zone = self.zone(offering);
        let (start, end) = self.span(offering, &zone)?;
        let offering = offering?;
        Some(Incoming {
            source_id: self.source_id(&client, start),
            practitioner: offering.practitioner.id,
            service: offering.service.id,
            place: offering.place.id,
            price: self.price(&offering.service.price),
            booked_at: moment::read(self.text(Column::BookedAt), &zone, self.rows.wish.dates).ok(),
            client,
            start,
            end,
            recorded,
            note,
        })
    }

    fn offering(&mut self) -> Option<Offering<'a>> {
        let (names, snapshot) = (&self.rows.wish.names, self.rows.snapshot);
        let (name, email) = (self.text(Column::Practitioner), self.text(Column::PractitionerEmail));
        let practitioner = self.noted(names.practitioner(snapshot, name, email))?;
        let service = self.filled(Column::Service)?;
        self.noted(names.service(snapshot, practitioner.id, service))
    }

    /// The zone that was asked for, or that of the place; a row without a place is wrong already, and its times are read to say all at once.
    fn zone(&self, offering: Option<Offering<'_>>) -> TimeZone {
        let of_place = || offering.map_or(&self.rows.snapshot.network().zone, |offering| &offering.place.zone);
        self.rows.wish.zone.as_ref().unwrap_or_else(of_place).clone()
    }

    fn span(&mut self, offering: Option<Offering<'_>>, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        self.filled(Column::Start)?;
        let start = self.moment(Column::Start, zone);
        let end = match self.text(Column::End) {
            "" => start.zip(offering).map(|(start, offering)| {
                let length = SignedDuration::from_mins(i64::from(offering.service.duration_minutes));
                start.saturating_add(length).unwrap_or(Timestamp::MAX)
            }),
            _ => self.moment(Column::End, zone),
        };
        if start.is_some_and(|start| start.duration_since(self.rows.now) > FARTHEST) {
            self.wrong.push(Why::TooFar);
        }
        start.zip(end)
    }

    fn moment(&mut self, column: Column, zone: &TimeZone) -> Option<Timestamp> {
        let text = self.text(column);
        let read = moment::read(text, zone, self.rows.wish.dates);
        let heading = self.heading(column);
        self.noted(read.map_err(|fault| Why::of_moment(fault, &heading, text)))
    }

    fn client(&mut self) -> Client {
        let (first, last) = (self.text(Column::FirstName), self.text(Column::LastName));
        let name = match self.text(Column::Name) {
            "" => format!("{first} {last}"),
            name => name.to_owned(),
        };
        let mut fields = Fields::default();
        let name = fields.name("name", &name);
        let email = fields.email("email", self.text(Column::Email));
        let phone = fields.phone("phone", self.text(Column::Phone));
        self.note_faults(fields);
        Client {
            id: ClientId(Uuid::nil()),
            name,
            email,
            phone,
            language: self.rows.snapshot.network().language,
        }
    }

    fn note_faults(&mut self, fields: Fields) {
        let Err(Failure::Invalid(faults)) = fields.finish() else {
            return;
        };
        for FieldFault { field, code, limit } in faults {
            let column = match field {
                "name" => self.heading_of(&[Column::Name, Column::FirstName, Column::LastName]),
                "email" => self.heading(Column::Email),
                "phone" => self.heading(Column::Phone),
                "message" => self.heading(Column::CancelReason),
                // The note is put together from several columns.
                _ => self.heading_of(&[Column::ForTheClient, Column::Answer(1)]),
            };
            self.wrong.push(Why::Cell { column, code, limit });
        }
    }

    /// What the client said: answers with their questions, and the columns that we do not know.
    fn note(&mut self) -> String {
        let mut questions = HashMap::new();
        let mut lines = Vec::new();
        let with_practice = self.rows.wish.practice_notes;
        for ((column, heading), cell) in self.rows.columns.iter().zip(self.rows.headers).zip(self.cells) {
            let cell = cell.trim();
            match column {
                Column::Question(number) => {
                    questions.insert(*number, cell);
                }
                Column::Answer(number) if !cell.is_empty() => {
                    let question = questions.get(number).filter(|question| !question.is_empty());
                    lines.push(question.map_or_else(|| cell.to_owned(), |question| said(question, cell)));
                }
                Column::ForTheClient if !cell.is_empty() => lines.push(said(heading, cell)),
                Column::ForThePractice if with_practice && !cell.is_empty() => lines.push(said(heading, cell)),
                _ => {}
            }
        }
        let mut fields = Fields::default();
        let note = fields.text("note", &lines.join("\n"));
        self.note_faults(fields);
        note
    }

    fn recorded(&mut self, client: &Client, practitioner: Option<&Practitioner>) -> Recorded {
        let (cancelled, no_show) = (self.is_yes(Column::Cancelled), self.is_yes(Column::NoShow));
        if cancelled {
            let mut fields = Fields::default();
            let why = fields.text("message", self.text(Column::CancelReason));
            self.note_faults(fields);
            return Recorded::Cancelled {
                asked_by: self.canceller(client, practitioner),
                why,
            };
        }
        if no_show { Recorded::NoShow } else { Recorded::Nothing }
    }

    /// Who cancelled, by name or address. Nobody's record shall suffer from what we do not know, so in doubt it was the business.
    fn canceller(&self, client: &Client, practitioner: Option<&Practitioner>) -> Side {
        let by = self.text(Column::CancelledBy).to_lowercase();
        let is = |name: &str| !name.is_empty() && name.trim().to_lowercase() == by;
        let of_practice = practitioner.is_some_and(|p| is(&p.name)) || is(self.text(Column::Practitioner));
        let of_client =
            is(&client.name) || client.email.as_deref().is_some_and(is) || ["invitee", "client"].contains(&by.as_str());
        if of_client && !of_practice {
            Side::Client
        } else {
            Side::Business
        }
    }

    fn price(&mut self, ours: &Price) -> Option<Price> {
        let text = self.text(Column::Price);
        if text.is_empty() {
            return None;
        }
        let currency = match self.text(Column::Currency) {
            "" => ours.currency.clone(),
            currency => currency.to_uppercase(),
        };
        let price = amount(text, &currency).map(|minor| Price { minor, currency });
        let wrong = || Why::NotAnAmount {
            column: self.heading(Column::Price),
            text: shortened(text),
        };
        let price = price.ok_or_else(wrong);
        self.noted(price)
    }

    fn is_yes(&mut self, column: Column) -> bool {
        let text = self.text(column);
        let answer = match text.to_lowercase().as_str() {
            "" | "no" | "non" | "n" | "false" | "faux" | "0" => Ok(false),
            "yes" | "oui" | "y" | "o" | "true" | "vrai" | "1" => Ok(true),
            _ => Err(Why::NotYesOrNo {
                column: self.heading(column),
                text: shortened(text),
            }),
        };
        self.noted(answer).unwrap_or(false)
    }

    /// What the other system calls the appointment; without an id, what makes it this one.
    fn source_id(&self, client: &Client, start: Timestamp) -> String {
        let email = client.email.as_deref().unwrap_or_default().to_lowercase();
        match (self.text(Column::Id), self.text(Column::EventId)) {
            ("", "") => {
                let (practitioner, service) = (self.text(Column::Practitioner), self.text(Column::Service));
                format!(
                    "row-{}",
                    digest(&[&start.to_string(), &client.name, &email, practitioner, service])
                )
            }
            ("", event) => kept_id(&format!("{event}/{email}")),
            (id, _) => kept_id(id),
        }
    }

    /// The cell of a column, trimmed; empty when there is none.
    fn text(&self, column: Column) -> &'a str {
        let at = self.rows.columns.iter().position(|found| *found == column);
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    fn filled(&mut self, column: Column) -> Option<&'a str> {
        match self.text(column) {
            "" => {
                self.wrong.push(Why::Empty {
                    column: self.heading(column),
                });
                None
            }
            text => Some(text),
        }
    }

    fn noted<T>(&mut self, result: Result<T, Why>) -> Option<T> {
        result.map_err(|why| self.wrong.push(why)).ok()
    }

    fn heading(&self, column: Column) -> String {
        self.heading_of(&[column])
    }

    /// The heading of the first of these columns that is there.
    fn heading_of(&self, columns: &[Column]) -> String {
        let at = columns
            .iter()
            .find_map(|column| self.rows.columns.iter().position(|found| found == column));
        at.map(|at| self.rows.headers[at].clone()).unwrap_or_default()
    }
}

/// A question keeps its mark; anything else gets a colon before what was said.
fn said(heading: &str, cell: &str) -> String {
    let heading = heading.trim().trim_end_matches(':').trim_end();
    if heading.ends_with('?') {
        format!("{heading} {cell}")
    } else {
        format!("{heading}: {cell}")
    }
}

/// Currencies whose smallest unit is not a hundredth (ISO 4217); the others have two decimals.
const OTHER_DECIMALS: [(&str, usize); 9] = [
    ("JPY", 0),
    ("KRW", 0),
    ("VND", 0),
    ("CLP", 0),
    ("XAF", 0),
    ("XOF", 0),
    ("XPF", 0),
    ("KWD", 3),
    ("TND", 3),
];

/// The minor units of an amount such as `60`, `60.00`, `60,00 €` or `$1,200.50`.
fn amount(text: &str, currency: &str) -> Option<i64> {
    let decimals = OTHER_DECIMALS
        .iter()
        .find(|(code, _)| *code == currency)
        .map_or(2, |(_, decimals)| *decimals);
    let is_known = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    let bare: String = text
        .chars()
        .filter(|sign| !sign.is_whitespace() && !"€$£".contains(*sign))
        .collect();
    let bare = bare.strip_suffix(currency).or(bare.strip_prefix(currency)).unwrap_or(&bare);
    let (whole, fraction) = match bare.rfind([',', '.']) {
        // Three digits behind the only sign are thousands, unless the currency has three decimals.
        Some(at) if bare.len() - at - 1 <= decimals.max(2) && decimals != 0 => (&bare[..at], &bare[at + 1..]),
        _ => (bare, ""),
    };
    let whole = whole.replace([',', '.'], "");
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_known || whole.is_empty() || whole.len() > 9 || fraction.len() > decimals || !is_digits(&whole) || !is_digits(fraction)
    {
        return None;
    }
    format!("{whole}{fraction:0<decimals$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn amounts_in_minor_units() {
        for (text, currency, expected) in [
            ("60", "EUR", Some(6000)),
            ("60.00", "EUR", Some(6000)),
            ("60,5", "EUR", Some(6050)),
            ("60,00 €", "EUR", Some(6000)),
            ("$1,200.50", "USD", Some(120_050)),
            ("1 200,50", "EUR", Some(120_050)),
            ("1.200", "EUR", Some(120_000)),
            ("60 EUR", "EUR", Some(6000)),
            ("0", "EUR", Some(0)),
            ("7000", "XPF", Some(7000)),
            ("7,000", "XPF", Some(7000)),
            ("12.345", "TND", Some(12_345)),
            ("-5", "EUR", None),
            ("free", "EUR", None),
            ("60", "euros", None),
            ("", "EUR", None),
            (".", "EUR", None),
            ("9999999999999999999999", "EUR", None),
        ] {
            assert_eq!(amount(text, currency), expected, "{text} {currency}");
        }
    }
}
