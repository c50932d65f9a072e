//! Setting up a real network from the command line. What is set up here can be looked at with `admin list`.

mod account;
mod first;
mod list;
mod named;
mod network;
mod operator;
mod practitioner;
mod service;

use actions::App;
use actions::clock::Clock;
use clap::Subcommand;

use crate::config::Config;
use crate::fault::Fault;
use crate::open::connect_migrated;

#[derive(Subcommand)]
pub(crate) enum AdminCommand {
    /// Everything for a first network of one practitioner: network, practitioner, service, account
    Create(first::CreateCommand),
    /// Add a network with a policy that comes with the product, or with your own
    Network(network::NetworkCommand),
    /// Add a practitioner, with a business and a place if they are new
    Practitioner(practitioner::PractitionerCommand),
    /// Add a service and say who gives it
    Service(service::ServiceCommand),
    /// Add an account for a practitioner or a secretary, or give an account a new password
    Account(account::AccountCommand),
    /// Accounts of those who run the network
    #[command(subcommand)]
    Operator(operator::OperatorCommand),
    /// Make a key for a program that calls the API
    ApiKey(account::ApiKeyCommand),
    /// Show what has been set up
    List,
}

/// Does what an administrator asks.
pub(crate) async fn administer(command: AdminCommand, config: &Config) -> Result<(), Fault> {
    let store = connect_migrated(config).await?;
    let clock = store.simulated_now().await?.map_or(Clock::System, Clock::simulated);
    // No personal link is made here, so no secret is needed.
    let app = App::new(store.clone(), clock, b"", "");
    let done = match command {
        AdminCommand::Create(command) => first::create(&app, &command).await,
        AdminCommand::Network(command) => network::add(&app, &command).await.map(|_| ()),
        AdminCommand::Practitioner(command) => practitioner::add(&app, &command).await.map(|_| ()),
        AdminCommand::Service(command) => service::add(&app, &command).await,
        AdminCommand::Account(command) => account::put(&app, &command).await,
        AdminCommand::Operator(command) => operator::administer(&app, &command).await,
        AdminCommand::ApiKey(command) => account::api_key(&app, &command).await,
        AdminCommand::List => list::list(&app).await,
    };
    store.close().await;
    done
}
