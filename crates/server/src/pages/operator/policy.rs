//! The network's policy as a document: read, changed after a look at what would follow, and every version of it.

use actions::{Failure, PolicyDifference, PolicyInForce, PolicyPreview, PolicyWish, TextLine};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::policy::PolicyFault;
use store::PolicyVersion;

use super::office::{Office, Posted};
use crate::pages::console::Entries;
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::fault_of;
use crate::view::operator::{DiffLine, OperatorPlace, PolicyPage, PolicyVersionPage, PolicyWouldBe, ValueChange, VersionRow};
use crate::view::parts::{Banner, Effect, Field, Hidden, Icon, Meaning};

/// The history shows the newest of so many versions.
const SHOWN: usize = 50;

/// `/operator/policy`: the document in force. `?restore=3` begins with the text of an old version instead.
pub(super) async fn show(office: Office) -> PageResult {
    let now = office.app().policy_in_force(office.network()).await?;
    let (mut document, mut note) = (now.document.clone(), String::new());
    if let Ok(number) = office.query.text("restore").parse::<u32>() {
        let old = version(&office, number).await?;
        note = office
            .t
            .with("operator-policy-restore-note", &[("version", &number.to_string())]);
        document = old.document;
    }
    let typed = Typed {
        seen: now.version,
        document,
        note: Field::with(note),
        fault: None,
        preview: None,
        problem: None,
    };
    shown(&office, &now, typed, StatusCode::OK).await
}

/// Looks at what would follow (button `look`), or saves what was looked at.
pub(super) async fn save(Posted { office, form }: Posted) -> PageResult {
    office.operators_only()?;
    let now = office.app().policy_in_force(office.network()).await?;
    let mut typed = Typed::new(&form, now.version);
    typed.look(&office).await?;
    // Nobody saves what was not shown to them: another text than the one that was looked at is looked at first.
    if typed.fault.is_some() {
        return shown(&office, &now, typed, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if !form.is_set("save") || form.text("looked") != digest(&typed.document) {
        return shown(&office, &now, typed, StatusCode::OK).await;
    }
    let wish = PolicyWish {
        network: office.network(),
        document: typed.document.clone(),
        note: typed.note.value.clone(),
        seen: typed.seen,
    };
    match office.app().change_policy(&wish, &office.by()).await {
        Ok(_) => Ok(see_other("/operator/policy?done=policy")),
        Err(Failure::Invalid(faults)) => {
            typed.note.error = fault_of(office.t, "note", &faults);
            shown(&office, &now, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(_)) => {
            typed.problem = Some(moved(&office, &now));
            // What is sent next was typed over the version that is told of here.
            typed.seen = now.version;
            shown(&office, &now, typed, StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure.into()),
    }
}

fn moved(office: &Office, now: &PolicyInForce) -> Banner {
    Banner {
        meaning: Meaning::Late,
        title: office.t.say("operator-policy-moved"),
        text: Some(
            office
                .t
                .with("operator-policy-moved-text", &[("version", &now.version.to_string())]),
        ),
        links: Vec::new(),
    }
}

/// What was typed, and what there is to say about it.
struct Typed {
    seen: u32,
    document: String,
    note: Field,
    fault: Option<String>,
    preview: Option<PolicyPreview>,
    problem: Option<Banner>,
}

impl Typed {
    fn new(form: &Entries, version: u32) -> Self {
        Typed {
            seen: form.text("version").parse().unwrap_or(version),
            document: form.text("document").replace("\r\n", "\n"),
            note: form.field("note"),
            fault: None,
            preview: None,
            problem: None,
        }
    }

    /// Computes what would follow, or notes what cannot be used.
    async fn look(&mut self, office: &Office) -> Result<(), PageError> {
        match office.app().preview_policy(office.network(), &self.document).await {
            Ok(preview) => self.preview = Some(preview),
            Err(Failure::Document(fault)) => self.fault = Some(told(office, &fault)),
            Err(Failure::Invalid(faults)) => self.fault = fault_of(office.t, "document", &faults),
            Err(failure) => return Err(failure.into()),
        }
        Ok(())
    }
}

/// "`booking.min_lead` : …"; a text that is not TOML names the line instead of a key.
fn told(office: &Office, fault: &PolicyFault) -> String {
    let key = if fault.key == "document" {
        "operator-policy-not-toml"
    } else {
        "operator-policy-fault"
    };
    office.t.with(key, &[("key", &fault.key), ("why", &fault.why)])
}

fn digest(document: &str) -> String {
    let hash = actions::links::hash(document);
    hash[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn shown(office: &Office, now: &PolicyInForce, typed: Typed, status: StatusCode) -> PageResult {
    let versions = office.app().store.policy_versions(office.network()).await?;
    let mut hidden = office.hidden();
    hidden.push(Hidden::new("version", typed.seen.to_string()));
    if typed.preview.is_some() {
        hidden.push(Hidden::new("looked", digest(&typed.document)));
    }
    let template = PolicyPage {
        t: office.t,
        frame: office.frame(office.t.say("operator-policy-title")),
        beside: office.beside(OperatorPlace::Policy).await?,
        in_force: in_force(office, now),
        may_save: office.is_operator(),
        action: "/operator/policy".into(),
        hidden,
        document: Field {
            error: typed.fault,
            required: true,
            value: typed.document,
        },
        note: Field {
            required: true,
            ..typed.note
        },
        would_be: typed.preview.map(|preview| would_be(office, &preview)),
        problem: typed.problem,
        versions: versions.iter().take(SHOWN).map(|version| row(office, version)).collect(),
    };
    page(status, &template)
}

fn in_force(office: &Office, now: &PolicyInForce) -> String {
    match &now.kept {
        Some(kept) => office.t.with(
            "operator-policy-version",
            &[
                ("version", &kept.version.to_string()),
                ("at", &office.moment(kept.at)),
                ("who", &office.who(&kept.by)),
            ],
        ),
        None => office.t.say("operator-policy-unchanged"),
    }
}

fn would_be(office: &Office, preview: &PolicyPreview) -> PolicyWouldBe {
    let t = office.t;
    let line = |icon, text| Effect { icon, text };
    let version = preview.version.to_string();
    PolicyWouldBe {
        effects: vec![
            line(Icon::File, t.with("operator-policy-effect-version", &[("version", &version)])),
            line(Icon::Calendar, t.say("operator-policy-effect-new")),
            line(Icon::Check, t.say("operator-policy-effect-kept")),
            line(Icon::Undo, t.say("operator-policy-effect-undo")),
        ],
        changes: changes(office, &preview.differences),
    }
}

fn changes(office: &Office, differences: &[PolicyDifference]) -> Vec<ValueChange> {
    let told = |value: &serde_json::Value| match value {
        serde_json::Value::Null => office.t.say("operator-policy-no-value"),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let change = |difference: &PolicyDifference| ValueChange {
        key: difference.key.clone(),
        before: told(&difference.before),
        after: told(&difference.after),
    };
    differences.iter().map(change).collect()
}

fn row(office: &Office, version: &PolicyVersion) -> VersionRow {
    VersionRow {
        href: format!("/operator/policy/versions/{}", version.version),
        title: office
            .t
            .with("operator-policy-version-title", &[("version", &version.version.to_string())]),
        note: note_of(office, version),
        when: office.moment(version.at),
        who: office.who(&version.by),
    }
}

/// What somebody wrote about a version; the first one was nobody's change.
fn note_of(office: &Office, version: &PolicyVersion) -> String {
    if version.by.is_empty() {
        office.t.say("operator-policy-beginning")
    } else {
        version.note.clone()
    }
}

async fn version(office: &Office, number: u32) -> Result<PolicyVersion, PageError> {
    let versions = office.app().store.policy_versions(office.network()).await?;
    versions
        .into_iter()
        .find(|version| version.version == number)
        .ok_or(PageError::NOT_FOUND)
}

/// `/operator/policy/versions/3`: one version beside the one before it, or beside another one with `?with=1`.
pub(super) async fn one(Path(number): Path<String>, office: Office) -> PageResult {
    let number: u32 = number.parse().map_err(|_| PageError::NOT_FOUND)?;
    let versions = office.app().store.policy_versions(office.network()).await?;
    let find = |wanted: u32| versions.iter().find(|version| version.version == wanted);
    let this = find(number).ok_or(PageError::NOT_FOUND)?;
    let other = match office.query.text("with") {
        "" => find(number.saturating_sub(1)),
        text => Some(text.parse().ok().and_then(find).ok_or(PageError::NOT_FOUND)?),
    };
    let t = office.t;
    let name = |version: u32| t.with("operator-policy-version-title", &[("version", &version.to_string())]);
    let is_newest = versions.first().is_some_and(|newest| newest.version == number);
    let old = other.map(|other| other.document.as_str());
    let lines = actions::text_lines(old.unwrap_or(&this.document), &this.document);
    let template = PolicyVersionPage {
        t,
        frame: office.frame(name(number)),
        beside: office.beside(OperatorPlace::Policy).await?,
        title: name(number),
        told: office.t.with(
            "operator-policy-version",
            &[
                ("version", &number.to_string()),
                ("at", &office.moment(this.at)),
                ("who", &office.who(&this.by)),
            ],
        ),
        note: note_of(&office, this),
        compared: other.map(|other| t.with("operator-policy-compared", &[("version", &other.version.to_string())])),
        others: versions
            .iter()
            .filter(|version| version.version != number)
            .take(SHOWN)
            .map(|version| {
                let href = format!("/operator/policy/versions/{number}?with={}", version.version);
                crate::view::parts::Link::new(href, name(version.version))
            })
            .collect(),
        changes: match old {
            Some(old) => changes(&office, &differing(old, &this.document)),
            None => Vec::new(),
        },
        lines: lines.into_iter().map(DiffLine::from).collect(),
        restore_href: (office.is_operator() && !is_newest).then(|| format!("/operator/policy?restore={number}")),
    };
    page(StatusCode::OK, &template)
}

/// The keys in which two versions differ. A version that this program no longer reads is compared as text only.
fn differing(old: &str, new: &str) -> Vec<PolicyDifference> {
    let read = |text: &str| actions::presets::document(text).ok();
    match (read(old), read(new)) {
        (Some(old), Some(new)) => actions::differences(&old, &new).unwrap_or_default(),
        _ => Vec::new(),
    }
}

impl From<TextLine> for DiffLine {
    fn from(line: TextLine) -> Self {
        let (sign, class, text) = match line {
            TextLine::Same(text) => (" ", "same", text),
            TextLine::Gone(text) => ("−", "gone", text),
            TextLine::New(text) => ("+", "new", text),
        };
        DiffLine { sign, class, text }
    }
}
