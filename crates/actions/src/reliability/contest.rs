//! A business contests a measure or an incident.

use domain::appointment::Actor;
use domain::ids::{BusinessId, CaseId, MeasureId, NetworkId, StrikeId};
use domain::messages::{MessageKind, Recipient};
use domain::reliability::{Author, Case, CaseKind, CaseRefusal, CaseState, Measure, Standing, Strike, opened};
use jiff::Timestamp;
use store::{CaseFilter, Tx};

use super::cases::{checked, refused};
use super::standing_in;
use crate::catalogue::Snapshot;
use crate::change::{Once, Outcome, remember, repeated};
use crate::{App, Failure};

/// What a business contests, and why.
#[derive(Debug, Clone)]
pub struct Contest {
    /// The network.
    pub network: NetworkId,
    /// The business that contests; only what concerns it can be contested.
    pub business: BusinessId,
    /// The measure.
    pub measure: Option<MeasureId>,
    /// Or a single incident.
    pub strike: Option<StrikeId>,
    /// In their words, at least 20 characters.
    pub text: String,
}

impl App {
    /// Contests a measure or an incident. What is contested does not count until that is settled; a measure in force goes on (L3).
    ///
    /// # Errors
    /// [`Failure::Invalid`] for too short a text; [`Failure::NotFound`] for something that does not concern this business; [`Failure::Refused`] when it is contested already.
    pub async fn contest(&self, contest: &Contest, by: &Actor) -> Result<Case, Failure> {
        Ok(self.contest_once(contest, by, None).await?.done())
    }

    /// As [`App::contest`], for a program that may send its request again.
    ///
    /// # Errors
    /// As [`App::contest`]; [`Failure::KeyReused`] for a key that came with another request.
    pub async fn contest_once(
        &self,
        contest: &Contest,
        by: &Actor,
        once: Option<&Once<'_, Case>>,
    ) -> Result<Outcome<Case>, Failure> {
        let (network, business, now) = (contest.network, contest.business, self.clock.now());
        let snapshot = self.snapshot(network).await?;
        let mut tx = self.store.begin().await?;
        tx.lock_business(network, business).await?;
        if let Some(answer) = repeated(&mut tx, network, once).await? {
            // Its twin may not be on the disk yet: the commit waits until it is, so that what is repeated was acknowledged (I2).
            tx.commit().await?;
            return Ok(Outcome::Repeated(answer));
        }
        let standing = standing_in(&mut tx, &snapshot, business, now).await?;
        let case = self.contesting(&snapshot, contest, &standing, by, now)?;
        refuse_twice(&mut tx, &snapshot, &case).await?;
        tx.add_case(network, &case).await?;
        tx.write_ledger(network, &opened(&case, &standing)).await?;
        let letter = self.letter(MessageKind::CaseOpened, case.id.0, Recipient::Network, now);
        tx.add_notices(network, &[letter], now).await?;
        self.rank(&mut tx, network, business, now).await?;
        remember(&mut tx, network, once, &case, now).await?;
        tx.commit().await?;
        Ok(Outcome::Done(case))
    }

    /// The case as it would be opened, and how many incidents would not count until it is settled.
    ///
    /// # Errors
    /// As [`App::contest`], but for a contest that is open already.
    pub async fn preview_contest(&self, contest: &Contest, by: &Actor) -> Result<(Case, usize), Failure> {
        let snapshot = self.snapshot(contest.network).await?;
        let standing = self.standing(contest.network, contest.business).await?;
        let case = self.contesting(&snapshot, contest, &standing, by, self.clock.now())?;
        let suspended = opened(&case, &standing).len();
        Ok((case, suspended))
    }

    fn contesting(
        &self,
        snapshot: &Snapshot,
        contest: &Contest,
        standing: &Standing,
        by: &Actor,
        now: Timestamp,
    ) -> Result<Case, Failure> {
        let policy = snapshot.policy_of(contest.business).ok_or(Failure::NotFound("business"))?;
        let text = checked(&contest.text)?;
        let (measure, strike) = contested(contest, standing)?;
        let kind = match measure {
            Some(_) => CaseKind::ContestedMeasure,
            None => CaseKind::ContestedStrike,
        };
        let practitioner = measure.and_then(|measure| measure.practitioner);
        Ok(Case {
            id: CaseId(self.entropy.id(now)),
            kind,
            business: contest.business,
            practitioner: practitioner.or(strike.map(|strike| strike.practitioner)),
            appointment: strike.map(|strike| strike.appointment),
            measure: measure.map(|measure| measure.id),
            strike: strike.map(|strike| strike.id),
            opened_by: by.clone(),
            opened_at: now,
            text,
            author: measure.map_or(Author::Automatic, |measure| measure.author.clone()),
            answer_by: policy.reliability.decide_within.after(now),
            state: CaseState::Open,
        })
    }
}

/// The measure or the incident of this business that is meant; something else's reads as unknown (I7).
fn contested<'s>(contest: &Contest, standing: &'s Standing) -> Result<(Option<&'s Measure>, Option<&'s Strike>), Failure> {
    let measure = |id| standing.measures.iter().find(|measure| measure.id == id);
    let strike = |id| standing.strikes.iter().find(|strike| strike.id == id);
    match (contest.measure, contest.strike) {
        (Some(id), _) => Ok((Some(measure(id).ok_or(Failure::NotFound("measure"))?), None)),
        (None, Some(id)) => Ok((None, Some(strike(id).ok_or(Failure::NotFound("strike"))?))),
        (None, None) => Err(Failure::NotFound("measure")),
    }
}

/// One open contest of a thing is enough. Asked under the lock of its business, so two clicks open one.
async fn refuse_twice(tx: &mut Tx, snapshot: &Snapshot, case: &Case) -> Result<(), Failure> {
    let filter = CaseFilter {
        open: true,
        business: Some(case.business),
        ..CaseFilter::default()
    };
    let open = tx.cases(snapshot.network().id, filter).await?;
    let is_twin = |other: &Case| (other.kind, other.measure, other.strike) == (case.kind, case.measure, case.strike);
    if open.iter().any(is_twin) {
        return Err(refused(snapshot, CaseRefusal::AlreadyContested));
    }
    Ok(())
}
