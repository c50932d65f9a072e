//! To whom an enquiry is proposed, in which order, and why not to the others.

use std::cmp::Reverse;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::postcode;
use crate::agenda::{Agenda, NotOffered, offer};
use crate::ids::{BusinessId, PlaceId, PractitionerId};
use crate::policy::{EnquiryPolicy, Policy};
use crate::service::Service;

/// Somebody who gives the service by proposal, with what decides whether the enquiry goes there.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Who.
    pub practitioner: PractitionerId,
    /// Whose account it is.
    pub business: BusinessId,
    /// Name, for the order where no score tells two apart.
    pub name: &'a str,
    /// The own service of that name.
    pub service: &'a Service,
    /// Under which policy.
    pub policy: &'a Policy,
    /// Where it is given, as the catalogue says.
    pub place: PlaceId,
    /// Beginnings of the postcodes served; none for everywhere.
    pub serves: &'a [String],
    /// The agenda around the wished time; `None` where it was not read, because the place is too far.
    pub agenda: Option<&'a Agenda>,
    /// How reliable the business has been, in thousandths of a point of 100, if that is known.
    pub score: Option<i64>,
    /// Whether this enquiry was proposed there before.
    pub asked_before: bool,
}

/// What an enquiry looks for.
#[derive(Debug, Clone, Copy)]
pub struct Looks<'a> {
    /// When it should start.
    pub start: Timestamp,
    /// Where, as [`postcode`] writes it.
    pub postcode: &'a str,
}

/// Why an enquiry goes to somebody, as data: kept with the proposal and shown to its reader ("why you").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyProposed {
    /// The beginning of the postcode that is served; nothing where everywhere is.
    pub serves: Option<String>,
    /// The score it was ordered by, in thousandths of a point of 100; nothing when the order is by name.
    pub score: Option<i64>,
}

/// Why an enquiry does not go to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum NotProposed {
    /// The place is outside the postcodes served.
    TooFar {
        /// What is served.
        serves: Vec<String>,
    },
    /// The time cannot be booked there: closed (also by a closed day or a pause), taken, too soon, not on the grid of starts.
    NotOffered {
        /// Why.
        reason: NotOffered,
    },
    /// It was proposed there before.
    AskedBefore,
    /// Others come first; it goes there when those have refused.
    OthersFirst {
        /// How many are asked at once.
        at_once: u16,
    },
}

/// Somebody to whom the enquiry goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Position, from 1.
    pub nth: u32,
    /// Why.
    pub why: WhyProposed,
}

/// What was found about one candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Considered {
    /// Position in the candidates that were given.
    pub candidate: usize,
    /// Who.
    pub practitioner: PractitionerId,
    /// To them, or why not.
    pub answer: Result<Proposed, NotProposed>,
}

/// Whether a place lies within the postcodes served. There is no geocoder: nearness is what the practitioner says it is.
///
/// # Errors
/// [`NotProposed::TooFar`]. Gives the beginning that fits, or nothing where everywhere is served.
pub fn serves_there(serves: &[String], wanted: &str) -> Result<Option<String>, NotProposed> {
    if serves.is_empty() {
        return Ok(None);
    }
    let wanted = postcode(wanted);
    let fits = serves.iter().find(|start| wanted.starts_with(&postcode(start)));
    fits.cloned()
        .map(Some)
        .ok_or_else(|| NotProposed::TooFar { serves: serves.to_vec() })
}

/// Everybody who was considered: first those it goes to, best first, then the others in the order of their names.
/// `policy` is the network's; each candidate's own policy decides what can be booked there.
pub fn eligible(candidates: &[Candidate<'_>], looks: Looks<'_>, policy: &EnquiryPolicy, now: Timestamp) -> Vec<Considered> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let by_score = |index: &usize| Reverse(candidates[*index].score.filter(|_| policy.by_ranking).unwrap_or(i64::MIN));
    order.sort_by_key(|index| (by_score(index), candidates[*index].name, candidates[*index].practitioner));
    let mut taken: Vec<PractitionerId> = Vec::new();
    let (mut to, mut not): (Vec<Considered>, Vec<Considered>) = (Vec::new(), Vec::new());
    for index in order {
        let candidate = &candidates[index];
        // Somebody who gives it at two places is asked once, for the first that fits.
        if taken.contains(&candidate.practitioner) {
            continue;
        }
        let answer = judged(candidate, looks, policy, now).and_then(|why| within(to.len(), policy, why));
        let considered = Considered {
            candidate: index,
            practitioner: candidate.practitioner,
            answer,
        };
        if considered.answer.is_ok() {
            taken.push(candidate.practitioner);
            not.retain(|other: &Considered| other.practitioner != candidate.practitioner);
            to.push(considered);
        } else if !not.iter().any(|other| other.practitioner == candidate.practitioner) {
            not.push(considered);
        }
    }
    not.sort_by_key(|considered| candidates[considered.candidate].name);
    to.append(&mut not);
    to
}

fn judged(
    candidate: &Candidate<'_>,
    looks: Looks<'_>,
    policy: &EnquiryPolicy,
    now: Timestamp,
) -> Result<WhyProposed, NotProposed> {
    if candidate.asked_before {
        return Err(NotProposed::AskedBefore);
    }
    let serves = serves_there(candidate.serves, looks.postcode)?;
    let closed = NotProposed::NotOffered {
        reason: NotOffered::Closed,
    };
    let agenda = candidate.agenda.ok_or(closed)?;
    let rules = candidate.service.slot_rules(candidate.policy);
    offer(agenda, &rules, looks.start, now).map_err(|reason| NotProposed::NotOffered { reason })?;
    Ok(WhyProposed {
        serves,
        score: candidate.score.filter(|_| policy.by_ranking),
    })
}

fn within(so_far: usize, policy: &EnquiryPolicy, why: WhyProposed) -> Result<Proposed, NotProposed> {
    if so_far >= usize::from(policy.proposals_at_once) {
        return Err(NotProposed::OthersFirst {
            at_once: policy.proposals_at_once,
        });
    }
    let nth = u32::try_from(so_far + 1).unwrap_or(u32::MAX);
    Ok(Proposed { nth, why })
}
