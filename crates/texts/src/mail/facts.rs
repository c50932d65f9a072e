//! What a letter may tell.

use std::collections::BTreeMap;

use domain::appointment::{Reason, Role, Side};
use domain::messages::{MessageKind, Recipient};
use domain::notice::When;
use domain::people::{Contact, Language};
use domain::service::Price;
use jiff::Timestamp;

use crate::speech::Speech;
use crate::{because, dates};

/// The longest text of somebody that a letter carries, in characters; the pages take less.
const LONGEST_TEXT: usize = 5_000;

/// How many dates of a series a letter names.
const DATES_SHOWN: usize = 12;

/// Everything about one message to one person.
#[derive(Debug, Clone)]
pub struct MessageFacts {
    /// What it is about.
    pub kind: MessageKind,
    /// Who reads it.
    pub to: Recipient,
    /// In which language.
    pub language: Language,
    /// Name of the network.
    pub network: String,
    /// Name of the practitioner.
    pub practitioner: String,
    /// Name of the business; not repeated when it is the practitioner's.
    pub business: String,
    /// Who answers questions, by the policy's `reply_to`.
    pub contact: Contact,
    /// Where it takes place.
    pub place: PlaceFacts,
    /// Name of the service.
    pub service: String,
    /// Length in elapsed minutes.
    pub duration_minutes: u16,
    /// The price agreed; nothing is said about zero.
    pub price: Price,
    /// When it takes place, or would have.
    pub when: When,
    /// The start before a move.
    pub old_start: Option<Timestamp>,
    /// Until when a request, or a proposed move, waits.
    pub answer_by: Option<Timestamp>,
    /// The other starts that are or were proposed, in order.
    pub proposed: Vec<Timestamp>,
    /// The client: name, e-mail address, telephone number. Only the practitioner reads the last two.
    pub client: Contact,
    /// Who acted and for whom.
    pub acted: Acted,
    /// The reason given, told to the practitioner only.
    pub reason: Option<Reason>,
    /// What was written to the other side with this change, empty for nothing.
    pub message: String,
    /// What the client wrote when booking, empty for nothing.
    pub note: String,
    /// What is told of its series, for messages about one.
    pub series: Option<SeriesFacts>,
    /// The sentence of the terms; see [`crate::terms::policy_sentence_in`].
    pub policy: String,
    /// Where the button leads: the personal link for a client, the console for a practitioner.
    pub link: String,
}

/// What a letter tells of a series.
#[derive(Debug, Clone, Default)]
pub struct SeriesFacts {
    /// Its rule in words; see [`crate::series::rule`].
    pub rule: String,
    /// The appointments that are to come, in order.
    pub to_come: Vec<Timestamp>,
    /// Those that ended with this message.
    pub ended: Vec<Timestamp>,
    /// Dates left out because they could not be had.
    pub skipped: Vec<Timestamp>,
}

/// Where an appointment takes place.
#[derive(Debug, Clone, Default)]
pub struct PlaceFacts {
    /// Name of the room or the salon; may be empty.
    pub name: String,
    /// Address on one line; may be empty.
    pub address: String,
    /// Door code, floor, intercom; may be empty.
    pub access_notes: String,
}

/// Who clicked, and who wanted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acted {
    /// In what capacity somebody clicked.
    pub clicked_by: Role,
    /// Who wanted it (TRW-02).
    pub asked_by: Side,
}

/// The facts as words, by the names that letters use.
pub(super) type Words = BTreeMap<&'static str, String>;

impl MessageFacts {
    pub(super) fn words(&self) -> Words {
        let people = self.words_of_people();
        let times = self.words_of_times();
        let rest = [
            ("place", lines(&[&self.place.name, &self.place.address])),
            ("access", paragraph(&self.place.access_notes)),
            ("service", line(&self.service)),
            ("price", self.price_if_any()),
            ("by", self.acted.clicked_by.code().to_owned()),
            ("asked_by", self.acted.asked_by.code().to_owned()),
            (
                "reason",
                self.reason
                    .map(|reason| because::reason(self.speech(), reason))
                    .unwrap_or_default(),
            ),
            ("message", paragraph(&self.message)),
            ("note", paragraph(&self.note)),
            ("policy", paragraph(&self.policy)),
        ];
        people
            .into_iter()
            .chain(times)
            .chain(rest)
            .chain(self.words_of_series())
            .collect()
    }

    pub(super) fn speech(&self) -> Speech {
        Speech::new(self.language)
    }

    fn words_of_people(&self) -> [(&'static str, String); 8] {
        let optional = |text: &Option<String>| text.as_deref().map(line).unwrap_or_default();
        [
            ("network", line(&self.network)),
            ("practitioner", line(&self.practitioner)),
            ("business", line(&self.business)),
            ("contact_name", line(&self.contact.name)),
            ("contact_phone", optional(&self.contact.phone)),
            ("client", line(&self.client.name)),
            ("client_phone", optional(&self.client.phone)),
            ("client_email", optional(&self.client.email)),
        ]
    }

    fn words_of_times(&self) -> [(&'static str, String); 7] {
        let (speech, zone, start) = (self.speech(), &self.when.zone, self.when.start);
        let named = |at: Timestamp| dates::moment_long_named(speech, at, zone);
        [
            ("when", named(start)),
            ("old_when", self.old_start.map(named).unwrap_or_default()),
            ("answer_by", self.answer_by.map(named).unwrap_or_default()),
            (
                "proposed",
                self.proposed.iter().map(|at| named(*at)).collect::<Vec<_>>().join("\n"),
            ),
            ("day", dates::day(speech, start, zone)),
            ("time", dates::time(speech, start, zone)),
            ("duration", dates::minutes(speech, i64::from(self.duration_minutes))),
        ]
    }

    fn words_of_series(&self) -> [(&'static str, String); 4] {
        let series = self.series.clone().unwrap_or_default();
        [
            ("rule", line(&series.rule)),
            ("dates", self.dates(&series.to_come)),
            ("ended", self.dates(&series.ended)),
            ("skipped", self.dates(&series.skipped)),
        ]
    }

    /// One date a line, the far ones counted.
    fn dates(&self, starts: &[Timestamp]) -> String {
        let (speech, zone) = (self.speech(), &self.when.zone);
        let shown = starts
            .iter()
            .take(DATES_SHOWN)
            .map(|at| dates::moment_long(speech, *at, zone));
        let mut dates: Vec<String> = shown.collect();
        let more = i64::try_from(starts.len().saturating_sub(DATES_SHOWN)).unwrap_or(i64::MAX);
        if more > 0 {
            dates.push(speech.with_number("series-dates-more", "count", more));
        }
        dates.join("\n")
    }

    fn price_if_any(&self) -> String {
        if self.price.minor == 0 {
            String::new()
        } else {
            dates::money(self.speech(), &self.price)
        }
    }
}

/// A text of one line: whatever would break a line or a header, or turn the direction of reading, becomes a space (S10).
pub(super) fn line(text: &str) -> String {
    let plain: String = text
        .chars()
        .take(LONGEST_TEXT)
        .map(|sign| if breaks_a_line(sign) { ' ' } else { sign })
        .collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text of several lines, separated by LF.
pub(super) fn paragraph(text: &str) -> String {
    let unix = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    let kept: Vec<String> = unix.lines().map(line).collect();
    lines(&kept.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The lines that are not empty.
fn lines(parts: &[&str]) -> String {
    parts
        .iter()
        .map(|part| line(part))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn breaks_a_line(sign: char) -> bool {
    let turns_direction = matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    sign.is_control() || turns_direction || matches!(sign, '\u{2028}' | '\u{2029}')
}
