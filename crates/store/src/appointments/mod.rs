//! Appointments: questions about them, and decisions applied to them.

mod apply;
mod history;
mod insert;
mod questions;
mod rows;

pub use apply::{Applied, Link};
pub use history::HistoryRow;
pub use questions::{AppointmentFilter, DayEntry, Stored};

/// Every statement about appointments.
pub(crate) fn statements() -> Vec<crate::Statement> {
    let fixed = [
        apply::STATEMENTS,
        history::STATEMENTS,
        insert::STATEMENTS,
        questions::STATEMENTS,
    ]
    .concat();
    fixed.into_iter().chain(insert::made_statements()).collect()
}
