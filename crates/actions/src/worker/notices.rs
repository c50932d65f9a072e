//! Letters that are not about one appointment: statements of reasons, cases, enquiries.

use domain::messages::Topic;
use store::MessageRow;

use super::letters::Letter;
use crate::{App, Failure};

/// Writes such a letter, or says why it no longer leaves.
pub(super) async fn write(_app: &App, message: &MessageRow, _from: &str) -> Result<Result<Letter, &'static str>, Failure> {
    match message.kind.topic() {
        Topic::Appointment | Topic::Measure | Topic::Case | Topic::Enquiry | Topic::Proposal => Ok(Err("not_written")),
    }
}
