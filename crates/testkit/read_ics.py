"""Reads a calendar file from standard input with a library that is not ours, and prints what it understood as JSON.

Ends with code 1 and a sentence on standard error when the library complains about anything, also about one property only.
"""

import datetime
import json
import sys

from icalendar import Calendar


def moment(value):
    """A date or date-time with its zone and, when it has one, its instant."""
    if value is None:
        return None
    value = value.dt
    if not isinstance(value, datetime.datetime):
        return {"local": value.isoformat(), "zone": None, "utc": None}
    zone = getattr(value.tzinfo, "key", None) or (value.tzname() if value.tzinfo else None)
    utc = value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") if value.tzinfo else None
    return {"local": value.replace(tzinfo=None).isoformat(), "zone": zone, "utc": utc}


def text(value):
    return None if value is None else str(value)


def person(value):
    if value is None:
        return None
    address = str(value)
    address = address[len("mailto:"):] if address.lower().startswith("mailto:") else address
    return {"address": address, **{name.lower(): str(held) for name, held in value.params.items()}}


def several(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def event(component):
    return {
        **{name: text(component.get(name)) for name in ("uid", "status", "summary", "location", "description", "url", "rrule", "class", "transp")},
        "sequence": component.get("sequence"),
        **{name: moment(component.get(name)) for name in ("dtstamp", "dtstart", "dtend", "last-modified", "recurrence-id")},
        "organizer": person(component.get("organizer")),
        "attendees": [person(value) for value in several(component.get("attendee"))],
        "alarms": len(component.walk("VALARM")),
    }


def complaints(calendar):
    for component in calendar.walk():
        for name, why in component.errors:
            yield f"{component.name} {name}: {why}"
        for name in component.required:
            if name not in component:
                yield f"{component.name} lacks {name}"


def main():
    try:
        calendar = Calendar.from_ical(sys.stdin.buffer.read())
    except Exception as why:  # Whatever the library throws is its complaint.
        sys.exit(f"{type(why).__name__}: {why}")
    found = list(complaints(calendar))
    if found:
        sys.exit("; ".join(found))
    json.dump(
        {
            "method": text(calendar.get("method")),
            "version": text(calendar.get("version")),
            "prodid": text(calendar.get("prodid")),
            "zones": [text(zone.get("tzid")) for zone in calendar.walk("VTIMEZONE")],
            "events": [event(component) for component in calendar.walk("VEVENT")],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
