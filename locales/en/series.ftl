# Series: their rhythm, their dates, what can be done with them.

series-rule-weeks = { $interval ->
    [one] Every { $day } at { $time }
   *[other] Every { $interval } weeks on { $day } at { $time }
}
series-rule-date = { $interval ->
    [one] Every month on day { $date } at { $time }
   *[other] Every { $interval } months on day { $date } at { $time }
}
series-rule-weekday = { $interval ->
    [one] Every month on the { $nth } { $day } at { $time }
   *[other] Every { $interval } months on the { $nth } { $day } at { $time }
}
series-rule-count = { $rule }, { $count ->
    [one] once
   *[other] { $count } times
}
series-rule-until = { $rule }, until { $date }
series-nth-first = first
series-nth-second = second
series-nth-third = third
series-nth-fourth = fourth
series-nth-fifth = fifth
series-nth-last = last
series-dates-more = and { $count ->
    [one] one more
   *[other] { $count } more
}

field-out-of-range = Give a number between 1 and { $limit }.
field-unknown = There is no such value.
