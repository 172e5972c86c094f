"""A program does with claims, verdicts and lineage what the pages do."""

import json

import pytest

from jopoi_workbench.shell.models import Citation, Consent, Evidence
from jopoi_workbench.shell.services import create_challenge
from jopoi_workbench.shell.services.consents import record_consent, withdraw_consent
from jopoi_workbench.shell.slips import new_slip
from tests.workbench.api.conftest import Program, token_of
from tests.workbench.conftest import AT

pytestmark = pytest.mark.django_db
V1 = "/api/v1"
VOTE = {"words": "Go on?", "in_favour": 29, "against": 2, "day": "2026-03-01", "place": "Caazapá"}
SPENT = {"words": "Coaches", "amount": 1250.5, "currency": "PYG", "who": "The district", "period": "2025",
         "source": "Ledger"}  # fmt: skip
KEPT = {
    "decided_on": "2026-08-11",
    "read_by": "the committee",
    "decision": {"en": "Go on."},
    "may_not_claim": {"en": "That it is cheap.\nThat it lasts."},
    "numbers": {"en": "In schools | 9 more in 100 | 2 to 16"},
}


@pytest.fixture
def claim(program, challenge):
    given = {
        "challenge": challenge.pk,
        "stage": "test",
        "sentences": {"en": "9 more of every 100 passed."},
        "doubts": {"en": "2 to 16."},
    }
    return program.send("post", f"{V1}/claims", given)["Location"]


@pytest.fixture
def consent(analyst):
    return record_consent(
        actor=analyst, slip=new_slip(), at=AT, who="Woman, 50s", purpose="Her story", may_quote=True,
        given_on=AT.date(),
    )  # fmt: skip


def test_a_claim_is_changed_and_nobodys_change_is_lost(program, claim):
    etag = program.get(claim)["ETag"]
    changed = program.send("patch", claim, {"doubts": {"es": "De 2 a 16."}}, headers={"If-Match": etag})
    assert changed.json()["doubts"] == {"en": "2 to 16.", "es": "De 2 a 16."}
    late = program.send("patch", claim, {"stage": "grow", "version": 1})
    assert (late.status_code, late.json()["current"]["version"]) == (409, 2)
    assert program.send("patch", claim, {"stage": "grow"}).status_code == 428
    wrong = program.send("patch", claim, {"sentences": {"xx": "?"}, "version": 2})
    assert wrong.json()["errors"][0]["field"] == "sentences_xx"


def test_it_is_said_to_each_kind_of_reader(program, claim):
    said = {"users": {"en": "9 more in 100; 2 to 16."}, "policy": {"es": "9 de cada 100."}, "version": 1}
    voices = program.send("patch", f"{claim}/voices", said).json()["voices"]
    assert voices == {"users": {"en": "9 more in 100; 2 to 16."}, "practitioners": {}, "policy": {
        "es": "9 de cada 100."}}  # fmt: skip
    assert program.send("patch", f"{claim}/voices", {"users": "?", "version": 2}).status_code == 422


def test_it_cites_a_quote_a_vote_and_spending_once_each(program, claim, consent):
    quote = {"words": "We sit down on Tuesdays.", "who": "Teacher, 40s", "consent": consent.pk}
    for path, given in (("quotes", quote), ("votes", VOTE), ("spending", SPENT)):
        for _time in range(2):
            how = {"headers": {"Idempotency-Key": path, "Accept-Language": "es"}}
            answer = program.send("post", f"{claim}/{path}", given, **how)
            assert answer.status_code == 201, answer.content
    cites = {one["kind"]: one for one in answer.json()["cites"]}
    assert len(cites) == len(answer.json()["cites"]) == 3
    assert (cites["spending"]["amount"], cites["vote"]["against"]) == ("1250.50", 2)
    assert (cites["quote"]["consent"], cites["quote"]["words"]) == (consent.pk, quote["words"])
    withdraw_consent(consent=Consent.objects.get(), at=AT)
    told = program.get(claim).content.decode()
    assert quote["words"] not in told
    assert not next(one for one in json.loads(told)["cites"] if one["kind"] == "quote")["stands"]


@pytest.mark.parametrize(
    ("path", "given", "field"),
    [
        ("quotes", {"words": "…", "who": "Someone"}, "consent"),
        ("votes", VOTE | {"entitled": 3}, "entitled"),
        ("votes", VOTE | {"day": "01/40"}, "day"),
        ("spending", SPENT | {"currency": "euro"}, "currency"),
        ("spending", SPENT | {"amount": "much"}, "amount"),
        ("citations", {"evidence": 4711}, "evidence"),
    ],
)
def test_what_the_page_refuses_to_cite_is_refused(program, claim, path, given, field):
    answer = program.send("post", f"{claim}/{path}", given)
    assert answer.status_code == 422
    assert field in {error["field"] for error in answer.json()["errors"]}


def test_a_stated_claim_keeps_something_to_rest_on(program, claim):
    cited = program.send("post", f"{claim}/votes", VOTE).json()["cites"][0]["id"]
    program.post(f"{claim}/state")
    refused = program.delete(f"{claim}/citations/{cited}")
    assert (refused.status_code, refused["Content-Type"]) == (409, "application/problem+json")
    program.send("post", f"{claim}/spending", SPENT)
    assert len(program.delete(f"{claim}/citations/{cited}").json()["cites"]) == 1
    assert program.delete(f"{claim}/citations/{cited}").status_code == 404


def test_its_level_is_set_lower_with_a_reason_and_let_rise_again(program, challenge, claim):
    given = {
        "challenge": challenge.pk, "titles_en": "A lottery", "stage": "test", "kind": "study",
        "source": "Archive", "dated": "2026-02-03", "comparison": "none", "measured": "on",
        "logical_case": "on",
    }  # fmt: skip
    filed = program.post(f"{V1}/evidence/records", given).json()["id"]
    program.send("post", f"{claim}/citations", {"evidence": filed})
    assert program.send("put", f"{claim}/level", {"to": 3, "reason": "Hope."}).status_code == 422
    lowered = program.send("put", f"{claim}/level", {"to": 1, "reason": "One table."}).json()
    assert (lowered["level"], lowered["level_by_the_evidence"], lowered["lowered_reason"]) == (
        1, 2, "One table.",
    )  # fmt: skip
    assert program.delete(f"{claim}/level").json()["level"] == 2


def test_a_verdict_is_kept_once_opened_to_others_and_closed(program, client, claim):
    assert program.send("post", f"{claim}/verdicts", KEPT).status_code == 409
    program.send("post", f"{claim}/votes", VOTE)
    program.post(f"{claim}/state")
    how = {"headers": {"Idempotency-Key": "verdict"}}
    first, again = (program.send("post", f"{claim}/verdicts", KEPT, **how) for _ in range(2))
    assert first.json() == again.json()
    path = first["Location"]
    assert first.json()["content"]["may_not_claim"]["en"] == ["That it is cheap.", "That it lasts."]
    assert first.json()["link"] is None
    opened = program.put(f"{path}/link").json()["link"]
    assert client.get(opened).status_code == 200
    assert program.delete(f"{path}/link").json()["link"] is None
    assert client.get(opened).status_code == 404
    assert [one["id"] for one in program.get(f"{V1}/verdicts").json()["items"]] == [first.json()["id"]]
    wrong = program.send("post", f"{claim}/verdicts", KEPT | {"numbers": {"en": "nine"}})
    assert wrong.json()["errors"][0]["field"] == "numbers_en"


def test_a_challenge_grows_from_another_and_never_from_itself(program, analyst, challenge):
    older = create_challenge(actor=analyst, title="Older", statement="S", at=AT)
    path = f"{V1}/challenges/{challenge.pk}/lineage"
    asked = {"parent": older.pk, "what_changed": "From a sign to a question."}
    assert program.send("put", path, asked).json()["line"] == [older.pk]
    assert program.get(f"{V1}/challenges/{older.pk}/lineage").json()["grown_into"] == [challenge.pk]
    circle = program.send("put", f"{V1}/challenges/{older.pk}/lineage", asked | {"parent": challenge.pk})
    assert circle.status_code == 409
    assert program.send("put", path, asked | {"parent": 4711}).json()["errors"][0]["field"] == "parent"
    assert program.delete(path).json()["grown_from"] is None


def test_another_labs_claims_and_verdicts_are_not_there(stranger, claim, program):
    spy = Program(token_of(stranger)[1])
    assert spy.send("patch", claim, {"stage": "grow", "version": 1}).status_code == 404
    assert spy.send("post", f"{claim}/votes", VOTE).status_code == 404
    assert spy.get(f"{V1}/verdicts").json()["items"] == []
    assert Citation.objects.count() == Evidence.objects.count() == 0
