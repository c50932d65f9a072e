//! Importing a calendar file, as busy time or as appointments.

use std::collections::HashMap;
use std::ops::Range;

use domain::appointment::{Actor, Recorded};
use domain::ids::{ClientId, NetworkId};
use domain::people::{Client, Practitioner};
use gateways::calendar_import::{self, Entry};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::BusyBlock;
use uuid::Uuid;

use super::table::LARGEST;
use super::write::Writing;
use super::{ImportReport, Incoming, RowReport, Verdict, Why, encoding, kept_id, names};
use crate::catalogue::{Offering, Snapshot};
use crate::fields::Fields;
use crate::{App, Failure};

/// How a calendar file is to be imported.
#[derive(Debug, Clone)]
pub struct CalendarImport {
    /// Into which network.
    pub network: NetworkId,
    /// Whose calendar it is: page address, id or name.
    pub practitioner: String,
    /// The name under which this calendar is remembered. Two calendars of one practitioner need two names.
    pub source: String,
    /// With a service, events with one other person become appointments for it: its name or id. All other events become busy time.
    pub service: Option<String>,
    /// Addresses of the calendar's owner, who is no client, beside the one we know.
    pub own_addresses: Vec<String>,
    /// The zone of whole days and of times without one; that of the practitioner's place when left out.
    pub zone: Option<TimeZone>,
    /// Why appointments are placed over others; when left out, these events are conflicts (R17).
    pub force: Option<String>,
    /// Whether it is done, or only rehearsed.
    pub apply: bool,
}

/// How far repeating events are followed; beyond the longest horizon that networks offer.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 730);
/// How far back appointments are taken over.
const BACK: SignedDuration = SignedDuration::from_hours(24 * 730);
/// Busy blocks that share a commit.
const AT_ONCE: usize = 200;
/// How often a transaction that the database gave up is tried again.
const TRIES: usize = 5;

/// What an event becomes.
enum Becomes {
    Nothing(Why),
    Busy(BusyBlock),
    Appointment(Box<Incoming>),
}

/// Whose calendar it is, and what its appointments are for.
struct Owner<'a> {
    practitioner: &'a Practitioner,
    offering: Option<Offering<'a>>,
    addresses: Vec<String>,
    source: &'a str,
    snapshot: &'a Snapshot,
    now: Timestamp,
}

impl App {
    /// Imports a calendar file, or rehearses it. Whole days take whole local days (T13). Nobody is sent a message.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a network, a practitioner or a service that does not exist; the store's failures. What is wrong with the
    /// file stands in the report.
    pub async fn import_calendar(&self, file: &[u8], wish: &CalendarImport, by: &Actor) -> Result<ImportReport, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        let owner = Owner::new(wish, &snapshot, self.clock.now())?;
        if file.len() > LARGEST {
            return Ok(ImportReport::unreadable(Why::TooLarge { limit: LARGEST }));
        }
        let window = window(wish, self.clock.now());
        let zone = owner.zone(wish);
        let imported = calendar_import::read(&encoding::text(file), &zone, &window);
        let becoming: Vec<(usize, Becomes)> = imported
            .entries
            .iter()
            .map(|entry| (entry.line, owner.becomes(entry)))
            .collect();
        let mut rows = self.events(wish, &owner, becoming, by).await?;
        rows.extend(
            imported
                .malformed
                .into_iter()
                .map(|fault| row(fault.line, malformed(fault.why))),
        );
        rows.sort_by_key(|row| row.line);
        let mut report = ImportReport::of(rows, wish.apply);
        report.followed_until = Some(zone.to_datetime(window.end).date());
        Ok(report)
    }

    async fn events(
        &self,
        wish: &CalendarImport,
        owner: &Owner<'_>,
        becoming: Vec<(usize, Becomes)>,
        by: &Actor,
    ) -> Result<Vec<RowReport>, Failure> {
        let mut rows = Vec::with_capacity(becoming.len());
        let (mut blocks, mut appointments) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
        for (line, event) in becoming {
            match event {
                Becomes::Nothing(why) => rows.push(row(line, Verdict::Skip(why))),
                Becomes::Busy(block) => {
                    blocks.0.push(line);
                    blocks.1.push(block);
                }
                Becomes::Appointment(incoming) => {
                    appointments.0.push(line);
                    appointments.1.push(*incoming);
                }
            }
        }
        // Appointments first, so that the practitioner's own busy time does not stand in their way.
        let writing = Writing {
            snapshot: owner.snapshot,
            source: owner.source,
            force: wish.force.as_deref(),
            by,
        };
        let judged = self.judged(&writing, &appointments.1, wish.apply).await?;
        rows.extend(
            appointments
                .0
                .into_iter()
                .zip(judged)
                .map(|(line, verdict)| row(line, verdict)),
        );
        let judged = self.busy_blocks(wish, owner, &blocks.1).await?;
        rows.extend(blocks.0.into_iter().zip(judged).map(|(line, verdict)| row(line, verdict)));
        Ok(rows)
    }

    /// What comes of busy time, and, if that is wanted, its writing.
    async fn busy_blocks(&self, wish: &CalendarImport, owner: &Owner<'_>, blocks: &[BusyBlock]) -> Result<Vec<Verdict>, Failure> {
        let known = self
            .store
            .busy_blocks(wish.network, owner.practitioner.id, owner.source)
            .await?;
        let mut known: HashMap<(String, Timestamp), Timestamp> =
            known.into_iter().map(|block| ((block.uid, block.start), block.end)).collect();
        let verdict = |block: &BusyBlock| match known.insert((block.uid.clone(), block.start), block.end) {
            None => Verdict::Create,
            Some(end) if end == block.end => Verdict::Skip(Why::Known),
            Some(_) => Verdict::Update,
        };
        let verdicts: Vec<Verdict> = blocks.iter().map(verdict).collect();
        if wish.apply {
            let is_news = |verdict: &Verdict| matches!(verdict, Verdict::Create | Verdict::Update);
            let news: Vec<&BusyBlock> = blocks
                .iter()
                .zip(&verdicts)
                .filter(|(_, verdict)| is_news(verdict))
                .map(|(block, _)| block)
                .collect();
            for part in news.chunks(AT_ONCE) {
                self.write_blocks(wish.network, part).await?;
            }
        }
        Ok(verdicts)
    }

    async fn write_blocks(&self, network: NetworkId, blocks: &[&BusyBlock]) -> Result<(), Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_blocks(network, blocks).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < TRIES => {}
                other => return other,
            }
        }
    }

    async fn try_blocks(&self, network: NetworkId, blocks: &[&BusyBlock]) -> Result<(), Failure> {
        let mut tx = self.store.begin().await?;
        for block in blocks {
            tx.put_busy_block(network, block).await?;
        }
        Ok(tx.commit().await?)
    }
}

impl<'a> Owner<'a> {
    fn new(wish: &'a CalendarImport, snapshot: &'a Snapshot, now: Timestamp) -> Result<Self, Failure> {
        let practitioner = names::practitioner(snapshot, &wish.practitioner)?;
        let offering = match &wish.service {
            Some(name) => {
                let found = names::NameMap::default().service(snapshot, practitioner.id, name);
                Some(found.map_err(|_| Failure::NotFound("service"))?)
            }
            None => None,
        };
        let business = snapshot
            .business(practitioner.business)
            .and_then(|business| business.contact.email.clone());
        let known = practitioner.contact.email.iter().cloned().chain(business);
        let addresses = known
            .chain(wish.own_addresses.iter().cloned())
            .map(|address| address.trim().to_lowercase())
            .collect();
        Ok(Owner {
            practitioner,
            offering,
            addresses,
            source: &wish.source,
            snapshot,
            now,
        })
    }

    /// The zone that was asked for, or that of the place, or that of the network.
    fn zone(&self, wish: &CalendarImport) -> TimeZone {
        let offering = self
            .offering
            .or_else(|| self.snapshot.offerings_of(self.practitioner.id).next());
        let ours = || offering.map_or(&self.snapshot.network().zone, |offering| &offering.place.zone);
        wish.zone.as_ref().unwrap_or_else(ours).clone()
    }

    fn becomes(&self, entry: &Entry) -> Becomes {
        if entry.cancelled {
            return Becomes::Nothing(Why::CancelledThere);
        }
        if !entry.busy {
            return Becomes::Nothing(Why::Free);
        }
        if entry.end <= entry.start {
            return Becomes::Nothing(Why::NoLength);
        }
        if let Some(incoming) = self.appointment(entry) {
            return Becomes::Appointment(Box::new(incoming));
        }
        if entry.end <= self.now {
            return Becomes::Nothing(Why::Over);
        }
        let uid = kept_id(&entry.uid);
        let (practitioner, source) = (self.practitioner.id, self.source.to_owned());
        Becomes::Busy(BusyBlock {
            practitioner,
            source,
            uid,
            start: entry.start,
            end: entry.end,
        })
    }

    /// An event with exactly one other person is an appointment for that person. Whole days and events of many are not.
    fn appointment(&self, entry: &Entry) -> Option<Incoming> {
        let offering = self.offering.filter(|_| !entry.all_day)?;
        let others = || {
            entry
                .attendees
                .iter()
                .filter(|party| !self.addresses.contains(&party.email.trim().to_lowercase()))
        };
        let guest = others().next().filter(|_| others().count() == 1)?;
        let mut fields = Fields::default();
        let email = fields.email("email", &guest.email)?;
        let name = if guest.name.is_empty() {
            email.split('@').next().unwrap_or_default()
        } else {
            &guest.name
        };
        let name = fields.name("name", name);
        fields.finish().ok()?;
        let occurrence = entry.recurrence_id.map(|at| format!("/{at}")).unwrap_or_default();
        let language = self.snapshot.network().language;
        Some(Incoming {
            source_id: kept_id(&format!("{}{occurrence}", entry.uid)),
            practitioner: self.practitioner.id,
            service: offering.service.id,
            place: offering.place.id,
            client: Client {
                id: ClientId(Uuid::nil()),
                name,
                email: Some(email),
                phone: None,
                language,
            },
            start: entry.start,
            end: entry.end,
            recorded: Recorded::Nothing,
            booked_at: None,
            note: String::new(),
            price: None,
        })
    }
}

fn window(wish: &CalendarImport, now: Timestamp) -> Range<Timestamp> {
    let from = if wish.service.is_some() {
        now.saturating_sub(BACK).unwrap_or(Timestamp::MIN)
    } else {
        now
    };
    from..now.saturating_add(AHEAD).unwrap_or(Timestamp::MAX)
}

fn malformed(why: String) -> Verdict {
    Verdict::Malformed(vec![Why::Calendar { why }])
}

fn row(line: usize, verdict: Verdict) -> RowReport {
    RowReport {
        line,
        verdict,
        cells: vec![line.to_string()],
    }
}
