//! What people and the clock do: load the facts, ask the domain for a decision, apply it in one transaction.
//!
//! Pages, the API, the command line and the worker all call these; none of them decides anything itself.

mod absence;
mod agenda;
mod answering;
mod booking;
mod cancellation;
mod catalogue;
mod change;
pub mod clock;
pub mod demo;
mod enquiries;
pub mod entropy;
mod failure;
pub mod fields;
pub mod import;
pub mod links;
mod operators;
mod outcome;
mod policy_changes;
pub mod presets;
mod proposal;
pub(crate) mod reliability;
mod reschedule;
mod series;
mod sign_in;
mod slots;
pub mod worker;

pub use absence::{AbsenceHit, AbsenceOutcome, AbsenceWish, Chosen, Colleague, NewAbsence, WishedChoice};
pub use booking::{Booked, NewBooking, NewClient};
pub use cancellation::CancelWish;
pub use catalogue::{Offering, Snapshot};
pub use change::{Once, Outcome};
pub use enquiries::{
    AcceptancePreview, AskedFor, ConsideredOne, EnquiryPreview, MadeEnquiry, NewEnquiry, Received, asked_services,
};
pub use failure::{ChangedMeanwhile, Failure, FieldFault, Refusal, Refused};
pub use operators::{Audited, OperatorSignedIn};
pub use policy_changes::{PolicyDifference, PolicyInForce, PolicyPreview, PolicyWish, TextLine, differences, text_lines};
pub use proposal::{MoveAnswer, ProposeWish};
pub use reliability::{CaseWish, Contest, DecidedCase, Place};
pub use reschedule::MoveWish;
pub use series::{
    ArrangedSeries, ChangedSeries, SeriesChangePlan, SeriesEndPreview, SeriesEndWish, SeriesMoveWish, SeriesPlan, SeriesWish,
    StoppedSeries,
};
pub use sign_in::SignedIn;
pub use slots::{FreeSlots, SlotQuery};

use std::sync::Arc;

use clock::Clock;
use entropy::Entropy;
use links::Links;
use store::Store;

/// Everything an action needs. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// What is remembered.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Chance.
    pub entropy: Entropy,
    /// Personal links.
    pub links: Links,
    /// Address under which people reach this server, without a slash at the end.
    pub public_url: Arc<str>,
    cache: Arc<catalogue::Cache>,
    passwords: Arc<tokio::sync::Semaphore>,
}

impl App {
    /// An app over a migrated store.
    pub fn new(store: Store, clock: Clock, secret: &[u8], public_url: &str) -> Self {
        App {
            store,
            clock,
            entropy: Entropy,
            links: Links::new(secret),
            public_url: public_url.trim_end_matches('/').into(),
            cache: Arc::default(),
            // Argon2 takes 19 MiB and a core for each password; two at a time leave the machine to the others.
            passwords: Arc::new(tokio::sync::Semaphore::new(2)),
        }
    }

    /// The address of a personal link.
    pub fn link_url(&self, token: &str) -> String {
        format!("{}/r/{token}", self.public_url)
    }
}
