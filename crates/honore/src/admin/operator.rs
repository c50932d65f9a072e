//! Accounts of those who run a network.

use actions::App;
use actions::fields::Fields;
use clap::{Args, Subcommand};
use domain::ids::OperatorId;
use domain::people::{Operator, OperatorRole};

use super::account::password;
use super::named::network;
use super::network::language;
use crate::fault::Fault;
use crate::said;

#[derive(Subcommand)]
pub(crate) enum OperatorCommand {
    /// Add an account that signs in at /operator, or give an account a new password
    Add(AddCommand),
}

#[derive(Args)]
pub(crate) struct AddCommand {
    /// Address of the network
    #[arg(long)]
    network: String,
    /// `operator` sets the policy and does all that support does; `support` reads ledgers and decides cases
    #[arg(long, default_value = "operator", value_parser = ["operator", "support"])]
    role: String,
    /// Name as colleagues see it
    #[arg(long)]
    name: String,
    /// Address used to sign in
    #[arg(long)]
    email: String,
    /// Language of the pages: fr or en
    #[arg(long, default_value = "fr")]
    language: String,
    /// Read the password from standard input; without this one is made and printed once
    #[arg(long)]
    password_stdin: bool,
}

/// Makes an account, or replaces role, name and password of the one with this address.
pub(super) async fn administer(app: &App, command: &OperatorCommand) -> Result<(), Fault> {
    let OperatorCommand::Add(command) = command;
    let operator = operator(app, command).await?;
    let (password, is_new) = password(app, command.password_stdin)?;
    app.put_operator(&operator, &password).await?;
    said::line(&format!("{} {} ({})", operator.role.code(), operator.email, operator.id));
    if is_new {
        said::line(&format!("password {password}"));
    }
    Ok(())
}

async fn operator(app: &App, command: &AddCommand) -> Result<Operator, Fault> {
    let network = network(app, &command.network).await?.network().id;
    let mut fields = Fields::default();
    let name = fields.name("name", &command.name);
    let email = fields.email("email", &command.email).unwrap_or_default().to_lowercase();
    fields.finish()?;
    let known = app.store.operators_by_email(&email).await?;
    let known = known.into_iter().find(|account| account.operator.network == network);
    Ok(Operator {
        id: known.map_or_else(|| OperatorId(app.entropy.id(app.clock.now())), |account| account.operator.id),
        network,
        role: OperatorRole::from_code(&command.role).ok_or_else(|| Fault::told("role: expected operator or support"))?,
        name,
        email,
        language: language(&command.language)?,
    })
}
