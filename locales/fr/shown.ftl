# Un rendez-vous tel qu’on le raconte, sur les pages du client et dans la console.

## Les faits
appointment-what = { $service }, { $length }, avec { $practitioner }
appointment-unnamed = Rendez-vous
appointment-price = { $price }, à régler sur place
fact-where = Où
fact-price = Prix
fact-note = Votre mot

## Ce qui va se passer
effect-freed = { $viewer ->
    [client] Le créneau du { $when } redevient libre pour quelqu’un d’autre.
   *[staff] Le créneau du { $when } redevient libre.
}
effect-request-withdrawn = { $viewer ->
    [client] Votre demande pour le { $when } est retirée.
   *[staff] La demande pour le { $when } est retirée.
}
effect-moved = { $viewer ->
    [client] Le nouveau créneau est à vous, l’ancien ({ $when }) redevient libre.
   *[staff] L’ancien créneau ({ $when }) redevient libre.
}
effect-request-moved = { $viewer ->
    [client] Votre demande porte sur le nouveau créneau, et non plus sur le { $when }.
   *[staff] La demande porte sur le nouveau créneau, et non plus sur le { $when }.
}
effect-told-you = { $channel ->
    [sms] Vous recevez tout de suite une confirmation par SMS.
   *[email] Vous recevez tout de suite une confirmation par { -e-mail }.
}
effect-told = { $channel ->
    [sms] Un SMS part tout de suite à { $name }.
   *[email] Un { -e-mail } part tout de suite à { $name }.
}
effect-reminder-you = { $channel ->
    [sms] Un rappel vous parvient par SMS le { $when }.
   *[email] Un rappel vous parvient par { -e-mail } le { $when }.
}
effect-reminder = { $channel ->
    [sms] Un rappel part par SMS à { $name } le { $when }.
   *[email] Un rappel part par { -e-mail } à { $name } le { $when }.
}
effect-nobody-told = Aucun message ne part.
effect-nothing-to-pay = { $viewer ->
    [client] Rien à payer.
   *[staff] Le client n’a rien à payer.
}
effect-same-price = Le prix ne change pas : { $price }, à régler sur place.
effect-pay-on-the-spot = { $viewer ->
    [client] Rien à payer maintenant : { $price }, à régler sur place.
   *[staff] { $price }, à régler sur place.
}
effect-way-back-cancelled = Si vous changez d’avis, vous pourrez reprendre un créneau libre.
effect-way-back-booked = Le lien du message vous permet de déplacer ou d’annuler.

## L’historique
history-requested = { $by ->
    [you] Demandé par vous pour le { $to }.
    [client] Demandé par le client pour le { $to }.
   *[other] Demandé pour le { $to }.
}
history-booked = { $by ->
    [you] Réservé par vous pour le { $to }.
    [client] Réservé par le client pour le { $to }.
    [practice-for-you] Noté pour vous par { $practice }, pour le { $to }.
    [practice-for-client] Noté par { $practice } à la demande du client, pour le { $to }.
   *[other] Réservé par { $practice } pour le { $to }.
}
history-approved = Demande acceptée par { $practice }.
history-declined = Demande déclinée par { $practice }.
history-moved = { $by ->
    [you] Déplacé par vous, du { $from } au { $to }.
    [client] Déplacé par le client, du { $from } au { $to }.
    [practice-for-you] Déplacé par { $practice } à votre demande, du { $from } au { $to }.
    [practice-for-client] Déplacé par { $practice } à la demande du client, du { $from } au { $to }.
   *[other] Déplacé par { $practice }, du { $from } au { $to }.
}
history-cancelled = { $by ->
    [you] Annulé par vous.
    [client] Annulé par le client.
    [practice-for-you] Annulé par { $practice } à votre demande.
    [practice-for-client] Annulé par { $practice } à la demande du client.
   *[other] Annulé par { $practice }.
}
history-fulfilled = Ce rendez-vous a eu lieu.
history-no-show = Noté comme non honoré par { $practice }.
history-expired = Demande restée sans réponse.
history-imported = Repris d’un autre agenda.
history-reason = Motif : { $reason }.
history-message = « { $message } »

## La ligne du préavis
line-here = vous êtes ici
line-free = sans frais
line-late = tardif
line-stopped = plus en ligne
line-until = { $answer } jusqu’au { $until }
line-then = , puis{" "}
line-words = { $parts }. Maintenant : { $now }.

## Les créneaux
slots-see-day = Voir le { $day }

## Ce qui serait juste dans un champ
field-missing = Ce champ est nécessaire.
field-missing-name = Indiquez votre prénom et votre nom.
field-missing-email = Indiquez une adresse e-mail : la confirmation y arrive.
field-too-long = { $limit } caractères au plus.
field-control-characters = Écrivez sans retour à la ligne ni signe invisible.
field-not-an-email = Une adresse ressemble à prenom@exemple.fr.
field-not-a-phone = Un numéro a de 6 à 15 chiffres, comme 06 12 34 56 78.
field-before-start = La fin doit venir après le début.
field-too-far = C’est trop loin dans le temps.
field-consent = Cochez la case pour continuer.

## Les pages de problèmes
problem-home = Aller à l’accueil : { $brand }
problem-field = Champ illisible : { $field }.
