//! What people read: sentences in their language, dates of a place, reasons of decisions, bodies of messages.
//!
//! Everything comes from `locales/`, which is compiled into the binary. Nothing here knows a clock, a database or the network.

pub mod because;
pub mod dates;
pub mod enquiry;
pub mod following;
pub mod mail;
pub mod series;
mod speech;
pub mod statement;
pub mod terms;
mod typography;

pub use domain::people::Language;
pub use speech::{Speech, Value};
