//! What waits for somebody: open cases, measures in force.

use axum::http::StatusCode;
use store::CaseFilter;

use super::office::Office;
use super::told::{case_row, measure_row};
use crate::pages::frame::page;
use crate::pages::problem::PageResult;
use crate::view::operator::{CasesPage, OperatorHome, OperatorPlace};

/// Measures on the first page; every business shows all of its own.
const SHOWN: usize = 100;

/// `/operator`.
pub(super) async fn show(office: Office) -> PageResult {
    let open = CaseFilter {
        open: true,
        ..CaseFilter::default()
    };
    let mut cases = office.app().store.cases(office.network(), open).await?;
    // What must be decided first stands first.
    cases.sort_by_key(|case| case.answer_by);
    let measures = office.app().store.measures_in_force(office.network(), office.now).await?;
    page(
        StatusCode::OK,
        &OperatorHome {
            t: office.t,
            frame: office.frame(office.t.say("operator-home-title")),
            beside: office.beside(OperatorPlace::Home).await?,
            cases: cases.iter().map(|case| case_row(&office, case)).collect(),
            measures: measures
                .iter()
                .filter_map(|measure| measure_row(&office, measure))
                .take(SHOWN)
                .collect(),
        },
    )
}

/// `/operator/cases`: what is open, and what was decided.
pub(super) async fn cases(office: Office) -> PageResult {
    let mut all = office.app().store.cases(office.network(), CaseFilter::default()).await?;
    all.sort_by_key(|case| case.answer_by);
    let rows: Vec<_> = all.iter().map(|case| case_row(&office, case)).collect();
    let (open, mut decided): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.open);
    decided.reverse();
    page(
        StatusCode::OK,
        &CasesPage {
            t: office.t,
            frame: office.frame(office.t.say("operator-cases-title")),
            beside: office.beside(OperatorPlace::Cases).await?,
            open,
            decided,
        },
    )
}
