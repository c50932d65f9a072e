# Demander sans choisir de praticien : la demande du client, et les propositions qu’en reçoivent les praticiens.

## La page où l’on demande
ask-title = Demander sans choisir de praticien
ask-lead = Dites ce qu’il vous faut, quand et où. Les praticiens libres à ce moment-là reçoivent votre demande ; le premier qui l’accepte vient.
ask-what = Votre demande
ask-service = Prestation
ask-date = Jour
ask-time = Heure
ask-postcode = Code postal
ask-postcode-hint = Là où le praticien doit venir : il décide de qui est assez près.
ask-look = Voir qui peut venir
ask-change = Changer la prestation, le moment ou le lieu
ask-where = Où venir ?
ask-address = Adresse et ville
ask-address-hint = Seul le praticien qui accepte la lit. Les autres ne voient que le code postal.
ask-note = Un mot pour le praticien
ask-note-hint = Étage, code de la porte… Sans détail de santé, s’il vous plaît.
ask-you = Qui demande ?
ask-send = Envoyer ma demande
ask-privacy = Vos coordonnées servent à cette demande et à rien d’autre. Aucun compte n’est créé.
ask-again = Ce que vous avez écrit est conservé.
ask-recap = { $service }, au { $postcode }
ask-nobody = Personne ne peut venir à ce moment-là
ask-nobody-text = Essayez une autre heure ou un autre jour : il suffit souvent de peu.
ask-nobody-why = Pourquoi
ask-why-line = { $name } : { $why }

## Ce qui va se passer
ask-effect-sent = { $count ->
    [one] Votre demande part à un praticien libre à ce moment-là.
   *[other] Votre demande part à { $count } praticiens libres à ce moment-là.
}
ask-effect-first = Le premier qui accepte vient : vous recevez aussitôt son nom et la confirmation par { -e-mail }.
ask-effect-answer-by = Sans réponse { $at }, nous vous le disons et la demande est close.
ask-effect-price = Le prix est celui du praticien qui vient : { $price }, à régler sur place.
ask-effect-price-range = Le prix est celui du praticien qui vient, de { $least } à { $most }, à régler sur place.
ask-effect-way-back = Tant que personne n’a accepté, vous pouvez la retirer sans rien devoir.

## La page d’une demande
enquiry-title = Votre demande
enquiry-done-asked = Votre demande est partie. Un { -e-mail } vous le confirme.
enquiry-done-withdrawn = Votre demande est retirée.
enquiry-state-open = En attente d’un praticien
enquiry-state-taken = Un praticien vient
enquiry-state-withdrawn = Demande retirée
enquiry-state-unanswered = Personne n’a pu venir
enquiry-open-text = { $count ->
    [one] Un praticien l’a reçue. Réponse { $at } au plus tard.
   *[other] { $count } praticiens l’ont reçue. Réponse { $at } au plus tard.
}
enquiry-taken-text = { $name } a accepté votre demande.
enquiry-withdrawn-text = Vous l’avez retirée { $at }. Elle ne vous engage à rien.
enquiry-unanswered-text = Elle est close et ne vous engage à rien. Un autre moment, même le même jour, trouve souvent quelqu’un.
enquiry-fact-where = Où
enquiry-fact-note = Votre mot
enquiry-to-appointment = Voir le rendez-vous
enquiry-ask-again = Demander un autre moment
enquiry-withdraw-title = Vous avez changé d’avis ?
enquiry-withdraw-effect = { $count ->
    [0] La demande est close aussitôt.
    [one] La demande est close aussitôt ; le praticien qui l’a reçue en est averti.
   *[other] La demande est close aussitôt ; les { $count } praticiens qui l’ont reçue en sont avertis.
}
enquiry-withdraw-free = Il n’y a rien à payer.
enquiry-withdraw = Retirer ma demande

## Sur la page du réseau
home-ask = Sans choisir de praticien
home-ask-text = Dites quand et où : le premier praticien libre qui accepte vient chez vous.
home-ask-link = Demander : { $service }
service-by-proposal = sur demande au réseau

## Pourquoi quelqu’un ne la reçoit pas, ou pourquoi il la reçoit
not-proposed-too-far = Trop loin : se déplace dans { $serves }.
not-proposed-asked-before = A déjà reçu cette demande.
not-proposed-others-first = { $count ->
    [one] Un autre praticien la reçoit d’abord ; s’il refuse, elle vient ici.
   *[other] { $count } autres praticiens la reçoivent d’abord ; s’ils refusent tous, elle vient ici.
}
proposed-free = Vous êtes libre à ce moment-là.
proposed-serves = Vous vous déplacez dans { $serves }.
proposed-serves-everywhere = Vous vous déplacez partout.
proposed-by-score = Les plus fiables la reçoivent en premier : votre score est de { $score } sur 100.
proposed-by-name = L’ordre est celui des noms.

## La console
nav-proposals = Propositions
console-message-enquiry-received = Demande reçue
console-message-enquiry-unanswered = Demande sans réponse
console-message-enquiry-proposed = Proposition
console-message-enquiry-closed = Proposition close
proposals-title = Propositions
proposals-lead = Un client demande sans choisir de praticien. Le premier qui accepte obtient le rendez-vous. Refuser ne fait jamais baisser votre score.
proposals-empty = Aucune proposition en attente
proposals-empty-text = Les nouvelles arrivent ici et par { -e-mail }.
proposals-over = Closes récemment
proposals-for = Pour { $name }
proposals-see = Voir et accepter…
proposals-refuse = Refuser
proposals-refuse-of = Refuser la demande de { $client }, { $when }
proposals-see-of = Voir et accepter… la demande de { $client }, { $when }
proposals-back = Toutes les propositions
proposals-one-title = La demande de { $client }
proposals-accept = Accepter : le rendez-vous est à moi
proposals-why = Pourquoi vous la recevez
proposals-where = Code postal { $postcode }. L’adresse exacte et le téléphone viennent avec le rendez-vous.
proposals-effect-booked = Le rendez-vous est à vous et prend ce temps dans votre agenda.
proposals-effect-others = { $count ->
    [0] Personne d’autre n’y réfléchit plus.
    [one] L’autre praticien qui l’a reçue apprend qu’elle est prise.
   *[other] Les { $count } autres praticiens qui l’ont reçue apprennent qu’elle est prise.
}
proposals-refuse-title = Ce n’est pas pour vous ?
proposals-refuse-text = Refuser ne fait jamais baisser votre score. La demande continue chez les autres.
proposals-state-accepted = Acceptée par vous
proposals-state-refused = Refusée par vous
proposals-state-closed = Prise par un autre ou retirée
proposals-state-unanswered = Restée sans réponse
proposals-cannot = Cette demande ne peut plus être acceptée
console-done-proposal-accepted = C’est à vous : le rendez-vous est dans votre agenda, le client en est averti.
console-done-proposal-refused = C’est noté. Refuser ne fait jamais baisser votre score.

## Ce qui serait juste dans un champ
field-not-asked-for = Choisissez une des prestations proposées.
field-not-a-postcode = Indiquez un code postal, comme 75018.
api-field-not-asked-for = Aucune prestation de ce nom ne se demande au réseau.
api-field-not-a-postcode = Ce n’est pas un code postal.

## Le motif d’une mise en pause (WEC+18)
statement-proposals-unanswered = { $count ->
    [one] Une proposition est restée sans réponse.
   *[other] { $count } propositions de suite sont restées sans réponse.
}
statement-proposals-refused = { $count ->
    [one] Une proposition a été refusée.
   *[other] { $count } propositions de suite ont été refusées.
}
statement-proposals-rule = À partir de { $limit } de suite, les nouvelles réservations et propositions font une pause de { $lasts }. Elle finit d’elle-même.
statement-proposals-score = Votre score ne change pas : refuser ne le fait jamais baisser.
