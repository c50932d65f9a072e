//! `/{network}/ranking`: by what the network orders its businesses, for everybody to read (L13).

use axum::extract::Path;
use axum::http::StatusCode;
use domain::people::Network;
use domain::policy::RankingPolicy;
use domain::reliability::Parameter;
use texts::{Speech, dates, statement};

use crate::pages::frame::{Visit, page};
use crate::pages::problem::PageResult;
use crate::view::parts::Link;
use crate::view::reliability::{RankingCard, RankingPage};

pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> PageResult {
    let snapshot = visit.app().network_by_slug(&slug).await?;
    let network = snapshot.network();
    let t = visit.speech(network);
    let policy = &snapshot.network_policy().ranking;
    let lead = if policy.enabled { "rank-lead" } else { "rank-off" };
    let template = RankingPage {
        t,
        frame: visit.frame(t, network, t.say("rank-title")),
        lead: said_of(t, lead, network),
        card: policy.enabled.then(|| card(t, policy)),
        back: Link::new(format!("/{}", network.slug), network.name.clone()),
    };
    page(StatusCode::OK, &template)
}

fn said_of(t: Speech, key: &str, network: &Network) -> String {
    t.with(key, &[("network", &network.name)])
}

/// Every parameter with its weight in words; one without weight is no parameter here.
fn card(t: Speech, policy: &RankingPolicy) -> RankingCard {
    let over = dates::notice(t, policy.over);
    let weighs = Parameter::ALL
        .into_iter()
        .filter(|parameter| *parameter == Parameter::Start || weight(*parameter, policy) > 0);
    let clients = policy.weights.cancelled_by_client == 0;
    let not = ["rank-not-money", "rank-not-refusals", "rank-not-measures"];
    RankingCard {
        sentences: vec![
            t.say("rank-formula"),
            t.with("rank-over", &[("over", &over)]),
            t.say("rank-absence"),
        ],
        parameters: weighs
            .map(|parameter| (name(t, parameter, policy), in_words(t, parameter, policy)))
            .collect(),
        not: not
            .into_iter()
            .chain(clients.then_some("rank-not-clients"))
            .map(|key| t.say(key))
            .collect(),
        lowered: t.with("rank-lowered", &[("points", &statement::points(t, policy.statement_from))]),
    }
}

fn name(t: Speech, parameter: Parameter, policy: &RankingPolicy) -> String {
    let points = statement::points(t, policy.starting_score);
    let key = format!("rank-parameter-{}", parameter.code().replace('_', "-"));
    match parameter {
        Parameter::Start => t.with(&key, &[("points", &points)]),
        _ => t.say(&key),
    }
}

/// In hundredths of a kept appointment.
fn weight(parameter: Parameter, policy: &RankingPolicy) -> u32 {
    let weights = &policy.weights;
    match parameter {
        Parameter::Start | Parameter::Honoured => weights.honoured,
        Parameter::Cancelled => weights.cancelled,
        Parameter::LateCancelled => weights.late_cancelled,
        Parameter::Missed => weights.missed,
        Parameter::CancelledByClient => weights.cancelled_by_client,
    }
}

fn in_words(t: Speech, parameter: Parameter, policy: &RankingPolicy) -> String {
    let times = hundredths(t, weight(parameter, policy));
    match parameter {
        Parameter::Start => t.with_number("rank-weight-start", "count", i64::from(policy.starts_as)),
        Parameter::Honoured => t.with("rank-weight-up", &[("times", &times)]),
        _ => t.with("rank-weight-down", &[("times", &times)]),
    }
}

/// "1", "0,25"; "0.25".
fn hundredths(t: Speech, weight: u32) -> String {
    match weight % 10 {
        0 => statement::tenths(t, weight / 10),
        last => {
            let tenths = statement::tenths(t, weight / 10);
            let sign = if t.lang() == "fr" { "," } else { "." };
            let sign = if (weight / 10).is_multiple_of(10) {
                format!("{sign}0")
            } else {
                String::new()
            };
            format!("{tenths}{sign}{last}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_as_people_read_them() {
        for (weight, french) in [(100, "1"), (25, "0,25"), (205, "2,05"), (250, "2,5"), (0, "0"), (300, "3")] {
            assert_eq!(hundredths(Speech::FRENCH, weight), french);
        }
    }
}
