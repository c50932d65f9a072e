# The sentence of the terms: until when a client may cancel or move, with the computed dates.
# $act is "both", "cancel" or "move".

terms-free = You can { $act ->
    [both] move or cancel this appointment
    [cancel] cancel this appointment
   *[move] move this appointment
} freely until it begins.
terms-free-late = You can { $act ->
    [both] move or cancel
    [cancel] cancel
   *[move] move
} freely until { $until }. After that it is still possible, but this time will be hard to offer again.
terms-free-refused = You can { $act ->
    [both] move or cancel
    [cancel] cancel
   *[move] move
} freely until { $until }. After that it is no longer possible online: please contact us.
terms-free-late-refused = You can { $act ->
    [both] move or cancel
    [cancel] cancel
   *[move] move
} freely until { $until }, and still until { $late_until }, but this time will then be hard to offer again. After that it is no longer possible online: please contact us.
terms-late = You can { $act ->
    [both] move or cancel
    [cancel] cancel
   *[move] move
} until the appointment begins, but this time will be hard to offer again: tell us as soon as you can.
terms-late-since = Less than { $limit } left before this appointment. You can still { $act ->
    [both] move or cancel it
    [cancel] cancel it
   *[move] move it
}, but this time will be hard to offer again.
terms-late-refused = You can still { $act ->
    [both] move or cancel
    [cancel] cancel
   *[move] move
} until { $late_until }, but this time will be hard to offer again. After that it is no longer possible online: please contact us.
terms-refused = This appointment { $act ->
    [both] cannot be moved or cancelled online
    [cancel] cannot be cancelled online
   *[move] cannot be moved online
}: if something comes up, please contact us.
terms-refused-since = Less than { $limit } left before this appointment: { $act ->
    [both] it can no longer be moved or cancelled online
    [cancel] it can no longer be cancelled online
   *[move] it can no longer be moved online
}. If something comes up, please contact us.
terms-moves-left = { $count ->
    [one] It can be moved once more.
   *[other] It can be moved { $count } more times.
}
terms-request = As long as this request is not accepted, you can take it back freely.

## The warning before a late act (MED1-05)
terms-warning-cancel = Less than { $limit } left: this time will be hard to offer again. You can still cancel; we tell the practitioner right away.
terms-warning-move = Less than { $limit } left: this time will be hard to offer again. You can still move; we tell the practitioner right away.
