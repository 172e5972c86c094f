"""Days as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from icalendar import Calendar, Event

from jopoi_workbench.shell.dates.things import Day

_FIRST_SIGN = 32  # below it stand control characters


def as_ical(days: Iterable[Day], *, name: str, house: str, address: str) -> bytes:
    """A calendar of whole days; ``house`` makes their names unique in the world, ``address`` leads back.

    Whole days have no time zone: they are that day wherever they are read.
    """
    calendar = Calendar()
    for key, value in (
        ("prodid", "-//Jopoi//jopoi//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("name", name),
        ("x-wr-calname", name),
        ("x-published-ttl", timedelta(hours=1)),
    ):
        calendar.add(key, value)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for day in days:
        calendar.add_component(_event(day, house, address))
    return bytes(calendar.to_ical())


def _event(day: Day, house: str, address: str) -> Event:
    event = Event()
    changed = day.changed_at.astimezone(UTC)
    event.add("uid", f"{day.uid}@{house}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", day.version - 1)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a day by which something is due keeps nobody busy
    event.add("summary", _clean(day.what))
    event.add("description", _clean(f"{day.why}\n{address}{day.path}".strip()))
    event.add("url", f"{address}{day.path}")
    return event


def _clean(text: str) -> str:
    """Without what a calendar file may not hold: control characters other than line ends."""
    kept = (sign for sign in text.replace("\r\n", "\n") if sign == "\n" or ord(sign) >= _FIRST_SIGN)
    return "".join(kept)
