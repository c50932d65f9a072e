use domain::notice::Notice;

use super::*;

const FR: Speech = Speech::FRENCH;
const EN: Speech = Speech::ENGLISH;

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// No-break spaces written as `~` and narrow ones as `_`, so that the tables below can be read.
fn seen(text: String) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

#[test]
fn days_and_hours_in_both_languages() {
    let zone = paris();
    for (instant, french, english) in [
        (
            "2026-03-03T14:30:00+01:00",
            "mardi 3 mars à 14~h~30",
            "Tuesday 3 March at 14:30",
        ),
        (
            "2026-03-01T09:00:00+01:00",
            "dimanche 1er mars à 9~h",
            "Sunday 1 March at 09:00",
        ),
        (
            "2026-08-15T00:05:00+02:00",
            "samedi 15 août à 0~h~05",
            "Saturday 15 August at 00:05",
        ),
    ] {
        assert_eq!(seen(moment(FR, at(instant), &zone)), french);
        assert_eq!(seen(moment(EN, at(instant), &zone)), english);
    }
    let instant = at("2026-02-03T14:30:00+01:00");
    assert_eq!(day_long(FR, instant, &zone), "mardi 3 février 2026");
    assert_eq!(day_long(EN, instant, &zone), "Tuesday 3 February 2026");
    assert_eq!(day_short(FR, instant, &zone), "mar. 3 févr.");
    assert_eq!(day_short(EN, instant, &zone), "Tue 3 Feb");
}

/// T3, T7: the same local hour twice is told apart; the hour itself is that of the place (T8), named when the reader is elsewhere.
#[test]
fn t8_the_zone_is_named_where_it_matters() {
    let (zone, athens) = (paris(), TimeZone::get("Europe/Athens").unwrap());
    let summer = at("2026-10-25T02:30:00+02:00");
    let winter = at("2026-10-25T02:30:00+01:00");
    let plain = at("2026-03-03T14:30:00+01:00");
    for (text, expected) in [
        (moment(FR, summer, &zone), "dimanche 25 octobre à 2~h~30 (UTC+2)"),
        (moment(FR, winter, &zone), "dimanche 25 octobre à 2~h~30 (UTC+1)"),
        (
            moment_named(FR, winter, &zone),
            "dimanche 25 octobre à 2~h~30 (heure de Paris, UTC+1)",
        ),
        (moment_named(EN, plain, &zone), "Tuesday 3 March at 14:30 (Paris time)"),
        (
            moment_for(FR, plain, &zone, &athens),
            "mardi 3 mars à 14~h~30 (heure de Paris)",
        ),
        (
            moment_for(FR, plain, &zone, &TimeZone::get("Europe/Madrid").unwrap()),
            "mardi 3 mars à 14~h~30",
        ),
        (moment_named(FR, plain, &athens), "mardi 3 mars à 15~h~30 (heure d’Athènes)"),
        (moment_named(FR, plain, &TimeZone::UTC), "mardi 3 mars à 13~h~30 (UTC)"),
        (
            zone_name(FR, &TimeZone::get("Asia/Kolkata").unwrap(), plain),
            "heure de Kolkata",
        ),
        (offset(plain, &TimeZone::get("Asia/Kolkata").unwrap()), "UTC+5:30"),
    ] {
        assert_eq!(seen(text), expected);
    }
}

#[test]
fn lengths_in_both_languages() {
    for (count, french, english) in [
        (0, "0~min", "0~min"),
        (45, "45~min", "45~min"),
        (60, "1~h", "1~h"),
        (90, "1~h~30", "1~h~30~min"),
        (1440, "24~h", "24~h"),
        (-5, "0~min", "0~min"),
    ] {
        assert_eq!(
            (seen(minutes(FR, count)), seen(minutes(EN, count))),
            (french.to_owned(), english.to_owned())
        );
    }
    assert_eq!(
        (seen(notice(FR, Notice::Days(2))), seen(notice(EN, Notice::Days(1)))),
        ("2~jours".to_owned(), "1~day".to_owned())
    );
    assert_eq!(seen(notice(FR, Notice::hours(48))), "48~h");
    assert_eq!(seen(elapsed(FR, 3 * 24 * 60 + 59)), "3~jours");
}

#[test]
fn what_is_left_is_rounded_down() {
    let now = at("2026-03-02T10:00:00Z");
    for (until, french, english) in [
        ("2026-03-03T05:59:59Z", "Il reste 19~h", "19~h left"),
        ("2026-03-05T11:00:00Z", "Il reste 3~jours", "3~days left"),
        ("2026-03-02T10:59:30Z", "Il reste 59~min", "59~min left"),
        (
            "2026-03-02T10:00:59Z",
            "Il reste moins d’une minute",
            "Less than a minute left",
        ),
        (
            "2026-03-02T09:00:00Z",
            "Il reste moins d’une minute",
            "Less than a minute left",
        ),
    ] {
        assert_eq!(
            (seen(left(FR, now, at(until))), seen(left(EN, now, at(until)))),
            (french.to_owned(), english.to_owned())
        );
    }
}

/// P14: decimals by currency.
#[test]
fn amounts_in_both_languages() {
    for (minor, currency, french, english) in [
        (6_000, "EUR", "60~€", "€60"),
        (123_450, "EUR", "1_234,50~€", "€1,234.50"),
        (5, "EUR", "0,05~€", "€0.05"),
        (100_000_000, "EUR", "1_000_000~€", "€1,000,000"),
        (6_000, "CHF", "60~CHF", "CHF~60"),
        (6_000, "JPY", "6_000~¥", "¥6,000"),
        (1_500, "KWD", "1,500~KWD", "KWD~1.500"),
        (-250, "GBP", "-2,50~£", "-£2.50"),
    ] {
        assert_eq!(
            (seen(amount(FR, minor, currency)), seen(amount(EN, minor, currency))),
            (french.to_owned(), english.to_owned())
        );
    }
}

#[test]
fn spans_relations_and_capitals() {
    let date = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(
        days_span(FR, date("2026-03-02"), date("2026-03-08")),
        "du lundi 2 au dimanche 8 mars"
    );
    assert_eq!(
        days_span(EN, date("2026-03-30"), date("2026-04-05")),
        "Monday 30 March to Sunday 5 April"
    );
    // Twenty minutes to midnight in Paris is already tomorrow for nobody there.
    let now = at("2026-03-02T23:40:00+01:00");
    for (day, expected) in [
        ("2026-03-01", Some("hier")),
        ("2026-03-02", Some("aujourd’hui")),
        ("2026-03-03", Some("demain")),
        ("2026-03-04", None),
    ] {
        assert_eq!(relation(FR, date(day), now, &paris()).as_deref(), expected);
    }
    assert_eq!(capital("élan"), "Élan");
}
