### Incidents, measures and statements of reasons.

strike-late-cancellation = Late cancellation
strike-missed = Missed appointment
strike-asked-client-to-cancel = Asked the client to cancel instead
measure-closed-day = Day closed: { $date }
measure-pause = Pause of new bookings
measure-limitation = Account limited
measure-lowered-rank = Rank lowered, from { $from } to { $to } points
measure-effect-closed-day = No new bookings or proposals for this day. Appointments already there stay.
measure-effect-pause = No new bookings or proposals. Appointments already there stay. The pause ends by itself.
measure-effect-limitation = No new bookings or proposals, as the network decided. Appointments already there stay.
measure-effect-lowered-rank = The business stands lower on the network’s pages and receives proposals later.
statement-lasts = From { $from } to { $to }.
statement-by-rule = Decided automatically, by a rule of the network.
statement-by-person = Decided by a person of the network.
statement-cancelled-near = The appointment of { $start } was cancelled on { $at }, which is { $ahead } before.
statement-day-rule = A cancellation by the business closes the day, unless it is made more than { $limit } ahead.
statement-reason = Reason given: { $reason }.
statement-incidents-month = { $count ->
    [one] { $count } incident in the course of the month.
   *[other] { $count } incidents in the course of the month.
}
statement-incidents-rolling = { $count ->
    [one] { $count } incident within { $length }.
   *[other] { $count } incidents within { $length }.
}
statement-grouped = { $count ->
    [one] Several cancellations under one absence count once.
   *[other] Cancellations under { $count } absences count once for each absence.
}
statement-incidents-rule = { $threshold ->
    [one] The rule: from { $threshold } incident on, a pause of { $lasts }.
   *[other] The rule: from { $threshold } incidents on, a pause of { $lasts }.
}
statement-score = The reliability score was computed anew from the ledger, over { $over }.
score-part-start = { $count ->
    [one] The score to begin with, counted as { $count } appointment: minus { $points } points.
   *[other] The score to begin with, counted as { $count } appointments: minus { $points } points.
}
score-part-honoured = { $count ->
    [one] { $count } appointment kept, which raises the score.
   *[other] { $count } appointments kept, which raise the score.
}
score-part-cancelled = { $count ->
    [one] { $count } appointment cancelled by the business: minus { $points } points.
   *[other] { $count } appointments cancelled by the business: minus { $points } points.
}
score-part-late-cancelled = { $count ->
    [one] { $count } appointment cancelled late: minus { $points } points.
   *[other] { $count } appointments cancelled late: minus { $points } points.
}
score-part-missed = { $count ->
    [one] { $count } appointment missed by the business: minus { $points } points.
   *[other] { $count } appointments missed by the business: minus { $points } points.
}
score-part-cancelled-by-client = { $count ->
    [one] { $count } appointment cancelled by a client: minus { $points } points.
   *[other] { $count } appointments cancelled by clients: minus { $points } points.
}

## What follows for the business, said before the click
following-counts-month = Counts as late cancellation { $count } of { $threshold } this month.
following-counts-rolling = Counts as late cancellation { $count } of { $threshold } within { $length }.
following-day-closes = { $date } closes to new bookings; what is planned there stays.
following-pause = New bookings and proposals pause until { $until }; what is planned stays.
following-limitation = New bookings and proposals are suspended until { $until }; what is planned stays.
following-rank = The business will stand lower on the network’s pages.
following-lifted = A measure in force is lifted.
following-struck-out = An incident no longer counts.
following-case = The network is told that the professional asked for this cancellation. Nothing counts for the client.
