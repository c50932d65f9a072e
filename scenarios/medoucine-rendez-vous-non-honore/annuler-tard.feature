# language: fr
Fonctionnalité: Annuler ou modifier tard plutôt que ne pas venir
  Un créneau libéré au dernier moment vaut mieux qu'une absence : rien n'est bloqué avant l'heure, mais la cliente est prévenue.

  Contexte:
    Étant donné un réseau selon le modèle "therapists"
    Et un rendez-vous réservé en ligne

  @MED1-04 @MED1-06
  Plan du scénario: la cliente garde ses deux boutons jusqu'à l'heure
    Quand la cliente annule <avant> avant le début
    Alors c'est accepté <comment>
    Et le rendez-vous est "cancelled"

    Exemples:
      | avant   | comment              |
      | 10 d    | sans avertissement   |
      | 25 h    | sans avertissement   |
      | 24 h    | sans avertissement   |
      | 23 h    | avec avertissement   |
      | 1 min   | avec avertissement   |

  @MED1-05
  Scénario: moins de 24 h avant, un avertissement, et l'acte passe quand même
    Quand la cliente demande ce qui se passerait en annulant 19 h avant le début
    Alors la réponse annoncée est "allow_with_warning"
    Et la raison donnée est "short_notice" avec la limite "24 h"
    Quand la cliente annule 19 h avant le début
    Alors c'est accepté avec avertissement

  @MED1-04 @MED1-05
  Plan du scénario: il en va de même pour modifier
    Quand la cliente déplace au "2026-03-05T10:00:00+01:00" <avant> avant le début
    Alors c'est accepté <comment>
    Et le rendez-vous est "booked"

    Exemples:
      | avant  | comment            |
      | 48 h   | sans avertissement |
      | 23 h   | avec avertissement |
      | 2 h    | avec avertissement |

  @MED1-07
  Scénario: le praticien annule un rendez-vous déjà passé
    Quand l'établissement annule 1 h après le début
    Alors c'est accepté sans avertissement
    Et le rendez-vous est "cancelled"

  @MED1-10
  Scénario: après coup, le praticien peut annuler sans que la cliente reçoive rien
    Étant donné que tous les messages en attente sont partis
    Quand l'établissement annule discrètement 1 h après le début
    Alors c'est accepté sans avertissement
    Et aucun message "cancelled" ne part à "client"

  @MED1-14
  Scénario: après une absence, la cliente peut réserver de nouveau
    Étant donné que l'établissement note que la cliente n'est pas venue
    Quand la même cliente réserve pour le "2026-03-10T10:00:00+01:00"
    Alors c'est accepté sans avertissement

  @MED1-15
  Plan du scénario: le praticien peut refuser la nouvelle demande, avec ou sans motif
    Étant donné que la prestation se réserve sur demande
    Quand la même cliente réserve pour le "2026-03-10T10:00:00+01:00"
    Et l'établissement décline avec le message "<message>"
    Alors c'est accepté sans avertissement
    Et le rendez-vous est "declined"
    Et "client" reçoit l'e-mail "declined"

    Exemples:
      | message                      |
      |                              |
      | Je ne peux plus vous suivre. |
