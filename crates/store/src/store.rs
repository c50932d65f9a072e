//! Connecting, migrating, lending connections.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use tokio::sync::watch;

use crate::engine::{Conn, Engine, Lent, fetch_optional, statements};
use crate::terms::TermsCache;
use crate::tx::{Open, Tx};
use crate::writer::Writer;
use crate::{Statement, StoreError};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Connections to PostgreSQL when nobody says how many.
const DEFAULT_CONNECTIONS: u32 = 10;
/// SQLite's readers; they run beside the one writer.
const SQLITE_READERS: u32 = 4;
/// More than there are statements, so that each is prepared once per connection.
const STATEMENT_CACHE: usize = 256;

statements! {
    PING { "SELECT CAST(1 AS BIGINT)" }
    LAST_MIGRATION { "SELECT CAST(MAX(version) AS BIGINT) FROM _sqlx_migrations WHERE success" }
}

/// What is remembered. Cloning is cheap and gives the same store.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pools: Pools,
    pub(crate) terms: TermsCache,
    changes: watch::Sender<u64>,
}

enum Pools {
    Sqlite { writer: Writer, readers: SqlitePool },
    Postgres(PgPool),
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("engine", &self.engine())
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database that the URL names: `sqlite:PATH` (made if it is missing) or `postgres://…`.
    ///
    /// # Errors
    /// The scheme is another one, or the database cannot be reached.
    pub async fn connect(url: &str) -> Result<Store, StoreError> {
        Self::connect_sized(url, DEFAULT_CONNECTIONS).await
    }

    /// As [`Store::connect`], with this many connections to PostgreSQL. SQLite has one writer and a few readers whatever is asked.
    ///
    /// # Errors
    /// As [`Store::connect`].
    pub async fn connect_sized(url: &str, connections: u32) -> Result<Store, StoreError> {
        let pools = match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Pools::sqlite(url).await?,
            Some("postgres" | "postgresql") => Pools::postgres(url, connections).await?,
            _ => return Err(StoreError::told("a database URL begins with `sqlite:` or `postgres://`")),
        };
        let inner = Inner {
            pools,
            terms: TermsCache::default(),
            changes: watch::Sender::new(0),
        };
        Ok(Store { inner: Arc::new(inner) })
    }

    /// Brings the schema to this version; does nothing when it is there already. Several nodes may call it at the same time.
    ///
    /// # Errors
    /// A migration fails, or an applied one differs from the one in this binary.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.inner.pools {
            Pools::Sqlite { writer, .. } => {
                writer
                    .outside(async |connection| SQLITE_MIGRATIONS.run(connection).await)
                    .await?
            }
            Pools::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// A fingerprint of every migration of this binary, for copies that are made of an empty database.
    pub fn schema_fingerprint() -> String {
        let sums = SQLITE_MIGRATIONS.iter().chain(POSTGRES_MIGRATIONS.iter());
        let bytes: Vec<u8> = sums.flat_map(|migration| migration.checksum.iter().copied()).collect();
        crate::terms::fingerprint(bytes)[..16].to_owned()
    }

    /// Whether every migration of this binary is applied.
    ///
    /// # Errors
    /// The database cannot be reached. A database without any migration is not an error.
    pub async fn is_migrated(&self) -> Result<bool, StoreError> {
        self.ping().await?;
        let mut lent = self.reading().await?;
        let last = fetch_optional!(&mut lent.conn(), (Option<i64>,), LAST_MIGRATION);
        // The table of migrations is missing before the first one; the ping has shown that nothing else is wrong.
        let applied = last.ok().flatten().and_then(|row| row.0);
        let wanted = SQLITE_MIGRATIONS.iter().map(|migration| migration.version).max();
        Ok(applied >= wanted)
    }

    /// The migrations of this binary that are not applied yet, as `1 first`, in order.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        self.ping().await?;
        let mut lent = self.reading().await?;
        // As above, a database without the table of migrations has none applied.
        let last = fetch_optional!(&mut lent.conn(), (Option<i64>,), LAST_MIGRATION);
        let applied = last.ok().flatten().and_then(|row| row.0);
        let pending = SQLITE_MIGRATIONS.iter().filter(|migration| Some(migration.version) > applied);
        Ok(pending
            .map(|migration| format!("{} {}", migration.version, migration.description))
            .collect())
    }

    /// Which database stands behind this store.
    pub fn engine(&self) -> Engine {
        match self.inner.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), (i64,), PING).map(|_| ())
    }

    /// Begins a change. On SQLite this waits for the one writer; nothing but SQL may be awaited until the commit.
    /// Dropping the transaction without a commit undoes everything.
    ///
    /// # Errors
    /// No connection could be had in time.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let open = match &self.inner.pools {
            Pools::Sqlite { writer, .. } => Open::Sqlite(writer.turn().await?),
            Pools::Postgres(pool) => Open::Postgres(pool.begin().await?),
        };
        Ok(Tx::new(open, self.clone()))
    }

    /// Changes when a commit of this process has written messages, so that the worker wakes at once. The value only counts.
    pub fn subscribe_changes(&self) -> watch::Receiver<u64> {
        self.inner.changes.subscribe()
    }

    pub(crate) fn tell_of_messages(&self) {
        self.inner.changes.send_modify(|count| *count += 1);
    }

    /// Waits for running statements and closes every connection; on SQLite this also writes the log back into the file.
    pub async fn close(&self) {
        match &self.inner.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                // A failure leaves the log, which the next start reads.
                let _ = writer
                    .outside(async |c| sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(c).await)
                    .await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// A connection for questions.
    pub(crate) async fn reading(&self) -> Result<Lent, StoreError> {
        Ok(match &self.inner.pools {
            Pools::Sqlite { readers, .. } => Lent::Sqlite(readers.acquire().await?),
            Pools::Postgres(pool) => Lent::Postgres(pool.acquire().await?),
        })
    }

    /// Prepares every statement of the store on the live database, which proves that the schema has what they name.
    /// Gives the names of those that could not be prepared, each with the reason.
    ///
    /// # Errors
    /// No connection could be had.
    pub async fn unpreparable(&self) -> Result<Vec<(&'static str, String)>, StoreError> {
        use sqlx::Executor;
        use sqlx::SqlSafeStr;
        let mut lent = self.reading().await?;
        let mut faults = Vec::new();
        for statement in crate::every_statement() {
            let tried = match lent.conn() {
                Conn::Sqlite(c) => c.prepare(statement.sqlite.into_sql_str()).await.map(|_| ()),
                Conn::Postgres(c) => c.prepare(statement.postgres.into_sql_str()).await.map(|_| ()),
            };
            faults.extend(tried.err().map(|why| (statement.name, why.to_string())));
        }
        Ok(faults)
    }

    /// Every statement that this store runs.
    pub fn statements() -> Vec<Statement> {
        crate::every_statement()
    }
}

impl Pools {
    /// Synchronous FULL, because what was acknowledged survives power loss (I2); WAL, because readers go on beside the writer.
    async fn sqlite(url: &str) -> Result<Pools, StoreError> {
        let options = SqliteConnectOptions::from_str(url)?
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(STATEMENT_CACHE)
            // A month of busy time crosses from the engine's thread at one go.
            .row_buffer_size(512)
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-16000");
        let for_writer = options
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let writer = Writer::open(&for_writer).await?;
        let pool = SqlitePoolOptions::new()
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None);
        let readers = pool
            .max_connections(SQLITE_READERS)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Pools::Sqlite { writer, readers })
    }

    /// Compilation of plans to machine code is off: our statements touch few rows, and it can cost a hundred times their run.
    async fn postgres(url: &str, connections: u32) -> Result<Pools, StoreError> {
        let options = PgConnectOptions::from_str(url)?
            .statement_cache_capacity(STATEMENT_CACHE)
            .options([("jit", "off"), ("default_transaction_isolation", "read committed")]);
        // A test before each use would cost a round trip; a connection that died shows itself at its first statement.
        let pool = PgPoolOptions::new().max_connections(connections).test_before_acquire(false);
        Ok(Pools::Postgres(pool.connect_with(options).await?))
    }
}
