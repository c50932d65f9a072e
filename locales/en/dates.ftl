# Dates and lengths. Hours, days and amounts come ready to read; here are only the words between them.
# {"\u00A0"} is a no-break space.

date-moment = { $day } at { $time }
date-moment-zone = { $moment } ({ $zone })
date-zone = { $city } time
date-zone-vowel = { $city } time
date-days-span = { $first } to { $last }
date-days = { $count ->
    [one] { $count }{"\u00A0"}day
   *[other] { $count }{"\u00A0"}days
}
date-today = today
date-tomorrow = tomorrow
date-yesterday = yesterday
date-left = { $length } left
date-left-nothing = Less than a minute left
