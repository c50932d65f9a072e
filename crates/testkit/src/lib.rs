//! A small real world for tests: a PostgreSQL cluster, an SMTP server and a calendar reader that are not ours.
//!
//! Everything here is a real process of somebody else's making, started by the tests themselves. `make setup` installs what is needed.

pub mod calendar;
pub mod postgres;
mod python;
pub mod smtp;
#[cfg(feature = "world")]
pub mod world;
