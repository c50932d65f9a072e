//! What is remembered: SQLite and PostgreSQL behind one contract that is shaped by the actions and questions of the trade.
//!
//! A question is a method of [`Store`]; a change is a [`Tx`] from [`Store::begin`] that is committed or forgotten. Instants are kept as whole
//! microseconds on both engines. Every statement names the network first, so that no answer crosses it (X1, X2).
//!
//! Where this says more than a reader of the contract may expect:
//! - [`Store::outbox`] continues before a [`domain::ids::MessageId`]; ids grow with time.
//! - [`MessageRow`] has `Option<String>` for each part of what was sent, because nothing is there before that.
//! - [`Tx::apply`] takes `Option<&Link>`; a new appointment without one is an error. It locks the practitioner if the caller did not.
//! - [`Tx::add_absence`] takes the printed id of who entered it; [`Tx::remove_absence`] takes network, practitioner and id.
//! - [`Tx::imported_client`] and [`Tx::imported_appointment`] take the network, the source and the id there.
//! - [`Store::subscribe_changes`] gives a watch channel: `changed().await` returns after any commit that wrote messages.
//! - The practitioner-wide lock is also the place to ask for an idempotent answer: lock, [`Tx::idempotent`], then [`Tx::busy`].

mod accounts;
mod agenda;
mod answers;
mod appointments;
mod audit;
mod catalogue;
mod catalogue_changes;
mod catalogue_rows;
mod clients;
mod columns;
mod engine;
mod enquiries;
mod error;
mod hours;
mod imports;
mod leases;
mod ledger;
mod operators;
mod outbox;
mod policy_versions;
mod ranking;
mod rates;
mod series;
mod simulated_clock;
mod store;
mod terms;
mod tx;
mod writer;

pub use accounts::{Account, ApiKeyRow, SessionRow};
pub use answers::IdempotentAnswer;
pub use appointments::{Applied, AppointmentFilter, DayEntry, HistoryRow, Link, Stored};
pub use audit::AuditRow;
pub use catalogue::{Catalogue, Offer, Revisions};
pub use engine::{Engine, Statement};
pub use enquiries::{EnquiryMessage, StoredEnquiry};
pub use error::StoreError;
pub use hours::{AbsenceRow, Hours};
pub use imports::{BusyBlock, Imported};
pub use leases::{Claimed, SentText};
pub use ledger::{CaseFilter, Notice};
pub use operators::{OperatorAccount, OperatorSession};
pub use outbox::{Attempt, MessageRow, MessageState, QueueDepth};
pub use policy_versions::PolicyVersion;
pub use ranking::{Outcomes, RankingRow};
pub use rates::Rates;
pub use store::Store;
pub use tx::Tx;

/// Every statement of every file.
fn every_statement() -> Vec<Statement> {
    let fixed = [
        accounts::STATEMENTS,
        agenda::STATEMENTS,
        answers::STATEMENTS,
        catalogue::STATEMENTS,
        catalogue_changes::STATEMENTS,
        clients::STATEMENTS,
        enquiries::STATEMENTS,
        hours::STATEMENTS,
        imports::STATEMENTS,
        leases::STATEMENTS,
        outbox::STATEMENTS,
        audit::STATEMENTS,
        operators::STATEMENTS,
        policy_versions::STATEMENTS,
        ranking::STATEMENTS,
        rates::STATEMENTS,
        series::STATEMENTS,
        simulated_clock::STATEMENTS,
        store::STATEMENTS,
        terms::STATEMENTS,
        tx::STATEMENTS,
    ]
    .concat();
    fixed
        .into_iter()
        .chain(ledger::statements())
        .chain(appointments::statements())
        .collect()
}
