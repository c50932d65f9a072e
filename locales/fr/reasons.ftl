# Pourquoi il a été décidé ainsi, et pourquoi c’est refusé. Les clés suivent les mots du domaine : « because- » et la règle, « refusal- » et le code.
# Les espaces ordinaires devant ; : ! ? deviennent insécables d’elles-mêmes.

## Raisons d’une décision
because-enough-notice = Le préavis est de { $notice_minutes }, ce qui suffit : les conditions demandent { $limit } (au plus tard le { $deadline_at }).
because-enough-notice-any = Les conditions ne demandent pas de préavis avant le rendez-vous.
because-short-notice = Le préavis est de { $notice_minutes }, alors que les conditions demandent { $limit } (au plus tard le { $deadline_at }).
because-has-begun = Le rendez-vous a commencé le { $started_at }.
because-staff-not-bound = Les limites prévues pour les clients ne s’appliquent pas à l’équipe. { $client_answer ->
    [allow] Un client aurait pu le faire librement.
    [allow_with_warning] Un client aurait pu le faire, après un avertissement.
    [allow_for_fee] Un client aurait pu le faire contre des frais.
    [other_party_must_agree] Un client aurait eu besoin de l’accord du praticien.
    [business_decides_money] Un client aurait pu le faire ; l’établissement aurait décidé du remboursement.
   *[refuse_and_contact] Un client n’aurait pas pu le faire en ligne.
}
because-late-for-business = Le préavis est de { $notice_minutes }, moins que { $limit } : pour l’établissement, c’est une annulation tardive.
because-said-to-be-asked-by-business = Vous indiquez que le professionnel vous a demandé d’annuler : cela ne compte pas pour vous, et le réseau en est informé.
because-with-its-series = Décidé en une fois pour toute la récurrence.
because-booked-at-once = Cette prestation se réserve aussitôt, sans attendre de réponse.
because-proposal-accepted = Le praticien a accepté la demande avant tout autre.
because-needs-approval = Cette prestation se réserve sur demande ; sans réponse, la demande s’éteint le { $answer_by_at }.
because-moves-used = Déplacement { $count } sur les { $max } que permettent les conditions.
because-forced = L’équipe l’a placé en dehors des créneaux proposés, pour cette raison : « { $reason } ».

## Refus
refusal-slot-not-offered-past = Ce créneau est déjà passé.
refusal-slot-not-offered-too-soon = Ce créneau est trop proche pour être réservé en ligne.
refusal-slot-not-offered-too-far = Ce créneau est trop lointain : l’agenda n’est pas encore ouvert jusque-là.
refusal-slot-not-offered-closed = Le praticien ne reçoit pas à ce moment-là, ou pas assez longtemps pour cette prestation.
refusal-slot-not-offered-off-grid = Les rendez-vous ne commencent pas à cette heure-là.
refusal-slot-not-offered-paused = Cet établissement ne prend pas de nouveaux rendez-vous pour le moment.
refusal-slot-not-offered-taken = Ce créneau vient d’être pris.
refusal-force-not-allowed = Seule l’équipe peut placer un rendez-vous en dehors des créneaux proposés, en disant pourquoi.
refusal-only-by-proposal = Cette prestation ne se réserve pas directement : faites une demande, et le premier praticien qui l’accepte viendra.
refusal-nobody-to-ask = Personne ne peut venir à ce moment-là, à cet endroit. Un autre moment, même le même jour, trouve souvent quelqu’un.
refusal-proposal-not-open = { $state ->
    [accepted] Vous avez déjà accepté cette demande.
    [refused] Vous avez déjà refusé cette demande.
    [unanswered] Le délai de réponse est passé.
   *[other] Cette demande n’attend plus : un autre praticien a été le premier, ou le client l’a retirée.
}
refusal-enquiry-not-open = { $state ->
    [taken] Un praticien a déjà accepté cette demande.
    [unanswered] Le délai de réponse est passé.
   *[other] Cette demande a déjà été retirée.
}
refusal-already-ended = { $state ->
    [cancelled] Ce rendez-vous est déjà annulé.
    [declined] Cette demande a déjà été déclinée.
    [expired] Cette demande est restée sans réponse et n’est plus valable.
    [fulfilled] Ce rendez-vous a déjà eu lieu.
    [no_show] Ce rendez-vous est passé et noté comme non honoré.
   *[other] Ce rendez-vous est terminé.
}
refusal-outside-terms = Ce n’est plus possible en ligne : il fallait le faire { $limit } avant, donc jusqu’au { $deadline_at }. Contactez-nous, nous verrons ensemble.
refusal-outside-terms-begun = Le rendez-vous a commencé le { $deadline_at } : ce n’est plus possible en ligne. Contactez-nous, nous verrons ensemble.
refusal-outside-terms-never = Pour ce rendez-vous, ce n’est pas possible en ligne. Contactez-nous, nous verrons ensemble.
refusal-has-begun = Ce rendez-vous a commencé : il ne s’annule plus.
refusal-reason-missing = Choisissez un motif.
refusal-message-too-short = { $min_chars ->
    [one] Écrivez un mot à l’autre personne.
   *[other] Le message compte { $chars } caractères ; il en faut au moins { $min_chars }.
}
refusal-became-stricter = Les conditions ont changé depuis que cette page s’est ouverte. { $answer ->
    [allow_with_warning] C’est toujours possible, mais le préavis est maintenant court.
    [allow_for_fee] C’est toujours possible, mais maintenant avec des frais.
    [other_party_must_agree] L’autre partie doit maintenant donner son accord.
    [business_decides_money] C’est toujours possible ; l’établissement décidera du remboursement.
   *[refuse_and_contact] Ce n’est plus possible en ligne.
} Relisez, puis confirmez.
refusal-not-for-clients = Ce rendez-vous ne se déplace pas en ligne. Contactez-nous, nous verrons ensemble.
refusal-approved-by-hand = Ce rendez-vous a été accepté par le praticien : il ne se déplace qu’avec lui. Contactez-nous, nous verrons ensemble.
refusal-no-moves-left = { $max ->
    [0] Ce rendez-vous ne se déplace pas en ligne. Contactez-nous, nous verrons ensemble.
    [one] Ce rendez-vous a déjà été déplacé une fois, autant que le permettent les conditions. Contactez-nous, nous verrons ensemble.
   *[other] Ce rendez-vous a déjà été déplacé { $max } fois, autant que le permettent les conditions. Contactez-nous, nous verrons ensemble.
}
refusal-same-time = Le rendez-vous est déjà à cette heure-là.
refusal-not-waiting = { $state ->
    [booked] Cette demande a déjà été acceptée.
    [declined] Cette demande a déjà été déclinée.
    [expired] Cette demande est restée sans réponse et n’est plus valable.
    [cancelled] Cette demande a été retirée.
   *[other] Ce rendez-vous n’attend plus de réponse.
}
refusal-slot-taken = Ce créneau a été pris entre-temps : déclinez la demande ou proposez un autre moment.
refusal-too-late = Le délai de réponse est passé.
refusal-not-yet = La demande attend encore une réponse.
refusal-not-booked = { $state ->
    [requested] Cette demande attend encore une réponse.
    [cancelled] Ce rendez-vous est annulé.
    [fulfilled] Ce rendez-vous est déjà noté comme honoré.
    [no_show] Ce rendez-vous est déjà noté comme non honoré.
   *[other] Ce rendez-vous n’a pas eu lieu.
}
refusal-not-begun = Ce rendez-vous n’a pas encore commencé.
refusal-changed-meanwhile = Ce rendez-vous a changé entre-temps. Regardez où il en est, puis choisissez.

## Récurrences
refusal-in-series = Ce rendez-vous fait partie d’une récurrence : il ne se déplace pas seul en ligne. Contactez-nous, nous verrons ensemble.
refusal-dates-not-free = { $count ->
    [one] Une date n’est pas libre. Choisissez ce qu’il faut en faire, puis confirmez.
   *[other] { $count } dates ne sont pas libres. Choisissez ce qu’il faut en faire, puis confirmez.
}
refusal-more-dates-not-free = { $count ->
    [one] Une date n’est plus libre depuis que cette page s’est ouverte. Relisez, puis confirmez.
   *[other] { $count } dates ne sont plus libres depuis que cette page s’est ouverte. Relisez, puis confirmez.
}
refusal-no-date-free = Aucune de ces dates n’est libre.
refusal-too-many-dates = Une récurrence compte au plus { $max } rendez-vous. Raccourcissez-la, ou laissez-la sans fin.
refusal-series-stopped = Cette récurrence est arrêtée.
refusal-nothing-to-come = Il ne reste aucun rendez-vous à venir.
refusal-agreement-missing = Confirmez que le client est d’accord avec ce changement.

## Motifs
reason-ill = Souffrant
reason-hindered = Empêchement
reason-transport = Transport
reason-found-elsewhere = Trouvé ailleurs
reason-mistake = Erreur
reason-emergency = Urgence
reason-equipment = Salle ou matériel indisponible
reason-did-not-come = Le client n’est pas venu
reason-other = Autre raison

refusal-already-decided = Ce dossier est déjà réglé.
refusal-already-contested = C’est déjà contesté, et cela attend une décision.
refusal-same-person = La personne qui a décidé ne juge pas la contestation : une autre doit la trancher.
refusal-reasons-too-short = { $min_chars ->
   *[other] Expliquez votre décision en au moins { $min_chars } caractères (il y en a { $chars }).
}
