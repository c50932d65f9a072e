//! Moving in from elsewhere, on both databases: rehearsed first, taken over once, told to nobody.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

use actions::import::{CalendarImport, Counts, DateOrder, Format, ImportReport, NameMap, RowReport, TableImport, Verdict, Why};
use actions::{Failure, SlotQuery};
use domain::appointment::{Actor, Appointment, Because, ChangeKind, Side, State};
use domain::people::Language;
use gateways::calendar::{Invitation, Method, Party};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use testkit::world::{Engine, START, World, at, staff};

const CALENDLY: &[u8] = include_bytes!("import/calendly.csv");
const ACUITY: &[u8] = include_bytes!("import/acuity.csv");
const AGENDA: &[u8] = include_bytes!("import/agenda.ics");

/// Runs the same test on both databases.
macro_rules! on_both {
    ($($(#[$doc:meta])* $name:ident => $test:ident;)*) => {
        mod sqlite {
            $( $(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$test(testkit::world::Engine::Sqlite).await; } )*
        }
        mod postgres {
            $( $(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$test(testkit::world::Engine::Postgres).await; } )*
        }
    };
}

on_both! {
    a_rehearsal_writes_nothing => rehearsal;
    a_second_import_creates_nothing => twice;
    what_became_of_an_appointment_is_kept => states;
    nobody_is_told => silence;
    r17_taken_time_is_a_conflict_unless_forced => conflicts;
    r17_an_import_and_a_booking_cannot_both_have_a_slot => race;
    every_fault_of_a_row_is_told_with_its_line => malformed;
    what_was_mended_is_taken_over => mended;
    windows_1252_semicolons_and_other_names => acuity;
    t13_busy_time_and_whole_days => busy_time;
    events_with_one_guest_become_appointments => guests;
    t21_our_own_files_come_back => own_files;
    many_rows_in_many_transactions => many_rows;
}

fn calendly(world: &World, apply: bool) -> TableImport {
    TableImport {
        network: world.network,
        format: Format::Calendly,
        names: NameMap::default(),
        zone: None,
        dates: None,
        practice_notes: false,
        force: None,
        apply,
    }
}

fn agenda(world: &World, service: Option<&str>, apply: bool) -> CalendarImport {
    CalendarImport {
        network: world.network,
        practitioner: "claire-lenoir".into(),
        source: "agenda".into(),
        service: service.map(Into::into),
        own_addresses: Vec::new(),
        zone: None,
        force: None,
        apply,
    }
}

async fn table(world: &World, file: &[u8], wish: &TableImport) -> ImportReport {
    world.app.import_table(file, wish, &staff()).await.unwrap()
}

async fn calendar(world: &World, file: &[u8], wish: &CalendarImport) -> ImportReport {
    world.app.import_calendar(file, wish, &staff()).await.unwrap()
}

fn counts(create: usize, skip: usize, conflict: usize, malformed: usize) -> Counts {
    Counts {
        create,
        update: 0,
        skip,
        conflict,
        malformed,
    }
}

/// Everything there is, by start.
async fn appointments(world: &World) -> Vec<Appointment> {
    let filter = store::AppointmentFilter::default();
    let page = world
        .app
        .store
        .appointments_page(world.network, None, 2_000, &filter)
        .await
        .unwrap();
    page.into_iter().map(|stored| stored.appointment).collect()
}

async fn revision(world: &World) -> i64 {
    world
        .app
        .store
        .revisions(world.network, world.practitioner)
        .await
        .unwrap()
        .unwrap()
        .agenda
}

async fn rehearsal(engine: Engine) {
    let world = World::new(engine).await;
    let before = revision(&world).await;
    let report = table(&world, CALENDLY, &calendly(&world, false)).await;
    assert_eq!(report.counts(), counts(5, 1, 1, 4), "{:#?}", report.rows);
    let report = calendar(&world, AGENDA, &agenda(&world, Some("Shiatsu"), false)).await;
    assert_eq!(report.counts(), counts(7, 2, 0, 1), "{:#?}", report.rows);
    assert!(appointments(&world).await.is_empty());
    let blocks = world
        .app
        .store
        .busy_blocks(world.network, world.practitioner, "agenda")
        .await
        .unwrap();
    assert_eq!(
        (blocks.len(), revision(&world).await),
        (0, before),
        "not even the agenda's number moved"
    );
}

async fn twice(engine: Engine) {
    let world = World::new(engine).await;
    let rehearsed = table(&world, CALENDLY, &calendly(&world, false)).await;
    let applied = table(&world, CALENDLY, &calendly(&world, true)).await;
    assert_eq!(rehearsed.rows, applied.rows, "the rehearsal foretold everything");
    assert_eq!(appointments(&world).await.len(), 5);
    let again = table(&world, CALENDLY, &calendly(&world, true)).await;
    assert_eq!(again.counts(), counts(0, 6, 1, 4));
    assert_eq!(
        table(&world, CALENDLY, &calendly(&world, false)).await.counts(),
        again.counts()
    );
    assert_eq!(appointments(&world).await.len(), 5);
    let other = world.another_network("autre").await;
    let elsewhere = table(
        &world,
        CALENDLY,
        &TableImport {
            network: other.network,
            ..calendly(&world, true)
        },
    )
    .await;
    assert_eq!(elsewhere.counts().create, 5, "another network knows nothing of it (I7)");
}

async fn states(engine: Engine) {
    let world = World::new(engine).await;
    table(&world, CALENDLY, &calendly(&world, true)).await;
    let all = appointments(&world).await;
    let told: Vec<_> = all
        .iter()
        .map(|a| (a.when.start.to_string(), a.state.code(), a.service == world.service))
        .collect();
    let expected = [
        ("2026-01-13T13:30:00Z", "fulfilled", true),
        ("2026-01-20T08:00:00Z", "no_show", false),
        ("2026-03-03T13:30:00Z", "booked", true),
        ("2026-03-03T13:30:00Z", "cancelled", true),
        ("2026-03-04T08:00:00Z", "booked", true),
    ];
    let mut told: Vec<_> = told
        .iter()
        .map(|(start, state, hour)| (start.as_str(), *state, *hour))
        .collect();
    told.sort_unstable();
    assert_eq!(told, expected);
    let of = |state: &str, start: &str| {
        all.iter()
            .find(|a| a.state.code() == state && a.when.start == at(start))
            .unwrap()
    };
    let booked = of("booked", START);
    assert_eq!(
        (booked.terms.price.minor, booked.terms.price.currency.as_str()),
        (7000, "EUR"),
        "the price agreed there"
    );
    assert_eq!(booked.booked_at, at("2026-02-10T10:00:00+01:00"));
    assert_eq!(booked.note, "", "no label of a campaign, no empty answers");
    assert_eq!(
        of("fulfilled", "2026-01-13T13:30:00Z").note,
        "Qu’est-ce qui vous amène ? Le dos"
    );
    assert_eq!(
        of("booked", "2026-03-04T08:00:00Z").note,
        "Un mot ? Première visite,\nporte de droite"
    );
    assert_eq!(of("fulfilled", "2026-01-13T13:30:00Z").client, booked.client, "one Zoé");
    let cancelled = of("cancelled", START);
    assert!(
        matches!(
            cancelled.state,
            State::Cancelled {
                asked_by: Side::Client,
                ..
            }
        ),
        "{:?}",
        cancelled.state
    );
    let history = world.app.store.history(world.network, cancelled.id).await.unwrap();
    assert_eq!((history.len(), history[0].change.kind), (1, ChangeKind::Imported));
    assert_eq!(history[0].change.message, "Grippe");
    let client = world.app.store.client(world.network, booked.client).await.unwrap().unwrap();
    assert_eq!(
        (client.name.as_str(), client.phone.as_deref()),
        ("Zoé Martin", Some("+33 6 12 34 56 78"))
    );
}

async fn silence(engine: Engine) {
    let world = World::new(engine).await;
    table(&world, CALENDLY, &calendly(&world, true)).await;
    calendar(&world, AGENDA, &agenda(&world, Some("Shiatsu"), true)).await;
    assert_eq!(
        world.app.store.outbox(100, None).await.unwrap().len(),
        0,
        "no confirmation and no reminder"
    );
    world.advance_to_before_start(10);
    assert_eq!(world.work().await, 0);
    assert!(world.sent().await.is_empty());
}

fn on_line(report: &ImportReport, line: usize) -> &Verdict {
    let rows: Vec<&RowReport> = report.rows.iter().filter(|row| row.line == line).collect();
    assert_eq!(rows.len(), 1, "line {line}");
    &rows[0].verdict
}

async fn conflicts(engine: Engine) {
    let world = World::new(engine).await;
    world.booked(START).await;
    for apply in [false, true] {
        let report = table(&world, CALENDLY, &calendly(&world, apply)).await;
        assert_eq!(on_line(&report, 3), &Verdict::Conflict(Why::Taken));
        assert_eq!(on_line(&report, 4), &Verdict::Create, "a cancelled one takes no time");
        assert_eq!(on_line(&report, 6), &Verdict::Conflict(Why::Taken));
    }
    let silent = TableImport {
        force: Some(" ".into()),
        ..calendly(&world, true)
    };
    assert_eq!(
        on_line(&table(&world, CALENDLY, &silent).await, 3),
        &Verdict::Malformed(vec![Why::NoReason])
    );
    let forced = TableImport {
        force: Some("repris tel quel".into()),
        ..calendly(&world, true)
    };
    assert_eq!(table(&world, CALENDLY, &forced).await.counts().create, 2);
    let forced: Vec<_> = appointments(&world).await.into_iter().filter(|a| a.forced).collect();
    assert_eq!(forced.len(), 2);
    let history = world.app.store.history(world.network, forced[0].id).await.unwrap();
    assert_eq!(
        history[0].change.because,
        [Because::Forced {
            reason: "repris tel quel".into()
        }]
    );
}

async fn race(engine: Engine) {
    for _ in 0..4 {
        let world = World::new(engine).await;
        let (app, wish) = (world.app.clone(), calendly(&world, true));
        let importing = tokio::spawn(async move { app.import_table(CALENDLY, &wish, &staff()).await.unwrap() });
        let booking = world.app.book(&world.wish(START), &Actor::link(), None).await;
        let report = importing.await.unwrap();
        let imported = on_line(&report, 3) == &Verdict::Create || on_line(&report, 6) == &Verdict::Create;
        assert_ne!(imported, booking.is_ok(), "exactly one of them: {:?}", report.rows);
        let all = appointments(&world).await;
        let standing = all
            .iter()
            .filter(|a| a.state == State::Booked && a.when.start < at("2026-03-03T23:00:00Z"));
        assert_eq!(standing.count(), 1);
    }
}

async fn malformed(engine: Engine) {
    let world = World::new(engine).await;
    let report = table(&world, CALENDLY, &calendly(&world, false)).await;
    let lines: Vec<_> = report.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14]);
    assert_eq!(on_line(&report, 10), &Verdict::Skip(Why::Twice));
    assert_eq!(on_line(&report, 11), &Verdict::Malformed(vec![Why::NoShowBeforeStart]));
    let (french, english) = (report.told(Language::Fr), report.told(Language::En));
    assert!(
        french.iter().chain(&english).all(|line| !line.contains('⟦')),
        "{french:#?} {english:#?}"
    );
    for (told, expected) in [
        (
            &english,
            "take over 5, change 0, skip 1, leave 1 in conflict and 4 not understood",
        ),
        (&english, "Line 7: “Invitee Email”: An address looks like name@example.org."),
        (&english, "“Start Date & Time” is not a date with a time: “2026-03-05 25:00”."),
        (&english, "There is no service called “Reiki”. Known: Shiatsu, Shiatsu assis."),
        (
            &english,
            "Line 13: “Canceled” is neither yes nor no: “maybe”. The clock skips “2026-03-29 02:30 am”",
        ),
        (
            &english,
            "Line 14: Nobody here is called “Somebody Else”. Known: Claire Lenoir.",
        ),
        (&french, "ajouterait 5, modifierait 0, ignorerait 1"),
        (&french, "Ligne 11 : Marqué comme non honoré"),
        (&french, "Ligne 6 : Ce moment est déjà pris ici"),
    ] {
        let plain: Vec<String> = told.iter().map(|line| line.replace(['\u{202f}', '\u{a0}'], " ")).collect();
        assert!(plain.iter().any(|line| line.contains(expected)), "{expected}\n{plain:#?}");
    }
    for file in ["", "Bonjour", "Invitee Name,Event Type Name\nZoé,Shiatsu\n"] {
        let report = table(&world, file.as_bytes(), &calendly(&world, true)).await;
        assert!(
            matches!(&report.rows[0].verdict, Verdict::Malformed(why) if matches!(why[0], Why::NoColumns { .. })),
            "{file}"
        );
    }
    let nobody = NameMap {
        practitioner: Some("nobody".into()),
        ..NameMap::default()
    };
    let refused = world
        .app
        .import_table(
            CALENDLY,
            &TableImport {
                names: nobody,
                ..calendly(&world, true)
            },
            &staff(),
        )
        .await;
    assert!(matches!(refused, Err(Failure::NotFound("practitioner"))));
}

/// S12 too: the file to mend runs no formula in a spreadsheet, and says the same when it comes back.
async fn mended(engine: Engine) {
    let world = World::new(engine).await;
    let report = table(&world, CALENDLY, &calendly(&world, true)).await;
    let file = report.error_file(Language::Fr).unwrap();
    assert_eq!(file.lines().count(), 6, "{file}");
    assert!(
        file.starts_with('\u{feff}') && file.lines().next().unwrap().ends_with(",Invitee UUID,problem"),
        "{file}"
    );
    assert!(
        file.contains("\"'=HYPERLINK(\"\"https://example.org\"\")\"") && file.contains(",+33612345679,"),
        "{file}"
    );
    let unchanged = table(&world, file.as_bytes(), &calendly(&world, true)).await;
    assert_eq!(unchanged.counts(), counts(0, 0, 1, 4), "nothing was mended");
    let again = unchanged.error_file(Language::Fr).unwrap();
    assert_eq!(again, file, "the column is not added twice, nor a quote");
    let mended = file
        .replace(
            "2026-03-03 03:00 pm,2026-03-03 04:00 pm",
            "2026-03-03 04:00 pm,2026-03-03 05:00 pm",
        )
        .replace("nina(at)example.org", "nina@example.org")
        .replace("Reiki,2026-03-05 25:00", "Shiatsu,2026-03-05 09:00 am")
        .replace("Somebody Else,else@example.org", "Claire Lenoir,");
    let report = table(&world, mended.as_bytes(), &calendly(&world, true)).await;
    assert_eq!(report.counts(), counts(3, 0, 0, 2), "{:#?}", report.rows);
    let all = appointments(&world).await;
    let nina = all.iter().find(|a| a.when.start == at("2026-03-05T09:00:00+01:00")).unwrap();
    assert_eq!(nina.note, "Dites-nous, un mot: =HYPERLINK(\"https://example.org\")");
    assert_eq!(
        table(&world, CALENDLY, &calendly(&world, true)).await.counts().create,
        0,
        "the ids are still theirs"
    );
}

async fn acuity(engine: Engine) {
    let world = World::new(engine).await;
    let plain = TableImport {
        format: Format::Acuity,
        ..calendly(&world, true)
    };
    let report = table(&world, ACUITY, &plain).await;
    assert_eq!(report.counts(), counts(0, 0, 0, 4), "nobody is called `Claire L.` here");
    let pair = |theirs: &str, ours: &str| vec![(theirs.to_owned(), ours.to_owned())];
    let names = NameMap {
        practitioners: pair("claire l.", "claire-lenoir"),
        services: pair("Massage 1h", "Shiatsu"),
        practitioner: None,
    };
    let mapped = TableImport { names, ..plain };
    let report = table(&world, ACUITY, &mapped).await;
    assert_eq!(report.counts(), counts(3, 0, 0, 1), "{:#?}", report.rows);
    let day_or_month = |text: &str| Why::DayOrMonth { text: text.into() };
    let both = vec![day_or_month("11/03/2026 10:00"), day_or_month("11/03/2026 11:00")];
    assert_eq!(on_line(&report, 4), &Verdict::Malformed(both));
    assert_eq!(
        report.left_out,
        [
            "Paid?",
            "Amount Paid Online",
            "Certificate Code",
            "Notes",
            "Label",
            "Scheduled By"
        ]
    );
    let all = appointments(&world).await;
    assert_eq!(
        all[0].note, "Première visite ? Oui",
        "what the practice wrote is not shown to the client"
    );
    assert_eq!(
        all[0].when.end.duration_since(all[0].when.start),
        SignedDuration::from_mins(75),
        "its own length"
    );
    assert_eq!(
        all[2].when.end,
        at("2026-03-25T11:00:00+01:00"),
        "the service's length when the file has none"
    );
    let name = |client| async move { world.app.store.client(world.network, client).await.unwrap().unwrap().name };
    assert_eq!(name(all[0].client).await, "Éléonore d’Été");
    let world = World::new(engine).await;
    let order = TableImport {
        network: world.network,
        dates: Some(DateOrder::DayFirst),
        practice_notes: true,
        ..mapped
    };
    assert_eq!(table(&world, ACUITY, &order).await.counts(), counts(4, 0, 0, 0));
    let all = appointments(&world).await;
    assert!(all[0].note.contains("Notes: Arrive toujours en retard"), "{}", all[0].note);
    assert!(all.iter().any(|a| a.when.start == at("2026-03-11T10:00:00+01:00")));
}

/// T13: a whole day is the whole local day, also when it has 23 hours.
async fn busy_time(engine: Engine) {
    let world = World::new(engine).await;
    let wish = agenda(&world, None, true);
    let report = calendar(&world, AGENDA, &wish).await;
    assert_eq!(report.counts(), counts(6, 3, 0, 1), "{:#?}", report.rows);
    assert!(
        matches!(on_line(&report, 54), Verdict::Malformed(_)),
        "an unknown repetition is never free in silence"
    );
    let reasons = [(34, Why::Free), (41, Why::CancelledThere), (66, Why::Over)];
    for (line, why) in reasons {
        assert_eq!(on_line(&report, line), &Verdict::Skip(why));
    }
    let mut blocks = world
        .app
        .store
        .busy_blocks(world.network, world.practitioner, "agenda")
        .await
        .unwrap();
    blocks.sort_by_key(|block| block.start);
    let told: Vec<_> = blocks
        .iter()
        .map(|b| (b.start.to_string(), b.end.duration_since(b.start).as_hours()))
        .collect();
    let told: Vec<_> = told.iter().map(|(start, hours)| (start.as_str(), *hours)).collect();
    assert_eq!(
        told,
        [
            ("2026-03-03T13:30:00Z", 1),
            ("2026-03-05T09:00:00Z", 1),
            ("2026-03-23T14:00:00Z", 1),
            ("2026-03-28T23:00:00Z", 23),
            ("2026-03-30T13:00:00Z", 1),
            ("2026-04-06T13:00:00Z", 1),
        ]
    );
    let day = |day: &str| SlotQuery {
        network: world.network,
        practitioner: world.practitioner,
        service: world.service,
        place: None,
        first: day.parse().unwrap(),
        last: day.parse().unwrap(),
    };
    assert!(world.app.free_slots(day("2026-03-29")).await.unwrap().days.is_empty());
    assert!(
        !world.app.free_slots(day("2026-04-02")).await.unwrap().days.is_empty(),
        "a birthday keeps nobody away"
    );
    assert!(
        world
            .app
            .book(&world.wish("2026-03-30T15:00:00+02:00"), &Actor::link(), None)
            .await
            .is_err()
    );
    assert_eq!(calendar(&world, AGENDA, &wish).await.counts(), counts(0, 9, 0, 1));
    let longer = String::from_utf8(AGENDA.to_vec())
        .unwrap()
        .replace("20260303T154500", "20260303T160000");
    let changed = calendar(&world, longer.as_bytes(), &wish).await.counts();
    assert_eq!(
        changed,
        Counts {
            update: 1,
            ..counts(0, 8, 0, 1)
        }
    );
}

async fn guests(engine: Engine) {
    let world = World::new(engine).await;
    let wish = agenda(&world, Some("Shiatsu"), true);
    let report = calendar(&world, AGENDA, &wish).await;
    assert_eq!(report.counts(), counts(7, 2, 0, 1), "{:#?}", report.rows);
    let all = appointments(&world).await;
    let told: Vec<_> = all.iter().map(|a| (a.when.start.to_string(), a.state.code())).collect();
    assert_eq!(
        told,
        [
            ("2026-01-13T08:00:00Z".to_owned(), "fulfilled"),
            ("2026-03-03T13:30:00Z".to_owned(), "booked")
        ]
    );
    assert_eq!(all[1].when.end, at("2026-03-03T15:45:00+01:00"));
    let client = world.app.store.client(world.network, all[1].client).await.unwrap().unwrap();
    assert_eq!(
        (client.name.as_str(), client.email.as_deref()),
        ("Zoé Martin", Some("zoe@example.org"))
    );
    assert_eq!(calendar(&world, AGENDA, &wish).await.counts(), counts(0, 9, 0, 1));
    assert_eq!(appointments(&world).await.len(), 2);
    let unknown = agenda(&world, Some("Reiki"), true);
    let refused = world.app.import_calendar(AGENDA, &unknown, &staff()).await;
    assert!(matches!(refused, Err(Failure::NotFound("service"))));
}

/// T21: what we write for the calendars of others is, read again, the same appointment, on both sides of a clock change.
async fn own_files(engine: Engine) {
    let world = World::new(engine).await;
    let starts = [
        "2026-03-28T15:00:00+01:00",
        "2026-03-30T15:00:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    ];
    for (n, start) in starts.into_iter().enumerate() {
        let party = |name: &str, email: &str| Party {
            name: name.into(),
            email: email.into(),
        };
        let invitation = Invitation {
            method: Method::Request,
            uid: format!("apt_{n}@example.org"),
            sequence: 0,
            stamp: at("2026-02-20T08:00:00Z"),
            when: domain::notice::When {
                start: at(start),
                end: at(start) + SignedDuration::from_mins(60),
                zone: TimeZone::get("Europe/Paris").unwrap(),
            },
            summary: "Shiatsu; retour, \\ fin".into(),
            description: String::new(),
            location: String::new(),
            url: String::new(),
            organizer: None,
            attendee: Some(party("Zoé Martin", "zoe@example.org")),
        };
        let report = calendar(
            &world,
            invitation.to_string().as_bytes(),
            &agenda(&world, Some("Shiatsu"), true),
        )
        .await;
        assert_eq!(report.counts(), counts(1, 0, 0, 0), "{:#?}", report.rows);
    }
    let found: Vec<_> = appointments(&world).await.iter().map(|a| a.when.start).collect();
    assert_eq!(found, starts.map(at));
}

async fn many_rows(engine: Engine) {
    let world = World::new(engine).await;
    let claire = "Claire Lenoir";
    world.another_practitioner("anne-duval", "Anne Duval").await;
    let mut file = String::from("Start Time,End Time,First Name,Last Name,Email,Type,Calendar,Appointment ID\n");
    for n in 0..300_i64 {
        let start = at("2026-01-05T08:00:00Z") + SignedDuration::from_mins(n / 2 * 30 + n / 20 * 300);
        let (end, calendar) = (
            start + SignedDuration::from_mins(30),
            if n % 2 == 0 { claire } else { "Anne Duval" },
        );
        file.push_str(&format!(
            "{start},{end},Client,{n},client{n}@example.org,Shiatsu assis,{calendar},{n}\n"
        ));
    }
    let wish = TableImport {
        format: Format::Acuity,
        ..calendly(&world, false)
    };
    assert_eq!(table(&world, file.as_bytes(), &wish).await.counts(), counts(300, 0, 0, 0));
    let applied = TableImport { apply: true, ..wish };
    assert_eq!(table(&world, file.as_bytes(), &applied).await.counts(), counts(300, 0, 0, 0));
    assert_eq!(table(&world, file.as_bytes(), &applied).await.counts(), counts(0, 300, 0, 0));
    assert_eq!(appointments(&world).await.len(), 300);
}

/// S17: no damage to a file makes the reader stop.
#[tokio::test]
async fn s17_damaged_files_are_survived() {
    let world = World::new(Engine::Sqlite).await;
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let pieces: [&[u8]; 10] = [
        b"\"",
        b",",
        b";",
        b"\r\n",
        b"\0",
        b"\xff",
        b"999999999999",
        b"'=",
        b"\t",
        b"\xe2\x80",
    ];
    for original in [CALENDLY, ACUITY] {
        for _ in 0..60 {
            let mut bytes = original.to_vec();
            for _ in 0..=next(5) {
                let from = next(bytes.len());
                let to = (from + next(20)).min(bytes.len());
                bytes.splice(from..to, pieces[next(pieces.len())].iter().copied());
            }
            for format in [Format::Calendly, Format::Acuity] {
                let report = table(
                    &world,
                    &bytes,
                    &TableImport {
                        format,
                        ..calendly(&world, false)
                    },
                )
                .await;
                report.told(Language::Fr);
                report.error_file(Language::En);
            }
        }
    }
}
