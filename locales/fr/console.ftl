# Ce que dit la console, et les pages de la démonstration (« hub- »).

## Ce qui vient d’être fait
console-done-added = C’est noté, le rendez-vous est ajouté.
console-done-approved = La demande est acceptée.
console-done-declined = La demande est déclinée.
console-done-moved = Le rendez-vous est déplacé.
console-done-cancelled = Le rendez-vous est annulé.
console-done-cancelled-quietly = Le rendez-vous est annulé. Le client n’en est pas averti.
console-done-fulfilled = C’est noté : le client est venu.
console-done-no-show = C’est noté : le client n’est pas venu.
console-done-hours = Les horaires sont enregistrés.
console-done-absence = L’absence est enregistrée.
console-done-absence-removed = L’absence est retirée.
console-done-session-ended = La session est fermée.
console-done-sessions-ended = Toutes les autres sessions sont fermées.

## Se connecter
console-sign-in-wrong = L’adresse et le mot de passe ne vont pas ensemble
console-sign-in-wrong-text = Vérifiez les deux, puis réessayez.
console-session-unknown = Appareil inconnu
console-session-since = Ouverte { $at }
console-session-used = utilisée { $at }

## La journée et la semaine
console-day-summary = { $count ->
    [one] Un rendez-vous, de { $from } à { $to }
   *[other] { $count } rendez-vous, de { $from } à { $to }
}
console-day-closed = Journée fermée aux nouvelles réservations
console-taken-elsewhere = Occupé dans un autre agenda
console-answer-before = répondre avant { $at }
console-asked-at = Demandé { $at }
console-overlaps = Chevauche { $client }, de { $from } à { $to }.
console-taken-by-absence = Ce moment n’est plus libre : il est pris par une absence ou un autre agenda.

## Un rendez-vous
console-fact-booked = Réservé
console-fact-moves = Déplacements
console-fact-moves-count = { $count ->
    [one] Une fois par le client
   *[other] { $count } fois par le client
}
console-act-approve = Accepter la demande
console-act-fulfilled = Le client est venu
console-act-no-show = Le client n’est pas venu
console-act-cancel-past = Annuler après coup
console-act-again = Un autre rendez-vous pour ce client
console-hint-told = Un { -e-mail } partira au client.
console-hint-not-told = Aucun message ne partira.
console-hint-no-address = Le client n’a pas d’adresse { -e-mail } : prévenez-le vous-même.
console-hint-quietly = Le client n’en est averti que si vous le demandez.

## Ses messages
console-message-to = E-mail à { $name }
console-message-due = partira { $at }
console-message-was-due = prévu { $at }
console-message-requested = Demande de rendez-vous
console-message-booked = Confirmation
console-message-moved = Nouveau moment
console-message-cancelled = Annulation
console-message-declined = Demande déclinée
console-message-expired = Demande sans réponse
console-message-reminder = Rappel
console-message-state-waiting = en attente
console-message-state-sending = en cours d’envoi
console-message-state-sent = parti
console-message-state-dropped = sans objet
console-message-state-dead = abandonné
console-skipped-moved = Pas envoyé : le rendez-vous a changé de moment entre-temps, un autre message le dit.
console-skipped-ended = Pas envoyé : le rendez-vous a pris fin avant.
console-skipped-answered = Pas envoyé : la demande avait déjà reçu sa réponse.
console-skipped-too-late = Pas envoyé : le rendez-vous avait déjà commencé.
console-skipped-no-address = Pas envoyé : aucune adresse { -e-mail } n’est connue.
console-skipped = Pas envoyé : { $why }
console-message-again = Nouvel essai prévu. Dernière erreur : { $why }
console-message-dead = Abandonné après plusieurs essais. Dernière erreur : { $why }

## Ajouter, déplacer
console-the-client = le client
console-look = Voir les créneaux et ce qui suivrait
console-nearest = Les plus proches : { $times }
console-fault-service = Choisissez une prestation.
console-fault-date = Indiquez une date, par exemple 03/03/2026.
console-fault-time = Indiquez une heure, par exemple 14:30.
console-fault-skipped = Cette heure n’existe pas ce jour-là : les horloges avancent.
console-fault-force = Dites pourquoi, en quelques mots.

## Annuler, décliner
console-fault-asked-by = Dites qui le souhaite : vous ou le client.
console-asked-by-business = L’établissement
console-asked-by-client = Le client
console-past-quietly = Ce rendez-vous est passé : le client ne sera pas averti.
console-past-tell = L’avertir quand même
console-past-told = Ce rendez-vous est passé, et le client sera averti de l’annulation.
console-past-do-not-tell = Ne pas l’avertir
console-decline-told = Un { -e-mail } part tout de suite à { $name }, avec votre message.
console-decline-no-address = { $name } n’a pas d’adresse { -e-mail } : prévenez cette personne vous-même.

## Horaires et absences
console-fault-weekday = Choisissez un jour.
console-fault-times = Indiquez le début et la fin.
console-fault-order = La fin doit être après le début.
console-absence-plain = Absence
console-absence-holiday = Congé
console-absence-training = Formation
console-absence-closed = Fermeture
console-absence-other = Autre
console-absence-day = le { $day }
console-absence-span = du { $from } au { $to }
console-absence-sentence = { $reason } : { $when }
console-absence-affected = { $count ->
    [one] un rendez-vous dans cette période
   *[other] { $count } rendez-vous dans cette période
}

## La démonstration
hub-sign-in = Se connecter
hub-sign-in-text = Un clic suffit ici : c’est une démonstration, sans mot de passe.
hub-role-practitioner = { $name }, { $profession }
hub-role-secretary = { $name }, secrétariat
hub-example = Un rendez-vous, { $when }
hub-outbox-count = { $count ->
    [one] un message
   *[other] { $count } messages
}
hub-mail-not-written = Ce message n’est pas encore écrit : il le sera au moment de partir, d’après ce qui sera vrai alors.
hub-step-book = Prenez un rendez-vous, comme client
hub-step-outbox = Lisez la confirmation dans les messages partis
hub-step-manage = Ouvrez un lien personnel, avancez à la veille, déplacez ou annulez
hub-step-console = Passez de l’autre côté : l’agenda d’une praticienne
hub-kind-default = Réseau
hub-kind-therapists = Thérapeutes
hub-kind-home-services = Services à domicile
hub-kind-studio = Studio
hub-kind-salons = Salons
hub-intro-default = Les règles par défaut.
hub-intro-therapists = On peut toujours annuler ; à moins de 24 h, un mot rappelle ce que cela change pour le praticien.
hub-intro-home-services = Qui annule doit dire pourquoi et écrire au client ; les demandes attendent une réponse.
hub-intro-studio = Un délai pour déplacer, un nombre de déplacements ; au-delà, on appelle.
hub-intro-salons = Le salon note qui a voulu l’annulation ; les questions vont au réseau.
