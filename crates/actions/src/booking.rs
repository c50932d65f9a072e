//! Booking an appointment.

use domain::agenda::Agenda;
use domain::appointment::{Act, Actor, BookRequest, Decision, Role, Side, Terms, book};
use domain::ids::{AppointmentId, ClientId, NetworkId, PlaceId, PractitionerId, ServiceId};
use domain::people::{Client, Language};
use jiff::Timestamp;
use store::{Stored, Tx};

use crate::catalogue::{Offering, Snapshot};
use crate::change::{remember, repeated};
use crate::fields::Fields;
use crate::slots::{around, deciding};
use crate::{App, Failure, FieldFault, Once, Outcome, Refused};

/// Who books, as typed.
#[derive(Debug, Clone, Default)]
pub struct NewClient {
    /// Name; required.
    pub name: String,
    /// E-mail address; required unless staff book.
    pub email: String,
    /// Telephone number; may be empty.
    pub phone: String,
    /// Language of messages.
    pub language: Language,
}

/// What is to be booked, as typed.
#[derive(Debug, Clone)]
pub struct NewBooking {
    /// The network.
    pub network: NetworkId,
    /// With whom.
    pub practitioner: PractitionerId,
    /// What.
    pub service: ServiceId,
    /// Where; the first place where the service is given when left out.
    pub place: Option<PlaceId>,
    /// When.
    pub start: Timestamp,
    /// For whom.
    pub client: NewClient,
    /// A word to the practitioner.
    pub note: String,
    /// Staff only: why it is placed where no slot is offered.
    pub force: Option<String>,
}

impl NewBooking {
    /// Every field that cannot be used, for a page that asks for more than a booking needs and shows all faults at once.
    pub fn faults(&self, by: &Actor) -> Vec<FieldFault> {
        match checked(self, by) {
            Err(Failure::Invalid(faults)) => faults,
            _ => Vec::new(),
        }
    }
}

/// A booking that was made.
#[derive(Debug, Clone)]
pub struct Booked {
    /// The appointment as stored.
    pub stored: Stored,
    /// Token of the client's personal link.
    pub token: String,
}

impl App {
    /// Books, or requests when the service is booked on approval.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every field that cannot be used; [`Failure::Refused`] with the nearest free slots when the time is not offered.
    pub async fn book(&self, wish: &NewBooking, by: &Actor, once: Option<&Once<'_>>) -> Result<Outcome<Booked>, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        self.book_from(&snapshot, wish, by, once).await
    }

    /// As [`App::book`], for a caller who has just read the catalogue of the wish's network.
    ///
    /// # Errors
    /// As [`App::book`].
    pub async fn book_from(
        &self,
        snapshot: &Snapshot,
        wish: &NewBooking,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Booked>, Failure> {
        let (client, note) = checked(wish, by)?;
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_book(snapshot, wish, &client, &note, by, once).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < 5 => {}
                other => return other,
            }
        }
    }

    async fn try_book(
        &self,
        snapshot: &Snapshot,
        wish: &NewBooking,
        client: &CheckedClient,
        note: &str,
        by: &Actor,
        once: Option<&Once<'_>>,
    ) -> Result<Outcome<Booked>, Failure> {
        let offering = snapshot
            .offering(wish.practitioner, wish.service, wish.place)
            .ok_or(Failure::NotFound("service"))?;
        let mut tx = self.store.begin().await?;
        tx.lock_practitioner(wish.network, wish.practitioner).await?;
        if let Some(answer) = repeated(&mut tx, wish.network, once).await? {
            // Its twin may not be on the disk yet: the commit waits until it is, so that what is repeated was acknowledged (I2).
            tx.commit().await?;
            return Ok(Outcome::Repeated(answer));
        }
        let now = self.clock.now();
        let agenda = agenda_in(&mut tx, wish.network, offering, deciding(wish.start, offering.service)).await?;
        let request = self.request(wish, offering, note, now);
        // Staff who add an appointment do so because the client asked, by telephone or at the desk.
        let act = Act {
            clicked_by: by.clone(),
            asked_by: Side::Client,
            now,
        };
        let mut decision = match book(&request, offering.service, &terms(offering), &agenda, &act) {
            Ok(decision) => decision,
            Err(refusal) => {
                // Only who is refused needs to know what else is free, which takes a month of busy time to say.
                let agenda = agenda_in(&mut tx, wish.network, offering, around(wish.start)).await?;
                return Err(self.refused(refusal.into(), snapshot, offering, &agenda, wish.start));
            }
        };
        decision.appointment.client = tx.client_for(wish.network, &client.with_id(request.client), now).await?;
        let link = self.links.new_link(self.entropy.bytes());
        self.applied(&mut tx, &decision, Some(link)).await?;
        let stored = Stored {
            appointment: decision.appointment,
            link_nonce: link.nonce,
        };
        remember(&mut tx, wish.network, once, &stored, now).await?;
        tx.commit().await?;
        Ok(Outcome::Done(Booked {
            token: self.links.token(&link.nonce),
            stored,
        }))
    }

    fn request(&self, wish: &NewBooking, offering: Offering<'_>, note: &str, now: Timestamp) -> BookRequest {
        BookRequest {
            id: AppointmentId(self.entropy.id(now)),
            network: wish.network,
            practitioner: wish.practitioner,
            place: offering.place.id,
            client: ClientId(self.entropy.id(now)),
            start: wish.start,
            note: note.to_owned(),
            force: wish.force.clone(),
        }
    }

    fn refused(
        &self,
        refusal: crate::Refusal,
        snapshot: &Snapshot,
        offering: Offering<'_>,
        agenda: &Agenda,
        wanted: Timestamp,
    ) -> Failure {
        let rules = offering.service.slot_rules(offering.policy);
        let nearest = self.nearest(agenda, &rules, wanted, 3);
        let contact = snapshot.contact(offering.policy.reply_to, offering.practitioner.id);
        Failure::Refused(Box::new(Refused {
            refusal,
            contact,
            nearest,
        }))
    }

    /// The decision that a booking would get now, for the page that shows what follows before somebody books. Reads from memory; the booking reads again.
    ///
    /// # Errors
    /// As [`App::book`], without the fields of the client.
    pub async fn preview_booking(&self, wish: &NewBooking, by: &Actor) -> Result<Decision, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        let offering = snapshot
            .offering(wish.practitioner, wish.service, wish.place)
            .ok_or(Failure::NotFound("service"))?;
        let (from, to) = around(wish.start);
        let agenda = self.read_agenda(wish.network, offering, from, to).await?;
        let now = self.clock.now();
        let act = Act {
            clicked_by: by.clone(),
            asked_by: Side::Client,
            now,
        };
        let request = self.request(wish, offering, "", now);
        book(&request, offering.service, &terms(offering), &agenda, &act)
            .map_err(|refusal| self.refused(refusal.into(), &snapshot, offering, &agenda, wish.start))
    }
}

pub(crate) async fn agenda_in(
    tx: &mut Tx,
    network: NetworkId,
    offering: Offering<'_>,
    (from, to): (Timestamp, Timestamp),
) -> Result<Agenda, Failure> {
    let (zone, capacity) = (offering.place.zone.clone(), offering.practitioner.capacity);
    Ok(tx
        .agenda(
            network,
            offering.practitioner.id,
            offering.place.id,
            zone,
            capacity,
            from,
            to,
            None,
        )
        .await?)
}

/// The terms that a booking of this service freezes now (I9).
pub(crate) fn terms(offering: Offering<'_>) -> Terms {
    Terms {
        policy: offering.policy.clone(),
        price: offering.service.price.clone(),
        booked_by: offering.service.booked_by,
    }
}

/// Who books, checked.
pub(crate) struct CheckedClient {
    name: String,
    email: Option<String>,
    phone: Option<String>,
    language: Language,
}

impl CheckedClient {
    pub(crate) fn with_id(&self, id: ClientId) -> Client {
        Client {
            id,
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            language: self.language,
        }
    }
}

pub(crate) fn checked(wish: &NewBooking, by: &Actor) -> Result<(CheckedClient, String), Failure> {
    let mut fields = Fields::default();
    let name = fields.name("name", &wish.client.name);
    let email = fields.email("email", &wish.client.email);
    let phone = fields.phone("phone", &wish.client.phone);
    let note = fields.text("note", &wish.note);
    if let Some(reason) = &wish.force {
        fields.text("force", reason);
    }
    // A client who books online is told by e-mail; staff may note somebody who has none.
    if email.is_none() && by.role == Role::Client && !wish.client.email.contains(|c: char| !c.is_whitespace()) {
        fields.fault("email", "missing", None);
    }
    fields.finish()?;
    Ok((
        CheckedClient {
            name,
            email,
            phone,
            language: wish.client.language,
        },
        note,
    ))
}
