//! What the last days before the visitor comes leave open: late cancellations that count, a report to support, a proposed time, a series.

use domain::appointment::{Appointment, Reason, Side, State};
use domain::series::{End, Every, OnConflict, Recurrence};
use jiff::SignedDuration;

use super::{CANNOT, Life, Whose, instant, local, zone};
use crate::{CancelWish, Failure, NewClient, ProposeWish, SeriesWish, SlotQuery};

/// A turn of the story: when, in local time, with whom, and what.
pub(super) struct Scene {
    pub(super) at: &'static str,
    practitioner: &'static str,
    turn: Turn,
}

enum Turn {
    /// The professional cancels the next appointment, which is less than a day ahead.
    CancelsLate,
    /// A client cancels and says that the professional asked for it (WEC-09).
    AskedClientToCancel,
    /// The professional proposes other times; the client has not answered yet.
    ProposesOtherTimes,
    /// The secretary arranges the same hour every week.
    ArrangesSeries(&'static str),
}

/// The turns, in order. Nothing here depends on luck alone: a turn without a fitting appointment is left out.
pub(super) const SCENES: [Scene; 6] = [
    Scene {
        at: "2027-02-18T09:40",
        practitioner: "ines-benali",
        turn: Turn::ArrangesSeries("2027-02-22T15:00"),
    },
    Scene {
        at: "2027-03-01T08:05",
        practitioner: "aurelie-fontaine",
        turn: Turn::CancelsLate,
    },
    Scene {
        at: "2027-03-02T08:10",
        practitioner: "aurelie-fontaine",
        turn: Turn::CancelsLate,
    },
    Scene {
        at: "2027-03-02T08:45",
        practitioner: "sekou-diarra",
        turn: Turn::AskedClientToCancel,
    },
    Scene {
        at: "2027-03-02T09:15",
        practitioner: "claire-lenoir",
        turn: Turn::ProposesOtherTimes,
    },
    Scene {
        at: "2027-03-02T09:25",
        practitioner: "lea-garnier",
        turn: Turn::ProposesOtherTimes,
    },
];

impl Life<'_> {
    /// Plays one turn.
    pub(super) async fn play(&mut self, scene: &Scene) -> Result<(), Failure> {
        let Some((network, practitioner)) = self.who(scene.practitioner) else {
            return Ok(());
        };
        if let Turn::ArrangesSeries(first) = scene.turn {
            return self.arrange(network, practitioner, first).await;
        }
        let ahead = match scene.turn {
            Turn::CancelsLate => SignedDuration::from_hours(24),
            _ => SignedDuration::from_hours(24 * 14),
        };
        let Some(next) = self.next_booked(network, practitioner, ahead).await? else {
            return Ok(());
        };
        let whose = Whose {
            network,
            practitioner,
            id: next.id,
        };
        match scene.turn {
            Turn::CancelsLate => self.cancel(whose, Side::Business, Reason::Hindered, CANNOT).await,
            Turn::AskedClientToCancel => self.report(whose).await,
            _ => self.propose(whose, &next).await,
        }
    }

    /// Positions of a practitioner's network and of the practitioner in it.
    fn who(&self, slug: &str) -> Option<(usize, usize)> {
        let of = |network: &super::BuiltNetwork| network.practitioners.iter().position(|whom| whom.sketch.slug == slug);
        let mut networks = self.networks.iter().enumerate();
        networks.find_map(|(position, network)| of(network).map(|practitioner| (position, practitioner)))
    }

    async fn next_booked(
        &self,
        network: usize,
        practitioner: usize,
        ahead: SignedDuration,
    ) -> Result<Option<Appointment>, Failure> {
        let (network, whom) = (&self.networks[network], &self.networks[network].practitioners[practitioner]);
        let now = self.app.clock.now();
        let from = now + SignedDuration::from_mins(30);
        let entries = self.app.store.day_entries(network.id, &[whom.id], from, now + ahead).await?;
        let mut booked = entries.into_iter().map(|entry| entry.appointment);
        Ok(booked.find(|appointment| appointment.state == State::Booked && appointment.when.start > from))
    }

    async fn report(&self, whose: Whose) -> Result<(), Failure> {
        let (network, _) = self.people(whose);
        let wish = CancelWish {
            network,
            id: whose.id,
            asked_by: Side::Business,
            reason: Some(Reason::Other),
            message: "Le masseur m’a appelée pour que j’annule à sa place.".to_owned(),
            quietly: false,
            seen_version: None,
            seen: None,
        };
        self.app
            .cancel(&wish, &self.actor(whose, Side::Client), None)
            .await
            .map(|_| ())
    }

    /// The three free times nearest to the present one, within the next week.
    async fn propose(&self, whose: Whose, appointment: &Appointment) -> Result<(), Failure> {
        let (network, _) = self.people(whose);
        let day = zone().to_datetime(appointment.when.start).date();
        let free = self
            .app
            .slots_to_move_to(appointment, day, day + jiff::Span::new().days(7))
            .await?;
        let starts: Vec<_> = free
            .days
            .iter()
            .filter_map(|day| day.slots.first())
            .map(|slot| slot.start)
            .take(3)
            .collect();
        let wish = ProposeWish {
            network,
            id: whose.id,
            starts,
            asked_by: Side::Business,
            reason: Some(Reason::Hindered),
            message: "Je dois m’absenter une heure ce jour-là. L’un de ces moments vous irait-il ?".to_owned(),
            seen_version: None,
            seen: None,
        };
        self.app
            .propose_move(&wish, &self.actor(whose, Side::Business), None)
            .await
            .map(|_| ())
    }

    async fn arrange(&mut self, network: usize, practitioner: usize, first: &str) -> Result<(), Failure> {
        let (network_id, whom) = (self.networks[network].id, &self.networks[network].practitioners[practitioner]);
        let Some(service) = whom.at_once.first().copied() else {
            return Ok(());
        };
        let wished = local(first);
        let free = self
            .app
            .free_slots(SlotQuery {
                network: network_id,
                practitioner: whom.id,
                service,
                place: None,
                first: wished.date(),
                last: wished.date(),
            })
            .await?;
        let starts = free.days.iter().flat_map(|day| &day.slots).map(|slot| slot.start);
        let Some(start) = super::nearest(starts, instant(wished)) else {
            return Ok(());
        };
        let wish = SeriesWish {
            network: network_id,
            practitioner: whom.id,
            service,
            place: None,
            first: zone().to_datetime(start),
            rule: Recurrence {
                every: Every::Weeks(1),
                end: End::Rolling,
            },
            choice: OnConflict::Skip,
            seen: None,
            client: NewClient {
                name: "Agathe Morel".to_owned(),
                email: "agathe.morel@client.example".to_owned(),
                phone: "06 39 98 76 54".to_owned(),
                ..NewClient::default()
            },
            note: String::new(),
        };
        let by = self.desk(network, practitioner);
        let arranged = self.app.arrange_series(&wish, &by, None).await?.done();
        self.seeded.appointments += arranged.members.len();
        Ok(())
    }
}
