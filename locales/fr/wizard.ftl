# Annuler en quatre pas, s’absenter en un seul acte, passer un rendez-vous à un collègue.

## Pourquoi, et pourquoi pas
because-handed-over = Le praticien prévu ne peut pas venir : un collègue du même établissement reprend le rendez-vous, à la même heure.
refusal-same-practitioner = Ce rendez-vous est déjà dans cet agenda.
refusal-service-not-given = Ce collègue ne donne pas cette prestation.
refusal-colleague-not-free = { $reason ->
    [closed] Le collègue ne travaille pas à ce moment-là.
   *[taken] Le collègue n’est pas libre à ce moment-là.
}
refusal-absence-hits-more = D’autres rendez-vous se trouvent dans cette absence : dites aussi ce qu’ils deviennent.
refusal-absence-hits-not = Un des rendez-vous n’est plus dans cette absence : regardez la liste à nouveau.
refusal-absence-not-possible = Un des choix n’est plus possible. Rien n’a été fait.
console-message-handed-over = Confié à un collègue
history-handed-over = { $by ->
    [practice-for-client] Confié à { $practitioner } par { $practice }, à la demande du client.
   *[other] Confié à { $practitioner } par { $practice }, à la même heure.
}

## Ce qui s’ensuit
follows-grouped = Les annulations d’une même absence n’en font qu’une.
follows-late = Compte comme annulation tardive de votre part.
follows-counts-not = Ne compte pas comme annulation tardive.
follows-counts-not-client = Ne compte pas comme une annulation de votre part : le client l’a demandée.
follows-day-closed-already = Le { $day } est déjà fermé aux nouvelles réservations.
follows-ranking = Votre place dans le classement du réseau peut baisser.

## Annuler en quatre pas
wizard-title = Annuler le rendez-vous de { $client }
wizard-steps = Les étapes
wizard-step-number = Étape { $number } sur { $count }
wizard-step-done = fait
wizard-who = Qui, et pourquoi
wizard-who-title = Qui souhaite annuler, et pour quelle raison ?
wizard-other = Un autre moment
wizard-other-title = D’abord, proposer un autre moment ?
wizard-other-text = Écrivez ou appelez d’abord : un déplacement accepté par le client ne compte ni comme annulation, ni comme tardif, et ne ferme pas la journée.
wizard-other-free = Vos prochains moments libres
wizard-other-none = Aucun moment n’est libre dans les trois semaines qui viennent.
wizard-propose = Proposer ces moments au client
wizard-propose-text = Le client choisit ou refuse depuis son lien. Le rendez-vous reste à son heure jusque-là.
wizard-agreed = Le client est d’accord pour un autre moment : déplacer
wizard-never-ask = Ne demandez jamais au client d’annuler à votre place : il peut le signaler au réseau.
wizard-message = Le message
wizard-message-title = Que voulez-vous dire au client ?
wizard-template = Un texte à reprendre
wizard-template-use = Reprendre ce texte
wizard-count = { $least ->
    [0] { $count ->
        [0] Aucun caractère pour l’instant.
        [one] { $count } caractère.
       *[other] { $count } caractères.
    }
   *[other] { $count ->
        [0] Aucun caractère pour l’instant, il en faut au moins { $least }.
       *[other] { $count } sur { $least } caractères au moins.
    }
}
wizard-count-enough = { $count } caractères : c’est suffisant.
wizard-after = Ce qui suit
wizard-after-title = Tout est prêt. Regardez ce qui va se passer.
wizard-after-text = Rien n’est encore annulé. Le bouton ci-dessous le fait, en une fois.
wizard-entered-by = Qui le souhaite
wizard-entered-reason = Motif
wizard-entered-message = Message au client
wizard-entered-none = Aucun
wizard-change = Modifier
wizard-change-of = Modifier : { $what }
wizard-next = Continuer
wizard-go-on = Aucun autre moment ne convient : continuer
wizard-back = Étape précédente
wizard-if-business = Dites qui le souhaite : la suite en dépend. Si c’est vous :
wizard-letter-in = { $to } lira, en { $language ->
    [en] anglais
   *[fr] français
}
wizard-template-ill = Bonjour, je suis souffrant et ne pourrai pas vous recevoir comme prévu. Je vous présente mes excuses et vous propose de choisir un autre moment.
wizard-template-emergency = Bonjour, une urgence m’empêche de vous recevoir comme prévu. Je vous présente mes excuses et vous propose de choisir un autre moment.
wizard-template-equipment = Bonjour, la salle ou le matériel n’est pas disponible à l’heure prévue. Je vous présente mes excuses et vous propose de choisir un autre moment.
wizard-template-hindered = Bonjour, un empêchement de dernière minute ne me permet pas de vous recevoir comme prévu. Je vous présente mes excuses et vous propose de choisir un autre moment.
wizard-template-mistake = Bonjour, ce rendez-vous a été noté par erreur dans mon agenda. Je vous présente mes excuses et vous propose de choisir un autre moment.
wizard-template-other = Bonjour, je ne pourrai pas vous recevoir comme prévu. Je vous présente mes excuses et vous propose de choisir un autre moment.
wizard-template-client = Bonjour, comme convenu, votre rendez-vous est annulé. Vous pouvez reprendre un autre moment quand vous le souhaitez.

## Une absence en un seul acte
absence-back = Absences
absence-open = Modifier
absence-open-of = Modifier ou retirer l’absence : { $when }
absence-title = Une absence
absence-change = D’autres heures
absence-remove = Retirer l’absence
absence-removed-slots = Les créneaux de cette période sont proposés à nouveau.
absence-takes-slots = Plus aucun créneau n’est proposé pendant cette absence.
absence-go-on = Continuer
absence-leave = Ne rien changer
absence-choices-title = Que deviennent ces rendez-vous ?
absence-hits = Rendez-vous dans cette absence
absence-hits-none = Aucun rendez-vous n’est touché.
absence-hit-new = pris entre-temps
absence-choice-propose = Proposer un autre moment
absence-choice-hand-over = Confier à { $name }
absence-choice-keep = Garder, et voir plus tard
absence-choice-cancel = Annuler
absence-choice-decline = Décliner la demande
absence-word = Un mot pour tous
absence-word-text = Le même message va à chaque client à qui vous annoncez un changement.
absence-message = Message aux clients
absence-message-least = Au moins { $least } caractères si vous annulez un rendez-vous : les clients le liront.
absence-see = Voir ce qui va se passer
absence-preview-title = Tout est prêt : l’absence, et ce qui s’ensuit
absence-steps = Rendez-vous par rendez-vous
absence-together = Ce qui va se passer
absence-change-choices = Revenir aux choix
absence-send = Enregistrer l’absence et prévenir
absence-becomes-keep = Il reste, vous verrez plus tard.
absence-becomes-propose = D’autres moments sont proposés : { $starts }
absence-becomes-hand-over = Confié à { $name }, à la même heure
absence-becomes-cancel = Annulé

## Le client : qui souhaite annuler
cancel-who = Qui souhaite annuler ?
cancel-who-me = C’est moi
cancel-who-professional = Le professionnel m’a demandé d’annuler
cancel-who-text = Merci de le dire. Cette annulation ne compte pas pour vous, même si elle est tardive. Le réseau en est informé et demande au professionnel ce qui s’est passé.
