//! Draws every page.
