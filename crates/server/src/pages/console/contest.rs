//! The form with which a business contests a measure or an incident (L12).

use actions::{Contest, Failure};
use axum::http::StatusCode;
use domain::ids::{MeasureId, StrikeId};
use domain::reliability::SHORTEST_REASONS;
use texts::{dates, statement};

use super::address;
use super::desk::{Desk, Posted};
use super::reliability::Record;
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::fault_of;
use crate::view::console::ConsolePlace;
use crate::view::parts::{Banner, Effect, Field, Icon, Meaning};
use crate::view::reliability::ContestPage;

/// What the address names.
enum Contested {
    Measure(MeasureId),
    Strike(StrikeId),
}

impl Contested {
    /// # Errors
    /// Not found for an address that names nothing.
    fn asked(desk: &Desk) -> Result<Self, PageError> {
        let measure = desk.query.text("measure").parse().ok().map(Contested::Measure);
        let strike = || desk.query.text("strike").parse().ok().map(Contested::Strike);
        measure.or_else(strike).ok_or(PageError::NOT_FOUND)
    }

    fn action(&self) -> String {
        match self {
            Contested::Measure(id) => address::with_query("/console/reliability/contest", &[("measure", &id.to_string())]),
            Contested::Strike(id) => address::with_query("/console/reliability/contest", &[("strike", &id.to_string())]),
        }
    }
}

pub(super) async fn ask(desk: Desk) -> PageResult {
    let contested = Contested::asked(&desk)?;
    let text = Field::required();
    shown(&desk, &contested, text, None, StatusCode::OK).await
}

pub(super) async fn act(Posted { desk, form }: Posted) -> PageResult {
    let contested = Contested::asked(&desk)?;
    let (measure, strike) = match contested {
        Contested::Measure(id) => (Some(id), None),
        Contested::Strike(id) => (None, Some(id)),
    };
    let contest = Contest {
        network: desk.network(),
        business: desk.business(),
        measure,
        strike,
        text: form.text("text").to_owned(),
    };
    let mut text = Field {
        required: true,
        ..form.field("text")
    };
    match desk.app().contest(&contest, &desk.actor()).await {
        Ok(_) => Ok(see_other("/console/reliability?done=contested")),
        Err(Failure::Invalid(faults)) => {
            text.error = fault_of(desk.t, "text", &faults);
            shown(&desk, &contested, text, None, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(_)) => {
            let problem = Banner {
                meaning: Meaning::Plain,
                title: desk.t.say("contest-already"),
                ..Banner::default()
            };
            shown(&desk, &contested, text, Some(problem), StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// # Errors
/// Not found for what does not concern the own business (I7).
async fn shown(desk: &Desk, contested: &Contested, text: Field, problem: Option<Banner>, status: StatusCode) -> PageResult {
    let (t, record) = (desk.t, Record::read(desk).await?);
    let standing = &record.standing;
    let (title, about, facts, goes_on) = match contested {
        Contested::Measure(id) => {
            let measure = standing.measures.iter().find(|measure| measure.id == *id);
            let told = statement::of(t, measure.ok_or(PageError::NOT_FOUND)?, &standing.zone);
            let facts = [vec![told.lasts], told.facts, vec![told.author]].concat();
            (t.say("contest-title-measure"), told.title, facts, "contest-measure-goes-on")
        }
        Contested::Strike(id) => {
            let strike = standing.strikes.iter().find(|strike| strike.id == *id);
            let strike = strike.ok_or(PageError::NOT_FOUND)?;
            let at = t.with("record-incident-at", &[("at", &dates::moment(t, strike.at, &standing.zone))]);
            let about = statement::incident(t, strike, &standing.zone);
            (t.say("contest-title-strike"), about, vec![at], "contest-strike-waits")
        }
    };
    let least = SHORTEST_REASONS;
    let template = ContestPage {
        t,
        frame: desk.frame(title.as_str()),
        console: desk.console(ConsolePlace::Reliability).await?,
        title,
        about,
        facts,
        effects: effects(desk, goes_on),
        action: contested.action(),
        hidden: desk.hidden(),
        text,
        hint: t.with_number("contest-text-hint", "min", i64::try_from(least).unwrap_or(i64::MAX)),
        least,
        problem,
    };
    page(status, &template)
}

fn effects(desk: &Desk, goes_on: &str) -> Vec<Effect> {
    let t = desk.t;
    let within = desk
        .snapshot
        .policy_of(desk.business())
        .map(|policy| policy.reliability.decide_within);
    let answer = within.map(|within| t.with("contest-answer-within", &[("within", &dates::notice(t, within))]));
    let effect = |icon, text| Effect { icon, text };
    let said = [
        effect(Icon::Person, t.say("contest-another-person")),
        effect(Icon::Clock, t.say(goes_on)),
        effect(Icon::Undo, t.say("contest-restored")),
    ];
    said.into_iter()
        .chain(answer.map(|answer| effect(Icon::Mail, answer)))
        .collect()
}
