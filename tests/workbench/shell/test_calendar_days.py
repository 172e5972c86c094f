"""What a member's calendar holds beside tasks: read back with a calendar library, from the address itself."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from jopoi_workbench.shell import services
from jopoi_workbench.shell.dates import SOURCES, days_of
from jopoi_workbench.shell.models import (
    Challenge,
    Experiment,
    Grant,
    Lesson,
    Partner,
    PlannedStep,
    PolicyRevision,
    Role,
)
from jopoi_workbench.shell.services.kept import add, edit
from tests.workbench.conftest import AT, fresh, member_in

pytestmark = pytest.mark.django_db
STEP = {"stage": "test", "weeks": 2}
GRANT = {"source": "Fund", "kind": "core", "currency": "USD", "amount": 100}


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def manager(lab):
    return member_in(lab, Role.MANAGER, "Marta")


def events(member):
    """The days in a member's calendar by their names, as a calendar program reads them."""
    secret = services.open_calendar(actor=member, at=AT)
    answer = Client().get(reverse("calendar", args=[secret]))
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["UID"]).partition("@")[0]: one for one in found}


def days(member):
    return {name: one["DTSTART"].dt for name, one in events(member).items()}


def kept(actor, register, challenge, **about):
    return add(actor=actor, register=register, challenge=challenge, at=AT, **about)


def experiment(actor, challenge, today, **about):
    about = {"state": "running", "started_on": today, "every_days": 14, "watched": "falls"} | about
    return Experiment.objects.create(
        challenge=challenge, title="Coupons", authorised_until=today + timedelta(90), created_by=actor,
        created_at=AT, **about,
    )  # fmt: skip


def test_decisions_with_a_day_for_whoever_decides(analyst, challenge, learner):
    ask = {"actor": analyst, "challenge": challenge, "stage": "sense", "at": AT}
    asked = services.open_decision(**ask, question="Which?", due_on=date(2026, 7, 1), asked=analyst)
    services.open_decision(**ask, question="Without a day", asked=analyst)
    services.open_decision(
        **ask, question="Of others", due_on=date(2026, 7, 1), asked=member_in(challenge.lab, Role.COMMITTEE)
    )
    (name, found), *others = events(analyst).items()
    assert not others
    assert (name, found["DTSTART"].dt) == (f"decision-{asked.pk}", date(2026, 7, 1))
    assert str(found["SUMMARY"]) == "Decida: Which?"  # the lab's language, as long as the person chose none
    assert events(learner) == {}


def test_repairs_are_in_the_calendar_of_whoever_sees_to_them(analyst, challenge, learner):
    lesson = kept(
        analyst, Lesson, challenge, title="Late kits", stage="test", happened_on=AT.date(), expected="E",
        happened="H", repairer=learner, repair_by=date(2026, 6, 2),
    )  # fmt: skip
    assert days(learner) == {f"repair-{lesson.pk}": date(2026, 6, 2)}
    assert days(analyst) == {}
    edit(actor=analyst, thing=lesson, version=1, at=AT, repaired_on=date(2026, 6, 1))
    assert days(learner) == {}


def test_policies_and_partners_for_whoever_keeps_the_registers(manager, challenge, learner):
    policy = kept(
        manager, PolicyRevision, challenge, policy="Fares", on=AT.date(), said="S", learned="L",
        review_on=date(2027, 1, 4),
    )  # fmt: skip
    partner = kept(
        manager, Partner, challenge, name="Union", kind="civil", status="lapsed", remind_on=date(2026, 9, 1)
    )
    kept(manager, Partner, challenge, name="Active", kind="civil", status="active")
    assert days(manager) == {
        f"policy-{policy.pk}": date(2027, 1, 4),
        f"partner-{partner.pk}": date(2026, 9, 1),
    }
    assert days(learner) == {}


def test_money_that_lapses_and_the_latest_day_to_start(manager, analyst, challenge, today):
    lapses = today + timedelta(60)
    grant = kept(manager, Grant, challenge, **GRANT, lapses_on=lapses)
    kept(manager, Grant, challenge, **(GRANT | {"spent": 100}), lapses_on=lapses)
    step = kept(manager, PlannedStep, challenge, **STEP, name="Trial", starts_on=today + timedelta(7))
    found = days(manager)
    assert found[f"grant-{grant.pk}-lapses"] == lapses
    assert found[f"grant-{grant.pk}-start"] == lapses - timedelta(13)
    assert not any(name.startswith("grant") for name in days(analyst))
    edit(actor=manager, thing=step, version=1, at=AT + timedelta(days=1), weeks=3)
    later = events(manager)[f"grant-{grant.pk}-start"]
    assert later["DTSTART"].dt == lapses - timedelta(20)
    assert (later["SEQUENCE"], later["DTSTAMP"].dt) == (1, AT + timedelta(days=1))


def test_planned_steps_begin_and_end(analyst, lab, challenge):
    rosa = member_in(lab, Role.FACILITATOR, "Rosa")
    first = kept(analyst, PlannedStep, challenge, **STEP, name="A", starts_on=date(2026, 3, 2))
    after = kept(analyst, PlannedStep, challenge, **STEP, name="B", after=first, owner=rosa)
    kept(analyst, PlannedStep, challenge, **STEP, name="Some day")
    assert days(rosa) == {
        f"step-{after.pk}-begins": date(2026, 3, 16),
        f"step-{after.pk}-ends": date(2026, 3, 29),
    }
    assert days(analyst) == days(rosa) | {
        f"step-{first.pk}-begins": date(2026, 3, 2),
        f"step-{first.pk}-ends": date(2026, 3, 15),
    }
    edit(actor=analyst, thing=first, version=1, at=AT, starts_on=date(2026, 3, 9))
    moved = events(rosa)[f"step-{after.pk}-begins"]
    assert (moved["DTSTART"].dt, moved["SEQUENCE"]) == (date(2026, 3, 23), 1)
    Challenge.objects.update(state=Challenge.State.CLOSED)
    assert days(rosa) == {}


def test_steps_in_a_circle_give_no_days(analyst, challenge):
    first = kept(analyst, PlannedStep, challenge, **STEP, name="A", starts_on=date(2026, 3, 2))
    PlannedStep.objects.update(after=first)
    assert days(analyst) == {}


def test_experiments_end_and_are_looked_at(analyst, challenge, learner, today):
    one = experiment(analyst, challenge, today, ethics_until=today + timedelta(30))
    experiment(analyst, challenge, today, state="ended")
    assert days(analyst) == {
        f"experiment-{one.pk}-ends": today + timedelta(30),
        f"experiment-{one.pk}-look": today + timedelta(14),
    }
    assert days(learner) == {}


def test_in_the_language_of_whoever_reads(manager, challenge):
    kept(manager, Grant, challenge, **GRANT, lapses_on=date(2027, 5, 1))
    kept(manager, Partner, challenge, name="U", kind="civil", status="lapsed", remind_on=date(2026, 9, 1))
    told = {}
    for language in ("en", "es"):
        manager.person.language = language
        manager.person.save()
        told[language] = [str(one["SUMMARY"]) for one in events(manager).values()]
    assert told["en"] == [
        "Take up the talks with U again, or let them rest",
        "Fund lapses: spend or return $1.00",
    ]
    assert told["es"] == [
        "Retome las conversaciones con U o déjelas descansar",
        "Fund vence: gaste o devuelva USD\xa01,00",
    ]


def test_another_lab_reads_none_of_it(manager, challenge, other_lab, today):
    kept(manager, Grant, challenge, **GRANT, lapses_on=today)
    kept(manager, PlannedStep, challenge, **STEP, name="A", starts_on=today)
    experiment(manager, challenge, today)
    services.open_decision(
        actor=manager, challenge=challenge, stage="sense", question="Q", due_on=today, at=AT
    )
    stranger = member_in(other_lab, Role.MANAGER, "Nora")
    stranger.roles = list(Role.values)
    stranger.save()
    assert days_of(manager)
    assert days_of(stranger) == []
    assert events(fresh(stranger)) == {}


def test_the_calendar_asks_a_few_questions_however_much_it_holds(
    manager, challenge, today, django_assert_max_num_queries
):
    for n in range(30):
        kept(manager, Grant, challenge, **GRANT, lapses_on=today + timedelta(n))
        kept(manager, PlannedStep, challenge, **STEP, name=f"S {n}", starts_on=today)
        experiment(manager, challenge, today)
    with django_assert_max_num_queries(len(SOURCES) + 3):
        assert len(days_of(manager)) > 120
