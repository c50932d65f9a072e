//! Which practitioner and which service a name of another system means.

use domain::ids::PractitionerId;
use domain::people::Practitioner;

use super::Why;
use crate::Failure;
use crate::catalogue::{Offering, Snapshot};

/// What the names of another system mean here, where they differ.
#[derive(Debug, Clone, Default)]
pub struct NameMap {
    /// Their name of a practitioner, and our page address, id or name.
    pub practitioners: Vec<(String, String)>,
    /// Their name of a service, and our name or id.
    pub services: Vec<(String, String)>,
    /// Whom rows without a name belong to: page address, id or name.
    pub practitioner: Option<String>,
}

/// How many known names a complaint lists.
const LISTED: usize = 12;

impl NameMap {
    /// Complains about names of ours that do not exist, before a row is read.
    ///
    /// # Errors
    /// [`Failure::NotFound`].
    pub(super) fn check(&self, snapshot: &Snapshot) -> Result<(), Failure> {
        let ours = self.practitioners.iter().map(|(_, ours)| ours).chain(&self.practitioner);
        for name in ours {
            practitioner(snapshot, name)?;
        }
        let is_known = |ours: &str| {
            snapshot
                .catalogue
                .services
                .iter()
                .any(|s| same(&s.name, ours) || s.id.to_string() == ours)
        };
        if self.services.iter().all(|(_, ours)| is_known(ours)) {
            Ok(())
        } else {
            Err(Failure::NotFound("service"))
        }
    }

    /// The practitioner whom a row names, by map, name, page address or e-mail address.
    pub(super) fn practitioner<'s>(&self, snapshot: &'s Snapshot, name: &str, email: &str) -> Result<&'s Practitioner, Why> {
        let mapped = [name, email]
            .into_iter()
            .filter(|theirs| !theirs.trim().is_empty())
            .find_map(|theirs| mapped(&self.practitioners, theirs));
        let nameless = || name.trim().is_empty() && email.trim().is_empty();
        let ours = mapped
            .or_else(|| self.practitioner.as_deref().filter(|_| nameless()))
            .unwrap_or(name);
        let all = &snapshot.catalogue.practitioners;
        let has_address = |p: &&Practitioner| p.contact.email.as_deref().is_some_and(|own| same(own, email));
        practitioner(snapshot, ours)
            .ok()
            .or_else(|| only(all.iter().filter(has_address)))
            .or_else(|| only(all.iter()).filter(|_| nameless()))
            .ok_or_else(|| Why::UnknownPractitioner {
                name: shown(name, email),
                known: listed(all.iter().map(|p| p.name.as_str())),
            })
    }

    /// The service of this practitioner that a row names.
    pub(super) fn service<'s>(
        &self,
        snapshot: &'s Snapshot,
        practitioner: PractitionerId,
        name: &str,
    ) -> Result<Offering<'s>, Why> {
        let ours = mapped(&self.services, name).unwrap_or(name);
        let is_meant = |offering: &Offering<'_>| same(&offering.service.name, ours) || offering.service.id.to_string() == ours;
        snapshot
            .offerings_of(practitioner)
            .find(is_meant)
            .ok_or_else(|| Why::UnknownService {
                name: name.trim().to_owned(),
                known: listed(
                    snapshot
                        .offerings_of(practitioner)
                        .map(|offering| offering.service.name.as_str()),
                ),
            })
    }
}

/// The practitioner with this page address, id or name.
///
/// # Errors
/// [`Failure::NotFound`], also when two have the name.
pub(super) fn practitioner<'s>(snapshot: &'s Snapshot, name: &str) -> Result<&'s Practitioner, Failure> {
    let all = &snapshot.catalogue.practitioners;
    let by_address = all.iter().find(|p| p.slug == name || p.id.to_string() == name);
    by_address
        .or_else(|| only(all.iter().filter(|p| same(&p.name, name))))
        .ok_or(Failure::NotFound("practitioner"))
}

fn mapped<'m>(map: &'m [(String, String)], theirs: &str) -> Option<&'m str> {
    map.iter().find(|(name, _)| same(name, theirs)).map(|(_, ours)| ours.as_str())
}

/// Capitals and the number of spaces make no difference; nothing is never the same as nothing.
fn same(one: &str, other: &str) -> bool {
    let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    !one.trim().is_empty() && folded(one) == folded(other)
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

fn shown(name: &str, email: &str) -> String {
    let name = if name.trim().is_empty() { email } else { name };
    name.trim().to_owned()
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    let more = names.len() > LISTED;
    names.truncate(LISTED);
    if more {
        names.push("…");
    }
    names.join(", ")
}
