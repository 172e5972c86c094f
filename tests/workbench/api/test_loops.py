"""A program asks for a decision, takes it, closes the turn; writes a claim, cites, stands for it."""

import pytest
from django.utils import timezone

from jopoi_workbench.shell.models import Evidence
from tests.workbench.api.conftest import Program, token_of

pytestmark = pytest.mark.django_db
V1 = "/api/v1"


@pytest.fixture
def asked(program, challenge):
    given = {"question": "Do we test it?", "stage": "sense"}
    return program.send("post", f"{V1}/challenges/{challenge.pk}/decisions", given).json()


def test_a_decision_is_asked_for_changed_and_taken_once(program, asked):
    path = f"{V1}/decisions/{asked['id']}"
    assert program.send("patch", path, {"options": "Yes or no", "version": 1}).json()["version"] == 2
    assert program.send("patch", path, {"options": "No", "version": 1}).status_code == 409
    taken = program.send(
        "post", f"{path}/take", {"outcome": "Yes.", "decided_on": "2026-03-01", "closes_quarter": True}
    )
    assert (taken.json()["state"], taken.json()["closes_quarter"]) == ("taken", True)
    again = program.send("post", f"{path}/take", {"outcome": "No.", "decided_on": "2026-03-01"})
    assert (again.status_code, again["Content-Type"]) == (409, "application/problem+json")
    assert program.send("post", f"{path}/reopen", {"reason": "New data."}).status_code == 200
    assert program.get(f"{V1}/decisions?state=taken").json()["items"][0]["id"] == asked["id"]


def test_a_turn_is_closed_once_nothing_waits_in_it(program, challenge, asked):
    turns = f"{V1}/challenges/{challenge.pk}/turns"
    assert program.send("post", f"{turns}/close", {"reason": "Trust matters."}).status_code == 409
    program.send("post", f"{V1}/decisions/{asked['id']}/drop", {"reason": "Too early."})
    assert (
        program.send("post", f"{turns}/close", {"reason": "Trust matters."}).json()["learned"]
        == "Trust matters."
    )
    opened = program.send("post", turns, {"reason": "Does it last?"})
    assert (opened.status_code, opened.json()["turn"]) == (201, 2)
    assert [turn["turn"] for turn in program.get(turns).json()["items"]] == [2, 1]


def test_a_claim_is_stood_for_once_it_cites_what_stands(program, challenge, evidence):
    given = {
        "challenge": challenge.pk,
        "stage": "sense",
        "sentences": {"en": "Some do better."},
        "doubts": {"en": "?"},
    }
    claim = program.send("post", f"{V1}/claims", given)
    assert claim.status_code == 201
    path = claim["Location"]
    assert program.post(f"{path}/state").status_code == 409
    assert program.send("post", f"{path}/citations", {"evidence": evidence.pk}).status_code == 422
    Evidence.objects.update(state="done")
    assert program.send("post", f"{path}/citations", {"evidence": evidence.pk}).status_code == 201
    assert program.post(f"{path}/state").json()["state"] == "stated"
    assert (
        program.send("post", f"{path}/withdraw", {"reason": "A better table."}).json()["state"] == "withdrawn"
    )
    assert program.get(f"{V1}/claims?state=withdrawn").json()["items"][0]["sentences"] == {
        "en": "Some do better."
    }


@pytest.mark.parametrize(
    "change",
    [
        {"sentences": {}},
        {"sentences": {"xx": "?"}},
        {"sentences": {"en": 5}},
        {"stage": "dream"},
        {"doubts": []},
    ],
)
def test_a_claim_that_is_not_said_is_refused(program, challenge, change):
    given = {"challenge": challenge.pk, "stage": "sense", "sentences": {"en": "S."}, "doubts": {"en": "D."}}
    answer = program.send("post", f"{V1}/claims", given | change)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_another_labs_loop_is_not_there(stranger, challenge, asked):
    spy = Program(token_of(stranger)[1])
    paths = [f"{V1}/decisions/{asked['id']}", f"{V1}/challenges/{challenge.pk}/turns"]
    assert [spy.get(path).status_code for path in paths] == [404, 404]
    assert spy.get(f"{V1}/decisions").json()["items"] == spy.get(f"{V1}/claims").json()["items"] == []


def test_a_challenge_is_submitted_shown_and_taken_back(program, challenge):
    path, year = f"{V1}/challenges/{challenge.pk}", timezone.localdate().year
    assert program.send("post", f"{path}/submissions", {"year": year}).status_code == 201
    assert program.send("post", f"{path}/submissions", {"year": year}).status_code == 409
    assert program.send("post", f"{path}/submissions", {"year": 1999}).status_code == 422
    assert [one["year"] for one in program.get(f"{path}/submissions").json()["items"]] == [year]
    assert program.send("post", f"{path}/submissions/withdraw", {"year": year}).json()["items"] == []
    shown = program.send("put", f"{path}/visibility", {"visibility": "public", "version": 1})
    assert shown.json()["visibility"] == "public"
    late = program.send("put", f"{path}/visibility", {"visibility": "lab", "version": 1})
    assert (late.status_code, late.json()["current"]["visibility"]) == (409, "public")
