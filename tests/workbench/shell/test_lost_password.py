"""Asking for a new password does the same whether or not anyone has the address."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from jopoi_workbench.shell.lost_password import _LETTERS, send_link
from jopoi_workbench.shell.models import ApiUse

pytestmark = pytest.mark.django_db
ASKED = ["ana@example.org", "nobody@example.org"]


@pytest.fixture(autouse=True)
def _with_a_queue(settings):
    settings.RUN_IN_PLACE = False
    cache.clear()


def ask(email, place="192.0.2.1"):
    return Client(REMOTE_ADDR=place).post("/sign-in/lost/", {"email": email})


def done_for(email):
    """What the request asks of the database, without the values, and what it says."""
    with CaptureQueriesContext(connection) as asked:
        answer = ask(email)
    spelt = [re.sub(r"'(?:[^']|'')*'|\b\d+\b", "?", query["sql"]) for query in asked]
    said = re.sub(r'value="\w+"', "", answer.text)
    return spelt, said, answer.status_code, sorted(answer.headers)


def test_the_same_is_done_and_said_whether_or_not_there_is_an_account(analyst):
    ask("first@example.org")  # the first of all begins a count
    known, unknown = (done_for(email) for email in ASKED)
    assert known == unknown
    assert known[2] == 200
    assert mail.outbox == []
    assert DBTaskResult.objects.ready().count() == 3


def test_what_waits_is_alike_and_names_nobody(analyst):
    for email in ASKED:
        ask(email)
    waiting = [str(task.args_kwargs) for task in DBTaskResult.objects.all()]
    assert [email for email in ASKED if email in str(waiting)] == []
    assert abs(len(waiting[0]) - len(waiting[1])) < 40  # the seal grows by whole blocks of the address


def test_the_worker_writes_one_letter_to_whoever_is_there(analyst):
    for email in ASKED:
        ask(email)
    for task in DBTaskResult.objects.all():
        send_link.func(*task.args_kwargs["args"])
    (letter,) = mail.outbox
    assert letter.to == ["ana@example.org"]
    link = re.search(r"http://testserver(/sign-in/new/\S+/)", letter.body)[1]
    assert Client().get(link, follow=True).status_code == 200


def test_from_one_address_only_so_many_letters_are_asked_for(db):
    answers = {ask(f"n{number}@example.org").status_code for number in range(_LETTERS)}
    assert answers == {200}
    page = ask("ana@example.org")
    assert (page.status_code, "Try again in an hour" in page.text) == (429, True)
    assert ask("ana@example.org", place="192.0.2.2").status_code == 200
    assert "192.0.2" not in str(list(ApiUse.objects.values()))
