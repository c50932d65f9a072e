//! The pages of those who run the network.

use crate::view::parts::{Banner, Choice, Effect, Fact, Field, Frame, Hidden, Icon, Link};
use askama::Template;
use texts::Speech;

/// The places of these pages, in the order of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperatorPlace {
    Home,
    Businesses,
    Cases,
    Policy,
    Audit,
    /// A page that is none of these.
    Elsewhere,
}

impl OperatorPlace {
    /// The places that the navigation names.
    pub const NAMED: [OperatorPlace; 5] = [Self::Home, Self::Businesses, Self::Cases, Self::Policy, Self::Audit];

    /// The word in the message keys.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Businesses => "businesses",
            Self::Cases => "cases",
            Self::Policy => "policy",
            Self::Audit => "audit",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// Where it is.
    #[must_use]
    pub fn href(self) -> &'static str {
        match self {
            Self::Home | Self::Elsewhere => "/operator",
            Self::Businesses => "/operator/businesses",
            Self::Cases => "/operator/cases",
            Self::Policy => "/operator/policy",
            Self::Audit => "/operator/audit",
        }
    }

    /// The sign before the word.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Self::Home => Icon::Bell,
            Self::Businesses => Icon::Door,
            Self::Cases => Icon::Question,
            Self::Policy => Icon::File,
            Self::Audit | Self::Elsewhere => Icon::Key,
        }
    }
}

/// What stands beside every page.
#[derive(Debug, Clone)]
pub struct OperatorFrame {
    /// Who is signed in: "Hélène Darmon".
    pub who: String,
    /// "Exploitation" or "Support".
    pub role: String,
    pub links: Vec<OperatorLink>,
    /// Where the sign-out form posts, with `hidden`.
    pub sign_out_action: String,
    pub hidden: Vec<Hidden>,
}

/// One line of the navigation; its words come from `operator-nav-…`.
#[derive(Debug, Clone)]
pub struct OperatorLink {
    pub place: OperatorPlace,
    pub href: String,
    pub current: bool,
    /// How many wait there; 0 shows nothing.
    pub count: usize,
}

/// Fields sent: `email`, `password`, and `hidden`.
#[derive(Template)]
#[template(path = "operator/sign_in.html")]
pub struct OperatorSignIn {
    pub t: Speech,
    pub frame: Frame,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub email: Field,
    pub problem: Option<Banner>,
    /// Demo mode: accounts one click away.
    pub demo: Vec<Link>,
}

/// The policy document. Fields sent: `document`, `note`, and `hidden`; the button `look` asks what would follow, the button `save` saves what was
/// looked at.
#[derive(Template)]
#[template(path = "operator/policy.html")]
pub struct PolicyPage {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    /// "Version 3, depuis le mardi 2 mars 2027 à 10 h, par Hélène Darmon".
    pub in_force: String,
    /// False for support, who reads.
    pub may_save: bool,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub document: Field,
    pub note: Field,
    /// Set once it was looked at and can be used.
    pub would_be: Option<PolicyWouldBe>,
    pub problem: Option<Banner>,
    pub versions: Vec<VersionRow>,
}

/// What saving would do.
#[derive(Debug, Clone, Default)]
pub struct PolicyWouldBe {
    pub effects: Vec<Effect>,
    /// Empty when only the words around the values differ.
    pub changes: Vec<ValueChange>,
}

/// One key that gets another value.
#[derive(Debug, Clone, Default)]
pub struct ValueChange {
    pub key: String,
    pub before: String,
    pub after: String,
}

/// One version in the history.
#[derive(Debug, Clone, Default)]
pub struct VersionRow {
    pub href: String,
    /// "Version 3".
    pub title: String,
    pub note: String,
    pub when: String,
    pub who: String,
}

/// One version, beside another.
#[derive(Template)]
#[template(path = "operator/policy_version.html")]
pub struct PolicyVersionPage {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    pub title: String,
    pub told: String,
    pub note: String,
    /// "Comparée à la version 2"; None for the first one.
    pub compared: Option<String>,
    /// The versions it can be compared with.
    pub others: Vec<Link>,
    pub changes: Vec<ValueChange>,
    pub lines: Vec<DiffLine>,
    /// Where its text can be taken up again; None for the newest and for those who may not.
    pub restore_href: Option<String>,
}

/// One line of two texts.
#[derive(Debug, Clone)]
pub struct DiffLine {
    /// `+`, `−` or a space.
    pub sign: &'static str,
    /// `new`, `gone` or `same`.
    pub class: &'static str,
    pub text: String,
}

/// Who looked and who acted.
#[derive(Template)]
#[template(path = "operator/audit.html")]
pub struct AuditPage {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    pub lines: Vec<AuditLine>,
    pub older_href: Option<String>,
}

/// One line of the audit.
#[derive(Debug, Clone, Default)]
pub struct AuditLine {
    pub when: String,
    pub who: String,
    /// "a lu le registre de Cabinet des Lilas".
    pub what: String,
    pub href: Option<String>,
}

/// What waits for somebody: open cases, measures in force.
#[derive(Template)]
#[template(path = "operator/home.html")]
pub struct OperatorHome {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    pub cases: Vec<CaseRow>,
    pub measures: Vec<MeasureRow>,
}

/// One case in a list.
#[derive(Debug, Clone, Default)]
pub struct CaseRow {
    pub href: String,
    /// "Contestation d’une mesure".
    pub title: String,
    pub business: String,
    /// "Ouvert mardi 3 mars à 10 h".
    pub opened: String,
    /// "À décider avant le …", or how it was decided.
    pub standing: String,
    /// True when the time to decide has passed.
    pub pressing: bool,
    pub open: bool,
}

/// One measure in a list.
#[derive(Debug, Clone, Default)]
pub struct MeasureRow {
    pub href: String,
    pub title: String,
    pub business: String,
    /// "Jusqu’au jeudi 5 mars à 10 h".
    pub until: String,
}

/// All cases.
#[derive(Template)]
#[template(path = "operator/cases.html")]
pub struct CasesPage {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    pub open: Vec<CaseRow>,
    pub decided: Vec<CaseRow>,
}

/// The businesses of the network.
#[derive(Template)]
#[template(path = "operator/businesses.html")]
pub struct BusinessesPage {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    pub rows: Vec<BusinessRow>,
    pub previous_href: Option<String>,
    pub next_href: Option<String>,
}

/// One business with its figures, each ready to be read.
#[derive(Debug, Clone, Default)]
pub struct BusinessRow {
    pub href: String,
    pub name: String,
    /// Incidents of this month, an absence being one.
    pub strikes: String,
    /// "8 % (4 sur 50)".
    pub cancelled: String,
    pub late: String,
    /// "92 / 100".
    pub score: String,
    /// Titles of the measures in force.
    pub measures: Vec<String>,
}

/// One business: its ledger, measures, cases.
#[derive(Template)]
#[template(path = "operator/business.html")]
pub struct BusinessPage {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    pub name: String,
    pub figures: Vec<Fact>,
    pub in_force: Vec<MeasureCard>,
    pub past: Vec<MeasureCard>,
    pub strikes: Vec<StrikeRow>,
    pub cases: Vec<CaseRow>,
    /// Where a limitation is decided.
    pub limit_href: String,
}

/// A measure with its statement of reasons.
#[derive(Debug, Clone, Default)]
pub struct MeasureCard {
    pub title: String,
    pub effect: String,
    pub lasts: String,
    /// The facts and the rule, one sentence each.
    pub facts: Vec<String>,
    /// Who decided, with the name when it was a person.
    pub author: String,
    /// The contest of it, if there is one.
    pub contest: Option<Link>,
    /// Where it is lifted; None when it is over.
    pub lift_href: Option<String>,
    /// "Levée le … par … : …".
    pub lifted: Option<String>,
}

/// One incident of the ledger.
#[derive(Debug, Clone, Default)]
pub struct StrikeRow {
    pub title: String,
    pub when: String,
    /// "Rendez-vous du … avec …".
    pub about: String,
    /// "Compte avec l’absence du …" when an absence makes it one with others.
    pub group: Option<String>,
    /// "Compte jusqu’au …", or why it does not.
    pub standing: String,
    pub counts: bool,
}

/// One case. Fields sent: `verdict`, `limit`, `reasons`, and `hidden`; the button `look` asks what would follow.
#[derive(Template)]
#[template(path = "operator/case.html")]
pub struct CasePage {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    pub title: String,
    pub business: Link,
    pub facts: Vec<Fact>,
    /// What whoever opened it wrote.
    pub text: Option<String>,
    pub measure: Option<MeasureCard>,
    pub strike: Option<StrikeRow>,
    /// How and why it was decided.
    pub decided: Option<Banner>,
    /// Why this person may not decide it.
    pub barred: Option<Banner>,
    pub form: Option<DecisionForm>,
}

/// A decision with written reasons.
#[derive(Debug, Clone, Default)]
pub struct DecisionForm {
    pub action: String,
    pub hidden: Vec<Hidden>,
    /// What can be decided; empty where there is only one thing to do.
    pub verdicts: Vec<Choice>,
    pub verdict_error: Option<String>,
    /// How long a limitation lasts; empty where none is meant.
    pub limits: Vec<Choice>,
    pub limit_error: Option<String>,
    pub reasons: Field,
    /// Least number of characters of the reasons.
    pub least: usize,
    /// What would follow; empty until it was looked at.
    pub effects: Vec<Effect>,
    /// The words on the button that does it.
    pub act: String,
    pub problem: Option<Banner>,
    pub back_href: String,
}

/// A limitation decided, or a measure lifted. Fields as on [`CasePage`].
#[derive(Template)]
#[template(path = "operator/measure.html")]
pub struct MeasureActPage {
    pub t: Speech,
    pub frame: Frame,
    pub beside: OperatorFrame,
    pub title: String,
    pub business: Link,
    /// The measure that would be lifted.
    pub measure: Option<MeasureCard>,
    pub form: DecisionForm,
}
