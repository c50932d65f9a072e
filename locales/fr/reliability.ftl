### Incidents, mesures et exposés des motifs.

strike-late-cancellation = Annulation tardive
strike-missed = Rendez-vous manqué
strike-asked-client-to-cancel = A demandé au client d’annuler à sa place
measure-closed-day = Journée fermée : { $date }
measure-pause = Pause des nouvelles réservations
measure-limitation = Compte limité
measure-lowered-rank = Classement abaissé, de { $from } à { $to } points
measure-effect-closed-day = Aucune nouvelle réservation ni proposition pour cette journée. Les rendez-vous déjà pris restent.
measure-effect-pause = Aucune nouvelle réservation ni proposition. Les rendez-vous déjà pris restent. La pause se termine d’elle-même.
measure-effect-limitation = Aucune nouvelle réservation ni proposition, sur décision du réseau. Les rendez-vous déjà pris restent.
measure-effect-lowered-rank = L’établissement apparaît plus bas sur les pages du réseau et reçoit les propositions plus tard.
statement-lasts = Du { $from } au { $to }.
statement-by-rule = Décidée automatiquement, par une règle du réseau.
statement-by-person = Décidée par une personne du réseau.
statement-cancelled-near = Le rendez-vous du { $start } a été annulé { $at }, soit { $ahead } avant.
statement-day-rule = Une annulation par l’établissement ferme la journée, sauf si elle est faite plus de { $limit } avant.
statement-reason = Motif donné : { $reason }.
statement-incidents-month = { $count ->
    [one] { $count } incident au cours du mois.
   *[other] { $count } incidents au cours du mois.
}
statement-incidents-rolling = { $count ->
    [one] { $count } incident en { $length }.
   *[other] { $count } incidents en { $length }.
}
statement-grouped = { $count ->
    [one] Plusieurs annulations couvertes par une même absence ne comptent qu’une fois.
   *[other] Des annulations couvertes par { $count } absences ne comptent qu’une fois par absence.
}
statement-incidents-rule = { $threshold ->
    [one] La règle : à partir de { $threshold } incident, une pause de { $lasts }.
   *[other] La règle : à partir de { $threshold } incidents, une pause de { $lasts }.
}
statement-score = Le score de fiabilité a été recalculé à partir du registre, sur { $over }.
score-part-start = { $count ->
    [one] Note de départ, comptée comme { $count } rendez-vous : moins { $points } points.
   *[other] Note de départ, comptée comme { $count } rendez-vous : moins { $points } points.
}
score-part-honoured = { $count ->
    [one] { $count } rendez-vous honoré, qui relève la note.
   *[other] { $count } rendez-vous honorés, qui relèvent la note.
}
score-part-cancelled = { $count ->
    [one] { $count } rendez-vous annulé par l’établissement : moins { $points } points.
   *[other] { $count } rendez-vous annulés par l’établissement : moins { $points } points.
}
score-part-late-cancelled = { $count ->
    [one] { $count } rendez-vous annulé tard : moins { $points } points.
   *[other] { $count } rendez-vous annulés tard : moins { $points } points.
}
score-part-missed = { $count ->
    [one] { $count } rendez-vous manqué par l’établissement : moins { $points } points.
   *[other] { $count } rendez-vous manqués par l’établissement : moins { $points } points.
}
score-part-cancelled-by-client = { $count ->
    [one] { $count } rendez-vous annulé par un client : moins { $points } points.
   *[other] { $count } rendez-vous annulés par les clients : moins { $points } points.
}

## Ce qui suit pour l’établissement, dit avant le clic
following-counts-month = Compte comme annulation tardive { $count } sur { $threshold } ce mois-ci.
following-counts-rolling = Compte comme annulation tardive { $count } sur { $threshold } en { $length }.
following-day-closes = Le { $date } se ferme aux nouvelles réservations ; ce qui y est prévu reste.
following-pause = Les nouvelles réservations et propositions font une pause jusqu’au { $until } ; ce qui est prévu reste.
following-limitation = Les nouvelles réservations et propositions sont suspendues jusqu’au { $until } ; ce qui est prévu reste.
following-rank = L’établissement apparaîtra plus bas sur les pages du réseau.
following-lifted = Une mesure en cours est levée.
following-struck-out = Un incident ne compte plus.
following-case = Le réseau est informé que le professionnel a demandé cette annulation. Rien n’est compté pour le client.
