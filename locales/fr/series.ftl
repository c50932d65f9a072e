# Les récurrences : leur rythme, leurs dates, ce qu’on peut en faire.

series-rule-weeks = { $interval ->
    [one] Tous les { $day }s à { $time }
   *[other] Toutes les { $interval } semaines, le { $day } à { $time }
}
series-rule-date = { $interval ->
    [one] Chaque mois, le { $date } à { $time }
   *[other] Tous les { $interval } mois, le { $date } à { $time }
}
series-rule-weekday = { $interval ->
    [one] Chaque mois, le { $nth } { $day } à { $time }
   *[other] Tous les { $interval } mois, le { $nth } { $day } à { $time }
}
series-rule-count = { $rule }, { $count } fois
series-rule-until = { $rule }, jusqu’au { $date }
series-nth-first = premier
series-nth-second = deuxième
series-nth-third = troisième
series-nth-fourth = quatrième
series-nth-fifth = cinquième
series-nth-last = dernier
series-dates-more = et { $count ->
    [one] une autre date
   *[other] { $count } autres dates
}

field-out-of-range = Indiquez un nombre entre 1 et { $limit }.
field-unknown = Cette valeur n’existe pas.

## Console : arranger une récurrence
series-new-title = Nouveaux rendez-vous réguliers
series-new-link = Le répéter : rendez-vous réguliers
series-first = Le premier rendez-vous
series-rhythm = Le rythme
series-every = Répéter
series-every-week = Chaque semaine
series-every-week-2 = Toutes les 2 semaines
series-every-week-3 = Toutes les 3 semaines
series-every-week-4 = Toutes les 4 semaines
series-every-month-date = Chaque mois, à la même date
series-every-month-weekday = Chaque mois, le même jour de la semaine
series-end = Jusqu’à quand
series-end-rolling = Sans date de fin
series-end-count = Un nombre de fois
series-end-until = Jusqu’à une date
series-count = Combien de fois
series-until = Dernière date possible
series-look = Voir les dates
series-dates = Les dates
series-dates-none = Choisissez un premier rendez-vous et un rythme, puis regardez les dates.
series-conflict = Que faire des dates qui ne sont pas libres ?
series-conflict-skip = Les laisser sans rendez-vous
series-conflict-stay = Les laisser où elles sont
series-conflict-next-free = Prendre le prochain créneau libre
series-conflict-refuse-all = Ne rien enregistrer
series-next-free = Prochain créneau libre : { $when }.
series-taken = Ce créneau est pris.
series-next-free-none = Aucun créneau libre dans la semaine qui suit.
series-save = Enregistrer la récurrence
series-effects-none = Regardez les dates pour voir ce qui va se passer.
series-effect-added = { $count ->
    [one] Un rendez-vous est ajouté à l’agenda.
   *[other] { $count } rendez-vous sont ajoutés à l’agenda, avec un seul message.
}
series-effect-later = Les suivants s’ajoutent d’eux-mêmes, quelques semaines à l’avance. Une date qui n’est pas libre reste sans rendez-vous, et vous en êtes informé.
series-effect-moved = { $count ->
    [one] Un rendez-vous se déplace.
   *[other] { $count } rendez-vous se déplacent, avec un seul message.
}
series-effect-detached = { $count ->
    [one] Un rendez-vous déplacé seul auparavant reste où il est.
   *[other] { $count } rendez-vous déplacés seuls auparavant restent où ils sont.
}
series-effect-cancelled = { $count ->
    [one] Un rendez-vous est annulé et son créneau se libère.
   *[other] { $count } rendez-vous sont annulés et leurs créneaux se libèrent, avec un seul message.
}
console-done-series-added = Les rendez-vous réguliers sont enregistrés.
console-done-series-moved = Les rendez-vous réguliers sont déplacés.
console-done-series-ended = Les rendez-vous réguliers sont annulés.

## Console : la récurrence d’un rendez-vous
series-card-title = Récurrence
series-card-detached = Ce rendez-vous a été déplacé seul : un changement de la récurrence ne le touche pas.
series-card-stopped = La récurrence est arrêtée depuis le { $when }.
series-card-skipped = Sans rendez-vous : { $when }.
series-card-this = Pour ce rendez-vous seul, utilisez « Déplacer » ou « Annuler » plus haut.
series-act-move = Déplacer les suivants ou tous
series-act-end = Arrêter la récurrence
series-scope = Jusqu’où
series-scope-following = Ce rendez-vous et les suivants
series-scope-all = Tous ceux à venir
series-move-title = Déplacer les rendez-vous réguliers
series-move-from = Nouveau moment pour celui du { $when }
series-move-hint = Les autres suivent de la même façon : même jour, même heure.
series-move-save = Déplacer
series-agreed = Le client est d’accord avec ce changement.
series-message = Un mot au client
series-end-title = Arrêter la récurrence
series-end-dates = Rendez-vous annulés
series-end-late = Annulation tardive
series-end-look = Revoir ce qui va se passer
series-keep = Ne rien changer
series-end-save = Arrêter la récurrence
series-asked-by = Qui le demande
series-asked-business = Nous
series-asked-client = Le client

## Pages des clients
series-repeats = Ce rendez-vous se répète. { $rule }.
series-client-scope = Que voulez-vous annuler ?
series-client-this = Ce rendez-vous
series-client-all = Tous mes rendez-vous à venir
series-client-all-link = Annuler tous mes rendez-vous à venir
series-client-all-count = { $count ->
    [one] Un seul est concerné.
   *[other] Cela annule { $count } rendez-vous.
}
series-client-kept = { $count ->
    [one] Un rendez-vous est trop proche pour être annulé en ligne : il reste prévu.
   *[other] { $count } rendez-vous sont trop proches pour être annulés en ligne : ils restent prévus.
}
done-series-cancelled = Vos rendez-vous à venir sont annulés
console-message-series-booked = Rendez-vous réguliers confirmés
console-message-series-moved = Rendez-vous réguliers déplacés
console-message-series-stopped = Rendez-vous réguliers annulés
console-message-series-skipped = Dates sans rendez-vous
