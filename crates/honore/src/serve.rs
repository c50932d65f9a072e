//! Running the server: HTTP and the worker, until somebody says stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actions::App;
use actions::clock::Clock;
use actions::worker::Worker;
use clap::Args;
use gateways::mail::{Mailer, Outgoing, Sending, Smtp, Undelivered};
use metrics_exporter_prometheus::PrometheusBuilder;
use server::ServerState;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::{Config, ConfigFault, MailWay, link_secret};
use crate::fault::Fault;
use crate::open::{connect, connect_migrated, folder_exists};
use crate::said;

/// How long one mail may take in all; a claim of the worker holds longer.
const MAIL_PATIENCE: Duration = Duration::from_secs(60);
/// How long requests and the message in hand may take to finish after a stop.
const STOP_PATIENCE: Duration = Duration::from_secs(30);

#[derive(Args)]
pub(crate) struct ServeCommand {
    /// Bring the database to this version first
    #[arg(long)]
    migrate: bool,
}

/// Serves a real network.
pub(crate) async fn serve(command: &ServeCommand, config: &Config) -> Result<(), Fault> {
    let mailer = mailer(config)?;
    // A folder that does not exist is told as such, before a secret is looked for in it.
    folder_exists(config)?;
    let secret = link_secret(config)?;
    let store = if command.migrate {
        connect(config).await?
    } else {
        connect_migrated(config).await?
    };
    if command.migrate {
        store.migrate().await?;
    }
    if store.simulated_now().await?.is_some() {
        return Err(Fault::told(
            "this database carries a simulated clock: it is a demo, run `honore demo --database …`",
        ));
    }
    let listener = listen(config.listen).await?;
    let url = public_url(config, &listener)?;
    let app = App::new(store, Clock::System, secret.as_bytes(), &url);
    let worker = Worker::new(app.clone(), mailer, &sender(config)?);
    said::line(&format!("honore listens on {url}"));
    run(Running {
        app,
        worker,
        listener,
        demo: false,
    })
    .await
}

/// Everything that runs.
pub(crate) struct Running {
    pub(crate) app: App,
    pub(crate) worker: Worker,
    pub(crate) listener: TcpListener,
    pub(crate) demo: bool,
}

/// Serves until SIGTERM or SIGINT; then stops accepting, finishes the requests and the message in hand, and closes the database.
pub(crate) async fn run(running: Running) -> Result<(), Fault> {
    let metrics = PrometheusBuilder::new().install_recorder();
    let metrics = metrics
        .inspect_err(|error| tracing::warn!(%error, "no metrics are collected"))
        .ok();
    let store = running.app.store.clone();
    let secure_cookies = running.app.public_url.starts_with("https://");
    let state = ServerState {
        app: running.app,
        demo: running.demo,
        secure_cookies,
        metrics,
    };
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(running.worker.run(stopped.clone()));
    // The sign-in counts wrong passwords by where they come from.
    let router = server::router(state).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(running.listener, router).with_graceful_shutdown(until(stopped));
    let server = tokio::spawn(async move { server.await });
    asked_to_stop().await?;
    tracing::info!("stopping");
    let _ = stop.send(true);
    let finished = tokio::time::timeout(STOP_PATIENCE, async { (worker.await, server.await) }).await;
    if finished.is_err() {
        tracing::warn!(
            "not everything finished in time; what was not acknowledged is not done, and messages leave at the next start"
        );
    }
    store.close().await;
    Ok(())
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // The sender lives as long as the server; if it is gone, stopping is right too.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

async fn asked_to_stop() -> Result<(), Fault> {
    use tokio::signal::unix::{SignalKind, signal};
    let listen_for = |kind| signal(kind).map_err(|error| Fault::told(format!("cannot listen for signals: {error}")));
    let (mut terminate, mut interrupt) = (listen_for(SignalKind::terminate())?, listen_for(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Takes the port.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Fault> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Fault::told(format!("cannot listen on {address}: {error}")))
}

/// The configured address of the first page, or the one that was taken.
pub(crate) fn public_url(config: &Config, listener: &TcpListener) -> Result<String, Fault> {
    if let Some(url) = &config.public_url {
        return Ok(url.clone());
    }
    let address = listener
        .local_addr()
        .map_err(|error| Fault::told(format!("the port has no address: {error}")))?;
    Ok(format!("http://{address}"))
}

fn sender(config: &Config) -> Result<String, ConfigFault> {
    let missing = || {
        let why = "people must see who writes to them: set it to an address such as rdv@example.org".to_owned();
        ConfigFault::Missing { key: "mail_from", why }
    };
    match (&config.mail_from, &config.smtp) {
        (None, Some(MailWay::SwitchedOff)) => Ok("nobody@localhost.invalid".to_owned()),
        (from, _) => from.clone().ok_or_else(missing),
    }
}

fn mailer(config: &Config) -> Result<Arc<dyn Mailer>, Fault> {
    match &config.smtp {
        Some(MailWay::Smtp(url)) => {
            let smtp = Smtp::from_url(url, MAIL_PATIENCE).map_err(|why| Fault::told(format!("smtp_url: {why}")))?;
            Ok(Arc::new(smtp))
        }
        Some(MailWay::SwitchedOff) => Ok(Arc::new(SwitchedOff)),
        None => {
            let why =
                "nobody would be told of anything; set HONORE_SMTP_URL or HONORE_SMTP_URL_FILE, or to `none` to run without mail";
            Err(ConfigFault::Missing {
                key: "smtp_url",
                why: why.into(),
            }
            .into())
        }
    }
}

/// Mail that was switched off by configuration: each message is kept as a dead letter that says why.
struct SwitchedOff;

impl Mailer for SwitchedOff {
    fn send<'a>(&'a self, _: &'a Outgoing) -> Sending<'a> {
        Box::pin(async { Err(Undelivered::Permanent("mail is switched off (smtp_url = none)".into())) })
    }
}
