"""The home page of a large lab: few queries, each by an index and no further than is shown."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jopoi_workbench.shell.models import AuditEntry, Challenge, Evidence, Loop, Task
from tests.workbench.conftest import AT, signed_in

pytestmark = pytest.mark.django_db
MOST = 20  # queries of a page for whoever may be asked for everything, each register beyond a page


@pytest.fixture
def large(lab, analyst):
    """Smaller than a real one, so that tests stay quick; what must not grow does not depend on it."""
    challenges = Challenge.objects.bulk_create(
        Challenge(lab=lab, title=f"C {n}", statement="S", created_by=analyst, created_at=AT)
        for n in range(300)
    )
    Loop.objects.bulk_create(Loop(challenge=challenge, opened_at=AT) for challenge in challenges)
    Evidence.objects.bulk_create(
        Evidence(
            lab=lab, challenge=challenges[n % 300], stage="sense", method="sense.screen", titles={"en": "E"},
            state=Evidence.State.FAILED if n % 3 else Evidence.State.DONE, created_by=analyst, created_at=AT,
        )
        for n in range(900)
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(
            lab=lab, challenge=challenges[n % 300], what=f"T {n}", whom=analyst, created_by=analyst,
            created_at=AT, due_on=AT.date() + timedelta(days=n % 40),
        )
        for n in range(400)
    )  # fmt: skip
    AuditEntry.objects.bulk_create(
        AuditEntry(
            lab=lab, number=n + 1000, actor=analyst, action="challenge.opened", object_kind="challenge",
            object_id=str(challenges[n % 300].pk), facts={"name": "C"}, at=AT, digest=str(n),
        )
        for n in range(1500)
    )  # fmt: skip
    return challenges


def test_pages_of_the_queue_ask_little(large, analyst, django_assert_max_num_queries):
    browser = signed_in(analyst)
    for path in ("/", "/waiting/", "/tasks/", "/tasks/?show=lab", "/happenings/", "/runs/"):
        with django_assert_max_num_queries(MOST):
            assert browser.get(path).status_code == 200


def test_what_happened_is_found_by_an_index(large, analyst):
    browser = signed_in(analyst)
    with CaptureQueriesContext(connection) as asked:
        for query in ("", "?kind=task", f"?person={analyst.pk}", f"?challenge={large[0].pk}", "?before=1200"):
            browser.get(f"/happenings/{query}")
    read = [query["sql"] for query in asked if "shell_auditentry" in query["sql"]]
    assert len(read) == 5
    plans = [plan_of(sql) for sql in read]
    assert not [plan for plan in plans if READS_ALL[connection.vendor] in plan]


# How each database calls reading a table from end to end.
READS_ALL = {"sqlite": "SCAN shell_auditentry", "postgresql": "Seq Scan on shell_auditentry"}


def plan_of(sql):
    """How the database would answer; SQLite must not sort for it either."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " / ".join(row[3] for row in cursor.fetchall())
            assert "TEMP B-TREE" not in plan, plan
            return plan
        # A small table is read faster whole; asked not to, PostgreSQL does so only where no index serves.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        return " / ".join(row[0] for row in cursor.fetchall())
