//! Taking decisions on what came in: first as a rehearsal that only reads, then, if that is wanted, under the practitioner's lock.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::agenda::{Agenda, Busy};
use domain::appointment::{Act, Actor, Decision, ImportRequest, Recorded, Side, Terms, import};
use domain::ids::{AppointmentId, ClientId, NetworkId, PractitionerId};
use domain::people::Client;
use jiff::{SignedDuration, Timestamp};
use store::Imported;

use super::{Incoming, Verdict, Why};
use crate::booking::terms;
use crate::catalogue::{Offering, Snapshot};
use crate::{App, Failure};

/// Appointments that share a commit: enough to spare the disk, few enough to let others write in between.
const AT_ONCE: usize = 40;
/// How often a transaction that the database gave up is tried again.
const TRIES: usize = 5;
/// No appointment takes more time than this, buffers included; the schema says so.
const LONGEST_BUSY: SignedDuration = SignedDuration::from_hours(48);

/// What is the same for all appointments of an import.
pub(super) struct Writing<'a> {
    pub(super) snapshot: &'a Snapshot,
    /// The name under which the records of the other system are remembered.
    pub(super) source: &'a str,
    /// Why appointments are placed over others.
    pub(super) force: Option<&'a str>,
    pub(super) by: &'a Actor,
}

impl App {
    /// What would come of these appointments. Reads only; those before are counted as taken over when those behind are judged.
    pub(super) async fn rehearse(&self, writing: &Writing<'_>, all: &[Incoming]) -> Result<Vec<Verdict>, Failure> {
        let network = writing.network();
        let mut known = self.store.imported_appointments(network, writing.source).await?;
        let mut here = HashSet::new();
        let mut planned = Planned::default();
        let mut verdicts = Vec::with_capacity(all.len());
        for incoming in all {
            let is_new = known.insert(incoming.source_id.clone());
            if !is_new {
                let why = if here.contains(&incoming.source_id) {
                    Why::Twice
                } else {
                    Why::Known
                };
                verdicts.push(Verdict::Skip(why));
                continue;
            }
            let reach = writing.reach(incoming)?;
            let mut busy = self
                .store
                .busy(network, incoming.practitioner, reach.start, reach.end)
                .await?;
            busy.extend(planned.around(incoming.practitioner, &reach));
            let verdict = match self.judge(writing, incoming, busy)? {
                Ok(decision) => {
                    planned.add(&decision);
                    here.insert(incoming.source_id.clone());
                    Verdict::Create
                }
                Err(refused) => {
                    known.remove(&incoming.source_id);
                    refused
                }
            };
            verdicts.push(verdict);
        }
        Ok(verdicts)
    }

    /// Takes these appointments over. What is written stays written when something fails behind it; another run goes on from there.
    pub(super) async fn take_over(&self, writing: &Writing<'_>, all: &[Incoming]) -> Result<Vec<Verdict>, Failure> {
        let mut verdicts: Vec<Verdict> = vec![Verdict::Create; all.len()];
        for (practitioner, places) in by_practitioner(all) {
            for part in places.chunks(AT_ONCE) {
                let batch: Vec<&Incoming> = part.iter().map(|place| &all[*place]).collect();
                let written = self.write_batch(writing, practitioner, &batch).await?;
                for (place, verdict) in part.iter().zip(written) {
                    verdicts[*place] = verdict;
                }
            }
        }
        mark_twice(all, &mut verdicts);
        Ok(verdicts)
    }

    /// One transaction for all, or, when the database refuses one of them, a transaction for each.
    async fn write_batch(
        &self,
        writing: &Writing<'_>,
        practitioner: PractitionerId,
        batch: &[&Incoming],
    ) -> Result<Vec<Verdict>, Failure> {
        match self.try_often(writing, practitioner, batch).await {
            Err(Failure::Store(error)) if error.constraint().is_some() => {}
            other => return other,
        }
        let mut verdicts = Vec::with_capacity(batch.len());
        for one in batch {
            match self.try_often(writing, practitioner, std::slice::from_ref(one)).await {
                Ok(written) => verdicts.extend(written),
                Err(Failure::Store(error)) => verdicts.push(refused_by_store(error)?),
                Err(other) => return Err(other),
            }
        }
        Ok(verdicts)
    }

    async fn try_often(
        &self,
        writing: &Writing<'_>,
        practitioner: PractitionerId,
        batch: &[&Incoming],
    ) -> Result<Vec<Verdict>, Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_batch(writing, practitioner, batch).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < TRIES => {}
                other => return other,
            }
        }
    }

    async fn try_batch(
        &self,
        writing: &Writing<'_>,
        practitioner: PractitionerId,
        batch: &[&Incoming],
    ) -> Result<Vec<Verdict>, Failure> {
        let network = writing.network();
        let mut tx = self.store.begin().await?;
        tx.lock_practitioner(network, practitioner).await?;
        let mut verdicts = Vec::with_capacity(batch.len());
        for incoming in batch {
            if tx
                .imported_appointment(network, writing.source, &incoming.source_id)
                .await?
                .is_some()
            {
                verdicts.push(Verdict::Skip(Why::Known));
                continue;
            }
            let reach = writing.reach(incoming)?;
            let busy = tx.busy(network, practitioner, reach.start, reach.end, None).await?;
            let mut decision = match self.judge(writing, incoming, busy)? {
                Ok(decision) => decision,
                Err(refused) => {
                    verdicts.push(refused);
                    continue;
                }
            };
            let now = decision.change.act.now;
            let client = Client {
                id: decision.appointment.client,
                ..incoming.client.clone()
            };
            decision.appointment.client = tx.client_for(network, &client, now).await?;
            self.applied(&mut tx, &decision, Some(self.links.new_link(self.entropy.bytes())))
                .await?;
            let ours = Imported::Appointment(decision.appointment.id);
            tx.remember_import(network, writing.source, &incoming.source_id, ours).await?;
            verdicts.push(Verdict::Create);
        }
        tx.commit().await?;
        Ok(verdicts)
    }

    /// The domain's decision, or what its refusal means for the row.
    fn judge(&self, writing: &Writing<'_>, incoming: &Incoming, busy: Vec<Busy>) -> Result<Result<Decision, Verdict>, Failure> {
        let offering = writing.offering(incoming)?;
        let now = self.clock.now();
        let agenda = Agenda {
            zone: offering.place.zone.clone(),
            capacity: offering.practitioner.capacity,
            weekly: Vec::new(),
            exceptions: Vec::new(),
            closed_days: Vec::new(),
            paused_until: None,
            busy,
        };
        let asked_by = match incoming.recorded {
            Recorded::Cancelled { asked_by, .. } => asked_by,
            Recorded::NoShow | Recorded::Nothing => Side::Client,
        };
        let act = Act {
            clicked_by: writing.by.clone(),
            asked_by,
            now,
        };
        let request = self.import_request(writing, incoming, now);
        let decided = import(&request, offering.service, &agreed(offering, incoming), &agenda, &act);
        Ok(decided.map_err(|refusal| match Why::from(refusal) {
            Why::Taken => Verdict::Conflict(Why::Taken),
            why => Verdict::Malformed(vec![why]),
        }))
    }

    fn import_request(&self, writing: &Writing<'_>, incoming: &Incoming, now: Timestamp) -> ImportRequest {
        ImportRequest {
            id: AppointmentId(self.entropy.id(now)),
            network: writing.network(),
            practitioner: incoming.practitioner,
            place: incoming.place,
            client: ClientId(self.entropy.id(now)),
            start: incoming.start,
            end: incoming.end,
            recorded: incoming.recorded.clone(),
            booked_at: incoming.booked_at,
            note: incoming.note.clone(),
            force: writing.force.map(str::to_owned),
        }
    }
}

impl<'a> Writing<'a> {
    fn network(&self) -> NetworkId {
        self.snapshot.network().id
    }

    fn offering(&self, incoming: &Incoming) -> Result<Offering<'a>, Failure> {
        let found = self
            .snapshot
            .offering(incoming.practitioner, incoming.service, Some(incoming.place));
        found.ok_or(Failure::NotFound("service"))
    }

    /// The time it would take with its buffers.
    fn reach(&self, incoming: &Incoming) -> Result<Busy, Failure> {
        let service = self.offering(incoming)?.service;
        let minutes = |count: u16| SignedDuration::from_mins(i64::from(count));
        Ok(Busy {
            start: incoming
                .start
                .saturating_sub(minutes(service.buffer_before_minutes))
                .unwrap_or(Timestamp::MIN),
            end: incoming
                .end
                .saturating_add(minutes(service.buffer_after_minutes))
                .unwrap_or(Timestamp::MAX),
            lane: None,
        })
    }
}

/// The terms of now, with the price that was agreed elsewhere.
fn agreed(offering: Offering<'_>, incoming: &Incoming) -> Terms {
    let terms = terms(offering);
    let price = incoming.price.clone().unwrap_or_else(|| terms.price.clone());
    Terms { price, ..terms }
}

/// What the rehearsal has already given away.
#[derive(Default)]
struct Planned(HashMap<PractitionerId, BTreeMap<(Timestamp, usize), Busy>>);

impl Planned {
    fn add(&mut self, decision: &Decision) {
        let appointment = &decision.appointment;
        if appointment.state.takes_time() {
            let of_practitioner = self.0.entry(appointment.practitioner).or_default();
            let busy = appointment.busy();
            of_practitioner.insert((busy.start, of_practitioner.len()), busy);
        }
    }

    fn around(&self, practitioner: PractitionerId, reach: &Busy) -> Vec<Busy> {
        let from = reach.start.saturating_sub(LONGEST_BUSY).unwrap_or(Timestamp::MIN);
        let Some(planned) = self.0.get(&practitioner).filter(|_| from < reach.end) else {
            return Vec::new();
        };
        planned.range((from, 0)..(reach.end, 0)).map(|(_, busy)| *busy).collect()
    }
}

/// The places of each practitioner's appointments, in the order of the file.
fn by_practitioner(all: &[Incoming]) -> BTreeMap<PractitionerId, Vec<usize>> {
    let mut places: BTreeMap<PractitionerId, Vec<usize>> = BTreeMap::new();
    for (place, incoming) in all.iter().enumerate() {
        places.entry(incoming.practitioner).or_default().push(place);
    }
    places
}

/// A row whose twin stands before it and was taken over in this run is known only since then.
fn mark_twice(all: &[Incoming], verdicts: &mut [Verdict]) {
    let mut created = HashSet::new();
    for (incoming, verdict) in all.iter().zip(verdicts) {
        match verdict {
            Verdict::Create => drop(created.insert(&incoming.source_id)),
            Verdict::Skip(why @ Why::Known) if created.contains(&incoming.source_id) => *why = Why::Twice,
            _ => {}
        }
    }
}

fn refused_by_store(error: store::StoreError) -> Result<Verdict, Failure> {
    match error.constraint() {
        Some("appointment_overlap") => Ok(Verdict::Conflict(Why::Taken)),
        Some(rule) => Ok(Verdict::Malformed(vec![Why::Refused { rule: rule.to_owned() }])),
        None => Err(error.into()),
    }
}
