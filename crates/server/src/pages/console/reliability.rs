//! How the business stands with its network: counts, incidents, measures with their reasons, contests, own figures and place.

use axum::http::StatusCode;
use domain::ids::AppointmentId;
use domain::reliability::{Away, Case, CaseKind, CaseState, Count, Measure, Period, Standing, Strike, absence_of};
use jiff::Timestamp;
use store::CaseFilter;
use texts::{Value, dates, statement};

use super::address;
use super::desk::Desk;
use crate::pages::frame::page;
use crate::pages::problem::{PageError, PageResult};
use crate::pages::rank;
use crate::view::console::ConsolePlace;
use crate::view::parts::Meaning;
use crate::view::reliability::{CaseCard, CountRow, IncidentRow, MeasureCard, RateRow, ReliabilityPage, WhyHere};

/// More marks than this say less than the sentence beside them.
const MARKS: u32 = 10;
/// Fewer appointments than this are told without percentages.
const FEW: u32 = 10;
/// How many past measures and cases are shown.
const SHOWN: usize = 20;

pub(super) async fn show(desk: Desk) -> PageResult {
    let record = Record::read(&desk).await?;
    let (t, network) = (desk.t, desk.snapshot.network());
    let business = desk.snapshot.business(desk.business()).map(|b| b.name.as_str());
    let names = [("business", business.unwrap_or_default()), ("network", network.name.as_str())];
    let (frame, console) = (
        desk.frame(t.say("record-title")),
        desk.console(ConsolePlace::Reliability).await?,
    );
    let (now, past): (Vec<&Measure>, Vec<&Measure>) = record
        .standing
        .measures
        .iter()
        .rev()
        .partition(|measure| measure.in_force_at(desk.now));
    let counts = record.counts();
    let template = ReliabilityPage {
        t,
        frame,
        console,
        lead: t.with("record-lead", &names),
        now: now.into_iter().map(|measure| record.measure(measure)).collect(),
        no_rules: counts
            .is_empty()
            .then(|| t.with("record-no-rules", &[("network", &network.name)])),
        counts,
        rates_title: record.rates_title(),
        rates: record.rates().await?,
        place: record.place().await?,
        incidents: record
            .standing
            .strikes
            .iter()
            .rev()
            .map(|strike| record.incident(strike))
            .collect(),
        add_absence_href: "/console/absences".to_owned(),
        past: past.into_iter().take(SHOWN).map(|measure| record.measure(measure)).collect(),
        cases: record.cases.iter().take(SHOWN).map(|case| record.case(case)).collect(),
    };
    page(StatusCode::OK, &template)
}

/// Everything that is known of the own business.
pub(super) struct Record<'a> {
    desk: &'a Desk,
    pub(super) standing: Standing,
    pub(super) cases: Vec<Case>,
}

impl<'a> Record<'a> {
    pub(super) async fn read(desk: &'a Desk) -> Result<Self, PageError> {
        let standing = desk.app().standing(desk.network(), desk.business()).await?;
        let filter = CaseFilter {
            business: Some(desk.business()),
            ..CaseFilter::default()
        };
        let cases = desk.app().store.cases(desk.network(), filter).await?;
        Ok(Record { desk, standing, cases })
    }

    fn moment(&self, at: Timestamp) -> String {
        dates::moment(self.desk.t, at, &self.standing.zone)
    }

    fn day(&self, at: Timestamp) -> String {
        dates::day_long(self.desk.t, at, &self.standing.zone)
    }

    /// How near the business is to each measure of the policy.
    fn counts(&self) -> Vec<CountRow> {
        let policy = self.desk.snapshot.policy_of(self.desk.business());
        let rules = policy
            .map(|policy| policy.reliability.business.as_slice())
            .unwrap_or_default();
        let counts = self.standing.counts(rules, self.desk.now);
        counts.iter().map(|count| self.count(count)).collect()
    }

    fn count(&self, count: &Count) -> CountRow {
        let (t, rule) = (self.desk.t, &count.rule);
        let weight = count.tally.weight();
        let kinds: Vec<String> = rule
            .counts
            .iter()
            .map(|kind| t.say(&format!("record-kind-{}", kind.code().replace('_', "-"))))
            .collect();
        let what = kinds
            .into_iter()
            .reduce(|one, two| t.with("record-and", &[("one", &one), ("two", &two)]))
            .unwrap_or_default();
        let (reached, threshold) = (statement::tenths(t, weight.div_ceil(10)), rule.threshold.to_string());
        let sentence = match rule.within {
            Period::CalendarMonth => t.with(
                "record-count-month",
                &[("what", &what), ("count", &reached), ("threshold", &threshold)],
            ),
            Period::Rolling(length) => {
                let length = dates::notice(t, length);
                t.with(
                    "record-count-rolling",
                    &[
                        ("what", &what),
                        ("count", &reached),
                        ("threshold", &threshold),
                        ("length", &length),
                    ],
                )
            }
        };
        let lasts = dates::notice(t, rule.pause);
        CountRow {
            sentence,
            follows: t.with("record-follows", &[("threshold", &threshold), ("lasts", &lasts)]),
            marks: match rule.threshold {
                ..=MARKS => (0..rule.threshold).map(|mark| weight >= (mark + 1) * 100).collect(),
                _ => Vec::new(),
            },
        }
    }

    fn rates_title(&self) -> String {
        let t = self.desk.t;
        let over = self.desk.snapshot.network_policy().ranking.over;
        t.with("record-rates", &[("over", &dates::notice(t, over))])
    }

    /// WEC-19: how often the business cancels, and how often late.
    async fn rates(&self) -> Result<Vec<RateRow>, PageError> {
        let (desk, t) = (self.desk, self.desk.t);
        let counts = desk.app().own_counts(desk.network(), desk.business()).await?;
        let cancelled = counts.cancelled + counts.late_cancelled;
        let all = counts.honoured + cancelled + counts.missed;
        let share = |count: u32| match all {
            // Of so few, a percentage says nothing.
            ..FEW => count.to_string(),
            _ => {
                let share = (u64::from(count) * 2_000 + u64::from(all)) / (u64::from(all) * 2);
                let share = statement::tenths(t, u32::try_from(share).unwrap_or(u32::MAX));
                t.with("record-share", &[("count", &count.to_string()), ("share", &share)])
            }
        };
        let row = |label: &str, count: u32, part: bool| RateRow {
            label: t.say(label),
            value: share(count),
            part,
        };
        let mut rows = vec![
            row("record-honoured", counts.honoured, false),
            row("record-cancelled", cancelled, false),
            row("record-late", counts.late_cancelled, true),
        ];
        if counts.missed > 0 {
            rows.push(row("record-missed", counts.missed, false));
        }
        Ok(rows)
    }

    async fn place(&self) -> Result<Option<WhyHere>, PageError> {
        let desk = self.desk;
        let Some(order) = desk.app().order(&desk.snapshot).await? else {
            return Ok(None);
        };
        let Some(nth) = order.iter().position(|place| place.business == desk.business()) else {
            return Ok(None);
        };
        let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
        Ok(Some(WhyHere {
            place: desk
                .t
                .with_values("rank-place", &[("place", number(nth + 1)), ("count", number(order.len()))]),
            ..rank::why(desk.t, desk.snapshot.network(), &order[nth].ranked.score)
        }))
    }

    /// A measure with its statement of reasons, and the contest of it.
    fn measure(&self, measure: &Measure) -> MeasureCard {
        let (desk, t) = (self.desk, self.desk.t);
        let told = statement::of(t, measure, &self.standing.zone);
        let contest = self.cases.iter().find(|case| case.measure == Some(measure.id));
        let in_force = measure.in_force_at(desk.now);
        let within = desk
            .snapshot
            .policy_of(desk.business())
            .map(|policy| policy.reliability.decide_within);
        MeasureCard {
            id: measure.id.to_string(),
            title: told.title,
            effect: told.effect,
            lasts: told.lasts,
            facts: told.facts,
            author: told.author,
            remedy: within
                .filter(|_| in_force)
                .map(|within| statement::remedy(t, within))
                .unwrap_or_default(),
            ended: match &measure.lifted {
                Some(lifted) => Some(t.with("record-lifted", &[("at", &self.moment(lifted.at))])),
                None => (!in_force).then(|| t.with("record-ended", &[("at", &self.moment(measure.end_at))])),
            },
            why_lifted: measure.lifted.as_ref().map(|lifted| statement::lifted_why(t, &lifted.why)),
            contest_href: (contest.is_none() && measure.lifted.is_none())
                .then(|| format!("/console/reliability/contest?measure={}", measure.id)),
            contest: contest.map(|case| self.state(case)),
        }
    }

    fn incident(&self, strike: &Strike) -> IncidentRow {
        let t = self.desk.t;
        let kind = t.say(&format!("strike-{}", strike.kind.code().replace('_', "-")));
        let start = self.moment(strike.start);
        let covered = absence_of(strike, &self.standing.away);
        let absence = covered.and_then(|id| self.standing.away.iter().find(|away| away.absence == id));
        let counts = strike.counts_at(self.desk.now);
        let contested = self.cases.iter().any(|case| case.strike == Some(strike.id));
        IncidentRow {
            title: t.with("record-incident", &[("kind", &kind), ("start", &start)]),
            at: t.with("record-incident-at", &[("at", &self.moment(strike.at))]),
            group: absence.map(|away| self.group(away)),
            standing: self.strike_standing(strike),
            counts,
            see_href: address::appointment(strike.appointment, ""),
            contest_href: (counts && !contested).then(|| format!("/console/reliability/contest?strike={}", strike.id)),
        }
    }

    fn group(&self, away: &Away) -> String {
        let (from, to) = (self.moment(away.start), self.moment(away.end));
        self.desk.t.with("record-incident-group", &[("from", &from), ("to", &to)])
    }

    fn strike_standing(&self, strike: &Strike) -> String {
        let t = self.desk.t;
        match (&strike.struck_out, strike.contested_at) {
            (Some(said), _) => {
                let why = statement::lifted_why(t, &said.why);
                t.with("record-incident-struck-out", &[("at", &self.day(said.at)), ("why", &why)])
            }
            (None, Some(_)) => t.say("record-incident-contested"),
            (None, None) if strike.expires_at <= self.desk.now => t.say("record-incident-expired"),
            (None, None) => t.with("record-incident-counts", &[("at", &self.day(strike.expires_at))]),
        }
    }

    fn state(&self, case: &Case) -> String {
        let t = self.desk.t;
        match &case.state {
            CaseState::Open => t.with("case-open", &[("at", &self.moment(case.answer_by))]),
            CaseState::Upheld(said) => t.with("case-upheld", &[("at", &self.moment(said.at))]),
            CaseState::Rejected(said) => t.with("case-rejected", &[("at", &self.moment(said.at))]),
        }
    }

    /// A case that concerns the business. What a client has written to the network stays there.
    fn case(&self, case: &Case) -> CaseCard {
        let t = self.desk.t;
        let own = case.kind != CaseKind::AskedToCancel;
        CaseCard {
            title: statement::case_title(t, case.kind),
            about: self.about(case),
            state: self.state(case),
            meaning: match case.state {
                CaseState::Upheld(_) if own => Meaning::Fine,
                _ => Meaning::Plain,
            },
            text: own.then(|| case.text.clone()),
            answer: match &case.state {
                CaseState::Open => None,
                CaseState::Upheld(said) | CaseState::Rejected(said) => Some(said.why.clone()),
            },
        }
    }

    /// What a case is about, as far as it is still in the record.
    fn about(&self, case: &Case) -> String {
        let measure = self.standing.measures.iter().find(|measure| Some(measure.id) == case.measure);
        let strike = self.standing.strikes.iter().find(|strike| Some(strike.id) == case.strike);
        let told = measure.map(|measure| statement::title(self.desk.t, measure.kind));
        told.or_else(|| strike.map(|strike| statement::incident(self.desk.t, strike, &self.standing.zone)))
            .or_else(|| case.appointment.map(|id| self.start_of(id)))
            .unwrap_or_default()
    }

    fn start_of(&self, appointment: AppointmentId) -> String {
        let strike = self.standing.strikes.iter().find(|strike| strike.appointment == appointment);
        strike.map(|strike| self.moment(strike.start)).unwrap_or_default()
    }
}
