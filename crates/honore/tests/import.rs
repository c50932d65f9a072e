//! The import commands as they are run: rehearsed, applied, applied again, and what they leave behind.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

const CALENDLY: &[u8] = include_bytes!("../../actions/tests/import/calendly.csv");
const AGENDA: &[u8] = include_bytes!("../../actions/tests/import/agenda.ics");

fn honore(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_honore"))
        .current_dir(folder)
        .env_clear()
        .args(args)
        .output()
        .unwrap()
}

fn done(folder: &Path, args: &[&str]) -> String {
    let output = honore(folder, args);
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn refused(folder: &Path, args: &[&str]) -> String {
    let output = honore(folder, args);
    assert!(
        !output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stdout)
    );
    String::from_utf8(output.stderr).unwrap()
}

/// A migrated database with one network, one practitioner and one service.
fn practice() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    done(path, &["migrate"]);
    done(
        path,
        &["admin", "network", "--name", "Les Thérapeutes", "--preset", "therapists"],
    );
    let claire = [
        "--network",
        "les-therapeutes",
        "--name",
        "Claire Lenoir",
        "--email",
        "claire@lilas.example",
    ];
    done(path, &[&["admin", "practitioner"][..], &claire].concat());
    let service = ["--name", "Shiatsu", "--minutes", "60", "--price", "60"];
    done(
        path,
        &[&["admin", "service", "--network", "les-therapeutes"][..], &service].concat(),
    );
    std::fs::write(path.join("calendly.csv"), CALENDLY).unwrap();
    std::fs::write(path.join("agenda.ics"), AGENDA).unwrap();
    folder
}

#[test]
fn a_table_is_rehearsed_then_taken_over_once() {
    let folder = practice();
    let folder = folder.path();
    let line = [
        "import",
        "csv",
        "calendly.csv",
        "--format",
        "calendly",
        "--network",
        "les-therapeutes",
    ];
    let with = |more: &[&'static str]| [&line[..], more].concat();
    let mapped = &["--service-map", "Shiatsu assis=Shiatsu", "--lang", "en"][..];
    let rehearsed = done(folder, &with(mapped));
    assert!(rehearsed.contains("Nothing has been written yet"), "{rehearsed}");
    assert!(
        rehearsed.contains("Line 14: Nobody here is called “Somebody Else”."),
        "{rehearsed}"
    );
    assert!(!folder.join("honore.secret").exists(), "a rehearsal makes no secret");
    let errors = folder.join("calendly.csv.errors.csv");
    assert_eq!(std::fs::metadata(&errors).unwrap().permissions().mode() & 0o777, 0o600);
    let applied = done(folder, &with(&[mapped, &["--apply"]].concat()));
    assert!(applied.contains("Done: "), "{applied}");
    let again = done(folder, &with(&["--service-map", "Shiatsu assis=Shiatsu", "--apply"]));
    // The network speaks French.
    assert!(again.contains("0 repris"), "{again}");
}

#[test]
fn a_calendar_is_rehearsed_then_taken_over_once() {
    let folder = practice();
    let folder = folder.path();
    let line = [
        "import",
        "ics",
        "agenda.ics",
        "--network",
        "les-therapeutes",
        "--practitioner",
        "claire-lenoir",
        "--lang",
        "en",
    ];
    let with = |more: &[&'static str]| [&line[..], more].concat();
    assert!(done(folder, &with(&[])).contains("Nothing has been written yet"));
    let appointments = ["--as", "appointments", "--service", "Shiatsu", "--apply"];
    assert!(done(folder, &with(&appointments)).contains("Line 54: This event was not understood"));
    assert!(done(folder, &with(&appointments)).contains("Done: 0 taken over"));
}

#[test]
fn what_is_wrong_with_the_command_is_said() {
    let folder = practice();
    let folder = folder.path();
    let csv = ["import", "csv", "calendly.csv", "--format", "calendly"];
    let ics = [
        "import",
        "ics",
        "agenda.ics",
        "--network",
        "les-therapeutes",
        "--practitioner",
    ];
    for (line, more, expected) in [
        (&csv[..], &["--network", "nowhere"][..], "no such network"),
        (
            &csv,
            &["--network", "les-therapeutes", "--service-map", "Reiki"],
            "THEIRS=OURS",
        ),
        (
            &csv,
            &["--network", "les-therapeutes", "--service-map", "Reiki=Reiki"],
            "no such service",
        ),
        (&csv, &["--network", "les-therapeutes", "--zone", "Mars/Olympus"], "no zone"),
        (
            &csv,
            &["--network", "les-therapeutes", "--errors", "calendly.csv"],
            "replace the file itself",
        ),
        (&ics, &["nobody"], "no such practitioner"),
        (&ics, &["claire-lenoir", "--as", "appointments"], "--service"),
        (
            &["import", "csv", "absent.csv", "--format", "acuity"],
            &["--network", "les-therapeutes"],
            "cannot read absent.csv",
        ),
    ] {
        let fault = refused(folder, &[line, more].concat());
        assert!(fault.contains(expected), "{more:?}: {fault}");
    }
    assert_eq!(std::fs::read(folder.join("calendly.csv")).unwrap(), CALENDLY);
}
