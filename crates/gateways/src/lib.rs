//! The world outside: mail servers and the calendar files of other programs.
//!
//! Nothing here knows an appointment's rules; what leaves is handed in ready, and what comes in is handed out as plain facts.

pub mod calendar;
pub mod calendar_import;
pub mod mail;
