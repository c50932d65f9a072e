# language: fr
Fonctionnalité: Plus un salon annule, plus il descend
  Le classement ne tient qu'à ce qui est déclaré, et dit pourquoi.

  Contexte:
    Étant donné un réseau selon le modèle "salons"
    Et Paul Roux donne aussi la prestation
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 3 mars à 9 h  |
      | Inès Blanc | mardi 3 mars à 10 h |
      | Léa Petit  | mardi 3 mars à 11 h |

  @TRW-08
  Scénario: chaque annulation du salon le fait descendre
    Alors le score de Cabinet des Lilas est de 80
    Quand la professionnelle annule 72 h avant le rendez-vous du mardi 3 mars à 9 h
    Alors le score de Cabinet des Lilas est de 72,7
    Et le classement de Cabinet des Lilas dit pourquoi : 1 "cancelled"
    Et Cabinet de Paul Roux est premier du classement
    Et Cabinet des Lilas est second du classement
    Quand la professionnelle annule 50 h avant le rendez-vous du mardi 3 mars à 10 h
    Alors le score de Cabinet des Lilas est de 66,7
    Et le classement de Cabinet des Lilas dit pourquoi : 2 "cancelled"
    Et l'établissement reçoit 2 exposés des motifs "lowered_rank"

  @TRW-08
  Scénario: ce qui a lieu le fait remonter
    Quand la professionnelle annule 72 h avant le rendez-vous du mardi 3 mars à 9 h
    Et le rendez-vous du mardi 3 mars à 10 h a lieu
    Alors le score de Cabinet des Lilas est de 75
    Et le classement de Cabinet des Lilas dit pourquoi : 1 "honoured"

  @TRW+11
  Scénario: les annulations des clientes comptent aussi, légèrement
    Quand la cliente du mardi 3 mars à 9 h annule 72 h avant, de son propre chef
    Et le rendez-vous du mardi 3 mars à 10 h a lieu
    Alors le classement de Cabinet des Lilas dit pourquoi : 1 "cancelled_by_client"
    Et le score de Cabinet des Lilas est de 80

  @TRW-16
  Scénario: seul l'e-mail est nommé, et le salon annule sans délai à respecter
    Quand la professionnelle annule 1 h avant le rendez-vous du mardi 3 mars à 9 h
    Alors c'est accepté sans avertissement
    Et "client" reçoit l'e-mail "cancelled"
    Et rien ne part autrement que par e-mail
