# Series: their rhythm, their dates, what can be done with them.

series-rule-weeks = { $interval ->
    [one] Every { $day } at { $time }
   *[other] Every { $interval } weeks on { $day } at { $time }
}
series-rule-date = { $interval ->
    [one] Every month on day { $date } at { $time }
   *[other] Every { $interval } months on day { $date } at { $time }
}
series-rule-weekday = { $interval ->
    [one] Every month on the { $nth } { $day } at { $time }
   *[other] Every { $interval } months on the { $nth } { $day } at { $time }
}
series-rule-count = { $rule }, { $count ->
    [one] once
   *[other] { $count } times
}
series-rule-until = { $rule }, until { $date }
series-nth-first = first
series-nth-second = second
series-nth-third = third
series-nth-fourth = fourth
series-nth-fifth = fifth
series-nth-last = last
series-dates-more = and { $count ->
    [one] one more
   *[other] { $count } more
}

field-out-of-range = Give a number between 1 and { $limit }.
field-unknown = There is no such value.

## Console: arranging a series
series-new-title = New regular appointments
series-new-link = Repeat it: regular appointments
series-first = The first appointment
series-rhythm = The rhythm
series-every = Repeat
series-every-week = Every week
series-every-week-2 = Every 2 weeks
series-every-week-3 = Every 3 weeks
series-every-week-4 = Every 4 weeks
series-every-month-date = Every month on the same date
series-every-month-weekday = Every month on the same weekday
series-end = Until when
series-end-rolling = No end date
series-end-count = A number of times
series-end-until = Until a date
series-count = How many times
series-until = Last possible date
series-look = Show the dates
series-dates = The dates
series-dates-none = Choose a first appointment and a rhythm, then look at the dates.
series-conflict = What about the dates that are not free?
series-conflict-skip = Leave them without an appointment
series-conflict-stay = Leave them where they are
series-conflict-next-free = Take the next free time
series-conflict-refuse-all = Save nothing
series-next-free = Next free time: { $when }.
series-taken = This time is taken.
series-next-free-none = No free time within the following week.
series-save = Save the series
series-effects-none = Look at the dates to see what will happen.
series-effect-added = { $count ->
    [one] One appointment is added to the agenda.
   *[other] { $count } appointments are added to the agenda, with one message.
}
series-effect-later = The following ones are added by themselves, some weeks ahead. A date that is not free stays without an appointment, and you are told.
series-effect-moved = { $count ->
    [one] One appointment moves.
   *[other] { $count } appointments move, with one message.
}
series-effect-detached = { $count ->
    [one] One appointment that was moved by itself before stays where it is.
   *[other] { $count } appointments that were moved by themselves before stay where they are.
}
series-effect-cancelled = { $count ->
    [one] One appointment is cancelled and its time becomes free.
   *[other] { $count } appointments are cancelled and their times become free, with one message.
}
console-done-series-added = The regular appointments are saved.
console-done-series-moved = The regular appointments have been moved.
console-done-series-ended = The regular appointments are cancelled.

## Console: the series of an appointment
series-card-title = Series
series-card-detached = This appointment was moved by itself: a change of the series leaves it alone.
series-card-stopped = The series was stopped on { $when }.
series-card-skipped = Without an appointment: { $when }.
series-card-this = For this appointment alone, use “Move” or “Cancel” above.
series-act-move = Move the following or all
series-act-end = Stop the series
series-scope = How far
series-scope-following = This appointment and the following
series-scope-all = All that are to come
series-move-title = Move the regular appointments
series-move-from = New time for the one on { $when }
series-move-hint = The others follow in the same way: same day, same hour.
series-move-save = Move
series-agreed = The client agrees with this change.
series-message = A word to the client
series-end-title = Stop the series
series-end-dates = Appointments to be cancelled
series-end-late = Late cancellation
series-end-look = See again what will happen
series-keep = Change nothing
series-end-save = Stop the series
series-asked-by = Who asks for it
series-asked-business = We do
series-asked-client = The client

## Clients’ pages
series-repeats = This appointment repeats. { $rule }.
series-client-scope = What do you want to cancel?
series-client-this = This appointment
series-client-all = All my appointments to come
series-client-all-link = Cancel all my appointments to come
series-client-all-count = { $count ->
    [one] Only one is concerned.
   *[other] This cancels { $count } appointments.
}
series-client-kept = { $count ->
    [one] One appointment is too near to be cancelled online: it still takes place.
   *[other] { $count } appointments are too near to be cancelled online: they still take place.
}
done-series-cancelled = Your appointments to come are cancelled
console-message-series-booked = Regular appointments confirmed
console-message-series-moved = Regular appointments moved
console-message-series-stopped = Regular appointments cancelled
console-message-series-skipped = Dates without an appointment
