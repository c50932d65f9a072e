# Imports, as the command line reports them.

import-counts = { $how ->
    [done] Done: { $create } taken over, { $update } changed, { $skip } skipped, { $conflict } in conflict, { $malformed } not understood.
   *[dry] Nothing has been written yet. An import would take over { $create }, change { $update }, skip { $skip }, leave { $conflict } in conflict and { $malformed } not understood.
}
import-skipped = Skipped: { $count }. { $why }
import-line = Line { $line }: { $why }
import-more-lines = { $count ->
    [one] And one more line: see the error file.
   *[other] And { $count } more lines: see the error file.
}
import-left-out = Left out, because the client can read the note of an appointment: { $columns }.
import-followed = Repeating events were followed until { $day }: import again before then.

## Why something is not taken over
import-known = It was taken over before.
import-twice = It stands in the file twice.
import-free = The calendar says that its owner is free then.
import-cancelled-there = It was cancelled in the calendar.
import-no-length = It has no length, so it takes no time.
import-over = It is over, so it keeps nobody from booking.
import-taken = This time is taken here: by another appointment, an absence or busy time.
import-no-columns = These columns are missing: { $columns }.
import-too-many-cells = This row has more cells than the heading.
import-empty = “{ $column }” is empty.
import-cell = “{ $column }”: { $problem }
import-not-a-time = “{ $column }” is not a date with a time: “{ $text }”.
import-day-or-month = Which is the day in “{ $text }”? Give the order of dates, or write 2026-03-31 14:30.
import-skipped-time = The clock skips “{ $text }” when summer time begins.
import-twice-that-night = The clock shows “{ $text }” twice when summer time ends: write it with its offset, such as 2026-10-25T02:30+01:00.
import-not-yes-or-no = “{ $column }” is neither yes nor no: “{ $text }”.
import-not-an-amount = “{ $column }” is not an amount: “{ $text }”.
import-too-far = That is too far away in time.
import-unknown-practitioner = Nobody here is called “{ $name }”. Known: { $known }.
import-unknown-service = There is no service called “{ $name }”. Known: { $known }.
import-length = It ends before it begins, or lasts longer than a day.
import-no-show-before-start = It is marked as a no-show and has not begun yet.
import-no-reason = Say why it may stand over another appointment.
import-calendar = This event was not understood: { $why }.
import-too-large = The file is larger than { $limit } bytes.
import-refused = The database refused it ({ $rule }).
