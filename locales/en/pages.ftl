# What the pages say, in English.
# A word that no line may break: U+2060 holds its two parts together.
-e-mail = e-{"\u2060"}mail

## The frame of every page
skip-to-content = Skip to content
languages = Language
footer = Served by Honoré, free software.
because = Why?
back = Back
form-optional = (optional)
form-errors = Something is still missing:
effects-title = What will happen
map = See on a map
on-approval = on request
today-word = today
hour = { $hour }:00

## Acts
act-move = Move
act-cancel = Cancel this appointment
act-cancel-yes = Yes, cancel this appointment
act-keep = Keep my appointment
act-add = Add
act-add-long = Add an appointment

## States
standing-client-requested = Request sent, waiting for an answer
standing-client-booked = Confirmed, coming up
standing-client-past = Past
standing-client-fulfilled = This appointment took place
standing-client-no-show = Missed appointment
standing-client-cancelled = This appointment is cancelled
standing-client-declined = This request could not be accepted
standing-client-expired = This request was not answered in time
standing-requested = request
standing-booked = booked
standing-past = to complete
standing-fulfilled = came
standing-no-show = missed
standing-cancelled = cancelled
standing-declined = declined
standing-expired = unanswered

## Home of a network
home-practitioners = Book an appointment
home-next-free = Next free slot
home-no-free = No free slot for now
home-empty = No practitioner takes bookings online for now.
contact-help = Need help?

## A practitioner
practitioner-service = Which service?
practitioner-when = When?
practitioner-nothing = Nothing can be booked online here for now.

## Slots
slots-week = Choose seven days
slots-previous = Earlier
slots-next = Later
slots-empty-title = No free slot on these days
slots-empty-next = The next free day:
slots-empty-none = Everything is taken for now. New slots appear when an agenda opens or frees up.

## Booking
book-title = Your details
book-title-request = Your request
book-back = Choose another slot
book-you = Who is coming?
field-name = First and last name
field-email = E-mail address
field-email-hint = For the confirmation and the reminder.
field-phone = Phone
field-phone-hint = Only if something unexpected affects this appointment.
field-note = A word to the practitioner
field-note-hint = No health details, please.
field-password = Password
field-service = Service
field-date = Date
field-time = Time
field-note-staff = Word from the client (shown on their page too)
policy-title = If something comes up
book-consent = I have read these terms and accept them.
book-answer-before = Answer at the latest on { $before }. The slot is yours once the request is accepted.
book-send = Confirm the appointment
book-send-request = Send my request
book-privacy = Your details serve this appointment and nothing else. No account is created.
book-taken = { $when }: this slot has just been taken.
book-taken-choose = Here are the nearest ones. What you typed is kept.
book-taken-none = No other slot is free nearby. Have a look at other days.
book-nearest = The nearest slots
book-other-days = See other days

## The personal link
manage-hindered = If something comes up
calendar-title = Add to my calendar
calendar-ics = .ics file
contact-title = Reach the practitioner
contact-no-slot = Nothing fits?
history-title = What happened
offers-title = What now?
offers-slots = The next free slots:
offers-others = With other practitioners of the network
back-to-appointment = My appointment

## Move
move-title = Choose another time
move-old = Your current appointment
move-old-stays = It stays yours until you have confirmed another one.
move-choose = Free slots
move-back = Other slots
move-confirm-title = Move this appointment?
move-before = Before
move-after = After
move-send = Move my appointment

## Cancel
cancel-title = Cancel this appointment?
cancel-instead = Another time instead?
cancel-other-times = See all slots
cancel-reason = What comes in the way?
cancel-message = A word to the practitioner
cancel-message-hint = No health details, please.

## A limit
refused-state = No longer possible online
refused-call = A call is enough

## Problems
problem-not-found-title = This page does not exist
problem-not-found-text = The address may be incomplete. Open the link in your message again: it always leads to your appointment.
problem-not-yours-title = This page is not open to you
problem-not-yours-text = Your account has no access to it. The person who runs the network can open it.
problem-unreadable-title = We could not read this form
problem-unreadable-text = Nothing was changed. Go back and send it again.
problem-changed-title = This appointment changed in the meantime
problem-changed-text = Nothing more was done. Look at where it stands, then choose.
problem-too-often-title = One moment, please
problem-too-often-text = Too many tries in a row. Try again in a few minutes.
problem-out-of-order-title = Something is not working on our side
problem-out-of-order-text = It is not your doing. Try again in a moment; if it is urgent, call directly.
problem-reference = To quote if you write to us:

## Console
nav-label = Console
nav-today = Today
nav-week = Agenda
nav-requests = Requests
nav-hours = Hours
nav-absences = Absences
nav-sessions = Sessions
nav-elsewhere = Settings
nav-waiting = waiting
sign-out = Sign out
sign-in-title = Your agenda
sign-in-lead = Sign in to see your appointments.
sign-in = Sign in
sign-in-demo = Demo accounts
day-previous = Previous day
day-next = Next day
today-next = next
today-empty = No appointment on this day
today-empty-text = Free slots stay open for booking.
week-agendas = Agendas
week-previous = Previous week
week-next = Next week
week-this = This week
week-nothing = Nothing planned
week-legend = Legend
week-legend-absent = absence

## One appointment, for the practitioner
appointment-facts = The appointment
appointment-note = The client’s word
appointment-client = The client
appointment-acts = What to do?
messages-title = Messages
messages-none = No message yet.
back-to-appointment-staff = The appointment
add-title = Add an appointment
add-when = What and when?
add-free = Free slots
add-effects-none = Choose a service and a time: what follows shows here.
add-send = Add the appointment
force-title = Something stands against it
force-tick = Save it all the same
force-reason = For what reason?
force-hint = It will stay in the appointment’s history.
requests-title = Requests
requests-lead = Each request waits for your answer until the time shown.
requests-empty = No request is waiting
requests-empty-text = New requests arrive here and by { -e-mail }.
requests-approve = Accept
requests-decline = Decline…
requests-approve-of = Accept the request of { $client }, { $when }
requests-decline-of = Decline the request of { $client }, { $when }
staff-cancel-send = Cancel the appointment
staff-keep = Keep the appointment
staff-keep-time = Leave it at its time
staff-asked-by = Who wishes it?
staff-reason = For what reason?
staff-message = Message to the client
staff-message-hint = It will be added to the { -e-mail }.
staff-message-least = At least { $least } characters: the client will read it.
staff-move-title = Move the appointment of { $client }
staff-move-when = To what time?
staff-move-send = Move the appointment
decline-title = Decline the request of { $client }?
decline-send = Decline the request
decline-keep = Keep the request

## Settings
hours-title = Opening hours
hours-lead = The slots offered to clients follow from them.
hours-week = Every week
hours-weekday = Day
hours-no-day = (day)
hours-from = From
hours-to = To
hours-to-short = to
hours-exceptions = On certain dates
hours-exceptions-hint = An exception replaces the usual hours of that day. To remove a line, empty it.
hours-kind = Open or closed
hours-closed = closed
hours-open = open
hours-save = Save the hours
hours-more = Add lines
hours-stay = Appointments already booked do not move.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
absences-title = Absences
absences-lead = During an absence no slot is offered.
absences-list = Planned absences
absences-empty = No absence planned.
absences-affected = Appointments in this period
absences-affected-text = They stay until you move or cancel them.
absences-new = New absence
absences-from = From
absences-to = To
absences-from-time = Starting at
absences-to-time = Until
absences-whole-days = Without times the absence lasts whole days.
absences-reason = Reason
absences-note = Note to yourself
absences-save = Save the absence
sessions-title = Open sessions
sessions-lead = The devices on which you are signed in. End those you do not recognise.
sessions-current = this device
sessions-end = End
sessions-end-of = End the session: { $device }
sessions-end-others = End all other sessions

## Demo
clock-label = Demo clock
clock-simulated = Simulated time
clock-hour = + 1 hour
clock-day = + 1 day
clock-eve = To the eve
clock-date = To a date…
clock-to = Go forward to
clock-go = Go
clock-outbox = Sent messages
clock-hub = Demo
demo-title = Try Honoré
demo-lead = Four networks, four ways to treat a hitch, one engine. All of it is made up, no message really leaves.
demo-steps = In five minutes
demo-clock = Move time forward
demo-clock-text = Reminders and deadlines follow this clock. It moves only when you ask.
demo-networks = The networks
demo-book = Book an appointment
demo-roles = Sign in as
outbox-title = Sent messages
outbox-lead = Each message, as its reader sees it.
outbox-empty = No message yet
outbox-empty-text = Book an appointment, or move the clock to the reminder.
outbox-pages = Pages
outbox-newer = Newer
outbox-older = Older
mail-back = Sent messages
mail-from = From
mail-to = To
mail-reply-to = Reply to
mail-attachments = Attachments
mail-text = Text version
