# An appointment as it is told, on the client's pages and in the console.

## Facts
appointment-what = { $service }, { $length }, with { $practitioner }
appointment-unnamed = Appointment
appointment-price = { $price }, paid at the venue
fact-where = Where
fact-price = Price
fact-note = Your note

## What will happen
effect-freed = { $viewer ->
    [client] The slot on { $when } becomes free for somebody else.
   *[staff] The slot on { $when } becomes free again.
}
effect-request-withdrawn = { $viewer ->
    [client] Your request for { $when } is withdrawn.
   *[staff] The request for { $when } is withdrawn.
}
effect-moved = { $viewer ->
    [client] The new slot is yours; the old one ({ $when }) becomes free.
   *[staff] The old slot ({ $when }) becomes free again.
}
effect-request-moved = { $viewer ->
    [client] Your request is for the new slot and no longer for { $when }.
   *[staff] The request is for the new slot and no longer for { $when }.
}
effect-told-you = { $channel ->
    [sms] You receive a confirmation by text message right away.
   *[email] You receive a confirmation by { -e-mail } right away.
}
effect-told = { $channel ->
    [sms] A text message goes to { $name } right away.
   *[email] An { -e-mail } goes to { $name } right away.
}
effect-reminder-you = { $channel ->
    [sms] A reminder reaches you by text message on { $when }.
   *[email] A reminder reaches you by { -e-mail } on { $when }.
}
effect-reminder = { $channel ->
    [sms] A reminder goes to { $name } by text message on { $when }.
   *[email] A reminder goes to { $name } by { -e-mail } on { $when }.
}
effect-nobody-told = No message is sent.
effect-nothing-to-pay = { $viewer ->
    [client] Nothing to pay.
   *[staff] The client has nothing to pay.
}
effect-same-price = The price stays the same: { $price }, paid at the venue.
effect-pay-on-the-spot = { $viewer ->
    [client] Nothing to pay now: { $price }, paid at the venue.
   *[staff] { $price }, paid at the venue.
}
effect-way-back-cancelled = If you change your mind, you can take a free slot again.
effect-way-back-booked = The link in the message lets you move or cancel.

## History
history-requested = { $by ->
    [you] Requested by you for { $to }.
    [client] Requested by the client for { $to }.
   *[other] Requested for { $to }.
}
history-booked = { $by ->
    [you] Booked by you for { $to }.
    [client] Booked by the client for { $to }.
    [practice-for-you] Entered for you by { $practice }, for { $to }.
    [practice-for-client] Entered by { $practice } at the client’s request, for { $to }.
   *[other] Booked by { $practice } for { $to }.
}
history-approved = Request accepted by { $practice }.
history-declined = Request declined by { $practice }.
history-moved = { $by ->
    [you] Moved by you, from { $from } to { $to }.
    [client] Moved by the client, from { $from } to { $to }.
    [practice-for-you] Moved by { $practice } at your request, from { $from } to { $to }.
    [practice-for-client] Moved by { $practice } at the client’s request, from { $from } to { $to }.
   *[other] Moved by { $practice }, from { $from } to { $to }.
}
history-cancelled = { $by ->
    [you] Cancelled by you.
    [client] Cancelled by the client.
    [practice-for-you] Cancelled by { $practice } at your request.
    [practice-for-client] Cancelled by { $practice } at the client’s request.
   *[other] Cancelled by { $practice }.
}
history-fulfilled = This appointment took place.
history-no-show = Recorded as missed by { $practice }.
history-expired = The request was not answered in time.
history-imported = Taken over from another agenda.
history-reason = Reason: { $reason }.
history-message = “{ $message }”

## The notice line
line-here = you are here
line-free = free
line-late = late
line-stopped = no longer online
line-until = { $answer } until { $until }
line-then = , then{" "}
line-words = { $parts }. Now: { $now }.

## Slots
slots-see-day = See { $day }

## What would be right in a field
field-missing = This field is needed.
field-missing-name = Give your first and last name.
field-missing-email = Give an e-mail address: the confirmation goes there.
field-too-long = { $limit } characters at most.
field-control-characters = Write it without line breaks or invisible signs.
field-not-an-email = An address looks like name@example.org.
field-not-a-phone = A number has 6 to 15 digits, such as 06 12 34 56 78.
field-before-start = The end must come after the beginning.
field-too-far = That is too far away in time.
field-consent = Tick the box to go on.

## Problem pages
problem-home = Go to the home page: { $brand }
problem-field = Field that cannot be read: { $field }.
