# What the console says, and the pages of the demo ("hub-").

## What was just done
console-done-added = Done, the appointment is added.
console-done-approved = The request is accepted.
console-done-declined = The request is declined.
console-done-moved = The appointment is moved.
console-done-cancelled = The appointment is cancelled.
console-done-cancelled-quietly = The appointment is cancelled. The client is not told.
console-done-fulfilled = Noted: the client came.
console-done-no-show = Noted: the client did not come.
console-done-hours = The hours are saved.
console-done-absence = The absence is saved.
console-done-absence-removed = The absence is removed.
console-done-session-ended = The session is closed.
console-done-sessions-ended = All other sessions are closed.

## Signing in
console-sign-in-wrong = The address and the password do not go together
console-sign-in-wrong-text = Check both, then try again.
console-session-unknown = Unknown device
console-session-since = Opened { $at }
console-session-used = used { $at }

## The day and the week
console-day-summary = { $count ->
    [one] One appointment, from { $from } to { $to }
   *[other] { $count } appointments, from { $from } to { $to }
}
console-day-closed = Day closed to new bookings
console-taken-elsewhere = Busy in another calendar
console-answer-before = answer before { $at }
console-asked-at = Asked { $at }
console-overlaps = Overlaps { $client }, from { $from } to { $to }.
console-taken-by-absence = This time is no longer free: an absence or another calendar takes it.

## An appointment
console-fact-booked = Booked
console-fact-moves = Moves
console-fact-moves-count = { $count ->
    [one] Once by the client
   *[other] { $count } times by the client
}
console-act-approve = Accept the request
console-act-fulfilled = The client came
console-act-no-show = The client did not come
console-act-cancel-past = Cancel after the fact
console-act-again = Another appointment for this client
console-hint-told = An { -e-mail } will go to the client.
console-hint-not-told = No message will leave.
console-hint-no-address = The client has no { -e-mail } address: tell them yourself.
console-hint-quietly = The client is told only if you ask for it.

## Its messages
console-message-to = E-mail to { $name }
console-message-due = leaves { $at }
console-message-was-due = planned { $at }
console-message-requested = Request for an appointment
console-message-booked = Confirmation
console-message-moved = New time
console-message-cancelled = Cancellation
console-message-declined = Request declined
console-message-expired = Request without an answer
console-message-reminder = Reminder
console-message-state-waiting = waiting
console-message-state-sending = being sent
console-message-state-sent = sent
console-message-state-dropped = not needed
console-message-state-dead = given up
console-skipped-moved = Not sent: the appointment got another time first, and another message says so.
console-skipped-ended = Not sent: the appointment had ended before.
console-skipped-answered = Not sent: the request had already been answered.
console-skipped-too-late = Not sent: the appointment had already begun.
console-skipped-no-address = Not sent: no { -e-mail } address is known.
console-skipped = Not sent: { $why }
console-message-again = It will be tried again. Last error: { $why }
console-message-dead = Given up after several tries. Last error: { $why }

## Adding, moving
console-the-client = the client
console-look = See the free times and what would follow
console-nearest = The nearest: { $times }
console-fault-service = Choose a service.
console-fault-date = Give a date, for example 2026-03-03.
console-fault-time = Give a time, for example 14:30.
console-fault-skipped = This time does not exist on that day: the clocks go forward.
console-fault-force = Say why, in a few words.

## Cancelling, declining
console-fault-asked-by = Say who wishes it: you or the client.
console-asked-by-business = The business
console-asked-by-client = The client
console-past-quietly = This appointment is past: the client will not be told.
console-past-tell = Tell them all the same
console-past-told = This appointment is past, and the client will be told that it is cancelled.
console-past-do-not-tell = Do not tell them
console-decline-told = An { -e-mail } goes to { $name } at once, with your message.
console-decline-no-address = { $name } has no { -e-mail } address: tell them yourself.

## Hours and absences
console-fault-weekday = Choose a day.
console-fault-times = Give the beginning and the end.
console-fault-order = The end must be after the beginning.
console-absence-plain = Absence
console-absence-holiday = Holiday
console-absence-training = Training
console-absence-closed = Closed
console-absence-other = Other
console-absence-day = { $day }
console-absence-span = { $from } to { $to }
console-absence-sentence = { $reason }: { $when }
console-absence-affected = { $count ->
    [one] one appointment in this period
   *[other] { $count } appointments in this period
}

## The demo
hub-sign-in = Sign in
hub-sign-in-text = One click is enough here: this is a demo, without a password.
hub-role-practitioner = { $name }, { $profession }
hub-role-secretary = { $name }, secretary
hub-example = An appointment, { $when }
hub-outbox-count = { $count ->
    [one] one message
   *[other] { $count } messages
}
hub-mail-not-written = This message is not written yet: it will be when it leaves, from what is true then.
hub-step-book = Book an appointment, as a client
hub-step-outbox = Read the confirmation among the sent messages
hub-step-manage = Open a personal link, go to the eve, move or cancel
hub-step-console = Change sides: the agenda of a practitioner
hub-kind-default = Network
hub-kind-therapists = Therapists
hub-kind-home-services = Services at home
hub-kind-studio = Studio
hub-kind-salons = Salons
hub-intro-default = The default rules.
hub-intro-therapists = One can always cancel; with less than 24 h left, a word says what it means for the practitioner.
hub-intro-home-services = Who cancels must say why and write to the client; requests wait for an answer.
hub-intro-studio = A limit for moving, a number of moves; beyond, one calls.
hub-intro-salons = The salon notes who wanted the cancellation; questions go to the network.
