use domain::appointment::{Reason, Role, Side};
use domain::messages::{MessageKind, Recipient, Topic};
use domain::notice::When;
use domain::people::{Contact, Language};
use domain::service::Price;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn facts(kind: MessageKind, to: Recipient, language: Language) -> MessageFacts {
    let contact = |name: &str, email: &str, phone: &str| Contact {
        name: name.into(),
        email: Some(email.into()),
        phone: Some(phone.into()),
    };
    MessageFacts {
        kind,
        to,
        language,
        network: "Réseau des Lilas".into(),
        practitioner: "Claire Lenoir".into(),
        business: "Cabinet Lenoir".into(),
        contact: contact("Claire Lenoir", "claire@example.test", "04 78 00 00 00"),
        place: PlaceFacts {
            name: "Cabinet des Lilas".into(),
            address: "12 rue des Lilas, 69003 Lyon".into(),
            access_notes: "Code 12B4\n2e étage".into(),
        },
        service: "Shiatsu".into(),
        duration_minutes: 90,
        price: Price {
            minor: 6_000,
            currency: "EUR".into(),
        },
        when: When {
            start: at("2026-03-04T09:00:00+01:00"),
            end: at("2026-03-04T10:30:00+01:00"),
            zone: TimeZone::get("Europe/Paris").unwrap(),
        },
        old_start: Some(at("2026-03-03T14:30:00+01:00")),
        answer_by: Some(at("2026-03-02T18:00:00+01:00")),
        proposed: vec![at("2026-03-05T10:00:00+01:00"), at("2026-03-06T10:00:00+01:00")],
        client: contact("Zoé Martin", "zoe@example.test", "06 12 34 56 78"),
        acted: Acted {
            clicked_by: Role::Client,
            asked_by: Side::Client,
        },
        reason: Some(Reason::Hindered),
        message: "Un mot à l’autre".into(),
        note: "Première visite".into(),
        series: Some(SeriesFacts {
            rule: "Tous les lundis à 15 h".into(),
            to_come: vec![at("2026-03-09T15:00:00+01:00")],
            ended: vec![at("2026-03-16T15:00:00+01:00")],
            skipped: vec![at("2026-03-23T15:00:00+01:00")],
        }),
        policy: "Vous pouvez annuler librement jusqu’au mardi 3 mars à 9 h.".into(),
        link: "https://rdv.exemple.test/r/AbCdEf".into(),
    }
}

fn every() -> Vec<MessageFacts> {
    let readers = [Recipient::Client, Recipient::Practitioner];
    let acts = [
        (Role::Client, Side::Client),
        (Role::Staff, Side::Client),
        (Role::Staff, Side::Business),
        (Role::Clock, Side::Business),
    ];
    let mut all = Vec::new();
    // What is about a measure, a case or an enquiry is written as a notice.
    let about_appointments = |kind: &MessageKind| kind.topic() == Topic::Appointment;
    for kind in MessageKind::ALL.into_iter().filter(about_appointments) {
        for to in readers {
            for language in [Language::Fr, Language::En] {
                for (clicked_by, asked_by) in acts {
                    all.push(MessageFacts {
                        acted: Acted { clicked_by, asked_by },
                        ..facts(kind, to, language)
                    });
                }
            }
        }
    }
    all
}

fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// HTML without its tags, to be compared with the text.
fn words_of(html: &str) -> String {
    let body = html.split("<body").nth(1).unwrap().split_once('>').unwrap().1;
    let mut words = String::new();
    let mut inside = false;
    for sign in body.chars() {
        inside = (inside || sign == '<') && sign != '>';
        words.push(if inside || sign == '>' { ' ' } else { sign });
    }
    words
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// MED2: every message there is can be written, to both readers, in both languages, whoever acted; text and HTML say the same.
#[test]
fn every_message_is_written_for_both_readers_in_both_languages() {
    for facts in every() {
        let case = format!(
            "{:?} to {:?} in {:?} by {:?}",
            facts.kind, facts.to, facts.language, facts.acted
        );
        let written = write(&facts).unwrap_or_else(|fault| panic!("{case}: {fault}"));
        for part in [&written.subject, &written.text, &written.html] {
            assert!(
                !part.contains("{{") && !part.contains("{%") && !part.contains('⟦') && !part.contains('|'),
                "{case}: {part}"
            );
        }
        assert!(
            written.text.contains(&facts.link)
                && written
                    .html
                    .contains("href=\"https:&#x2f;&#x2f;rdv.exemple.test&#x2f;r&#x2f;AbCdEf\""),
            "{case}: {}",
            written.html
        );
        assert!(
            written.html.contains(&format!("<html lang=\"{}\"", facts.language.tag())),
            "{case}"
        );
        let shown: String = words_of(&written.html).split_whitespace().collect();
        for line in written
            .text
            .lines()
            .filter(|line| !line.starts_with("https:") && !line.starts_with("-- "))
        {
            for piece in line.split([':', ',', '>', '\u{202f}']) {
                let piece: String = piece.split_whitespace().collect();
                assert!(shown.contains(&piece), "{case}: the HTML lacks {piece}");
            }
        }
    }
}

/// N20: a subject says when, and neither what for nor with whom; the preheader is not the subject.
#[test]
fn n20_the_subject_keeps_the_motive_to_itself() {
    for facts in every() {
        let subject = write(&facts).unwrap().subject;
        for told in ["Shiatsu", "Claire", "Lenoir", "Zoé", "Martin"] {
            assert!(!subject.contains(told), "{subject}");
        }
        let hour = if facts.language == Language::Fr {
            "mercredi 4 mars à 9 h"
        } else {
            "Wednesday 4 March at 09:00"
        };
        assert!(spaced(&subject).contains(hour), "{subject}");
    }
}

/// What each message must hold besides its facts (ux: what each message must state).
#[test]
fn each_kind_tells_its_own() {
    use MessageKind::{Booked, Cancelled, Declined, Expired, Moved, Reminder, Requested};
    use Recipient::{Client, Practitioner};
    let new = "mercredi 4 mars 2026 à 9 h (heure de Paris)";
    let old = "mardi 3 mars 2026 à 14 h 30 (heure de Paris)";
    let answer = "lundi 2 mars 2026 à 18 h (heure de Paris)";
    let policy = "jusqu’au mardi 3 mars à 9 h";
    for (kind, to, expected) in [
        (Requested, Client, vec![new, answer, policy, "pas encore confirmé"]),
        (
            Requested,
            Practitioner,
            vec![new, answer, "> Première visite", "06 12 34 56 78"],
        ),
        (
            Booked,
            Client,
            vec![
                new,
                "1 h 30",
                "Claire Lenoir, Cabinet Lenoir",
                "12 rue des Lilas",
                "Code 12B4",
                "60 €",
                policy,
            ],
        ),
        (
            Booked,
            Practitioner,
            vec![new, "Zoé Martin", "zoe@example.test", "> Première visite"],
        ),
        (Moved, Client, vec![new, old, policy, "comme vous l’avez choisi"]),
        (Moved, Practitioner, vec![new, old, "Empêchement", "> Un mot à l’autre"]),
        (Cancelled, Client, vec![new, "comme vous l’avez demandé"]),
        (
            Cancelled,
            Practitioner,
            vec![new, "Le client a annulé", "Empêchement", "> Un mot à l’autre"],
        ),
        (Declined, Client, vec![new, "> Un mot à l’autre"]),
        (Declined, Practitioner, vec![new]),
        (Expired, Client, vec![new, "restée sans réponse", "désolés"]),
        (Expired, Practitioner, vec![new]),
        (
            Reminder,
            Client,
            vec![new, "12 rue des Lilas", "Code 12B4", "2e étage", policy],
        ),
        (Reminder, Practitioner, vec![new]),
    ] {
        let written = write(&facts(kind, to, Language::Fr)).unwrap();
        let told = format!("{}\n{}", spaced(&written.subject), spaced(&written.text));
        for fact in expected {
            assert!(told.contains(fact), "{kind:?} to {to:?} lacks {fact}:\n{told}");
        }
    }
}

/// TRW-02, TRW-11: who wanted it is told apart from who clicked; what a client wrote to the practitioner does not come back to the client, and the
/// reason of the business stays with the business.
#[test]
fn trw_02_a_cancellation_says_who_wanted_it() {
    for (clicked_by, asked_by, expected) in [
        (Role::Client, Side::Client, "comme vous l’avez demandé"),
        (Role::Staff, Side::Client, "à votre demande"),
        (Role::Staff, Side::Business, "Claire Lenoir doit annuler votre rendez-vous"),
    ] {
        let facts = MessageFacts {
            acted: Acted { clicked_by, asked_by },
            ..facts(MessageKind::Cancelled, Recipient::Client, Language::Fr)
        };
        let text = write(&facts).unwrap().text;
        assert!(text.contains(expected), "{text}");
        assert_eq!(text.contains("Un mot à l’autre"), clicked_by == Role::Staff, "{text}");
        assert!(!text.contains("Empêchement"), "{text}");
    }
}

/// A request may have its answer before the mail about it leaves.
#[test]
fn a_request_without_a_deadline_names_none() {
    for to in [Recipient::Client, Recipient::Practitioner] {
        for (language, dangling) in [(Language::Fr, "plus tard le ."), (Language::En, "by .")] {
            let facts = MessageFacts {
                answer_by: None,
                ..facts(MessageKind::Requested, to, language)
            };
            assert!(!write(&facts).unwrap().text.contains(dangling));
        }
    }
}

#[test]
fn what_is_not_known_leaves_no_empty_line() {
    let mut facts = facts(MessageKind::Booked, Recipient::Client, Language::Fr);
    facts.business = facts.practitioner.clone();
    facts.price.minor = 0;
    facts.place.access_notes = String::new();
    facts.contact.phone = None;
    facts.message = String::new();
    facts.policy = String::new();
    let text = spaced(&write(&facts).unwrap().text);
    for absent in ["Prix", "Pour entrer", "appelez", "> ", "\n\n\n", "Lenoir, Claire"] {
        assert!(!text.contains(absent), "{absent} in\n{text}");
    }
    assert!(text.contains("Avec : Claire Lenoir\n"), "{text}");
}

const HOSTILE: [&str; 7] = [
    "Zoé\r\nBcc: all@example.test",
    "<script>alert(1)</script>",
    "{{ link }}{% for a in range(10) %}x{% endfor %}",
    "\" onmouseover=\"x",
    "Zoé\u{2028}Subject: x\u{85}y\u{202e}",
    "a\n\nbutton: Click\n\nsubject: x",
    "a | b\n.\n",
];

/// S9, S10: whatever stands in a name, a note or an address is shown and does nothing.
#[test]
fn s9_s10_hostile_words_do_nothing() {
    for hostile in HOSTILE {
        for kind in MessageKind::ALL.into_iter().filter(|kind| kind.topic() == Topic::Appointment) {
            for to in [Recipient::Client, Recipient::Practitioner] {
                let plain = facts(kind, to, Language::Fr);
                let mut facts = plain.clone();
                let fields = [
                    &mut facts.network,
                    &mut facts.practitioner,
                    &mut facts.business,
                    &mut facts.service,
                    &mut facts.client.name,
                ];
                fields.into_iter().for_each(|field| *field = hostile.into());
                let longer = [
                    &mut facts.message,
                    &mut facts.note,
                    &mut facts.place.access_notes,
                    &mut facts.place.address,
                ];
                longer.into_iter().for_each(|field| *field = hostile.into());
                let written = write(&facts).unwrap();
                assert_eq!(
                    written.subject,
                    write(&plain).unwrap().subject,
                    "nothing of people's own stands in a subject"
                );
                assert!(!written.subject.chars().any(|sign| sign.is_control()));
                for forbidden in ["<script", "\" onmouseover", "\r", "\u{2028}", "\u{202e}", "\u{85}"] {
                    assert!(!written.html.contains(forbidden), "{forbidden:?} from {hostile:?}");
                }
                assert_eq!(written.html.matches("<a ").count(), 1, "one button: {hostile:?}");
                assert!(
                    !written.text.contains(['\r', '\u{2028}', '\u{202e}', '\u{85}']),
                    "{hostile:?}"
                );
                assert!(
                    !written
                        .text
                        .lines()
                        .any(|line| line.starts_with("Bcc:") || line.starts_with("button:") || line == "."),
                    "{hostile:?}: {}",
                    written.text
                );
                assert!(
                    !hostile.contains("{{") || written.text.contains("{{ link }}"),
                    "shown as typed: {hostile:?}"
                );
            }
        }
    }
}

/// Letters are data, some day written by operators: what is wrong with one is said, and none can run away.
#[test]
fn faulty_letters_are_refused_with_the_reason() {
    let parse = |source: &str| Letter::parse(Language::Fr, source, |_| None);
    let write = |source: &str| {
        parse(source).and_then(|letter| letter.write(&facts(MessageKind::Booked, Recipient::Client, Language::Fr)))
    };
    let head = "subject: Bonjour\npreheader: x\n\n";
    for (source, fault) in [
        ("Bonjour".to_owned(), "a letter begins with `subject: …`"),
        (format!("{head}use: nothing"), "there is no part called `nothing`"),
        (
            format!("{head}facts:\nQuand {{{{ when }}}}"),
            "a fact is written `Label | value`",
        ),
        (format!("{head}{{{{ secret }}}}"), "undefined value"),
        (format!("{head}{{% if x"), "cannot be filled"),
        (
            format!("{head}{{% for a in range(1000) %}}{{% for b in range(1000) %}}x{{% endfor %}}{{% endfor %}}"),
            "fuel",
        ),
        (
            format!("{head}{{% for a in range(900) %}}{{{{ policy }}}}{{% endfor %}}"),
            "too long",
        ),
    ] {
        let said = write(&source).expect_err(&source).to_string();
        assert!(said.contains(fault), "{source}: {said}");
    }
}
