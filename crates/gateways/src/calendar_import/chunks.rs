//! A calendar file cut into its events, with the lines they stand on.

use super::Malformed;

/// The events of one file that we look at; more is no calendar of one person.
const MOST_EVENTS: usize = 100_000;

/// One event as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Line of `BEGIN:VEVENT`.
    pub(super) line: usize,
    /// Its content lines, unfolded, each with the line it begins on.
    pub(super) lines: Vec<(usize, String)>,
}

impl Chunk {
    /// The line of a property of the event itself, or of the event when it has none.
    pub(super) fn line_of(&self, property: &str) -> usize {
        self.values(property).next().map_or(self.line, |(line, _)| line)
    }

    /// Everything behind the name of a property: parameters and value, as they stand. Alarms inside the event are passed over.
    pub(super) fn values<'a>(&'a self, property: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        let mut depth = 0_u32;
        let own = self.lines.iter().filter(move |(_, text)| {
            depth = (depth + u32::from(is_tag(text, "BEGIN"))).saturating_sub(u32::from(is_tag(text, "END")));
            depth == 0
        });
        own.filter_map(move |(line, text)| Some((*line, behind(text, property)?)))
    }

    /// The event as a file of its own.
    pub(super) fn as_file(&self) -> String {
        let inner: String = self.lines.iter().map(|(_, text)| format!("{text}\r\n")).collect();
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{inner}END:VEVENT\r\nEND:VCALENDAR\r\n")
    }
}

/// The events of a file, and what is wrong with its outline.
pub(super) fn of(file: &str) -> (Vec<Chunk>, Vec<Malformed>) {
    let mut chunks = Vec::new();
    let mut malformed = Vec::new();
    let mut open: Option<Chunk> = None;
    let mut is_calendar = false;
    for (line, text) in unfolded(file) {
        is_calendar |= text.eq_ignore_ascii_case("BEGIN:VCALENDAR");
        if text.eq_ignore_ascii_case("BEGIN:VEVENT") {
            malformed.extend(open.replace(Chunk { line, lines: Vec::new() }).map(never_ended));
        } else if text.eq_ignore_ascii_case("END:VEVENT") {
            chunks.extend(open.take());
        } else if let Some(chunk) = &mut open {
            chunk.lines.push((line, text));
        }
    }
    malformed.extend(open.map(never_ended));
    if !is_calendar {
        malformed.push(Malformed {
            line: 1,
            why: "this is not a calendar file: it has no BEGIN:VCALENDAR".into(),
        });
    }
    if chunks.len() > MOST_EVENTS {
        malformed.push(Malformed {
            line: chunks[MOST_EVENTS].line,
            why: format!("only the first {MOST_EVENTS} events were read"),
        });
        chunks.truncate(MOST_EVENTS);
    }
    (chunks, malformed)
}

fn never_ended(chunk: Chunk) -> Malformed {
    Malformed {
        line: chunk.line,
        why: "this event has no END:VEVENT".into(),
    }
}

/// Content lines with folding undone; a continuation begins with a space or a tab (RFC 5545, 3.1).
fn unfolded(file: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, text) in file.trim_start_matches('\u{feff}').split('\n').enumerate() {
        let text = text.strip_suffix('\r').unwrap_or(text);
        match (text.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((index + 1, text.trim_end().to_owned())),
        }
    }
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

fn behind<'a>(text: &'a str, property: &str) -> Option<&'a str> {
    let name = text.get(..property.len())?;
    let rest = text.get(property.len()..)?;
    (name.eq_ignore_ascii_case(property) && rest.starts_with([':', ';'])).then_some(rest)
}

fn is_tag(text: &str, tag: &str) -> bool {
    behind(text, tag).is_some()
}
