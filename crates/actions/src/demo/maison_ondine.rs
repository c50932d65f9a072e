//! A group of salons in Bordeaux: `salons`.

use domain::service::BookedBy::{Approval, AtOnce};

use super::sketch::{
    Answer, BusinessSketch, NetworkSketch, PlaceSketch, PractitionerSketch, Reached, RequestSketch, ServiceSketch,
};

pub(super) const NETWORK: NetworkSketch = NetworkSketch {
    slug: "maison-ondine",
    name: "Maison Ondine",
    tagline: "Trois salons de coiffure et un barbier à Bordeaux, un seul carnet de rendez-vous.",
    preset: "salons",
    contact: Reached {
        name: "Service clients Maison Ondine",
        email: "clients@maison-ondine.example",
        phone: "05 36 49 33 00",
    },
    businesses: &[SAINT_PIERRE, CHARTRONS, VICTOIRE],
    secretary: (0, "Brigitte Lacaze", "brigitte.lacaze@maison-ondine.example"),
    requests: &[
        RequestSketch {
            practitioner: "karim-haddad",
            service: 3,
            asked: "2027-02-20T14:25",
            wished: "2027-02-26T14:00",
            note: "Cheveux colorés en brun il y a deux mois.",
            answer: Answer::Approved("2027-02-20T18:30"),
        },
        RequestSketch {
            practitioner: "karim-haddad",
            service: 3,
            asked: "2027-02-23T20:50",
            wished: "2027-02-27T10:00",
            note: "",
            answer: Answer::Declined(
                "2027-02-24T10:15",
                "Un balayage demande plus de temps que ce créneau. Appelez-nous, nous trouverons une demi-journée.",
            ),
        },
        RequestSketch {
            practitioner: "karim-haddad",
            service: 3,
            asked: "2027-03-01T16:40",
            wished: "2027-03-04T14:00",
            note: "Cheveux longs, naturels, jamais colorés.",
            answer: Answer::None,
        },
    ],
};

const SAINT_PIERRE: BusinessSketch = BusinessSketch {
    name: "Maison Ondine Saint-Pierre",
    contact: Reached {
        name: "Brigitte Lacaze",
        email: "saint-pierre@maison-ondine.example",
        phone: "05 36 49 33 10",
    },
    place: PlaceSketch {
        name: "Salon Saint-Pierre",
        address: "17 rue des Bahutiers, 33000 Bordeaux",
        access: "Rez-de-chaussée, accès de plain-pied.",
    },
    services: &[
        ServiceSketch {
            name: "Shampoing, coupe, brushing",
            about: "Cheveux courts à mi-longs.",
            minutes: 45,
            buffers: (0, 5),
            step: 15,
            cents: 4_800,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Coupe homme",
            about: "",
            minutes: 30,
            buffers: (0, 0),
            step: 15,
            cents: 2_700,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Couleur et brushing",
            about: "Une touche d’essai est faite sur place.",
            minutes: 105,
            buffers: (0, 15),
            step: 30,
            cents: 8_200,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Balayage",
            about: "Sur demande : dites-nous l’histoire de vos cheveux, nous confirmons.",
            minutes: 150,
            buffers: (0, 15),
            step: 30,
            cents: 14_000,
            by: Approval,
        },
    ],
    practitioners: &[
        PractitionerSketch {
            slug: "lea-garnier",
            name: "Léa Garnier",
            profession: "Coiffeuse",
            about: "Coupes courtes, franges, cheveux fins.",
            email: "lea.garnier@maison-ondine.example",
            phone: "06 39 98 33 11",
            capacity: 1,
            gives: &[0, 1],
            weekly: &[("2-5", "09:30-12:30 13:30-19:00"), ("6", "09:00-13:00 14:00-18:00")],
            dated: &[],
            closed: &["2027-03-29"],
            away: None,
            usual: 3,
        },
        PractitionerSketch {
            slug: "karim-haddad",
            name: "Karim Haddad",
            profession: "Coloriste",
            about: "Vingt ans de couleur, du balayage au blanc assumé.",
            email: "karim.haddad@maison-ondine.example",
            phone: "06 39 98 33 12",
            capacity: 1,
            gives: &[2, 3, 0],
            weekly: &[("2-6", "10:00-13:00 14:00-19:00")],
            dated: &[("2027-03-09", "10:00-13:00")],
            closed: &[],
            away: None,
            usual: 2,
        },
    ],
};

const CHARTRONS: BusinessSketch = BusinessSketch {
    name: "Maison Ondine Chartrons",
    contact: Reached {
        name: "Sophie Delmas",
        email: "chartrons@maison-ondine.example",
        phone: "05 36 49 33 20",
    },
    place: PlaceSketch {
        name: "Salon des Chartrons",
        address: "52 rue Notre-Dame, 33000 Bordeaux",
        access: "",
    },
    services: &[
        ServiceSketch {
            name: "Shampoing, coupe, brushing",
            about: "",
            minutes: 45,
            buffers: (0, 5),
            step: 15,
            cents: 4_600,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Coupe enfant",
            about: "Jusqu’à 12 ans.",
            minutes: 30,
            buffers: (0, 0),
            step: 15,
            cents: 2_000,
            by: AtOnce,
        },
    ],
    practitioners: &[PractitionerSketch {
        slug: "sophie-delmas",
        name: "Sophie Delmas",
        profession: "Coiffeuse et gérante",
        about: "Sophie a ouvert le salon des Chartrons en 2009. Le mercredi est le jour des enfants.",
        email: "sophie.delmas@maison-ondine.example",
        phone: "06 39 98 33 13",
        capacity: 1,
        gives: &[0, 1],
        weekly: &[("2-4", "09:00-12:30 14:00-18:30"), ("5-6", "09:00-19:00")],
        dated: &[("2027-03-03", "09:00-12:30 14:00-16:00")],
        closed: &["2027-03-29"],
        away: Some(("2027-03-16", "2027-03-17", "Salon professionnel à Paris")),
        usual: 2,
    }],
};

const VICTOIRE: BusinessSketch = BusinessSketch {
    name: "Ondine Barbier, place de la Victoire",
    contact: Reached {
        name: "Paul Mercier",
        email: "barbier@maison-ondine.example",
        phone: "05 36 49 33 30",
    },
    place: PlaceSketch {
        name: "Le barbier de la Victoire",
        address: "9 place de la Victoire, 33000 Bordeaux",
        access: "Sonnez si la porte est fermée.",
    },
    services: &[
        ServiceSketch {
            name: "Taille de barbe",
            about: "Serviette chaude et huile.",
            minutes: 30,
            buffers: (0, 0),
            step: 30,
            cents: 2_200,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Coupe et barbe",
            about: "",
            minutes: 60,
            buffers: (0, 0),
            step: 30,
            cents: 4_400,
            by: AtOnce,
        },
    ],
    practitioners: &[PractitionerSketch {
        slug: "paul-mercier",
        name: "Paul Mercier",
        profession: "Barbier",
        about: "Rasage à l’ancienne, conversation facultative.",
        email: "paul.mercier@maison-ondine.example",
        phone: "06 39 98 33 14",
        capacity: 1,
        gives: &[0, 1],
        weekly: &[("2-6", "10:00-13:00 14:00-20:00")],
        dated: &[],
        closed: &[],
        away: None,
        usual: 2,
    }],
};
