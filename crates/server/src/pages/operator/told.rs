//! How measures, incidents, cases and what follows from a decision are told to those who run the network.

use actions::Failure;
use domain::appointment::{Actor, Role};
use domain::ids::BusinessId;
use domain::reliability::{Author, Case, CaseState, LedgerChange, Measure, Standing, Strike, StruckOut, Subject, absence_of};
use texts::{dates, statement};

use super::office::Office;
use crate::pages::problem::PageError;
use crate::pages::shown;
use crate::view::operator::{CaseRow, MeasureCard, MeasureRow, StrikeRow};
use crate::view::parts::{Banner, Effect, Icon, Link, Meaning};

/// Whoever acts on these pages, for the actions.
pub(super) fn actor(office: &Office) -> Actor {
    Actor {
        role: Role::Staff,
        id: office.by(),
    }
}

/// Name of a business of this network.
pub(super) fn business_name(office: &Office, id: BusinessId) -> String {
    office
        .snapshot
        .business(id)
        .map(|business| business.name.clone())
        .unwrap_or_default()
}

/// The page of a business.
pub(super) fn business_link(office: &Office, id: BusinessId) -> Link {
    Link::new(format!("/operator/businesses/{id}"), business_name(office, id))
}

/// The businesses that measures in force concern; measures on clients are not shown here.
pub(super) fn measured(measure: &Measure) -> Option<BusinessId> {
    match measure.subject {
        Subject::Business(id) => Some(id),
        Subject::Client(_) => None,
    }
}

pub(super) fn measure_row(office: &Office, measure: &Measure) -> Option<MeasureRow> {
    let business = measured(measure)?;
    Some(MeasureRow {
        href: format!("/operator/businesses/{business}"),
        title: statement::title(office.t, measure.kind),
        business: business_name(office, business),
        until: office.t.with("operator-until", &[("at", &office.moment(measure.end_at))]),
    })
}

/// A measure with its statement of reasons, and the contest of it among these cases.
pub(super) fn measure_card(office: &Office, measure: &Measure, cases: &[Case]) -> MeasureCard {
    let t = office.t;
    let told = statement::of(t, measure, office.zone());
    let author = match &measure.author {
        Author::Automatic => told.author,
        Author::Person(id) => t.with("operator-by-person", &[("who", &office.who(id))]),
    };
    let contest = cases.iter().find(|case| case.measure == Some(measure.id));
    let in_force = measure.in_force_at(office.now);
    MeasureCard {
        title: told.title,
        effect: told.effect,
        lasts: told.lasts,
        facts: told.facts,
        author,
        contest: contest.map(|case| {
            let key = format!("operator-contest-{}", case.state.code());
            Link::new(format!("/operator/cases/{}", case.id), t.say(&key))
        }),
        lift_href: in_force.then(|| format!("/operator/measures/{}/lift", measure.id)),
        lifted: measure.lifted.as_ref().map(|lifted| ended(office, "operator-lifted", lifted)),
    }
}

/// "Levée le … par … : …"; what a rule took back by itself has a sentence of its own.
fn ended(office: &Office, key: &str, said: &StruckOut) -> String {
    let t = office.t;
    let why = match said.why.as_str() {
        domain::reliability::NO_LONGER_COUNTED => t.say("operator-why-no-longer-counted"),
        domain::reliability::SCORE_REACHED_AGAIN => t.say("operator-why-score-reached-again"),
        why => why.to_owned(),
    };
    let (at, who) = (office.moment(said.at), office.who(&said.by));
    t.with(key, &[("at", &at), ("who", &who), ("why", &why)])
}

/// An incident as the ledger shows it.
pub(super) fn strike_row(office: &Office, strike: &Strike, standing: &Standing) -> StrikeRow {
    let t = office.t;
    let practitioner = office.snapshot.practitioner(strike.practitioner);
    let who = practitioner
        .map(|practitioner| practitioner.name.as_str())
        .unwrap_or_default();
    let covered = absence_of(strike, &standing.away);
    let absence = covered.and_then(|id| standing.away.iter().find(|away| away.absence == id));
    StrikeRow {
        title: t.say(&format!("strike-{}", strike.kind.code().replace('_', "-"))),
        when: office.moment(strike.at),
        about: t.with(
            "operator-strike-about",
            &[("start", &office.moment(strike.start)), ("who", who)],
        ),
        group: absence.map(|away| {
            let (from, to) = (office.moment(away.start), office.moment(away.end));
            t.with("operator-strike-group", &[("from", &from), ("to", &to)])
        }),
        standing: counts(office, strike),
        counts: strike.counts_at(office.now),
    }
}

fn counts(office: &Office, strike: &Strike) -> String {
    let t = office.t;
    if let Some(said) = &strike.struck_out {
        return ended(office, "operator-strike-out", said);
    }
    if strike.expires_at <= office.now {
        return t.with("operator-strike-expired", &[("at", &office.moment(strike.expires_at))]);
    }
    match strike.contested_at {
        Some(at) => t.with("operator-strike-contested", &[("at", &office.moment(at))]),
        None => {
            let day = dates::day_long(t, strike.expires_at, office.zone());
            t.with("operator-strike-counts", &[("at", &day)])
        }
    }
}

/// A case in a list.
pub(super) fn case_row(office: &Office, case: &Case) -> CaseRow {
    let t = office.t;
    CaseRow {
        href: format!("/operator/cases/{}", case.id),
        title: case_title(office, case),
        business: business_name(office, case.business),
        opened: t.with("operator-case-opened", &[("at", &office.moment(case.opened_at))]),
        standing: match &case.state {
            CaseState::Open => t.with("operator-case-before", &[("at", &office.moment(case.answer_by))]),
            CaseState::Upheld(said) | CaseState::Rejected(said) => decided_word(office, case, said),
        },
        pressing: case.state == CaseState::Open && case.answer_by <= office.now,
        open: case.state == CaseState::Open,
    }
}

pub(super) fn case_title(office: &Office, case: &Case) -> String {
    office.t.say(&format!("operator-case-{}", case.kind.code().replace('_', "-")))
}

fn decided_word(office: &Office, case: &Case, said: &StruckOut) -> String {
    let key = format!("operator-case-is-{}", case.state.code());
    office
        .t
        .with(&key, &[("at", &office.moment(said.at)), ("who", &office.who(&said.by))])
}

/// How and why a case was decided.
pub(super) fn decided(office: &Office, case: &Case) -> Option<Banner> {
    match &case.state {
        CaseState::Open => None,
        CaseState::Upheld(said) | CaseState::Rejected(said) => Some(Banner {
            meaning: Meaning::Plain,
            title: decided_word(office, case, said),
            text: Some(said.why.clone()),
            links: Vec::new(),
        }),
    }
}

/// "Ce qui va se passer": what a decision changes, told from the decision itself.
pub(super) fn effects(office: &Office, changes: &[LedgerChange]) -> Vec<Effect> {
    let mut effects: Vec<Effect> = changes.iter().filter_map(|change| effect(office, change)).collect();
    let count =
        |is: fn(&LedgerChange) -> bool| i64::try_from(changes.iter().filter(|change| is(change)).count()).unwrap_or(i64::MAX);
    let out = count(|change| matches!(change, LedgerChange::StrikeOut { .. }));
    let again = count(|change| matches!(change, LedgerChange::Contest { since: None, .. }));
    let line = |icon, text| Effect { icon, text };
    if out > 0 {
        effects.push(line(Icon::Undo, office.t.with_number("operator-effect-out", "count", out)));
    }
    if again > 0 {
        effects.push(line(
            Icon::Info,
            office.t.with_number("operator-effect-again", "count", again),
        ));
    }
    effects
}

fn effect(office: &Office, change: &LedgerChange) -> Option<Effect> {
    let t = office.t;
    match change {
        LedgerChange::Record(strike) => {
            let day = dates::day_long(t, strike.expires_at, office.zone());
            let title = t.say(&format!("strike-{}", strike.kind.code().replace('_', "-")));
            Some(Effect {
                icon: Icon::File,
                text: t.with("operator-effect-record", &[("title", &title), ("at", &day)]),
            })
        }
        LedgerChange::Begin(measure) => Some(Effect {
            icon: Icon::Stop,
            text: t.with(
                "operator-effect-begin",
                &[
                    ("title", &statement::title(t, measure.kind)),
                    ("lasts", &statement::lasts(t, measure.begun_at, measure.end_at, office.zone())),
                ],
            ),
        }),
        LedgerChange::Lift { .. } => Some(Effect {
            icon: Icon::Undo,
            text: t.say("operator-effect-lift"),
        }),
        LedgerChange::StrikeOut { .. } | LedgerChange::Contest { .. } => None,
    }
}

/// A refusal of the trade as a banner; every other failure is a page of its own.
pub(super) fn refused(office: &Office, failure: Failure) -> Result<Banner, PageError> {
    match failure {
        Failure::Refused(why) => Ok(Banner {
            meaning: Meaning::Stopped,
            title: shown::refusal(office.t, &why.refusal, office.zone()),
            ..Banner::default()
        }),
        failure => Err(failure.into()),
    }
}
