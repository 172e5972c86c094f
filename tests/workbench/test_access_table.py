"""Every address × nobody, a stranger and each role → the answer, by enumeration of the addresses.

302 for nobody is the way to the sign-in page. A stranger is an administrator of another lab: what is not
theirs does not exist (404), and never "you may not" (403), which would tell that it does. The table's lines
stand in `tests.workbench.access_tables`, a file for each part.
"""

import pkgutil
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from jopoi.sense import screen
from jopoi_workbench.shell import running
from jopoi_workbench.shell.models import Evidence, EvidenceResult, Role
from jopoi_workbench.shell.reading import read_dataset
from tests.workbench import access_tables
from tests.workbench.conftest import let_go, member_in, signed_in

HEAD = "address method nobody stranger analyst facilitator frontline manager committee learner admin".split()  # noqa: SIM905 - it heads the tables
PARTS = [
    import_module(f"{access_tables.__name__}.{found.name}")
    for found in pkgutil.iter_modules(access_tables.__path__)
]
LINES = [line.split() for part in PARTS for line in part.TABLE.strip().splitlines()]
WHO = HEAD[2:]
ROLES = {role.split()[0]: role for role in Role.values}
ROLES |= {"manager": Role.MANAGER.value, "admin": Role.ADMINISTRATOR.value}
SENT = {address: sent for part in PARTS for address, sent in getattr(part, "SENT", {}).items()}
FILES = {"api:datasets", "api:evidence-records"}  # of the API, but sent as a form with a file
# What anyone may read, signed in or not.
PUBLIC = {address for address, method, nobody, *_ in LINES if method == "GET" and nobody != "302"}


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
def paths(lab, analyst, challenge, dataset, done):
    """What stands in an address that takes a number."""
    cast = SimpleNamespace(lab=lab, analyst=analyst, challenge=challenge, dataset=dataset, done=done)
    parts = (part.paths(cast) for part in PARTS if hasattr(part, "paths"))
    return {address: arguments for part in parts for address, arguments in part.items()}


def client_of(who, lab, stranger):
    if who == "nobody":
        return Client()
    return signed_in(stranger if who == "stranger" else member_in(lab, ROLES[who]))


def ask(client, address, method, path, **how):
    """Send what the table says: a form to a page, JSON to the API."""
    if method == "GET":
        return client.get(path, **how)
    if address in FILES:
        return client.post(path, {"sent": "1"}, **how)
    if address.startswith("api:"):
        how["content_type"] = "application/json"
    return getattr(client, method.lower())(path, SENT.get(address, {"sent": "1"}), **how)


def test_every_address_is_in_the_table():
    assert {line[0] for line in LINES} == set(addresses(get_resolver().url_patterns))


def test_every_line_has_an_answer_for_each():
    assert [line for line in LINES if len(line) != len(HEAD)] == []


def test_every_role_is_in_the_table():
    assert [ROLES.get(who, who) for who in WHO[2:]] == Role.values


@pytest.mark.parametrize(("address", "method", "expected"), [(a, m, e) for a, m, *e in LINES])
def test_an_address_answers_each_as_the_table_says(address, method, expected, lab, stranger, paths):
    path = reverse(address, args=paths.get(address, []))
    answers = []
    for who in WHO:
        client = client_of(who, lab, stranger)
        answer = ask(client, address, method, path)
        answers.append(str(answer.status_code))
        let_go(answer)
    assert dict(zip(WHO, answers, strict=True)) == dict(zip(WHO, expected, strict=True))


@pytest.mark.parametrize("address", sorted({line[0] for line in LINES} - PUBLIC))
def test_nobody_is_sent_to_sign_in_and_back(client, paths, address):
    answer = client.get(reverse(address, args=paths.get(address, [])))
    assert answer.status_code in {302, 405}
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/sign-in/?next=/")
