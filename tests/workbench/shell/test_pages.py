"""Pages: complete in two languages, safe, and as many queries for ten rows as for two."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jopoi_workbench.shell.models import Evidence, Person
from jopoi_workbench.shell.services import create_challenge, file_run
from tests.workbench.conftest import AT, PASSWORD, fresh, signed_in

PAGES = [
    "/", "/challenges/", "/challenges/new/", "/datasets/", "/datasets/new/", "/evidence/", "/happenings/",
    "/help/", "/accessibility/", "/privacy/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_free_of_inline_code(ana, evidence, path):
    answer = ana.get(path)
    assert answer.status_code == 200
    assert not re.search(r'\sstyle="|\son\w+="|<style|<script(?! src)', answer.text)
    assert answer.text.count("<h1") == 1
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*PAGES, "/nothing-here/"])
def test_a_page_is_in_the_language_chosen(ana, evidence, path):
    ana.cookies["jopoi_language"] = "es"
    text = ana.get(path).text
    assert '<html lang="es"' in text
    assert "Ir al contenido" in text


def test_choosing_a_language_stays_on_the_page_and_is_remembered(ana, analyst):
    answer = ana.post("/language/", {"language": "es", "next": "/challenges/?page=1"})
    assert answer.headers["Location"] == "/challenges/?page=1"
    assert Person.objects.get(pk=analyst.person_id).language == "es"
    assert "Desafíos" in ana.get("/challenges/").text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_language_switch_leads_nowhere_else(client, db, elsewhere):
    assert client.post("/language/", {"language": "es", "next": elsewhere}).headers["Location"] == "/"


def test_signing_in_with_an_e_mail_address_in_any_case(analyst):
    client = Client()
    answer = client.post("/sign-in/", {"username": "ANA@example.org", "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_is_one_sentence_and_the_account_is_closed_after_five(analyst):
    client = Client()
    for _ in range(4):
        answer = client.post("/sign-in/", {"username": "ana@example.org", "password": "wrong"})
        assert "do not belong together" in answer.text
    answer = client.post("/sign-in/", {"username": "ana@example.org", "password": "wrong"})
    assert answer.status_code == 429
    answer = client.post("/sign-in/", {"username": "ana@example.org", "password": PASSWORD})
    assert answer.status_code == 429
    assert "15 minutes" in answer.text


def test_sign_ins_are_hinted_at_in_a_demo_only(analyst, client, settings):
    assert "ana@example.org" not in client.get("/sign-in/").text
    settings.DEMO = True
    assert "ana@example.org" in client.get("/sign-in/").text


def test_a_challenge_is_opened_and_shown_with_its_ring(ana):
    sent = {"title": "Buses", "statement": "Nobody knows.", "kind": "big_bet", "place_precision": "region"}
    page = ana.post("/challenges/new/", sent, follow=True).text
    assert "<h1>Buses</h1>" in page
    assert "Sense: not begun" in page


def test_an_empty_challenge_is_sent_back_with_a_sentence_a_field(ana):
    answer = ana.post("/challenges/new/", {"kind": "big_bet", "place_precision": "region"})
    assert answer.status_code == 422
    assert "2 things need a change" in answer.text
    assert 'href="#id_title"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_home_says_what_waits_for_whom(ana, learner, dataset):
    assert "Describe the columns" in ana.get("/").text
    assert "Nothing waits for you" in signed_in(learner).get("/").text


def test_a_failed_run_waits_for_someone_with_its_reason(ana, evidence):
    failure = {"what": "Column “{column}” is not in the table.", "hint": "", "facts": {"column": "x"}}
    Evidence.objects.filter(pk=evidence.pk).update(
        state=Evidence.State.FAILED, failure=failure, finished_at=AT
    )
    assert "Start a run again" in ana.get("/").text
    assert "Column “x” is not in the table." in ana.get("/evidence/").text


def test_what_happened_is_told_in_sentences(ana, evidence):
    page = ana.get("/happenings/").text
    assert "brought in the table “Schools”, 18 rows." in page
    ana.cookies["jopoi_language"] = "es"
    assert "¿A qué escuelas les va mejor?" in ana.get("/happenings/").text


def test_words_from_people_are_never_markup(ana, analyst):
    create_challenge(actor=analyst, title="<script>alert(1)</script>", statement="<b>x</b>", at=AT)
    page = ana.get("/challenges/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_run_is_cancelled_from_its_button(ana, evidence):
    ana.post(f"/evidence/{evidence.pk}/cancel/")
    assert fresh(evidence).state == Evidence.State.CANCELLED


@pytest.mark.parametrize("path", ["/", "/challenges/", "/datasets/", "/evidence/", "/happenings/"])
def test_lists_ask_the_database_no_more_for_more_rows(ana, analyst, described, path):
    def more(n):
        for k in range(n):
            at = AT + timedelta(minutes=k)
            create_challenge(actor=analyst, title=f"C{k}", statement="S", at=at)
            file_run(
                actor=analyst,
                method="sense.screen",
                titles={"en": f"E{k}"},
                spec={},
                dataset=described,
                at=at,
            )

    more(2)
    few = queries(ana, path)
    more(5)
    assert queries(ana, path) <= few


def queries(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
