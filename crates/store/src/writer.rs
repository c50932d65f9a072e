//! SQLite's one writer. Transactions take turns on its connection, and those that came while others ran share one commit to the disk:
//! each is a savepoint of one outer transaction, and is acknowledged only when the outer one is committed (I2).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::StoreError;

/// The outcome of a commit that several wait for.
type Shared = Result<(), Arc<sqlx::Error>>;

/// The writer. The lock is fair: whoever asked first is next.
#[derive(Clone)]
pub(crate) struct Writer {
    desk: Arc<Mutex<Desk>>,
    /// How many wait for a turn. Only a hint: whether a commit may be made at once, or is better left to the last of those who wait.
    queue: Arc<AtomicUsize>,
}

struct Desk {
    connection: SqliteConnection,
    /// The outer transaction was begun.
    is_open: bool,
    /// A savepoint was set and neither released nor undone.
    is_in_turn: bool,
    /// Released savepoints whose owners wait for the outer commit.
    uncommitted: Vec<oneshot::Sender<Shared>>,
}

/// One transaction's turn on the writer. Dropped without a commit, it undoes what was done in it.
pub(crate) struct Turn {
    desk: Option<OwnedMutexGuard<Desk>>,
    writer: Writer,
}

impl Writer {
    pub(crate) async fn open(options: &SqliteConnectOptions) -> Result<Writer, StoreError> {
        let connection = options.connect().await?;
        let desk = Desk {
            connection,
            is_open: false,
            is_in_turn: false,
            uncommitted: Vec::new(),
        };
        Ok(Writer {
            desk: Arc::new(Mutex::new(desk)),
            queue: Arc::default(),
        })
    }

    /// Waits for a turn and begins a transaction.
    pub(crate) async fn turn(&self) -> Result<Turn, StoreError> {
        let queued = Queued::behind(&self.queue);
        let desk = self.desk.clone().lock_owned().await;
        drop(queued);
        // From here on the turn is dropped properly, should its owner go away in the middle of a statement.
        let mut turn = Turn {
            desk: Some(desk),
            writer: self.clone(),
        };
        turn.desk().begin().await?;
        Ok(turn)
    }

    /// Lends the connection outside any transaction, for migrations.
    pub(crate) async fn outside<T>(&self, work: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        let mut desk = self.desk.lock().await;
        desk.undo_turn().await;
        desk.settle().await;
        work(&mut desk.connection).await
    }
}

/// One more in the queue, until it is dropped.
struct Queued<'q>(&'q AtomicUsize);

impl<'q> Queued<'q> {
    fn behind(queue: &'q AtomicUsize) -> Self {
        queue.fetch_add(1, Ordering::Relaxed);
        Queued(queue)
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Turn {
    fn desk(&mut self) -> &mut Desk {
        self.desk.as_mut().expect("the desk is given back only when the turn ends")
    }

    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.desk().connection
    }

    /// Ends the turn and returns when the work is on the disk. It goes on in a task of its own, so that others who share the commit get
    /// theirs even if this caller goes away.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        let desk = self.desk.take().expect("the desk is given back only when the turn ends");
        let finishing = tokio::spawn(commit(self.writer.clone(), desk));
        finishing
            .await
            .map_err(|_| StoreError::told("the program ended during a commit"))?
            .map_err(StoreError::shared)
    }

    /// Ends the turn and undoes its work.
    pub(crate) async fn rollback(mut self) {
        let mut desk = self.desk.take().expect("the desk is given back only when the turn ends");
        let undoing = tokio::spawn(async move { desk.leave().await });
        // A task fails only when the program ends, and then nothing was written.
        let _ = undoing.await;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut desk) = self.desk.take() else { return };
        // Without a runtime, whoever takes the next turn does it.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { desk.leave().await });
        }
    }
}

async fn commit(writer: Writer, mut desk: OwnedMutexGuard<Desk>) -> Shared {
    if let Err(why) = desk.release_turn().await {
        desk.leave().await;
        return Err(Arc::new(why));
    }
    let (tell, mut told) = oneshot::channel();
    desk.uncommitted.push(tell);
    if writer.queue.load(Ordering::Relaxed) == 0 {
        desk.settle().await;
    }
    drop(desk);
    // Those who waited already come first. Then this one commits for all, unless another one has.
    tokio::select! {
        biased;
        outcome = &mut told => outcome.unwrap_or_else(|_| Err(Arc::new(sqlx::Error::WorkerCrashed))),
        mut desk = writer.desk.lock() => {
            desk.undo_turn().await;
            desk.settle().await;
            told.await.unwrap_or_else(|_| Err(Arc::new(sqlx::Error::WorkerCrashed)))
        }
    }
}

impl Desk {
    async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(sql).execute(&mut self.connection).await.map(|_| ())
    }

    /// The marks are set before the statements run: a caller who goes away meanwhile leaves more to undo, never less.
    async fn begin(&mut self) -> Result<(), sqlx::Error> {
        self.undo_turn().await;
        let was_open = std::mem::replace(&mut self.is_open, true);
        self.is_in_turn = true;
        self.run(if was_open {
            "SAVEPOINT turn"
        } else {
            "BEGIN IMMEDIATE; SAVEPOINT turn"
        })
        .await
    }

    async fn release_turn(&mut self) -> Result<(), sqlx::Error> {
        self.run("RELEASE turn").await?;
        self.is_in_turn = false;
        Ok(())
    }

    /// Gives the desk back after a turn whose work is not wanted.
    async fn leave(&mut self) {
        self.undo_turn().await;
        if self.uncommitted.is_empty() {
            self.settle().await;
        }
    }

    /// Undoes a turn that was not released. Some failures, such as a full disk, make SQLite undo the outer transaction as a whole; then
    /// the savepoint is gone, and the commit finds no transaction and says so to all who wait.
    async fn undo_turn(&mut self) {
        if !std::mem::take(&mut self.is_in_turn) {
            return;
        }
        match self.run("ROLLBACK TO turn; RELEASE turn").await {
            Ok(()) => {}
            Err(sqlx::Error::Database(why)) if why.message().contains("no such savepoint") => self.settle().await,
            Err(why) => self.fail(why).await,
        }
    }

    /// Commits the outer transaction and tells everybody in it.
    async fn settle(&mut self) {
        if !std::mem::take(&mut self.is_open) {
            return;
        }
        match self.run("COMMIT").await {
            Ok(()) => self.tell(Ok(())),
            Err(why) => self.fail(why).await,
        }
    }

    async fn fail(&mut self, why: sqlx::Error) {
        self.is_open = false;
        // It fails when SQLite has done it already.
        let _ = self.run("ROLLBACK").await;
        self.tell(Err(Arc::new(why)));
    }

    fn tell(&mut self, outcome: Shared) {
        for waiting in self.uncommitted.drain(..) {
            // Somebody who no longer waits does not need to know.
            let _ = waiting.send(outcome.clone());
        }
    }
}
