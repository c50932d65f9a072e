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

## What will happen
effect-stays = { $viewer ->
    [client] Your appointment stays on { $when }.
   *[staff] The appointment stays on { $when }.
}
effect-agreed = { $viewer ->
    [client] Your appointment is confirmed at this time, in place of { $when }.
   *[staff] The appointment is confirmed at this time, in place of { $when }.
}
effect-answer-due = { $viewer ->
    [client] An answer comes by { $until }. Without one, nothing changes.
   *[staff] The client can answer until { $until }. Without an answer, nothing changes.
}
effect-way-back-asked = You can take your request back while it waits.

## The history
history-move-proposed = { $by ->
    [you] You asked for another time.
    [client] The client asked for another time.
   *[other] { $practice } proposed another time.
}
history-move-declined = { $by ->
    [you] You kept your appointment.
    [client] The client kept the appointment.
   *[other] { $practice } could not accept the other time.
}
history-move-withdrawn = { $by ->
    [you] You took your request back.
    [client] The client took the request back.
   *[other] { $practice } took the proposal back.
}
history-move-lapsed = The other time was not answered; the appointment stays on { $to }.

## The personal link
proposal-theirs-title = { $practitioner } proposes another time
proposal-theirs-text = Choose before { $until }. Until then, your appointment with { $practitioner } stays on { $when }.
proposal-own-title = Your request waits for an answer
proposal-own-text = { $practitioner } answers by { $until }. Until then, your appointment stays on { $when }.
proposal-withdraw = Take my request back
proposal-withdraw-title = Take your request back?
proposal-keep-title = Keep your appointment?
proposal-accept-title = Accept this time?
proposal-accept-send = Accept this time
proposal-back = Go back, change nothing
proposal-word = A word to the practitioner
act-ask-move = Ask for another time
move-asks-title = Another time is asked for
move-asks-text = { $practitioner } accepts it or not. Until then, your appointment stays at its time.
move-ask-title = Ask for this time?
move-ask-now = Your appointment
move-ask-wanted = What you ask for
move-ask-send = Send my request
done-asked = Your request is sent. Nothing changes before the answer.
done-kept = Noted, you keep your appointment.
done-withdrawn = Your request is taken back. Your appointment stays at its time.
done-answered = This has changed meanwhile: here is how your appointment stands.

## The console
console-message-move-proposed = Another time proposed
console-message-move-declined = Another time declined
console-message-move-lapsed = Another time unanswered
console-done-proposed = Proposed. The appointment stays at its time until the answer.
console-done-move-accepted = Accepted, the appointment is moved.
console-done-move-declined = Declined. The appointment stays at its time.
console-done-move-withdrawn = The proposal is taken back. The appointment stays at its time.
console-act-propose = Propose another time
console-act-answer-move = Answer the request
console-act-see-proposal = See the open proposal
console-hint-waits-for-client = The client can answer until { $at }.
propose-title = Propose another time to { $client }
propose-lead = Up to three times. The appointment stays at its time until the answer.
propose-chosen = You propose
propose-none = Choose at least one time.
propose-drop = Remove
propose-drop-of = Remove { $when }
propose-add = Add a time
propose-look = Add this time
propose-send = Send the proposal
propose-why = Why
propose-time-refused = { $when }: { $why }
propose-too-many = Three times at most: remove one first.
answer-title = { $client } asks for another time
answer-own-title = You proposed another time to { $client }
answer-now = The appointment now
answer-times = Times asked for
answer-own-times = Times proposed
answer-accept = Accept this time
answer-accept-of = Accept this time: { $when }
answer-decline-title = Decline
answer-decline = Decline, keep the present time
answer-withdraw-title = Take the proposal back
answer-withdraw = Take the proposal back
answer-counter = Propose something else
answer-words = Their message
answer-none = No other time waits for an answer.
requests-moves-title = Moves asked for
requests-moves-lead = The appointment stays at its time until you answer.
requests-move-now = At present { $when }
requests-move-wanted = Asked for: { $times }
requests-move-answer = Answer
requests-move-answer-of = Answer { $client }, { $when }
