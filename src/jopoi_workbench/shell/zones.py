"""Whose clock counts: the reader's, or else their lab's, or else the server's. What is stored never moves."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from jopoi_workbench.shell.access import NoLabError, member_of
from jopoi_workbench.shell.models import Lab, Person


def zone_of(person: Person | None, lab: Lab | None) -> ZoneInfo:
    """The time zone in which a person reads a lab's dates."""
    for name in (person and person.time_zone, lab and lab.time_zone):
        if name:
            return ZoneInfo(name)
    return ZoneInfo(settings.TIME_ZONE)


def zones() -> list[str]:
    """The time zones that have a place in their name, by name."""
    found = (name for name in available_timezones() if "/" in name)
    return sorted(name for name in found if not name.startswith(("Etc/", "SystemV/", "US/")))


def in_the_readers_zone(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what is today, and what is late, is so where the reader is."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return get_response(request)
        try:
            lab = member_of(request).lab
        except NoLabError:
            lab = None
        with timezone.override(zone_of(request.user, lab)):
            return get_response(request)

    return answer
