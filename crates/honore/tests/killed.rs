//! The program is killed again and again while clients book: nothing that was acknowledged is lost, nothing overlaps, every message leaves (N8, Q2).
//!
//! A real process, a real database, a real SMTP server; the journal of what was acknowledged is kept on the clients' side.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::ids::AppointmentId;
use serde_json::{Value, json};
use testkit::smtp::SmtpSink;
use testkit::world::{Engine, SECRET, World};

/// How often the server is killed.
const KILLS: u64 = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn n8_killed_on_sqlite() {
    killed_while_clients_book(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn n8_killed_on_postgres() {
    killed_while_clients_book(Engine::Postgres).await;
}

/// The server as a process of its own.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(world: &World, smtp: &SmtpSink) -> Server {
        let mut process = Command::new(env!("CARGO_BIN_EXE_honore"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env_clear()
            .env("HONORE_DATABASE", world.database_url())
            .env("HONORE_SECRET", SECRET)
            .env("HONORE_SMTP_URL", format!("smtp://127.0.0.1:{}?tls=none", smtp.port()))
            .env("HONORE_MAIL_FROM", "rdv@lumiere.example")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line
            .trim()
            .rsplit_once(' ')
            .expect("the server says where it listens")
            .1
            .to_owned();
        Server { process, url }
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// Clients who book one start after the other and note what was acknowledged.
#[derive(Clone)]
struct Clients {
    world: Arc<World>,
    key: String,
    starts: Arc<Mutex<Vec<String>>>,
    acknowledged: Arc<Mutex<BTreeSet<String>>>,
}

impl Clients {
    /// Waits until something more was acknowledged, or a slow machine has had its time.
    async fn have_booked_some(&self, patience: Duration) {
        let before = self.acknowledged.lock().unwrap().len();
        let more = async {
            while self.acknowledged.lock().unwrap().len() < before + 2 {
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        };
        let _ = tokio::time::timeout(patience, more).await;
    }

    async fn book_until_cut_off(self, url: String) {
        let http = reqwest::Client::new();
        loop {
            let Some(start) = self.starts.lock().unwrap().pop() else {
                return;
            };
            let body = json!({
                "practitioner": self.world.practitioner, "service": self.world.service, "start": start,
                "client": { "name": "Zoé Martin", "email": "zoe@example.org" },
            });
            let request = http
                .post(format!("{url}/api/v1/appointments"))
                .bearer_auth(&self.key)
                .json(&body);
            let Ok(answer) = request.send().await else { return };
            if answer.status() == 201 {
                let booked: Value = answer.json().await.unwrap_or_default();
                if let Some(id) = booked["id"].as_str() {
                    self.acknowledged.lock().unwrap().insert(id.to_owned());
                }
            }
        }
    }
}

async fn killed_while_clients_book(engine: Engine) {
    let world = Arc::new(World::of_today(engine).await);
    let smtp = SmtpSink::start().await;
    let key = world
        .app
        .new_api_key(world.network, "clients", &["read", "client"])
        .await
        .unwrap();
    let clients = Clients {
        starts: Arc::new(Mutex::new(starts(&world).await)),
        world: world.clone(),
        key,
        acknowledged: Arc::default(),
    };
    for life in 0..KILLS {
        let server = Server::start(&world, &smtp);
        let booking: Vec<_> = (0..3)
            .map(|_| tokio::spawn(clients.clone().book_until_cut_off(server.url.clone())))
            .collect();
        clients.have_booked_some(Duration::from_secs(10)).await;
        // Lives of different lengths, so that death comes at different steps.
        tokio::time::sleep(Duration::from_millis(life * 17)).await;
        server.kill();
        for client in booking {
            client.await.unwrap();
        }
    }
    let last = Server::start(&world, &smtp);
    let acknowledged = clients.acknowledged.lock().unwrap().clone();
    assert!(
        acknowledged.len() > 10,
        "the clients got something done: {}",
        acknowledged.len()
    );
    all_is_there(&world, &acknowledged).await;
    every_confirmation_leaves(&world, &smtp, &acknowledged).await;
    last.kill();
}

/// Hours on the hour of the coming weeks, as the server offers them.
async fn starts(world: &World) -> Vec<String> {
    let today = world.app.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let query = actions::SlotQuery {
        network: world.network,
        practitioner: world.practitioner,
        service: world.service,
        place: None,
        first: today,
        last: today.saturating_add(jiff::Span::new().days(55)),
    };
    let free = world.app.free_slots(query).await.unwrap();
    let slots = free.days.iter().flat_map(|day| &day.slots);
    slots
        .filter(|slot| slot.start.as_second() % 3600 == 0)
        .map(|slot| slot.start.to_string())
        .collect()
}

async fn all_is_there(world: &World, acknowledged: &BTreeSet<String>) {
    let now = world.app.clock.now();
    let until = now + jiff::SignedDuration::from_hours(24 * 70);
    let entries = world
        .app
        .store
        .day_entries(world.network, &[world.practitioner], now, until)
        .await
        .unwrap();
    let there: BTreeSet<String> = entries.iter().map(|entry| entry.appointment.id.to_string()).collect();
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    for pair in entries.windows(2) {
        assert!(
            pair[0].appointment.when.end <= pair[1].appointment.when.start,
            "two appointments overlap"
        );
    }
}

async fn every_confirmation_leaves(world: &World, smtp: &SmtpSink, acknowledged: &BTreeSet<String>) {
    let all_left = async {
        while !all_confirmed(world, acknowledged).await {
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    };
    // On PostgreSQL the claims of the dead run out after two minutes.
    tokio::time::timeout(Duration::from_secs(180), all_left)
        .await
        .expect("every confirmation leaves");
    let mut copies: BTreeMap<String, u64> = BTreeMap::new();
    for mail in smtp.mails() {
        *copies
            .entry(mail.header("Message-ID").unwrap_or_default().to_owned())
            .or_default() += 1;
    }
    for id in acknowledged {
        let booked = copies
            .keys()
            .filter(|key| key.contains(id.as_str()) && key.contains(".booked."))
            .count();
        assert_eq!(booked, 2, "the client and the practitioner of {id}");
    }
    let second: u64 = copies.values().map(|count| count - 1).sum();
    assert!(second <= KILLS, "{second} second copies in {KILLS} deaths");
}

async fn all_confirmed(world: &World, acknowledged: &BTreeSet<String>) -> bool {
    for id in acknowledged {
        let id: AppointmentId = id.parse().unwrap();
        let messages = world.app.store.messages_of(world.network, id).await.unwrap();
        let booked = messages
            .iter()
            .filter(|message| message.kind == domain::messages::MessageKind::Booked);
        if booked.clone().count() != 2 || booked.clone().any(|message| message.state != store::MessageState::Sent) {
            return false;
        }
    }
    true
}
