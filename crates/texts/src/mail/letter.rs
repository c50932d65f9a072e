//! A letter: what stands in a file of `locales/*/messages/`, and what becomes of it with the facts of one appointment.

use std::sync::LazyLock;

use domain::people::Language;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

use super::facts::{MessageFacts, Words, line};
use super::{Written, page};
use crate::typography;

/// Work that one piece of a letter may do; more is a loop gone wild, or somebody's attempt at one.
const FUEL: u64 = 20_000;
/// The longest piece that a letter may produce, in bytes.
const LONGEST_PIECE: usize = 40_000;

/// A letter that can be written with the facts of an appointment.
///
/// Its source is made of blocks, separated by blank lines. The first line of the first block is `subject: …`, the second `preheader: …`
/// (what a list of mails shows beside the subject). Then:
///
/// - `facts:` and lines `Label | value`: a list of facts; a line without a value is left out;
/// - `quote: …`: somebody's own words;
/// - `button: Label`: the main link;
/// - `small: …`: small print;
/// - `use: name`: the blocks of another file, such as `facts.client`;
/// - anything else is a paragraph.
///
/// Values are inserted with `{{ name }}`, choices with `{% if … %}`, in the way of Jinja, within one block. A block that stays empty is
/// left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    language: Language,
    subject: String,
    preheader: String,
    blocks: Vec<Source>,
}

/// Why a letter cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterFault {
    /// The first block does not begin with the subject.
    #[error("a letter begins with `subject: …`")]
    NoSubject,
    /// `use:` names nothing that exists.
    #[error("there is no part called `{0}`")]
    UnknownPart(String),
    /// A line of a list of facts has no `|`.
    #[error("a fact is written `Label | value`, this is not: `{0}`")]
    NotAFact(String),
    /// A piece cannot be filled: an unknown name, a wrong tag, too much work.
    #[error("this piece cannot be filled: {0}")]
    Unfillable(String),
}

/// A block as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    Paragraph(String),
    Quote(String),
    Small(String),
    Button(String),
    Facts(Vec<(String, String)>),
}

/// A block with its facts filled in: plain words, not escaped for anything yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(String),
    Quote(String),
    Small(String),
    Button(String),
    Facts(Vec<(String, String)>),
}

impl Letter {
    /// Reads the source of a letter. `parts` gives the source of a part by its name.
    ///
    /// # Errors
    /// [`LetterFault`], except [`LetterFault::Unfillable`].
    pub fn parse(language: Language, source: &str, parts: impl Fn(&str) -> Option<&'static str>) -> Result<Self, LetterFault> {
        let source = source.replace("\r\n", "\n");
        let (head, body) = source.split_once("\n\n").unwrap_or((&source, ""));
        let after = |line: Option<&str>, word: &str| {
            line.and_then(|line| line.strip_prefix(word))
                .map(|rest| typed(language, rest))
        };
        let subject = after(head.lines().next(), "subject:").ok_or(LetterFault::NoSubject)?;
        let preheader = after(head.lines().nth(1), "preheader:").unwrap_or_default();
        let mut blocks = Vec::new();
        for block in blocks_of(body) {
            match block.strip_prefix("use:").map(str::trim) {
                Some(name) => {
                    let part = parts(name).ok_or_else(|| LetterFault::UnknownPart(name.to_owned()))?;
                    let inner: Result<Vec<_>, _> = blocks_of(part).map(|block| Source::parse(language, block)).collect();
                    blocks.extend(inner?);
                }
                None => blocks.push(Source::parse(language, block)?),
            }
        }
        Ok(Self {
            language,
            subject,
            preheader,
            blocks,
        })
    }

    /// The letter with the facts of one appointment.
    ///
    /// # Errors
    /// [`LetterFault::Unfillable`].
    pub fn write(&self, facts: &MessageFacts) -> Result<Written, LetterFault> {
        self.filled_with(&facts.words(), &facts.network, &facts.link)
    }

    /// The letter with these words; the network signs it and the button leads to `link`.
    pub(super) fn filled_with(&self, words: &Words, network: &str, link: &str) -> Result<Written, LetterFault> {
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for source in &self.blocks {
            blocks.extend(source.fill(words)?);
        }
        let subject = line(&filled(&self.subject, words)?);
        let preheader = line(&filled(&self.preheader, words)?);
        let (network, link) = (line(network), line(link));
        let text = page::text(&blocks, &link, self.language);
        let around = page::Around {
            language: self.language,
            subject: &subject,
            preheader: &preheader,
            network: &network,
            link: &link,
        };
        let html = page::html(&around, &blocks)?;
        Ok(Written { subject, text, html })
    }
}

impl Source {
    fn parse(language: Language, block: &str) -> Result<Self, LetterFault> {
        let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
        let after = |word: &str| block.strip_prefix(word).map(|rest| typed(language, rest));
        if first.trim() == "facts:" {
            let facts: Result<Vec<_>, _> = rest.lines().map(|fact| fact_line(language, fact)).collect();
            return facts.map(Source::Facts);
        }
        let known = [
            ("quote:", Source::Quote as fn(String) -> Source),
            ("small:", Source::Small),
            ("button:", Source::Button),
        ];
        let marked = known.into_iter().find_map(|(word, kind)| after(word).map(kind));
        Ok(marked.unwrap_or_else(|| Source::Paragraph(typed(language, block))))
    }

    /// The block in words; nothing when nothing is left to say.
    fn fill(&self, words: &Words) -> Result<Option<Block>, LetterFault> {
        let block = match self {
            Source::Facts(facts) => return filled_facts(facts, words),
            Source::Paragraph(text) => Block::Paragraph(filled(text, words)?),
            Source::Quote(text) => Block::Quote(filled(text, words)?),
            Source::Small(text) => Block::Small(filled(text, words)?),
            Source::Button(text) => Block::Button(filled(text, words)?),
        };
        Ok(Some(block).filter(|block| !block.is_empty()))
    }
}

impl Block {
    fn is_empty(&self) -> bool {
        match self {
            Block::Paragraph(text) | Block::Quote(text) | Block::Small(text) | Block::Button(text) => text.is_empty(),
            Block::Facts(facts) => facts.is_empty(),
        }
    }
}

fn filled_facts(facts: &[(String, String)], words: &Words) -> Result<Option<Block>, LetterFault> {
    let mut told = Vec::with_capacity(facts.len());
    for (label, value) in facts {
        told.push((label.clone(), filled(value, words)?));
    }
    told.retain(|(_, value)| !value.is_empty());
    Ok(Some(Block::Facts(told)).filter(|block| !block.is_empty()))
}

fn blocks_of(source: &str) -> impl Iterator<Item = &str> {
    source.split("\n\n").map(str::trim).filter(|block| !block.is_empty())
}

fn fact_line(language: Language, line: &str) -> Result<(String, String), LetterFault> {
    let (label, value) = line.split_once('|').ok_or_else(|| LetterFault::NotAFact(line.to_owned()))?;
    Ok((typed(language, label), typed(language, value)))
}

/// What a translator typed, with the spaces of the language. Inside tags nothing changes, and nothing in what is inserted later.
fn typed(language: Language, source: &str) -> String {
    match language {
        Language::Fr => typography::french_around_tags(source.trim()),
        Language::En => source.trim().to_owned(),
    }
}

/// Fills one piece. It is text here, whatever it becomes later: it is escaped once, where HTML is made.
fn filled(source: &str, words: &Words) -> Result<String, LetterFault> {
    static TEXTS: LazyLock<Environment<'static>> = LazyLock::new(|| {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment
    });
    let unfillable = |why: minijinja::Error| LetterFault::Unfillable(why.to_string());
    let text = TEXTS.render_named_str("piece.txt", source, words).map_err(unfillable)?;
    match text.len() {
        ..=LONGEST_PIECE => Ok(text.trim().to_owned()),
        _ => Err(LetterFault::Unfillable("it became too long".into())),
    }
}
