//! A table of text: read with the lines its rows stand on, and written again for whoever has to mend some of them.

/// A table with a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) headers: Vec<String>,
    pub(super) lines: Vec<Line>,
    pub(super) delimiter: u8,
}

/// A row and the line of the file on which it begins, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
}

/// The column that we add to what is to be mended, and pass over when it comes back.
pub(super) const PROBLEM: &str = "problem";

/// Reads a table. What separates the cells is what stands most often in the heading: a comma, a semicolon or a tab.
pub(super) fn read(text: &str) -> Sheet {
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut numbers = LineNumbers { text, seen: 0, line: 1 };
    let mut rows = reader.records().flatten().map(|record| {
        let begin = record
            .position()
            .map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let cells = record.iter().map(|cell| without_quote(cell).to_owned()).collect();
        Line {
            number: numbers.at(begin),
            cells,
        }
    });
    let headers = rows.next().map(|row| row.cells).unwrap_or_default();
    let lines = rows
        .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
        .collect();
    Sheet {
        headers: headers.iter().map(|header| header.trim().to_owned()).collect(),
        lines,
        delimiter,
    }
}

fn delimiter(text: &str) -> u8 {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &u8| {
        let mut inside = false;
        let outside = |byte: &u8| {
            inside ^= *byte == b'"';
            !inside && byte == sign
        };
        heading.as_bytes().iter().copied().filter(outside).count()
    };
    // Of equals the last one wins, so the comma stands last.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Counts lines up to positions that never go backwards.
struct LineNumbers<'t> {
    text: &'t str,
    seen: usize,
    line: usize,
}

impl LineNumbers<'_> {
    /// The line of the first thing at or after this position: the reader passes over empty lines and counts them to the row behind them.
    fn at(&mut self, begin: usize) -> usize {
        let bytes = self.text.as_bytes();
        let empty = bytes.iter().skip(begin).take_while(|byte| **byte == b'\n').count();
        let begin = (begin + empty).min(bytes.len());
        self.line += bytes
            .get(self.seen..begin)
            .unwrap_or_default()
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        self.seen = self.seen.max(begin);
        self.line
    }
}

/// Writes a table that a spreadsheet opens with its accents.
pub(super) fn write(headers: &[String], rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in std::iter::once(headers).chain(rows.iter().map(Vec::as_slice)) {
        writer
            .write_record(row.iter().map(|cell| with_quote(cell)))
            .expect("a vector takes every record of a flexible writer");
    }
    let bytes = writer.into_inner().expect("a vector can always be flushed");
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

/// What makes a spreadsheet take a cell for a formula (S12).
fn begins_a_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A plus and digits cannot be computed into anything else, so a telephone number stays as it is.
fn is_number_of_a_telephone(cell: &str) -> bool {
    let digits = cell.strip_prefix('+').unwrap_or_default();
    (6..=24).contains(&digits.len()) && digits.chars().all(|sign| sign.is_ascii_digit() || sign == ' ')
}

/// An apostrophe makes a spreadsheet show a formula instead of running it.
fn with_quote(cell: &str) -> String {
    if begins_a_formula(cell) && !is_number_of_a_telephone(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell as it was before [`with_quote`].
fn without_quote(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_a_formula(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn delimiters_are_found_in_the_heading() {
        for (text, expected) in [
            ("a,b\n1;2,3", b','),
            ("a;b;c,d\n", b';'),
            ("a\tb\n", b'\t'),
            ("\"a;b;c\",d\n", b','),
            ("\n\na;b\n", b';'),
            ("a", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(text), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_know_their_line() {
        let sheet = read("Name,Note\nZoé,\"two\nlines\"\n\n\nLéa,x\n , \nTom,y");
        assert_eq!(sheet.headers, ["Name", "Note"]);
        let told: Vec<_> = sheet.lines.iter().map(|line| (line.number, line.cells[0].as_str())).collect();
        assert_eq!(told, [(2, "Zoé"), (6, "Léa"), (8, "Tom")]);
        assert_eq!(read("").lines, []);
    }

    /// S12: nothing that leaves is a formula, telephone numbers stay usable, and what comes back is what left.
    #[test]
    fn s12_formulas_are_quoted_and_come_back() {
        for (cell, written) in [
            ("Zoé", "Zoé"),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("+33 6 12 34 56 78", "+33 6 12 34 56 78"),
            ("+33612345678", "+33612345678"),
            ("+33-6-12", "'+33-6-12"),
            ("'quoted'", "'quoted'"),
        ] {
            assert_eq!(with_quote(cell), written);
            assert_eq!(without_quote(written), cell);
        }
        let (headers, row) = (cells(&["a", "b;c"]), cells(&["=1+1;\"x\"", "two\nlines"]));
        let back = read(write(&headers, std::slice::from_ref(&row), b';').trim_start_matches('\u{feff}'));
        assert_eq!(
            (back.headers, back.lines[0].cells.clone(), back.delimiter),
            (headers, row, b';')
        );
    }
}
