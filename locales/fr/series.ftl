# Les récurrences : leur rythme, leurs dates, ce qu’on peut en faire.

series-rule-weeks = { $interval ->
    [one] Tous les { $day }s à { $time }
   *[other] Toutes les { $interval } semaines, le { $day } à { $time }
}
series-rule-date = { $interval ->
    [one] Chaque mois, le { $date } à { $time }
   *[other] Tous les { $interval } mois, le { $date } à { $time }
}
series-rule-weekday = { $interval ->
    [one] Chaque mois, le { $nth } { $day } à { $time }
   *[other] Tous les { $interval } mois, le { $nth } { $day } à { $time }
}
series-rule-count = { $rule }, { $count } fois
series-rule-until = { $rule }, jusqu’au { $date }
series-nth-first = premier
series-nth-second = deuxième
series-nth-third = troisième
series-nth-fourth = quatrième
series-nth-fifth = cinquième
series-nth-last = dernier
series-dates-more = et { $count ->
    [one] une autre date
   *[other] { $count } autres dates
}

field-out-of-range = Indiquez un nombre entre 1 et { $limit }.
field-unknown = Cette valeur n’existe pas.
