//! A studio of Nantes with classes for several people at once: `studio`. What is booked for a class is its room, with as many seats as mats.

use domain::service::BookedBy::{Approval, AtOnce};

use super::sketch::{
    Answer, BusinessSketch, NetworkSketch, PlaceSketch, PractitionerSketch, Reached, RequestSketch, ServiceSketch,
};

pub(super) const NETWORK: NetworkSketch = NetworkSketch {
    slug: "studio-canopee",
    name: "Studio Canopée",
    tagline: "Yoga et pilates en petits groupes et en cours particuliers, à Nantes.",
    preset: "studio",
    contact: Reached {
        name: "Studio Canopée",
        email: "bonjour@studio-canopee.example",
        phone: "02 61 91 44 00",
    },
    businesses: &[YOGA, PILATES],
    secretary: (0, "Maëlle Guillou", "accueil@studio-canopee.example"),
    operators: [
        ("Yann Kerbrat", "yann.kerbrat@studio-canopee.example"),
        ("Lila Morvan", "aide@studio-canopee.example"),
    ],
    requests: &[
        RequestSketch {
            practitioner: "theo-lambert",
            service: 2,
            asked: "2027-02-22T12:30",
            wished: "2027-02-25T10:00",
            note: "Mal de dos depuis janvier, vu avec ma kiné.",
            answer: Answer::Approved("2027-02-22T17:15"),
        },
        RequestSketch {
            practitioner: "theo-lambert",
            service: 2,
            asked: "2027-03-01T18:05",
            wished: "2027-03-05T09:00",
            note: "Je reprends après une entorse.",
            answer: Answer::None,
        },
    ],
    enquiries: &[],
};

const YOGA: BusinessSketch = BusinessSketch {
    name: "Canopée Yoga",
    contact: Reached {
        name: "Maëlle Guillou",
        email: "accueil@studio-canopee.example",
        phone: "02 61 91 44 01",
    },
    place: PlaceSketch {
        name: "Salle Lotus",
        address: "31 quai de la Fosse, 44000 Nantes",
        access: "Au fond de la cour. Vestiaires et douches sur place, tapis prêtés.",
    },
    services: &[
        ServiceSketch {
            name: "Yoga vinyasa, cours collectif",
            about: "Tous niveaux, dix tapis. Arrivez cinq minutes avant.",
            minutes: 60,
            buffers: (0, 0),
            step: 60,
            cents: 1_800,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Yoga particulier",
            about: "Seul ou à deux, un programme pour vous.",
            minutes: 60,
            buffers: (0, 15),
            step: 30,
            cents: 6_500,
            by: AtOnce,
        },
    ],
    practitioners: &[
        PractitionerSketch {
            slug: "yoga-collectif",
            name: "Cours collectif de yoga",
            profession: "Salle Lotus, dix places",
            about: "Le midi, le soir et le samedi matin, avec Camille ou Anouk.",
            email: "accueil@studio-canopee.example",
            phone: "02 61 91 44 01",
            capacity: 10,
            serves: "",
            gives: &[0],
            weekly: &[("1-5", "12:15-13:15 18:30-19:30"), ("6", "09:30-10:30 11:00-12:00")],
            dated: &[],
            closed: &["2027-03-29"],
            away: None,
            usual: 4,
        },
        PractitionerSketch {
            slug: "camille-rousseau",
            name: "Camille Rousseau",
            profession: "Professeure de yoga",
            about: "Formée à Pune et à Nantes, Camille donne des cours particuliers le matin et l’après-midi.",
            email: "camille.rousseau@studio-canopee.example",
            phone: "06 39 98 44 12",
            capacity: 1,
            serves: "",
            gives: &[1],
            weekly: &[("1-3", "08:30-11:30 14:00-17:30"), ("5", "08:30-11:30")],
            dated: &[("2027-03-13", "09:00-12:00")],
            closed: &[],
            away: None,
            usual: 1,
        },
    ],
};

const PILATES: BusinessSketch = BusinessSketch {
    name: "Canopée Pilates",
    contact: Reached {
        name: "Théo Lambert",
        email: "theo.lambert@studio-canopee.example",
        phone: "02 61 91 44 02",
    },
    place: PlaceSketch {
        name: "Salle Érable",
        address: "31 quai de la Fosse, 44000 Nantes",
        access: "Premier étage, sonnez « Pilates ».",
    },
    services: &[
        ServiceSketch {
            name: "Pilates au sol, cours collectif",
            about: "Six personnes au plus.",
            minutes: 55,
            buffers: (0, 5),
            step: 60,
            cents: 2_200,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Reformer particulier",
            about: "Sur machine, à votre rythme.",
            minutes: 55,
            buffers: (0, 5),
            step: 60,
            cents: 7_200,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Bilan postural",
            about: "Un premier bilan avant de commencer. Théo confirme chaque demande.",
            minutes: 75,
            buffers: (0, 15),
            step: 30,
            cents: 8_000,
            by: Approval,
        },
    ],
    practitioners: &[
        PractitionerSketch {
            slug: "pilates-collectif",
            name: "Cours collectif de pilates",
            profession: "Salle Érable, six places",
            about: "Le mardi, le jeudi et le samedi, avec Théo.",
            email: "theo.lambert@studio-canopee.example",
            phone: "02 61 91 44 02",
            capacity: 6,
            serves: "",
            gives: &[0],
            weekly: &[
                ("2", "12:30-13:30 19:00-20:00"),
                ("4", "12:30-13:30 19:00-20:00"),
                ("6", "10:00-11:00"),
            ],
            dated: &[],
            closed: &[],
            away: None,
            usual: 3,
        },
        PractitionerSketch {
            slug: "theo-lambert",
            name: "Théo Lambert",
            profession: "Professeur de pilates",
            about: "Danseur pendant douze ans, Théo enseigne le reformer et fait les bilans posturaux.",
            email: "theo.lambert@studio-canopee.example",
            phone: "06 39 98 44 14",
            capacity: 1,
            serves: "",
            gives: &[1, 2],
            weekly: &[("1", "09:00-12:00 14:00-18:00"), ("4-5", "09:00-12:00 14:00-18:00")],
            dated: &[],
            closed: &[],
            away: Some(("2027-03-18", "2027-03-19", "Stage à Rennes")),
            usual: 1,
        },
    ],
};
