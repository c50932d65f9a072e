//! HTTP: the pages for people, the API for programs.

pub mod view;
