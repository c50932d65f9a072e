//! Cases: reported by a client, decided by a person of the network; measures that such a person takes or lifts.

use domain::appointment::{Actor, Decision};
use domain::ids::{BusinessId, CaseId, MeasureId, NetworkId};
use domain::messages::{MessageKind, Recipient};
use domain::notice::Notice;
use domain::reliability::{
    Author, Case, CaseDecision, CaseKind, CaseRefusal, CaseState, Ground, LedgerChange, Measure, MeasureKind, SHORTEST_REASONS,
    Standing, StruckOut, Subject, decide_case,
};
use jiff::Timestamp;
use store::Tx;

use super::standing_in;
use crate::catalogue::Snapshot;
use crate::change::{Once, Outcome, remember, repeated};
use crate::fields::Fields;
use crate::{App, Audited, Failure, Refusal, Refused};

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
            answer_by: appointment.terms.policy.reliability.decide_within.after(now),
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
            end_at: lasts.after(now),
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

pub(super) fn refused(snapshot: &Snapshot, refusal: CaseRefusal) -> Failure {
    Failure::Refused(Box::new(Refused {
        refusal: Refusal::Case(refusal),
        contact: snapshot.network().contact.clone(),
        nearest: Vec::new(),
    }))
}

pub(super) fn checked(text: &str) -> Result<String, Failure> {
    let mut fields = Fields::default();
    let text = fields.text("text", text);
    if text.chars().count() < SHORTEST_REASONS {
        fields.fault("text", "too-short", Some(SHORTEST_REASONS));
    }
    fields.finish()?;
    Ok(text)
}
