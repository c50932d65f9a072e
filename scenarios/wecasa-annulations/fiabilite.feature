# language: fr
Fonctionnalité: La fiabilité se compte, se lit et se conteste
  Les annulations des professionnels sont la première cause de mécontentement : le réseau lit combien, et combien tard.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et Paul Roux donne aussi la prestation
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 9 h   |
      | Inès Blanc | mardi 10 mars à 10 h  |
      | Léa Petit  | mardi 10 mars à 11 h  |
      | Ana Lopez  | mercredi 25 mars à 9 h |

  @WEC-19
  Scénario: combien de rendez-vous annulés par l'établissement, et combien tard
    Quand la cliente du mardi 10 mars à 9 h annule 30 h avant, de son propre chef
    Et la professionnelle annule 23 h avant le rendez-vous du mardi 10 mars à 10 h
    Et la professionnelle annule 5 d avant le rendez-vous du mercredi 25 mars à 9 h
    Alors le réseau lit : 4 rendez-vous, 2 annulés par l'établissement, dont 1 tardif

  @WEC+17
  Scénario: le score part de 60 ; annuler tard pèse double
    Alors le score de Cabinet des Lilas est de 60
    Quand la professionnelle annule 5 d avant le rendez-vous du mercredi 25 mars à 9 h
    Alors le score de Cabinet des Lilas est de 54,5
    Et Cabinet de Paul Roux est premier du classement

  @WEC+17
  Scénario: une annulation tardive pèse deux fois une annulation
    Quand la professionnelle annule 23 h avant le rendez-vous du mardi 10 mars à 10 h
    Alors le score de Cabinet des Lilas est de 50
    Et le classement de Cabinet des Lilas dit pourquoi : 1 "late_cancelled"

  @WEC-12 @WEC-13
  Scénario: contestée avec raison, la pause tombe et tout est rétabli d'un coup
    Étant donné la professionnelle a annulé, le lundi 9 mars à 13 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Quand l'établissement conteste la pause
    Alors l'établissement est en pause jusqu'au mercredi 11 mars à 13 h
    Quand l'assistance donne raison à qui a ouvert le dossier
    Alors l'établissement n'est pas en pause
    Et le score de Cabinet des Lilas est de 60
    Et Nina Faure peut réserver pour le lundi 16 mars à 10 h
