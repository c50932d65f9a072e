# language: fr
Fonctionnalité: Une annulation du professionnel ferme sa journée
  Qui annule un rendez-vous de près n'en reçoit pas d'autres ce jour-là. Ce qui est déjà prévu reste.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 3 mars à 9 h     |
      | Inès Blanc | mardi 3 mars à 14 h 30 |

  @WEC-01 @WEC-08
  Plan du scénario: la journée se ferme, sauf si c'était plus d'une semaine avant
    Quand la professionnelle annule <avant> avant le rendez-vous du mardi 3 mars à 14 h 30
    Alors c'est accepté sans avertissement
    Et la journée du mardi 3 mars <issue>

    Exemples:
      | avant        | issue                                 |
      | 7 d et 1 min | reste ouverte                         |
      | 7 d          | est fermée aux nouvelles réservations |
      | 3 d          | est fermée aux nouvelles réservations |
      | 6 h          | est fermée aux nouvelles réservations |

  @WEC-01
  Scénario: c'est dit avant d'annuler, avec la date
    Étant donné que nous sommes le lundi 2 mars à 9 h
    Quand la professionnelle prévoit d'annuler le rendez-vous du mardi 3 mars à 14 h 30
    Alors l'annonce dit que la journée du mardi 3 mars se fermera
    Et le rendez-vous du mardi 3 mars à 14 h 30 est toujours prévu
    Et la journée du mardi 3 mars reste ouverte

  @WEC-08
  Scénario: plus d'une semaine avant, l'annonce ne ferme rien
    Étant donné que nous sommes le mardi 24 février à 14 h 29
    Quand la professionnelle prévoit d'annuler le rendez-vous du mardi 3 mars à 14 h 30
    Alors l'annonce dit qu'aucune journée ne se fermera

  @WEC-02
  Scénario: ce qui est déjà prévu ce jour-là reste, et les autres jours aussi
    Quand la professionnelle annule 3 d avant le rendez-vous du mardi 3 mars à 14 h 30
    Alors le rendez-vous du mardi 3 mars à 9 h est toujours prévu
    Et des créneaux sont proposés le lundi 2 mars
    Et des créneaux sont proposés le mercredi 4 mars
    Et Nina Faure peut réserver pour le mercredi 4 mars à 14 h 30

  @WEC-01
  Scénario: l'établissement reçoit les motifs par écrit
    Quand la professionnelle annule 3 d avant le rendez-vous du mardi 3 mars à 14 h 30
    Alors l'établissement reçoit 1 exposé des motifs "closed_day"

  @WEC-01
  Scénario: deux annulations du même jour ne le ferment qu'une fois
    Quand la professionnelle annule, le lundi 2 mars à 8 h, ces rendez-vous
      | mardi 3 mars à 9 h     |
      | mardi 3 mars à 14 h 30 |
    Alors la journée du mardi 3 mars est fermée aux nouvelles réservations
    Et l'établissement reçoit 1 exposé des motifs "closed_day"

  @WEC-14
  Scénario: tardive, elle ferme la journée comme les autres
    Quand la professionnelle annule 23 h avant le rendez-vous du mardi 3 mars à 14 h 30
    Alors la journée du mardi 3 mars est fermée aux nouvelles réservations
    Et le registre compte 1 annulation tardive
