//! What the pages show: one struct per page, beside the template that draws it.
//!
//! These structs carry words that are ready to be read: dates, prices and names are formatted by the handlers, in the
//! reader's language, before they come here. Nothing in this folder knows the trade, the store or the clock, so that
//! a page can be looked at with made-up data and a rule can change without a template.

pub mod absence;
pub mod booking;
pub mod console;
pub mod demo;
pub mod enquiry;
mod icon;
pub mod manage;
pub mod move_proposal;
pub mod networks;
pub mod notice_line;
pub mod operator;
pub mod parts;
pub mod problem;
pub mod reliability;
pub mod series;
pub mod settings;
pub mod week;
pub mod wizard;

#[cfg(test)]
mod preview;
#[cfg(test)]
mod samples;

use rust_embed::RustEmbed;

/// The style sheets, the typeface and the icon, as `web/build.mjs` left them in `web/dist`.
///
/// A checkout where the styles were not built yet still compiles; its pages then come without style.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
pub struct Assets;

/// The address of an asset: `/assets/app.css?v=1f0c9a2b`.
///
/// The content's hash is in the address, so that the answer may be cached for a year. An asset that was not built
/// keeps its plain address, and the page stays readable.
#[must_use]
pub fn asset(name: &str) -> String {
    match Assets::get(name) {
        Some(file) => format!("/assets/{name}?v={}", short_hash(&file.metadata.sha256_hash())),
        None => format!("/assets/{name}"),
    }
}

fn short_hash(hash: &[u8; 32]) -> String {
    hash[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}
