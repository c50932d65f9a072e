# Asking without choosing a practitioner: the client's enquiry, and the proposals that practitioners receive of it.

## The page where one asks
ask-title = Ask without choosing a practitioner
ask-lead = Say what you need, when and where. Practitioners who are free at that time receive your enquiry; the first who accepts comes.
ask-what = Your enquiry
ask-service = Service
ask-date = Day
ask-time = Time
ask-postcode = Postcode
ask-postcode-hint = Where the practitioner should come: it decides who is near enough.
ask-look = See who can come
ask-change = Change the service, the time or the place
ask-where = Where to come?
ask-address = Address and town
ask-address-hint = Only the practitioner who accepts reads it. The others see the postcode only.
ask-note = A word for the practitioner
ask-note-hint = Floor, door code… Without health details, please.
ask-you = Who asks?
ask-send = Send my enquiry
ask-privacy = Your details serve this enquiry and nothing else. No account is created.
ask-again = What you wrote is kept.
ask-recap = { $service }, in { $postcode }
ask-nobody = Nobody can come at that time
ask-nobody-text = Try another hour or another day: a little is often enough.
ask-nobody-why = Why
ask-why-line = { $name }: { $why }

## What will happen
ask-effect-sent = { $count ->
    [one] Your enquiry goes to one practitioner who is free at that time.
   *[other] Your enquiry goes to { $count } practitioners who are free at that time.
}
ask-effect-first = The first who accepts comes: you get the name and the confirmation by { -e-mail } at once.
ask-effect-answer-by = Without an answer { $at }, we tell you and the enquiry is closed.
ask-effect-price = The price is that of the practitioner who comes: { $price }, to pay on the spot.
ask-effect-price-range = The price is that of the practitioner who comes, from { $least } to { $most }, to pay on the spot.
ask-effect-way-back = As long as nobody has accepted, you can withdraw it and owe nothing.

## The page of an enquiry
enquiry-title = Your enquiry
enquiry-done-asked = Your enquiry has been sent. An { -e-mail } confirms it.
enquiry-done-withdrawn = Your enquiry is withdrawn.
enquiry-state-open = Waiting for a practitioner
enquiry-state-taken = A practitioner is coming
enquiry-state-withdrawn = Enquiry withdrawn
enquiry-state-unanswered = Nobody could come
enquiry-open-text = { $count ->
    [one] One practitioner received it. An answer { $at } at the latest.
   *[other] { $count } practitioners received it. An answer { $at } at the latest.
}
enquiry-taken-text = { $name } accepted your enquiry.
enquiry-withdrawn-text = You withdrew it { $at }. It binds you to nothing.
enquiry-unanswered-text = It is closed and binds you to nothing. Another time, even on the same day, often finds somebody.
enquiry-fact-where = Where
enquiry-fact-note = Your word
enquiry-to-appointment = See the appointment
enquiry-ask-again = Ask for another time
enquiry-withdraw-title = Changed your mind?
enquiry-withdraw-effect = { $count ->
    [0] The enquiry is closed at once.
    [one] The enquiry is closed at once; the practitioner who received it is told.
   *[other] The enquiry is closed at once; the { $count } practitioners who received it are told.
}
enquiry-withdraw-free = There is nothing to pay.
enquiry-withdraw = Withdraw my enquiry

## On the network's page
home-ask = Without choosing a practitioner
home-ask-text = Say when and where: the first free practitioner who accepts comes to you.
home-ask-link = Ask for: { $service }
service-by-proposal = by asking the network

## Why somebody does not receive it, or why they do
not-proposed-too-far = Too far: travels within { $serves }.
not-proposed-asked-before = Has received this enquiry already.
not-proposed-others-first = { $count ->
    [one] Another practitioner receives it first; if they refuse, it comes here.
   *[other] { $count } other practitioners receive it first; if they all refuse, it comes here.
}
proposed-free = You are free at that time.
proposed-serves = You travel within { $serves }.
proposed-serves-everywhere = You travel everywhere.
proposed-by-score = The most reliable receive it first: your score is { $score } out of 100.
proposed-by-name = The order is that of names.

## The console
nav-proposals = Proposals
console-message-enquiry-received = Enquiry received
console-message-enquiry-unanswered = Enquiry unanswered
console-message-enquiry-proposed = Proposal
console-message-enquiry-closed = Proposal closed
proposals-title = Proposals
proposals-lead = A client asks without choosing a practitioner. The first who accepts gets the appointment. Refusing never lowers your score.
proposals-empty = No proposal waits
proposals-empty-text = New ones arrive here and by { -e-mail }.
proposals-over = Recently closed
proposals-for = For { $name }
proposals-see = See and accept…
proposals-refuse = Refuse
proposals-refuse-of = Refuse the enquiry of { $client }, { $when }
proposals-see-of = See and accept… the enquiry of { $client }, { $when }
proposals-back = All proposals
proposals-one-title = The enquiry of { $client }
proposals-accept = Accept: the appointment is mine
proposals-why = Why you receive it
proposals-where = Postcode { $postcode }. The exact address and the telephone number come with the appointment.
proposals-effect-booked = The appointment is yours and takes this time in your agenda.
proposals-effect-others = { $count ->
    [0] Nobody else is thinking about it.
    [one] The other practitioner who received it is told that it is taken.
   *[other] The { $count } other practitioners who received it are told that it is taken.
}
proposals-refuse-title = Not for you?
proposals-refuse-text = Refusing never lowers your score. The enquiry goes on with the others.
proposals-state-accepted = Accepted by you
proposals-state-refused = Refused by you
proposals-state-closed = Taken by another or withdrawn
proposals-state-unanswered = Left unanswered
proposals-cannot = This enquiry can no longer be accepted
console-done-proposal-accepted = It is yours: the appointment is in your agenda, the client is told.
console-done-proposal-refused = Noted. Refusing never lowers your score.

## What would be right in a field
field-not-asked-for = Choose one of the services offered.
field-not-a-postcode = Enter a postcode, such as 75018.
api-field-not-asked-for = No service of this name is asked of the network.
api-field-not-a-postcode = This is not a postcode.

## The ground of a hold (WEC+18)
statement-proposals-unanswered = { $count ->
    [one] One proposal was left unanswered.
   *[other] { $count } proposals in a row were left unanswered.
}
statement-proposals-refused = { $count ->
    [one] One proposal was refused.
   *[other] { $count } proposals in a row were refused.
}
statement-proposals-rule = From { $limit } in a row on, new bookings and proposals pause for { $lasts }. The pause ends by itself.
statement-proposals-score = Your score does not change: refusing never lowers it.
