//! What the columns of each vendor's table mean.

/// Whose table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Calendly's export of events.
    Calendly,
    /// Acuity's export of appointments.
    Acuity,
}

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// Identity of the appointment.
    Id,
    /// Identity of an event that several people may attend.
    EventId,
    Practitioner,
    PractitionerEmail,
    Service,
    Name,
    FirstName,
    LastName,
    Email,
    Phone,
    Start,
    End,
    BookedAt,
    Cancelled,
    CancelledBy,
    CancelReason,
    NoShow,
    Price,
    Currency,
    /// A question to the client; its answer stands in the column of the same number.
    Question(u16),
    /// The client's answer.
    Answer(u16),
    /// What the client may read: the columns that we do not know, where forms put their answers.
    ForTheClient,
    /// What the practice wrote for itself.
    ForThePractice,
    /// Nothing for us, or what we added ourselves.
    Nothing,
}

impl Format {
    /// The name under which the records of this vendor are remembered.
    pub fn source(self) -> &'static str {
        match self {
            Format::Calendly => "calendly",
            Format::Acuity => "acuity",
        }
    }

    /// The meaning of a column by its heading; capitals, spaces and signs make no difference.
    pub(super) fn column(self, heading: &str) -> Column {
        let name: String = heading
            .chars()
            .filter(|sign| sign.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        match (self, name.as_str()) {
            (_, super::sheet::PROBLEM | "") => Column::Nothing,
            (Format::Calendly, name) => calendly(name),
            (Format::Acuity, name) => acuity(name),
        }
    }

    /// The columns without which nothing can be made of a row, as this vendor heads them.
    pub(super) fn needed(self) -> [(&'static [Column], &'static str); 3] {
        let name = &[Column::Name, Column::FirstName, Column::LastName][..];
        match self {
            Format::Calendly => [
                (&[Column::Start], "Start Date & Time"),
                (&[Column::Service], "Event Type Name"),
                (name, "Invitee Name"),
            ],
            Format::Acuity => [
                (&[Column::Start], "Start Time"),
                (&[Column::Service], "Type"),
                (name, "First Name"),
            ],
        }
    }
}

fn calendly(name: &str) -> Column {
    match name {
        "inviteeuuid" => Column::Id,
        "eventuuid" => Column::EventId,
        "username" => Column::Practitioner,
        "useremail" => Column::PractitionerEmail,
        "eventtypename" => Column::Service,
        "inviteename" => Column::Name,
        "inviteefirstname" => Column::FirstName,
        "inviteelastname" => Column::LastName,
        "inviteeemail" => Column::Email,
        "textremindernumber" => Column::Phone,
        "startdatetime" => Column::Start,
        "enddatetime" => Column::End,
        "eventcreateddatetime" => Column::BookedAt,
        "canceled" | "cancelled" => Column::Cancelled,
        "canceledby" | "cancelledby" => Column::CancelledBy,
        "cancellationreason" => Column::CancelReason,
        "markedasnoshow" => Column::NoShow,
        "eventprice" => Column::Price,
        "paymentcurrency" => Column::Currency,
        "team" | "inviteetimezone" | "inviteereconfirmed" | "inviteeacceptedmarketingemails" | "salesforceuuid" => {
            Column::Nothing
        }
        name if name.starts_with("utm") => Column::Nothing,
        name => numbered(name, "question", Column::Question)
            .or_else(|| numbered(name, "response", Column::Answer))
            .unwrap_or(Column::ForTheClient),
    }
}

fn numbered(name: &str, before: &str, column: fn(u16) -> Column) -> Option<Column> {
    name.strip_prefix(before)?.parse().ok().map(column)
}

fn acuity(name: &str) -> Column {
    match name {
        "appointmentid" => Column::Id,
        "calendar" => Column::Practitioner,
        "type" => Column::Service,
        "firstname" => Column::FirstName,
        "lastname" => Column::LastName,
        "email" => Column::Email,
        "phone" => Column::Phone,
        "starttime" => Column::Start,
        "endtime" => Column::End,
        "datescheduled" => Column::BookedAt,
        "canceled" | "cancelled" => Column::Cancelled,
        "noshow" => Column::NoShow,
        "appointmentprice" => Column::Price,
        "notes" | "label" | "scheduledby" | "paid" | "amountpaidonline" | "certificatecode" | "daterescheduled" => {
            Column::ForThePractice
        }
        _ => Column::ForTheClient,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_both_vendors() {
        for (format, heading, expected) in [
            (Format::Calendly, "Start Date & Time", Column::Start),
            (Format::Calendly, "start date and time", Column::ForTheClient),
            (Format::Calendly, "Invitee UUID", Column::Id),
            (Format::Calendly, "Marked as No-Show", Column::NoShow),
            (Format::Calendly, "Question 12", Column::Question(12)),
            (Format::Calendly, "Response 12", Column::Answer(12)),
            (Format::Calendly, "UTM Campaign", Column::Nothing),
            (Format::Calendly, "Guest Email(s)", Column::ForTheClient),
            (Format::Acuity, "Start Time", Column::Start),
            (Format::Acuity, "Paid?", Column::ForThePractice),
            (Format::Acuity, "Notes", Column::ForThePractice),
            (Format::Acuity, "Première visite ?", Column::ForTheClient),
            (Format::Acuity, "Problem", Column::Nothing),
            (Format::Acuity, "", Column::Nothing),
        ] {
            assert_eq!(format.column(heading), expected, "{heading}");
        }
    }
}
