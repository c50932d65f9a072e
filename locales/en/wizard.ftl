# Cancelling in four steps, being away in one act, handing an appointment to a colleague.

## Why, and why not
because-handed-over = The planned practitioner cannot come: a colleague of the same business takes the appointment over, at the same time.
refusal-same-practitioner = This appointment is in that agenda already.
refusal-service-not-given = This colleague does not give that service.
refusal-colleague-not-free = { $reason ->
    [closed] The colleague does not work at that time.
   *[taken] The colleague is not free at that time.
}
refusal-absence-hits-more = Other appointments stand within this absence: say what becomes of them too.
refusal-absence-hits-not = One of the appointments is no longer within this absence: look at the list again.
refusal-absence-not-possible = One of the choices is no longer possible. Nothing was done.
console-message-handed-over = Handed to a colleague
history-handed-over = { $by ->
    [practice-for-client] Handed to { $practitioner } by { $practice }, at the client’s request.
   *[other] Handed to { $practitioner } by { $practice }, at the same time.
}

## What follows
follows-grouped = Cancellations under one absence are one.
follows-late = Counts as a late cancellation on your side.
follows-counts-not = Does not count as a late cancellation.
follows-counts-not-client = Does not count as a cancellation on your side: the client asked for it.
follows-day-closed-already = { $day } is closed to new bookings already.
follows-ranking = Your place in the network’s ranking may fall.

## Cancelling in four steps
wizard-title = Cancel the appointment of { $client }
wizard-steps = The steps
wizard-step-number = Step { $number } of { $count }
wizard-step-done = done
wizard-who = Who, and why
wizard-who-title = Who wants to cancel, and for which reason?
wizard-other = Another time
wizard-other-title = First, offer another time?
wizard-other-text = Write or call first: a move that the client accepts counts neither as a cancellation nor as late, and does not close the day.
wizard-other-free = Your next free times
wizard-other-none = Nothing is free within the next three weeks.
wizard-propose = Propose these times to the client
wizard-propose-text = The client chooses or refuses from their link. The appointment stays at its time until then.
wizard-agreed = The client agrees to another time: move
wizard-never-ask = Never ask the client to cancel in your place: they can report it to the network.
wizard-message = The message
wizard-message-title = What do you want to tell the client?
wizard-template = A text to start from
wizard-template-use = Use this text
wizard-count = { $least ->
    [0] { $count ->
        [0] No characters yet.
        [one] { $count } character.
       *[other] { $count } characters.
    }
   *[other] { $count ->
        [0] No characters yet, at least { $least } are needed.
       *[other] { $count } of at least { $least } characters.
    }
}
wizard-count-enough = { $count } characters: that is enough.
wizard-after = What follows
wizard-after-title = Everything is ready. Look at what will happen.
wizard-after-text = Nothing is cancelled yet. The button below does it, at once.
wizard-entered-by = Who wants it
wizard-entered-reason = Reason
wizard-entered-message = Message to the client
wizard-entered-none = None
wizard-change = Change
wizard-change-of = Change: { $what }
wizard-next = Continue
wizard-go-on = No other time will do: continue
wizard-back = Previous step
wizard-if-business = Say who wants it: what follows depends on it. If it is you:
wizard-letter-in = { $to } will read, in { $language ->
    [en] English
   *[fr] French
}
wizard-template-ill = Hello, I am unwell and cannot see you as planned. I apologise and suggest that you choose another time.
wizard-template-emergency = Hello, an emergency keeps me from seeing you as planned. I apologise and suggest that you choose another time.
wizard-template-equipment = Hello, the room or the equipment cannot be used at the planned time. I apologise and suggest that you choose another time.
wizard-template-hindered = Hello, something has come up and I cannot see you as planned. I apologise and suggest that you choose another time.
wizard-template-mistake = Hello, this appointment was entered into my agenda by mistake. I apologise and suggest that you choose another time.
wizard-template-other = Hello, I cannot see you as planned. I apologise and suggest that you choose another time.
wizard-template-client = Hello, as agreed, your appointment is cancelled. You can book another time whenever you like.

## An absence as one act
absence-back = Absences
absence-open = Change
absence-open-of = Change or remove the absence: { $when }
absence-title = An absence
absence-change = Other times
absence-remove = Remove the absence
absence-removed-slots = The slots of this period are offered again.
absence-takes-slots = No slot is offered during this absence any more.
absence-go-on = Continue
absence-leave = Change nothing
absence-choices-title = What becomes of these appointments?
absence-hits = Appointments within this absence
absence-hits-none = No appointment is concerned.
absence-hit-new = booked meanwhile
absence-choice-propose = Propose another time
absence-choice-hand-over = Hand over to { $name }
absence-choice-keep = Keep, and see later
absence-choice-cancel = Cancel
absence-choice-decline = Decline the request
absence-word = One word for all
absence-word-text = The same message goes to every client whom you tell of a change.
absence-message = Message to the clients
absence-message-least = At least { $least } characters if you cancel an appointment: the clients will read it.
absence-see = See what will happen
absence-preview-title = Everything is ready: the absence, and what follows
absence-steps = Appointment by appointment
absence-together = What will happen
absence-change-choices = Back to the choices
absence-send = Enter the absence and tell everybody
absence-becomes-keep = It stays, you will see later.
absence-becomes-propose = Other times are proposed: { $starts }
absence-becomes-hand-over = Handed to { $name }, at the same time
absence-becomes-cancel = Cancelled

## The client: who wants to cancel
cancel-who = Who wants to cancel?
cancel-who-me = I do
cancel-who-professional = The professional asked me to cancel
cancel-who-text = Thank you for saying so. This cancellation does not count against you, even if it is late. The network is told and asks the professional what happened.
