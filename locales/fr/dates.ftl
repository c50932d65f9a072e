# Dates et durées. Les heures, les jours et les montants arrivent déjà écrits ; ici ne sont que les mots qui les relient.
# {"\u00A0"} est une espace insécable.

date-moment = { $day } à { $time }
date-moment-zone = { $moment } ({ $zone })
date-zone = heure de { $city }
date-zone-vowel = heure d’{ $city }
date-days-span = du { $first } au { $last }
date-days = { $count ->
    [one] { $count }{"\u00A0"}jour
   *[other] { $count }{"\u00A0"}jours
}
date-today = aujourd’hui
date-tomorrow = demain
date-yesterday = hier
date-left = Il reste { $length }
date-left-nothing = Il reste moins d’une minute
