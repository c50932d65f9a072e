//! The series on the page of one of its appointments.

use domain::appointment::Appointment;
use domain::series::instant;
use texts::dates;

use super::{Opened, stands};
use crate::pages::console::address;
use crate::pages::console::desk::Desk;
use crate::pages::problem::PageError;
use crate::view::parts::{Link, Meaning};
use crate::view::series::{SeriesCard, SeriesDate};

/// How many dates are shown.
const SHOWN: usize = 5;

/// What the page of an appointment says of its series; nothing for one that stands alone.
pub(in crate::pages::console) async fn card(desk: &Desk, appointment: &Appointment) -> Result<Option<SeriesCard>, PageError> {
    let Some(place) = appointment.series else {
        return Ok(None);
    };
    let (series, members, _) = desk.app().series(desk.network(), place.series).await?;
    let Some(client) = desk.app().store.client(desk.network(), series.client).await? else {
        return Ok(None);
    };
    let opened = Opened {
        series,
        members,
        from: appointment.clone(),
        client,
    };
    Ok(Some(opened.card(desk)))
}

impl Opened {
    fn card(&self, desk: &Desk) -> SeriesCard {
        let (t, zone) = (desk.t, &self.series.zone);
        let to_come: Vec<&Appointment> = self
            .members
            .iter()
            .map(|stored| &stored.appointment)
            .filter(|member| stands(member, desk.now))
            .collect();
        let line = |member: &&Appointment| SeriesDate {
            when: dates::capital(&dates::moment(t, member.when.start, zone)),
            meaning: if member.id == self.from.id {
                Meaning::Fine
            } else {
                Meaning::Plain
            },
            text: None,
            href: (member.id != self.from.id).then(|| address::appointment(member.id, "")),
        };
        let skipped = self
            .series
            .skipped
            .iter()
            .map(|skipped| instant(skipped.date, zone))
            .filter(|at| *at > desk.now);
        let skipped = skipped.map(|at| t.with("series-card-skipped", &[("when", &dates::moment(t, at, zone))]));
        SeriesCard {
            rule: self.rule(t),
            remark: self.remark(desk),
            dates: to_come.iter().take(SHOWN).map(line).collect(),
            skipped: skipped.take(SHOWN).collect(),
            acts: if to_come.is_empty() { Vec::new() } else { self.acts(desk) },
        }
    }

    fn remark(&self, desk: &Desk) -> Option<String> {
        let t = desk.t;
        if let Some(at) = self.series.stopped_at {
            return Some(t.with("series-card-stopped", &[("when", &dates::moment(t, at, &self.series.zone))]));
        }
        let detached = self.from.series.is_some_and(|place| place.detached);
        detached.then(|| t.say("series-card-detached"))
    }

    fn acts(&self, desk: &Desk) -> Vec<Link> {
        let moving = Link::new(self.address("move"), desk.t.say("series-act-move"));
        let ending = Link::new(self.address("end"), desk.t.say("series-act-end"));
        let moving = self.series.stopped_at.is_none().then_some(moving);
        moving.into_iter().chain([ending]).collect()
    }
}
