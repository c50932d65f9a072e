//! The trade: what may happen to an appointment, and what follows.
//!
//! Everything here is a pure function over plain data. `now` and new ids are arguments; nothing reads a clock, a database or the network.

pub mod absence;
pub mod agenda;
pub mod appointment;
pub mod enquiry;
pub mod ids;
pub mod messages;
pub mod notice;
pub mod people;
pub mod policy;
pub mod reliability;
pub mod series;
pub mod service;
