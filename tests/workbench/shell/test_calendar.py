"""The calendar of a member: a secret address, whole days, stable names."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from jopoi_workbench.shell import services
from jopoi_workbench.shell.models import CalendarKey, Member, Role
from tests.workbench.conftest import AT, fresh, member_in

pytestmark = pytest.mark.django_db
HARD = "Visitar; ver, oír\\preguntar\nsegunda línea مرحبا 𐐷 " + "ñandutí " * 10


@pytest.fixture
def address(analyst):
    return reverse("calendar", args=[services.open_calendar(actor=analyst, at=AT)])


def events(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return Calendar.from_ical(answer.content).walk("VEVENT")


def asked(analyst, whom, **about):
    return services.ask(actor=analyst, whom=whom, at=AT, due_on=date(2026, 6, 5), **about)


def test_days_come_back_as_they_were_written(analyst, address, lab):
    task = asked(analyst, analyst, what=HARD[:140].replace("\n", " "), why=HARD)
    asked(analyst, Role.ANALYST, what="For any analyst")
    asked(analyst, member_in(lab, Role.LEARNER), what="For someone else")
    services.ask(actor=analyst, whom=analyst, what="Without a day", at=AT)
    first, second = events(address)
    assert str(first["SUMMARY"]) == HARD[:140].replace("\n", " ")
    assert HARD in str(first["DESCRIPTION"])
    assert first["DTSTART"].dt == date(2026, 6, 5)  # a whole day, in no time zone
    assert first["DTEND"].dt == date(2026, 6, 6)
    assert str(first["UID"]) == f"task-{task.pk}@sur.jopoi"
    assert str(second["SUMMARY"]) == "For any analyst"


def test_a_day_that_moves_keeps_its_name(analyst, address):
    task = asked(analyst, analyst, what="W")
    (before,) = events(address)
    services.edit_task(
        actor=analyst, task=task, version=1, at=AT + timedelta(days=1), due_on=date(2026, 7, 1)
    )
    (after,) = events(address)
    assert after["UID"] == before["UID"]
    assert (after["SEQUENCE"], after["DTSTART"].dt) == (1, date(2026, 7, 1))
    services.done(actor=analyst, task=fresh(task), at=AT)
    assert events(address) == []


def test_the_secret_is_not_kept_and_can_be_taken_back(ana, analyst, address):
    secret = address.split("/")[-1].removesuffix(".ics")
    assert secret not in str(CalendarKey.objects.values().get())
    page = ana.post(reverse("calendar-open")).text
    assert "/calendar/" in page
    assert Client().get(address).status_code == 404  # the new address takes the place of the old
    ana.post(reverse("calendar-close"))
    assert not CalendarKey.objects.exists()


def test_who_left_has_no_calendar(analyst, address):
    Member.objects.filter(pk=analyst.pk).update(active=False)
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("calendar", args=["guessed"])).status_code == 404
