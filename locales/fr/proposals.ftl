# Un autre moment proposé par l’un, accepté ou décliné par l’autre. Le rendez-vous reste à son heure jusque-là.

## Raisons d’une décision
because-move-proposed = { $by ->
    [client] Le client demande { $starts }. L’établissement répond au plus tard le { $lapses_at } ; d’ici là, le rendez-vous reste à son heure.
   *[business] L’établissement propose { $starts }. Le client répond au plus tard le { $lapses_at } ; d’ici là, le rendez-vous reste à son heure.
}
because-both-agreed = { $by ->
    [client] Les deux parties sont d’accord : le client l’a demandé le { $proposed_at }, l’établissement a accepté. Rien n’est compté comme tardif.
   *[business] Les deux parties sont d’accord : l’établissement l’a proposé le { $proposed_at }, le client a accepté. Rien n’est compté comme tardif.
}
because-not-accepted-yet = Cette demande n’est pas encore acceptée : elle se change aussitôt.

## Refus
refusal-how-many-starts = Proposez de un à { $max } moments différents.
refusal-moves-at-once = Ce rendez-vous n’est pas encore accepté : vous pouvez le déplacer aussitôt, sans rien demander.
refusal-nothing-proposed = Aucun autre moment n’est proposé, ou plus maintenant. Le rendez-vous reste à son heure.
refusal-own-proposal = C’est à l’autre partie de répondre à cette proposition. Vous pouvez la retirer.
refusal-others-proposal = Cette proposition vient de l’autre partie : acceptez-la ou déclinez-la.
refusal-not-proposed = Ce moment n’a pas été proposé. Choisissez parmi ceux qui le sont.
refusal-lapsed = Le délai pour répondre est passé le { $lapsed_at }. Le rendez-vous reste à son heure.

## La phrase des conditions
terms-ask = Vous pouvez demander un autre moment jusqu’au { $ask_until } : le praticien l’accepte ou non, et votre rendez-vous reste à son heure jusque-là.
terms-free-ask = Vous pouvez déplacer ce rendez-vous jusqu’au { $until }. Ensuite, vous pouvez demander un autre moment jusqu’au { $ask_until } : le praticien l’accepte ou non, et votre rendez-vous reste à son heure jusque-là.

## Ce qui va se passer
effect-stays = { $viewer ->
    [client] Votre rendez-vous reste le { $when }.
   *[staff] Le rendez-vous reste le { $when }.
}
effect-agreed = { $viewer ->
    [client] Votre rendez-vous est confirmé à ce moment-là, à la place du { $when }.
   *[staff] Le rendez-vous est confirmé à ce moment-là, à la place du { $when }.
}
effect-answer-due = { $viewer ->
    [client] Réponse au plus tard le { $until }. Sans réponse, rien ne change.
   *[staff] Le client peut répondre jusqu’au { $until }. Sans réponse, rien ne change.
}
effect-way-back-asked = Vous pourrez retirer votre demande tant qu’elle attend.

## L’historique
history-move-proposed = { $by ->
    [you] Vous avez demandé un autre moment.
    [client] Le client a demandé un autre moment.
   *[other] { $practice } a proposé un autre moment.
}
history-move-declined = { $by ->
    [you] Vous avez gardé votre rendez-vous.
    [client] Le client a gardé son rendez-vous.
   *[other] { $practice } n’a pas pu accepter l’autre moment.
}
history-move-withdrawn = { $by ->
    [you] Vous avez retiré votre demande.
    [client] Le client a retiré sa demande.
   *[other] { $practice } a retiré sa proposition.
}
history-move-lapsed = L’autre moment est resté sans réponse ; le rendez-vous reste le { $to }.

## Le lien personnel
proposal-theirs-title = { $practitioner } vous propose un autre moment
proposal-theirs-text = Choisissez avant le { $until }. D’ici là, votre rendez-vous avec { $practitioner } reste le { $when }.
proposal-own-title = Votre demande attend une réponse
proposal-own-text = { $practitioner } répond au plus tard le { $until }. D’ici là, votre rendez-vous reste le { $when }.
proposal-withdraw = Retirer ma demande
proposal-withdraw-title = Retirer votre demande ?
proposal-keep-title = Garder votre rendez-vous ?
proposal-accept-title = Accepter ce moment ?
proposal-accept-send = Accepter ce moment
proposal-back = Revenir sans rien changer
proposal-word = Un mot au praticien
act-ask-move = Demander un autre moment
move-asks-title = Un autre moment se demande
move-asks-text = { $practitioner } l’accepte ou non. Jusque-là, votre rendez-vous reste à son heure.
move-ask-title = Demander ce moment ?
move-ask-now = Votre rendez-vous
move-ask-wanted = Ce que vous demandez
move-ask-send = Envoyer ma demande
done-asked = Votre demande est envoyée. Rien ne change avant la réponse.
done-kept = C’est noté, vous gardez votre rendez-vous.
done-withdrawn = Votre demande est retirée. Votre rendez-vous reste à son heure.
done-answered = Cela a changé entre-temps : voici où en est votre rendez-vous.

## La console
console-message-move-proposed = Autre moment proposé
console-message-move-declined = Autre moment décliné
console-message-move-lapsed = Autre moment sans réponse
console-done-proposed = C’est proposé. Le rendez-vous reste à son heure jusqu’à la réponse.
console-done-move-accepted = C’est accepté, le rendez-vous est déplacé.
console-done-move-declined = C’est refusé. Le rendez-vous reste à son heure.
console-done-move-withdrawn = La proposition est retirée. Le rendez-vous reste à son heure.
console-act-propose = Proposer un autre moment
console-act-answer-move = Répondre à la demande
console-act-see-proposal = Voir la proposition en attente
console-hint-waits-for-client = Le client peut répondre jusqu’au { $at }.
propose-title = Proposer un autre moment à { $client }
propose-lead = Jusqu’à trois moments. Le rendez-vous reste à son heure jusqu’à la réponse.
propose-chosen = Vous proposez
propose-none = Choisissez au moins un moment.
propose-drop = Enlever
propose-drop-of = Enlever { $when }
propose-add = Ajouter un moment
propose-look = Ajouter ce moment
propose-send = Envoyer la proposition
propose-why = Pourquoi
propose-time-refused = { $when } : { $why }
propose-too-many = Trois moments au plus : enlevez-en un d’abord.
answer-title = { $client } demande un autre moment
answer-own-title = Vous avez proposé un autre moment à { $client }
answer-now = Le rendez-vous actuel
answer-times = Moments demandés
answer-own-times = Moments proposés
answer-accept = Accepter ce moment
answer-accept-of = Accepter ce moment : { $when }
answer-decline-title = Refuser
answer-decline = Refuser, garder l’heure actuelle
answer-withdraw-title = Retirer la proposition
answer-withdraw = Retirer la proposition
answer-counter = Proposer autre chose
answer-words = Son message
answer-none = Aucun autre moment n’attend de réponse.
requests-moves-title = Déplacements demandés
requests-moves-lead = Le rendez-vous reste à son heure jusqu’à votre réponse.
requests-move-now = Aujourd’hui prévu { $when }
requests-move-wanted = Demandé : { $times }
requests-move-answer = Répondre
requests-move-answer-of = Répondre à { $client }, { $when }
