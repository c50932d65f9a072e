# Les pages du client.

## Les réseaux
networks-title = Les réseaux
networks-empty = Aucun réseau n’est encore ouvert ici.
home-title = Prendre rendez-vous

## Les conditions, avant qu’une date soit choisie
conditions-free = Annulation libre jusqu’au début du rendez-vous.
conditions-free-until = Annulation libre jusqu’à { $limit } avant le rendez-vous.
conditions-late = Annulation possible jusqu’au début du rendez-vous ; prévenez dès que possible.
conditions-never = L’annulation ne se fait pas en ligne : contactez-nous.


## Le lien personnel
done-booked = C’est noté, votre rendez-vous est confirmé.
done-requested = Votre demande est partie.
done-moved = C’est fait, votre rendez-vous est déplacé.
done-cancelled = C’est fait, ce rendez-vous est annulé.
done-told = Un { -e-mail } part à { $email }.
manage-answer-by = Réponse au plus tard { $when }.
manage-cancelled-client = À votre demande, le { $when }.
manage-cancelled-business = Par { $practice }, le { $when }.
manage-nothing-booked = Aucun créneau n’est réservé à votre nom.
manage-terms = Les conditions affichées sont celles du { $day }.
offers-more = Tous les créneaux de { $practitioner }
offers-other = { $practitioner } · { $profession }
move-nearest = Les créneaux libres les plus proches :

## Une limite
refused-cancel = Ce rendez-vous ne s’annule plus en ligne
refused-cancel-never = Ce rendez-vous ne s’annule pas en ligne
refused-move = Ce rendez-vous ne se déplace plus en ligne
refused-move-never = Ce rendez-vous ne se déplace pas en ligne
