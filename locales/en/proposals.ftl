# Another time that one side proposes and the other accepts or declines. The appointment stays at its time until then.

## Reasons of a decision
because-move-proposed = { $by ->
    [client] The client asks for { $starts }. The business answers by { $lapses_at }; until then, the appointment stays at its time.
   *[business] The business proposes { $starts }. The client answers by { $lapses_at }; until then, the appointment stays at its time.
}
because-both-agreed = { $by ->
    [client] Both sides agree: the client asked for it on { $proposed_at }, the business accepted. Nothing counts as late.
   *[business] Both sides agree: the business proposed it on { $proposed_at }, the client accepted. Nothing counts as late.
}
because-not-accepted-yet = This request is not accepted yet: it changes at once.

## Refusals
refusal-how-many-starts = Propose one to { $max } different times.
refusal-moves-at-once = This appointment is not accepted yet: you can move it at once, without asking.
refusal-nothing-proposed = No other time is proposed, or no longer. The appointment stays at its time.
refusal-own-proposal = It is for the other side to answer this proposal. You can take it back.
refusal-others-proposal = This proposal comes from the other side: accept it or decline it.
refusal-not-proposed = This time was not proposed. Choose one of those that are.
refusal-lapsed = The time to answer passed on { $lapsed_at }. The appointment stays at its time.

## The sentence of the terms
terms-ask = You can ask for another time until { $ask_until }: the practitioner accepts it or not, and your appointment stays at its time until then.
terms-free-ask = You can move this appointment until { $until }. After that, you can ask for another time until { $ask_until }: the practitioner accepts it or not, and your appointment stays at its time until then.
