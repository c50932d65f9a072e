//! Another time for a series, from one appointment on or altogether.

use domain::agenda::{Agenda, SlotRules};
use domain::appointment::{Act, Actor, Appointment, Decision, Reason, Side};
use domain::ids::{AppointmentId, NetworkId, SeriesId};
use domain::series::{
    ChangeRequest, Changed, OnConflict, PlannedMove, Scope, Series, SeriesRefusal, change, instant, planned_change,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use store::{Stored, Tx};

use super::stop::{changed_meanwhile, due};
use super::{Loaded, locked, refused, stretch};
use crate::catalogue::{Offering, Snapshot};
use crate::change::{remember, repeated};
use crate::fields::Fields;
use crate::reschedule::own_rules;
use crate::{App, Failure, Once, Outcome};

/// A wish to move a series, as entered.
#[derive(Debug, Clone)]
pub struct SeriesMoveWish {
    /// The network.
    pub network: NetworkId,
    /// Which series.
    pub id: SeriesId,
    /// How far it reaches.
    pub scope: Scope,
    /// The appointment that it is seen from.
    pub from: AppointmentId,
    /// The local date-time that this one should have; the others follow in the same way.
    pub to: DateTime,
    /// What is done about dates that cannot be had; one that is skipped stays where it is.
    pub choice: OnConflict,
    /// The dates that were shown as not to be had.
    pub seen: Option<Vec<DateTime>>,
    /// Whether the client has agreed (WEC+11).
    pub agreed: bool,
    /// Who wants it.
    pub asked_by: Side,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the client.
    pub message: String,
    /// The version of the series that was shown.
    pub seen_version: Option<u32>,
}

/// A series that was moved.
#[derive(Debug, Clone)]
pub struct ChangedSeries {
    /// The series as it is now.
    pub series: Series,
    /// All its appointments as they are now, by their former start.
    pub members: Vec<Stored>,
    /// Those that moved.
    pub moved: Vec<AppointmentId>,
    /// Those that stay where they are because their date cannot be had.
    pub stayed: Vec<AppointmentId>,
    /// Those that were moved by themselves before and stay.
    pub detached: Vec<AppointmentId>,
}

/// What a move of a series would come to now.
#[derive(Debug, Clone)]
pub struct SeriesChangePlan {
    /// The series as it would be.
    pub series: Series,
    /// The version of the series that this speaks of.
    pub version: u32,
    /// Every appointment that would move, with what stands against it.
    pub moves: Vec<PlannedMove>,
    /// Those that were moved by themselves before and would stay.
    pub detached: Vec<AppointmentId>,
    /// The moves under the choice; one says who is told.
    pub decisions: Vec<Decision>,
    /// Why nothing would move.
    pub refusal: Option<SeriesRefusal>,
}

impl App {
    /// Moves a series or a part of it: all in one transaction, with one message.
    ///
    /// # Errors
    /// [`Failure::Refused`] with the dates that cannot be had; [`Failure::NotFound`] for a series or an appointment that is not there.
    pub async fn move_series(
        &self,
        wish: &SeriesMoveWish,
        by: &Actor,
        once: Option<&Once<'_, ChangedSeries>>,
    ) -> Result<Outcome<ChangedSeries>, Failure> {
        wish.check()?;
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_move(wish, by, once).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < 5 => {}
                Ok(Some(outcome)) => return Ok(outcome),
                Ok(None) if tries < 5 => {}
                Ok(None) => return Err(Failure::NotFound("series")),
                Err(failure) => return Err(failure),
            }
        }
    }

    async fn try_move(
        &self,
        wish: &SeriesMoveWish,
        by: &Actor,
        once: Option<&Once<'_, ChangedSeries>>,
    ) -> Result<Option<Outcome<ChangedSeries>>, Failure> {
        let snapshot = self.snapshot(wish.network).await?;
        let mut tx = self.store.begin().await?;
        let Some(loaded) = locked(&mut tx, wish.network, wish.id).await? else {
            return Ok(None);
        };
        if let Some(answer) = repeated(&mut tx, wish.network, once).await? {
            // Its twin may not be on the disk yet: the commit waits until it is, so that what is repeated was acknowledged (I2).
            tx.commit().await?;
            return Ok(Some(Outcome::Repeated(answer)));
        }
        let seen = Seen::of(&loaded, wish, &snapshot)?;
        let (from, to) = seen.stretch;
        let agenda = crate::booking::agenda_in(&mut tx, wish.network, seen.offering, (from, to)).await?;
        let act = wish.act(by, self.clock.now());
        let mut changed = seen
            .changed(&agenda, &act)
            .map_err(|refusal| refused(&snapshot, &loaded.series, refusal))?;
        if !self.write_moves(&mut tx, &snapshot, &loaded, &mut changed).await? {
            return Ok(None);
        }
        let done = done(&loaded, changed);
        remember(&mut tx, wish.network, once, &done, act.now).await?;
        tx.commit().await?;
        Ok(Some(Outcome::Done(done)))
    }

    async fn write_moves(
        &self,
        tx: &mut Tx,
        snapshot: &Snapshot,
        loaded: &Loaded,
        changed: &mut Changed,
    ) -> Result<bool, Failure> {
        for decision in &mut changed.decisions {
            self.follow(tx, snapshot, decision).await?;
            if !self.applied(tx, decision, None).await? {
                return Ok(false);
            }
        }
        let series = &changed.series;
        if series.version == loaded.series.version {
            return Ok(true);
        }
        let before = |id| loaded.occurrence(id);
        let mut first = None;
        for (id, _) in &changed.places {
            let occurrence = before(*id)?;
            first = Some(first.map_or(occurrence, |first: DateTime| first.min(occurrence)));
        }
        let first = first.unwrap_or(loaded.series.first);
        tx.put_into_series(series.network, series.id, first, &changed.places).await?;
        Ok(tx.change_series(series, due(snapshot, series)).await?)
    }

    /// What a move would come to now, appointment by appointment.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a series or an appointment that is not there; [`Failure::Refused`] when nothing is to come.
    pub async fn preview_series_move(&self, wish: &SeriesMoveWish, by: &Actor) -> Result<SeriesChangePlan, Failure> {
        wish.check()?;
        let (series, members, snapshot) = self.series(wish.network, wish.id).await?;
        let loaded = Loaded { series, members };
        let seen = Seen::of(&loaded, wish, &snapshot)?;
        let (from, to) = seen.stretch;
        let agenda = self
            .read_agenda(wish.network, seen.offering, from, to)
            .await?
            .for_what_is_booked();
        let act = wish.act(by, self.clock.now());
        let plan = planned_change(
            &loaded.series,
            &seen.members,
            &seen.request,
            &agenda,
            |member| seen.rules(member),
            &act,
        );
        let plan = plan.map_err(|refusal| refused(&snapshot, &loaded.series, refusal))?;
        let (decisions, refusal) = match seen.changed(&agenda, &act) {
            Ok(changed) => (changed.decisions, None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        };
        Ok(SeriesChangePlan {
            series: plan.series,
            version: loaded.series.version,
            moves: plan.moves,
            detached: plan.detached,
            decisions,
            refusal,
        })
    }
}

/// A series as it was read, and what is asked of it.
struct Seen<'a> {
    series: &'a Series,
    members: Vec<Appointment>,
    request: ChangeRequest,
    offering: Offering<'a>,
    stretch: (Timestamp, Timestamp),
}

impl<'a> Seen<'a> {
    fn of(loaded: &'a Loaded, wish: &SeriesMoveWish, snapshot: &'a Snapshot) -> Result<Self, Failure> {
        let series = &loaded.series;
        if wish.seen_version.is_some_and(|seen| seen != series.version) {
            return Err(changed_meanwhile(snapshot, series, series.version));
        }
        let from = loaded.occurrence(wish.from)?;
        let offering = snapshot
            .joined(series.practitioner, series.service, series.place)
            .ok_or(Failure::NotFound("service"))?;
        let mut members = loaded.appointments();
        for member in &mut members {
            // What a colleague has taken over stands in another agenda, and by itself.
            let elsewhere = member.practitioner != series.practitioner || member.place != series.place;
            if let Some(place) = member.series.as_mut().filter(|_| elsewhere) {
                place.detached = true;
            }
        }
        let request = wish.request(from);
        let stretch = reach(&members, &request, series);
        Ok(Seen {
            series,
            members,
            request,
            offering,
            stretch,
        })
    }

    fn rules(&self, member: &Appointment) -> SlotRules {
        own_rules(member, self.offering)
    }

    fn changed(&self, agenda: &Agenda, act: &Act) -> Result<Changed, SeriesRefusal> {
        let agenda = agenda.clone().for_what_is_booked();
        change(
            self.series,
            &self.members,
            &self.request,
            &agenda,
            |member| self.rules(member),
            act,
        )
    }
}

/// From the first to the last time that an appointment has or would have.
fn reach(members: &[Appointment], request: &ChangeRequest, series: &Series) -> (Timestamp, Timestamp) {
    let shift = instant(request.to, &series.zone).duration_since(instant(request.from, &series.zone));
    let present = members.iter().map(|member| member.when.start);
    let future = present.clone().map(|at| at.saturating_add(shift).unwrap_or(at));
    let month = jiff::SignedDuration::from_hours(24 * 31);
    let (first, last) = (present.clone().chain(future.clone()).min(), present.chain(future).max());
    let (from, to) = stretch(first.unwrap_or_default(), last.unwrap_or_default());
    // Another day of the month may lie further away than the one that is looked at.
    (
        from.saturating_sub(month).unwrap_or(Timestamp::MIN),
        to.saturating_add(month).unwrap_or(Timestamp::MAX),
    )
}

fn done(loaded: &Loaded, changed: Changed) -> ChangedSeries {
    let moved: Vec<AppointmentId> = changed.decisions.iter().map(|decision| decision.appointment.id).collect();
    let mut members = loaded.after(&changed.decisions);
    for stored in &mut members {
        let place = changed.places.iter().find(|(id, _)| *id == stored.appointment.id);
        if let Some((_, place)) = place {
            stored.appointment.series = Some(*place);
        }
    }
    let stayed = changed
        .moves
        .iter()
        .map(|planned| planned.id)
        .filter(|id| !moved.contains(id))
        .collect();
    ChangedSeries {
        series: changed.series,
        members,
        moved,
        stayed,
        detached: changed.detached,
    }
}

impl SeriesMoveWish {
    fn check(&self) -> Result<(), Failure> {
        let mut fields = Fields::default();
        fields.text("message", &self.message);
        fields.finish()
    }

    fn act(&self, by: &Actor, now: Timestamp) -> Act {
        Act {
            clicked_by: by.clone(),
            asked_by: self.asked_by,
            now,
        }
    }

    fn request(&self, from: DateTime) -> ChangeRequest {
        ChangeRequest {
            scope: self.scope,
            from,
            to: self.to,
            choice: self.choice,
            seen: self.seen.clone(),
            agreed: self.agreed,
            reason: self.reason,
            message: self.message.trim().to_owned(),
        }
    }
}
