//! Moving in from elsewhere. Nothing is written before `--apply`, and nobody is ever sent a message.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use actions::clock::Clock;
use actions::import::{CalendarImport, DateOrder, Format, ImportReport, NameMap, TableImport};
use actions::{App, Failure, Snapshot};
use clap::{Args, Subcommand, ValueEnum};
use domain::appointment::{Actor, Role};
use domain::people::Language;
use jiff::tz::TimeZone;

use crate::config::{Config, link_secret};
use crate::fault::Fault;
use crate::open::connect_migrated;
use crate::said;

#[derive(Subcommand)]
pub(crate) enum ImportCommand {
    /// Take over a calendar file (.ics): as busy time, or as appointments
    Ics(Box<IcsCommand>),
    /// Take over clients and appointments from a table (.csv) that Calendly or Acuity exported
    Csv(Box<CsvCommand>),
}

/// What both kinds of file need to know.
#[derive(Args)]
struct Common {
    /// The file
    file: PathBuf,
    /// Address of the network
    #[arg(long)]
    network: String,
    /// Do it; without this the import is only rehearsed
    #[arg(long)]
    apply: bool,
    /// Zone of times that name none, such as Europe/Paris [default: that of the place]
    #[arg(long, value_parser = zone)]
    zone: Option<TimeZone>,
    /// Place appointments over others, for this reason, which is recorded
    #[arg(long, value_name = "REASON")]
    force: Option<String>,
    /// Where to write what was not taken over, to be mended and imported again [default: FILE.errors.csv]
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Language of the report [default: that of the network]
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

#[derive(Args)]
pub(crate) struct IcsCommand {
    #[command(flatten)]
    common: Common,
    /// Address of the practitioner whose calendar it is
    #[arg(long)]
    practitioner: String,
    /// Name of this calendar; two calendars of one practitioner need two
    #[arg(long, default_value = "calendar")]
    source: String,
    /// What events become. With `appointments`, those with exactly one guest do, and the others become busy time
    #[arg(long = "as", value_enum, default_value = "busy")]
    becomes: Becomes,
    /// The service that appointments are for: its name
    #[arg(long, required_if_eq("becomes", "appointments"))]
    service: Option<String>,
    /// An address of the practitioner, who is no guest of the own calendar. Can be given several times
    #[arg(long = "own-address", value_name = "EMAIL")]
    own_addresses: Vec<String>,
}

#[derive(Args)]
pub(crate) struct CsvCommand {
    #[command(flatten)]
    common: Common,
    /// Whose table it is
    #[arg(long, value_enum)]
    format: Vendor,
    /// What a practitioner is called there, and the address of the practitioner here. Can be given several times
    #[arg(long = "practitioner-map", value_name = "THEIRS=OURS", value_parser = pair)]
    practitioners: Vec<(String, String)>,
    /// What a service is called there, and its name here. Can be given several times
    #[arg(long = "service-map", value_name = "THEIRS=OURS", value_parser = pair)]
    services: Vec<(String, String)>,
    /// Address of the practitioner to whom rows without a name belong
    #[arg(long)]
    practitioner: Option<String>,
    /// The order of dates such as 03/04/2026; without it they are not taken over
    #[arg(long, value_enum)]
    dates: Option<Dates>,
    /// Also take over what the practice wrote for itself. Clients can read it in the note of their appointment
    #[arg(long)]
    practice_notes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Becomes {
    /// Time that cannot be booked
    Busy,
    /// Appointments with clients
    Appointments,
}

#[derive(Clone, Copy, ValueEnum)]
enum Vendor {
    Calendly,
    Acuity,
}

#[derive(Clone, Copy, ValueEnum)]
enum Dates {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Fr,
    En,
}

/// More than any file that is read; what is longer is cut here and refused there.
const LARGEST: u64 = 65 << 20;

/// Imports, or rehearses an import.
pub(crate) async fn import(command: &ImportCommand, config: &Config) -> Result<(), Fault> {
    let common = command.common();
    let file = read(&common.file)?;
    let store = connect_migrated(config).await?;
    let clock = store.simulated_now().await?.map_or(Clock::System, Clock::simulated);
    // A rehearsal makes no personal link, so it needs no secret and makes none.
    let secret = if common.apply { link_secret(config)? } else { String::new() };
    let app = App::new(store.clone(), clock, secret.as_bytes(), "");
    let done = imported(&app, command, &file).await;
    store.close().await;
    let (report, language) = done?;
    for line in report.told(language) {
        said::line(&line);
    }
    errors(common, &report, language)
}

async fn imported(app: &App, command: &ImportCommand, file: &[u8]) -> Result<(ImportReport, Language), Fault> {
    let common = command.common();
    let snapshot = match app.network_by_slug(&common.network).await {
        Err(Failure::NotFound(_)) => return Err(unknown("network", "admin list")),
        found => found?,
    };
    let by = Actor {
        role: Role::Staff,
        id: "import".into(),
    };
    let report = match command {
        ImportCommand::Ics(command) => app.import_calendar(file, &command.wish(&snapshot), &by).await,
        ImportCommand::Csv(command) => app.import_table(file, &command.wish(&snapshot), &by).await,
    };
    let report = match report {
        Err(Failure::NotFound(what)) => return Err(unknown(what, "admin list")),
        report => report?,
    };
    let language = common.lang.map_or(snapshot.network().language, |lang| match lang {
        Lang::Fr => Language::Fr,
        Lang::En => Language::En,
    });
    Ok((report, language))
}

fn unknown(what: &str, shown_by: &str) -> Fault {
    Fault::told(format!("there is no such {what}; `{shown_by}` shows those there are"))
}

impl ImportCommand {
    fn common(&self) -> &Common {
        match self {
            ImportCommand::Ics(command) => &command.common,
            ImportCommand::Csv(command) => &command.common,
        }
    }
}

impl IcsCommand {
    fn wish(&self, snapshot: &Snapshot) -> CalendarImport {
        CalendarImport {
            network: snapshot.network().id,
            practitioner: self.practitioner.clone(),
            source: self.source.clone(),
            service: self.service.clone().filter(|_| self.becomes == Becomes::Appointments),
            own_addresses: self.own_addresses.clone(),
            zone: self.common.zone.clone(),
            force: self.common.force.clone(),
            apply: self.common.apply,
        }
    }
}

impl CsvCommand {
    fn wish(&self, snapshot: &Snapshot) -> TableImport {
        TableImport {
            network: snapshot.network().id,
            format: match self.format {
                Vendor::Calendly => Format::Calendly,
                Vendor::Acuity => Format::Acuity,
            },
            names: NameMap {
                practitioners: self.practitioners.clone(),
                services: self.services.clone(),
                practitioner: self.practitioner.clone(),
            },
            zone: self.common.zone.clone(),
            dates: self.dates.map(|dates| match dates {
                Dates::Dmy => DateOrder::DayFirst,
                Dates::Mdy => DateOrder::MonthFirst,
            }),
            practice_notes: self.practice_notes,
            force: self.common.force.clone(),
            apply: self.common.apply,
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
    opened.map_err(|error| Fault::told(format!("cannot read {}: {error}", path.display())))?;
    Ok(bytes)
}

/// Writes what was not taken over where only its owner reads it: these are people's names and addresses.
fn errors(common: &Common, report: &ImportReport, language: Language) -> Result<(), Fault> {
    let Some(text) = report.error_file(language) else {
        return Ok(());
    };
    let path = common.errors.clone().unwrap_or_else(|| beside(&common.file));
    let cannot = |error: std::io::Error| Fault::told(format!("cannot write {}: {error}", path.display()));
    if std::fs::canonicalize(&path).is_ok_and(|path| std::fs::canonicalize(&common.file).is_ok_and(|file| file == path)) {
        return Err(Fault::told("the errors would replace the file itself: give another --errors"));
    }
    let opened = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&path);
    opened.and_then(|mut file| file.write_all(text.as_bytes())).map_err(cannot)?;
    said::aside(&path.display().to_string());
    Ok(())
}

/// `agenda.csv` has its errors in `agenda.csv.errors.csv`.
fn beside(file: &Path) -> PathBuf {
    let mut name = OsString::from(file.as_os_str());
    name.push(".errors.csv");
    PathBuf::from(name)
}

fn zone(text: &str) -> Result<TimeZone, String> {
    TimeZone::get(text).map_err(|_| format!("there is no zone `{text}`; zones have names such as Europe/Paris"))
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (theirs, ours) = text.split_once('=').ok_or("write THEIRS=OURS")?;
    match (theirs.trim(), ours.trim()) {
        ("", _) | (_, "") => Err("write THEIRS=OURS".to_owned()),
        (theirs, ours) => Ok((theirs.to_owned(), ours.to_owned())),
    }
}
