//! Importing a vendor's table.

use domain::appointment::Actor;
use domain::ids::NetworkId;
use jiff::tz::TimeZone;

use super::row::Rows;
use super::sheet::{self, Line, Sheet};
use super::write::Writing;
use super::{DateOrder, Format, ImportReport, Incoming, NameMap, RowReport, Verdict, Why, encoding};
use crate::{App, Failure};

/// How a vendor's table is to be imported.
#[derive(Debug, Clone)]
pub struct TableImport {
    /// Into which network.
    pub network: NetworkId,
    /// Whose table it is.
    pub format: Format,
    /// What its names mean here.
    pub names: NameMap,
    /// The zone of its times; that of the place when left out.
    pub zone: Option<TimeZone>,
    /// Which number of `03/04/2026` is the day; when left out, such rows are asked back.
    pub dates: Option<DateOrder>,
    /// Whether what the practice wrote for itself goes into the note, which the client can read.
    pub practice_notes: bool,
    /// Why appointments are placed over others; when left out, these rows are conflicts (R17).
    pub force: Option<String>,
    /// Whether it is done, or only rehearsed.
    pub apply: bool,
}

/// The largest file that is read, in bytes.
pub(super) const LARGEST: usize = 64 << 20;

impl App {
    /// Imports clients and appointments from a table, or rehearses it. Nobody is sent a message.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a network or for names of ours that do not exist; the store's failures. What is wrong with the file stands
    /// in the report.
    pub async fn import_table(&self, file: &[u8], wish: &TableImport, by: &Actor) -> Result<ImportReport, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        wish.names.check(&snapshot)?;
        if file.len() > LARGEST {
            return Ok(ImportReport::unreadable(Why::TooLarge { limit: LARGEST }));
        }
        let sheet = sheet::read(&encoding::text(file));
        let rows = Rows::new(wish, &snapshot, &sheet.headers, self.clock.now());
        if let Some(missing) = rows.missing() {
            return Ok(ImportReport::unreadable(missing));
        }
        let read: Vec<_> = sheet.lines.iter().map(|line| rows.read(line)).collect();
        let understood: Vec<Incoming> = read.iter().filter_map(|row| row.as_ref().ok().cloned()).collect();
        let writing = Writing {
            snapshot: &snapshot,
            source: wish.format.source(),
            force: wish.force.as_deref(),
            by,
        };
        let decided = self.judged(&writing, &understood, wish.apply).await?;
        let mut report = ImportReport::of(joined(&sheet, read, decided), wish.apply);
        report.left_out = rows.left_out();
        report.delimiter = sheet.delimiter;
        report.headers = sheet.headers;
        Ok(report)
    }

    /// Takes over, or rehearses.
    pub(super) async fn judged(&self, writing: &Writing<'_>, all: &[Incoming], apply: bool) -> Result<Vec<Verdict>, Failure> {
        if apply {
            self.take_over(writing, all).await
        } else {
            self.rehearse(writing, all).await
        }
    }
}

/// The verdicts of what was understood, back in the order of the file with what was not.
fn joined(sheet: &Sheet, read: Vec<Result<Incoming, Vec<Why>>>, decided: Vec<Verdict>) -> Vec<RowReport> {
    let mut decided = decided.into_iter();
    let rows = sheet.lines.iter().zip(read);
    rows.filter_map(|(line, row)| {
        let verdict = match row {
            Ok(_) => decided.next()?,
            Err(wrong) => Verdict::Malformed(wrong),
        };
        Some(reported(line, verdict))
    })
    .collect()
}

/// Only what has to be mended keeps its cells.
fn reported(line: &Line, verdict: Verdict) -> RowReport {
    let is_to_mend = matches!(verdict, Verdict::Conflict(_) | Verdict::Malformed(_));
    let cells = if is_to_mend { line.cells.clone() } else { Vec::new() };
    RowReport {
        line: line.number,
        verdict,
        cells,
    }
}
