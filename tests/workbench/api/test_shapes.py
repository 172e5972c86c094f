"""One shape for lists, one for problems; changes lose nothing; a key creates once; limits hold."""

import json

import pytest
from django.utils import timezone

from jopoi_workbench.shell.models import ApiAnswer, ApiUse, Challenge
from jopoi_workbench.shell.services import create_challenge
from tests.workbench.api.conftest import Program, token_of
from tests.workbench.conftest import AT

pytestmark = pytest.mark.django_db
PATH = "/api/v1/challenges"
GIVEN = {"title": "Clinics", "statement": "Some are trusted.", "kind": "big_bet", "place_precision": "region"}


def is_problem(answer, status):
    told = answer.json()
    return (
        answer["Content-Type"] == "application/problem+json"
        and told["status"] == status == answer.status_code
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/v1/challenges/4711", 404),
        ("get", f"/api/v1/challenges/{2**80}", 422),
        ("put", "/api/v1/challenges", 405),
        ("get", "/api/v1/challenges?limit=1000", 422),
        ("get", "/api/v1/challenges?before=x", 422),
        ("get", "/api/v1/challenges?search=%00", 422),
    ],
)
def test_a_problem_has_one_shape(program, method, path, status):
    assert is_problem(getattr(program, method)(path), status)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ('{"title": "\\ud800"}', "application/json", 400),
        ('{"title": NaN}', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("[]", "application/json", 422),
        ("title=T", "application/x-www-form-urlencoded", 415),
        ('{"title": "' + "x" * 3_000_000 + '"}', "application/json", 413),
    ],
)
def test_a_body_that_is_not_ours_is_a_problem(program, body, kind, status):
    assert is_problem(program.post(PATH, body, content_type=kind), status)


def test_a_field_is_refused_with_the_sentence_of_the_page(program):
    answer = program.send("post", PATH, GIVEN | {"title": " ", "statement": "x" * 2001})
    assert is_problem(answer, 422)
    assert answer.json()["errors"] == [
        {"field": "title", "message": "Give the challenge a title."},
        {"field": "statement", "message": "Shorten the statement to 2,000 characters."},
    ]


def test_an_unknown_field_and_a_wrong_kind_are_named(program):
    found = program.send("post", PATH, GIVEN | {"colour": "red", "title": 5}).json()["errors"]
    assert {one["field"] for one in found} == {"colour", "title"}


def test_it_speaks_the_language_that_is_asked_for(program):
    answer = program.send("post", PATH, GIVEN | {"title": ""}, headers={"Accept-Language": "es"})
    assert "título" in answer.json()["errors"][0]["message"]


def test_a_list_is_read_page_by_page_newest_first(program, analyst):
    for number in range(5):
        create_challenge(actor=analyst, title=f"C{number}", statement="S", at=AT)
    titles, path = [], f"{PATH}?limit=2&search=C"
    while path:
        page = program.get(path).json()
        titles += [one["title"] for one in page["items"]]
        path = page["next"]
    assert titles == ["C4", "C3", "C2", "C1", "C0"]


def test_another_labs_thing_is_not_there(stranger, challenge):
    spy = Program(token_of(stranger)[1])
    assert is_problem(spy.get(f"{PATH}/{challenge.pk}"), 404)
    assert spy.get(PATH).json()["items"] == []


def test_a_stale_change_is_told_how_it_is_now(program, challenge):
    path = f"{PATH}/{challenge.pk}"
    etag = program.get(path)["ETag"]
    assert program.send("patch", path, {"title": "First"}, headers={"If-Match": etag}).json()["version"] == 2
    late = program.send("patch", path, {"title": "Second"}, headers={"If-Match": etag})
    assert is_problem(late, 412)
    assert late.json()["current"]["title"] == "First"
    assert is_problem(program.send("patch", path, {"title": "Second", "version": 1}), 409)
    assert is_problem(program.send("patch", path, {"title": "Second"}), 428)


def test_only_what_is_given_changes(program, challenge):
    told = program.send("patch", f"{PATH}/{challenge.pk}", {"place": "Itapúa", "version": 1}).json()
    assert (told["place"], told["title"]) == ("Itapúa", challenge.title)


def test_a_key_creates_once(program):
    how = {"headers": {"Idempotency-Key": "k-1"}}
    first, again = (program.send("post", PATH, GIVEN, **how) for _ in range(2))
    assert first.json() == again.json()
    assert (first["Location"], again["Idempotent-Replayed"]) == (again["Location"], "true")
    assert Challenge.objects.count() == 1
    assert is_problem(program.send("post", PATH, GIVEN | {"title": "Other"}, **how), 409)


def test_a_key_is_its_members_and_forgotten_after_a_day(program, learner, stranger):
    how = {"headers": {"Idempotency-Key": "k-1"}}
    program.send("post", PATH, GIVEN, **how)
    assert Program(token_of(stranger)[1]).send("post", PATH, GIVEN, **how).status_code == 201
    ApiAnswer.objects.update(at=AT)
    assert program.send("post", PATH, GIVEN, **how).status_code == 201
    assert Challenge.objects.count() == 3


def test_a_refused_request_leaves_its_key_free(program):
    how = {"headers": {"Idempotency-Key": "k-1"}}
    assert program.send("post", PATH, GIVEN | {"title": ""}, **how).status_code == 422
    assert program.send("post", PATH, GIVEN, **how).status_code == 201


def test_a_token_that_asks_too_much_waits(program, settings):
    settings.API_RATE = 2
    answers = [program.get(PATH) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert is_problem(answers[-1], 429)
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    ApiUse.objects.update(minute=timezone.now().timestamp() // 60 - 1)
    assert program.get(PATH).status_code == 200


def test_an_address_that_asks_too_much_waits_and_is_not_kept(client, settings):
    settings.API_ADDRESS_RATE = 1
    answers = [client.get(PATH, REMOTE_ADDR="192.0.2.7").status_code for _ in range(2)]
    assert answers == [401, 429]
    assert client.get(PATH, REMOTE_ADDR="192.0.2.8").status_code == 401
    assert "192.0.2" not in str(list(ApiUse.objects.values()))


def test_what_breaks_is_a_problem_too(program, monkeypatch, caplog):
    def broken(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("jopoi_workbench.shell.api.challenges.challenges_for", broken)
    answer = program.get(PATH)
    assert is_problem(answer, 500)
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "ZeroDivisionError" in caplog.text


def test_a_list_asks_the_database_a_few_times(program, analyst, django_assert_max_num_queries):
    for number in range(20):
        create_challenge(actor=analyst, title=f"C{number}", statement="S", at=AT)
    program.get(PATH)
    with django_assert_max_num_queries(8):
        assert len(program.get(PATH).json()["items"]) == 20


def test_the_description_is_openapi(client):
    told = json.loads(client.get("/api/v1/openapi.json").content)
    assert told["openapi"].startswith("3.1")
    assert {"401", "403", "404", "422", "429"} <= set(told["paths"][PATH]["get"]["responses"])
