# language: fr
Fonctionnalité: Les séances régulières
  Une série se dit à l'heure du mur. Elle s'arrête, se déplace ou se change d'un seul acte, avec un seul message.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"

  @WEC-05
  Scénario: « arrêter la récurrence » annule toutes les séances à venir, en un acte et un message
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 8 fois
    Et nous sommes le mardi 10 mars à 9 h
    Quand la professionnelle arrête la récurrence
    Alors les séances sont
      | lundi 2 mars à 15 h |
      | lundi 9 mars à 15 h |
    Et "client" reçoit un seul e-mail "series_stopped"
    Et "client" reçoit aucun e-mail "cancelled"

  @WEC-05 @WEC-10
  Scénario: une récurrence arrêtée la veille d'une séance est une annulation tardive, une seule
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 8 fois
    Et nous sommes le dimanche 1 mars à 18 h
    Quand la professionnelle arrête la récurrence
    Alors il n'y a plus aucune séance
    Et le registre compte 1 annulation tardive

  @WEC+13
  Scénario: la cliente choisit : cette séance, ou toutes
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 4 fois
    Quand la cliente arrête cette séance, à partir du lundi 9 mars à 15 h
    Alors les séances sont
      | lundi 2 mars à 15 h  |
      | lundi 16 mars à 15 h |
      | lundi 23 mars à 15 h |
    Quand la cliente arrête la récurrence
    Alors il n'y a plus aucune séance
    Et le registre compte 0 annulation tardive

  @WEC+13
  Plan du scénario: un motif lui est demandé dans les deux cas
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 4 fois
    Quand la cliente arrête <quoi>, sans motif
    Alors c'est refusé avec le code "reason_missing"
    Et 4 séances sont dans l'agenda, la dernière le lundi 23 mars à 15 h

    Exemples:
      | quoi          |
      | cette séance  |
      | la récurrence |

  @WEC+14
  Scénario: une série sans fin n'est générée que quelques semaines à l'avance, puis de semaine en semaine
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 23 février à 15 h : chaque semaine, sans fin
    Alors 4 séances sont dans l'agenda, la dernière le lundi 16 mars à 15 h
    Quand nous sommes le mardi 24 février à 9 h
    Alors 5 séances sont dans l'agenda, la dernière le lundi 23 mars à 15 h
    Quand nous sommes le mardi 3 mars à 9 h
    Alors 6 séances sont dans l'agenda, la dernière le lundi 30 mars à 15 h

  @WEC+11
  Plan du scénario: déplacer la série demande l'accord de la cliente
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 3 fois
    Quand la professionnelle déplace toute la série, celle du lundi 2 mars à 15 h, au mardi 3 mars à 10 h<accord>
    Alors <issue>
    Et 3 séances sont dans l'agenda, la dernière le <dernière>

    Exemples:
      | accord                         | issue                                         | dernière             |
      |                                | c'est refusé avec le code "agreement_missing" | lundi 16 mars à 15 h |
      | , avec l'accord de la cliente  | la série est changée                          | mardi 17 mars à 10 h |

  @WEC+11 @C08
  Plan du scénario: cette séance, celle-ci et les suivantes, ou toutes
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 4 fois
    Quand la professionnelle déplace <quoi>, celle du lundi 9 mars à 15 h, au mardi 10 mars à 10 h, avec l'accord de la cliente
    Alors la série est changée
    Et les séances sont
      | <un>     |
      | <deux>   |
      | <trois>  |
      | <quatre> |
    Et "client" reçoit un seul e-mail "<message>"

    Exemples:
      | quoi                          | un                   | deux                 | trois                | quatre               | message      |
      | cette séance                  | lundi 2 mars à 15 h  | mardi 10 mars à 10 h | lundi 16 mars à 15 h | lundi 23 mars à 15 h | moved        |
      | cette séance et les suivantes | lundi 2 mars à 15 h  | mardi 10 mars à 10 h | mardi 17 mars à 10 h | mardi 24 mars à 10 h | series_moved |
      | toute la série                | mardi 3 mars à 10 h  | mardi 10 mars à 10 h | mardi 17 mars à 10 h | mardi 24 mars à 10 h | series_moved |

  @C08
  Scénario: une séance déplacée seule garde sa place quand la série change
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 4 fois
    Et la professionnelle déplace le rendez-vous du lundi 9 mars à 15 h au jeudi 12 mars à 9 h
    Quand la professionnelle déplace toute la série, celle du lundi 2 mars à 15 h, au mardi 3 mars à 10 h, avec l'accord de la cliente
    Alors les séances sont
      | mardi 3 mars à 10 h  |
      | jeudi 12 mars à 9 h  |
      | mardi 17 mars à 10 h |
      | mardi 24 mars à 10 h |

  @T2
  Scénario: le lundi à 15 h reste le lundi à 15 h après le passage à l'heure d'été
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le lundi 23 mars à 15 h : chaque semaine, 3 fois
    Alors les séances sont
      | lundi 23 mars à 15 h  |
      | lundi 30 mars à 15 h  |
      | lundi 6 avril à 15 h  |

  @T15
  Scénario: le 31 de chaque mois saute les mois qui n'en ont pas, sans glisser
    Étant donné la professionnelle convient avec Zoé Martin d'une série dès le mardi 31 mars à 15 h : chaque mois à cette date, 4 fois
    Alors les séances sont
      | mardi 31 mars à 15 h     |
      | dimanche 31 mai à 15 h   |
      | vendredi 31 juillet à 15 h |
      | lundi 31 août à 15 h     |

  @R10
  Plan du scénario: une date prise se montre, et rien ne se chevauche
    Étant donné ces rendez-vous, réservés en ligne
      | Inès Blanc | lundi 9 mars à 15 h |
    Quand la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 3 fois<choix>
    Alors l'annonce nomme la date prise du lundi 9 mars à 15 h
    Et la série est arrangée
    Et les séances sont
      | lundi 2 mars à 15 h  |
      | <deuxième>           |
      | lundi 16 mars à 15 h |

    Exemples:
      | choix                      | deuxième            |
      | , au prochain moment libre | lundi 9 mars à 16 h |

  @R10
  Scénario: en sautant les dates prises
    Étant donné ces rendez-vous, réservés en ligne
      | Inès Blanc | lundi 9 mars à 15 h |
    Quand la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 3 fois, en sautant les dates prises
    Alors les séances sont
      | lundi 2 mars à 15 h  |
      | lundi 16 mars à 15 h |

  @R10
  Scénario: sans rien choisir, c'est tout ou rien
    Étant donné ces rendez-vous, réservés en ligne
      | Inès Blanc | lundi 9 mars à 15 h |
    Quand la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 3 fois
    Alors c'est refusé avec le code "dates_not_free"
    Et l'annonce nomme la date prise du lundi 9 mars à 15 h
    Et Nina Faure peut réserver pour le lundi 2 mars à 15 h
