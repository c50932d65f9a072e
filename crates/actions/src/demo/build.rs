//! From sketches to rows of the store.

use domain::agenda::{DatedHours, WeeklyHours};
use domain::appointment::Actor;
use domain::ids::{AbsenceId, BusinessId, NetworkId, OperatorId, PlaceId, PractitionerId, ServiceId, UserId};
use domain::people::{Business, Contact, Language, Network, Operator, OperatorRole, Place, Practitioner, User};
use domain::service::{Price, Service};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{AbsenceRow, Hours, Offer, Tx};

use super::sketch::{BusinessSketch, NetworkSketch, PlaceSketch, PractitionerSketch, Reached, ServiceSketch, hours, weekdays};
use crate::presets::preset;
use crate::{App, Failure};

/// Ids that are the same in every demo, so that links into it can be kept. They sort in the order in which they are made, like any other.
struct Ids {
    made: u64,
    slug: &'static str,
}

impl Ids {
    /// The instant that the made-up ids say they come from: 2027-01-01T00:00:00Z, in milliseconds.
    const FROM_MILLIS: u64 = 1_798_761_600_000;

    fn next(&mut self) -> uuid::Uuid {
        self.made += 1;
        let digest = Sha256::digest(format!("{}/{}", self.slug, self.made));
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&digest[..10]);
        uuid::Builder::from_unix_timestamp_millis(Self::FROM_MILLIS + self.made, &bytes).into_uuid()
    }
}

/// A network as it stands in the store.
pub(super) struct BuiltNetwork {
    pub(super) sketch: NetworkSketch,
    pub(super) id: NetworkId,
    pub(super) practitioners: Vec<BuiltPractitioner>,
    pub(super) secretary: User,
    pub(super) operators: Vec<Operator>,
}

/// A practitioner as it stands in the store, with the account that signs in.
pub(super) struct BuiltPractitioner {
    pub(super) sketch: PractitionerSketch,
    pub(super) id: PractitionerId,
    /// Every service of the business, by position in the sketch.
    pub(super) services: Vec<ServiceId>,
    /// Services of this practitioner that are booked at once, by id.
    pub(super) at_once: Vec<ServiceId>,
    pub(super) user: User,
}

impl BuiltPractitioner {
    /// The practitioner as somebody who clicks.
    pub(super) fn staff(&self) -> Actor {
        staff(&self.user)
    }
}

pub(super) fn staff(user: &User) -> Actor {
    Actor {
        role: domain::appointment::Role::Staff,
        id: user.id.to_string(),
    }
}

/// Where all demo networks are.
pub(super) fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("the bundled zone database has it")
}

/// Writes a network with everything that changes rarely, and the absences that are known beforehand.
pub(super) async fn build(app: &App, sketch: NetworkSketch) -> Result<BuiltNetwork, Failure> {
    let mut ids = Ids {
        made: 0,
        slug: sketch.slug,
    };
    let mut tx = app.store.begin().await?;
    let network = NetworkId(ids.next());
    tx.put_network(&network_row(network, &sketch)).await?;
    let mut practitioners = Vec::new();
    let mut businesses = Vec::new();
    for business in sketch.businesses {
        let id = BusinessId(ids.next());
        businesses.push(id);
        practitioners.extend(build_business(&mut tx, &mut ids, network, id, business, app.clock.now()).await?);
    }
    tx.commit().await?;
    let (business, name, email) = sketch.secretary;
    let secretary = user(UserId(ids.next()), network, businesses[business], None, name, email);
    let operators = OperatorRole::ALL.into_iter().zip(sketch.operators);
    let operators = operators
        .map(|(role, (name, email))| Operator {
            id: OperatorId(ids.next()),
            network,
            role,
            name: name.into(),
            email: email.into(),
            language: Language::Fr,
        })
        .collect();
    Ok(BuiltNetwork {
        sketch,
        id: network,
        practitioners,
        secretary,
        operators,
    })
}

async fn build_business(
    tx: &mut Tx,
    ids: &mut Ids,
    network: NetworkId,
    id: BusinessId,
    sketch: &BusinessSketch,
    now: Timestamp,
) -> Result<Vec<BuiltPractitioner>, Failure> {
    let row = Business {
        id,
        name: sketch.name.into(),
        contact: contact(sketch.contact),
        policy: Value::Null,
    };
    tx.put_business(network, &row).await?;
    let place = place_row(PlaceId(ids.next()), id, &sketch.place);
    tx.put_place(network, &place).await?;
    let mut services = Vec::new();
    for service in sketch.services {
        let service_id = ServiceId(ids.next());
        tx.put_service(network, &service_row(service_id, id, service)).await?;
        services.push(service_id);
    }
    let mut built = Vec::new();
    for practitioner in sketch.practitioners {
        let whom = build_practitioner(ids, network, id, &services, sketch, practitioner);
        tx.put_practitioner(network, &practitioner_row(whom.id, id, practitioner))
            .await?;
        for &service in practitioner.gives {
            let offer = Offer {
                practitioner: whom.id,
                service: services[service],
                place: place.id,
            };
            tx.put_offer(network, &offer).await?;
        }
        tx.lock_practitioner(network, whom.id).await?;
        tx.replace_hours(network, whom.id, &hours_row(place.id, practitioner)).await?;
        if let Some(absence) = absence_row(AbsenceId(ids.next()), whom.id, practitioner) {
            tx.add_absence(network, &absence, &whom.staff().id, now).await?;
        }
        built.push(whom);
    }
    Ok(built)
}

fn build_practitioner(
    ids: &mut Ids,
    network: NetworkId,
    business: BusinessId,
    services: &[ServiceId],
    sketch: &BusinessSketch,
    practitioner: &PractitionerSketch,
) -> BuiltPractitioner {
    let id = PractitionerId(ids.next());
    let at_once = |position: &&usize| sketch.services[**position].by == domain::service::BookedBy::AtOnce;
    BuiltPractitioner {
        sketch: *practitioner,
        id,
        services: services.to_vec(),
        at_once: practitioner
            .gives
            .iter()
            .filter(at_once)
            .map(|&position| services[position])
            .collect(),
        user: user(
            UserId(ids.next()),
            network,
            business,
            Some(id),
            practitioner.name,
            practitioner.email,
        ),
    }
}

fn contact(reached: Reached) -> Contact {
    Contact {
        name: reached.name.into(),
        email: Some(reached.email.into()),
        phone: Some(reached.phone.into()),
    }
}

fn network_row(id: NetworkId, sketch: &NetworkSketch) -> Network {
    Network {
        id,
        slug: sketch.slug.into(),
        name: sketch.name.into(),
        tagline: sketch.tagline.into(),
        language: Language::Fr,
        zone: zone(),
        contact: contact(sketch.contact),
        policy: preset(sketch.preset).expect("a test builds every sketch"),
        revision: 1,
    }
}

fn place_row(id: PlaceId, business: BusinessId, sketch: &PlaceSketch) -> Place {
    Place {
        id,
        business,
        name: sketch.name.into(),
        address: sketch.address.into(),
        access_notes: sketch.access.into(),
        zone: zone(),
    }
}

fn service_row(id: ServiceId, business: BusinessId, sketch: &ServiceSketch) -> Service {
    Service {
        id,
        business,
        name: sketch.name.into(),
        about: sketch.about.into(),
        duration_minutes: sketch.minutes,
        buffer_before_minutes: sketch.buffers.0,
        buffer_after_minutes: sketch.buffers.1,
        step_minutes: sketch.step,
        price: Price {
            minor: sketch.cents,
            currency: "EUR".into(),
        },
        booked_by: sketch.by,
        policy: Value::Null,
    }
}

fn practitioner_row(id: PractitionerId, business: BusinessId, sketch: &PractitionerSketch) -> Practitioner {
    Practitioner {
        id,
        business,
        slug: sketch.slug.into(),
        name: sketch.name.into(),
        profession: sketch.profession.into(),
        about: sketch.about.into(),
        contact: contact(Reached {
            name: sketch.name,
            email: sketch.email,
            phone: sketch.phone,
        }),
        language: Language::Fr,
        capacity: sketch.capacity,
        serves: sketch.serves.split_whitespace().map(str::to_owned).collect(),
    }
}

fn user(
    id: UserId,
    network: NetworkId,
    business: BusinessId,
    practitioner: Option<PractitionerId>,
    name: &str,
    email: &str,
) -> User {
    User {
        id,
        network,
        business,
        practitioner,
        name: name.into(),
        email: email.into(),
        language: Language::Fr,
    }
}

fn hours_row(place: PlaceId, sketch: &PractitionerSketch) -> Hours {
    let of_week = |&(days, open): &(&str, &str)| {
        let spans = hours(open);
        let each = move |weekday| {
            spans
                .clone()
                .into_iter()
                .map(move |(from, to)| (place, WeeklyHours { weekday, from, to }))
        };
        weekdays(days).into_iter().flat_map(each).collect::<Vec<_>>()
    };
    let of_date = |&(day, open): &(&str, &str)| {
        (
            place,
            DatedHours {
                date: date(day),
                open: hours(open),
            },
        )
    };
    Hours {
        weekly: sketch.weekly.iter().flat_map(of_week).collect(),
        dated: sketch.dated.iter().map(of_date).collect(),
        closed_days: sketch.closed.iter().map(|day| date(day)).collect(),
    }
}

fn absence_row(id: AbsenceId, practitioner: PractitionerId, sketch: &PractitionerSketch) -> Option<AbsenceRow> {
    let (first, last, note) = sketch.away?;
    Some(AbsenceRow {
        id,
        practitioner,
        start: midnight(date(first)),
        end: midnight(date(last).saturating_add(1.day())),
        note: note.into(),
    })
}

pub(super) fn date(text: &str) -> Date {
    text.parse().expect("a test builds every sketch")
}

pub(super) fn midnight(date: Date) -> Timestamp {
    date.to_zoned(zone())
        .map(|zoned| zoned.timestamp())
        .expect("the dates of the demo exist")
}
