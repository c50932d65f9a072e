//! Generating more of the series without an end, as time goes on (WEC+14).

use domain::appointment::{Act, Actor, Side};
use domain::ids::{AppointmentId, MessageId, NetworkId, SeriesId};
use domain::messages::{Author, MessageKind};
use domain::series::{Arranged, generate, instant};
use jiff::SignedDuration;
use store::{Notice, Tx};

use super::stop::due;
use super::{Loaded, locked, refused, stretch};
use crate::booking::{agenda_in, terms};
use crate::catalogue::{Offering, Snapshot};
use crate::{App, Failure};

/// How many series are looked at in one go.
const AT_ONCE: u32 = 50;
/// A series whose appointments cannot be generated, because its service is gone or a policy is broken, is looked at again after this time.
const LATER: SignedDuration = SignedDuration::from_hours(6);

impl App {
    /// Generates what is due of every series. A date that cannot be had is left out, recorded and told once. Returns how many appointments came about.
    ///
    /// # Errors
    /// [`Failure::Store`]; what is wrong with one series keeps no other waiting.
    pub async fn generate_series(&self) -> Result<usize, Failure> {
        let mut generated = 0;
        for (network, id) in self.store.series_due(self.clock.now(), AT_ONCE).await? {
            match self.try_generate(network, id).await {
                Ok(count) => generated += count,
                Err(Failure::Store(error)) if error.is_retryable() => {}
                Err(failure) => {
                    tracing::error!(series = %id, error = &failure as &dyn std::error::Error, "a series could not be generated; it is tried again later");
                    self.look_later(network, id).await?;
                }
            }
        }
        Ok(generated)
    }

    async fn try_generate(&self, network: NetworkId, id: SeriesId) -> Result<usize, Failure> {
        let snapshot = self.snapshot(network).await?;
        let mut tx = self.store.begin().await?;
        let Some(loaded) = locked(&mut tx, network, id).await? else {
            return Ok(0);
        };
        let (series, now) = (&loaded.series, self.clock.now());
        let offering = snapshot
            .offering(series.practitioner, series.service, Some(series.place))
            .ok_or(Failure::NotFound("service"))?;
        // Another worker may have been here between the list and the lock.
        if series.due(&offering.policy.series).is_none_or(|at| at > now) {
            let next = series.due(&offering.policy.series).unwrap_or(now + LATER);
            tx.postpone_series(network, id, next).await?;
            tx.commit().await?;
            return Ok(0);
        }
        let arranged = self.generated(&mut tx, &snapshot, &loaded, offering).await?;
        let count = arranged.decisions.len();
        if !tx.change_series(&arranged.series, due(&snapshot, &arranged.series)).await? {
            return Ok(0);
        }
        let members = self.write_members(&mut tx, &arranged.decisions).await?;
        let newest = members.last().or(loaded.members.last()).map(|stored| stored.appointment.id);
        self.tell_of_skipped(&mut tx, &arranged, offering, newest).await?;
        tx.commit().await?;
        Ok(count)
    }

    async fn generated(
        &self,
        tx: &mut Tx,
        snapshot: &Snapshot,
        loaded: &Loaded,
        offering: Offering<'_>,
    ) -> Result<Arranged, Failure> {
        let (series, now) = (&loaded.series, self.clock.now());
        let act = Act {
            clicked_by: Actor::clock(),
            asked_by: Side::Client,
            now,
        };
        let last = series.ahead(&offering.policy.series, now).last().copied();
        let last = last.map_or(now, |last| instant(last, &series.zone));
        let agenda = agenda_in(tx, series.network, offering, stretch(now, last)).await?;
        let id = || AppointmentId(self.entropy.id(now));
        generate(series, offering.service, &terms(offering), &agenda, &act, id)
            .map_err(|refusal| refused(snapshot, series, refusal))
    }

    /// One message for all dates left out, about the newest appointment of the series.
    async fn tell_of_skipped(
        &self,
        tx: &mut Tx,
        arranged: &Arranged,
        offering: Offering<'_>,
        about: Option<AppointmentId>,
    ) -> Result<(), Failure> {
        let (Some(about), false) = (about, arranged.skipped.is_empty()) else {
            return Ok(());
        };
        let now = self.clock.now();
        let kind = MessageKind::SeriesSkipped;
        let told = offering.policy.messages.matrix.told(kind, Author::Clock);
        let notice = |(to, channel)| Notice {
            id: MessageId(self.entropy.id(now)),
            kind,
            about: about.0,
            version: arranged.series.version,
            to,
            channel,
        };
        let notices: Vec<Notice> = told.into_iter().map(notice).collect();
        Ok(tx.add_notices(arranged.series.network, &notices, now).await?)
    }

    async fn look_later(&self, network: NetworkId, id: SeriesId) -> Result<(), Failure> {
        let mut tx = self.store.begin().await?;
        tx.postpone_series(network, id, self.clock.now() + LATER).await?;
        Ok(tx.commit().await?)
    }
}
