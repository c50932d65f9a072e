//! The program as it is run: what it prints, what it refuses, how it stops.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

fn honore(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_honore"));
    command.current_dir(folder).env_clear();
    command
}

fn run(folder: &Path, line: &str) -> Output {
    honore(folder).args(line.split(' ')).output().unwrap()
}

fn done(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    assert!(
        !output.status.success(),
        "{line}: {}",
        String::from_utf8_lossy(&output.stdout)
    );
    String::from_utf8(output.stderr).unwrap()
}

/// A started server with the address it printed.
fn served(mut command: Command) -> (Child, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().rsplit_once(' ').map(|(_, url)| url.to_owned());
    (child, url.unwrap_or_default())
}

fn ask_to_stop(child: &Child) {
    let sent = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
}

#[test]
fn what_is_missing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (line, expected) in [
        ("serve", "smtp_url is not set"),
        ("serve --smtp-url-file absent", "cannot read absent"),
        (
            "migrate --database sqlite:nowhere/honore.db",
            "the folder of the database does not exist: nowhere",
        ),
        ("clock advance 1d", "run `honore migrate` first"),
        ("admin list", "run `honore migrate` first"),
        ("serve --listen nowhere", "expected an address and a port"),
        ("config check --config absent.toml", "cannot read absent.toml"),
    ] {
        let fault = refused(folder, line);
        assert!(fault.contains(expected), "{line}: {fault}");
    }
}

#[test]
fn a_dry_run_changes_nothing_and_a_second_migration_neither() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(done(folder, "migrate --dry-run").contains("does not exist"));
    assert!(!folder.join("honore.db").exists());
    assert!(done(folder, "migrate").contains("applying 1 first"));
    assert!(done(folder, "migrate").contains("up to date"));
    assert!(done(folder, "migrate --dry-run").contains("up to date"));
}

#[test]
fn config_check_masks_secrets_and_names_origins() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("honore.toml"),
        "smtp_url = \"smtps://rdv:s3cret@mail.example.org\"\n",
    )
    .unwrap();
    let shown = honore(folder.path())
        .args(["config", "check", "--listen", "127.0.0.1:9000"])
        .env("HONORE_SECRET", "0123456789012345678901234567890123456789")
        .output()
        .unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    for expected in [
        "smtps://rdv:********@mail.example.org",
        "honore.toml",
        "HONORE_SECRET",
        "--listen",
        "sqlite:honore.db",
        "default",
    ] {
        assert!(shown.contains(expected), "{expected} in\n{shown}");
    }
    assert!(!shown.contains("s3cret") && !shown.contains("0123456789"), "{shown}");
}

#[test]
fn the_api_describes_itself() {
    let folder = tempfile::tempdir().unwrap();
    let described: serde_json::Value = serde_json::from_str(&done(folder.path(), "openapi")).unwrap();
    assert!(described["openapi"].as_str().unwrap().starts_with("3."));
}

#[tokio::test]
async fn a_first_network_is_set_up_served_and_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    done(folder, "migrate");
    let mut create = honore(folder)
        .args([
            "admin",
            "create",
            "--network",
            "Les Thérapeutes",
            "--preset",
            "therapists",
            "--practitioner",
            "Zoé Müller",
        ])
        .args([
            "--email",
            "Zoe@example.org",
            "--service",
            "Séance",
            "--minutes",
            "60",
            "--price",
            "65",
            "--password-stdin",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    create.stdin.take().unwrap().write_all(b"a long enough password\n").unwrap();
    assert!(create.wait_with_output().unwrap().status.success());
    let listed = done(folder, "admin list");
    assert!(
        listed.contains("network les-therapeutes") && listed.contains("practitioner zoe-muller: Zoé Müller (Séance)"),
        "{listed}"
    );
    assert!(refused(folder, "clock advance 1d").contains("no simulated clock"));
    assert!(refused(folder, "admin network --name X --preset spa").contains("there is no preset `spa`"));
    assert!(done(folder, "admin api-key --network les-therapeutes --name site").starts_with("hk_"));
    let operator = done(
        folder,
        "admin operator add --network les-therapeutes --name Hélène --email Helene@therapeutes.example",
    );
    assert!(
        operator.starts_with("operator helene@therapeutes.example (opr_") && operator.contains("password "),
        "{operator}"
    );
    assert!(
        refused(folder, "admin operator add --network nulle-part --name H --email h@x.example")
            .contains("no network `nulle-part`")
    );

    let mut serve = honore(folder);
    serve
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("HONORE_SMTP_URL", "none");
    let (mut child, url) = served(serve);
    for (path, expected) in [
        ("/healthz", 200),
        ("/readyz", 200),
        ("/metrics", 200),
        ("/les-therapeutes/zoe-muller", 200),
        ("/demo", 404),
    ] {
        let answer = reqwest::get(format!("{url}{path}")).await.unwrap();
        assert_eq!(answer.status(), expected, "{path}");
    }
    ask_to_stop(&child);
    assert!(child.wait().unwrap().success());
    assert!(reqwest::get(format!("{url}/healthz")).await.is_err());
}

#[tokio::test]
async fn a_demo_is_seeded_once_moved_from_outside_and_never_served_as_real() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let start = || {
        let mut demo = honore(folder);
        demo.args(["demo", "--listen", "127.0.0.1:0"]);
        served(demo)
    };
    let (mut child, url) = start();
    let hub = reqwest::get(format!("{url}demo")).await.unwrap();
    assert_eq!(hub.status(), 200);
    let database = "--database sqlite:var/demo/demo.db";
    assert!(done(folder, &format!("clock advance 1d 2h {database}")).contains("2027-03-03T12:00:00+01:00[Europe/Paris]"));
    assert!(refused(folder, &format!("clock advance 2027-03-01T12:00 {database}")).contains("only moves forward"));
    ask_to_stop(&child);
    assert!(child.wait().unwrap().success());
    let (mut child, _) = start();
    assert!(
        done(folder, &format!("clock show {database}")).contains("2027-03-03T12:00"),
        "the clock stands where it stood"
    );
    ask_to_stop(&child);
    child.wait().unwrap();
    let fault = honore(folder)
        .args(["serve", "--database", "sqlite:var/demo/demo.db"])
        .env("HONORE_SMTP_URL", "none")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&fault.stderr).contains("carries a simulated clock"));
}

#[test]
fn a_real_network_is_never_seeded_nor_forgotten_by_the_demo() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    done(folder, "migrate");
    done(folder, "admin network --name Réseau");
    for line in [
        "demo --listen 127.0.0.1:0 --database sqlite:honore.db",
        "demo --reset --listen 127.0.0.1:0 --database sqlite:honore.db",
    ] {
        assert!(refused(folder, line).contains("it is no demo"), "{line}");
    }
    assert!(done(folder, "admin list").contains("network reseau"));
}
