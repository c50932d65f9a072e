# language: fr
Fonctionnalité: Le professionnel annule : un motif et un mot à la cliente
  Les annulations des professionnels sont la première cause de mécontentement : elles s'expliquent.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et un rendez-vous réservé en ligne

  @WEC-03
  Scénario: sans motif, l'annulation est refusée
    Quand l'établissement annule sans motif 72 h avant le début
    Alors c'est refusé avec le code "reason_missing"
    Et le rendez-vous est "booked"

  @WEC-04
  Plan du scénario: le message à la cliente est obligatoire et compte au moins 20 caractères
    Quand l'établissement annule avec le message "<message>" 72 h avant le début
    Alors <issue>

    Exemples:
      | message                                   | issue                                         |
      |                                           | c'est refusé avec le code "message_too_short" |
      | Désolée                                   | c'est refusé avec le code "message_too_short" |
      | Désolée, je suis malade ce jour-là.       | c'est accepté sans avertissement              |

  @WEC-04
  Scénario: le mot est transmis à la cliente
    Quand l'établissement annule avec le message "Désolée, je suis malade ce jour-là." 72 h avant le début
    Alors l'e-mail "cancelled" à "client" cite "je suis malade ce jour-là"

  @WEC-03 @WEC-04 @WEC-14
  Scénario: une annulation tardive demande les mêmes choses
    Quand l'établissement annule sans motif 2 h avant le début
    Alors c'est refusé avec le code "reason_missing"

  @WEC-10 @WEC-11
  Plan du scénario: tardif veut dire moins de 24 h, strictement
    Quand l'établissement annule avec le message "Désolée, je suis malade ce jour-là." <avant> avant le début
    Alors l'historique <dit> que c'est tardif pour l'établissement

    Exemples:
      | avant      | dit       |
      | 24 h       | ne dit pas |
      | 23 h 30    | dit       |

  @WEC-17
  Scénario: une annulation voulue par la cliente n'est pas tardive pour l'établissement
    Quand la cliente annule 2 h avant le début
    Alors l'historique ne dit pas que c'est tardif pour l'établissement
