# language: fr
Fonctionnalité: La cliente déplace elle-même son rendez-vous
  Un seul réglage : jusqu'à quand. Le rendez-vous garde son identité.

  @SBM-01
  Scénario: le déplacement par la cliente est une option
    Étant donné un réseau selon le modèle "studio" où les clientes ne peuvent pas déplacer
    Et un rendez-vous réservé en ligne
    Quand la cliente déplace au "2026-03-05T10:00:00+01:00" 72 h avant le début
    Alors c'est refusé avec le code "not_for_clients"
    Et la page du rendez-vous ne propose pas de déplacer

  @SBM-02 @SBM-03
  Scénario: une fois permis, le bouton est sur la page et le lien dans la confirmation
    Étant donné un réseau selon le modèle "studio"
    Et un rendez-vous réservé en ligne
    Alors la page du rendez-vous propose de déplacer
    Et l'e-mail "booked" à "client" contient le lien personnel

  @SBM-04 @SBM-13
  Plan du scénario: la limite de 30 minutes
    Étant donné un réseau selon le modèle "studio"
    Et un rendez-vous réservé en ligne
    Quand la cliente déplace au "2026-03-05T10:00:00+01:00" <avant> avant le début
    Alors <issue>

    Exemples:
      | avant  | issue                                      |
      | 31 min | c'est accepté sans avertissement           |
      | 30 min | c'est accepté sans avertissement           |
      | 29 min | c'est refusé avec le code "outside_terms"  |

  @SBM-13
  Scénario: le refus dit pourquoi et à qui s'adresser
    Étant donné un réseau selon le modèle "studio"
    Et un rendez-vous réservé en ligne
    Quand la cliente déplace au "2026-03-05T10:00:00+01:00" 29 min avant le début
    Alors c'est refusé avec le code "outside_terms"
    Et le refus cite la limite "30 min"
    Et le refus donne un contact

  @SBM-05
  Plan du scénario: la limite va de 30 minutes à un mois
    Étant donné un réseau selon le modèle "studio" où la limite de déplacement est "<limite>"
    Et un rendez-vous réservé en ligne 40 d avant le début
    Quand la cliente déplace au "2026-03-05T10:00:00+01:00" <avant> avant le début
    Alors <issue>

    Exemples:
      | limite | avant | issue                                     |
      | 30 d   | 31 d  | c'est accepté sans avertissement          |
      | 30 d   | 29 d  | c'est refusé avec le code "outside_terms" |

  @SBM-06 @SBM-12
  Scénario: seule la date change, en un seul acte
    Étant donné un réseau selon le modèle "studio"
    Et un rendez-vous réservé en ligne
    Quand la cliente déplace au "2026-03-05T10:00:00+01:00" 72 h avant le début
    Alors c'est accepté sans avertissement
    Et c'est toujours le même rendez-vous, avec la même prestation, le même praticien et le même prix
    Et le créneau d'origine est de nouveau libre
    Et le créneau "2026-03-05T10:00:00+01:00" est pris

  @SBM-06
  Scénario: demander une autre prestation en déplaçant est refusé
    Étant donné un réseau selon le modèle "studio"
    Et un rendez-vous réservé en ligne
    Quand la cliente déplace en demandant aussi une autre prestation
    Alors la demande est refusée en nommant le champ "service"

  @SBM-08
  Scénario: pas de déplacement par la cliente quand la réservation est approuvée à la main
    Étant donné un réseau selon le modèle "studio"
    Et que la prestation se réserve sur demande
    Et un rendez-vous demandé en ligne puis approuvé
    Quand la cliente déplace au "2026-03-05T10:00:00+01:00" 72 h avant le début
    Alors c'est refusé avec le code "approved_by_hand"

  @SBM-11
  Scénario: ce que la cliente ne peut pas, l'équipe le peut, et c'est noté
    Étant donné un réseau selon le modèle "studio"
    Et un rendez-vous réservé en ligne
    Quand l'établissement déplace au "2026-03-05T10:00:00+01:00" 29 min avant le début
    Alors c'est accepté sans avertissement
    Et l'historique note la règle mise de côté "client_reschedule.ladder"

  @SBM-14 @SBM+01
  Scénario: une séance d'une série ne se déplace pas par la cliente, l'équipe le peut
    # La page source laisse vide la liste des exclusions ; une autre page du même éditeur nomme les séries.
    Étant donné un réseau selon le modèle "studio"
    Et la professionnelle convient avec Zoé Martin d'une série dès le lundi 2 mars à 15 h : chaque semaine, 3 fois
    Quand la cliente du lundi 9 mars à 15 h demande le mercredi 11 mars à 10 h
    Alors c'est refusé avec le code "in_series"
    Et le rendez-vous reste le lundi 9 mars à 15 h
    Quand la professionnelle déplace le rendez-vous du lundi 9 mars à 15 h au mercredi 11 mars à 10 h
    Alors le rendez-vous est maintenant le mercredi 11 mars à 10 h
