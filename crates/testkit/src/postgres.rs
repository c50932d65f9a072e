//! A real PostgreSQL cluster, started by the first test that asks and shared by all test processes of this checkout.
//!
//! The runner gives each test a process of its own, so the cluster cannot belong to one of them: it is started under a file lock,
//! outlives the tests, and is stopped and deleted by `scripts/postgres-stop.sh` at the end of `make test`.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::future::Future;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::python::workspace;

/// Whether a commit waits for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Nothing is flushed: quick, and right for tests, whose databases nobody misses.
    None,
    /// As in production: for measurements that are compared with other engines.
    Full,
}

/// A running PostgreSQL server that belongs to this checkout.
#[derive(Clone, Debug)]
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
}

/// One empty or migrated database of the shared cluster. It is dropped from the cluster when this value goes away.
#[derive(Debug)]
pub struct TestDatabase {
    /// `postgres://…`, accepted by sqlx and by libpq's programs. It leads to a Unix socket.
    pub url: String,
    name: String,
    cluster: Cluster,
}

/// Creates a new empty database in the shared cluster, which is started first if it does not run yet.
///
/// `label` only helps a reader of the server's log. Two calls never give the same database, in any process.
///
/// # Panics
/// When PostgreSQL is not installed or does not start; the message says what to do.
pub async fn fresh_database(label: &str) -> TestDatabase {
    let label = label.to_owned();
    in_background(move || Cluster::shared(Durability::None).create(&label, "template0")).await
}

/// As [`fresh_database`], but as a copy of a template that `prepare` fills once for all processes: run the migrations there.
///
/// `template` names what the template holds; put a fingerprint of the migrations into it, otherwise a stale template is copied.
/// `prepare` gets the URL of an empty database. Connections that it leaves open are cut.
///
/// # Panics
/// As [`fresh_database`], and when `prepare` panics.
pub async fn fresh_database_from<F, Fut>(label: &str, template: &str, prepare: F) -> TestDatabase
where
    F: FnOnce(String) -> Fut,
    Fut: Future<Output = ()>,
{
    let cluster = in_background(|| Cluster::shared(Durability::None)).await;
    let template = format!("template_{}", identifier(template));
    let guard = cluster.lock_template(&template).await;
    if !cluster.has_database(&template) {
        cluster.fill_template(&template, prepare).await;
    }
    drop(guard);
    let label = label.to_owned();
    in_background(move || cluster.create(&label, &template)).await
}

impl Drop for TestDatabase {
    /// A failure is ignored: the cluster is deleted as a whole at the end of the run, and a test must not fail for its broom.
    fn drop(&mut self) {
        let drop_it = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let _ = self.cluster.try_sql(&drop_it);
    }
}

impl Cluster {
    /// The cluster of this checkout with this durability; started now if it does not run.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start.
    pub fn shared(durability: Durability) -> Cluster {
        let cluster = Cluster {
            programs: programs(),
            folder: folder(durability),
        };
        if !cluster.answers() {
            let _guard = lock("cluster");
            if !cluster.answers() {
                cluster.start(durability);
            }
        }
        cluster
    }

    /// Where the programs of this PostgreSQL lie: `pgbench`, `psql`, `pg_dump`.
    pub fn programs(&self) -> &Path {
        &self.programs
    }

    /// The URL of a database of this cluster.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder.display())
    }

    fn create(&self, label: &str, template: &str) -> TestDatabase {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("t_{}_{}_{count}", identifier(label), std::process::id());
        // A killed process with the same number may have left one behind.
        self.sql(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        self.sql(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        TestDatabase {
            url: self.url(&name),
            name,
            cluster: self.clone(),
        }
    }

    async fn fill_template<F, Fut>(&self, template: &str, prepare: F)
    where
        F: FnOnce(String) -> Fut,
        Fut: Future<Output = ()>,
    {
        let draft = format!("draft_{template}");
        self.sql(&format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)"));
        self.sql(&format!("CREATE DATABASE {draft} TEMPLATE template0"));
        prepare(self.url(&draft)).await;
        self.sql(&format!("ALTER DATABASE {draft} ALLOW_CONNECTIONS false"));
        self.sql(&format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{draft}'"
        ));
        self.sql(&format!("ALTER DATABASE {draft} RENAME TO {template}"));
    }

    async fn lock_template(&self, template: &str) -> File {
        let name = template.to_owned();
        in_background(move || lock(&name)).await
    }

    fn has_database(&self, name: &str) -> bool {
        !self
            .sql(&format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"))
            .trim()
            .is_empty()
    }

    fn answers(&self) -> bool {
        UnixStream::connect(self.folder.join(".s.PGSQL.5432")).is_ok() && self.try_sql("SELECT 1").is_ok()
    }

    fn start(&self, durability: Durability) {
        leave_address(&self.folder, durability);
        if self.start_once(durability).is_ok() {
            return;
        }
        // Without flushing, a machine that stopped hard leaves a broken cluster behind. Nothing in it is worth keeping.
        let _ = fs::remove_dir_all(&self.folder);
        if let Err(why) = self.start_once(durability) {
            panic!("PostgreSQL in {} does not start: {why}", self.folder.display());
        }
    }

    fn start_once(&self, durability: Durability) -> Result<(), String> {
        let owner = Owner::of_cluster();
        owner
            .take_folder(&self.folder)
            .map_err(|why| format!("{}: {why}", self.folder.display()))?;
        let data = self.folder.join("data");
        if !data.join("PG_VERSION").exists() {
            let mut initdb = owner.command(&self.programs.join("initdb"), &self.folder);
            initdb.args([
                "--no-sync",
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ]);
            finish(initdb.arg("--pgdata").arg(&data))?;
            fs::write(data.join("postgresql.auto.conf"), settings(&self.folder, durability)).map_err(|why| why.to_string())?;
        }
        let mut start = owner.command(&self.programs.join("pg_ctl"), &self.folder);
        start.args(["start", "--wait", "--silent", "--timeout=60"]);
        start.arg("--log").arg(self.folder.join("log")).arg("--pgdata").arg(&data);
        finish(&mut start)
    }

    fn sql(&self, statement: &str) -> String {
        self.try_sql(statement)
            .unwrap_or_else(|why| panic!("PostgreSQL refused `{statement}`: {why}"))
    }

    fn try_sql(&self, statement: &str) -> Result<String, String> {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args([
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1",
        ]);
        psql.arg("--dbname").arg(self.url("postgres")).arg("--command").arg(statement);
        psql.env("PGOPTIONS", "-c client_min_messages=warning").stdin(Stdio::null());
        let output = psql.output().map_err(|why| why.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// The account that runs the server. PostgreSQL refuses to run as root, so root hands it to a lesser account.
struct Owner {
    ids: Option<(u32, u32)>,
}

impl Owner {
    fn of_cluster() -> Owner {
        let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let ids = (my_user_id() == 0).then(|| {
            account(&accounts, "postgres")
                .or_else(|| account(&accounts, "nobody"))
                .expect("root needs an account named postgres or nobody to run PostgreSQL")
        });
        Owner { ids }
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8")
            .current_dir(folder);
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        command
    }

    /// Makes the folder, reachable by its owner only, and refuses one that somebody else prepared.
    fn take_folder(&self, folder: &Path) -> io::Result<()> {
        let (user, group) = self.ids.unwrap_or((my_user_id(), my_group_id()));
        if !folder.exists() {
            fs::create_dir(folder)?;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
            chown(folder, Some(user), Some(group))?;
        }
        if fs::symlink_metadata(folder)?.uid() != user {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "this folder belongs to somebody else",
            ));
        }
        Ok(())
    }
}

fn account(accounts: &str, name: &str) -> Option<(u32, u32)> {
    let line = accounts.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

fn my_user_id() -> u32 {
    fs::metadata("/proc/self").map_or(0, |process| process.uid())
}

fn my_group_id() -> u32 {
    fs::metadata("/proc/self").map_or(0, |process| process.gid())
}

/// Debian keeps the server's programs outside the search path, one folder per version. The newest one is taken.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))));
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    newest
        .filter(|(_, folder)| folder.join("pg_ctl").exists())
        .max()
        .map(|(_, folder)| folder)
        .or_else(|| std::env::split_paths(&on_path).find(|folder| folder.join("pg_ctl").exists()))
        .expect("PostgreSQL is not installed: run `make setup` first")
}

/// The checkout may lie where the server's account cannot look, and a socket's path may not be long: hence the temporary folder.
fn folder(durability: Durability) -> PathBuf {
    let suffix = if durability == Durability::Full { "-durable" } else { "" };
    std::env::temp_dir().join(format!("honore-pg-{:016x}-{}{suffix}", checkout_number(), my_user_id()))
}

/// FNV-1a over the path of the checkout: two checkouts on one machine get two clusters.
fn checkout_number() -> u64 {
    let path = workspace().as_os_str().as_encoded_bytes();
    path.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn settings(folder: &Path, durability: Durability) -> String {
    let mut settings = format!("listen_addresses = ''\nunix_socket_directories = '{}'\n", folder.display());
    settings += "max_connections = 300\nshared_buffers = '128MB'\ntimezone = 'UTC'\nlog_line_prefix = '%m %d '\n";
    settings += "wal_level = minimal\nmax_wal_senders = 0\n";
    if durability == Durability::None {
        settings += "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";
    }
    settings
}

/// Tells `scripts/postgres-stop.sh` where the cluster is.
fn leave_address(folder: &Path, durability: Durability) {
    let note = notes().join(format!("cluster-{durability:?}"));
    fs::write(&note, folder.as_os_str().as_encoded_bytes()).expect("the target folder can be written");
}

fn notes() -> PathBuf {
    let notes = workspace().join("target/test-postgres");
    fs::create_dir_all(&notes).expect("the target folder can be written");
    notes
}

/// Waits until no other process does the same thing; the lock is let go when the file is dropped, or with the process.
fn lock(name: &str) -> File {
    let file = File::create(notes().join(format!("{name}.lock"))).expect("the target folder can be written");
    file.lock().expect("this file system has locks");
    file
}

/// A name that needs no quotes: small letters, digits and underscores, at most 40 of them.
fn identifier(label: &str) -> String {
    label.chars().take(40).fold(String::new(), |mut name, letter| {
        let fits = letter.is_ascii_alphanumeric();
        let _ = write!(name, "{}", if fits { letter.to_ascii_lowercase() } else { '_' });
        name
    })
}

fn finish(command: &mut Command) -> Result<(), String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|why| format!("{command:?}: {why}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{command:?}: {}", String::from_utf8_lossy(&said)))
}

async fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(value) => value,
        Err(failure) => std::panic::resume_unwind(failure.into_panic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_in(database: &TestDatabase, statement: &str) -> String {
        let psql = database.cluster.programs().join("psql");
        let output = Command::new(psql)
            .args(["-XqtA", "-d", &database.url, "-c", statement])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    #[tokio::test]
    async fn two_tests_get_two_databases_that_do_not_see_each_other() {
        let (one, other) = tokio::join!(fresh_database("same label"), fresh_database("same label"));
        run_in(&one, "CREATE TABLE only_here (id int)");
        assert_ne!(one.url, other.url);
        assert_eq!(
            run_in(&one, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"),
            "1"
        );
        assert_eq!(
            run_in(&other, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"),
            "0"
        );
    }

    #[tokio::test]
    async fn a_database_goes_away_with_its_value() {
        let database = fresh_database("short life").await;
        let (cluster, name) = (database.cluster.clone(), database.name.clone());
        assert!(cluster.has_database(&name));
        drop(database);
        assert!(!cluster.has_database(&name));
    }

    #[tokio::test]
    async fn a_template_is_filled_once_and_copied_to_each_test() {
        let template = format!("colours_{}", std::process::id());
        let fill = |url: String| async move {
            let psql = Cluster::shared(Durability::None).programs().join("psql");
            let made = Command::new(psql)
                .args(["-Xq", "-d", &url, "-c", "CREATE TABLE colour AS SELECT 'blue' AS name"])
                .status();
            assert!(made.unwrap().success());
        };
        let one = fresh_database_from("first", &template, fill).await;
        let other = fresh_database_from("second", &template, |_| async { panic!("the template is filled already") }).await;
        run_in(&one, "DELETE FROM colour");
        assert_eq!(run_in(&other, "SELECT name FROM colour"), "blue");
        one.cluster.sql(&format!("DROP DATABASE template_{}", identifier(&template)));
    }

    #[test]
    fn a_label_becomes_a_name_that_needs_no_quotes() {
        for (label, name) in [
            ("Réserver à 9 h", "r_server___9_h"),
            ("a; DROP", "a__drop"),
            (&"x".repeat(99), &"x".repeat(40)),
        ] {
            assert_eq!(identifier(label), name);
        }
    }
}
