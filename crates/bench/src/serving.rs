//! The server under measurement: `honore serve` in a process of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server. It is stopped when this value goes away.
pub(crate) struct Serving {
    child: Child,
    pub(crate) address: SocketAddr,
}

/// Memory of a process, in MiB.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    pub(crate) resident: f64,
    pub(crate) proportional: f64,
}

/// The binary that was built beside this one.
pub(crate) fn binary() -> PathBuf {
    let own = std::env::current_exe().expect("this program has a path");
    own.with_file_name("honore")
}

impl Serving {
    /// Starts the server on a migrated database and waits until it says where it listens.
    ///
    /// # Panics
    /// When it does not start; what it said is on standard error.
    pub(crate) fn start(database: &str, mail: SocketAddr, folder: &Path) -> Serving {
        let mut command = Command::new(binary());
        command.args(["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--database", database]);
        command
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| !name.to_string_lossy().starts_with("HONORE_")));
        command
            .env("HONORE_SMTP_URL", format!("smtp://{mail}"))
            .env("HONORE_MAIL_FROM", "rdv@example.org");
        command.env("HONORE_SECRET", "only-for-measuring-0123456789-0123456789");
        let mut child = command
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server was built beside this program");
        let said = BufReader::new(child.stdout.take().expect("its output is ours"))
            .lines()
            .map_while(Result::ok);
        let address = said
            .into_iter()
            .find_map(|line| line.split_once("http://").and_then(|(_, address)| address.parse().ok()));
        Serving {
            child,
            address: address.expect("the server says where it listens"),
        }
    }

    /// Memory as the kernel counts it.
    pub(crate) fn memory(&self) -> Memory {
        let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = rollup.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line.split_whitespace()
                .nth(1)
                .and_then(|kib| kib.parse::<f64>().ok())
                .unwrap_or(f64::NAN)
                / 1024.0
        };
        Memory {
            resident: of("Rss:"),
            proportional: of("Pss:"),
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
