//! The demo: four networks, one per policy document that comes with the product, and some weeks of their life.
//!
//! Everything that happens there happens through the same actions as anywhere else, while a simulated clock goes forward; so every
//! appointment has its history and every message was written and sent when it was due.

mod belle_heure;
mod build;
mod la_traboule;
mod life;
mod maison_ondine;
mod people;
mod plan;
mod sketch;
mod studio_canopee;

use jiff::Timestamp;
use jiff::civil::date;

use crate::worker::Worker;
use crate::{App, Failure};
use build::{BuiltNetwork, build, zone};
use sketch::NetworkSketch;

/// The password of every account of the demo.
pub const PASSWORD: &str = "honore-demo-2027";

const NETWORKS: [NetworkSketch; 4] = [
    la_traboule::NETWORK,
    belle_heure::NETWORK,
    studio_canopee::NETWORK,
    maison_ondine::NETWORK,
];

/// In what capacity somebody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Has an agenda.
    Practitioner,
    /// Runs the agendas of a business.
    Secretary,
    /// Runs the network: signs in at `/operator`.
    Operator,
    /// Decides the network's cases: signs in at `/operator` too.
    Support,
}

/// Somebody a visitor can sign in as.
#[derive(Debug, Clone, Copy)]
pub struct WayIn {
    /// Address of the network's pages.
    pub network: &'static str,
    /// The policy document that the network began with.
    pub preset: &'static str,
    /// Name as shown.
    pub name: &'static str,
    /// Address used to sign in, in lower case.
    pub email: &'static str,
    /// In what capacity.
    pub role: Role,
}

/// What was seeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seeded {
    /// Bookings and requests.
    pub appointments: usize,
    /// Messages that left.
    pub messages: usize,
}

/// When the demo's visitor arrives: Tuesday 2 March 2027, 10:00 in Paris.
pub fn starts_at() -> Timestamp {
    let ten = date(2027, 3, 2).at(10, 0, 0, 0).to_zoned(zone());
    ten.map(|zoned| zoned.timestamp())
        .expect("there is no clock change on that day")
}

/// When the seeded life begins, and where the simulated clock of an app must stand for [`seed`].
pub fn seeded_from() -> Timestamp {
    let eight = date(2027, 2, 10).at(8, 0, 0, 0).to_zoned(zone());
    eight
        .map(|zoned| zoned.timestamp())
        .expect("there is no clock change on that day")
}

/// Whom a visitor can sign in as, network by network: for each its first practitioners, its secretary, and who runs it.
pub fn ways_in() -> Vec<WayIn> {
    let of_network = |network: &NetworkSketch| {
        let way = |name, email, role| WayIn {
            network: network.slug,
            preset: network.preset,
            name,
            email,
            role,
        };
        let practitioners = network.businesses.iter().flat_map(|business| business.practitioners);
        let people = practitioners.filter(|whom| whom.capacity == 1).take(2);
        let mut ways: Vec<WayIn> = people.map(|whom| way(whom.name, whom.email, Role::Practitioner)).collect();
        ways.push(way(network.secretary.1, network.secretary.2, Role::Secretary));
        let [operator, support] = network.operators;
        ways.push(way(operator.0, operator.1, Role::Operator));
        ways.push(way(support.0, support.1, Role::Support));
        ways
    };
    NETWORKS.iter().flat_map(of_network).collect()
}

/// Fills an empty store and leaves the clock at [`starts_at`]. The app's clock must be a simulated one that shows [`seeded_from`], and
/// `worker` must work for the same app.
///
/// # Errors
/// [`Failure::Store`]; anything else is a fault of the demo's own data. The store has no simulated clock until everything is there, so that
/// a broken beginning can be told from a demo.
pub async fn seed(app: &App, worker: &Worker) -> Result<Seeded, Failure> {
    let mut networks = Vec::new();
    for sketch in NETWORKS {
        networks.push(build(app, sketch).await?);
    }
    accounts(app, &networks).await?;
    let seeded = life::lived(app, worker, &networks).await?;
    let mut tx = app.store.begin().await?;
    tx.set_simulated_now(starts_at()).await?;
    tx.commit().await?;
    Ok(seeded)
}

/// The accounts share one password; it is hashed once, because that is slow on purpose.
async fn accounts(app: &App, networks: &[BuiltNetwork]) -> Result<(), Failure> {
    let Some(first) = networks.first() else { return Ok(()) };
    app.put_account(&first.secretary, PASSWORD).await?;
    let stored = app.store.account_by_email(&first.secretary.email).await?;
    let hash = stored
        .into_iter()
        .next()
        .map(|account| account.password_hash)
        .unwrap_or_default();
    let mut tx = app.store.begin().await?;
    for network in networks {
        tx.put_account(&network.secretary, &hash).await?;
        for operator in &network.operators {
            tx.put_operator(operator, &hash).await?;
        }
        for practitioner in network.practitioners.iter().filter(|whom| whom.sketch.capacity == 1) {
            tx.put_account(&practitioner.user, &hash).await?;
        }
    }
    Ok(tx.commit().await?)
}
