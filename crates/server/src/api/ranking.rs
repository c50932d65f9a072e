//! The order of a network's businesses with its reasons, and statements of reasons in words.

use actions::{App, Audited};
use axum::Json;
use axum::extract::State;
use domain::ids::{BusinessId, MeasureId};
use domain::policy::RankingPolicy;
use domain::reliability::{Parameter, ScorePart, Subject};
use serde::Serialize;
use texts::statement;
use utoipa::ToSchema;

use super::caller::Reading;
use super::entered::{Address, Asked};
use super::moment::{written, zone_name};
use super::networks::{NetworkKey, NoQuery};
use super::problem::{Problem, Trouble};
use crate::reader::Reader;

/// By what a network orders its businesses, and the order (L13).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ranking)]
pub(super) struct RankingShown {
    /// Whether the network orders by reliability at all; otherwise `items` is empty.
    enabled: bool,
    /// How far back anything counts.
    #[schema(example = "180 d")]
    over: String,
    /// The score that everybody begins with, in thousandths of a point of 100.
    #[schema(example = 80_000)]
    starting_score: u32,
    /// As how many kept appointments it counts.
    starts_as: u32,
    /// A score that falls by so many thousandths comes with a statement of reasons.
    statement_from: u32,
    /// Every declared parameter. There is none for money, for measures or for refused proposals.
    parameters: Vec<ParameterShown>,
    /// The businesses, the most reliable first.
    items: Vec<PlaceShown>,
}

/// One declared parameter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RankingParameter)]
struct ParameterShown {
    /// `start`, `honoured`, `cancelled`, `late_cancelled`, `missed` or `cancelled_by_client`.
    #[schema(example = "late_cancelled")]
    parameter: &'static str,
    /// In hundredths of a kept appointment.
    #[schema(example = 200)]
    weight: u32,
}

/// The place of one business.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RankingPlace)]
struct PlaceShown {
    /// 1 for the first.
    place: usize,
    /// The business.
    #[schema(value_type = String)]
    business: BusinessId,
    /// Its name as shown.
    name: String,
    /// In thousandths of a point of 100: 100 000 less what the parameters take.
    #[schema(example = 81_800)]
    score: u32,
    /// Why here: what each parameter came to.
    why: Vec<PartShown>,
}

/// What one parameter came to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RankingPart)]
struct PartShown {
    /// Which.
    #[schema(example = "late_cancelled")]
    parameter: &'static str,
    /// How many counted; all under one absence are one.
    count: u32,
    /// What each weighs, in hundredths of a kept appointment.
    weight: u32,
    /// How many thousandths of a point it takes from 100.
    takes: u32,
    /// The same as a sentence, in the language of `Accept-Language`.
    sentence: String,
}

fn parameters(policy: &RankingPolicy) -> Vec<ParameterShown> {
    let weights = &policy.weights;
    let weighed = [
        (Parameter::Start, weights.honoured),
        (Parameter::Honoured, weights.honoured),
        (Parameter::Cancelled, weights.cancelled),
        (Parameter::LateCancelled, weights.late_cancelled),
        (Parameter::Missed, weights.missed),
        (Parameter::CancelledByClient, weights.cancelled_by_client),
    ];
    let declared = weighed.into_iter().filter(|(_, weight)| *weight > 0);
    declared
        .map(|(parameter, weight)| ParameterShown {
            parameter: parameter.code(),
            weight,
        })
        .collect()
}

/// Read the order of a network's businesses, by what it comes about, and why each stands where it stands.
#[utoipa::path(
    get, operation_id = "read_ranking", path = "/networks/{network}/ranking", tag = "Catalogue", security(()),
    params(("network" = String, Path, description = "Id or slug of the network.", example = "services")),
    responses((status = 200, body = RankingShown))
)]
pub(super) async fn ranking(
    State(app): State<App>,
    reader: Reader,
    Address(network): Address<NetworkKey>,
    _: Asked<NoQuery>,
) -> Result<Json<RankingShown>, Problem> {
    let snapshot = network.snapshot(&app).await?;
    let policy = &snapshot.network_policy().ranking;
    let t = reader.speech(snapshot.network().language);
    let order = app.order(&snapshot).await?.unwrap_or_default();
    let part = |part: &ScorePart| PartShown {
        parameter: part.parameter.code(),
        count: part.count,
        weight: part.weight,
        takes: part.takes,
        sentence: statement::score_part(t, part),
    };
    let name = |id| {
        snapshot
            .business(id)
            .map(|business| business.name.clone())
            .unwrap_or_default()
    };
    let items = order.iter().enumerate().map(|(nth, place)| PlaceShown {
        place: nth + 1,
        business: place.business,
        name: name(place.business),
        score: place.ranked.score.thousandths,
        why: place.ranked.score.parts.iter().map(part).collect(),
    });
    Ok(Json(RankingShown {
        enabled: policy.enabled,
        over: policy.over.to_string(),
        starting_score: policy.starting_score,
        starts_as: policy.starts_as,
        statement_from: policy.statement_from,
        parameters: parameters(policy),
        items: items.collect(),
    }))
}

/// A statement of reasons in words, as the business reads it (L11).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StatementOfReasons)]
pub(super) struct StatementShown {
    /// The measure.
    #[schema(value_type = String)]
    measure: MeasureId,
    /// What is restricted.
    title: String,
    /// What that means.
    effect: String,
    /// Since when.
    #[schema(format = DateTime)]
    begins: String,
    /// Until when; it ends by itself.
    #[schema(format = DateTime)]
    ends: String,
    /// Zone of the moments.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// The same in a sentence.
    lasts: String,
    /// The facts and the rule with the values it had, one sentence each.
    facts: Vec<String>,
    /// Whether a rule decided it, without a person.
    automatic: bool,
    /// The same in a sentence.
    author: String,
    /// What stays possible.
    stays: String,
    /// How it can be contested, and how soon that is answered.
    remedy: String,
    /// Why it was lifted before its end, if it was.
    lifted: Option<String>,
}

/// Read the statement of reasons of a measure, in the language of `Accept-Language`.
///
/// That it was read is written to the audit.
#[utoipa::path(
    get, operation_id = "read_statement", path = "/measures/{id}/statement", tag = "Network", security(("key" = ["read"])),
    params(("id" = String, Path, description = "Id of the measure.")),
    responses((status = 200, body = StatementShown))
)]
pub(super) async fn statement_of(
    State(app): State<App>,
    reader: Reader,
    Reading(caller): Reading,
    Address(id): Address<MeasureId>,
    _: Asked<NoQuery>,
) -> Result<Json<StatementShown>, Problem> {
    let missing = || Problem::from(Trouble::NotFound("measure"));
    let measure = app.store.measure(caller.network, id).await.map_err(actions::Failure::from)?;
    let measure = measure.ok_or_else(missing)?;
    let Subject::Business(business) = measure.subject else {
        return Err(missing());
    };
    app.audit(caller.network, &caller.key, Audited::LedgerRead(business)).await?;
    let snapshot = caller.snapshot(&app).await?;
    let (network, t) = (snapshot.network(), reader.speech(snapshot.network().language));
    let policy = snapshot.policy_of(business).unwrap_or(snapshot.network_policy());
    let told = statement::of(t, &measure, &network.zone);
    Ok(Json(StatementShown {
        measure: id,
        title: told.title,
        effect: told.effect,
        begins: written(&network.zone, measure.begun_at),
        ends: written(&network.zone, measure.end_at),
        time_zone: zone_name(&network.zone),
        lasts: told.lasts,
        facts: told.facts,
        automatic: measure.author == domain::reliability::Author::Automatic,
        author: told.author,
        stays: t.say("statement-stays"),
        remedy: statement::remedy(t, policy.reliability.decide_within),
        lifted: measure.lifted.as_ref().map(|lifted| statement::lifted_why(t, &lifted.why)),
    }))
}
