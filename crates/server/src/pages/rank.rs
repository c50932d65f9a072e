//! "Why here?": the place of a business in words, the same on the network's home and on its own page (L13).

use domain::people::Network;
use domain::reliability::Score;
use texts::{Speech, statement};

use crate::view::parts::Link;
use crate::view::reliability::WhyHere;

/// A score with what every declared parameter came to.
pub(crate) fn why(t: Speech, network: &Network, score: &Score) -> WhyHere {
    let counted = score.parts.iter().filter(|part| part.count > 0);
    WhyHere {
        score: t.with("rank-score", &[("points", &statement::points(t, score.thousandths))]),
        place: String::new(),
        parts: counted.map(|part| statement::score_part(t, part)).collect(),
        more: Link::new(format!("/{}/ranking", network.slug), t.say("rank-more")),
    }
}
