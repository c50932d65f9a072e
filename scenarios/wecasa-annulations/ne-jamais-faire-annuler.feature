# language: fr
Fonctionnalité: Ne jamais demander à la cliente d'annuler à sa place
  La cliente peut le dire en annulant. Cela ne compte pas contre elle, l'assistance l'apprend, et c'est une personne qui décide.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 14 h 30  |
      | Inès Blanc | mercredi 11 mars à 9 h   |

  @WEC-09
  Scénario: la page d'annulation de la cliente le propose, et l'assistance l'apprend
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Quand la cliente du mardi 10 mars à 14 h 30 ouvre la page d'annulation
    Et elle choisit "Le professionnel m'a demandé d'annuler"
    Alors la page dit "Cette annulation ne compte pas pour vous"
    Quand elle confirme l'annulation
    Alors le rendez-vous du mardi 10 mars à 14 h 30 est annulé
    Et l'assistance reçoit un dossier "asked_to_cancel"
    # La parole d'une cliente seule ne compte encore contre personne.
    Et le registre est vide
    Et le score de Cabinet des Lilas est de 60
    Et la journée du mardi 10 mars reste ouverte

  @WEC-09
  Scénario: l'assistance donne raison à la cliente, et limite le compte avec ses motifs
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Quand la cliente du mardi 10 mars à 14 h 30 ouvre la page d'annulation
    Et elle choisit "Le professionnel m'a demandé d'annuler"
    Et elle confirme l'annulation
    Et l'assistance donne raison à qui a ouvert le dossier, et limite le compte pour "3 d"
    Alors le compte de l'établissement est limité jusqu'au jeudi 12 mars à 18 h
    Et aucun créneau n'est proposé le lundi 16 mars
    Et le rendez-vous du mercredi 11 mars à 9 h est toujours prévu
    Et l'établissement reçoit 1 exposé des motifs "limitation"
    Et le score de Cabinet des Lilas est de 54,5
    Quand nous sommes le jeudi 12 mars à 18 h
    Alors Nina Faure peut réserver pour le lundi 16 mars à 10 h

  @WEC-09
  Scénario: l'assistance donne tort à la cliente, et rien ne s'ensuit
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Quand la cliente du mardi 10 mars à 14 h 30 ouvre la page d'annulation
    Et elle choisit "Le professionnel m'a demandé d'annuler"
    Et elle confirme l'annulation
    Et l'assistance donne tort à qui a ouvert le dossier
    Alors le registre est vide
    Et des créneaux sont proposés le lundi 16 mars

  @WEC-17
  Scénario: annulée de son propre chef, l'assistance n'en sait rien
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Quand la cliente du mardi 10 mars à 14 h 30 ouvre la page d'annulation
    Et elle confirme l'annulation
    Alors le rendez-vous du mardi 10 mars à 14 h 30 est annulé
    Et l'assistance ne reçoit aucun dossier
    Et le registre est vide

  @WEC-14
  Scénario: la page du professionnel le rappelle, pour une annulation tardive aussi
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Quand la professionnelle ouvre la page d'annulation du rendez-vous du mardi 10 mars à 14 h 30
    Et elle répond que "business" le souhaite, pour le motif "emergency"
    Alors elle lit "Ne demandez jamais au client d'annuler à votre place"
