# What the pages say, in French. Narrow no-break spaces stand before ; : ! ? as French asks.
# Un mot que rien ne coupe en fin de ligne : U+2060 tient ses deux parts ensemble.
-e-mail = e-{"\u2060"}mail

## The frame of every page
skip-to-content = Aller au contenu
languages = Langue
footer = Page servie par Honoré, logiciel libre.
because = Pourquoi ?
back = Revenir
form-optional = (facultatif)
form-errors = Il manque encore quelque chose :
effects-title = Ce qui va se passer
map = Voir sur une carte
on-approval = sur demande
today-word = aujourd’hui
hour = { $hour } h

## Acts
act-move = Déplacer
act-cancel = Annuler ce rendez-vous
act-cancel-yes = Oui, annuler ce rendez-vous
act-keep = Garder mon rendez-vous
act-add = Ajouter
act-add-long = Ajouter un rendez-vous

## States
standing-client-requested = Demande envoyée, en attente de réponse
standing-client-booked = Confirmé, à venir
standing-client-past = Passé
standing-client-fulfilled = Ce rendez-vous a eu lieu
standing-client-no-show = Rendez-vous non honoré
standing-client-cancelled = Ce rendez-vous est annulé
standing-client-declined = Cette demande n’a pas pu être acceptée
standing-client-expired = Cette demande est restée sans réponse
standing-requested = demande
standing-booked = confirmé
standing-past = à renseigner
standing-fulfilled = venu
standing-no-show = non honoré
standing-cancelled = annulé
standing-declined = décliné
standing-expired = sans réponse

## Home of a network
home-practitioners = Prendre rendez-vous
home-next-free = Prochain créneau libre
home-no-free = Aucun créneau libre pour l’instant
home-empty = Aucun praticien ne prend de rendez-vous en ligne pour l’instant.
contact-help = Besoin d’aide ?

## A practitioner
practitioner-service = Quelle prestation ?
practitioner-when = Quand ?
practitioner-nothing = Rien ne se réserve en ligne ici pour l’instant.

## Slots
slots-week = Choisir sept jours
slots-previous = Avant
slots-next = Après
slots-empty-title = Aucun créneau libre ces jours-ci
slots-empty-next = Le prochain jour libre :
slots-empty-none = Tout est pris pour l’instant. De nouveaux créneaux apparaissent quand un agenda s’ouvre ou se libère.

## Booking
book-title = Vos coordonnées
book-title-request = Votre demande
book-back = Changer de créneau
book-you = Qui vient ?
field-name = Prénom et nom
field-email = Adresse e-mail
field-email-hint = Pour la confirmation et le rappel.
field-phone = Téléphone
field-phone-hint = Seulement si un imprévu touche ce rendez-vous.
field-note = Un mot pour le praticien
field-note-hint = Sans détail de santé, s’il vous plaît.
field-password = Mot de passe
field-service = Prestation
field-date = Date
field-time = Heure
field-note-staff = Mot du client (il le relira sur sa page)
policy-title = Si vous avez un empêchement
book-consent = J’ai lu ces conditions et je les accepte.
book-answer-before = Réponse au plus tard { $before }. Le créneau est à vous dès que la demande est acceptée.
book-send = Confirmer le rendez-vous
book-send-request = Envoyer ma demande
book-privacy = Vos coordonnées servent à ce rendez-vous et à rien d’autre. Aucun compte n’est créé.
book-taken = { $when } : ce créneau vient d’être pris.
book-taken-choose = Voici les plus proches. Ce que vous avez écrit est conservé.
book-taken-none = Aucun autre créneau n’est libre à proximité. Regardez les autres jours.
book-nearest = Les créneaux les plus proches
book-other-days = Voir les autres jours

## The personal link
manage-hindered = Si vous avez un empêchement
calendar-title = Ajouter à mon agenda
calendar-ics = Fichier .ics
contact-title = Joindre le praticien
contact-no-slot = Rien ne convient ?
history-title = Ce qui s’est passé
offers-title = Et maintenant ?
offers-slots = Les prochains créneaux libres :
offers-others = Chez d’autres praticiens du réseau
back-to-appointment = Mon rendez-vous

## Move
move-title = Choisir un autre moment
move-old = Votre rendez-vous actuel
move-old-stays = Il reste à vous tant que vous n’en avez pas confirmé un autre.
move-choose = Les créneaux libres
move-back = Les autres créneaux
move-confirm-title = Déplacer ce rendez-vous ?
move-before = Avant
move-after = Après
move-send = Déplacer mon rendez-vous

## Cancel
cancel-title = Annuler ce rendez-vous ?
cancel-instead = Plutôt un autre moment ?
cancel-other-times = Voir tous les créneaux
cancel-reason = Qu’est-ce qui vous en empêche ?
cancel-message = Un mot pour le praticien
cancel-message-hint = Sans détail de santé, s’il vous plaît.

## A limit
refused-state = Plus possible en ligne
refused-call = Un appel suffit

## Problems
problem-not-found-title = Cette page n’existe pas
problem-not-found-text = L’adresse est peut-être incomplète. Ouvrez de nouveau le lien de votre message : il mène toujours à votre rendez-vous.
problem-not-yours-title = Cette page ne vous est pas ouverte
problem-not-yours-text = Votre compte n’y a pas accès. La personne qui administre le réseau peut l’ouvrir.
problem-unreadable-title = Nous n’avons pas pu lire ce formulaire
problem-unreadable-text = Rien n’a été changé. Revenez en arrière et envoyez-le de nouveau.
problem-changed-title = Ce rendez-vous a changé entre-temps
problem-changed-text = Rien n’a été fait de plus. Regardez où il en est, puis choisissez.
problem-too-often-title = Un instant, s’il vous plaît
problem-too-often-text = Trop d’essais à la suite. Réessayez dans quelques minutes.
problem-out-of-order-title = Quelque chose ne marche pas chez nous
problem-out-of-order-text = Ce n’est pas de votre fait. Réessayez dans un instant ; si c’est urgent, appelez directement.
problem-reference = À citer si vous nous écrivez :

## Console
nav-label = Console
nav-today = Aujourd’hui
nav-week = Agenda
nav-requests = Demandes
nav-hours = Horaires
nav-absences = Absences
nav-sessions = Sessions
nav-elsewhere = Réglages
nav-waiting = en attente
sign-out = Se déconnecter
sign-in-title = Votre agenda
sign-in-lead = Connectez-vous pour voir vos rendez-vous.
sign-in = Se connecter
sign-in-demo = Comptes de démonstration
day-previous = Jour précédent
day-next = Jour suivant
today-next = prochain
today-empty = Aucun rendez-vous ce jour-là
today-empty-text = Les créneaux libres restent ouverts à la réservation.
week-agendas = Agendas
week-previous = Semaine précédente
week-next = Semaine suivante
week-this = Cette semaine
week-nothing = Rien de prévu
week-legend = Légende
week-legend-absent = absence

## One appointment, for the practitioner
appointment-facts = Le rendez-vous
appointment-note = Mot du client
appointment-client = Le client
appointment-acts = Que faire ?
messages-title = Messages
messages-none = Aucun message pour l’instant.
back-to-appointment-staff = Le rendez-vous
add-title = Ajouter un rendez-vous
add-when = Quoi et quand ?
add-free = Créneaux libres
add-effects-none = Choisissez une prestation et un moment : ce qui suivra s’affiche ici.
add-send = Ajouter le rendez-vous
force-title = Quelque chose s’y oppose
force-tick = Enregistrer quand même
force-reason = Pour quelle raison ?
force-hint = Elle restera dans l’historique du rendez-vous.
requests-title = Demandes
requests-lead = Chaque demande attend votre réponse jusqu’à l’heure indiquée.
requests-empty = Aucune demande en attente
requests-empty-text = Les nouvelles demandes arrivent ici et par { -e-mail }.
requests-approve = Accepter
requests-decline = Décliner…
requests-approve-of = Accepter la demande de { $client }, { $when }
requests-decline-of = Décliner la demande de { $client }, { $when }
staff-cancel-send = Annuler le rendez-vous
staff-keep = Garder le rendez-vous
staff-keep-time = Laisser à l’heure actuelle
staff-asked-by = Qui le souhaite ?
staff-reason = Pour quel motif ?
staff-message = Message au client
staff-message-hint = Il sera ajouté à l’{ -e-mail }.
staff-message-least = Au moins { $least } caractères : le client le lira.
staff-move-title = Déplacer le rendez-vous de { $client }
staff-move-when = À quel moment ?
staff-move-send = Déplacer le rendez-vous
decline-title = Décliner la demande de { $client } ?
decline-send = Décliner la demande
decline-keep = Garder la demande

## Settings
hours-title = Horaires d’ouverture
hours-lead = Les créneaux proposés aux clients en découlent.
hours-week = Chaque semaine
hours-weekday = Jour
hours-no-day = (jour)
hours-from = De
hours-to = À
hours-to-short = à
hours-exceptions = À certaines dates
hours-exceptions-hint = Une exception remplace les horaires habituels de ce jour-là. Pour retirer une ligne, videz-la.
hours-kind = Ouvert ou fermé
hours-closed = fermé
hours-open = ouvert
hours-save = Enregistrer les horaires
hours-more = Ajouter des lignes
hours-stay = Les rendez-vous déjà pris ne bougent pas.
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
absences-title = Absences
absences-lead = Pendant une absence, aucun créneau n’est proposé.
absences-list = Absences prévues
absences-empty = Aucune absence prévue.
absences-affected = Rendez-vous dans cette période
absences-affected-text = Ils restent tant que vous ne les avez pas déplacés ou annulés.
absences-new = Nouvelle absence
absences-from = Du
absences-to = Au
absences-from-time = À partir de
absences-to-time = Jusqu’à
absences-whole-days = Sans heure, l’absence dure des journées entières.
absences-reason = Motif
absences-note = Note pour vous
absences-save = Enregistrer l’absence
sessions-title = Sessions ouvertes
sessions-lead = Les appareils sur lesquels vous êtes connecté. Fermez ceux que vous ne reconnaissez pas.
sessions-current = cet appareil
sessions-end = Fermer
sessions-end-of = Fermer la session : { $device }
sessions-end-others = Fermer toutes les autres sessions

## Demo
clock-label = Horloge de démonstration
clock-simulated = Temps simulé
clock-hour = + 1 heure
clock-day = + 1 jour
clock-eve = À la veille
clock-date = À une date…
clock-to = Avancer jusqu’au
clock-go = Avancer
clock-outbox = Messages partis
clock-hub = Démonstration
demo-title = Essayez Honoré
demo-lead = Quatre réseaux, quatre façons de traiter un empêchement, un seul moteur. Tout est inventé, aucun message ne part vraiment.
demo-steps = En cinq minutes
demo-clock = Avancer le temps
demo-clock-text = Rappels et délais suivent cette horloge. Elle n’avance que quand vous le demandez.
demo-networks = Les réseaux
demo-book = Prendre rendez-vous
demo-roles = Se connecter comme
outbox-title = Messages partis
outbox-lead = Chaque message, tel que son destinataire le lit.
outbox-empty = Aucun message pour l’instant
outbox-empty-text = Prenez un rendez-vous, ou avancez l’horloge jusqu’au rappel.
outbox-pages = Pages
outbox-newer = Plus récents
outbox-older = Plus anciens
mail-back = Messages partis
mail-from = De
mail-to = À
mail-reply-to = Répondre à
mail-attachments = Pièces jointes
mail-text = Version texte
