//! The notice line: the time from booking to start, coloured by what the terms say at each moment.
//!
//! It is drawn on the server from the decision itself, so that the picture and the act cannot disagree. The picture is
//! 340 units wide, stretches to the width it gets, and always comes with the same facts in words.

use crate::view::parts::Meaning;

/// Width of the bar in the drawing's own units.
const WIDTH: f32 = 340.0;
/// Room a small letter takes, measured on Figtree at 12 units.
const LETTER: f32 = 6.1;
/// The least distance between two labels.
const GAP: f32 = 8.0;

/// The line with its marks. Places are percent of the way from booking (0) to start (100).
/// Template: `parts/notice_line.html`.
#[derive(Debug, Clone, Default)]
pub struct NoticeLine {
    /// From left to right, touching each other.
    pub segments: Vec<Segment>,
    /// Where the reader is now.
    pub here_pct: f32,
    /// "vous êtes ici" or "il reste 19 h".
    pub here_label: String,
    /// Dates under the line; those that would cover each other are left out, the first and the last are kept.
    pub ticks: Vec<Tick>,
    /// All of it in one or two sentences, for those who do not see the picture.
    pub text_equivalent: String,
}

/// A stretch of time with one meaning.
#[derive(Debug, Clone)]
pub struct Segment {
    pub from_pct: f32,
    pub to_pct: f32,
    pub meaning: Meaning,
    /// "sans frais", "tardif", "plus en ligne": shown in the legend under the line.
    pub label: String,
}

impl Segment {
    /// The hatching that says the same as the colour, for those who do not tell colours apart.
    #[must_use]
    pub fn pattern(&self) -> Option<&'static str> {
        match self.meaning {
            Meaning::Late => Some("late"),
            Meaning::Stopped => Some("stopped"),
            Meaning::Fine | Meaning::Plain => None,
        }
    }
}

/// A date under the line.
#[derive(Debug, Clone)]
pub struct Tick {
    pub at_pct: f32,
    /// "lun. 14 h 30".
    pub label: String,
}

/// A label with the place it is drawn at.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub x: String,
    /// SVG `text-anchor`.
    pub anchor: &'static str,
    pub label: String,
}

impl NoticeLine {
    /// Left edge of a segment in drawing units.
    #[must_use]
    pub fn x(&self, pct: &f32) -> String {
        units(place(*pct))
    }

    /// Width of a segment in drawing units.
    #[must_use]
    pub fn w(&self, segment: &Segment) -> String {
        units((place(segment.to_pct) - place(segment.from_pct)).max(0.0))
    }

    /// Left edge of the gap that parts a segment from the one before it.
    #[must_use]
    pub fn edge_x(&self, segment: &Segment) -> String {
        units(place(segment.from_pct) - 1.0)
    }

    /// Place of "you are here", kept far enough from both ends for the mark to be whole.
    #[must_use]
    pub fn here_x(&self) -> String {
        units(place(self.here_pct).clamp(10.0, WIDTH - 10.0))
    }

    /// The words over the mark, anchored so that they stay inside the drawing.
    #[must_use]
    pub fn here_text(&self) -> Placed {
        anchored(self.here_pct, &self.here_label)
    }

    /// The dates that fit beside each other.
    #[must_use]
    pub fn fitting_ticks(&self) -> Vec<Placed> {
        let mut kept: Vec<(f32, f32, Placed)> = Vec::new();
        for tick in self.in_order_of_weight() {
            let placed = anchored(tick.at_pct, &tick.label);
            let (left, right) = extent(tick.at_pct, &tick.label);
            if kept.iter().all(|(from, to, _)| right + GAP <= *from || left >= *to + GAP) {
                kept.push((left, right, placed));
            }
        }
        kept.sort_by(|a, b| a.0.total_cmp(&b.0));
        kept.into_iter().map(|(_, _, placed)| placed).collect()
    }

    /// The dates between the ends say where something changes: they come first. Then the end, then the beginning.
    fn in_order_of_weight(&self) -> Vec<&Tick> {
        let mut ticks: Vec<&Tick> = self.ticks.iter().collect();
        ticks.sort_by_key(|tick| match tick.at_pct {
            pct if pct <= 0.0 => 2,
            pct if pct >= 100.0 => 1,
            _ => 0,
        });
        ticks
    }
}

fn place(pct: f32) -> f32 {
    pct.clamp(0.0, 100.0) * WIDTH / 100.0
}

/// Left and right edge of a label, by the estimated width of its letters.
fn extent(pct: f32, label: &str) -> (f32, f32) {
    #[allow(clippy::cast_precision_loss, reason = "labels are a few dozen letters long")]
    let width = label.chars().count() as f32 * LETTER;
    let middle = place(pct);
    let left = (middle - width / 2.0).clamp(0.0, (WIDTH - width).max(0.0));
    (left, left + width)
}

fn anchored(pct: f32, label: &str) -> Placed {
    let (left, right) = extent(pct, label);
    let (x, anchor) = if left <= 0.0 {
        (0.0, "start")
    } else if right >= WIDTH {
        (WIDTH, "end")
    } else {
        (place(pct), "middle")
    };
    Placed {
        x: units(x),
        anchor,
        label: label.to_owned(),
    }
}

fn units(value: f32) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All labels, then those that are shown.
    type Case = (&'static [(f32, &'static str)], &'static [&'static str]);

    fn line(ticks: &[(f32, &str)]) -> NoticeLine {
        NoticeLine {
            ticks: ticks
                .iter()
                .map(|(at_pct, label)| Tick {
                    at_pct: *at_pct,
                    label: (*label).to_owned(),
                })
                .collect(),
            ..NoticeLine::default()
        }
    }

    #[test]
    fn labels_never_cover_each_other_and_the_limit_is_kept() {
        let cases: [Case; 4] = [
            (
                &[(0.0, "20 févr."), (64.0, "lun. 14 h 30"), (100.0, "mar. 14 h 30")],
                &["20 févr.", "lun. 14 h 30", "mar. 14 h 30"],
            ),
            (
                &[(0.0, "20 févr."), (98.0, "lun. 14 h 30"), (100.0, "mar. 14 h 30")],
                &["20 févr.", "lun. 14 h 30"],
            ),
            (
                &[(0.0, "aujourd'hui"), (2.0, "14 h 30"), (100.0, "mar. 14 h 30")],
                &["14 h 30", "mar. 14 h 30"],
            ),
            (&[], &[]),
        ];
        for (ticks, expected) in cases {
            let shown: Vec<String> = line(ticks).fitting_ticks().into_iter().map(|placed| placed.label).collect();
            assert_eq!(shown, expected, "for {ticks:?}");
        }
    }

    #[test]
    fn places_stay_inside_the_drawing() {
        let line = NoticeLine {
            here_pct: 140.0,
            here_label: "vous êtes ici".into(),
            ..NoticeLine::default()
        };
        assert_eq!((line.here_x(), line.here_text().anchor), ("330.0".to_owned(), "end"));
        assert_eq!(line.x(&-5.0), "0.0");
    }
}
