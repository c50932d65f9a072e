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
score-part-start = The score to begin with, counted as { $count } appointments: minus { $points } points.
score-part-honoured = { $count } appointments kept, which raise the score.
score-part-cancelled = { $count } appointments cancelled by the business: minus { $points } points.
score-part-late-cancelled = { $count } appointments cancelled late: minus { $points } points.
score-part-missed = { $count } appointments missed by the business: minus { $points } points.
score-part-cancelled-by-client = { $count } appointments cancelled by clients: minus { $points } points.
