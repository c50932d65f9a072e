//! Cases: opened by a business that contests or a client who reports, decided by a person of the network.

use domain::appointment::{Actor, Decision};
use domain::ids::{BusinessId, CaseId, MeasureId, NetworkId, StrikeId};
use domain::messages::{MessageKind, Recipient};
use domain::notice::Notice;
use domain::reliability::{
    Author, Case, CaseDecision, CaseKind, CaseRefusal, CaseState, Ground, LedgerChange, Measure, MeasureKind, SHORTEST_REASONS,
    Standing, StruckOut, Subject, decide_case, opened,
};
use jiff::{SignedDuration, Timestamp};
use store::{CaseFilter, Tx};

use super::standing_in;
use crate::catalogue::Snapshot;
use crate::change::{Once, Outcome, remember, repeated};
use crate::fields::Fields;
use crate::{App, Audited, Failure, Refusal, Refused};

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

/// What a person of the network decides about a case.
#[derive(Debug, Clone)]
pub struct CaseWish {
    /// The network.
    pub network: NetworkId,
    /// Which case.
    pub case: CaseId,
    /// Whether who opened it was right.
    pub uphold: bool,
    /// Why, at least 20 characters.
    pub reasons: String,
    /// For an upheld report of a client: how long the account is limited.
    pub limit_for: Option<Notice>,
}

/// A case as decided, and what the decision changed in the ledger.
pub type DecidedCase = (Case, Vec<LedgerChange>);

impl App {
    /// Contests a measure or an incident. What is contested does not count until that is settled; a measure in force goes on (L3).
    ///
    /// # Errors
    /// [`Failure::Invalid`] for too short a text; [`Failure::NotFound`] for something that does not concern this business; [`Failure::Refused`] when it is contested already.
    pub async fn contest(&self, contest: &Contest, by: &Actor) -> Result<Case, Failure> {
        let text = checked(&contest.text)?;
        let snapshot = self.snapshot(contest.network).await?;
        let policy = snapshot.policy_of(contest.business).ok_or(Failure::NotFound("business"))?;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        tx.lock_business(contest.network, contest.business).await?;
        let standing = standing_in(&mut tx, &snapshot, contest.business, now).await?;
        let case = self.contesting(
            contest,
            &standing,
            by,
            text,
            answer_by(now, policy.reliability.decide_within),
            now,
        )?;
        refuse_twice(&mut tx, &snapshot, &case).await?;
        tx.add_case(contest.network, &case).await?;
        tx.write_ledger(contest.network, &opened(&case, &standing)).await?;
        let letter = self.letter(MessageKind::CaseOpened, case.id.0, Recipient::Network, now);
        tx.add_notices(contest.network, &[letter], now).await?;
        self.rank(&mut tx, contest.network, contest.business, now).await?;
        tx.commit().await?;
        Ok(case)
    }

    fn contesting(
        &self,
        contest: &Contest,
        standing: &Standing,
        by: &Actor,
        text: String,
        answer_by: Timestamp,
        now: Timestamp,
    ) -> Result<Case, Failure> {
        let measure = contest.measure.map(|id| {
            standing
                .measures
                .iter()
                .find(|measure| measure.id == id)
                .ok_or(Failure::NotFound("measure"))
        });
        let measure = measure.transpose()?;
        let strike = contest.strike.map(|id| {
            standing
                .strikes
                .iter()
                .find(|strike| strike.id == id)
                .ok_or(Failure::NotFound("strike"))
        });
        let strike = strike.transpose()?;
        if measure.is_none() && strike.is_none() {
            return Err(Failure::NotFound("measure"));
        }
        Ok(Case {
            id: CaseId(self.entropy.id(now)),
            kind: if measure.is_some() {
                CaseKind::ContestedMeasure
            } else {
                CaseKind::ContestedStrike
            },
            business: contest.business,
            practitioner: measure
                .and_then(|measure| measure.practitioner)
                .or(strike.map(|strike| strike.practitioner)),
            appointment: strike.map(|strike| strike.appointment),
            measure: measure.map(|measure| measure.id),
            strike: strike.map(|strike| strike.id),
            opened_by: by.clone(),
            opened_at: now,
            text,
            author: measure.map_or(Author::Automatic, |measure| measure.author.clone()),
            answer_by,
            state: CaseState::Open,
        })
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

impl App {
    /// Opens the case of a client who says that the professional asked for the cancellation (WEC-09).
    pub(super) async fn open_reported(&self, tx: &mut Tx, decision: &Decision) -> Result<(), Failure> {
        let (appointment, change) = (&decision.appointment, &decision.change);
        let now = change.act.now;
        let case = Case {
            id: CaseId(self.entropy.id(now)),
            kind: CaseKind::AskedToCancel,
            business: appointment.business,
            practitioner: Some(appointment.practitioner),
            appointment: Some(appointment.id),
            measure: None,
            strike: None,
            opened_by: change.act.clicked_by.clone(),
            opened_at: now,
            text: change.message.clone(),
            author: Author::Automatic,
            answer_by: answer_by(now, appointment.terms.policy.reliability.decide_within),
            state: CaseState::Open,
        };
        tx.add_case(appointment.network, &case).await?;
        let letter = self.letter(MessageKind::CaseOpened, case.id.0, Recipient::Network, now);
        Ok(tx.add_notices(appointment.network, &[letter], now).await?)
    }

    /// What a decision would change, before anybody clicks.
    ///
    /// # Errors
    /// As [`App::decide_case`].
    pub async fn preview_case(&self, wish: &CaseWish, by: &Actor) -> Result<(Case, Vec<LedgerChange>), Failure> {
        let case = self
            .store
            .case(wish.network, wish.case)
            .await?
            .ok_or(Failure::NotFound("case"))?;
        let (snapshot, standing) = (
            self.snapshot(wish.network).await?,
            self.standing(wish.network, case.business).await?,
        );
        self.case_decided(&snapshot, &case, wish, by, &standing, self.clock.now())
    }

    /// Restricts a business by a person's decision, with written reasons (WEC-09). The business is told in the same act.
    ///
    /// # Errors
    /// [`Failure::NotFound`]; [`Failure::Invalid`] for too short reasons.
    pub async fn impose(
        &self,
        network: NetworkId,
        business: BusinessId,
        lasts: Notice,
        reasons: &str,
        by: &Actor,
    ) -> Result<Measure, Failure> {
        Ok(self.impose_once(network, business, lasts, reasons, by, None).await?.done())
    }

    /// As [`App::impose`], for a program that may send its request again.
    ///
    /// # Errors
    /// As [`App::impose`]; [`Failure::KeyReused`] for a key that came with another request.
    pub async fn impose_once(
        &self,
        network: NetworkId,
        business: BusinessId,
        lasts: Notice,
        reasons: &str,
        by: &Actor,
        once: Option<&Once<'_, Measure>>,
    ) -> Result<Outcome<Measure>, Failure> {
        let reasons = checked(reasons)?;
        let now = self.clock.now();
        let measure = Measure {
            id: MeasureId(self.entropy.id(now)),
            subject: Subject::Business(business),
            practitioner: None,
            kind: MeasureKind::Limitation,
            ground: Ground::Found { strike: None, reasons },
            author: Author::Person(by.id.clone()),
            begun_at: now,
            end_at: answer_by(now, lasts),
            lifted: None,
        };
        let mut tx = self.store.begin().await?;
        if !tx.lock_business(network, business).await? {
            return Err(Failure::NotFound("business"));
        }
        if let Some(answer) = repeated(&mut tx, network, once).await? {
            tx.commit().await?;
            return Ok(Outcome::Repeated(answer));
        }
        self.write_changes(&mut tx, network, business, &[LedgerChange::Begin(measure.clone())], now)
            .await?;
        self.audit_in(&mut tx, network, &by.id, Audited::MeasureBegun(measure.id))
            .await?;
        remember(&mut tx, network, once, &measure, now).await?;
        tx.commit().await?;
        Ok(Outcome::Done(measure))
    }

    /// Lifts a measure before its end, with written reasons. What it was founded on stays counted; a contest strikes that out.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a measure that is not in force; [`Failure::Invalid`] for too short reasons.
    pub async fn lift(&self, network: NetworkId, id: MeasureId, reasons: &str, by: &Actor) -> Result<(), Failure> {
        let reasons = checked(reasons)?;
        let now = self.clock.now();
        let measure = self
            .store
            .measure(network, id)
            .await?
            .filter(|measure| measure.in_force_at(now));
        let Some(Subject::Business(business)) = measure.map(|measure| measure.subject) else {
            return Err(Failure::NotFound("measure"));
        };
        let lifted = StruckOut {
            at: now,
            by: by.id.clone(),
            why: reasons,
        };
        let mut tx = self.store.begin().await?;
        tx.lock_business(network, business).await?;
        self.write_changes(&mut tx, network, business, &[LedgerChange::Lift { measure: id, lifted }], now)
            .await?;
        self.audit_in(&mut tx, network, &by.id, Audited::MeasureLifted(id)).await?;
        Ok(tx.commit().await?)
    }

    /// Decides a case: the decision, the ledger and what the business is told are one act (L12).
    ///
    /// # Errors
    /// [`Failure::NotFound`]; [`Failure::Refused`] when it was decided before, by the author of what is contested, or without reasons.
    pub async fn decide_case(&self, wish: &CaseWish, by: &Actor) -> Result<DecidedCase, Failure> {
        Ok(self.decide_case_once(wish, by, None).await?.done())
    }

    /// As [`App::decide_case`], for a program that may send its request again.
    ///
    /// # Errors
    /// As [`App::decide_case`]; [`Failure::KeyReused`] for a key that came with another request.
    pub async fn decide_case_once(
        &self,
        wish: &CaseWish,
        by: &Actor,
        once: Option<&Once<'_, DecidedCase>>,
    ) -> Result<Outcome<DecidedCase>, Failure> {
        let business = self
            .store
            .case(wish.network, wish.case)
            .await?
            .ok_or(Failure::NotFound("case"))?
            .business;
        let snapshot = self.snapshot(wish.network).await?;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        tx.lock_business(wish.network, business).await?;
        if let Some(answer) = repeated(&mut tx, wish.network, once).await? {
            tx.commit().await?;
            return Ok(Outcome::Repeated(answer));
        }
        let case = tx.case(wish.network, wish.case).await?.ok_or(Failure::NotFound("case"))?;
        let standing = standing_in(&mut tx, &snapshot, business, now).await?;
        let (decided, changes) = self.case_decided(&snapshot, &case, wish, by, &standing, now)?;
        tx.put_decision(wish.network, &decided).await?;
        self.audit_in(&mut tx, wish.network, &by.id, Audited::CaseDecided(decided.id))
            .await?;
        self.write_changes(&mut tx, wish.network, business, &changes, now).await?;
        let letter = self.letter(MessageKind::CaseDecided, decided.id.0, Recipient::Business, now);
        tx.add_notices(wish.network, &[letter], now).await?;
        let done = (decided, changes);
        remember(&mut tx, wish.network, once, &done, now).await?;
        tx.commit().await?;
        Ok(Outcome::Done(done))
    }

    fn case_decided(
        &self,
        snapshot: &Snapshot,
        case: &Case,
        wish: &CaseWish,
        by: &Actor,
        standing: &Standing,
        now: Timestamp,
    ) -> Result<(Case, Vec<LedgerChange>), Failure> {
        let policy = snapshot.policy_of(case.business).ok_or(Failure::NotFound("business"))?;
        let decision = CaseDecision {
            uphold: wish.uphold,
            reasons: wish.reasons.clone(),
            limit_for: wish.limit_for,
            by: by.id.clone(),
        };
        decide_case(case, &decision, standing, &policy.reliability, now, &mut self.fresh_ids(now))
            .map_err(|refusal| refused(snapshot, refusal))
    }
}

fn refused(snapshot: &Snapshot, refusal: CaseRefusal) -> Failure {
    Failure::Refused(Box::new(Refused {
        refusal: Refusal::Case(refusal),
        contact: snapshot.network().contact.clone(),
        nearest: Vec::new(),
    }))
}

fn checked(text: &str) -> Result<String, Failure> {
    let mut fields = Fields::default();
    let text = fields.text("text", text);
    if text.chars().count() < SHORTEST_REASONS {
        fields.fault("text", "too-short", Some(SHORTEST_REASONS));
    }
    fields.finish()?;
    Ok(text)
}

fn answer_by(now: Timestamp, within: Notice) -> Timestamp {
    let within = SignedDuration::from_mins(i64::from(within.elapsed_minutes()));
    now.saturating_add(within).unwrap_or(Timestamp::MAX)
}
