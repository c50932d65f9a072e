//! The demo: four networks on this machine, a clock that stands until somebody moves it, and mail that goes nowhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::App;
use actions::clock::Clock;
use actions::demo::{PASSWORD, Role, seed, seeded_from, ways_in};
use actions::worker::Worker;
use clap::Args;
use gateways::mail::Outbox;
use jiff::Timestamp;
use store::Store;

use crate::config::{Config, Flags, link_secret, sqlite_path};
use crate::fault::Fault;
use crate::open::connect;
use crate::said;
use crate::serve::{Running, listen, public_url, run};
use crate::show::without_password;

/// Where the demo lives when nobody says otherwise; git ignores the folder.
const FOLDER: &str = "var/demo";
const DATABASE: &str = "sqlite:var/demo/demo.db";
/// Who writes the demo's mails.
const SENDER: &str = "rendez-vous@honore.example";

#[derive(Args)]
pub(crate) struct DemoCommand {
    /// Forget what happened in the demo and begin again
    #[arg(long)]
    reset: bool,
}

/// Seeds the demo when it is not there, and serves it.
pub(crate) async fn demo(command: &DemoCommand, flags: &Flags, mut config: Config) -> Result<(), Fault> {
    // A demo never touches the database of a configuration file: it has its own, or the one named for it.
    config.database = match &flags.database {
        Some(url) => url.clone(),
        None => own_database()?,
    };
    // The port first: a demo that is still running is not forgotten under its own feet.
    let listener = listen(config.listen).await?;
    if command.reset {
        forget_demo(&config).await?;
    }
    let url = public_url(&config, &listener)?;
    let (app, worker) = ready(&config, &url).await?;
    let now = app.clock.now();
    introduce(&config, &url, now);
    run(Running {
        app,
        worker,
        listener,
        demo: true,
    })
    .await
}

fn own_database() -> Result<String, Fault> {
    std::fs::create_dir_all(FOLDER).map_err(|error| Fault::told(format!("cannot make {FOLDER}: {error}")))?;
    Ok(DATABASE.to_owned())
}

/// Forgets a demo, and nothing but a demo.
async fn forget_demo(config: &Config) -> Result<(), Fault> {
    if config.database != DATABASE && sqlite_path(&config.database).is_some_and(|path| path.exists()) {
        let store = connect(config).await?;
        let is_real = store.is_migrated().await? && store.simulated_now().await?.is_none() && !store.networks().await?.is_empty();
        store.close().await;
        if is_real {
            return Err(Fault::told(
                "this database holds networks and no simulated clock: it is no demo, and --reset leaves it alone",
            ));
        }
    }
    forget(&config.database)
}

/// Deletes the files of an SQLite database; a database on a server is not ours to delete.
fn forget(database: &str) -> Result<(), Fault> {
    let Some(path) = sqlite_path(database) else {
        return Err(Fault::told(
            "--reset deletes files; a database on a server is emptied by hand",
        ));
    };
    for suffix in ["", "-wal", "-shm"] {
        let mut file = path.clone().into_os_string();
        file.push(suffix);
        remove(Path::new(&file))?;
    }
    Ok(())
}

fn remove(file: &Path) -> Result<(), Fault> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Fault::told(format!(
            "cannot delete {}: {error}",
            PathBuf::from(file).display()
        ))),
        _ => Ok(()),
    }
}

/// The app over a database that holds a whole demo.
async fn ready(config: &Config, url: &str) -> Result<(App, Worker), Fault> {
    let store = connect(config).await?;
    store.migrate().await?;
    let secret = link_secret(config)?;
    let seeded = store.simulated_now().await?;
    let store = match seeded {
        Some(_) => store,
        None => empty(store, config).await?,
    };
    let app = App::new(
        store,
        Clock::simulated(seeded.unwrap_or_else(seeded_from)),
        secret.as_bytes(),
        url,
    );
    let worker = Worker::new(app.clone(), Arc::new(Outbox), SENDER);
    if seeded.is_none() {
        said::aside("Seeding four networks…");
        let made = seed(&app, &worker).await?;
        said::aside(&format!("{} appointments, {} messages.", made.appointments, made.messages));
    }
    Ok((app, worker))
}

/// A store to seed. A demo that broke off while it was seeded is begun again; a real network is never touched.
async fn empty(store: Store, config: &Config) -> Result<Store, Fault> {
    if store.networks().await?.is_empty() {
        return Ok(store);
    }
    store.close().await;
    if config.database != DATABASE {
        return Err(Fault::told(
            "this database holds networks and no simulated clock: it is no demo",
        ));
    }
    forget(&config.database)?;
    let store = connect(config).await?;
    store.migrate().await?;
    Ok(store)
}

fn introduce(config: &Config, url: &str, now: Timestamp) {
    let paris = now
        .in_tz("Europe/Paris")
        .map(|there| there.strftime("%A %-d %B %Y, %H:%M").to_string())
        .unwrap_or_default();
    said::line(&format!("Honoré demo: {url}/"));
    said::line(&format!("  start here    {url}/demo"));
    said::line(&format!("  every mail    {url}/demo/outbox"));
    let database = without_password(&config.database);
    said::line(&format!(
        "  its clock     {paris}; move it on any page, or: honore clock advance 1d --database {database}"
    ));
    said::line(&format!(
        "  sign in       {url}/console/sign-in, {url}/operator/sign-in   password of everybody: {PASSWORD}"
    ));
    for way in ways_in() {
        let role = match way.role {
            Role::Practitioner => "practitioner",
            Role::Secretary => "secretary",
            Role::Operator => "operator",
            Role::Support => "support",
        };
        said::line(&format!(
            "    {:<16} {:<13} {:<18} {}",
            way.network, role, way.name, way.email
        ));
    }
}
