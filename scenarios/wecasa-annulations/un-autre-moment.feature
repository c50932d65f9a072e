# language: fr
Fonctionnalité: Déplacer d'un commun accord plutôt qu'annuler
  L'un propose, l'autre accepte ou non ; jusque-là le rendez-vous reste à son heure. Un déplacement convenu ne compte contre personne.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 3 mars à 9 h     |
      | Inès Blanc | mardi 3 mars à 14 h 30 |
    Et nous sommes le lundi 2 mars à 16 h

  @WEC-06 @WEC-07 @WEC-20
  Scénario: la professionnelle propose deux moments, la cliente en choisit un, et rien ne compte
    Quand la professionnelle propose, pour le rendez-vous du mardi 3 mars à 14 h 30, le mercredi 4 mars à 10 h ou le jeudi 5 mars à 10 h
    Alors "client" reçoit l'e-mail "move_proposed"
    Et le rendez-vous reste le mardi 3 mars à 14 h 30
    Quand la cliente du mardi 3 mars à 14 h 30 accepte le jeudi 5 mars à 10 h
    Alors c'est accepté sans avertissement
    Et le rendez-vous est maintenant le jeudi 5 mars à 10 h
    Et le registre compte 0 annulation tardive
    Et la journée du mardi 3 mars reste ouverte
    Et l'établissement reçoit 0 exposé des motifs "closed_day"
    Et le score de Cabinet des Lilas est de 60

  @WEC-07
  Plan du scénario: la même envie, annulée puis déplacée d'un commun accord
    Quand <acte>
    Alors le registre compte <compte>
    Et la journée du mardi 3 mars <journée>

    Exemples:
      | acte                                                                       | compte               | journée                               |
      | la professionnelle annule le rendez-vous du mardi 3 mars à 14 h 30         | 1 annulation tardive | est fermée aux nouvelles réservations |
      | la professionnelle déplace le rendez-vous du mardi 3 mars à 14 h 30 au jeudi 5 mars à 10 h | 0 annulation tardive | reste ouverte         |

  @WEC-06
  Scénario: la cliente refuse, le rendez-vous reste
    Quand la professionnelle propose, pour le rendez-vous du mardi 3 mars à 14 h 30, le mercredi 4 mars à 10 h
    Et la cliente du mardi 3 mars à 14 h 30 refuse le changement
    Alors le rendez-vous reste le mardi 3 mars à 14 h 30
    Et aucune proposition n'attend plus
    Et "practitioner" reçoit l'e-mail "move_declined"

  @WEC+10
  Scénario: la cliente demande un autre moment, la professionnelle accepte
    Quand la cliente du mardi 3 mars à 14 h 30 demande le mercredi 4 mars à 10 h
    Alors c'est accepté, et l'autre partie doit répondre
    Et le rendez-vous reste le mardi 3 mars à 14 h 30
    Et "practitioner" reçoit l'e-mail "move_proposed"
    Quand la professionnelle accepte le mercredi 4 mars à 10 h
    Alors le rendez-vous est maintenant le mercredi 4 mars à 10 h
    Et "client" reçoit l'e-mail "moved"

  @WEC+10
  Scénario: refusée, la demande ne change rien, et la cliente peut encore annuler
    Quand la cliente du mardi 3 mars à 14 h 30 demande le mercredi 4 mars à 10 h
    Et la professionnelle refuse le changement
    Alors le rendez-vous reste le mardi 3 mars à 14 h 30
    Et "client" reçoit l'e-mail "move_declined"
    Quand la cliente du mardi 3 mars à 14 h 30 annule 20 h avant, de son propre chef
    Alors le rendez-vous du mardi 3 mars à 14 h 30 est annulé

  @WEC+10
  Scénario: sans réponse au bout de quatre heures, tout reste comme avant
    Quand la cliente du mardi 3 mars à 14 h 30 demande le mercredi 4 mars à 10 h
    Alors la proposition attend une réponse jusqu'au lundi 2 mars à 20 h
    Quand personne ne répond jusqu'au lundi 2 mars à 20 h
    Alors aucune proposition n'attend plus
    Et le rendez-vous reste le mardi 3 mars à 14 h 30
    Et "client" reçoit l'e-mail "move_lapsed"

  @WEC+10
  Scénario: tant que la demande n'est pas acceptée par le professionnel, la cliente la change aussitôt
    Étant donné que la prestation se réserve sur demande
    Quand Ana Lopez réserve pour le jeudi 12 mars à 9 h
    Et la cliente du jeudi 12 mars à 9 h demande le jeudi 12 mars à 11 h
    Alors c'est accepté sans avertissement
    Et l'heure du rendez-vous est le jeudi 12 mars à 11 h

  @WEC+10
  Scénario: deux clientes demandent le même moment, une seule l'obtient
    Quand la cliente du mardi 3 mars à 9 h demande le mercredi 4 mars à 10 h
    Et la cliente du mardi 3 mars à 14 h 30 demande le mercredi 4 mars à 10 h
    Et la professionnelle accepte, pour le rendez-vous du mardi 3 mars à 14 h 30, le mercredi 4 mars à 10 h
    Alors le rendez-vous est maintenant le mercredi 4 mars à 10 h
    Quand la professionnelle accepte, pour le rendez-vous du mardi 3 mars à 9 h, le mercredi 4 mars à 10 h
    Alors c'est refusé avec le code "slot_not_offered"
    Et le rendez-vous reste le mardi 3 mars à 9 h

  @WEC+11
  Scénario: la cliente a quatre heures pour répondre à la professionnelle
    Quand la professionnelle propose, pour le rendez-vous du mardi 3 mars à 14 h 30, le mercredi 4 mars à 10 h
    Alors la proposition attend une réponse jusqu'au lundi 2 mars à 20 h
    Quand personne ne répond jusqu'au lundi 2 mars à 20 h
    Et la cliente du mardi 3 mars à 14 h 30 accepte le mercredi 4 mars à 10 h
    Alors c'est refusé avec le code "nothing_proposed"
    Et le rendez-vous reste le mardi 3 mars à 14 h 30

  @WEC+19
  Scénario: une contre-proposition vaut trois heures
    Quand la cliente du mardi 3 mars à 14 h 30 demande le mercredi 4 mars à 10 h
    Et la professionnelle propose, pour le rendez-vous du mardi 3 mars à 14 h 30, le mercredi 4 mars à 17 h
    Alors la proposition attend une réponse jusqu'au lundi 2 mars à 19 h
    Quand nous sommes le lundi 2 mars à 18 h 59
    Et la cliente du mardi 3 mars à 14 h 30 accepte le mercredi 4 mars à 17 h
    Alors le rendez-vous est maintenant le mercredi 4 mars à 17 h

  @WEC+19
  Scénario: passé trois heures, la contre-proposition ne vaut plus
    Quand la professionnelle propose, pour le rendez-vous du mardi 3 mars à 14 h 30, le mercredi 4 mars à 10 h
    Et la cliente du mardi 3 mars à 14 h 30 propose à son tour le mercredi 4 mars à 17 h
    Alors la proposition attend une réponse jusqu'au lundi 2 mars à 19 h
    Quand personne ne répond jusqu'au lundi 2 mars à 19 h
    Et la professionnelle accepte le mercredi 4 mars à 17 h
    Alors c'est refusé avec le code "nothing_proposed"
    Et le rendez-vous reste le mardi 3 mars à 14 h 30
