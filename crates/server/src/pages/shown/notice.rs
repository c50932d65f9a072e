//! The notice line, drawn from the same ladder that decides.

use domain::notice::When;
use domain::policy::{Answer, Ladder, Stretch};
use jiff::{SignedDuration, Timestamp};
use texts::{Speech, dates};

use crate::view::notice_line::{NoticeLine, Segment, Tick};
use crate::view::parts::Meaning;

/// The part of the line, in percent, that the stretches share equally; the rest goes by length. The last day of two months must still be
/// seen, and leave room for the two dates at its ends.
const EQUAL_PCT: f64 = 70.0;

/// What one ladder answers from the booking to the start, with "you are here". Nothing once the appointment has begun, and nothing when
/// the answer never changes.
pub(crate) fn notice_line(t: Speech, ladder: &Ladder, when: &When, booked_at: Timestamp, now: Timestamp) -> Option<NoticeLine> {
    let stretches: Vec<Stretch> = ladder
        .stretches(when)
        .into_iter()
        .filter(|stretch| stretch.until > booked_at)
        .collect();
    if now >= when.start || booked_at >= when.start || stretches.len() < 2 {
        return None;
    }
    let scale = Scale::new(booked_at, &stretches);
    let mut from = booked_at;
    let mut segments = Vec::new();
    for stretch in &stretches {
        segments.push(Segment {
            from_pct: scale.place(from),
            to_pct: scale.place(stretch.until),
            meaning: meaning(stretch.answer),
            label: t.say(label(stretch.answer)),
        });
        from = stretch.until;
    }
    Some(NoticeLine {
        segments,
        here_pct: scale.place(now),
        here_label: t.say("line-here"),
        ticks: ticks(t, &scale, when, booked_at, now, &stretches),
        text_equivalent: in_words(t, when, &stretches, now),
    })
}

fn ticks(t: Speech, scale: &Scale, when: &When, booked_at: Timestamp, now: Timestamp, stretches: &[Stretch]) -> Vec<Tick> {
    let booked_on = when.zone.to_datetime(booked_at).date();
    let first = dates::relation(t, booked_on, now, &when.zone).unwrap_or_else(|| dates::date_short(t, booked_on));
    let limit = |stretch: &Stretch| Tick {
        at_pct: scale.place(stretch.until),
        label: tick(t, when, stretch.until),
    };
    [Tick {
        at_pct: 0.0,
        label: first,
    }]
    .into_iter()
    .chain(stretches.iter().map(limit))
    .collect()
}

/// "lun. 14 h 30" in the week before the start, "ven. 20 févr." further away. The sentence beside the picture has the whole dates.
fn tick(t: Speech, when: &When, at: Timestamp) -> String {
    let day = dates::day_short(t, at, &when.zone);
    let is_near = when.start.duration_since(at) < SignedDuration::from_hours(6 * 24);
    match day.split_once(' ').filter(|_| is_near) {
        Some((weekday, _)) => format!("{weekday} {}", dates::time(t, at, &when.zone)),
        None => day,
    }
}

fn in_words(t: Speech, when: &When, stretches: &[Stretch], now: Timestamp) -> String {
    let until = |stretch: &Stretch| {
        let until = dates::moment(t, stretch.until, &when.zone);
        t.with("line-until", &[("answer", &t.say(label(stretch.answer))), ("until", &until)])
    };
    let parts: Vec<String> = stretches.iter().map(until).collect();
    let here = dates::moment(t, now, &when.zone);
    t.with(
        "line-words",
        &[("parts", &dates::capital(&parts.join(&t.say("line-then")))), ("now", &here)],
    )
}

fn meaning(answer: Answer) -> Meaning {
    match answer {
        Answer::Allow => Meaning::Fine,
        Answer::RefuseAndContact => Meaning::Stopped,
        _ => Meaning::Late,
    }
}

fn label(answer: Answer) -> &'static str {
    match answer {
        Answer::Allow => "line-free",
        Answer::RefuseAndContact => "line-stopped",
        _ => "line-late",
    }
}

/// Instants to percent: in proportion inside each stretch, while no stretch is too narrow to be seen.
struct Scale {
    /// Ends of the stretches with their places, the booking first.
    marks: Vec<(Timestamp, f64)>,
}

impl Scale {
    #[expect(clippy::cast_precision_loss, reason = "a ladder has a few steps")]
    fn new(booked_at: Timestamp, stretches: &[Stretch]) -> Self {
        let whole = stretches.last().map_or(1.0, |last| seconds(booked_at, last.until)).max(1.0);
        let equal = EQUAL_PCT / stretches.len().max(1) as f64;
        let mut place = 0.0;
        let mut marks = vec![(booked_at, 0.0)];
        let mut from = booked_at;
        for stretch in stretches {
            place += equal + (100.0 - EQUAL_PCT) * seconds(from, stretch.until) / whole;
            from = stretch.until;
            marks.push((from, place));
        }
        Scale { marks }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a place between 0 and 100 loses nothing that a drawing could show"
    )]
    fn place(&self, at: Timestamp) -> f32 {
        let within = self.marks.windows(2).find(|pair| at <= pair[1].0);
        let place = within.map_or(100.0, |pair| {
            let ((from, low), (to, high)) = (pair[0], pair[1]);
            let share = seconds(from, at) / seconds(from, to).max(1.0);
            low + (high - low) * share.clamp(0.0, 1.0)
        });
        place as f32
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "seconds between two dates of one lifetime are exact in 53 bits"
)]
fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    (to.as_second() - from.as_second()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::notice::Notice;
    use domain::policy::Rung;
    use jiff::tz::TimeZone;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn tuesday() -> When {
        let start = at("2026-03-03T14:30:00+01:00");
        When {
            start,
            end: start,
            zone: TimeZone::get("Europe/Paris").unwrap(),
        }
    }

    fn ladder(steps: &[(u32, Answer)]) -> Ladder {
        let steps = steps
            .iter()
            .map(|(hours, answer)| Rung {
                notice: Notice::hours(*hours),
                answer: *answer,
            })
            .collect();
        Ladder {
            steps,
            after_start: Answer::RefuseAndContact,
        }
    }

    /// The picture shows what the ladder answers: where a colour ends, the answer changes.
    #[test]
    fn colours_change_where_the_answers_change() {
        use Answer::{Allow, AllowWithWarning};
        for (steps, booked, expected) in [
            (
                vec![(24, Allow), (0, AllowWithWarning)],
                "2026-02-20T09:00:00+01:00",
                vec!["fine", "late"],
            ),
            (
                vec![(24, Allow), (2, AllowWithWarning)],
                "2026-02-20T09:00:00+01:00",
                vec!["fine", "late", "stopped"],
            ),
            (vec![(24, Allow)], "2026-02-20T09:00:00+01:00", vec!["fine", "stopped"]),
            // Booked inside the limit, the free stretch is already over.
            (
                vec![(24, Allow), (2, AllowWithWarning)],
                "2026-03-03T08:00:00+01:00",
                vec!["late", "stopped"],
            ),
            // Nothing changes, nothing is drawn.
            (vec![(0, Allow)], "2026-02-20T09:00:00+01:00", vec![]),
        ] {
            let line = notice_line(Speech::FRENCH, &ladder(&steps), &tuesday(), at(booked), at(booked));
            let shown: Vec<&str> = line
                .iter()
                .flat_map(|line| &line.segments)
                .map(|segment| segment.meaning.class())
                .collect();
            assert_eq!(shown, expected, "{steps:?}");
        }
    }

    #[test]
    fn the_mark_stands_in_the_colour_of_the_moment() {
        let steps = ladder(&[(24, Answer::Allow), (0, Answer::AllowWithWarning)]);
        let booked = at("2026-01-03T14:30:00+01:00");
        for (now, index) in [
            ("2026-01-04T09:00:00+01:00", 0),
            ("2026-03-02T14:29:00+01:00", 0),
            ("2026-03-02T14:31:00+01:00", 1),
        ] {
            let line = notice_line(Speech::FRENCH, &steps, &tuesday(), booked, at(now)).unwrap();
            let here = line
                .segments
                .iter()
                .position(|s| s.from_pct <= line.here_pct && line.here_pct <= s.to_pct);
            assert_eq!(here, Some(index), "{now}");
            assert!(
                line.segments.iter().all(|s| s.to_pct - s.from_pct > 30.0),
                "every colour can be seen"
            );
            assert!(line.segments.last().is_some_and(|s| (s.to_pct - 100.0).abs() < 0.01));
            assert_eq!(
                line.fitting_ticks().len(),
                3,
                "the booking, the limit and the start can all be read"
            );
        }
        assert!(notice_line(Speech::FRENCH, &steps, &tuesday(), booked, tuesday().start).is_none());
    }
}
