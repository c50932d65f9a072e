//! Professionals of Paris who come to the client's home: `home-services`. The buffers are their way from one door to the next.

use domain::service::BookedBy::{Approval, AtOnce};

use super::sketch::{
    Answer, BusinessSketch, NetworkSketch, PlaceSketch, PractitionerSketch, Reached, RequestSketch, ServiceSketch,
};

pub(super) const NETWORK: NetworkSketch = NetworkSketch {
    slug: "belle-heure",
    name: "Belle Heure",
    tagline: "Coiffure, manucure et massage chez vous, à Paris, sept jours sur sept.",
    preset: "home-services",
    contact: Reached {
        name: "L’équipe Belle Heure",
        email: "aide@belle-heure.example",
        phone: "01 99 00 31 00",
    },
    businesses: &[KACI, FONTAINE, DIARRA],
    secretary: (1, "Solène Marty", "solene.marty@belle-heure.example"),
    requests: &[
        RequestSketch {
            practitioner: "nadia-kaci",
            service: 2,
            asked: "2027-02-19T10:10",
            wished: "2027-02-27T09:00",
            note: "Chignon pour un mariage civil, nous serons deux à coiffer.",
            answer: Answer::Approved("2027-02-19T12:25"),
        },
        RequestSketch {
            practitioner: "nadia-kaci",
            service: 2,
            asked: "2027-03-02T09:20",
            wished: "2027-03-06T10:00",
            note: "Pour le baptême de ma nièce, dans le 18e. Troisième étage sans ascenseur.",
            answer: Answer::None,
        },
    ],
};

const KACI: BusinessSketch = BusinessSketch {
    name: "Nadia Kaci Coiffure",
    contact: Reached {
        name: "Nadia Kaci",
        email: "nadia.kaci@belle-heure.example",
        phone: "06 39 98 31 11",
    },
    place: PlaceSketch {
        name: "À votre domicile",
        address: "Paris 9e · 10e · 17e · 18e",
        access: "Indiquez le code de la porte, l’étage et l’interphone dans le message au praticien.",
    },
    services: &[
        ServiceSketch {
            name: "Coupe et brushing à domicile",
            about: "Shampoing compris. Une chaise et une prise suffisent.",
            minutes: 60,
            buffers: (20, 20),
            step: 30,
            cents: 5_400,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Coupe homme à domicile",
            about: "",
            minutes: 30,
            buffers: (20, 20),
            step: 30,
            cents: 3_200,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Coiffure de cérémonie",
            about: "Chignon, attaches, essai compris. Nadia vous répond dans les quatre heures.",
            minutes: 90,
            buffers: (30, 30),
            step: 30,
            cents: 11_000,
            by: Approval,
        },
    ],
    practitioners: &[PractitionerSketch {
        slug: "nadia-kaci",
        name: "Nadia Kaci",
        profession: "Coiffeuse à domicile",
        about: "Quinze ans de salon avant de prendre la route. Cheveux bouclés et frisés bienvenus.",
        email: "nadia.kaci@belle-heure.example",
        phone: "06 39 98 31 11",
        capacity: 1,
        gives: &[0, 1, 2],
        weekly: &[("1-5", "09:30-13:00 14:00-19:30"), ("6", "09:00-17:00")],
        dated: &[],
        closed: &[],
        away: None,
        usual: 3,
    }],
};

const FONTAINE: BusinessSketch = BusinessSketch {
    name: "Les mains d’Aurélie",
    contact: Reached {
        name: "Aurélie Fontaine",
        email: "aurelie.fontaine@belle-heure.example",
        phone: "06 39 98 31 12",
    },
    place: PlaceSketch {
        name: "À votre domicile",
        address: "Paris rive droite",
        access: "Indiquez le code de la porte et l’étage dans le message au praticien.",
    },
    services: &[
        ServiceSketch {
            name: "Manucure et vernis",
            about: "Limage, cuticules, pose de vernis. Le vernis est fourni.",
            minutes: 45,
            buffers: (15, 15),
            step: 30,
            cents: 3_900,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Manucure semi-permanente",
            about: "Tient deux à trois semaines.",
            minutes: 75,
            buffers: (15, 15),
            step: 30,
            cents: 5_500,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Épilation demi-jambes",
            about: "",
            minutes: 30,
            buffers: (15, 15),
            step: 30,
            cents: 2_900,
            by: AtOnce,
        },
    ],
    practitioners: &[
        PractitionerSketch {
            slug: "aurelie-fontaine",
            name: "Aurélie Fontaine",
            profession: "Prothésiste ongulaire",
            about: "Aurélie vient avec tout son matériel, stérilisé entre deux rendez-vous.",
            email: "aurelie.fontaine@belle-heure.example",
            phone: "06 39 98 31 12",
            capacity: 1,
            gives: &[0, 1],
            weekly: &[("2-6", "10:00-13:00 14:00-20:00")],
            dated: &[("2027-03-05", "")],
            closed: &[],
            away: None,
            usual: 2,
        },
        PractitionerSketch {
            slug: "julie-marchand",
            name: "Julie Marchand",
            profession: "Esthéticienne",
            about: "Cire tiède, produits français. Julie travaille aussi le dimanche matin.",
            email: "julie.marchand@belle-heure.example",
            phone: "06 39 98 31 13",
            capacity: 1,
            gives: &[2, 0],
            weekly: &[("1", "14:00-21:00"), ("3-5", "10:00-14:00 15:00-19:00"), ("7", "09:00-13:00")],
            dated: &[],
            closed: &[],
            away: Some(("2027-03-10", "2027-03-12", "Déménagement")),
            usual: 1,
        },
    ],
};

const DIARRA: BusinessSketch = BusinessSketch {
    name: "Sékou Diarra Massages",
    contact: Reached {
        name: "Sékou Diarra",
        email: "sekou.diarra@belle-heure.example",
        phone: "06 39 98 31 14",
    },
    place: PlaceSketch {
        name: "À votre domicile",
        address: "Paris et Vincennes",
        access: "Sékou apporte la table : prévoyez deux mètres sur trois.",
    },
    services: &[
        ServiceSketch {
            name: "Massage suédois",
            about: "Huiles neutres, table et serviettes fournies.",
            minutes: 60,
            buffers: (30, 30),
            step: 30,
            cents: 7_900,
            by: AtOnce,
        },
        ServiceSketch {
            name: "Massage du sportif",
            about: "Après l’effort, jambes et dos.",
            minutes: 90,
            buffers: (30, 30),
            step: 30,
            cents: 10_900,
            by: AtOnce,
        },
    ],
    practitioners: &[PractitionerSketch {
        slug: "sekou-diarra",
        name: "Sékou Diarra",
        profession: "Masseur bien-être",
        about: "Ancien soigneur d’un club d’athlétisme, Sékou masse chez vous jusqu’à 21 heures.",
        email: "sekou.diarra@belle-heure.example",
        phone: "06 39 98 31 14",
        capacity: 1,
        gives: &[0, 1],
        weekly: &[("1-2", "12:00-21:00"), ("4-6", "12:00-21:00")],
        dated: &[],
        closed: &[],
        away: None,
        usual: 1,
    }],
};
