"""The queue tells the truth about how much waits, with more in every register than a page shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jopoi.loop import lapses_on, look_due
from jopoi_workbench.shell.access.inquiry import lapsing_for, looked_at_for
from jopoi_workbench.shell.checking import permission_of
from jopoi_workbench.shell.models import (
    Challenge,
    Citation,
    Claim,
    Consent,
    ConsentUse,
    Contribution,
    Dataset,
    Decision,
    Evidence,
    Experiment,
    Grant,
    Lesson,
    Loop,
    Partner,
    PlannedStep,
    PolicyRevision,
    Role,
    Task,
)
from jopoi_workbench.shell.waiting import AT_MOST, SOURCES, Pile, queue_of, waiting_under
from tests.workbench.conftest import AT, member_in, signed_in

pytestmark = pytest.mark.django_db
MANY = 30
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
_PAGE = 25


@pytest.fixture
def member(lab):
    """Somebody who is asked for everything."""
    member = member_in(lab, Role.ANALYST, "Ana")
    member.roles = [Role.ANALYST, Role.MANAGER]
    member.save()
    return member


@pytest.fixture
def full(lab, member, monkeypatch):
    """Thirty things in each register; a third of those with a day are late, and some are due tomorrow."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    challenges = [opened(member, n) for n in range(MANY)]
    for fill in (tasks, runs_and_claims, tables, kept, money, experiments, words):
        fill(member, challenges)
    return challenges


def day(n):
    """Before today, today, tomorrow and later, in no order."""
    return TODAY + timedelta(days=(n * 7) % 12 - 4)


def at(n):
    return AT + timedelta(minutes=(n * 11) % MANY)


def opened(member, n):
    challenge = Challenge.objects.create(
        lab=member.lab, title=f"C {n}", statement="S", created_by=member, created_at=at(n)
    )
    Loop.objects.create(challenge=challenge, opened_at=AT)
    return challenge


def tasks(member, challenges):
    gone = member_in(member.lab, Role.LEARNER, "Gone")
    gone.active = False
    gone.save()
    about = {"lab": member.lab, "created_by": member, "what": "W"}
    Task.objects.bulk_create(
        Task(**about, whom=whom, challenge=challenges[n], due_on=day(n) if n % 4 else None, created_at=at(n))
        for n in range(MANY)
        for whom in (member, gone)
    )
    Decision.objects.bulk_create(
        Decision(
            challenge=challenges[0], loop=challenges[0].loops.get(), stage="test", question=f"Q {n}",
            due_on=day(n) if n % 4 else None, opened_by=member, opened_at=at(n),
        )
        for n in range(MANY)
    )  # fmt: skip


def runs_and_claims(member, challenges):
    def run(n, state):
        return Evidence.objects.create(
            lab=member.lab, challenge=challenges[0], stage="sense", method="sense.screen",
            titles={"en": "E"}, state=state, created_by=member, created_at=AT, finished_at=at(n),
            superseded_at=at(n + 5),
        )  # fmt: skip

    for n in range(MANY):
        run(n, Evidence.State.FAILED)
        claim = Claim.objects.create(
            lab=member.lab, challenge=challenges[0], stage="test", sentences={"en": f"S {n}"},
            state=Claim.State.STATED, created_by=member, created_at=AT,
        )  # fmt: skip
        fallen = run(n, Evidence.State.SUPERSEDED)
        Citation.objects.create(
            claim=claim, kind="evidence", evidence=fallen, created_by=member, created_at=AT
        )


def tables(member, challenges):
    for n in range(MANY):
        table = Dataset.objects.create(
            lab=member.lab, challenge=challenges[0], name=f"D {n}", file_name="d.csv", digest=f"{n}",
            kind="csv", uploaded_by=member, uploaded_at=at(n),
        )  # fmt: skip
        consent = Consent.objects.create(
            lab=member.lab, number=n + 1, who="W", purpose="P", given_on=AT.date(), slip=f"{n}",
            withdrawn_at=NOW - timedelta(days=n % 12, hours=n), recorded_by=member, recorded_at=AT,
        )  # fmt: skip
        ConsentUse.objects.create(consent=consent, dataset=table, column="c", value="v")


def kept(member, challenges):
    by = {"created_by": member}
    for n in range(MANY):
        by |= {"created_at": at(n), "challenge": challenges[n]}
        Partner.objects.create(
            **by, name=f"P {n}", kind="civil", status="lapsed", remind_on=TODAY - timedelta(days=n % 5)
        )
        Lesson.objects.create(
            **by, title=f"L {n}", stage="test", happened_on=AT, expected="E", happened="H", repairer=member,
            repair_by=day(n) if n % 3 else None,
        )  # fmt: skip
        PolicyRevision.objects.create(
            **by, policy=f"P {n}", on=AT, said="S", learned="L", review_on=TODAY - timedelta(days=n % 3)
        )


def money(member, challenges):
    for n, challenge in enumerate(challenges):
        by = {"created_by": member, "created_at": at(n), "challenge": challenge}
        lapses = TODAY + timedelta(days=(n * 7) % 40 - 4 if n % 3 == 0 else 40 + n)
        Grant.objects.create(**by, source="G", kind="core", currency="USD", amount=100, lapses_on=lapses)
        if lapses < TODAY:
            Grant.objects.create(
                **by,
                source="H",
                kind="core",
                currency="USD",
                amount=100,
                lapses_on=TODAY + timedelta(days=50),
            )
        PlannedStep.objects.create(**by, stage="test", name="S", weeks=2, starts_on=TODAY + timedelta(days=3))


def experiments(member, challenges):
    for n in range(MANY):
        Experiment.objects.create(
            challenge=challenges[n], title=f"X {n}", state="running", every_days=n + 1,
            started_on=TODAY - timedelta(days=n), authorised_until=day(n),
            ethics_until=day(n + 1) if n % 2 else None, created_by=member, created_at=at(n),
        )  # fmt: skip


def words(_member, challenges):
    for n, challenge in enumerate(challenges):
        Contribution.objects.create(
            challenge=challenge, kind="idea", text=f"W {n}", language="en", slip=f"w{n}", written_at=at(n)
        )


def everything(member):
    """All that waits, read to the end register by register."""
    for source in SOURCES:
        found = source(member)
        things = [found.tell(row) for row in found.rows] if isinstance(found, Pile) else list(found)
        assert len(things) > _PAGE > AT_MOST, source.__name__
        if isinstance(found, Pile):
            order = [(thing.due or date.max, thing.since) for thing in things]
            assert order == sorted(order), source.__name__
        yield from things


def test_the_numbers_are_true_however_much_waits(full, member):
    things = list(everything(member))
    late = sum(thing.due is not None and thing.due < TODAY for thing in things)
    tomorrow = sum(thing.due == TODAY + timedelta(days=1) for thing in things)
    assert late
    assert tomorrow
    for size in (AT_MOST, _PAGE, 10_000):
        queue = queue_of(member, today=TODAY, size=size)
        assert (queue.total, queue.late, queue.tomorrow) == (len(things), late, tomorrow)
    assert f"{len(things)} things wait for you" in signed_in(member).get("/").text


def test_its_pages_show_each_thing_once(full, member):
    shown = []
    for start in range(0, 10_000, _PAGE):
        things = queue_of(member, today=TODAY, start=start, size=_PAGE).things
        if not things:
            break
        shown += things
    order = [(thing.due or date.max, thing.since) for thing in shown]
    assert order == sorted(order)
    told = [(thing.what, thing.why, thing.href, thing.due) for thing in everything(member)]
    assert sorted(told, key=str) == sorted(
        ((thing.what, thing.why, thing.href, thing.due) for thing in shown), key=str
    )


def test_however_many_registers_are_too_full_one_question_more_counts_them(full, member):
    asked = []
    for size in (10_000, AT_MOST):
        with CaptureQueriesContext(connection) as queries:
            queue_of(member, today=TODAY, size=size)
        asked.append(len(queries))
    assert asked[1] == asked[0] + 1


def test_under_one_challenge_only_its_own_is_reckoned(full, member):
    things, _others = waiting_under(member, full[1].pk, [])
    assert things
    assert {thing.challenge for thing in things} == {full[1].pk}


def test_the_days_of_experiments_are_those_of_the_library(full, member):
    for experiment in lapsing_for(member):
        assert experiment.lapses == lapses_on(permission_of(experiment))
    for experiment in looked_at_for(member, TODAY):
        assert experiment.look_by == look_due(permission_of(experiment), last=experiment.started_on)
