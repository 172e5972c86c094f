"""A forged number of another lab, at every address that takes one: 404, and an entry in that lab's chain."""

import pytest
from django.urls import get_resolver, reverse

from jopoi_workbench.shell.access.found import REFUSED
from jopoi_workbench.shell.audit import broken_links
from jopoi_workbench.shell.models import AuditEntry, Role
from jopoi_workbench.shell.services import create_challenge
from jopoi_workbench.shell.services.claims import write_claim
from tests.workbench.conftest import AT, let_go, member_in, signed_in
from tests.workbench.shell.test_plans import planned
from tests.workbench.test_access_table import LINES, ask, done, paths  # noqa: F401 - fixtures of the table

SECRET = "what stands in the address is a secret, and whoever has it may"
EVERYONE = "it is open to everyone, and named by words and not by a number"
NOT_FORGED = {
    "calendar": SECRET,
    "join": SECRET,
    "letters-stop": SECRET,
    "new-password": SECRET,
    "verdict-open": SECRET,
    "published-document": EVERYONE,
    "published-file": EVERYONE,
    "published-version": EVERYONE,
}
# A turn is counted within its challenge: under one's own challenge it is one's own.
COUNTED_WITHIN = {"turn"}
# The first number is that of a claim or of evidence.
NO_CHALLENGE_FIRST = {"api:claim-citation", "api:evidence-review-answer"}


def with_arguments(patterns, space="", *, before=False):
    """Every address that takes something, whoever includes it."""
    for pattern in patterns:
        takes = before or bool(pattern.pattern.converters)
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from with_arguments(pattern.url_patterns, inner, before=takes)
        elif takes:
            yield f"{space}{pattern.name}"


TAKING = sorted(set(with_arguments(get_resolver().url_patterns)) - set(NOT_FORGED))
ASKED = [(address, method) for address, method, *_ in LINES if address in TAKING]


def attempts(lab):
    return AuditEntry.objects.filter(lab=lab, action=REFUSED)


@pytest.fixture
def outside(paths, stranger, challenge):  # noqa: F811 - a fixture
    """The arguments of each address, and someone of another lab; here everything is kept to the lab."""
    return signed_in(stranger), paths | {
        "network-challenge": [challenge.pk],
        "contribution-write": [challenge.pk],
    }


def test_each_exception_is_an_address_that_takes_something():
    assert set(NOT_FORGED) <= set(with_arguments(get_resolver().url_patterns))


def test_every_address_that_takes_something_is_asked():
    assert {address for address, _method in ASKED} == set(TAKING)


def forged(lab, other_lab, asked):
    """What each attempt came to: the status, and what the lab learned of it. Each is by someone else."""
    for number, (address, method, given, forger) in enumerate(asked):
        forger = forger or member_in(other_lab, Role.ADMINISTRATOR, f"Nora {number}")
        before = attempts(lab).count()
        answer = ask(signed_in(forger), address, method, reverse(address, args=given))
        let_go(answer)
        learned = list(attempts(lab).order_by("number")[before:].values_list("actor", "object_id"))
        yield f"{method} {address}", answer.status_code, learned, [str(one) for one in given]


def test_a_stranger_finds_nothing_and_the_lab_learns_of_it(outside, lab, other_lab):
    _client, arguments = outside
    asked = [(address, method, arguments[address], None) for address, method in ASKED]
    wrong = [
        (what, status, learned)
        for what, status, learned, given in forged(lab, other_lab, asked)
        if status != 404 or len(learned) != 1 or learned[0][0] is not None or learned[0][1] not in given
    ]
    assert wrong == []
    assert list(broken_links(lab)) == []
    assert not attempts(other_lab).exists()


def test_ones_own_challenge_before_the_number_hides_nothing(outside, lab, other_lab):
    _client, arguments = outside
    asked = []
    for number, (address, method) in enumerate(ASKED):
        own, *others = arguments[address]
        if address not in COUNTED_WITHIN | NO_CHALLENGE_FIRST and any(
            isinstance(other, int) for other in others
        ):
            forger = member_in(other_lab, Role.ADMINISTRATOR, f"Noé {number}")
            own = create_challenge(actor=forger, title="Mine", statement="S", at=AT, kind="exploratory").pk
            asked.append((address, method, [own, *others], forger))
    wrong = [
        (what, status, learned)
        for what, status, learned, given in forged(lab, other_lab, asked)
        if status != 404 or [told[1] for told in learned] not in [[one] for one in given[1:]]
    ]
    assert len(asked) > 50
    assert wrong == []


@pytest.fixture
def own(stranger):
    """What the stranger has in their own lab."""
    return {
        "actor": stranger,
        "challenge": create_challenge(actor=stranger, title="Mine", statement="S", at=AT),
        "at": AT,
    }


def test_nor_does_ones_own_claim(outside, lab, own):
    client, arguments = outside
    claim = write_claim(stage="sense", texts={"sentences": {"en": "More pass."}}, **own)
    citation = arguments["claim-uncite"][-1]
    path = reverse("claim-uncite", args=[own["challenge"].pk, claim.pk, citation])
    assert client.post(path).status_code == 404
    assert attempts(lab).get().object_id == str(citation)
    door = reverse("api:claim-citation", args=[claim.pk, citation])
    other = member_in(own["actor"].lab, Role.ANALYST, "Otra")
    assert ask(signed_in(other), "api:claim-citation", "DELETE", door).status_code == 404
    assert [attempt.object_id for attempt in attempts(lab)] == [str(citation)] * 2


def test_nor_does_ones_own_plan(outside, lab, own):
    client, arguments = outside
    plan = planned(own["actor"], own["challenge"])
    run = arguments["plan-explain"][-1]
    path = reverse("plan-explain", args=[own["challenge"].pk, plan.pk, run])
    assert client.post(path).status_code == 404
    assert attempts(lab).get().object_id == str(run)


def test_whoever_switches_to_a_lab_that_is_not_theirs_is_told_of(lab, stranger):
    assert signed_in(stranger).post("/lab/", {"lab": "sur"}).status_code == 404
    assert attempts(lab).get().object_kind == "lab"
    assert signed_in(stranger).post("/lab/", {"lab": "no\x00where"}).status_code == 404


def test_the_api_is_no_other_door(outside, lab, own, dataset):
    """A number in the body is as good as one in the address."""
    client, _arguments = outside
    sent = {"method": "sense.screen", "dataset": dataset.pk, "spec": {}}
    answer = client.post(reverse("api:evidence-list"), sent, content_type="application/json")
    assert answer.status_code == 404
    assert attempts(lab).get().object_id == str(dataset.pk)
