//! How many bookings a second the store takes, by the whole portable rule: lock, answered before?, busy time, client, appointment,
//! history, three messages, answer, commit. Every booking is a new client on a free time.
//!
//! `cargo run --release -p store --example bookings -- URL CONCURRENT SECONDS HISTORY`
//!
//! The database is migrated and filled with as many past appointments as HISTORY says, if it is empty; with none, only bookings are
//! measured. Compare only with a reference
//! that ran beside it: the machine is shared by both.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement stops at the first surprise, and tells"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::appointment::{Act, Actor, Appointment, Because, Buffers, Change, ChangeKind, Decision, Side, State, Terms};
use domain::ids::*;
use domain::messages::{Channel, Intent, MessageKind, Recipient};
use domain::notice::When;
use domain::people::{Business, Client, Contact, Language, Network, Place, Practitioner};
use domain::policy::{Answer, Policy};
use domain::service::{BookedBy, Price, Service};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::{IdempotentAnswer, Link, Store};
use uuid::Uuid;

const PRACTITIONERS: i64 = 50;
const HALF_HOUR: i64 = 1800;
/// The first time that is booked while measuring: 2027-01-01.
const FUTURE: i64 = 1_798_761_600;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("a URL");
    let mut number = |or: u64| arguments.next().map_or(or, |text| text.parse().unwrap());
    let (concurrent, seconds, history) = (number(16), number(5), number(15_500));
    let store = Store::connect_sized(&url, concurrent as u32).await.unwrap();
    store.migrate().await.unwrap();
    let town = Arc::new(Town::of(&store, history as i64).await);
    let (begin, end) = (now(), now() + Duration::from_secs(seconds));
    let tasks: Vec<_> = (0..concurrent)
        .map(|_| tokio::spawn(keep_booking(store.clone(), town.clone(), end)))
        .collect();
    let mut took = Vec::new();
    for task in tasks {
        took.extend(task.await.unwrap());
    }
    let elapsed = begin.elapsed().as_secs_f64();
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    let rate = took.len() as f64 / elapsed;
    println!(
        "{:?} c={concurrent}: {rate:.0} bookings/s, p50 {:.2} ms, p99 {:.2} ms",
        store.engine(),
        at(0.5),
        at(0.99)
    );
    if history > 0 {
        read_days(&store, &town).await;
    }
    store.close().await;
}

/// One day and thirty days of busy time, one after the other.
async fn read_days(store: &Store, town: &Town) {
    for days in [1, 30] {
        let (begin, mut count, mut rows) = (now(), 0_u64, 0);
        while begin.elapsed() < Duration::from_secs(1) {
            let practitioner = town.practitioners[count as usize % town.practitioners.len()];
            let (from, to) = (time(FUTURE - 31 * 86_400), time(FUTURE - (31 - days) * 86_400));
            rows = store.busy(town.network, practitioner, from, to).await.unwrap().len();
            count += 1;
        }
        println!(
            "  {days} day(s), {rows} rows: {:.3} ms",
            begin.elapsed().as_secs_f64() * 1e3 / count as f64
        );
    }
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs the real clock")]
fn now() -> Instant {
    Instant::now()
}

fn time(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn new_id() -> Uuid {
    static RUN: AtomicU64 = AtomicU64::new(0);
    static NEXT: AtomicU64 = AtomicU64::new(1);
    if RUN.load(Ordering::Relaxed) == 0 {
        let since = std::time::UNIX_EPOCH.elapsed().unwrap().as_micros() as u64;
        let _ = RUN.compare_exchange(0, since, Ordering::Relaxed, Ordering::Relaxed);
    }
    // A run number in the place of the time, a counter in the place of the randomness.
    let run = u128::from(RUN.load(Ordering::Relaxed)) << 76;
    Uuid::from_u128(run | u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

struct Town {
    network: NetworkId,
    business: BusinessId,
    place: PlaceId,
    service: ServiceId,
    practitioners: Vec<PractitionerId>,
    terms: Terms,
    zone: TimeZone,
    next: AtomicI64,
}

impl Town {
    async fn of(store: &Store, history: i64) -> Town {
        let terms = Terms {
            policy: Policy::default(),
            price: Price {
                minor: 6_000,
                currency: "EUR".into(),
            },
            booked_by: BookedBy::AtOnce,
        };
        let zone = TimeZone::get("Europe/Paris").unwrap();
        if let Some(network) = store.network_id_by_slug("town").await.unwrap() {
            let catalogue = store.catalogue(network).await.unwrap().unwrap();
            let practitioners = catalogue.practitioners.iter().map(|practitioner| practitioner.id).collect();
            let (business, place) = (catalogue.businesses[0].id, catalogue.places[0].id);
            let next = AtomicI64::new(next_free(store, network).await);
            return Town {
                network,
                business,
                place,
                service: catalogue.services[0].id,
                practitioners,
                terms,
                zone,
                next,
            };
        }
        let practitioners = (0..PRACTITIONERS).map(|_| PractitionerId(new_id())).collect();
        let (network, business) = (NetworkId(new_id()), BusinessId(new_id()));
        let (place, service) = (PlaceId(new_id()), ServiceId(new_id()));
        let town = Town {
            network,
            business,
            place,
            service,
            practitioners,
            terms,
            zone,
            next: AtomicI64::new(0),
        };
        town.build(store).await;
        town.fill(store, history).await;
        town
    }

    async fn build(&self, store: &Store) {
        let contact = Contact {
            name: "Accueil".into(),
            email: Some("a@exemple.fr".into()),
            phone: None,
        };
        let nothing = serde_json::Value::Null;
        let mut tx = store.begin().await.unwrap();
        let network = Network {
            id: self.network,
            slug: "town".into(),
            name: "Ville".into(),
            tagline: String::new(),
            language: Language::Fr,
            zone: self.zone.clone(),
            contact: contact.clone(),
            policy: nothing.clone(),
            revision: 1,
        };
        tx.put_network(&network).await.unwrap();
        let business = Business {
            id: self.business,
            name: "Centre".into(),
            contact: contact.clone(),
            policy: nothing.clone(),
        };
        tx.put_business(self.network, &business).await.unwrap();
        let (name, address, access_notes) = ("Centre".into(), "1 place".into(), String::new());
        let place = Place {
            id: self.place,
            business: self.business,
            name,
            address,
            access_notes,
            zone: self.zone.clone(),
        };
        tx.put_place(self.network, &place).await.unwrap();
        let service = Service {
            id: self.service,
            business: self.business,
            name: "Séance".into(),
            about: String::new(),
            duration_minutes: 30,
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            step_minutes: 30,
            price: self.terms.price.clone(),
            booked_by: BookedBy::AtOnce,
            policy: nothing,
        };
        tx.put_service(self.network, &service).await.unwrap();
        for (n, id) in self.practitioners.iter().enumerate() {
            let practitioner = Practitioner {
                id: *id,
                business: self.business,
                slug: format!("p{n}"),
                name: format!("Praticien {n}"),
                profession: "Sophrologue".into(),
                about: String::new(),
                contact: contact.clone(),
                language: Language::Fr,
                capacity: 1,
                serves: Vec::new(),
            };
            tx.put_practitioner(self.network, &practitioner).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Ten appointments a day per practitioner, from December 2026 back into the past, in transactions of a thousand.
    async fn fill(&self, store: &Store, history: i64) {
        let mut n = 0;
        while n < history {
            let mut tx = store.begin().await.unwrap();
            for one in n..(n + 1000).min(history) {
                let (practitioner, nth) = (one % PRACTITIONERS, one / PRACTITIONERS);
                let start = FUTURE - 86_400 * (1 + nth / 10) + 8 * 3600 + nth % 10 * 2 * HALF_HOUR;
                let client = ClientId(Uuid::from_u128(u128::from(one.unsigned_abs() % 3000) + 1));
                let named = Client {
                    id: client,
                    name: format!("C{}", one % 3000),
                    email: Some("c@exemple.fr".into()),
                    phone: None,
                    language: Language::Fr,
                };
                let client = if one < 3000 {
                    tx.client_for(self.network, &named, time(start)).await.unwrap()
                } else {
                    client
                };
                let mut decision = self.decision(practitioner, start, client);
                decision.messages.clear();
                let _ = tx.apply(&decision, Some(&link()), &[]).await.unwrap();
            }
            tx.commit().await.unwrap();
            n += 1000;
        }
    }

    fn decision(&self, practitioner: i64, start: i64, client: ClientId) -> Decision {
        let start = time(start);
        let now = start - SignedDuration::from_hours(24 * 20);
        let appointment = Appointment {
            id: AppointmentId(new_id()),
            network: self.network,
            business: self.business,
            practitioner: self.practitioners[practitioner as usize],
            place: self.place,
            service: self.service,
            client,
            when: When {
                start,
                end: start + SignedDuration::from_mins(30),
                zone: self.zone.clone(),
            },
            buffers: Buffers::default(),
            lane: 0,
            forced: false,
            state: State::Booked,
            terms: self.terms.clone(),
            moves: 0,
            version: 1,
            sequence: 0,
            note: "Première fois.".into(),
            booked_at: now,
            proposal: None,
            series: None,
        };
        let intent = |kind, to, due| Intent {
            kind,
            to,
            channel: Channel::Email,
            due,
        };
        let messages = vec![
            intent(MessageKind::Booked, Recipient::Client, now),
            intent(MessageKind::Booked, Recipient::Practitioner, now),
            intent(
                MessageKind::Reminder,
                Recipient::Client,
                start - SignedDuration::from_hours(48),
            ),
        ];
        let act = Act {
            clicked_by: Actor::link(),
            asked_by: Side::Client,
            now,
        };
        let (kind, because) = (ChangeKind::Booked, vec![Because::BookedAtOnce]);
        let change = Change {
            kind,
            act,
            reason: None,
            message: String::new(),
            from: None,
            to: Some(start),
            because,
        };
        Decision {
            answer: Answer::Allow,
            on_version: None,
            appointment,
            change,
            messages,
            incident: None,
            closes: None,
            opens_case: false,
            consequences: Default::default(),
        }
    }
}

/// After what an earlier run has booked.
async fn next_free(store: &Store, network: NetworkId) -> i64 {
    let filter = store::AppointmentFilter {
        from: Some(time(FUTURE)),
        ..Default::default()
    };
    let (mut after, mut count) = (None, 0);
    loop {
        let page = store.appointments_page(network, after, 10_000, &filter).await.unwrap();
        let Some(last) = page.last() else { return count };
        after = Some((last.appointment.when.start, last.appointment.id));
        count += page.len() as i64;
    }
}

fn link() -> Link {
    let mut hash = [7; 32];
    // Hashes are spread evenly; a counter would make the index look better than it is.
    hash[..16].copy_from_slice(&(new_id().as_u128().wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)).to_be_bytes());
    Link { nonce: [9; 16], hash }
}

async fn keep_booking(store: Store, town: Arc<Town>, end: Instant) -> Vec<Duration> {
    let mut took = Vec::new();
    while now() < end {
        let n = town.next.fetch_add(1, Ordering::Relaxed);
        let begin = now();
        book(&store, &town, n).await;
        took.push(begin.elapsed());
    }
    took
}

async fn book(store: &Store, town: &Town, n: i64) {
    let (practitioner, nth) = (n % PRACTITIONERS, n / PRACTITIONERS);
    let start = FUTURE + nth * HALF_HOUR;
    let id = new_id();
    let email = Some(format!("{id}@exemple.fr"));
    let client = Client {
        id: ClientId(id),
        name: "Claire Dubois".into(),
        email,
        phone: Some("06".into()),
        language: Language::Fr,
    };
    let mut decision = town.decision(practitioner, start, client.id);
    let (network, with) = (town.network, decision.appointment.practitioner);
    let key = id.to_string();
    let when = decision.change.act.now;
    let mut tx = store.begin().await.unwrap();
    assert!(tx.lock_practitioner(network, with).await.unwrap());
    assert_eq!(tx.idempotent(network, &key).await.unwrap(), None);
    let busy = decision.appointment.busy();
    assert!(tx.busy(network, with, busy.start, busy.end, None).await.unwrap().is_empty());
    decision.appointment.client = tx.client_for(network, &client, when).await.unwrap();
    let ids = [(); 3].map(|()| MessageId(new_id()));
    let _ = tx.apply(&decision, Some(&link()), &ids).await.unwrap();
    let answer = IdempotentAnswer {
        fingerprint: "f".repeat(64),
        status: 201,
        body: "x".repeat(600),
    };
    tx.remember_answer(network, &key, &answer, when).await.unwrap();
    tx.commit().await.unwrap();
}
