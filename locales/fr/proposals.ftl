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
