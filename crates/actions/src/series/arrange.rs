//! Arranging a series: what can be had of it, and then all of that in one transaction (R10).

use domain::agenda::Agenda;
use domain::appointment::{Act, Actor, Decision, Side};
use domain::ids::{AppointmentId, ClientId, NetworkId, PlaceId, PractitionerId, SeriesId, ServiceId};
use domain::series::{
    Arranged, End, NewSeries, Occurrence, OnConflict, Recurrence, RuleFault, Series, SeriesRefusal, Skipped, arrange, instant,
    planned,
};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use store::{Stored, Tx};

use super::{refused, stretch};
use crate::booking::{CheckedClient, agenda_in, checked, terms};
use crate::catalogue::{Offering, Snapshot};
use crate::change::{remember, repeated};
use crate::fields::Fields;
use crate::{App, Failure, NewBooking, NewClient, Once, Outcome};

/// What is to be arranged, as typed.
#[derive(Debug, Clone)]
pub struct SeriesWish {
    /// The network.
    pub network: NetworkId,
    /// With whom.
    pub practitioner: PractitionerId,
    /// What.
    pub service: ServiceId,
    /// Where; the first place where the service is given when left out.
    pub place: Option<PlaceId>,
    /// The first occurrence, as the clock of the place shows it.
    pub first: DateTime,
    /// How it goes on.
    pub rule: Recurrence,
    /// What is done about dates that cannot be had.
    pub choice: OnConflict,
    /// The dates that were shown as not to be had; `None` when nothing was shown.
    pub seen: Option<Vec<DateTime>>,
    /// For whom.
    pub client: NewClient,
    /// A word for every appointment.
    pub note: String,
}

/// A series that was arranged.
#[derive(Debug, Clone)]
pub struct ArrangedSeries {
    /// The series.
    pub series: Series,
    /// Its appointments, by start.
    pub members: Vec<Stored>,
    /// The dates left out.
    pub skipped: Vec<Skipped>,
}

/// What a series would come to now.
#[derive(Debug, Clone)]
pub struct SeriesPlan {
    /// Zone of the place.
    pub zone: TimeZone,
    /// Every date that would be looked at.
    pub dates: Vec<Occurrence>,
    /// What would be booked under the choice; the first one says who is told.
    pub decisions: Vec<Decision>,
    /// Why nothing would be booked.
    pub refusal: Option<SeriesRefusal>,
}

/// Nobody plans further ahead than this.
const YEARS_AHEAD: i64 = 2;

impl App {
    /// Arranges a series for a client: every date that the choice lets through, or nothing.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every field that cannot be used; [`Failure::Refused`] with the dates that cannot be had.
    pub async fn arrange_series(
        &self,
        wish: &SeriesWish,
        by: &Actor,
        once: Option<&Once<'_, ArrangedSeries>>,
    ) -> Result<Outcome<ArrangedSeries>, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        let (client, note) = wish.checked(by, self.clock.now())?;
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_arrange(&snapshot, wish, &client, &note, by, once).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < 5 => {}
                other => return other,
            }
        }
    }

    async fn try_arrange(
        &self,
        snapshot: &Snapshot,
        wish: &SeriesWish,
        client: &CheckedClient,
        note: &str,
        by: &Actor,
        once: Option<&Once<'_, ArrangedSeries>>,
    ) -> Result<Outcome<ArrangedSeries>, Failure> {
        let offering = offered(snapshot, wish)?;
        let mut tx = self.store.begin().await?;
        tx.lock_business(wish.network, offering.business.id).await?;
        tx.lock_practitioner(wish.network, wish.practitioner).await?;
        if let Some(answer) = repeated(&mut tx, wish.network, once).await? {
            // Its twin may not be on the disk yet: the commit waits until it is, so that what is repeated was acknowledged (I2).
            tx.commit().await?;
            return Ok(Outcome::Repeated(answer));
        }
        let act = self.wished_by_client(by);
        let agenda = agenda_in(&mut tx, wish.network, offering, wish.stretch(offering, act.now)).await?;
        let mut new = self.new_series(wish, offering, note, act.now);
        new.client = tx.client_for(wish.network, &client.with_id(new.client), act.now).await?;
        let arranged = self.arranged(&new, wish, offering, &agenda, &act);
        let arranged = arranged.map_err(|refusal| refused(snapshot, &named(&new, offering), refusal))?;
        let done = self.write_arranged(&mut tx, arranged, offering, by).await?;
        remember(&mut tx, wish.network, once, &done, act.now).await?;
        tx.commit().await?;
        Ok(Outcome::Done(done))
    }

    fn arranged(
        &self,
        new: &NewSeries,
        wish: &SeriesWish,
        offering: Offering<'_>,
        agenda: &Agenda,
        act: &Act,
    ) -> Result<Arranged, SeriesRefusal> {
        let id = || AppointmentId(self.entropy.id(act.now));
        let (terms, seen) = (terms(offering), wish.seen.as_deref());
        arrange(new, offering.service, &terms, agenda, wish.choice, seen, act, id)
    }

    async fn write_arranged(
        &self,
        tx: &mut Tx,
        arranged: Arranged,
        offering: Offering<'_>,
        by: &Actor,
    ) -> Result<ArrangedSeries, Failure> {
        let series = arranged.series;
        tx.add_series(&series, series.due(&offering.policy.series), &by.id).await?;
        let members = self.write_members(tx, &arranged.decisions).await?;
        Ok(ArrangedSeries {
            series,
            members,
            skipped: arranged.skipped,
        })
    }

    /// Writes new appointments of a series, each with its own personal link.
    pub(super) async fn write_members(&self, tx: &mut Tx, decisions: &[Decision]) -> Result<Vec<Stored>, Failure> {
        let mut members = Vec::with_capacity(decisions.len());
        for decision in decisions {
            let link = self.links.new_link(self.entropy.bytes());
            self.applied(tx, decision, Some(link)).await?;
            let appointment = decision.appointment.clone();
            if let Some(place) = appointment.series {
                tx.set_series_place(appointment.network, appointment.id, place).await?;
            }
            members.push(Stored {
                appointment,
                link_nonce: link.nonce,
            });
        }
        Ok(members)
    }

    /// What a series would come to now, date by date. Reads from memory; the act reads again.
    ///
    /// # Errors
    /// [`Failure::Invalid`] for a rule that cannot be used, [`Failure::NotFound`] when the practitioner does not give that service there.
    pub async fn preview_series(&self, wish: &SeriesWish, by: &Actor) -> Result<SeriesPlan, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        let offering = offered(&snapshot, wish)?;
        let act = self.wished_by_client(by);
        let mut fields = Fields::default();
        wish.check_rule(&mut fields, act.now);
        fields.finish()?;
        let (from, to) = wish.stretch(offering, act.now);
        let agenda = self.read_agenda(wish.network, offering, from, to).await?;
        let new = self.new_series(wish, offering, "", act.now);
        let dates = planned(&new, offering.service, &terms(offering), &agenda, &act);
        let (dates, too_many) = match dates {
            Ok(dates) => (dates, None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        };
        let (decisions, refusal) = match self.arranged(&new, wish, offering, &agenda, &act) {
            Ok(arranged) => (arranged.decisions, None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        };
        Ok(SeriesPlan {
            zone: offering.place.zone.clone(),
            dates,
            decisions,
            refusal: too_many.or(refusal),
        })
    }

    /// Staff who arrange something do so because the client asked, by telephone or at the desk.
    fn wished_by_client(&self, by: &Actor) -> Act {
        Act {
            clicked_by: by.clone(),
            asked_by: Side::Client,
            now: self.clock.now(),
        }
    }

    fn new_series(&self, wish: &SeriesWish, offering: Offering<'_>, note: &str, now: Timestamp) -> NewSeries {
        NewSeries {
            id: SeriesId(self.entropy.id(now)),
            network: wish.network,
            practitioner: wish.practitioner,
            place: offering.place.id,
            client: ClientId(self.entropy.id(now)),
            first: wish.first,
            rule: wish.rule,
            note: note.to_owned(),
        }
    }
}

fn offered<'a>(snapshot: &'a Snapshot, wish: &SeriesWish) -> Result<Offering<'a>, Failure> {
    snapshot
        .offering(wish.practitioner, wish.service, wish.place)
        .ok_or(Failure::NotFound("service"))
}

/// Enough of a series to say whom to contact about it.
fn named(new: &NewSeries, offering: Offering<'_>) -> Series {
    Series {
        id: new.id,
        network: new.network,
        business: offering.business.id,
        practitioner: new.practitioner,
        place: new.place,
        service: offering.service.id,
        client: new.client,
        zone: offering.place.zone.clone(),
        first: new.first,
        rule: new.rule,
        generated_to: None,
        skipped: Vec::new(),
        note: String::new(),
        version: 1,
        arranged_at: Timestamp::MIN,
        stopped_at: None,
    }
}

impl SeriesWish {
    /// Every field that cannot be used, for a page that shows all faults at once.
    pub fn faults(&self, by: &Actor, now: Timestamp) -> Vec<crate::FieldFault> {
        match self.checked(by, now) {
            Err(Failure::Invalid(faults)) => faults,
            _ => Vec::new(),
        }
    }

    fn checked(&self, by: &Actor, now: Timestamp) -> Result<(CheckedClient, String), Failure> {
        let mut fields = Fields::default();
        self.check_rule(&mut fields, now);
        match (checked(&self.as_booking(), by), fields.finish()) {
            (Ok(checked), Ok(())) => Ok(checked),
            (Err(Failure::Invalid(mut faults)), Err(Failure::Invalid(more))) => {
                faults.extend(more);
                Err(Failure::Invalid(faults))
            }
            (Err(failure), _) | (_, Err(failure)) => Err(failure),
        }
    }

    fn as_booking(&self) -> NewBooking {
        NewBooking {
            network: self.network,
            practitioner: self.practitioner,
            service: self.service,
            place: self.place,
            start: Timestamp::MIN,
            client: self.client.clone(),
            note: self.note.clone(),
            force: None,
        }
    }

    fn check_rule(&self, fields: &mut Fields, now: Timestamp) {
        match self.rule.fault(self.first) {
            None => {}
            Some(RuleFault::Interval { most }) => fields.fault("interval", "out-of-range", Some(usize::from(most))),
            Some(RuleFault::Empty) => fields.fault("count", "missing", None),
            Some(RuleFault::EndsBeforeItBegins) => fields.fault("until", "before-start", None),
            Some(RuleFault::FirstElsewhere | RuleFault::Part(_)) => fields.fault("rule", "unknown", None),
        }
        let today = TimeZone::UTC.to_datetime(now).date();
        let last = today.saturating_add(YEARS_AHEAD.years());
        if self.first.date() > last {
            fields.fault("date", "too-far", None);
        }
    }

    /// The busy time that decides about every date.
    fn stretch(&self, offering: Offering<'_>, now: Timestamp) -> (Timestamp, Timestamp) {
        let (zone, policy) = (&offering.place.zone, &offering.policy.series);
        let weeks_ahead = zone.to_datetime(now).saturating_add(i64::from(policy.horizon_weeks).weeks());
        let last = match self.rule.end {
            End::Rolling => weeks_ahead.max(self.first),
            _ => {
                let dates = self.rule.occurrences(self.first);
                dates.take(usize::from(policy.max_appointments)).last().unwrap_or(self.first)
            }
        };
        stretch(instant(self.first, zone), instant(last, zone))
    }
}
