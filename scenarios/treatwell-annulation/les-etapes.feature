# language: fr
Fonctionnalité: Le salon annule en quatre étapes
  Qui le souhaite, un autre moment d'abord, un mot à la cliente, et un dernier bouton.

  Contexte:
    Étant donné un réseau selon le modèle "salons"
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 14 h 30 |
    Quand la professionnelle ouvre la page d'annulation du rendez-vous du mardi 10 mars à 14 h 30

  @TRW-02
  Scénario: la première étape demande qui souhaite annuler
    Alors elle lit "Qui souhaite annuler, et pour quelle raison ?"
    Quand elle répond que "" le souhaite, pour le motif "equipment"
    Alors elle lit "Dites qui le souhaite"

  @TRW-03
  Scénario: puis la raison
    Quand elle répond que "business" le souhaite, pour le motif ""
    Alors elle lit "Choisissez un motif."

  @TRW-09
  Scénario: si c'est le salon, d'abord joindre la cliente
    Quand elle répond que "business" le souhaite, pour le motif "equipment"
    Alors elle lit "Écrivez ou appelez d'abord"

  @TRW-01 @TRW-04 @TRW-09
  Scénario: rien n'est fait avant le dernier bouton, qui annule et prévient la cliente
    Quand elle répond que "business" le souhaite, pour le motif "equipment"
    Et aucun autre moment ne convient
    Et elle écrit ""
    Alors elle lit "Rien n'est encore annulé."
    Et le rendez-vous du mardi 10 mars à 14 h 30 est toujours prévu
    Et aucun message "cancelled" ne part à "client"
    Quand elle appuie sur le dernier bouton
    Alors le rendez-vous du mardi 10 mars à 14 h 30 est annulé
    Et "client" reçoit l'e-mail "cancelled"
