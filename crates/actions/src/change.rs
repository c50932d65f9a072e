//! How a decision is taken and applied: one transaction, the practitioner's row touched first, the same answer for a repeated request.

use std::sync::Arc;

use domain::agenda::Agenda;
use domain::appointment::{Act, Actor, Appointment, Decision, Side};
use domain::ids::{AppointmentId, MessageId, NetworkId};
use jiff::Timestamp;
use store::{Applied, IdempotentAnswer, Stored, Tx};

use crate::catalogue::{Offering, Snapshot};
use crate::failure::ChangedMeanwhile;
use crate::links::NewLink;
use crate::reschedule::own_rules;
use crate::slots::around;
use crate::{App, Failure, Refusal, Refused};

/// A request that a program may send again: the same key gives the same answer and one effect (R15).
pub struct Once<'a, T = Stored> {
    /// The caller's key, at most 255 characters.
    pub key: &'a str,
    /// Digest of everything that makes the request another one.
    pub fingerprint: String,
    /// Writes the answer that is stored and, from then on, repeated: status and body.
    pub answer: &'a (dyn Fn(&T) -> (u16, String) + Sync),
}

/// What an action that may be repeated came to.
#[derive(Debug)]
pub enum Outcome<T> {
    /// It was done now.
    Done(T),
    /// It had been done before; this was the answer.
    Repeated(IdempotentAnswer),
}

impl<T> Outcome<T> {
    /// The result of an action that was not given a key.
    ///
    /// # Panics
    /// When the action was given one and repeated an answer.
    pub fn done(self) -> T {
        match self {
            Outcome::Done(result) => result,
            Outcome::Repeated(_) => unreachable!("only a request with a key has an answer to repeat"),
        }
    }
}

/// The facts a change is decided on, read under the practitioner's lock.
pub(crate) struct Facts<'a> {
    pub(crate) appointment: &'a Appointment,
    pub(crate) agenda: &'a Agenda,
    pub(crate) offering: Offering<'a>,
    pub(crate) act: &'a Act,
}

/// Who wants which appointment changed, and what page they had before them.
pub(crate) struct Wanted<'a> {
    pub(crate) network: NetworkId,
    pub(crate) id: AppointmentId,
    pub(crate) by: &'a Actor,
    pub(crate) asked_by: Side,
    /// The version that was shown; `None` acts on whatever is there.
    pub(crate) seen_version: Option<u32>,
    /// The time around which busy time matters: the wanted one, or the present one.
    pub(crate) near: Option<Timestamp>,
    /// The last of several wanted times.
    pub(crate) until: Option<Timestamp>,
}

impl<'a> Wanted<'a> {
    /// What the business wants of an appointment, whatever was shown before.
    pub(crate) fn by_business(network: NetworkId, id: AppointmentId, by: &'a Actor) -> Self {
        Wanted {
            network,
            id,
            by,
            asked_by: Side::Business,
            seen_version: None,
            near: None,
            until: None,
        }
    }
}

impl Wanted<'_> {
    /// The stretch of busy time that decides about everything that is wanted.
    fn stretch(&self, appointment: &Appointment) -> (Timestamp, Timestamp) {
        let near = self.near.unwrap_or(appointment.when.start);
        (around(near).0, around(self.until.unwrap_or(near)).1)
    }
}

/// How often a transaction that the database gave up is tried again.
const TRIES: usize = 5;

impl App {
    /// Changes an appointment by a decision of the domain.
    pub(crate) async fn change<R: Into<Refusal>>(
        &self,
        wanted: &Wanted<'_>,
        once: Option<&Once<'_>>,
        decide: impl Fn(&Facts<'_>) -> Result<Decision, R>,
    ) -> Result<Outcome<Stored>, Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_change(wanted, once, &decide).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < TRIES => {}
                Ok(Some(outcome)) => return Ok(outcome),
                Ok(None) if tries < TRIES => {}
                Ok(None) => return Err(Failure::NotFound("appointment")),
                Err(failure) => return Err(failure),
            }
        }
    }

    /// One try; `None` when the appointment changed hands between the first look and the lock.
    async fn try_change<R: Into<Refusal>>(
        &self,
        wanted: &Wanted<'_>,
        once: Option<&Once<'_>>,
        decide: &impl Fn(&Facts<'_>) -> Result<Decision, R>,
    ) -> Result<Option<Outcome<Stored>>, Failure> {
        let snapshot = self.snapshot(wanted.network).await?;
        let missing = || Failure::NotFound("appointment");
        let mut tx = self.store.begin().await?;
        let seen = tx.appointment(wanted.network, wanted.id).await?.ok_or_else(missing)?;
        // The business first: what a change writes into its ledger is counted under this lock.
        tx.lock_business(wanted.network, seen.appointment.business).await?;
        tx.lock_practitioner(wanted.network, seen.appointment.practitioner).await?;
        let current = tx.appointment(wanted.network, wanted.id).await?.ok_or_else(missing)?;
        if current.appointment.practitioner != seen.appointment.practitioner {
            return Ok(None);
        }
        if let Some(answer) = repeated(&mut tx, wanted.network, once).await? {
            // Its twin may not be on the disk yet: the commit waits until it is, so that what is repeated was acknowledged (I2).
            tx.commit().await?;
            return Ok(Some(Outcome::Repeated(answer)));
        }
        let offering = offering_of(&snapshot, &current.appointment)?;
        let agenda = agenda_without(&mut tx, wanted, offering, &current.appointment).await?;
        let act = Act {
            clicked_by: wanted.by.clone(),
            asked_by: wanted.asked_by,
            now: self.clock.now(),
        };
        let facts = Facts {
            appointment: &current.appointment,
            agenda: &agenda,
            offering,
            act: &act,
        };
        let mut decision = self.decided(wanted, &facts, decide, &snapshot)?;
        self.follow(&mut tx, &snapshot, &mut decision).await?;
        if !self.applied(&mut tx, &decision, None).await? {
            return Ok(None);
        }
        let stored = Stored {
            appointment: decision.appointment,
            link_nonce: current.link_nonce,
        };
        remember(&mut tx, wanted.network, once, &stored, act.now).await?;
        tx.commit().await?;
        Ok(Some(Outcome::Done(stored)))
    }

    fn decided<R: Into<Refusal>>(
        &self,
        wanted: &Wanted<'_>,
        facts: &Facts<'_>,
        decide: &impl Fn(&Facts<'_>) -> Result<Decision, R>,
        snapshot: &Snapshot,
    ) -> Result<Decision, Failure> {
        let version = facts.appointment.version;
        let refusal = match wanted.seen_version {
            Some(seen) if seen != version => ChangedMeanwhile { version }.into(),
            _ => match decide(facts) {
                Ok(decision) => return Ok(decision),
                Err(refusal) => refusal.into(),
            },
        };
        let near = refusal.start().or(wanted.near).unwrap_or(facts.appointment.when.start);
        let nearest = if refusal.is_about_the_slot() {
            let mut free = self.nearest(facts.agenda, &own_rules(facts.appointment, facts.offering), near, 4);
            // Its own time is free for it, but it is not another one.
            free.retain(|slot| slot.start != facts.appointment.when.start);
            free.truncate(3);
            free
        } else {
            Vec::new()
        };
        let reply_to = facts.appointment.terms.policy.reply_to;
        let contact = snapshot.contact(reply_to, facts.appointment.practitioner);
        Err(Failure::Refused(Box::new(Refused {
            refusal,
            contact,
            nearest,
        })))
    }

    /// Writes a decision; `false` when another change came first.
    pub(crate) async fn applied(&self, tx: &mut Tx, decision: &Decision, link: Option<NewLink>) -> Result<bool, Failure> {
        let now = decision.change.act.now;
        let ids: Vec<MessageId> = decision.messages.iter().map(|_| MessageId(self.entropy.id(now))).collect();
        let link = link.map(|link| store::Link {
            nonce: link.nonce,
            hash: link.hash,
        });
        if tx.apply(decision, link.as_ref(), &ids).await? != Applied::Done {
            return Ok(false);
        }
        self.write_consequences(tx, decision).await?;
        Ok(true)
    }

    /// The decision on an appointment as it is now, not applied: the preview.
    pub(crate) async fn previewed<R: Into<Refusal>>(
        &self,
        wanted: &Wanted<'_>,
        decide: impl Fn(&Facts<'_>) -> Result<Decision, R>,
    ) -> Result<Decision, Failure> {
        let (stored, snapshot) = self.appointment(wanted.network, wanted.id).await?;
        let appointment = &stored.appointment;
        let offering = offering_of(&snapshot, appointment)?;
        let (from, to) = wanted.stretch(appointment);
        let read = self.read_agenda(wanted.network, offering, from, to).await?;
        let mut agenda = read.for_what_is_booked();
        let own = appointment.busy();
        if appointment.state.takes_time() {
            agenda.busy.retain(|busy| *busy != own);
        }
        let act = Act {
            clicked_by: wanted.by.clone(),
            asked_by: wanted.asked_by,
            now: self.clock.now(),
        };
        let facts = Facts {
            appointment,
            agenda: &agenda,
            offering,
            act: &act,
        };
        let mut decision = self.decided(wanted, &facts, &decide, &snapshot)?;
        self.foresee(&snapshot, &mut decision).await?;
        Ok(decision)
    }

    /// An appointment with the catalogue it belongs to.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for ids that are unknown or belong to another network.
    pub async fn appointment(&self, network: NetworkId, id: AppointmentId) -> Result<(Stored, Arc<Snapshot>), Failure> {
        let stored = self
            .store
            .appointment(network, id)
            .await?
            .ok_or(Failure::NotFound("appointment"))?;
        Ok((stored, self.snapshot(network).await?))
    }

    /// The appointment behind a personal link. A link lives as long as its appointment, whatever became of it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for an unknown link.
    pub async fn appointment_by_link(&self, token: &str) -> Result<(Stored, Arc<Snapshot>), Failure> {
        let hash = crate::links::hash(token);
        let stored = self
            .store
            .appointment_by_link(&hash)
            .await?
            .ok_or(Failure::NotFound("link"))?;
        let snapshot = self.snapshot(stored.appointment.network).await?;
        Ok((stored, snapshot))
    }
}

/// A service that is no longer offered can still be changed: the appointment keeps its own length, price and terms.
pub(crate) fn offering_of<'a>(snapshot: &'a Snapshot, appointment: &Appointment) -> Result<Offering<'a>, Failure> {
    snapshot
        .joined(appointment.practitioner, appointment.service, appointment.place)
        .ok_or(Failure::NotFound("service"))
}

async fn agenda_without(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    offering: Offering<'_>,
    appointment: &Appointment,
) -> Result<Agenda, Failure> {
    let (from, to) = wanted.stretch(appointment);
    let (zone, capacity) = (offering.place.zone.clone(), offering.practitioner.capacity);
    let without = Some(appointment.id);
    let agenda = tx
        .agenda(
            wanted.network,
            appointment.practitioner,
            appointment.place,
            zone,
            capacity,
            from,
            to,
            without,
        )
        .await?;
    Ok(agenda.for_what_is_booked())
}

pub(crate) async fn repeated<T>(
    tx: &mut Tx,
    network: NetworkId,
    once: Option<&Once<'_, T>>,
) -> Result<Option<IdempotentAnswer>, Failure> {
    let Some(once) = once else { return Ok(None) };
    match tx.idempotent(network, once.key).await? {
        Some(answer) if answer.fingerprint != once.fingerprint => Err(Failure::KeyReused),
        answer => Ok(answer),
    }
}

pub(crate) async fn remember<T>(
    tx: &mut Tx,
    network: NetworkId,
    once: Option<&Once<'_, T>>,
    stored: &T,
    now: Timestamp,
) -> Result<(), Failure> {
    let Some(once) = once else { return Ok(()) };
    let (status, body) = (once.answer)(stored);
    let answer = IdempotentAnswer {
        fingerprint: once.fingerprint.clone(),
        status,
        body,
    };
    match tx.remember_answer(network, once.key, &answer, now).await {
        // Somebody used the key for another practitioner at the same moment; both cannot be the same request.
        Err(error) if error.constraint() == Some("idempotency_key") => Err(Failure::KeyReused),
        other => Ok(other?),
    }
}
