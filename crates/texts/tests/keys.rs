//! Every message that a page or a program asks for exists in both languages, with the same places, and is asked for with these.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

type Places = BTreeSet<String>;

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The messages of a language with the places they hold.
fn messages(language: &str) -> BTreeMap<String, Places> {
    let mut messages = BTreeMap::new();
    for path in files(&workspace().join("locales").join(language), &["ftl"]) {
        let source = fs::read_to_string(&path).unwrap();
        let resource =
            fluent_syntax::parser::parse(source).unwrap_or_else(|(_, faults)| panic!("{}: {faults:?}", path.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut places = Places::new();
            message.value.iter().for_each(|pattern| collect(pattern, &mut places));
            let name = message.id.name;
            assert!(
                messages.insert(name.clone(), places).is_none(),
                "{}: {name} stands twice",
                path.display()
            );
        }
    }
    messages
}

fn collect(pattern: &Pattern<String>, places: &mut Places) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_from(expression, places);
        }
    }
}

fn collect_from(expression: &Expression<String>, places: &mut Places) {
    let (inline, variants) = match expression {
        Expression::Select { selector, variants } => (selector, variants.as_slice()),
        Expression::Inline(inline) => (inline, &[][..]),
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            places.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => collect_from(expression, places),
        _ => {}
    }
    variants.iter().for_each(|variant| collect(&variant.value, places));
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_places() {
    let (fr, en) = (messages("fr"), messages("en"));
    let only = |these: &BTreeMap<String, Places>, those: &BTreeMap<String, Places>| {
        these
            .keys()
            .filter(|key| !those.contains_key(*key))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (only(&fr, &en), only(&en, &fr)),
        (Vec::new(), Vec::new()),
        "messages of one language only (fr, en)"
    );
    for (key, places) in &fr {
        assert_eq!(places, &en[key], "places of {key} (fr, en)");
    }
}

/// The search below reads sources by hand, so it is tried on one.
#[test]
fn calls_are_found_with_their_places() {
    let source = "{{ t.say(\"no-such-key\") }}\n{{ t.with(\"a\", &[(\"x\", &b[0]), (\"y\", f(1))]) }} {{ t.with(key, &[]) }} s.with_number(\"n\", \"count\", 1)";
    let shown = |call: Call| {
        (
            call.line,
            call.key,
            call.places.map(|places| places.into_iter().collect::<Vec<_>>().join(" ")),
        )
    };
    let found: Vec<_> = calls(source).into_iter().map(shown).collect();
    let expected = [(1, "no-such-key", ""), (2, "a", "x y"), (2, "n", "count")];
    assert_eq!(
        found,
        expected.map(|(line, key, places)| (line, key.to_owned(), Some(places.to_owned())))
    );
}

/// One call in a source: the key, and the places it fills when they are written out.
struct Call {
    line: usize,
    key: String,
    places: Option<Places>,
}

/// The calls with a literal key: `say("…")`, `with("…", …)`, `with_number("…", "…", …)`, `with_values("…", …)`.
fn calls(source: &str) -> Vec<Call> {
    let mut calls = Vec::new();
    for name in ["say", "with", "with_number", "with_values"] {
        let opening = format!(".{name}(");
        for (start, _) in source.match_indices(&opening) {
            let inside = &source[start + opening.len()..];
            let Some((key, rest)) = literal(inside) else { continue };
            let line = source[..start].matches('\n').count() + 1;
            calls.push(Call {
                line,
                key,
                places: places_of(name, rest),
            });
        }
    }
    calls
}

/// A string literal at the beginning, and what follows it; only those that look like a key.
fn literal(text: &str) -> Option<(String, &str)> {
    let (inside, rest) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    let is_key = inside.starts_with(|sign: char| sign.is_ascii_lowercase())
        && inside.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_".contains(sign));
    is_key.then(|| (inside.to_owned(), rest))
}

fn places_of(call: &str, rest: &str) -> Option<Places> {
    let rest = rest.trim_start().trim_start_matches(',').trim_start();
    match call {
        "say" => Some(Places::new()),
        "with_number" => literal(rest).map(|(place, _)| Places::from([place])),
        _ => {
            let list = within_brackets(rest.strip_prefix('&')?.trim_start())?;
            let named = list.match_indices('(').filter_map(|(start, _)| literal(&list[start + 1..]));
            Some(
                named
                    .filter(|(_, rest)| rest.trim_start().starts_with(','))
                    .map(|(place, _)| place)
                    .collect(),
            )
        }
    }
}

/// What stands between `[` at the beginning and its `]`.
fn within_brackets(text: &str) -> Option<&str> {
    let mut depth = 0_i32;
    for (index, sign) in text.strip_prefix('[')?.char_indices() {
        depth += i32::from(sign == '[') - i32::from(sign == ']');
        if depth < 0 {
            return Some(&text[1..=index]);
        }
    }
    None
}

#[test]
fn every_message_asked_for_exists_and_gets_its_places_filled() {
    let known = messages("fr");
    let folders = [
        "crates/texts/src",
        "crates/server/src",
        "crates/server/templates",
        "crates/actions/src",
        "crates/honore/src",
    ];
    let sources = folders
        .iter()
        .flat_map(|folder| files(&workspace().join(folder), &["rs", "html", "txt"]));
    let is_test = |path: &PathBuf| path.file_stem().is_some_and(|name| name == "tests");
    let mut faults = Vec::new();
    let mut seen = 0;
    for path in sources.filter(|path| !is_test(path)) {
        let source = fs::read_to_string(&path).unwrap();
        // What a file tests with made-up keys is not what people read.
        let source = source.split("#[cfg(test)]\nmod tests").next().unwrap();
        for call in calls(source) {
            seen += 1;
            let at = format!("{}:{}", path.display(), call.line);
            match (known.get(&call.key), &call.places) {
                (None, _) => faults.push(format!("{at}: there is no message `{}`", call.key)),
                (Some(held), Some(filled)) if held != filled => {
                    faults.push(format!("{at}: `{}` has the places {held:?}, not {filled:?}", call.key));
                }
                _ => {}
            }
        }
    }
    assert!(seen > 20, "the search finds the calls: {seen}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
