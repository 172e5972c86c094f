"""Every address × nobody, a stranger and each role → the answer, by enumeration of the addresses.

302 for nobody is the way to the sign-in page. A stranger is an administrator of another lab: what is not
theirs does not exist (404), and never "you may not" (403), which would tell that it does.
"""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from jopoi.sense import screen
from jopoi_workbench.shell import running
from jopoi_workbench.shell.models import Evidence, EvidenceResult, Role
from jopoi_workbench.shell.reading import read_dataset
from tests.workbench.conftest import member_in, signed_in

TABLE = """
address             method nobody stranger analyst facilitator frontline manager committee learner admin
home                GET    302    200      200     200         200       200     200       200     200
sign-in             GET    200    302      302     302         302       302     302       302     302
sign-out            POST   302    302      302     302         302       302     302       302     302
language            POST   302    302      302     302         302       302     302       302     302
lab                 POST   302    404      302     302         302       302     302       302     302
happenings          GET    302    200      200     200         200       200     200       200     200
challenges          GET    302    200      200     200         200       200     200       200     200
challenge-new       GET    302    200      200     200         403       200     403       403     200
challenge-new       POST   302    302      302     302         403       302     403       403     302
challenge           GET    302    404      200     200         200       200     200       200     200
datasets            GET    302    200      200     200         200       200     200       200     200
dataset-new         GET    302    200      200     403         403       403     403       403     200
dataset-new         POST   302    422      422     403         403       403     403       403     422
dataset             GET    302    404      200     200         200       200     200       200     200
dataset-columns     GET    302    404      200     403         403       403     403       403     200
dataset-columns     POST   302    404      422     403         403       403     403       403     422
evidence-list       GET    302    200      200     200         200       200     200       200     200
evidence-cancel     POST   302    404      302     403         403       403     403       403     302
help                GET    200    200      200     200         200       200     200       200     200
accessibility       GET    200    200      200     200         200       200     200       200     200
privacy             GET    200    200      200     200         200       200     200       200     200
sense:fitness       GET    302    404      200     200         200       200     200       200     200
sense:screen        GET    302    404      200     403         403       403     403       403     200
sense:screen        POST   302    404      422     403         403       403     403       403     422
sense:evidence      GET    302    404      200     200         200       200     200       200     200
sense:progress      GET    302    404      200     200         200       200     200       200     200
sense:replay        POST   302    404      302     403         403       403     403       403     302
sense:visits        GET    302    404      200     200         403       200     200       403     200
sense:download      GET    302    404      200     200         403       200     200       403     200
"""
HEAD, *LINES = [line.split() for line in TABLE.strip().splitlines()]
WHO = HEAD[2:]
ROLES = {role.split()[0]: role for role in Role.values}
ROLES |= {"manager": Role.MANAGER.value, "admin": Role.ADMINISTRATOR.value}
SENT = {"challenge-new": {"title": "T", "statement": "S", "kind": "big_bet", "place_precision": "area"},
        "lab": {"lab": "sur"}, "language": {"language": "es"}}  # fmt: skip


def addresses(patterns, space=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"


@pytest.fixture
def done(evidence, monkeypatch):
    """The evidence with a real answer; what is started again just waits."""
    frame = read_dataset(evidence.dataset).frame
    found = screen(frame, unit="school", period="year", outcome="score", context=["poverty"], rng=7)
    spec = found.spec.model_dump(mode="json")
    Evidence.objects.filter(pk=evidence.pk).update(state=Evidence.State.DONE, spec=spec)
    EvidenceResult.objects.create(evidence=evidence, json=found.to_json(figures=False))
    monkeypatch.setattr(running, "start", lambda _evidence: None)
    return evidence


@pytest.fixture
def paths(challenge, dataset, done):
    """What stands in an address that takes a number."""
    return {
        "challenge": [challenge.pk],
        "dataset": [dataset.pk],
        "dataset-columns": [dataset.pk],
        "evidence-cancel": [done.pk],
        "sense:fitness": [dataset.pk],
        "sense:screen": [dataset.pk],
        "sense:evidence": [done.pk],
        "sense:progress": [done.pk],
        "sense:replay": [done.pk],
        "sense:visits": [done.pk],
        "sense:download": [done.pk, "shortlist", "csv"],
    }


def client_of(who, lab, stranger):
    if who == "nobody":
        return Client()
    return signed_in(stranger if who == "stranger" else member_in(lab, ROLES[who]))


def test_every_address_is_in_the_table():
    assert {line[0] for line in LINES} == set(addresses(get_resolver().url_patterns))


def test_every_role_is_in_the_table():
    assert [ROLES.get(who, who) for who in WHO[2:]] == Role.values


@pytest.mark.parametrize(("address", "method", "expected"), [(a, m, e) for a, m, *e in LINES])
def test_an_address_answers_each_as_the_table_says(address, method, expected, lab, stranger, paths):
    path = reverse(address, args=paths.get(address, []))
    answers = []
    for who in WHO:
        client = client_of(who, lab, stranger)
        answer = client.post(path, SENT.get(address, {"sent": "1"})) if method == "POST" else client.get(path)
        answers.append(str(answer.status_code))
    assert dict(zip(WHO, answers, strict=True)) == dict(zip(WHO, expected, strict=True))


@pytest.mark.parametrize(
    "address", sorted({line[0] for line in LINES} - {"help", "accessibility", "privacy"})
)
def test_nobody_is_sent_to_sign_in_and_back(client, paths, address):
    answer = client.get(reverse(address, args=paths.get(address, [])))
    assert answer.status_code in {200, 302, 405}
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/sign-in/?next=/")
    elif answer.status_code == 200:
        assert address == "sign-in"
