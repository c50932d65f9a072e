//! The pages of those who run the network.

use super::{Sample, Voice, sample};
use crate::view::operator::*;
use crate::view::parts::*;

pub(super) fn pages(v: Voice) -> Vec<Sample> {
    vec![
        sample("operator-sign-in", &sign_in(v)),
        sample("operator-home", &home(v, true)),
        sample("operator-home-calm", &home(v, false)),
        sample("operator-businesses", &businesses(v)),
        sample("operator-business", &business(v)),
        sample("operator-cases", &cases(v)),
        sample("operator-case", &case(v, true)),
        sample("operator-case-own", &case(v, false)),
        sample("operator-limit", &limit(v)),
        sample("operator-policy", &policy(v, false)),
        sample("operator-policy-fault", &policy(v, true)),
        sample("operator-policy-version", &version(v)),
        sample("operator-audit", &audit(v)),
    ]
}

fn beside(v: Voice, here: OperatorPlace) -> OperatorFrame {
    let link = |place: OperatorPlace| OperatorLink {
        place,
        href: place.href().into(),
        current: place == here,
        count: if place == OperatorPlace::Cases { 2 } else { 0 },
    };
    OperatorFrame {
        who: "Hélène Darmon".into(),
        role: v.t.say("operator-role-operator"),
        links: OperatorPlace::NAMED.into_iter().map(link).collect(),
        sign_out_action: "/operator/sign-out".into(),
        hidden: vec![Hidden::new("proof", "x")],
    }
}

fn sign_in(v: Voice) -> OperatorSignIn {
    OperatorSignIn {
        t: v.t,
        frame: v.frame(v.t.say("operator-sign-in-title")),
        action: "/operator/sign-in".into(),
        hidden: vec![Hidden::new("to", "/operator")],
        email: Field::required(),
        problem: None,
        demo: vec![Link::new("#", v.t.with("hub-role-operator", &[("name", "Hélène Darmon")]))],
    }
}

fn case_row(v: Voice, open: bool) -> CaseRow {
    CaseRow {
        href: "/operator/cases/cas_1".into(),
        title: v.t.say("operator-case-contested-measure"),
        business: v.w("Cabinet des Lilas", "Les Lilas practice"),
        opened: v.w("Ouvert lundi 2 mars à 9 h", "Opened Monday 2 March at 09:00"),
        standing: v.w(
            "À décider avant le lundi 9 mars à 9 h",
            "To be decided before Monday 9 March at 09:00",
        ),
        pressing: open,
        open,
    }
}

fn home(v: Voice, busy: bool) -> OperatorHome {
    let measure = MeasureRow {
        href: "/operator/businesses/biz_1".into(),
        title: v.t.say("measure-pause"),
        business: v.w("Cabinet des Lilas", "Les Lilas practice"),
        until: v.w("Jusqu’au jeudi 5 mars à 10 h", "Until Thursday 5 March at 10:00"),
    };
    OperatorHome {
        t: v.t,
        frame: v.frame(v.t.say("operator-home-title")),
        beside: beside(v, OperatorPlace::Home),
        cases: if busy {
            vec![case_row(v, true), case_row(v, false)]
        } else {
            Vec::new()
        },
        measures: if busy { vec![measure] } else { Vec::new() },
    }
}

fn cases(v: Voice) -> CasesPage {
    CasesPage {
        t: v.t,
        frame: v.frame(v.t.say("operator-cases-title")),
        beside: beside(v, OperatorPlace::Cases),
        open: vec![case_row(v, true)],
        decided: vec![case_row(v, false)],
    }
}

fn businesses(v: Voice) -> BusinessesPage {
    let row = |name: String, measures: Vec<String>| BusinessRow {
        href: "/operator/businesses/biz_1".into(),
        name,
        strikes: "2".into(),
        cancelled: v.w("8 % (4 sur 50)", "8% (4 of 50)"),
        late: v.w("4 % (2 sur 50)", "4% (2 of 50)"),
        score: v.w("92 sur 100", "92 of 100"),
        measures,
    };
    BusinessesPage {
        t: v.t,
        frame: v.frame(v.t.say("operator-businesses-title")),
        beside: beside(v, OperatorPlace::Businesses),
        rows: vec![
            row(v.w("Cabinet des Lilas", "Les Lilas practice"), vec![v.t.say("measure-pause")]),
            row(
                "Maison pluridisciplinaire des Quais de Saône et du Vieux Lyon".into(),
                Vec::new(),
            ),
        ],
        previous_href: None,
        next_href: Some("?page=2".into()),
    }
}

fn card(v: Voice, in_force: bool) -> MeasureCard {
    MeasureCard {
        title: v.t.say("measure-pause"),
        effect: v.t.say("measure-effect-pause"),
        lasts: v.w(
            "Du mardi 3 mars à 10 h au jeudi 5 mars à 10 h.",
            "From Tuesday 3 March at 10:00 to Thursday 5 March at 10:00.",
        ),
        facts: vec![
            v.t.with_number("statement-incidents-month", "count", 3),
            v.t.with_number("statement-grouped", "count", 1),
        ],
        author: v.t.say("statement-by-rule"),
        contest: Some(Link::new("/operator/cases/cas_1", v.t.say("operator-contest-open"))),
        lift_href: in_force.then(|| "/operator/measures/mea_1/lift".into()),
        lifted: (!in_force).then(|| {
            v.w(
                "Levée mercredi 4 mars à 9 h par Hélène Darmon : erreur sur le praticien.",
                "Lifted Wednesday 4 March at 09:00 by Hélène Darmon: the wrong practitioner.",
            )
        }),
    }
}

fn strike(v: Voice, counts: bool) -> StrikeRow {
    StrikeRow {
        title: v.t.say("strike-late-cancellation"),
        when: v.w("lundi 2 mars à 15 h 30", "Monday 2 March at 15:30"),
        about: v.w(
            "Rendez-vous du mardi 3 mars à 15 h avec Claire Lenoir",
            "Appointment of Tuesday 3 March at 15:00 with Claire Lenoir",
        ),
        group: counts.then(|| {
            v.w(
                "Compte avec les autres annulations de la même absence",
                "Counts with the other cancellations of the same absence",
            )
        }),
        standing: v.w("Compte jusqu’au 29 août 2026", "Counts until 29 August 2026"),
        counts,
    }
}

fn business(v: Voice) -> BusinessPage {
    BusinessPage {
        t: v.t,
        frame: v.frame(v.w("Cabinet des Lilas", "Les Lilas practice")),
        beside: beside(v, OperatorPlace::Businesses),
        name: v.w("Cabinet des Lilas", "Les Lilas practice"),
        figures: vec![
            Fact::new(v.t.say("operator-practitioners"), "Claire Lenoir, Hugo Marchetti"),
            Fact::new(v.t.say("operator-strikes-month"), "2"),
            Fact::new(v.t.say("operator-cancelled"), v.w("8 % (4 sur 50)", "8% (4 of 50)")),
        ],
        in_force: vec![card(v, true)],
        past: vec![card(v, false)],
        strikes: vec![strike(v, true), strike(v, false)],
        cases: vec![case_row(v, true)],
        limit_href: "/operator/businesses/biz_1/limit".into(),
    }
}

fn form(v: Voice, looked: bool) -> DecisionForm {
    let choice = |word: &str| Choice {
        chosen: looked && word == "uphold",
        ..Choice::new(word, v.t.say(&format!("operator-verdict-{word}")))
    };
    let effects = vec![
        Effect {
            icon: Icon::Undo,
            text: v.t.say("operator-effect-lift"),
        },
        Effect {
            icon: Icon::Mail,
            text: v.t.say("operator-effect-letter"),
        },
    ];
    DecisionForm {
        action: "/operator/cases/cas_1".into(),
        hidden: vec![Hidden::new("proof", "x")],
        verdicts: vec![choice("uphold"), choice("reject")],
        reasons: Field {
            required: true,
            ..Field::with(v.w(
                "Les courriers montrent un autre cabinet.",
                "The letters show another practice.",
            ))
        },
        least: 20,
        effects: if looked { effects } else { Vec::new() },
        act: v.t.say("operator-decide"),
        back_href: "/operator/cases".into(),
        ..DecisionForm::default()
    }
}

fn case(v: Voice, may_decide: bool) -> CasePage {
    CasePage {
        t: v.t,
        frame: v.frame(v.t.say("operator-case-contested-measure")),
        beside: beside(v, OperatorPlace::Cases),
        title: v.t.say("operator-case-contested-measure"),
        business: Link::new("/operator/businesses/biz_1", v.w("Cabinet des Lilas", "Les Lilas practice")),
        facts: vec![Fact::new(
            v.t.say("operator-case-answer-by"),
            v.w("lundi 9 mars à 9 h", "Monday 9 March at 09:00"),
        )],
        text: Some(v.w(
            "Ces clients se trompent de professionnel.",
            "These clients mean somebody else.",
        )),
        measure: Some(card(v, true)),
        strike: None,
        decided: None,
        barred: (!may_decide).then(|| Banner {
            meaning: Meaning::Late,
            title: v.t.say("operator-case-own"),
            text: Some(v.t.say("operator-case-own-text")),
            links: Vec::new(),
        }),
        form: may_decide.then(|| form(v, true)),
    }
}

fn limit(v: Voice) -> MeasureActPage {
    MeasureActPage {
        t: v.t,
        frame: v.frame(v.t.say("operator-limit-title")),
        beside: beside(v, OperatorPlace::Businesses),
        title: v.t.say("operator-limit-title"),
        business: Link::new("/operator/businesses/biz_1", v.w("Cabinet des Lilas", "Les Lilas practice")),
        measure: None,
        form: DecisionForm {
            verdicts: Vec::new(),
            limits: vec![
                Choice::new("48 h", v.w("48 h", "48 h")),
                Choice::new("7 d", v.w("7 jours", "7 days")),
            ],
            limit_error: Some(v.t.say("operator-limit-missing")),
            ..form(v, false)
        },
    }
}

const DOCUMENT: &str = "# Un mois suffit.\n[booking]\nhorizon_days = 30\n\n[client_cancel.ladder]\nafter_start = \"refuse_and_contact\"\nsteps = [\n  { notice = \"24 h\", answer = \"allow\" },\n]\n";

fn changes() -> Vec<ValueChange> {
    vec![ValueChange {
        key: "booking.horizon_days".into(),
        before: "60".into(),
        after: "30".into(),
    }]
}

fn policy(v: Voice, faulty: bool) -> PolicyPage {
    let fault = || {
        v.t.with(
            "operator-policy-fault",
            &[("key", "booking.horizon_days"), ("why", "expected u16")],
        )
    };
    let effect = Effect {
        icon: Icon::Check,
        text: v.t.say("operator-policy-effect-kept"),
    };
    PolicyPage {
        t: v.t,
        frame: v.frame(v.t.say("operator-policy-title")),
        beside: beside(v, OperatorPlace::Policy),
        in_force: v.t.say("operator-policy-unchanged"),
        may_save: true,
        action: "/operator/policy".into(),
        hidden: vec![Hidden::new("version", "2")],
        document: Field {
            value: DOCUMENT.into(),
            required: true,
            error: faulty.then(fault),
        },
        note: Field::required(),
        would_be: (!faulty).then(|| PolicyWouldBe {
            effects: vec![effect],
            changes: changes(),
        }),
        problem: None,
        versions: vec![VersionRow {
            href: "/operator/policy/versions/2".into(),
            title: v.t.with("operator-policy-version-title", &[("version", "2")]),
            note: v.w("Agenda trop ouvert", "Agenda open too far"),
            when: v.w("lundi 2 mars à 9 h", "Monday 2 March at 09:00"),
            who: "Hélène Darmon".into(),
        }],
    }
}

fn version(v: Voice) -> PolicyVersionPage {
    let line = |sign, class, text: &str| DiffLine {
        sign,
        class,
        text: text.into(),
    };
    PolicyVersionPage {
        t: v.t,
        frame: v.frame("Version 2".to_owned()),
        beside: beside(v, OperatorPlace::Policy),
        title: v.t.with("operator-policy-version-title", &[("version", "2")]),
        told: v.w(
            "Version 2, lundi 2 mars à 9 h, par Hélène Darmon",
            "Version 2, Monday 2 March at 09:00, by Hélène Darmon",
        ),
        note: v.w("Agenda trop ouvert", "Agenda open too far"),
        compared: Some(v.t.with("operator-policy-compared", &[("version", "1")])),
        others: vec![Link::new(
            "?with=1",
            v.t.with("operator-policy-version-title", &[("version", "1")]),
        )],
        changes: changes(),
        lines: vec![
            line(" ", "same", "[booking]"),
            line("−", "gone", "horizon_days = 60"),
            line("+", "new", "horizon_days = 30"),
        ],
        restore_href: Some("/operator/policy?restore=2".into()),
    }
}

fn audit(v: Voice) -> AuditPage {
    AuditPage {
        t: v.t,
        frame: v.frame(v.t.say("operator-audit-title")),
        beside: beside(v, OperatorPlace::Audit),
        lines: vec![AuditLine {
            when: v.w("lundi 2 mars à 9 h", "Monday 2 March at 09:00"),
            who: "Hélène Darmon".into(),
            what: v.t.with("audit-ledger-read", &[("about", "Cabinet des Lilas")]),
            href: Some("/operator/businesses/biz_1".into()),
        }],
        older_href: Some("?before=aud_1".into()),
    }
}
