//! Figures of several runs, and the table that a run ends with.

use crate::drive::Figure;

/// The same measurement, once a round.
#[derive(Default, Debug)]
pub(crate) struct Series(Vec<Figure>);

impl Series {
    pub(crate) fn push(&mut self, figure: Figure) {
        self.0.push(figure);
    }

    pub(crate) fn rate(&self) -> f64 {
        median(self.0.iter().map(|figure| figure.rate))
    }

    pub(crate) fn p50(&self) -> f64 {
        median(self.0.iter().map(|figure| figure.p50))
    }

    pub(crate) fn p99(&self) -> f64 {
        median(self.0.iter().map(|figure| figure.p99))
    }

    /// How our rate compares with the reference of the same round: the machine's mood changes between rounds.
    pub(crate) fn share_of(&self, reference: &Series) -> f64 {
        median(
            self.0
                .iter()
                .zip(&reference.0)
                .map(|(ours, reference)| ours.rate / reference.rate),
        )
    }

    /// How many times our median time is the reference's, round by round.
    pub(crate) fn times_as_long_as(&self, reference: &Series) -> f64 {
        median(
            self.0
                .iter()
                .zip(&reference.0)
                .map(|(ours, reference)| ours.p50 / reference.p50),
        )
    }
}

pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// One line of the table.
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) goal: String,
    pub(crate) reference: String,
    pub(crate) ours: String,
    pub(crate) share: String,
    /// Whether the goal is reached; `None` where there is no goal.
    pub(crate) reached: Option<bool>,
}

/// All lines of a run.
#[derive(Default)]
pub(crate) struct Table(Vec<Line>);

impl Table {
    pub(crate) fn add(&mut self, line: Line) {
        self.0.push(line);
    }

    /// A rate that should be at least this share of the reference's.
    pub(crate) fn share(&mut self, what: String, goal: Option<f64>, ours: &Series, reference: &Series) {
        let share = ours.share_of(reference);
        self.add(Line {
            what,
            goal: goal.map_or("".into(), |goal| format!(">= {:.0} %", goal * 100.0)),
            reference: format!("{:.0}/s", reference.rate()),
            ours: format!("{:.0}/s", ours.rate()),
            share: format!("{:.1} %", share * 100.0),
            reached: goal.map(|goal| share >= goal),
        });
    }

    /// A figure that should not be above a limit.
    pub(crate) fn limit(&mut self, what: &str, limit: f64, ours: f64, unit: &str) {
        self.add(Line {
            what: what.into(),
            goal: format!("<= {limit}{unit}"),
            reference: String::new(),
            ours: format!("{ours:.1}{unit}"),
            share: format!("{:.0} %", ours / limit * 100.0),
            reached: Some(ours <= limit),
        });
    }

    /// A cost, and the factor by which it should not grow more.
    pub(crate) fn growth(&mut self, what: String, goal: Option<f64>, before: &str, after: &str, factor: f64) {
        self.add(Line {
            what,
            goal: goal.map_or("".into(), |goal| format!("<= x{goal}")),
            reference: before.into(),
            ours: after.into(),
            share: format!("x{factor:.2}"),
            reached: goal.map(|goal| factor <= goal),
        });
    }

    /// The table in Markdown, and whether every goal is reached.
    pub(crate) fn written(&self) -> (String, bool) {
        let mut text = String::from("| what | goal | reference | ours | share | |\n|---|---|---|---|---|---|\n");
        for line in &self.0 {
            let verdict = match line.reached {
                Some(true) => "reached",
                Some(false) => "**falls short**",
                None => "",
            };
            let Line {
                what,
                goal,
                reference,
                ours,
                share,
                ..
            } = line;
            text += &format!("| {what} | {goal} | {reference} | {ours} | {share} | {verdict} |\n");
        }
        (text, self.0.iter().all(|line| line.reached != Some(false)))
    }
}

/// Rates and times of one measurement, for the table of details.
pub(crate) fn detail(what: &str, series: &Series) -> String {
    let (rate, p50, p99) = (series.rate(), series.p50(), series.p99());
    // pgbench does not tell it.
    let p99 = if p99.is_nan() { "-".to_owned() } else { format!("{p99:.2}") };
    format!("| {what} | {rate:.0} | {p50:.2} | {p99} |\n")
}
