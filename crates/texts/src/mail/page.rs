//! The two forms of a letter: text, and HTML of one layout. Both are made from the same blocks.

use std::sync::LazyLock;

use domain::people::Language;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};

use super::letter::{Block, LetterFault};

/// What stands around the blocks.
pub(super) struct Around<'a> {
    pub(super) language: Language,
    pub(super) subject: &'a str,
    pub(super) preheader: &'a str,
    pub(super) network: &'a str,
    pub(super) link: &'a str,
}

/// The text part: blocks separated by blank lines, small print behind a rule.
pub(super) fn text(blocks: &[Block], link: &str, language: Language) -> String {
    let colon = match language {
        Language::Fr => "\u{202f}:",
        Language::En => ":",
    };
    let mut parts = Vec::with_capacity(blocks.len() + 1);
    let mut small = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => parts.push(text.clone()),
            Block::Quote(text) => parts.push(indented(text, "> ")),
            Block::Button(label) => parts.push(format!("{label}{colon}\n{link}")),
            Block::Facts(facts) => parts.push(facts.iter().map(|fact| fact_line(fact, colon)).collect::<Vec<_>>().join("\n")),
            Block::Small(text) => small.push(text.as_str()),
        }
    }
    if !small.is_empty() {
        parts.push(format!("--\u{20}\n{}", small.join("\n")));
    }
    parts.join("\n\n") + "\n"
}

fn fact_line((label, value): &(String, String), colon: &str) -> String {
    format!("{label}{colon} {}", value.replace('\n', ", "))
}

fn indented(text: &str, with: &str) -> String {
    text.lines()
        .map(|line| format!("{with}{line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The HTML part. Every word passes through the escaping of the layout, once.
///
/// # Errors
/// [`LetterFault::Unfillable`] when the layout itself is wrong.
pub(super) fn html(around: &Around<'_>, blocks: &[Block]) -> Result<String, LetterFault> {
    static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // A template without a name of its own would not be escaped by default, so the answer does not depend on the name.
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment
    });
    let shown: Vec<_> = blocks.iter().map(shown).collect();
    let page = context! {
        lang => around.language.tag(), subject => around.subject, preheader => around.preheader, network => around.network, link => around.link,
        blocks => shown,
    };
    PAGES
        .render_named_str("layout.html", include_str!("layout.html"), page)
        .map_err(|why| LetterFault::Unfillable(why.to_string()))
}

fn shown(block: &Block) -> minijinja::Value {
    let split = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let of_kind = |kind: &str, text: &str| context! { kind, lines => split(text) };
    match block {
        Block::Paragraph(text) => of_kind("paragraph", text),
        Block::Quote(text) => of_kind("quote", text),
        Block::Small(text) => of_kind("small", text),
        Block::Button(text) => of_kind("button", text),
        Block::Facts(facts) => {
            let facts: Vec<_> = facts
                .iter()
                .map(|(label, value)| context! { label, lines => split(value) })
                .collect();
            context! { kind => "facts", facts }
        }
    }
}
