//! Opening the database and bringing it up to date.

use clap::Args;
use store::Store;

use crate::config::{Config, sqlite_path};
use crate::fault::Fault;
use crate::said;
use crate::show::without_password;

#[derive(Args)]
pub(crate) struct MigrateCommand {
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// Applies what is pending, or says what would be applied.
pub(crate) async fn migrate(command: &MigrateCommand, config: &Config) -> Result<(), Fault> {
    let missing = sqlite_path(&config.database).filter(|path| !path.exists());
    if let Some(path) = missing.filter(|_| command.dry_run) {
        said::line(&format!(
            "{} does not exist: it would be made, with every migration",
            path.display()
        ));
        return Ok(());
    }
    let store = connect(config).await?;
    let pending = store.pending_migrations().await?;
    for name in &pending {
        said::line(&format!("{} {name}", if command.dry_run { "pending" } else { "applying" }));
    }
    if !command.dry_run {
        store.migrate().await?;
    }
    if pending.is_empty() {
        said::line("the database is up to date");
    }
    store.close().await;
    Ok(())
}

/// Opens the configured database.
pub(crate) async fn connect(config: &Config) -> Result<Store, Fault> {
    folder_exists(config)?;
    let opened = Store::connect(&config.database).await;
    opened
        .inspect_err(|_| said::aside(&format!("honore: cannot open {}", without_password(&config.database))))
        .map_err(Fault::from)
}

/// Says clearly that the folder of an SQLite database is missing, which SQLite itself does not.
pub(crate) fn folder_exists(config: &Config) -> Result<(), Fault> {
    let Some(path) = sqlite_path(&config.database) else {
        return Ok(());
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        None => Ok(()),
        Some(folder) => {
            let (folder, path) = (folder.display(), path.display());
            Err(Fault::told(format!(
                "the folder of the database does not exist: {folder} (wanted for {path})"
            )))
        }
    }
}

/// Opens the configured database, which must be up to date.
pub(crate) async fn connect_migrated(config: &Config) -> Result<Store, Fault> {
    let store = connect(config).await?;
    if store.is_migrated().await? {
        return Ok(store);
    }
    store.close().await;
    Err(Fault::told(
        "the database is not at this version: run `honore migrate` first (`--dry-run` says what it would do)",
    ))
}
