# Why it was decided so, and why it is refused. Keys follow the words of the domain: "because-" and the rule, "refusal-" and the code.

## Reasons of a decision
because-enough-notice = { $notice_minutes } of notice given, which is enough: the terms ask for { $limit } (until { $deadline_at }).
because-enough-notice-any = The terms ask for no notice before the appointment.
because-short-notice = { $notice_minutes } of notice given, while the terms ask for { $limit } (until { $deadline_at }).
because-has-begun = The appointment began on { $started_at }.
because-staff-not-bound = The limits meant for clients do not apply to the team. { $client_answer ->
    [allow] A client could have done this freely.
    [allow_with_warning] A client could have done this, after a warning.
    [allow_for_fee] A client could have done this for a fee.
    [other_party_must_agree] A client would have needed the practitioner's agreement.
    [business_decides_money] A client could have done this; the business would have decided about the refund.
   *[refuse_and_contact] A client could not have done this online.
}
because-late-for-business = { $notice_minutes } of notice given, less than { $limit }: for the business this is a late cancellation.
because-said-to-be-asked-by-business = You say that the professional asked you to cancel: it does not count for you, and the network is told.
because-with-its-series = Decided at once for the whole series.
because-booked-at-once = This service is booked at once, without waiting for an answer.
because-proposal-accepted = The practitioner accepted the enquiry before anybody else.
because-needs-approval = This service is booked on request; without an answer the request ends on { $answer_by_at }.
because-moves-used = Move { $count } of the { $max } that the terms allow.
because-forced = The team placed it outside the offered times, for this reason: “{ $reason }”.

## Refusals
refusal-slot-not-offered-past = This time has already passed.
refusal-slot-not-offered-too-soon = This time is too near to be booked online.
refusal-slot-not-offered-too-far = This time is too far ahead: the agenda is not open until then yet.
refusal-slot-not-offered-closed = The practitioner does not receive at this time, or not long enough for this service.
refusal-slot-not-offered-off-grid = Appointments do not start at this time.
refusal-slot-not-offered-paused = This business takes no new appointments for now.
refusal-slot-not-offered-taken = This time has just been taken.
refusal-force-not-allowed = Only the team may place an appointment outside the offered times, saying why.
refusal-only-by-proposal = This service is not booked directly: make an enquiry, and the first practitioner who accepts it comes.
refusal-nobody-to-ask = Nobody can come at that time and place. Another time, even on the same day, often finds somebody.
refusal-proposal-not-open = { $state ->
    [accepted] You have already accepted this enquiry.
    [refused] You have already refused this enquiry.
    [unanswered] The time to answer has passed.
   *[other] This enquiry waits no longer: another practitioner was first, or the client withdrew it.
}
refusal-enquiry-not-open = { $state ->
    [taken] A practitioner has already accepted this enquiry.
    [unanswered] The time to answer has passed.
   *[other] This enquiry has already been withdrawn.
}
refusal-already-ended = { $state ->
    [cancelled] This appointment is already cancelled.
    [declined] This request has already been declined.
    [expired] This request was not answered and is no longer valid.
    [fulfilled] This appointment has already taken place.
    [no_show] This appointment has passed and is noted as not kept.
   *[other] This appointment has ended.
}
refusal-outside-terms = This is no longer possible online: it had to be done { $limit } before, that is until { $deadline_at }. Contact us and we will see together.
refusal-outside-terms-begun = The appointment began on { $deadline_at }: this is no longer possible online. Contact us and we will see together.
refusal-outside-terms-never = For this appointment this is not possible online. Contact us and we will see together.
refusal-has-begun = This appointment has begun and can no longer be cancelled.
refusal-reason-missing = Choose a reason.
refusal-message-too-short = { $min_chars ->
    [one] Write a word to the other person.
   *[other] The message has { $chars } characters; it needs at least { $min_chars }.
}
refusal-became-stricter = The terms have changed since this page was opened. { $answer ->
    [allow_with_warning] It is still possible, but at short notice now.
    [allow_for_fee] It is still possible, but for a fee now.
    [other_party_must_agree] The other side must agree now.
    [business_decides_money] It is still possible; the business will decide about the refund.
   *[refuse_and_contact] It is no longer possible online.
} Read again, then confirm.
refusal-not-for-clients = This appointment cannot be moved online. Contact us and we will see together.
refusal-approved-by-hand = The practitioner has accepted this appointment: it can only be moved with them. Contact us and we will see together.
refusal-no-moves-left = { $max ->
    [0] This appointment cannot be moved online. Contact us and we will see together.
    [one] This appointment has already been moved once, as often as the terms allow. Contact us and we will see together.
   *[other] This appointment has already been moved { $max } times, as often as the terms allow. Contact us and we will see together.
}
refusal-same-time = The appointment is at this time already.
refusal-not-waiting = { $state ->
    [booked] This request has already been accepted.
    [declined] This request has already been declined.
    [expired] This request was not answered and is no longer valid.
    [cancelled] This request was taken back.
   *[other] This appointment no longer waits for an answer.
}
refusal-slot-taken = This time was taken meanwhile: decline the request or propose another time.
refusal-too-late = The time to answer has passed.
refusal-not-yet = The request still waits for an answer.
refusal-not-booked = { $state ->
    [requested] This request still waits for an answer.
    [cancelled] This appointment is cancelled.
    [fulfilled] This appointment is already noted as kept.
    [no_show] This appointment is already noted as not kept.
   *[other] This appointment did not take place.
}
refusal-not-begun = This appointment has not begun yet.
refusal-changed-meanwhile = This appointment has changed in the meantime. Look at where it stands, then choose.

## Series
refusal-in-series = This appointment repeats: it cannot be moved on its own online. Get in touch and we will find a way.
refusal-dates-not-free = { $count ->
    [one] One date is not free. Choose what to do about it, then confirm.
   *[other] { $count } dates are not free. Choose what to do about them, then confirm.
}
refusal-more-dates-not-free = { $count ->
    [one] One date is no longer free since this page was opened. Read again, then confirm.
   *[other] { $count } dates are no longer free since this page was opened. Read again, then confirm.
}
refusal-no-date-free = None of these dates is free.
refusal-too-many-dates = A series has at most { $max } appointments. Make it shorter, or leave it without an end.
refusal-series-stopped = This series has been stopped.
refusal-nothing-to-come = No appointment is left to come.
refusal-agreement-missing = Confirm that the client agrees with this change.

## Reasons given
reason-ill = Unwell
reason-hindered = Something came up
reason-transport = Transport
reason-found-elsewhere = Found elsewhere
reason-mistake = Mistake
reason-emergency = Emergency
reason-equipment = Room or equipment unavailable
reason-did-not-come = The client did not come
reason-other = Other reason

refusal-already-decided = This case has been settled already.
refusal-already-contested = This is contested already and waits for a decision.
refusal-same-person = Whoever took the decision does not judge the contest: somebody else must.
refusal-reasons-too-short = { $min_chars ->
   *[other] Give the reasons in at least { $min_chars } characters (there are { $chars }).
}
