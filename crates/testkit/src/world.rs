//! A small world for tests: one network with one business, open every day from 9:00 to 18:00 in Paris, on either database, with a clock that tests move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use actions::clock::Clock;
use actions::worker::Worker;
use actions::{App, Booked, NewBooking, NewClient};
use domain::agenda::{MinuteOfDay, WeeklyHours};
use domain::appointment::{Actor, Role};
use domain::ids::{BusinessId, NetworkId, OperatorId, PlaceId, PractitionerId, ServiceId, UserId};
use domain::people::{Business, Contact, Language, Network, Operator, OperatorRole, Place, Practitioner, User};
use domain::service::{BookedBy, Price, Service};
use gateways::mail::Outbox;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
#[cfg(feature = "pages")]
use server::ServerState;
use store::{Hours, MessageRow, MessageState, Offer, Store};
use uuid::Uuid;

use crate::postgres::{TestDatabase, fresh_database};

/// The start of the appointment most stories are about: Tuesday 3 March 2026, 14:30 in Paris.
pub const START: &str = "2026-03-03T14:30:00+01:00";
/// When it is booked: Friday 20 February, 9:00.
pub const BOOKED_AT: &str = "2026-02-20T09:00:00+01:00";

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file of its own.
    Sqlite,
    /// A database of its own in the tests' cluster.
    Postgres,
}

/// What may differ from the ordinary world.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The policy document of the network.
    pub policy: serde_json::Value,
    /// How the service is booked.
    pub booked_by: BookedBy,
    /// How many appointments run at the same time.
    pub capacity: u16,
    /// Minutes kept free after each appointment.
    pub buffer_after_minutes: u16,
    /// Where the clock stands.
    pub now: Timestamp,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            policy: serde_json::json!({}),
            booked_by: BookedBy::AtOnce,
            capacity: 1,
            buffer_after_minutes: 0,
            now: at(BOOKED_AT),
        }
    }
}

/// A network, its database and its clock.
pub struct World {
    /// The actions over it.
    pub app: App,
    /// The network, at the address `/lumiere`.
    pub network: NetworkId,
    /// Its business.
    pub business: BusinessId,
    /// Its practitioner, at `/lumiere/claire-lenoir`.
    pub practitioner: PractitionerId,
    /// Where she receives.
    pub place: PlaceId,
    /// An hour of shiatsu, 60 €, starts every 30 minutes.
    pub service: ServiceId,
    /// Half an hour, for overlaps of different lengths.
    pub short_service: ServiceId,
    worker: Worker,
    url: String,
    _folder: Option<tempfile::TempDir>,
    _database: Option<TestDatabase>,
}

/// Reads an RFC 3339 timestamp.
pub fn at(text: &str) -> Timestamp {
    text.parse().expect("tests write RFC 3339")
}

/// What the world's personal links are made with.
pub const SECRET: &str = "a secret of the tests, as long as the program wants";

/// The password of every account of the world.
pub const PASSWORD: &str = "correct horse battery";

impl World {
    /// The ordinary world.
    pub async fn new(engine: Engine) -> World {
        Self::with(engine, Plan::default()).await
    }

    /// A world whose network has the policy of a preset.
    pub async fn preset(engine: Engine, name: &str) -> World {
        let policy = actions::presets::preset(name).expect("the preset exists");
        Self::with(
            engine,
            Plan {
                policy,
                ..Plan::default()
            },
        )
        .await
    }

    /// The ordinary world on the system's clock, for tests that start the program itself.
    pub async fn of_today(engine: Engine) -> World {
        Self::on(engine, Plan::default(), Clock::System).await
    }

    /// A world as planned.
    pub async fn with(engine: Engine, plan: Plan) -> World {
        let clock = Clock::simulated(plan.now);
        Self::on(engine, plan, clock).await
    }

    async fn on(engine: Engine, plan: Plan, clock: Clock) -> World {
        let (url, folder, database) = match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                (
                    format!("sqlite:{}", folder.path().join("honore.db").display()),
                    Some(folder),
                    None,
                )
            }
            Engine::Postgres => {
                let database = fresh_database("world").await;
                (database.url.clone(), None, Some(database))
            }
        };
        let store = Store::connect(&url).await.expect("the database opens");
        store.migrate().await.expect("the migrations run");
        let app = App::new(store, clock, SECRET.as_bytes(), "http://127.0.0.1:8080");
        let worker = Worker::new(app.clone(), Arc::new(Outbox), "rdv@lumiere.example");
        let ids = seed(&app, "lumiere", &plan).await;
        World {
            app,
            network: ids.network,
            business: ids.business,
            practitioner: ids.practitioner,
            place: ids.place,
            service: ids.service,
            short_service: ids.short_service,
            worker,
            url,
            _folder: folder,
            _database: database,
        }
    }

    /// Where the database is, for a program that opens it too.
    pub fn database_url(&self) -> &str {
        &self.url
    }

    /// A second network in the same database, to whom nothing of the first belongs.
    pub async fn another_network(&self, slug: &str) -> Seeded {
        seed(
            &self.app,
            slug,
            &Plan {
                now: self.app.clock.now(),
                ..Plan::default()
            },
        )
        .await
    }

    /// Another practitioner of the same business, with the same services.
    pub async fn another_practitioner(&self, slug: &str, name: &str) -> PractitionerId {
        let mut tx = self.app.store.begin().await.expect("a transaction");
        let person = practitioner(self.id(), self.business, slug, name, 1);
        tx.put_practitioner(self.network, &person).await.expect("stored");
        for service in [self.service, self.short_service] {
            let offer = Offer {
                practitioner: person.id,
                service,
                place: self.place,
            };
            tx.put_offer(self.network, &offer).await.expect("stored");
        }
        tx.lock_practitioner(self.network, person.id).await.expect("locked");
        tx.replace_hours(self.network, person.id, &every_day(self.place))
            .await
            .expect("stored");
        tx.commit().await.expect("committed");
        person.id
    }

    /// An account that signs in with [`PASSWORD`]; with a practitioner for her own agenda, without for a secretary.
    pub async fn account(&self, email: &str, practitioner: Option<PractitionerId>) -> User {
        let user = User {
            id: UserId(self.id()),
            network: self.network,
            business: self.business,
            practitioner,
            name: "Claire Lenoir".into(),
            email: email.into(),
            language: Language::Fr,
        };
        self.app.put_account(&user, PASSWORD).await.expect("stored");
        user
    }

    /// Somebody who runs the network and signs in at its own door with [`PASSWORD`].
    pub async fn operator(&self, email: &str, role: OperatorRole) -> Operator {
        self.operator_of(self.network, email, role).await
    }

    /// The same for another network.
    pub async fn operator_of(&self, network: NetworkId, email: &str, role: OperatorRole) -> Operator {
        let operator = Operator {
            id: OperatorId(self.id()),
            network,
            role,
            name: email.split('@').next().unwrap_or_default().into(),
            email: email.into(),
            language: Language::Fr,
        };
        self.app.put_operator(&operator, PASSWORD).await.expect("stored");
        operator
    }

    #[cfg(feature = "pages")]
    /// The server over this world, as its users meet it.
    pub fn router(&self) -> axum::Router {
        server::router(ServerState {
            app: self.app.clone(),
            demo: false,
            secure_cookies: false,
            metrics: None,
        })
    }

    /// Moves the clock forward to `to`.
    pub fn advance_to(&self, to: Timestamp) {
        self.app.clock.advance_to(to);
    }

    /// Moves the clock to so many minutes before [`START`]; a negative number is after it.
    pub fn advance_to_before_start(&self, minutes: i64) {
        self.advance_to(at(START) - SignedDuration::from_mins(minutes));
    }

    /// Sends what is due now.
    pub async fn work(&self) -> usize {
        self.worker.work().await.expect("the worker works")
    }

    /// Every message that has left, oldest first, as its reader sees it.
    pub async fn sent(&self) -> Vec<MessageRow> {
        let mut rows = self.app.store.outbox(1_000, None).await.expect("the outbox");
        rows.retain(|row| row.state == MessageState::Sent);
        rows.reverse();
        let mut read = Vec::new();
        for row in rows {
            read.push(self.app.as_read(row).await.expect("its appointment"));
        }
        read
    }

    /// What Zoé Martin wants: an hour at `start`.
    pub fn wish(&self, start: &str) -> NewBooking {
        NewBooking {
            network: self.network,
            practitioner: self.practitioner,
            service: self.service,
            place: None,
            start: at(start),
            client: zoe(),
            note: String::new(),
            force: None,
        }
    }

    /// Zoé Martin books online at `start`.
    pub async fn booked(&self, start: &str) -> Booked {
        self.app
            .book(&self.wish(start), &Actor::link(), None)
            .await
            .expect("the slot is free")
            .done()
    }

    /// A new random id, later than all before it: the clock of a test stands still, and ids of one millisecond have no order.
    pub fn id(&self) -> Uuid {
        id_in_order(&self.app)
    }
}

fn id_in_order(app: &App) -> Uuid {
    static MADE: AtomicI64 = AtomicI64::new(0);
    let later = SignedDuration::from_millis(MADE.fetch_add(1, Ordering::Relaxed));
    app.entropy.id(app.clock.now() + later)
}

/// A client who reads French.
pub fn zoe() -> NewClient {
    NewClient {
        name: "Zoé Martin".into(),
        email: "zoe@example.org".into(),
        phone: "06 12 34 56 78".into(),
        language: Language::Fr,
    }
}

/// Somebody of the business.
pub fn staff() -> Actor {
    Actor {
        role: Role::Staff,
        id: "usr_test".into(),
    }
}

/// The identities of a seeded network.
pub struct Seeded {
    /// The network.
    pub network: NetworkId,
    /// Its business.
    pub business: BusinessId,
    /// Its practitioner.
    pub practitioner: PractitionerId,
    /// The place.
    pub place: PlaceId,
    /// The service of an hour.
    pub service: ServiceId,
    /// The service of half an hour.
    pub short_service: ServiceId,
}

async fn seed(app: &App, slug: &str, plan: &Plan) -> Seeded {
    let id = || id_in_order(app);
    let ids = Seeded {
        network: NetworkId(id()),
        business: BusinessId(id()),
        practitioner: PractitionerId(id()),
        place: PlaceId(id()),
        service: ServiceId(id()),
        short_service: ServiceId(id()),
    };
    let mut tx = app.store.begin().await.expect("a transaction");
    tx.put_network(&network(&ids, slug, plan)).await.expect("stored");
    tx.put_business(ids.network, &business(&ids)).await.expect("stored");
    let person = practitioner(
        ids.practitioner.0,
        ids.business,
        "claire-lenoir",
        "Claire Lenoir",
        plan.capacity,
    );
    tx.put_practitioner(ids.network, &person).await.expect("stored");
    tx.put_place(ids.network, &place(&ids)).await.expect("stored");
    for service in [
        service(&ids, plan, ids.service, "Shiatsu", 60),
        service(&ids, plan, ids.short_service, "Shiatsu assis", 30),
    ] {
        tx.put_service(ids.network, &service).await.expect("stored");
        let offer = Offer {
            practitioner: ids.practitioner,
            service: service.id,
            place: ids.place,
        };
        tx.put_offer(ids.network, &offer).await.expect("stored");
    }
    tx.lock_practitioner(ids.network, ids.practitioner).await.expect("locked");
    tx.replace_hours(ids.network, ids.practitioner, &every_day(ids.place))
        .await
        .expect("stored");
    tx.commit().await.expect("committed");
    ids
}

/// Open every day from 9:00 to 18:00.
pub fn every_day(place: PlaceId) -> Hours {
    let minute = |hour: u16| MinuteOfDay::new(hour * 60).expect("an hour of the day");
    let hours = |weekday| {
        (
            place,
            WeeklyHours {
                weekday,
                from: minute(9),
                to: minute(18),
            },
        )
    };
    Hours {
        weekly: Weekday::Monday.cycle_forward().take(7).map(hours).collect(),
        dated: Vec::new(),
        closed_days: Vec::new(),
    }
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("the bundled zones have Paris")
}

fn contact(name: &str, email: &str, phone: &str) -> Contact {
    Contact {
        name: name.into(),
        email: Some(email.into()),
        phone: Some(phone.into()),
    }
}

fn network(ids: &Seeded, slug: &str, plan: &Plan) -> Network {
    Network {
        id: ids.network,
        slug: slug.into(),
        name: "Réseau Lumière".into(),
        tagline: "Des thérapeutes qui prennent le temps.".into(),
        language: Language::Fr,
        zone: paris(),
        contact: contact("Réseau Lumière", "bonjour@lumiere.example", "04 78 00 00 00"),
        policy: plan.policy.clone(),
        revision: 0,
    }
}

fn business(ids: &Seeded) -> Business {
    Business {
        id: ids.business,
        name: "Cabinet des Lilas".into(),
        contact: contact("Cabinet des Lilas", "cabinet@lilas.example", "04 78 11 11 11"),
        policy: serde_json::Value::Null,
    }
}

fn practitioner(id: Uuid, business: BusinessId, slug: &str, name: &str, capacity: u16) -> Practitioner {
    Practitioner {
        id: PractitionerId(id),
        business,
        slug: slug.into(),
        name: name.into(),
        profession: "Praticienne de shiatsu".into(),
        about: "Vingt ans de pratique, à Lyon et à la campagne.".into(),
        contact: contact(name, &format!("{slug}@lilas.example"), "04 78 22 22 22"),
        language: Language::Fr,
        capacity,
        serves: Vec::new(),
    }
}

fn place(ids: &Seeded) -> Place {
    Place {
        id: ids.place,
        business: ids.business,
        name: "Cabinet des Lilas".into(),
        address: "12 rue des Lilas, 69003 Lyon".into(),
        access_notes: "2e étage, code 4512, interphone Lenoir".into(),
        zone: paris(),
    }
}

fn service(ids: &Seeded, plan: &Plan, id: ServiceId, name: &str, minutes: u16) -> Service {
    Service {
        id,
        business: ids.business,
        name: name.into(),
        about: String::new(),
        duration_minutes: minutes,
        buffer_before_minutes: 0,
        buffer_after_minutes: plan.buffer_after_minutes,
        step_minutes: 30,
        price: Price {
            minor: i64::from(minutes) * 100,
            currency: "EUR".into(),
        },
        booked_by: plan.booked_by,
        policy: serde_json::Value::Null,
    }
}
