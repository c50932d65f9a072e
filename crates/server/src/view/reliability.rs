//! Reliability: how a business stands with its network, and by what the network orders its businesses.

use crate::view::console::ConsoleFrame;
use crate::view::parts::{Banner, Field, Frame, Hidden, Link, Meaning};
use askama::Template;
use texts::Speech;

/// The business's own page. It informs and never shames: nothing here is shown to anybody else but the network.
#[derive(Template)]
#[template(path = "console/reliability.html")]
pub struct ReliabilityPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    /// "Où en est Coiffure Zoé. Cette page n'est lue que par votre équipe et par Belle Heure."
    pub lead: String,
    /// Measures in force.
    pub now: Vec<MeasureCard>,
    pub counts: Vec<CountRow>,
    /// Said when the network takes no measure by itself.
    pub no_rules: Option<String>,
    /// "Vos chiffres, sur 180 jours".
    pub rates_title: String,
    pub rates: Vec<RateRow>,
    /// None where the network does not order by reliability.
    pub place: Option<WhyHere>,
    pub incidents: Vec<IncidentRow>,
    pub add_absence_href: String,
    /// Measures that ended or were lifted, newest first.
    pub past: Vec<MeasureCard>,
    pub cases: Vec<CaseCard>,
}

/// One measure with its statement of reasons.
#[derive(Debug, Clone, Default)]
pub struct MeasureCard {
    /// The part of the address that leads to it, "mea_…".
    pub id: String,
    pub title: String,
    pub effect: String,
    /// "Du mardi 3 mars à 10 h au jeudi 5 mars à 10 h."
    pub lasts: String,
    /// Facts and rule, one sentence each.
    pub facts: Vec<String>,
    /// Whether a rule or a person decided.
    pub author: String,
    /// How to contest, and how soon that is answered; empty when it is over.
    pub remedy: String,
    /// How it ended, and why it was lifted.
    pub ended: Option<String>,
    pub why_lifted: Option<String>,
    /// The form to contest it; None when it is contested already.
    pub contest_href: Option<String>,
    /// State of the contest: "Réponse attendue au plus tard le …".
    pub contest: Option<String>,
}

/// How near the business is to one measure.
#[derive(Debug, Clone, Default)]
pub struct CountRow {
    /// "Annulations tardives : 1 sur 3 ce mois-ci".
    pub sentence: String,
    /// What would follow, in a sentence.
    pub follows: String,
    /// As many marks as the threshold, those that count first; empty when that would be too many to see.
    pub marks: Vec<bool>,
}

/// One figure of the business.
#[derive(Debug, Clone, Default)]
pub struct RateRow {
    pub label: String,
    /// "12 (4,5 %)".
    pub value: String,
    /// Part of the row above.
    pub part: bool,
}

/// The place of somebody in the order, with everything it comes from.
#[derive(Debug, Clone, Default)]
pub struct WhyHere {
    /// "81,8 sur 100".
    pub score: String,
    /// "2 sur 3 établissements"; empty where others stand beside it anyway.
    pub place: String,
    /// One sentence per declared parameter and what it came to.
    pub parts: Vec<String>,
    /// To the page that explains the parameters.
    pub more: Link,
}

/// One entry of the ledger.
#[derive(Debug, Clone, Default)]
pub struct IncidentRow {
    /// "Annulation tardive : rendez-vous du mardi 3 mars à 14 h 30".
    pub title: String,
    /// "Le lundi 2 mars à 16 h".
    pub at: String,
    /// "Avec l'absence du … : comptés ensemble, pour un."
    pub group: Option<String>,
    /// "Compte jusqu'au …", "Contesté : …", "Ne compte plus …".
    pub standing: String,
    pub counts: bool,
    pub see_href: String,
    pub contest_href: Option<String>,
}

/// One contest, open or decided.
#[derive(Debug, Clone, Default)]
pub struct CaseCard {
    pub title: String,
    /// What it is about.
    pub about: String,
    /// "Réponse attendue au plus tard le …".
    pub state: String,
    pub meaning: Meaning,
    /// What the business wrote; None for a report that somebody else made.
    pub text: Option<String>,
    /// The reasons of the decision.
    pub answer: Option<String>,
}

/// The form to contest a measure or an incident. Fields sent: `text`, and `measure` or `strike` besides `hidden`.
#[derive(Template)]
#[template(path = "console/contest.html")]
pub struct ContestPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub title: String,
    /// What is contested: title and facts.
    pub about: String,
    pub facts: Vec<String>,
    /// What happens then, one sentence each.
    pub effects: Vec<crate::view::parts::Effect>,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub text: Field,
    /// "20 caractères au moins. …"
    pub hint: String,
    pub least: usize,
    pub problem: Option<Banner>,
}

/// By what a network orders its businesses; public (L13).
#[derive(Template)]
#[template(path = "client/ranking.html")]
pub struct RankingPage {
    pub t: Speech,
    pub frame: Frame,
    /// What the order is by, or that there is none.
    pub lead: String,
    /// None where the network orders by something else.
    pub card: Option<RankingCard>,
    pub back: Link,
}

/// The declared parameters in words.
#[derive(Debug, Clone, Default)]
pub struct RankingCard {
    /// How far back, and how the score comes about.
    pub sentences: Vec<String>,
    /// Parameter and weight in words.
    pub parameters: Vec<(String, String)>,
    /// What does not count.
    pub not: Vec<String>,
    /// What happens when a score falls.
    pub lowered: String,
}
