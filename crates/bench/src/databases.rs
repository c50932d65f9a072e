//! The databases that are measured: filled once, copied for every run that writes.

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection};
use store::Store;
use testkit::postgres::Cluster;

use crate::town::Month;
use crate::{fill, town};

/// Counts pairs of appointments that take the same time of the same practitioner.
const OVERLAPS: &str = "SELECT COUNT(*) FROM appointment a JOIN appointment b ON b.network_id = a.network_id \
     AND b.practitioner_id = a.practitioner_id AND b.id > a.id AND b.busy_start < a.busy_end \
     AND b.busy_start > a.busy_start - 172800000000 AND b.busy_end > a.busy_start \
     WHERE a.state IN ('booked', 'fulfilled', 'no_show') AND b.state IN ('booked', 'fulfilled', 'no_show')";

/// Where the databases lie.
pub(crate) struct Databases<'a> {
    pub(crate) cluster: &'a Cluster,
    pub(crate) folder: &'a Path,
}

impl Databases<'_> {
    pub(crate) fn sqlite_path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.db"))
    }

    pub(crate) fn sqlite_url(&self, name: &str) -> String {
        format!("sqlite:{}", self.sqlite_path(name).display())
    }

    /// Makes and fills an SQLite database with the month and this many days of the past.
    pub(crate) async fn fill_sqlite(&self, name: &str, month: &Month, past_days: i64) -> Result<(), sqlx::Error> {
        self.build(&self.sqlite_url(name), month).await;
        let options = SqliteConnectOptions::new()
            .filename(self.sqlite_path(name))
            .pragma("cache_size", "-400000");
        let mut connection = options.connect().await?;
        fill::sqlite(&mut connection, month, past_days).await?;
        connection.close().await
    }

    /// The same in PostgreSQL.
    pub(crate) async fn fill_postgres(&self, name: &str, month: &Month, past_days: i64) -> Result<(), sqlx::Error> {
        self.make_postgres(name, "template0").await?;
        self.build(&self.cluster.url(name), month).await;
        let mut connection = PgConnection::connect(&self.cluster.url(name)).await?;
        fill::postgres(&mut connection, month, past_days).await?;
        connection.close().await
    }

    async fn build(&self, url: &str, month: &Month) {
        let store = Store::connect(url).await.expect("the database can be opened");
        store.migrate().await.expect("the migrations run");
        town::build(&store, month).await;
        store.close().await;
    }

    /// A fresh copy of a database that nobody has open.
    pub(crate) fn copy_sqlite(&self, from: &str, to: &str) {
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.sqlite_path(to).display()));
        }
        std::fs::copy(self.sqlite_path(from), self.sqlite_path(to)).expect("the database can be copied");
    }

    /// Makes a database anew, as a copy of `template`.
    pub(crate) async fn make_postgres(&self, name: &str, template: &str) -> Result<(), sqlx::Error> {
        self.drop_postgres(name).await?;
        self.administer(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await
    }

    pub(crate) async fn drop_postgres(&self, name: &str) -> Result<(), sqlx::Error> {
        self.administer(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
    }

    async fn administer(&self, statement: &str) -> Result<(), sqlx::Error> {
        let mut connection = PgConnection::connect(&self.cluster.url("postgres")).await?;
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await?;
        connection.close().await
    }

    pub(crate) async fn overlaps_in_sqlite(&self, name: &str) -> Result<i64, sqlx::Error> {
        let mut connection = SqliteConnection::connect(&self.sqlite_url(name)).await?;
        sqlx::query_scalar(OVERLAPS).fetch_one(&mut connection).await
    }

    pub(crate) async fn overlaps_in_postgres(&self, name: &str) -> Result<i64, sqlx::Error> {
        let mut connection = PgConnection::connect(&self.cluster.url(name)).await?;
        sqlx::query_scalar(OVERLAPS).fetch_one(&mut connection).await
    }
}
