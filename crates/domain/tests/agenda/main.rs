//! When a practitioner can be booked: tables for each rule, and random agendas against an oracle that shares no code with the engine.

#![allow(
    clippy::unwrap_used,
    reason = "what tests are built from may stop at the first surprise too"
)]

mod build;
mod clock_changes;
mod hours;
mod oracle;
mod random;
mod rules;
