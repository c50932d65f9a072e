### Fiabilité : le classement, la page de l’établissement, les contestations.

## Le classement, tel que tout le monde peut le lire
rank-why = Pourquoi ici ?
rank-score = { $points } sur 100
rank-place = { $count ->
    [one] Le seul établissement pour l’instant
   *[other] { $place } sur { $count } établissements
}
rank-beginner = Nouvel établissement : il commence avec la note de départ.
rank-more = Comment l’ordre se fait
rank-title = Comment l’ordre se fait
rank-lead = Sur les pages de { $network }, les établissements apparaissent par fiabilité. Voici tout ce qui compte, et combien.
rank-parameters = Ce qui compte
rank-over = Seuls comptent les { $over } passés.
rank-formula = Le score est la part de ce qui a été tenu, sur 100. Chaque rendez-vous honoré dilue ce qui a été annulé.
rank-not = Ce qui ne compte pas
rank-not-money = L’argent. Aucune place ne s’achète.
rank-not-refusals = Les demandes refusées. Refuser une proposition ne fait jamais baisser un score.
rank-not-measures = Les mesures, comme une pause : elles ne changent pas le score par elles-mêmes.
rank-not-clients = Les annulations des clients.
rank-lowered = Quand un score baisse de { $points } points ou plus, l’établissement reçoit un exposé des motifs et peut le contester.
rank-parameter = Critère
rank-weight = Poids
rank-off = { $network } ne classe pas les établissements par fiabilité.
rank-parameter-start = La note de départ : { $points } sur 100
rank-parameter-honoured = Un rendez-vous honoré
rank-parameter-cancelled = Un rendez-vous annulé par l’établissement, à temps
rank-parameter-late-cancelled = Un rendez-vous annulé par l’établissement, tard
rank-parameter-missed = Un rendez-vous manqué par l’établissement
rank-parameter-cancelled-by-client = Un rendez-vous annulé par le client
rank-weight-start = { $count ->
    [0] ne compte que tant qu’il n’y a rien d’autre
    [one] compte comme { $count } rendez-vous, et s’efface avec le temps
   *[other] compte comme { $count } rendez-vous, et s’efface avec le temps
}
rank-weight-up = relève le score, poids { $times }
rank-weight-down = abaisse le score, poids { $times }
rank-absence = Plusieurs annulations sous une même absence comptent pour une seule.

## Contester
contest-title-measure = Contester cette mesure
contest-title-strike = Contester cet incident
contest-lead = Dites en quelques phrases ce qui s’est passé. Une personne du réseau lit votre texte et vous répond par écrit.
contest-text = Votre texte
contest-text-hint = { $min } caractères au moins. Les faits, simplement.
contest-send = Envoyer ma contestation
contest-another-person = La personne qui décidera n’est pas celle qui a pris la mesure.
contest-answer-within = Réponse prévue sous { $within }.
contest-strike-waits = Tant que la réponse n’est pas venue, ce qui est contesté ne compte pas.
contest-measure-goes-on = La mesure continue jusqu’à la réponse ou jusqu’à sa fin.
contest-restored = Si votre contestation est retenue, tout est rétabli d’un coup : la mesure est levée et les incidents ne comptent plus.
contest-already = C’est déjà contesté, la réponse viendra.
contest-back = Fiabilité
statement-stays = Ce qui reste possible : tenir, déplacer ou annuler les rendez-vous déjà pris, comme d’habitude.
statement-remedy = Vous pouvez contester cette mesure en quelques phrases, depuis la page Fiabilité de votre console. Une personne qui ne l’a pas décidée vous répond par écrit sous { $within }.
statement-title = Exposé des motifs

## Dossiers
case-asked-to-cancel = Signalement d’un client : le professionnel aurait demandé l’annulation
case-contested-measure = Contestation d’une mesure
case-contested-strike = Contestation d’un incident
case-about-strike = { $kind } du { $start }
case-open = Réponse attendue au plus tard le { $at }
case-upheld = Retenue le { $at }
case-rejected = Non retenue le { $at }
lifted-no-longer-counted = Ce qui l’avait fondée ne compte plus : une absence réunit plusieurs annulations, ou un incident a été effacé.
lifted-score-reached-again = Le score est revenu à son niveau d’avant.

## La page de l’établissement
nav-reliability = Fiabilité
record-title = Fiabilité
record-lead = Où en est { $business }. Cette page n’est lue que par votre équipe et par { $network }.
console-done-contested = Votre contestation est envoyée. La réponse viendra par e-mail, et apparaîtra ici.
record-now = En ce moment
record-no-measure = Aucune mesure en cours : les réservations sont ouvertes comme d’habitude.
record-counts = Où vous en êtes
record-no-rules = { $network } ne prend pas de mesure automatique.
record-count-month = { $what } : { $count } sur { $threshold } ce mois-ci
record-count-rolling = { $what } : { $count } sur { $threshold } en { $length }
record-follows = À partir de { $threshold }, les nouvelles réservations font une pause de { $lasts }, puis reprennent d’elles-mêmes. Les rendez-vous déjà pris restent.
record-kind-late-cancellation = Annulations tardives
record-kind-missed = Rendez-vous manqués
record-kind-asked-client-to-cancel = Annulations demandées au client
record-and = { $one } et { $two }
record-rates = Vos chiffres, sur { $over }
record-honoured = Rendez-vous honorés
record-cancelled = Annulés par l’établissement
record-late = dont annulés tard
record-missed = Manqués
record-share = { $count } ({ $share } %)
record-rates-hint = Une absence qui couvre plusieurs rendez-vous compte pour une annulation.
record-rank = Votre place
record-rank-why = Pourquoi cette place ?
record-incidents = Incidents
record-no-incidents = Aucun incident.
record-absence-hint = Si vous étiez absent, enregistrez l’absence : les annulations qu’elle couvre comptent alors pour une seule.
record-add-absence = Enregistrer une absence
record-incident = { $kind } : rendez-vous du { $start }
record-incident-at = Le { $at }
record-incident-group = Avec l’absence du { $from } au { $to } : comptés ensemble, pour un.
record-incident-counts = Compte jusqu’au { $at }.
record-incident-contested = Contesté : ne compte pas en attendant la réponse.
record-incident-struck-out = Ne compte plus depuis le { $at } : { $why }
record-incident-expired = Ne compte plus : c’est ancien.
record-contest = Contester
record-contest-of = Contester : { $what }
record-see = Voir le rendez-vous
record-past = Mesures passées
record-ended = Terminée le { $at }.
record-lifted = Levée le { $at }.
record-cases = Vos contestations
record-case-yours = Votre texte
record-case-answer = Réponse

## Un champ
field-too-short = Écrivez au moins { $limit } caractères.

## Les messages, dans la boîte d’envoi de la démonstration
console-message-measure-begun = Exposé des motifs
console-message-measure-lifted = Mesure levée
console-message-case-opened = Dossier à décider
console-message-case-decided = Dossier décidé
