//! The API as programs meet it: requests against the whole router, in this process, on SQLite, with a clock that tests move.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, and so may what it is made of"
)]

mod agenda;
mod booking;
mod call;
mod catalogue;
mod changes;
mod document;
mod enquiries;
mod list;
mod move_proposals;
mod network;
mod once;
mod ranking;
mod refusals;
mod rights;
mod series;
