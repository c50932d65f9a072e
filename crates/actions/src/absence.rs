//! An absence as one act: it is entered, changed or taken back together with what becomes of the appointments it hits.

mod facts;
mod options;
mod plain;

pub use options::{AbsenceHit, Colleague};
pub use plain::NewAbsence;

use domain::absence::{AbsencePlan, AbsenceRefusal, Word, plan};
use domain::appointment::{Act, Actor, Reason, Side};
use domain::ids::{AbsenceId, AppointmentId, BusinessId, NetworkId, PractitionerId};
use domain::policy::ReplyTo;
use domain::reliability::{Away, Consequences, Standing};
use jiff::Timestamp;
use store::{AbsenceRow, DayEntry, Tx};

use crate::catalogue::Snapshot;
use crate::change::{remember, repeated};
use crate::failure::Refused;
use crate::fields::Fields;
use crate::{App, ChangedMeanwhile, Failure, Once, Outcome, Refusal};
use facts::Facts;

/// An absence with what becomes of the appointments it hits, as entered.
#[derive(Debug, Clone)]
pub struct AbsenceWish {
    /// The network.
    pub network: NetworkId,
    /// Who is away.
    pub practitioner: PractitionerId,
    /// The absence whose times are changed; `None` enters a new one.
    pub replaces: Option<AbsenceId>,
    /// First instant away.
    pub start: Timestamp,
    /// First instant back.
    pub end: Timestamp,
    /// A word for the colleagues.
    pub note: String,
    /// Why, for everything that is cancelled, proposed or handed over.
    pub reason: Option<Reason>,
    /// The one message to all clients who are told something.
    pub message: String,
    /// What becomes of each appointment. `None` leaves all of them where they are; given, it must name every appointment that is hit (R16).
    pub choices: Option<Vec<Chosen>>,
}

/// What was chosen for one appointment.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was shown.
    pub seen_version: Option<u32>,
    /// What becomes of it.
    pub choice: WishedChoice,
}

/// What somebody chooses for an appointment, before the places are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WishedChoice {
    /// It stays.
    Keep,
    /// Other times are proposed to the client.
    Propose {
        /// One to three starts; none for those that are nearest.
        starts: Vec<Timestamp>,
    },
    /// A colleague of the same business takes it over.
    HandOver {
        /// Who.
        to: PractitionerId,
    },
    /// It is cancelled.
    Cancel,
}

/// What an absence comes to, or came to.
#[derive(Debug, Clone)]
pub struct AbsenceOutcome {
    /// The absence.
    pub absence: AbsenceRow,
    /// The appointments it hits, as they were before, by start.
    pub entries: Vec<DayEntry>,
    /// What becomes of each.
    pub plan: AbsencePlan,
    /// What follows for the business, everything together.
    pub consequences: Consequences,
}

/// How often a transaction that the database gave up is tried again.
const TRIES: usize = 5;

impl App {
    /// Enters or changes an absence and does what was chosen for every appointment it hits: all of it, or nothing.
    ///
    /// # Errors
    /// [`Failure::Refused`] with [`AbsenceRefusal`] when an appointment is not decided on or a choice cannot be carried out; [`Failure::Invalid`] for
    /// times or texts that cannot be used; [`Failure::NotFound`] for an absence or a practitioner that is not there.
    pub async fn enter_absence(
        &self,
        wish: &AbsenceWish,
        by: &Actor,
        once: Option<&Once<'_, AbsenceOutcome>>,
    ) -> Result<Outcome<AbsenceOutcome>, Failure> {
        let wish = checked(wish)?;
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_enter(&wish, by, once).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < TRIES => {}
                Ok(Some(outcome)) => return Ok(outcome),
                Ok(None) if tries < TRIES => {}
                Ok(None) => return Err(Failure::NotFound("appointment")),
                Err(failure) => return Err(failure),
            }
        }
    }

    /// What the absence would come to now; nothing is written.
    ///
    /// # Errors
    /// As [`App::enter_absence`].
    pub async fn preview_absence(&self, wish: &AbsenceWish, by: &Actor) -> Result<AbsenceOutcome, Failure> {
        let wish = checked(wish)?;
        let (snapshot, business) = self.business_of(wish.network, wish.practitioner).await?;
        let act = self.act_of_business(by);
        let absence = self.row(&wish, act.now);
        let before = self.replaced(&wish).await?;
        let facts = Facts::read(self, &snapshot, &wish, before.as_ref(), act.now).await?;
        let plan = self.planned(&facts, &wish, &act, &snapshot)?;
        let standing = self.standing(wish.network, business).await?;
        let consequences = self.foreseen(&snapshot, business, standing, &plan, &absence, act.now)?;
        Ok(AbsenceOutcome {
            absence,
            entries: facts.entries,
            plan,
            consequences,
        })
    }

    /// What taking an absence back would change for the business: incidents under it count on their own again.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when this practitioner has no such absence.
    pub async fn preview_removed_absence(
        &self,
        network: NetworkId,
        practitioner: PractitionerId,
        id: AbsenceId,
    ) -> Result<Consequences, Failure> {
        let (snapshot, business) = self.business_of(network, practitioner).await?;
        let known = self.store.absence(network, practitioner, id).await?;
        known.ok_or(Failure::NotFound("absence"))?;
        let mut standing = self.standing(network, business).await?;
        standing.away.retain(|away| away.absence != id);
        self.recounted(&snapshot, business, &mut standing, self.clock.now())
    }

    async fn try_enter(
        &self,
        wish: &AbsenceWish,
        by: &Actor,
        once: Option<&Once<'_, AbsenceOutcome>>,
    ) -> Result<Option<Outcome<AbsenceOutcome>>, Failure> {
        let (snapshot, business) = self.business_of(wish.network, wish.practitioner).await?;
        let mut tx = self.store.begin().await?;
        lock(&mut tx, wish, business).await?;
        if let Some(answer) = repeated(&mut tx, wish.network, once).await? {
            // Its twin may not be on the disk yet: the commit waits until it is, so that what is repeated was acknowledged (I2).
            tx.commit().await?;
            return Ok(Some(Outcome::Repeated(answer)));
        }
        let act = self.act_of_business(by);
        let before = self.replaced(wish).await?;
        let facts = Facts::read_in(&mut tx, &snapshot, wish, before.as_ref(), act.now).await?;
        let plan = self.planned(&facts, wish, &act, &snapshot)?;
        let absence = self.row(wish, act.now);
        // The absence first: what is cancelled late under it is one incident from the beginning (WEC-15, WEC-16).
        write(&mut tx, wish, &absence, &act).await?;
        let mut consequences = Consequences {
            changes: self.recount(&mut tx, &snapshot, business, act.now).await?,
            counts: Vec::new(),
        };
        let mut done = plan.clone();
        for decision in done.steps.iter_mut().filter_map(|step| step.decision.as_mut()) {
            self.follow(&mut tx, &snapshot, decision).await?;
            if !self.applied(&mut tx, decision, None).await? {
                return Ok(None);
            }
            consequences.absorb(&decision.consequences);
        }
        let outcome = AbsenceOutcome {
            absence,
            entries: facts.entries,
            plan: done,
            consequences,
        };
        remember(&mut tx, wish.network, once, &outcome, act.now).await?;
        tx.commit().await?;
        Ok(Some(Outcome::Done(outcome)))
    }

    fn planned(&self, facts: &Facts, wish: &AbsenceWish, act: &Act, snapshot: &Snapshot) -> Result<AbsencePlan, Failure> {
        let word = Word {
            reason: wish.reason,
            message: wish.message.clone(),
        };
        let told = |refusal: Refusal| {
            Failure::Refused(Box::new(Refused {
                refusal,
                contact: snapshot.contact(ReplyTo::Business, wish.practitioner),
                nearest: Vec::new(),
            }))
        };
        unchanged(facts, wish).map_err(&told)?;
        let hits = facts.hits(snapshot, wish, act.now).map_err(|refusal| told(refusal.into()))?;
        plan(hits, &word, act).map_err(|refusal| told(refusal.into()))
    }

    fn foreseen(
        &self,
        snapshot: &Snapshot,
        business: BusinessId,
        mut standing: Standing,
        plan: &AbsencePlan,
        absence: &AbsenceRow,
        now: Timestamp,
    ) -> Result<Consequences, Failure> {
        standing.away.retain(|away| away.absence != absence.id);
        standing.away.push(Away {
            absence: absence.id,
            practitioner: absence.practitioner,
            start: absence.start,
            end: absence.end,
        });
        let mut all = self.recounted(snapshot, business, &mut standing, now)?;
        let followed = plan.follows(&standing, &mut self.fresh_ids(now));
        all.changes.extend(followed.changes);
        all.counts = followed.counts;
        Ok(all)
    }

    /// What begins and ends because the absences are now as in `standing`, with what counts then.
    fn recounted(
        &self,
        snapshot: &Snapshot,
        business: BusinessId,
        standing: &mut Standing,
        now: Timestamp,
    ) -> Result<Consequences, Failure> {
        let policy = snapshot.policy_of(business).ok_or(Failure::NotFound("business"))?;
        let rules = &policy.reliability.business;
        let counts = standing.counts(rules, now);
        let changes = standing.settled(Vec::new(), rules, now, &mut self.fresh_ids(now));
        Ok(Consequences { changes, counts })
    }

    async fn replaced(&self, wish: &AbsenceWish) -> Result<Option<AbsenceRow>, Failure> {
        let Some(id) = wish.replaces else { return Ok(None) };
        let known = self.store.absence(wish.network, wish.practitioner, id).await?;
        known.map(Some).ok_or(Failure::NotFound("absence"))
    }

    fn row(&self, wish: &AbsenceWish, now: Timestamp) -> AbsenceRow {
        AbsenceRow {
            id: wish.replaces.unwrap_or_else(|| AbsenceId(self.entropy.id(now))),
            practitioner: wish.practitioner,
            start: wish.start,
            end: wish.end,
            note: wish.note.clone(),
        }
    }

    pub(crate) fn act_of_business(&self, by: &Actor) -> Act {
        Act {
            clicked_by: by.clone(),
            asked_by: Side::Business,
            now: self.clock.now(),
        }
    }
}

/// The business, then everybody whose agenda may change, in the order of their ids.
async fn lock(tx: &mut Tx, wish: &AbsenceWish, business: BusinessId) -> Result<(), Failure> {
    tx.lock_business(wish.network, business).await?;
    let colleagues = wish.choices.iter().flatten().filter_map(|chosen| match chosen.choice {
        WishedChoice::HandOver { to } => Some(to),
        _ => None,
    });
    let mut practitioners: Vec<PractitionerId> = colleagues.chain([wish.practitioner]).collect();
    practitioners.sort_unstable();
    practitioners.dedup();
    for practitioner in practitioners {
        let known = tx.lock_practitioner(wish.network, practitioner).await?;
        known.then_some(()).ok_or(Failure::NotFound("practitioner"))?;
    }
    Ok(())
}

async fn write(tx: &mut Tx, wish: &AbsenceWish, absence: &AbsenceRow, act: &Act) -> Result<(), Failure> {
    if wish.replaces.is_none() {
        return Ok(tx.add_absence(wish.network, absence, &act.clicked_by.id, act.now).await?);
    }
    let changed = tx.change_absence(wish.network, absence).await?;
    changed.then_some(()).ok_or(Failure::NotFound("absence"))
}

/// Somebody may have changed an appointment, booked one or taken one away since the choices were made (R16).
fn unchanged(facts: &Facts, wish: &AbsenceWish) -> Result<(), Refusal> {
    let Some(choices) = &wish.choices else { return Ok(()) };
    let hit = |id: AppointmentId| facts.entries.iter().find(|entry| entry.appointment.id == id);
    for chosen in choices {
        let entry = hit(chosen.appointment).ok_or(AbsenceRefusal::AbsenceHitsNot {
            appointment: chosen.appointment,
        })?;
        let version = entry.appointment.version;
        if chosen.seen_version.is_some_and(|seen| seen != version) {
            return Err(ChangedMeanwhile { version }.into());
        }
    }
    let ids = facts.entries.iter().map(|entry| entry.appointment.id);
    let appointments: Vec<AppointmentId> = ids
        .filter(|id| choices.iter().all(|chosen| chosen.appointment != *id))
        .collect();
    if appointments.is_empty() {
        Ok(())
    } else {
        Err(AbsenceRefusal::AbsenceHitsMore { appointments }.into())
    }
}

fn checked(wish: &AbsenceWish) -> Result<AbsenceWish, Failure> {
    let mut fields = Fields::default();
    let note = fields.text("note", &wish.note);
    let message = fields.text("message", &wish.message);
    if wish.end <= wish.start {
        fields.fault("end", "before-start", None);
    } else if wish.end.as_second() - wish.start.as_second() > 2 * 366 * 86_400 {
        fields.fault("end", "too-far", None);
    }
    let twice = |choices: &Vec<Chosen>| {
        let ids: std::collections::BTreeSet<AppointmentId> = choices.iter().map(|chosen| chosen.appointment).collect();
        ids.len() < choices.len()
    };
    if wish.choices.as_ref().is_some_and(twice) {
        fields.fault("choices", "twice", None);
    }
    fields.finish()?;
    Ok(AbsenceWish {
        note,
        message,
        ..wish.clone()
    })
}
