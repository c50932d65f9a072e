//! What came, or would come, of an import: counted, told, and written down for whoever mends what was left out.

use std::collections::BTreeMap;

use domain::people::Language;
use jiff::civil::Date;
use texts::{Speech, Value, dates};

use super::{Why, sheet};

/// What came of one row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Something new.
    Create,
    /// Something known that ends at another time now.
    Update,
    /// Nothing to do.
    Skip(Why),
    /// Something is in the way.
    Conflict(Why),
    /// It cannot be understood; everything that is wrong with it.
    Malformed(Vec<Why>),
}

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowReport {
    /// Line of the file on which it begins, counted from 1. A repeating event gives several rows on one line.
    pub line: usize,
    /// What came of it.
    pub verdict: Verdict,
    /// Its cells, when somebody has to mend it.
    pub(super) cells: Vec<String>,
}

/// What came, or would come, of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Every row, in the order of the file.
    pub rows: Vec<RowReport>,
    /// Whether it was done, or only rehearsed.
    pub applied: bool,
    /// Headings of columns that were left out, because the client could read them and they were not meant for the client.
    pub left_out: Vec<String>,
    /// Repeating events were followed up to this day; whoever books beyond it needs another import.
    pub followed_until: Option<Date>,
    pub(super) headers: Vec<String>,
    pub(super) delimiter: u8,
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Something new.
    pub create: usize,
    /// Something known that ends at another time now.
    pub update: usize,
    /// Nothing to do.
    pub skip: usize,
    /// Something in the way.
    pub conflict: usize,
    /// Not understood.
    pub malformed: usize,
}

/// How many lines of each list are told; the error file has them all.
const TOLD: usize = 40;

impl ImportReport {
    /// A report about a file that cannot be read as a whole.
    pub(super) fn unreadable(why: Why) -> Self {
        let row = RowReport {
            line: 1,
            verdict: Verdict::Malformed(vec![why]),
            cells: Vec::new(),
        };
        Self::of(vec![row], false)
    }

    pub(super) fn of(rows: Vec<RowReport>, applied: bool) -> Self {
        let headers = vec!["line".to_owned()];
        Self {
            rows,
            applied,
            left_out: Vec::new(),
            followed_until: None,
            headers,
            delimiter: b',',
        }
    }

    /// How many rows came to what.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            *match row.verdict {
                Verdict::Create => &mut counts.create,
                Verdict::Update => &mut counts.update,
                Verdict::Skip(_) => &mut counts.skip,
                Verdict::Conflict(_) => &mut counts.conflict,
                Verdict::Malformed(_) => &mut counts.malformed,
            } += 1;
        }
        counts
    }

    /// The report in sentences, one per line.
    pub fn told(&self, language: Language) -> Vec<String> {
        let speech = Speech::new(language);
        let mut told = vec![self.counted(speech)];
        told.extend(self.skipped(speech));
        told.extend(self.not_imported(speech));
        if !self.left_out.is_empty() {
            let columns = self.left_out.join(", ");
            told.push(speech.with("import-left-out", &[("columns", &columns)]));
        }
        if let Some(day) = self.followed_until {
            told.push(speech.with("import-followed", &[("day", &dates::date_long(speech, day))]));
        }
        told
    }

    fn counted(&self, speech: Speech) -> String {
        let counts = self.counts();
        let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let how = Value::Text(if self.applied { "done" } else { "dry" });
        speech.with_values(
            "import-counts",
            &[
                ("how", how),
                ("create", number(counts.create)),
                ("update", number(counts.update)),
                ("skip", number(counts.skip)),
                ("conflict", number(counts.conflict)),
                ("malformed", number(counts.malformed)),
            ],
        )
    }

    /// Why nothing was done, with how often: nobody needs the lines.
    fn skipped(&self, speech: Speech) -> impl Iterator<Item = String> {
        let mut reasons: BTreeMap<String, i64> = BTreeMap::new();
        for row in &self.rows {
            if let Verdict::Skip(why) = &row.verdict {
                *reasons.entry(why.said(speech)).or_default() += 1;
            }
        }
        reasons.into_iter().map(move |(why, count)| {
            speech.with_values(
                "import-skipped",
                &[("count", Value::Number(count)), ("why", Value::Text(&why))],
            )
        })
    }

    fn not_imported(&self, speech: Speech) -> Vec<String> {
        let problems: Vec<(usize, String)> = self
            .rows
            .iter()
            .filter_map(|row| Some((row.line, row.problem(speech)?)))
            .collect();
        let mut told: Vec<String> = problems
            .iter()
            .take(TOLD)
            .map(|(line, why)| speech.with("import-line", &[("line", &line.to_string()), ("why", why)]))
            .collect();
        if problems.len() > TOLD {
            let rest = i64::try_from(problems.len() - TOLD).unwrap_or(i64::MAX);
            told.push(speech.with_number("import-more-lines", "count", rest));
        }
        told
    }

    /// The rows that were not taken over, as they stood, with a column `problem`: to be mended and imported again. `None` when there are none.
    pub fn error_file(&self, language: Language) -> Option<String> {
        let speech = Speech::new(language);
        let kept: Vec<usize> = (0..self.headers.len())
            .filter(|n| !self.headers[*n].eq_ignore_ascii_case(sheet::PROBLEM))
            .collect();
        let of = |cells: &[String]| {
            kept.iter()
                .map(|n| cells.get(*n).cloned().unwrap_or_default())
                .collect::<Vec<_>>()
        };
        let with = |cells: &[String], last: String| [of(cells), vec![last]].concat();
        let rows: Vec<_> = self
            .rows
            .iter()
            .filter_map(|row| Some(with(&row.cells, row.problem(speech)?)))
            .collect();
        (!rows.is_empty()).then(|| sheet::write(&with(&self.headers, sheet::PROBLEM.to_owned()), &rows, self.delimiter))
    }
}

impl RowReport {
    /// What somebody has to mend before this row can be taken over.
    fn problem(&self, speech: Speech) -> Option<String> {
        match &self.verdict {
            Verdict::Conflict(why) => Some(why.said(speech)),
            Verdict::Malformed(all) => Some(all.iter().map(|why| why.said(speech)).collect::<Vec<_>>().join(" ")),
            _ => None,
        }
    }
}
