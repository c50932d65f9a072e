//! The network's policy, changed by its operator: checked before it is kept, previewed, and every version remembered.

use domain::ids::NetworkId;
use domain::policy::{Policy, PolicyFault, resolve};
use serde_json::Value;
use store::PolicyVersion;

use crate::fields::{Fields, TEXT_CHARS};
use crate::presets::{PRESETS, document};
use crate::{App, Audited, ChangedMeanwhile, Failure, Refusal, Refused, Snapshot};

/// Longest document, in characters; the longest preset has a fiftieth of it.
const DOCUMENT_CHARS: usize = 100_000;

/// The document that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyInForce {
    /// Its number; 0 as long as nobody has changed what the network began with.
    pub version: u32,
    /// The text: as typed, or written out from what the network began with.
    pub document: String,
    /// The version it came with, if there is one.
    pub kept: Option<PolicyVersion>,
}

/// A new document for a network.
#[derive(Debug, Clone)]
pub struct PolicyWish {
    /// Whose policy.
    pub network: NetworkId,
    /// TOML, as typed.
    pub document: String,
    /// Why, for those who read the history.
    pub note: String,
    /// The version that was read before typing; another one in force is a refusal, so that nobody overwrites a change unseen.
    pub seen: u32,
}

/// One key of the policy that would get another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDifference {
    /// Path of the key, such as `client_cancel.ladder.steps`.
    pub key: String,
    /// The value in force, as JSON; `null` when the key was not there.
    pub before: Value,
    /// The value that would be.
    pub after: Value,
}

/// What a document would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyPreview {
    /// The number that the version would get.
    pub version: u32,
    /// The keys with another value, in order; empty when only the words around them differ.
    pub differences: Vec<PolicyDifference>,
}

impl App {
    /// The policy document that is in force in a network.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for an unknown network.
    pub async fn policy_in_force(&self, network: NetworkId) -> Result<PolicyInForce, Failure> {
        let snapshot = self.snapshot(network).await?;
        let last = self.store.last_policy_version(network).await?;
        Ok(in_force(&snapshot.network().policy, last))
    }

    /// What a document would change, without changing anything.
    ///
    /// # Errors
    /// [`Failure::Document`] with the key that cannot be used.
    pub async fn preview_policy(&self, network: NetworkId, text: &str) -> Result<PolicyPreview, Failure> {
        let snapshot = self.snapshot(network).await?;
        let now = self.policy_in_force(network).await?;
        let wished = usable(text, &snapshot)?;
        Ok(PolicyPreview {
            version: next(&now),
            differences: differences(&snapshot.network().policy, &wished)?,
        })
    }

    /// Puts a document in force. It holds for what is booked from now on; appointments keep the terms they were booked under (I9).
    ///
    /// # Errors
    /// [`Failure::Document`] with the key that cannot be used, [`Failure::Invalid`] for a note that is missing or too long,
    /// [`Failure::Refused`] when another version came in between.
    pub async fn change_policy(&self, wish: &PolicyWish, by: &str) -> Result<PolicyVersion, Failure> {
        let mut fields = Fields::default();
        let note = fields.text("note", &wish.note);
        if note.is_empty() {
            fields.fault("note", "missing", None);
        }
        let snapshot = self.snapshot(wish.network).await?;
        let policy = usable(&wish.document, &snapshot)?;
        fields.finish()?;
        let mut tx = self.store.begin().await?;
        let (old, last) = tx.lock_policy(wish.network).await?.ok_or(Failure::NotFound("network"))?;
        let now = in_force(&old, last);
        if now.version != wish.seen {
            return Err(moved(&snapshot, now.version));
        }
        if now.kept.is_none() {
            // What was there before anybody changed it is the first page of the history.
            tx.add_policy_version(wish.network, &self.unwritten(&now)).await?;
        }
        let version = PolicyVersion {
            version: next(&now),
            document: lines(&wish.document),
            note,
            by: by.to_owned(),
            at: self.clock.now(),
        };
        tx.set_network_policy(wish.network, &policy).await?;
        tx.add_policy_version(wish.network, &version).await?;
        self.audit_in(&mut tx, wish.network, by, Audited::PolicyChanged(version.version))
            .await?;
        tx.commit().await?;
        Ok(version)
    }

    /// The document that is in force without being in the history: the network began with it, or it was set past this page.
    fn unwritten(&self, now: &PolicyInForce) -> PolicyVersion {
        PolicyVersion {
            version: next(now) - 1,
            document: now.document.clone(),
            note: String::new(),
            by: String::new(),
            at: self.clock.now(),
        }
    }
}

/// A version that does not say what is in force any more is history: the network was set otherwise in between.
fn in_force(policy: &Value, last: Option<PolicyVersion>) -> PolicyInForce {
    let version = last.as_ref().map_or(0, |last| last.version);
    match last.filter(|last| document(&last.document).is_ok_and(|kept| kept == *policy)) {
        Some(kept) => PolicyInForce {
            version,
            document: kept.document.clone(),
            kept: Some(kept),
        },
        None => PolicyInForce {
            version,
            document: written(policy),
            kept: None,
        },
    }
}

/// The number after the one in force; what is in force without a version takes one first.
fn next(now: &PolicyInForce) -> u32 {
    now.version + if now.kept.is_some() { 1 } else { 2 }
}

/// A document as text. What came with the product is shown as it came, with its remarks.
fn written(policy: &Value) -> String {
    let preset = PRESETS
        .iter()
        .find(|preset| document(preset.toml).is_ok_and(|known| known == *policy));
    preset.map_or_else(
        || toml::to_string_pretty(policy).unwrap_or_default(),
        |preset| preset.toml.to_owned(),
    )
}

/// Browsers end lines in forms with two signs; the document is kept with one.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The document as JSON, if it can be used by every business and service of the network.
fn usable(text: &str, snapshot: &Snapshot) -> Result<Value, Failure> {
    if text.chars().count() > DOCUMENT_CHARS {
        let mut fields = Fields::default();
        fields.fault("document", "too-long", Some(DOCUMENT_CHARS));
        fields.finish()?;
    }
    let wished = document(&lines(text)).map_err(Failure::Document)?;
    for business in &snapshot.catalogue.businesses {
        let own = snapshot
            .catalogue
            .services
            .iter()
            .filter(|service| service.business == business.id);
        resolve(&[&wished, &business.policy]).map_err(|fault| of(fault, &business.name))?;
        for service in own {
            let told = |fault| of(fault, &format!("{}, {}", business.name, service.name));
            resolve(&[&wished, &business.policy, &service.policy]).map_err(told)?;
        }
    }
    Ok(wished)
}

/// A fault that shows only together with what a business or a service changes; it says whose that is.
fn of(fault: PolicyFault, whose: &str) -> Failure {
    Failure::Document(PolicyFault {
        why: format!("{} ({whose})", fault.why),
        ..fault
    })
}

fn moved(snapshot: &Snapshot, version: u32) -> Failure {
    Failure::Refused(Box::new(Refused {
        refusal: Refusal::ChangedMeanwhile(ChangedMeanwhile { version }),
        contact: snapshot.network().contact.clone(),
        nearest: Vec::new(),
    }))
}

/// The keys in which two documents come to something else, what they leave out included.
///
/// # Errors
/// [`Failure::Document`] when one of them cannot be used.
pub fn differences(before: &Value, after: &Value) -> Result<Vec<PolicyDifference>, Failure> {
    let whole = |document: &Value| -> Result<Value, Failure> {
        let policy: Policy = resolve(&[document]).map_err(Failure::Document)?;
        serde_json::to_value(policy).map_err(|why| Failure::Letter(why.to_string()))
    };
    let mut found = Vec::new();
    compare("", &whole(before)?, &whole(after)?, &mut found);
    Ok(found)
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<PolicyDifference>) {
    if let (Value::Object(old), Value::Object(new)) = (before, after) {
        let keys: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let path = if path.is_empty() {
                key.clone()
            } else {
                format!("{path}.{key}")
            };
            compare(
                &path,
                old.get(key).unwrap_or(&Value::Null),
                new.get(key).unwrap_or(&Value::Null),
                found,
            );
        }
    } else if before != after {
        found.push(PolicyDifference {
            key: path.to_owned(),
            before: before.clone(),
            after: after.clone(),
        });
    }
}

/// One line of two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextLine {
    /// It stands in both.
    Same(String),
    /// Only the old text has it.
    Gone(String),
    /// Only the new text has it.
    New(String),
}

/// The lines of two texts, with what is gone and what is new, by their longest common part.
pub fn text_lines(before: &str, after: &str) -> Vec<TextLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    // Texts of more lines than any policy has are shown whole, because the table below grows with the product of both.
    if old.len() * new.len() > TEXT_CHARS * TEXT_CHARS {
        let gone = old.iter().map(|line| TextLine::Gone((*line).to_owned()));
        return gone.chain(new.iter().map(|line| TextLine::New((*line).to_owned()))).collect();
    }
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push(TextLine::Same(old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            lines.push(TextLine::Gone(old[i].to_owned()));
            i += 1;
        } else {
            lines.push(TextLine::New(new[j].to_owned()));
            j += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_name_keys_and_what_they_come_to() {
        let (before, after) = (
            json!({"booking": {"horizon_days": 60}}),
            json!({"booking": {"horizon_days": 30}}),
        );
        let found = differences(&json!({}), &after).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].key.as_str(), &found[0].after), ("booking.horizon_days", &json!(30)));
        // The default says 60 as well, so that writing it down changes nothing.
        assert_eq!(differences(&json!({}), &before).unwrap(), []);
    }

    #[test]
    fn lines_that_are_gone_stand_before_those_that_are_new() {
        use TextLine::{Gone, New, Same};
        for (before, after, expected) in [
            (
                "a\nb\nc",
                "a\nx\nc",
                vec![Same("a".into()), Gone("b".into()), New("x".into()), Same("c".into())],
            ),
            ("", "a", vec![New("a".into())]),
            ("a\nb", "b", vec![Gone("a".into()), Same("b".into())]),
            ("a", "a", vec![Same("a".into())]),
        ] {
            assert_eq!(text_lines(before, after), expected, "{before:?} {after:?}");
        }
    }

    #[test]
    fn what_came_with_the_product_is_shown_as_it_came() {
        for preset in PRESETS {
            assert_eq!(written(&document(preset.toml).unwrap()), preset.toml, "{}", preset.name);
        }
        let own = json!({"booking": {"horizon_days": 12}});
        assert_eq!(document(&written(&own)).unwrap(), own);
    }
}
