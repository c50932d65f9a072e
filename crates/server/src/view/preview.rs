//! Draws every page in both languages, checks what holds for all of them, and leaves them in `target/pages-preview`
//! (or in `$PAGES_PREVIEW`) for a person to look at.

use super::samples;
use texts::Speech;

/// The whole of a client's page: document, style sheet and typeface.
const CLIENT_PAGE_BYTES: usize = 60_000;

fn rounds() -> [(&'static str, Speech); 2] {
    [("fr", Speech::FRENCH), ("en", Speech::ENGLISH)]
}

#[test]
fn every_page_says_all_it_has_to_say() {
    for (lang, t) in rounds() {
        for page in samples::all(t) {
            let name = format!("{lang}/{}", page.name);
            let html = &page.html;
            assert!(!html.contains('⟦'), "{name} misses a message: {}", around(html, "⟦"));
            assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{name} says its language");
            assert!(html.contains("<title>") && !html.contains("<title> ·"), "{name} has a title");
            assert_eq!(html.matches("<h1").count(), 1, "{name} has one first heading");
            assert!(html.contains("<main id=\"main\""), "{name} has a place to skip to");
        }
    }
}

#[test]
fn no_page_needs_scripts_or_inline_style() {
    for (lang, t) in rounds() {
        for page in samples::all(t) {
            // A file of our own may add comfort to a page that works without it; nothing stands in the page itself.
            let html = page.html.replace("<script type=\"module\" src=\"/assets/", "");
            for banned in ["<script", " style=", "javascript:", " onclick", "<style"] {
                assert!(!html.contains(banned), "{lang}/{} holds {banned}", page.name);
            }
        }
    }
}

#[test]
fn forms_that_change_something_post() {
    for page in samples::all(Speech::FRENCH) {
        for form in page.html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            // A form that only leads to the next page gets it, and carries no proof into the address.
            let leads_on = form.starts_with(" method=\"get\"") && !form.contains("name=\"proof\"");
            assert!(form.starts_with(" method=\"post\"") || leads_on, "{}: {form}", page.name);
        }
    }
}

#[test]
fn ids_are_used_once() {
    for page in samples::all(Speech::FRENCH) {
        let mut ids: Vec<&str> = page
            .html
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(count, ids.len(), "{} uses an id twice", page.name);
    }
}

#[test]
fn french_signs_stand_after_narrow_spaces() {
    for page in samples::all(Speech::FRENCH) {
        for sign in [" ?", " !", " ;", " :"] {
            assert!(!page.html.contains(sign), "{}: {}", page.name, around(&page.html, sign));
        }
    }
}

#[test]
fn a_client_page_stays_light() {
    let shared: usize = ["app.css", "figtree.woff2", "favicon.svg"]
        .iter()
        .filter_map(|name| super::Assets::get(name))
        .map(|file| file.data.len())
        .sum();
    for page in samples::all(Speech::FRENCH)
        .iter()
        .filter(|page| page.html.contains("<body class=\"client\""))
    {
        let bytes = shared + page.html.len();
        assert!(bytes < CLIENT_PAGE_BYTES, "{} weighs {bytes} bytes", page.name);
    }
}

#[test]
fn pages_are_left_to_be_looked_at() {
    let folder = std::env::var("PAGES_PREVIEW")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/pages-preview").to_owned());
    let assets = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/../../web/dist/");
    for (lang, t) in rounds() {
        std::fs::create_dir_all(format!("{folder}/{lang}")).expect("the preview's folder can be made");
        for page in samples::all(t) {
            let html = page.html.replace("/assets/", assets).replace(" crossorigin", "");
            std::fs::write(format!("{folder}/{lang}/{}.html", page.name), html).expect("a preview can be written");
        }
    }
}

/// A few words before and after the first place where `needle` stands.
fn around(html: &str, needle: &str) -> String {
    let at = html.find(needle).unwrap_or(0);
    let start = (0..=at.saturating_sub(60))
        .rev()
        .find(|byte| html.is_char_boundary(*byte))
        .unwrap_or(0);
    html[start..].chars().take(140).collect()
}
