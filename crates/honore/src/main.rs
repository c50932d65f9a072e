//! `honore`: the command line of the server.

mod admin;
mod clock;
mod config;
mod demo;
mod fault;
mod import;
mod logging;
mod open;
mod said;
mod serve;
mod show;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use config::{Config, Flags};
use fault::Fault;

/// The server of a network of practitioners and their clients.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, propagate_version = true, max_term_width = 110)]
struct CommandLine {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server and the worker that sends messages
    Serve(serve::ServeCommand),
    /// Run four seeded networks with a clock you can move; nothing is sent to anybody
    Demo(demo::DemoCommand),
    /// Bring the database to this version
    Migrate(open::MigrateCommand),
    /// Set up networks, practitioners, services, accounts, and keys of programs
    #[command(subcommand)]
    Admin(Box<admin::AdminCommand>),
    /// Look at the configuration
    #[command(subcommand)]
    Config(show::ConfigCommand),
    /// Look at the simulated clock of a demo, or move it forward
    #[command(subcommand)]
    Clock(clock::ClockCommand),
    /// Move in from elsewhere: rehearsed unless `--apply` is given; nobody is sent a message
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Print the description of the API (OpenAPI, JSON)
    Openapi,
}

fn main() -> ExitCode {
    let line = CommandLine::parse();
    match run(line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            said::fault(&fault);
            ExitCode::FAILURE
        }
    }
}

fn run(line: CommandLine) -> Result<(), Fault> {
    if matches!(line.command, Command::Openapi) {
        return show::openapi();
    }
    let config = Config::load(&line.flags)?;
    logging::begin(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime
        .map_err(|error| Fault::told(format!("cannot start: {error}")))?
        .block_on(obey(line, config))
}

async fn obey(line: CommandLine, config: Config) -> Result<(), Fault> {
    match line.command {
        Command::Serve(command) => serve::serve(&command, &config).await,
        Command::Demo(command) => demo::demo(&command, &line.flags, config).await,
        Command::Migrate(command) => open::migrate(&command, &config).await,
        Command::Admin(command) => admin::administer(*command, &config).await,
        Command::Config(show::ConfigCommand::Check) => show::check(&config),
        Command::Clock(command) => clock::clock(&command, &config).await,
        Command::Import(command) => import::import(&command, &config).await,
        Command::Openapi => show::openapi(),
    }
}
