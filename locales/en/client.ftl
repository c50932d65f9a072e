# The client's pages.

## The networks
networks-title = Networks
networks-empty = No network is open here yet.
home-title = Book an appointment

## The terms, before a date is chosen
conditions-free = Free to cancel until the appointment begins.
conditions-free-until = Free to cancel until { $limit } before the appointment.
conditions-late = You can cancel until the appointment begins; tell us as soon as possible.
conditions-never = Appointments are not cancelled online: contact us.


## The personal link
done-booked = Done, your appointment is confirmed.
done-requested = Your request is on its way.
done-moved = Done, your appointment is moved.
done-cancelled = Done, this appointment is cancelled.
done-told = An { -e-mail } goes to { $email }.
manage-answer-by = Answer at the latest on { $when }.
manage-cancelled-client = At your request, on { $when }.
manage-cancelled-business = By { $practice }, on { $when }.
manage-nothing-booked = No slot is booked in your name.
manage-terms = The terms shown are those of { $day }.
offers-more = All slots of { $practitioner }
offers-other = { $practitioner } · { $profession }
move-nearest = The nearest free slots:

## A limit
refused-cancel = This appointment can no longer be cancelled online
refused-cancel-never = This appointment cannot be cancelled online
refused-move = This appointment can no longer be moved online
refused-move-never = This appointment cannot be moved online
