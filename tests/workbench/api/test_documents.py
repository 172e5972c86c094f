"""A program writes a document, publishes it in versions, takes it back."""

import pytest

from jopoi_workbench.shell.models import Document
from tests.workbench.api.conftest import Program, token_of

pytestmark = pytest.mark.django_db
PATH = "/api/v1/documents"
GIVEN = {"kind": "back", "language": "en", "title": "Trust"}
TIME = {"time_sense": 35, "time_explore": 30, "time_test": 25, "time_grow": 10}


@pytest.fixture
def written(program, challenge):
    return program.send("post", PATH, GIVEN | {"challenge": challenge.pk})


def test_a_document_is_written_changed_published_and_taken_back(program, written):
    assert written.status_code == 201
    path = written["Location"]
    changed = program.send("patch", path, TIME | {"body": "What we saw.", "version": 1})
    assert (changed.json()["time_sense"], changed.json()["version"]) == (35, 2)
    assert (
        program.send("patch", path, {"body": "Late.", "version": 1}).json()["current"]["body"]
        == "What we saw."
    )
    version = program.send("post", f"{path}/versions", {"visibility": "public"})
    assert (version.status_code, version.json()["number"]) == (201, 1)
    assert program.get(f"{path}/versions").json()["items"][0]["digest"] == version.json()["digest"]
    back = program.send("post", f"{path}/take-back", {"reason": "An error."})
    assert back.json()["visibility"] == "lab"
    assert program.send("post", f"{path}/take-back", {"reason": "Again."}).status_code == 409


@pytest.mark.parametrize(
    "change", [{"time_grow": 11}, {"time_grow": None}, {"claims": [4711]}, {"kind": "poem"}]
)
def test_what_the_page_refuses_is_refused(program, written, change):
    answer = program.send("patch", written["Location"], TIME | {"version": 1} | change)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_another_labs_documents_are_not_there(stranger, written):
    spy = Program(token_of(stranger)[1])
    assert spy.get(written["Location"]).status_code == 404
    assert spy.get(PATH).json()["items"] == []


def test_a_private_document_is_its_writers_alone(program, learner, written):
    Document.objects.update(visibility="private")
    assert program.get(written["Location"]).status_code == 200
    assert Program(token_of(learner)[1]).get(written["Location"]).status_code == 404
