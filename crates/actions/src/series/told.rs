//! What a letter tells of a series: its rule in words, and its dates as they are when the letter is written.

use domain::appointment::{Appointment, State};
use domain::messages::MessageKind;
use domain::people::Language;
use domain::series::instant;
use jiff::Timestamp;
use store::MessageRow;
use texts::Speech;
use texts::mail::SeriesFacts;

use crate::{App, Failure};

/// The facts of the series that a message is about; nothing for other messages.
pub(crate) async fn told(
    app: &App,
    message: &MessageRow,
    appointment: &Appointment,
    language: Language,
) -> Result<Option<SeriesFacts>, Failure> {
    let is_told = matches!(
        message.kind,
        MessageKind::SeriesBooked | MessageKind::SeriesMoved | MessageKind::SeriesStopped | MessageKind::SeriesSkipped
    );
    let Some(place) = appointment.series.filter(|_| is_told) else {
        return Ok(None);
    };
    let (series, members, _) = app.series(message.network, place.series).await?;
    let now = app.clock.now();
    let members: Vec<Appointment> = members.into_iter().map(|stored| stored.appointment).collect();
    let to_come = starts(&members, |member| {
        member.when.start > now && matches!(member.state, State::Requested { .. } | State::Booked)
    });
    let ended_with = |member: &Appointment| match (&member.state, &appointment.state) {
        (State::Cancelled { at, .. }, State::Cancelled { at: then, .. }) => at == then,
        _ => false,
    };
    let skipped = series.skipped.iter().map(|skipped| instant(skipped.date, &series.zone));
    Ok(Some(SeriesFacts {
        rule: texts::series::rule(Speech::new(language), &series),
        ended: starts(&members, ended_with),
        to_come,
        skipped: skipped.filter(|at| *at > now).collect(),
    }))
}

fn starts(members: &[Appointment], wanted: impl Fn(&Appointment) -> bool) -> Vec<Timestamp> {
    let mut starts: Vec<Timestamp> = members
        .iter()
        .filter(|member| wanted(member))
        .map(|member| member.when.start)
        .collect();
    starts.sort();
    starts
}
