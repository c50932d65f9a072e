### Reliability: the ranking, the business's own page, contests.

## The ranking, as everybody can read it
rank-why = Why here?
rank-score = { $points } out of 100
rank-place = { $count ->
    [one] The only business for now
   *[other] { $place } of { $count } businesses
}
rank-beginner = New here: it begins with the starting score.
rank-more = How the order comes about
rank-title = How the order comes about
rank-lead = On the pages of { $network }, businesses appear by how reliable they are. This is everything that counts, and how much.
rank-parameters = What counts
rank-over = Only the past { $over } count.
rank-formula = The score is the share of what was kept, out of 100. Every appointment kept makes what was cancelled weigh less.
rank-not = What does not count
rank-not-money = Money. No place can be bought.
rank-not-refusals = Refused requests. Refusing a proposal never lowers a score.
rank-not-measures = Measures such as a pause: they do not change the score by themselves.
rank-not-clients = Cancellations by clients.
rank-lowered = When a score falls by { $points } points or more, the business receives a statement of reasons and can contest it.
rank-parameter = Parameter
rank-weight = Weight
rank-off = { $network } does not order businesses by how reliable they are.
rank-parameter-start = The score to begin with: { $points } out of 100
rank-parameter-honoured = An appointment that was kept
rank-parameter-cancelled = An appointment cancelled by the business, in time
rank-parameter-late-cancelled = An appointment cancelled by the business, late
rank-parameter-missed = An appointment missed by the business
rank-parameter-cancelled-by-client = An appointment cancelled by the client
rank-weight-start = { $count ->
    [0] counts only while there is nothing else
    [one] counts as { $count } appointment, and fades with time
   *[other] counts as { $count } appointments, and fades with time
}
rank-weight-up = raises the score, weight { $times }
rank-weight-down = lowers the score, weight { $times }
rank-absence = Several cancellations under one absence count as one.

## Contesting
contest-title-measure = Contest this measure
contest-title-strike = Contest this incident
contest-lead = Say in a few sentences what happened. A person of the network reads it and answers in writing.
contest-text = Your text
contest-text-hint = At least { $min } characters. Simply the facts.
contest-send = Send my contest
contest-another-person = Whoever decides is not the one who took the measure.
contest-answer-within = An answer is due within { $within }.
contest-strike-waits = Until the answer has come, what is contested does not count.
contest-measure-goes-on = The measure goes on until the answer or its end.
contest-restored = If your contest is upheld, everything is restored at once: the measure is lifted and the incidents no longer count.
contest-already = This is contested already; the answer will come.
contest-back = Reliability
statement-stays = What stays possible: keeping, moving or cancelling the appointments already made, as usual.
statement-remedy = You can contest this measure in a few sentences, from the Reliability page of your console. A person who did not decide it answers you in writing within { $within }.
statement-title = Statement of reasons

## Cases
case-asked-to-cancel = A client’s report: the professional may have asked for the cancellation
case-contested-measure = Contest of a measure
case-contested-strike = Contest of an incident
case-about-strike = { $kind } of { $start }
case-open = An answer is due by { $at }
case-upheld = Upheld on { $at }
case-rejected = Not upheld on { $at }
lifted-no-longer-counted = What it was founded on no longer counts: an absence makes one of several cancellations, or an incident was struck out.
lifted-score-reached-again = The score is back where it was before.

## The business's own page
nav-reliability = Reliability
record-title = Reliability
record-lead = How { $business } stands. Only your team and { $network } read this page.
console-done-contested = Your contest is sent. The answer will come by e-mail, and stand here.
record-now = Right now
record-no-measure = No measure in force: bookings are open as usual.
record-counts = Where you are
record-no-rules = { $network } takes no measures automatically.
record-count-month = { $what }: { $count } of { $threshold } this month
record-count-rolling = { $what }: { $count } of { $threshold } within { $length }
record-follows = From { $threshold } on, new bookings pause for { $lasts }, then go on by themselves. The appointments already made stay.
record-kind-late-cancellation = Late cancellations
record-kind-missed = Missed appointments
record-kind-asked-client-to-cancel = Cancellations asked of the client
record-and = { $one } and { $two }
record-rates = Your figures, over { $over }
record-honoured = Appointments kept
record-cancelled = Cancelled by the business
record-late = of these, late
record-missed = Missed
record-share = { $count } ({ $share }%)
record-rates-hint = An absence that covers several appointments counts as one cancellation.
record-rank = Your place
record-rank-why = Why this place?
record-incidents = Incidents
record-no-incidents = No incidents.
record-absence-hint = If you were away, enter the absence: the cancellations that it covers then count as one.
record-add-absence = Enter an absence
record-incident = { $kind }: appointment of { $start }
record-incident-at = On { $at }
record-incident-group = With the absence from { $from } to { $to }: counted together, as one.
record-incident-counts = Counts until { $at }.
record-incident-contested = Contested: does not count until the answer.
record-incident-struck-out = No longer counts since { $at }: { $why }
record-incident-expired = No longer counts: it is long past.
record-contest = Contest
record-contest-of = Contest: { $what }
record-see = See the appointment
record-past = Past measures
record-ended = Ended { $at }.
record-lifted = Lifted { $at }.
record-cases = Your contests
record-case-yours = Your text
record-case-answer = Answer

## A field
field-too-short = Write at least { $limit } characters.

## Messages, in the outbox of the demo
console-message-measure-begun = Statement of reasons
console-message-measure-lifted = Measure lifted
console-message-case-opened = Case to decide
console-message-case-decided = Case decided
