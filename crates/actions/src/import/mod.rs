//! Moving in from elsewhere: calendar files as busy time or appointments, and the tables that Calendly and Acuity export.
//!
//! Every import is rehearsed first: what would be created, what is here already, what is in the way, what cannot be understood and on which
//! line. Applied, it takes the same decisions again under the practitioner's lock. A record is known by its id in the other system, so a
//! second run creates nothing. No imported row sends a message, at once or later.

mod calendar;
mod columns;
mod encoding;
mod moment;
mod names;
mod report;
mod row;
mod sheet;
mod table;
mod why;
mod write;

pub use calendar::CalendarImport;
pub use columns::Format;
pub use moment::DateOrder;
pub use names::NameMap;
pub use report::{Counts, ImportReport, RowReport, Verdict};
pub use table::TableImport;
pub use why::Why;

use domain::appointment::Recorded;
use domain::ids::{PlaceId, PractitionerId, ServiceId};
use domain::people::Client;
use domain::service::Price;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// An appointment of another system, understood but not yet decided.
#[derive(Debug, Clone)]
struct Incoming {
    /// What the other system calls it.
    source_id: String,
    practitioner: PractitionerId,
    service: ServiceId,
    place: PlaceId,
    /// Without an id of ours yet.
    client: Client,
    start: Timestamp,
    end: Timestamp,
    recorded: Recorded,
    booked_at: Option<Timestamp>,
    note: String,
    /// What it costs, if the other system says so.
    price: Option<Price>,
}

/// The longest id of another system that is kept as it is; a longer one does not fit into every database's index.
const LONGEST_ID: usize = 200;

/// An id of another system as it is kept.
fn kept_id(id: &str) -> String {
    let fits = id.len() <= LONGEST_ID && !id.chars().any(char::is_control);
    if fits {
        id.to_owned()
    } else {
        format!("sha256-{}", digest(&[id]))
    }
}

/// A digest of texts, each with its length, so that they cannot run into each other.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
