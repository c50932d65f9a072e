# language: fr
Fonctionnalité: Les annulations tardives se comptent, et la troisième du mois met en pause
  Tardif veut dire moins de 24 h avant. La pause arrête les nouvelles réservations pendant 48 h, puis s'arrête d'elle-même.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"

  @WEC-10 @WEC-11
  Plan du scénario: un rendez-vous du mercredi à 15 h, annulé le mardi
    Étant donné ces rendez-vous, réservés en ligne
      | Zoé Martin | mercredi 4 mars à 15 h |
    Et nous sommes le mardi 3 mars à <heure>
    Quand la professionnelle annule le rendez-vous du mercredi 4 mars à 15 h
    Alors c'est accepté sans avertissement
    Et le registre compte <compte>

    Exemples:
      | heure  | compte                 |
      | 15 h   | 0 annulation tardive   |
      | 15 h 01 | 1 annulation tardive   |
      | 15 h 30 | 1 annulation tardive  |

  @WEC-12
  Scénario: avant d'annuler, le professionnel voit où il en est
    Étant donné ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 9 h  |
      | Inès Blanc | mardi 10 mars à 10 h |
      | Léa Petit  | mardi 10 mars à 11 h |
    Et nous sommes le lundi 9 mars à 13 h
    Quand la professionnelle prévoit d'annuler le rendez-vous du mardi 10 mars à 9 h
    Alors l'annonce dit : annulation tardive 1 sur 3
    Et l'annonce ne parle d'aucune pause
    Quand la professionnelle annule, le lundi 9 mars à 13 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
    Et la professionnelle prévoit d'annuler le rendez-vous du mardi 10 mars à 11 h
    Alors l'annonce dit : annulation tardive 3 sur 3
    Et l'annonce dit qu'une pause commencera, jusqu'au mercredi 11 mars à 13 h

  @WEC-12
  Scénario: la troisième du mois met en pause pour 48 h
    Étant donné ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 9 h  |
      | Inès Blanc | mardi 10 mars à 10 h |
      | Léa Petit  | mardi 10 mars à 11 h |
    Quand la professionnelle annule, le lundi 9 mars à 13 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
    Alors l'établissement n'est pas en pause
    Quand la professionnelle annule, le lundi 9 mars à 13 h 20, ces rendez-vous
      | mardi 10 mars à 11 h |
    Alors le registre compte 3 annulations tardives
    Et l'établissement est en pause jusqu'au mercredi 11 mars à 13 h 20
    Et l'établissement reçoit 1 exposé des motifs "pause"

  @WEC-13
  Scénario: en pause, plus de nouvelles réservations ; ce qui est prévu reste ; la pause finit d'elle-même
    Étant donné ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 9 h  |
      | Inès Blanc | mardi 10 mars à 10 h |
      | Léa Petit  | mardi 10 mars à 11 h |
      | Ana Lopez  | jeudi 12 mars à 9 h  |
    Et la professionnelle a annulé, le lundi 9 mars à 13 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Alors Nina Faure ne peut pas réserver pour le lundi 16 mars à 10 h : l'établissement est en pause
    Et aucun créneau n'est proposé le lundi 16 mars
    Et le rendez-vous du jeudi 12 mars à 9 h est toujours prévu
    Quand nous sommes le mercredi 11 mars à 12 h 59
    Alors Nina Faure ne peut pas réserver pour le lundi 16 mars à 10 h : l'établissement est en pause
    Quand nous sommes le mercredi 11 mars à 13 h
    Alors l'établissement n'est pas en pause
    Et Nina Faure peut réserver pour le lundi 16 mars à 10 h

  @WEC-12 @WEC-18 @WEC+02
  Plan du scénario: une le 31 et deux le 1er, en mois civil ou en trente jours glissants
    Étant donné un réseau selon le modèle "home-services", avec ces réglages
      | reliability.business.0.within | <période> |
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mercredi 1 avril à 9 h |
      | Inès Blanc | jeudi 2 avril à 9 h    |
      | Léa Petit  | jeudi 2 avril à 10 h   |
    Et la professionnelle a annulé, le mardi 31 mars à 18 h, ces rendez-vous
      | mercredi 1 avril à 9 h |
    Quand la professionnelle annule, le mercredi 1 avril à 12 h, ces rendez-vous
      | jeudi 2 avril à 9 h  |
      | jeudi 2 avril à 10 h |
    Alors le registre compte 3 annulations tardives
    Et l'établissement <issue>

    Exemples:
      | période        | issue                                        |
      | calendar_month | n'est pas en pause                           |
      | 30 d           | est en pause jusqu'au vendredi 3 avril à 12 h |

  @WEC-18
  Plan du scénario: la quatrième du même mois, selon que ce qui a déjà compté compte encore
    Étant donné un réseau selon le modèle "home-services", avec ces réglages
      | reliability.business.0.counted_again | <encore> |
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 9 h  |
      | Inès Blanc | mardi 10 mars à 10 h |
      | Léa Petit  | mardi 10 mars à 11 h |
      | Ana Lopez  | mardi 17 mars à 9 h  |
    Et la professionnelle a annulé, le lundi 9 mars à 13 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Quand la professionnelle annule, le lundi 16 mars à 13 h, ces rendez-vous
      | mardi 17 mars à 9 h |
    Alors le registre compte 4 annulations tardives
    Et l'établissement <issue>

    Exemples:
      | encore | issue                                        |
      | false  | n'est pas en pause                           |
      | true   | est en pause jusqu'au mercredi 18 mars à 13 h |

  @WEC-18
  Scénario: trois nouvelles dans le même mois mettent en pause une seconde fois
    Étant donné ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 9 h  |
      | Inès Blanc | mardi 10 mars à 10 h |
      | Léa Petit  | mardi 10 mars à 11 h |
      | Ana Lopez  | mardi 17 mars à 9 h  |
      | Eva Morel  | mardi 17 mars à 10 h |
      | Lou Garnier | mardi 17 mars à 11 h |
    Et la professionnelle a annulé, le lundi 9 mars à 13 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Quand la professionnelle annule, le lundi 16 mars à 13 h, ces rendez-vous
      | mardi 17 mars à 9 h  |
      | mardi 17 mars à 10 h |
    Alors l'établissement n'est pas en pause
    Quand la professionnelle annule, le lundi 16 mars à 14 h, ces rendez-vous
      | mardi 17 mars à 11 h |
    Alors l'établissement est en pause jusqu'au mercredi 18 mars à 14 h

  @WEC+01
  Plan du scénario: tardif veut dire moins de 24 h sur un marché, moins de trois jours sur un autre
    Étant donné un réseau selon le modèle "home-services", avec ces réglages
      | business.late_below | <seuil> |
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 14 h 30 |
    Quand la professionnelle annule <avant> avant le rendez-vous du mardi 10 mars à 14 h 30
    Alors le registre compte <compte>

    Exemples:
      | seuil | avant          | compte               |
      | 24 h  | 2 d et 23 h    | 0 annulation tardive |
      | 3 d   | 2 d et 23 h    | 1 annulation tardive |
      | 3 d   | 3 d            | 0 annulation tardive |

  @WEC-17
  Scénario: ce que les clientes annulent ne compte jamais contre le professionnel
    Étant donné ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 9 h  |
      | Inès Blanc | mardi 10 mars à 11 h |
      | Léa Petit  | mardi 10 mars à 14 h |
    Quand la cliente du mardi 10 mars à 9 h annule 3 h avant, de son propre chef
    Et la cliente du mardi 10 mars à 11 h annule 3 h avant, de son propre chef
    Et la cliente du mardi 10 mars à 14 h annule 3 h avant, de son propre chef
    Alors le rendez-vous du mardi 10 mars à 14 h est annulé
    Et le registre compte 0 annulation tardive
    Et l'établissement n'est pas en pause
    Et la journée du mardi 10 mars reste ouverte

  @WEC-20
  Scénario: « plus d'une semaine avant » épargne la journée, pas le compte
    # La page source mêle les deux phrases dans sa seconde partie ; elle se lit comme la première. Ici tardif vaut dix jours, pour que les deux se croisent.
    Étant donné un réseau selon le modèle "home-services", avec ces réglages
      | business.late_below | 10 d |
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 14 h 30 |
      | Inès Blanc | mardi 17 mars à 14 h 30 |
    Quand la professionnelle annule 8 d avant le rendez-vous du mardi 10 mars à 14 h 30
    Alors le registre compte 1 annulation tardive
    Et la journée du mardi 10 mars reste ouverte
    Quand la professionnelle annule 6 d avant le rendez-vous du mardi 17 mars à 14 h 30
    Alors le registre compte 2 annulations tardives
    Et la journée du mardi 17 mars est fermée aux nouvelles réservations
