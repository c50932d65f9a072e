# language: fr
Fonctionnalité: Le salon annule lui-même
  Qui souhaite annuler, et pourquoi : deux faits, à part de qui clique.

  Contexte:
    Étant donné un réseau selon le modèle "salons"
    Et un rendez-vous réservé en ligne

  @TRW-01 @TRW-02
  Plan du scénario: celui qui souhaite annuler n'est pas celui qui clique
    Quand l'établissement annule à la demande de "<qui>" 72 h avant le début
    Alors c'est accepté sans avertissement
    Et l'historique dit que "staff" a cliqué à la demande de "<qui>"

    Exemples:
      | qui      |
      | client   |
      | business |

  @TRW-03
  Scénario: un motif est demandé au salon
    Quand l'établissement annule sans motif 72 h avant le début
    Alors c'est refusé avec le code "reason_missing"

  @TRW-03
  Scénario: le motif reste dans l'historique
    Quand l'établissement annule pour le motif "equipment" 72 h avant le début
    Alors l'historique garde le motif "equipment"

  @TRW-09 @TRW-15
  Scénario: la cliente reçoit un e-mail d'elle-même, sans rien à payer
    Quand l'établissement annule à la demande de "business" 72 h avant le début
    Alors "client" reçoit l'e-mail "cancelled"

  @TRW-11
  Scénario: l'e-mail d'annulation renvoie les questions au réseau, pas au salon
    Quand l'établissement annule à la demande de "client" 72 h avant le début
    Alors l'e-mail "cancelled" à "client" donne l'adresse du réseau
