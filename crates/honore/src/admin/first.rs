//! A first network in one go.

use actions::App;
use clap::Args;

use super::{account, network, practitioner, service};
use crate::fault::Fault;

#[derive(Args)]
pub(crate) struct CreateCommand {
    /// Name of the network
    #[arg(long)]
    network: String,
    /// Policy to begin with: default, therapists, home-services, studio or salons
    #[arg(long, default_value = "default")]
    preset: String,
    /// Time zone
    #[arg(long, default_value = "Europe/Paris")]
    zone: String,
    /// Name of the first practitioner
    #[arg(long)]
    practitioner: String,
    /// Profession, shown beside the name
    #[arg(long, default_value = "")]
    profession: String,
    /// The practitioner's address: messages go there, and it signs in
    #[arg(long)]
    email: String,
    /// Telephone number
    #[arg(long)]
    phone: Option<String>,
    /// Street, postcode and town
    #[arg(long, default_value = "")]
    address: String,
    /// Opening hours; days are 1 (Monday) to 7. Can be given several times
    #[arg(long = "hours", value_name = "DAYS HOURS", default_value = "1-5 09:00-12:30 14:00-18:00")]
    hours: Vec<String>,
    /// Name of the first service
    #[arg(long)]
    service: String,
    /// Its length in minutes
    #[arg(long)]
    minutes: u16,
    /// Its price, such as 65 or 65.50
    #[arg(long)]
    price: String,
    /// Read the password from standard input; without this one is made and printed once
    #[arg(long)]
    password_stdin: bool,
}

/// Adds network, practitioner, service and account, one after the other.
pub(super) async fn create(app: &App, command: &CreateCommand) -> Result<(), Fault> {
    let network = network::add(app, &first_network(command)).await?;
    let practitioner = practitioner::add(app, &first_practitioner(command, &network)).await?;
    service::add(app, &first_service(command, &network)).await?;
    account::put(app, &first_account(command, &network, practitioner)).await
}

fn first_network(command: &CreateCommand) -> network::NetworkCommand {
    network::NetworkCommand {
        name: command.network.clone(),
        slug: None,
        tagline: String::new(),
        preset: command.preset.clone(),
        policy: None,
        language: "fr".into(),
        zone: command.zone.clone(),
        email: Some(command.email.clone()),
        phone: command.phone.clone(),
    }
}

fn first_practitioner(command: &CreateCommand, network: &str) -> practitioner::PractitionerCommand {
    practitioner::PractitionerCommand {
        network: network.to_owned(),
        name: command.practitioner.clone(),
        slug: None,
        profession: command.profession.clone(),
        about: String::new(),
        email: command.email.clone(),
        phone: command.phone.clone(),
        business: None,
        place: None,
        address: command.address.clone(),
        access: String::new(),
        capacity: 1,
        hours: command.hours.clone(),
        serves: Vec::new(),
    }
}

fn first_service(command: &CreateCommand, network: &str) -> service::ServiceCommand {
    service::ServiceCommand {
        network: network.to_owned(),
        business: None,
        name: command.service.clone(),
        about: String::new(),
        minutes: command.minutes,
        price: command.price.clone(),
        currency: "EUR".into(),
        before: 0,
        after: 0,
        step: 15,
        on_approval: false,
        by_proposal: false,
        practitioners: Vec::new(),
        place: None,
    }
}

fn first_account(command: &CreateCommand, network: &str, practitioner: String) -> account::AccountCommand {
    account::AccountCommand {
        network: network.to_owned(),
        practitioner: Some(practitioner),
        business: None,
        name: None,
        email: command.email.clone(),
        language: "fr".into(),
        password_stdin: command.password_stdin,
    }
}
