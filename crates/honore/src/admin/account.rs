//! Accounts of people and keys of programs.

use std::io::Read;

use actions::App;
use actions::fields::Fields;
use actions::links::random_token;
use clap::Args;
use domain::ids::UserId;
use domain::people::User;

use super::named::{business, network, practitioner};
use super::network::language;
use crate::fault::Fault;
use crate::said;

#[derive(Args)]
pub(crate) struct AccountCommand {
    /// Address of the network
    #[arg(long)]
    pub(super) network: String,
    /// Address of the practitioner whose account it is
    #[arg(long, value_name = "SLUG", conflicts_with = "business")]
    pub(super) practitioner: Option<String>,
    /// For a secretary: name of the business [default: the only one]
    #[arg(long)]
    pub(super) business: Option<String>,
    /// Name as shown [default: the practitioner's]
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Address used to sign in
    #[arg(long)]
    pub(super) email: String,
    /// Language of the console: fr or en
    #[arg(long, default_value = "fr")]
    pub(super) language: String,
    /// Read the password from standard input; without this one is made and printed once
    #[arg(long)]
    pub(super) password_stdin: bool,
}

#[derive(Args)]
pub(crate) struct ApiKeyCommand {
    /// Address of the network
    #[arg(long)]
    network: String,
    /// What the key is for
    #[arg(long)]
    name: String,
    /// What the key allows: `client` acts for clients and is bound by their limits, `staff` is not, `manage` changes hours and
    /// absences, `operator` runs the network. Can be given several times
    #[arg(long = "scope", value_name = "SCOPE", default_values = ["read", "client"], value_parser = ["read", "client", "staff", "manage", "operator"])]
    scopes: Vec<String>,
}

/// Makes an account, or replaces the name and password of the one with this address.
pub(super) async fn put(app: &App, command: &AccountCommand) -> Result<(), Fault> {
    let user = user(app, command).await?;
    let (password, is_new) = password(app, command.password_stdin)?;
    app.put_account(&user, &password).await?;
    said::line(&format!("account {} ({})", user.email, user.id));
    if is_new {
        said::line(&format!("password {password}"));
    }
    Ok(())
}

async fn user(app: &App, command: &AccountCommand) -> Result<User, Fault> {
    let snapshot = network(app, &command.network).await?;
    let whom = command
        .practitioner
        .as_deref()
        .map(|slug| practitioner(&snapshot, slug))
        .transpose()?;
    let business = match whom {
        Some(whom) => whom.business,
        None => business(&snapshot, command.business.as_deref())?.id,
    };
    let mut fields = Fields::default();
    let name = command
        .name
        .as_deref()
        .or(whom.map(|whom| whom.name.as_str()))
        .unwrap_or_default();
    let name = fields.name("name", name);
    let email = fields.email("email", &command.email).unwrap_or_default().to_lowercase();
    fields.finish()?;
    let network = snapshot.network().id;
    let known = app
        .store
        .account_by_email(&email)
        .await?
        .into_iter()
        .find(|account| account.user.network == network);
    let id = known.map_or_else(|| UserId(app.entropy.id(app.clock.now())), |account| account.user.id);
    let language = language(&command.language)?;
    Ok(User {
        id,
        network,
        business,
        practitioner: whom.map(|whom| whom.id),
        name,
        email,
        language,
    })
}

/// The password, and whether it was made here.
pub(super) fn password(app: &App, from_stdin: bool) -> Result<(String, bool), Fault> {
    if !from_stdin {
        let made: String = random_token(app.entropy.bytes::<32>()).chars().take(20).collect();
        return Ok((made, true));
    }
    let mut password = String::new();
    let read = std::io::stdin().take(4_096).read_to_string(&mut password);
    read.map_err(|error| Fault::told(format!("cannot read the password: {error}")))?;
    Ok((password.trim_end_matches(['\r', '\n']).to_owned(), false))
}

/// Makes a key and prints it once.
pub(super) async fn api_key(app: &App, command: &ApiKeyCommand) -> Result<(), Fault> {
    let snapshot = network(app, &command.network).await?;
    let mut fields = Fields::default();
    let name = fields.name("name", &command.name);
    fields.finish()?;
    let scopes: Vec<&str> = command.scopes.iter().map(String::as_str).collect();
    said::line(&app.new_api_key(snapshot.network().id, &name, &scopes).await?);
    Ok(())
}
