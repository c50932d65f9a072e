use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;

use super::*;

struct Said<'a> {
    file: &'a str,
    environment: &'a [(&'a str, &'a str)],
    flags: Flags,
}

fn load(folder: &Path, said: &Said<'_>) -> Result<Config, ConfigFault> {
    let path = folder.join("honore.toml");
    std::fs::write(&path, said.file).unwrap();
    let mut layers = Layers::default();
    layers.file(&path)?;
    layers.environment(
        said.environment
            .iter()
            .map(|(key, value)| (OsString::from(key), OsString::from(value))),
    )?;
    layers.flags(&said.flags)?;
    Config::from_layers(layers)
}

fn with_listen(listen: Option<&str>) -> Flags {
    Flags {
        listen: listen.map(str::to_owned),
        ..Flags::default()
    }
}

#[test]
fn flags_stand_above_the_environment_above_the_file_above_the_default() {
    let folder = tempfile::tempdir().unwrap();
    let (file, env, flag) = (
        "listen = \"127.0.0.1:1001\"",
        ("HONORE_LISTEN", "127.0.0.1:1002"),
        Some("127.0.0.1:1003"),
    );
    let in_file = folder.path().join("honore.toml").display().to_string();
    for (file, environment, flag, port, origin) in [
        ("", &[][..], None, 8080, "default"),
        (file, &[], None, 1001, in_file.as_str()),
        (file, &[env], None, 1002, "HONORE_LISTEN"),
        (file, &[env], flag, 1003, "--listen"),
        (file, &[], flag, 1003, "--listen"),
        ("", &[env], None, 1002, "HONORE_LISTEN"),
        ("", &[], flag, 1003, "--listen"),
    ] {
        let config = load(
            folder.path(),
            &Said {
                file,
                environment,
                flags: with_listen(flag),
            },
        )
        .unwrap();
        let found = config.found("listen").unwrap();
        assert_eq!((config.listen.port(), found.origin.to_string().as_str()), (port, origin));
    }
}

#[test]
fn what_cannot_be_used_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    for (file, environment, expected) in [
        (
            "databse = \"sqlite:a.db\"",
            &[][..],
            "there is no key `databse`; did you mean `database`?",
        ),
        ("secret_flie = \"a\"", &[], "did you mean `secret_file`?"),
        ("zzzzzzzzzz = \"a\"", &[], "there is no key `zzzzzzzzzz`"),
        (
            "",
            &[("HONORE_PUBLICURL", "https://a.example")],
            "HONORE_PUBLICURL: there is no key `publicurl`; did you mean `public_url`?",
        ),
        ("listen = 8080", &[], "`listen` must be a text in quotes, not integer"),
        ("listen = ", &[], "honore.toml: "),
        ("listen = \"everywhere\"", &[], "expected an address and a port"),
        (
            "database = \"mysql://a\"",
            &[],
            "expected sqlite:PATH or postgres://USER@HOST/NAME",
        ),
        ("database = \"sqlite::memory:\"", &[], "lives in a file"),
        ("public_url = \"rdv.example.org\"", &[], "expected http:// or https://"),
        ("public_url = \"https://example.org/rdv\"", &[], "without a path"),
        ("listen = \"0.0.0.0:80\"", &[], "public_url is not set"),
        ("smtp_url = \"mail.example.org\"", &[], "expected smtps://"),
        ("log_format = \"xml\"", &[], "expected `text` or `json`"),
        ("secret_file = \"absent\"", &[], "cannot read "),
        ("secret = \"a\"\nsecret_file = \"honore.toml\"", &[], "given twice"),
    ] {
        let fault = match load(
            folder.path(),
            &Said {
                file,
                environment,
                flags: Flags::default(),
            },
        ) {
            Err(fault) => fault.to_string(),
            Ok(_) => panic!("{file} {environment:?} was taken"),
        };
        assert!(fault.contains(expected), "{file} {environment:?}: {fault}");
    }
}

#[test]
fn other_variables_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let environment = &[("PATH", "/bin"), ("HONORE_TEST_ANYTHING", "1")];
    assert!(
        load(
            folder.path(),
            &Said {
                file: "",
                environment,
                flags: Flags::default()
            }
        )
        .is_ok()
    );
}

#[test]
fn a_secret_may_stand_in_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("key"), "0123456789012345678901234567890123456789\n").unwrap();
    let said = Said {
        file: "secret_file = \"key\"",
        environment: &[],
        flags: Flags::default(),
    };
    let config = load(folder.path(), &said).unwrap();
    assert_eq!(link_secret(&config).unwrap(), "0123456789012345678901234567890123456789");
    let short = Said {
        file: "secret = \"short\"",
        environment: &[],
        flags: Flags::default(),
    };
    let fault = link_secret(&load(folder.path(), &short).unwrap()).unwrap_err();
    assert!(fault.to_string().contains("32 characters"), "{fault}");
}

#[test]
fn a_higher_layer_replaces_the_file_of_a_secret_by_the_secret() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("key"), "a".repeat(40)).unwrap();
    let environment = &[("HONORE_SECRET", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")];
    let said = Said {
        file: "secret_file = \"key\"",
        environment,
        flags: Flags::default(),
    };
    assert_eq!(link_secret(&load(folder.path(), &said).unwrap()).unwrap(), "b".repeat(40));
}

#[test]
fn the_first_start_makes_a_secret_that_only_its_owner_reads() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("honore.db").display());
    let flags = Flags {
        database: Some(database),
        ..Flags::default()
    };
    let config = load(
        folder.path(),
        &Said {
            file: "",
            environment: &[],
            flags,
        },
    )
    .unwrap();
    let (first, second) = (link_secret(&config).unwrap(), link_secret(&config).unwrap());
    assert_eq!(first, second);
    assert_eq!(first.len(), 43);
    let mode = std::fs::metadata(folder.path().join("honore.secret"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn without_a_file_beside_it_a_secret_must_be_given() {
    let folder = tempfile::tempdir().unwrap();
    let flags = Flags {
        database: Some("postgres://honore@localhost/honore".into()),
        ..Flags::default()
    };
    let config = load(
        folder.path(),
        &Said {
            file: "",
            environment: &[],
            flags,
        },
    )
    .unwrap();
    assert!(link_secret(&config).unwrap_err().to_string().contains("every node"));
}

#[test]
fn the_file_of_a_database() {
    for (url, path) in [
        ("sqlite:honore.db", Some("honore.db")),
        ("sqlite://var/honore.db?mode=rwc", Some("var/honore.db")),
        ("sqlite:///srv/honore.db", Some("/srv/honore.db")),
        ("postgres://h/honore", None),
    ] {
        assert_eq!(sqlite_path(url).as_deref(), path.map(Path::new), "{url}");
    }
}
