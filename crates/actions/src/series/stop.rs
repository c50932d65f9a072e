//! Ending a series, from one appointment on or altogether.

use domain::appointment::{Act, Actor, CancelRequest, Decision, Reason, Side};
use domain::ids::{AppointmentId, NetworkId, SeriesId};
use domain::policy::Answer;
use domain::reliability::follow_each;
use domain::series::{Kept, Scope, Series, SeriesRefusal, Stopped, stop};
use jiff::civil::DateTime;
use store::Stored;

use super::{Loaded, locked, refused};
use crate::catalogue::Snapshot;
use crate::change::{remember, repeated};
use crate::fields::Fields;
use crate::{App, Failure, Once, Outcome};

/// A wish to end a series, as entered.
#[derive(Debug, Clone)]
pub struct SeriesEndWish {
    /// The network.
    pub network: NetworkId,
    /// Which series.
    pub id: SeriesId,
    /// How far it reaches.
    pub scope: Scope,
    /// The appointment that it is seen from; needed unless all are meant.
    pub from: Option<AppointmentId>,
    /// Who wants it, apart from who clicks (TRW-02).
    pub asked_by: Side,
    /// Why.
    pub reason: Option<Reason>,
    /// What is written to the other side.
    pub message: String,
    /// The version of the series that was shown.
    pub seen_version: Option<u32>,
    /// The answer shown before the click.
    pub seen: Option<Answer>,
}

/// A series that has ended, or a part of it.
#[derive(Debug, Clone)]
pub struct StoppedSeries {
    /// The series as it is now.
    pub series: Series,
    /// The appointments that were cancelled.
    pub cancelled: Vec<Stored>,
    /// Those that the terms no longer let the client cancel; they stand.
    pub kept: Vec<Kept>,
}

/// What the end of a series would come to now.
#[derive(Debug, Clone)]
pub struct SeriesEndPreview {
    /// The strictest answer that one of its appointments gets.
    pub answer: Answer,
    /// The version of the series that this speaks of.
    pub version: u32,
    /// One decision for each appointment that would be cancelled, with what follows from it.
    pub decisions: Vec<Decision>,
    /// Those that would stand.
    pub kept: Vec<Kept>,
}

impl App {
    /// Ends a series or a part of it: all in one transaction, with one message.
    ///
    /// # Errors
    /// [`Failure::Refused`] with whom to contact; [`Failure::NotFound`] for a series or an appointment that is not there.
    pub async fn end_series(
        &self,
        wish: &SeriesEndWish,
        by: &Actor,
        once: Option<&Once<'_, StoppedSeries>>,
    ) -> Result<Outcome<StoppedSeries>, Failure> {
        let request = request(wish)?;
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_end(wish, &request, by, once).await {
                Err(Failure::Store(error)) if error.is_retryable() && tries < 5 => {}
                Ok(Some(outcome)) => return Ok(outcome),
                Ok(None) if tries < 5 => {}
                Ok(None) => return Err(Failure::NotFound("series")),
                Err(failure) => return Err(failure),
            }
        }
    }

    async fn try_end(
        &self,
        wish: &SeriesEndWish,
        request: &CancelRequest,
        by: &Actor,
        once: Option<&Once<'_, StoppedSeries>>,
    ) -> Result<Option<Outcome<StoppedSeries>>, Failure> {
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
        let act = self.act(wish, by);
        let (from, mut stopped) = decided(&snapshot, &loaded, wish, request, &act)?;
        for decision in &mut stopped.decisions {
            // One after the other, so that each late one counts on those before it.
            self.follow(&mut tx, &snapshot, decision).await?;
            if !self.applied(&mut tx, decision, None).await? {
                return Ok(None);
            }
        }
        let series = ended(&loaded.series, wish.scope, from, &act);
        if series.version != loaded.series.version && !tx.change_series(&series, due(&snapshot, &series)).await? {
            return Ok(None);
        }
        let ids: Vec<AppointmentId> = stopped.decisions.iter().map(|decision| decision.appointment.id).collect();
        let mut members = loaded.after(&stopped.decisions);
        members.retain(|stored| ids.contains(&stored.appointment.id));
        let done = StoppedSeries {
            series,
            cancelled: members,
            kept: stopped.kept,
        };
        remember(&mut tx, wish.network, once, &done, act.now).await?;
        tx.commit().await?;
        Ok(Some(Outcome::Done(done)))
    }

    /// What the end would come to now. What must be entered may still be missing.
    ///
    /// # Errors
    /// [`Failure::Refused`] when it would be refused whatever is entered.
    pub async fn preview_series_end(&self, wish: &SeriesEndWish, by: &Actor) -> Result<SeriesEndPreview, Failure> {
        let (series, members, snapshot) = self.series(wish.network, wish.id).await?;
        let request = request(wish)?;
        let min_chars = members
            .iter()
            .map(|stored| stored.appointment.terms.policy.entry.staff_message_min_chars)
            .max();
        // The preview stands beside the form, so what the form asks for is taken as entered.
        let entered = CancelRequest {
            reason: request.reason.or(Some(Reason::Other)),
            message: crate::cancellation::padded(&request.message, min_chars.unwrap_or_default()),
            ..request
        };
        let loaded = Loaded { series, members };
        let (_, mut stopped) = decided(&snapshot, &loaded, wish, &entered, &self.act(wish, by))?;
        let standing = self.standing(wish.network, loaded.series.business).await?;
        follow_each(&mut stopped.decisions, &standing, &mut self.fresh_ids(self.clock.now()));
        Ok(SeriesEndPreview {
            answer: stopped.answer,
            version: loaded.series.version,
            decisions: stopped.decisions,
            kept: stopped.kept,
        })
    }

    fn act(&self, wish: &SeriesEndWish, by: &Actor) -> Act {
        Act {
            clicked_by: by.clone(),
            asked_by: wish.asked_by,
            now: self.clock.now(),
        }
    }
}

fn decided(
    snapshot: &Snapshot,
    loaded: &Loaded,
    wish: &SeriesEndWish,
    request: &CancelRequest,
    act: &Act,
) -> Result<(DateTime, Stopped), Failure> {
    let from = match (wish.scope, wish.from) {
        (_, Some(id)) => loaded.occurrence(id)?,
        (Scope::All, None) => loaded.series.first,
        (_, None) => {
            let mut fields = Fields::default();
            fields.fault("from", "missing", None);
            return Err(fields.finish().err().unwrap_or(Failure::NotFound("appointment")));
        }
    };
    if wish.seen_version.is_some_and(|seen| seen != loaded.series.version) {
        let version = loaded.series.version;
        return Err(changed_meanwhile(snapshot, &loaded.series, version));
    }
    let stopped = stop(&loaded.appointments(), wish.scope, from, request, act);
    Ok((from, stopped.map_err(|refusal| refused(snapshot, &loaded.series, refusal))?))
}

pub(super) fn changed_meanwhile(snapshot: &Snapshot, series: &Series, version: u32) -> Failure {
    let failure = refused(snapshot, series, SeriesRefusal::NothingToCome);
    match failure {
        Failure::Refused(mut refused) => {
            refused.refusal = crate::ChangedMeanwhile { version }.into();
            Failure::Refused(refused)
        }
        other => other,
    }
}

fn ended(series: &Series, scope: Scope, from: DateTime, act: &Act) -> Series {
    match scope {
        Scope::This => series.clone(),
        Scope::Following => series.ended_before(from, act.now),
        Scope::All => series.stopped(act.now),
    }
}

/// When there is more to generate under the policy of today.
pub(super) fn due(snapshot: &Snapshot, series: &Series) -> Option<jiff::Timestamp> {
    let offering = snapshot.joined(series.practitioner, series.service, series.place)?;
    series.due(&offering.policy.series)
}

fn request(wish: &SeriesEndWish) -> Result<CancelRequest, Failure> {
    let mut fields = Fields::default();
    let message = fields.text("message", &wish.message);
    fields.finish()?;
    Ok(CancelRequest {
        reason: wish.reason,
        message,
        seen: wish.seen,
        quietly: false,
    })
}
