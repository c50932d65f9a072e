//! Therapists of Lyon who share a secretary and a charter: `therapists`.

use domain::service::BookedBy::{Approval, AtOnce};

use super::sketch::{
    Answer, BusinessSketch, NetworkSketch, PlaceSketch, PractitionerSketch, Reached, RequestSketch, ServiceSketch,
};

pub(super) const NETWORK: NetworkSketch = NetworkSketch {
    slug: "la-traboule",
    name: "La Traboule",
    tagline: "Ostéopathes, psychologues, sophrologues et naturopathes indépendants, à Lyon et Villeurbanne.",
    preset: "therapists",
    contact: Reached {
        name: "La Traboule",
        email: "bonjour@la-traboule.example",
        phone: "04 65 71 20 00",
    },
    businesses: &[CROIX_ROUSSE, BENALI, TISSIER],
    secretary: (0, "Mireille Chapuis", "accueil@la-traboule.example"),
    requests: &[
        RequestSketch {
            practitioner: "ines-benali",
            service: 1,
            asked: "2027-02-18T19:40",
            wished: "2027-02-23T11:00",
            note: "Mon médecin m’a conseillé de vous consulter. Je suis libre le mardi matin.",
            answer: Answer::Approved("2027-02-19T09:10"),
        },
        RequestSketch {
            practitioner: "ines-benali",
            service: 1,
            asked: "2027-02-21T21:05",
            wished: "2027-02-26T18:00",
            note: "",
            answer: Answer::Declined(
                "2027-02-22T12:50",
                "Je ne reçois plus de nouveaux patients en soirée. Un créneau en journée vous conviendrait-il ?",
            ),
        },
        RequestSketch {
            practitioner: "ines-benali",
            service: 1,
            asked: "2027-02-24T08:15",
            wished: "2027-03-01T09:00",
            note: "Une première séance pour mon fils de 16 ans.",
            answer: Answer::None,
        },
        RequestSketch {
            practitioner: "ines-benali",
            service: 1,
            asked: "2027-03-01T20:32",
            wished: "2027-03-04T14:00",
            note: "Bonjour, je cherche un suivi régulier. Le jeudi après-midi me va bien.",
            answer: Answer::None,
        },
        RequestSketch {
            practitioner: "ines-benali",
            service: 1,
            asked: "2027-03-02T08:47",
            wished: "2027-03-05T10:00",
            note: "",
            answer: Answer::None,
        },
    ],
};

const CROIX_ROUSSE: BusinessSketch = BusinessSketch {
    name: "Cabinet de la Croix-Rousse",
    contact: Reached {
        name: "Mireille Chapuis",
        email: "accueil@la-traboule.example",
        phone: "04 65 71 20 14",
    },
    place: PlaceSketch {
        name: "Cabinet de la Croix-Rousse",
        address: "14 rue d’Ivry, 69004 Lyon",
        access: "Code 47B1, deuxième étage à gauche. La salle d’attente est au fond du couloir.",
    },
    services: &[
        ServiceSketch {
            name: "Consultation d’ostéopathie",
            about: "Adultes et enfants. Apportez vos radios récentes si vous en avez.",
            minutes: 45,
            buffers: (0, 15),
            step: 60,
            cents: 6_500,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Ostéopathie du nourrisson",
            about: "Jusqu’à 18 mois, avec un parent. Prévoyez le carnet de santé.",
            minutes: 30,
            buffers: (0, 15),
            step: 30,
            cents: 5_500,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Séance de sophrologie",
            about: "Sommeil, stress, préparation d’un examen ou d’une intervention.",
            minutes: 60,
            buffers: (0, 0),
            step: 30,
            cents: 6_000,
            by: AtOnce,
        },
    ],
    practitioners: &[
        PractitionerSketch {
            slug: "claire-lenoir",
            name: "Claire Lenoir",
            profession: "Ostéopathe D.O.",
            about: "Ostéopathe depuis 2012, Claire Lenoir reçoit adultes, femmes enceintes et nourrissons dans un cabinet calme du plateau.",
            email: "claire.lenoir@la-traboule.example",
            phone: "06 39 98 10 21",
            capacity: 1,
            gives: &[0, 1],
            weekly: &[
                ("1-2", "09:00-12:30 14:00-18:30"),
                ("3", "09:00-13:00"),
                ("4-5", "09:00-12:30 14:00-18:30"),
            ],
            dated: &[("2027-03-06", "09:00-12:30")],
            closed: &["2027-03-29"],
            away: None,
            usual: 3,
        },
        PractitionerSketch {
            slug: "hugo-perrin",
            name: "Hugo Perrin",
            profession: "Sophrologue",
            about: "Ancien infirmier, Hugo Perrin accompagne les troubles du sommeil et la préparation aux examens.",
            email: "hugo.perrin@la-traboule.example",
            phone: "06 39 98 10 22",
            capacity: 1,
            gives: &[2],
            weekly: &[
                ("2", "10:00-13:00 14:00-20:00"),
                ("4", "10:00-13:00 14:00-20:00"),
                ("6", "09:30-12:30"),
            ],
            dated: &[],
            closed: &[],
            away: Some(("2027-03-11", "2027-03-13", "Congrès de sophrologie à Grenoble")),
            usual: 2,
        },
    ],
};

const BENALI: BusinessSketch = BusinessSketch {
    name: "Inès Benali, psychologue",
    contact: Reached {
        name: "Inès Benali",
        email: "ines.benali@la-traboule.example",
        phone: "06 39 98 10 23",
    },
    place: PlaceSketch {
        name: "Cabinet Paul-Bert",
        address: "8 rue Paul-Bert, 69003 Lyon",
        access: "Interphone « Benali ». Troisième étage, ascenseur.",
    },
    services: &[
        ServiceSketch {
            name: "Consultation de suivi",
            about: "Pour les personnes déjà reçues une première fois.",
            minutes: 50,
            buffers: (0, 10),
            step: 60,
            cents: 6_000,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Première consultation",
            about: "Un premier entretien pour faire connaissance. Chaque demande est lue avant d’être acceptée.",
            minutes: 60,
            buffers: (0, 15),
            step: 60,
            cents: 7_000,
            by: Approval,
        },
    ],
    practitioners: &[PractitionerSketch {
        slug: "ines-benali",
        name: "Inès Benali",
        profession: "Psychologue clinicienne",
        about: "Adultes et adolescents. Thérapies cognitives et comportementales, en français et en anglais.",
        email: "ines.benali@la-traboule.example",
        phone: "06 39 98 10 23",
        capacity: 1,
        gives: &[0, 1],
        weekly: &[("1-2", "09:00-13:00 14:00-19:00"), ("4-5", "09:00-13:00 14:00-17:00")],
        dated: &[],
        closed: &["2027-03-29"],
        away: None,
        usual: 2,
    }],
};

const TISSIER: BusinessSketch = BusinessSketch {
    name: "Marc Tissier, naturopathe",
    contact: Reached {
        name: "Marc Tissier",
        email: "marc.tissier@la-traboule.example",
        phone: "06 39 98 10 24",
    },
    place: PlaceSketch {
        name: "Maison des Gratte-Ciel",
        address: "22 avenue Henri-Barbusse, 69100 Villeurbanne",
        access: "Escalier B, premier étage. Métro Gratte-Ciel à deux minutes.",
    },
    services: &[
        ServiceSketch {
            name: "Bilan de vitalité",
            about: "Une heure et demie pour faire le point : alimentation, sommeil, rythme de vie.",
            minutes: 90,
            buffers: (0, 15),
            step: 30,
            cents: 8_500,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Suivi",
            about: "",
            minutes: 45,
            buffers: (0, 15),
            step: 30,
            cents: 5_000,
            by: AtOnce,
        },
    ],
    practitioners: &[PractitionerSketch {
        slug: "marc-tissier",
        name: "Marc Tissier",
        profession: "Naturopathe",
        about: "Marc Tissier reçoit à Villeurbanne trois jours par semaine et anime des ateliers le reste du temps.",
        email: "marc.tissier@la-traboule.example",
        phone: "06 39 98 10 24",
        capacity: 1,
        gives: &[0, 1],
        weekly: &[("2-4", "09:30-12:30 13:30-18:00")],
        dated: &[],
        closed: &[],
        away: Some(("2027-03-15", "2027-03-19", "Congés")),
        usual: 1,
    }],
};
