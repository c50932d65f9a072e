//! The demo's weeks as they are lived: the clock goes from act to act, messages leave when they are due, and everybody uses the same
//! actions as in a real network.

mod both_sides;

use std::collections::BTreeMap;

use domain::appointment::{Actor, Appointment, Reason, Side, State};
use domain::ids::{AppointmentId, EnquiryId, NetworkId};
use jiff::{SignedDuration, Timestamp, ToSpan};
use store::Stored;

use both_sides::{SCENES, Scene};

use super::build::{BuiltNetwork, BuiltPractitioner, midnight, staff, zone};
use super::people::Dice;
use super::plan::{Fate, ILLNESS, Wish, at_minute, between, instant, local, wishes};
use super::sketch::{Answer, EnquirySketch};
use super::{Seeded, starts_at};
use crate::worker::Worker;
use crate::{App, CancelWish, Failure, MoveAnswer, MoveWish, NewAbsence, NewBooking, NewClient, NewEnquiry, SlotQuery};

const CANNOT: &str = "Un imprévu m’empêche de vous recevoir comme prévu. Je vous prie de m’excuser.";
const OTHER_TIME: &str =
    "Je dois décaler notre rendez-vous. Si ce nouvel horaire ne vous va pas, choisissez-en un autre depuis le lien.";
const ILL: &str = "Je suis souffrante aujourd’hui et ne peux pas vous recevoir. Le salon vous rappelle pour un autre jour.";

/// Something that happens at an instant.
enum Act {
    Book(Box<Wish>),
    Answer(Whose, Answer),
    Cancel(Whose, Side),
    Move(Whose, Side),
    /// Whether the client came.
    Record(Whose, bool),
    /// The business accepts the other time that a client asked for.
    Agree(Whose, Timestamp),
    FallIll,
    /// Somebody asks the network without choosing anybody.
    Enquire(usize, &'static EnquirySketch),
    /// A practitioner accepts an enquiry, or refuses it.
    AnswerEnquiry {
        network: usize,
        id: EnquiryId,
        practitioner: &'static str,
        accepts: bool,
    },
    /// A turn that is written down.
    Play(&'static Scene),
    /// Only the clock passes.
    Pass,
}

/// An appointment with the positions of its network and practitioner.
#[derive(Clone, Copy)]
struct Whose {
    network: usize,
    practitioner: usize,
    id: AppointmentId,
}

struct Life<'a> {
    app: &'a App,
    worker: &'a Worker,
    networks: &'a [BuiltNetwork],
    dice: Dice,
    /// By instant, then by number, so that two acts of one instant have an order too.
    to_come: BTreeMap<(Timestamp, usize), Act>,
    planned: usize,
    seeded: Seeded,
}

/// Lives the demo's weeks up to [`starts_at`].
pub(super) async fn lived(app: &App, worker: &Worker, networks: &[BuiltNetwork]) -> Result<Seeded, Failure> {
    let dice = Dice::new(2027);
    let seeded = Seeded {
        appointments: 0,
        messages: 0,
    };
    let mut life = Life {
        app,
        worker,
        networks,
        dice,
        to_come: BTreeMap::new(),
        planned: 0,
        seeded,
    };
    for (at, wish) in wishes(networks, &mut life.dice) {
        life.plan(at, Act::Book(Box::new(wish)));
    }
    for (position, network) in networks.iter().enumerate() {
        for enquiry in network.sketch.enquiries {
            life.plan(instant(local(enquiry.asked)), Act::Enquire(position, enquiry));
        }
    }
    for scene in &SCENES {
        life.plan(instant(local(scene.at)), Act::Play(scene));
    }
    life.plan(instant(at_minute(ILLNESS.day, 7 * 60 + 40)), Act::FallIll);
    while let Some(((at, _), act)) = life.to_come.pop_first() {
        life.pass_until(at).await?;
        life.do_act(act).await?;
    }
    life.pass_until(starts_at()).await?;
    life.seeded.messages += worker.work().await?;
    Ok(life.seeded)
}

impl Life<'_> {
    /// Plans an act; what would happen after the visitor has arrived is left to the visitor.
    fn plan(&mut self, at: Timestamp, act: Act) {
        if at < starts_at() {
            self.planned += 1;
            self.to_come.insert((at, self.planned), act);
        }
    }

    /// Lets the clock go to `at`, with a stop wherever a message is due.
    async fn pass_until(&mut self, at: Timestamp) -> Result<(), Failure> {
        let mut last = None;
        while let Some(due) = self.app.store.next_due().await?.filter(|due| *due <= at) {
            // A message that is still there after the worker has been at it waits for something else than the clock.
            if last.replace(due) == Some(due) {
                break;
            }
            self.app.clock.advance_to(due);
            self.seeded.messages += self.worker.work().await?;
        }
        self.app.clock.advance_to(at);
        Ok(())
    }

    async fn do_act(&mut self, act: Act) -> Result<(), Failure> {
        let done = match act {
            Act::Book(wish) => return self.book(&wish).await,
            Act::Enquire(network, enquiry) => return self.enquire(network, enquiry).await,
            Act::AnswerEnquiry {
                network,
                id,
                practitioner,
                accepts,
            } => self.answer_enquiry(network, id, practitioner, accepts).await,
            Act::FallIll => return self.fall_ill().await,
            Act::Play(scene) => self.play(scene).await,
            Act::Pass => return self.worker.work().await.map(|sent| self.seeded.messages += sent),
            Act::Answer(whose, answer) => self.answer(whose, answer).await,
            Act::Cancel(whose, by) => self.cancel(whose, by, Reason::Hindered, CANNOT).await,
            Act::Move(whose, by) => self.reschedule(whose, by).await,
            Act::Agree(whose, start) => self.agree(whose, start).await,
            Act::Record(whose, came) => self.record(whose, came).await,
        };
        match done {
            // The terms of some networks do not let a client do what this one wanted; then the appointment stays as it is.
            Err(Failure::Refused(_)) => Ok(()),
            done => done,
        }
    }

    fn people(&self, whose: Whose) -> (NetworkId, &BuiltPractitioner) {
        let network = &self.networks[whose.network];
        (network.id, &network.practitioners[whose.practitioner])
    }

    /// Who clicks for the business: the practitioner, or the secretary for a room.
    fn desk(&self, network: usize, practitioner: usize) -> Actor {
        let (network, whom) = (&self.networks[network], &self.networks[network].practitioners[practitioner]);
        if whom.sketch.capacity > 1 {
            staff(&network.secretary)
        } else {
            whom.staff()
        }
    }

    fn actor(&self, whose: Whose, by: Side) -> Actor {
        if by == Side::Client {
            Actor::link()
        } else {
            self.desk(whose.network, whose.practitioner)
        }
    }

    async fn book(&mut self, wish: &Wish) -> Result<(), Failure> {
        let (network, practitioner) = wish.whose;
        let (network_id, whom) = (self.networks[network].id, &self.networks[network].practitioners[practitioner]);
        let choice = usize::try_from(self.dice.below(whom.at_once.len().max(1) as u64)).unwrap_or(0);
        let service = wish
            .service
            .map(|position| whom.services[position])
            .or_else(|| whom.at_once.get(choice).copied());
        let Some(service) = service else { return Ok(()) };
        let day = wish.wished.date();
        let query = SlotQuery {
            network: network_id,
            practitioner: whom.id,
            service,
            place: None,
            first: day,
            last: day,
        };
        let free = self.app.free_slots(query).await?;
        let wished = instant(wish.wished);
        let starts = free.days.iter().flat_map(|day| &day.slots).map(|slot| slot.start);
        let Some(start) = nearest(starts, wished) else { return Ok(()) };
        let booking = NewBooking {
            network: network_id,
            practitioner: whom.id,
            service,
            place: None,
            start,
            client: wish.client.clone(),
            note: wish.note.to_owned(),
            force: None,
        };
        let by = if wish.by_staff {
            self.desk(network, practitioner)
        } else {
            Actor::link()
        };
        let booked = self.app.book(&booking, &by, None).await?.done();
        self.seeded.appointments += 1;
        let whose = Whose {
            network,
            practitioner,
            id: booked.stored.appointment.id,
        };
        self.plan_fate(whose, &booked.stored.appointment, wish.fate);
        Ok(())
    }

    /// Asks for the first of the wished times at which somebody can come.
    async fn enquire(&mut self, network: usize, sketch: &'static EnquirySketch) -> Result<(), Failure> {
        for start in sketch.starts {
            let wish = NewEnquiry {
                network: self.networks[network].id,
                service: sketch.service.to_owned(),
                start: instant(local(start)),
                postcode: sketch.postcode.to_owned(),
                address: sketch.address.to_owned(),
                client: NewClient {
                    name: sketch.client.name.to_owned(),
                    email: sketch.client.email.to_owned(),
                    phone: sketch.client.phone.to_owned(),
                    ..NewClient::default()
                },
                note: sketch.note.to_owned(),
            };
            let made = match self.app.make_enquiry(&wish, &Actor::link(), None).await {
                Err(Failure::Refused(_)) => continue,
                made => made?.done(),
            };
            for &(practitioner, at, accepts) in sketch.answers {
                let act = Act::AnswerEnquiry {
                    network,
                    id: made.stored.enquiry.id,
                    practitioner,
                    accepts,
                };
                self.plan(instant(local(at)), act);
            }
            return Ok(());
        }
        Ok(())
    }

    async fn answer_enquiry(&mut self, network: usize, id: EnquiryId, slug: &str, accepts: bool) -> Result<(), Failure> {
        let network = &self.networks[network];
        let Some(whom) = network.practitioners.iter().find(|whom| whom.sketch.slug == slug) else {
            return Ok(());
        };
        let proposals = self.app.store.proposals_of(network.id, id).await?;
        let Some(received) = proposals.iter().find(|one| one.practitioner == whom.id) else {
            return Ok(());
        };
        if accepts {
            self.app.accept_proposal(network.id, received.id, &whom.staff(), None).await?;
            self.seeded.appointments += 1;
        } else {
            self.app.refuse_proposal(network.id, received.id, &whom.staff(), None).await?;
        }
        Ok(())
    }

    fn plan_fate(&mut self, whose: Whose, appointment: &Appointment, fate: Fate) {
        let (now, start) = (self.app.clock.now(), appointment.when.start);
        let some_time = between(now, start, &mut self.dice);
        let act = match fate {
            Fate::Kept | Fate::Missed => None,
            Fate::CancelledByClient { late: true } => {
                let hours = 1 + i64::try_from(self.dice.below(5)).unwrap_or(0);
                Some((start - SignedDuration::from_hours(hours)).max(now)).map(|at| (at, Act::Cancel(whose, Side::Client)))
            }
            Fate::CancelledByClient { late: false } => some_time.map(|at| (at, Act::Cancel(whose, Side::Client))),
            Fate::CancelledByBusiness => some_time.map(|at| (at, Act::Cancel(whose, Side::Business))),
            Fate::MovedByClient => some_time.map(|at| (at, Act::Move(whose, Side::Client))),
            Fate::MovedByBusiness => some_time.map(|at| (at, Act::Move(whose, Side::Business))),
            Fate::Asked(answer) => return self.plan_answer(whose, appointment, answer),
        };
        if let Some((at, act)) = act {
            self.plan(at, act);
        }
        self.plan_record(whose, appointment, fate != Fate::Missed);
    }

    fn plan_answer(&mut self, whose: Whose, appointment: &Appointment, answer: Answer) {
        let answered = |at: &str| instant(at.parse().expect("a test reads every sketch"));
        match (answer, &appointment.state) {
            (Answer::Approved(at) | Answer::Declined(at, _), _) => self.plan(answered(at), Act::Answer(whose, answer)),
            // Nobody answers; the worker lets the request expire when it looks next.
            (Answer::None, State::Requested { answer_by }) => self.plan(*answer_by, Act::Pass),
            (Answer::None, _) => {}
        }
    }

    /// The outcome is recorded soon after the end; what ended within the last hour is left to the visitor.
    fn plan_record(&mut self, whose: Whose, appointment: &Appointment, came: bool) {
        let minutes = 3 + i64::try_from(self.dice.below(25)).unwrap_or(0);
        let end = appointment.when.end;
        if end + SignedDuration::from_hours(1) < starts_at() {
            self.plan(end + SignedDuration::from_mins(minutes), Act::Record(whose, came));
        }
    }

    async fn answer(&mut self, whose: Whose, answer: Answer) -> Result<(), Failure> {
        let (network, _) = self.people(whose);
        let by = self.actor(whose, Side::Business);
        let stored = match answer {
            Answer::Approved(_) => self.app.approve(network, whose.id, &by, None).await?.done(),
            Answer::Declined(_, message) => self.app.decline(network, whose.id, message, &by, None).await?.done(),
            Answer::None => return Ok(()),
        };
        if matches!(answer, Answer::Approved(_)) {
            self.plan_record(whose, &stored.appointment, true);
        }
        Ok(())
    }

    async fn cancel(&self, whose: Whose, by: Side, reason: Reason, message: &str) -> Result<(), Failure> {
        let (network, _) = self.people(whose);
        let wish = CancelWish {
            network,
            id: whose.id,
            asked_by: by,
            reason: Some(reason),
            message: if by == Side::Business {
                message.to_owned()
            } else {
                String::new()
            },
            quietly: false,
            seen_version: None,
            seen: None,
        };
        self.app.cancel(&wish, &self.actor(whose, by), None).await.map(|_| ())
    }

    /// To the nearest slot one to four days later.
    async fn reschedule(&mut self, whose: Whose, by: Side) -> Result<(), Failure> {
        let (network, _) = self.people(whose);
        let (stored, _) = self.app.appointment(network, whose.id).await?;
        let old = stored.appointment.when.start;
        let day = zone().to_datetime(old).date();
        let (first, last) = (day.saturating_add(1.day()), day.saturating_add(4.days()));
        let free = self.app.slots_to_move_to(&stored.appointment, first, last).await?;
        let starts = free.days.iter().flat_map(|day| &day.slots).map(|slot| slot.start);
        let Some(start) = nearest(starts, old + SignedDuration::from_hours(24)) else {
            return Ok(());
        };
        let wish = MoveWish {
            network,
            id: whose.id,
            start,
            asked_by: by,
            reason: (by == Side::Business).then_some(Reason::Hindered),
            message: if by == Side::Business {
                OTHER_TIME.to_owned()
            } else {
                String::new()
            },
            force: None,
            seen_version: None,
            seen: None,
        };
        let moved: Stored = self.app.reschedule(&wish, &self.actor(whose, by), None).await?.done();
        if moved.appointment.proposal.is_some() {
            // Where the business must agree, it takes an hour or so; who asked just before the story ends still waits.
            self.plan(self.app.clock.now() + SignedDuration::from_mins(75), Act::Agree(whose, start));
        } else {
            self.plan_record(whose, &moved.appointment, true);
        }
        Ok(())
    }

    async fn agree(&mut self, whose: Whose, start: Timestamp) -> Result<(), Failure> {
        let (network, _) = self.people(whose);
        let answer = MoveAnswer {
            network,
            id: whose.id,
            message: String::new(),
            seen_version: None,
        };
        let by = self.actor(whose, Side::Business);
        let moved = self.app.accept_move(&answer, start, &by, None).await?.done();
        self.plan_record(whose, &moved.appointment, true);
        Ok(())
    }

    async fn record(&self, whose: Whose, came: bool) -> Result<(), Failure> {
        let (network, _) = self.people(whose);
        let by = self.actor(whose, Side::Business);
        let recorded = match came {
            true => self.app.fulfil(network, whose.id, &by, None).await,
            false => self.app.mark_no_show(network, whose.id, &by, None).await,
        };
        recorded.map(|_| ())
    }

    /// An absence on the very day, and a word to everybody who had an appointment.
    async fn fall_ill(&mut self) -> Result<(), Failure> {
        let everybody = self.networks.iter().enumerate().flat_map(|(network, built)| {
            built
                .practitioners
                .iter()
                .enumerate()
                .map(move |(practitioner, whom)| (network, practitioner, whom))
        });
        let Some((network, practitioner, whom)) = everybody
            .into_iter()
            .find(|(_, _, whom)| whom.sketch.slug == ILLNESS.practitioner)
        else {
            return Ok(());
        };
        let wish = NewAbsence {
            network: self.networks[network].id,
            practitioner: whom.id,
            start: midnight(ILLNESS.day),
            end: midnight(ILLNESS.day.saturating_add(1.day())),
            note: "Souffrante".to_owned(),
        };
        let (_, hit) = self.app.add_absence(&wish, &whom.staff()).await?;
        for entry in hit {
            let whose = Whose {
                network,
                practitioner,
                id: entry.appointment.id,
            };
            self.cancel(whose, Side::Business, Reason::Ill, ILL).await?;
        }
        Ok(())
    }
}

fn nearest(starts: impl Iterator<Item = Timestamp>, wished: Timestamp) -> Option<Timestamp> {
    starts.min_by_key(|start| (start.as_second() - wished.as_second()).abs())
}
