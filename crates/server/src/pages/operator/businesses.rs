//! The businesses of the network, and the whole record of one.

use actions::Audited;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::ids::BusinessId;
use domain::people::Business;
use domain::reliability::{Counting, Measure, Period, Standing, StrikeKind, tally};
use jiff::{SignedDuration, Timestamp};
use store::{CaseFilter, RankingRow, Rates};
use texts::statement;

use super::office::Office;
use super::told::{case_row, measure_card, measured, strike_row};
use crate::pages::frame::page;
use crate::pages::problem::{PageError, PageResult};
use crate::view::operator::{BusinessPage, BusinessRow, BusinessesPage, OperatorPlace};
use crate::view::parts::Fact;

/// Businesses on one page of the list.
const ROWS: usize = 50;
/// How far back the rates look.
const WINDOW: SignedDuration = SignedDuration::from_hours(24 * 90);

/// `/operator/businesses`, by name; `?page=2` goes on.
pub(super) async fn list(office: Office) -> PageResult {
    let number: usize = office.query.text("page").parse().unwrap_or(1).max(1);
    let mut businesses: Vec<&Business> = office.snapshot.catalogue.businesses.iter().collect();
    businesses.sort_by_key(|business| business.name.to_lowercase());
    let first = (number - 1).saturating_mul(ROWS);
    let figures = Figures::read(&office).await?;
    let mut rows = Vec::new();
    for business in businesses.iter().skip(first).take(ROWS) {
        let standing = office.app().standing(office.network(), business.id).await?;
        rows.push(row(&office, business, &standing, &figures));
    }
    let href = |page: usize| format!("/operator/businesses?page={page}");
    page(
        StatusCode::OK,
        &BusinessesPage {
            t: office.t,
            frame: office.frame(office.t.say("operator-businesses-title")),
            beside: office.beside(OperatorPlace::Businesses).await?,
            rows,
            previous_href: (number > 1).then(|| href(number - 1)),
            next_href: (businesses.len() > first.saturating_add(ROWS)).then(|| href(number + 1)),
        },
    )
}

/// What is read once for all businesses.
struct Figures {
    rates: std::collections::HashMap<BusinessId, Rates>,
    ranks: std::collections::HashMap<BusinessId, RankingRow>,
    measures: Vec<Measure>,
}

impl Figures {
    async fn read(office: &Office) -> Result<Self, PageError> {
        let (store, network, now) = (&office.app().store, office.network(), office.now);
        Ok(Figures {
            rates: store.rates(network, window_begin(now), now).await?,
            ranks: store.rankings(network).await?,
            measures: store.measures_in_force(network, now).await?,
        })
    }

    fn rates(&self, business: BusinessId) -> Rates {
        self.rates.get(&business).copied().unwrap_or_default()
    }

    fn score(&self, office: &Office, business: BusinessId) -> String {
        match self.ranks.get(&business) {
            Some(rank) => {
                let points = statement::points(office.t, rank.ranked.score.thousandths);
                office.t.with("operator-score", &[("points", &points)])
            }
            None => office.t.say("operator-no-score"),
        }
    }
}

fn window_begin(now: Timestamp) -> Timestamp {
    now.checked_sub(WINDOW).unwrap_or(Timestamp::MIN)
}

fn row(office: &Office, business: &Business, standing: &Standing, figures: &Figures) -> BusinessRow {
    let rates = figures.rates(business.id);
    let own = figures
        .measures
        .iter()
        .filter(|measure| measured(measure) == Some(business.id));
    BusinessRow {
        href: format!("/operator/businesses/{}", business.id),
        name: business.name.clone(),
        strikes: this_month(standing, office.now).to_string(),
        cancelled: share(office, rates.cancelled, rates.appointments),
        late: share(office, rates.late, rates.appointments),
        score: figures.score(office, business.id),
        measures: own.map(|measure| statement::title(office.t, measure.kind)).collect(),
    }
}

/// Incidents of this calendar month, an absence being one.
fn this_month(standing: &Standing, now: Timestamp) -> u32 {
    let counting = Counting {
        kinds: &StrikeKind::ALL,
        period: Period::CalendarMonth,
        zone: &standing.zone,
    };
    let strikes: Vec<_> = standing.strikes.iter().collect();
    tally(&strikes, &standing.away, counting, now).count()
}

/// "8 % (4 sur 50)"; of nothing there is no share.
fn share(office: &Office, part: u32, all: u32) -> String {
    if all == 0 {
        return office.t.say("operator-no-share");
    }
    let percent = (u64::from(part) * 100 + u64::from(all) / 2) / u64::from(all);
    office.t.with(
        "operator-share",
        &[
            ("percent", &percent.to_string()),
            ("part", &part.to_string()),
            ("all", &all.to_string()),
        ],
    )
}

/// `/operator/businesses/{id}`. Reading it is written down.
pub(super) async fn one(Path(id): Path<String>, office: Office) -> PageResult {
    let business = business(&office, &id)?;
    let standing = office.app().standing(office.network(), business.id).await?;
    let filter = CaseFilter {
        business: Some(business.id),
        ..CaseFilter::default()
    };
    let cases = office.app().store.cases(office.network(), filter).await?;
    let figures = Figures::read(&office).await?;
    office.audit(Audited::LedgerRead(business.id)).await?;
    let newest_first = standing.measures.iter().rev();
    let (in_force, past): (Vec<&Measure>, Vec<&Measure>) = newest_first.partition(|measure| measure.in_force_at(office.now));
    let cards = |measures: &[&Measure]| {
        measures
            .iter()
            .map(|measure| measure_card(&office, measure, &cases))
            .collect()
    };
    let strikes = standing.strikes.iter().rev();
    let template = BusinessPage {
        t: office.t,
        frame: office.frame(business.name.clone()),
        beside: office.beside(OperatorPlace::Businesses).await?,
        name: business.name.clone(),
        figures: facts(&office, business, &standing, &figures),
        in_force: cards(&in_force),
        past: cards(&past),
        strikes: strikes.map(|strike| strike_row(&office, strike, &standing)).collect(),
        cases: cases.iter().map(|case| case_row(&office, case)).collect(),
        limit_href: format!("/operator/businesses/{}/limit", business.id),
    };
    page(StatusCode::OK, &template)
}

/// A business of this network; unknown ids and those of other networks read the same (I7).
pub(super) fn business<'a>(office: &'a Office, id: &str) -> Result<&'a Business, PageError> {
    let id: BusinessId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
    office.snapshot.business(id).ok_or(PageError::NOT_FOUND)
}

fn facts(office: &Office, business: &Business, standing: &Standing, figures: &Figures) -> Vec<Fact> {
    let t = office.t;
    let row = row(office, business, standing, figures);
    let practitioners: Vec<String> = office
        .snapshot
        .practitioners_of(business.id)
        .map(|practitioner| practitioner.name.clone())
        .collect();
    let score = figures.ranks.get(&business.id);
    let parts = score.into_iter().flat_map(|rank| &rank.ranked.score.parts);
    let parts = parts.filter(|part| part.count > 0).map(|part| statement::score_part(t, part));
    vec![
        Fact::new(t.say("operator-practitioners"), practitioners.join(", ")),
        Fact::new(t.say("operator-strikes-month"), row.strikes),
        Fact::new(t.say("operator-cancelled"), row.cancelled),
        Fact::new(t.say("operator-late"), row.late),
        Fact {
            label: t.say("operator-ranking"),
            lines: std::iter::once(row.score).chain(parts).collect(),
            link: None,
        },
    ]
}
