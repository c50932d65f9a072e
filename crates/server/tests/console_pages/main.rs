//! The practitioner's console and the demo's pages, asked for as a browser would, over a real store.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

mod absences;
mod adding;
mod answering;
mod browser;
mod cancelling;
mod demo;
mod foreign;
mod move_proposals;
mod moving;
mod proposals;
mod reading;
mod reliability;
mod series;
mod signing_in;
