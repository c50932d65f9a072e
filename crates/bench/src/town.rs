//! The workload: fifty practitioners, one month that is half full, and as much past as a run asks for.

use domain::agenda::{MinuteOfDay, WeeklyHours};
use domain::appointment::{Because, Terms};
use domain::ids::{ApiKeyId, BusinessId, NetworkId, PlaceId, PractitionerId, ServiceId};
use domain::people::{Business, Contact, Language, Network, Place, Practitioner};
use domain::policy::Policy;
use domain::service::{BookedBy, Price, Service};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use sha2::{Digest, Sha256};
use store::{ApiKeyRow, Hours, Offer, Store};
use uuid::Uuid;

/// Practitioners of the network.
pub(crate) const PRACTITIONERS: u64 = 50;
/// Appointments of a practitioner on a half-full day: one at every full hour from 08:00 to 17:00.
pub(crate) const A_DAY: u64 = 10;
/// Free slots of a half-full day: one at every half hour in between.
pub(crate) const FREE_A_DAY: u64 = 10;
/// People who have booked before.
pub(crate) const CLIENTS: u64 = 3_000;
/// Messages that one booking by a client writes: to the client, to the practitioner, and a reminder.
pub(crate) const MESSAGES: usize = 3;
/// The slug of the network in addresses.
pub(crate) const SLUG: &str = "town";
/// A key of a program that books for clients.
pub(crate) const API_KEY: &str = "hk_measuring_0123456789012345678901234567890";

/// Length of an appointment, in microseconds.
pub(crate) const HALF_HOUR: i64 = 1_800_000_000;

/// What kind of row an id names; it keeps the ids of different kinds apart.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Network = 1,
    Business = 2,
    Practitioner = 3,
    Place = 4,
    Service = 5,
    Client = 6,
    Appointment = 7,
    Key = 8,
    /// Rows that a reference writes.
    NewClient = 9,
    NewAppointment = 10,
    NewMessage = 11,
}

/// The id of the `n`th row of a kind: sorted by `n`, and the same in SQL by [`id_text`].
pub(crate) fn id(kind: Kind, n: u64) -> Uuid {
    Uuid::from_u128((0x0193_0000_0000 << 80) | (0x7000 + kind as u128) << 64 | (0x8000 << 48) | u128::from(n))
}

/// What an id of this kind begins with, up to the twelve digits of its number.
pub(crate) fn id_text(kind: Kind) -> String {
    format!("01930000-0000-7{:03x}-8000-", kind as u16)
}

/// The month that is booked half full: the next one, whatever today is.
pub(crate) struct Month {
    pub(crate) first: Date,
    pub(crate) zone: TimeZone,
    pub(crate) today: Timestamp,
}

impl Month {
    /// Days that are half full, whatever the month; the last ones of a shorter month lie in the one after.
    pub(crate) const DAYS: u64 = 31;

    pub(crate) fn after(today: Timestamp) -> Month {
        let zone = TimeZone::get("Europe/Paris").expect("the zone is bundled");
        let first = zone.to_datetime(today).date().last_of_month().saturating_add(1.day());
        Month { first, zone, today }
    }

    /// The `n`th day, from 0; past days have negative numbers.
    pub(crate) fn day(&self, n: i64) -> Date {
        self.first.saturating_add(n.days())
    }

    /// When the `n`th day opens at 08:00, in microseconds.
    pub(crate) fn opens(&self, n: i64) -> i64 {
        let eight = self.day(n).at(8, 0, 0, 0);
        self.zone
            .to_ambiguous_timestamp(eight)
            .compatible()
            .expect("a date of this century")
            .as_microsecond()
    }

    /// The `n`th free slot: practitioners first, then days, then half hours. There are 15,500 of them.
    pub(crate) fn free(&self, n: u64) -> (u64, i64) {
        let (practitioner, rest) = (n % PRACTITIONERS, n / PRACTITIONERS);
        let (day, nth) = (rest % Self::DAYS, rest / Self::DAYS);
        assert!(nth < FREE_A_DAY, "a run asks for more free slots than the month has");
        (practitioner, self.opens(day as i64) + (2 * nth as i64 + 1) * HALF_HOUR)
    }

    /// How many appointments the month holds.
    pub(crate) const fn appointments() -> u64 {
        PRACTITIONERS * A_DAY * Self::DAYS
    }
}

pub(crate) fn network() -> NetworkId {
    NetworkId(id(Kind::Network, 1))
}

pub(crate) fn practitioner(n: u64) -> PractitionerId {
    PractitionerId(id(Kind::Practitioner, n))
}

pub(crate) fn service() -> ServiceId {
    ServiceId(id(Kind::Service, 1))
}

fn business() -> BusinessId {
    BusinessId(id(Kind::Business, 1))
}

fn place() -> PlaceId {
    PlaceId(id(Kind::Place, 1))
}

fn price() -> Price {
    Price {
        minor: 6_000,
        currency: "EUR".into(),
    }
}

/// The terms of the stored appointments, with the id that the store gives such a document.
pub(crate) fn terms() -> (String, String) {
    let terms = Terms {
        policy: Policy::default(),
        price: price(),
        booked_by: BookedBy::AtOnce,
    };
    let document = serde_json::to_string(&terms).expect("terms can be written");
    let id = Sha256::digest(document.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    (id, document)
}

/// What the history of a booking at once says.
pub(crate) fn because() -> String {
    serde_json::to_string(&[Because::BookedAtOnce]).expect("a reason can be written")
}

fn contact(name: &str) -> Contact {
    Contact {
        name: name.into(),
        email: Some("accueil@example.org".into()),
        phone: Some("04 12 34 56 78".into()),
    }
}

/// Writes the catalogue through the store, as `honore admin` does.
pub(crate) async fn build(store: &Store, month: &Month) {
    let network = network();
    let mut tx = store.begin().await.expect("the store takes changes");
    let written = async {
        tx.put_network(&network_row(month)).await?;
        tx.put_business(network, &business_row()).await?;
        tx.put_place(network, &place_row(month)).await?;
        tx.put_service(network, &service_row()).await?;
        for n in 0..PRACTITIONERS {
            tx.put_practitioner(network, &practitioner_row(n)).await?;
            tx.put_offer(
                network,
                &Offer {
                    practitioner: practitioner(n),
                    service: service(),
                    place: place(),
                },
            )
            .await?;
            tx.replace_hours(network, practitioner(n), &hours()).await?;
        }
        tx.put_api_key(&key_row(), month.today).await?;
        tx.commit().await
    };
    written.await.expect("the catalogue can be written");
}

fn network_row(month: &Month) -> Network {
    Network {
        id: network(),
        slug: SLUG.into(),
        name: "Ville".into(),
        tagline: "Cinquante praticiens".into(),
        language: Language::Fr,
        zone: month.zone.clone(),
        contact: contact("Accueil"),
        // The end of next month is up to 62 days away.
        policy: serde_json::json!({ "booking": { "horizon_days": 70 } }),
        revision: 1,
    }
}

fn business_row() -> Business {
    Business {
        id: business(),
        name: "Centre".into(),
        contact: contact("Centre"),
        policy: serde_json::Value::Null,
    }
}

fn place_row(month: &Month) -> Place {
    Place {
        id: place(),
        business: business(),
        name: "Centre".into(),
        address: "1 place du Marché, 69001 Lyon".into(),
        access_notes: String::new(),
        zone: month.zone.clone(),
    }
}

fn service_row() -> Service {
    Service {
        id: service(),
        business: business(),
        name: "Séance".into(),
        about: String::new(),
        duration_minutes: 30,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        step_minutes: 30,
        price: price(),
        booked_by: BookedBy::AtOnce,
        policy: serde_json::Value::Null,
    }
}

fn practitioner_row(n: u64) -> Practitioner {
    Practitioner {
        id: practitioner(n),
        business: business(),
        slug: format!("p{n}"),
        name: format!("Praticien {n}"),
        profession: "Sophrologue".into(),
        about: String::new(),
        contact: contact("Praticien"),
        language: Language::Fr,
        capacity: 1,
        serves: Vec::new(),
    }
}

fn hours() -> Hours {
    let minute = |minutes| MinuteOfDay::new(minutes).expect("a minute of the day");
    let on = |weekday| {
        (
            place(),
            WeeklyHours {
                weekday,
                from: minute(8 * 60),
                to: minute(18 * 60),
            },
        )
    };
    Hours {
        weekly: Weekday::Monday.cycle_forward().take(7).map(on).collect(),
        ..Hours::default()
    }
}

fn key_row() -> ApiKeyRow {
    ApiKeyRow {
        id: ApiKeyId(id(Kind::Key, 1)),
        network: network(),
        name: "measuring".into(),
        scopes: vec!["read".into(), "client".into()],
        hash: Sha256::digest(API_KEY.as_bytes()).into(),
    }
}
