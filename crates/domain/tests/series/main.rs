//! Series: when they take place, what stands against them, and what a change or an end does to their appointments.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

mod build;
mod changes;
mod plans;
mod rules;
mod stops;
