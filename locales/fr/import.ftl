# Reprises, telles que la ligne de commande les raconte.

import-counts = { $how ->
    [done] Terminé : { $create } repris, { $update } modifiés, { $skip } ignorés, { $conflict } en conflit, { $malformed } non compris.
   *[dry] Rien n’est encore écrit. La reprise ajouterait { $create }, modifierait { $update }, ignorerait { $skip }, laisserait { $conflict } en conflit et { $malformed } non compris.
}
import-skipped = Ignorés : { $count }. { $why }
import-line = Ligne { $line } : { $why }
import-more-lines = { $count ->
    [one] Et encore une ligne : voir le fichier d’erreurs.
   *[other] Et encore { $count } lignes : voir le fichier d’erreurs.
}
import-left-out = Laissé de côté, car le client peut lire la note d’un rendez-vous : { $columns }.
import-followed = Les répétitions ont été suivies jusqu’au { $day } : importez de nouveau d’ici là.

## Pourquoi quelque chose n’est pas repris
import-known = Déjà repris auparavant.
import-twice = Présent deux fois dans le fichier.
import-free = L’agenda dit que la personne est libre à ce moment.
import-cancelled-there = Annulé dans l’agenda d’origine.
import-no-length = Sans durée : cela ne prend pas de temps.
import-over = C’est passé : cela n’empêche plus personne de réserver.
import-taken = Ce moment est déjà pris ici : par un autre rendez-vous, une absence ou un temps occupé.
import-no-columns = Il manque ces colonnes : { $columns }.
import-too-many-cells = Cette ligne a plus de cellules que l’en-tête.
import-empty = « { $column } » est vide.
import-cell = « { $column } » : { $problem }
import-not-a-time = « { $column } » n’est pas une date avec une heure : « { $text } ».
import-day-or-month = Où est le jour dans « { $text } » ? Indiquez l’ordre des dates, ou écrivez 2026-03-31 14:30.
import-skipped-time = L’horloge saute « { $text } » au passage à l’heure d’été.
import-twice-that-night = L’horloge montre « { $text } » deux fois au passage à l’heure d’hiver : écrivez le décalage, par exemple 2026-10-25T02:30+01:00.
import-not-yes-or-no = « { $column } » n’est ni oui ni non : « { $text } ».
import-not-an-amount = « { $column } » n’est pas un montant : « { $text } ».
import-too-far = C’est trop loin dans le temps.
import-unknown-practitioner = Personne ne s’appelle « { $name } » ici. Noms connus : { $known }.
import-unknown-service = Aucune prestation ne s’appelle « { $name } ». Noms connus : { $known }.
import-length = Cela finit avant de commencer, ou dure plus d’un jour.
import-no-show-before-start = Marqué comme non honoré alors que cela n’a pas commencé.
import-no-reason = Dites pourquoi ce rendez-vous peut se superposer à un autre.
import-calendar = Cet événement n’a pas été compris : { $why }.
import-too-large = Le fichier dépasse { $limit } octets.
import-refused = La base de données l’a refusé ({ $rule }).
