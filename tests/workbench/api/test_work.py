"""A program does a study from the table to the result, and is told what is wrong on the way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jopoi_workbench.shell.models import Dataset, Evidence
from jopoi_workbench.shell.services.consents import record_consent, withdraw_consent
from jopoi_workbench.shell.slips import new_slip
from tests.workbench.api.conftest import Program, token_of
from tests.workbench.conftest import AT, CSV, let_go, member_in

pytestmark = pytest.mark.django_db
DATASETS, EVIDENCE = "/api/v1/datasets", "/api/v1/evidence"
TABLE = CSV.encode()
ROLES = {"school": "unit", "year": "period", "score": "outcome", "poverty": "context"}
SPEC = {"unit": "school", "period": "year", "outcome": "score", "context": ["poverty"], "rng": 7}


def upload(program, content=TABLE, name="schools.csv", **about):
    headers = about.pop("headers", {})
    return program.post(DATASETS, {"file": SimpleUploadedFile(name, content), **about}, headers=headers)


def describe(program, pk, roles=ROLES, **more):
    body = {
        "columns": [{"name": name, "role": role, "label": name.title()} for name, role in roles.items()],
        "sensitivity": "lab",
        "consent_basis": "agreement",
    }
    return program.send("put", f"{DATASETS}/{pk}/columns", body | more)


def test_from_a_file_to_a_result(program, challenge):
    stored = upload(program, name="schools.csv", challenge=str(challenge.pk))
    assert stored.status_code == 201
    pk = stored.json()["id"]
    assert describe(program, pk).json()["described"] is True
    run = program.send("post", EVIDENCE, {"method": "sense.screen", "dataset": pk, "spec": SPEC})
    assert (run.status_code, run.json()["state"]) == (201, "done")
    result = program.get(f"{run['Location']}/result").json()
    assert {"method", "version", "spec", "input_digest", "summary", "warnings", "values", "tables"} <= set(
        result
    )
    again = program.post(f"{run['Location']}/replay")
    assert again.json()["replay_of"] == run.json()["id"]
    file = program.get(f"{DATASETS}/{pk}/file")
    assert b"".join(file.streaming_content) == TABLE
    file.close()


def test_a_file_under_a_key_is_stored_once(program):
    how = {"headers": {"Idempotency-Key": "schools"}}
    first, again = upload(program, **how), upload(program, **how)
    assert first.json() == again.json()
    assert Dataset.objects.count() == 1
    assert upload(program, content=TABLE + b"s9,2023,1,2\n", **how).status_code == 409


def test_a_file_that_is_no_table_is_refused_in_the_words_of_the_page(program):
    answer = upload(program, content=b"\x00\x01\x02", name="schools.xlsx")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"


def test_a_file_that_is_too_large_is_let_go(program, settings):
    settings.UPLOAD_LIMIT = 20
    answer = upload(program)
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"columns": [{"name": "colour", "role": "unit"}]}, "columns.colour"),
        ({"columns": [{"name": "school", "role": "unit"}] * 2}, "columns.school"),
        ({"columns": [{"name": "school", "role": "outcome"}]}, "columns.school.role"),
        ({"columns": [{"name": "school", "role": "best"}]}, "columns.school.role"),
        ({"sensitivity": "secret"}, "sensitivity"),
    ],
)
def test_a_wrong_description_is_refused_where_it_is_wrong(program, dataset, more, field):
    found = describe(program, dataset.pk, **more)
    assert found.status_code == 422
    assert field in {error["field"] for error in found.json()["errors"]}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"spec": SPEC | {"unit": "colour"}}, "spec.unit"),
        ({"method": "sense.guess"}, "method"),
        ({"dataset": "1"}, "dataset"),
        ({"spec": []}, "spec"),
    ],
)
def test_a_run_that_cannot_be_is_refused_before_it_starts(program, described, change, field):
    asked = {"method": "sense.screen", "dataset": described.pk, "spec": SPEC} | change
    answer = program.send("post", EVIDENCE, asked)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert Evidence.objects.count() == 0


def test_an_option_that_makes_no_sense_is_said_as_the_library_says_it(program, described):
    asked = {"method": "sense.screen", "dataset": described.pk, "spec": SPEC | {"top": 7}}
    answer = program.send("post", EVIDENCE, asked)
    assert answer.status_code == 422
    assert "top" in answer.json()["detail"]


def test_a_run_is_stopped_once(program, evidence):
    path = f"{EVIDENCE}/{evidence.pk}/cancel"
    assert program.post(path).json()["state"] == "cancelled"
    answer = program.post(path)
    assert (answer.status_code, answer.json()["current"]["state"]) == (409, "cancelled")


def test_evidence_by_hand_is_filed_and_replaced(program, challenge):
    given = {
        "challenge": challenge.pk, "titles_en": "Minutes", "stage": "explore", "kind": "minutes",
        "source": "Council of Caazapá, archive", "dated": "2026-02-03", "comparison": "none",
    }  # fmt: skip
    older, newer = (program.post(f"{EVIDENCE}/records", given).json()["id"] for _ in range(2))
    answer = program.send("post", f"{EVIDENCE}/{older}/replace", {"new": newer, "reason": "A better copy."})
    assert (answer.json()["state"], answer.json()["superseded_by"]) == ("superseded", newer)
    assert program.post(f"{EVIDENCE}/records", given | {"dated": "03/40"}).status_code == 422


def test_a_file_that_was_filed_by_hand_is_given_back_byte_for_byte(program, challenge):
    given = {
        "challenge": challenge.pk, "titles_en": "Minutes", "stage": "explore", "kind": "minutes",
        "source": "Archive", "dated": "2026-02-03", "comparison": "none",
        "file": SimpleUploadedFile("minutes.txt", TABLE),
    }  # fmt: skip
    filed = program.post(f"{EVIDENCE}/records", given)
    file = program.get(f"{filed['Location']}/file")
    assert b"".join(file.streaming_content) == TABLE
    file.close()


def test_a_colleague_is_asked_for_a_second_reading_and_answers_once(program, lab, analyst, evidence):
    reader = member_in(lab, "committee member", "Reader")
    path, asked = f"{EVIDENCE}/{evidence.pk}/reviews", {"whom": reader.pk, "why": "Is it clear?"}
    for wrong in ({"whom": analyst.pk}, {"whom": reader.pk, "due_on": "2001-01-01"}, {}):
        assert program.send("post", path, wrong).status_code == 422
    how = {"headers": {"Idempotency-Key": "reading"}}
    first, again = (program.send("post", path, asked, **how).json() for _ in range(2))
    assert (first, first["asked"]) == (again, "Reader")
    answer, said = f"{path}/{first['id']}/answer", {"answer": "remarks", "remarks": "Say who was asked."}
    assert program.send("post", answer, said).status_code == 403
    other = Program(token_of(reader)[1])
    assert other.send("post", answer, {"answer": "remarks"}).status_code == 422
    assert other.send("post", answer, said).json()["remarks"] == "Say who was asked."
    assert other.send("post", answer, said).status_code == 409
    assert [one["answer"] for one in program.get(path).json()["items"]] == ["remarks"]


def test_rows_rest_on_a_consent_and_are_taken_out_with_it(program, analyst, described):
    consent = record_consent(
        actor=analyst, slip=new_slip(), at=AT, who="A school", purpose="To compare", given_on=AT.date()
    )
    path, asked = f"{DATASETS}/{described.pk}", {"consent": consent.pk, "column": "school", "value": "s1"}
    assert program.send("post", f"{path}/consents", asked | {"column": "colour"}).status_code == 422
    assert program.send("post", f"{path}/consents", asked | {"consent": 4711}).status_code == 422
    assert program.send("post", f"{path}/consents", asked).status_code == 201
    assert program.post(f"{path}/take-out").json()["id"] == described.pk
    withdraw_consent(consent=consent, at=AT)
    assert program.get(f"{path}/consents").json()["items"][0]["withdrawn_at"]
    fresh = program.post(f"{path}/take-out").json()
    assert (fresh["follows"], fresh["rows"] < described.rows) == (described.pk, True)
    assert program.get(path).json()["rows_taken_out_at"]
    assert program.get(f"{path}/file").status_code == 404


def test_rows_that_are_not_open_are_for_those_who_may_see_them(lab, described):
    committee = Program(token_of(member_in(lab, "committee member"))[1])
    assert committee.get(f"{DATASETS}/{described.pk}/file").status_code == 403
    Dataset.objects.update(sensitivity="open")
    answer = committee.get(f"{DATASETS}/{described.pk}/file")
    let_go(answer)
    assert answer.status_code == 200


def test_lists_are_filtered_and_say_nothing_of_other_labs(program, stranger, evidence, described):
    assert len(program.get(f"{EVIDENCE}?state=waiting&method=sense.screen").json()["items"]) == 1
    assert program.get(f"{EVIDENCE}?state=done").json()["items"] == []
    assert len(program.get(f"{DATASETS}?search=scho&challenge={described.challenge_id}").json()["items"]) == 1
    spy = Program(token_of(stranger)[1])
    assert spy.get(EVIDENCE).json()["items"] == spy.get(DATASETS).json()["items"] == []
    assert spy.get(f"{EVIDENCE}/{evidence.pk}/result").json()["status"] == 404
