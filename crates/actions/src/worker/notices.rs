//! Letters that are not about one appointment: statements of reasons, cases, enquiries.

use domain::messages::Topic;
use store::MessageRow;

use super::letters::Letter;
use crate::{App, Failure};

/// Writes such a letter, or says why it no longer leaves.
pub(super) async fn write(app: &App, message: &MessageRow, from: &str) -> Result<Result<Letter, &'static str>, Failure> {
    match message.kind.topic() {
        Topic::Enquiry | Topic::Proposal => super::enquiries::write(app, message, from).await,
        Topic::Measure | Topic::Case => super::statements::write(app, message, from).await,
        Topic::Appointment => Ok(Err("not_written")),
    }
}
