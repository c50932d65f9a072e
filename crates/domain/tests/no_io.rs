//! The domain decides and does nothing else: it reaches no crate, and no part of the standard library, that talks to the world.

#![allow(
    clippy::unwrap_used,
    reason = "what tests are built from may stop at the first surprise too"
)]

use std::path::Path;
use std::process::Command;

/// Crates that read a clock or randomness, open a file or a socket, or run things at the same time.
const IO: [&str; 33] = [
    "tokio",
    "async-std",
    "smol",
    "mio",
    "socket2",
    "sqlx",
    "sqlx-core",
    "libsqlite3-sys",
    "rusqlite",
    "postgres",
    "diesel",
    "reqwest",
    "hyper",
    "axum",
    "tower",
    "tower-http",
    "lettre",
    "rand",
    "rand_core",
    "getrandom",
    "fastrand",
    "rustls",
    "native-tls",
    "openssl",
    "ureq",
    "curl",
    "tempfile",
    "chrono",
    "rayon",
    "crossbeam-channel",
    "tracing",
    "log",
    "metrics",
];

/// Parts of the standard library that do the same.
const IO_OF_STD: [&str; 8] = [
    "std::net",
    "std::fs",
    "std::process",
    "std::env",
    "std::thread",
    "std::io",
    "SystemTime",
    "std::time::Instant",
];

#[test]
fn the_domain_reaches_no_io_crate() {
    let reached = crates_reached_by("domain");
    assert!(
        reached.iter().any(|name| name == "jiff"),
        "the tree was not read: {reached:?}"
    );
    assert_eq!(io_among(&reached), Vec::<&str>::new());
}

#[test]
fn the_same_question_finds_the_io_of_the_store() {
    assert!(io_among(&crates_reached_by("store")).contains(&"sqlx"));
}

#[test]
fn the_domain_uses_no_io_of_the_standard_library() {
    let mut sources = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    assert!(sources.len() > 5, "the sources were not found");
    for (path, text) in sources {
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<String>();
        let found: Vec<&str> = IO_OF_STD.into_iter().filter(|io| code.contains(io)).collect();
        assert!(found.is_empty(), "{path} uses {found:?}");
    }
}

/// Every crate that a normal build of `package` alone links, on any platform. `cargo tree` and not `cargo metadata`, because the latter
/// adds the features that other members of the workspace ask for.
fn crates_reached_by(package: &str) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = [
        "tree",
        "--offline",
        "--package",
        package,
        "--edges",
        "normal",
        "--target",
        "all",
        "--prefix",
        "none",
    ];
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    tree.lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

fn io_among(crates: &[String]) -> Vec<&'static str> {
    IO.into_iter().filter(|io| crates.iter().any(|name| name == io)).collect()
}

fn collect(folder: &Path, sources: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}
