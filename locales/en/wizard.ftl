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
history-handed-over = { $by ->
    [practice-for-client] Handed to { $practitioner } by { $practice }, at the client’s request.
   *[other] Handed to { $practitioner } by { $practice }, at the same time.
}
