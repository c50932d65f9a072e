//! A small practice to remember things about, and the decisions that tests apply to it.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::agenda::Busy;
use domain::appointment::{Act, Actor, Appointment, Because, Buffers, Change, ChangeKind, Decision, Side, State, Terms};
use domain::ids::*;
use domain::messages::{Channel, Intent, MessageKind, Recipient};
use domain::notice::When;
use domain::people::{Business, Client, Contact, Language, Network, Place, Practitioner};
use domain::policy::{Answer, Policy};
use domain::service::{BookedBy, Price, Service};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::{Applied, Engine, Link, Offer, Store, StoreError, Tx};
use testkit::postgres::{TestDatabase, fresh_database, fresh_database_from};
use uuid::Uuid;

/// A store with one network, one practitioner and one client in it. The database goes away with this value.
pub(crate) struct Practice {
    pub(crate) store: Store,
    pub(crate) url: String,
    pub(crate) network: NetworkId,
    pub(crate) business: BusinessId,
    pub(crate) practitioner: PractitionerId,
    pub(crate) place: PlaceId,
    pub(crate) service: ServiceId,
    pub(crate) client: ClientId,
    _database: Database,
}

pub(crate) enum Database {
    File { _folder: tempfile::TempDir },
    Cluster { _database: TestDatabase },
}

/// Ids that grow, as the real ones do.
pub(crate) fn new_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u128((0x0190_0000_0000_7000_8000_u128 << 48) + u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

pub(crate) fn now() -> Timestamp {
    at("2026-03-02T08:00:00Z")
}

pub(crate) fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}

/// An empty database, not migrated.
pub(crate) async fn empty(engine: Engine) -> (String, Database) {
    match engine {
        Engine::Sqlite => {
            let folder = tempfile::tempdir().unwrap();
            (
                format!("sqlite:{}", folder.path().join("honore.db").display()),
                Database::File { _folder: folder },
            )
        }
        Engine::Postgres => {
            let database = fresh_database("empty").await;
            (database.url.clone(), Database::Cluster { _database: database })
        }
    }
}

impl Practice {
    pub(crate) async fn on_sqlite() -> Practice {
        let (url, database) = empty(Engine::Sqlite).await;
        let store = Store::connect(&url).await.unwrap();
        store.migrate().await.unwrap();
        Self::opened(store, url, database).await
    }

    /// Migrated once for all tests, as a template that each test copies.
    pub(crate) async fn on_postgres(label: &str) -> Practice {
        let template = format!("store_{}", Store::schema_fingerprint());
        let migrate = |url: String| async move {
            let store = Store::connect_sized(&url, 1).await.unwrap();
            store.migrate().await.unwrap();
            store.close().await;
        };
        let database = fresh_database_from(label, &template, migrate).await;
        let url = database.url.clone();
        let store = Store::connect_sized(&url, 12).await.unwrap();
        Self::opened(store, url, Database::Cluster { _database: database }).await
    }

    async fn opened(store: Store, url: String, database: Database) -> Practice {
        let mut practice = Practice {
            store,
            url,
            network: NetworkId(new_id()),
            business: BusinessId(new_id()),
            practitioner: PractitionerId(new_id()),
            place: PlaceId(new_id()),
            service: ServiceId(new_id()),
            client: ClientId(new_id()),
            _database: database,
        };
        practice.open("medoucine").await;
        practice
    }

    /// Writes the practice under fresh ids, once more for a second network.
    pub(crate) async fn open(&mut self, slug: &str) {
        let mut tx = self.store.begin().await.unwrap();
        let client = Client {
            id: self.client,
            ..client("Claire Dubois", Some("claire@exemple.fr"), Some("06 12 34 56 78"))
        };
        tx.put_network(&network(self.network, slug)).await.unwrap();
        tx.put_business(self.network, &business(self.business)).await.unwrap();
        tx.put_practitioner(self.network, &practitioner(self.practitioner, self.business, "anne-lefevre"))
            .await
            .unwrap();
        tx.put_place(self.network, &place(self.place, self.business)).await.unwrap();
        tx.put_service(self.network, &service(self.service, self.business))
            .await
            .unwrap();
        let offer = Offer {
            practitioner: self.practitioner,
            service: self.service,
            place: self.place,
        };
        tx.put_offer(self.network, &offer).await.unwrap();
        assert_eq!(tx.client_for(self.network, &client, now()).await.unwrap(), self.client);
        tx.commit().await.unwrap();
    }

    pub(crate) fn engine(&self) -> Engine {
        self.store.engine()
    }

    /// An appointment of this practice.
    pub(crate) fn appointment(&self, start: &str, length: i64) -> Appointment {
        let start = at(start);
        Appointment {
            id: AppointmentId(new_id()),
            network: self.network,
            business: self.business,
            practitioner: self.practitioner,
            place: self.place,
            service: self.service,
            client: self.client,
            when: When {
                start,
                end: start + minutes(length),
                zone: paris(),
            },
            buffers: Buffers::default(),
            lane: 0,
            forced: false,
            state: State::Booked,
            terms: terms(),
            moves: 0,
            version: 1,
            sequence: 0,
            note: "Deuxième étage ?".into(),
            booked_at: now(),
            proposal: None,
            series: None,
        }
    }

    /// Books without looking at what is taken.
    pub(crate) async fn try_book(&self, appointment: Appointment) -> Result<AppointmentId, StoreError> {
        let decision = booked(appointment);
        let applied = self.try_change(&decision).await?;
        assert_eq!(
            applied,
            Applied::Done,
            "a new appointment has no version that could have moved"
        );
        Ok(decision.appointment.id)
    }

    pub(crate) async fn book(&self, start: &str, length: i64) -> Appointment {
        let appointment = self.appointment(start, length);
        self.try_book(appointment.clone()).await.unwrap();
        appointment
    }

    /// Applies a change in a transaction of its own.
    pub(crate) async fn try_change(&self, decision: &Decision) -> Result<Applied, StoreError> {
        let mut tx = self.store.begin().await?;
        let applied = apply(&mut tx, decision).await?;
        tx.commit().await?;
        Ok(applied)
    }

    pub(crate) async fn change(&self, decision: &Decision) {
        assert_eq!(self.try_change(decision).await.unwrap(), Applied::Done);
    }

    /// Runs SQL on a connection of its own, past the store.
    pub(crate) async fn past_the_store(&self, sql: &str) -> Result<u64, StoreError> {
        use sqlx::Connection;
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        Ok(match self.engine() {
            Engine::Sqlite => {
                let mut connection = sqlx::SqliteConnection::connect(&self.url).await?;
                sqlx::raw_sql(sql).execute(&mut connection).await?.rows_affected()
            }
            Engine::Postgres => {
                let mut connection = sqlx::PgConnection::connect(&self.url).await?;
                sqlx::raw_sql(sql).execute(&mut connection).await?.rows_affected()
            }
        })
    }
}

pub(crate) async fn apply(tx: &mut Tx, decision: &Decision) -> Result<Applied, StoreError> {
    let link = decision.on_version.is_none().then(new_link);
    let ids: Vec<MessageId> = decision.messages.iter().map(|_| MessageId(new_id())).collect();
    tx.apply(decision, link.as_ref(), &ids).await
}

pub(crate) fn new_link() -> Link {
    let mut hash = [7; 32];
    hash[..16].copy_from_slice(new_id().as_bytes());
    Link {
        nonce: *new_id().as_bytes(),
        hash,
    }
}

pub(crate) fn overlaps(busy: &[Busy], wanted: &Busy) -> bool {
    busy.iter().any(|taken| taken.start < wanted.end && wanted.start < taken.end)
}

pub(crate) fn terms() -> Terms {
    Terms {
        policy: Policy::default(),
        price: Price {
            minor: 6_000,
            currency: "EUR".into(),
        },
        booked_by: BookedBy::AtOnce,
    }
}

pub(crate) fn client_act() -> Act {
    Act {
        clicked_by: Actor::link(),
        asked_by: Side::Client,
        now: now(),
    }
}

pub(crate) fn intent(kind: MessageKind, to: Recipient, due: Timestamp) -> Intent {
    Intent {
        kind,
        to,
        channel: Channel::Email,
        due,
    }
}

/// A new appointment that tells both sides and reminds the client two days before.
pub(crate) fn booked(appointment: Appointment) -> Decision {
    let (kind, message) = match appointment.state {
        State::Requested { .. } => (ChangeKind::Requested, MessageKind::Requested),
        _ => (ChangeKind::Booked, MessageKind::Booked),
    };
    let messages = vec![
        intent(message, Recipient::Client, now()),
        intent(message, Recipient::Practitioner, now()),
        intent(
            MessageKind::Reminder,
            Recipient::Client,
            appointment.when.start - minutes(48 * 60),
        ),
    ];
    Decision {
        messages,
        ..changed(None, appointment, kind)
    }
}

/// A change without messages; `before` is the appointment it was decided on.
pub(crate) fn changed(before: Option<&Appointment>, appointment: Appointment, kind: ChangeKind) -> Decision {
    let change = Change {
        kind,
        act: client_act(),
        reason: None,
        message: String::new(),
        from: before.map(|before| before.when.start),
        to: appointment.state.takes_time().then_some(appointment.when.start),
        because: vec![Because::BookedAtOnce],
    };
    Decision {
        answer: Answer::Allow,
        on_version: before.map(|before| before.version),
        appointment,
        change,
        messages: Vec::new(),
        incident: None,
        closes: None,
        opens_case: false,
        consequences: Default::default(),
    }
}

pub(crate) fn moved(before: &Appointment, start: &str) -> Decision {
    let mut after = before.clone();
    after.when.start = at(start);
    after.when.end = after.when.start + before.when.start.duration_until(before.when.end);
    (after.version, after.sequence, after.moves) = (before.version + 1, before.sequence + 1, before.moves + 1);
    let messages = vec![
        intent(MessageKind::Moved, Recipient::Client, now()),
        intent(MessageKind::Reminder, Recipient::Client, after.when.start - minutes(48 * 60)),
    ];
    Decision {
        messages,
        ..changed(Some(before), after, ChangeKind::Moved)
    }
}

pub(crate) fn cancelled(before: &Appointment) -> Decision {
    let state = State::Cancelled {
        at: now(),
        asked_by: Side::Client,
    };
    let after = Appointment {
        state,
        version: before.version + 1,
        sequence: before.sequence + 1,
        ..before.clone()
    };
    let messages = vec![intent(MessageKind::Cancelled, Recipient::Client, now())];
    Decision {
        messages,
        ..changed(Some(before), after, ChangeKind::Cancelled)
    }
}

pub(crate) fn contact(name: &str) -> Contact {
    Contact {
        name: name.into(),
        email: Some("bonjour@exemple.fr".into()),
        phone: None,
    }
}

pub(crate) fn network(id: NetworkId, slug: &str) -> Network {
    Network {
        id,
        slug: slug.into(),
        name: "Le réseau".into(),
        tagline: "Des praticiens près de chez vous".into(),
        language: Language::Fr,
        zone: paris(),
        contact: contact("Service clients"),
        policy: serde_json::json!({"booking": {"horizon_days": 30}}),
        revision: 1,
    }
}

pub(crate) fn business(id: BusinessId) -> Business {
    Business {
        id,
        name: "Cabinet Lefèvre".into(),
        contact: contact("Accueil"),
        policy: serde_json::Value::Null,
    }
}

pub(crate) fn practitioner(id: PractitionerId, business: BusinessId, slug: &str) -> Practitioner {
    Practitioner {
        id,
        business,
        slug: slug.into(),
        name: "Anne Lefèvre".into(),
        profession: "Sophrologue".into(),
        about: "Depuis 2009.".into(),
        contact: contact("Anne Lefèvre"),
        language: Language::Fr,
        capacity: 1,
        serves: Vec::new(),
    }
}

pub(crate) fn place(id: PlaceId, business: BusinessId) -> Place {
    Place {
        id,
        business,
        name: "Cabinet".into(),
        address: "3 rue des Lilas, 75020 Paris".into(),
        access_notes: "Code 12B".into(),
        zone: paris(),
    }
}

pub(crate) fn service(id: ServiceId, business: BusinessId) -> Service {
    Service {
        id,
        business,
        name: "Première séance".into(),
        about: String::new(),
        duration_minutes: 60,
        buffer_before_minutes: 0,
        buffer_after_minutes: 10,
        step_minutes: 30,
        price: Price {
            minor: 6_000,
            currency: "EUR".into(),
        },
        booked_by: BookedBy::AtOnce,
        policy: serde_json::json!({"client_cancel": {}}),
    }
}

pub(crate) fn client(name: &str, email: Option<&str>, phone: Option<&str>) -> Client {
    Client {
        id: ClientId(new_id()),
        name: name.into(),
        email: email.map(Into::into),
        phone: phone.map(Into::into),
        language: Language::Fr,
    }
}
